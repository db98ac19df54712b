//! What a server leaves in its data directory for others to find: pid and endpoint.

use std::path::Path;

use rustix::process::{Pid, test_kill_process};

/// A server that runs.
#[derive(Clone, Debug)]
pub struct Running {
    /// Its process.
    pub pid: Pid,
    /// `http://ADDR:PORT`; empty while it starts.
    pub endpoint: String,
}

/// The server of `data`, if one runs.
pub fn running(data: &Path) -> Option<Running> {
    let text = std::fs::read_to_string(data.join("pid")).ok()?;
    let pid = Pid::from_raw(text.trim().parse().ok()?)?;
    if !is_alive(pid) {
        return None;
    }
    let endpoint = std::fs::read_to_string(data.join("endpoint")).unwrap_or_default();
    Some(Running { pid, endpoint: endpoint.trim().to_owned() })
}

/// Whether the process is there and is a hamsu.
pub fn is_alive(pid: Pid) -> bool {
    let name = std::fs::read_to_string(format!("/proc/{}/comm", pid.as_raw_nonzero()));
    test_kill_process(pid).is_ok() && name.is_ok_and(|name| name.trim() == "hamsu")
}
