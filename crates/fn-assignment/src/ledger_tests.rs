//! The ledger against a model, and its rules one by one.

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;

use fn_model::{CodeFiles, Runtime, VersionState};

use super::*;

pub(crate) fn version(name: &str, build: u64, memory_mb: u32) -> Arc<VersionSnapshot> {
    Arc::new(VersionSnapshot {
        id: FunctionId::new("000000000000", "us-east-1", name),
        version: "$LATEST".to_owned(),
        build,
        state: VersionState::Active,
        runtime: Runtime::Provided { identifier: "provided".to_owned(), root: PathBuf::new() },
        handler: String::new(),
        role: String::new(),
        memory_mb,
        timeout_s: 3,
        ephemeral_mb: 512,
        environment: BTreeMap::new(),
        code: CodeFiles { dir: PathBuf::new(), sha256: String::new() },
        opt: None,
        log_group: String::new(),
    })
}

fn rules(memory_mb_max: u64, starts_max: usize) -> Rules {
    Rules { starts_max, ..Rules::new(memory_mb_max, 1) }
}

/// A ledger with numbers for sandboxes and calls, and what it has ordered so far.
struct Desk {
    ledger: Ledger<u32, u32>,
    orders: Vec<Order<u32, u32>>,
    starts: Vec<PoolId>,
    given: Vec<(u32, Place<u32>)>,
    stopped: Vec<u32>,
    refused: Vec<(u32, InvokeError)>,
    stopping_mb: Vec<u64>,
    sandboxes: u32,
}

impl Desk {
    fn new(rules: Rules) -> Self {
        Self {
            ledger: Ledger::new(rules),
            orders: Vec::new(),
            starts: Vec::new(),
            given: Vec::new(),
            stopped: Vec::new(),
            refused: Vec::new(),
            stopping_mb: Vec::new(),
            sandboxes: 0,
        }
    }

    fn take(&mut self, orders: Orders<u32, u32>) {
        for order in orders {
            match order {
                Order::Give { waiter, place } => self.given.push((waiter, place)),
                Order::Refuse { waiter, error } => self.refused.push((waiter, error)),
                Order::Start { pool, .. } => self.starts.push(pool),
                Order::Stop { sandbox, memory_mb } => {
                    self.stopped.push(sandbox);
                    self.stopping_mb.push(memory_mb);
                }
                alarm @ Order::Alarm { .. } => self.orders.push(alarm),
            }
        }
    }

    /// A call; its number in the queue if it has to wait.
    fn call(&mut self, version: &Arc<VersionSnapshot>, lane: Lane, call: u32) -> Option<u64> {
        match self.ledger.arrive(version) {
            Ok(place) => {
                self.given.push((call, place));
                None
            }
            Err(Ok(pool)) => {
                let (number, orders) = self.ledger.wait(pool, lane, call, false, 0);
                self.take(orders);
                Some(number)
            }
            Err(Err(error)) => {
                self.refused.push((call, error));
                None
            }
        }
    }

    /// The oldest start has succeeded.
    fn started(&mut self) -> SandboxId {
        let pool = self.starts.remove(0);
        self.sandboxes += 1;
        let (id, orders) = self.ledger.started(pool, Ok((self.sandboxes, true)), 0, 0);
        self.take(orders);
        id.unwrap()
    }

    /// The oldest call that runs has ended.
    fn ended(&mut self, now_ms: i64) -> u32 {
        let (_, place) = self.given.remove(0);
        let orders = self.ledger.release(place.pool, place.id, true, now_ms, 0);
        self.take(orders);
        place.sandbox
    }

    fn all_stopped(&mut self) {
        for memory_mb in std::mem::take(&mut self.stopping_mb) {
            let orders = self.ledger.stopped(memory_mb, 0);
            self.take(orders);
        }
    }

    fn running(&self) -> Vec<(u32, u32)> {
        self.given.iter().map(|(call, place)| (*call, place.sandbox)).collect()
    }
}

