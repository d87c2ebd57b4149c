//! The wordings that the owner keeps, version by version, with what each promises.
//!
//! Owns `wording_version`. The words of a version are never changed: other words
//! are another version. What is said of them (name, place, promise) may be put
//! right. Words that came with an import are listed as well, until somebody says
//! what they promise.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row};
use thiserror::Error;

use super::promise::Promise;
use super::rows::{WordingId, moment, wording};
use super::text_kind::TextKind;
use crate::clock::Timestamp;
use crate::engine::Engine;
use crate::error::{Explain, Problem};
use crate::event::Event;
use crate::store::{StoreError, WriteTx};
use crate::wire::wordings::{WordingDraft, WordingView};

/// Where customers see a wording.
pub const PLACES: [&str; 6] = ["checkout", "form", "loyalty", "keyword", "paper", "other"];
/// Nobody shows longer words beside a box.
const LONGEST: usize = 10_000;
const LONGEST_NAME: usize = 80;

/// Why a wording cannot be kept.
#[derive(Debug, Error)]
#[expect(missing_docs, reason = "the sentence of each variant is its documentation")]
pub enum WordingError {
    #[error("the wording has no name")]
    NoName,
    #[error("there are no words to keep")]
    NoWords,
    #[error("\"{0}\" is no place where customers see words")]
    NoPlace(String),
    #[error("{0} texts a month is no promise")]
    NoNumber(u32),
    #[error("\"{0}\" is not a day")]
    NoDay(String),
    #[error("there is no such wording")]
    NotFound,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for WordingError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Explain for WordingError {
    fn code(&self) -> &'static str {
        match self {
            Self::NoName => "wording_no_name",
            Self::NoWords => "wording_no_words",
            Self::NoPlace(_) => "wording_place_unknown",
            Self::NoNumber(_) => "wording_number_invalid",
            Self::NoDay(_) => "wording_day_invalid",
            Self::NotFound => "wording_not_found",
            Self::Store(e) => e.code(),
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::NoName => "Give it a name that you will know again, for example Checkout box.".into(),
            Self::NoWords => "Copy the exact words that customers see, nothing left out.".into(),
            Self::NoPlace(_) => format!("Choose one of {}.", PLACES.join(", ")),
            Self::NoNumber(_) => "Choose 1 to 100, or leave it empty where the words name no number.".into(),
            Self::NoDay(_) => "Write it as YYYY-MM-DD, or leave it empty.".into(),
            Self::NotFound => "Look at the list of wordings.".into(),
            Self::Store(e) => e.hint(),
        }
    }
}

/// A promise, and whether the owner stated it or it was only read from the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What is promised.
    pub promise: Promise,
    /// Whether the owner said so.
    pub stated: bool,
    /// The exact words.
    pub words: String,
}

