//! Two roles of the data plane in front of all others: *frontend*, which turns an Invoke by name
//! into a run of one version, and *counting*, which says how many may run at once.
//!
//! [`Frontend`] holds what the control plane last said of every function, in memory and read
//! without locks: a warm invocation touches no store and waits for nobody here. It knows neither
//! AWS's protocols nor sandboxes; it passes what it lets through to [`fn_model::Invoke`].
//! Start at [`Frontend::invoke`].

mod counting;
mod frontend;
mod lineage;
mod running;

pub use counting::{Account, Function, Permit};
pub use fn_model::CallError as FrontendError;
pub use frontend::Frontend;