#[test]
fn a_waiting_call_takes_the_first_sandbox_that_is_freed_or_started() {
    let mut desk = Desk::new(rules(10_000, 10));
    let f = version("f", 1, 128);
    desk.call(&f, Lane::Sync, 1);
    desk.started();
    desk.call(&f, Lane::Sync, 2);
    desk.call(&f, Lane::Sync, 3);
    assert_eq!(desk.starts.len(), 2);
    desk.ended(0);
    assert_eq!(desk.running(), [(2, 1)], "the freed one goes to the first that waits");
    desk.started();
    assert_eq!(desk.running(), [(2, 1), (3, 2)]);
    desk.started();
    assert_eq!(desk.ledger.counts().idle, 1, "the last start is kept for later");
    desk.call(&f, Lane::Sync, 4);
    assert_eq!(desk.running().last(), Some(&(4, 3)));
    assert_eq!(desk.ledger.counts().started, 3);
}

#[test]
fn the_most_recently_used_goes_first_and_the_oldest_ages() {
    let mut desk = Desk::new(rules(10_000, 10));
    let f = version("f", 1, 128);
    for call in 1..=3 {
        desk.call(&f, Lane::Sync, call);
    }
    for _ in 0..3 {
        desk.started();
    }
    assert_eq!(desk.ledger.sweep(500, 0).0, Some(600_500), "those that run will be idle one day");
    for now_ms in [1_000, 2_000, 3_000] {
        desk.ended(now_ms);
    }
    desk.call(&f, Lane::Sync, 4);
    assert_eq!(desk.running(), [(4, 3)]);
    assert_eq!(desk.ended(4_000), 3);
    let (next, orders) = desk.ledger.sweep(600_999, 0);
    desk.take(orders);
    assert_eq!((next, desk.stopped.len()), (Some(601_000), 0));
    let (next, orders) = desk.ledger.sweep(602_000, 0);
    desk.take(orders);
    assert_eq!((next, desk.stopped.clone()), (Some(604_000), vec![1, 2]));
}

#[test]
fn a_newer_build_ends_what_is_idle_and_keeps_nothing_of_the_older() {
    let mut desk = Desk::new(rules(10_000, 10));
    let (old, new) = (version("f", 1, 128), version("f", 2, 128));
    for call in [1, 2] {
        desk.call(&old, Lane::Sync, call);
    }
    desk.started();
    desk.started();
    desk.ended(0);
    let orders = desk.ledger.retire(&old.id, "$LATEST", 2);
    desk.take(orders);
    assert_eq!(desk.stopped, [1], "the idle one ends");
    assert_eq!(desk.running(), [(2, 2)], "the running one goes on");
    desk.call(&new, Lane::Sync, 3);
    desk.started();
    assert_eq!(desk.running(), [(2, 2), (3, 3)]);
    desk.ended(0);
    assert_eq!(desk.stopped, [1, 2], "it is not kept");
    // A call that was resolved before.
    desk.call(&old, Lane::Sync, 4);
    desk.started();
    assert_eq!(desk.running(), [(3, 3), (4, 4)]);
    desk.ended(0);
    desk.ended(0);
    assert_eq!(desk.stopped, [1, 2, 4]);
    let orders = desk.ledger.retire(&old.id, "1", u64::MAX);
    assert!(orders.is_empty(), "another version");
}

#[test]
fn over_the_budget_the_least_recently_used_goes_and_the_room_comes_with_its_end() {
    let mut desk = Desk::new(rules(300, 10));
    let all = ["a", "b", "c"].map(|name| version(name, 1, 100));
    for (call, version) in (1..).zip(&all) {
        desk.call(version, Lane::Sync, call);
        desk.started();
    }
    desk.ended(1);
    desk.ended(2);
    let large = version("large", 1, 150);
    desk.call(&large, Lane::Sync, 9);
    assert_eq!(desk.stopped, [1, 2], "both are needed");
    assert!(desk.starts.is_empty(), "before they are gone there is no room");
    desk.all_stopped();
    assert_eq!(desk.starts.len(), 1);
    assert_eq!(desk.ledger.counts().memory_mb, 250);

    let number = desk.call(&all[0], Lane::Sync, 10).unwrap();
    let pool = desk.ledger.pool_of(&all[0]);
    let left = desk.ledger.lose_patience(pool, number, 0);
    assert!(
        matches!(&left, Some(Patience::Leave(InvokeError::NoCapacity(why))) if why.contains("100 MB")),
        "{left:?}"
    );
    assert_eq!(desk.ledger.lose_patience(pool, number, 0), None, "it waits no longer");
    let pool = desk.starts[0];
    let number = desk.call(&large, Lane::Sync, 11).unwrap();
    assert!(matches!(desk.ledger.lose_patience(pool, number, 0), Some(Patience::Leave(_))));
    desk.call(&version("huge", 1, 301), Lane::Sync, 12);
    assert_eq!(desk.refused.len(), 1, "it never fits");
}

