//! Reach: what an audience means right now, in numbers, in people and as recipients.
//!
//! Owns the three questions; all of them are one query with one reason function.
//! Invariant: `matched = will_receive + sum(excluded_by)`, by construction, since
//! each row is counted once under its one reason.

use std::collections::BTreeMap;

use rusqlite::Connection;
use serde::Serialize;
use specta::Type;

use super::audience::Audience;
use super::fault::SegmentError;
use super::reason::Reason;
use super::scan::{FACTS_WIDE, Found, Next, scan};
use super::tally::tally;
use crate::ids::{HoursId, NumberId};

/// Whom a rule reaches.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Type)]
pub struct Reach {
    /// People whom the rule matches.
    pub matched: u32,
    /// Those who would receive.
    pub will_receive: u32,
    /// All others.
    pub excluded: u32,
    /// All others, each under exactly one reason; reasons without people are left out.
    pub excluded_by: BTreeMap<Reason, u32>,
}

/// Which people of an audience to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Those who would receive.
    WillReceive,
    /// Those left out for this reason.
    Reason(Reason),
    /// Everyone who matches.
    Everyone,
}

/// One person of an audience.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// Whose.
    pub number_id: NumberId,
    /// E.164.
    pub number: String,
    /// As imported; may be empty.
    pub first_name: String,
    /// As imported; may be empty.
    pub last_name: String,
    /// Why not; `None`: would receive.
    pub reason: Option<Reason>,
}

/// One person at approval, borrowed from the row being read.
pub struct Member<'r> {
    /// Whose.
    pub number_id: NumberId,
    /// E.164.
    pub number: &'r str,
    /// When this number may be texted.
    pub hours_id: HoursId,
    /// Milliseconds since 1970; 0: never.
    pub last_engaged_at: i64,
    /// May be empty.
    pub first_name: &'r str,
    /// May be empty.
    pub last_name: &'r str,
    /// May be empty.
    pub city: &'r str,
    /// State or province as written.
    pub region: &'r str,
    /// ISO 3166 alpha-2.
    pub country: &'r str,
    /// Why not; `None`: receives.
    pub reason: Option<Reason>,
}

/// Counts an audience. Not to be called while a statement of this connection is being read.
pub fn reach(connection: &Connection, audience: &Audience<'_>) -> Result<Reach, SegmentError> {
    tally(connection, audience)
}

/// The people behind one number of a reach, in a stable order.
pub fn people(
    connection: &Connection,
    audience: &Audience<'_>,
    which: Who,
    offset: u32,
    limit: u32,
) -> Result<Vec<PersonRow>, SegmentError> {
    let (mut skip, mut found_ids) = (offset, Vec::new());
    let limit = limit as usize;
    if limit == 0 {
        return Ok(Vec::new());
    }
    scan(connection, audience, "", |found| {
        match which.means(found.reason) {
            false => {}
            true if skip > 0 => skip -= 1,
            true => found_ids.push((found.number_id, found.reason)),
        }
        Ok::<_, SegmentError>(if found_ids.len() < limit { Next::More } else { Next::Enough })
    })?;
    named(connection, found_ids)
}

/// Hands over everyone who matches, in the order of their ids: what approval freezes.
pub fn for_each_member<E: From<SegmentError>>(
    connection: &Connection,
    audience: &Audience<'_>,
    mut each: impl FnMut(Member<'_>) -> Result<(), E>,
) -> Result<(), E> {
    scan(
        connection,
        audience,
        "c.number, s.last_engaged_at, c.first_name, c.last_name, c.city, c.region, c.country",
        |found| {
            each(member(&found).map_err(SegmentError::from)?)?;
            Ok(Next::More)
        },
    )
}

impl Who {
    fn means(self, reason: Option<Reason>) -> bool {
        match self {
            Self::WillReceive => reason.is_none(),
            Self::Reason(asked) => reason == Some(asked),
            Self::Everyone => true,
        }
    }
}

fn member<'r>(found: &Found<'r>) -> rusqlite::Result<Member<'r>> {
    let text = |n: usize| Ok::<_, rusqlite::Error>(found.row.get_ref(FACTS_WIDE + n)?.as_str()?);
    Ok(Member {
        number_id: found.number_id,
        number: text(0)?,
        hours_id: found.facts.hours_id,
        last_engaged_at: found.row.get(FACTS_WIDE + 1)?,
        first_name: text(2)?,
        last_name: text(3)?,
        city: text(4)?,
        region: text(5)?,
        country: text(6)?,
        reason: found.reason,
    })
}

fn named(
    connection: &Connection,
    ids: Vec<(NumberId, Option<Reason>)>,
) -> Result<Vec<PersonRow>, SegmentError> {
    let sql = "SELECT number, first_name, last_name FROM contact WHERE number_id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut name = |(number_id, reason)| {
        Ok(statement.query_row([number_id], |row| {
            let (number, first_name, last_name) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(PersonRow { number_id, number, first_name, last_name, reason })
        })?)
    };
    ids.into_iter().map(&mut name).collect()
}

impl Reach {
    /// The sum holds by construction: `matched` is made of the parts.
    pub(super) fn of(will_receive: u32, by: [u32; Reason::ALL.len()]) -> Self {
        let excluded = by.iter().sum();
        let excluded_by = Reason::ALL.into_iter().zip(by).filter(|(_, people)| *people > 0).collect();
        Self { matched: will_receive + excluded, will_receive, excluded, excluded_by }
    }
}

#[cfg(test)]
#[path = "reach_tests.rs"]
mod tests;
