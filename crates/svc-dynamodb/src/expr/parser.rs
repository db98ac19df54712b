//! What every kind of expression shares while it is parsed: the token at hand, paths and
//! placeholders, and the refusals, told in AWS's order.

use super::lexer::{self, Kind, Token};
use super::path::{ELEMENTS_MAX, Element, Path};
use super::placeholders::Placeholders;
use super::reserved::is_reserved;
use crate::{AttributeValue, Invalid};

/// Bytes that an expression may have.
const SIZE_MAX: usize = 4096;
/// Operators and functions that an expression may have.
const OPERATORS_MAX: usize = 300;
/// Calls, and parentheses of SET, that may stand in one another: bounds the stack. AWS names no
/// limit, but no call of a condition can stand in another one.
const DEPTH_MAX: usize = 40;

/// The kinds of expression; refusals name them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExpressionKind {
    /// `ConditionExpression`.
    Condition,
    /// `FilterExpression`.
    Filter,
    /// `KeyConditionExpression`.
    KeyCondition,
    /// `UpdateExpression`.
    Update,
    /// `ProjectionExpression`.
    Projection,
}

impl ExpressionKind {
    /// The name of the request's member.
    pub fn name(self) -> &'static str {
        match self {
            Self::Condition => "ConditionExpression",
            Self::Filter => "FilterExpression",
            Self::KeyCondition => "KeyConditionExpression",
            Self::Update => "UpdateExpression",
            Self::Projection => "ProjectionExpression",
        }
    }

    /// A refusal of an expression of this kind.
    pub fn invalid(self, text: impl std::fmt::Display) -> Invalid {
        Invalid::new(format!("Invalid {}: {text}", self.name()))
    }
}

/// What is wrong with an expression whose syntax is right. Of several the first variant is told,
/// and of each variant the first in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    Parentheses,
    Section,
    Reserved,
    UnknownFunction,
    MisplacedFunction,
    UndefinedName,
    UndefinedValue,
    OperandCount,
    OperandKind,
    Path,
    Range,
    Operators,
}

