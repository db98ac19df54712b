//! Whose access key it is and what a principal may do: asked on every request, answered from
//! memory.
//!
//! What was read from the store is kept in a [`Cache`] that is good for one version of IAM: every
//! commit of this service writes one key (`state::transact`), and a cache is used only while that
//! key's version in the newest snapshot is the cache's. So what is answered is what is stored,
//! at the price of one look at one key, and of none while nothing at all is committed.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use arc_swap::ArcSwap;
use aws_auth::AuthError;
use aws_auth::policy::{Context, Policy, PolicyKind, Request, evaluate};
use aws_auth::principal::{Principal, PrincipalKind};
use aws_auth::session::{Session as TokenSession, SessionKey, SessionToken};
use aws_shape::Arn;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use service::{
    AssumableRole, AwsResult, Credential, Identities, Permissions, Platform, Roles, Session,
    SessionAsk,
};
use sha2::Sha256;
use store::{Scope, Snapshot, Version};

use crate::entity::{Entity, find, new_key_id};
use crate::sessions::Sessions;
use crate::state::{Grants, RoleRow, UserRow, changed_key, key_owner, last_change};
use crate::{ROOT_ACCOUNT, document, managed, policy};

/// The id in sessions of a role that did not exist when they began, which in dev mode they may.
/// No role ever has it: it is not base32.
pub const NO_ROLE_ID: &str = "AROA00000000000000000";

/// The credentials of the root of [`ROOT_ACCOUNT`].
#[derive(Clone)]
pub struct RootCredentials {
    /// `AKIA…`
    pub access_key: String,
    /// The secret access key.
    pub secret: String,
}

impl std::fmt::Debug for RootCredentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("RootCredentials").field(&self.access_key).finish()
    }
}

/// IAM of one server. Cheap to clone.
#[derive(Clone)]
pub struct Iam(Arc<Inner>);

struct Inner {
    platform: Arc<Platform>,
    session_key: SessionKey,
    /// Makes users' secret access keys.
    secrets: Hmac<Sha256>,
    root_key: Box<str>,
    root: Credential,
    changed_key: store::Key,
    cache: ArcSwap<Cache>,
    sessions: Sessions,
    nothing: Arc<Permissions>,
}

/// What was read of one version of IAM.
struct Cache {
    version: Option<Version>,
    /// A version of the store in which [`Cache::version`] was the newest of IAM.
    store_version: AtomicU64,
    /// By access key; of active ones.
    credentials: papaya::HashMap<Box<str>, Credential>,
    /// Roles and users by ARN.
    known: papaya::HashMap<Box<str>, Arc<Known>>,
    /// Customer managed policies by ARN.
    policies: papaya::HashMap<Box<str>, Arc<Policy>>,
}

/// A role or a user, ready to be asked.
struct Known {
    id: Arc<str>,
    permissions: Arc<Permissions>,
    role: Option<AssumableRole>,
}

impl Iam {
    /// IAM on the platform's store. `session_secret` (32 random bytes, the same at every start)
    /// makes session tokens and users' secret keys; without it, neither is of any use.
    pub fn open(platform: Arc<Platform>, session_secret: &[u8], root: RootCredentials) -> Self {
        let keyed = |key: &[u8]| -> Hmac<Sha256> {
            Hmac::new_from_slice(key).expect("HMAC takes keys of any length")
        };
        let label = b"hamsu user secret 1";
        let secrets = keyed(&keyed(session_secret).chain_update(label).finalize().into_bytes());
        let principal = Arc::new(Principal::root(ROOT_ACCOUNT, Some(&root.access_key)));
        Self(Arc::new(Inner {
            platform,
            session_key: SessionKey::new(session_secret),
            secrets,
            root_key: root.access_key.into(),
            root: Credential { principal, secret: root.secret.into() },
            changed_key: changed_key(),
            cache: ArcSwap::from_pointee(Cache::new(None, Version(0))),
            sessions: Sessions::new(),
            nothing: Arc::default(),
        }))
    }

