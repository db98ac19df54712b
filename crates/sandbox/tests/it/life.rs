//! Starts, ends, and what is left after them.

use super::*;

#[tokio::test]
async fn with_its_program_everything_that_it_has_started_ends() {
    let place = Place::new("children");
    // In sessions of their own, deaf to signals, some of them orphans.
    let script = "trap '' HUP TERM; (setsid sleep 600 &) ; (sleep 600 &); echo started; exit 7";
    let (said, exit) = place.run(sh(script)).await;
    assert_eq!((said.lines().last(), exit), (Some("started"), code(7)));
    place.assert_clean();
}

#[tokio::test]
async fn a_program_that_ignores_every_signal_is_killed() {
    let place = Place::new("deaf");
    let script = "trap '' HUP INT TERM QUIT; echo ready; while :; do sleep 600; done";
    let mut sandbox = place.spawn(sh(script)).await;
    assert_eq!(byte(&mut reader(&mut sandbox)).await, b'r');
    sandbox.kill().unwrap();
    assert_eq!(sandbox.exited().await, signal(9));
    assert_eq!(members("deaf"), Vec::<i32>::new());
    sandbox.destroy().await.unwrap();
    place.assert_clean();
}

#[tokio::test]
async fn what_is_being_killed_is_not_frozen_any_more() {
    let place = Place::new("dying");
    // Many processes, so that their death takes a moment.
    let script =
        "for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do sleep 600 & done; echo r; wait";
    for _ in 0..20 {
        let mut sandbox = place.spawn(sh(script)).await;
        assert_eq!(byte(&mut reader(&mut sandbox)).await, b'r');
        sandbox.freeze().unwrap();
        sandbox.kill().unwrap();
        sandbox.freeze().unwrap_err();
        let dead = async {
            assert_eq!(sandbox.exited().await, signal(9));
            sandbox.destroy().await.unwrap();
        };
        tokio::select! {
            () = dead => {}
            () = task::Clock::sleep_real(Duration::from_secs(20)) => panic!("it stands still"),
        }
    }
    place.assert_clean();
}

#[tokio::test]
async fn the_death_of_a_program_is_told_as_it_was() {
    let place = Place::new("death");
    let cases = [
        ("exit 0", code(0)),
        ("exit 255", code(255)),
        ("kill -9 $$", signal(9)),
        ("kill -6 $$", signal(6)),
        ("kill -15 $$", signal(15)),
        // The server ignores SIGPIPE; programs must not inherit that.
        ("kill -13 $$", signal(13)),
        // Process 1 is out of reach for the program.
        ("kill -9 1; kill -9 -1; exit 4", code(4)),
    ];
    for (script, expected) in cases {
        assert_eq!(place.run(sh(script)).await.1, expected, "{script}");
    }
    place.assert_clean();
}

#[tokio::test]
async fn what_a_forgotten_server_left_is_swept_away() {
    let place = Place::new("swept");
    for script in ["sleep 600 & echo ready; wait", "echo ready; wait; exec sleep 600"] {
        let mut sandbox = place.spawn(sh(script)).await;
        assert_eq!(byte(&mut reader(&mut sandbox)).await, b'r');
        sandbox.freeze().unwrap();
        std::mem::forget(sandbox);
    }
    fs::write(place.dir.path().join("tmp-images/image-1-0"), "half").unwrap();
    assert_eq!((members("swept").len(), place.devices().len()), (5, 2));

    let trees = place.instance.host().cgroups().bases().len();
    let state = place.dir.path();
    let warden = warden::the_warden("swept").await;
    let (second, swept) = Instance::open(Host::probe(), "swept", state, Path::new(CACHE)).unwrap();
    // The old one would end what the new server starts.
    assert!(!warden::wardens("swept").contains(&warden));
    drop(second);
    assert_eq!((swept.sandboxes, swept.cgroups), (2, 2 * trees));
    place.assert_clean();
}

#[tokio::test]
async fn a_dropped_sandbox_gives_everything_back() {
    let place = Place::new("dropped");
    let mut sandbox = place.spawn(sh("sleep 600")).await;
    let mut words = reader(&mut sandbox);
    drop(sandbox);
    let all_gone = async {
        assert_eq!(words.read(&mut [0]).await.unwrap(), 0);
        while !place.groups().is_empty() {
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        () = all_gone => {}
        () = task::Clock::sleep_real(Duration::from_secs(20)) => panic!("it lives on"),
    }
    place.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_sandboxes_start_at_once() {
    let place = Place::new("many");
    let runs = (0..24).map(|number| {
        let spec = sh(&format!("echo {number} > /tmp/x; cat /tmp/x"));
        let instance = place.instance.clone();
        task::spawn(task::TaskKind::Worker, async move {
            let mut sandbox = Sandbox::spawn(&instance, spec).await.unwrap();
            let said = all(&mut sandbox).await;
            sandbox.destroy().await.unwrap();
            said
        })
    });
    for (number, run) in runs.collect::<Vec<_>>().into_iter().enumerate() {
        assert_eq!(run.await.unwrap().unwrap(), format!("{number}\n"));
    }
    place.assert_clean();
}

#[tokio::test]
async fn a_start_that_fails_says_at_what_and_leaves_nothing() {
    let place = Place::new("fails");
    let spawn = |spec| Sandbox::spawn(&place.instance, spec);

    let error = spawn(bare("/no/such/program", &[])).await.unwrap_err();
    let SpawnError::Program { program, source } = &error else { panic!("{error:?}") };
    assert_eq!(
        (program.as_path(), source.kind()),
        (Path::new("/no/such/program"), ErrorKind::NotFound)
    );

    let mut spec = sh("true");
    spec.binds = vec![Bind { source: "/no/such/dir".into(), target: "/opt".into() }];
    let error = spawn(spec).await.unwrap_err();
    let SpawnError::Step { step, .. } = &error else { panic!("{error:?}") };
    assert_eq!(step, "bind /no/such/dir at /opt");

    let foreign = place.dir.path().join("bootstrap");
    let mut head = fs::read("/bin/true").unwrap();
    head[18..20].copy_from_slice(&if cfg!(target_arch = "x86_64") { [183, 0] } else { [62, 0] });
    fs::write(&foreign, head).unwrap();
    fs::set_permissions(&foreign, PermissionsExt::from_mode(0o755)).unwrap();
    let machine = sandbox::elf::foreign(&foreign).unwrap();
    assert_eq!(
        machine.unwrap().to_string(),
        if cfg!(target_arch = "x86_64") { "arm64" } else { "x86_64" }
    );
    let mut spec = bare("/opt/bootstrap", &[]);
    spec.binds = vec![Bind { source: place.dir.path().to_owned(), target: "/opt".into() }];
    fs::set_permissions(place.dir.path(), PermissionsExt::from_mode(0o755)).unwrap();
    let error = spawn(spec).await.unwrap_err();
    let SpawnError::Program { source, .. } = &error else { panic!("{error:?}") };
    assert_eq!(source.to_string(), "Exec format error (os error 8)");

    for (program, dir) in [("sh", "/"), ("/bin/sh", "../etc"), ("/bin/\0sh", "/")] {
        let error = spawn(Spec { dir: dir.into(), ..bare(program, &[]) }).await.unwrap_err();
        assert!(matches!(error, SpawnError::Spec(_)), "{error:?}");
    }
    place.assert_clean();
}
