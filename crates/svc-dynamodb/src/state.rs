//! What the service keeps in memory: open tables and the locks of items. All of it can be lost.

use crate::catalog::Catalog;
use crate::locks::ItemLocks;

/// The service's state.
#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) catalog: Catalog,
    pub(crate) locks: ItemLocks,
}
