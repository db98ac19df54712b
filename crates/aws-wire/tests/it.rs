//! The protocols from outside: corpora and their mutations, and the forms of errors.

use std::borrow::Cow;
use std::path::Path;

use aws_shape::{ErrorShape, Fault, Kind, Location, Member, Protocol, Schema, ServiceSchema};
use aws_wire::{JsonReader, encode_error, fuzz};

/// Every file of a corpus, and so many mutations of each, from one seed.
fn replay(corpus: &str, target: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(corpus);
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = move |bound: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % bound.max(1) as u64) as usize
    };
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let seed = std::fs::read(entry.unwrap().path()).unwrap();
        target(&seed);
        count += 1;
        for _ in 0..300 {
            let mut bytes = seed[..seed.len().min(2_000)].to_vec();
            for _ in 0..=next(4) {
                let at = next(bytes.len() + 1);
                match next(3) {
                    0 if at < bytes.len() => bytes[at] = next(256) as u8,
                    1 if at < bytes.len() => drop(bytes.remove(at)),
                    _ => bytes.insert(at, b"{}[]\",:.&=%+\\0"[next(14)]),
                }
            }
            target(&bytes);
        }
    }
    assert!(count >= 3, "{corpus}: the corpus is gone");
}

#[test]
fn json_of_any_kind_is_read_or_refused() {
    replay("json", fuzz::json);
}

#[test]
fn forms_of_any_kind_are_read_or_refused() {
    replay("form", fuzz::form);
}

#[test]
fn paths_of_any_kind_are_routed_or_not() {
    replay("path", fuzz::path);
}

static NUMBER: Schema = Schema::new("Number", Kind::Long).range(1, 10);
static NAME: Schema = Schema::new("Name", Kind::String).range(2, 4);
aws_shape::shape! { Thing THING;
    name: String = ("Name", NAME) .required();
    number: Option<i64> = ("Number", NUMBER);
}

fn read(text: &str) -> Result<Option<String>, String> {
    let mut reader = JsonReader::new(text.as_bytes());
    let thing: Result<Thing, _> = aws_shape::Shape::read(&mut reader, &THING);
    thing.map_err(|error| error.message)?;
    let checks = reader.finish().map_err(|error| error.message)?;
    Ok((!checks.is_empty()).then(|| checks.message()))
}

