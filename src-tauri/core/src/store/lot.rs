//! Rows of one table that are written together.
//!
//! Knows no table. One statement for many rows finds its place in the table once, not once a row: half the cost of
//! filling a table from its end. Invariants: what was added is written in its order, by `write` at the latest; whoever
//! reads the table in between writes first.

use std::ops::Range;

use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, Statement, ToSql};

use super::fault::StoreError;

/// Rows of one statement: as many of the first as fit, then of the second, and so on.
const SIZES: [usize; 4] = [64, 16, 4, 1];

/// One value of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell<'a> {
    /// NULL.
    Null,
    /// A number.
    Integer(i64),
    /// A text.
    Text(&'a str),
    /// A key or a digest.
    Bytes(&'a [u8]),
}

impl<T: Into<i64>> From<T> for Cell<'_> {
    fn from(number: T) -> Self {
        Self::Integer(number.into())
    }
}

/// A value that waits; what has a length stands in the lot's bytes, so that no value needs a place of its own.
enum Kept {
    Null,
    Integer(i64),
    Text(Range<usize>),
    Bytes(Range<usize>),
}

impl Kept {
    fn bound<'b>(&self, bytes: &'b [u8]) -> Bound<'b> {
        let piece = |range: &Range<usize>| bytes.get(range.clone()).unwrap_or_default();
        Bound(match self {
            Self::Null => ToSqlOutput::Owned(Value::Null),
            Self::Integer(number) => ToSqlOutput::Owned(Value::Integer(*number)),
            Self::Text(range) => ToSqlOutput::Borrowed(ValueRef::Text(piece(range))),
            Self::Bytes(range) => ToSqlOutput::Borrowed(ValueRef::Blob(piece(range))),
        })
    }
}

struct Bound<'b>(ToSqlOutput<'b>);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.clone())
    }
}

/// Rows of `WIDE` columns that wait to be written.
pub struct Lot<'tx, const WIDE: usize> {
    connection: &'tx Connection,
    head: String,
    row: String,
    statements: [Option<Statement<'tx>>; SIZES.len()],
    rows: Vec<[Kept; WIDE]>,
    bytes: Vec<u8>,
}

impl<'tx, const WIDE: usize> Lot<'tx, WIDE> {
    /// `head` is the insert up to its values: `INSERT OR FAIL INTO tag (name)`.
    #[must_use]
    pub fn new(connection: &'tx Connection, head: &str) -> Self {
        Self::ending(connection, head, &[])
    }

    /// The same where every row ends in these numbers.
    #[must_use]
    pub fn ending(connection: &'tx Connection, head: &str, ends: &[i64]) -> Self {
        let ends = ends.iter().map(i64::to_string);
        let row: Vec<String> = ["?"; WIDE].into_iter().map(String::from).chain(ends).collect();
        let row = format!("({})", row.join(", "));
        let (statements, rows, bytes) = (Default::default(), Vec::new(), Vec::new());
        Self { connection, head: head.into(), row, statements, rows, bytes }
    }

    /// Adds a row; writes all that wait if they are enough for the longest statement.
    pub fn add(&mut self, row: [Cell<'_>; WIDE]) -> Result<(), StoreError> {
        let row = row.map(|cell| match cell {
            Cell::Null => Kept::Null,
            Cell::Integer(number) => Kept::Integer(number),
            Cell::Text(text) => Kept::Text(self.keep(text.as_bytes())),
            Cell::Bytes(bytes) => Kept::Bytes(self.keep(bytes)),
        });
        self.rows.push(row);
        if SIZES.first().is_some_and(|most| self.rows.len() >= *most) { self.write() } else { Ok(()) }
    }

    fn keep(&mut self, bytes: &[u8]) -> Range<usize> {
        let from = self.bytes.len();
        self.bytes.extend_from_slice(bytes);
        from..self.bytes.len()
    }

    /// Writes what waits.
    pub fn write(&mut self) -> Result<(), StoreError> {
        let mut rest = self.rows.as_slice();
        for (size, prepared) in SIZES.into_iter().zip(&mut self.statements) {
            while let Some((these, others)) = rest.split_at_checked(size) {
                let statement = match prepared {
                    Some(statement) => statement,
                    None => {
                        let rows = vec![self.row.as_str(); size].join(", ");
                        prepared.insert(self.connection.prepare(&format!("{} VALUES {rows}", self.head))?)
                    }
                };
                for (place, kept) in (1..).zip(these.iter().flatten()) {
                    statement.raw_bind_parameter(place, kept.bound(&self.bytes))?;
                }
                statement.raw_execute()?;
                rest = others;
            }
        }
        self.rows.clear();
        self.bytes.clear();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_number_of_rows_is_written_in_its_order() {
        let connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch("CREATE TABLE person (place INTEGER PRIMARY KEY, name TEXT, met INTEGER)")
            .unwrap();
        let mut lot = Lot::ending(&connection, "INSERT INTO person (place, name, met)", &[-7]);
        for place in 0..203_i64 {
            lot.add([place.into(), Cell::Text(&format!("Alice {place}"))]).unwrap();
        }
        let count = || connection.query_row("SELECT count(*) FROM person", [], |row| row.get::<_, u32>(0));
        assert_eq!(count(), Ok(192), "the rest waits");
        lot.write().unwrap();
        lot.write().unwrap();
        assert_eq!(count(), Ok(203), "and is written once");
        let last: String = connection
            .query_row("SELECT name || met FROM person WHERE place = 202", [], |row| row.get(0))
            .unwrap();
        assert_eq!(last, "Alice 202-7");
    }

    #[test]
    fn a_row_that_the_table_refuses_is_an_error() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE person (place INTEGER PRIMARY KEY)").unwrap();
        let mut lot = Lot::new(&connection, "INSERT OR FAIL INTO person (place)");
        lot.add([1.into()]).unwrap();
        lot.add([1.into()]).unwrap();
        assert!(lot.write().is_err());
    }
}
