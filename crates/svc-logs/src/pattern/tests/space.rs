//! The rules of patterns in brackets.

use super::{INVALID, Pattern, check, refused};

const APACHE: &str =
    r#"127.0.0.1 Prod frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534"#;

#[test]
fn space_delimited_conditions_apply_to_the_field_at_their_place() {
    for pattern in [
        "[ip, user, username, timestamp, request =*.html*, status_code = 4*, bytes]",
        "[..., request =*.html*, status_code = 4*, bytes]",
        "[ip, user, ..., status_code=4*, bytes > 1000 && bytes < 2000]",
        "[ip=127*, user, ...]",
        "[..., status_code = 404 || status_code = 410, bytes]",
        "[..., (status_code = 404 || status_code = 410) && status_code != 410, bytes]",
        r#"[..., request="GET /index.html HTTP/1.0", status_code, bytes]"#,
        r"[ip=%127\.0\.0\.[1-9]%, ...]",
        "[..., status_code=4*,]",
    ] {
        check(pattern, &[APACHE], &["", "one two"]);
    }
    check("[w1!=ERROR && W1!=WARNING, ...]", &[APACHE], &["ERROR x", "WARNING x"]);
    check("[..., status_code != 4*, bytes]", &["200 1"], &[APACHE]);
    check("[..., bytes > 2000]", &["2001"], &[APACHE, "many"]);
}

#[test]
fn without_an_ellipsis_the_last_field_takes_the_rest_of_the_line() {
    check("[w1=ERROR, w2]", &["ERROR at noon", "ERROR x\n"], &["INFO x", "ERROR"]);
    check("[w1=ERROR]", &["ERROR", "\"ERROR\"\n"], &["ERROR at noon"]);
    check("[a, b, c, d, e, f, g, h]", &["1 2 3 4 5 6 7 8"], &[APACHE]);
    let rest = Pattern::parse("[ip, user, rest]").expect("pattern").extract(APACHE);
    assert_eq!(
        rest.expect("match")["$rest"],
        r#"frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534"#,
    );
}

#[track_caller]
fn check_extract(pattern: &str, message: &str, expected: &[(&str, &str)]) {
    let extracted = Pattern::parse(pattern).expect(pattern).extract(message);
    let expected = expected.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    assert_eq!(extracted, Some(expected), "{pattern}");
}

#[test]
fn fields_are_extracted_by_name_and_the_others_by_position() {
    const TIME: &str = "10/Oct/2000:13:25:15 -0700";
    const REQUEST: &str = "GET /index.html HTTP/1.0";
    let all = [
        ("$ip", "127.0.0.1"),
        ("$user", "Prod"),
        ("$name", "frank"),
        ("$time", TIME),
        ("$request", REQUEST),
        ("$status", "404"),
        ("$bytes", "1534"),
    ];
    check_extract("[ip, user, name, time, request, status=404, bytes]", APACHE, &all);
    let some = [
        ("$1", "127.0.0.1"),
        ("$2", "Prod"),
        ("$3", "frank"),
        ("$4", TIME),
        ("$request", REQUEST),
        ("$status", "404"),
        ("$7", "1534"),
    ];
    check_extract("[..., request, status,]", APACHE, &some);
    check_extract("[]", "a [b c] d", &[("$1", "a"), ("$2", "b c"), ("$3", "d")]);
    check_extract("[a, ..., b]", "1 2 3", &[("$a", "1"), ("$2", "2"), ("$b", "3")]);
    check_extract("[a, ..., b]", "1 2", &[("$a", "1"), ("$b", "2")]);
    for pattern in ["ERROR", "", "%E%", "{ $.E = ERROR }"] {
        check_extract(pattern, r#"{"E":"ERROR"}"#, &[]);
    }
    let none = Pattern::parse("[a, b]").expect("pattern").extract("alone");
    assert_eq!(none, None);
}

#[test]
fn quotes_and_brackets_that_nothing_closes_are_ordinary_characters() {
    check_extract("[...]", "[open \"too b]", &[("$1", "open \"too b")]);
    check_extract("[...]", "\"a [b c", &[("$1", "\"a"), ("$2", "[b"), ("$3", "c")]);
    check_extract(
        "[...]",
        "k=\"a b\" [c]:",
        &[("$1", "k=\"a"), ("$2", "b\""), ("$3", "c"), ("$4", ":")],
    );
}

#[test]
fn malformed_space_delimited_patterns_are_refused() {
    refused(
        &[
            "[a, ..., b, ..., c]",
            "[a, a]",
            "[a, ..., a = 1]",
            "[a = ]",
            "[a b]",
            "[a = 1 ||]",
            "[1a]",
            "[= 1]",
            "[a, b=x || c=y]",
            "[a IS NULL]",
            "[a, (b = 1]",
            "[a = 1) ]",
            "[ip, status = 4* && bytes > 1000]",
            "[a > x]",
            "[$.a = 1]",
        ],
        INVALID,
    );
}
