//! A folder of the cache that is made once, by whoever comes first, in this process or another.

use std::fs::{self, File};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result};
use sandbox::launch::{Program, run};

/// A disk that takes longer has other worries.
const SYNC_TIME: Duration = Duration::from_mins(5);

/// Let `make` fill a new folder that becomes `place`, unless that is there already.
///
/// It appears at once and only when all of it is on the disk. Others that want the same wait; what
/// a killed one has left is removed.
pub(crate) async fn folder(
    place: &Path,
    make: impl AsyncFnOnce(&Path) -> Result<()>,
) -> Result<()> {
    if place.is_dir() {
        return Ok(());
    }
    let near = |end: &str| -> Result<_> {
        let name = place.file_name().context("a folder of the cache has a name")?;
        Ok(place.with_file_name(format!(".{}.{end}", name.to_string_lossy())))
    };
    let (draft, lock) = (near("draft")?, near("lock")?);
    let parent = place.parent().context("a folder of the cache has a parent")?;
    fs::create_dir_all(parent).with_context(|| format!("make {}", parent.display()))?;
    // Held until this returns; the kernel takes it from a process that dies.
    let _lock = task::spawn_blocking(move || {
        let file = File::create(&lock)?;
        file.lock().map(|()| file)
    })
    .await?
    .context("lock the cache")?;
    if place.is_dir() {
        return Ok(());
    }
    let _ = fs::remove_dir_all(&draft);
    fs::create_dir(&draft).with_context(|| format!("make {}", draft.display()))?;
    let made = async {
        make(&draft).await?;
        let sync = run(Program::new("sync", SYNC_TIME).arg("-f").arg(&draft)).await?;
        anyhow::ensure!(sync.success(), "sync failed: {}", sync.stderr_text());
        fs::rename(&draft, place).with_context(|| format!("make {}", place.display()))
    };
    let made = made.await;
    if made.is_err() {
        let _ = fs::remove_dir_all(&draft);
    }
    made
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[tokio::test]
    async fn of_many_that_want_a_folder_one_makes_it_and_all_have_it() {
        let dir = tempfile::tempdir().unwrap();
        let place = dir.path().join("deep/it");
        let count = Cell::new(0);
        let want = || {
            folder(&place, async |draft| {
                count.set(count.get() + 1);
                tokio::task::yield_now().await;
                fs::write(draft.join("file"), "all of it")?;
                Ok(())
            })
        };
        let (one, two, three) = tokio::join!(want(), want(), want());
        for made in [one, two, three, want().await] {
            made.unwrap();
        }
        assert_eq!(count.get(), 1);
        assert_eq!(fs::read_to_string(place.join("file")).unwrap(), "all of it");
    }

    #[tokio::test]
    async fn what_has_failed_leaves_nothing_and_can_be_tried_again() {
        let dir = tempfile::tempdir().unwrap();
        let place = dir.path().join("it");
        let failing = folder(&place, async |draft| {
            fs::write(draft.join("half"), "")?;
            anyhow::bail!("no network")
        });
        assert_eq!(failing.await.unwrap_err().to_string(), "no network");
        assert!(!place.exists() && !dir.path().join(".it.draft").exists());
        // As if one had been killed at it.
        fs::create_dir(dir.path().join(".it.draft")).unwrap();
        fs::write(dir.path().join(".it.draft/half"), "").unwrap();
        folder(&place, async |_| Ok(())).await.unwrap();
        assert_eq!(fs::read_dir(&place).unwrap().count(), 0, "half of something else is in it");
    }
}
