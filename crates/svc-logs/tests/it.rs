//! The service through its table, the writer, and the corpus of the pattern fuzzer: replayed as it
//! stands and with seeded mutations.

#[path = "it/events.rs"]
mod events;
#[path = "it/filter.rs"]
mod filter;
#[path = "it/groups.rs"]
mod groups;
#[path = "it/retention.rs"]
mod retention;
#[path = "it/streams.rs"]
mod streams;
#[path = "it/support.rs"]
mod support;
#[path = "it/writer.rs"]
mod writer;

use std::path::Path;

/// How often each entry is mutated; the seed is fixed, so every run tries the same inputs.
const MUTATIONS: u64 = 400;

/// Characters that mean something to the parser: mutations insert these more than others.
const SPICE: &[u8] = b"{}[]()\"%$.*'\\=!<>&|?-,+^ \n0a\xff\xc3\xa9";

#[test]
fn no_pattern_and_no_message_makes_the_matcher_panic() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/pattern");
    let mut paths: Vec<_> = directory
        .read_dir()
        .expect("the corpus exists")
        .map(|entry| entry.expect("the corpus can be listed").path())
        .collect();
    paths.sort();
    assert!(paths.len() >= 20, "the corpus has lost entries: {paths:?}");
    let corpus: Vec<Vec<u8>> =
        paths.iter().map(|path| std::fs::read(path).expect("a corpus entry can be read")).collect();
    for (at, entry) in corpus.iter().enumerate() {
        svc_logs::pattern::fuzz(entry);
        for round in 0..MUTATIONS {
            let mut random = SplitMix((at as u64) << 32 | round);
            let other = &corpus[random.below(corpus.len())];
            svc_logs::pattern::fuzz(&mutate(entry, other, &mut random));
        }
    }
}

/// Removes, repeats, replaces and inserts bytes, and now and then continues with another entry.
fn mutate(entry: &[u8], other: &[u8], random: &mut SplitMix) -> Vec<u8> {
    let mut bytes = entry.to_vec();
    for _ in 0..=random.below(6) {
        let at = random.below(bytes.len() + 1);
        let spice = SPICE[random.below(SPICE.len())];
        match random.below(6) {
            0 => bytes.insert(at, spice),
            1 if at < bytes.len() => bytes[at] = spice,
            2 if at < bytes.len() => {
                bytes.remove(at);
            }
            3 => {
                let end = (at + 1 + random.below(12)).min(bytes.len());
                let run = bytes[at..end].repeat(1 + random.below(40));
                bytes.splice(at..at, run);
            }
            4 => bytes.truncate(at),
            _ => {
                bytes.truncate(at);
                bytes.extend_from_slice(&other[random.below(other.len() + 1)..]);
            }
        }
    }
    bytes
}

/// The `SplitMix64` generator: enough to vary inputs, the same on every machine.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }
}
