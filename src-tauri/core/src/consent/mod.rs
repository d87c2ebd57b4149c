//! What people have agreed to, and the proof.
//!
//! Owns the ledger, the wordings and the suppressions. Knows no campaign and no
//! file format. Invariants: the ledger only grows and is hash-chained; a
//! suppression is for good and belongs to the number, not to the contact; what
//! `standing` says of consent follows from the ledger in the same transaction.

mod agreed;
mod erasure;
mod evidence;
mod ledger;
mod on_day;
mod promise;
mod proof;
mod retract;
mod rows;
mod scope;
mod state;
mod suppression;
mod text_kind;
mod verify;
mod view;
pub mod wordings;

pub use agreed::{Agreed, agreed};
pub use erasure::{ErasureError, erase};
pub(crate) use erasure::{erase_again, erased_keys};
pub use evidence::{EvidenceError, Whom, write_pack};
pub use ledger::{Ledger, NewEntry, Whereabouts};
pub use on_day::{end_of, state_on};
pub use promise::Promise;
pub use proof::{Evidence, Method, Proof};
pub use retract::retract_import;
pub use rows::{LedgerLine, WordingId, agreed_to_offers, bits_sql, history, wording};
pub use scope::{EntryKind, EntryScope, Scope};
pub use suppression::{
    is_suppressed, left_for_good, lift_for_wish, lift_provisional, suppress, suppress_provisionally,
};
pub use text_kind::TextKind;
pub use verify::{ChainReport, verify, verify_noted};
pub use view::{check_ledger, erase_person, save_evidence, state_of};
pub use wordings::{Told, promises as told};

#[cfg(test)]
mod tests;
