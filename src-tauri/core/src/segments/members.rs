//! Who belongs to a segment, whatever may be sent to them: everybody, or whether one number does.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, params_from_iter};

use super::compile;
use super::fault::SegmentError;
use super::rule::Rule;
use super::scan::give_folded;
use crate::clock::Timestamp;
use crate::ids::NumberId;

/// Everybody whom a rule matches.
pub fn members(
    connection: &Connection,
    rule: &Rule,
    now: Timestamp,
) -> Result<HashSet<NumberId>, SegmentError> {
    let query = compile::members(rule, None, now);
    give_folded(connection, &query.sql)?;
    let mut select = connection.prepare_cached(&query.sql)?;
    let found = select.query_map(params_from_iter(query.params), |row| row.get(0))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Whether a rule matches this contact.
pub fn is_member(
    connection: &Connection,
    rule: &Rule,
    number: NumberId,
    now: Timestamp,
) -> Result<bool, SegmentError> {
    let query = compile::members(rule, Some(number), now);
    give_folded(connection, &query.sql)?;
    let mut select = connection.prepare_cached(&query.sql)?;
    let found: Option<NumberId> =
        select.query_row(params_from_iter(query.params), |row| row.get(0)).optional()?;
    Ok(found.is_some())
}
