//! The tree of an update, and its parser.

use super::lexer::Kind;
use super::parser::{ExpressionKind, Fault, Parser};
use super::path::{Path, meeting};
use super::placeholders::Placeholders;
use super::projection::Projection;
use crate::key::KeySchema;
use crate::{AttributeType, AttributeValue, Invalid};

/// Told when a value of the item is not of the type that an expression's action takes.
const WRONG_TYPE: &str = "An operand in the update expression has an incorrect data type";

/// What SET gives a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetValue {
    /// What a path of the item holds before the update.
    Path(Path),
    /// A value of the request.
    Value(AttributeValue),
    /// `if_not_exists(path, value)`.
    IfNotExists(Path, Box<SetValue>),
    /// `list_append(list, list)`.
    ListAppend(Box<SetValue>, Box<SetValue>),
    /// `a + b`.
    Plus(Box<SetValue>, Box<SetValue>),
    /// `a - b`.
    Minus(Box<SetValue>, Box<SetValue>),
}

/// One change of an update.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Gives a path a value.
    Set(Path, SetValue),
    /// Removes a path.
    Remove(Path),
    /// Adds a number, or members to a set.
    Add(Path, AttributeValue),
    /// Takes members from a set.
    Delete(Path, AttributeValue),
}

impl Action {
    /// The path that the action changes.
    pub fn path(&self) -> &Path {
        match self {
            Self::Set(path, _)
            | Self::Remove(path)
            | Self::Add(path, _)
            | Self::Delete(path, _) => path,
        }
    }
}

/// A whole update; no two actions meet in a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    actions: Vec<Action>,
    wrong_type: &'static str,
}

impl Update {
    /// An update of legacy actions, with the refusal of values of the wrong type that they have.
    pub(crate) fn legacy(actions: Vec<Action>, wrong_type: &'static str) -> Self {
        Self { actions, wrong_type }
    }

    /// Parses an update expression.
    pub fn parse(text: &str, placeholders: &mut Placeholders) -> Result<Self, Invalid> {
        let mut parser = Parser::new(ExpressionKind::Update, text, placeholders)?;
        let mut actions = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        while parser.peek().0 != Kind::End {
            let section = ["SET", "REMOVE", "ADD", "DELETE"]
                .into_iter()
                .find(|section| parser.eat_keyword(section));
            let Some(section) = section else {
                return Err(parser.syntax_error());
            };
            if seen.contains(&section) {
                parser.fault(Fault::Section, || {
                    format!(
                        "The \"{section}\" section can only be used once in an update \
                         expression;"
                    )
                });
            }
            seen.push(section);
            actions.push(parser.action(section)?);
            while parser.eat(",") {
                actions.push(parser.action(section)?);
            }
        }
        let paths: Vec<_> = actions.iter().map(Action::path).collect();
        if let Some(text) = meeting(&paths) {
            parser.fault(Fault::Path, || text);
        }
        parser.finish()?;
        Ok(Self { actions, wrong_type: WRONG_TYPE })
    }

    /// The changes.
    pub fn actions(&self) -> &[Action] {
        &self.actions
    }

    /// The refusal when the item holds a value of the wrong type.
    pub(super) fn wrong_type(&self) -> Invalid {
        Invalid::new(self.wrong_type)
    }

    /// The attributes of the item that the update changes.
    pub fn attributes(&self) -> impl Iterator<Item = &str> {
        self.actions.iter().map(|action| action.path().root())
    }

    /// Refuses an update of the key.
    pub fn check_keys(&self, schema: &KeySchema) -> Result<(), Invalid> {
        match self.attributes().find(|name| schema.is_key(name)) {
            Some(name) => Err(Invalid::parameter(format!(
                "Cannot update attribute {name}. This attribute is part of the key"
            ))),
            None => Ok(()),
        }
    }

    /// Whether an item that does not exist is made: legacy DELETE alone makes none.
    pub fn creates_item(&self) -> bool {
        let takes = |action| matches!(action, &Action::Remove(_) | &Action::Delete(..));
        self.wrong_type == WRONG_TYPE || self.actions.is_empty() || !self.actions.iter().all(takes)
    }

    /// The parts that `UPDATED_OLD` and `UPDATED_NEW` return, of the item before or after.
    pub fn touched(&self) -> Projection {
        Projection::of(self.actions.iter().map(Action::path).cloned().collect())
    }
}

