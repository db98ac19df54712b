//! Sessions of roles that have signed a request here: their tokens opened, their policies read.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use aws_auth::AuthError;
use aws_auth::policy::{Policy, PolicyKind};
use aws_auth::session::{Session, SessionKey, SessionToken};
use service::Credential;

/// A session whose token was found good.
#[derive(Debug)]
pub(crate) struct Open {
    token: Box<str>,
    pub(crate) credential: Credential,
    pub(crate) role_arn: Box<str>,
    pub(crate) role_id: Box<str>,
    /// What the session was narrowed to; none if it was not.
    pub(crate) policies: Vec<Arc<Policy>>,
    expires_ms: i64,
}

/// Open sessions by access key. They stay until they expire: a request's policies are asked for
/// after its credential, and a session that could be forgotten between the two would lose the
/// policy that narrows it.
#[derive(Debug)]
pub(crate) struct Sessions {
    open: papaya::HashMap<Box<str>, Arc<Open>>,
    /// At this many, those that have expired are dropped.
    sweep_at: AtomicUsize,
}

const SWEEP_AT_MIN: usize = 1_024;

impl Sessions {
    pub(crate) fn new() -> Self {
        Self { open: papaya::HashMap::new(), sweep_at: AtomicUsize::new(SWEEP_AT_MIN) }
    }

    /// The session of `access_key` if its credential was asked for before.
    pub(crate) fn get(&self, access_key: &str) -> Option<Arc<Open>> {
        self.open.pin().get(access_key).cloned()
    }

    /// The session that `token` stands for.
    pub(crate) fn open(
        &self,
        key: &SessionKey,
        access_key: &str,
        token: &str,
        now_ms: i64,
    ) -> Result<Arc<Open>, AuthError> {
        if let Some(known) = self.get(access_key)
            && *known.token == *token
        {
            if now_ms < known.expires_ms {
                return Ok(known);
            }
            return Err(AuthError::ExpiredToken);
        }
        let (session, secret) = SessionToken::open(key, token, access_key, now_ms)?;
        let open = Arc::new(Open::new(&session, token, secret)?);
        self.sweep(now_ms);
        self.open.pin().insert(access_key.into(), Arc::clone(&open));
        Ok(open)
    }

    fn sweep(&self, now_ms: i64) {
        let open = self.open.pin();
        if open.len() >= self.sweep_at.load(Ordering::Relaxed) {
            open.retain(|_, session| now_ms < session.expires_ms);
            self.sweep_at.store((open.len() * 2).max(SWEEP_AT_MIN), Ordering::Relaxed);
        }
    }
}

impl Open {
    fn new(session: &Session, token: &str, secret: String) -> Result<Self, AuthError> {
        // None is handed out with those; one that has them means less than it would be given.
        if !session.policy_arns.is_empty() {
            return Err(AuthError::InvalidToken);
        }
        let policies = session
            .policy
            .iter()
            .map(|policy| Policy::parse(policy, PolicyKind::Identity).map(Arc::new))
            .collect::<Result<_, _>>()
            .map_err(|_| AuthError::InvalidToken)?;
        Ok(Self {
            token: token.into(),
            credential: Credential {
                principal: Arc::new(session.principal()),
                secret: secret.into(),
            },
            role_arn: session.role_arn.as_str().into(),
            role_id: session.role_id.as_str().into(),
            policies,
            expires_ms: session.expires_ms,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_are_dropped_once_they_have_expired_and_not_before() {
        let (sessions, key) = (Sessions::new(), SessionKey::new(b"key"));
        let open = |number: usize, expires_ms: i64, now_ms: i64| {
            let session = Session {
                access_key_id: format!("ASIA{number:016}"),
                role_arn: "arn:aws:iam::111111111111:role/r".to_owned(),
                role_id: "AROA".to_owned(),
                session_name: "s".to_owned(),
                issued_ms: 0,
                expires_ms,
                policy: None,
                policy_arns: Vec::new(),
            };
            let token = SessionToken::mint(&key, &session).token;
            sessions.open(&key, &session.access_key_id, &token, now_ms)
        };
        for number in 0..SWEEP_AT_MIN {
            open(number, if number == 0 { 10_000 } else { 1_000 }, 0).expect("open");
        }
        assert_eq!(sessions.open.len(), SWEEP_AT_MIN);
        open(SWEEP_AT_MIN, 10_000, 5_000).expect("open");
        assert_eq!(sessions.open.len(), 2);
        assert!(sessions.get("ASIA0000000000000000").is_some());
        assert!(matches!(open(0, 10_000, 10_000), Err(AuthError::ExpiredToken)));
    }
}
