//! Walking an audience row by row: the one loop behind people and approval, and the reading of facts for all.
//!
//! Owns the reading of facts from a row and the call of the one reason function.
//! Invariant: whoever asks about an audience asks here, so the answers agree.

use std::cell::RefCell;

use rusqlite::functions::FunctionFlags;
use rusqlite::types::{FromSqlError, FromSqlResult, Type};
use rusqlite::{Connection, Row, params_from_iter};

use super::audience::{Audience, CappedPeople};
use super::compile;
use super::fault::SegmentError;
use super::reason::{Facts, Policy, Reason, first_reason};
use super::tags::give_worn;
use super::text::fold;
use crate::ids::{HoursId, NumberId};

/// How many columns the facts take; those that the caller asked for follow.
pub(super) const FACTS_WIDE: usize = 11;
/// Where the facts stand that not every audience depends on.
pub(super) const WHO: usize = 0;
pub(super) const TEXTED: usize = 7;
pub(super) const ORDERED: usize = 8;
pub(super) const ASKED: usize = 9;
pub(super) const LEFT_OUT: usize = 10;

/// Whether to go on.
#[derive(PartialEq, Eq)]
pub(super) enum Next {
    More,
    Enough,
}

/// A row of the audience: who, what is known, and why not.
pub(super) struct Found<'r> {
    pub(super) number_id: NumberId,
    pub(super) facts: Facts,
    pub(super) reason: Option<Reason>,
    pub(super) row: &'r Row<'r>,
}

/// Calls `each` for everyone who matches, in the order of their ids.
pub(super) fn scan<E: From<SegmentError>>(
    connection: &Connection,
    audience: &Audience<'_>,
    columns: &str,
    mut each: impl FnMut(Found<'_>) -> Result<Next, E>,
) -> Result<(), E> {
    let hours = HoursMemo::new(audience.hours_left);
    let hours_left = |id| hours.left(id);
    let policy = audience.policy(&hours_left);
    let query = compile::query(&audience.rule, audience.exclude.as_ref(), audience.now, columns);
    give_folded(connection, &query.sql).map_err(SegmentError::from)?;
    give_worn(connection, &query.tags).map_err(SegmentError::from)?;
    let mut statement = connection.prepare_cached(&query.sql).map_err(SegmentError::from)?;
    let mut rows = statement.query(params_from_iter(query.params)).map_err(SegmentError::from)?;
    while let Some(row) = rows.next().map_err(SegmentError::from)? {
        if each(found(row, &policy, &audience.capped).map_err(SegmentError::from)?)? == Next::Enough {
            break;
        }
    }
    Ok(())
}

fn found<'r>(row: &'r Row<'r>, policy: &Policy<'_>, capped: &CappedPeople) -> rusqlite::Result<Found<'r>> {
    let mut facts =
        read_facts(|column| row.get_ref(column).map_err(|_| FromSqlError::InvalidType)?.as_i64())?;
    let number_id: NumberId = row.get(0)?;
    facts.capped = capped.get(&number_id).copied();
    Ok(Found { number_id, facts, reason: first_reason(&facts, policy), row })
}

/// Reads the facts from wherever their columns stand: the one reading for rows and for the tally.
pub(super) fn read_facts(column: impl Fn(usize) -> FromSqlResult<i64>) -> rusqlite::Result<Facts> {
    let number = |n| {
        column(n)
            .map_err(|fault| rusqlite::Error::FromSqlConversionFailure(n, Type::Integer, Box::new(fault)))
    };
    let small = |n| u8::try_from(number(n)?).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(n, 0));
    let flag = |n| number(n).map(|value| value != 0);
    Ok(Facts {
        consent: small(1)?,
        suppressed: flag(2)?,
        quarantined: flag(3)?,
        line: small(4)?,
        hours_id: HoursId(number(5)?.try_into().map_err(|_| rusqlite::Error::IntegralValueOutOfRange(5, 0))?),
        open_conversation: flag(6)?,
        last_texted_at: number(TEXTED)?,
        last_order_at: number(ORDERED)?,
        asked: flag(ASKED)?,
        excluded: flag(LEFT_OUT)?,
        capped: None,
    })
}

pub(super) fn give_folded(connection: &Connection, sql: &str) -> rusqlite::Result<()> {
    if !sql.contains("folded(") {
        return Ok(());
    }
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function(c"folded", 1, flags, |call| Ok(fold(call.get_raw(0).as_str()?)))
}

/// Time-zone arithmetic once per set of hours instead of once per person.
struct HoursMemo<'h> {
    ask: &'h dyn Fn(HoursId) -> bool,
    known: RefCell<Vec<Option<bool>>>,
}

impl<'h> HoursMemo<'h> {
    /// Ids above this are asked each time, so that a damaged id cannot take all memory.
    const MOST: usize = 1 << 16;

    fn new(ask: &'h dyn Fn(HoursId) -> bool) -> Self {
        Self { ask, known: RefCell::default() }
    }

    fn left(&self, id: HoursId) -> bool {
        let place = id.0 as usize;
        if let Some(Some(known)) = self.known.borrow().get(place) {
            return *known;
        }
        let answer = (self.ask)(id);
        if place < Self::MOST {
            let mut known = self.known.borrow_mut();
            let length = known.len().max(place + 1);
            known.resize(length, None);
            if let Some(slot) = known.get_mut(place) {
                *slot = Some(answer);
            }
        }
        answer
    }
}
