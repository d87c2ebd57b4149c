//! What is worth mending in a file, grouped by repair, and the rows of one group.
//!
//! Knows no SQL: the rows are found by walking through the file again, so that
//! nothing of it is kept in memory.

use csv::StringRecord;

use super::cells::cut;
use super::damage::{Damage, Damages};
use super::fault::ImportError;
use super::field::Field;
use super::mapping::Mapping;
use super::plan::Plan;
use super::remedy::Remedy;
use super::request::{ImportResult, Request};
use super::row::{Facts, Reason};
use super::understand::DATED;
use super::walk::Step;
use crate::clock::Timestamp;
use crate::contacts::phone;

/// The most rows of one page.
const LARGEST_PAGE: usize = 200;
/// What is shown of one cell, in bytes.
const SHOWN_OF_CELL: usize = 1000;
/// Numbers by which a country is proposed.
const JUDGED_NUMBERS: usize = 200;
/// Countries that are proposed for numbers without a code.
const PROPOSED: [&str; 20] = [
    "US", "GB", "CA", "AU", "IE", "NZ", "DE", "FR", "ES", "IT", "NL", "BE", "AT", "CH", "SE", "DK", "NO",
    "PL", "PT", "MX",
];

/// Rows with one damage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Which.
    pub kind: Damage,
    /// Rows that still have it.
    pub open: u32,
    /// Rows that the chosen remedy has mended.
    pub mended: u32,
    /// The remedy that the owner chose.
    pub chosen: Option<Remedy>,
    /// For numbers without a country code: the country under which most of them can exist.
    pub proposed: Option<String>,
}

/// The problems of a file, those that a chosen repair has mended included.
pub(super) fn problems(result: &ImportResult, request: &Request, proposals: Proposals<'_>) -> Vec<Problem> {
    let count = |by: &std::collections::BTreeMap<String, u32>, kind: Damage| {
        by.get(kind.word()).copied().unwrap_or_default()
    };
    let problem = |kind| Problem {
        kind,
        open: count(&result.damaged_by, kind),
        mended: count(&result.mended_by, kind),
        chosen: request.repairs.of(kind).cloned(),
        proposed: (kind == Damage::NoCountryCode).then(|| proposals.best()).flatten(),
    };
    let is_there = |one: &Problem| one.open > 0 || one.mended > 0 || one.chosen.is_some();
    Damage::all().map(problem).filter(is_there).collect()
}

/// Which country the numbers without a code may be of.
pub(super) struct Proposals<'a> {
    columns: Vec<usize>,
    home: &'a str,
    judged: usize,
    valid: [usize; PROPOSED.len()],
}

impl<'a> Proposals<'a> {
    pub(super) fn of(mapping: &Mapping, home: &'a str) -> Self {
        Self { columns: mapping.at(Field::Phone), home, judged: 0, valid: [0; PROPOSED.len()] }
    }

    /// Judges a rejected row's cells.
    pub(super) fn judge(&mut self, damages: Damages, cells: &[String]) {
        if self.judged >= JUDGED_NUMBERS || !damages.open().any(|damage| damage == Damage::NoCountryCode) {
            return;
        }
        self.judged += 1;
        for (country, valid) in PROPOSED.iter().zip(&mut self.valid) {
            let fits = |at: &usize| cells.get(*at).is_some_and(|cell| is_text_number(cell, country));
            *valid += usize::from(self.columns.iter().any(fits));
        }
    }

    /// The country that makes most of them valid, if it makes more than half of them.
    fn best(&self) -> Option<String> {
        let countries = PROPOSED.iter().zip(self.valid).filter(|(country, _)| **country != self.home).rev();
        let (country, valid) = countries.max_by_key(|(_, valid)| *valid)?;
        (valid * 2 > self.judged).then(|| (*country).to_owned())
    }
}

fn is_text_number(cell: &str, country: &str) -> bool {
    phone::normalise(cell, country).is_ok_and(|phone| phone.line.takes_texts())
}

/// One row with a problem.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct ProblemRow {
    /// As a spreadsheet numbers it: the header is row 1.
    pub row: u32,
    /// The cells of [`ProblemRows::columns`], as corrected.
    pub cells: Vec<String>,
    /// Whether the chosen remedy has mended it.
    pub mended: bool,
    /// Whether the owner has corrected a cell of it.
    pub edited: bool,
    /// Why it is left out; empty if it is not.
    pub rejected: String,
}

