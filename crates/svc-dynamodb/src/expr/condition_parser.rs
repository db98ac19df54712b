//! The parser of conditions, filters and key conditions, and the checks that need no item.
//!
//! Operands and conditions share parentheses, so both are read by one descent that finds out
//! afterwards which of them it has.

use super::condition::{Comparator, Condition, Operand};
use super::lexer::Kind;
use super::parser::{ExpressionKind, Fault, Parser};
use super::placeholders::Placeholders;
use crate::{AttributeType, AttributeValue, Invalid};

/// Operands that IN may have on its right.
const IN_OPERANDS_MAX: usize = 100;

impl Condition {
    /// Parses a condition, filter or key condition expression.
    pub fn parse(
        kind: ExpressionKind,
        text: &str,
        placeholders: &mut Placeholders,
    ) -> Result<Self, Invalid> {
        let mut parser = Parser::new(kind, text, placeholders)?;
        let parsed = parser.expression()?;
        let condition = parser.condition_of(parsed)?;
        parser.finish()?;
        Ok(condition)
    }
}

/// What a piece of text turned out to be.
enum Node {
    Operand(Operand),
    Condition(Condition),
    /// The call of a function that is a condition by itself.
    Predicate(&'static str, Condition),
    /// The call of a function that does not exist or may not stand here; noted as a fault.
    Unknown,
}

struct Parsed {
    node: Node,
    /// Whether it stands in parentheses of its own.
    enclosed: bool,
}

impl From<Node> for Parsed {
    fn from(node: Node) -> Self {
        Self { node, enclosed: false }
    }
}

impl From<Condition> for Parsed {
    fn from(condition: Condition) -> Self {
        Node::Condition(condition).into()
    }
}

/// Stands where a fault has been noted; it is never evaluated.
fn nothing() -> Condition {
    Condition::And(Vec::new())
}

/// An expression under way, the whole one or one in parentheses: what its ORs and ANDs have
/// joined so far, and the NOTs before the term at hand.
#[derive(Default)]
struct Frame {
    any: Vec<Condition>,
    all: Vec<Condition>,
    negations: usize,
}

impl Frame {
    fn is_fresh(&self) -> bool {
        self.any.is_empty() && self.all.is_empty() && self.negations == 0
    }

    /// Takes a term with its NOTs. Nested ANDs are flattened: clients that join conditions two
    /// by two nest them deeply.
    fn term(&mut self, condition: Condition) {
        let negated = std::mem::take(&mut self.negations) % 2 == 1;
        match condition {
            condition if negated => self.all.push(Condition::Not(Box::new(condition))),
            Condition::And(inner) => self.all.extend(inner),
            condition => self.all.push(condition),
        }
    }

    /// Ends the terms that AND joins.
    fn end_all(&mut self) {
        let mut all = std::mem::take(&mut self.all);
        match all.pop() {
            Some(Condition::Or(inner)) if all.is_empty() => self.any.extend(inner),
            Some(only) if all.is_empty() => self.any.push(only),
            Some(last) => {
                all.push(last);
                self.any.push(Condition::And(all));
            }
            None => self.any.push(nothing()),
        }
    }

    fn end(mut self) -> Condition {
        self.end_all();
        match self.any.pop() {
            Some(only) if self.any.is_empty() => only,
            last => {
                self.any.extend(last);
                Condition::Or(self.any)
            }
        }
    }
}

impl Parser<'_> {
    /// Reads an expression. Parentheses are kept on a stack of our own: clients nest them by
    /// the hundred.
    fn expression(&mut self) -> Result<Parsed, Invalid> {
        let mut outer = Vec::new();
        let mut frame = Frame::default();
        loop {
            while self.eat_keyword("NOT") {
                self.count_operator();
                frame.negations += 1;
            }
            if self.eat("(") {
                outer.push(std::mem::take(&mut frame));
                continue;
            }
            let mut parsed = self.leaf()?.into();
            loop {
                parsed = self.comparison(parsed)?;
                if self.at_keyword("AND") || self.at_keyword("OR") {
                    let condition = self.condition_of(parsed)?;
                    frame.term(condition);
                    if self.at_keyword("OR") {
                        frame.end_all();
                    }
                    self.bump();
                    self.count_operator();
                    break;
                }
                if !frame.is_fresh() {
                    let condition = self.condition_of(parsed)?;
                    frame.term(condition);
                    parsed = std::mem::take(&mut frame).end().into();
                }
                let Some(around) = outer.pop() else {
                    return Ok(parsed);
                };
                frame = around;
                self.close(parsed.enclosed)?;
                parsed.enclosed = true;
            }
        }
    }

    /// Takes a closing parenthesis around something that stands in parentheses already, or not.
    fn close(&mut self, enclosed: bool) -> Result<(), Invalid> {
        if enclosed {
            self.fault(Fault::Parentheses, || {
                "The expression has redundant parentheses;".to_owned()
            });
        }
        self.expect(")")
    }

