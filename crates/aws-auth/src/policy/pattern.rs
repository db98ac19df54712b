//! Patterns with `*`, `?` and policy variables, matched in time linear in the text.
//!
//! A pattern covers the whole text: `*` takes anything, `:` and `/` included, as AWS has it for
//! actions and resources. The common shapes (no wildcard, one `*` at the end) are plain
//! comparisons; the rest is a nondeterministic automaton whose states are the bits of a few
//! words, so that no pattern makes it go back.

use super::Holds;

/// A compiled pattern.
#[derive(Debug)]
pub(super) enum Pattern {
    /// `*`
    Anything,
    Exact(Box<str>),
    /// Begins with this; the only wildcard was a `*` at the end.
    Prefix(Box<str>),
    Automaton(Box<Automaton>),
    /// Has variables: compiled for each request.
    Template(Template),
}

/// What a pattern is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// `*`
    Star,
    /// `?`
    One,
    /// `${name}` or `${name, 'default'}`; the name in lower case.
    Variable {
        name: String,
        default: Option<String>,
    },
}

/// Text, wildcards and variables.
#[derive(Clone, Debug)]
pub(super) struct Template(Box<[Piece]>);

/// What in a text is special.
#[derive(Clone, Copy, Debug)]
pub(super) struct Syntax {
    /// `*` and `?`.
    pub wildcards: bool,
    /// `${…}`; documents of version 2008-10-17 have none.
    pub variables: bool,
}

/// Looks up what a variable stands for.
pub(super) type Variables<'a> = &'a dyn Fn(&str) -> Option<String>;

impl Pattern {
    /// Compiles a resource or a condition's value.
    pub fn new(text: &str, syntax: Syntax) -> Self {
        let template = Template::new(text, syntax);
        if template.has_variables() { Self::Template(template) } else { compile(&template.0) }
    }

    /// Compiles an action, which is matched without regard to case and has no variables.
    pub fn action(text: &str) -> Self {
        Self::new(&text.to_ascii_lowercase(), Syntax { wildcards: true, variables: false })
    }

    /// Whether `text` fits. Unknown if a variable stands for nothing.
    pub fn matches(&self, text: &str, variables: Variables<'_>) -> Holds {
        match self {
            Self::Anything => Holds::Yes,
            Self::Exact(exact) => (**exact == *text).into(),
            Self::Prefix(prefix) => text.starts_with(&**prefix).into(),
            Self::Automaton(automaton) => automaton.accepts(text.bytes()).into(),
            Self::Template(template) => match template.fill(variables) {
                Some(pieces) => compile(&pieces).matches(text, variables),
                None => Holds::Unknown,
            },
        }
    }

    /// Whether an action fits a pattern made by [`Pattern::action`].
    pub fn matches_action(&self, action: &str) -> bool {
        let (action, lower) = (action.as_bytes(), |byte: u8| byte.to_ascii_lowercase());
        match self {
            Self::Anything => true,
            Self::Exact(exact) => exact.as_bytes().eq_ignore_ascii_case(action),
            Self::Prefix(prefix) => action
                .get(..prefix.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(prefix.as_bytes())),
            Self::Automaton(automaton) => automaton.accepts(action.iter().copied().map(lower)),
            // Actions are compiled without variables.
            Self::Template(_) => false,
        }
    }
}

impl Template {
    pub fn new(text: &str, syntax: Syntax) -> Self {
        let mut pieces = Vec::new();
        let mut literal = String::new();
        let mut flush = |literal: &mut String, piece: Option<Piece>| {
            if !literal.is_empty() {
                pieces.push(Piece::Text(std::mem::take(literal)));
            }
            pieces.extend(piece);
        };
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if syntax.variables
                && let Some((variable, after)) = variable(rest)
            {
                match variable {
                    Ok(c) => literal.push(c),
                    Err(piece) => flush(&mut literal, Some(piece)),
                }
                rest = after;
                continue;
            }
            match c {
                '*' if syntax.wildcards => flush(&mut literal, Some(Piece::Star)),
                '?' if syntax.wildcards => flush(&mut literal, Some(Piece::One)),
                c => literal.push(c),
            }
            rest = &rest[c.len_utf8()..];
        }
        flush(&mut literal, None);
        Self(pieces.into())
    }

    /// The text, if no wildcard is in it and every variable stands for something.
    pub fn text(&self, variables: Variables<'_>) -> Option<String> {
        let pieces = self.fill(variables)?;
        pieces
            .into_iter()
            .map(|piece| match piece {
                Piece::Text(text) => Some(text),
                _ => None,
            })
            .collect()
    }

    fn has_variables(&self) -> bool {
        self.0.iter().any(|piece| matches!(piece, Piece::Variable { .. }))
    }

    /// The pieces with what the variables stand for. A wildcard in there is an ordinary character.
    fn fill(&self, variables: Variables<'_>) -> Option<Vec<Piece>> {
        let fill = |piece: &Piece| match piece {
            Piece::Variable { name, default } => {
                variables(name).or_else(|| default.clone()).map(Piece::Text)
            }
            piece => Some(piece.clone()),
        };
        self.0.iter().map(fill).collect()
    }
}

