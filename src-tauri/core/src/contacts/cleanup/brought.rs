//! Whom an import has brought so far, as far as the marks of a bought list need to know.
//!
//! Gathered row by row, because a look back over a million new rows costs as much as a tenth of their import. Knows no
//! rule. Invariant: what it answers at the end is what the store says at the end: people whom a further row of the
//! same file touched are read again.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension};

use super::marks::Batch;
use crate::ids::NumberId;
use crate::store::StoreError;

/// The people of one import.
#[derive(Debug, Default)]
pub struct Brought {
    people: Vec<(NumberId, Digits)>,
    touched: HashSet<NumberId>,
}

/// A number's digits, fifteen at most, with what else counts in the two highest bits.
#[derive(Debug, Clone, Copy)]
struct Digits(u64);

impl Digits {
    const NAMED: u64 = 1 << 63;
    const SOURCED: u64 = 1 << 62;

    fn of(e164: &str, named: bool, sourced: bool) -> Self {
        let digits: u64 = e164.trim_start_matches('+').parse().unwrap_or_default();
        let flag = |set: bool, bit: u64| if set { bit } else { 0 };
        Self(digits | flag(named, Self::NAMED) | flag(sourced, Self::SOURCED))
    }

    fn meet(self, batch: &mut Batch) {
        let digits = self.0 & !(Self::NAMED | Self::SOURCED);
        batch.met(&format!("+{digits}"), self.0 & Self::NAMED != 0, self.0 & Self::SOURCED != 0);
    }
}

impl Brought {
    /// A new contact; `sourced` says whether anything is known of its consent.
    pub fn add(&mut self, id: NumberId, e164: &str, named: bool, sourced: bool) {
        self.people.push((id, Digits::of(e164, named, sourced)));
    }

    /// A further row of the file spoke of a contact that it had brought.
    pub fn touch(&mut self, id: NumberId) {
        self.touched.insert(id);
    }

    /// Everybody, as they are now.
    pub(super) fn batch(self, connection: &Connection) -> Result<Batch, StoreError> {
        let mut batch = Batch::default();
        let untouched = self.people.iter().filter(|(id, _)| !self.touched.contains(id));
        untouched.for_each(|(_, digits)| digits.meet(&mut batch));
        let mut select = connection.prepare(
            "SELECT c.number, c.first_name <> '' OR c.last_name <> '', s.consent <> 0
             FROM contact c JOIN standing s USING (number_id) WHERE c.number_id = ?1",
        )?;
        for id in &self.touched {
            let found = select.query_row([id], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, bool>(1)?, row.get::<_, bool>(2)?))
            });
            if let Some((number, named, sourced)) = found.optional()? {
                batch.met(&number, named, sourced);
            }
        }
        Ok(batch)
    }
}
