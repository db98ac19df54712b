//! The way of a request, as one list.

use std::borrow::Cow;
use std::net::SocketAddr;
use std::sync::Arc;

use aws_auth::policy::{Context, Decision, Request as PolicyRequest, evaluate};
use aws_auth::principal::Principal;
use aws_auth::sigv4::{self, Payload, RequestView, Signature};
use aws_auth::{AuthError, ProtocolFamily};
use aws_shape::{ErrorShape, Fault, Protocol, ServiceSchema, presence};
use aws_wire::{Answer, Form, Request as WireRequest};
use bytes::Bytes;
use http::request::Parts;
use http::{HeaderValue, Request, Response};
use http_body_util::Full;
use hyper::body::Incoming;
use service::{AwsError, AwsResult, Call, Cx, Mode, Need, Row, errors};
use store::Scope;
use task::Clock;

use crate::body::{self, BodyError};
use crate::detach::Detached;
use crate::headers::{self, Wire, text};
use crate::record::Outcome;
use crate::route::{Found, Routed};
use crate::{Caller, DEFAULT_ACCOUNT, Gateway, LocalRequest, guard, local};

/// The largest form, and the largest body of what is not an operation.
const FORM_MAX: usize = 1 << 20;

/// Answers to what belongs to no service.
static NO_SERVICE: ServiceSchema = ServiceSchema {
    name: "aws",
    scope: "",
    target_prefix: "",
    api_version: "",
    xml_namespace: "http://webservices.amazon.com/AWSFault/2005-15-09",
    error_namespace: "",
    protocols: &[],
    unreadable: &errors::UNKNOWN_OPERATION,
    invalid: &errors::UNKNOWN_OPERATION,
    operations: &[],
    refused: &[],
};

/// AWS's codes for heads that no service sees.
static HEAD_TOO_LARGE: ErrorShape = ErrorShape::plain("RequestHeaderSectionTooLarge", 400);
static MALFORMED: ErrorShape = ErrorShape::plain("MalformedHttpRequestException", 400);
const HEAD_TOO_LARGE_TEXT: &str =
    "The request's line and headers are too large: at most 64 KB and, in HTTP/1.1, 100 headers.";

/// Why a request is answered before its handler runs.
enum Refusal {
    Auth(AuthError),
    Aws(AwsError),
    Body(BodyError),
}

impl From<AuthError> for Refusal {
    fn from(error: AuthError) -> Self {
        Self::Auth(error)
    }
}

impl From<AwsError> for Refusal {
    fn from(error: AwsError) -> Self {
        Self::Aws(error)
    }
}

impl From<BodyError> for Refusal {
    fn from(error: BodyError) -> Self {
        Self::Body(error)
    }
}

impl Gateway {
    /// Answer one request.
    pub(crate) async fn handle(
        self: Arc<Self>,
        request: Request<Incoming>,
        remote: SocketAddr,
    ) -> Response<Full<Bytes>> {
        if self.is_plain(&request) {
            return self.serve_plain(request, remote).await;
        }
        let request_id = self.platform.entropy.uuid();
        let (head, incoming) = request.into_parts();
        if headers::too_large(&head) {
            let error = AwsError::new(&HEAD_TOO_LARGE, HEAD_TOO_LARGE_TEXT);
            let mut response = Self::failure(Protocol::RestJson, &NO_SERVICE, &error, &request_id);
            close(&mut response);
            return response;
        }
        if local::is_local(head.uri.path()) {
            return self.local(head, incoming, remote, &request_id).await;
        }
        if self.config.mode == Mode::Dev
            && let Some(refusal) = guard::refusal(&head.headers, &head.uri, &self.config.hosts)
        {
            let error = AwsError::new(&errors::ACCESS_DENIED, refusal);
            return Self::failure(Protocol::RestJson, &NO_SERVICE, &error, &request_id);
        }
        match self.operation(head, incoming, remote, request_id.clone()).await {
            Ok(response) => response,
            Err((protocol, schema, refusal)) => {
                Self::refused(protocol, schema, refusal, &request_id)
            }
        }
    }

