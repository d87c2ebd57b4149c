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
    /// Whether their list is held as a bought one.
    pub quarantined: bool,
    /// Orders known.
    pub orders: u32,
    /// Money spent, written.
    pub spent: String,
    /// Last order, RFC 3339; empty if none.
    pub last_order_at: String,
    /// Last text sent to them, RFC 3339; empty if none.
    pub last_text_at: String,
    /// Tags.
    pub tags: Vec<String>,
}

/// One page of the contacts table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ContactPage {
    /// All that match.
    pub total: u32,
    /// This page.
    pub lines: Vec<ContactLine>,
}

/// Whom the contacts table shows, and in which order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
pub struct ContactAsked {
    /// Part of a name, an e-mail address or a number, as typed; empty for everybody.
    pub search: String,
    /// Who of them.
    pub filter: ContactFilter,
    /// `newest` (or empty), `name`, `orders`, `spent`, `last_order`, `last_text`.
    pub sort: String,
    /// The other way round.
    pub reversed: bool,
}

/// A filter; what is empty or null lets everybody through.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
pub struct ContactFilter {
    /// The widest consent: `promotional`, `transactional`, `conversational` or `none`.
    pub consent: Option<String>,
    /// Wears this tag.
    pub tag: String,
    /// ISO 3166 alpha-2.
    pub country: String,
    /// Was brought by this import.
    pub import: Option<crate::ids::ImportId>,
    /// Kind of line, for example `mobile`.
    pub line: Option<String>,
    /// `never`, `in_DAYS` or `not_in_DAYS`, for example `not_in_30`.
    pub last_text: Option<String>,
    /// Whether suppressed.
    pub suppressed: Option<bool>,
    /// Whether held with a bought list.
    pub quarantined: Option<bool>,
}

/// What to show in the contacts table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
pub struct ContactQuery {
    /// Who, and in which order.
    pub asked: ContactAsked,
    /// First line.
    pub offset: u32,
    /// At most this many (500 at most).
    pub limit: u32,
}

/// What the table can be filtered by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ContactChoices {
    /// Tags that somebody wears.
    pub tags: Vec<String>,
    /// Countries, ISO 3166 alpha-2.
    pub countries: Vec<String>,
    /// Imports that stand, newest first.
    pub imports: Vec<ImportChoice>,
}

/// An import to filter by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ImportChoice {
    /// Its id.
    pub id: crate::ids::ImportId,
    /// The file's name without its folder.
    pub file_name: String,
    /// When, RFC 3339.
    pub at: String,
}

/// Who is meant by a deed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
pub struct ChosenContacts {
    /// The table as it was asked for.
    pub asked: ContactAsked,
    /// Everybody who matches, not only the lines in view.
    pub all: bool,
    /// Those chosen; of all: those left out.
    pub ids: Vec<NumberId>,
    /// How many were named when the deed was confirmed; for any other number nothing is done.
    pub expected: u32,
}

/// What is done to them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum BulkDeed {
    /// Puts a tag on. Can be taken back.
    Tag {
        /// Its name.
        name: String,
    },
    /// Takes a tag off. Can be taken back.
    Untag {
        /// Its name.
        name: String,
    },
    /// Takes them off the list. Can be taken back.
    TakeOff,
    /// Never texts them again. Only they can undo it.
    Suppress,
    /// Erases everything readable about them, for good.
    Erase,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct BulkDone {
    /// People changed.
    pub people: u32,
    /// People to whom it could not be done now: a text to them is under way.
    pub left: u32,
    /// The repair to take back; null where nothing can be or needs to be.
    pub repair: Option<u32>,
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
