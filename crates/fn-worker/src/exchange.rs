//! The protocol between a runtime and the server, without HTTP: one event after the other, each
//! answered once.
//!
//! One side is the Runtime API's ([`Exchange::next`], [`Exchange::post`], [`Exchange::init_error`]),
//! the other the life of the sandbox ([`Exchange::parked`], [`Exchange::deliver`]).

use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use tokio::sync::{Notify, oneshot};

/// An event on its way to the runtime.
#[derive(Debug)]
pub(crate) struct Event {
    pub id: String,
    /// What goes before the payload, ready to be sent.
    pub head: Vec<u8>,
    pub payload: Bytes,
}

/// What a runtime makes of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Response(Bytes),
    Error(Reported),
    /// The response was larger than allowed.
    TooLarge,
}

/// An error as a runtime reports it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reported {
    pub document: Bytes,
    /// From the header.
    pub kind: Option<String>,
}

/// Why a request of a runtime is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// Not the event that is being worked on.
    RequestId,
    /// Out of turn: what the runtime did last, and what it wants to do.
    Turn { from: &'static str, to: &'static str },
}

#[derive(Debug)]
pub(crate) struct Exchange {
    state: Mutex<State>,
    changed: Notify,
}

#[derive(Debug)]
struct State {
    turn: Turn,
    parked: Option<(u64, oneshot::Sender<Event>)>,
    parks: u64,
}

#[derive(Debug)]
enum Turn {
    /// INIT is under way.
    Started(oneshot::Sender<Result<(), Reported>>),
    /// INIT has failed, by its own report.
    InitError,
    /// It wants an event.
    Ready,
    /// It works on one.
    Running {
        id: String,
        is_posting: bool,
        tell: oneshot::Sender<Outcome>,
        /// The event, if the client that waited for it was gone before it was sent.
        unseen: Option<Event>,
    },
    /// It has answered and not yet asked for another.
    Sent { id: String },
}

impl Turn {
    fn name(&self) -> &'static str {
        match self {
            Self::Started(_) => "Started",
            Self::InitError => "InitError",
            Self::Ready => "Ready",
            Self::Running { .. } => "Running",
            Self::Sent { .. } => "ResponseSent",
        }
    }
}

/// A request for the next event. Dropping it takes the request back.
#[derive(Debug)]
pub(crate) struct Parked {
    exchange: Arc<Exchange>,
    number: u64,
    pub event: oneshot::Receiver<Event>,
}

/// The right to answer the event under way. Dropping it gives the right back.
#[derive(Debug)]
pub(crate) struct Posting(Option<Arc<Exchange>>);

