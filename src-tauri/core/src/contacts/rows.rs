//! The SQL of contacts: lines of the table, one person with everything known, export.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row};

use super::block::Block;
use crate::clock::Timestamp;
use crate::ids::NumberId;
use crate::store::StoreError;

/// A contact as a line of the table and of an export.
#[derive(Clone, PartialEq, Eq)]
pub struct ContactRow {
    /// Whose.
    pub id: NumberId,
    /// E.164.
    pub number: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// Street and house.
    pub address: String,
    /// Town.
    pub city: String,
    /// State or province.
    pub region: String,
    /// Postal code.
    pub postcode: String,
    /// Country.
    pub country: String,
    /// The shop's note.
    pub note: String,
    /// Consent bits: 1 promotional, 2 transactional, 4 conversational.
    pub consent: u8,
    /// When the promotional bit runs out by law, milliseconds since 1970; 0: never.
    pub consent_until: i64,
    /// Whether the number is suppressed.
    pub suppressed: bool,
    /// Whether nobody may text them until the owner has answered for their list.
    pub quarantined: bool,
    /// Kind of line, see `phone::Line`.
    pub line: u8,
    /// Orders known.
    pub orders: u32,
    /// Money spent, in micro-units of the shop's currency.
    pub spent_micros: i64,
    /// Last order; `None` if none is known.
    pub last_order_at: Option<Timestamp>,
    /// Last text sent to them; `None` if there was none.
    pub last_text_at: Option<Timestamp>,
    /// When the contact was created.
    pub created_at: Timestamp,
    /// Tags by name.
    pub tags: Vec<String>,
}

impl ContactRow {
    /// The consent bits that hold at this moment.
    #[must_use]
    pub fn consent_at(&self, now: Timestamp) -> u8 {
        let ended = self.consent_until != 0 && self.consent_until <= now.timestamp_millis();
        if ended { self.consent & !1 } else { self.consent }
    }
}

/// A dated fact about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityRow {
    /// For example `order_placed`.
    pub kind: String,
    /// When.
    pub happened_at: Timestamp,
    /// For example the order's number.
    pub reference: String,
    /// Money in micro-units of the shop's currency; 0 where there is none.
    pub amount_micros: i64,
}

const COLUMNS: &str =
    "c.number_id, c.number, c.first_name, c.last_name, c.email, c.address, c.city, c.region,
    c.postcode, c.country, c.note, s.consent, s.suppressed, s.line, s.orders, s.spent_micros, s.last_order_at,
    c.created_at, s.consent_until, s.quarantined, s.last_texted_at";

/// Most activities shown of one person.
const SHOWN_ACTIVITIES: u32 = 500;

/// Everybody whom the condition on `standing s` and, where it is `wide`, `contact c` holds, by id: key and id.
pub(super) fn keyed(
    connection: &Connection,
    key: &str,
    condition: &str,
    wide: bool,
    values: Vec<Value>,
) -> Result<Vec<(i64, u32)>, StoreError> {
    let join = if wide { "JOIN contact c ON c.number_id = s.number_id" } else { "" };
    let sql =
        format!("SELECT {key}, s.number_id FROM standing s {join} WHERE {condition} ORDER BY s.number_id");
    // Not kept: the moment stands in a condition on consent, so that no two are the same.
    let mut select = connection.prepare(&sql)?;
    let mut rows = select.query(rusqlite::params_from_iter(values))?;
    let mut keyed = Vec::new();
    while let Some(row) = rows.next()? {
        keyed.push((row.get(0)?, row.get(1)?));
    }
    Ok(keyed)
}

/// The largest id of a contact.
pub(super) fn last_contact(connection: &Connection) -> Result<Option<u32>, StoreError> {
    Ok(connection.query_row("SELECT max(number_id) FROM contact", [], |row| row.get(0))?)
}

/// The contacts whose ids stand between the two, the second left out, to be found by any part of their name.
pub(super) fn block(connection: &Connection, from: u32, to: u32) -> Result<Block, StoreError> {
    let mut select = connection.prepare_cached(
        "SELECT number_id, number, first_name, last_name, email FROM contact
         WHERE number_id >= ?1 AND number_id < ?2 ORDER BY number_id",
    )?;
    let mut rows = select.query([from, to])?;
    let mut block = Block::default();
    while let Some(row) = rows.next()? {
        let text = |n: usize| Ok::<_, rusqlite::Error>(row.get_ref(n)?.as_str()?);
        block.add(row.get(0)?, text(1)?, text(2)?, text(3)?, text(4)?);
    }
    Ok(block)
}