    async fn operation(
        self: Arc<Self>,
        head: Parts,
        incoming: Incoming,
        remote: SocketAddr,
        request_id: String,
    ) -> Result<Response<Full<Bytes>>, (Protocol, &'static ServiceSchema, Refusal)> {
        let path = head.uri.path();
        let query = head.uri.query().unwrap_or_default();
        let started = Clock::monotonic();

        // route
        let signature = self.signature(&head);
        let scope = signature.as_ref().ok().and_then(Option::as_ref).map(|s| s.service.to_string());
        let early = self.router.head(&head.method, &head.uri, &head.headers, scope.as_deref());
        let early_protocol = early.as_ref().map_or(Protocol::AwsQuery, |routed| routed.protocol);
        let body_max =
            early.as_ref().and_then(|routed| self.row(routed)).map_or(FORM_MAX, Row::body_max);
        let held = match body::read(incoming, body_max, &self.bytes).await {
            Ok(held) => held,
            Err(error) => {
                let schema = early.as_ref().map_or(&NO_SERVICE, |routed| self.schema(routed));
                return Err((early_protocol, schema, error.into()));
            }
        };
        let routed = match early {
            Some(routed) => routed,
            None => match Form::parse(query, &held.bytes) {
                Ok(form) => self.router.form(&form, scope.as_deref()),
                Err(error) => {
                    let error = AwsError::new(&errors::UNKNOWN_OPERATION, error.message);
                    return Err((early_protocol, &NO_SERVICE, error.into()));
                }
            },
        };
        let schema = self.schema(&routed);
        let protocol = routed.protocol;
        let fail = |refusal: Refusal| (protocol, schema, refusal);

        // authenticate
        let caller = signature
            .map_err(Refusal::from)
            .and_then(|signature| {
                self.authenticate(&head, signature, &held.bytes, Some(schema.scope))
            })
            .map_err(fail)?;
        let cx = Arc::new(Cx {
            endpoint: endpoint(&head),
            request_id,
            scope: caller.scope,
            principal: caller.principal,
            mode: self.config.mode,
            source_ip: remote.ip(),
            trace: text(&head.headers, "x-amzn-trace-id").map(str::to_owned),
            platform: Arc::clone(&self.platform),
        });
        let row = self.found(&routed).map_err(|error| fail(error.into()))?;

        // decode
        let body = plain_body(&head, &held.bytes, row.body_max()).map_err(|e| fail(e.into()))?;
        let (call, checks) = {
            let headers = Wire(&head.headers);
            let request = WireRequest { path, query, headers: &headers, body: &body };
            decode(row, protocol, &request, &routed, schema).map_err(|error| fail(error.into()))?
        };

        // authorize
        let denied = self.denied(&routed);
        self.authorize(&cx, schema, row, &*call, denied).map_err(|error| fail(error.into()))?;

        // check constraints
        if !checks.is_empty() {
            let error = AwsError::new(schema.invalid, checks.message());
            return Err(fail(error.into()));
        }
        if let Some(member) = presence::first_refused(call.input(), row.schema().refused) {
            let what = format!("{member} of {} {}", schema.name, row.schema().name);
            return Err(fail(AwsError::not_implemented(&what).into()));
        }

        // handle
        let class = row.class();
        let input = self.record.input(class, call.input());
        let result = Detached::new(call.run(Arc::clone(&cx))).await;
        let result = result.map_err(|error| error.naming(schema.name, row.schema().name));

        // encode, record
        let service = routed.service.unwrap_or_default();
        let Found::Row(index) = routed.found else { unreachable!("a row was found") };
        let (response, code) = match &result {
            Ok(output) => {
                let id = &cx.request_id;
                let answer = aws_wire::encode(protocol, schema, row.schema(), &**output, id);
                (respond(answer, id), None)
            }
            Err(error) => {
                (Self::failure(protocol, schema, error, &cx.request_id), Some(error.shape().code))
            }
        };
        self.record.record(
            &cx,
            &Outcome {
                service,
                row: index,
                operation: row.schema().name,
                input,
                code,
                status: response.status().as_u16(),
                nanos: Clock::monotonic().nanos_since(started),
            },
        );
        Ok(response)
    }

