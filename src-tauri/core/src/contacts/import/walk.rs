//! A file's rows in order: read, corrected, understood.
//!
//! The one way from a file to facts, for the preview, the commit and the list
//! of rows with one problem. Knows no SQL.

use csv::StringRecord;

use super::damage::Damages;
use super::edit::Edits;
use super::fault::ImportError;
use super::read::{Met, Rows};
use super::row::{Facts, Reason};
use super::understand::Understanding;

/// One row, understood; its cells stand in the walk's record.
pub(super) struct Step {
    /// As a spreadsheet numbers it.
    pub(super) row: u32,
    pub(super) facts: Facts,
    pub(super) damages: Damages,
    /// Whether the owner has corrected a cell of it.
    pub(super) is_edited: bool,
}

/// A file being walked through.
pub(super) struct Walk<'a> {
    rows: Rows,
    understanding: Understanding<'a>,
    edits: &'a Edits,
    /// The cells of the last step, as corrected.
    pub(super) record: StringRecord,
}

impl<'a> Walk<'a> {
    pub(super) fn new(rows: Rows, understanding: Understanding<'a>, edits: &'a Edits) -> Self {
        Self { rows, understanding, edits, record: StringRecord::new() }
    }

    /// The next row; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Step>, ImportError> {
        let met = self.rows.next(&mut self.record)?;
        let row = self.rows.row();
        if met == Met::End {
            self.edits.all_within(self.last_row())?;
            return Ok(None);
        }
        let is_edited = self.edits.apply(row, &mut self.record);
        if met == Met::Garbled && !is_edited {
            let damages = Damages::of(Reason::GarbledText.damage());
            return Ok(Some(Step { row, facts: Facts::Rejected(Reason::GarbledText), damages, is_edited }));
        }
        let (facts, damages) = self.understanding.understood(&self.record);
        Ok(Some(Step { row, facts, damages, is_edited }))
    }

    /// After the end: the number of the last row.
    pub(super) fn last_row(&self) -> u32 {
        self.rows.row().saturating_sub(1)
    }

    /// Bytes of the file read so far.
    pub(super) fn bytes(&self) -> u64 {
        self.rows.bytes()
    }

    /// At the end: whether the file broke off inside a quotation.
    pub(super) fn ended_within_quotes(&self) -> bool {
        self.rows.ended_within_quotes()
    }
}
