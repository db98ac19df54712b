//! `hamsu runtimes add`.

use std::path::Path;
use std::sync::Mutex;

use fn_model::{Runtime, Runtimes as _};
use fn_runtime::Source;
use sandbox::{Host, Instance, Output, RootFs, Sandbox, Spec};
use tokio::io::AsyncReadExt as _;

use crate::{CACHE, runtimes};

#[tokio::test]
async fn a_version_that_debian_does_not_have_is_refused_by_name() {
    let cache = tempfile::tempdir().unwrap();
    for identifier in ["python3.12", "python3", "nodejs22.x", "provided.al2", ".."] {
        let error = fn_runtime::add(cache.path(), identifier, &|_| {}).await.unwrap_err();
        let wanted = format!(
            "{identifier} cannot be added: Debian trixie has python3.13 and no other version. \
             Install {identifier} itself where `hamsu runtimes` looks for it"
        );
        assert_eq!(error.to_string(), wanted);
    }
    assert_eq!(std::fs::read_dir(cache.path()).unwrap().count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_added_runs_in_a_sandbox_with_its_own_libc() {
    let cache = Path::new(CACHE);
    let said = Mutex::new(Vec::new());
    let say = |line: &str| said.lock().unwrap().push(line.to_owned());
    let folder = fn_runtime::add(cache, "python3.13", &say).await.unwrap();
    assert!(!folder.join(".apt").exists());
    assert_eq!(fn_runtime::add(cache, "python3.13", &say).await.unwrap(), folder);
    assert_eq!(said.lock().unwrap().last().unwrap(), "it is there already");

    let runtimes = runtimes(cache, &[]);
    assert_eq!(runtimes.python("3.13").await.unwrap().source, Source::Added);
    let Ok(Runtime::Python { root, .. }) = runtimes.prepare("python3.13", true).await else {
        panic!("it cannot be made ready");
    };
    let script = "
import ctypes, decimal, hashlib, json, lzma, os, platform, sqlite3, ssl, sys, zlib, zoneinfo
ssl.create_default_context()
row = sqlite3.connect(':memory:').execute('select 6 * 7').fetchone()
zone = zoneinfo.ZoneInfo('Europe/Berlin').key
libc = platform.libc_ver()[1]
print(json.dumps([sys.version_info[:2], sys.prefix, row, zone, libc >= '2.41',
                  json.__cached__ and os.path.exists(json.__cached__), os.system('ls / >/dev/null'),
                  os.path.isfile('/var/runtime/bootstrap.py'), json.dumps.__code__.co_filename]))
";
    let state = tempfile::tempdir().unwrap();
    let (instance, _) = Instance::open(Host::probe(), "runtimeadd", state.path(), cache).unwrap();
    let mut spec = Spec::new(RootFs::at(root), "/var/lang/bin/python3.13");
    spec.args = ["-c", script].map(Into::into).into();
    spec.output = Output::Joined;
    spec.tmp_mb = 16;
    let mut sandbox = Sandbox::spawn(&instance, spec).await.unwrap();
    let stdout = sandbox.take_stdout().unwrap();
    let mut output = tokio::net::unix::pipe::Receiver::from_owned_fd(stdout).unwrap();
    let mut text = String::new();
    output.read_to_string(&mut text).await.unwrap();
    sandbox.destroy().await.unwrap();
    let wanted = r#"[[3, 13], "/var/lang", [42], "Europe/Berlin", true, true, 0, true, "/var/lang/lib/python3.13/json/__init__.py"]"#;
    assert_eq!(text.trim(), wanted);
}