/// A parse under way.
pub(super) struct Parser<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    at: usize,
    kind: ExpressionKind,
    placeholders: &'a mut Placeholders,
    fault: Option<(Fault, String)>,
    operators: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    pub(super) fn new(
        kind: ExpressionKind,
        text: &'a str,
        placeholders: &'a mut Placeholders,
    ) -> Result<Self, Invalid> {
        if text.len() > SIZE_MAX {
            return Err(kind.invalid(format!(
                "Expression size has exceeded the maximum allowed size; expression size: {}",
                text.len()
            )));
        }
        let tokens = lexer::tokens(text);
        if tokens.len() == 1 {
            return Err(kind.invalid("The expression can not be empty;"));
        }
        Ok(Self { text, tokens, at: 0, kind, placeholders, fault: None, operators: 0, depth: 0 })
    }

    /// Ends a parse: nothing may be left, and the gravest fault is told.
    pub(super) fn finish(mut self) -> Result<(), Invalid> {
        if self.token().kind != Kind::End {
            return Err(self.syntax_error());
        }
        if self.operators > OPERATORS_MAX {
            let text = format!(
                "The expression contains too many operators; operator count: {}",
                self.operators
            );
            self.fault(Fault::Operators, || text);
        }
        match self.fault {
            Some((_, text)) => Err(self.kind.invalid(text)),
            None => Ok(()),
        }
    }

    /// Notes a fault; parsing goes on, so that a syntax error behind it is told first.
    pub(super) fn fault(&mut self, fault: Fault, text: impl FnOnce() -> String) {
        if self.fault.as_ref().is_none_or(|(noted, _)| fault < *noted) {
            self.fault = Some((fault, text()));
        }
    }

    /// Counts an operator or function.
    pub(super) fn count_operator(&mut self) {
        self.operators += 1;
    }

    /// Enters parentheses or a call that are read by recursion.
    pub(super) fn enter(&mut self, name: &str) -> Result<(), Invalid> {
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return Err(self.kind.invalid(match name {
                "" => "The expression has redundant parentheses;".to_owned(),
                _ => format!(
                    "The function is not allowed to be used this way in an expression; \
                     function: {name}"
                ),
            }));
        }
        Ok(())
    }

    /// Leaves parentheses or a call.
    pub(super) fn leave(&mut self) {
        self.depth -= 1;
    }

    fn token(&self) -> Token {
        self.tokens[self.at]
    }

    fn text_of(&self, token: Token) -> &'a str {
        &self.text[token.start..token.end]
    }

    /// The kind and text of the token at hand.
    pub(super) fn peek(&self) -> (Kind, &'a str) {
        let token = self.token();
        (token.kind, self.text_of(token))
    }

    /// The kind and text of the token behind the one at hand.
    pub(super) fn peek_behind(&self) -> (Kind, &'a str) {
        let token = self.tokens[(self.at + 1).min(self.tokens.len() - 1)];
        (token.kind, self.text_of(token))
    }

    /// Takes the token at hand.
    pub(super) fn bump(&mut self) {
        self.at = (self.at + 1).min(self.tokens.len() - 1);
    }

    /// Takes this symbol, if it is at hand.
    pub(super) fn eat(&mut self, symbol: &str) -> bool {
        let found = self.peek() == (Kind::Symbol, symbol);
        if found {
            self.bump();
        }
        found
    }

    /// Takes this keyword, in any case, if it is at hand.
    pub(super) fn eat_keyword(&mut self, keyword: &str) -> bool {
        let (kind, text) = self.peek();
        let found = kind == Kind::Word && text.eq_ignore_ascii_case(keyword);
        if found {
            self.bump();
        }
        found
    }

    /// Takes this symbol or refuses what is there.
    pub(super) fn expect(&mut self, symbol: &str) -> Result<(), Invalid> {
        if self.eat(symbol) { Ok(()) } else { Err(self.syntax_error()) }
    }

    /// The refusal of the token at hand, with its neighbours as they stand in the text.
    pub(super) fn syntax_error(&self) -> Invalid {
        let token = self.token();
        let shown = if token.kind == Kind::End { "<EOF>" } else { self.text_of(token) };
        let start = self.tokens[self.at.saturating_sub(1)].start;
        let behind = self.tokens[(self.at + 1).min(self.tokens.len() - 1)];
        let near = self.text[start..behind.end].trim_end();
        self.kind.invalid(format!("Syntax error; token: \"{shown}\", near: \"{near}\""))
    }

    /// Reads a document path.
    pub(super) fn path(&mut self) -> Result<Path, Invalid> {
        let root = self.name()?;
        let mut steps = Vec::new();
        loop {
            if self.eat(".") {
                steps.push(Element::Name(self.name()?));
            } else if self.eat("[") {
                let (kind, digits) = self.peek();
                if kind != Kind::Number {
                    return Err(self.syntax_error());
                }
                let index = digits.parse::<u32>().unwrap_or_else(|_| {
                    self.fault(Fault::Path, || {
                        format!("List index is not within the allowable range; index: [{digits}]")
                    });
                    0
                });
                self.bump();
                self.expect("]")?;
                steps.push(Element::Index(index as usize));
            } else {
                break;
            }
        }
        let elements = steps.len() + 1;
        if elements > ELEMENTS_MAX {
            self.fault(Fault::Path, || {
                format!(
                    "The document path has too many nesting elements; nesting levels: {elements}"
                )
            });
        }
        Ok(Path::new(root, steps))
    }

    fn name(&mut self) -> Result<String, Invalid> {
        let (kind, text) = self.peek();
        let name = match kind {
            Kind::Word if !self.is_keyword(text) => {
                if is_reserved(text) {
                    self.fault(Fault::Reserved, || {
                        format!("Attribute name is a reserved keyword; reserved keyword: {text}")
                    });
                }
                text.to_owned()
            }
            Kind::NameRef => self.placeholders.name(text).unwrap_or_else(|| {
                self.fault(Fault::UndefinedName, || {
                    format!(
                        "An expression attribute name used in the document path is not \
                         defined; attribute name: {text}"
                    )
                });
                text.to_owned()
            }),
            _ => return Err(self.syntax_error()),
        };
        self.bump();
        Ok(name)
    }

    /// Reads a `:value`.
    pub(super) fn value(&mut self) -> Result<AttributeValue, Invalid> {
        let (kind, text) = self.peek();
        if kind != Kind::ValueRef {
            return Err(self.syntax_error());
        }
        self.bump();
        Ok(self.placeholders.value(text).unwrap_or_else(|| {
            self.fault(Fault::UndefinedValue, || {
                format!(
                    "An expression attribute value used in expression is not defined; \
                     attribute value: {text}"
                )
            });
            AttributeValue::Null
        }))
    }

    /// Words of this kind's own grammar, which no path can start with.
    pub(super) fn is_keyword(&self, word: &str) -> bool {
        let keywords: &[&str] = match self.kind {
            ExpressionKind::Update => &["SET", "REMOVE", "ADD", "DELETE"],
            ExpressionKind::Projection => &[],
            _ => &["AND", "OR", "NOT", "BETWEEN", "IN"],
        };
        keywords.iter().any(|keyword| word.eq_ignore_ascii_case(keyword))
    }

    /// Notes a wrong number of operands.
    pub(super) fn check_count(&mut self, name: &str, count: usize, wanted: usize) -> bool {
        if count != wanted {
            self.fault(Fault::OperandCount, || {
                format!(
                    "Incorrect number of operands for operator or function; operator or \
                     function: {name}, number of operands: {count}"
                )
            });
        }
        count == wanted
    }

    /// Notes an operand of a type that the operator does not take.
    pub(super) fn wrong_type(&mut self, name: &str, value: &AttributeValue) {
        // An undefined value stands as NULL and has been noted as what it is.
        self.fault(Fault::OperandKind, || {
            format!(
                "Incorrect operand type for operator or function; operator or function: \
                 {name}, operand type: {}",
                value.kind()
            )
        });
    }

    /// Notes an operand that must be a path and is not.
    pub(super) fn not_a_path(&mut self, name: &str) {
        self.fault(Fault::OperandKind, || {
            format!("Operator or function requires a document path; operator or function: {name}")
        });
    }

    /// Notes a function that must not stand where it does.
    pub(super) fn misplaced(&mut self, name: &str) {
        self.fault(Fault::MisplacedFunction, || {
            format!(
                "The function is not allowed to be used this way in an expression; \
                 function: {name}"
            )
        });
    }
}
