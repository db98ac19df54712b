//! What invocations took, added up by hour, function, trigger and memory: the source of
//! `hamsu cost` and of the metrics of functions.
//!
//! Counted in memory where an invocation ends, written every few seconds: a kill may lose the
//! last of them, never an answer that was given.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use fn_model::{FunctionId, InitKind, Record, Records};
use serde::{Deserialize, Serialize};
use store::{ReadError, Scope, Snapshot, Store, Table, Transaction};
use task::{Clock, TaskKind};
use telemetry::{Counter, Family, Metrics};

use crate::prices::{Y2019, Y2026};

static LEDGER: Table<Sums> = Table::new("lambda-ledger", 1);

const HOUR_MS: i64 = 3_600_000;
/// How long hours are kept.
const KEPT_MS: i64 = 400 * 24 * HOUR_MS;
/// How often sums are written.
const WRITE_EVERY: Duration = Duration::from_secs(5);

/// What is added up under.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Line {
    function: FunctionId,
    trigger: &'static str,
    memory_mb: u32,
    hour_ms: i64,
}

/// Sums over invocations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    /// Invocations that ended.
    pub invocations: u64,
    /// Those that ended with a function error.
    pub errors: u64,
    /// Those for which a sandbox was started.
    pub cold: u64,
    /// Billed milliseconds, INIT included, in steps of 1 ms.
    pub billed_ms: u64,
    /// Billed milliseconds by the rules of 2019: steps of 100 ms, INIT free.
    pub billed_2019_ms: u64,
}

impl Sums {
    /// Add others to these.
    pub fn add(&mut self, other: &Self) {
        self.invocations += other.invocations;
        self.errors += other.errors;
        self.cold += other.cold;
        self.billed_ms += other.billed_ms;
        self.billed_2019_ms += other.billed_2019_ms;
    }

    fn of(record: &Record) -> Self {
        Self {
            invocations: 1,
            errors: u64::from(record.error_type.is_some()),
            cold: u64::from(record.init == InitKind::Cold),
            billed_ms: Y2026.billed_ms(record.duration_us, record.init_us),
            billed_2019_ms: Y2019.billed_ms(record.duration_us, record.init_us),
        }
    }
}

/// One line of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The function's name.
    pub function: String,
    /// What began the invocations.
    pub trigger: String,
    /// The functions' memory.
    pub memory_mb: u64,
    /// The sums.
    pub sums: Sums,
}

/// The ledger of one server. Clones share it.
#[derive(Clone)]
pub struct Ledger(Arc<Inner>);

struct Inner {
    store: Store,
    clock: Clock,
    open: Mutex<HashMap<Line, Sums>>,
    /// One writer at a time, so that what was read before a write is still there.
    writing: tokio::sync::Mutex<()>,
    shown: Shown,
}

