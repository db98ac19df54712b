//! Runtime identifiers: those that AWS has or had in the years that hamsu speaks for.

/// Every identifier that is known by name, those that AWS has retired since included.
pub const KNOWN: &[&str] = &[
    "python3.10",
    "python3.11",
    "python3.12",
    "python3.13",
    "python3.14",
    "nodejs18.x",
    "nodejs20.x",
    "nodejs22.x",
    "nodejs24.x",
    "provided.al2",
    "provided.al2023",
];

/// What an identifier asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identifier {
    /// `CPython` of this minor version: `3.11`.
    Python(String),
    /// Node.js of this major version; it comes with the data plane.
    Node(String),
    /// An executable called `bootstrap`.
    Provided,
}

impl Identifier {
    /// Parse a known identifier; any other is none.
    pub fn parse(identifier: &str) -> Option<Self> {
        if !KNOWN.contains(&identifier) {
            return None;
        }
        if let Some(version) = identifier.strip_prefix("python") {
            return Some(Self::Python(version.to_owned()));
        }
        if let Some(version) = identifier.strip_prefix("nodejs") {
            return Some(Self::Node(version.trim_end_matches(".x").to_owned()));
        }
        Some(Self::Provided)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_identifiers_of_the_table_are_known() {
        assert_eq!(Identifier::parse("python3.11"), Some(Identifier::Python("3.11".to_owned())));
        assert_eq!(Identifier::parse("nodejs22.x"), Some(Identifier::Node("22".to_owned())));
        assert_eq!(Identifier::parse("provided.al2"), Some(Identifier::Provided));
        for unknown in
            ["python3.9", "python3", "python3.111", "nodejs16.x", "go1.x", "provided", ""]
        {
            assert_eq!(Identifier::parse(unknown), None, "{unknown}");
        }
    }
}