impl Exchange {
    /// An exchange before INIT, and how INIT ends by the runtime's own account.
    pub(crate) fn new() -> (Arc<Self>, oneshot::Receiver<Result<(), Reported>>) {
        let (tell, init) = oneshot::channel();
        let state = State { turn: Turn::Started(tell), parked: None, parks: 0 };
        (Arc::new(Self { state: Mutex::new(state), changed: Notify::new() }), init)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The runtime asks for an event. A second request takes the place of the first, whose client
    /// has most likely gone.
    pub(crate) fn next(self: &Arc<Self>) -> Result<Parked, Refusal> {
        let mut state = self.state();
        let (tell, event) = oneshot::channel();
        state.parks += 1;
        let number = state.parks;
        match &mut state.turn {
            Turn::Started(_) | Turn::Ready | Turn::Sent { .. } => {}
            Turn::Running { unseen: unseen @ Some(_), .. } => {
                if let Some(unseen) = unseen.take() {
                    // The receiver is in our hands.
                    let _ = tell.send(unseen);
                }
                return Ok(Parked { exchange: Arc::clone(self), number, event });
            }
            other => return Err(Refusal::Turn { from: other.name(), to: "Ready" }),
        }
        if let Turn::Started(tell) = mem::replace(&mut state.turn, Turn::Ready) {
            // Who has given up waiting will see the exit.
            let _ = tell.send(Ok(()));
        }
        state.parked = Some((number, tell));
        drop(state);
        self.changed.notify_one();
        Ok(Parked { exchange: Arc::clone(self), number, event })
    }

    /// The runtime wants to answer the event `id`.
    pub(crate) fn post(self: &Arc<Self>, id: &str, to: &'static str) -> Result<Posting, Refusal> {
        let mut state = self.state();
        let from = state.turn.name();
        match &mut state.turn {
            Turn::Running { id: current, is_posting, .. } if current == id => {
                if mem::replace(is_posting, true) {
                    return Err(Refusal::Turn { from: to, to });
                }
                Ok(Posting(Some(Arc::clone(self))))
            }
            Turn::Sent { id: current } if current == id => Err(Refusal::Turn { from, to }),
            _ => Err(Refusal::RequestId),
        }
    }

    /// Whether the runtime may report that INIT has failed.
    pub(crate) fn may_fail_init(&self) -> Result<(), Refusal> {
        match &self.state().turn {
            Turn::Started(_) => Ok(()),
            other => Err(Refusal::Turn { from: other.name(), to: "InitError" }),
        }
    }

    /// The runtime reports that INIT has failed.
    pub(crate) fn init_error(&self, reported: Reported) -> Result<(), Refusal> {
        self.may_fail_init()?;
        let before = mem::replace(&mut self.state().turn, Turn::InitError);
        if let Turn::Started(tell) = before {
            let _ = tell.send(Err(reported));
        }
        Ok(())
    }

    /// Resolves once a runtime waits for an event.
    pub(crate) async fn parked(&self) {
        loop {
            let changed = self.changed.notified();
            if self.state().parked.as_ref().is_some_and(|(_, tell)| !tell.is_closed()) {
                return;
            }
            changed.await;
        }
    }

    /// Give the event to the runtime that waits. The event comes back if none waits any more.
    pub(crate) fn deliver(&self, event: Event) -> Result<oneshot::Receiver<Outcome>, Event> {
        let mut state = self.state();
        let Some((_, parked)) = state.parked.take() else { return Err(event) };
        let id = event.id.clone();
        let (tell, outcome) = oneshot::channel();
        // Under the lock: the answer cannot come before the turn has changed.
        parked.send(event)?;
        state.turn = Turn::Running { id, is_posting: false, tell, unseen: None };
        Ok(outcome)
    }
}

impl Drop for Parked {
    fn drop(&mut self) {
        let mut state = self.exchange.state();
        if state.parked.as_ref().is_some_and(|(number, _)| *number == self.number) {
            state.parked = None;
        }
        if let Ok(event) = self.event.try_recv()
            && let Turn::Running { id, unseen, .. } = &mut state.turn
            && *id == event.id
        {
            *unseen = Some(event);
        }
    }
}

impl Posting {
    /// This is the answer.
    pub(crate) fn complete(mut self, outcome: Outcome) {
        let Some(exchange) = self.0.take() else { return };
        let mut state = exchange.state();
        match mem::replace(&mut state.turn, Turn::InitError) {
            Turn::Running { id, tell, .. } => {
                state.turn = Turn::Sent { id };
                drop(state);
                // Nobody waits: the time-out came first.
                let _ = tell.send(outcome);
            }
            other => state.turn = other,
        }
    }
}

impl Drop for Posting {
    fn drop(&mut self) {
        if let Some(exchange) = self.0.take()
            && let Turn::Running { is_posting, .. } = &mut exchange.state().turn
        {
            *is_posting = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(id: &str) -> Event {
        Event { id: id.to_owned(), head: Vec::new(), payload: Bytes::new() }
    }

    fn response(text: &'static str) -> Outcome {
        Outcome::Response(Bytes::from_static(text.as_bytes()))
    }

    fn turn(from: &'static str, to: &'static str) -> Refusal {
        Refusal::Turn { from, to }
    }

    #[tokio::test]
    async fn each_event_is_answered_once_and_by_its_id() {
        let (exchange, init) = Exchange::new();
        assert_eq!(exchange.post("1", "R").err(), Some(Refusal::RequestId), "before the first");
        let mut parked = exchange.next().unwrap();
        assert_eq!(init.await, Ok(Ok(())));
        assert_eq!(exchange.init_error(reported()).err(), Some(turn("Ready", "InitError")));
        exchange.parked().await;
        let outcome = exchange.deliver(event("1")).unwrap();
        assert_eq!((&mut parked.event).await.unwrap().id, "1");
        assert_eq!(exchange.next().err(), Some(turn("Running", "Ready")));
        assert_eq!(exchange.post("2", "R").err(), Some(Refusal::RequestId));
        let posting = exchange.post("1", "R").unwrap();
        assert_eq!(exchange.post("1", "R").err(), Some(turn("R", "R")), "two at once");
        drop(posting);
        exchange.post("1", "R").unwrap().complete(response("a"));
        assert_eq!(outcome.await.unwrap(), response("a"));
        assert_eq!(exchange.post("1", "R").err(), Some(turn("ResponseSent", "R")), "twice");
        let _again = exchange.next().unwrap();
        assert_eq!(exchange.post("1", "R").err(), Some(Refusal::RequestId));
    }

    #[tokio::test]
    async fn a_request_whose_client_has_gone_gets_no_event() {
        let (exchange, _init) = Exchange::new();
        drop(exchange.next().unwrap());
        let back = exchange.deliver(event("1")).unwrap_err();
        let old = exchange.next().unwrap();
        let new = exchange.next().unwrap();
        drop(old);
        exchange.parked().await;
        exchange.deliver(back).unwrap();
        drop(new);
        let mut newest = exchange.next().unwrap();
        assert_eq!((&mut newest.event).await.unwrap().id, "1", "it was on its way");
        drop(newest);
        assert_eq!(exchange.next().err(), Some(turn("Running", "Ready")), "it has been seen");
    }

    fn reported() -> Reported {
        Reported { document: Bytes::from_static(b"{}"), kind: None }
    }

    #[tokio::test]
    async fn after_an_init_error_nothing_goes_on() {
        let (exchange, init) = Exchange::new();
        exchange.init_error(reported()).unwrap();
        assert_eq!(init.await, Ok(Err(reported())));
        assert_eq!(exchange.next().err(), Some(turn("InitError", "Ready")));
        assert_eq!(exchange.init_error(reported()).err(), Some(turn("InitError", "InitError")));
    }
}
