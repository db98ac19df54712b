//! What the server answers beside AWS's protocols: health, metrics, the clock, packages.

use std::sync::Arc;

use bus::Bus;
use gateway::{Local, LocalAnswer, LocalRequest};
use service::{AwsResult, Boxed, Mode};
use task::Clock;
use telemetry::Metrics;

use super::ledger::Ledger;
use super::{cost, events};

/// Called once the clock has been moved, so that everything due has been started.
pub type OnClock = Box<dyn Fn() -> Boxed<()> + Send + Sync>;

/// Finds a package by the token of its URL.
pub type Packages = Box<dyn Fn(&str) -> Boxed<AwsResult<Option<bytes::Bytes>>> + Send + Sync>;

/// The local routes.
pub struct Routes {
    /// The platform's clock.
    pub clock: Clock,
    /// All metrics.
    pub metrics: Metrics,
    /// The bearer token for metrics; empty for none.
    pub metrics_token: String,
    /// The isolation tier.
    pub tier: &'static str,
    /// The services that run.
    pub services: Vec<&'static str>,
    /// What follows the clock.
    pub on_clock: Vec<OnClock>,
    /// Packages of functions.
    pub packages: Packages,
    /// What is under way to functions.
    pub bus: Bus,
    /// What invocations took.
    pub ledger: Ledger,
}

/// The end of the year 9999, the last that AWS's timestamps can tell.
const TIME_MAX_MS: i64 = 253_402_300_799_999;

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The routes, shared with the requests under way.
pub struct Shared(pub Arc<Routes>);

impl Local for Shared {
    fn serve(&self, request: LocalRequest) -> Boxed<LocalAnswer> {
        let routes = Arc::clone(&self.0);
        Box::pin(async move { routes.answer(&request).await })
    }
}

impl Routes {
    async fn answer(&self, request: &LocalRequest) -> LocalAnswer {
        let method = request.method.as_str();
        match (method, request.path.as_str()) {
            ("GET" | "HEAD", "/_hamsu/health") => self.health(),
            ("GET" | "HEAD", "/_localstack/health") => self.containers_health(),
            ("GET", "/_hamsu/metrics") => self.metrics(request).await,
            ("GET" | "POST", "/_hamsu/clock") => self.time(request).await,
            ("GET", "/_hamsu/cost") => cost::list(&self.ledger, request).await,
            ("GET", "/_hamsu/events") => events::list(&self.bus, request),
            ("POST", "/_hamsu/events") => events::change(&self.bus, request).await,
            ("GET", svc_sns::SIGNATURE_PATH) => LocalAnswer {
                status: 200,
                content_type: "text/plain; charset=utf-8",
                body: svc_sns::SIGNATURE_TEXT.into(),
            },
            ("GET" | "HEAD", path) => match path.strip_prefix("/_aws/lambda-code/") {
                Some(token) => self.package(token).await,
                None => LocalAnswer::not_found(),
            },
            _ => LocalAnswer::not_found(),
        }
    }

    fn health(&self) -> LocalAnswer {
        let told = serde_json::json!({ "status": "ok", "version": VERSION, "tier": self.tier });
        LocalAnswer::json(200, told.to_string())
    }

    /// The shape that test containers wait for.
    fn containers_health(&self) -> LocalAnswer {
        let services: serde_json::Map<String, serde_json::Value> =
            self.services.iter().map(|name| ((*name).to_owned(), "running".into())).collect();
        let told = serde_json::json!({
            "services": services, "edition": "community", "version": VERSION,
        });
        LocalAnswer::json(200, told.to_string())
    }

    async fn metrics(&self, request: &LocalRequest) -> LocalAnswer {
        let bearer = request
            .headers
            .get("authorization")
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "));
        let by_token = !self.metrics_token.is_empty() && bearer == Some(&self.metrics_token);
        if !by_token && !request.remote.ip().is_loopback() {
            return LocalAnswer::json(403, r#"{"message":"Forbidden"}"#);
        }
        self.ledger.write().await;
        LocalAnswer {
            status: 200,
            content_type: "application/openmetrics-text; version=1.0.0; charset=utf-8",
            body: self.metrics.text().into(),
        }
    }

    async fn time(&self, request: &LocalRequest) -> LocalAnswer {
        if request.mode != Mode::Dev || !request.remote.ip().is_loopback() {
            return LocalAnswer::json(403, r#"{"message":"Forbidden"}"#);
        }
        if request.method == http::Method::POST {
            if !self.clock.is_manual() {
                let told = r#"{"message":"The clock is the system's. Start with --clock manual to move it."}"#;
                return LocalAnswer::json(409, told);
            }
            let Some(target_ms) = self.asked_time(&request.body) else {
                let told = r#"{"message":"Expected {\"advance_ms\":N} or {\"now\":\"2026-01-01T00:00:00Z\"}, not before the present time and not after the year 9999."}"#;
                return LocalAnswer::json(400, told);
            };
            self.clock.advance_to(target_ms);
            for follow in &self.on_clock {
                follow().await;
            }
        }
        let now = aws_shape::Timestamp(self.clock.now_ms()).iso();
        LocalAnswer::json(200, serde_json::json!({ "now": now }).to_string())
    }

    fn asked_time(&self, body: &[u8]) -> Option<i64> {
        let asked: serde_json::Value = serde_json::from_slice(body).ok()?;
        let now_ms = self.clock.now_ms();
        let target_ms = match (asked.get("advance_ms"), asked.get("now")) {
            (Some(advance), None) => now_ms.checked_add(advance.as_i64()?)?,
            (None, Some(now)) => aws_shape::Timestamp::parse(now.as_str()?)?.0,
            _ => return None,
        };
        (now_ms..=TIME_MAX_MS).contains(&target_ms).then_some(target_ms)
    }

    async fn package(&self, token: &str) -> LocalAnswer {
        match (self.packages)(token).await {
            Ok(Some(body)) => LocalAnswer { status: 200, content_type: "application/zip", body },
            Ok(None) => LocalAnswer::json(403, r#"{"message":"Request has expired"}"#),
            Err(error) => {
                // With its cause, which names the file.
                tracing::error!(?error, "a package cannot be read");
                let told = serde_json::json!({ "message": error.message() });
                LocalAnswer::json(error.shape().status, told.to_string())
            }
        }
    }
}
