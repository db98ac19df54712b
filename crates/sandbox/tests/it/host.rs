//! What the host lets us do, as root and as nobody.

use super::*;

#[test]
fn a_privileged_host_is_of_the_full_tier_and_says_what_it_shares() {
    let host = Host::probe();
    assert!(host.has_disk_tmp(), "{:?}", host.lacks());
    assert_eq!(host.tier(), Tier::Full, "{:?}", host.lacks());
    let lacks: Vec<_> = host.lacks().iter().map(|lack| lack.what).collect();
    assert_eq!(lacks, ["a network of its own"]);
}

#[test]
fn without_root_a_user_namespace_holds_and_what_is_missing_is_said() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    if !rustix::process::geteuid().is_root() {
        return runtime.block_on(as_nobody());
    }
    // Where nobody can read it.
    let dir = tempfile::tempdir().unwrap();
    fs::set_permissions(dir.path(), PermissionsExt::from_mode(0o777)).unwrap();
    let copy = dir.path().join("test");
    fs::copy(std::env::current_exe().unwrap(), &copy).unwrap();
    let program = Program::new("setpriv", Duration::from_mins(2))
        .args(["--reuid", "65534", "--regid", "65534", "--clear-groups"])
        .arg(&copy)
        .args(["--exact", "host::without_root_a_user_namespace_holds_and_what_is_missing_is_said"])
        .arg("--nocapture")
        .dir(dir.path())
        .env("TMPDIR", dir.path());
    let output = runtime.block_on(launch::run(program)).unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &output.stderr_text();
    assert!(output.success() && said.contains("1 passed"), "{said}");
}

async fn as_nobody() {
    let host = Host::probe();
    assert_eq!(host.tier(), Tier::Contained);
    let lacks: Vec<_> = host.lacks().iter().map(|lack| lack.what).collect();
    for what in ["a user of its own for each sandbox", "a /tmp on disk: it lies in memory"] {
        assert!(lacks.contains(&what), "{what} is not among {lacks:?}");
    }
    let dir = tempfile::tempdir().unwrap();
    let (instance, _) = Instance::open(host, "nobody", dir.path(), dir.path()).unwrap();
    let root = RootFs::build(dir.path(), &RootSpec::provided()).unwrap();
    let script = "
        id -un; ls -A /root /etc/shadow 2>/dev/null; echo x > /usr/x 2>/dev/null && echo wrote
        set -- /proc/[0-9]*; echo $#; grep CapEff /proc/self/status | tr -s '\\t' ' '
        head -c 100000000 /dev/zero > /tmp/all 2>/dev/null; echo $(($(stat -c %s /tmp/all) >> 20))
        cat /proc/sys/user/max_user_namespaces
        (setsid sleep 600 > /dev/null &); exit 5
    ";
    let mut sandbox =
        Sandbox::spawn(&instance, spec_in(root, "/bin/sh", &["-c", script])).await.unwrap();
    let said = all(&mut sandbox).await;
    assert_eq!(said, "sbx_user1051\n1\nCapEff: 0000000000000000\n16\n0\n");
    assert_eq!(sandbox.exited().await, code(5));
    sandbox.destroy().await.unwrap();
}
