//! Session tokens.

use aws_auth::AuthError;
use aws_auth::principal::PrincipalKind;
use aws_auth::session::{Session, SessionKey, SessionToken};

fn session() -> Session {
    Session {
        access_key_id: "ASIAIOSFODNN7EXAMPLE".to_owned(),
        role_arn: "arn:aws:iam::000000000000:role/path/fetch".to_owned(),
        role_id: "AROAIOSFODNN7EXAMPLE1".to_owned(),
        session_name: "run-1".to_owned(),
        issued_ms: 1_000,
        expires_ms: 3_601_000,
        policy: Some("{\"Version\":\"2012-10-17\",\"Statement\":[]}".to_owned()),
        policy_arns: vec!["arn:aws:iam::aws:policy/ReadOnlyAccess".to_owned(), String::new()],
    }
}

fn key() -> SessionKey {
    SessionKey::new(&[7; 32])
}

#[test]
fn a_token_opens_to_what_was_sealed() {
    let no_policy = Session { policy: None, policy_arns: Vec::new(), ..session() };
    for session in [session(), no_policy] {
        let minted = SessionToken::mint(&key(), &session);
        assert_eq!(minted.secret.len(), 40);
        let opened = SessionToken::open(&key(), &minted.token, &session.access_key_id, 1_000);
        assert_eq!(opened, Ok((session, minted.secret)));
    }
}

#[test]
fn a_token_ends_when_it_says() {
    let token = SessionToken::mint(&key(), &session()).token;
    let open = |now_ms| SessionToken::open(&key(), &token, "ASIAIOSFODNN7EXAMPLE", now_ms);
    assert!(open(3_600_999).is_ok());
    assert_eq!(open(3_601_000).unwrap_err(), AuthError::ExpiredToken);
}

#[test]
fn a_token_belongs_to_its_key_and_its_server() {
    let token = SessionToken::mint(&key(), &session()).token;
    let open = |key: &SessionKey, access_key| SessionToken::open(key, &token, access_key, 1_000);
    assert_eq!(open(&key(), "ASIAOTHER").unwrap_err(), AuthError::InvalidToken);
    let other = SessionKey::new(&[8; 32]);
    assert_eq!(open(&other, "ASIAIOSFODNN7EXAMPLE").unwrap_err(), AuthError::InvalidToken);
}

#[test]
fn no_character_of_a_token_can_be_changed() {
    let token = SessionToken::mint(&key(), &session()).token;
    for index in 0..token.len() {
        let mut bytes = token.clone().into_bytes();
        bytes[index] = if bytes[index] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(bytes).unwrap();
        let opened = SessionToken::open(&key(), &changed, "ASIAIOSFODNN7EXAMPLE", 1_000);
        assert_eq!(opened.unwrap_err(), AuthError::InvalidToken, "at {index}");
        let cut = SessionToken::open(&key(), &token[..index], "ASIAIOSFODNN7EXAMPLE", 1_000);
        assert_eq!(cut.unwrap_err(), AuthError::InvalidToken, "cut at {index}");
    }
    let long = token.repeat(100);
    let opened = SessionToken::open(&key(), &long, "ASIAIOSFODNN7EXAMPLE", 1_000);
    assert_eq!(opened.unwrap_err(), AuthError::InvalidToken);
}

#[test]
fn sessions_of_one_key_have_secrets_of_their_own_and_keep_them_out_of_the_token() {
    let first = SessionToken::mint(&key(), &session());
    let later = SessionToken::mint(&key(), &Session { issued_ms: 2_000, ..session() });
    assert_ne!(first.secret, later.secret);
    assert!(!first.token.contains(&first.secret));
    assert_eq!(format!("{:?}", key()), "SessionKey");
}

#[test]
fn the_principal_of_a_session_is_the_session_not_the_role() {
    let principal = session().principal();
    assert_eq!(&*principal.arn, "arn:aws:sts::000000000000:assumed-role/fetch/run-1");
    assert_eq!(principal.policy_arn(), "arn:aws:iam::000000000000:role/path/fetch");
    assert_eq!(principal.user_id(), "AROAIOSFODNN7EXAMPLE1:run-1");
    assert_eq!(&*principal.account, "000000000000");
    let PrincipalKind::AssumedRole { role_name, .. } = principal.kind else { panic!("a role") };
    assert_eq!(&*role_name, "fetch");
}
