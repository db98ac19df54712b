//! A server, put together. What stands here is order: what is opened before what, who is told of
//! whom, and the same backwards at the end.

mod cost;
mod events;
mod figures;
mod instance;
mod ledger;
mod local;
mod plain;
mod roles;
pub mod root;
mod targets;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use api_http::ApiHttp;
use bus::{Bus, Target, Targets};
use fn_assignment::{Assignment, Rules};
use fn_frontend::Frontend;
use fn_model::{FrontDoor, Functions, LogSink};
use fn_runtime::LocalRuntimes;
use fn_worker::Worker;
use gateway::{Gateway, Listening};
use sandbox::{Host, Instance, Tier};
use service::{AwsError, Identities, Mode, Platform, Registry};
use store::{Claim, OpenError, OpenOptions, ReadError, Store};
use svc_apigatewayv2::ApiGateway;
use svc_events::EventBridge;
use svc_iam::Iam;
use svc_lambda::{Lambda, Setup};
use svc_logs::{LogWriter, Logs};
use svc_sns::Sns;
use task::{Clock, Entropy, TaskKind};
use telemetry::Metrics;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::config::{Config, cache};
use crate::failure::{Failure, Outcome};
use instance::Marks;
use ledger::Ledger;
use local::{OnClock, Routes};
use root::{RootCredentials, Secrets};
use targets::Sender;

/// Calls under way at the end are given this long.
const GRACE: Duration = Duration::from_secs(30);
/// Bytes of request bodies that may be under way at once.
const BODY_BYTES: usize = 512 << 20;

/// A server at work.
pub struct Server {
    listening: Listening,
    marks: Marks,
    store: Store,
    bus: Bus,
    events: Arc<EventBridge>,
    assignment: Assignment,
    worker: Worker,
    log_writer: Arc<LogWriter>,
    ledger: Ledger,
    host: Host,
    mode: Mode,
    region: String,
}

