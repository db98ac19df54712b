//! STS through its own table of operations, with roles that the test makes up.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, Mutex};

use aws_auth::policy::{Context, Decision, Policy, PolicyKind, Request, evaluate};
use aws_auth::principal::Principal;
use service::page::Sealer;
use service::{
    AssumableRole, AwsError, AwsResult, Call, Cx, Limits, Mode, Platform, Roles, Session,
    SessionAsk,
};
use store::{OpenOptions, Scope, Store};
use task::{Clock, Entropy};

const ROLE: &str = "arn:aws:iam::111111111111:role/jobs/worker";
const SHORT: &str = "arn:aws:iam::111111111111:role/short";

/// Two roles that trust the account 111111111111 and the user bob of 222222222222.
struct MadeUp {
    trust: Arc<Policy>,
    /// The sessions asked for: name, seconds, policy.
    asked: Mutex<Vec<(String, u32, Option<String>)>>,
}

impl Roles for MadeUp {
    fn role(&self, arn: &str) -> AwsResult<Option<AssumableRole>> {
        let session_s_max = match arn {
            ROLE => 7_200,
            SHORT => 3_600,
            _ => return Ok(None),
        };
        let trust = Arc::clone(&self.trust);
        Ok(Some(AssumableRole { arn: arn.into(), id: "AROAID".into(), trust, session_s_max }))
    }

    fn open_session(&self, role: &AssumableRole, ask: &SessionAsk<'_>) -> Session {
        assert!((Clock::real_ms() - ask.now_ms).abs() < 60_000, "sessions go by the real time");
        let asked = (ask.name.to_owned(), ask.lifetime_s, ask.policy.map(str::to_owned));
        self.asked.lock().expect("no panic").push(asked);
        Session {
            access_key: "ASIA".to_owned(),
            secret: "secret".to_owned(),
            token: role.arn.to_string(),
            expires_ms: 1_767_225_600_000,
        }
    }
}

struct World {
    platform: Arc<Platform>,
    roles: Arc<MadeUp>,
    service: service::AnyService,
    _dir: tempfile::TempDir,
}

fn world() -> World {
    world_that_trusts(
        r#"{"AWS":["arn:aws:iam::111111111111:root","arn:aws:iam::222222222222:user/bob"]}"#,
        "{}",
    )
}

fn world_that_trusts(principal: &str, condition: &str) -> World {
    let trust = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Principal":{principal},"Action":["sts:AssumeRole","sts:SetSourceIdentity"],"Condition":{condition}}}]}}"#
    );
    let trust = Policy::parse(&trust, PolicyKind::Trust).expect("a policy");
    let dir = tempfile::tempdir().expect("a directory");
    let clock = Clock::manual(0);
    let platform = Arc::new(Platform {
        store: Store::open(dir.path(), OpenOptions::new(clock.clone())).expect("a store"),
        clock,
        entropy: Entropy::seeded(1),
        limits: Limits::default(),
        pages: Sealer::new([1; 32]),
    });
    let roles = Arc::new(MadeUp { trust: Arc::new(trust), asked: Mutex::default() });
    let service = svc_sts::service(Arc::clone(&roles) as Arc<dyn Roles>);
    World { platform, roles, service, _dir: dir }
}

fn user(account: &str, name: &str) -> Principal {
    Principal::user(account, "/", name, "AIDAID", "AKIA")
}

struct NoHeaders;

impl aws_wire::Headers for NoHeaders {
    fn get(&self, _: &str) -> Option<&str> {
        None
    }

    fn each<'h>(&'h self, _: &mut dyn FnMut(&'h str, &'h str)) {}
}

impl World {
    fn cx(&self, principal: Principal) -> Arc<Cx> {
        Arc::new(Cx {
            request_id: "id".to_owned(),
            scope: Scope::new(&*principal.account, "us-east-1"),
            principal: Arc::new(principal),
            mode: Mode::Enforce,
            endpoint: "http://127.0.0.1:4566".to_owned(),
            source_ip: IpAddr::V4(Ipv4Addr::LOCALHOST),
            trace: None,
            platform: Arc::clone(&self.platform),
        })
    }

    fn call(&self, operation: &str, form: &str) -> Box<dyn Call> {
        let mut rows = self.service.rows.iter();
        let row = rows.find(|row| row.schema().name == operation).expect(operation);
        let request = aws_wire::Request {
            path: "/",
            query: form,
            headers: &NoHeaders,
            body: &aws_shape::Bytes::new(),
        };
        let mut call = None;
        let protocol = aws_shape::Protocol::AwsQuery;
        let checks =
            aws_wire::decode(protocol, row.schema(), &request, &Vec::new(), &mut |reader| {
                call = Some(row.read(reader)?);
                Ok(())
            });
        assert!(checks.unwrap_or_else(|error| panic!("{}", error.message)).is_empty(), "{form}");
        call.expect("a call")
    }