    fn schema(&self, routed: &Routed) -> &'static ServiceSchema {
        routed.service.map_or(&NO_SERVICE, |service| self.registry.services[service].schema)
    }

    fn row(&self, routed: &Routed) -> Option<&dyn Row> {
        match (routed.service, &routed.found) {
            (Some(service), Found::Row(row)) => Some(&*self.registry.services[service].rows[*row]),
            _ => None,
        }
    }

    /// What a caller is answered whom no policy allows.
    fn denied(&self, routed: &Routed) -> &'static ErrorShape {
        let own = routed.service.and_then(|service| self.registry.services[service].denied);
        own.unwrap_or(match routed.protocol {
            Protocol::AwsJson10 | Protocol::AwsJson11 => &errors::ACCESS_DENIED_JSON,
            Protocol::RestJson | Protocol::AwsQuery => &errors::ACCESS_DENIED,
        })
    }

    /// The row that was found, or the error that says what was not.
    fn found(&self, routed: &Routed) -> AwsResult<&dyn Row> {
        if let Some(row) = self.row(routed) {
            return Ok(row);
        }
        let unknown = match routed.protocol {
            Protocol::RestJson => &errors::UNKNOWN_PATH,
            _ => &errors::UNKNOWN_OPERATION,
        };
        let title = self.schema(routed).name;
        Err(match &routed.found {
            Found::Row(_) => unreachable!("handled above"),
            Found::Refused(name) => AwsError::not_implemented(&format!("{title} {name}")),
            Found::NoService(name) => AwsError::not_implemented(&format!("The service {name}")),
            Found::Unknown(asked) if routed.protocol == Protocol::AwsQuery => {
                AwsError::new(unknown, format!("Could not find operation {asked}"))
            }
            Found::Unknown(asked) => {
                AwsError::new(unknown, format!("The operation {asked} is unknown to {title}"))
            }
        })
    }

    /// The signature as it was found. In dev mode one that cannot be read is as good as none.
    fn signature(&self, head: &Parts) -> Result<Option<Signature<'static>>, AuthError> {
        let headers = Wire(&head.headers);
        let parsed = sigv4::parse(&view(head, &headers)).map(|found| found.map(owned));
        match parsed {
            Err(_) if self.config.mode == Mode::Dev => Ok(None),
            parsed => parsed,
        }
    }

    /// Whose request it is. `scope` is the service that the signature must be for; empty or none:
    /// any.
    fn authenticate(
        &self,
        head: &Parts,
        signature: Option<Signature<'_>>,
        body: &Bytes,
        scope: Option<&str>,
    ) -> Result<Caller, Refusal> {
        let dev = self.config.mode == Mode::Dev;
        let Some(signature) = signature else {
            if !dev {
                return Err(AuthError::MissingToken.into());
            }
            let principal = Arc::new(Principal::root(DEFAULT_ACCOUNT, None));
            let scope = Scope::new(DEFAULT_ACCOUNT, &*self.config.region);
            return Ok(Caller { principal, scope });
        };
        // Signatures are dated by the machine's clock, whatever the platform's says.
        let now_ms = Clock::real_ms();
        let token = signature.token.as_deref();
        let known = self.identities.credential(&signature.access_key, token, now_ms)?;
        let region =
            if signature.region.is_empty() { &self.config.region } else { &*signature.region };
        if dev {
            let principal = known.map_or_else(
                |_| self.stand_in(&signature.access_key, token),
                |credential| credential.principal,
            );
            let scope = Scope::new(&*principal.account, region);
            return Ok(Caller { principal, scope });
        }
        let credential = known?;
        if let Some(scope) = scope.filter(|scope| !scope.is_empty() && *scope != signature.service)
        {
            return Err(AuthError::WrongService(scope.to_owned()).into());
        }
        let headers = Wire(&head.headers);
        signature.verify(
            &view(head, &headers),
            &credential.secret,
            Payload::Bytes(body),
            now_ms,
            &self.keys,
        )?;
        let scope = Scope::new(&*credential.principal.account, region);
        Ok(Caller { principal: credential.principal, scope })
    }

    /// Who is taken to act, in dev mode, with credentials that are not valid: whose session it was,
    /// so that it stays in its account; else the root of the account that the key names.
    fn stand_in(&self, access_key: &str, token: Option<&str>) -> Arc<Principal> {
        let former = token.and_then(|token| self.identities.former_session(access_key, token));
        former
            .unwrap_or_else(|| Arc::new(Principal::root(account_of(access_key), Some(access_key))))
    }

    /// Whether the caller may do all that the request needs.
    fn authorize(
        &self,
        cx: &Cx,
        schema: &'static ServiceSchema,
        row: &dyn Row,
        call: &dyn Call,
        denied: &'static ErrorShape,
    ) -> AwsResult {
        if cx.mode == Mode::Dev {
            return Ok(());
        }
        let needs = call.needs(cx)?;
        if needs.is_empty() {
            return Ok(());
        }
        let permissions = self.identities.permissions(&cx.principal)?;
        for need in &needs {
            let own = format!("{}:{}", schema.name, row.schema().name);
            let action = if need.action.is_empty() { &own } else { &*need.action };
            if let Some(message) = denial(cx, need, action, &permissions) {
                return Err(AwsError::new(denied, message));
            }
        }
        Ok(())
    }

    /// An error of a handler or of ours.
    fn failure(
        protocol: Protocol,
        schema: &'static ServiceSchema,
        error: &AwsError,
        request_id: &str,
    ) -> Response<Full<Bytes>> {
        if let Some(cause) = error.cause() {
            tracing::error!(request_id, error = format!("{cause:#}"), "a request failed");
        }
        let shape = error.shape();
        let message = error.message();
        let answer =
            aws_wire::encode_error(protocol, schema, shape, message, error.body(), request_id);
        respond(answer, request_id)
    }

    fn refused(
        protocol: Protocol,
        schema: &'static ServiceSchema,
        refusal: Refusal,
        request_id: &str,
    ) -> Response<Full<Bytes>> {
        match refusal {
            Refusal::Aws(error) => Self::failure(protocol, schema, &error, request_id),
            Refusal::Auth(error) => {
                let family = match protocol {
                    Protocol::AwsJson10 | Protocol::AwsJson11 => ProtocolFamily::Json,
                    Protocol::RestJson => ProtocolFamily::RestJson,
                    Protocol::AwsQuery => ProtocolFamily::Query,
                };
                let (code, status, message) = error.code(family);
                let shape = ErrorShape {
                    code,
                    query_code: code,
                    status,
                    fault: Fault::Client,
                    schema: None,
                };
                let answer =
                    aws_wire::encode_error(protocol, schema, &shape, &message, None, request_id);
                respond(answer, request_id)
            }
            Refusal::Body(error) => {
                let (shape, message) = body_error(error);
                let error = AwsError::new(shape, message);
                let mut response = Self::failure(protocol, schema, &error, request_id);
                close(&mut response);
                response
            }
        }
    }

    /// What a request is told whose head hyper could not read and answered with `status`.
    pub(crate) fn unreadable(&self, status: u16) -> (Answer, String) {
        let (shape, message) = match status {
            414 | 431 => (&HEAD_TOO_LARGE, HEAD_TOO_LARGE_TEXT),
            _ => (&MALFORMED, "The request line or a header cannot be read."),
        };
        let request_id = self.platform.entropy.uuid();
        let answer = aws_wire::encode_error(
            Protocol::RestJson,
            &NO_SERVICE,
            shape,
            message,
            None,
            &request_id,
        );
        (answer, request_id)
    }

    async fn local(
        &self,
        head: Parts,
        incoming: Incoming,
        remote: SocketAddr,
        request_id: &str,
    ) -> Response<Full<Bytes>> {
        if self.config.mode == Mode::Dev
            && let Some(refusal) = guard::refusal(&head.headers, &head.uri, &self.config.hosts)
        {
            let error = AwsError::new(&errors::ACCESS_DENIED, refusal);
            return Self::failure(Protocol::RestJson, &NO_SERVICE, &error, request_id);
        }
        let held = match body::read(incoming, FORM_MAX, &self.bytes).await {
            Ok(held) => held,
            Err(error) => {
                return Self::refused(Protocol::RestJson, &NO_SERVICE, error.into(), request_id);
            }
        };
        let caller = self
            .signature(&head)
            .map_err(Refusal::from)
            .and_then(|signature| self.authenticate(&head, signature, &held.bytes, None))
            .ok();
        let answer = self
            .local
            .serve(LocalRequest {
                path: head.uri.path().to_owned(),
                query: head.uri.query().unwrap_or_default().to_owned(),
                method: head.method,
                headers: head.headers,
                body: held.bytes,
                remote,
                mode: self.config.mode,
                caller,
            })
            .await;
        let answer = Answer::new(answer.status, answer.content_type, answer.body);
        respond(answer, request_id)
    }
}

