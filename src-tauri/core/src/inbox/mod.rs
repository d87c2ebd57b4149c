//! What people write back.
//!
//! Owns pulling, storing and acting on inbound texts, and the conversations they
//! make. Invariants: a text is stored and acted on in the same transaction that
//! moves the cursor; a failed pull moves nothing; a STOP is never un-said here.

mod conversation;
pub mod opt_out;
mod pulling;
mod receive;
mod rows;

pub use conversation::{conversations, done, reply, settle, show};
pub use pulling::pull_all;
pub use receive::{Pulled, pull};
pub(crate) use rows::texts;
