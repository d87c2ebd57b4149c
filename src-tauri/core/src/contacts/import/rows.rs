//! The import's SQL.
//!
//! What it asks of the store and changes in it, each statement prepared once per
//! import; what it adds stands in `new_rows.rs`. Only `number.key` is looked up at
//! random.

use rusqlite::{OptionalExtension, Row, Statement};

use super::row::{COUNTRY, Order, REGION, TEXTS};
use crate::clock::Timestamp;
use crate::consent::Scope;
use crate::ids::{HoursId, ImportId, NumberId};
use crate::store::{StoreError, WriteTx};

/// A number's contact as it stands before a row is applied.
pub(super) struct Before {
    pub(super) id: NumberId,
    pub(super) suppressed: bool,
    pub(super) contact: Option<Known>,
}

/// What is known of a contact.
pub(super) struct Known {
    /// The import that brought it, if one did.
    pub(super) import: Option<ImportId>,
    pub(super) updated_at: i64,
    pub(super) texts: [String; TEXTS.len()],
    pub(super) orders: i64,
    pub(super) spent: i64,
    pub(super) last_order_at: i64,
}

/// Everything the import says to the store.
pub(super) struct Statements<'tx> {
    before: Statement<'tx>,
    known: Statement<'tx>,
    remember: Statement<'tx>,
    change_contact: Statement<'tx>,
    change_standing: Statement<'tx>,
    add_activity: Statement<'tx>,
    sum_activity: Statement<'tx>,
    set_orders: Statement<'tx>,
    tag_contact: Statement<'tx>,
    news: Statement<'tx>,
    claimed: Statement<'tx>,
    knows_name: Statement<'tx>,
    also_named: Statement<'tx>,
}

