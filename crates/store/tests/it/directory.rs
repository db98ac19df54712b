//! The data directory: its lock, its format, its fixture.

use store::OpenError;

use crate::{copy, get, open, put};

#[tokio::test]
async fn a_second_open_names_the_process_that_has_the_directory() {
    let dir = tempfile::tempdir().expect("directory");
    let store = open(dir.path()).expect("open");
    match open(dir.path()) {
        Err(OpenError::Locked { pid, .. }) => assert_eq!(pid, std::process::id()),
        other => panic!("{other:?}"),
    }
    store.close().await;
    open(dir.path()).expect("free again");
}

#[tokio::test]
async fn a_directory_of_a_newer_version_is_left_alone() {
    let dir = tempfile::tempdir().expect("directory");
    let store = open(dir.path()).expect("open");
    put(&store, "a", "1").await;
    store.close().await;
    let format = dir.path().join("format");
    let text = std::fs::read_to_string(&format).expect("read");
    std::fs::write(&format, text.replace("version 1", "version 2")).expect("write");
    match open(dir.path()) {
        Err(OpenError::Newer { found, .. }) => assert_eq!(found, 2),
        other => panic!("{other:?}"),
    }
    std::fs::write(&format, text).expect("write");
    assert_eq!(get(&open(dir.path()).expect("open"), "a").as_deref(), Some("1"));
}

#[tokio::test]
async fn a_missing_or_renamed_file_never_makes_an_empty_start() {
    let dir = tempfile::tempdir().expect("directory");
    let store = open(dir.path()).expect("open");
    put(&store, "a", "1").await;
    store.close().await;
    let engine = dir.path().join("engine");
    let journal = std::fs::read_dir(&engine)
        .expect("list")
        .map(|entry| entry.expect("entry").path())
        .find(|path| path.extension().is_some_and(|extension| extension == "jnl"))
        .expect("a journal");
    let mut paths = vec![dir.path().join("synced"), dir.path().join("format"), engine.clone()];
    paths.extend(["version", "keyspaces", "keyspaces/0", "keyspaces/1"].map(|p| engine.join(p)));
    paths.extend(["keyspaces/0/current", "keyspaces/1/current"].map(|p| engine.join(p)));
    paths.extend(["keyspaces/0/tables", "keyspaces/0/tables/0"].map(|p| engine.join(p)));
    paths.push(journal);
    for path in paths {
        let away = path.with_extension("away");
        std::fs::rename(&path, &away).expect("rename");
        match open(dir.path()) {
            Err(OpenError::Damaged { .. }) => {}
            other => panic!("{}: {other:?}", path.display()),
        }
        std::fs::rename(&away, &path).expect("rename back");
        let store = open(dir.path()).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(get(&store, "a").as_deref(), Some("1"), "{}", path.display());
        store.close().await;
    }
}

#[tokio::test]
async fn an_interrupted_first_start_is_begun_again() {
    let dir = tempfile::tempdir().expect("directory");
    let store = open(dir.path()).expect("open");
    store.close().await;
    std::fs::remove_file(dir.path().join("format")).expect("remove");
    std::fs::remove_file(dir.path().join("engine/version")).expect("remove");
    let store = open(dir.path()).expect("begin again");
    put(&store, "a", "1").await;
}

/// Every directory version ever written is opened by this program.
#[tokio::test]
async fn the_committed_directories_of_all_versions_open_with_all_their_rows() {
    let fixtures = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    for version in 1..=store::DIRECTORY_VERSION {
        let dir = tempfile::tempdir().expect("directory");
        copy(&fixtures.join(format!("v{version}")), dir.path());
        let store = open(dir.path()).unwrap_or_else(|error| panic!("v{version}: {error}"));
        for number in 0..10 {
            let expected = (number != 3).then(|| format!("1-{number}-").repeat(60));
            assert_eq!(get(&store, &format!("key{number}")), expected, "v{version} key{number}");
        }
        assert_eq!(store.version(), store::Version(22), "v{version}");
        let blob = store::BlobId::of(b"a blob of the fixture");
        assert_eq!(store.blobs().read(&blob).expect("read"), &b"a blob of the fixture"[..]);
        assert!(store.verify().is_clean(), "v{version}");
        put(&store, "key3", "again").await;
        store.close().await;
        let store = open(dir.path()).expect("open again");
        assert_eq!(get(&store, "key3").as_deref(), Some("again"), "v{version}");
    }
}
