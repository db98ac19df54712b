//! The tables that all services share, on a store in a directory of its own.

#[path = "it/idempotency.rs"]
mod idempotency;
#[path = "it/limits.rs"]
mod limits;
#[path = "it/page.rs"]
mod page;
#[path = "it/tags.rs"]
mod tags;

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use aws_auth::principal::Principal;
use service::page::Sealer;
use service::{Cx, Limits, Mode, Platform};
use store::{OpenOptions, Scope, Store};
use task::{Clock, Entropy};

const ACCOUNT: &str = "111111111111";
const REGION: &str = "eu-central-1";

struct World {
    platform: Arc<Platform>,
    _dir: tempfile::TempDir,
}

fn world() -> World {
    let dir = tempfile::tempdir().expect("a directory");
    let clock = Clock::manual(1_767_225_600_000);
    let platform = Arc::new(Platform {
        store: Store::open(dir.path(), OpenOptions::new(clock.clone())).expect("a store"),
        clock,
        entropy: Entropy::seeded(1),
        limits: Limits::default(),
        pages: Sealer::new([7; 32]),
    });
    World { platform, _dir: dir }
}

impl World {
    /// A request of the account's root.
    fn cx(&self) -> Cx {
        self.cx_in(ACCOUNT, REGION)
    }

    /// The same of another account, in another region.
    fn cx_in(&self, account: &str, region: &str) -> Cx {
        Cx {
            request_id: "id".to_owned(),
            scope: Scope::new(account, region),
            principal: Arc::new(Principal::root(account, None)),
            mode: Mode::Dev,
            endpoint: "http://127.0.0.1:4566".to_owned(),
            source_ip: IpAddr::V4(Ipv4Addr::LOCALHOST),
            trace: None,
            platform: Arc::clone(&self.platform),
        }
    }

    fn advance_ms(&self, by_ms: i64) {
        let clock = &self.platform.clock;
        clock.advance_to(clock.now_ms() + by_ms);
    }
}
