//! Writing the events that functions are given: JSON, straight into bytes.

/// A JSON document being written. The writer keeps the commas; whoever writes keeps the order.
#[derive(Debug)]
pub(crate) struct Json(Vec<u8>);

impl Json {
    /// A document that will have about `bytes` bytes.
    pub(crate) fn with_capacity(bytes: usize) -> Self {
        Self(Vec::with_capacity(bytes))
    }

    /// The finished document.
    pub(crate) fn finish(self) -> Vec<u8> {
        self.0
    }

    /// `{`
    pub(crate) fn begin(&mut self) {
        self.0.push(b'{');
    }

    /// `}`
    pub(crate) fn end(&mut self) {
        self.0.push(b'}');
    }

    /// `"key":`, after a comma if need be.
    pub(crate) fn key(&mut self, key: &str) {
        self.comma();
        self.quoted(key);
        self.0.push(b':');
    }

    /// A key of an object, and the object's `{`.
    pub(crate) fn object(&mut self, key: &str) {
        self.key(key);
        self.begin();
    }

    /// A key with a text.
    pub(crate) fn text(&mut self, key: &str, value: &str) {
        self.key(key);
        self.quoted(value);
    }

    /// A key with a text or `null`.
    pub(crate) fn maybe(&mut self, key: &str, value: Option<&str>) {
        match value {
            Some(value) => self.text(key, value),
            None => self.raw(key, b"null"),
        }
    }

    /// A key with a value that is JSON already.
    pub(crate) fn raw(&mut self, key: &str, json: &[u8]) {
        self.key(key);
        self.0.extend_from_slice(json);
    }

    /// A key with a list of texts.
    pub(crate) fn list<'v>(&mut self, key: &str, values: impl IntoIterator<Item = &'v str>) {
        self.key(key);
        self.0.push(b'[');
        for value in values {
            self.comma();
            self.quoted(value);
        }
        self.0.push(b']');
    }

    /// A key with the base64 of `bytes`.
    pub(crate) fn base64(&mut self, key: &str, bytes: &[u8]) {
        use base64::Engine as _;
        use base64::engine::general_purpose::STANDARD;

        self.key(key);
        self.0.push(b'"');
        let start = self.0.len();
        self.0.resize(start + bytes.len().div_ceil(3) * 4, 0);
        // The room is what the encoding takes, exactly.
        let written = STANDARD.encode_slice(bytes, &mut self.0[start..]).unwrap_or_default();
        self.0.truncate(start + written);
        self.0.push(b'"');
    }

    fn comma(&mut self) {
        if !matches!(self.0.last(), None | Some(b'{' | b'[' | b':')) {
            self.0.push(b',');
        }
    }

    fn quoted(&mut self, text: &str) {
        // Writing texts into memory does not fail.
        let _ = serde_json::to_writer(&mut self.0, text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_json() {
        let mut json = Json::with_capacity(0);
        json.begin();
        json.text("a\"", "b\n€");
        json.object("o");
        json.end();
        json.maybe("n", None);
        json.list("l", ["x", "y"]);
        json.list("e", []);
        json.raw("r", b"1");
        json.base64("b", b"\x00\xff\x80\x0a");
        json.end();
        let text = String::from_utf8(json.finish()).unwrap();
        let wanted = r#"{"a\"":"b\n€","o":{},"n":null,"l":["x","y"],"e":[],"r":1,"b":"AP+ACg=="}"#;
        assert_eq!(text, wanted);
    }
}