impl Server {
    /// Open everything and begin to serve.
    pub async fn start(config: &Config) -> Outcome<Self> {
        let mode = config.mode()?;
        let address = config.listen()?;
        let region = config.text("region").to_owned();
        let listener = bind(address).await?;
        let endpoint = format!("http://{}", reachable(listener.local_addr()?));

        let clock = clock(config)?;
        let entropy = Entropy::system();
        let claim = Store::claim(&config.data).map_err(not_opened)?;
        // The store takes longest. What needs only its directory is done meanwhile.
        let opening = open_store(config, &clock, claim)?;
        let secrets = Secrets::open(&config.data, &entropy)?;
        let root = RootCredentials::open(&config.data, &entropy)?;
        let host = Host::probe();
        required_tier(config, &host)?;
        let instance = open_instance(config, &host, &entropy).await?;
        let store = opening.await?.map_err(not_opened)?;
        let platform = Arc::new(Platform {
            store: store.clone(),
            clock: clock.clone(),
            entropy: entropy.clone(),
            limits: config.limits(),
            pages: service::page::Sealer::new(secrets.pages),
        });
        let metrics = Metrics::default();

        let credentials =
            svc_iam::RootCredentials { access_key: root.access_key, secret: root.secret };
        let iam = Iam::open(Arc::clone(&platform), &secrets.sessions, credentials);
        let identities: Arc<dyn Identities> = Arc::new(iam.clone());
        let logs = Logs::new(Arc::clone(&platform));
        let decide = roles::log_decision(mode, &iam, &platform);
        let options = svc_logs::writer::WriterOptions::default();
        let log_writer = Arc::new(LogWriter::start(Arc::clone(&platform), decide, options));

        let worker = Worker::new(
            fn_worker::Config::new(instance, endpoint.clone()),
            Arc::clone(&log_writer) as Arc<dyn LogSink>,
            Arc::new(roles::ExecutionRoles { iam: iam.clone(), mode }),
            clock.clone(),
            entropy.clone(),
        );
        let rules = rules(config)?;
        let assignment = Assignment::new(Arc::new(worker.clone()), clock.clone(), rules);
        let ledger = Ledger::new(store.clone(), clock.clone(), &metrics);
        let frontend = Frontend::new(
            Arc::new(assignment.clone()),
            Arc::new(ledger.clone()),
            clock.clone(),
            entropy.clone(),
            &platform.limits,
        );
        let front: Arc<dyn FrontDoor> = Arc::new(frontend.clone());

        let late_bus = Arc::new(OnceLock::new());
        let runtimes = LocalRuntimes::new(crate::command::places()?);
        let damaged = |error: AwsError| at_start(&config.data, error.into_cause());
        let lambda = Lambda::open(Setup {
            platform: Arc::clone(&platform),
            code_cache: cache()?.join("code"),
            runtimes: Arc::new(runtimes),
            functions: Arc::new(frontend) as Arc<dyn Functions>,
            front: Arc::clone(&front),
            events: Arc::new(targets::Events { bus: Arc::clone(&late_bus), clock: clock.clone() }),
            identities: Arc::clone(&identities),
        })
        .map_err(damaged)?;
        let bus = open_bus(config, &platform, Arc::clone(&front)).await?;
        // Nobody can ask for it before this.
        let _ = late_bus.set(bus.clone());
        let events = EventBridge::open(Arc::clone(&platform), bus.clone()).map_err(damaged)?;

        let setup = api_http::Setup {
            front,
            egress: egress_client(config, mode)?,
            clock: clock.clone(),
            entropy: entropy.clone(),
        };
        let apis = ApiHttp::new(setup, &platform.limits, &metrics);
        let api_gateway =
            ApiGateway::open(Arc::clone(&platform), Arc::new(apis.clone())).map_err(damaged)?;

        let mut registry = Registry::default();
        registry.add(svc_lambda::service(&lambda));
        registry.add(svc_dynamodb::service(&platform));
        registry.add(svc_logs::service(Arc::clone(&logs)));
        registry.add(svc_events::service(Arc::clone(&events)));
        registry.add(svc_iam::service(iam.clone()));
        registry.add(svc_apigatewayv2::service(api_gateway));
        registry.add(svc_sts::service(Arc::new(iam)));
        let sns = Sns::open(Arc::clone(&platform), bus.clone(), &secrets.pages).map_err(damaged)?;
        registry.add(svc_sns::service(sns));
        let routes = Arc::new(Routes {
            clock: clock.clone(),
            metrics: metrics.clone(),
            metrics_token: config.text("metrics_token").to_owned(),
            tier: host.tier().name(),
            services: registry.services.iter().map(|service| service.schema.name).collect(),
            on_clock: on_clock(&events, &bus, &logs, &clock),
            packages: packages(lambda),
            bus: bus.clone(),
            ledger: ledger.clone(),
        });
        let gateway_config = gateway::Config {
            mode,
            region: region.clone(),
            hosts: config.text("hosts").split_whitespace().map(str::to_owned).collect(),
            body_bytes_in_flight: BODY_BYTES,
            audit_data: config.parsed("audit_data", "true or false")?,
        };
        let gateway = Gateway::new(
            registry,
            identities,
            platform,
            Arc::new(local::Shared(routes)),
            gateway_config,
            &metrics,
        );
        let gateway = Arc::new(gateway.with_plain(Arc::new(plain::Apis(apis))));
        let listening = gateway.listen(listener)?;
        let marks = Marks::leave(&config.data, &endpoint)?;
        figures::register(&metrics, &assignment, &worker, &log_writer, &bus);
        task::spawn(TaskKind::Reconciler, logs.run());
        ledger.start();
        bus.start();
        task::spawn(TaskKind::Reconciler, Arc::clone(&events).run());
        Ok(Self {
            listening,
            marks,
            store,
            bus,
            events,
            assignment,
            worker,
            log_writer,
            ledger,
            host,
            mode,
            region,
        })
    }

    /// `http://ADDR:PORT`.
    pub fn endpoint(&self) -> String {
        format!("http://{}", reachable(self.listening.address))
    }

