//! The owner's own caps, by segment: VIPs four a month, quiet customers one.
//!
//! Owns the table `segment_cap`. A cap can only be stricter than the law: it is
//! asked beside the caps of states and the shop's spacing, never in their place.
//! Invariant: of several caps that meet one person each must hold.

use rusqlite::{Connection, OptionalExtension};
use thiserror::Error;

use crate::clock::Timestamp;
use crate::engine::Engine;
use crate::error::{Explain, Problem};
use crate::event::Event;
use crate::ids::SegmentId;
use crate::segments::{self, Rule, SegmentError};
use crate::store::{StoreError, WriteTx};
use crate::wire::caps::{CapDraft, CapView};

/// More than this in a year is no cap any more.
const MOST_TEXTS: u32 = 100;
const MOST_DAYS: u32 = 365;

/// A cap as stored.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnCap {
    /// Its id.
    pub id: u32,
    /// Whom it is for; `None` for everybody.
    pub segment: Option<(SegmentId, String, Rule)>,
    /// At most so many promotional texts.
    pub texts: u32,
    /// In so many days.
    pub days: u32,
}

/// Why a cap cannot be set.
#[derive(Debug, Error)]
#[expect(missing_docs, reason = "the sentence of each variant is its documentation")]
pub enum CapError {
    #[error("{0} texts in {1} days is no cap")]
    NotACap(u32, u32),
    #[error("there is no such cap")]
    NotFound,
    #[error(transparent)]
    Segment(#[from] SegmentError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for CapError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Explain for CapError {
    fn code(&self) -> &'static str {
        match self {
            Self::NotACap(..) => "cap_invalid",
            Self::NotFound => "cap_not_found",
            Self::Segment(e) => e.code(),
            Self::Store(e) => e.code(),
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::NotACap(..) => format!("Choose 0 to {MOST_TEXTS} texts in 1 to {MOST_DAYS} days."),
            Self::NotFound => "Look at the list of caps.".into(),
            Self::Segment(e) => e.hint(),
            Self::Store(e) => e.hint(),
        }
    }
}

/// Every cap, that for everybody first.
pub fn all(connection: &Connection) -> Result<Vec<OwnCap>, CapError> {
    let mut select = connection.prepare_cached(
        "SELECT c.id, c.texts, c.days, s.id, s.name, s.rule FROM segment_cap c LEFT JOIN segment s ON s.id = c.segment_id
         ORDER BY s.name IS NOT NULL, s.name COLLATE NOCASE",
    )?;
    let mut rows = select.query([])?;
    let mut caps = Vec::new();
    while let Some(row) = rows.next()? {
        let segment = match row.get::<_, Option<SegmentId>>(3)? {
            Some(id) => Some((id, row.get(4)?, Rule::from_text(&row.get::<_, String>(5)?)?)),
            None => None,
        };
        caps.push(OwnCap { id: row.get(0)?, segment, texts: row.get(1)?, days: row.get(2)? });
    }
    Ok(caps)
}

/// Sets the cap of a segment, or of everybody; the one before it is replaced.
pub fn set(
    tx: &mut WriteTx<'_>,
    segment: Option<SegmentId>,
    texts: u32,
    days: u32,
    now: Timestamp,
) -> Result<(), CapError> {
    if texts > MOST_TEXTS || !(1..=MOST_DAYS).contains(&days) {
        return Err(CapError::NotACap(texts, days));
    }
    let known = segment.map_or(Ok(true), |id| {
        tx.query_row("SELECT EXISTS (SELECT 1 FROM segment WHERE id = ?1)", [id], |row| row.get(0))
    })?;
    if !known {
        return Err(SegmentError::NotFound.into());
    }
    tx.execute("DELETE FROM segment_cap WHERE segment_id IS ?1", [segment])?;
    tx.execute(
        "INSERT INTO segment_cap (segment_id, texts, days, set_at) VALUES (?1, ?2, ?3, ?4)",
        (segment, texts, days, now.timestamp_millis()),
    )?;
    tx.emit(Event::SettingsChanged);
    Ok(())
}

/// Removes a cap.
pub fn remove(tx: &mut WriteTx<'_>, id: u32) -> Result<(), CapError> {
    if tx.execute("DELETE FROM segment_cap WHERE id = ?1", [id])? == 0 {
        return Err(CapError::NotFound);
    }
    tx.emit(Event::SettingsChanged);
    Ok(())
}

/// Whether a cap rests on a segment, which must then stay.
pub fn rests_on(connection: &Connection, segment: &str) -> Result<bool, StoreError> {
    let found: Option<u32> = connection
        .query_row(
            "SELECT c.id FROM segment_cap c JOIN segment s ON s.id = c.segment_id WHERE s.name = ?1",
            [segment.trim()],
            |row| row.get(0),
        )
        .optional()?;
    Ok(found.is_some())
}

/// The caps as the window and the command line show them.
pub fn list(engine: &Engine) -> Result<Vec<CapView>, Problem> {
    let view = |cap: OwnCap| {
        let (segment, segment_name) = cap.segment.map(|(id, name, _)| (id, name)).unzip();
        CapView {
            id: cap.id,
            segment,
            segment_name: segment_name.unwrap_or_default(),
            texts: cap.texts,
            days: cap.days,
        }
    };
    Ok(engine.store().read(all)?.into_iter().map(view).collect())
}

/// Sets one and answers all.
pub fn save(engine: &Engine, draft: &CapDraft) -> Result<Vec<CapView>, Problem> {
    let now = engine.now();
    engine.store().write(|tx| set(tx, draft.segment, draft.texts, draft.days, now))?;
    list(engine)
}

/// Removes one and answers the others.
pub fn forget(engine: &Engine, id: u32) -> Result<Vec<CapView>, Problem> {
    engine.store().write(|tx| remove(tx, id))?;
    list(engine)
}

/// The saved segment of this name.
pub fn segment_named(engine: &Engine, name: &str) -> Result<SegmentId, Problem> {
    Ok(engine.store().read(|c| segments::get(c, name))?.id)
}
