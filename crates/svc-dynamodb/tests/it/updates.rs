use svc_dynamodb::expr::Update;
use svc_dynamodb::item_json;
use svc_dynamodb::key::{KeyAttribute, KeySchema, KeyType};

use crate::support::{item, placeholders};

const VALUES: &str = r#"{":s":{"S":"new"},":n":{"N":"2.5"},":l":{"L":[{"S":"y"},{"S":"z"}]},
    ":m":{"M":{}},
    ":ss":{"SS":["b","c"]},":all":{"SS":["a","b"]},":ns":{"NS":["1"]},":y":{"BOOL":true}}"#;

const ITEM: &str = r#"{"l":{"L":[{"S":"0"},{"S":"1"},{"M":{"deep":{"N":"1"}}}]},
    "m":{"M":{"k":{"N":"1"}}},
    "n":{"N":"10"},"s":{"S":"old"},"t":{"SS":["a","b"]}}"#;

fn apply(before: &str, text: &str) -> Result<String, String> {
    let update = Update::parse(text, &mut placeholders(VALUES)).map_err(|e| e.to_string())?;
    let after = update.apply(&item(before)).map_err(|e| e.to_string())?;
    let mut out = Vec::new();
    item_json::write_item_json(&after, &mut out);
    Ok(String::from_utf8(out).expect("UTF-8"))
}

