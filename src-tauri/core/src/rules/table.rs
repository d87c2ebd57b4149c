//! Reads an embedded table row by row.
//!
//! Knows the file format (comma separated, `#` begins a remark, first row
//! names the columns) and no table in particular.

use serde::de::DeserializeOwned;

/// All rows of an embedded table, in file order.
pub(super) fn rows<T: DeserializeOwned>(text: &str) -> Result<Vec<T>, csv::Error> {
    csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes()).deserialize().collect()
}

/// The trimmed text, or nothing when the cell is empty.
pub(super) fn filled(cell: &str) -> Option<&str> {
    Some(cell.trim()).filter(|text| !text.is_empty())
}
