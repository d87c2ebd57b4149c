//! Rows that an import adds, many at a time.
//!
//! Owns what waits to be written and the ids of new numbers. Invariant: a number whose rows still wait is known as
//! such, so that a further row about it is never judged by a store that does not show it yet.

use std::collections::HashSet;

use rusqlite::Connection;

use super::row::{Person, REGION};
use crate::clock::Timestamp;
use crate::ids::{HoursId, ImportId, NumberId};
use crate::store::{Cell, Lot, StoreError};

/// New contacts that may wait.
const MOST: usize = 64;

/// New rows of one import.
pub(super) struct NewRows<'tx> {
    import: ImportId,
    now: Timestamp,
    last_id: u32,
    waiting: HashSet<[u8; 16]>,
    numbers: Lot<'tx, 3>,
    contacts: Lot<'tx, 14>,
    standings: Lot<'tx, 10>,
    outcomes: Lot<'tx, 5>,
    tags: Lot<'tx, 2>,
}

/// A new contact beside what its row says.
pub(super) struct Newcomer {
    pub(super) id: NumberId,
    pub(super) key: [u8; 16],
    pub(super) consent: u8,
    pub(super) suppressed: bool,
    pub(super) hours: HoursId,
}

impl<'tx> NewRows<'tx> {
    pub(super) fn of(tx: &'tx Connection, import: ImportId, now: Timestamp) -> Result<Self, StoreError> {
        // An id is never used twice, not even that of a number that was forgotten.
        let last_id = tx.query_row(
            "SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'number'), 0),
                        coalesce((SELECT max(id) FROM number), 0))",
            [],
            |row| row.get(0),
        )?;
        Ok(Self {
            import,
            now,
            last_id,
            waiting: HashSet::new(),
            numbers: Lot::new(tx, "INSERT OR FAIL INTO number (id, key, e164)"),
            contacts: Lot::new(
                tx,
                "INSERT OR FAIL INTO contact (number_id, number, first_name, last_name, email, address, city, region,
                   postcode, country, note, import_id, created_at, updated_at)",
            ),
            standings: Lot::new(
                tx,
                "INSERT OR FAIL INTO standing (number_id, consent, suppressed, line, hours_id, orders, spent_micros,
                   last_order_at, country, region)",
            ),
            outcomes: Lot::new(
                tx,
                "INSERT OR FAIL INTO import_outcome (import_id, line, outcome, number_id, reason)",
            ),
            tags: Lot::new(tx, "INSERT OR IGNORE INTO contact_tag (tag_id, number_id)"),
        })
    }

    /// Whether anything about this number waits to be written.
    pub(super) fn hold(&self, key: &[u8; 16]) -> bool {
        self.waiting.contains(key)
    }

    /// Whether so much waits that it is time to write it.
    pub(super) fn is_full(&self) -> bool {
        self.waiting.len() >= MOST
    }

    /// A number that the store has never met.
    pub(super) fn number(&mut self, key: [u8; 16], e164: &str) -> Result<NumberId, StoreError> {
        self.last_id += 1;
        self.waiting.insert(key);
        self.numbers.add([self.last_id.into(), Cell::Key(key), Cell::Text(e164.into())])?;
        Ok(NumberId(self.last_id))
    }

    /// A new contact with its standing.
    pub(super) fn contact(&mut self, new: &Newcomer, person: Person) -> Result<(), StoreError> {
        self.waiting.insert(new.key);
        let (country, region) = (person.country().to_owned(), person.texts.get(REGION).cloned());
        let Person { phone, texts, .. } = person;
        self.standings.add([
            new.id.0.into(),
            new.consent.into(),
            new.suppressed.into(),
            phone.line.stored().into(),
            new.hours.0.into(),
            person.orders.unwrap_or_default().into(),
            person.spent.unwrap_or_default().into(),
            person.last_order_at.unwrap_or_default().into(),
            Cell::Text(country),
            Cell::Text(region.unwrap_or_default()),
        ])?;
        let [first, last, email, address, city, region, postcode, country, note] = texts.map(Cell::Text);
        let now = self.now.timestamp_millis();
        self.contacts.add([
            new.id.0.into(),
            Cell::Text(phone.e164),
            first,
            last,
            email,
            address,
            city,
            region,
            postcode,
            country,
            note,
            self.import.0.into(),
            now.into(),
            now.into(),
        ])
    }

    /// A tag of a new contact; naming one twice is naming it once.
    pub(super) fn tag(&mut self, tag: i64, id: NumberId) -> Result<(), StoreError> {
        self.tags.add([tag.into(), id.0.into()])
    }

    /// What became of a row of the file.
    pub(super) fn outcome(
        &mut self,
        row: u32,
        outcome: &'static str,
        number: Option<NumberId>,
        reason: Cell,
    ) -> Result<(), StoreError> {
        let number = number.map_or(Cell::Null, |id| id.0.into());
        self.outcomes.add([self.import.0.into(), row.into(), Cell::Word(outcome), number, reason])
    }

    /// Writes what waits.
    pub(super) fn write(&mut self) -> Result<(), StoreError> {
        self.numbers.write()?;
        self.contacts.write()?;
        self.standings.write()?;
        self.tags.write()?;
        self.outcomes.write()?;
        self.waiting.clear();
        Ok(())
    }
}
