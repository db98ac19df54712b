//! A disk in memory that forgets what was not synced when its power is cut.
//!
//! It takes the place of the embedded engine below a `store::Store` and so tests the store's own
//! order of writes, syncs and answers. Of the writes since the last sync any subset survives a
//! cut; like a checksummed log, the engine then recovers those before the first that is lost.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use store::{
    Direction, Disk, Engine, EngineError, Range, ReadError, ScanIter, Seal, Version, View, Write,
};
use task::Entropy;

/// What the store did to the disk, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A batch up to this version was written.
    Written(Version),
    /// Every batch up to this version was synced.
    Synced(Version),
    /// This version was noted in the seal.
    SealWritten(Version),
    /// The seal was synced while it said this version.
    SealSynced(Version),
}

/// A disk whose power can be cut. Clones are the same disk.
#[derive(Clone, Debug)]
pub struct CrashDisk {
    platter: Arc<Mutex<Platter>>,
    released: Arc<Condvar>,
    entropy: Entropy,
}

#[derive(Debug)]
struct Platter {
    batches: Vec<Batch>,
    /// How many of the batches are synced.
    synced: usize,
    seal: Version,
    seal_synced: Version,
    /// Operations until the power fails.
    power: Option<u64>,
    free_bytes: u64,
    events: Vec<Event>,
    /// Syncs of the engine or the seal wait while set.
    held: bool,
    /// How many syncs wait.
    waiting: usize,
}

#[derive(Clone, Debug)]
struct Batch {
    last: Version,
    writes: Vec<Write>,
}

impl CrashDisk {
    /// An empty disk; `entropy` decides what a cut loses.
    pub fn new(entropy: Entropy) -> Self {
        let platter = Platter {
            batches: Vec::new(),
            synced: 0,
            seal: Version(0),
            seal_synced: Version(0),
            power: None,
            free_bytes: u64::MAX,
            events: Vec::new(),
            held: false,
            waiting: 0,
        };
        Self { platter: Arc::new(Mutex::new(platter)), released: Arc::default(), entropy }
    }

    /// Let the power fail at the operation after the next `operations`: that one may or may not
    /// happen, all later ones fail.
    pub fn cut_power_after(&self, operations: u64) {
        self.lock().power = Some(operations);
    }

    /// Whether the power has failed.
    pub fn is_dark(&self) -> bool {
        self.lock().power == Some(0)
    }

    /// Lose any subset of what was not synced, then work again. The disk must not be in use.
    pub fn restore_power(&self) {
        let mut platter = self.lock();
        let synced = platter.synced;
        let lost = (synced..platter.batches.len()).find(|_| self.entropy.below(2) == 0);
        if let Some(lost) = lost {
            platter.batches.truncate(lost);
        }
        platter.synced = platter.batches.len();
        if self.entropy.below(2) == 0 {
            platter.seal = platter.seal_synced;
        }
        platter.seal_synced = platter.seal;
        platter.power = None;
    }

    /// Pretend that so much space is free.
    pub fn set_free_bytes(&self, bytes: u64) {
        self.lock().free_bytes = bytes;
    }

    /// What has happened since the last call.
    pub fn take_events(&self) -> Vec<Event> {
        std::mem::take(&mut self.lock().events)
    }

    /// Let syncs wait until [`CrashDisk::release_syncs`].
    pub fn hold_syncs(&self) {
        self.lock().held = true;
    }

    /// Let waiting and later syncs go on.
    pub fn release_syncs(&self) {
        self.lock().held = false;
        self.released.notify_all();
    }

    /// Block until a sync waits.
    pub fn wait_for_a_held_sync(&self) {
        let platter = self.lock();
        drop(
            self.released
                .wait_while(platter, |platter| platter.waiting == 0)
                .unwrap_or_else(PoisonError::into_inner),
        );
    }

    fn lock(&self) -> MutexGuard<'_, Platter> {
        self.platter.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Perform one operation; `false` if the power failed before it.
    fn operate(&self, operation: impl FnOnce(&mut Platter) -> Event) -> bool {
        let mut platter = self.lock();
        let happens = match &mut platter.power {
            None => true,
            Some(0) => false,
            Some(left) => {
                *left -= 1;
                *left > 0 || self.entropy.below(2) == 0
            }
        };
        if happens {
            let event = operation(&mut platter);
            platter.events.push(event);
        }
        happens && platter.power != Some(0)
    }