impl Parser<'_> {
    fn action(&mut self, section: &str) -> Result<Action, Invalid> {
        let path = self.path()?;
        Ok(match section {
            "SET" => {
                self.expect("=")?;
                Action::Set(path, self.set_value()?)
            }
            "REMOVE" => Action::Remove(path),
            "ADD" => {
                let value = self.value()?;
                let kind = value.kind();
                self.check_section_type("ADD", kind, kind == AttributeType::N || kind.is_set());
                Action::Add(path, value)
            }
            _ => {
                let value = self.value()?;
                let kind = value.kind();
                self.check_section_type("DELETE", kind, kind.is_set());
                Action::Delete(path, value)
            }
        })
    }

    fn check_section_type(&mut self, section: &str, kind: AttributeType, allowed: bool) {
        if !allowed {
            self.fault(Fault::OperandKind, || {
                format!(
                    "Incorrect operand type for operator or function; operator: {section}, \
                     operand type: {}, typeSet: ALLOWED_FOR_{section}_OPERAND",
                    kind.long_name()
                )
            });
        }
    }

    /// A term, or the sum or difference of two: more of them take parentheses.
    fn set_value(&mut self) -> Result<SetValue, Invalid> {
        let left = self.set_term()?;
        let (sign, combine): (_, fn(_, _) -> _) = if self.eat("+") {
            ("+", SetValue::Plus)
        } else if self.eat("-") {
            ("-", SetValue::Minus)
        } else {
            return Ok(left);
        };
        self.count_operator();
        let right = self.set_term()?;
        self.check_operand_types(sign, [&left, &right], AttributeType::N);
        Ok(combine(Box::new(left), Box::new(right)))
    }

    fn set_term(&mut self) -> Result<SetValue, Invalid> {
        let (kind, text) = self.peek();
        if kind == Kind::ValueRef {
            return Ok(SetValue::Value(self.value()?));
        }
        if kind == Kind::Word && self.peek_behind() == (Kind::Symbol, "(") {
            return self.set_call(text);
        }
        if !self.eat("(") {
            return Ok(SetValue::Path(self.path()?));
        }
        self.enter("")?;
        if self.peek() == (Kind::Symbol, "(") {
            self.fault(Fault::Parentheses, || {
                "The expression has redundant parentheses;".to_owned()
            });
        }
        let inner = self.set_value()?;
        self.expect(")")?;
        self.leave();
        Ok(inner)
    }

    fn set_call(&mut self, name: &str) -> Result<SetValue, Invalid> {
        self.bump();
        self.bump();
        self.enter(name)?;
        self.count_operator();
        let mut operands = vec![self.set_term()?];
        while self.eat(",") {
            operands.push(self.set_term()?);
        }
        self.expect(")")?;
        self.leave();
        // What stands for a call with a noted fault; it is never evaluated.
        let nothing = SetValue::Value(AttributeValue::Null);
        match name {
            "if_not_exists" | "list_append" => {}
            "attribute_exists"
            | "attribute_not_exists"
            | "attribute_type"
            | "begins_with"
            | "contains"
            | "size" => {
                self.fault(Fault::MisplacedFunction, || {
                    format!("The function is not allowed in an update expression; function: {name}")
                });
                return Ok(nothing);
            }
            _ => {
                self.fault(Fault::UnknownFunction, || {
                    format!("Invalid function name; function: {name}")
                });
                return Ok(nothing);
            }
        }
        if !self.check_count(name, operands.len(), 2) {
            return Ok(nothing);
        }
        let (Some(second), Some(first)) = (operands.pop(), operands.pop()) else {
            return Ok(nothing);
        };
        Ok(match (name, first) {
            ("list_append", first) => {
                self.check_operand_types(name, [&first, &second], AttributeType::L);
                SetValue::ListAppend(Box::new(first), Box::new(second))
            }
            (_, SetValue::Path(path)) => SetValue::IfNotExists(path, Box::new(second)),
            _ => {
                self.not_a_path(name);
                nothing
            }
        })
    }

    /// Notes values of the request, and results of `list_append` and arithmetic, that can never
    /// be of the type an operator takes.
    fn check_operand_types(&mut self, name: &str, operands: [&SetValue; 2], wanted: AttributeType) {
        for operand in operands {
            match operand {
                SetValue::Value(value) if value.kind() != wanted => self.wrong_type(name, value),
                SetValue::ListAppend(..) if wanted != AttributeType::L => {
                    self.wrong_type(name, &AttributeValue::L(Vec::new()));
                }
                _ => {}
            }
        }
    }
}