/// A page of rows with one problem.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct ProblemRows {
    /// The columns that matter, and those by which a person is recognised.
    pub columns: Vec<String>,
    /// This page.
    pub rows: Vec<ProblemRow>,
    /// Whether there are more.
    pub more: bool,
}

impl Plan {
    /// The rows with one damage, mended or not, from `offset` on.
    pub(super) fn rows_with(
        &self,
        request: &Request,
        kind: Damage,
        offset: usize,
        limit: usize,
        now: Timestamp,
    ) -> Result<ProblemRows, ImportError> {
        let columns = concerned(&self.mapping, kind);
        let (mut met, mut rows, limit) = (0, Vec::new(), limit.min(LARGEST_PAGE));
        let mut walk = self.walk(request, now)?;
        let mut last = None;
        while let Some(step) = walk.next()? {
            // A row that is told already is not told again.
            last = (kind == Damage::UnclosedQuote && !step.damages.has(kind)).then(|| walk.record.clone());
            if step.damages.has(kind) {
                if rows.len() == limit {
                    return Ok(self.page(&columns, rows, true));
                }
                if met >= offset {
                    rows.push(self.shown(&step, kind, &columns, &walk.record));
                }
                met += 1;
            }
        }
        if let Some(record) = last.filter(|_| walk.ended_within_quotes() && met >= offset) {
            let (row, damages) = (walk.last_row(), Damages::of(Some(kind)));
            let is_edited = self.edits.touches(row);
            let step = Step { row, facts: Facts::Rejected(Reason::UnclosedQuote), damages, is_edited };
            rows.push(self.shown(&step, kind, &columns, &record));
        }
        Ok(self.page(&columns, rows, false))
    }

    fn page(&self, columns: &[usize], rows: Vec<ProblemRow>, more: bool) -> ProblemRows {
        let names = columns.iter().filter_map(|&at| self.mapping.columns.get(at));
        ProblemRows { columns: names.map(|column| column.name.clone()).collect(), rows, more }
    }

    fn shown(&self, step: &Step, kind: Damage, columns: &[usize], record: &StringRecord) -> ProblemRow {
        let cell = |&at: &usize| {
            let cell = record.get(at).unwrap_or_default();
            cut(cell, SHOWN_OF_CELL).to_owned()
        };
        let rejected = match &step.facts {
            Facts::Rejected(reason) => reason.word(),
            _ => "",
        };
        ProblemRow {
            row: step.row,
            cells: columns.iter().map(cell).collect(),
            mended: step.damages.mended().any(|damage| damage == kind),
            edited: step.is_edited,
            rejected: rejected.into(),
        }
    }
}

/// The columns that a damage is about, after those by which a person is recognised; all that are used where it is
/// about the whole row.
fn concerned(mapping: &Mapping, kind: Damage) -> Vec<usize> {
    let names = [Field::FirstName, Field::LastName, Field::FullName];
    let about: &[Field] = match kind {
        Damage::NumberAsPower
        | Damage::NumberAsHashes
        | Damage::NoCountryCode
        | Damage::LostPlus
        | Damage::CannotReceive
        | Damage::InvalidNumber
        | Damage::NoPhone => &[Field::Phone, Field::Country],
        Damage::PostcodeLostZero => &[Field::Postcode, Field::Country],
        Damage::DateInOtherOrder | Damage::DateEitherWay => &DATED,
        Damage::DateUnreadable | Damage::ConsentInFuture | Damage::ConsentBeforeOpening => {
            &[Field::ConsentDate, Field::SignupDate]
        }
        Damage::TooLong | Damage::RaggedRow | Damage::UnclosedQuote | Damage::GarbledText => {
            return (0..mapping.columns.len()).filter(|&at| is_used(mapping, at)).collect();
        }
    };
    names.iter().chain(about).flat_map(|field| mapping.at(*field)).collect()
}

fn is_used(mapping: &Mapping, at: usize) -> bool {
    mapping.columns.get(at).is_some_and(|column| column.field != Field::Ignore)
}
