//! Contacts and the import.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::ids::NumberId;

/// A line of the contacts table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ContactLine {
    /// Whose.
    pub id: NumberId,
    /// E.164.
    pub number: String,
    /// First and last name.
    pub name: String,
    /// Place: city, region, country as known.
    pub place: String,
    /// `promotional`, `transactional`, `conversational` or `none`.
    pub consent: String,
    /// Whether the number is suppressed.
    pub suppressed: bool,
    /// Orders known.
    pub orders: u32,
    /// Money spent, written.
    pub spent: String,
    /// Last order, RFC 3339; empty if none.
    pub last_order_at: String,
    /// Tags.
    pub tags: Vec<String>,
}

/// One page of the contacts table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ContactPage {
    /// All that match the search.
    pub total: u32,
    /// This page.
    pub lines: Vec<ContactLine>,
}

/// What to show in the contacts table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct ContactQuery {
    /// Part of a name or number; empty for everybody.
    pub search: String,
    /// First line.
    pub offset: u32,
    /// At most this many (500 at most).
    pub limit: u32,
}

/// A named value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct NamedValue {
    /// The field's id, for example `email`.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// One person with everything known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ContactView {
    /// The table's line.
    pub line: ContactLine,
    /// Everything else that is filled in.
    pub fields: Vec<NamedValue>,
    /// The ledger, oldest first.
    pub ledger: Vec<LedgerView>,
    /// Dated facts, newest first.
    pub activity: Vec<ActivityView>,
    /// Texts both ways, newest first.
    pub messages: Vec<TextView>,
}

/// One line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LedgerView {
    /// Position in the chain.
    pub seq: u32,
    /// `granted`, `confirmed`, `reconfirmed`, `revoked`.
    pub kind: String,
    /// What it covers.
    pub scope: String,
    /// Where.
    pub source: String,
    /// When, RFC 3339.
    pub happened_at: String,
    /// When recorded, RFC 3339.
    pub recorded_at: String,
    /// How they agreed; empty where nobody has said.
    pub method: String,
    /// The exact words shown; empty if unknown.
    pub wording: String,
    /// Which wording, with its version; empty if unknown.
    pub wording_version: String,
    /// What kind of evidence the detail is; empty if none.
    pub evidence: String,
    /// Evidence.
    pub detail: String,
    /// Countries whose law may apply, comma between.
    pub jurisdiction: String,
    /// When it runs out by law, RFC 3339; empty if never.
    pub expires_at: String,
}

/// A dated fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ActivityView {
    /// For example `order_placed`.
    pub kind: String,
    /// RFC 3339.
    pub happened_at: String,
    /// For example the order's number.
    pub reference: String,
    /// Money, written; empty where there is none.
    pub amount: String,
}

/// A text, in either direction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct TextView {
    /// Whether they wrote it.
    pub inbound: bool,
    /// The text.
    pub body: String,
    /// When, RFC 3339.
    pub at: String,
    /// Outbound: the message's state. Inbound: the classifier's verdict.
    pub state: String,
    /// Outbound: the reason of its end. Inbound: why the classifier thinks so.
    pub reason: String,
    /// The campaign's name, if any.
    pub campaign: String,
    /// Outbound: `campaign`, `test`, `reply`, or what went out by itself: `confirmation`, `help`, `asking`. Inbound: empty.
    pub kind: String,
}

/// A reason and how many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ReasonCount {
    /// The reason's id.
    pub reason: String,
    /// How many.
    pub count: u32,
}
