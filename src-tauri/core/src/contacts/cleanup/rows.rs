//! The clean-up's reading SQL: one scan of the list, one of the ledger.

use rusqlite::{Connection, OptionalExtension};

use super::kind::Kind;
use super::marks::{DECLARED, Mark};
use super::pass::{Findings, Limits, Pass, Seen, Suspect};
use super::view::HeldList;
use crate::store::StoreError;

/// Looks at everybody.
pub(super) fn look(connection: &Connection, limits: Limits) -> Result<Findings, StoreError> {
    let agreed = agreed(connection)?;
    let tags = [Kind::NoConsent, Kind::OldConsent, Kind::Silent].map(|kind| kind.tag().unwrap_or_default());
    let wears = wearers(connection, tags, agreed.len())?;
    let households =
        marked(connection, "SELECT number_id FROM contact_name WHERE settled = 0", agreed.len())?;
    let mut select = connection.prepare(
        "SELECT c.number_id, c.number, c.first_name, c.last_name, c.address, c.city, c.postcode, c.country, c.import_id,
           c.created_at, s.consent, s.suppressed, s.line, s.last_order_at, s.last_engaged_at
         FROM contact c JOIN standing s ON s.number_id = c.number_id ORDER BY c.number_id",
    )?;
    let mut rows = select.query([])?;
    let mut pass = Pass::new(limits);
    while let Some(row) = rows.next()? {
        let text = |n: usize| Ok::<_, rusqlite::Error>(row.get_ref(n)?.as_str()?);
        let id: u32 = row.get(0)?;
        let at = id as usize;
        pass.meet(&Seen {
            id,
            number: text(1)?,
            first_name: text(2)?,
            last_name: text(3)?,
            address: text(4)?,
            city: text(5)?,
            postcode: text(6)?,
            country: text(7)?,
            import: row.get(8)?,
            created_at: row.get(9)?,
            consent: row.get(10)?,
            suppressed: row.get(11)?,
            line: row.get(12)?,
            last_order_at: row.get(13)?,
            last_engaged_at: row.get(14)?,
            agreed_at: agreed.get(at).copied().unwrap_or_default(),
            tagged: wears.get(at).copied().unwrap_or_default(),
            household: households.get(at).copied().unwrap_or_default(),
        });
    }
    drop(rows);
    let mut findings = pass.end(|import| unanswered(connection, import))?;
    add_declared(connection, &mut findings)?;
    for list in &findings.lists {
        let people = people_of(connection, list.import)?;
        findings.people.entry(Kind::BoughtList).or_default().extend(people);
    }
    Ok(findings)
}

/// By number id: the latest consent in the ledger, milliseconds since 1970; 0: none.
fn agreed(connection: &Connection) -> Result<Vec<i64>, StoreError> {
    let numbers: u32 =
        connection.query_row("SELECT coalesce(max(id), 0) FROM number", [], |row| row.get(0))?;
    let mut latest = vec![0; numbers as usize + 1];
    let mut select = connection
        .prepare("SELECT number_id, happened_at FROM consent_entry WHERE kind <> 'revoked' ORDER BY seq")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(at) = latest.get_mut(row.get::<_, u32>(0)? as usize) {
            *at = row.get::<_, i64>(1)?.max(*at);
        }
    }
    Ok(latest)
}

fn wearers(connection: &Connection, tags: [&str; 3], numbers: usize) -> Result<Vec<[bool; 3]>, StoreError> {
    let mut wears = vec![[false; 3]; numbers];
    let mut select = connection
        .prepare("SELECT x.number_id FROM contact_tag x JOIN tag t ON t.id = x.tag_id WHERE t.name = ?1")?;
    for (place, tag) in tags.into_iter().enumerate() {
        let mut rows = select.query([tag])?;
        while let Some(row) = rows.next()? {
            let slot = wears.get_mut(row.get::<_, u32>(0)? as usize).and_then(|tags| tags.get_mut(place));
            slot.into_iter().for_each(|worn| *worn = true);
        }
    }
    Ok(wears)
}

fn marked(connection: &Connection, sql: &str, numbers: usize) -> Result<Vec<bool>, StoreError> {
    let mut marked = vec![false; numbers];
    let mut select = connection.prepare(sql)?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        marked.get_mut(row.get::<_, u32>(0)? as usize).into_iter().for_each(|mark| *mark = true);
    }
    Ok(marked)
}

/// Adds the lists of which the owner has said that they were bought, until the owner has answered for them.
fn add_declared(connection: &Connection, findings: &mut Findings) -> Result<(), StoreError> {
    let mut select = connection.prepare(
        "SELECT import_id, marks FROM quarantine q WHERE answered_at IS NULL
           AND EXISTS (SELECT 1 FROM contact c WHERE c.import_id = q.import_id)",
    )?;
    let held = select.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    for held in held {
        let (import, marks) = held?;
        let marks: Vec<Mark> = serde_json::from_str(&marks).unwrap_or_default();
        let is_listed = findings.lists.iter().any(|list| list.import == import);
        if !is_listed && marks.iter().any(|mark| mark.mark == DECLARED) {
            findings.lists.push(Suspect { import, marks });
        }
    }
    findings.lists.sort_unstable_by_key(|list| list.import);
    Ok(())
}

