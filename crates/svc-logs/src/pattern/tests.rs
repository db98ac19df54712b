//! The rules of the pattern language, in tables. Examples follow those of AWS's user guide.

mod space;

use super::{PATTERN_CHARS_MAX, Pattern, PatternError};

#[track_caller]
fn check(pattern: &str, matching: &[&str], other: &[&str]) {
    let compiled = Pattern::parse(pattern).unwrap_or_else(|e| panic!("{pattern}: {e:?}"));
    for message in matching {
        assert!(compiled.matches(message), "{pattern} should match {message}");
    }
    for message in other {
        assert!(!compiled.matches(message), "{pattern} should not match {message}");
    }
}

#[track_caller]
fn refused(patterns: &[&str], message: &str) {
    for pattern in patterns {
        let error = Pattern::parse(pattern).expect_err(pattern);
        assert_eq!(error.to_string(), message, "{pattern}: {error:?}");
    }
}

const INVALID: &str = "Invalid filter pattern";

#[test]
fn an_empty_pattern_and_a_phrase_of_blanks_match_everything() {
    for pattern in ["", "  ", "\" \"", "[]", "?\"  \""] {
        check(pattern, &["", " ", "[ERROR 400] BAD REQUEST", "{\"a\":1}"], &[]);
    }
}

