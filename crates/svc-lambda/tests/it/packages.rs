//! Packages, good ones and hostile ones, byte by byte, and what becomes of them.

use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;

use serde_json::json;

use super::harness::{Bench, encode, request};

/// One entry of a zip that is put together by hand, so that it can lie.
pub struct File<'f> {
    name: &'f str,
    data: &'f [u8],
    mode: u32,
    flags: u16,
    crc: Option<u32>,
    size: Option<u32>,
}

impl<'f> File<'f> {
    pub fn new(name: &'f str, data: &'f [u8]) -> Self {
        Self { name, data, mode: 0o100_644, flags: 0, crc: None, size: None }
    }

    fn mode(mut self, mode: u32) -> Self {
        self.mode = mode;
        self
    }

    fn link(name: &'f str, target: &'f str) -> Self {
        Self::new(name, target.as_bytes()).mode(0o120_777)
    }
}

/// A zip of stored entries.
pub fn zip(files: &[File<'_>]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for file in files {
        let offset = u32::try_from(out.len()).expect("small");
        let length = u32::try_from(file.data.len()).expect("small");
        let mut common = Vec::new();
        common.extend(20_u16.to_le_bytes());
        common.extend(file.flags.to_le_bytes());
        common.extend([0; 2]);
        common.extend([0, 0, 0x21, 0]);
        common.extend(file.crc.unwrap_or_else(|| crc32(file.data)).to_le_bytes());
        common.extend(file.size.unwrap_or(length).to_le_bytes());
        common.extend(file.size.unwrap_or(length).to_le_bytes());
        common.extend(u16::try_from(file.name.len()).expect("short").to_le_bytes());
        common.extend([0; 2]);
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(file.name.as_bytes());
        out.extend(file.data);
        directory.extend(b"PK\x01\x02");
        directory.extend([20, 3]);
        directory.extend(&common);
        directory.extend([0; 6]);
        directory.extend((file.mode << 16).to_le_bytes());
        directory.extend(offset.to_le_bytes());
        directory.extend(file.name.as_bytes());
    }
    let (start, size) = (out.len() as u64, directory.len() as u64);
    out.extend(&directory);
    if files.len() > 65_535 {
        // The end record has no room for such a number: zip64 has.
        let end = out.len() as u64;
        out.extend(b"PK\x06\x06");
        out.extend(44_u64.to_le_bytes());
        out.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        for number in [files.len() as u64, files.len() as u64, size, start] {
            out.extend(number.to_le_bytes());
        }
        out.extend(b"PK\x06\x07\0\0\0\0");
        out.extend(end.to_le_bytes());
        out.extend([1, 0, 0, 0]);
    }
    out.extend(b"PK\x05\x06\0\0\0\0");
    let count = u16::try_from(files.len()).unwrap_or(u16::MAX).to_le_bytes();
    out.extend(count);
    out.extend(count);
    out.extend(u32::try_from(size).expect("small").to_le_bytes());
    out.extend(u32::try_from(start).expect("small").to_le_bytes());
    out.extend([0; 2]);
    out
}

fn crc32(data: &[u8]) -> u32 {
    !data.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 * (crc & 1)))
    })
}

const BROKEN: &str = "Could not unzip uploaded file. Please check your file, then try to upload \
                      again.";

async fn check_refused(bench: &Bench, zip: &[u8], text: &str) {
    let mut input = request("hostile", "python3.11");
    input["Code"] = json!({ "ZipFile": encode(zip) });
    let error = bench.call("CreateFunction", input).await.expect_err("hostile, yet taken");
    assert_eq!(error.shape().code, "InvalidParameterValueException", "{error:?}");
    assert!(error.message().starts_with(text), "{error:?} where {text} was expected");
    let left = std::fs::read_dir(bench.dir.path().join("cache/code")).expect("a cache");
    assert_eq!(left.count(), 0, "something is left of a package that was refused");
}

#[tokio::test]
async fn a_hostile_package_is_refused_and_leaves_nothing_behind() {
    let bench = Bench::new();
    let file = |name| File::new(name, b"x");
    for files in [
        vec![file("../app.py")],
        vec![file("a/../../app.py")],
        vec![file("/app.py")],
        vec![file("a\0b")],
        vec![file("app.py"), file("app.py")],
        vec![file("a/b"), file("a//b")],
        vec![file("a"), file("a/b")],
        vec![File::link("a", "/etc/passwd")],
        vec![File::link("a", "../x")],
        vec![File::link("a", "b/../.."), File::link("b", "c")],
        vec![File::link("a", "sub"), file("a/b")],
        vec![File::link("a", "a")],
        vec![File { crc: Some(1), ..file("app.py") }],
        vec![File { size: Some(100), ..file("app.py") }],
        vec![File { flags: 1, ..file("app.py") }],
    ] {
        check_refused(&bench, &zip(&files), BROKEN).await;
    }
    check_refused(&bench, b"not a zip", BROKEN).await;
    let good = zip(&[file("app.py")]);
    check_refused(&bench, &good[..good.len() - 30], BROKEN).await;
    check_refused(&bench, b"", "Uploaded file must be a non-empty zip").await;
    check_refused(&bench, &zip(&[]), "Uploaded file must be a non-empty zip").await;
}

