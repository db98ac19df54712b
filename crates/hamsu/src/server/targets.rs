//! Between the bus and functions: asynchronous invocations become envelopes, envelopes calls.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bus::{Bus, BusError, Envelope, FORMAT, Outcome, Policy, Target};
use fn_model::{AsyncEvent, AsyncInvoke, Call, CallError, FrontDoor, FunctionId, Lane};
use serde::{Deserialize, Serialize};
use service::{AwsError, AwsResult, Boxed};
use store::CommitError;
use task::Clock;

/// What a call needs to know besides the event.
#[derive(Debug, Serialize, Deserialize)]
struct Attributes {
    function: String,
    qualifier: Option<String>,
    client_context: Option<String>,
}

/// Takes asynchronous invocations into the bus.
pub struct Events {
    /// The bus; set when the server is put together.
    pub bus: Arc<OnceLock<Bus>>,
    /// The platform's clock.
    pub clock: Clock,
}

impl AsyncInvoke for Events {
    fn enqueue(&self, event: AsyncEvent) -> Boxed<AwsResult> {
        let bus = self.bus.get().cloned();
        let now_ms = self.clock.now_ms();
        Box::pin(async move {
            let bus = bus.ok_or_else(|| AwsError::internal(anyhow::anyhow!("no bus yet")))?;
            let attributes = Attributes {
                function: event.function.name.to_string(),
                qualifier: event.qualifier,
                client_context: event.client_context,
            };
            let envelope = Envelope {
                format: FORMAT,
                id: event.request_id,
                source: "lambda.amazonaws.com".to_owned(),
                target: event.invoked_arn,
                account: event.function.account.to_string(),
                region: event.function.region.to_string(),
                group: None,
                attempt: 0,
                first_seen_ms: now_ms,
                not_before_ms: now_ms,
                depth: 0,
                trace: None,
                attributes: serde_json::to_value(attributes).map_err(AwsError::internal)?,
                payload: event.payload,
            };
            bus.deliver(envelope).await.map_err(|error| match error {
                BusError::Commit(error @ CommitError::Full) => error.into(),
                other => AwsError::internal(other),
            })
        })
    }
}

/// Delivers to functions.
pub struct Functions {
    /// Who invokes them.
    pub front: Arc<dyn FrontDoor>,
    /// Pauses before the retries.
    pub retry_after: Vec<Duration>,
}

impl Target for Functions {
    fn deliver(&self, envelope: Arc<Envelope>) -> bus::Boxed<Outcome> {
        let front = Arc::clone(&self.front);
        Box::pin(async move {
            let attributes = serde_json::from_value(envelope.attributes.clone());
            let Ok(Attributes { function, qualifier, client_context }) = attributes else {
                return Outcome::Gone("its attributes cannot be read".to_owned());
            };
            let call = Call {
                function: FunctionId::new(&envelope.account, &envelope.region, &function),
                qualifier,
                request_id: envelope.id.clone(),
                payload: envelope.payload.clone(),
                client_context,
                trace: envelope.trace.clone(),
                lane: Lane::Async,
                log_tail: false,
            };
            match front.call(call).await {
                Ok(called) if called.answer.error.is_some() => {
                    let kind = called.answer.record.error_type;
                    Outcome::Failed(kind.unwrap_or_else(|| "Unhandled".to_owned()))
                }
                Ok(_) => Outcome::Delivered,
                Err(error @ (CallError::NotFound { .. } | CallError::TooLarge { .. })) => {
                    Outcome::Gone(format!("{error:?}"))
                }
                Err(error) => Outcome::Later(format!("{error:?}")),
            }
        })
    }

    fn policy(&self, _: &Envelope) -> Policy {
        Policy { retry_after: self.retry_after.clone(), ..Policy::lambda() }
    }
}
