//! DynamoDB's numbers: exact decimals of up to 38 significant digits.
//!
//! Owns parsing, printing, exact addition and subtraction, order, and the order-preserving key
//! bytes. Knows nothing of attribute values. Start at [`Number::parse`].
//! Limits: magnitude zero or 1E-130 to 9.99…E+125 (developer guide, "Data types: Number").

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use crate::Invalid;

/// Significant digits that a number may have.
pub const DIGITS_MAX: u32 = 38;
/// Largest exponent of the first significant digit.
const MAGNITUDE_MAX: i64 = 125;
/// Smallest exponent of the first significant digit.
const MAGNITUDE_MIN: i64 = -130;

const TOO_PRECISE: &str = "Attempting to store more than 38 significant digits in a Number";
const OVERFLOW: &str =
    "Number overflow. Attempting to store a number with magnitude larger than supported range";
const UNDERFLOW: &str =
    "Number underflow. Attempting to store a number with magnitude smaller than supported range";

/// An exact decimal, `±coefficient × 10^exponent`.
///
/// Always normalised: the coefficient has no trailing zero, and zero is `+0 × 10^0`, so that
/// equal numbers have equal fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Number {
    coefficient: u128,
    exponent: i16,
    negative: bool,
}

impl Number {
    /// Zero.
    pub const ZERO: Self = Self { coefficient: 0, exponent: 0, negative: false };