#[test]
fn a_flood_of_events_leaves_room_for_callers() {
    let mut desk = Desk::new(rules(1_000, 8));
    let f = version("f", 1, 100);
    for call in 0..50 {
        desk.call(&f, Lane::Async, call);
    }
    assert_eq!(desk.starts.len(), 6, "two places for starts are left");
    while !desk.starts.is_empty() {
        desk.started();
    }
    assert_eq!(desk.running().len(), 7, "a quarter of the memory is left");
    let g = version("g", 1, 200);
    desk.call(&g, Lane::Sync, 100);
    assert_eq!(desk.starts.len(), 1);
    desk.started();
    assert_eq!(desk.running().last(), Some(&(100, 8)));
}

#[test]
fn a_version_whose_init_fails_again_and_again_is_started_once_a_second() {
    let mut desk = Desk::new(rules(10_000, 10));
    let f = version("f", 1, 128);
    let fail = |desk: &mut Desk, uptime_ms| {
        let pool = desk.starts.remove(0);
        let (_, orders) = desk.ledger.started(pool, Ok((0, false)), 0, uptime_ms);
        desk.take(orders);
        let (_, place) = desk.given.remove(0);
        let orders = desk.ledger.release(place.pool, place.id, false, 0, uptime_ms);
        desk.take(orders);
        pool
    };
    for call in 0..3 {
        desk.call(&f, Lane::Sync, call);
        fail(&mut desk, 500);
    }
    desk.call(&f, Lane::Sync, 3);
    let number = desk.call(&f, Lane::Sync, 4).unwrap();
    assert!(desk.starts.is_empty(), "started at once");
    let Some(Order::Alarm { pool, after_ms: 1_500 }) = desk.orders.pop() else {
        panic!("{:?}", desk.orders)
    };
    assert!(matches!(desk.ledger.lose_patience(pool, number, 0), Some(Patience::Leave(_))));
    desk.call(&f, Lane::Sync, 5);
    let orders = desk.ledger.alarm(pool, 1_500);
    desk.take(orders);
    assert_eq!(desk.starts.len(), 1, "one, not one for each that waits");
    // A good one ends it.
    let (_, orders) = desk.ledger.started(pool, Ok((9, true)), 0, 2_500);
    desk.take(orders);
    assert_eq!(desk.running(), [(3, 9)]);
    assert_eq!(desk.starts.len(), 2);
}

#[test]
fn a_start_that_the_host_refuses_fails_one_call_and_gives_its_room_back() {
    let mut desk = Desk::new(rules(10_000, 10));
    let f = version("f", 1, 128);
    desk.call(&f, Lane::Sync, 1);
    let pool = desk.starts.remove(0);
    let refused = Err(StartError::Host("no loop device".to_owned()));
    let (id, orders) = desk.ledger.started(pool, refused, 0, 0);
    desk.take(orders);
    assert_eq!(id, None);
    assert_eq!(desk.refused, [(1, InvokeError::NoCapacity("no loop device".to_owned()))]);
    assert_eq!(desk.ledger.counts().memory_mb, 0);
    desk.call(&f, Lane::Sync, 2);
    let pool = desk.starts.remove(0);
    let refused = Err(StartError::Role("no such role".to_owned()));
    let (_, orders) = desk.ledger.started(pool, refused, 0, 0);
    desk.take(orders);
    assert_eq!(desk.refused[1], (2, InvokeError::Role("no such role".to_owned())));
}

#[test]
fn a_dead_idle_sandbox_is_given_to_nobody() {
    let mut desk = Desk::new(rules(10_000, 10));
    let f = version("f", 1, 128);
    desk.call(&f, Lane::Sync, 1);
    let id = desk.started();
    let pool = desk.given[0].1.pool;
    let orders = desk.ledger.unfit(pool, id);
    assert!(orders.is_empty(), "a running one is seen to when it is released");
    desk.ended(0);
    let orders = desk.ledger.unfit(pool, id);
    desk.take(orders);
    assert_eq!(desk.stopped, [1]);
    desk.all_stopped();
    assert_eq!(desk.ledger.counts(), Counts { started: 1, ..Counts::default() });
    desk.call(&f, Lane::Sync, 2);
    assert_eq!(desk.starts.len(), 1);
}