/// The variable at the start of `text` and what follows it. `${*}`, `${?}` and `${$}` are the
/// characters themselves.
fn variable(text: &str) -> Option<(Result<char, Piece>, &str)> {
    let inner = text.strip_prefix("${")?;
    for c in ['*', '?', '$'] {
        if let Some(after) = inner.strip_prefix(c).and_then(|inner| inner.strip_prefix('}')) {
            return Some((Ok(c), after));
        }
    }
    // A name has no brace in it, so that a text full of `${` is read once.
    let end = inner.find(['}', '{'])?;
    let (inner, after) = inner.split_at(end);
    let after = after.strip_prefix('}')?;
    let (name, default) = match inner.split_once(',') {
        Some((name, default)) => {
            let default = default.trim().strip_prefix('\'')?.strip_suffix('\'')?;
            (name, Some(default.to_owned()))
        }
        None => (inner, None),
    };
    let name = name.trim().to_ascii_lowercase();
    Some((Err(Piece::Variable { name, default }), after))
}

fn compile(pieces: &[Piece]) -> Pattern {
    let plain = |pieces: &[Piece]| -> Option<String> {
        pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => Some(text.as_str()),
                _ => None,
            })
            .collect()
    };
    if let Some(text) = plain(pieces) {
        return Pattern::Exact(text.into());
    }
    if let Some((Piece::Star, before)) = pieces.split_last()
        && let Some(prefix) = plain(before)
    {
        return if prefix.is_empty() { Pattern::Anything } else { Pattern::Prefix(prefix.into()) };
    }
    Pattern::Automaton(Box::new(Automaton::new(pieces)))
}

/// State `i` says: the first `i` tokens have matched. A token is a byte or `?`.
#[derive(Debug)]
pub(super) struct Automaton {
    words: usize,
    /// The state in which all has matched.
    last: usize,
    /// The class of each byte: those that no token tells apart share one.
    class: Box<[u16; 256]>,
    /// For each class, which states a byte of it leads on from.
    steps: Box<[u64]>,
    /// States before which a `*` stands: any byte leads back to them.
    stars: Box<[u64]>,
    /// States after a `?`, which stays there for the rest of a character's bytes.
    wide: Box<[u64]>,
}

/// Bytes that continue a character in UTF-8.
fn continues(byte: u8) -> bool {
    matches!(byte, 0x80..=0xBF)
}

