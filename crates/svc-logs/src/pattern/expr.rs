//! Conditions joined by `&&`, `||` and parentheses, whatever a single condition is.

use super::PatternError;
use super::lexer::Cursor;

/// How deep parentheses may nest: bounds the stack that a pattern can ask for.
const DEPTH_MAX: usize = 64;

/// A condition, or several of which all or any must hold.
#[derive(Debug, Clone)]
pub(super) enum Expr<C> {
    Condition(C),
    All(Vec<Self>),
    Any(Vec<Self>),
}

/// Reads one condition.
pub(super) type ReadCondition<'r, C> = dyn FnMut(&mut Cursor<'_>) -> Result<C, PatternError> + 'r;

impl<C> Expr<C> {
    /// Reads as much as belongs to the expression; `&&` binds tighter than `||`.
    pub fn parse(
        cursor: &mut Cursor<'_>,
        read: &mut ReadCondition<'_, C>,
    ) -> Result<Self, PatternError> {
        Self::any(cursor, read, 0)
    }

    fn any(
        cursor: &mut Cursor<'_>,
        read: &mut ReadCondition<'_, C>,
        depth: usize,
    ) -> Result<Self, PatternError> {
        let mut parts = vec![Self::all(cursor, read, depth)?];
        while eat_operator(cursor, "||") {
            parts.push(Self::all(cursor, read, depth)?);
        }
        Ok(match <[Self; 1]>::try_from(parts) {
            Ok([only]) => only,
            Err(parts) => Self::Any(parts),
        })
    }

    fn all(
        cursor: &mut Cursor<'_>,
        read: &mut ReadCondition<'_, C>,
        depth: usize,
    ) -> Result<Self, PatternError> {
        let mut parts = vec![Self::operand(cursor, read, depth)?];
        while eat_operator(cursor, "&&") {
            parts.push(Self::operand(cursor, read, depth)?);
        }
        Ok(match <[Self; 1]>::try_from(parts) {
            Ok([only]) => only,
            Err(parts) => Self::All(parts),
        })
    }

    fn operand(
        cursor: &mut Cursor<'_>,
        read: &mut ReadCondition<'_, C>,
        depth: usize,
    ) -> Result<Self, PatternError> {
        cursor.skip_blanks();
        if !cursor.eat("(") {
            return read(cursor).map(Self::Condition);
        }
        if depth == DEPTH_MAX {
            return Err(PatternError::Invalid("parentheses nest too deep"));
        }
        let inner = Self::any(cursor, read, depth + 1)?;
        cursor.skip_blanks();
        if !cursor.eat(")") {
            return Err(PatternError::Invalid("a parenthesis is not closed"));
        }
        Ok(inner)
    }

    /// Whether the expression holds, given which conditions do.
    pub fn holds(&self, condition: &impl Fn(&C) -> bool) -> bool {
        match self {
            Self::Condition(one) => condition(one),
            Self::All(parts) => parts.iter().all(|part| part.holds(condition)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(condition)),
        }
    }
}

fn eat_operator(cursor: &mut Cursor<'_>, operator: &str) -> bool {
    cursor.skip_blanks();
    cursor.eat(operator)
}