#[test]
fn updates_change_what_they_name_and_read_the_item_before() {
    let check = |before: &str, text: &str, expected: &str| {
        assert_eq!(apply(before, text).as_deref(), Ok(expected), "{text}");
    };
    check("{}", "SET a = :s", r#"{"a":{"S":"new"}}"#);
    check(r#"{"n":{"N":"1"}}"#, "set n = n + :n", r#"{"n":{"N":"3.5"}}"#);
    check(r#"{"n":{"N":"1"}}"#, "SET n = (:n - n) - n", r#"{"n":{"N":"0.5"}}"#);
    check(r#"{"n":{"N":"1"}}"#, "SET n = :n - (n - n)", r#"{"n":{"N":"2.5"}}"#);
    check("{}", "SET a = if_not_exists(a, :n) + :n", r#"{"a":{"N":"5"}}"#);
    check(r#"{"a":{"N":"1"}}"#, "SET a = if_not_exists(a, :n) + :n", r#"{"a":{"N":"3.5"}}"#);
    // Both sides are those of the item before.
    check(
        r#"{"a":{"S":"1"},"b":{"S":"2"}}"#,
        "SET a = b, b = a",
        r#"{"a":{"S":"2"},"b":{"S":"1"}}"#,
    );
    check(r#"{"a":{"S":"1"}}"#, "SET b = a REMOVE a", r#"{"b":{"S":"1"}}"#);
    check(
        "{}",
        "SET a = list_append(if_not_exists(a, :l), :l)",
        r#"{"a":{"L":[{"S":"y"},{"S":"z"},{"S":"y"},{"S":"z"}]}}"#,
    );
    check(
        r#"{"m":{"M":{"k":{"N":"1"}}}}"#,
        "SET m.j = m.k, m.k = :s",
        r#"{"m":{"M":{"j":{"N":"1"},"k":{"S":"new"}}}}"#,
    );
    let list = r#"{"l":{"L":[{"S":"0"},{"S":"1"},{"S":"2"}]}}"#;
    check(list, "SET l[1] = :s", r#"{"l":{"L":[{"S":"0"},{"S":"new"},{"S":"2"}]}}"#);
    check(
        list,
        "SET l[9] = :s, l[7] = :n",
        r#"{"l":{"L":[{"S":"0"},{"S":"1"},{"S":"2"},{"N":"2.5"},{"S":"new"}]}}"#,
    );
    check(list, "REMOVE l[0], l[2]", r#"{"l":{"L":[{"S":"1"}]}}"#);
    check(list, "REMOVE l[0] SET l[1] = :s", r#"{"l":{"L":[{"S":"new"},{"S":"2"}]}}"#);
    check(
        list,
        "SET l[5] = :s REMOVE l[3]",
        r#"{"l":{"L":[{"S":"0"},{"S":"1"},{"S":"2"},{"S":"new"}]}}"#,
    );
    check(list, "REMOVE l[10], nothing", list);
    check(
        r#"{"l":{"L":[{"M":{"x":{"S":"0"}}},{"S":"1"}]}}"#,
        "REMOVE l[0].x, l[1]",
        r#"{"l":{"L":[{"M":{}}]}}"#,
    );
    check("{}", "ADD a :n", r#"{"a":{"N":"2.5"}}"#);
    check(r#"{"a":{"N":"-2.5"}}"#, "ADD a :n", r#"{"a":{"N":"0"}}"#);
    check(r#"{"t":{"SS":["a","b"]}}"#, "ADD t :ss", r#"{"t":{"SS":["a","b","c"]}}"#);
    check("{}", "ADD t :ss", r#"{"t":{"SS":["b","c"]}}"#);
    check(r#"{"t":{"SS":["a","b"]}}"#, "DELETE t :ss", r#"{"t":{"SS":["a"]}}"#);
    check(r#"{"t":{"SS":["a","b"]}}"#, "DELETE t :all", "{}");
    check("{}", "DELETE t :all", "{}");
    check(
        r#"{"m":{"M":{"n":{"N":"1"}}}}"#,
        "ADD m.n :n DELETE m.x :ss",
        r#"{"m":{"M":{"n":{"N":"3.5"}}}}"#,
    );
}

#[test]
fn updates_that_do_not_fit_the_item_are_refused() {
    let check = |text: &str, refusal: &str| {
        assert_eq!(apply(ITEM, text), Err(refusal.to_owned()), "{text}");
    };
    let path = "The document path provided in the update expression is invalid for update";
    for text in [
        "SET absent.a = :s",
        "SET m.absent.a = :s",
        "SET s.a = :s",
        "SET s[0] = :s",
        "SET m[0] = :s",
        "SET l.a = :s",
        "SET l[9].a = :s",
        "REMOVE absent.a",
        "REMOVE s[0]",
        "ADD absent.a :n",
    ] {
        check(text, path);
    }
    let absent = "The provided expression refers to an attribute that does not exist in the item";
    check("SET a = absent", absent);
    check("SET a = absent + :n", absent);
    check("SET a = list_append(l[9], :l)", absent);
    let kind = "An operand in the update expression has an incorrect data type";
    check("SET a = s + :n", kind);
    check("SET a = :n - m", kind);
    check("SET a = list_append(s, :l)", kind);
    check("ADD s :n", kind);
    check("ADD n :ss", kind);
    check("ADD t :ns", kind);
    check("DELETE t :ns", kind);
    check("DELETE n :ns", kind);
}

#[test]
fn broken_updates_are_refused_in_aws_words() {
    let check = |text: &str, refusal: &str| {
        assert_eq!(
            apply("{}", text),
            Err(format!("Invalid UpdateExpression: {refusal}")),
            "{text}"
        );
    };
    let syntax = |text: &str, token: &str, near: &str| {
        check(text, &format!("Syntax error; token: \"{token}\", near: \"{near}\""));
    };
    check("", "The expression can not be empty;");
    syntax("INVALID SYNTAX HERE", "INVALID", "INVALID SYNTAX");
    syntax("ADD hits : incr", ":", "hits : incr");
    syntax("SET", "<EOF>", "SET");
    syntax("SET a", "<EOF>", "a");
    syntax("SET a = ", "<EOF>", "=");
    syntax("SET a = :s,", "<EOF>", ",");
    syntax("SET a = :s b = :s", "b", ":s b =");
    syntax("SET a == :s", "=", "== :s");
    syntax("SET :s = a", ":s", "SET :s =");
    syntax("REMOVE a :s", ":s", "a :s");
    syntax("ADD a b", "b", "a b");
    syntax("SET a = if_not_exists(b, :n + :n)", "+", ":n + :n");
    syntax("SET a = :n + n - :n", "-", "n - :n");
    syntax("SET a = b + :n + :n, c = :n", "+", ":n + :n");
    check(
        "SET a = :s SET b = :s",
        "The \"SET\" section can only be used once in an update expression;",
    );
    check("SET a = ((:n + :n))", "The expression has redundant parentheses;");
    check("REMOVE status", "Attribute name is a reserved keyword; reserved keyword: status");
    check(
        "SET #nope = :s",
        "An expression attribute name used in the document path is not defined; attribute name: \
         #nope",
    );
    check(
        "SET a = :nope",
        "An expression attribute value used in expression is not defined; attribute value: :nope",
    );
    check(
        "ADD a :nope",
        "An expression attribute value used in expression is not defined; attribute value: :nope",
    );
    check("SET a = foo(b)", "Invalid function name; function: foo");
    check("SET a = size(b)", "The function is not allowed in an update expression; function: size");
    let count = "Incorrect number of operands for operator or function; operator or function: ";
    check("SET a = if_not_exists(b)", &format!("{count}if_not_exists, number of operands: 1"));
    check("SET a = list_append(b, :l, :l)", &format!("{count}list_append, number of operands: 3"));
    check(
        "SET a = if_not_exists(:s, :s)",
        "Operator or function requires a document path; operator or function: if_not_exists",
    );
    let kind = "Incorrect operand type for operator or function; operator or function: ";
    check("SET a = a + :s", &format!("{kind}+, operand type: S"));
    check("SET a = :l - b", &format!("{kind}-, operand type: L"));
    check("SET a = list_append(b, :n)", &format!("{kind}list_append, operand type: N"));
    check(
        "ADD a :s",
        "Incorrect operand type for operator or function; operator: ADD, operand type: STRING, \
         typeSet: ALLOWED_FOR_ADD_OPERAND",
    );
    check(
        "DELETE a :n",
        "Incorrect operand type for operator or function; operator: DELETE, operand type: \
         NUMBER, typeSet: ALLOWED_FOR_DELETE_OPERAND",
    );
    let overlap = |one: &str, two: &str| {
        format!(
            "Two document paths overlap with each other; must remove or rewrite one of these \
             paths; path one: {one}, path two: {two}"
        )
    };
    check("SET a = :s, a = :n", &overlap("[a]", "[a]"));
    check("SET a.b = :s REMOVE a", &overlap("[a, b]", "[a]"));
    check("SET a[1] = :s, c = :s ADD a[1].b :n", &overlap("[a, [1]]", "[a, [1], b]"));
    check(
        "SET a.b = :s, a[0] = :s",
        "Two document paths conflict with each other; must remove or rewrite one of these paths; \
         path one: [a, b], path two: [a, [0]]",
    );
    let sums: Vec<String> = (0..301).map(|at| format!("l[{at}]=n+n")).collect();
    check(
        "REMOVE a[4294967296]",
        "List index is not within the allowable range; index: [4294967296]",
    );
    check(
        &format!("SET {}", sums.join(",")),
        "The expression contains too many operators; operator count: 301",
    );
}

#[test]
fn what_an_update_touched_is_returned_before_and_after() {
    let update = Update::parse("SET l[1] = :s, m.j = :n REMOVE s", &mut placeholders(VALUES))
        .expect("parses");
    let before = item(ITEM);
    let after = update.apply(&before).expect("applies");
    assert_eq!(update.touched().apply(&before), item(r#"{"l":{"L":[{"S":"1"}]},"s":{"S":"old"}}"#));
    assert_eq!(
        update.touched().apply(&after),
        item(r#"{"l":{"L":[{"S":"new"}]},"m":{"M":{"j":{"N":"2.5"}}}}"#)
    );
    let key = |name: &str| KeySchema { hash: KeyAttribute::new(name, KeyType::S), range: None };
    assert_eq!(update.check_keys(&key("pk")), Ok(()));
    assert_eq!(
        update.check_keys(&key("l")).unwrap_err().text(),
        "One or more parameter values were invalid: Cannot update attribute l. This attribute is \
         part of the key"
    );
}
