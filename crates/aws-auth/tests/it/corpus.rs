//! The corpora of the fuzz targets, replayed as they are and mutated by a seed.

use std::path::Path;

use aws_auth::fuzz;

/// Mutants of each file of a corpus.
const MUTANTS: usize = 400;

fn corpus(name: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(name);
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read(path).unwrap())
        })
        .collect();
    files.sort();
    assert!(files.len() >= 20, "{name} has only {} files", files.len());
    files
}

/// A small generator (xorshift64*): the same seed, the same mutants.
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % bound
    }

    /// `data` with a few bytes changed, cut, doubled, or taken from elsewhere in `other`.
    fn mutant(&mut self, data: &[u8], other: &[u8]) -> Vec<u8> {
        const SPECIAL: &[u8] = b"%+&=;,/:*?${}[]\"\\ \n\t\0\xff\xc3\xed'0AZaz";
        let mut out = data.to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(out.len() + 1);
            let end = (at + self.below(16)).min(out.len());
            match self.below(6) {
                0 if at < out.len() => out[at] = SPECIAL[self.below(SPECIAL.len())],
                1 if at < out.len() => out[at] ^= 1 << self.below(8),
                2 => drop(out.drain(at..end)),
                3 => {
                    let piece = out[at..end].repeat(1 + self.below(8));
                    out.splice(at..at, piece);
                }
                4 => out.insert(at, SPECIAL[self.below(SPECIAL.len())]),
                _ => {
                    let from = self.below(other.len() + 1);
                    let to = (from + self.below(32)).min(other.len());
                    out.splice(at..end, other[from..to].iter().copied());
                }
            }
        }
        out
    }
}

fn mutate(files: &[(String, Vec<u8>)], seed: u64, mut target: impl FnMut(&[u8])) {
    let mut seeded = Seeded(seed);
    for (_, data) in files {
        for _ in 0..MUTANTS {
            let other = &files[seeded.below(files.len())].1;
            target(&seeded.mutant(data, other));
        }
    }
}

/// A file's name says what it is: `ok-` is well-formed, `bad-` is not.
fn replay(name: &str, target: impl Fn(&[u8]) -> bool) {
    for (file, data) in corpus(name) {
        let well_formed = target(&data);
        let expected = match file.split_once('-') {
            Some(("ok", _)) => true,
            Some(("bad", _)) => false,
            _ => panic!("{name}/{file}: the name begins with ok- or bad-"),
        };
        assert_eq!(well_formed, expected, "{name}/{file}");
    }
}

#[test]
fn signatures_of_the_corpus_are_read_as_their_names_say() {
    replay("sigv4", fuzz::sigv4);
}

#[test]
fn policies_of_the_corpus_are_read_as_their_names_say() {
    replay("policy", fuzz::policy);
}

#[test]
fn mutated_signatures_do_no_harm() {
    let mut read = 0;
    mutate(&corpus("sigv4"), 1, |data| {
        read += usize::from(fuzz::sigv4(data));
    });
    assert!(read > MUTANTS, "only {read} mutants reached the verifier");
}

#[test]
fn mutated_policies_do_no_harm() {
    let mut read = 0;
    mutate(&corpus("policy"), 2, |data| {
        read += usize::from(fuzz::policy(data));
    });
    assert!(read > MUTANTS, "only {read} mutants reached the evaluator");
}

#[test]
fn mutated_session_tokens_do_no_harm() {
    for name in ["sigv4", "policy"] {
        mutate(&corpus(name), 3, fuzz::session_token);
    }
}

/// Fails if work grows faster than its input: eight times the bytes may take 24 times as long
/// (three for noise, caches and sorting), where quadratic work takes 64 times.
#[expect(clippy::disallowed_methods, reason = "how long code runs is a matter of real time")]
fn grows_linearly(what: &str, make: impl Fn(usize) -> Vec<u8>, target: impl Fn(&[u8])) {
    let time = |data: &[u8]| {
        let run = || {
            let start = std::time::Instant::now();
            target(data);
            start.elapsed().as_secs_f64()
        };
        (0..7).map(|_| run()).fold(f64::MAX, f64::min)
    };
    let (small, large) = (time(&make(1_000)), time(&make(8_000)));
    assert!(large < small * 24.0 + 1e-3, "{what}: {small:.6} s became {large:.6} s");
}

#[test]
fn nothing_takes_more_than_linear_time() {
    let signed = |query: String, header: String| {
        let zeros = "0".repeat(64);
        format!(
            "GET /?{query}\nhost: h\nx-amz-date: 20260101T000000Z\nauthorization: \
             AWS4-HMAC-SHA256 Credential=A/20260101/r/s/aws4_request, SignedHeaders={header}, \
             Signature={zeros}"
        )
        .into_bytes()
    };
    let host = || "host".to_owned();
    let target = |data: &[u8]| {
        fuzz::sigv4(data);
    };
    grows_linearly("parameters", |n| signed("b=1&a&".repeat(n), host()), target);
    grows_linearly("percents", |n| signed("%%2".repeat(n), host()), target);
    let names = |n: usize| (0..n).map(|i| format!("h{i:06}")).collect::<Vec<_>>().join(";");
    grows_linearly("signed headers", |n| signed(String::new(), names(n)), target);
    let headers = |n: usize| {
        let mut data = signed(String::new(), host());
        data.extend((0..n).flat_map(|i| format!("\nx-amz-{i}: 1").into_bytes()));
        data
    };
    grows_linearly("unsigned headers", headers, target);

    let target = |data: &[u8]| {
        fuzz::policy(data);
    };
    let document = |resource: &str, text: &str| {
        format!(
            r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Action":"s3:*",
               "Resource":"arn:aws:s3:::{resource}"}}}}{}{text}"#,
            "\n---\n"
        )
        .into_bytes()
    };
    // One pattern of fixed size, longer and longer texts: nothing may go back in the text.
    let nasty = "*a?a*a".repeat(20);
    let texts = |n: usize| document(&nasty, &format!("arn:aws:s3:::{}", "a".repeat(n * 10)));
    grows_linearly("texts", texts, target);
    grows_linearly("patterns", |n| document(&"*a".repeat(n), "arn:aws:s3:::a"), target);
    grows_linearly("variables", |n| document(&"${".repeat(n), "arn:aws:s3:::a"), target);
    grows_linearly("objects", |n| "{\"a\":".repeat(n).into_bytes(), target);
}
