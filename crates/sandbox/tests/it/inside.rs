//! What a program sees and may do inside.

use super::*;

#[tokio::test]
async fn every_python_of_the_machine_runs_with_its_standard_library() {
    let place = Place::new("python");
    let script = "
import asyncio, bz2, ctypes, decimal, getpass, hashlib, json, lzma, pwd, sqlite3, ssl, sys, uuid
import os, zlib, zoneinfo, multiprocessing, urllib.request
assert sys.prefix == sys.exec_prefix == '/var/lang', sys.prefix
assert sqlite3.connect(':memory:').execute('select 2').fetchone() == (2,)
assert ctypes.CDLL(None).getpid() == 2
assert len(ssl.create_default_context().get_ca_certs()) > 50
zoneinfo.ZoneInfo('Asia/Seoul')
print(json.dumps([sys.version_info[:2], os.getuid(), pwd.getpwuid(os.getuid()).pw_name]))
";
    let pythons = pythons();
    assert!(!pythons.is_empty(), "this test needs Python");
    for python in pythons {
        let root = RootFs::build(Path::new(CACHE), &RootSpec::python(&python)).unwrap();
        let name = python.file_name().unwrap().to_string_lossy().into_owned();
        let program = format!("/var/lang/bin/{name}");
        let (said, exit) = place.run(spec_in(root, &program, &["-c", script])).await;
        let version = name.strip_prefix("python").unwrap().replace('.', ", ");
        assert_eq!(said, format!("[[{version}], 993, \"sbx_user1051\"]\n"), "{name}");
        assert_eq!(exit, code(0));
    }
    place.assert_clean();
}

#[tokio::test]
async fn code_can_be_read_and_executed_but_not_changed() {
    let place = Place::new("code");
    // Closed to all users but its owner, as data directories are.
    let closed = place.dir.path().join("closed");
    let task = closed.join("task");
    fs::create_dir_all(&task).unwrap();
    fs::write(task.join("bootstrap"), "#!/bin/sh\necho from $PWD\n").unwrap();
    for path in [&task, &task.join("bootstrap")] {
        fs::set_permissions(path, PermissionsExt::from_mode(0o777)).unwrap();
    }
    fs::set_permissions(&closed, PermissionsExt::from_mode(0o700)).unwrap();
    let script = "
        ./bootstrap
        for place in / /var/task /var/task/bootstrap /opt /etc/passwd /usr/bin/sh /dev/shmx /proc/1
        do (echo x >> $place/new) 2>/dev/null && echo wrote below $place
           (echo x >> $place) 2>/dev/null && echo wrote $place
        done
        mount -o remount,rw / 2>/dev/null && echo remounted
        echo x > /tmp/mine && cat /tmp/mine && ls -A /tmp
    ";
    let mut spec = sh(script);
    spec.binds = vec![Bind { source: task.clone(), target: "/var/task".into() }];
    spec.dir = "/var/task".into();
    let (said, exit) = place.run(spec).await;
    assert_eq!(said, "from /var/task\nx\nmine\n");
    assert_eq!(exit, code(0));
    assert_eq!(fs::read_dir(&task).unwrap().count(), 1);
    place.assert_clean();
}

#[tokio::test]
async fn nothing_of_the_host_is_visible() {
    let place = Place::new("host");
    let secret = place.dir.path().join("secret");
    fs::write(&secret, "secret").unwrap();
    fs::set_permissions(&secret, PermissionsExt::from_mode(0o644)).unwrap();
    let script = format!(
        "cat {} /etc/shadow /root/.profile 2>/dev/null
         ls -A / | tr '\\n' ' '; echo
         ls -A /etc /root /home /var 2>/dev/null | grep -c -e shadow -e sudoers -e ssh
         ls /dev | tr '\\n' ' '; echo
         env | grep -v -e ^PWD= -e ^SHLVL= -e ^_=
         cat /proc/1/cmdline 2>&1
         ls -l /proc/self/fd | grep -v -e pipe: -e /dev/null -e /proc/ -e total",
        secret.display()
    );
    let (said, _) = place.run(sh(&script)).await;
    let expected = "bin dev etc home lib lib64 opt proc sbin tmp usr var \n0\n\
        fd full null random shm stderr stdin stdout urandom zero \n\
        PATH=/var/lang/bin:/usr/bin:/bin\n\
        cat: /proc/1/cmdline: No such file or directory\n";
    assert_eq!(said, expected);
    place.assert_clean();
}