/// Rows and invalid rows of an import; `None` where the owner has answered for it.
fn unanswered(connection: &Connection, import: u32) -> Result<Option<(u32, u32)>, StoreError> {
    let rows: Option<(u32, u32)> = connection
        .query_row(
            "SELECT row_count, rejected FROM import i WHERE id = ?1 AND NOT EXISTS (
               SELECT 1 FROM quarantine q WHERE q.import_id = i.id AND q.answered_at IS NOT NULL)",
            [import],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    let Some((rows, rejected)) = rows else { return Ok(None) };
    let invalid = if rejected == 0 { 0 } else { invalid_rows(connection, import)? };
    Ok(Some((rows, invalid)))
}

fn invalid_rows(connection: &Connection, import: u32) -> Result<u32, StoreError> {
    Ok(connection.query_row(
        "SELECT count(*) FROM import_outcome WHERE import_id = ?1 AND outcome = 'rejected' AND reason = 'invalid_number'",
        [import],
        |row| row.get(0),
    )?)
}

/// The people whom an import brought.
pub(super) fn people_of(connection: &Connection, import: u32) -> Result<Vec<u32>, StoreError> {
    let mut select =
        connection.prepare("SELECT number_id FROM contact WHERE import_id = ?1 ORDER BY number_id")?;
    let ids = select.query_map([import], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// The lists that bear the marks now, and those that were held before, newest first. A list that was taken back or of
/// which nobody is left is no matter any more.
pub(super) fn held_lists(connection: &Connection, found: &Findings) -> Result<Vec<HeldList>, StoreError> {
    let mut select = connection.prepare(
        "SELECT i.id, i.file_name, i.started_at, (SELECT count(*) FROM contact c WHERE c.import_id = i.id),
           coalesce(q.marks, ''), q.import_id IS NOT NULL, coalesce(q.answer, ''), q.answered_at
         FROM import i LEFT JOIN quarantine q ON q.import_id = i.id
         WHERE (q.import_id IS NOT NULL OR i.id IN (SELECT value FROM json_each(?1)))
           AND i.id NOT IN (SELECT import_id FROM import_undo) ORDER BY i.id DESC",
    )?;
    let suspects: Vec<u32> = found.lists.iter().map(|list| list.import).collect();
    let rows = select.query_map([serde_json::to_string(&suspects).unwrap_or_default()], |row| {
        let (marks, answered_at): (String, Option<i64>) = (row.get(4)?, row.get(7)?);
        Ok(HeldList {
            import: row.get(0)?,
            file_name: row.get(1)?,
            at: row.get(2)?,
            people: row.get(3)?,
            marks: serde_json::from_str(&marks).unwrap_or_default(),
            held: row.get::<_, bool>(5)? && answered_at.is_none(),
            answer: row.get(6)?,
            answered_at,
        })
    })?;
    let mut lists = rows.collect::<Result<Vec<_>, _>>()?;
    lists.retain(|list| list.people > 0);
    for list in &mut lists {
        // What the look has just found is newer than what was written down when the list came.
        if let Some(now) = found.lists.iter().find(|one| one.import == list.import) {
            list.marks.clone_from(&now.marks);
        }
    }
    Ok(lists)
}

/// The owner's age of an old consent, in months, if one was chosen.
pub(super) fn old_after(connection: &Connection) -> Result<Option<u32>, StoreError> {
    Ok(connection
        .query_row("SELECT old_after_months FROM list_choice WHERE id = 1", [], |row| row.get(0))
        .optional()?)
}

pub(super) fn keep_old_after(connection: &Connection, months: u32) -> Result<(), StoreError> {
    connection.execute(
        "INSERT INTO list_choice (id, old_after_months) VALUES (1, ?1)
         ON CONFLICT (id) DO UPDATE SET old_after_months = excluded.old_after_months",
        [months],
    )?;
    Ok(())
}

/// Every repair, newest first, 100 at most.
pub(super) fn repairs(connection: &Connection) -> Result<Vec<super::Repair>, StoreError> {
    let mut select = connection.prepare(
        "SELECT id, kind, detail, people, applied_at, undone_at FROM cleanup ORDER BY id DESC LIMIT 100",
    )?;
    let rows = select.query_map([], |row| {
        Ok(super::Repair {
            id: row.get(0)?,
            kind: row.get(1)?,
            detail: row.get(2)?,
            people: row.get(3)?,
            applied_at: row.get(4)?,
            undone_at: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
