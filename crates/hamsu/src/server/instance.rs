//! What a running server leaves for others to find: pid and endpoint, and what a killed one left.

use std::path::{Path, PathBuf};

/// The files `pid` and `endpoint` of a data directory, taken away when the server stops.
#[derive(Debug)]
pub struct Marks {
    data: PathBuf,
}

impl Marks {
    /// Say that this process serves `data` at `endpoint`.
    pub fn leave(data: &Path, endpoint: &str) -> std::io::Result<Self> {
        write(&data.join("pid"), &format!("{}\n", std::process::id()))?;
        write(&data.join("endpoint"), &format!("{endpoint}\n"))?;
        Ok(Self { data: data.to_owned() })
    }
}

impl Drop for Marks {
    fn drop(&mut self) {
        for name in ["endpoint", "pid"] {
            let _ = std::fs::remove_file(self.data.join(name));
        }
    }
}

/// All of it or nothing, for whoever reads at this moment.
fn write(path: &Path, text: &str) -> std::io::Result<()> {
    let next = path.with_extension("new");
    std::fs::write(&next, text)?;
    std::fs::rename(&next, path)
}