    /// The secret of a user's access key: made of the key's id and the server's secret, so that
    /// none is stored. 40 characters.
    pub(crate) fn secret_of(&self, access_key: &str) -> String {
        let bytes = self.0.secrets.clone().chain_update(access_key).finalize().into_bytes();
        STANDARD.encode(&bytes[..30])
    }

    /// The access keys of an account's root.
    pub(crate) fn root_keys(&self, account: &str) -> impl Iterator<Item = &str> {
        (account == ROOT_ACCOUNT).then_some(&*self.0.root_key).into_iter()
    }

    /// The newest snapshot, and what is known of its IAM.
    fn current(&self) -> AwsResult<(Snapshot, Arc<Cache>)> {
        let snapshot = self.0.platform.store.snapshot();
        let cache = self.0.cache.load_full();
        let store_version = snapshot.version();
        if cache.store_version.load(Ordering::Relaxed) == store_version.0 {
            return Ok((snapshot, cache));
        }
        let version = last_change(&snapshot, &self.0.changed_key)?;
        if cache.version == version {
            cache.store_version.fetch_max(store_version.0, Ordering::Relaxed);
            return Ok((snapshot, cache));
        }
        let fresh = Arc::new(Cache::new(version, store_version));
        self.0.cache.store(Arc::clone(&fresh));
        Ok((snapshot, fresh))
    }

    /// The role or user `arn`, if it exists.
    fn known(&self, arn: &str) -> AwsResult<Option<Arc<Known>>> {
        let (snapshot, cache) = self.current()?;
        if let Some(known) = cache.known.pin().get(arn) {
            return Ok(Some(Arc::clone(known)));
        }
        let known = cache.read_known(&snapshot, arn)?.map(Arc::new);
        if let Some(known) = &known {
            cache.known.pin().insert(arn.into(), Arc::clone(known));
        }
        Ok(known)
    }

    fn user_credential(&self, access_key: &str) -> AwsResult<Option<Credential>> {
        let (snapshot, cache) = self.current()?;
        if let Some(credential) = cache.credentials.pin().get(access_key) {
            return Ok(Some(credential.clone()));
        }
        let Some(owner) = key_owner(&snapshot, access_key)? else { return Ok(None) };
        let scope = Scope::new(&*owner.account, "");
        let Some(user) = find::<UserRow>(&snapshot, &scope, &owner.user)? else { return Ok(None) };
        if !user.keys.iter().any(|key| key.id == access_key && key.active) {
            return Ok(None);
        }
        let principal =
            Principal::user(&owner.account, &user.path, &user.name, &user.id, access_key);
        let credential = Credential {
            principal: Arc::new(principal),
            secret: self.secret_of(access_key).into(),
        };
        cache.credentials.pin().insert(access_key.into(), credential.clone());
        Ok(Some(credential))
    }

    fn session_credential(
        &self,
        access_key: &str,
        token: &str,
        now_ms: i64,
    ) -> AwsResult<Result<Credential, AuthError>> {
        let open = match self.0.sessions.open(&self.0.session_key, access_key, token, now_ms) {
            Ok(open) => open,
            Err(error) => return Ok(Err(error)),
        };
        let lives = *open.role_id == *NO_ROLE_ID
            || self.known(&open.role_arn)?.is_some_and(|role| *role.id == *open.role_id);
        Ok(if lives { Ok(open.credential.clone()) } else { Err(AuthError::InvalidToken) })
    }

