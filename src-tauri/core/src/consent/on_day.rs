//! "What was this number's state on that day, and how do we know?"
//!
//! Owns the answer for the window, the command line and the evidence pack. A
//! day is asked for at its end, in UTC.

use chrono::{Days, NaiveDate, NaiveTime};
use rusqlite::{Connection, OptionalExtension};

use super::rows::{facts, moment};
use super::state::{self, Fact, Standing};
use crate::clock::Timestamp;
use crate::ids::NumberId;
use crate::store::StoreError;
use crate::wire::consent::{ScopeState, StateOn};

/// The last moment of a day.
#[must_use]
pub fn end_of(day: NaiveDate) -> Timestamp {
    let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
    next.and_time(NaiveTime::MIN).and_utc() - chrono::TimeDelta::milliseconds(1)
}

/// The state of a number at a moment.
pub fn state_on(connection: &Connection, number: NumberId, at: Timestamp) -> Result<StateOn, StoreError> {
    let facts = facts(connection, number)?;
    let suppressed = suppressed_at(connection, number, at)?;
    let scopes = state::SCOPES.into_iter().zip(state::at(&facts, at));
    Ok(StateOn {
        at: at.to_rfc3339(),
        suppressed: suppressed.is_some(),
        suppressed_since: suppressed.as_ref().map(|(since, _)| since.to_rfc3339()).unwrap_or_default(),
        suppressed_by: suppressed.map(|(_, by)| by).unwrap_or_default(),
        scopes: scopes.map(|(scope, standing)| told(scope.word(), standing, &facts, at)).collect(),
    })
}

fn told(scope: &str, standing: Standing, facts: &[Fact], at: Timestamp) -> ScopeState {
    let (why, seq, since, until) = match standing {
        Standing::Never => ("never", None, None, None),
        Standing::Holds { seq, since, expires_at } => ("agreed", Some(seq), Some(since), expires_at),
        Standing::Revoked { seq } => ("revoked", Some(seq), None, None),
        Standing::Expired { seq, at } => ("expired", Some(seq), None, Some(at)),
    };
    let by = seq.and_then(|seq| facts.iter().find(|fact| fact.seq == seq));
    let written = |at: Option<Timestamp>| at.map(|at| at.to_rfc3339()).unwrap_or_default();
    ScopeState {
        scope: scope.into(),
        holds: standing.holds(),
        why: why.into(),
        entry: seq.and_then(|seq| u32::try_from(seq).ok()).unwrap_or(0),
        since: written(since.or(by.filter(|_| why == "revoked").map(|by| by.happened_at))),
        until: written(until),
        learnt_later: by.is_some_and(|by| by.recorded_at > at),
    }
}

/// Since when and by what a number was suppressed at a moment.
fn suppressed_at(
    connection: &Connection,
    number: NumberId,
    at: Timestamp,
) -> Result<Option<(Timestamp, String)>, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT since, source FROM suppression
             WHERE number_id = ?1 AND since <= ?2 AND (lifted_at IS NULL OR lifted_at > ?2)",
        )?
        .query_row((number, at.timestamp_millis()), |row| Ok((moment(row.get(0)?), row.get(1)?)))
        .optional()?)
}