    /// The answer as XML, or code and message.
    async fn ask(
        &self,
        principal: Principal,
        operation: &str,
        form: &str,
    ) -> Result<String, (&'static str, String)> {
        let answered = self.call(operation, form).run(self.cx(principal)).await;
        let told = |error: AwsError| (error.shape().query_code, error.message().to_owned());
        let mut rows = self.service.rows.iter();
        let row = rows.find(|row| row.schema().name == operation).expect(operation);
        let answer = aws_wire::encode(
            aws_shape::Protocol::AwsQuery,
            self.service.schema,
            row.schema(),
            &*answered.map_err(told)?,
            "id",
        );
        Ok(String::from_utf8(answer.body.to_vec()).expect("text"))
    }

    /// Whether a caller with `identity` as its policy may, or why not.
    fn decide(&self, principal: &Principal, identity: &str, form: &str) -> Result<(), String> {
        let cx = self.cx(principal.clone());
        let identity = Policy::parse(identity, PolicyKind::Identity).map(Arc::new);
        let identity = [identity.expect("a policy")];
        for need in self.call("AssumeRole", form).needs(&cx).expect("needs") {
            let context = need
                .context
                .iter()
                .fold(Context::new(), |context, (key, value)| context.with(key, value.as_str()));
            let action = if need.action.is_empty() { "sts:AssumeRole" } else { &*need.action };
            let request = Request {
                principal,
                action,
                resource: &need.resource,
                resource_account: None,
                context: &context,
                now_ms: 0,
            };
            if let Decision::Deny(reason) =
                evaluate(&request, &identity, need.policy.as_deref(), &[])
            {
                return Err(reason.message(&request));
            }
        }
        Ok(())
    }
}

/// A document that allows `action` on everything.
fn allow(action: &str) -> String {
    format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Action":"{action}","Resource":"*"}}]}}"#
    )
}

#[tokio::test]
async fn everybody_is_told_who_it_is() {
    let world = world();
    let check = async |principal: Principal, account: &str, arn: &str, id: &str| {
        let xml = world.ask(principal, "GetCallerIdentity", "").await.expect("answered");
        for (name, value) in [("Account", account), ("Arn", arn), ("UserId", id)] {
            assert!(xml.contains(&format!("<{name}>{value}</{name}>")), "{name} in {xml}");
        }
    };
    let account = "111111111111";
    let root = Principal::root(account, None);
    check(root, account, "arn:aws:iam::111111111111:root", account).await;
    check(user(account, "ann"), account, "arn:aws:iam::111111111111:user/ann", "AIDAID").await;
    let session = Principal::assumed_role(ROLE, "AROAID", "job", None);
    let arn = "arn:aws:sts::111111111111:assumed-role/worker/job";
    check(session, account, arn, "AROAID:job").await;
    let nothing = world.call("GetCallerIdentity", "").needs(&world.cx(user(account, "ann")));
    assert!(nothing.expect("needs").is_empty());
}

#[tokio::test]
async fn a_session_is_handed_out_with_all_that_was_asked_for() {
    let world = world();
    let policy = allow("s3:Get*");
    let form = format!(
        "RoleArn={ROLE}&RoleSessionName=job&DurationSeconds=7200&SourceIdentity=ann&Policy={policy}"
    );
    let xml = world.ask(user("111111111111", "ann"), "AssumeRole", &form).await.expect("answered");
    for part in [
        "<Arn>arn:aws:sts::111111111111:assumed-role/worker/job</Arn>",
        "<AssumedRoleId>AROAID:job</AssumedRoleId>",
        "<AccessKeyId>ASIA</AccessKeyId>",
        "<SecretAccessKey>secret</SecretAccessKey>",
        "<Expiration>2026-01-01T00:00:00Z</Expiration>",
        "<SourceIdentity>ann</SourceIdentity>",
        "<PackedPolicySize>5</PackedPolicySize>",
    ] {
        assert!(xml.contains(part), "{part} in {xml}");
    }
    let plain = format!("RoleArn={SHORT}&RoleSessionName=plain");
    let xml = world.ask(user("111111111111", "ann"), "AssumeRole", &plain).await.expect("answered");
    assert!(!xml.contains("PackedPolicySize"), "{xml}");
    let asked = world.roles.asked.lock().expect("no panic");
    let expected = [("job".to_owned(), 7_200, Some(policy)), ("plain".to_owned(), 3_600, None)];
    assert_eq!(*asked, expected);
}

