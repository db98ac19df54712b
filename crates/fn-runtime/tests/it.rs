//! Runtimes on the real machine. Needs a Python from 3.10 to 3.14, one with pip, and root (one test
//! starts a sandbox). The first run in a target directory fetches boto3 through pip and Debian's
//! Python through apt, 40 MB; both are kept there.

#[path = "it/add.rs"]
mod add;
#[path = "it/answers.rs"]
mod answers;
#[path = "it/api.rs"]
mod api;
#[path = "it/errors.rs"]
mod errors;
#[path = "it/find.rs"]
mod find;
#[path = "it/surroundings.rs"]
mod surroundings;

use std::path::{Path, PathBuf};

use fn_runtime::{Interpreter, LocalRuntimes, Places};
use tokio::sync::OnceCell;

/// What was fetched or built is kept between runs, like other things that are built.
const CACHE: &str = env!("CARGO_TARGET_TMPDIR");

/// The search path of whoever runs the tests.
#[expect(clippy::disallowed_methods, reason = "tests look where the binary would")]
fn search() -> Vec<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).collect()
}

fn runtimes(cache: &Path, search: &[PathBuf]) -> LocalRuntimes {
    LocalRuntimes::new(Places { cache: cache.to_owned(), search: search.to_vec() })
}

/// Every Python of this machine that functions could use: `(version, interpreter)`.
async fn pythons() -> Vec<(String, Interpreter)> {
    // Shims are slow to ask.
    static FOUND: OnceCell<Vec<(String, Interpreter)>> = OnceCell::const_new();
    let find = || async {
        let cache = tempfile::tempdir().unwrap();
        let rows = runtimes(cache.path(), &search()).survey().await;
        let found = rows.into_iter().filter_map(|(identifier, _, interpreter)| {
            Some((identifier.strip_prefix("python")?.to_owned(), interpreter?))
        });
        found.collect()
    };
    let found = FOUND.get_or_init(find).await.clone();
    assert!(!found.is_empty(), "these tests need a Python from 3.10 to 3.14");
    found
}
