//! Health: what became of texts, compared with fixed limits and with the shop's own past.
//!
//! `alarms` judges and knows no SQL, `rollups` counts and judges nothing,
//! `watch` brings both together inside the claim. Invariants: an alarm slows or
//! pauses and never sends; only a person resumes; what a person has seen and
//! resumed is not held against them again, only what was sent after it.

pub mod alarms;
mod rollups;
mod watch;

pub use watch::{Seen, latest, look, resumed, troubles};
