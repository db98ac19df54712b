use proptest::prelude::*;
use svc_dynamodb::Number;

use crate::support::numbers;

const PRECISE: &str = "Attempting to store more than 38 significant digits in a Number";

fn check(text: &str, expected: &str) {
    let got = text.parse::<Number>().map_or_else(|refusal| refusal.to_string(), |n| n.to_string());
    assert_eq!(got, expected, "{text}");
}

fn number(text: &str) -> Number {
    text.parse().expect("a number")
}

#[test]
fn numbers_are_printed_without_exponent_and_without_needless_zeros() {
    check("0", "0");
    check("-0", "0");
    check("0.000", "0");
    check("0e999999999999", "0");
    check("00012.3400", "12.34");
    check("+5", "5");
    check(".5", "0.5");
    check("5.", "5");
    check("1200", "1200");
    check("1.2e3", "1200");
    check("1E-3", "0.001");
    check("-1.5E+2", "-150");
    check("123456789012345678901234567890.12345678", "123456789012345678901234567890.12345678");
    check("10000000000000000000000000000000000001", "10000000000000000000000000000000000001");
    check("1e125", &format!("1{}", "0".repeat(125)));
    check("1e-130", &format!("0.{}1", "0".repeat(129)));
    check(&format!("{}e88", "9".repeat(38)), &format!("{}{}", "9".repeat(38), "0".repeat(88)));
    check(&format!("1{}", "0".repeat(60)), &format!("1{}", "0".repeat(60)));
}

#[test]
fn what_is_no_number_or_too_large_or_precise_is_refused_in_aws_words() {
    const OVER: &str = "Number overflow. Attempting to store a number with magnitude larger than \
                        supported range";
    const UNDER: &str = "Number underflow. Attempting to store a number with magnitude smaller \
                         than supported range";
    check("", "The parameter cannot be converted to a numeric value");
    for text in ["x", "-", ".", "1e", "1e+", "1 ", " 1", "1,5", "0x10", "NaN", "Infinity", "1_0"] {
        check(text, &format!("The parameter cannot be converted to a numeric value: {text}"));
    }
    check(&"1".repeat(39), PRECISE);
    check("1.00000000000000000000000000000000000001", PRECISE);
    check("1e126", OVER);
    check("-1e126", OVER);
    check("1e99999999999999999999", OVER);
    check(&format!("1{}", "0".repeat(126)), OVER);
    check("1e-131", UNDER);
    check("1e-99999999999999999999", UNDER);
}

#[test]
fn sums_are_exact_or_refused() {
    let check = |a: &str, b: &str, expected: &str| {
        let got = number(a).plus(number(b)).map_or_else(|e| e.to_string(), |n| n.to_string());
        assert_eq!(got, expected, "{a} + {b}");
        let back = number(b).plus(number(a)).map_or_else(|e| e.to_string(), |n| n.to_string());
        assert_eq!(back, expected, "{b} + {a}");
    };
    check("0.1", "0.2", "0.3");
    check("5", "-5", "0");
    check("-7", "0", "-7");
    check("2", "-3.5", "-1.5");
    check("1e38", "-1", &"9".repeat(38));
    check("99999999999999999999999999999999999999", "1", &format!("1{}", "0".repeat(38)));
    check("99999999999999999999999999999999999999", "2", PRECISE);
    check("1e38", "1", PRECISE);
    check("1e125", "1e-130", PRECISE);
    check(
        "9.9e125",
        "9e125",
        "Number overflow. Attempting to store a number with magnitude larger than supported range",
    );
    assert_eq!(number("1").minus(number("3")).map(|n| n.to_string()), Ok("-2".to_owned()));
    assert_eq!(
        number("1.1e-130").minus(number("1e-130")).map_err(|e| e.to_string()),
        Err("Number underflow. Attempting to store a number with magnitude smaller than \
             supported range"
            .to_owned())
    );
}

#[test]
fn a_number_counts_a_byte_and_one_for_two_digits() {
    for (text, size) in [
        ("0", 1),
        ("1", 2),
        ("10", 2),
        ("12", 2),
        ("100", 2),
        ("123", 3),
        ("1234", 3),
        ("0.12", 2),
        ("1.2", 3),
        ("-1", 3),
        ("-1234", 4),
    ] {
        assert_eq!(number(text).size(), size, "{text}");
    }
    assert_eq!(number(&"1".repeat(38)).size(), 20);
    assert_eq!(number(&format!("1.{}", "1".repeat(37))).size(), 21);
}

fn key(number: Number) -> Vec<u8> {
    let mut key = Vec::new();
    number.encode_key(&mut key);
    key
}

#[test]
fn key_bytes_are_ordered_as_numbers_are() {
    let ascending = [
        "-9.9e125", "-1e125", "-100", "-99.9", "-12", "-11", "-2", "-1.01", "-1", "-0.5",
        "-1e-130", "0", "1e-130", "0.001", "0.5", "0.51", "1", "1.0001", "1.01", "2", "9", "10",
        "10.5", "11", "100", "101", "1e125", "9.9e125",
    ];
    for pair in ascending.windows(2) {
        let (a, b) = (number(pair[0]), number(pair[1]));
        assert!(a < b, "{} < {}", pair[0], pair[1]);
        assert!(key(a) < key(b), "key of {} < key of {}", pair[0], pair[1]);
    }
}

proptest! {
    #[test]
    fn order_text_and_key_bytes_agree(a in numbers(), b in numbers()) {
        prop_assert_eq!(a.cmp(&b), key(a).cmp(&key(b)));
        prop_assert!(a == b || !key(a).starts_with(&key(b)));
        prop_assert_eq!(Number::decode_key(&key(a)), Some((a, key(a).len())));
        prop_assert_eq!(a.to_string().parse::<Number>(), Ok(a));
        let (negative, coefficient, exponent) = a.parts();
        prop_assert_eq!(Number::from_parts(negative, coefficient, exponent), Some(a));
    }

    #[test]
    fn what_is_added_can_be_taken_away(a in numbers(), b in numbers()) {
        if let Ok(sum) = a.plus(b) {
            prop_assert_eq!(sum.minus(b), Ok(a));
            prop_assert_eq!(b.plus(a), Ok(sum));
            prop_assert_eq!(sum.cmp(&a), b.cmp(&Number::ZERO));
        }
    }

    #[test]
    fn small_sums_are_those_of_integers(a in any::<i32>(), b in any::<i32>()) {
        let sum = number(&a.to_string()).plus(number(&b.to_string())).expect("in range");
        prop_assert_eq!(sum.to_string(), (i64::from(a) + i64::from(b)).to_string());
        prop_assert_eq!(number(&a.to_string()).cmp(&number(&b.to_string())), a.cmp(&b));
    }
}
