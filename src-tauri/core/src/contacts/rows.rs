//! The SQL of contacts: lines of the table, one person with everything known, export.

use rusqlite::{Connection, OptionalExtension, Row};

use super::page::Search;
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
    /// Whether the number is suppressed.
    pub suppressed: bool,
    /// Kind of line, see `phone::Line`.
    pub line: u8,
    /// Orders known.
    pub orders: u32,
    /// Money spent, in micro-units of the shop's currency.
    pub spent_micros: i64,
    /// Last order; `None` if none is known.
    pub last_order_at: Option<Timestamp>,
    /// When the contact was created.
    pub created_at: Timestamp,
    /// Tags by name.
    pub tags: Vec<String>,
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
    c.created_at";

/// Most activities shown of one person.
const SHOWN_ACTIVITIES: u32 = 500;

/// How many contacts match, counted no further than `most`.
pub(super) fn count(connection: &Connection, search: &Search, most: u32) -> Result<u32, StoreError> {
    let sql = match search.is_everybody() {
        true => "SELECT count(*) FROM standing".to_owned(),
        false => format!(
            "SELECT count(*) FROM (SELECT 1 FROM contact c WHERE {} LIMIT {most})",
            search.condition()
        ),
    };
    let mut select = connection.prepare(&sql)?;
    Ok(select.query_row(rusqlite::params_from_iter(search.patterns()), |row| row.get(0))?)
}

/// Some of the contacts that match, in the order of `by`, with their tags.
pub(super) fn some(
    connection: &Connection,
    search: &Search,
    by: &str,
    offset: u32,
    limit: u32,
) -> Result<Vec<ContactRow>, StoreError> {
    let condition = search.condition();
    let mut select = connection.prepare(&format!(
        "SELECT {COLUMNS} FROM contact c JOIN standing s ON s.number_id = c.number_id
         WHERE {condition} ORDER BY {by} LIMIT {limit} OFFSET {offset}"
    ))?;
    let found = select.query_map(rusqlite::params_from_iter(search.patterns()), contact)?;
    let mut found = found.collect::<Result<Vec<_>, _>>()?;
    for row in &mut found {
        row.tags = tags(connection, row.id)?;
    }
    Ok(found)
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
    let last_order_at: i64 = row.get(16)?;
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
        last_order_at: (last_order_at != 0).then(|| moment(last_order_at)),
        created_at: moment(row.get(17)?),
        tags: Vec::new(),
    })
}

fn moment(millis: i64) -> Timestamp {
    Timestamp::from_timestamp_millis(millis).unwrap_or_default()
}
