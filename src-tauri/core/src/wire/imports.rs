//! The import before, while and after it happens, and taking it back.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::contacts::ReasonCount;
use crate::ids::ImportId;

/// One import of the past.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PastImportView {
    /// Its id.
    pub id: ImportId,
    /// The file's name without its folder.
    pub file_name: String,
    /// When, RFC 3339.
    pub at: String,
    /// Rows of the file: the sum of the next four.
    pub rows: u32,
    /// New contacts.
    pub created: u32,
    /// Changed contacts.
    pub updated: u32,
    /// Rows that changed nothing.
    pub unchanged: u32,
    /// Rows that could not be used.
    pub rejected: u32,
    /// When it was taken back, RFC 3339; empty where it stands.
    pub undone_at: String,
}

/// What taking an import back did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct UndoneView {
    /// Which import.
    pub id: ImportId,
    /// Contacts that are gone.
    pub removed: u32,
    /// Contacts with former values again.
    pub restored: u32,
    /// Contacts left alone because they were changed since.
    pub left_alone: u32,
    /// Ledger entries revoked by new ones.
    pub revoked: u32,
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
    /// What is to be done about rows with one problem.
    pub repairs: Vec<RepairChoice>,
    /// Cells that the owner has corrected.
    pub edits: Vec<CellEdit>,
}

/// What is to be done about rows with one problem.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct RepairChoice {
    /// The problem's kind, for example `no_country_code`.
    pub kind: String,
    /// One of its remedies; a country's code where the remedy is `country`.
    pub remedy: String,
}

/// A corrected cell.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct CellEdit {
    /// Row, as a spreadsheet numbers it: the header is row 1.
    pub row: u32,
    /// The column's name.
    pub column: String,
    /// What the cell is to say.
    pub text: String,
}

/// A choice for a column.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct NamedChoice {
    /// Column.
    pub column: String,
    /// Field id.
    pub field: String,
}

/// How the people of a file come to be in it, as its owner answers for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// They agreed to texts; how, nobody has said.
    Agreed,
    /// They ticked a box or filled in a form.
    TickedBox,
    /// They signed something.
    Written,
    /// They texted a word to join.
    Keyword,
    /// They bought from this shop.
    Customers,
    /// The list was bought, rented or collected somewhere.
    BoughtList,
}

/// How, where, when and in which words consent was given.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct ConsentDeclaration {
    /// How.
    pub basis: Basis,
    /// For example `checkout`; only where they agreed.
    pub source: String,
    /// Date, `YYYY-MM-DD`: when they agreed, or before which nobody bought.
    pub date: String,
    /// The exact words shown; only where they agreed.
    pub wording: String,
    /// What they agreed to; only where they agreed.
    pub scope: crate::consent::Scope,
}

/// A column of the file as understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ColumnView {
    /// Header.
    pub column: String,
    /// Field id; empty if ignored.
    pub field: String,
    /// `sure`, `guessed`, `ambiguous`, `chosen`, `remembered`, `ignored`.
    pub certainty: String,
    /// Of an ambiguous column: the fields it may be, the likeliest first.
    pub candidates: Vec<String>,
    /// Three values.
    pub samples: Vec<String>,
}

/// What an import would do, or did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ImportCounts {
    /// The import's id; `None` for a preview.
    pub id: Option<ImportId>,
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

/// A file at first sight, judged by its head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ImportLook {
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
    /// Whether the file itself says who consented.
    pub has_consent_column: bool,
}

/// The preview: nothing has been written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ImportPreview {
    /// What committing would do.
    pub counts: ImportCounts,
    /// What is worth mending or was mended, in the order of an owner's work.
    pub problems: Vec<ProblemView>,
}

/// Rows with one problem, and what can be done about all of them at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ProblemView {
    /// For example `no_country_code`.
    pub kind: String,
    /// Rows that still have it.
    pub open: u32,
    /// Rows that the chosen remedy has mended.
    pub mended: u32,
    /// What can be done, the usual remedy first; `country` stands for any country's code. Empty: cells only.
    pub remedies: Vec<String>,
    /// The chosen remedy; empty if none.
    pub chosen: String,
    /// A country's code that would mend most of them; empty if none.
    pub proposed: String,
    /// The calling code of the country that was chosen or proposed; 0 if none.
    pub calling_code: u32,
}

/// Which rows to show.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct ProblemQuery {
    /// The problem's kind.
    pub kind: String,
    /// First row of the page, counted from 0.
    pub offset: u32,
    /// At most this many (200 at most).
    pub limit: u32,
}

/// A page of rows with one problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ProblemPage {
    /// The columns that matter, and those by which a person is recognised.
    pub columns: Vec<String>,
    /// This page.
    pub rows: Vec<ProblemRowView>,
    /// Whether there are more.
    pub more: bool,
}

/// One row with a problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ProblemRowView {
    /// As a spreadsheet numbers it: the header is row 1.
    pub row: u32,
    /// Cells, as corrected.
    pub cells: Vec<String>,
    /// Whether the chosen remedy has mended it.
    pub mended: bool,
    /// Whether the owner has corrected a cell of it.
    pub edited: bool,
}

/// Progress of a running import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ImportProgress {
    /// Rows read so far.
    pub rows: u32,
    /// Bytes read, in thousandths of the file.
    pub permille: u32,
}