impl<'tx> Statements<'tx> {
    pub(super) fn prepare(tx: &'tx WriteTx<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            before: tx.prepare(
                "SELECT n.id, n.e164 IS NULL, EXISTS (SELECT 1 FROM suppression p WHERE p.number_id = n.id AND p.lifted_at IS NULL),
                   c.number_id, s.orders, s.spent_micros, s.last_order_at,
                   c.first_name, c.last_name, c.email, c.address, c.city, c.region, c.postcode, c.country, c.note,
                   c.import_id, c.updated_at
                 FROM number n LEFT JOIN contact c ON c.number_id = n.id LEFT JOIN standing s ON s.number_id = n.id
                 WHERE n.key = ?1",
            )?,
            known: tx.prepare(
                "SELECT c.number_id, c.number, 0, c.number_id, s.orders, s.spent_micros, s.last_order_at,
                   c.first_name, c.last_name, c.email, c.address, c.city, c.region, c.postcode, c.country, c.note,
                   c.import_id, c.updated_at
                 FROM contact c JOIN standing s USING (number_id) WHERE c.number_id = ?1",
            )?,
            remember: tx.prepare("UPDATE number SET e164 = ?2 WHERE id = ?1")?,
            change_contact: tx.prepare(
                "UPDATE contact SET first_name = ?2, last_name = ?3, email = ?4, address = ?5, city = ?6, region = ?7,
                   postcode = ?8, country = ?9, note = ?10, updated_at = ?11 WHERE number_id = ?1",
            )?,
            change_standing: tx.prepare(
                "UPDATE standing SET hours_id = ?2, orders = ?3, spent_micros = ?4, last_order_at = ?5, country = ?6,
                   region = ?7 WHERE number_id = ?1",
            )?,
            add_activity: tx.prepare(
                "INSERT INTO activity (number_id, kind, happened_at, reference, amount_micros, import_id)
                 SELECT ?1, 'order_placed', ?2, ?3, ?4, ?5 WHERE NOT EXISTS (
                   SELECT 1 FROM activity WHERE number_id = ?1 AND kind = 'order_placed' AND reference = ?3)",
            )?,
            sum_activity: tx.prepare(
                "SELECT count(*), coalesce(sum(amount_micros), 0), coalesce(max(happened_at), 0)
                 FROM activity WHERE number_id = ?1 AND kind = 'order_placed'",
            )?,
            set_orders: tx.prepare(
                "UPDATE standing SET orders = max(orders, ?2), spent_micros = max(spent_micros, ?3),
                   last_order_at = max(last_order_at, ?4) WHERE number_id = ?1",
            )?,
            tag_contact: tx.prepare("INSERT OR IGNORE INTO contact_tag (tag_id, number_id) VALUES (?1, ?2)")?,
            news: tx.prepare(
                "SELECT NOT EXISTS (SELECT 1 FROM consent_entry e WHERE number_id = ?1 AND
                   ((kind = 'granted' AND scope = ?2 AND source = ?3 AND happened_at = ?4)
                    OR (kind = 'revoked' AND happened_at >= ?4))
                   AND NOT EXISTS (SELECT 1 FROM import_undo u WHERE u.import_id = e.import_id))",
            )?,
            claimed: tx.prepare(
                "WITH claim AS (
                   SELECT DISTINCT scope FROM consent_entry e
                   WHERE number_id = ?1 AND kind <> 'revoked' AND import_id IS NOT NULL
                     AND NOT EXISTS (SELECT 1 FROM consent_entry l WHERE l.number_id = ?1 AND l.seq > e.seq
                       AND (l.scope = e.scope OR l.scope = 'all') AND (l.kind = 'revoked' OR l.import_id IS NULL)))
                 SELECT scope FROM claim UNION
                 -- A promotional claim had brought this with it.
                 SELECT 'transactional' FROM claim WHERE scope = 'promotional' AND NOT EXISTS (
                   SELECT 1 FROM consent_entry WHERE number_id = ?1 AND scope = 'transactional'
                     AND kind <> 'revoked' AND import_id IS NULL)
                 ORDER BY scope",
            )?,
            knows_name: tx.prepare(
                "SELECT EXISTS (SELECT 1 FROM contact_name WHERE number_id = ?1 AND first_name = ?2 AND last_name = ?3)",
            )?,
            also_named: tx.prepare(
                "INSERT INTO contact_name (number_id, first_name, last_name, import_id) VALUES (?1, ?2, ?3, ?4)",
            )?,
        })
    }

    /// What the store knows of a number that was met before.
    pub(super) fn before(&mut self, key: &[u8; 16], e164: &str) -> Result<Option<Before>, StoreError> {
        let found = self
            .before
            .query_row([key.as_slice()], |row| Ok((before(row)?, row.get::<_, bool>(1)?)))
            .optional()?;
        if let Some((before, true)) = &found {
            self.remember.execute((before.id, e164))?;
        }
        Ok(found.map(|(before, _)| before))
    }

    /// A contact's number in E.164 and what is known of it.
    pub(super) fn known(&mut self, id: NumberId) -> Result<Option<(String, Known)>, StoreError> {
        let found = self.known.query_row([id], |row| Ok((row.get(1)?, before(row)?.contact))).optional()?;
        Ok(found.and_then(|(e164, known)| Some((e164, known?))))
    }

    pub(super) fn change(
        &mut self,
        id: NumberId,
        known: &Known,
        hours: HoursId,
        phone_country: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let [first, last, email, address, city, region, postcode, country, note] = &known.texts;
        self.change_contact.execute(rusqlite::params![
            id,
            first,
            last,
            email,
            address,
            city,
            region,
            postcode,
            country,
            note,
            now.timestamp_millis()
        ])?;
        let place = known
            .texts
            .get(COUNTRY)
            .filter(|country| !country.is_empty())
            .map_or(phone_country, String::as_str);
        let region = known.texts.get(REGION).map_or("", String::as_str);
        self.change_standing.execute((
            id,
            hours,
            known.orders,
            known.spent,
            known.last_order_at,
            place,
            region,
        ))?;
        Ok(())
    }

    /// Records an order once; brings the sums into step and answers them: orders, money, last of them.
    pub(super) fn order(
        &mut self,
        id: NumberId,
        order: &Order,
        import: ImportId,
    ) -> Result<Option<[i64; 3]>, StoreError> {
        let at = order.placed_at.timestamp_millis();
        if self.add_activity.execute((id, at, &order.reference, order.micros, import))? == 0 {
            return Ok(None);
        }
        let (orders, spent, last): (i64, i64, i64) =
            self.sum_activity.query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        self.set_orders.execute((id, orders, spent, last))?;
        Ok(Some([orders, spent, last]))
    }

    /// Tags a contact; whether that was new.
    pub(super) fn tag(&mut self, tag: i64, id: NumberId) -> Result<bool, StoreError> {
        Ok(self.tag_contact.execute((tag, id))? == 1)
    }

    /// The scopes whose newest entry is an import's claim that this person agreed.
    pub(super) fn claimed_by_imports(&mut self, id: NumberId) -> Result<Vec<Scope>, StoreError> {
        let scopes = self.claimed.query_map([id], |row| row.get::<_, String>(0))?;
        let words: Vec<String> = scopes.collect::<Result<_, _>>()?;
        Ok(words.iter().filter_map(|word| word.parse().ok()).collect())
    }

    /// Whether a number is known under this name beside the one in its contact.
    pub(super) fn knows_name(&mut self, id: NumberId, first: &str, last: &str) -> Result<bool, StoreError> {
        Ok(self.knows_name.query_row((id, first, last), |row| row.get(0))?)
    }

    /// Keeps another person's name beside the one in the contact.
    pub(super) fn also_named(
        &mut self,
        id: NumberId,
        first: &str,
        last: &str,
        import: ImportId,
    ) -> Result<(), StoreError> {
        self.also_named.execute((id, first, last, import))?;
        Ok(())
    }

    /// Whether a grant is neither recorded already nor overtaken by a later revocation.
    pub(super) fn is_news(
        &mut self,
        id: NumberId,
        scope: &str,
        source: &str,
        at: i64,
    ) -> Result<bool, StoreError> {
        Ok(self.news.query_row((id, scope, source, at), |row| row.get(0))?)
    }
}

