//! `{"wildcard": "a*b"}`: a star stands for any characters, `\*` and `\\` for themselves.

/// Stars in one pattern at most.
const STARS_MAX: usize = 3;

/// A pattern, as the literal pieces between its stars.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Wildcard {
    pieces: Box<[Box<str>]>,
}

impl Wildcard {
    /// Read a pattern, or say what is wrong with it in AWS's words.
    pub(crate) fn parse(pattern: &str) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut piece = String::new();
        let mut rest = pattern.char_indices().peekable();
        while let Some((at, c)) = rest.next() {
            // AWS counts the quotation mark that opens the pattern.
            let at = at + 1;
            match c {
                '*' if rest.peek().is_some_and(|(_, next)| *next == '*') => {
                    return Err(format!("Consecutive wildcard characters at pos {at}"));
                }
                '*' => pieces.push(std::mem::take(&mut piece).into()),
                '\\' => match rest.next() {
                    Some((_, escaped @ ('*' | '\\'))) => piece.push(escaped),
                    _ => return Err(format!("Invalid escape character at pos {at}")),
                },
                other => piece.push(other),
            }
        }
        pieces.push(piece.into());
        Ok(Self { pieces: pieces.into() })
    }

    fn stars(&self) -> usize {
        self.pieces.len() - 1
    }

    /// What it adds to a policy's complexity as AWS counts it; `None` if it has too many stars.
    pub(crate) fn points(&self) -> Option<u64> {
        match self.stars() {
            stars if stars > STARS_MAX => None,
            stars @ (0 | 1) => Some(stars as u64),
            stars => Some(stars as u64 * 3),
        }
    }

    /// What every matching text begins with.
    pub(crate) fn head(&self) -> &str {
        &self.pieces[0]
    }

    /// What every matching text ends with.
    pub(crate) fn tail(&self) -> &str {
        &self.pieces[self.pieces.len() - 1]
    }

    /// Whether the pattern describes the whole `text`.
    pub(crate) fn matches(&self, text: &str) -> bool {
        let (head, others) = self.pieces.split_first().expect("at least one piece");
        let Some((tail, middle)) = others.split_last() else { return **head == *text };
        let Some(mut rest) = text.strip_prefix(&**head) else { return false };
        for piece in middle {
            let Some(at) = rest.find(&**piece) else { return false };
            rest = &rest[at + piece.len()..];
        }
        rest.ends_with(&**tail)
    }
}
