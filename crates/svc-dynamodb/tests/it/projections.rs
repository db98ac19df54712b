use svc_dynamodb::expr::Projection;
use svc_dynamodb::{Item, item_json};

use crate::conditions::ITEM;
use crate::support::{item, placeholders};

#[test]
fn projections_pick_parts_of_an_item() {
    let all = item(ITEM);
    let check = |text: &str, expected: &str| {
        let projection = Projection::parse(text, &mut placeholders("{}")).expect(text);
        let mut out = Vec::new();
        item_json::write_item_json(&projection.apply(&all), &mut out);
        assert_eq!(String::from_utf8(out).expect("UTF-8"), expected, "{text}");
    };
    check("s, n", r#"{"n":{"N":"10"},"s":{"S":"banana"}}"#);
    check("absent, m.absent, l[9], s.x, b[0]", "{}");
    check("m.k, #name", r#"{"m":{"M":{"k":{"N":"1"}}},"name":{"S":"b"}}"#);
    check("l[2].deep, l[0]", r#"{"l":{"L":[{"S":"x"},{"M":{"deep":{"S":"b"}}}]}}"#);
    let flat = |text: &str| Projection::parse(text, &mut placeholders("{}")).expect(text).is_flat();
    assert!(flat("s, n"));
    assert!(!flat("s, m.k"));
    let refused = |text: &str, refusal: &str| {
        let got = Projection::parse(text, &mut placeholders("{}")).map_err(|e| e.to_string());
        assert_eq!(got, Err(format!("Invalid ProjectionExpression: {refusal}")), "{text}");
    };
    refused("", "The expression can not be empty;");
    refused("a,", "Syntax error; token: \"<EOF>\", near: \",\"");
    refused("a b", "Syntax error; token: \"b\", near: \"a b\"");
    refused("a, timestamp", "Attribute name is a reserved keyword; reserved keyword: timestamp");
    refused(
        "a.b, c, a",
        "Two document paths overlap with each other; must remove or rewrite one of these paths; \
         path one: [a, b], path two: [a]",
    );
    refused(
        "a.b, a[1]",
        "Two document paths conflict with each other; must remove or rewrite one of these paths; \
         path one: [a, b], path two: [a, [1]]",
    );
    assert_eq!(
        Projection::parse("a.b, a.c, ab", &mut placeholders("{}"))
            .map(|p| p.apply(&Item::new()).len()),
        Ok(0)
    );
}
