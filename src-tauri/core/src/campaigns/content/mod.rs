//! What stands in a text, as facts for the check page.
//!
//! Each function answers one question about one rendered text, with the words
//! and their place; none of them decides whether to warn or to block. Knows no
//! campaign, no contact, no sender.

mod brand;
mod cart;
mod emphasis;
mod likeness;
mod links;
mod offers;
mod restricted;
mod way_out;
mod why_now;
mod words;

use serde::Serialize;
use specta::Type;

pub use brand::brand_named;
pub use cart::cart;
pub use emphasis::{capitals, emoji, pressure, shouting};
pub use likeness::{SAME_TEMPLATE, likeness};
pub use links::{Link, branded, foreign, links};
pub use offers::offers;
pub use restricted::{Restricted, restricted};
pub use way_out::way_out;
pub use why_now::{Thin, thin_answer};

/// Words in a text and where they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Mark {
    /// The words as written.
    pub words: String,
    /// Index in Unicode scalar values, from 0.
    pub position: u32,
    /// How sure the rule behind it is (`guess`, `derived`, `vendor` ...).
    pub grade: &'static str,
}

#[cfg(test)]
mod tests;
