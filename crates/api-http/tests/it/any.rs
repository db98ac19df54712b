//! Whatever comes in: the fuzzer's entry points replayed, and the tree of routes against a plain
//! scan of AWS's rules.

use std::path::Path;

use api_http::fuzz;

/// Every file of a corpus, and so many mutations of each, from one seed.
fn replay(corpus: &str, target: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(corpus);
    let entropy = task::Entropy::seeded(11);
    let next = |bound: usize| entropy.below(bound.max(1) as u64) as usize;
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let seed = std::fs::read(entry.unwrap().path()).unwrap();
        target(&seed);
        count += 1;
        for _ in 0..400 {
            let mut bytes = seed.clone();
            for _ in 0..=next(4) {
                let at = next(bytes.len() + 1);
                match next(3) {
                    0 if at < bytes.len() => bytes[at] = next(256) as u8,
                    1 if at < bytes.len() => drop(bytes.remove(at)),
                    _ => bytes.insert(at, b"{}[]\",:/&=%+\\0$."[next(16)]),
                }
            }
            target(&bytes);
        }
    }
    assert!(count >= 3, "{corpus}: the corpus is gone");
}

#[test]
fn answers_of_any_kind_are_sent_or_refused() {
    replay("answer", fuzz::function_answer);
}

#[test]
fn request_lines_of_any_kind_are_led_somewhere_or_nowhere() {
    replay("line", fuzz::request_line);
}

#[test]
fn keys_and_addresses_of_any_kind_are_read_or_refused() {
    replay("configured", fuzz::configured);
}
