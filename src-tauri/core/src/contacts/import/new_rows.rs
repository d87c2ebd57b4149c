//! Rows that an import adds, many at a time.
//!
//! Owns what waits to be written and the ids of new numbers. Invariant: a number whose rows still wait is known as
//! such, so that a further row about it is never judged by a store that does not show it yet.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

use rusqlite::Connection;

use super::row::{Person, REGION};
use crate::clock::Timestamp;
use crate::ids::{HoursId, ImportId, NumberId};
use crate::store::{Cell, Lot, StoreError};

/// New contacts that may wait.
const MOST: usize = 64;
/// Keys that are kept in memory, 18 bytes each; a store that has met more is asked for each row.
const MOST_MET: u32 = 2_000_000;

/// The heads of the keys of all numbers met so far. Keys are scattered evenly already: they are hashes.
type Keys = HashSet<u64, BuildHasherDefault<AsItIs>>;

fn head_of(key: &[u8; 16]) -> u64 {
    key.first_chunk().map_or(0, |head| u64::from_le_bytes(*head))
}

fn met_so_far(tx: &Connection) -> Result<Keys, StoreError> {
    let mut select = tx.prepare("SELECT key FROM number")?;
    let keys = select.query_map([], |row| Ok(head_of(&row.get(0)?)))?;
    Ok(keys.collect::<Result<_, _>>()?)
}

/// Takes a hash for its own hash.
#[derive(Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// New rows of one import.
pub(super) struct NewRows<'tx> {
    last_id: u32,
    met: Option<Keys>,
    waiting: HashSet<[u8; 16]>,
    numbers: Lot<'tx, 3>,
    contacts: Lot<'tx, 11>,
    standings: Lot<'tx, 10>,
    outcomes: Lot<'tx, 4>,
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
        let now = now.timestamp_millis();
        let met = if last_id <= MOST_MET { Some(met_so_far(tx)?) } else { None };
        Ok(Self {
            last_id,
            met,
            waiting: HashSet::new(),
            numbers: Lot::new(tx, "INSERT OR FAIL INTO number (id, key, e164)"),
            contacts: Lot::ending(
                tx,
                "INSERT OR FAIL INTO contact (number_id, number, first_name, last_name, email, address, city, region,
                   postcode, country, note, import_id, created_at, updated_at)",
                &[import.0.into(), now, now],
            ),
            standings: Lot::new(
                tx,
                "INSERT OR FAIL INTO standing (number_id, consent, suppressed, line, hours_id, orders, spent_micros,
                   last_order_at, country, region)",
            ),
            outcomes: Lot::ending(
                tx,
                "INSERT OR FAIL INTO import_outcome (line, outcome, number_id, reason, import_id)",
                &[import.0.into()],
            ),
            tags: Lot::new(tx, "INSERT OR IGNORE INTO contact_tag (tag_id, number_id)"),
        })
    }

    /// Whether anything about this number waits to be written.
    pub(super) fn hold(&self, key: &[u8; 16]) -> bool {
        self.waiting.contains(key)
    }

    /// Whether this number may have been met before; `false` is certain, and saves asking the store.
    pub(super) fn may_know(&self, key: &[u8; 16]) -> bool {
        self.met.as_ref().is_none_or(|met| met.contains(&head_of(key)))
    }

    /// Whether so much waits that it is time to write it.
    pub(super) fn is_full(&self) -> bool {
        self.waiting.len() >= MOST
    }

    /// A number that the store has never met.
    pub(super) fn number(&mut self, key: [u8; 16], e164: &str) -> Result<NumberId, StoreError> {
        self.last_id += 1;
        if self.last_id > MOST_MET {
            self.met = None;
        }
        self.met.as_mut().into_iter().for_each(|met| _ = met.insert(head_of(&key)));
        self.waiting.insert(key);
        self.numbers.add([self.last_id.into(), Cell::Bytes(&key), Cell::Text(e164)])?;
        Ok(NumberId(self.last_id))
    }

    /// A new contact with its standing.
    pub(super) fn contact(&mut self, new: &Newcomer, person: &Person) -> Result<(), StoreError> {
        self.waiting.insert(new.key);
        self.standings.add([
            new.id.0.into(),
            new.consent.into(),
            new.suppressed.into(),
            person.phone.line.stored().into(),
            new.hours.0.into(),
            person.orders.unwrap_or_default().into(),
            person.spent.unwrap_or_default().into(),
            person.last_order_at.unwrap_or_default().into(),
            Cell::Text(person.country()),
            Cell::Text(person.texts.get(REGION).map_or("", String::as_str)),
        ])?;
        let [first, last, email, address, city, region, postcode, country, note] =
            person.texts.each_ref().map(|text| Cell::Text(text));
        self.contacts.add([
            new.id.0.into(),
            Cell::Text(&person.phone.e164),
            first,
            last,
            email,
            address,
            city,
            region,
            postcode,
            country,
            note,
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
        outcome: &str,
        number: Option<NumberId>,
        reason: &str,
    ) -> Result<(), StoreError> {
        let number = number.map_or(Cell::Null, |id| id.0.into());
        self.outcomes.add([row.into(), Cell::Text(outcome), number, Cell::Text(reason)])
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