/// What is left of the body is not read.
fn close(response: &mut Response<Full<Bytes>>) {
    response.headers_mut().insert("connection", HeaderValue::from_static("close"));
}

/// Free of what it was read from, so that it outlives the reading of the body.
fn owned(signature: Signature<'_>) -> Signature<'static> {
    let own = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
    Signature {
        access_key: own(signature.access_key),
        date: own(signature.date),
        region: own(signature.region),
        service: own(signature.service),
        signed_headers: own(signature.signed_headers),
        token: signature.token.map(own),
        signature: signature.signature,
        kind: signature.kind,
        amz_date: signature.amz_date,
        amz_date_ms: signature.amz_date_ms,
    }
}

fn view<'h>(head: &'h Parts, headers: &'h dyn sigv4::Headers) -> RequestView<'h> {
    RequestView {
        method: head.method.as_str(),
        path: head.uri.path(),
        query: head.uri.query().unwrap_or_default(),
        headers,
        authority: head.uri.authority().map(http::uri::Authority::as_str),
    }
}

/// A key of 12 digits is the account itself.
fn account_of(access_key: &str) -> &str {
    let digits = access_key.len() == 12 && access_key.bytes().all(|byte| byte.is_ascii_digit());
    if digits { access_key } else { DEFAULT_ACCOUNT }
}

fn endpoint(head: &Parts) -> String {
    let host = guard::host_of(&head.headers, &head.uri);
    format!("http://{host}")
}

/// The body without its gzip.
fn plain_body(head: &Parts, body: &Bytes, max: usize) -> Result<Bytes, BodyError> {
    match text(&head.headers, "content-encoding") {
        Some("gzip") => body::gunzip(body, max),
        _ => Ok(body.clone()),
    }
}

fn decode(
    row: &dyn Row,
    protocol: Protocol,
    request: &WireRequest<'_>,
    routed: &Routed,
    schema: &'static ServiceSchema,
) -> AwsResult<(Box<dyn Call>, aws_shape::Checks)> {
    let mut call = None;
    let checks = aws_wire::decode(protocol, row.schema(), request, &routed.labels, &mut |reader| {
        call = Some(row.read(reader)?);
        Ok(())
    });
    match (checks, call) {
        (Ok(checks), Some(call)) => Ok((call, checks)),
        (Err(error), _) => Err(AwsError::new(schema.unreadable, error.message)),
        (Ok(_), None) => Err(AwsError::new(schema.unreadable, "The request cannot be read")),
    }
}

/// Why `need` is denied, in AWS's words.
fn denial(
    cx: &Cx,
    need: &Need,
    action: &str,
    permissions: &service::Permissions,
) -> Option<String> {
    let mut context = Context::new()
        .with("aws:SourceIp", cx.source_ip.to_string())
        .with("aws:RequestedRegion", cx.region())
        .with("aws:SecureTransport", "true");
    for (key, value) in &need.context {
        context = context.with(key, value.as_str());
    }
    let request = PolicyRequest {
        principal: &cx.principal,
        action,
        resource: &need.resource,
        context: &context,
        resource_account: None,
        now_ms: cx.now_ms(),
    };
    match evaluate(&request, &permissions.identity, need.policy.as_deref(), &permissions.session) {
        Decision::Allow => None,
        Decision::Deny(reason) => Some(reason.message(&request)),
    }
}

fn body_error(error: BodyError) -> (&'static ErrorShape, &'static str) {
    static STALLED: ErrorShape = ErrorShape::plain("RequestTimeoutException", 408);
    static UNREADABLE: ErrorShape = ErrorShape::plain("SerializationException", 400);
    match error {
        BodyError::TooLarge => {
            (&errors::REQUEST_TOO_LARGE, "The request is larger than this operation takes.")
        }
        BodyError::Stalled => (&STALLED, "The body did not arrive in time."),
        BodyError::Cut => (&UNREADABLE, "The body ended too early."),
        BodyError::Busy => {
            (&errors::SERVICE_UNAVAILABLE, "Too many bytes are under way. Try again.")
        }
        BodyError::NotGzip => (&UNREADABLE, "The body is not valid gzip."),
    }
}

fn respond(answer: Answer, request_id: &str) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(answer.body));
    *response.status_mut() = http::StatusCode::from_u16(answer.status)
        .unwrap_or(http::StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    if let Ok(id) = HeaderValue::from_str(request_id) {
        headers.insert("x-amzn-requestid", id);
    }
    if !answer.content_type.is_empty()
        && let Ok(content_type) = HeaderValue::from_str(&answer.content_type)
    {
        headers.insert(http::header::CONTENT_TYPE, content_type);
    }
    for (name, value) in answer.headers {
        let name = http::HeaderName::try_from(&*name);
        if let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(&value)) {
            headers.append(name, value);
        }
    }
    response
}
