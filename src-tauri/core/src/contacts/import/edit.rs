//! Single cells that the owner has corrected before the import.
//!
//! Pure: puts the new text into a row as it is read. Invariant: an edit is
//! applied to exactly the row and column it names; what it misses is told.

use std::collections::BTreeMap;

use csv::StringRecord;

use super::fault::ImportError;
use super::sniff::LONGEST_CELL;

/// One corrected cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// As a spreadsheet numbers it: the header is row 1.
    pub row: u32,
    /// The column's name.
    pub column: String,
    /// What the cell is to say.
    pub text: String,
}

/// Corrected cells by row, each with its column's place.
#[derive(Debug, Default)]
pub(super) struct Edits(BTreeMap<u32, Vec<(usize, String)>>);

impl Edits {
    /// Finds the columns. Of two edits of one cell the later counts.
    pub(super) fn of<'a>(
        edits: &[Edit],
        columns: impl Iterator<Item = &'a str> + Clone,
    ) -> Result<Self, ImportError> {
        let mut rows = BTreeMap::<u32, Vec<(usize, String)>>::new();
        for edit in edits {
            let at = columns.clone().position(|name| name == edit.column);
            let at = at.ok_or_else(|| ImportError::UnknownColumn(edit.column.clone()))?;
            if edit.text.len() > LONGEST_CELL {
                return Err(ImportError::CellTooLong { row: edit.row });
            }
            rows.entry(edit.row).or_default().push((at, edit.text.clone()));
        }
        Ok(Self(rows))
    }

    /// Corrects a row's cells; whether there was anything to correct. A cell beyond the row's end makes it longer.
    pub(super) fn apply(&self, row: u32, record: &mut StringRecord) -> bool {
        let Some(edits) = self.0.get(&row) else { return false };
        let mut cells: Vec<String> = record.iter().map(str::to_owned).collect();
        for (at, text) in edits {
            if cells.len() <= *at {
                cells.resize(at + 1, String::new());
            }
            if let Some(cell) = cells.get_mut(*at) {
                cell.clone_from(text);
            }
        }
        *record = StringRecord::from(cells);
        true
    }

    /// Refuses edits of rows that a file with this last row has not.
    pub(super) fn all_within(&self, last_row: u32) -> Result<(), ImportError> {
        match self.0.keys().next_back() {
            Some(&row) if row > last_row => Err(ImportError::UnknownRow(row)),
            _ => Ok(()),
        }
    }

    /// Whether this row was corrected.
    pub(super) fn touches(&self, row: u32) -> bool {
        self.0.contains_key(&row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edits(edits: &[(u32, &str, &str)]) -> Edits {
        let edit =
            |&(row, column, text): &(u32, &str, &str)| Edit { row, column: column.into(), text: text.into() };
        let edits: Vec<Edit> = edits.iter().map(edit).collect();
        Edits::of(&edits, ["Name", "Phone", "City"].into_iter()).unwrap()
    }

    #[test]
    fn only_the_named_cell_changes_and_the_later_of_two_edits_counts() {
        let edits = edits(&[(3, "City", "Oakland"), (3, "City", "Reno"), (4, "Name", "Eve")]);
        let mut row = StringRecord::from(vec!["Alice", "1", "Okland"]);
        assert!(!edits.apply(2, &mut row));
        assert!(edits.apply(3, &mut row));
        assert_eq!(row, StringRecord::from(vec!["Alice", "1", "Reno"]));
    }

    #[test]
    fn a_cell_beyond_the_end_of_a_short_row_fills_it_up() {
        let mut row = StringRecord::from(vec!["Alice"]);
        edits(&[(2, "City", "Reno")]).apply(2, &mut row);
        assert_eq!(row, StringRecord::from(vec!["Alice", "", "Reno"]));
    }

    #[test]
    fn an_edit_that_misses_the_file_is_told() {
        let all = edits(&[(7, "City", "Reno")]);
        assert!(all.all_within(7).is_ok());
        assert!(matches!(all.all_within(6), Err(ImportError::UnknownRow(7))));
        let stray = Edit { row: 2, column: "Town".into(), text: String::new() };
        assert!(matches!(Edits::of(&[stray], ["City"].into_iter()), Err(ImportError::UnknownColumn(_))));
    }
}