    fn wait_if_held(&self) {
        let mut platter = self.lock();
        if !platter.held {
            return;
        }
        platter.waiting += 1;
        self.released.notify_all();
        let mut platter = self
            .released
            .wait_while(platter, |platter| platter.held)
            .unwrap_or_else(PoisonError::into_inner);
        platter.waiting -= 1;
    }
}

impl Disk for CrashDisk {
    fn open_seal(&self) -> Result<Box<dyn Seal>, EngineError> {
        let mut platter = self.lock();
        if platter.power == Some(0) {
            return Err(dark());
        }
        // A failed seal may have been written without its sync; reading it back makes it so.
        platter.seal_synced = platter.seal;
        Ok(Box::new(CrashSeal { disk: self.clone(), version: platter.seal }))
    }

    fn open_engine(
        &self,
        sealed: Version,
        drop_unsealed: bool,
    ) -> Result<Box<dyn Engine>, EngineError> {
        let mut platter = self.lock();
        if platter.power == Some(0) {
            return Err(dark());
        }
        if drop_unsealed {
            platter.batches.retain(|batch| batch.last <= sealed);
        }
        platter.synced = platter.batches.len();
        let version = platter.batches.last().map_or(Version(0), |batch| batch.last);
        if version < sealed {
            return Err(EngineError::Damaged {
                file: "crash disk".into(),
                detail: format!("it ends with version {version}, but {sealed} was sealed"),
            });
        }
        let mut rows = BTreeMap::new();
        for batch in &platter.batches {
            apply(&mut rows, &batch.writes);
        }
        drop(platter);
        Ok(Box::new(CrashEngine { disk: self.clone(), rows: Arc::new(rows), version }))
    }

    fn free_bytes(&self) -> io::Result<u64> {
        Ok(self.lock().free_bytes)
    }
}

fn dark() -> EngineError {
    EngineError::Failed("the power is out".to_owned())
}

fn apply(rows: &mut BTreeMap<Bytes, Bytes>, writes: &[Write]) {
    for write in writes {
        match write {
            Write::Put { key, value } => {
                rows.insert(key.clone(), value.clone());
            }
            Write::Delete { key } => {
                rows.remove(key);
            }
        }
    }
}

struct CrashEngine {
    disk: CrashDisk,
    rows: Arc<BTreeMap<Bytes, Bytes>>,
    version: Version,
}

impl Engine for CrashEngine {
    fn version(&self) -> Version {
        self.version
    }

    fn write(&mut self, last: Version, writes: Vec<Write>) -> Result<(), EngineError> {
        let batch = Batch { last, writes: writes.clone() };
        let written = self.disk.operate(|platter| {
            platter.batches.push(batch);
            Event::Written(last)
        });
        if !written {
            return Err(dark());
        }
        apply(Arc::make_mut(&mut self.rows), &writes);
        self.version = last;
        Ok(())
    }

    fn sync(&mut self) -> Result<(), EngineError> {
        self.disk.wait_if_held();
        let synced = self.disk.operate(|platter| {
            platter.synced = platter.batches.len();
            Event::Synced(self.version)
        });
        if synced { Ok(()) } else { Err(dark()) }
    }

    fn view(&self) -> Arc<dyn View> {
        Arc::new(CrashView(Arc::clone(&self.rows)))
    }
}

struct CrashView(Arc<BTreeMap<Bytes, Bytes>>);

impl View for CrashView {
    fn get(&self, key: &[u8]) -> Result<Option<Bytes>, ReadError> {
        Ok(self.0.get(key).cloned())
    }

    fn scan(&self, range: &Range, direction: Direction) -> ScanIter {
        let within = self.0.range(Bytes::copy_from_slice(&range.from)..);
        let within = within.take_while(|(key, _)| range.contains(key));
        let mut pairs: Vec<_> =
            within.map(|(key, value)| Ok((key.clone(), value.clone()))).collect();
        if direction == Direction::Backward {
            pairs.reverse();
        }
        Box::new(pairs.into_iter())
    }
}

struct CrashSeal {
    disk: CrashDisk,
    version: Version,
}

impl Seal for CrashSeal {
    fn sealed(&self) -> Version {
        self.version
    }

    fn write(&mut self, version: Version) -> io::Result<()> {
        let written = self.disk.operate(|platter| {
            platter.seal = version;
            Event::SealWritten(version)
        });
        if !written {
            return Err(io::Error::other("the power is out"));
        }
        self.version = version;
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        self.disk.wait_if_held();
        let synced = self.disk.operate(|platter| {
            platter.seal_synced = platter.seal;
            Event::SealSynced(platter.seal)
        });
        if synced { Ok(()) } else { Err(io::Error::other("the power is out")) }
    }
}
