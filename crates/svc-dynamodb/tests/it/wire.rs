use aws_shape::audit::show;
use aws_shape::{Shape, Structure};
use aws_wire::{JsonReader, JsonWriter};
use proptest::prelude::*;
use serde_json::{Value, json};
use svc_dynamodb::item_json::write_item_json;
use svc_dynamodb::model::{GetItemOutput, PutItemInput};
use svc_dynamodb::wire::Document;

use crate::support::{item, items};

fn read<T: Structure>(text: &[u8]) -> T {
    let mut reader = JsonReader::neutral(text);
    let shape = T::read(&mut reader, T::SCHEMA).expect("readable");
    assert!(reader.finish().expect("to the end").is_empty());
    shape
}

fn written<T: Structure>(shape: &T) -> Value {
    let mut writer = JsonWriter::neutral();
    shape.write(&mut writer, T::SCHEMA);
    serde_json::from_slice(&writer.finish()).expect("JSON")
}

proptest! {
    #[test]
    fn any_item_goes_in_and_out_unchanged(item in items()) {
        let mut text = Vec::new();
        write_item_json(&item, &mut text);
        let json: Value = serde_json::from_slice(&text).expect("JSON");
        let input = json!({"TableName": "table", "Item": json});
        let read_input: PutItemInput = read(input.to_string().as_bytes());
        prop_assert_eq!(written(&read_input), input);
        prop_assert_eq!(read_input.item, Document::Values(item));

        let output = json!({"Item": json});
        let from_values: GetItemOutput = read(output.to_string().as_bytes());
        prop_assert_eq!(written(&from_values), output.clone());
        let from_json = GetItemOutput { item: Some(Document::Json(text)), consumed_capacity: None };
        prop_assert_eq!(written(&from_json), output);
        // A writer that is not of JSON sees the same in either form.
        prop_assert_eq!(
            show(&from_json, GetItemOutput::SCHEMA),
            show(&from_values, GetItemOutput::SCHEMA)
        );
    }
}

#[test]
fn a_writer_that_is_not_of_json_sees_each_type() {
    let item = item(
        r#"{"b":{"B":"AAE="},"l":{"L":[{"N":"1.50"},{"NULL":true}]},"m":{"M":{"x":{"BOOL":false}}},
            "ns":{"NS":["2","1"]},"s":{"S":"text"}}"#,
    );
    let output = GetItemOutput { item: Some(item.into()), consumed_capacity: None };
    assert_eq!(
        show(&output, GetItemOutput::SCHEMA),
        r#"{"Item":{"b":{"B":"(2 bytes)"},"l":{"L":[{"N":"1.5"},{"NULL":true}]},"m":{"M":{"x":{"BOOL":false}}},"ns":{"NS":["1","2"]},"s":{"S":"text"}}}"#
    );
}

#[test]
fn a_key_that_comes_twice_is_not_readable() {
    for item in [r#"{"a":{"S":"x"},"a":{"S":"y"}}"#, r#"{"a":{"M":{"b":{"S":"x"},"b":{"S":"y"}}}}"#]
    {
        let text = format!(r#"{{"TableName":"table","Item":{item}}}"#);
        let mut reader = JsonReader::new(text.as_bytes());
        let error = PutItemInput::read(&mut reader, PutItemInput::SCHEMA).err();
        let message = error.map(|error| error.message).unwrap_or_default();
        assert!(message.starts_with("Duplicate field"), "{item}: {message}");
    }
}
