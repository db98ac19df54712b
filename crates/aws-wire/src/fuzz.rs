//! Entry points that take any bytes: none may panic, or take time or memory beyond the input's.

use aws_shape::{Kind, Reader, Schema};

use crate::{Form, JsonReader, PathRouter, QueryReader};

static TEXT: Schema = Schema::new("Text", Kind::String);
static NUMBER: Schema = Schema::new("Number", Kind::Long);
static TEXTS: Schema =
    Schema::new("Texts", Kind::List { item: &TEXT, item_name: "member", flat: false });
static BY_NAME: Schema = Schema::new(
    "ByName",
    Kind::Map { key: &TEXT, value: &TREE, key_name: "key", value_name: "value", flat: false },
);
static TREES: Schema =
    Schema::new("Trees", Kind::List { item: &TREE, item_name: "member", flat: true });

aws_shape::shape! { Tree TREE;
    text: Option<String> = ("Text", TEXT);
    number: Option<i64> = ("Number", NUMBER);
    texts: Option<Vec<String>> = ("Texts", TEXTS);
    trees: Option<Vec<Tree>> = ("Trees", TREES);
    by_name: Option<aws_shape::Map<Tree>> = ("ByName", BY_NAME);
}

/// A JSON body.
pub fn json(input: &[u8]) {
    let mut reader = JsonReader::new(input);
    let read: aws_shape::ReadResult<Tree> = aws_shape::Shape::read(&mut reader, &TREE);
    if let Ok(tree) = read {
        let mut writer = crate::JsonWriter::default();
        aws_shape::Shape::write(&tree, &mut writer, &TREE);
        let text = writer.finish();
        let mut again = JsonReader::new(&text);
        let back: aws_shape::ReadResult<Tree> = aws_shape::Shape::read(&mut again, &TREE);
        assert!(back.is_ok(), "what was written cannot be read");
        let _ = reader.finish();
    }
}

/// A form.
pub fn form(input: &[u8]) {
    if let Ok(form) = Form::parse("", input) {
        let mut reader = QueryReader::new(&form);
        let _: aws_shape::ReadResult<Tree> = aws_shape::Shape::read(&mut reader, &TREE);
        let _ = reader.checks().message();
    }
}

/// A path.
pub fn path(input: &[u8]) {
    let mut router = PathRouter::default();
    router.add("GET", "/a/{b}/c", 1);
    router.add("GET", "/a/{b}/{rest+}", 2);
    let text = String::from_utf8_lossy(input);
    let _ = router.find("GET", &text, &text);
}