#[test]
fn constraints_are_told_in_awss_words() {
    assert_eq!(read(r#"{"Name":"abc","Number":10}"#), Ok(None));
    assert_eq!(
        read(r#"{"Number":11}"#).unwrap().unwrap(),
        "2 validation errors detected: Value '11' at 'number' failed to satisfy constraint: \
         Member must have value less than or equal to 10; Value null at 'name' failed to satisfy \
         constraint: Member must not be null"
    );
    assert_eq!(
        read(r#"{"Name":"abcde"}"#).unwrap().unwrap(),
        "1 validation error detected: Value 'abcde' at 'name' failed to satisfy constraint: \
         Member must have length less than or equal to 4"
    );
}

#[test]
fn what_is_no_json_of_the_shape_is_unreadable() {
    for (text, message) in [
        (r#"{"Name":1}"#, "NUMBER_VALUE can not be converted to String"),
        (r#"{"Name":{}}"#, "Start of structure or map found where not expected."),
        (r#"{"Name":"abc","Name":"abc"}"#, "Duplicate field 'Name'"),
        (r#"{"Name":"abc"} x"#, "Unexpected token received from parser"),
        (r#"{"Name":"abc",}"#, "Unexpected token received from parser"),
        (r#"{"Name":"\ud800"}"#, "Lone surrogate in a string"),
        (r#"{"Number":01}"#, "Unexpected token received from parser"),
        ("", "Unexpected end of input"),
    ] {
        assert_eq!(read(text), Err(message.to_owned()), "{text}");
    }
    let deep = format!(r#"{{"Unknown":{}1{}}}"#, "[".repeat(128), "]".repeat(128));
    assert_eq!(read(&deep), Err("Nesting is deeper than 128".to_owned()));
    let fits = format!(r#"{{"Name":"abc","Unknown":{}1{}}}"#, "[".repeat(127), "]".repeat(127));
    assert_eq!(read(&fits), Ok(None));
}

static REASON: Schema = Schema::new("Reason", Kind::String);
aws_shape::shape! { Cause CAUSE;
    message: Option<String> = ("Message", REASON);
}
aws_shape::shape! { BusyException BUSY_EXCEPTION;
    r#type: Option<String> = ("Type", REASON);
    message: Option<String> = ("Message", REASON);
    reason: Option<String> = ("Reason", REASON);
    cause: Option<Cause> = ("Cause", CAUSE);
}

#[test]
fn no_key_of_an_error_stands_twice() {
    let busy = ErrorShape { schema: Some(&BUSY_EXCEPTION), ..GONE };
    let word = |text: &str| Some(text.to_owned());
    let body = BusyException {
        r#type: word("User"),
        message: word("later"),
        reason: word("Rate"),
        cause: Some(Cause { message: word("why") }),
    };
    let told = |protocol| {
        let answer = encode_error(protocol, &SERVICE, &busy, "later", Some(&body), "id-1");
        String::from_utf8(answer.body.to_vec()).unwrap()
    };
    assert_eq!(
        told(Protocol::RestJson),
        r#"{"Type":"User","Message":"later","Reason":"Rate","Cause":{"Message":"why"}}"#
    );
    assert_eq!(
        told(Protocol::AwsJson10),
        r#"{"__type":"com.example.things#GoneException","message":"later","Type":"User","Reason":"Rate","Cause":{"Message":"why"}}"#
    );
}

static MESSAGE: Schema = Schema::new("Message", Kind::String);
static ERROR_MEMBERS: Schema = Schema::new(
    "GoneException",
    Kind::Structure(&[Member::new("Type", &MESSAGE), Member::new("Message", &MESSAGE)]),
);
static GONE: ErrorShape = ErrorShape {
    code: "GoneException",
    query_code: "Gone",
    status: 404,
    fault: Fault::Client,
    schema: Some(&ERROR_MEMBERS),
};
static SERVICE: ServiceSchema = ServiceSchema {
    name: "things",
    scope: "things",
    target_prefix: "Things",
    api_version: "2020-01-01",
    xml_namespace: "https://things.example/",
    error_namespace: "com.example.things",
    protocols: &[],
    unreadable: &GONE,
    invalid: &GONE,
    operations: &[],
    refused: &[],
};

aws_shape::shape! { Busy BUSY;
    kind: Option<String> = ("Type", MESSAGE);
    reason: Option<String> = ("Reason", MESSAGE);
    wait: Option<String> = ("wait", MESSAGE).wire("Retry-After").at(Location::Header);
}
static BUSY_ERROR: ErrorShape = ErrorShape { code: "Busy", schema: Some(&BUSY), ..GONE };

#[test]
fn members_of_an_error_stand_once_and_where_the_model_binds_them() {
    let body = Busy {
        kind: Some("User".to_owned()),
        reason: Some("full".to_owned()),
        wait: Some("1".to_owned()),
    };
    let answer = encode_error(Protocol::RestJson, &SERVICE, &BUSY_ERROR, "no", Some(&body), "id-1");
    assert_eq!(&answer.body[..], br#"{"Type":"User","message":"no","Reason":"full"}"#);
    assert!(answer.headers.contains(&(Cow::Borrowed("Retry-After"), "1".to_owned())));
}

fn told(protocol: Protocol) -> (u16, String, Vec<(Cow<'static, str>, String)>) {
    let answer = encode_error(protocol, &SERVICE, &GONE, "no \"<a>\"", None, "id-1");
    (answer.status, String::from_utf8(answer.body.to_vec()).unwrap(), answer.headers)
}

#[test]
fn errors_have_the_form_of_each_protocol() {
    let (status, body, _) = told(Protocol::AwsJson10);
    assert_eq!(status, 404);
    assert_eq!(body, r#"{"__type":"com.example.things#GoneException","message":"no \"<a>\""}"#);
    let (_, body, headers) = told(Protocol::RestJson);
    assert_eq!(body, r#"{"Type":"User","Message":"no \"<a>\""}"#);
    assert_eq!(headers, [(Cow::Borrowed("x-amzn-errortype"), "GoneException".to_owned())]);
    let (_, body, _) = told(Protocol::AwsQuery);
    assert_eq!(
        body,
        "<ErrorResponse xmlns=\"https://things.example/\"><Error><Type>Sender</Type>\
         <Code>Gone</Code><Message>no &quot;&lt;a&gt;&quot;</Message></Error>\
         <RequestId>id-1</RequestId></ErrorResponse>"
    );
}