impl Automaton {
    fn new(pieces: &[Piece]) -> Self {
        let mut tokens: Vec<Option<u8>> = Vec::new();
        let mut star_states = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Text(text) => tokens.extend(text.bytes().map(Some)),
                Piece::One => tokens.push(None),
                Piece::Star => star_states.push(tokens.len()),
                // Filled before compiling.
                Piece::Variable { .. } => {}
            }
        }
        let words = tokens.len() / 64 + 1;
        let mut class = Box::new([0_u16; 256]);
        for byte in 0x80..=0xBF {
            class[byte] = 1;
        }
        let mut classes = 2;
        for byte in tokens.iter().copied().flatten() {
            if class[usize::from(byte)] < 2 {
                class[usize::from(byte)] = classes;
                classes += 1;
            }
        }
        let mut steps = vec![0; usize::from(classes) * words];
        let mut set = |class: usize, state: usize| {
            steps[class * words + state / 64] |= 1 << (state % 64);
        };
        let mut wide = vec![0; words];
        // Which classes begin a character: all of those met, but the continuing bytes'.
        let mut begins = vec![true; usize::from(classes)];
        for byte in 0_u8..=255 {
            if continues(byte) {
                begins[usize::from(class[usize::from(byte)])] = false;
            }
        }
        for (state, token) in tokens.iter().enumerate() {
            if let Some(byte) = token {
                set(usize::from(class[usize::from(*byte)]), state);
                continue;
            }
            for (class, _) in begins.iter().enumerate().filter(|(_, begins)| **begins) {
                set(class, state);
            }
            wide[(state + 1) / 64] |= 1_u64 << ((state + 1) % 64);
        }
        let mut stars = vec![0; words];
        for state in star_states {
            stars[state / 64] |= 1_u64 << (state % 64);
        }
        Self {
            words,
            last: tokens.len(),
            class,
            steps: steps.into(),
            stars: stars.into(),
            wide: wide.into(),
        }
    }

    fn accepts(&self, bytes: impl Iterator<Item = u8>) -> bool {
        if self.words == 1 {
            return self.accepts_one_word(bytes);
        }
        let mut states = vec![0_u64; self.words];
        states[0] = 1;
        for byte in bytes {
            let steps = &self.steps[usize::from(self.class[usize::from(byte)]) * self.words..];
            let more = if continues(byte) { u64::MAX } else { 0 };
            let mut carry = 0;
            for (word, state) in states.iter_mut().enumerate() {
                let moved = *state & steps[word];
                let stayed = *state & (self.stars[word] | self.wide[word] & more);
                *state = stayed | moved << 1 | carry;
                carry = moved >> 63;
            }
        }
        states[self.last / 64] >> (self.last % 64) & 1 == 1
    }

    fn accepts_one_word(&self, bytes: impl Iterator<Item = u8>) -> bool {
        let (stars, wide) = (self.stars[0], self.wide[0]);
        let mut states = 1_u64;
        for byte in bytes {
            let moved = states & self.steps[usize::from(self.class[usize::from(byte)])];
            let more = if continues(byte) { wide } else { 0 };
            states = states & (stars | more) | moved << 1;
            if states == 0 {
                return false;
            }
        }
        states >> self.last & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The textbook's recursion: slow and plain.
    fn slow(pattern: &[char], text: &[char]) -> bool {
        match pattern.split_first() {
            None => text.is_empty(),
            Some(('*', rest)) => (0..=text.len()).any(|skip| slow(rest, &text[skip..])),
            Some(('?', rest)) => !text.is_empty() && slow(rest, &text[1..]),
            Some((c, rest)) => text.first() == Some(c) && slow(rest, &text[1..]),
        }
    }

    #[test]
    fn every_short_pattern_matches_as_the_plain_recursion_does() {
        let words = |letters: &[char], length: u32| -> Vec<String> {
            (0..=length)
                .flat_map(|length| {
                    (0..letters.len().pow(length)).map(move |mut number| {
                        let mut word = String::new();
                        for _ in 0..length {
                            word.push(letters[number % letters.len()]);
                            number /= letters.len();
                        }
                        word
                    })
                })
                .collect()
        };
        let texts = words(&['a', 'é', '가'], 4);
        for pattern in words(&['a', 'é', '*', '?'], 4) {
            let syntax = Syntax { wildcards: true, variables: true };
            let compiled = Pattern::new(&pattern, syntax);
            let slow_pattern: Vec<char> = pattern.chars().collect();
            for text in &texts {
                let expected = slow(&slow_pattern, &text.chars().collect::<Vec<_>>());
                let got = compiled.matches(text, &|_| None);
                assert_eq!(got, expected.into(), "{pattern} {text}");
            }
        }
    }

    #[test]
    fn patterns_longer_than_a_word_carry_over() {
        let syntax = Syntax { wildcards: true, variables: false };
        for length in [62, 63, 64, 65, 127, 128, 129, 300] {
            let text = "x".repeat(length);
            for (pattern, matches) in [
                (format!("*{text}"), true),
                (format!("*{text}?"), false),
                (format!("{}?*", &text[1..]), true),
                ("?".repeat(length), true),
                ("?".repeat(length + 1), false),
                (format!("*y{text}"), false),
            ] {
                let got = Pattern::new(&pattern, syntax).matches(&text, &|_| None);
                assert_eq!(got, matches.into(), "{length} {pattern}");
            }
        }
    }

    #[test]
    fn variables_are_filled_and_their_wildcards_are_plain() {
        let syntax = Syntax { wildcards: true, variables: true };
        let variables = |name: &str| (name == "aws:username").then(|| "a*b".to_owned());
        for (pattern, text, holds) in [
            ("home/${aws:username}/*", "home/a*b/x", Holds::Yes),
            ("home/${AWS:UserName}/*", "home/aXb/x", Holds::No),
            ("home/${aws:userid}/*", "home//x", Holds::Unknown),
            ("home/${aws:userid, 'me'}/*", "home/me/x", Holds::Yes),
            ("${*}${?}${$}", "*?$", Holds::Yes),
            ("${*}", "a", Holds::No),
            ("${", "${", Holds::Yes),
            ("${a,b}", "${a,b}", Holds::Yes),
        ] {
            let got = Pattern::new(pattern, syntax).matches(text, &variables);
            assert_eq!(got, holds, "{pattern} {text}");
        }
        let old = Syntax { wildcards: true, variables: false };
        let got = Pattern::new("${aws:username}", old).matches("${aws:username}", &variables);
        assert_eq!(got, Holds::Yes);
    }

    #[test]
    fn actions_match_without_regard_to_case() {
        for (pattern, action, matches) in [
            ("*", "s3:GetObject", true),
            ("s3:getobject", "S3:GetObject", true),
            ("s3:Get*", "s3:getObject", true),
            ("s3:*Object", "s3:GetOBJECT", true),
            ("s3:G?tObject", "s3:getobject", true),
            ("s3:Get*", "s3:Ge", false),
            ("s3:", "s3:GetObject", false),
        ] {
            assert_eq!(Pattern::action(pattern).matches_action(action), matches, "{pattern}");
        }
    }
}
