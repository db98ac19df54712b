//! Finding interpreters, and saying what is there.

use std::path::{Path, PathBuf};

use fn_model::{Known, Runtime, Runtimes as _};
use fn_runtime::{KNOWN, Source};

use crate::{CACHE, pythons, runtimes, search};

fn script(dir: &Path, name: &str, text: &str) -> PathBuf {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::create_dir_all(dir).unwrap();
    let path = dir.join(name);
    std::fs::write(&path, format!("#!/bin/sh\n{text}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path
}

#[tokio::test]
async fn every_interpreter_that_is_found_is_a_real_binary_of_its_version() {
    for (version, interpreter) in pythons().await {
        let path = &interpreter.path;
        let name = path.file_name().unwrap().to_str().unwrap();
        assert_eq!(name, format!("python{version}"));
        assert_eq!(path, &path.canonicalize().unwrap());
        let magic = std::fs::read(path).unwrap();
        assert!(magic.starts_with(b"\x7fELF"), "{}", path.display());
        let in_system = path.starts_with("/usr/bin") || path.starts_with("/usr/local/bin");
        assert_eq!(interpreter.source == Source::System, in_system, "{}", path.display());
    }
}

#[tokio::test]
async fn a_shim_is_asked_for_the_binary_and_believed_only_for_its_version() {
    // A version that no machine has, so that only the folders here count; the binary is any.
    let dir = tempfile::tempdir().unwrap();
    let closed = dir.path().join("closed/versions/bin");
    std::fs::create_dir_all(&closed).unwrap();
    let binary = closed.join("python9.99");
    std::fs::copy("/bin/sh", &binary).unwrap();
    let binary = binary.canonicalize().unwrap();
    let shown = binary.display();
    let check = async |text: &str, wanted: Option<&PathBuf>| {
        let shims = dir.path().join("shims");
        script(&shims, "python9.99", text);
        let cache = tempfile::tempdir().unwrap();
        let empty = dir.path().join("empty");
        let found = runtimes(cache.path(), &[empty, shims]).python("9.99").await;
        assert_eq!(found.as_ref().map(|found| &found.path), wanted, "{text}");
        assert!(found.is_none_or(|found| found.source == Source::Path && found.system.is_none()));
    };
    check(&format!("printf '9.99\\n{shown}\\n'"), Some(&binary)).await;
    check(&format!("printf '9.98\\n{shown}\\n'"), None).await;
    check("echo 'python9.99: command not found' >&2; exit 127", None).await;
    check(&format!("printf '9.99\\n{shown}\\n'; exit 1"), None).await;
    check("printf '9.99\\n/no/such/python\\n'", None).await;
    check("printf '9.99\\n/etc/passwd\\n'", None).await;
    check("head -c 2000000 /dev/zero", None).await;
}

#[tokio::test]
async fn what_is_no_program_is_no_interpreter() {
    let dir = tempfile::tempdir().unwrap();
    let folders = ["folder", "text", "dangling"].map(|name| dir.path().join(name));
    std::fs::create_dir_all(folders[0].join("python9.99")).unwrap();
    std::fs::create_dir(&folders[1]).unwrap();
    std::fs::write(folders[1].join("python9.99"), "not executable").unwrap();
    std::fs::create_dir(&folders[2]).unwrap();
    std::os::unix::fs::symlink("/no/such", folders[2].join("python9.99")).unwrap();
    let cache = tempfile::tempdir().unwrap();
    assert_eq!(runtimes(cache.path(), &folders).python("9.99").await, None);
}

#[tokio::test]
async fn what_was_added_comes_first_and_is_seen_without_a_restart() {
    let cache = tempfile::tempdir().unwrap();
    let runtimes = runtimes(cache.path(), &search());
    assert_eq!(runtimes.python("9.99").await, None);
    let folder = cache.path().join("runtimes/python9.99");
    std::fs::create_dir_all(folder.join("usr/bin")).unwrap();
    std::fs::copy("/bin/sh", folder.join("usr/bin/python9.99")).unwrap();
    let found = runtimes.python("9.99").await.unwrap();
    assert_eq!((found.source, found.system.as_ref()), (Source::Added, Some(&folder)));
    assert_eq!(found.path, Path::new("/usr/bin/python9.99"));
    assert_eq!(found.file(), folder.join("usr/bin/python9.99"));
}

#[tokio::test]
async fn the_survey_names_every_identifier_and_what_to_do_about_missing_ones() {
    let cache = tempfile::tempdir().unwrap();
    let rows = runtimes(cache.path(), &[]).survey().await;
    let names: Vec<_> = rows.iter().map(|(identifier, ..)| *identifier).collect();
    assert_eq!(names, KNOWN);
    for (identifier, known, interpreter) in rows {
        match known {
            Known::Present if identifier.starts_with("python") => assert!(interpreter.is_some()),
            Known::Present => assert!(identifier.starts_with("provided."), "{identifier}"),
            Known::Absent { hint } if identifier == "python3.13" => {
                assert!(hint.contains("`hamsu runtimes add python3.13`"), "{hint}");
            }
            Known::Absent { hint } => {
                assert!(hint.contains("`hamsu runtimes"), "{hint}");
                assert!(!hint.contains("not on this machine"), "who asks says that: {hint}");
            }
            Known::Unknown => panic!("{identifier} is of the table"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_identifier_is_present_absent_or_unknown_and_nothing_stands_in() {
    let cache = tempfile::tempdir().unwrap();
    let runtimes = runtimes(cache.path(), &[]);
    for unknown in ["python2.7", "python3.9", "java21", "go1.x", "provided", "ruby3.3", ""] {
        assert_eq!(runtimes.known(unknown), Known::Unknown, "{unknown}");
        let error = runtimes.prepare(unknown, true).await.unwrap_err();
        assert!(error.contains("not implemented"), "{error}");
    }
    for present in ["provided.al2", "provided.al2023"] {
        assert_eq!(runtimes.known(present), Known::Present);
    }
    assert!(matches!(runtimes.known("nodejs22.x"), Known::Absent { .. }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_runtime_is_made_ready_once_with_our_client_inside() {
    let (version, _) = pythons().await.pop().unwrap();
    let runtimes = runtimes(Path::new(CACHE), &search());
    let identifier = format!("python{version}");
    let (one, two) =
        tokio::join!(runtimes.prepare(&identifier, true), runtimes.prepare(&identifier, true));
    assert_eq!(one, two);
    let Runtime::Python { identifier: named, root, boto3 } = one.unwrap() else { panic!("Python") };
    assert_eq!((named.as_str(), boto3), (identifier.as_str(), None));
    let inside = |path: &str| std::fs::read_to_string(root.join(path));
    let client = include_str!("../../src/client/bootstrap.py");
    assert_eq!(inside("var/runtime/bootstrap.py").unwrap(), client);
    assert!(root.join("var/runtime/site").is_dir());
    assert!(root.join("var/lang/bin").join(&identifier).is_file());
}

#[tokio::test(flavor = "multi_thread")]
async fn boto3_is_fetched_once_and_works() {
    let (version, interpreter) = pythons().await.pop().unwrap();
    let runtimes = runtimes(Path::new(CACHE), &search());
    let identifier = format!("python{version}");
    let (one, two) =
        tokio::join!(runtimes.prepare(&identifier, false), runtimes.prepare(&identifier, false));
    assert_eq!(one, two);
    let Runtime::Python { boto3: Some(site), .. } = one.unwrap() else { panic!("no boto3") };
    assert!(!site.join("pins.txt").exists() && !site.join("bin").exists());
    // Compiled ahead, and not compared with its source when it is loaded.
    let digits = version.replace('.', "");
    let compiled = site.join(format!("boto3/__pycache__/session.cpython-{digits}.pyc"));
    assert_eq!(std::fs::read(compiled).unwrap()[4..8], [1, 0, 0, 0]);
    let script = "
import boto3
client = boto3.client('dynamodb', region_name='us-east-1', aws_access_key_id='a',
                      aws_secret_access_key='b')
print(boto3.__version__, client.meta.service_model.service_name)
";
    let program =
        sandbox::launch::Program::new(&interpreter.path, std::time::Duration::from_mins(1))
            .env("PYTHONPATH", &site)
            .args(["-B", "-c", script]);
    let told = sandbox::launch::run(program).await.unwrap();
    let said = String::from_utf8_lossy(&told.stdout);
    assert!(said.ends_with(" dynamodb\n"), "{said} {}", told.stderr_text());

    // Where it cannot be kept it cannot be had, and functions go on without it.
    let cache = tempfile::tempdir().unwrap();
    std::fs::write(cache.path().join("boto3"), "in the way").unwrap();
    let without =
        crate::runtimes(cache.path(), &search()).prepare(&identifier, false).await.unwrap();
    assert!(matches!(without, Runtime::Python { boto3: None, .. }), "{without:?}");
}