    /// Reads on behind a left operand, if a comparison follows.
    fn comparison(&mut self, left: Parsed) -> Result<Parsed, Invalid> {
        let (kind, sign) = self.peek();
        if kind == Kind::Symbol {
            let Some(comparator) = Comparator::from_sign(sign) else {
                return Ok(left);
            };
            let left = self.operand_of(left)?;
            self.bump();
            self.count_operator();
            let right = self.operand()?;
            self.check_compared(comparator, [&left, &right]);
            return Ok(Condition::Compare(comparator, left, right).into());
        }
        if self.at_keyword("BETWEEN") {
            let left = self.operand_of(left)?;
            self.bump();
            self.count_operator();
            let low = self.operand()?;
            if !self.eat_keyword("AND") {
                return Err(self.syntax_error());
            }
            let high = self.operand()?;
            self.check_between([&left, &low, &high]);
            return Ok(Condition::Between(left, low, high).into());
        }
        if self.at_keyword("IN") {
            let left = self.operand_of(left)?;
            self.bump();
            self.count_operator();
            self.expect("(")?;
            let mut list = vec![self.operand()?];
            while self.eat(",") {
                list.push(self.operand()?);
            }
            self.expect(")")?;
            if list.len() > IN_OPERANDS_MAX {
                let count = list.len();
                self.fault(Fault::OperandCount, || {
                    format!(
                        "The IN operator is provided with too many operands; number of \
                         operands: {count}"
                    )
                });
            }
            self.check_distinct("IN", &left, list.iter());
            return Ok(Condition::In(left, list).into());
        }
        Ok(left)
    }

    /// Reads a path, a value or a call.
    fn leaf(&mut self) -> Result<Node, Invalid> {
        let (kind, text) = self.peek();
        if kind == Kind::ValueRef {
            return Ok(Node::Operand(Operand::Value(self.value()?)));
        }
        let calls = kind == Kind::Word && self.peek_behind() == (Kind::Symbol, "(");
        if calls && !self.is_keyword(text) {
            return self.call(text);
        }
        Ok(Node::Operand(Operand::Path(self.path()?)))
    }

    fn call(&mut self, name: &str) -> Result<Node, Invalid> {
        self.bump();
        self.bump();
        self.enter(name)?;
        self.count_operator();
        let mut operands = Vec::new();
        loop {
            let operand = self.operand()?;
            if let Operand::Size(_) = operand {
                self.misplaced("size");
            }
            operands.push(operand);
            if !self.eat(",") {
                break;
            }
        }
        self.expect(")")?;
        self.leave();
        Ok(self.function(name, operands).unwrap_or(Node::Unknown))
    }

    /// The node of a call; `None` after a noted fault.
    fn function(&mut self, name: &str, operands: Vec<Operand>) -> Option<Node> {
        let wanted = match name {
            "attribute_exists" | "attribute_not_exists" | "size" => 1,
            "attribute_type" | "begins_with" | "contains" => 2,
            "if_not_exists" | "list_append" => {
                self.fault(Fault::MisplacedFunction, || {
                    format!(
                        "The function is not allowed in a condition expression; function: {name}"
                    )
                });
                return None;
            }
            _ => {
                self.fault(Fault::UnknownFunction, || {
                    format!("Invalid function name; function: {name}")
                });
                return None;
            }
        };
        if !self.check_count(name, operands.len(), wanted) {
            return None;
        }
        let mut operands = operands.into_iter();
        let first = operands.next()?;
        Some(match (name, first) {
            ("size", first) => {
                if let Operand::Value(value) = &first {
                    use AttributeValue::{Bool, N, Null};
                    if matches!(value, N(_) | Bool(_) | Null) {
                        self.wrong_type(name, value);
                    }
                }
                Node::Operand(Operand::Size(Box::new(first)))
            }
            ("attribute_exists", Operand::Path(path)) => {
                Node::Predicate("attribute_exists", Condition::Exists(path))
            }
            ("attribute_not_exists", Operand::Path(path)) => {
                Node::Predicate("attribute_not_exists", Condition::NotExists(path))
            }
            ("attribute_type", Operand::Path(path)) => {
                let kind = self.type_operand(operands.next()?)?;
                Node::Predicate("attribute_type", Condition::HasType(path, kind))
            }
            ("begins_with", first) => {
                let second = operands.next()?;
                for operand in [&first, &second] {
                    if let Operand::Value(value) = operand
                        && !matches!(value, AttributeValue::S(_) | AttributeValue::B(_))
                    {
                        self.wrong_type(name, value);
                    }
                }
                self.check_distinct(name, &first, std::iter::once(&second));
                Node::Predicate("begins_with", Condition::BeginsWith(first, second))
            }
            ("contains", first) => {
                let second = operands.next()?;
                if let Operand::Value(value) = &first {
                    use AttributeValue::{Bool, M, N, Null};
                    if matches!(value, N(_) | Bool(_) | Null | M(_)) {
                        self.wrong_type(name, value);
                    }
                }
                self.check_distinct(name, &first, std::iter::once(&second));
                Node::Predicate("contains", Condition::Contains(first, second))
            }
            _ => {
                self.not_a_path(name);
                return None;
            }
        })
    }

