use svc_dynamodb::expr::{
    Condition, ExpressionKind, KeyCondition, Placeholders, Present, Projection,
    check_filter_attributes,
};
use svc_dynamodb::key::{KeyAttribute, KeySchema, KeyType};

use crate::support::{item, placeholders};

const VALUES: &str = r#"{":s":{"S":"b"},":t":{"S":"c"},":n":{"N":"10"},":o":{"N":"1e1"},
    ":b":{"B":"YWI="},
    ":y":{"BOOL":true},":z":{"NULL":true},":l":{"L":[{"S":"x"}]},":m":{"M":{"a.b":{"S":"c"},
    "k":{"N":"1"}}},":ss":{"SS":["q","p"]},":ns":{"NS":["1","2"]},":one":{"N":"1"},
    ":two":{"N":"2"},":three":{"N":"3"},":p":{"S":"p"},":x":{"S":"x"},":typ":{"S":"L"},
    ":bad":{"S":"STRING"}}"#;

pub const ITEM: &str = r#"{"s":{"S":"banana"},"b":{"S":"b"},"n":{"N":"10.0"},
    "big":{"N":"10000000000000000000000000000000000001"},"u":{"S":"é𝄞"},"bin":{"B":"YWJj"},
    "y":{"BOOL":true},"z":{"NULL":true},
    "l":{"L":[{"S":"x"},{"N":"2"},{"M":{"deep":{"S":"b"}}}]},"m":{"M":{"k":{"N":"1"},
    "a.b":{"S":"c"}}},"p":{"SS":["p","q"]},"q":{"NS":["1","2"]},"name":{"S":"b"}}"#;

fn parse(kind: ExpressionKind, text: &str) -> Result<Condition, String> {
    Condition::parse(kind, text, &mut placeholders(VALUES)).map_err(|e| e.to_string())
}

#[test]
fn conditions_hold_as_aws_says() {
    let item = item(ITEM);
    let check = |text: &str, expected: bool| {
        let condition = parse(ExpressionKind::Condition, text).expect(text);
        assert_eq!(condition.holds(&item), expected, "{text}");
    };
    // Comparators: every one below, at and above; numbers by value, strings by bytes.
    for (sign, below, at, above) in [
        ("=", false, true, false),
        ("<>", true, false, true),
        ("<", true, false, false),
        ("<=", true, true, false),
        (">", false, false, true),
        (">=", false, true, true),
    ] {
        check(&format!(":one {sign} n"), below);
        check(&format!("n {sign} :o"), at);
        check(&format!("big {sign} :n"), above);
        check(&format!("b {sign} :t"), below);
        check(&format!("b {sign} :s"), at);
        check(&format!("s {sign} :s"), above);
        check(&format!("n {sign} :s"), sign == "<>");
        check(&format!("absent {sign} :s"), sign == "<>");
    }
    check("l[0] = :x AND m.k = :one AND l[2].deep = :s", true);
    check("l[3] = :x", false);
    check("l.k = :x OR m[0] = :x OR s.k = :x", false);
    check("m = :m", true);
    check("p = :ss AND q = :ns", true);
    check("y = :y AND z = :z", true);
    check("#name = :s", true);
    check("n BETWEEN :one AND :n", true);
    check("n BETWEEN :n AND :n", true);
    check("n BETWEEN :one AND :two", false);
    check("s BETWEEN :one AND :two", false);
    check("n IN (:one, :o)", true);
    check("n IN (:one, :s)", false);
    check("n in (:o) and not n between :one and :two", true);
    check("attribute_exists(m.k)", true);
    check("attribute_exists(m.absent)", false);
    check("attribute_not_exists(absent) AND attribute_not_exists(l[9])", true);
    check("attribute_not_exists(z)", false);
    check("attribute_type(l, :typ)", true);
    check("attribute_type(m, :typ)", false);
    check("begins_with(s, :s)", true);
    check("begins_with(s, :t)", false);
    check("begins_with(bin, :b)", true);
    check("begins_with(n, :s)", false);
    check("contains(s, :s) AND contains(bin, :b) AND contains(p, :p)", true);
    check("contains(q, :two) AND contains(l, :x) AND contains(l, :two)", true);
    check("contains(l, :s) OR contains(p, :s) OR contains(q, :p) OR contains(n, :n)", false);
    check("size(u) = :three", true);
    check("size(bin) = :three AND size(l) = :three AND size(m) = :two AND size(p) = :two", true);
    check("size(n) = :two OR size(z) = :one OR size(absent) = :one", false);
    check("(size(u)) > :two", true);
    // NOT binds before AND, AND before OR.
    check("NOT n = :one AND n = :one OR n = :n", true);
    check("n = :n OR n = :one AND n = :two", true);
    check("(n = :n OR n = :one) AND n = :two", false);
    check("NOT (n = :n OR n = :one)", false);
    check("NOT NOT n = :n", true);
    check("NOT absent = :n", true);
    check("n=:n AND(s>:s)OR l[ 0 ]<>:x", true);
}

