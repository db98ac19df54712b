//! `InputTransformer`: a template with `<variables>` that are filled from the event.
//!
//! A template is a JSON object or one quoted string. A variable outside of quotes becomes the JSON
//! of its value, one inside becomes the text of its value, unescaped, which is safe here: no text
//! of a scheduled event has anything to escape. The result is minified, as on AWS. What AWS does in
//! the cases that are refused as not implemented is not known well enough to do the same.

use std::collections::BTreeMap;

use serde_json::Value;
use service::{AwsError, AwsResult};

use super::path::Path;
use super::{parse_path, place, sample};
use crate::event::Firing;
use crate::state::invalid;

/// A template that was read, without blanks between its tokens.
#[derive(Debug)]
pub(super) struct Template(Vec<Piece>);

#[derive(Debug)]
enum Piece {
    Text(String),
    Value { of: Variable, quoted: bool },
}

#[derive(Clone, Debug)]
enum Variable {
    Path(Path),
    RuleArn,
    RuleName,
    IngestionTime,
    /// The whole event, in JSON templates only.
    EventJson,
}

impl Template {
    /// Read the template of the target `id`, or say why AWS or hamsu refuse it.
    pub(super) fn parse(
        id: &str,
        template: &str,
        paths: &BTreeMap<String, String>,
    ) -> AwsResult<Self> {
        let mut variables = BTreeMap::new();
        for (name, path) in paths {
            variables.insert(name.as_str(), parse_path(id, path)?);
        }
        let is_object = template.trim_start().starts_with('{');
        if !is_object && !template.trim_start().starts_with('"') {
            return Err(AwsError::not_implemented(
                "an InputTemplate that is neither a JSON object nor one quoted string",
            ));
        }
        let mut scan = Scan::default();
        let mut rest = template;
        while let Some(char) = rest.chars().next() {
            let (length, after) = if let Some((name, after)) = variable(rest) {
                scan.value(resolve(id, name, &variables, is_object)?, name)?;
                (rest.len() - after.len(), after)
            } else {
                let length = scan.char(char, rest);
                (length, &rest[length..])
            };
            // AWS takes no variable for a key, nor in one.
            if scan.filled && !scan.in_string && after.trim_start().starts_with(':') {
                let at = template.len() - rest.len() + length;
                let line = template[..at].lines().count();
                let column = template[..at].lines().last().unwrap_or_default().len();
                return Err(bad_template(id, template, line, column));
            }
            rest = after;
        }
        let read = Self(scan.finish());
        read.check(id, template, is_object)?;
        Ok(read)
    }

    /// Fill the template once, to see that JSON comes of it.
    fn check(&self, id: &str, template: &str, is_object: bool) -> AwsResult {
        let scope = store::Scope::new("000000000000", "us-east-1");
        let firing = Firing { scope: &scope, rule: "rule", id: "", due_ms: 0, now_ms: 0 };
        let filled = self.fill(&firing, &sample());
        let mut values = serde_json::Deserializer::from_str(&filled).into_iter::<Value>();
        match values.next() {
            Some(Ok(_)) if values.next().is_none() => Ok(()),
            Some(Ok(Value::String(_))) if !is_object => {
                Err(AwsError::not_implemented("an InputTemplate of more than one string"))
            }
            Some(Err(error)) => Err(bad_template(id, template, error.line(), error.column())),
            _ => Err(bad_template(id, template, 1, filled.len())),
        }
    }

    /// The filled template.
    pub(super) fn fill(&self, firing: &Firing<'_>, event: &str) -> String {
        let mut out = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Value { of, quoted } => {
                    let json = of.json(firing, event);
                    // The text inside the quotes of a string that needs no escapes.
                    out.push_str(if *quoted { json.trim_matches('"') } else { &json });
                }
            }
        }
        out
    }
}

impl Variable {
    fn json(&self, firing: &Firing<'_>, event: &str) -> String {
        let text = |text: String| Value::String(text).to_string();
        match self {
            Self::Path(path) => path.find(event).unwrap_or_else(|| "null".to_owned()),
            Self::RuleArn => text(firing.rule_arn()),
            Self::RuleName => text(firing.rule.to_owned()),
            Self::IngestionTime => text(firing.ingestion_time()),
            Self::EventJson => event.to_owned(),
        }
    }
}

/// What has been read of a template.
#[derive(Default)]
struct Scan {
    pieces: Vec<Piece>,
    text: String,
    in_string: bool,
    /// Whether the token that is read, or was just read, has a variable.
    filled: bool,
}

