//! `cargo xtask docs`: the pages that are made from tables.

use std::fmt::Write as _;

use anyhow::{Result, bail};

use crate::model::listings;

/// Make the pages; with `check` say which are not current instead.
pub fn run(check: bool) -> Result<()> {
    let root = crate::root();
    let mut stale = Vec::new();
    for (name, text) in [("docs/coverage.md", coverage()?), ("docs/limits.md", limits())] {
        let path = root.join(name);
        if std::fs::read_to_string(&path).is_ok_and(|old| old == text) {
            continue;
        }
        if check {
            stale.push(name);
        } else {
            std::fs::write(&path, text)?;
            println!("made {name}");
        }
    }
    if !stale.is_empty() {
        bail!("not current: {}\nhint: cargo xtask docs", stale.join(", "));
    }
    Ok(())
}

fn coverage() -> Result<String> {
    let mut out = String::from(
        "# What is built\n\nMade by `cargo xtask docs` from `models/*.toml`. What is not listed is \
         refused with `NotImplementedException`, naming the operation or the member.\n",
    );
    for (_, listing) in listings(&crate::root())? {
        let count = listing.operations.len();
        let _ = writeln!(out, "\n## {} ({count} operations)\n", listing.title);
        for difference in &listing.differs {
            let _ = writeln!(out, "- Differs from AWS: {}.", difference.trim_end_matches('.'));
        }
        if !listing.differs.is_empty() {
            out.push('\n');
        }
        out.push_str("| operation | stored and returned, without effect | refused |\n");
        out.push_str("| --- | --- | --- |\n");
        for (name, listed) in &listing.operations {
            let refused: Vec<String> = listed
                .refused
                .iter()
                .map(|refused| match refused.split_once('=') {
                    Some((member, allowed)) => format!("{member} other than {allowed}"),
                    None => refused.clone(),
                })
                .collect();
            let _ =
                writeln!(out, "| {name} | {} | {} |", listed.inert.join(", "), refused.join(", "));
        }
    }
    Ok(out)
}

fn limits() -> String {
    let mut out = String::from(
        "# Limits\n\nMade by `cargo xtask docs`. AWS's defaults; `hamsu.toml` raises them:\n\n\
         ```toml\n[limits]\nlambda.concurrent_executions = 5000\n```\n\n\
         | limit | default | what it bounds |\n| --- | --- | --- |\n",
    );
    for limit in limits_table::ALL {
        let _ = writeln!(out, "| `{}` | {} | {} |", limit.name, limit.default, limit.about.trim());
    }
    out
}

/// The table itself, read where it stands: the tool does not link the services.
#[expect(dead_code, reason = "only the table is wanted")]
#[path = "../../crates/service/src/limits.rs"]
mod limits_table;
