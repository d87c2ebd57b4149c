//! How a fact that went wrong reaches a person.
//!
//! Inside the core an error is a small enum of facts; at the edge it becomes a
//! [`Problem`] with a stable code, a sentence and what to do next. Nobody
//! parses the sentence.

use serde::{Deserialize, Serialize};
use specta::Type;

/// An error as the window and the command line show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Problem {
    /// Stable, lower case, for example `store_key_wrong`.
    pub code: String,
    /// What happened and what it means for the shop's customers.
    pub message: String,
    /// What to do next; empty where there is nothing to do.
    pub hint: String,
    /// Whether this is "not possible now" (a notice) rather than a failure.
    pub notice: bool,
}

/// An error that can explain itself to the owner.
pub trait Explain: std::error::Error {
    /// The stable code.
    fn code(&self) -> &'static str;
    /// What to do next.
    fn hint(&self) -> String;
    /// Whether it only says "not possible now".
    fn notice(&self) -> bool {
        false
    }
}

impl<E: Explain> From<E> for Problem {
    fn from(error: E) -> Self {
        Self {
            code: error.code().into(),
            message: error.to_string(),
            hint: error.hint(),
            notice: error.notice(),
        }
    }
}