#[test]
fn a_closed_ledger_refuses_ends_the_idle_and_finally_everything() {
    let mut desk = Desk::new(rules(10_000, 1));
    let f = version("f", 1, 128);
    desk.call(&f, Lane::Sync, 1);
    desk.started();
    desk.call(&version("g", 1, 128), Lane::Sync, 2);
    desk.call(&f, Lane::Sync, 3);
    desk.ended(0);
    desk.ended(0);
    let orders = desk.ledger.close();
    desk.take(orders);
    assert_eq!(desk.stopped, [1]);
    desk.call(&f, Lane::Sync, 4);
    assert_eq!(desk.refused, [(4, InvokeError::Stopping)]);
    desk.started();
    assert_eq!(desk.running(), [(2, 2)], "who waits is still served");
    let orders = desk.ledger.abandon();
    desk.take(orders);
    assert_eq!(desk.stopped, [1, 2]);
    desk.ended(0);
    desk.all_stopped();
    assert_eq!(desk.ledger.counts().memory_mb, 128 * desk.starts.len() as u64);
}

/// Splitmix, for a walk that can be repeated.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z ^= z >> 27;
        (z % bound as u64) as usize
    }
}

/// Random walks: nothing is lost, nothing runs twice, the budget holds, and in the end everybody
/// has been served.
#[test]
fn random_walks_keep_the_rules() {
    for seed in 0..60 {
        let mut dice = Dice(seed);
        let mut desk = Desk::new(rules(1_000, 4));
        let versions: Vec<_> =
            (0..5).map(|at| version(&format!("f{at}"), 1, 100 + 40 * at)).collect();
        let (mut calls, mut done) = (0, 0);
        let mut peak = BTreeMap::<usize, (usize, usize)>::new();
        for step in 0..600 {
            match dice.below(5) {
                0 | 1 if step < 400 => {
                    let at = dice.below(versions.len());
                    let lane = if dice.below(2) == 0 { Lane::Sync } else { Lane::Async };
                    calls += 1;
                    peak.entry(at).or_default().0 += 1;
                    desk.call(&versions[at], lane, calls);
                }
                0..=2 if !desk.starts.is_empty() => {
                    desk.started();
                }
                3 if !desk.given.is_empty() => {
                    desk.ended(step);
                    done += 1;
                }
                _ => desk.all_stopped(),
            }
            check(&desk, &versions);
        }
        while desk.ledger.counts().waiting + desk.ledger.counts().running > 0 {
            while !desk.starts.is_empty() {
                desk.started();
            }
            while !desk.given.is_empty() {
                desk.ended(0);
                done += 1;
            }
            desk.all_stopped();
            check(&desk, &versions);
        }
        assert_eq!(done, calls, "seed {seed}: somebody was forgotten");
        assert!(desk.refused.is_empty());
        let (_, orders) = desk.ledger.sweep(i64::MAX, 0);
        desk.take(orders);
        desk.all_stopped();
        while !desk.starts.is_empty() {
            desk.started();
        }
        let (_, orders) = desk.ledger.sweep(i64::MAX, 0);
        desk.take(orders);
        desk.all_stopped();
        assert_eq!(desk.ledger.counts().memory_mb, 0, "seed {seed}: room was lost");
        assert!(desk.ledger.pools.is_empty() && desk.ledger.of_version.is_empty());
    }
}

fn check(desk: &Desk, versions: &[Arc<VersionSnapshot>]) {
    let ledger = &desk.ledger;
    let counts = ledger.counts();
    assert!(counts.memory_mb <= 1_000, "over the budget: {counts:?}");
    assert!(counts.starting <= 4);
    let busy: HashSet<u32> = desk.given.iter().map(|(_, place)| place.sandbox).collect();
    assert_eq!(busy.len(), desk.given.len(), "a sandbox has two events");
    assert_eq!(busy.len(), counts.running);
    let mut memory_mb: u64 = desk.stopping_mb.iter().sum();
    for pool in ledger.pools.values() {
        assert!(pool.idle.is_empty() || pool.waiting() == 0, "one waits beside an idle sandbox");
        assert!(pool.wants().is_none() || pool.is_hungry, "a wish is forgotten");
        let all = pool.idle.len() + pool.running.len() + pool.starting;
        memory_mb += all as u64 * pool.memory_mb();
    }
    assert_eq!(memory_mb, counts.memory_mb);
    assert!(ledger.pools.len() <= versions.len());
}