    /// Who is let in.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// The region of requests that name none.
    pub fn region(&self) -> &str {
        &self.region
    }

    /// What the host can do.
    pub fn host(&self) -> &Host {
        &self.host
    }

    /// Finish what is under way, keep everything, end all sandboxes.
    pub async fn stop(self) {
        if !self.listening.finish(GRACE).await {
            tracing::warn!("calls were still under way after {GRACE:?}");
        }
        self.events.stop().await;
        tokio::select! {
            () = self.bus.stop() => {}
            () = Clock::sleep_real(Duration::from_secs(1)) => {}
        }
        self.assignment.shutdown(Duration::from_secs(1)).await;
        self.worker.shutdown().await;
        self.log_writer.flush().await;
        self.ledger.write().await;
        self.store.close().await;
        drop(self.marks);
    }
}

async fn bind(address: SocketAddr) -> Outcome<TcpListener> {
    TcpListener::bind(address).await.map_err(|error| {
        let hint = "another server may run there: `hamsu status` tells; --listen 127.0.0.1:0 takes any free port";
        Failure::new(format!("cannot listen on {address}: {error}")).hint(hint)
    })
}

/// An address that a client can connect to.
fn reachable(address: SocketAddr) -> SocketAddr {
    let mut address = address;
    if address.ip().is_unspecified() {
        address.set_ip(std::net::Ipv4Addr::LOCALHOST.into());
    }
    address
}

fn clock(config: &Config) -> Outcome<Clock> {
    match config.text("clock") {
        "system" => Ok(Clock::system()),
        "manual" => Ok(Clock::manual(Clock::real_ms())),
        _ => Err(config.wrong("clock", "system or manual")),
    }
}

fn open_store(
    config: &Config,
    clock: &Clock,
    claim: Claim,
) -> Outcome<JoinHandle<Result<Store, OpenError>>> {
    let min_free_mb: u64 = config.parsed("min_free_mb", "a number of megabytes")?;
    let mut options = OpenOptions::new(clock.clone());
    options.min_free_bytes = min_free_mb << 20;
    Ok(task::spawn_blocking(move || Store::open_claimed(claim, options)))
}

fn not_opened(error: OpenError) -> Failure {
    match &error {
        OpenError::Locked { .. } => {
            Failure::new(error.to_string()).hint("`hamsu down` stops the server that holds it")
        }
        _ => Failure::from(error),
    }
}

fn required_tier(config: &Config, host: &Host) -> Outcome<()> {
    let wanted = match config.text("require_sandbox") {
        "" => return Ok(()),
        "full" => Tier::Full,
        "contained" => Tier::Contained,
        _ => return Err(config.wrong("require_sandbox", "full or contained")),
    };
    if host.tier() >= wanted {
        return Ok(());
    }
    let (wanted, found) = (wanted.name(), host.tier().name());
    Err(Failure::new(format!(
        "this host gives the isolation tier {found}, and {wanted} is required"
    ))
    .hint("`hamsu doctor` says what is missing"))
}

/// What a read of the store at the start has met; damage is told as when the store is opened.
fn at_start(data: &Path, error: anyhow::Error) -> Failure {
    let error = match error.downcast::<store::AcquireError>() {
        Ok(store::AcquireError::Read(error)) => error.into(),
        Ok(error) => error.into(),
        Err(error) => error,
    };
    match error.downcast::<ReadError>() {
        Ok(ReadError::Damaged { file, detail }) => {
            OpenError::Damaged { dir: data.to_owned(), file, detail }.into()
        }
        Ok(error) => error.into(),
        Err(error) => error.into(),
    }
}

/// Who calls other servers for accounts. In dev this machine is one of them: that is where people
/// have theirs.
fn egress_client(config: &Config, mode: Mode) -> Outcome<egress::Client> {
    let loopback = match config.text("egress_loopback") {
        "" => mode == Mode::Dev,
        _ => config.parsed("egress_loopback", "true or false")?,
    };
    Ok(egress::Client::new(egress::Policy { loopback }))
}

