//! Between the bus and functions: asynchronous invocations become envelopes, envelopes calls.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bus::{Bus, BusError, Envelope, Offers, Outcome, Policy, Target};
use bytes::Bytes;
use fn_model::{
    AsyncEvent, AsyncInvoke, Boxed, Call, CallError, EnqueueError, FrontDoor, FunctionId, Lane,
    Source,
};
use serde::{Deserialize, Serialize};
use store::{CommitError, Scope};
use task::Clock;

/// A service whose events reach functions.
pub struct Sender {
    /// What its envelopes' attributes call it: `{"kind":"sns",…}`.
    pub kind: &'static str,
    /// Its principal, which the function's policy has to let in.
    pub service: &'static str,
    /// The event as the function gets it.
    pub render: fn(&Envelope) -> Bytes,
    /// How it offers its events to a function that cannot take them.
    pub offers: fn(&Envelope) -> Option<Offers>,
}

/// What the attributes of every envelope may say.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Attributes {
    /// The sender's; none for what Invoke took.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
}

/// Takes asynchronous invocations into the bus.
pub struct Events {
    /// The bus; set when the server is put together.
    pub bus: Arc<OnceLock<Bus>>,
    /// The platform's clock.
    pub clock: Clock,
}

impl AsyncInvoke for Events {
    fn enqueue(&self, event: AsyncEvent) -> Boxed<Result<(), EnqueueError>> {
        let bus = self.bus.get().cloned();
        let now_ms = self.clock.now_ms();
        Box::pin(async move {
            let bus = bus.ok_or_else(|| EnqueueError::Other("there is no bus yet".into()))?;
            let scope = Scope::new(&*event.function.account, &*event.function.region);
            let source = "lambda.amazonaws.com";
            let envelope = Envelope {
                trace: event.trace,
                payload: event.payload,
                ..Envelope::new(event.request_id, source, event.invoked_arn, &scope, now_ms)
            };
            bus.deliver(envelope).await.map_err(|error| match error {
                BusError::Commit(CommitError::Full) => EnqueueError::Full,
                BusError::Commit(CommitError::Failed(why)) => EnqueueError::Unavailable(why),
                unexpected => other(unexpected),
            })
        })
    }
}

fn other(error: impl std::error::Error + Send + Sync + 'static) -> EnqueueError {
    EnqueueError::Other(Box::new(error))
}

/// Delivers to functions.
pub struct Functions {
    /// Who invokes them.
    pub front: Arc<dyn FrontDoor>,
    /// Pauses before the retries.
    pub retry_after: Vec<Duration>,
    /// The services whose events reach functions.
    pub senders: Vec<Sender>,
}

impl Functions {
    /// Who sent `envelope`; none for what Invoke took.
    fn sender(&self, envelope: &Envelope) -> Result<Option<&Sender>, String> {
        let attributes: Attributes =
            serde_json::from_value(envelope.attributes.clone()).unwrap_or_default();
        let Some(kind) = attributes.kind else { return Ok(None) };
        let sender = self.senders.iter().find(|sender| sender.kind == kind);
        sender.map(Some).ok_or_else(|| format!("nobody knows events of kind {kind}"))
    }

    /// The call that `envelope` asks for; or why there is none.
    fn call(&self, envelope: &Envelope) -> Result<Call, String> {
        let (function, qualifier) = named(&envelope.target)
            .ok_or_else(|| format!("{} is no function's ARN", envelope.target))?;
        let (payload, source) = match self.sender(envelope)? {
            None => (envelope.payload.clone(), None),
            Some(sender) => {
                let source = Source {
                    service: sender.service,
                    arn: envelope.source.clone(),
                    account: envelope.source.split(':').nth(4).unwrap_or_default().to_owned(),
                };
                ((sender.render)(envelope), Some(source))
            }
        };
        Ok(Call {
            function,
            qualifier,
            request_id: envelope.id.clone(),
            payload,
            client_context: None,
            trace: envelope.trace.clone(),
            lane: Lane::Async,
            log_tail: false,
            source,
        })
    }
}

impl Target for Functions {
    fn deliver(&self, envelope: Arc<Envelope>) -> bus::Boxed<Outcome> {
        let (front, call) = (Arc::clone(&self.front), self.call(&envelope));
        Box::pin(async move {
            let call = match call {
                Ok(call) => call,
                Err(reason) => return Outcome::Gone(reason),
            };
            match front.call(call).await {
                Ok(called) if called.answer.error.is_some() => {
                    let kind = called.answer.record.error_type;
                    Outcome::Failed(kind.unwrap_or_else(|| "Unhandled".to_owned()))
                }
                Ok(_) => Outcome::Delivered,
                Err(error) => refused(&error),
            }
        })
    }

