//! Builds the programs of `init/`, the first process of every sandbox and the warden of every
//! server, as static programs without libc.
//!
//! They are part of the library (`include_bytes!`), so that whoever links this crate needs no other
//! file beside the server.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

#[expect(clippy::disallowed_methods, reason = "a build script is told its inputs by environment")]
fn given(name: &str) -> Option<OsString> {
    std::env::var_os(name)
}

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=init");
    build("init", "SANDBOX_INIT");
    build("warden", "SANDBOX_WARDEN");
}

/// Build `init/NAME.rs`; the variable tells the library where it lies.
#[expect(clippy::disallowed_methods, reason = "there is no other way to build a second target")]
fn build(name: &str, variable: &str) {
    let target = given("TARGET").expect("cargo sets TARGET");
    let out =
        PathBuf::from(given("OUT_DIR").expect("cargo sets OUT_DIR")).join(format!("hamsu-{name}"));
    let mut rustc = Command::new(given("RUSTC").expect("cargo sets RUSTC"));
    rustc
        .args(["--edition", "2024", "--crate-type", "bin"])
        .args(["--crate-name", &format!("hamsu_{name}")])
        .arg("--target")
        .arg(target)
        .args(["-C", "panic=abort", "-C", "opt-level=s", "-C", "relocation-model=static"])
        .args(["-C", "strip=symbols", "-C", "link-arg=-nostartfiles", "-C", "link-arg=-nostdlib"])
        .args(["-C", "link-arg=-static", "-C", "link-arg=-Wl,--build-id=none,-z,noexecstack"])
        .arg("-o")
        .arg(&out)
        .arg(format!("init/{name}.rs"));
    if let Some(linker) = given("RUSTC_LINKER") {
        let mut flag = OsString::from("linker=");
        flag.push(linker);
        rustc.arg("-C").arg(flag);
    }
    let status = rustc.status().expect("start rustc");
    assert!(status.success(), "init/{name}.rs does not build: {status}");
    println!("cargo::rustc-env={variable}={}", out.display());
}