    fn mint(&self, role_arn: &str, role_id: &str, ask: &SessionAsk<'_>) -> Session {
        let expires_ms = ask.now_ms + i64::from(ask.lifetime_s) * 1_000;
        let session = TokenSession {
            access_key_id: new_key_id(&self.0.platform.entropy, "ASIA"),
            role_arn: role_arn.to_owned(),
            role_id: role_id.to_owned(),
            session_name: ask.name.to_owned(),
            issued_ms: ask.now_ms,
            expires_ms,
            policy: ask.policy.map(str::to_owned),
            policy_arns: Vec::new(),
        };
        let SessionToken { token, secret } = SessionToken::mint(&self.0.session_key, &session);
        Session { access_key: session.access_key_id, secret, token, expires_ms }
    }
}

impl Identities for Iam {
    fn credential(
        &self,
        access_key: &str,
        token: Option<&str>,
        now_ms: i64,
    ) -> AwsResult<Result<Credential, AuthError>> {
        if access_key.starts_with("ASIA") {
            let Some(token) = token else { return Ok(Err(AuthError::InvalidToken)) };
            return self.session_credential(access_key, token, now_ms);
        }
        if token.is_some() {
            return Ok(Err(AuthError::InvalidToken));
        }
        if *access_key == *self.0.root_key {
            return Ok(Ok(self.0.root.clone()));
        }
        Ok(self.user_credential(access_key)?.ok_or(AuthError::UnknownAccessKey))
    }

    fn former_session(&self, access_key: &str, token: &str) -> Option<Arc<Principal>> {
        let read = SessionToken::read(&self.0.session_key, token, access_key);
        read.ok().map(|(session, _)| Arc::new(session.principal()))
    }

    /// For a session's principal with an access key, the credential must have been asked for
    /// before: it is allowed nothing otherwise, for the policy that narrows it is in its token.
    fn permissions(&self, principal: &Principal) -> AwsResult<Arc<Permissions>> {
        let nothing = || Arc::clone(&self.0.nothing);
        match &principal.kind {
            // A root needs no policy; the others have none.
            PrincipalKind::Root | PrincipalKind::Service(_) | PrincipalKind::Anonymous => {
                Ok(nothing())
            }
            PrincipalKind::User { id, .. } => {
                let user = self.known(&principal.arn)?.filter(|user| user.id == *id);
                Ok(user.map_or_else(nothing, |user| Arc::clone(&user.permissions)))
            }
            PrincipalKind::AssumedRole { role_arn, role_id, .. } => {
                let Some(role) = self.known(role_arn)?.filter(|role| role.id == *role_id) else {
                    return Ok(nothing());
                };
                let Some(access_key) = &principal.access_key_id else {
                    return Ok(Arc::clone(&role.permissions));
                };
                Ok(match self.0.sessions.get(access_key) {
                    None => nothing(),
                    Some(open) if open.policies.is_empty() => Arc::clone(&role.permissions),
                    Some(open) => Arc::new(Permissions {
                        identity: role.permissions.identity.clone(),
                        session: open.policies.clone(),
                    }),
                })
            }
        }
    }

    fn role_trusts(&self, arn: &str, service: &str) -> AwsResult<bool> {
        let Some(role) = self.role(arn)? else { return Ok(false) };
        // The service acts for the role's own account.
        let account = aws_auth::principal::account_of(arn);
        let context = Context::new().with("aws:SourceAccount", account);
        let request = Request {
            principal: &Principal::service(service),
            action: "sts:AssumeRole",
            resource: arn,
            resource_account: None,
            context: &context,
            now_ms: self.0.platform.clock.now_ms(),
        };
        let none: &[Arc<Policy>] = &[];
        Ok(evaluate(&request, none, Some(&role.trust), none).is_allow())
    }

    fn assume(&self, arn: &str, session: &str, lifetime_s: u32, now_ms: i64) -> AwsResult<Session> {
        let role = self.role(arn)?;
        let id = role.as_ref().map_or(NO_ROLE_ID, |role| &*role.id);
        let ask = SessionAsk { name: session, lifetime_s, now_ms, policy: None };
        Ok(self.mint(arn, id, &ask))
    }
}

impl Roles for Iam {
    fn role(&self, arn: &str) -> AwsResult<Option<AssumableRole>> {
        Ok(self.known(arn)?.and_then(|known| known.role.clone()))
    }

