//! Who has had as many texts as a cap allows: one person in the claim, everybody in reach.
//!
//! Counts what went out and what may have gone out, those in doubt included; the
//! law's caps and the owner's are asked alike. Invariant: whoever reach calls
//! capped the claim would not text at that moment, and the other way round.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};

use super::outbox::MAY_HAVE_GONE;
use super::own_caps::{self, CapError, OwnCap};
use super::quiet_hours::{self, Cap, Locality};
use crate::clock::Timestamp;
use crate::ids::{HoursId, NumberId};
use crate::rules::hours;
use crate::segments::{Capped, is_member, members};
use crate::store::StoreError;

const HOUR: i64 = 3_600_000;

/// When each promotional campaign text went to each person.
type Texted = HashMap<NumberId, Vec<i64>>;

/// Promotional campaign texts to one number since a moment.
pub(super) fn texted(tx: &Connection, number: NumberId, since_millis: i64) -> Result<u32, StoreError> {
    Ok(tx
        .prepare_cached(&format!(
            "SELECT count(*) FROM message WHERE number_id = ?1 AND claimed_at > ?2 AND scope = 'promotional'
               AND kind = 'campaign' AND {MAY_HAVE_GONE}"
        ))?
        .query_row((number, since_millis), |row| row.get(0))?)
}

/// Whether a cap of one of the recipient's candidate places is reached.
pub(super) fn by_law(
    tx: &Connection,
    number: NumberId,
    locality: &Locality,
    now: Timestamp,
) -> Result<bool, StoreError> {
    for cap in quiet_hours::caps(locality) {
        if texted(tx, number, hours_ago(now, cap.window_hours))? >= cap.count {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether one of the owner's caps is reached.
pub(super) fn by_owner(tx: &Connection, number: NumberId, now: Timestamp) -> Result<bool, CapError> {
    for cap in own_caps::all(tx)? {
        let full = texted(tx, number, hours_ago(now, cap.days * 24))? >= cap.texts;
        if full && belongs(tx, &cap, number, now)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn belongs(tx: &Connection, cap: &OwnCap, number: NumberId, now: Timestamp) -> Result<bool, CapError> {
    let Some((_, _, rule)) = &cap.segment else { return Ok(true) };
    Ok(is_member(tx, rule, number, now)?)
}

/// Everybody who has had as many as a cap allows. Empty at no cost where no cap can bite.
pub(crate) fn people<'l>(
    connection: &Connection,
    frequency_hours: u32,
    locality: &dyn Fn(HoursId) -> Option<&'l Locality>,
    now: Timestamp,
) -> Result<HashMap<NumberId, Capped>, CapError> {
    let own = own_caps::all(connection)?;
    let law = laws_that_bite(frequency_hours);
    let longest = own.iter().map(|cap| cap.days * 24).chain(law.iter().map(|cap| cap.window_hours)).max();
    let Some(longest) = longest else { return Ok(HashMap::new()) };
    let texted = texts(connection, hours_ago(now, longest))?;
    let mut capped = HashMap::new();
    if !law.is_empty() {
        for (number, times) in &texted {
            let place = hours_of(connection, *number)?.and_then(locality);
            let caps = place.map_or_else(|| quiet_hours::caps(&Locality::default()), quiet_hours::caps);
            if caps.iter().any(|cap| since(times, hours_ago(now, cap.window_hours)) >= cap.count) {
                capped.insert(*number, Capped::ByLaw);
            }
        }
    }
    for cap in &own {
        for number in full(connection, cap, &texted, now)? {
            capped.entry(number).or_insert(Capped::ByOwner);
        }
    }
    Ok(capped)
}

/// The members of a cap's segment who have had as many as it allows; a cap of nought is full for all of them.
fn full(
    connection: &Connection,
    cap: &OwnCap,
    texted: &Texted,
    now: Timestamp,
) -> Result<Vec<NumberId>, CapError> {
    let from = hours_ago(now, cap.days * 24);
    let reached = |number: &NumberId| {
        cap.texts == 0 || texted.get(number).is_some_and(|times| since(times, from) >= cap.texts)
    };
    if cap.texts > 0 && !texted.keys().any(reached) {
        return Ok(Vec::new());
    }
    Ok(match &cap.segment {
        Some((_, _, rule)) => members(connection, rule, now)?.into_iter().filter(reached).collect(),
        None if cap.texts == 0 => everybody(connection)?,
        None => texted.keys().copied().filter(reached).collect(),
    })
}

fn everybody(connection: &Connection) -> Result<Vec<NumberId>, StoreError> {
    let mut select = connection.prepare_cached("SELECT number_id FROM standing")?;
    let found = select.query_map([], |row| row.get(0))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// The law's caps that the shop's own spacing does not keep by itself.
fn laws_that_bite(frequency_hours: u32) -> Vec<Cap> {
    let caps = hours::all().into_iter().filter_map(hours::HoursRule::cap);
    caps.filter(|cap| frequency_hours.saturating_mul(cap.count) < cap.window_hours).collect()
}

fn texts(connection: &Connection, since_millis: i64) -> Result<Texted, StoreError> {
    let mut select = connection.prepare_cached(&format!(
        "SELECT number_id, claimed_at FROM message
         WHERE kind = 'campaign' AND scope = 'promotional' AND claimed_at > ?1 AND {MAY_HAVE_GONE}"
    ))?;
    let mut rows = select.query([since_millis])?;
    let mut people = Texted::new();
    while let Some(row) = rows.next()? {
        people.entry(row.get(0)?).or_default().push(row.get(1)?);
    }
    Ok(people)
}

fn hours_of(connection: &Connection, number: NumberId) -> Result<Option<HoursId>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT hours_id FROM standing WHERE number_id = ?1")?
        .query_row([number], |row| row.get(0))
        .optional()?)
}

fn since(times: &[i64], from: i64) -> u32 {
    u32::try_from(times.iter().filter(|at| **at > from).count()).unwrap_or(u32::MAX)
}

fn hours_ago(now: Timestamp, hours: u32) -> i64 {
    now.timestamp_millis() - i64::from(hours) * HOUR
}

#[cfg(test)]
#[path = "capped_tests.rs"]
mod tests;