    /// Reads a decimal with optional sign, fraction and exponent.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let bytes = text.as_bytes();
        if bytes.is_empty() {
            return Err(Invalid::new("The parameter cannot be converted to a numeric value"));
        }
        let Some(scan) = Scan::of(bytes) else {
            return Err(Invalid::new(format!(
                "The parameter cannot be converted to a numeric value: {text}"
            )));
        };
        if scan.first.is_none() {
            return Ok(Self::ZERO);
        }
        scan.into_number()
    }

    /// The fields, as the row codec stores them: sign, coefficient, exponent.
    pub fn parts(self) -> (bool, u128, i16) {
        (self.negative, self.coefficient, self.exponent)
    }

    /// A number from stored fields; `None` when they are not a normalised number in range.
    pub fn from_parts(negative: bool, coefficient: u128, exponent: i16) -> Option<Self> {
        let number = Self::normal(negative, coefficient, i64::from(exponent)).ok()?;
        (number.parts() == (negative, coefficient, exponent)).then_some(number)
    }

    /// Whether the number is zero.
    pub fn is_zero(self) -> bool {
        self.coefficient == 0
    }

    /// The exact sum.
    pub fn plus(self, other: Self) -> Result<Self, Invalid> {
        if self.is_zero() {
            return Ok(other);
        }
        if other.is_zero() {
            return Ok(self);
        }
        let exponent = self.exponent.min(other.exponent);
        // Coefficients have no trailing zeros, so a sum of operands with unequal exponents ends
        // in a digit other than zero: what does not fit 128 bits has more than 38 digits.
        let (Some(a), Some(b)) = (self.scaled_to(exponent), other.scaled_to(exponent)) else {
            return Err(Invalid::new(TOO_PRECISE));
        };
        let (negative, coefficient) = if self.negative == other.negative {
            (self.negative, a.checked_add(b).ok_or_else(|| Invalid::new(TOO_PRECISE))?)
        } else if a >= b {
            (self.negative, a - b)
        } else {
            (other.negative, b - a)
        };
        Self::normal(negative, coefficient, i64::from(exponent))
    }

    /// The exact difference.
    pub fn minus(self, other: Self) -> Result<Self, Invalid> {
        self.plus(other.negated())
    }

    /// The bytes that DynamoDB counts for it: one, one more for each base-100 digit, and one for
    /// a minus sign; at most 22.
    pub fn size(self) -> usize {
        if self.is_zero() {
            return 1;
        }
        let digits = digit_count(self.coefficient);
        // Base-100 digits are aligned to the decimal point, so an even number of decimal
        // digits can lie across one base-100 digit more.
        let across = digits.is_multiple_of(2) && self.magnitude().rem_euclid(2) == 0;
        1 + digits.div_ceil(2) as usize + usize::from(across) + usize::from(self.negative)
    }

    /// Appends key bytes whose unsigned byte order is the numeric order.
    ///
    /// One byte of sign class (0 negative, 1 zero, 2 positive), one of biased magnitude, then
    /// pairs of digits as 1..=100 and a 0. Negative numbers have everything after the class
    /// complemented. No encoding is a prefix of another.
    pub fn encode_key(self, out: &mut Vec<u8>) {
        if self.is_zero() {
            out.push(1);
            return;
        }
        let flip = if self.negative { 0xff } else { 0 };
        out.push(if self.negative { 0 } else { 2 });
        out.push((self.magnitude() - MAGNITUDE_MIN) as u8 ^ flip);
        let mut rest = self.coefficient;
        let mut digits = digit_count(rest);
        if digits % 2 == 1 {
            rest *= 10;
            digits += 1;
        }
        let mut scale = 10u128.pow(digits - 2);
        loop {
            out.push(((rest / scale) as u8 + 1) ^ flip);
            rest %= scale;
            if rest == 0 {
                break;
            }
            scale /= 100;
        }
        out.push(flip);
    }

    /// Reads key bytes back; returns the number and how many bytes it took.
    pub fn decode_key(bytes: &[u8]) -> Option<(Self, usize)> {
        let flip = match bytes.first()? {
            0 => 0xff,
            1 => return Some((Self::ZERO, 1)),
            2 => 0,
            _ => return None,
        };
        let magnitude = i64::from(bytes.get(1)? ^ flip) + MAGNITUDE_MIN;
        let mut coefficient: u128 = 0;
        let mut pairs = 0;
        for (at, byte) in bytes.iter().enumerate().skip(2) {
            match byte ^ flip {
                0 => {
                    let exponent = magnitude + 1 - 2 * pairs;
                    let number = Self::normal(flip != 0, coefficient, exponent).ok()?;
                    return Some((number, at + 1));
                }
                pair @ 1..=100 if pairs < 19 => {
                    coefficient = coefficient * 100 + u128::from(pair - 1);
                    pairs += 1;
                }
                _ => return None,
            }
        }
        None
    }

    /// Appends the decimal text without an exponent, as DynamoDB prints it.
    pub fn write_text(self, out: &mut Vec<u8>) {
        if self.negative {
            out.push(b'-');
        }
        let mut buffer = [0; 40];
        let digits = decimal(self.coefficient, &mut buffer);
        let exponent = isize::from(self.exponent);
        let point = digits.len() as isize + exponent;
        if exponent >= 0 {
            out.extend_from_slice(digits);
            out.extend(std::iter::repeat_n(b'0', exponent as usize));
        } else if point > 0 {
            let (whole, fraction) = digits.split_at(point as usize);
            out.extend_from_slice(whole);
            out.push(b'.');
            out.extend_from_slice(fraction);
        } else {
            out.extend_from_slice(b"0.");
            out.extend(std::iter::repeat_n(b'0', point.unsigned_abs()));
            out.extend_from_slice(digits);
        }
    }

    fn negated(self) -> Self {
        Self { negative: !self.negative && !self.is_zero(), ..self }
    }

    /// The exponent of the first significant digit.
    fn magnitude(self) -> i64 {
        i64::from(self.exponent) + i64::from(digit_count(self.coefficient)) - 1
    }

    /// The coefficient at a smaller exponent, if it fits.
    fn scaled_to(self, exponent: i16) -> Option<u128> {
        let scale = 10u128.checked_pow(u32::from(self.exponent.abs_diff(exponent)))?;
        self.coefficient.checked_mul(scale)
    }

    /// Trims trailing zeros and checks precision and range.
    fn normal(negative: bool, coefficient: u128, exponent: i64) -> Result<Self, Invalid> {
        if coefficient == 0 {
            return Ok(Self::ZERO);
        }
        let (mut coefficient, mut exponent) = (coefficient, exponent);
        while coefficient.is_multiple_of(10) {
            coefficient /= 10;
            exponent += 1;
        }
        let digits = digit_count(coefficient);
        let magnitude = exponent + i64::from(digits) - 1;
        if magnitude > MAGNITUDE_MAX {
            return Err(Invalid::new(OVERFLOW));
        }
        if magnitude < MAGNITUDE_MIN {
            return Err(Invalid::new(UNDERFLOW));
        }
        if digits > DIGITS_MAX {
            return Err(Invalid::new(TOO_PRECISE));
        }
        Ok(Self { coefficient, exponent: exponent as i16, negative })
    }
}

/// What one pass over a decimal text found.
struct Scan<'a> {
    negative: bool,
    /// Digits before and after the point.
    whole: &'a [u8],
    fraction: &'a [u8],
    exponent: i64,
    /// Index, in `whole` then `fraction`, of the first and last digits other than zero.
    first: Option<usize>,
    last: usize,
}

