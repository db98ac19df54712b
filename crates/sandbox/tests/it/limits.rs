//! What holds a program: `/tmp`, memory, processes, standing still.

use super::*;

#[tokio::test]
async fn tmp_lies_on_disk_and_ends_at_its_size() {
    let place = Place::new("tmp");
    let (small, large) = (16, 128);
    let script = "head -c 1000000000 /dev/zero > /tmp/all; echo $(($(stat -c %s /tmp/all) >> 10))";
    let (said, exit) = place.run(Spec { tmp_mb: small, ..sh(script) }).await;
    assert!(said.contains("No space left on device"), "{said}");
    let kib: u64 = said.lines().last().unwrap().parse().unwrap();
    assert!((small * 1024..small * 1024 + 1024).contains(&kib), "{kib} KiB of {small} MB");
    assert_eq!(exit, code(0));

    // Four times as much as the memory that the program may use.
    let mut spec = sh("head -c 128000000 /dev/zero > /tmp/most && echo fits");
    spec.limits.memory_bytes = Some(32 << 20);
    spec.tmp_mb = large;
    assert_eq!(place.run(spec).await, ("fits\n".to_owned(), code(0)));
    place.assert_clean();
}

#[tokio::test]
async fn a_program_that_eats_memory_is_killed_alone() {
    let place = Place::new("memory");
    let mut neighbour = place.spawn(sh("echo ready; sleep 600")).await;
    let mut words = reader(&mut neighbour);
    assert_eq!(byte(&mut words).await, b'r');

    let mut spec = sh("exec tail /dev/zero");
    spec.limits.memory_bytes = Some(48 << 20);
    let bomb = place.spawn(spec).await;
    let exit = bomb.exited().await;
    assert_eq!(exit, Exit { outcome: Outcome::Signal(9), ran_out_of_memory: true });
    assert_eq!(bomb.oom_kills(), 1);
    let peak = bomb.memory_peak_bytes().unwrap();
    assert!((40 << 20..=48 << 20).contains(&peak), "{peak}");
    bomb.reset_memory_peak().unwrap();
    assert!(bomb.memory_peak_bytes().unwrap() < peak);
    bomb.destroy().await.unwrap();

    assert_eq!((neighbour.try_exited(), neighbour.oom_kills()), (None, 0));
    neighbour.destroy().await.unwrap();
    place.assert_clean();
}

#[tokio::test]
async fn a_fork_bomb_stops_at_the_limit() {
    let place = Place::new("forks");
    let script = "
import os, signal
made = 0
for _ in range(500):
    try:
        if os.fork() == 0:
            signal.pause()
        made += 1
    except BlockingIOError:
        pass
print(made, flush=True)
signal.pause()
";
    let mut spec = python(script);
    spec.limits.processes = Some(50);
    let mut sandbox = place.spawn(spec).await;
    let mut words = reader(&mut sandbox);
    let said = [byte(&mut words).await, byte(&mut words).await, byte(&mut words).await];
    // Init and the program itself count.
    assert_eq!(&said, b"48\n");
    assert_eq!(members("forks").len(), 50);
    sandbox.destroy().await.unwrap();
    sandbox.destroy().await.unwrap();
    place.assert_clean();
}

#[tokio::test]
async fn a_frozen_sandbox_stands_still_until_it_is_thawed() {
    let place = Place::new("frozen");
    stands_still(&place).await;
    place.assert_clean();
}

async fn stands_still(place: &Place) {
    let mut sandbox = place.spawn(sh("while :; do echo x; done")).await;
    let mut words = reader(&mut sandbox);
    byte(&mut words).await;
    sandbox.freeze().unwrap();
    let mut buffer = vec![0; 1 << 20];
    let drained = words.try_read(&mut buffer).unwrap();
    assert!(drained < buffer.len());
    // Another sandbox has time to start and end, this one to do nothing.
    assert_eq!(place.run(sh("echo")).await.1, code(0));
    assert_eq!(words.try_read(&mut buffer).unwrap_err().kind(), ErrorKind::WouldBlock);
    sandbox.thaw().unwrap();
    byte(&mut words).await;
    sandbox.freeze().unwrap();
    sandbox.kill().unwrap();
    assert_eq!(sandbox.exited().await, signal(9), "a frozen one cannot be killed");
    sandbox.destroy().await.unwrap();
}

#[tokio::test]
async fn groups_of_version_two_freeze_and_kill_as_well() {
    let places = ["/sys/fs/cgroup", "/sys/fs/cgroup/unified"].map(Path::new);
    let tree = places.into_iter().find(|tree| tree.join("cgroup.controllers").is_file());
    let Some(tree) = tree else { return };
    let own = fs::read_to_string("/proc/self/cgroup").unwrap();
    let own: String = own.lines().filter(|line| line.starts_with("0::")).collect();
    let groups = Cgroups::detect(tree, &own);
    assert!(matches!(groups, Cgroups::V2 { .. }), "{groups:?}");
    let place = Place::on(Host::with_cgroups(groups), "two");
    stands_still(&place).await;
    let mut sandbox = place.spawn(sh("sleep 600 & sleep 600")).await;
    drop(sandbox.take_stdout());
    assert!(members("two").contains(&sandbox.pid()), "not born in its group");
    sandbox.destroy().await.unwrap();
    place.assert_clean();
}
