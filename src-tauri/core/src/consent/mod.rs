//! What people have agreed to, and the proof.
//!
//! Owns the ledger, the wordings and the suppressions. Knows no campaign and no
//! file format. Invariants: the ledger only grows and is hash-chained; a
//! suppression is for good and belongs to the number, not to the contact; what
//! `standing` says of consent follows from the ledger in the same transaction.

mod ledger;
mod retract;
mod rows;
mod scope;
mod suppression;
mod verify;
mod view;

pub use ledger::{Ledger, NewEntry};
pub use retract::retract_import;
pub use rows::{LedgerLine, WordingId, history, wording};
pub use scope::{EntryKind, EntryScope, Scope};
pub use suppression::{is_suppressed, lift_provisional, suppress, suppress_provisionally};
pub use verify::{ChainReport, verify};
pub use view::check_ledger;

#[cfg(test)]
mod tests;