#[tokio::test]
async fn what_counts_is_how_large_a_package_is_and_not_how_large_it_says() {
    let bench = Bench::with(&[("lambda.code_unzipped_bytes", 100_000)]);
    let text = "Unzipped size must be smaller than 100000 bytes";
    check_refused(&bench, &deflated(&vec![0; 100_001]), text).await;
    let half = vec![7; 50_001];
    check_refused(&bench, &zip(&[File::new("a", &half), File::new("b", &half)]), text).await;
    // The directory says one byte, the data says more.
    let mut lying = deflated(&vec![0; 200_000]);
    let at = lying.windows(4).rposition(|bytes| bytes == b"PK\x01\x02").expect("a directory");
    lying[at + 24..at + 28].copy_from_slice(&1_u32.to_le_bytes());
    let mut input = request("hostile", "python3.11");
    input["Code"] = json!({ "ZipFile": encode(&lying) });
    bench.call("CreateFunction", input).await.expect_err("a bomb, yet taken");
    let mut fits = request("fits", "python3.11");
    fits["Code"] = json!({ "ZipFile": encode(&deflated(&vec![0; 100_000])) });
    bench.ok("CreateFunction", fits).await;
}

#[tokio::test]
async fn more_entries_than_a_package_may_have_are_refused() {
    let bench = Bench::new();
    let names: Vec<String> = (0..65_536).map(|index| format!("{index:x}")).collect();
    let files: Vec<File<'_>> = names.iter().map(|name| File::new(name, b"")).collect();
    let many = zip(&files);
    let entries = zip::ZipArchive::new(std::io::Cursor::new(&many)).expect("a good zip").len();
    assert_eq!(entries, 65_536, "it would be refused for something else");
    check_refused(&bench, &many, BROKEN).await;
}

#[tokio::test]
async fn a_package_lies_in_the_cache_with_modes_that_any_user_can_read() {
    let bench = Bench::new();
    let files = [
        File::new("run.sh", b"#!/bin/sh\n").mode(0o100_700),
        File::new("pkg/secret.py", b"x = 1\n").mode(0o100_600),
        File::link("pkg/link", "../run.sh"),
        File::new("empty/", b"").mode(0o040_700),
    ];
    let mut input = request("f", "python3.11");
    input["Code"] = json!({ "ZipFile": encode(&zip(&files)) });
    bench.ok("CreateFunction", input).await;
    let dir = bench.plane.version("f", "$LATEST").code.dir.clone();
    let mode = |name: &str| {
        let found = std::fs::metadata(dir.join(name)).expect(name);
        found.permissions().mode() & 0o777
    };
    assert_eq!(mode(""), 0o755);
    assert_eq!(mode("run.sh"), 0o755);
    assert_eq!(mode("pkg"), 0o755);
    assert_eq!(mode("pkg/secret.py"), 0o644);
    assert_eq!(mode("empty"), 0o755);
    let target = std::fs::read_link(dir.join("pkg/link")).expect("a link");
    assert_eq!(target, std::path::Path::new("../run.sh"));
}

#[tokio::test]
async fn a_bootstrap_for_another_machine_is_refused_and_a_script_is_not() {
    let bench = Bench::new();
    let mut elf = [0; 20];
    elf[..6].copy_from_slice(b"\x7fELF\x02\x01");
    // SPARC: no machine that this test runs on.
    elf[18] = 2;
    let mut input = request("f", "provided.al2023");
    let bootstrap = zip(&[File::new("bootstrap", &elf).mode(0o100_755)]);
    input["Code"] = json!({ "ZipFile": encode(&bootstrap) });
    let error = bench.call("CreateFunction", input.clone()).await.expect_err("foreign");
    assert!(error.message().contains("built for another machine"), "{error:?}");
    let script = zip(&[File::new("bootstrap", b"#!/bin/sh\nexit 0\n").mode(0o100_755)]);
    input["Code"] = json!({ "ZipFile": encode(&script) });
    bench.ok("CreateFunction", input).await;
}

#[test]
fn every_package_of_the_corpus_is_read_without_a_panic() {
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/zip");
    let mut count = 0;
    for entry in std::fs::read_dir(corpus).expect("a corpus") {
        let bytes = std::fs::read(entry.expect("an entry").path()).expect("a file");
        svc_lambda::fuzz::zip(&bytes);
        // Every cut and a flipped byte here and there, which a fuzzer would try first.
        for at in (0..bytes.len()).step_by(bytes.len() / 64 + 1) {
            svc_lambda::fuzz::zip(&bytes[..at]);
            let mut flipped = bytes.clone();
            flipped[at] ^= 0xFF;
            svc_lambda::fuzz::zip(&flipped);
        }
        count += 1;
    }
    assert!(count >= 6, "the corpus has {count} packages");
}

fn deflated(data: &[u8]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    writer.start_file("zeros", options).expect("a file");
    writer.write_all(data).expect("its data");
    writer.finish().expect("a zip").into_inner()
}