    fn policy(&self, envelope: &Envelope) -> Policy {
        let mut policy = Policy { retry_after: self.retry_after.clone(), ..Policy::lambda() };
        let sender = self.sender(envelope).ok().flatten();
        policy.offers = sender.and_then(|sender| (sender.offers)(envelope));
        let Some((function, qualifier)) = named(&envelope.target) else { return policy };
        let own = self.front.event_invoke(&function, qualifier.as_deref());
        if let Some(retries) = own.retries {
            policy.retry_after.truncate(retries as usize);
        }
        if let Some(seconds) = own.age_max_s {
            policy.age_max = Duration::from_secs(seconds.into());
        }
        policy
    }
}

/// A target's `RetryPolicy`: how EventBridge offers an event to a function. Once the function has
/// taken it, the function's own retries count, on AWS as here.
pub fn retry_policy(envelope: &Envelope) -> Option<Offers> {
    let attributes = serde_json::from_value(envelope.attributes.clone()).ok();
    attributes.map(|svc_events::Attributes { retries_max, age_max_s, .. }| Offers {
        retries_max,
        age_max: Duration::from_secs(age_max_s.into()),
    })
}

/// What becomes of an event that no sandbox has seen.
fn refused(error: &CallError) -> Outcome {
    match error {
        CallError::NotFound { arn } => Outcome::Gone(format!("there is no {arn}")),
        CallError::TooLarge { bytes, max } => {
            Outcome::Gone(format!("its {bytes} bytes are more than the {max} that may be sent"))
        }
        CallError::Recursive { arn } => {
            Outcome::Gone(format!("{arn} was invoked in a recursive loop, which was stopped"))
        }
        CallError::Forbidden { arn, source } => Outcome::Gone(format!(
            "no policy of {arn} lets {} invoke it. hint: {}",
            source.service,
            error.hint().unwrap_or_default()
        )),
        CallError::NotReady { state: "Failed", reason } => {
            Outcome::NotTaken(format!("the function's state is Failed: {reason}"))
        }
        CallError::NotReady { .. }
        | CallError::Throttled(_)
        | CallError::Role(_)
        | CallError::NoCapacity(_)
        | CallError::Stopping => Outcome::Later(format!("{error:?}")),
    }
}

/// The function and the qualifier in `arn:aws:lambda:REGION:ACCOUNT:function:NAME[:QUALIFIER]`.
fn named(arn: &str) -> Option<(FunctionId, Option<String>)> {
    let parts: Vec<&str> = arn.split(':').collect();
    let (region, account, name, qualifier) = match parts[..] {
        ["arn", _, "lambda", region, account, "function", name] => (region, account, name, None),
        ["arn", _, "lambda", region, account, "function", name, qualifier] => {
            (region, account, name, Some(qualifier.to_owned()))
        }
        _ => return None,
    };
    Some((FunctionId::new(account, region, name), qualifier))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_retry_policy_counts_for_a_function_that_cannot_take_and_not_for_one_that_has_no_place() {
        let scope = Scope::new("000000000000", "us-east-1");
        let mut envelope = Envelope::new("id", "rule", "function", &scope, 0);
        assert_eq!(retry_policy(&envelope), None);
        let attributes = svc_events::Attributes {
            kind: svc_events::Attributes::KIND.to_owned(),
            target_id: "t".to_owned(),
            retries_max: 3,
            age_max_s: 60,
        };
        envelope.attributes = serde_json::to_value(attributes).unwrap();
        let offers = Offers { retries_max: 3, age_max: Duration::from_mins(1) };
        assert_eq!(retry_policy(&envelope), Some(offers));
        let state = |state| CallError::NotReady { state, reason: "why".to_owned() };
        assert!(matches!(refused(&state("Failed")), Outcome::NotTaken(_)));
        assert!(matches!(refused(&state("Pending")), Outcome::Later(_)));
        let throttled = CallError::Throttled(
            fn_model::ThrottleReason::ReservedFunctionConcurrentInvocationLimitExceeded,
        );
        assert!(matches!(refused(&throttled), Outcome::Later(_)));
    }
}