impl<'a> Scan<'a> {
    fn of(bytes: &'a [u8]) -> Option<Self> {
        let (negative, bytes) = match bytes {
            [b'-', rest @ ..] => (true, rest),
            [b'+', rest @ ..] => (false, rest),
            _ => (false, bytes),
        };
        let (whole, rest) = split_digits(bytes);
        let (fraction, rest) = match rest {
            [b'.', rest @ ..] => split_digits(rest),
            _ => (&[][..], rest),
        };
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let exponent = match rest {
            [] => 0,
            [b'e' | b'E', rest @ ..] => signed(rest)?,
            _ => return None,
        };
        let significant = |digit: &u8| *digit != b'0';
        let first = whole.iter().chain(fraction).position(significant);
        let last = fraction
            .iter()
            .rposition(significant)
            .map(|at| whole.len() + at)
            .or_else(|| whole.iter().rposition(significant))
            .unwrap_or(0);
        Some(Self { negative, whole, fraction, exponent, first, last })
    }

    fn into_number(self) -> Result<Number, Invalid> {
        let first = self.first.unwrap_or(0);
        // Exponent of the last significant digit; lengths are bounded by the request's size.
        let place = self.whole.len() as i64 - 1 - self.last as i64;
        let exponent = self.exponent.saturating_add(place);
        let digits = self.last - first + 1;
        if digits > DIGITS_MAX as usize {
            let magnitude = exponent.saturating_add(digits as i64 - 1);
            let text = match magnitude {
                m if m > MAGNITUDE_MAX => OVERFLOW,
                m if m < MAGNITUDE_MIN => UNDERFLOW,
                _ => TOO_PRECISE,
            };
            return Err(Invalid::new(text));
        }
        let coefficient = self
            .whole
            .iter()
            .chain(self.fraction)
            .skip(first)
            .take(digits)
            .fold(0u128, |sum, digit| sum * 10 + u128::from(digit - b'0'));
        Number::normal(self.negative, coefficient, exponent)
    }
}

fn split_digits(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = bytes.iter().position(|b| !b.is_ascii_digit()).unwrap_or(bytes.len());
    bytes.split_at(end)
}

/// A signed exponent, held to a range in which sums cannot overflow.
fn signed(bytes: &[u8]) -> Option<i64> {
    let (negative, digits) = match bytes {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, bytes),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let far = i64::from(i32::MAX);
    let value =
        digits.iter().fold(0i64, |sum, digit| (sum * 10 + i64::from(digit - b'0')).min(far));
    Some(if negative { -value } else { value })
}

/// Decimal digits of a coefficient; 1 for zero.
fn digit_count(coefficient: u128) -> u32 {
    match u64::try_from(coefficient) {
        Ok(small) => small.checked_ilog10().unwrap_or(0) + 1,
        Err(_) => coefficient.ilog10() + 1,
    }
}

/// The coefficient's digits, at the end of the buffer. Halves that fit 64 bits are divided as
/// such: 128-bit division is some ten times slower, and this is the path of every read.
fn decimal(coefficient: u128, buffer: &mut [u8; 40]) -> &[u8] {
    const HALF: u128 = 10_000_000_000_000_000_000;
    let mut at = buffer.len();
    let mut rest = coefficient;
    while rest >= HALF {
        let mut low = (rest % HALF) as u64;
        rest /= HALF;
        for _ in 0..19 {
            at -= 1;
            buffer[at] = b'0' + (low % 10) as u8;
            low /= 10;
        }
    }
    let mut high = rest as u64;
    loop {
        at -= 1;
        buffer[at] = b'0' + (high % 10) as u8;
        high /= 10;
        if high == 0 {
            return &buffer[at..];
        }
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        let sign = |n: &Self| match (n.negative, n.is_zero()) {
            (true, _) => -1,
            (_, true) => 0,
            _ => 1,
        };
        let aligned =
            |n: &Self| n.coefficient * 10u128.pow(DIGITS_MAX - digit_count(n.coefficient));
        sign(self).cmp(&sign(other)).then_with(|| {
            if self.is_zero() {
                return Ordering::Equal;
            }
            let size = self
                .magnitude()
                .cmp(&other.magnitude())
                .then_with(|| aligned(self).cmp(&aligned(other)));
            if self.negative { size.reverse() } else { size }
        })
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl FromStr for Number {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        Self::parse(text)
    }
}

impl From<usize> for Number {
    fn from(value: usize) -> Self {
        let (mut coefficient, mut exponent) = (value as u128, 0);
        while coefficient != 0 && coefficient.is_multiple_of(10) {
            coefficient /= 10;
            exponent += 1;
        }
        Self { coefficient, exponent, negative: false }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = Vec::with_capacity(24);
        self.write_text(&mut out);
        f.write_str(&String::from_utf8_lossy(&out))
    }
}