type Labels = Vec<(&'static str, String)>;

/// The metrics.
#[derive(Default)]
struct Shown {
    invocations: Family<Labels, Counter>,
    errors: Family<Labels, Counter>,
    cold: Family<Labels, Counter>,
    billed_ms: Family<Labels, Counter>,
}

impl Records for Ledger {
    fn invoked(&self, function: &FunctionId, trigger: &'static str, record: &Record) {
        let line = Line {
            function: function.clone(),
            trigger,
            memory_mb: record.memory_mb,
            hour_ms: record.started_ms - record.started_ms.rem_euclid(HOUR_MS),
        };
        self.open().entry(line).or_default().add(&Sums::of(record));
    }
}

impl Ledger {
    /// The ledger in `store`.
    pub fn new(store: Store, clock: Clock, metrics: &Metrics) -> Self {
        let shown = Shown::default();
        for (name, help, family) in [
            ("invocations", "Invocations that ended", &shown.invocations),
            ("invocation_errors", "Invocations with a function error", &shown.errors),
            ("cold_starts", "Invocations for which a sandbox was started", &shown.cold),
            ("billed_milliseconds", "Billed milliseconds", &shown.billed_ms),
        ] {
            metrics.register(name, help, family.clone());
        }
        Self(Arc::new(Inner {
            store,
            clock,
            open: Mutex::default(),
            writing: tokio::sync::Mutex::new(()),
            shown,
        }))
    }

    /// Write now and then, for ever.
    pub fn start(&self) {
        let ledger = self.clone();
        task::spawn(TaskKind::Reconciler, async move {
            loop {
                Clock::sleep_real(WRITE_EVERY).await;
                ledger.write().await;
            }
        });
    }

    /// Write what has been added up. What cannot be written stays for the next time.
    pub async fn write(&self) {
        let _one = self.0.writing.lock().await;
        let taken = std::mem::take(&mut *self.open());
        if taken.is_empty() {
            return;
        }
        self.show(&taken);
        let written = match self.transaction(&taken) {
            Ok(tx) => self.0.store.commit(tx).await.map_err(|error| error.to_string()),
            Err(error) => Err(error),
        };
        if let Err(error) = written {
            tracing::warn!(error, "what invocations took could not be written");
            let mut open = self.open();
            for (line, sums) in taken {
                open.entry(line).or_default().add(&sums);
            }
        }
    }

    /// Everything since `since_ms`, in whole hours, by function, trigger and memory.
    pub async fn since(&self, scope: &Scope, since_ms: i64) -> Result<Vec<Entry>, ReadError> {
        self.write().await;
        let snapshot = self.0.store.snapshot();
        let all = LEDGER.prefix(scope, ());
        let first = LEDGER.key(scope, (since_ms - since_ms.rem_euclid(HOUR_MS),));
        let mut found: Vec<Entry> = Vec::new();
        for pair in LEDGER.scan_prefix(&snapshot, &all, Some(&first), usize::MAX) {
            let (key, sums) = pair?;
            let Some(entry) = entry(&key, sums.value) else { continue };
            let alike = |other: &&mut Entry| {
                (&other.function, &other.trigger, other.memory_mb)
                    == (&entry.function, &entry.trigger, entry.memory_mb)
            };
            match found.iter_mut().find(alike) {
                Some(other) => other.sums.add(&entry.sums),
                None => found.push(entry),
            }
        }
        Ok(found)
    }

    fn open(&self) -> MutexGuard<'_, HashMap<Line, Sums>> {
        self.0.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn transaction(&self, taken: &HashMap<Line, Sums>) -> Result<Transaction, String> {
        let snapshot = self.0.store.snapshot();
        let mut tx = Transaction::new();
        let mut scopes = BTreeSet::new();
        for (line, sums) in taken {
            let scope = Scope::new(&*line.function.account, &*line.function.region);
            let parts =
                (line.hour_ms, &*line.function.name, line.trigger, u64::from(line.memory_mb));
            let key = LEDGER.key(&scope, parts);
            let mut total = stored(&snapshot, &key)?;
            total.add(sums);
            LEDGER.put(&mut tx, &key, &total).map_err(|error| error.to_string())?;
            scopes.insert(scope);
        }
        for scope in scopes {
            let (first, kept) = (i64::MIN, self.0.clock.now_ms() - KEPT_MS);
            tx.delete_range(LEDGER.key(&scope, (first,)), LEDGER.key(&scope, (kept,)));
        }
        Ok(tx)
    }

    fn show(&self, taken: &HashMap<Line, Sums>) {
        for (line, sums) in taken {
            let labels: Labels = vec![
                ("account", line.function.account.to_string()),
                ("region", line.function.region.to_string()),
                ("function", line.function.name.to_string()),
                ("trigger", line.trigger.to_owned()),
            ];
            let Shown { invocations, errors, cold, billed_ms } = &self.0.shown;
            for (family, value) in [
                (invocations, sums.invocations),
                (errors, sums.errors),
                (cold, sums.cold),
                (billed_ms, sums.billed_ms),
            ] {
                family.get_or_create(&labels).inc_by(value);
            }
        }
    }
}

/// A row without its hour.
fn entry(key: &[u8], sums: Sums) -> Option<Entry> {
    let parts = store::parts_of(key)?;
    match &parts[parts.len().checked_sub(4)?..] {
        [_, function, trigger, memory] => Some(Entry {
            function: function.as_str()?.to_owned(),
            trigger: trigger.as_str()?.to_owned(),
            memory_mb: memory.as_u64()?,
            sums,
        }),
        _ => None,
    }
}

fn stored(snapshot: &Snapshot, key: &store::Key) -> Result<Sums, String> {
    let row = LEDGER.get(snapshot, key).map_err(|error| error.to_string())?;
    Ok(row.map(|row| row.value).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(started_ms: i64, duration_us: u64, init_us: u64) -> Record {
        Record {
            request_id: "r".to_owned(),
            started_ms,
            init: if init_us > 0 { InitKind::Cold } else { InitKind::Warm },
            init_us,
            duration_us,
            billed_ms: 0,
            memory_mb: 256,
            memory_peak_mb: 1,
            error_type: (duration_us == 666).then(|| "Unhandled".to_owned()),
        }
    }

    #[tokio::test]
    async fn invocations_are_added_up_by_hour_function_and_trigger_and_outlive_the_server() {
        let dir = tempfile::tempdir().unwrap();
        let now_ms = 500_000 * HOUR_MS;
        let clock = Clock::manual(now_ms);
        let store = Store::open(dir.path(), store::OpenOptions::new(clock.clone())).unwrap();
        let scope = Scope::new("000000000000", "us-east-1");
        let f = FunctionId::new("000000000000", "us-east-1", "f");
        let elsewhere = FunctionId::new("000000000000", "eu-west-1", "f");
        let metrics = Metrics::default();
        let ledger = Ledger::new(store.clone(), clock.clone(), &metrics);
        ledger.invoked(&f, "sns", &record(now_ms, 12_340, 280_100));
        ledger.invoked(&f, "direct", &record(now_ms, 666, 0));
        ledger.invoked(&f, "sns", &record(now_ms - 2 * HOUR_MS, 100_001, 0));
        ledger.invoked(&elsewhere, "sns", &record(now_ms, 1, 0));
        ledger.write().await;
        // A new server on the same store goes on where the old one ended.
        let ledger = Ledger::new(store, clock, &Metrics::default());
        ledger.invoked(&f, "sns", &record(now_ms + 1, 1_000, 0));
        let recent = ledger.since(&scope, now_ms + 5).await.unwrap();
        let line = |trigger: &str, sums| Entry {
            function: "f".to_owned(),
            trigger: trigger.to_owned(),
            memory_mb: 256,
            sums,
        };
        let direct = Sums { invocations: 1, errors: 1, cold: 0, billed_ms: 1, billed_2019_ms: 100 };
        let sns = Sums { invocations: 2, errors: 0, cold: 1, billed_ms: 294, billed_2019_ms: 200 };
        assert_eq!(recent, [line("direct", direct), line("sns", sns)]);
        let all = ledger.since(&scope, 0).await.unwrap();
        let sns = all.iter().find(|entry| entry.trigger == "sns").unwrap().sums;
        assert_eq!((sns.invocations, sns.billed_ms, sns.billed_2019_ms), (3, 395, 400));
        let text = metrics.text();
        assert!(text.contains("hamsu_invocations_total{"), "{text}");
        assert!(text.contains(r#"function="f",trigger="sns"} 2"#), "{text}");
    }
}
