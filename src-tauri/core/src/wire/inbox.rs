//! Conversations.

use serde::Serialize;
use specta::Type;

use super::contacts::TextView;
use crate::ids::NumberId;

/// A line in the list of conversations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ConversationLine {
    /// With whom.
    pub id: NumberId,
    /// E.164.
    pub number: String,
    /// First and last name.
    pub name: String,
    /// The last thing they wrote.
    pub last_text: String,
    /// When, RFC 3339.
    pub last_at: String,
    /// `needs_reply`, `opted_out`, `probable_opt_out`, `done`.
    pub state: String,
}

/// A conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ConversationView {
    /// Its line.
    pub line: ConversationLine,
    /// Texts both ways, oldest first.
    pub texts: Vec<TextView>,
    /// Why no reply can be written; empty if one can.
    pub closed_because: String,
}

/// What a pull brought.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Type)]
pub struct PullView {
    /// New texts.
    pub texts: u32,
    /// Of these, opt-outs.
    pub opt_outs: u32,
    /// Receipts that changed something.
    pub receipts: u32,
    /// Texts in doubt that were found at the provider.
    pub resolved: u32,
}
