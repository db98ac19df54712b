//! The power fails at every point of a firing in turn. Whatever was stored by then, each time a rule
//! is due becomes one event.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::{MINUTE, NOW, Server, event};

/// Operations of the disk until the power fails; a firing and its delivery take fewer.
const OPERATIONS: u64 = 14;

/// The ids of the events by the times that they are for, in deliveries that may repeat.
fn ids(server: &Server, seen: &mut BTreeMap<String, BTreeSet<String>>) {
    for envelope in server.received() {
        let event = event(&envelope);
        let text = |member: &str| event[member].as_str().unwrap().to_owned();
        seen.entry(text("time")).or_default().insert(text("id"));
    }
}

fn check(seen: &BTreeMap<String, BTreeSet<String>>, what: &str) {
    let told: Vec<_> = seen.iter().map(|(time, ids)| (&time[11..16], ids.len())).collect();
    assert_eq!(told[..3], [("00:01", 1), ("00:02", 1), ("00:03", 1)], "{what}");
    assert!(told.iter().all(|(_, events)| *events == 1), "{what} {told:?}");
}

#[tokio::test]
async fn a_firing_that_a_cut_interrupts_is_one_event_after_the_restart() {
    for round in 0..4 * OPERATIONS {
        let (server, mut seen) = (Server::with_seed(round).await, BTreeMap::new());
        server.rule("r", "rate(1 minute)").await;
        server.advance(MINUTE).await;
        server.disk.cut_power_after(round % OPERATIONS);
        server.platform.clock.advance_to(NOW + 2 * MINUTE);
        let cut = server.events.fire_due().await;
        for _ in 0..50 {
            tokio::task::yield_now().await;
        }
        let server = server.restart().await;
        server.advance(0).await;
        server.advance(MINUTE).await;
        ids(&server, &mut seen);
        check(&seen, &format!("{round} {cut:?}"));
    }
}

#[tokio::test]
async fn a_firing_whose_commit_failed_is_one_event_once_the_disk_works_again() {
    for round in 0..4 * OPERATIONS {
        let (server, mut seen) = (Server::with_seed(round).await, BTreeMap::new());
        server.rule("r", "rate(1 minute)").await;
        server.advance(MINUTE).await;
        server.disk.cut_power_after(round % OPERATIONS);
        server.platform.clock.advance_to(NOW + 2 * MINUTE);
        let cut = server.events.fire_due().await;
        server.disk.restore_power();
        let mut tries = 0;
        while server.events.fire_due().await.is_err() {
            tries += 1;
            assert!(tries < 1_000, "{round}: it does not recover");
        }
        // A delivery that could not be noted is repeated after a pause.
        while !server.bus.backlog(None).is_empty() {
            server.platform.clock.advance_to(server.platform.clock.now_ms() + 100);
            server.bus.pump_due();
            tokio::task::yield_now().await;
        }
        server.advance(MINUTE).await;
        ids(&server, &mut seen);
        check(&seen, &format!("{round} {cut:?}"));
    }
}
