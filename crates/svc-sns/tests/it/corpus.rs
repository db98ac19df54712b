//! Replays the fuzz corpora, each input also with 500 seeded mutations.

use std::path::Path;

use svc_sns::fuzz;
use task::Entropy;

fn inputs(corpus: &str) -> Vec<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(corpus);
    let text = std::fs::read_to_string(&path).expect("a corpus");
    text.lines().map(|line| line.as_bytes().to_vec()).collect()
}

fn mutate(input: &[u8], others: &[Vec<u8>], entropy: &Entropy) -> Vec<u8> {
    let below = |end: usize| entropy.below(end.max(1) as u64) as usize;
    let mut bytes = input.to_vec();
    for _ in 0..=below(4) {
        let at = below(bytes.len() + 1);
        match below(6) {
            0 => bytes.truncate(at),
            1 => bytes.insert(at, below(256) as u8),
            2 if at < bytes.len() => bytes[at] = b"\"{}[],:.*\\$0a"[below(13)],
            3 if at < bytes.len() => bytes[at] ^= 1 << below(8),
            4 if at < bytes.len() => {
                let end = at + below(bytes.len() - at) + 1;
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            _ => {
                let other = &others[below(others.len())];
                let from = below(other.len() + 1);
                bytes.splice(at..at, other[from..].iter().copied());
            }
        }
    }
    bytes
}

/// Runs a target on every input and its mutations. All inputs must be accepted and some mutations,
/// else the corpus tests only refusals.
fn replay(corpus: &str, target: fn(&[u8]) -> bool) {
    let (inputs, entropy) = (inputs(corpus), Entropy::seeded(1));
    let mut accepted = 0;
    for input in &inputs {
        assert!(target(input), "{}", String::from_utf8_lossy(input));
        for _ in 0..500 {
            accepted += usize::from(target(&mutate(input, &inputs, &entropy)));
        }
    }
    assert!(accepted > inputs.len(), "{accepted} of {} accepted", inputs.len() * 500);
}

#[test]
fn filter_policies_of_any_bytes_are_read_or_refused() {
    replay("filters.txt", fuzz::filters);
}

#[test]
fn documents_of_any_bytes_are_read_or_refused() {
    replay("documents.txt", fuzz::documents);
}
