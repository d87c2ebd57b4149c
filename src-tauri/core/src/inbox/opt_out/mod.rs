//! Is this inbound text a wish to be left alone?
//!
//! Owns the one classifier for every inbound text, whatever the provider has
//! already caught. Pure and deterministic; knows no number, no ledger, no
//! clock. Order: whole-message keywords (one slip forgiven), then plain
//! language by structure (request and object), then signs that a person must
//! look at. Invariants: a doubtful text is `probable`, never silently `none`;
//! a negated wish ("don't stop!") counts for nothing; "yes" means something
//! only while a double opt-in is pending.

mod grammar;
mod keyword;
mod lexicon;
mod matching;
mod quick;
mod reading;
mod slips;
mod speech;
mod stranger;

use serde::{Deserialize, Serialize};
use specta::Type;

/// What an inbound text asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Suppress now.
    OptOut,
    /// Suppress provisionally and ask the owner.
    ProbableOptOut,
    /// Answer with brand and contact.
    Help,
    /// A wish to get texts (again), for the owner or the double opt-in to confirm.
    OptIn,
    /// Ordinary conversation.
    None,
}

/// The outcome with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Verdict {
    /// What to do.
    pub outcome: Outcome,
    /// Which rule, which words. Holds words of the message: evidence, not for logs.
    pub because: String,
}

impl Verdict {
    fn new(outcome: Outcome, because: impl Into<String>) -> Self {
        Self { outcome, because: because.into() }
    }
}

/// Classifies one inbound text.
#[must_use]
pub fn classify(text: &str, pending_double_opt_in: bool) -> Verdict {
    let folded = reading::folded(text);
    let tokens = reading::tokens(&folded);
    keyword::whole_message(text, &tokens, pending_double_opt_in)
        .or_else(|| speech::plain_language(text, &tokens))
        .unwrap_or_else(|| Verdict::new(Outcome::None, "no rule"))
}

#[cfg(test)]
mod tests;
