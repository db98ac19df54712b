//! The worker: makes sandboxes, and ends all of them when the server stops.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use fn_model::{Boxed, LogSink, RoleCredentials, StartError, Started, VersionSnapshot, Workers};
use sandbox::Instance;
use task::{Clock, Entropy, Gate};
use tokio::sync::watch;

use crate::life::{Handle, Life};

/// What a worker goes by.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where sandboxes are made.
    pub instance: Instance,
    /// `AWS_ENDPOINT_URL` inside functions.
    pub endpoint_url: String,
    /// How long INIT may take, in real time, before it is repeated within the first invocation.
    pub init_max: Duration,
}

impl Config {
    /// With AWS's limit on INIT: ten seconds.
    pub fn new(instance: Instance, endpoint_url: impl Into<String>) -> Self {
        Self { instance, endpoint_url: endpoint_url.into(), init_max: Duration::from_secs(10) }
    }
}

/// Starts sandboxes of functions on this machine. Cheap to clone.
#[derive(Clone)]
pub struct Worker {
    shop: Arc<Shop>,
    lives: Arc<Lives>,
}

/// What all sandboxes share.
pub(crate) struct Shop {
    pub instance: Instance,
    pub endpoint_url: String,
    pub init_max: Duration,
    pub logs: Arc<dyn LogSink>,
    pub credentials: Arc<dyn RoleCredentials>,
    pub clock: Clock,
    pub entropy: Entropy,
    /// Sandboxes that have been let go of and still have to die.
    pub ends: Gate,
    /// Lines that sandboxes wrote faster than they may.
    pub dropped_lines: Arc<AtomicU64>,
}

#[derive(Default)]
struct Lives {
    all: Mutex<Vec<Weak<Life>>>,
    starts: Gate,
    is_closing: watch::Sender<bool>,
}

impl Worker {
    /// A worker. The clock stamps log lines and says when credentials end; limits of INIT and of
    /// invocations are real time.
    pub fn new(
        config: Config,
        logs: Arc<dyn LogSink>,
        credentials: Arc<dyn RoleCredentials>,
        clock: Clock,
        entropy: Entropy,
    ) -> Self {
        let Config { instance, endpoint_url, init_max } = config;
        let shop = Shop {
            instance,
            endpoint_url,
            init_max,
            logs,
            credentials,
            clock,
            entropy,
            ends: Gate::default(),
            dropped_lines: Arc::default(),
        };
        Self { shop: Arc::new(shop), lives: Arc::default() }
    }

    /// Lines of output that were dropped because a sandbox wrote faster than it may.
    pub fn dropped_lines(&self) -> u64 {
        self.shop.dropped_lines.load(Ordering::Relaxed)
    }

    /// Start no more sandboxes and end all there are. Returns once nothing of them lives.
    pub async fn shutdown(&self) {
        self.lives.is_closing.send_replace(true);
        self.lives.starts.empty().await;
        let all = std::mem::take(&mut *self.lives.lock());
        let ends: Vec<_> = all
            .into_iter()
            .filter_map(|life| life.upgrade())
            .map(|life| task::spawn(task::TaskKind::Worker, async move { life.end().await }))
            .collect();
        for end in ends {
            // A panic in one of them has been logged.
            let _ = end.await;
        }
        self.shop.ends.empty().await;
    }
}

impl Lives {
    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Weak<Life>>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, life: &Arc<Life>) {
        let mut all = self.lock();
        all.retain(|life| life.strong_count() > 0);
        all.push(Arc::downgrade(life));
    }
}

impl Workers for Worker {
    fn start(&self, version: Arc<VersionSnapshot>) -> Boxed<Result<Started, StartError>> {
        let (shop, lives) = (Arc::clone(&self.shop), Arc::clone(&self.lives));
        Box::pin(async move {
            let _inside = lives.starts.enter();
            let mut closing = lives.is_closing.subscribe();
            if *closing.borrow() {
                return Err(StartError::Stopping);
            }
            let life = Life::new(shop, version)?;
            // From here on, whoever goes away takes the sandbox along.
            let handle = Handle(Arc::clone(&life));
            lives.add(&life);
            let started = tokio::select! {
                started = life.start() => Some(started),
                _ = closing.wait_for(|is_closing| *is_closing) => None,
            };
            let Some(started) = started else {
                life.end().await;
                return Err(StartError::Stopping);
            };
            let initialised = started?;
            Ok(Started { sandbox: Arc::new(handle), initialised })
        })
    }
}