#[test]
fn broken_conditions_are_refused_in_aws_words() {
    let check = |text: &str, refusal: &str| {
        let expected = Err(format!("Invalid FilterExpression: {refusal}"));
        assert_eq!(parse(ExpressionKind::Filter, text), expected, "{text}");
    };
    let syntax = |text: &str, token: &str, near: &str| {
        check(text, &format!("Syntax error; token: \"{token}\", near: \"{near}\""));
    };
    check("", "The expression can not be empty;");
    check(" \n", "The expression can not be empty;");
    syntax("a x b", "x", "a x b");
    syntax("a = = :s", "=", "= = :s");
    syntax("a", "<EOF>", "a");
    syntax("a = :s AND", "<EOF>", "AND");
    syntax("= :s", "=", "= :s");
    syntax("(a = :s", "<EOF>", ":s");
    syntax("a = :s)", ")", ":s)");
    syntax("a = :s, b", ",", ":s, b");
    syntax("hits : incr", ":", "hits : incr");
    syntax("_a = :s", "_", "_a");
    syntax("a[x] = :s", "x", "[x]");
    syntax("a[-1] = :s", "-", "[-1");
    syntax("a. = :s", "=", ". = :s");
    syntax("a = b = :s", "=", "b = :s");
    syntax("(a = :s) = :s", "=", ") = :s");
    syntax("a BETWEEN :s OR :t", "OR", ":s OR :t");
    syntax("a IN ()", ")", "()");
    syntax("size()", ")", "()");
    syntax("a = é", "é", "= é");
    syntax("and = :s", "and", "and =");
    check("((a = :s))", "The expression has redundant parentheses;");
    check(
        &format!("{}a = :s{}", "(".repeat(2000), ")".repeat(2000)),
        "The expression has redundant parentheses;",
    );
    check("status = :s", "Attribute name is a reserved keyword; reserved keyword: status");
    check("a.Name = :s", "Attribute name is a reserved keyword; reserved keyword: Name");
    check(
        "#nope = :s",
        "An expression attribute name used in the document path is not defined; attribute name: \
         #nope",
    );
    check(
        "a = :nope",
        "An expression attribute value used in expression is not defined; attribute value: :nope",
    );
    check("foo(a)", "Invalid function name; function: foo");
    check("SIZE(a) = :n", "Invalid function name; function: SIZE");
    check(
        "if_not_exists(a, :s) = :s",
        "The function is not allowed in a condition expression; function: if_not_exists",
    );
    let misplaced = "The function is not allowed to be used this way in an expression; function: ";
    check("size(a)", &format!("{misplaced}size"));
    check("NOT size(a)", &format!("{misplaced}size"));
    check("attribute_exists(a) = :y", &format!("{misplaced}attribute_exists"));
    check("contains(a, size(b))", &format!("{misplaced}size"));
    let count = "Incorrect number of operands for operator or function; operator or function: ";
    check("attribute_exists(a, b)", &format!("{count}attribute_exists, number of operands: 2"));
    check("contains(a)", &format!("{count}contains, number of operands: 1"));
    check(
        "attribute_exists(:s)",
        "Operator or function requires a document path; operator or function: attribute_exists",
    );
    let kind = "Incorrect operand type for operator or function; operator or function: ";
    check("a < :m", &format!("{kind}<, operand type: M"));
    check("a >= :y", &format!("{kind}>=, operand type: BOOL"));
    check("a BETWEEN :l AND :l", &format!("{kind}BETWEEN, operand type: L"));
    check("begins_with(a, :n)", &format!("{kind}begins_with, operand type: N"));
    check("contains(:n, a)", &format!("{kind}contains, operand type: N"));
    check("attribute_type(a, :n)", &format!("{kind}attribute_type, operand type: N"));
    check("size(:n) = :n", &format!("{kind}size, operand type: N"));
    check(
        "attribute_type(a, :bad)",
        "Invalid attribute type name found; type: STRING, valid types: \
         {B,NULL,SS,BOOL,L,BS,N,NS,S,M}",
    );
    check(
        "a.b = a.b",
        "The first operand must be distinct from the remaining operands for this operator or \
         function; operator: =, first operand: [a, b]",
    );
    check(
        "a BETWEEN :t AND :s",
        "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; \
         lower bound operand: AttributeValue: {S:c}, upper bound operand: AttributeValue: {S:b}",
    );
    check(
        "a BETWEEN :s AND :n",
        "The BETWEEN operator requires same data type for lower and upper bounds; lower bound \
         operand: AttributeValue: {S:b}, upper bound operand: AttributeValue: {N:10}",
    );
    // Syntax is told before the rest, names before types.
    syntax("status = :nope x", "x", ":nope x");
    check("status < :m", "Attribute name is a reserved keyword; reserved keyword: status");
}

