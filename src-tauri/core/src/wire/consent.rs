//! Consent: the state of a number on a day.

use serde::Serialize;
use specta::Type;

/// What a number's state was at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct StateOn {
    /// The moment, RFC 3339.
    pub at: String,
    /// Whether it was suppressed: no text at all.
    pub suppressed: bool,
    /// Since when, RFC 3339; empty if not.
    pub suppressed_since: String,
    /// By what; empty if not.
    pub suppressed_by: String,
    /// Promotional, transactional, conversational.
    pub scopes: Vec<ScopeState>,
}

/// One scope at that moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ScopeState {
    /// The scope.
    pub scope: String,
    /// Whether the person had agreed.
    pub holds: bool,
    /// `never`, `agreed`, `revoked`, `expired`.
    pub why: String,
    /// The entry that says so; 0 if none.
    pub entry: u32,
    /// Since when, RFC 3339; empty where it makes no sense.
    pub since: String,
    /// When it runs or ran out by law, RFC 3339; empty if never.
    pub until: String,
    /// Whether the shop learnt of it only after that moment.
    pub learnt_later: bool,
}
