//! Replays the fuzz corpora, each input also with 200 seeded mutations.

use std::path::Path;

use svc_dynamodb::{fuzz, item_codec};

/// A small generator of its own (xorshift): the mutations must be the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

fn inputs(corpus: &str) -> Vec<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(corpus);
    let text = std::fs::read_to_string(&path).expect("a corpus");
    text.lines().map(|line| line.as_bytes().to_vec()).collect()
}

fn mutate(input: &[u8], others: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut bytes = input.to_vec();
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len() + 1);
        match random.below(6) {
            0 => bytes.truncate(at),
            1 => bytes.insert(at, random.below(256) as u8),
            2 if at < bytes.len() => bytes[at] = random.below(256) as u8,
            3 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
            4 if at < bytes.len() => {
                let end = at + random.below(bytes.len() - at) + 1;
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            _ => {
                let other = &others[random.below(others.len())];
                let from = random.below(other.len() + 1);
                bytes.splice(at..at, other[from..].iter().copied());
            }
        }
    }
    bytes
}

/// Runs a target on every input and its mutations; at least a share of both must be accepted,
/// else the corpus tests only refusals.
fn replay(inputs: &[Vec<u8>], target: fn(&[u8]) -> bool) {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut accepted = 0;
    for input in inputs {
        accepted += usize::from(target(input));
        for _ in 0..200 {
            accepted += usize::from(target(&mutate(input, inputs, &mut random)));
        }
    }
    assert!(accepted > inputs.len(), "{accepted} of {} accepted", inputs.len() * 201);
}

#[test]
fn expressions_of_any_bytes_are_parsed_or_refused() {
    replay(&inputs("expressions.txt"), fuzz::expressions);
}

#[test]
fn numbers_of_any_bytes_are_read_or_refused() {
    replay(&inputs("numbers.txt"), fuzz::numbers);
}

#[test]
fn rows_of_any_bytes_are_decoded_or_refused() {
    let items = inputs("items.jsonl");
    let rows: Vec<_> = items
        .iter()
        .map(|line| {
            let text = std::str::from_utf8(line).expect("UTF-8");
            item_codec::encode(&crate::support::item(text))
        })
        .collect();
    replay(&rows, fuzz::rows);
}