/// What every wording on record promises: as stated, else as read from its words.
pub fn promises(connection: &Connection) -> Result<HashMap<WordingId, Told>, StoreError> {
    let mut select = connection.prepare_cached(
        "SELECT w.id, w.text, v.kinds, v.per_month FROM wording w LEFT JOIN wording_version v ON v.wording_id = w.id",
    )?;
    let rows = select.query_map([], |row| {
        let words: String = row.get(1)?;
        let stated: Option<String> = row.get(2)?;
        let promise = match &stated {
            Some(kinds) => Promise { kinds: kinds_of(kinds), per_month: row.get(3)? },
            None => Promise::read(&words),
        };
        Ok((WordingId(row.get(0)?), Told { promise, stated: stated.is_some(), words }))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn kinds_of(words: &str) -> Vec<TextKind> {
    words.split(',').filter_map(TextKind::read).collect()
}

/// Keeps a wording: new words as the next version of its name, known ones with what is now said of them.
pub fn keep(tx: &mut WriteTx<'_>, draft: &WordingDraft, now: Timestamp) -> Result<WordingId, WordingError> {
    sane(draft)?;
    let id = match draft.id {
        Some(id) => known(tx, WordingId(id))?,
        None => wording(tx, draft.words.trim(), now)?,
    };
    let version = version_of(tx, id, draft.name.trim())?;
    let kinds: Vec<&str> = draft.kinds.iter().map(|kind| kind.word()).collect();
    tx.execute(
        "INSERT INTO wording_version (wording_id, name, place, version, kinds, per_month, shown_from, stated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (wording_id) DO UPDATE SET name = ?2, place = ?3, version = ?4, kinds = ?5, per_month = ?6,
           shown_from = ?7, stated_at = ?8",
        (
            id,
            draft.name.trim(),
            &draft.place,
            version,
            kinds.join(","),
            draft.per_month,
            draft.shown_from.trim(),
            now.timestamp_millis(),
        ),
    )?;
    tx.emit(Event::SettingsChanged);
    Ok(id)
}

fn sane(draft: &WordingDraft) -> Result<(), WordingError> {
    let name = draft.name.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(WordingError::NoName);
    }
    let words = draft.words.trim();
    if draft.id.is_none() && (words.is_empty() || words.len() > LONGEST) {
        return Err(WordingError::NoWords);
    }
    if !PLACES.contains(&draft.place.as_str()) {
        return Err(WordingError::NoPlace(draft.place.chars().take(40).collect()));
    }
    if let Some(number) = draft.per_month.filter(|number| !(1..=100).contains(number)) {
        return Err(WordingError::NoNumber(number));
    }
    let day = draft.shown_from.trim();
    if !day.is_empty() && day.parse::<NaiveDate>().is_err() {
        return Err(WordingError::NoDay(day.chars().take(40).collect()));
    }
    Ok(())
}

fn known(connection: &Connection, id: WordingId) -> Result<WordingId, WordingError> {
    let found: Option<u32> =
        connection.query_row("SELECT id FROM wording WHERE id = ?1", [id], |row| row.get(0)).optional()?;
    found.map(WordingId).ok_or(WordingError::NotFound)
}

/// The version that these words are of this name: their own if they are kept under it, else the next.
fn version_of(connection: &Connection, id: WordingId, name: &str) -> Result<u32, WordingError> {
    let own: Option<u32> = connection
        .query_row(
            "SELECT version FROM wording_version WHERE wording_id = ?1 AND name = ?2",
            (id, name),
            |row| row.get(0),
        )
        .optional()?;
    let next = || {
        connection.query_row(
            "SELECT coalesce(max(version), 0) + 1 FROM wording_version WHERE name = ?1",
            [name],
            |row| row.get(0),
        )
    };
    Ok(own.map_or_else(next, Ok)?)
}

/// Every wording on record: those kept by name and version, then those nobody has spoken for.
pub fn list(connection: &Connection) -> Result<Vec<WordingView>, StoreError> {
    let mut select = connection.prepare_cached(
        "SELECT w.id, w.text, w.recorded_at, v.name, v.place, v.version, v.kinds, v.per_month, v.shown_from,
                (SELECT count(DISTINCT e.number_id) FROM consent_entry e
                 WHERE e.wording_id = w.id AND e.kind <> 'revoked')
         FROM wording w LEFT JOIN wording_version v ON v.wording_id = w.id
         ORDER BY v.name IS NULL, v.name COLLATE NOCASE, v.version DESC, w.id",
    )?;
    let lines = select.query_map([], view)?;
    Ok(lines.collect::<Result<_, _>>()?)
}

fn view(row: &Row<'_>) -> rusqlite::Result<WordingView> {
    let words: String = row.get(1)?;
    let name: Option<String> = row.get(3)?;
    let read = Promise::read(&words);
    let stated = name.is_some();
    let kinds: Option<String> = row.get(6)?;
    Ok(WordingView {
        id: row.get(0)?,
        name: name.unwrap_or_default(),
        place: row.get::<_, Option<String>>(4)?.unwrap_or_default(),
        version: row.get::<_, Option<u32>>(5)?.unwrap_or_default(),
        kinds: kinds.map_or(read.kinds, |kinds| kinds_of(&kinds)),
        per_month: if stated { row.get(7)? } else { read.per_month },
        shown_from: row.get::<_, Option<String>>(8)?.unwrap_or_default(),
        stated,
        recorded_at: moment(row.get(2)?).to_rfc3339(),
        people: row.get(9)?,
        words,
    })
}

/// All wordings, as the window and the command line show them.
pub fn kept(engine: &Engine) -> Result<Vec<WordingView>, StoreError> {
    engine.store().read(list)
}

/// Keeps one and answers all.
pub fn save(engine: &Engine, draft: &WordingDraft) -> Result<Vec<WordingView>, Problem> {
    let now = engine.now();
    engine.store().write(|tx| keep(tx, draft, now).map(drop))?;
    Ok(kept(engine)?)
}

#[cfg(test)]
#[path = "wordings_tests.rs"]
mod tests;
