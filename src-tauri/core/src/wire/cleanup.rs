//! The clean-up: findings with their people, repairs and the way back.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::contacts::ContactLine;
use crate::ids::{ImportId, NumberId};

/// What is wrong with the list as a whole, and what was done about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CleanupView {
    /// Everybody looked at.
    pub contacts: u32,
    /// Months after which a consent counts as old.
    pub old_after_months: u32,
    /// Findings, gravest first; kinds without people are left out.
    pub findings: Vec<FindingView>,
    /// Lists that bear the marks of a bought one, or did until the owner answered for them.
    pub lists: Vec<BoughtListView>,
    /// Repairs made so far, newest first.
    pub repairs: Vec<RepairView>,
}

/// One kind of finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FindingView {
    /// Its word, for example `name_style`.
    pub kind: String,
    /// People concerned.
    pub people: u32,
    /// Of `duplicate_people`: how many persons they really are. Elsewhere 0.
    pub groups: u32,
}

/// A list that bears the marks of a bought one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct BoughtListView {
    /// The import.
    pub import: ImportId,
    /// The file's name without its folder.
    pub file_name: String,
    /// When it was imported, RFC 3339.
    pub at: String,
    /// People of it that are still in the list.
    pub people: u32,
    /// The evidence.
    pub marks: Vec<MarkView>,
    /// Whether its people are held: nobody of them can be texted.
    pub held: bool,
    /// What the owner said of it; empty until then.
    pub answer: String,
    /// When, RFC 3339; empty until then.
    pub answered_at: String,
}

/// One mark: how many of how many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct MarkView {
    /// `consecutive`, `one_area`, `no_names`, `no_source` or `many_invalid`.
    pub mark: String,
    /// So many bear it.
    pub count: u32,
    /// Of so many.
    pub of: u32,
}

/// A repair that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RepairView {
    /// Its id, for the way back.
    pub id: u32,
    /// The kind's word.
    pub kind: String,
    /// The owner's answer or the tag, where there is one.
    pub detail: String,
    /// People changed.
    pub people: u32,
    /// When, RFC 3339.
    pub applied_at: String,
    /// When it was taken back, RFC 3339; empty while it stands.
    pub undone_at: String,
}

/// Whose finding, a page at a time.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct FindingQuery {
    /// The kind's word.
    pub kind: String,
    /// First line.
    pub offset: u32,
    /// At most this many (500 at most).
    pub limit: u32,
}

/// One page of the people of a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FindingPage {
    /// All of them.
    pub total: u32,
    /// This page. Who has gone since the look is left out.
    pub lines: Vec<FindingLine>,
}

/// One person of a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FindingLine {
    /// The table's line.
    pub line: ContactLine,
    /// What the repair would make of it, or the fact behind the finding, by kind: the tidied name, the number kept of
    /// a person, the country of the number, the kind of line, the file; RFC 3339 for `old_consent` and `silent`.
    pub detail: String,
    /// Of `shared_number`: every name known under the number, the one in the list first.
    pub names: Vec<PersonName>,
}

/// A first and a last name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PersonName {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
}

/// What the owner chose for a repair.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct RepairRequest {
    /// The kind's word.
    pub kind: String,
    /// Only these people; empty: all that were found.
    pub only: Vec<NumberId>,
    /// Of `shared_number`: keep the name that stands in the list instead of greeting everybody.
    pub keep_names: bool,
    /// Of `shared_number`, for one person in `only`: greet by this name.
    pub name: Option<PersonName>,
    /// Of `bought_list`: this import only.
    pub import: Option<ImportId>,
    /// Of `bought_list`: where the numbers come from. Empty: hold them.
    pub answer: String,
}
