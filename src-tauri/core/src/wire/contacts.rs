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

/// What to import, and how the file was answered for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct ImportRequest {
    /// The file's path, as the core gave it out.
    pub path: String,
    /// Default country, ISO 3166 alpha-2.
    pub country: String,
    /// Columns the owner assigned by hand: column name and field id (`ignore` to leave out).
    pub map: Vec<NamedChoice>,
    /// How consent was given; `None` if the owner cannot say.
    pub declaration: Option<ConsentDeclaration>,
}

/// A choice for a column.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct NamedChoice {
    /// Column.
    pub column: String,
    /// Field id.
    pub field: String,
}

/// Where, when and in which words consent was given.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct ConsentDeclaration {
    /// For example `checkout`.
    pub source: String,
    /// Date, `YYYY-MM-DD`.
    pub date: String,
    /// The exact words shown.
    pub wording: String,
    /// What they agreed to.
    pub scope: crate::consent::Scope,
}

/// A column of the file as understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ColumnView {
    /// Header.
    pub column: String,
    /// Field id; empty if ignored.
    pub field: String,
    /// `sure`, `guessed`, `ambiguous`, `chosen`, `ignored`.
    pub certainty: String,
    /// Three values.
    pub samples: Vec<String>,
}

/// What an import would do, or did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ImportCounts {
    /// The import's id; `None` for a preview.
    pub id: Option<crate::ids::ImportId>,
    /// Rows of the file.
    pub rows: u32,
    /// New contacts.
    pub created: u32,
    /// Changed contacts.
    pub updated: u32,
    /// Rows that changed nothing.
    pub unchanged: u32,
    /// Rows that could not be used.
    pub rejected: u32,
    /// Rejected, by reason.
    pub rejected_by: Vec<ReasonCount>,
    /// Rows whose number is suppressed.
    pub met_suppressions: u32,
    /// Rows with provable consent.
    pub with_consent: u32,
}

/// A reason and how many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ReasonCount {
    /// The reason's id.
    pub reason: String,
    /// How many.
    pub count: u32,
}

/// The preview: nothing has been written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ImportPreview {
    /// The file's name without its folder.
    pub file_name: String,
    /// Encoding as understood, for example `UTF-8`.
    pub encoding: String,
    /// Delimiter as understood: `comma`, `semicolon`, `tab`, `pipe`.
    pub delimiter: String,
    /// Columns.
    pub columns: Vec<ColumnView>,
    /// The first rows, cells in column order.
    pub rows: Vec<Vec<String>>,
    /// Field ids a column can be assigned to.
    pub fields: Vec<String>,
    /// What committing would do.
    pub counts: ImportCounts,
    /// Whether the file itself says who consented.
    pub has_consent_column: bool,
    /// A few rejected rows: line number, reason.
    pub rejects: Vec<RejectView>,
}

/// A rejected row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RejectView {
    /// Line in the file, from 1.
    pub line: u32,
    /// Reason id.
    pub reason: String,
    /// The cells that identify the row.
    pub shown: String,
}

/// Progress of a running import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ImportProgress {
    /// Rows read so far.
    pub rows: u32,
    /// Bytes read, in thousandths of the file.
    pub permille: u32,
}
