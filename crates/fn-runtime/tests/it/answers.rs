//! Events go in, answers come out.

use serde_json::json;

use crate::api::Function;

const ECHO: &str = "def handler(event, context):\n    return event\n";

#[tokio::test]
async fn an_event_is_answered_as_the_handler_says() {
    let text = r#"{"a":[1,2.5,null,true],"ü":"日本 \ud83d\ude00","deep":{"x":{}},"big":123456789012345678901}"#;
    for played in Function::new(ECHO).event(text).event("null").event("[]").play().await {
        let version = &played.version;
        let sent: Vec<_> = played.posted.iter().map(|post| post.path.as_str()).collect();
        let paths = [1, 2, 3].map(|id| format!("invocation/id-{id}/response"));
        assert_eq!(sent, paths, "{version}: {}", played.end.stderr_text());
        let given: serde_json::Value = serde_json::from_str(text).unwrap();
        assert_eq!(played.posted[0].json(), given, "{version}");
        assert_eq!(played.posted[1].body, b"null");
        assert_eq!(played.posted[2].body, b"[]");
        assert_eq!(played.connections, 1);
        let end = played.end.stderr_text();
        assert_eq!(
            end,
            "the Runtime API is gone: the Runtime API answered 410 to a request for events"
        );
        assert_eq!(played.end.code, Some(1));
    }
}

#[tokio::test]
async fn letters_are_escaped_up_to_3_11_and_sent_as_they_are_later() {
    for played in Function::new("def handler(e, c):\n    return 'ü'\n").event("{}").play().await {
        let is_old = ["3.10", "3.11"].contains(&played.version.as_str());
        let wanted = if is_old { r#""\u00fc""# } else { "\"ü\"" };
        assert_eq!(String::from_utf8_lossy(&played.posted[0].body), wanted, "{}", played.version);
    }
}

#[tokio::test]
async fn six_megabytes_travel_both_ways() {
    let event = format!("\"{}\"", "x".repeat(6 << 20));
    for played in Function::new(ECHO).event(event.clone()).event("1").play().await {
        assert!(played.posted[0].body == event.as_bytes(), "{}", played.version);
        assert_eq!(played.posted[1].body, b"1");
    }
}

#[tokio::test]
async fn an_answer_that_is_refused_as_too_large_costs_only_its_invocation() {
    let source = "def handler(event, context):\n    return 'x' * event\n";
    let function = Function::new(source).event("7000000").event("1").status(413);
    for played in function.play().await {
        assert_eq!(played.posted.len(), 2, "{}: {}", played.version, played.end.stderr_text());
        assert_eq!(played.posted[1].body, b"\"x\"");
    }
}

#[tokio::test]
async fn a_platform_that_is_broken_ends_the_process() {
    for played in Function::new(ECHO).event("1").event("2").status(500).play().await {
        assert_eq!((played.posted.len(), played.end.code), (1, Some(1)), "{}", played.version);
    }
}

#[tokio::test]
async fn decimals_become_numbers_and_other_things_are_told() {
    let source = "
from decimal import Decimal
class Thing: pass
ANSWERS = [{'n': Decimal('1.5')}, {1, 2}, Thing(), float('nan'), '\\ud800', [{(1, 2): 3}]]
deep = []
for _ in range(100000):
    deep = [deep]
ANSWERS.append(deep)
def handler(event, context):
    return ANSWERS[event]
";
    let function = (0..7).fold(Function::new(source), |all, n| all.event(n.to_string()));
    for played in function.play().await {
        let version = &played.version;
        assert_eq!(played.posted.len(), 7, "{version}: {}", played.end.stderr_text());
        let answers: Vec<_> =
            played.posted.iter().map(|post| String::from_utf8_lossy(&post.body)).collect();
        assert_eq!(answers[0], r#"{"n": 1.5}"#, "{version}");
        assert_eq!(answers[3], "NaN");
        let check = |index: usize, rest: &str| {
            let error = played.posted[index].json();
            let message = error["errorMessage"].as_str().unwrap();
            assert!(
                message.starts_with(&format!("Unable to marshal response: {rest}")),
                "{version}: {error}"
            );
            assert_eq!(error["errorType"], "Runtime.MarshalError");
            assert_eq!(error["requestId"], format!("id-{}", index + 1));
            assert_eq!(error["stackTrace"], json!([]));
        };
        check(1, "Object of type set is not JSON serializable");
        check(2, "Object of type Thing is not JSON serializable");
        if answers[4].starts_with("\"\\ud800") {
            assert!(["3.10", "3.11"].contains(&version.as_str()));
        } else {
            check(4, "'utf-8' codec can't encode character '\\ud800'");
        }
        check(5, "keys must be str, int, float, bool or None, not tuple");
        check(6, "");
    }
}

#[tokio::test]
async fn an_event_that_is_no_json_is_told() {
    for played in Function::new(ECHO).event("{").event(vec![0xff]).event("1").play().await {
        let texts = ["Expecting property name", "'utf-8' codec can't decode byte 0xff"];
        for (post, text) in played.posted.iter().zip(texts) {
            let error = post.json();
            assert_eq!(error["errorType"], "Runtime.UnmarshalError");
            let message = error["errorMessage"].as_str().unwrap();
            assert!(message.starts_with(&format!("Unable to unmarshal input: {text}")), "{error}");
        }
        assert_eq!(played.posted[2].body, b"1", "{}", played.version);
    }
}

#[tokio::test]
async fn what_a_module_remembers_stays_warm() {
    let source = "
count = 0
def handler(event, context):
    global count
    count += 1
    return count
";
    for played in Function::new(source).event("{}").event("{}").event("{}").play().await {
        let bodies: Vec<_> = played.posted.iter().map(|post| post.body.as_slice()).collect();
        assert_eq!(bodies, [b"1", b"2", b"3"], "{}", played.version);
    }
}

#[tokio::test]
async fn nothing_of_an_event_outlives_its_invocation() {
    let source = "
import gc, weakref
class Big(list): pass
last = None
def handler(event, context):
    global last
    before = last and last()
    big = Big([event])
    last = weakref.ref(big)
    if event == 'fail':
        raise ValueError(big)
    return [context.aws_request_id, before is None]
";
    for played in Function::new(source).event("1").event("\"fail\"").event("3").play().await {
        assert_eq!(played.posted[2].json(), json!(["id-3", true]), "{}", played.version);
    }
}