    fn open_session(&self, role: &AssumableRole, ask: &SessionAsk<'_>) -> Session {
        self.mint(&role.arn, &role.id, ask)
    }
}

impl Cache {
    fn new(version: Option<Version>, store_version: Version) -> Self {
        Self {
            version,
            store_version: AtomicU64::new(store_version.0),
            credentials: papaya::HashMap::new(),
            known: papaya::HashMap::new(),
            policies: papaya::HashMap::new(),
        }
    }

    fn read_known(&self, snapshot: &Snapshot, arn: &str) -> AwsResult<Option<Known>> {
        let Ok(parsed) = Arn::parse(arn) else { return Ok(None) };
        if parsed.service != "iam" {
            return Ok(None);
        }
        let scope = Scope::new(parsed.account, "");
        if parsed.resource.starts_with("role/") {
            self.read_role(snapshot, &scope, arn, parsed.name())
        } else if parsed.resource.starts_with("user/") {
            self.read_user(snapshot, &scope, arn, parsed.name())
        } else {
            Ok(None)
        }
    }

    fn read_role(
        &self,
        snapshot: &Snapshot,
        scope: &Scope,
        arn: &str,
        name: &str,
    ) -> AwsResult<Option<Known>> {
        let row = find::<RoleRow>(snapshot, scope, name)?;
        let Some(row) = row.filter(|row| row.arn(&scope.account) == arn) else { return Ok(None) };
        let id: Arc<str> = row.id.as_str().into();
        let trust = document::reparse(&row.trust, PolicyKind::Trust, &format!("trust of {arn}"))?;
        let role = AssumableRole {
            arn: arn.into(),
            id: Arc::clone(&id),
            trust,
            session_s_max: row.session_s_max,
        };
        let permissions = self.read_permissions(snapshot, &scope.account, arn, &row.grants)?;
        Ok(Some(Known { id, permissions, role: Some(role) }))
    }

    fn read_user(
        &self,
        snapshot: &Snapshot,
        scope: &Scope,
        arn: &str,
        name: &str,
    ) -> AwsResult<Option<Known>> {
        let row = find::<UserRow>(snapshot, scope, name)?;
        let Some(row) = row.filter(|row| row.arn(&scope.account) == arn) else { return Ok(None) };
        let permissions = self.read_permissions(snapshot, &scope.account, arn, &row.grants)?;
        Ok(Some(Known { id: row.id.as_str().into(), permissions, role: None }))
    }

    fn read_permissions(
        &self,
        snapshot: &Snapshot,
        account: &str,
        arn: &str,
        grants: &Grants,
    ) -> AwsResult<Arc<Permissions>> {
        let mut identity = Vec::with_capacity(grants.inline.len() + grants.attached.len());
        for (name, document) in &grants.inline {
            let what = format!("policy {name} of {arn}");
            identity.push(document::reparse(document, PolicyKind::Identity, &what)?);
        }
        for attached in &grants.attached {
            identity.push(self.read_policy(snapshot, account, attached)?);
        }
        Ok(Arc::new(Permissions { identity, session: Vec::new() }))
    }

    fn read_policy(&self, snapshot: &Snapshot, account: &str, arn: &str) -> AwsResult<Arc<Policy>> {
        if let Some(managed) = managed::find(arn) {
            return managed.policy();
        }
        if let Some(policy) = self.policies.pin().get(arn) {
            return Ok(Arc::clone(policy));
        }
        // An attached policy cannot be deleted.
        let row = policy::find(snapshot, account, arn)?
            .ok_or_else(|| anyhow::anyhow!("{arn} is attached and does not exist"))?;
        let policy = document::reparse(&row.document, PolicyKind::Identity, arn)?;
        self.policies.pin().insert(arn.into(), Arc::clone(&policy));
        Ok(policy)
    }
}