#[test]
fn terms_are_case_sensitive_parts_of_the_message_and_all_must_occur() {
    check("ERROR", &["[ERROR 400] BAD REQUEST", "ERRORCODE: -1"], &["an error", ""]);
    check("ERROR ARGUMENTS", &["ARGUMENTS: ERROR"], &["ERROR", "ARGUMENTS"]);
    check("\"INTERNAL SERVER ERROR\"", &["x INTERNAL SERVER ERROR"], &["SERVER INTERNAL ERROR"]);
    check(r#""[ERROR]" Exception"#, &["[ERROR] InvalidQueryException"], &["ERROR Exception"]);
    check(r#""say \"hi\" C:\\x \n""#, &[r#"say "hi" C:\x \n"#], &[r#"say \"hi\" C:\\x \n"#]);
    check("größe_1", &["die größe_1"], &["grosse_1"]);
}

#[test]
fn excluded_terms_must_not_occur() {
    check("ERROR -ARGUMENTS", &["ERROR 400"], &["ERROR ARGUMENTS", "nothing"]);
    check("ERROR -\"BAD REQUEST\"", &["ERROR BAD"], &["ERROR BAD REQUEST"]);
    check("\"ERROR\" - \"Exiting\"", &["ERROR"], &["Exiting with ERROR"]);
    check("-ERROR", &["", "INFO"], &["ERROR"]);
    check("-%E[0-9]%", &["E", ""], &["E5"]);
}

#[test]
fn one_of_the_optional_terms_must_occur_unless_other_terms_make_them_idle() {
    check("?ERROR ?WARN", &["ERROR", "WARN", "WARN ERROR"], &["INFO"]);
    check("?\"two words\" ?%[0-9]{3}%", &["two words", "404"], &["two", "40"]);
    check("?ERROR ?ARGUMENTS REQUEST", &["REQUEST", "REQUEST ERROR"], &["ERROR ARGUMENTS"]);
    check("?ERROR -WARN", &["INFO", "ERROR"], &["ERROR WARN"]);
}

#[test]
fn characters_that_need_quotes_are_named_in_the_error() {
    for (pattern, named) in [
        ("?Status: timeout", ":"),
        ("foo-bar", "-"),
        ("#Cloud", "#"),
        ("\"\"", "\"\""),
        ("ERROR -", "-"),
        ("? ERROR", "?"),
        ("a \\\"b", "\\\""),
        ("%something!%", "!"),
        ("%(ab)+%", "("),
        ("%café%", "é"),
        (r"%\p%", r"\p"),
    ] {
        refused(&[pattern], &format!("Invalid character(s) in term '{named}'"));
    }
}

#[test]
fn an_opened_pattern_must_be_closed() {
    refused(
        &["{", "{ $.a = 1", "{ $.a = 1 } trailing"],
        "If a filter pattern starts with '{' it must end with '}'",
    );
    refused(&["[a", "[", "[a] b"], "If a filter pattern starts with '[' it must end with ']'");
    refused(&["\"open", "%open", "%%", "{ $.a = \"}", "{ $.a = %}"], INVALID);
}

#[test]
fn a_pattern_may_have_1024_characters_and_no_more() {
    let longest = "é".repeat(PATTERN_CHARS_MAX);
    check(&longest, &[&longest], &["é"]);
    refused(&[&format!("{longest}e")], INVALID);
}

#[test]
fn expressions_mean_what_aws_documents() {
    check("%AUTHORIZED%", &["UNAUTHORIZED REQUEST"], &["authorized"]);
    check("%^[hc]at%", &["hat trick"], &["a hat"]);
    check("%[hc]at$%", &["the cat"], &["cat!"]);
    check("%^colou?r$%", &["color", "colour"], &["colouur"]);
    check("%^a{3,5}$%", &["aaa", "aaaaa"], &["aa", "aaaaaa"]);
    check("%^a{2}b{1,}$%", &["aab", "aabb"], &["ab", "aa"]);
    check("%gray|grey%", &["grey"], &["gry"]);
    check("%^starting|^shutting down%", &["shutting down"], &["not shutting down"]);
    check(r"%10\.10\.0\.1%", &["from 10.10.0.1"], &["from 10010,051"]);
    check(r"%\[.\]%", &["value [7]"], &["value 7"]);
    check(r"%^\d\D\s\S\w\W$%", &["1a b_-", "1a\tb_-"], &["aa b_-", "1a bb_"]);
    check(r"%key\x3Avalue\x28%", &["key:value("], &["key=value("]);
    check("%a.c%", &["a\u{fc}c"], &["ac"]);
}

#[test]
fn digits_and_letters_of_expressions_are_ascii() {
    check(r"%\d%", &["1"], &["\u{663}"]);
    check(r"%\w%", &["e"], &["\u{e9}"]);
    check(r"%^[\D]$%", &["x", "\u{663}"], &["1"]);
}

#[test]
fn classes_are_plain_lists_without_nesting_or_subtraction() {
    check("%^[a-c.-]+$%", &["a.-c"], &["d", "a+"]);
    check("%^[^a-c]$%", &["d"], &["b"]);
    check(r"%^[\]\[]+$%", &["[]"], &["x"]);
    check("%^[[a]$%", &["[", "a"], &["b"]);
    check("%^[+--]+$%", &["+,-"], &["."]);
}

#[test]
fn malformed_expressions_and_a_third_one_are_refused() {
    refused(
        &[
            "%a{3,%",
            "%a{,3}%",
            "%a{x}%",
            "%[abc%",
            "%[]%",
            "%[z-a]%",
            r"%a\%",
            r"%\x8f%",
            "%*a%",
            "%a{1000}{1000}{1000}%",
            "%a% %b% %c%",
            "[a=%x%, b=%y%, c=%z%]",
        ],
        INVALID,
    );
    check("[a=%x%, b=%y%]", &["x y"], &["y x"]);
}

const EVENT: &str = r#"{
  "eventType": "UpdateTrail", "sourceIPAddress": "111.111.111.111",
  "arrayKey": ["value", "another value"],
  "objectList": [{"name": "a", "id": 1}, {"name": "b", "id": 2}],
  "SomeObject": null, "ThisFlag": true, "cluster.name": "c", "detail-type": "Shop",
  "latency": 49.5, "count": 3, "text": "3", "account": "123456789012", "coordinates": [[0, 1], [4, 5]]
}"#;

#[track_caller]
fn check_event(matching: &[&str], other: &[&str]) {
    for pattern in matching {
        check(pattern, &[EVENT], &["", "not json", "[1]", "{\"a\":", "{}x"]);
    }
    for pattern in other {
        check(pattern, &[], &[EVENT]);
    }
}

#[test]
fn json_strings_compare_with_wildcards_at_their_ends() {
    check_event(
        &[
            r#"{ $.eventType = "UpdateTrail" }"#,
            "{$.eventType=UpdateTrail}",
            "{ $.eventType = Update* }",
            "{ $.eventType = *Trail }",
            r#"{ $.eventType = "*date*" }"#,
            "{ $.eventType = * }",
            "{ $.sourceIPAddress != 123.123.* }",
            r"{ $.eventType = %^Up.*l$% }",
            r"{ $.eventType != %^Down% }",
            r#"{ $.['cluster.name'] = "c" }"#,
            "{ $.detail-type = Shop }",
        ],
        &[
            "{ $.eventType = updatetrail }",
            "{ $.eventType = Up*Trail }",
            "{ $.eventType != Update* }",
            "{ $.sourceIPAddress != 111.111.* }",
            "{ $.cluster.name = c }",
        ],
    );
}

#[test]
fn json_numbers_compare_by_value_and_with_wildcards_by_text() {
    check_event(
        &[
            "{ $.latency < 50 }",
            "{ $.latency >= 49.5 }",
            "{ $.latency <= +4.95e1 }",
            "{ $.latency > -1 }",
            "{ $.latency != 49 }",
            "{ $.latency = 4* }",
            "{ $.count = 3 }",
            "{ $.count = 3.0 }",
            r#"{ $.count = "3" }"#,
            "{ $.text = 3 }",
            "{ $.account = 123456789012 }",
            "{ $.coordinates[1][0] = 4 }",
            "{ $.eventType != 3 }",
        ],
        &[
            "{ $.latency < 49.5 }",
            "{ $.count != 3 }",
            "{ $.count > 3 }",
            "{ $.eventType > 0 }",
            "{ $.eventType < 0 }",
            "{ $.eventType = 3 }",
            "{ $.account = 123456789013 }",
        ],
    );
    check(
        "{ $.id = 9007199254740993 }",
        &[r#"{"id":9007199254740993}"#],
        &[r#"{"id":9007199254740992}"#],
    );
}

#[test]
fn absent_null_boolean_and_nested_values_satisfy_no_comparison() {
    for field in ["missing", "SomeObject", "ThisFlag", "arrayKey", "objectList[0]"] {
        for condition in ["= x", "!= x", "= *", "!= 1", "< 1"] {
            check_event(&[], &[&format!("{{ $.{field} {condition} }}")]);
        }
    }
    check_event(&[], &["{ $.ThisFlag = true }", "{ $.eventType[0] = UpdateTrail }"]);
}

#[test]
fn null_booleans_and_absence_have_their_own_tests() {
    check_event(
        &[
            "{ $.SomeObject IS NULL }",
            "{ $.ThisFlag IS TRUE }",
            "{ $.ThisFlag is true }",
            "{ $.Other NOT EXISTS }",
            "{ $.objectList[2] NOT EXISTS }",
            "{ $.eventType.deeper NOT EXISTS }",
        ],
        &[
            "{ $.eventType IS NULL }",
            "{ $.missing IS NULL }",
            "{ $.ThisFlag IS FALSE }",
            "{ $.eventType IS TRUE }",
            "{ $.SomeObject NOT EXISTS }",
            "{ $.arrayKey NOT EXISTS }",
        ],
    );
}

#[test]
fn wildcard_selectors_ask_whether_any_value_passes() {
    check_event(
        &[
            "{ $.objectList[*].name = b }",
            "{ $.arrayKey[*] = %val.{2}% }",
            r"{ $.* = %111\.111% }",
            "{ $.objectList[*].size NOT EXISTS }",
            "{ $.objectList[*].id = 2 || $.arrayKey[*] = x || $.coordinates[*][0] = 9 }",
        ],
        &["{ $.objectList[*].name = c }", "{ $.objectList[*].id NOT EXISTS }", "{ $.*.id = 1 }"],
    );
    refused(
        &["{ $.*[*] = 1 }", "{ $.a[*] = 1 || $.b[*] = 1 || $.c[*] = 1 || $.d[*] = 1 }"],
        INVALID,
    );
}

#[test]
fn and_binds_tighter_than_or_and_parentheses_tighter_than_both() {
    check_event(
        &[
            "{ ($.count = 3) && ($.eventType = UpdateTrail) }",
            "{ $.count = 3 || $.count = 4 && $.count = 5 }",
            "{ $.count = 9 || ($.text = 3 && ($.count = 9 || $.latency > 49)) }",
            "{$.count=3&&$.text=3}",
        ],
        &[
            "{ ($.count = 3 || $.count = 4) && $.count = 5 }",
            "{ $.count = 3 && $.count = 4 }",
            "{ $.count = 4 || $.count = 5 }",
        ],
    );
}

#[test]
fn malformed_json_patterns_are_refused() {
    refused(
        &[
            "{}",
            "{ $.a }",
            "{ $.a = }",
            "{ a = 1 }",
            "{ $ = 1 }",
            "{ $[0] = 1 }",
            "{ $. = 1 }",
            "{ $.a == 1 }",
            "{ $.a = 1 && }",
            "{ $.a = 1 & $.b = 1 }",
            "{ ($.a = 1 }",
            "{ $.a = 1) }",
            "{ $.a = 1 $.b = 2 }",
            "{ $.a IS MAYBE }",
            "{ $.a IS NOT NULL }",
            "{ $.a EXISTS }",
            "{ $.a NOT NULL }",
            "{ $.a[x] = 1 }",
            "{ $.a[0 = 1 }",
            "{ $.a[99999999999999999999] = 1 }",
            "{ $.[0] = 1 }",
            "{ $.['a = 1 }",
            "{ $.\"sc-status\" = 5* }",
            "{ $.a > x }",
            "{ $.a > \"1\" }",
            "{ $.a > 1_000 }",
            "{ $.a > inf }",
            "{ $.a > %1% }",
        ],
        INVALID,
    );
    let nested = format!("{{ {}$.a = 1{} }}", "(".repeat(65), ")".repeat(65));
    refused(&[&nested], INVALID);
}

#[test]
fn json_messages_deeper_than_the_parser_goes_match_nothing() {
    let deep = format!("{{\"a\":1,\"b\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    check("{ $.a = 1 }", &["{\"a\":1,\"a\":1}", " {\"a\":1}\n"], &[&deep, "{\"a\":1e999}"]);
}

#[test]
fn a_long_message_takes_time_in_proportion() {
    // Quadratic work on a megabyte would not end within the patience of a test run.
    const LONG: usize = 1 << 20;
    for unit in ["[a ", "\"", "\"[", "aa", "{\"a\":", "[\"]"] {
        let message = unit.repeat(LONG / unit.len());
        for pattern in ["[..., x=b, y]", "[x, y=*b*]", "%a*a*a*b$%", "\"aaaaaaab\"", "{ $.* = b }"]
        {
            check(pattern, &[], &[&message]);
        }
    }
    // Searching for a delimiter is quick: only more of them show that each search is repeated.
    let unclosed = "[aaaaaaaaaaaaaa ".repeat(LONG / 2);
    check("[..., x=b, y]", &[], &[&unclosed]);
    let wide = format!("{{\"a\":[{}1]}}", "1,".repeat(LONG / 2));
    check("{ $.a[*] = 2 || $.a[*] = *3* || $.a[*] = %4% }", &[], &[&wide]);
}

#[test]
fn errors_of_one_kind_are_equal() {
    let open = PatternError::Open { open: '{', close: '}' };
    assert_eq!(Pattern::parse("{ $.a").expect_err("open"), open);
}
