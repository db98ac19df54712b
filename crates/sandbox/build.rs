//! Builds `init/init.rs`, the first process of every sandbox, as a static program without libc.
//!
//! It is part of the library (`include_bytes!`), so that whoever links this crate needs no second
//! file beside the server.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

#[expect(clippy::disallowed_methods, reason = "a build script is told its inputs by environment")]
fn given(name: &str) -> Option<OsString> {
    std::env::var_os(name)
}

#[expect(clippy::disallowed_methods, reason = "there is no other way to build a second target")]
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=init/init.rs");
    let target = given("TARGET").expect("cargo sets TARGET");
    let out = PathBuf::from(given("OUT_DIR").expect("cargo sets OUT_DIR")).join("hamsu-init");
    let mut rustc = Command::new(given("RUSTC").expect("cargo sets RUSTC"));
    rustc
        .args(["--edition", "2024", "--crate-name", "hamsu_init", "--crate-type", "bin"])
        .arg("--target")
        .arg(target)
        .args(["-C", "panic=abort", "-C", "opt-level=s", "-C", "relocation-model=static"])
        .args(["-C", "strip=symbols", "-C", "link-arg=-nostartfiles", "-C", "link-arg=-nostdlib"])
        .args(["-C", "link-arg=-static", "-C", "link-arg=-Wl,--build-id=none,-z,noexecstack"])
        .arg("-o")
        .arg(&out)
        .arg("init/init.rs");
    if let Some(linker) = given("RUSTC_LINKER") {
        let mut flag = OsString::from("linker=");
        flag.push(linker);
        rustc.arg("-C").arg(flag);
    }
    let status = rustc.status().expect("start rustc");
    assert!(status.success(), "init/init.rs does not build: {status}");
    println!("cargo::rustc-env=SANDBOX_INIT={}", out.display());
}