#[test]
fn limits_of_expressions_hold() {
    let of = |count: usize| vec!["a=:s"; count].join(" OR ");
    assert!(parse(ExpressionKind::Filter, &of(150)).is_ok());
    assert_eq!(
        parse(ExpressionKind::Filter, &of(151)),
        Err("Invalid FilterExpression: The expression contains too many operators; operator \
         count: 301"
            .to_owned())
    );
    assert_eq!(
        parse(ExpressionKind::Condition, &format!("a = :s{}", " ".repeat(4091))),
        Err("Invalid ConditionExpression: Expression size has exceeded the maximum allowed size; \
         expression size: 4097"
            .to_owned())
    );
    let within = |count: usize| format!("a IN ({})", vec![":s"; count].join(","));
    assert!(parse(ExpressionKind::Filter, &within(100)).is_ok());
    assert_eq!(
        parse(ExpressionKind::Filter, &within(101)),
        Err("Invalid FilterExpression: The IN operator is provided with too many operands; \
         number of operands: 101"
            .to_owned())
    );
    let path = |count: usize| format!("{} = :s", vec!["a"; count].join("."));
    assert!(parse(ExpressionKind::Filter, &path(32)).is_ok());
    assert_eq!(
        parse(ExpressionKind::Filter, &path(33)),
        Err("Invalid FilterExpression: The document path has too many nesting elements; nesting \
         levels: 33"
            .to_owned())
    );
}

#[test]
fn conditions_joined_two_by_two_nest_without_end() {
    let mut text = "n=:n".to_owned();
    for at in 1..150 {
        text = format!("({text} {} n=:n)", if at % 2 == 0 { "AND" } else { "OR" });
    }
    let holds = parse(ExpressionKind::Filter, &text).map(|c| c.holds(&item(ITEM)));
    assert_eq!(holds, Ok(true));
    let negated = |count| format!("{}n=:n{}", "(NOT ".repeat(count), ")".repeat(count));
    let holds =
        |count| parse(ExpressionKind::Filter, &negated(count)).map(|c| c.holds(&item(ITEM)));
    assert_eq!(holds(298), Ok(true));
    assert_eq!(holds(299), Ok(false));
    assert!(holds(600).is_err());
    assert!(parse(ExpressionKind::Filter, &format!("{}n", "size(".repeat(800))).is_err());
}

