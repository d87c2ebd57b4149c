//! What an import is asked to do and what it answers: plain data.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Serialize;

use super::damage::Damages;
use super::declaration::Declaration;
use super::edit::Edit;
use super::mapping::Column;
use super::problem::Problem;
use super::remedy::Repairs;
use super::values::OrderCertainty;

/// What to import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The file.
    pub path: PathBuf,
    /// ISO 3166 alpha-2, for numbers without a country code.
    pub default_country: String,
    /// How consent was given; `None` if nobody can say.
    pub declaration: Option<Declaration>,
    /// Column name and field id, where the owner knows better than the guess.
    pub map: Vec<(String, String)>,
    /// What is to be done about rows with one problem.
    pub repairs: Repairs,
    /// Cells that the owner has corrected.
    pub edits: Vec<Edit>,
}

impl Request {
    /// A file as it is, with nothing chosen and nothing declared.
    #[must_use]
    pub fn of(path: PathBuf, default_country: &str) -> Self {
        Self {
            path,
            default_country: default_country.to_owned(),
            declaration: None,
            map: Vec::new(),
            repairs: Repairs::default(),
            edits: Vec::new(),
        }
    }
}

/// What an import did, or would do. `created + updated + unchanged + rejected = rows`, always.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ImportResult {
    /// The import's id; `None` for a preview.
    pub id: Option<u32>,
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
    /// Of these, by reason.
    pub rejected_by: BTreeMap<String, u32>,
    /// Rows that changed this field; a row that changed two counts under both.
    pub updated_by: BTreeMap<String, u32>,
    /// Rows that something was done to and that no repair has mended, by damage. A row may have several.
    pub damaged_by: BTreeMap<String, u32>,
    /// Rows that a repair has mended, by damage.
    pub mended_by: BTreeMap<String, u32>,
    /// Rows whose number must not be texted: suppressed before, or unsubscribed in this file.
    pub met_suppressions: u32,
    /// Rows with provable consent that nothing overrules.
    pub with_consent: u32,
}

impl ImportResult {
    /// Counts one row's damages.
    pub(super) fn count(&mut self, damages: Damages) {
        if damages.is_empty() {
            return;
        }
        for damage in damages.open() {
            *self.damaged_by.entry(damage.word().into()).or_default() += 1;
        }
        for damage in damages.mended() {
            *self.mended_by.entry(damage.word().into()).or_default() += 1;
        }
    }
}

/// A file at first sight: its head, understood.
#[derive(Debug, Clone)]
pub struct Look {
    /// The file's name without its folder.
    pub file_name: String,
    /// The product that wrote it, `any` if unknown.
    pub tool: &'static str,
    /// For example `UTF-8`.
    pub encoding: &'static str,
    /// `comma`, `semicolon`, `tab` or `pipe`.
    pub delimiter: &'static str,
    /// Every column as understood.
    pub columns: Vec<Column>,
    /// The first rows, cells in column order.
    pub rows: Vec<Vec<String>>,
    /// How the order of day and month in the file's dates is known.
    pub date_order: OrderCertainty,
    /// Whether the file itself says who consented.
    pub has_consent_column: bool,
}

/// What an import would do.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The file.
    pub look: Look,
    /// What committing would do.
    pub counts: ImportResult,
    /// What is worth mending or was mended, the order that of an owner's work.
    pub problems: Vec<Problem>,
}

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Rows applied.
    pub rows: u32,
    /// Thousandths of the file read.
    pub permille: u32,
}
