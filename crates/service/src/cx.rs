//! The context of one request.

use std::net::IpAddr;
use std::sync::Arc;

use aws_auth::principal::Principal;
use store::{Scope, Transaction, Version};

use crate::{AwsResult, Platform};

/// Who is let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Anybody on this machine, with any credentials.
    Dev,
    /// Who has a valid signature and is allowed by a policy.
    Enforce,
}

/// What a handler knows of the request besides its input.
#[derive(Clone, Debug)]
pub struct Cx {
    /// The request's id, as the answer names it.
    pub request_id: String,
    /// The caller's account and the region that it signed for.
    pub scope: Scope,
    /// Who is calling.
    pub principal: Arc<Principal>,
    /// Whether decisions of IAM are enforced.
    pub mode: Mode,
    /// How the caller reached us: `http://HOST:PORT`, for URLs in answers.
    pub endpoint: String,
    /// Where the caller is.
    pub source_ip: IpAddr,
    /// The trace header that the request came with.
    pub trace: Option<String>,
    /// What all services share.
    pub platform: Arc<Platform>,
}

impl Cx {
    /// Unix time in milliseconds by the platform's clock.
    pub fn now_ms(&self) -> i64 {
        self.platform.clock.now_ms()
    }

    /// The caller's account.
    pub fn account(&self) -> &str {
        &self.scope.account
    }

    /// The region that the caller signed for.
    pub fn region(&self) -> &str {
        &self.scope.region
    }

    /// The scope of what an account has once, whatever the region.
    pub fn global(&self) -> Scope {
        Scope::new(self.account(), "")
    }

    /// An ARN in this account and region.
    pub fn arn(&self, service: &str, resource: &str) -> String {
        format!("arn:aws:{service}:{}:{}:{resource}", self.region(), self.account())
    }

    /// The store as it is now.
    pub fn snapshot(&self) -> store::Snapshot {
        self.platform.store.snapshot()
    }

    /// Commit `tx`; durable when it returns.
    pub async fn commit(&self, tx: Transaction) -> AwsResult<Version> {
        Ok(self.platform.store.commit(tx).await?)
    }

    /// Load, decide and commit until no other commit comes in between: `attempt` makes the
    /// transaction and the answer from a snapshot. An empty transaction is not committed.
    pub async fn transact<T>(
        &self,
        attempt: impl FnMut(&store::Snapshot, &mut Transaction) -> AwsResult<T>,
    ) -> AwsResult<T> {
        self.platform.transact(attempt).await
    }
}
