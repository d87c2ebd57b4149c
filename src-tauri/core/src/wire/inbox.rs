//! Conversations.

use serde::{Deserialize, Serialize};
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
    /// `wants_texts`, `needs_reply`, `opted_out`, `probable_opt_out`, `done`.
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

/// A double opt-in as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct AskingView {
    /// Who.
    pub contact: NumberId,
    /// E.164.
    pub number: String,
    /// First and last name.
    pub name: String,
    /// `queued`, `waiting`, `unanswered`, `not_sent`, `confirmed`, `declined`, `withdrawn`; empty if never asked.
    pub state: String,
    /// When the question was queued, RFC 3339; empty if never.
    pub asked_at: String,
    /// Until when a yes counts, RFC 3339; empty while the question has not gone out.
    pub answer_by: String,
    /// The question.
    pub text: String,
    /// Why they cannot be asked now; empty if they can.
    pub why_not: String,
}

/// A text that goes out by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FixedTextView {
    /// `confirmation`, `help` or `asking`.
    pub id: String,
    /// The owner's own words; empty where the usual ones serve.
    pub own: String,
    /// The words that come with the program, under the shop's brand.
    pub usual: String,
    /// Parts of what goes out.
    pub parts: u32,
}

/// The texts that go out by themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FixedTextsView {
    /// Where the shop is reached; stands in the usual help.
    pub contact: String,
    /// Each of them.
    pub texts: Vec<FixedTextView>,
}

/// The owner's own words; an empty text means the usual one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
pub struct FixedTextsChange {
    /// Where the shop is reached.
    pub contact: String,
    /// After an opt-out.
    pub confirmation: String,
    /// In answer to HELP.
    pub help: String,
    /// To ask for a double opt-in.
    pub asking: String,
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
