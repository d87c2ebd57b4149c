//! People reachable at one mobile number.
//!
//! Owns numbers, contacts and the import. Knows no segment, no campaign and no
//! gateway. Invariants: the number is the identity; an import changes all it
//! said it would or nothing; it can only add suppressions.

mod block;
mod bulk;
pub mod cleanup;
mod deeds;
pub mod export;
mod filter;
mod finder;
mod hours;
pub mod import;
mod memory;
mod numbers;
pub mod page;
pub mod phone;
mod rows;
mod sample;
mod standing;
mod view;
pub mod wire;

pub use bulk::{BulkError, deed as bulk_deed, save_chosen};
pub use deeds::suppress_by_hand;
pub(crate) use memory::ListMemory;
pub use numbers::{find, known, meet};
pub use phone::Line;
pub use rows::{ActivityRow, ContactRow, activities, contact_of};
pub use sample::{SAMPLE, import_sample};
pub use standing::{ensure, mark_line};
pub use view::{ContactError, choices, page as page_of, save_csv, show, warm};

#[cfg(test)]
mod tests;
