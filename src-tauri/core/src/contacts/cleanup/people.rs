//! The people of a finding: what the repair would make of each, read from the store.
//!
//! Owns the reading SQL of single people of a finding; the repair asks the same questions here, so what is shown is
//! what is done. Must not change anything.

use rusqlite::{Connection, OptionalExtension};

use super::kind::Kind;
use super::names::{greeting, tidied};
use super::pass::Findings;
use crate::contacts::{ContactRow, Line, phone};
use crate::store::StoreError;

/// A page of a finding's people: which, and who is kept where several are one.
pub(super) fn page(found: &Findings, kind: Kind, offset: u32, limit: u32) -> (u32, &[u32]) {
    let all = found.people.get(&kind).map_or(&[][..], Vec::as_slice);
    let from = all.len().min(offset as usize);
    let to = all.len().min(from + limit as usize);
    (u32::try_from(all.len()).unwrap_or(u32::MAX), all.get(from..to).unwrap_or_default())
}

/// What the repair would make of one person, or the fact behind the finding; see `wire::cleanup::FindingLine`.
pub(super) fn detail(
    connection: &Connection,
    found: &Findings,
    kind: Kind,
    row: &ContactRow,
) -> Result<String, StoreError> {
    let id = row.id.0;
    Ok(match kind {
        Kind::BoughtList => file_of(connection, id)?,
        Kind::DuplicatePeople => kept_number(connection, found, id)?,
        Kind::SharedNumber => {
            let others = other_names(connection, id)?;
            together(&row.first_name, &row.last_name, &others).map(joined).unwrap_or_default()
        }
        Kind::CannotReceive => Line::read(row.line).word().into(),
        Kind::CountryMismatch => {
            phone::normalise(&row.number, "US").map(|phone| phone.country).unwrap_or_default()
        }
        Kind::NameStyle => {
            let tidy = |name: &str| tidied(name).unwrap_or_else(|| name.into());
            joined((tidy(&row.first_name), tidy(&row.last_name)))
        }
        Kind::OldConsent | Kind::Silent => rfc3339(last_sign(connection, id, kind)?),
        Kind::InvalidNumber | Kind::Placeholder | Kind::NoConsent => String::new(),
    })
}

/// The names that wait beside the one in the list.
pub(super) fn other_names(connection: &Connection, id: u32) -> Result<Vec<(String, String)>, StoreError> {
    let mut select = connection.prepare_cached(
        "SELECT first_name, last_name FROM contact_name WHERE number_id = ?1 AND settled = 0",
    )?;
    let names = select.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(names.collect::<Result<_, _>>()?)
}

/// First and last name of everybody together; `None` where there are too many to greet.
pub(super) fn together(first: &str, last: &str, others: &[(String, String)]) -> Option<(String, String)> {
    let firsts: Vec<&str> =
        std::iter::once(first).chain(others.iter().map(|(first, _)| first.as_str())).collect();
    let shared = others.iter().all(|(_, other)| other == last);
    Some((greeting(&firsts)?, if shared { last.into() } else { String::new() }))
}

/// Who of a group is kept when it is merged: whoever can be texted, has agreed, was heard from last.
pub(super) fn kept_of(connection: &Connection, group: &[u32]) -> Result<Option<u32>, StoreError> {
    Ok(connection
        .query_row(
            &format!(
                "SELECT number_id FROM standing WHERE number_id IN ({}) ORDER BY line IN (0, 1, 2, 6) DESC, quarantined,
                   consent & 1 DESC, max(last_order_at, last_engaged_at) DESC, number_id DESC LIMIT 1",
                listed(group)
            ),
            [],
            |row| row.get(0),
        )
        .optional()?)
}

pub(super) fn listed(group: &[u32]) -> String {
    group.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")
}

fn kept_number(connection: &Connection, found: &Findings, id: u32) -> Result<String, StoreError> {
    let group = found.groups.iter().find(|group| group.contains(&id));
    let kept = group.map(|group| kept_of(connection, group)).transpose()?.flatten();
    let number = kept.map(|kept| {
        connection
            .prepare_cached("SELECT number FROM contact WHERE number_id = ?1")?
            .query_row([kept], |row| row.get::<_, String>(0))
            .optional()
    });
    Ok(number.transpose()?.flatten().unwrap_or_default())
}

fn file_of(connection: &Connection, id: u32) -> Result<String, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT i.file_name FROM import i JOIN contact c ON c.import_id = i.id WHERE c.number_id = ?1",
        )?
        .query_row([id], |row| row.get(0))
        .optional()?
        .unwrap_or_default())
}

/// The latest consent; for `silent` the latest of anything heard, or the day they came.
fn last_sign(connection: &Connection, id: u32, kind: Kind) -> Result<i64, StoreError> {
    let agreed: i64 = connection
        .prepare_cached(
            "SELECT coalesce(max(happened_at), 0) FROM consent_entry WHERE number_id = ?1 AND kind <> 'revoked'",
        )?
        .query_row([id], |row| row.get(0))?;
    if kind == Kind::OldConsent {
        return Ok(agreed);
    }
    let (heard, created): (i64, i64) = connection
        .prepare_cached(
            "SELECT max(s.last_order_at, s.last_engaged_at), c.created_at
             FROM standing s JOIN contact c ON c.number_id = s.number_id WHERE s.number_id = ?1",
        )?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let sign = heard.max(agreed);
    Ok(if sign == 0 { created } else { sign })
}

fn joined((first, last): (String, String)) -> String {
    format!("{first} {last}").trim().into()
}

fn rfc3339(millis: i64) -> String {
    crate::clock::Timestamp::from_timestamp_millis(millis).unwrap_or_default().to_rfc3339()
}
