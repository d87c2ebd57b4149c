//! The encrypted store: opening, locking, reading, writing.
//!
//! Owns every connection and pragma; knows no table but `identity`, `run` and `place` with its log of suppressions.
//! Invariants: a store is only ever created on request, never by accident; one
//! process writes at a time; events follow commits.

pub(crate) mod backup;
#[cfg(any(test, feature = "testing"))]
mod death;
mod device;
pub(crate) mod exchange;
mod fault;
mod founding;
mod key;
mod keychain;
mod kit;
mod lock;
mod lot;
mod migrate;
mod numbers;
mod open;
pub(crate) mod place;
mod pragmas;
mod private_file;
mod touched;
mod write;

pub use device::Device;
pub(crate) use device::Record;
pub use fault::StoreError;
pub(crate) use key::hex;
pub use key::{KeySource, StoreKey};
pub use keychain::{Keychain, KeychainFault, SystemKeychain};
pub use kit::RecoveryKit;
pub use lot::{Cell, Lot};
pub(crate) use migrate::is_pending;
pub use numbers::NumberKeys;
pub use open::{Store, StoreKind};
pub(crate) use private_file::replace as replace_private_file;
pub(crate) use touched::{BLOCK, Touched};
pub use write::WriteTx;

#[cfg(test)]
mod tests;