impl Scan {
    /// Take the first character of `rest`, or two for an escape; how many bytes that were.
    fn char(&mut self, char: char, rest: &str) -> usize {
        if self.in_string && char == '\\' {
            let length = 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
            self.text.push_str(&rest[..length]);
            return length;
        }
        if char == '"' {
            self.in_string = !self.in_string;
            self.filled &= !self.in_string;
        } else if !self.in_string && !char.is_ascii_whitespace() {
            self.filled = false;
        }
        if self.in_string || !char.is_ascii_whitespace() {
            self.text.push(char);
        }
        char.len_utf8()
    }

    fn value(&mut self, of: Variable, name: &str) -> AwsResult {
        let quoted = self.in_string;
        if quoted && !is_text(&of) {
            return Err(AwsError::not_implemented(&format!(
                "the list or object <{name}> inside of quotes in an InputTemplate"
            )));
        }
        self.filled = true;
        self.pieces.push(Piece::Text(std::mem::take(&mut self.text)));
        self.pieces.push(Piece::Value { of, quoted });
        Ok(())
    }

    fn finish(mut self) -> Vec<Piece> {
        self.pieces.push(Piece::Text(self.text));
        self.pieces
    }
}

/// Whether a variable of a scheduled event is a text.
fn is_text(of: &Variable) -> bool {
    match of {
        Variable::Path(path) => path.find(&sample()).is_some_and(|json| json.starts_with('"')),
        Variable::EventJson => false,
        Variable::RuleArn | Variable::RuleName | Variable::IngestionTime => true,
    }
}

/// `<name>` at the beginning of `text`, and what follows it.
fn variable(text: &str) -> Option<(&str, &str)> {
    let (name, after) = text.strip_prefix('<')?.split_once('>')?;
    let fits = |char: char| char.is_ascii_alphanumeric() || "-_.".contains(char);
    (!name.is_empty() && name.chars().all(fits)).then_some((name, after))
}

fn resolve(
    id: &str,
    name: &str,
    variables: &BTreeMap<&str, Path>,
    is_object: bool,
) -> AwsResult<Variable> {
    match name {
        "aws.events.rule-arn" => Ok(Variable::RuleArn),
        "aws.events.rule-name" => Ok(Variable::RuleName),
        "aws.events.event.ingestion-time" => Ok(Variable::IngestionTime),
        "aws.events.event.json" if is_object => Ok(Variable::EventJson),
        "aws.events.event.json" => Err(invalid(format!(
            "InputTemplate for target {id} contains placeholder {name} valid only for JSON template."
        ))),
        "aws.events.event" => {
            Err(AwsError::not_implemented("the variable <aws.events.event> of an InputTemplate"))
        }
        _ => {
            let path = variables.get(name).ok_or_else(|| {
                invalid(format!(
                    "InputTemplate for target {id} contains invalid placeholder {name}."
                ))
            })?;
            if path.find(&sample()).is_none() {
                return Err(AwsError::not_implemented(&format!(
                    "the variable <{name}> of target {id}, whose path finds nothing in a scheduled \
                     event,"
                )));
            }
            Ok(Variable::Path(path.clone()))
        }
    }
}

