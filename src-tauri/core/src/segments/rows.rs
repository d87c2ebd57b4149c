//! Saved segments: table `segment`, and nothing else.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::fault::SegmentError;
use super::rule::{Rule, name};
use crate::clock::Timestamp;
use crate::event::Event;
use crate::ids::SegmentId;
use crate::sending::own_caps;
use crate::store::WriteTx;

/// A saved segment.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// Its id.
    pub id: SegmentId,
    /// What the owner calls it; names differ in more than case.
    pub name: String,
    /// Whom it means.
    pub rule: Rule,
    /// When it was last saved, milliseconds since 1970.
    pub updated_at: i64,
}

/// Saves a segment; one of the same name is replaced and keeps its id.
pub fn save(
    tx: &mut WriteTx<'_>,
    given: &str,
    rule: &Rule,
    now: Timestamp,
) -> Result<SegmentId, SegmentError> {
    let sql = "INSERT INTO segment (name, rule, updated_at) VALUES (?1, ?2, ?3)
        ON CONFLICT (name) DO UPDATE SET name = ?1, rule = ?2, updated_at = ?3 RETURNING id";
    let id =
        tx.query_row(sql, params![name(given)?, rule.to_text(), now.timestamp_millis()], |row| row.get(0))?;
    tx.emit(Event::SegmentsChanged);
    Ok(id)
}

/// Removes a segment. Campaigns keep the rule that they were made with.
pub fn delete(tx: &mut WriteTx<'_>, given: &str) -> Result<(), SegmentError> {
    if own_caps::rests_on(tx, given)? {
        return Err(SegmentError::Capped);
    }
    if tx.execute("DELETE FROM segment WHERE name = ?1", [given.trim()])? == 0 {
        return Err(SegmentError::NotFound);
    }
    tx.emit(Event::SegmentsChanged);
    Ok(())
}

/// The segment of this name, whatever its case.
pub fn get(connection: &Connection, given: &str) -> Result<Segment, SegmentError> {
    let sql = "SELECT id, name, rule, updated_at FROM segment WHERE name = ?1";
    let stored = connection.query_row(sql, [given.trim()], stored).optional()?;
    segment(stored.ok_or(SegmentError::NotFound)?)
}

/// Every saved segment, by name.
pub fn list(connection: &Connection) -> Result<Vec<Segment>, SegmentError> {
    let mut statement = connection
        .prepare_cached("SELECT id, name, rule, updated_at FROM segment ORDER BY name COLLATE NOCASE")?;
    let rows = statement.query_map([], stored)?;
    rows.map(|row| segment(row?)).collect()
}

type Stored = (SegmentId, String, String, i64);

fn stored(row: &Row<'_>) -> rusqlite::Result<Stored> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
}

fn segment((id, name, rule, updated_at): Stored) -> Result<Segment, SegmentError> {
    Ok(Segment { id, name, rule: Rule::from_text(&rule)?, updated_at })
}