#[tokio::test]
async fn a_program_has_no_capability_and_can_get_none() {
    let place = Place::new("caps");
    let script = "
        grep -e ^Cap -e ^NoNewPrivs -e ^Groups /proc/self/status | tr -s '\\t \\n' ' '; echo
        unshare -U true 2>&1 | grep -o -i -e 'no space' -e 'not permitted' -e 'not found'
        cat /proc/sys/user/max_user_namespaces
        id -u; id -g; hostname; ulimit -n; ulimit -c; ulimit -u
    ";
    let (said, _) = place.run(sh(script)).await;
    let none = "0000000000000000";
    let mut lines = said.lines();
    let status = format!(
        "Groups: CapInh: {none} CapPrm: {none} CapEff: {none} CapBnd: {none} CapAmb: {none} \
         NoNewPrivs: 1 "
    );
    assert_eq!(lines.next(), Some(&*status));
    let rest: Vec<&str> = lines.filter(|line| !line.to_lowercase().contains("no")).collect();
    assert_eq!(rest, ["0", "993", "990", "sandbox", "1024", "0", "64"]);

    // Init has put them off as well.
    let sandbox = place.spawn(sh("sleep 600")).await;
    let init = fs::read_to_string(pid_dir(sandbox.pid()).join("status")).unwrap();
    let words: Vec<&str> = init.split_whitespace().collect();
    for wanted in [["CapPrm:", none], ["CapEff:", none], ["CapBnd:", none], ["NoNewPrivs:", "1"]] {
        assert!(words.windows(2).any(|pair| pair == wanted), "{wanted:?} is not in {init}");
    }
    sandbox.destroy().await.unwrap();
    place.assert_clean();
}

#[tokio::test]
async fn two_sandboxes_neither_see_nor_signal_each_other() {
    let place = Place::new("two1");
    let mut one = place.spawn(sh("echo one > /tmp/file; echo ready; sleep 600")).await;
    assert_eq!(byte(&mut reader(&mut one)).await, b'r');
    let owner =
        |pid: i32| std::os::unix::fs::MetadataExt::uid(&fs::metadata(pid_dir(pid)).unwrap());
    let programs = |pid: i32| {
        let mut inside: Vec<i32> = members("two1").into_iter().filter(|it| *it != pid).collect();
        inside.sort_unstable();
        inside
    };
    let script = format!(
        "ls /tmp; for pid in {} {:?}; do kill -9 $pid 2>/dev/null && echo killed $pid; done
         kill -9 -1; set -- /proc/[0-9]*; echo $#; echo ready; sleep 600",
        one.pid(),
        programs(one.pid()).first().unwrap(),
    );
    let first = members("two1");
    let mut two = place.spawn(sh(&script)).await;
    let mut words = reader(&mut two);
    let mut said = String::new();
    while !said.ends_with("ready\n") {
        said.push(char::from(byte(&mut words).await));
    }
    // Itself; init is hidden.
    assert_eq!(said, "1\nready\n");
    assert_eq!(one.try_exited(), None);
    assert!(first.iter().all(|pid| members("two1").contains(pid)), "one has lost a process");
    let users: std::collections::BTreeSet<u32> =
        members("two1").into_iter().filter(|pid| !first.contains(pid)).map(owner).collect();
    assert!(first.iter().all(|pid| !users.contains(&owner(*pid)) || owner(*pid) == 0), "one user");
    one.destroy().await.unwrap();
    two.destroy().await.unwrap();
    place.assert_clean();
}

fn pid_dir(pid: i32) -> PathBuf {
    Path::new("/proc").join(pid.to_string())
}

#[tokio::test]
async fn a_program_gets_the_descriptors_that_it_was_given_and_no_others() {
    let place = Place::new("fds");
    let (ours, theirs) = std::os::unix::net::UnixStream::pair().unwrap();
    let mut spec = sh("ls /proc/self/fd | wc -l; echo hello >&3; echo error >&2");
    spec.fds = vec![theirs.into()];
    // One that somebody forgot to mark.
    let leak = fs::File::open("/etc/passwd").unwrap();
    rustix::io::fcntl_setfd(&leak, rustix::io::FdFlags::empty()).unwrap();
    let mut sandbox = place.spawn(spec).await;
    let mut errors = Receiver::from_owned_fd(sandbox.take_stderr().unwrap()).unwrap();
    // 0, 1, 2, 3 and the directory itself.
    assert_eq!(all(&mut sandbox).await, "5\n");
    let mut said = String::new();
    errors.read_to_string(&mut said).await.unwrap();
    assert_eq!(said, "error\n");
    said.clear();
    std::io::Read::read_to_string(&mut &ours, &mut said).unwrap();
    assert_eq!(said, "hello\n");
    sandbox.destroy().await.unwrap();
    place.assert_clean();
}