fn before(row: &Row<'_>) -> rusqlite::Result<Before> {
    let contact = match row.get::<_, Option<i64>>(3)? {
        None => None,
        Some(_) => {
            let mut texts: [String; TEXTS.len()] = Default::default();
            for (at, text) in texts.iter_mut().enumerate() {
                *text = row.get(7 + at)?;
            }
            Some(Known {
                import: row.get(7 + TEXTS.len())?,
                updated_at: row.get(8 + TEXTS.len())?,
                texts,
                orders: row.get(4)?,
                spent: row.get(5)?,
                last_order_at: row.get(6)?,
            })
        }
    };
    Ok(Before { id: row.get(0)?, suppressed: row.get(2)?, contact })
}

/// Opens the record of an import; `columns` is the file's header.
pub(super) fn open_import(
    tx: &WriteTx<'_>,
    file_name: &str,
    columns: &[&str],
    now: Timestamp,
) -> Result<ImportId, StoreError> {
    tx.execute(
        "INSERT INTO import (file_name, started_at, columns) VALUES (?1, ?2, ?3)",
        (file_name, now.timestamp_millis(), serde_json::to_string(columns).unwrap_or_default()),
    )?;
    Ok(ImportId(u32::try_from(tx.last_insert_rowid()).unwrap_or(u32::MAX)))
}

/// Closes the record of an import.
pub(super) fn close_import(
    tx: &WriteTx<'_>,
    id: ImportId,
    counts: &super::request::ImportResult,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE import SET row_count = ?2, created = ?3, updated = ?4, unchanged = ?5, rejected = ?6,
           met_suppressions = ?7 WHERE id = ?1",
        (
            id,
            counts.rows,
            counts.created,
            counts.updated,
            counts.unchanged,
            counts.rejected,
            counts.met_suppressions,
        ),
    )?;
    // Somebody who comes back to the list while a double opt-in is open is still being asked.
    tx.execute(
        "UPDATE standing SET asked = 1 WHERE number_id IN (SELECT number_id FROM opt_in_asking WHERE ended_at IS NULL)",
        [],
    )?;
    Ok(())
}

/// The id of a tag; made now if it is new.
pub(super) fn tag_id(tx: &WriteTx<'_>, name: &str) -> Result<i64, StoreError> {
    tx.execute("INSERT INTO tag (name) VALUES (?1) ON CONFLICT (name) DO NOTHING", [name])?;
    Ok(tx.query_row("SELECT id FROM tag WHERE name = ?1", [name], |row| row.get(0))?)
}
