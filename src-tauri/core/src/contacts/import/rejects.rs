//! Rejected rows, kept as they were read and given back as a file to mend.
//!
//! Owns the table `import_reject` and the form of that file. Invariants: the
//! file has the header of the one it came from, after a first column with the
//! reason, which an import passes over; what is kept is bounded, and what is
//! not kept is counted.

use std::io::Write;

use rusqlite::{Connection, OptionalExtension, Statement};

use super::row::Reason;
use crate::contacts::export::{ExportError, defused};
use crate::ids::ImportId;
use crate::store::{StoreError, WriteTx};

/// Rejected rows kept of one import.
const MOST_ROWS: u32 = 100_000;
/// Bytes of cells kept of one import.
const MOST_BYTES: usize = 64 << 20;
/// The header of the column that says why; `headers.csv` knows it as one to pass over.
const WHY: &str = "Counterbell: why this row was left out";

/// Whether there is anything in such a row that could be mended.
fn can_be_mended(reason: Reason) -> bool {
    !matches!(reason, Reason::EmptyRow | Reason::RepeatedHeader)
}

/// Keeps rejected rows of one import.
pub(super) struct Keeper<'tx> {
    import: ImportId,
    add: Statement<'tx>,
    rows: u32,
    bytes: usize,
}

impl<'tx> Keeper<'tx> {
    pub(super) fn prepare(tx: &'tx WriteTx<'_>, import: ImportId) -> Result<Self, StoreError> {
        let add = tx.prepare("INSERT INTO import_reject (import_id, line, cells) VALUES (?1, ?2, ?3)")?;
        Ok(Self { import, add, rows: 0, bytes: 0 })
    }

    pub(super) fn keep(&mut self, line: u32, reason: Reason, cells: &[String]) -> Result<(), StoreError> {
        if !can_be_mended(reason) || self.rows >= MOST_ROWS || self.bytes >= MOST_BYTES {
            return Ok(());
        }
        let cells = serde_json::to_string(cells).unwrap_or_default();
        self.rows += 1;
        self.bytes += cells.len();
        self.add.execute((self.import, line, cells))?;
        Ok(())
    }
}

/// A rejected row as it was read.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct RejectedRow {
    /// As a spreadsheet numbers it: the header is row 1.
    pub row: u32,
    /// Reason id.
    pub reason: String,
    /// The cells, in column order.
    pub cells: Vec<String>,
}

/// The rejected rows of an import.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Rejects {
    /// Which import.
    pub id: ImportId,
    /// The file's name without its folder.
    pub file_name: String,
    /// Rows that were rejected, those with nothing to mend (empty rows, repeated headers) included.
    pub rejected: u32,
    /// The file's header.
    pub columns: Vec<String>,
    /// What can be mended.
    pub rows: Vec<RejectedRow>,
}

/// The rejected rows of an import; `None` if there is no such import.
pub(super) fn of(connection: &Connection, id: ImportId) -> Result<Option<Rejects>, StoreError> {
    let head: Option<(String, u32, String)> = connection
        .query_row("SELECT file_name, rejected, columns FROM import WHERE id = ?1", [id], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    let Some((file_name, rejected, columns)) = head else { return Ok(None) };
    let mut select = connection.prepare(
        "SELECT r.line, o.reason, r.cells FROM import_reject r
         JOIN import_outcome o ON o.import_id = r.import_id AND o.line = r.line
         WHERE r.import_id = ?1 ORDER BY r.line",
    )?;
    let rows = select.query_map([id], |row| {
        let cells: String = row.get(2)?;
        Ok(RejectedRow { row: row.get(0)?, reason: row.get(1)?, cells: listed(&cells) })
    })?;
    let rows = rows.collect::<Result<_, _>>()?;
    Ok(Some(Rejects { id, file_name, rejected, columns: listed(&columns), rows }))
}

fn listed(json: &str) -> Vec<String> {
    serde_json::from_str(json).unwrap_or_default()
}

impl Rejects {
    /// The rows as CSV for a spreadsheet: the reason, then the cells under their own header. Formulas are
    /// made harmless, as the import undoes again.
    pub fn csv(&self) -> Result<Vec<u8>, ExportError> {
        let mut csv = Vec::new();
        self.write(&mut csv).map_err(ExportError::Unwritable)?;
        Ok(csv)
    }

    fn write(&self, to: &mut dyn Write) -> Result<(), csv::Error> {
        // Without the mark, spreadsheets take UTF-8 for a legacy encoding.
        to.write_all("\u{feff}".as_bytes())?;
        let mut csv = csv::WriterBuilder::new().flexible(true).from_writer(to);
        csv.write_record(std::iter::once(WHY).chain(self.columns.iter().map(String::as_str)))?;
        for row in &self.rows {
            let missing = self.columns.len().saturating_sub(row.cells.len());
            let cells = row.cells.iter().map(|cell| defused(cell).into_owned());
            let cells = cells.chain(std::iter::repeat_n(String::new(), missing));
            csv.write_record(std::iter::once(words(&row.reason)).chain(cells))?;
        }
        csv.flush()?;
        Ok(())
    }
}

/// A reason in words that say what to mend.
fn words(reason: &str) -> String {
    match reason {
        "no_phone" => "There is no phone number. Add one.",
        "invalid_number" => "No such phone number can exist. Correct it, with its country code.",
        "damaged_number" => "A spreadsheet has destroyed the number's digits. Write it again from the shop.",
        "too_long" => "A value is far too long. Shorten it.",
        "ragged_row" => "There are more or fewer cells than columns. Put each under its header.",
        "unclosed_quote" => "A quotation mark was never closed. Put each value under its header.",
        "garbled_text" => "Some characters cannot be read. Write them again.",
        other => return other.replace('_', " "),
    }
    .into()
}