    /// The second operand of `attribute_type`.
    fn type_operand(&mut self, operand: Operand) -> Option<AttributeType> {
        let value = match operand {
            Operand::Value(AttributeValue::S(name)) => {
                let kind = AttributeType::from_name(&name);
                if kind.is_none() {
                    self.fault(Fault::OperandKind, || {
                        format!(
                            "Invalid attribute type name found; type: {name}, valid types: \
                             {{B,NULL,SS,BOOL,L,BS,N,NS,S,M}}"
                        )
                    });
                }
                return kind;
            }
            Operand::Value(value) => value,
            // AWS shows a path here as an operand without a type of its own.
            Operand::Path(_) | Operand::Size(_) => {
                self.fault(Fault::OperandKind, || {
                    "Incorrect operand type for operator or function; operator or function: \
                     attribute_type, operand type: {NS,SS,L,BS,N,M,B,BOOL,NULL,S}"
                        .to_owned()
                });
                return None;
            }
        };
        self.wrong_type("attribute_type", &value);
        None
    }

    /// Reads an operand, which may stand in parentheses.
    fn operand(&mut self) -> Result<Operand, Invalid> {
        let mut opened = 0;
        while self.eat("(") {
            opened += 1;
        }
        let node = self.leaf()?;
        for inner in 0..opened {
            self.close(inner > 0)?;
        }
        self.operand_of(node.into())
    }

    fn operand_of(&mut self, parsed: Parsed) -> Result<Operand, Invalid> {
        match parsed.node {
            Node::Operand(operand) => Ok(operand),
            Node::Condition(_) => Err(self.syntax_error()),
            Node::Predicate(name, _) => {
                self.misplaced(name);
                Ok(Operand::Value(AttributeValue::Null))
            }
            Node::Unknown => Ok(Operand::Value(AttributeValue::Null)),
        }
    }

    fn condition_of(&mut self, parsed: Parsed) -> Result<Condition, Invalid> {
        match parsed.node {
            Node::Condition(condition) | Node::Predicate(_, condition) => Ok(condition),
            Node::Unknown => Ok(nothing()),
            Node::Operand(Operand::Size(_)) => {
                self.misplaced("size");
                Ok(nothing())
            }
            Node::Operand(_) => Err(self.syntax_error()),
        }
    }

    fn at_keyword(&self, keyword: &str) -> bool {
        let (kind, text) = self.peek();
        kind == Kind::Word && text.eq_ignore_ascii_case(keyword)
    }

    fn check_compared(&mut self, comparator: Comparator, operands: [&Operand; 2]) {
        if !matches!(comparator, Comparator::Eq | Comparator::Ne) {
            self.check_ordered(comparator.sign(), &operands);
        }
        self.check_distinct(comparator.sign(), operands[0], std::iter::once(operands[1]));
    }

    /// Notes values that have no order.
    fn check_ordered(&mut self, name: &str, operands: &[&Operand]) {
        for operand in operands {
            if let Operand::Value(value) = operand {
                use AttributeValue::{B, N, S};
                if !matches!(value, S(_) | N(_) | B(_)) {
                    self.wrong_type(name, value);
                }
            }
        }
    }

    fn check_between(&mut self, operands: [&Operand; 3]) {
        self.check_ordered("BETWEEN", &operands);
        self.check_distinct("BETWEEN", operands[0], operands[1..].iter().copied());
        let (Operand::Value(low), Operand::Value(high)) = (operands[1], operands[2]) else {
            return;
        };
        let rule = if low.kind() != high.kind() {
            "same data type for lower and upper bounds"
        } else if super::evaluate::order(low, high) == Some(std::cmp::Ordering::Greater) {
            "upper bound to be greater than or equal to lower bound"
        } else {
            return;
        };
        self.fault(Fault::Range, || {
            format!(
                "The BETWEEN operator requires {rule}; lower bound operand: AttributeValue: \
                 {low}, upper bound operand: AttributeValue: {high}"
            )
        });
    }

    /// Notes a path that is compared with itself.
    fn check_distinct<'o>(
        &mut self,
        name: &str,
        first: &Operand,
        mut rest: impl Iterator<Item = &'o Operand>,
    ) {
        let Operand::Path(path) = first else {
            return;
        };
        if rest.any(|operand| operand == first) {
            self.fault(Fault::OperandKind, || {
                format!(
                    "The first operand must be distinct from the remaining operands for this \
                     operator or function; operator: {name}, first operand: {path}"
                )
            });
        }
    }
}
