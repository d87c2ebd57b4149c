//! Rows of one table that are written together.
//!
//! Knows no table. One statement for many rows finds its place in the table once, not once a row: half the cost of
//! filling a table from its end. Invariants: what was added is written in its order, by `write` at the latest; whoever
//! reads the table in between writes first.

use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, Statement, ToSql};

use super::fault::StoreError;

/// Rows of one statement: as many of the first as fit, then of the second, and so on.
const SIZES: [usize; 4] = [64, 16, 4, 1];

/// One value of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// NULL.
    Null,
    /// A number.
    Integer(i64),
    /// One of the words that the code knows.
    Word(&'static str),
    /// Any text.
    Text(String),
    /// The key of a number.
    Key([u8; 16]),
    /// A SHA-256.
    Digest([u8; 32]),
}

impl<T: Into<i64>> From<T> for Cell {
    fn from(number: T) -> Self {
        Self::Integer(number.into())
    }
}

impl ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(Value::Null),
            Self::Integer(number) => ToSqlOutput::Owned(Value::Integer(*number)),
            Self::Word(word) => ToSqlOutput::Borrowed(ValueRef::Text(word.as_bytes())),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Key(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
            Self::Digest(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
        })
    }
}

/// Rows of `WIDE` columns that wait to be written.
pub struct Lot<'tx, const WIDE: usize> {
    connection: &'tx Connection,
    head: &'static str,
    statements: [Option<Statement<'tx>>; SIZES.len()],
    rows: Vec<[Cell; WIDE]>,
}

impl<'tx, const WIDE: usize> Lot<'tx, WIDE> {
    /// `head` is the insert up to its values: `INSERT OR FAIL INTO tag (name)`.
    #[must_use]
    pub fn new(connection: &'tx Connection, head: &'static str) -> Self {
        Self { connection, head, statements: Default::default(), rows: Vec::new() }
    }

    /// Adds a row; writes all that wait if they are enough for the longest statement.
    pub fn add(&mut self, row: [Cell; WIDE]) -> Result<(), StoreError> {
        self.rows.push(row);
        if SIZES.first().is_some_and(|most| self.rows.len() >= *most) { self.write() } else { Ok(()) }
    }

    /// Writes what waits.
    pub fn write(&mut self) -> Result<(), StoreError> {
        let mut rest = self.rows.as_slice();
        for (size, prepared) in SIZES.into_iter().zip(&mut self.statements) {
            while let Some((these, others)) = rest.split_at_checked(size) {
                let statement = match prepared {
                    Some(statement) => statement,
                    None => prepared.insert(self.connection.prepare(&sql::<WIDE>(self.head, size))?),
                };
                for (place, cell) in (1..).zip(these.iter().flatten()) {
                    statement.raw_bind_parameter(place, cell)?;
                }
                statement.raw_execute()?;
                rest = others;
            }
        }
        self.rows.clear();
        Ok(())
    }
}

fn sql<const WIDE: usize>(head: &str, rows: usize) -> String {
    let row = format!("({})", ["?"; WIDE].join(", "));
    format!("{head} VALUES {}", vec![row; rows].join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_number_of_rows_is_written_in_its_order() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE person (place INTEGER PRIMARY KEY, name TEXT)").unwrap();
        let mut lot = Lot::new(&connection, "INSERT INTO person (place, name)");
        for place in 0..203_i64 {
            lot.add([place.into(), Cell::Text(format!("Alice {place}"))]).unwrap();
        }
        let count = || connection.query_row("SELECT count(*) FROM person", [], |row| row.get::<_, u32>(0));
        assert_eq!(count(), Ok(192), "the rest waits");
        lot.write().unwrap();
        lot.write().unwrap();
        assert_eq!(count(), Ok(203), "and is written once");
        let last: String =
            connection.query_row("SELECT name FROM person WHERE place = 202", [], |row| row.get(0)).unwrap();
        assert_eq!(last, "Alice 202");
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