/// The sandboxes' own corner of this machine; what a killed predecessor left is removed.
async fn open_instance(config: &Config, host: &Host, entropy: &Entropy) -> Outcome<Instance> {
    let id = root::instance_id(&config.data, entropy)?;
    let (state, cache, host) = (config.data.join("sandboxes"), cache()?, host.clone());
    std::fs::create_dir_all(&state)?;
    let opened = task::spawn_blocking(move || Instance::open(host, &id, &state, &cache)).await?;
    let (instance, swept) = opened?;
    if swept.sandboxes > 0 {
        tracing::info!(sandboxes = swept.sandboxes, "removed what a killed server left");
    }
    Ok(instance)
}

fn rules(config: &Config) -> Outcome<Rules> {
    let share: f64 = config.parsed("memory_share", "a number from 0 to 1")?;
    if !(0.0..=1.0).contains(&share) {
        return Err(config.wrong("memory_share", "a number from 0 to 1"));
    }
    let info = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let total_kb = info.lines().find_map(|line| {
        line.strip_prefix("MemTotal:")?.split_whitespace().next()?.parse::<u64>().ok()
    });
    let total_mb = total_kb.unwrap_or(4 << 20) / 1_024;
    let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let mut rules = Rules::new((total_mb as f64 * share) as u64, processors);
    rules.keep_alive = Duration::from_secs(config.parsed("keep_alive_s", "a number of seconds")?);
    Ok(rules)
}

async fn open_bus(config: &Config, platform: &Platform, front: Arc<dyn FrontDoor>) -> Outcome<Bus> {
    let words = config.text("async_retry_s").split_whitespace();
    let pauses: Result<Vec<u64>, _> = words.map(str::parse).collect();
    let pauses = pauses.map_err(|_| config.wrong("async_retry_s", "numbers of seconds"))?;
    let retry_after = pauses.into_iter().map(Duration::from_secs).collect();
    let sns = Sender {
        kind: svc_sns::KIND,
        service: "sns.amazonaws.com",
        render: svc_sns::render,
        offers: |_| None,
    };
    let events = Sender {
        kind: svc_events::Attributes::KIND,
        service: svc_events::Attributes::SERVICE,
        render: |envelope| envelope.payload.clone(),
        offers: targets::retry_policy,
    };
    let senders = vec![sns, events];
    let functions: Arc<dyn Target> = Arc::new(targets::Functions { front, retry_after, senders });
    let targets: Targets = HashMap::from([("lambda", functions)]);
    let (store, clock) = (platform.store.clone(), platform.clock.clone());
    Bus::open(store, clock, platform.entropy.clone(), targets)
        .await
        .map_err(|error| at_start(&config.data, error.into()))
}

/// What follows the clock when it is moved by hand.
fn on_clock(events: &Arc<EventBridge>, bus: &Bus, logs: &Arc<Logs>, clock: &Clock) -> Vec<OnClock> {
    let (events, bus) = (Arc::clone(events), bus.clone());
    let (logs, clock) = (Arc::clone(logs), clock.clone());
    vec![
        Box::new(move || {
            let events = Arc::clone(&events);
            Box::pin(async move {
                if let Err(error) = events.fire_due().await {
                    tracing::warn!(%error, "rules could not fire and will");
                }
            })
        }),
        Box::new(move || {
            bus.pump_due();
            Box::pin(async {})
        }),
        Box::new(move || {
            let (logs, now_ms) = (Arc::clone(&logs), clock.now_ms());
            Box::pin(async move {
                if let Err(error) = logs.sweep(now_ms).await {
                    tracing::warn!(%error, "log events could not be swept");
                }
            })
        }),
    ]
}

fn packages(lambda: Lambda) -> local::Packages {
    Box::new(move |token| {
        let (lambda, token) = (lambda.clone(), token.to_owned());
        Box::pin(async move { svc_lambda::code_download(&lambda, &token, Clock::real_ms()).await })
    })
}
