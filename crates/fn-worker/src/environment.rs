//! What a function's processes are started as: program, environment, mounts. Pure.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use fn_model::{Credentials, Runtime, VersionSnapshot};
use sandbox::Bind;

/// Where things lie inside.
const TASK: &str = "/var/task";
const RUNTIME: &str = "/var/runtime";
/// Packages that come with the runtime (boto3), behind the function's own on Python's path.
const SITE: &str = "/var/runtime/site";
/// Layers.
const OPT: &str = "/opt";
const BOOTSTRAP: &str = "/var/runtime/bootstrap.py";

/// What the environment tells beside the version.
pub(crate) struct Told<'a> {
    /// `HOST:PORT` of the Runtime API.
    pub runtime_api: &'a str,
    pub log_stream: &'a str,
    pub credentials: &'a Credentials,
    /// `AWS_ENDPOINT_URL`, unless the function sets its own.
    pub endpoint_url: &'a str,
}

/// A program and its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Command {
    pub program: PathBuf,
    pub args: Vec<OsString>,
}

/// The whole environment. A function's own variables give way to those that AWS reserves and go
/// before the others.
pub(crate) fn environment(version: &VersionSnapshot, told: &Told<'_>) -> Vec<(OsString, OsString)> {
    let (path, libraries) = match version.runtime {
        Runtime::Python { .. } => ("/var/lang/bin:", "/var/lang/lib:"),
        Runtime::Provided { .. } => ("", ""),
    };
    let path = format!("{path}/usr/local/bin:/usr/bin/:/bin:/opt/bin");
    let libraries =
        format!("{libraries}/lib64:/usr/lib64:{RUNTIME}:{RUNTIME}/lib:{TASK}:{TASK}/lib:/opt/lib");
    let mut env: BTreeMap<&str, &str> = BTreeMap::from([
        ("PATH", &*path),
        ("LD_LIBRARY_PATH", &libraries),
        ("LANG", "en_US.UTF-8"),
        ("TZ", ":UTC"),
        ("AWS_ENDPOINT_URL", told.endpoint_url),
        ("AWS_XRAY_CONTEXT_MISSING", "LOG_ERROR"),
    ]);
    env.extend(version.environment.iter().map(|(name, value)| (&**name, &**value)));
    let memory_mb = version.memory_mb.to_string();
    let execution = match &version.runtime {
        Runtime::Python { identifier, .. } => Some(format!("AWS_Lambda_{identifier}")),
        // AWS sets none for runtimes that bring their own.
        Runtime::Provided { .. } => None,
    };
    let credentials = told.credentials;
    env.extend([
        ("AWS_LAMBDA_FUNCTION_NAME", &*version.id.name),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", &memory_mb),
        ("AWS_LAMBDA_FUNCTION_VERSION", &version.version),
        ("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
        ("AWS_LAMBDA_LOG_GROUP_NAME", &version.log_group),
        ("AWS_LAMBDA_LOG_STREAM_NAME", told.log_stream),
        ("AWS_LAMBDA_RUNTIME_API", told.runtime_api),
        ("AWS_REGION", &version.id.region),
        ("AWS_DEFAULT_REGION", &version.id.region),
        ("AWS_ACCESS_KEY_ID", &credentials.access_key),
        ("AWS_SECRET_ACCESS_KEY", &credentials.secret),
        ("AWS_SESSION_TOKEN", &credentials.token),
        ("_HANDLER", &version.handler),
        ("LAMBDA_TASK_ROOT", TASK),
        ("LAMBDA_RUNTIME_DIR", RUNTIME),
    ]);
    for reserved in ["AWS_EXECUTION_ENV", "AWS_ACCESS_KEY", "_X_AMZN_TRACE_ID"] {
        env.remove(reserved);
    }
    if let Some(execution) = &execution {
        env.insert("AWS_EXECUTION_ENV", execution);
    }
    env.into_iter().map(|(name, value)| (name.into(), value.into())).collect()
}

/// What is started; or why there is nothing to start, in AWS's words.
pub(crate) fn command(version: &VersionSnapshot) -> Result<Command, String> {
    match &version.runtime {
        Runtime::Python { identifier, .. } => {
            let python = PathBuf::from(format!("/var/lang/bin/{identifier}"));
            let wrapper = version.environment.get("AWS_LAMBDA_EXEC_WRAPPER");
            Ok(match wrapper.filter(|wrapper| !wrapper.is_empty()) {
                None => Command { program: python, args: vec![BOOTSTRAP.into()] },
                // A script of the function's or a layer's that starts what it is given.
                Some(wrapper) => {
                    Command { program: wrapper.into(), args: vec![python.into(), BOOTSTRAP.into()] }
                }
            })
        }
        Runtime::Provided { .. } => {
            let places = [(Some(&version.code.dir), TASK), (version.opt.as_ref(), OPT)];
            // A link may point to what exists only inside, so it is not followed.
            let has = |dir: &PathBuf| {
                dir.join("bootstrap").symlink_metadata().is_ok_and(|meta| !meta.is_dir())
            };
            let found = places.iter().find(|(dir, _)| dir.is_some_and(has));
            let (_, dir) = found.ok_or_else(|| {
                format!("Couldn't find valid bootstrap(s): [{TASK}/bootstrap /opt/bootstrap]")
            })?;
            Ok(Command { program: Path::new(dir).join("bootstrap"), args: Vec::new() })
        }
    }
}

/// What is mounted read-only.
pub(crate) fn binds(version: &VersionSnapshot) -> Vec<Bind> {
    let mut binds = vec![Bind { source: version.code.dir.clone(), target: TASK.into() }];
    if let Some(opt) = &version.opt {
        binds.push(Bind { source: opt.clone(), target: OPT.into() });
    }
    if let Runtime::Python { boto3: Some(boto3), .. } = &version.runtime {
        binds.push(Bind { source: boto3.clone(), target: SITE.into() });
    }
    binds
}

/// The root directory of the runtime and its identifier.
pub(crate) fn runtime(version: &VersionSnapshot) -> (&Path, &str) {
    match &version.runtime {
        Runtime::Python { identifier, root, .. } | Runtime::Provided { identifier, root } => {
            (root, identifier)
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use fn_model::{CodeFiles, FunctionId, VersionState};

    pub(crate) fn version(runtime: Runtime, own: &[(&str, &str)]) -> VersionSnapshot {
        VersionSnapshot {
            id: FunctionId::new("000000000000", "eu-west-1", "f"),
            version: "7".to_owned(),
            build: 1,
            state: VersionState::Active,
            runtime,
            handler: "app.main".to_owned(),
            role: String::new(),
            memory_mb: 256,
            timeout_s: 3,
            ephemeral_mb: 512,
            environment: own.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect(),
            code: CodeFiles { dir: "/code".into(), sha256: String::new() },
            opt: None,
            log_group: "/aws/lambda/f".to_owned(),
        }
    }

    fn python() -> Runtime {
        let identifier = "python3.11".to_owned();
        Runtime::Python { identifier, root: "/root-dir".into(), boto3: Some("/boto3".into()) }
    }

    pub(crate) fn provided() -> Runtime {
        let identifier = "provided.al2023".to_owned();
        Runtime::Provided { identifier, root: "/nowhere".into() }
    }

    fn env(version: &VersionSnapshot) -> BTreeMap<String, String> {
        let credentials = Credentials {
            access_key: "ASIA".to_owned(),
            secret: "secret".to_owned(),
            token: "token".to_owned(),
            expires_ms: 0,
        };
        let told = Told {
            runtime_api: "127.0.0.1:9",
            log_stream: "stream",
            credentials: &credentials,
            endpoint_url: "http://127.0.0.1:4566",
        };
        let text = |it: OsString| it.into_string().unwrap();
        environment(version, &told).into_iter().map(|(n, v)| (text(n), text(v))).collect()
    }

    #[test]
    fn reserved_names_are_the_platforms_and_others_the_functions() {
        let own = [
            ("AWS_REGION", "moon"),
            ("_HANDLER", "x"),
            ("AWS_EXECUTION_ENV", "x"),
            ("_X_AMZN_TRACE_ID", "x"),
            ("AWS_LAMBDA_RUNTIME_API", "x"),
            ("TZ", "Asia/Seoul"),
            ("PATH", "/opt"),
            ("AWS_ENDPOINT_URL", "http://other"),
            ("OWN", "1"),
        ];
        let env = env(&version(provided(), &own));
        let check = |name: &str, wanted: Option<&str>| {
            assert_eq!(env.get(name).map(String::as_str), wanted, "{name}");
        };
        check("AWS_REGION", Some("eu-west-1"));
        check("_HANDLER", Some("app.main"));
        check("AWS_EXECUTION_ENV", None);
        check("_X_AMZN_TRACE_ID", None);
        check("AWS_LAMBDA_RUNTIME_API", Some("127.0.0.1:9"));
        check("TZ", Some("Asia/Seoul"));
        check("PATH", Some("/opt"));
        check("AWS_ENDPOINT_URL", Some("http://other"));
        check("OWN", Some("1"));
        check("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Some("256"));
        check("AWS_LAMBDA_FUNCTION_VERSION", Some("7"));
        check("AWS_SESSION_TOKEN", Some("token"));
    }

    #[test]
    fn python_is_started_with_its_bootstrap_and_through_a_wrapper() {
        let plain = version(python(), &[]);
        assert_eq!(env(&plain)["AWS_EXECUTION_ENV"], "AWS_Lambda_python3.11");
        assert!(env(&plain)["PATH"].starts_with("/var/lang/bin:"));
        let Command { program, args } = command(&plain).unwrap();
        assert_eq!(program, Path::new("/var/lang/bin/python3.11"));
        assert_eq!(args, ["/var/runtime/bootstrap.py"]);
        let targets: Vec<_> = binds(&plain).into_iter().map(|bind| bind.target).collect();
        assert_eq!(targets, [Path::new("/var/task"), Path::new("/var/runtime/site")]);

        let wrapped = version(python(), &[("AWS_LAMBDA_EXEC_WRAPPER", "/opt/wrap")]);
        let Command { program, args } = command(&wrapped).unwrap();
        assert_eq!(program, Path::new("/opt/wrap"));
        assert_eq!(args, ["/var/lang/bin/python3.11", "/var/runtime/bootstrap.py"]);
    }

    #[test]
    fn a_provided_runtime_needs_a_bootstrap_of_the_package_or_of_a_layer() {
        assert_eq!(
            command(&version(provided(), &[])).unwrap_err(),
            "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]"
        );
        let dir = tempfile::tempdir().unwrap();
        let mut layered = version(provided(), &[]);
        layered.opt = Some(dir.path().to_owned());
        assert!(command(&layered).is_err());
        // As a link to what is there only inside.
        std::os::unix::fs::symlink("/opt/bin/runtime", dir.path().join("bootstrap")).unwrap();
        assert_eq!(command(&layered).unwrap().program, Path::new("/opt/bootstrap"));
        let bound: Vec<_> = binds(&layered).into_iter().map(|bind| bind.target).collect();
        assert_eq!(bound, [Path::new("/var/task"), Path::new("/opt")]);
    }
}
