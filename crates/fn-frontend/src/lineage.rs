//! The trace header that a function gets, and in it the lineage: which functions led to this call,
//! and how often. Functions pass the header on (AWS's SDKs do so by themselves), so that one that
//! calls itself, through whatever, is seen; Lambda cuts such a loop after about 16 rounds.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};
use task::Entropy;

/// How often a function runs in one chain of causes.
const ROUNDS_MAX: u32 = 16;
/// How many functions a lineage names; the ones that came first are forgotten.
const NAMED_MAX: usize = 16;

/// A function's name in lineages: eight hexadecimal digits of its ARN's hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark([u8; 4]);

/// The function has had its rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Recursion;

impl Mark {
    pub(crate) fn of(arn: &str) -> Self {
        let hash = Sha256::digest(arn);
        Self([hash[0], hash[1], hash[2], hash[3]])
    }

    fn hex(self) -> String {
        format!("{:08x}", u32::from_be_bytes(self.0))
    }
}

/// The header for a function called with `incoming`.
pub(crate) fn next(
    incoming: Option<&str>,
    mark: Mark,
    now_ms: i64,
    entropy: &Entropy,
) -> Result<String, Recursion> {
    let field = |name: &str| {
        incoming?.split(';').find_map(|field| {
            let (found, value) = field.trim().split_once('=')?;
            found.eq_ignore_ascii_case(name).then_some(value)
        })
    };
    let lineage = lineage(field("Lineage").unwrap_or_default(), &mark.hex())?;
    let mut header = String::with_capacity(160);
    // Writing to a string does not fail.
    let _ = if let Some(root) = field("Root").filter(|root| is_root(root)) {
        write!(header, "Root={root}")
    } else {
        let [high, low] = [entropy.bytes::<8>(), entropy.bytes::<8>()].map(u64::from_be_bytes);
        write!(header, "Root=1-{:08x}-{high:016x}{:08x}", now_ms / 1_000, low as u32)
    };
    let parent = u64::from_be_bytes(entropy.bytes());
    let sampled = field("Sampled").filter(|sampled| *sampled == "1").unwrap_or("0");
    let _ = write!(header, ";Parent={parent:016x};Sampled={sampled};Lineage={lineage}");
    Ok(header)
}

/// `lineage` with one more round of `own`.
fn lineage(lineage: &str, own: &str) -> Result<String, Recursion> {
    let mut rounds = 0;
    let mut named: Vec<&str> = Vec::new();
    for entry in lineage.split('|') {
        let Some((name, count)) = entry.split_once(':') else { continue };
        let is_mark = name.len() == 8 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        let Ok(count) = count.parse::<u32>() else { continue };
        if name == own {
            rounds = count.saturating_add(1);
        } else if is_mark {
            named.push(entry);
        }
    }
    if rounds >= ROUNDS_MAX {
        return Err(Recursion);
    }
    let own = format!("{own}:{rounds}");
    let kept = named.len().saturating_sub(NAMED_MAX - 1);
    named.drain(..kept);
    named.push(&own);
    Ok(named.join("|"))
}

/// `1-58406520-a006649127e371903a2de979`.
fn is_root(root: &str) -> bool {
    let parts: Vec<&str> = root.split('-').collect();
    let hex = |text: &str, len| text.len() == len && text.bytes().all(|b| b.is_ascii_hexdigit());
    matches!(parts[..], ["1", time, unique] if hex(time, 8) && hex(unique, 24))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(name: &str) -> Mark {
        Mark::of(&format!("arn:aws:lambda:us-east-1:000000000000:function:{name}"))
    }

    #[test]
    fn a_function_that_calls_itself_runs_sixteen_times() {
        let entropy = Entropy::seeded(1);
        let mut header = None;
        for _ in 0..16 {
            header = Some(next(header.as_deref(), mark("a"), 0, &entropy).unwrap());
            // Others in between change nothing.
            header = Some(next(header.as_deref(), mark("b"), 0, &entropy).unwrap());
        }
        assert_eq!(next(header.as_deref(), mark("a"), 0, &entropy), Err(Recursion));
        assert!(next(header.as_deref(), mark("c"), 0, &entropy).is_ok());
        assert!(next(None, mark("a"), 0, &entropy).is_ok());
    }

    #[test]
    fn the_trace_goes_on_and_what_is_no_trace_is_not_passed_on() {
        let entropy = Entropy::seeded(1);
        let root = "1-58406520-a006649127e371903a2de979";
        let given = format!("Root={root};Parent=53995c3f42cd8ad8;Sampled=1;Lineage=0123abcd:3");
        let header = next(Some(&given), mark("a"), 0, &entropy).unwrap();
        assert!(header.starts_with(&format!("Root={root};Parent=")), "{header}");
        assert!(!header.contains("53995c3f42cd8ad8"));
        assert!(header.contains(";Sampled=1;Lineage=0123abcd:3|"), "{header}");
        let header =
            next(Some("Root=x\r\ny;Lineage=zz:1|:|a"), mark("a"), 5_000, &entropy).unwrap();
        assert!(header.starts_with("Root=1-00000005-"), "{header}");
        assert_eq!(header.matches('|').count(), 0);
        assert!(is_root(&header[5..40]));
    }

    #[test]
    fn a_lineage_does_not_grow_for_ever() {
        let entropy = Entropy::seeded(1);
        let mut header = None;
        for number in 0..100 {
            header = Some(next(header.as_deref(), mark(&number.to_string()), 0, &entropy).unwrap());
        }
        assert_eq!(header.unwrap().matches('|').count(), NAMED_MAX - 1);
    }
}