/// A template of which no JSON comes.
fn bad_template(id: &str, template: &str, line: usize, column: usize) -> AwsError {
    let place = place(template, line, column);
    invalid(format!("Invalid InputTemplate for target {id} : {place}"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn paths(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(name, path)| ((*name).to_owned(), (*path).to_owned())).collect()
    }

    fn filled(template: &str) -> String {
        let paths = paths(&[
            ("time", "$.time"),
            ("kind", "$.detail-type"),
            ("resources", "$.resources"),
            ("first", "$.resources[0]"),
            ("detail", "$.detail"),
            ("all", "$"),
        ]);
        let scope = store::Scope::new("123456789012", "eu-west-1");
        let firing =
            Firing { scope: &scope, rule: "tick", id: "an-id", due_ms: 60_000, now_ms: 61_500 };
        match Template::parse("t1", template, &paths) {
            Ok(template) => template.fill(&firing, &firing.event()),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn variables_become_json_outside_of_quotes_and_text_inside() {
        let check = |template: &str, expected: &str| assert_eq!(filled(template), expected);
        check(
            "{\n \"at\" : <time>,\n \"x\": [ 9, <kind>, true ]\n}",
            r#"{"at":"1970-01-01T00:01:00Z","x":[9,"Scheduled Event",true]}"#,
        );
        check(
            r#"{"s":"it is <time> \"<kind>\" <"}"#,
            r#"{"s":"it is 1970-01-01T00:01:00Z \"Scheduled Event\" <"}"#,
        );
        check(
            r#"{"r":<resources>,"f":<first>,"d": <detail>}"#,
            r#"{"r":["arn:aws:events:eu-west-1:123456789012:rule/tick"],"f":"arn:aws:events:eu-west-1:123456789012:rule/tick","d":{}}"#,
        );
        check(
            r#"{"a":<aws.events.rule-arn>,"n":"<aws.events.rule-name>!"}"#,
            r#"{"a":"arn:aws:events:eu-west-1:123456789012:rule/tick","n":"tick!"}"#,
        );
        check(r#"{"i":<aws.events.event.ingestion-time>}"#, r#"{"i":"1970-01-01T00:01:01Z"}"#);
        check(r#"  "<aws.events.rule-name> at <time>" "#, r#""tick at 1970-01-01T00:01:00Z""#);
        check(r#""no variable, a < b and <b c>""#, r#""no variable, a < b and <b c>""#);
        // Key order and numbers stay as they are.
        check(r#"{"z": 1.50, "a": 1e3}"#, r#"{"z":1.50,"a":1e3}"#);
    }

    #[test]
    fn the_whole_event_can_be_a_value_of_an_object() {
        let event = concat!(
            r#"{"version":"0","id":"an-id","detail-type":"Scheduled Event","source":"aws.events","#,
            r#""account":"123456789012","time":"1970-01-01T00:01:00Z","region":"eu-west-1","#,
            r#""resources":["arn:aws:events:eu-west-1:123456789012:rule/tick"],"detail":{}}"#
        );
        let expected = format!(r#"{{"e":{event}}}"#);
        assert_eq!(filled(r#"{"e": <aws.events.event.json>}"#), expected);
        assert_eq!(filled(r#"{"e": <all>}"#), expected);
    }

    #[test]
    fn what_aws_refuses_is_refused_in_its_words() {
        let check = |template: &str, expected: &str| {
            let message = format!("ValidationException: {expected}");
            assert_eq!(filled(template), message, "{template}");
        };
        check(
            r#"{"a":<nobody>}"#,
            "InputTemplate for target t1 contains invalid placeholder nobody.",
        );
        check(
            r#""all of it: <aws.events.event.json>""#,
            "InputTemplate for target t1 contains placeholder aws.events.event.json valid only for \
             JSON template.",
        );
        check(
            r#"{"a":}"#,
            r#"Invalid InputTemplate for target t1 : [Source: (String)"{"a":}"; line: 1, column: 7]"#,
        );
        for key in [r"{<time>: 1}", r#"{"<time>" : 1}"#, r#"{"at <time> !": 1}"#] {
            assert!(filled(key).contains("Invalid InputTemplate for target t1 : "), "{key}");
        }
        for broken in [r#"{"a":1"#, r#"{"a":1}}"#, r#"{"a" <time>}"#, "\"a", "{\"a\": \"x\ny\"}"] {
            assert!(filled(broken).contains("Invalid InputTemplate for target t1 : "), "{broken}");
        }
    }

    #[test]
    fn what_is_not_known_well_enough_is_refused_by_name() {
        for (template, named) in [
            ("[<time>]", "neither a JSON object nor one quoted string"),
            ("<time>", "neither a JSON object nor one quoted string"),
            ("\"a <time>\"\n\"b\"", "more than one string"),
            (r#"{"a":"<resources>"}"#, "<resources> inside of quotes"),
            (r#"{"a":"<aws.events.event.json>"}"#, "<aws.events.event.json> inside of quotes"),
            (r#"{"a":<aws.events.event>}"#, "<aws.events.event>"),
        ] {
            let told = filled(template);
            assert!(told.starts_with("NotImplementedException") && told.contains(named), "{told}");
        }
        let none = paths(&[("x", "$.detail.x")]);
        let error = Template::parse("t1", r#"{"a":<x>}"#, &none).unwrap_err().to_string();
        assert!(error.contains("finds nothing in a scheduled event"), "{error}");
        let unused = Template::parse("t1", r#"{"a":1}"#, &none);
        assert!(unused.is_ok(), "a path that nothing uses says nothing");
        let wrong = paths(&[("x", "$['a']")]);
        let error = Template::parse("t1", r#"{"a":1}"#, &wrong).unwrap_err().to_string();
        assert_eq!(error, "ValidationException: InputPath for target t1 is invalid.");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_template_and_no_path_make_the_reader_panic(
            template in r#"[{"]?([<>{}"\\:,a-z é\n\[\]$.]|<time>|<detail>|<all>){0,30}[}"]?"#,
            path in r"\$?[$.a-z\[\]'*0-9é]{0,20}",
        ) {
            let told = filled(&template);
            prop_assert!(!told.contains("InternalFailure"), "{template}: {told}");
            let paths = paths(&[("p", &path)]);
            let _ = Template::parse("t1", r#"{"a":<p>}"#, &paths);
        }
    }
}