#[tokio::test]
async fn what_cannot_be_had_is_refused_in_the_words_of_aws() {
    let world = world();
    let ann = || user("111111111111", "ann");
    let chained = || Principal::assumed_role(SHORT, "AROAID", "first", None);
    let session = |role: &str, rest: &str| format!("RoleArn={role}&RoleSessionName=job{rest}");
    let long = allow(&format!("s3:{}", "G".repeat(2_048)));
    for (caller, form, code, text) in [
        (
            ann(),
            session("arn:aws:iam::111111111111:role/none", ""),
            "AccessDenied",
            "User: arn:aws:iam::111111111111:user/ann is not authorized to perform: \
             sts:AssumeRole on resource: arn:aws:iam::111111111111:role/none",
        ),
        (
            ann(),
            session("arn:aws:iam::111111111111:user/ann", ""),
            "ValidationError",
            "Request ARN is invalid",
        ),
        (
            ann(),
            session(SHORT, "&DurationSeconds=3601"),
            "ValidationError",
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
        ),
        (
            chained(),
            session(ROLE, "&DurationSeconds=3601"),
            "ValidationError",
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by \
             role chaining",
        ),
        (ann(), session(ROLE, "&Policy={"), "MalformedPolicyDocument", "Syntax errors in policy."),
        (
            ann(),
            session(ROLE, &format!("&Policy={long}")),
            "PackedPolicyTooLarge",
            "Serialized token too large for session",
        ),
    ] {
        let refused = world.ask(caller, "AssumeRole", &form).await.expect_err("refused");
        assert_eq!(refused, (code, text.to_owned()));
    }
    assert!(world.roles.asked.lock().expect("no panic").is_empty());
    world.ask(chained(), "AssumeRole", &session(ROLE, "")).await.expect("an hour is fine");
}

#[test]
fn the_trust_policy_and_the_caller_s_own_decide_who_may_assume_a_role() {
    let world = world();
    let form = format!("RoleArn={ROLE}&RoleSessionName=job");
    let (may, may_not) = (allow("sts:AssumeRole"), allow("s3:Get*"));
    let check = |principal: &Principal, identity: &str, reason: Option<&str>| {
        let reason = reason.map(|reason| {
            let arn = &principal.arn;
            format!(
                "User: {arn} is not authorized to perform: sts:AssumeRole on resource: {ROLE} \
                 because no {reason} allows the sts:AssumeRole action"
            )
        });
        assert_eq!(world.decide(principal, identity, &form).err(), reason);
    };
    let no_identity = Some("identity-based policy");
    let no_trust = Some("role trust policy");
    check(&user("111111111111", "ann"), &may, None);
    check(&user("111111111111", "ann"), &may_not, no_identity);
    // Across accounts both have to allow.
    check(&user("222222222222", "bob"), &may, None);
    check(&user("222222222222", "bob"), &may_not, no_identity);
    check(&user("222222222222", "eve"), &may, no_trust);
    check(&Principal::root("333333333333", None), &may, no_trust);
    check(&Principal::root("111111111111", None), &may_not, None);
}

#[test]
fn a_trust_policy_may_ask_for_an_external_id_and_a_source_identity() {
    let bob = r#"{"AWS":"arn:aws:iam::222222222222:user/bob"}"#;
    let may = allow("sts:*");
    let check = |condition: &str, rest: &str, allowed: bool| {
        let world = world_that_trusts(bob, condition);
        let form = format!("RoleArn={ROLE}&RoleSessionName=job{rest}");
        let decided = world.decide(&user("222222222222", "bob"), &may, &form);
        assert_eq!(decided.is_ok(), allowed, "{condition} {rest}: {decided:?}");
    };
    let external = r#"{"StringEquals":{"sts:ExternalId":"42"}}"#;
    check(external, "&ExternalId=42", true);
    check(external, "&ExternalId=43", false);
    check(external, "", false);
    let named = r#"{"StringEquals":{"sts:RoleSessionName":"job","sts:SourceIdentity":"bob"}}"#;
    check(named, "&SourceIdentity=bob", true);
    check(named, "&SourceIdentity=eve", false);
    // To carry a source identity is an action of its own.
    let world = world_that_trusts(bob, "{}");
    let form = format!("RoleArn={ROLE}&RoleSessionName=job&SourceIdentity=bob");
    let denied = world.decide(&user("222222222222", "bob"), &allow("sts:AssumeRole"), &form);
    assert!(denied.expect_err("denied").contains("sts:SetSourceIdentity"));
}
