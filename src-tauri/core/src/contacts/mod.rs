//! People reachable at one mobile number.
//!
//! Owns numbers, contacts and the import. Knows no segment, no campaign and no
//! gateway. Invariants: the number is the identity; an import changes all it
//! said it would or nothing; it can only add suppressions.

mod hours;
pub mod import;
mod numbers;
pub mod phone;
mod sample;
mod standing;
pub mod wire;

pub use numbers::{known, meet};
pub use phone::Line;
pub use sample::{SAMPLE, import_sample};
pub use standing::mark_line;