#[test]
fn placeholders_must_be_well_formed_and_used() {
    let names = |pairs: &[(&str, &str)]| {
        Some(pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect())
    };
    let text = |result: Result<Placeholders, svc_dynamodb::Invalid>| {
        result.map(|_| ()).unwrap_err().into_text()
    };
    let some = Present { any: true, with_values: &[("ConditionExpression", true)] };
    let none = Present {
        any: false,
        with_values: &[("UpdateExpression", false), ("ConditionExpression", false)],
    };
    let values = |json: &str| Some(item(json));
    assert_eq!(
        text(Placeholders::new(names(&[]), None, some)),
        "ExpressionAttributeNames must not be empty"
    );
    assert_eq!(
        text(Placeholders::new(None, values("{}"), some)),
        "ExpressionAttributeValues must not be empty"
    );
    assert_eq!(
        text(Placeholders::new(names(&[("a", "b")]), None, some)),
        "ExpressionAttributeNames contains invalid key: Syntax error; key: \"a\""
    );
    assert_eq!(
        text(Placeholders::new(None, values(r#"{"v":{"S":"x"}}"#), some)),
        "ExpressionAttributeValues contains invalid key: Syntax error; key: \"v\""
    );
    assert_eq!(
        text(Placeholders::new(names(&[("#a", "b")]), None, none)),
        "ExpressionAttributeNames can only be specified when using expressions"
    );
    assert_eq!(
        text(Placeholders::new(None, values(r#"{":v":{"S":"x"}}"#), none)),
        "ExpressionAttributeValues can only be specified when using expressions: \
         UpdateExpression and ConditionExpression are null"
    );
    let given = Placeholders::new(
        names(&[("#a", "a"), ("#b", "b"), ("#c", "c")]),
        values(r#"{":u":{"S":"x"},":v":{"S":"x"}}"#),
        some,
    );
    let mut placeholders = given.expect("well formed");
    Condition::parse(ExpressionKind::Condition, "#a = :v", &mut placeholders).expect("parses");
    assert_eq!(
        placeholders.finish().unwrap_err().text(),
        "Value provided in ExpressionAttributeNames unused in expressions: keys: {#b, #c}"
    );
    Projection::parse("#b, #c", &mut placeholders).expect("parses");
    assert_eq!(
        placeholders.finish().unwrap_err().text(),
        "Value provided in ExpressionAttributeValues unused in expressions: keys: {:u}"
    );
    Condition::parse(ExpressionKind::Condition, "#a = :u", &mut placeholders).expect("parses");
    assert_eq!(placeholders.finish(), Ok(()));
}

fn schema() -> KeySchema {
    KeySchema {
        hash: KeyAttribute::new("pk", KeyType::S),
        range: Some(KeyAttribute::new("sk", KeyType::N)),
    }
}

#[test]
fn key_conditions_name_the_partition_and_a_range() {
    let check = |text: &str, expected: &str| {
        let got = KeyCondition::parse(text, &mut placeholders(VALUES), &schema())
            .map_or_else(|e| e.to_string(), |k| format!("{} {:?}", k.hash, k.range));
        let got = got.replace("Number { coefficient: 1, exponent: 0, negative: false }", "1");
        let got = got.replace("Number { coefficient: 1, exponent: 1, negative: false }", "10");
        assert_eq!(got, expected, "{text}");
    };
    check("pk = :s", "{S:b} None");
    check("(pk = :s)", "{S:b} None");
    check(":s = pk", "{S:b} None");
    check("pk = :s AND sk < :n", "{S:b} Some(Lt(N(10)))");
    check("sk >= :n AND pk = :s", "{S:b} Some(Ge(N(10)))");
    check("pk = :s AND :n >= sk", "{S:b} Some(Le(N(10)))");
    check("pk = :s AND (sk BETWEEN :one AND :n)", "{S:b} Some(Between(N(1), N(10)))");
    let invalid = "Invalid operator used in KeyConditionExpression: ";
    check("pk = :s OR sk = :n", &format!("{invalid}OR"));
    check("pk <> :s", &format!("{invalid}<>"));
    check("NOT pk = :s", &format!("{invalid}NOT"));
    check("pk IN (:s)", &format!("{invalid}IN"));
    check("pk = :s AND attribute_exists(sk)", &format!("{invalid}attribute_exists"));
    check("contains(pk, :s)", &format!("{invalid}contains"));
    check("size(pk) = :n", &format!("{invalid}size"));
    check("sk = :n", "Query condition missed key schema element: pk");
    check("pk = :s AND extra = :s", "Query condition missed key schema element: sk");
    check("pk > :s", "Query key condition not supported");
    check("begins_with(pk, :s)", "Query key condition not supported");
    let twice = "KeyConditionExpressions must only contain one condition per key";
    check("pk = :s AND pk = :t", twice);
    check("pk = :s AND sk >= :one AND sk <= :n", twice);
    check("pk = :n AND pk = :s AND extra = :s", twice);
    check("pk.a = :s", "KeyConditionExpressions cannot have conditions on nested attributes");
    check("pk = :s AND sk = :one AND extra = :s", "Conditions can be of length 1 or 2 only");
    let kind = "One or more parameter values were invalid: Condition parameter type does not \
     match schema type";
    check("pk = :n", kind);
    check("pk = :s AND begins_with(sk, :s)", kind);
    check(
        "pk = :s AND name = :s",
        "Invalid KeyConditionExpression: Attribute name is a reserved keyword; reserved keyword: \
         name",
    );
}

#[test]
fn a_filter_must_not_ask_for_the_key() {
    let check = |text: &str, key: Option<&str>| {
        let filter = parse(ExpressionKind::Filter, text).expect(text);
        let expected = match key {
            Some(key) => Err(format!(
                "Filter Expression can only contain non-primary key attributes: Primary key \
                 attribute: {key}"
            )),
            None => Ok(()),
        };
        assert_eq!(
            check_filter_attributes(&filter, &schema()).map_err(|e| e.to_string()),
            expected
        );
    };
    check("a = :s AND b.pk = :s", None);
    check("a = :s OR NOT (size(sk) = :n)", Some("sk"));
    check("a IN (:s, pk)", Some("pk"));
}
