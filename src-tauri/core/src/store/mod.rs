//! The encrypted store: opening, locking, reading, writing.
//!
//! Owns every connection and pragma; knows no table but `identity` and `run`.
//! Invariants: a store is only ever created on request, never by accident; one
//! process writes at a time; events follow commits.

#[cfg(any(test, feature = "testing"))]
mod death;
mod fault;
mod key;
mod keychain;
mod kit;
mod lock;
mod migrate;
mod numbers;
mod open;
mod pragmas;
mod private_file;
mod write;

pub use fault::StoreError;
pub(crate) use key::hex;
pub use key::{KeySource, StoreKey};
pub use keychain::{Keychain, KeychainFault, SystemKeychain};
pub use kit::RecoveryKit;
pub use numbers::NumberKeys;
pub use open::{Store, StoreKind};
pub(crate) use private_file::replace as replace_private_file;
pub use write::WriteTx;

#[cfg(test)]
mod tests;
