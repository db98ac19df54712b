//! Counting: how many invocations run at once, and who may begin another one.
//!
//! An account has a pool. A function with a reservation may run that many and takes nothing from
//! the pool; all others share what the reservations leave. A [`Permit`] is one running invocation
//! and gives its place back when it is dropped.
//!
//! The limit on how fast a function may grow (+1,000 in 10 s) belongs between the two checks of
//! [`Permit::take`]; it comes with the sandboxes' own issue, since it counts those.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};

use fn_model::ThrottleReason;
use tokio::sync::Notify;

/// The pool of one account in one region.
#[derive(Debug)]
pub struct Account {
    limit: u32,
    reserved: AtomicU32,
    unreserved_running: AtomicU32,
    room: Room,
}

/// The running invocations of one function.
#[derive(Debug, Default)]
pub struct Function {
    running: AtomicU32,
    room: Room,
}

/// Leave to run one invocation, until it is dropped.
#[derive(Debug)]
pub struct Permit {
    account: Arc<Account>,
    function: Arc<Function>,
    from_pool: bool,
}

/// Where those wait who were throttled.
#[derive(Debug, Default)]
struct Room {
    waiting: AtomicUsize,
    notify: Notify,
}

impl Account {
    /// An account with room for `limit` invocations.
    pub fn new(limit: u32) -> Self {
        Self {
            limit,
            reserved: AtomicU32::new(0),
            unreserved_running: AtomicU32::new(0),
            room: Room::default(),
        }
    }

    /// A function's reservation has changed from `old` to `new`.
    pub fn reserve(&self, old: Option<u32>, new: Option<u32>) {
        let (old, new) = (old.unwrap_or(0), new.unwrap_or(0));
        if new >= old {
            self.reserved.fetch_add(new - old, Ordering::SeqCst);
        } else {
            self.reserved.fetch_sub(old - new, Ordering::SeqCst);
        }
        self.room.wake();
    }

    /// How many may run that have no reservation.
    pub fn unreserved(&self) -> u32 {
        self.limit.saturating_sub(self.reserved.load(Ordering::SeqCst))
    }

    /// How many of these run.
    pub fn unreserved_running(&self) -> u32 {
        self.unreserved_running.load(Ordering::SeqCst)
    }
}

impl Function {
    /// How many invocations of it run.
    pub fn running(&self) -> u32 {
        self.running.load(Ordering::SeqCst)
    }

    /// Wake those that wait for it: it has changed or gone.
    pub fn wake(&self) {
        self.room.wake();
    }
}

impl Permit {
    /// Leave to run one more invocation of `function`, which has this reservation.
    pub fn take(
        account: &Arc<Account>,
        function: &Arc<Function>,
        reserved: Option<u32>,
    ) -> Result<Self, ThrottleReason> {
        let from_pool = reserved.is_none();
        if let Some(reserved) = reserved {
            up_to(&function.running, reserved)
                .ok_or(ThrottleReason::ReservedFunctionConcurrentInvocationLimitExceeded)?;
        } else {
            up_to(&account.unreserved_running, account.unreserved())
                .ok_or(ThrottleReason::ConcurrentInvocationLimitExceeded)?;
            function.running.fetch_add(1, Ordering::SeqCst);
        }
        Ok(Self { account: Arc::clone(account), function: Arc::clone(function), from_pool })
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.function.running.fetch_sub(1, Ordering::SeqCst);
        self.function.room.wake();
        if self.from_pool {
            self.account.unreserved_running.fetch_sub(1, Ordering::SeqCst);
            self.account.room.wake();
        }
    }
}

/// Whether [`Permit::take`] would succeed.
pub(crate) fn has_room(account: &Account, function: &Function, reserved: Option<u32>) -> bool {
    match reserved {
        Some(reserved) => function.running() < reserved,
        None => account.unreserved_running() < account.unreserved(),
    }
}

/// Wait until `ready`, which is asked again whenever a place of either becomes free.
pub(crate) async fn wait(account: &Account, function: &Function, mut ready: impl FnMut() -> bool) {
    let _counted = (account.room.enter(), function.room.enter());
    loop {
        let mut one = pin!(account.room.notify.notified());
        let mut other = pin!(function.room.notify.notified());
        // Registered before the question is asked, so that no answer comes in between unheard.
        one.as_mut().enable();
        other.as_mut().enable();
        if ready() {
            return;
        }
        std::future::poll_fn(|cx| {
            let woken = one.as_mut().poll(cx).is_ready() || other.as_mut().poll(cx).is_ready();
            if woken { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
        })
        .await;
    }
}

impl Room {
    fn enter(&self) -> Waiting<'_> {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        Waiting(self)
    }

    /// The usual case, nobody waiting, costs one load: `notify_waiters` takes a lock.
    fn wake(&self) {
        if self.waiting.load(Ordering::SeqCst) > 0 {
            self.notify.notify_waiters();
        }
    }
}

struct Waiting<'r>(&'r Room);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Ordering::SeqCst);
    }
}

/// One more in `count`, unless that makes it more than `max`.
fn up_to(count: &AtomicU32, max: u32) -> Option<u32> {
    count
        .try_update(Ordering::SeqCst, Ordering::SeqCst, |count| (count < max).then(|| count + 1))
        .ok()
}