/// Names of all tags that somebody wears.
pub(super) fn all_tags(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut select = connection.prepare(
        "SELECT name FROM tag t WHERE EXISTS (SELECT 1 FROM contact_tag x WHERE x.tag_id = t.id) ORDER BY name",
    )?;
    let names = select.query_map([], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

/// Countries of all contacts.
pub(super) fn all_countries(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut select =
        connection.prepare("SELECT DISTINCT country FROM standing WHERE country <> '' ORDER BY country")?;
    let countries = select.query_map([], |row| row.get(0))?;
    Ok(countries.collect::<Result<_, _>>()?)
}

/// One contact.
pub fn contact_of(connection: &Connection, id: NumberId) -> Result<Option<ContactRow>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM contact c JOIN standing s ON s.number_id = c.number_id WHERE c.number_id = ?1"
    );
    let found = connection.prepare_cached(&sql)?.query_row([id], contact).optional()?;
    let Some(mut found) = found else { return Ok(None) };
    found.tags = tags(connection, id)?;
    Ok(Some(found))
}

/// The contact's number and those that were merged into it.
pub(super) fn numbers_of(connection: &Connection, id: NumberId) -> Result<Vec<NumberId>, StoreError> {
    let mut select = connection.prepare_cached(
        "WITH RECURSIVE own (id) AS (SELECT ?1 UNION SELECT m.number_id FROM merged m JOIN own ON m.kept_id = own.id)
         SELECT id FROM own",
    )?;
    let ids = select.query_map([id], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// What is known to have happened, newest first.
pub fn activities(connection: &Connection, id: NumberId) -> Result<Vec<ActivityRow>, StoreError> {
    let mut select = connection.prepare_cached(
        "SELECT kind, happened_at, reference, amount_micros FROM activity WHERE number_id = ?1
         ORDER BY happened_at DESC, id DESC LIMIT ?2",
    )?;
    let rows = select.query_map((id, SHOWN_ACTIVITIES), |row| {
        Ok(ActivityRow {
            kind: row.get(0)?,
            happened_at: moment(row.get(1)?),
            reference: row.get(2)?,
            amount_micros: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Calls `each` with every contact, oldest first.
pub(super) fn every<E: From<StoreError>>(
    connection: &Connection,
    mut each: impl FnMut(ContactRow) -> Result<(), E>,
) -> Result<(), E> {
    let sql = format!(
        "SELECT {COLUMNS} FROM contact c JOIN standing s ON s.number_id = c.number_id ORDER BY c.number_id"
    );
    let mut select = connection.prepare(&sql).map_err(StoreError::from)?;
    let mut rows = select.query([]).map_err(StoreError::from)?;
    while let Some(row) = rows.next().map_err(StoreError::from)? {
        let mut found = contact(row).map_err(StoreError::from)?;
        found.tags = tags(connection, found.id)?;
        each(found)?;
    }
    Ok(())
}

fn tags(connection: &Connection, id: NumberId) -> Result<Vec<String>, StoreError> {
    let mut select = connection.prepare_cached(
        "SELECT t.name FROM contact_tag x JOIN tag t ON t.id = x.tag_id WHERE x.number_id = ?1 ORDER BY t.name",
    )?;
    let names = select.query_map([id], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

fn contact(row: &Row<'_>) -> rusqlite::Result<ContactRow> {
    Ok(ContactRow {
        id: row.get(0)?,
        number: row.get(1)?,
        first_name: row.get(2)?,
        last_name: row.get(3)?,
        email: row.get(4)?,
        address: row.get(5)?,
        city: row.get(6)?,
        region: row.get(7)?,
        postcode: row.get(8)?,
        country: row.get(9)?,
        note: row.get(10)?,
        consent: row.get(11)?,
        suppressed: row.get(12)?,
        line: row.get(13)?,
        orders: row.get(14)?,
        spent_micros: row.get(15)?,
        last_order_at: some_moment(row.get(16)?),
        created_at: moment(row.get(17)?),
        consent_until: row.get(18)?,
        quarantined: row.get(19)?,
        last_text_at: some_moment(row.get(20)?),
        tags: Vec::new(),
    })
}

/// 0 is never.
fn some_moment(millis: i64) -> Option<Timestamp> {
    (millis != 0).then(|| moment(millis))
}

fn moment(millis: i64) -> Timestamp {
    Timestamp::from_timestamp_millis(millis).unwrap_or_default()
}
