//! What an owner does to many people at once: tags, off the list, suppression, erasure, an export.
//!
//! Owns who is meant: the chosen lines, or everybody who matches without some. Invariants: the deed is done to as many
//! people as were named when it was confirmed, or to nobody; tags and taking off the list can be taken back like any
//! repair; a suppression only the person can undo, an erasure nobody.

use std::collections::HashSet;
use std::path::Path;

use thiserror::Error;

use super::export::{self, Reader};
use super::filter::FilterError;
use super::{ContactError, cleanup, page};
use crate::consent::{self, ErasureError};
use crate::engine::Engine;
use crate::error::{Explain, Problem};
use crate::event::Event;
use crate::ids::NumberId;
use crate::store::{StoreError, WriteTx, replace_private_file};
use crate::wire::contacts::{BulkDeed, BulkDone, ChosenContacts};

/// Letters of the longest tag.
const LONGEST_TAG: usize = 60;

/// Why a deed is not done.
#[derive(Debug, Error)]
#[expect(missing_docs, reason = "the sentence of each variant is its documentation")]
pub enum BulkError {
    #[error(
        "the list has changed: it is no longer the number of people that you confirmed, so nothing was done"
    )]
    Changed,
    #[error("nobody is chosen, so nothing was done")]
    Nobody,
    #[error("a tag needs a name of at most 60 letters, without commas")]
    BadTag,
    #[error(transparent)]
    Filter(#[from] FilterError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<ContactError> for BulkError {
    fn from(fault: ContactError) -> Self {
        match fault {
            ContactError::Filter(fault) => Self::Filter(fault),
            ContactError::Store(fault) => Self::Store(fault),
            ContactError::NotFound => Self::Nobody,
        }
    }
}

impl From<rusqlite::Error> for BulkError {
    fn from(fault: rusqlite::Error) -> Self {
        Self::Store(fault.into())
    }
}

impl Explain for BulkError {
    fn code(&self) -> &'static str {
        match self {
            Self::Changed => "contacts_choice_changed",
            Self::Nobody => "contacts_nobody_chosen",
            Self::BadTag => "contacts_tag_invalid",
            Self::Filter(fault) => fault.code(),
            Self::Store(fault) => fault.code(),
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::Changed => "Look at the people again, then confirm the new number.".into(),
            Self::Nobody => "Choose people in the table first.".into(),
            Self::BadTag => "Write a short word, for example spring.".into(),
            Self::Filter(fault) => fault.hint(),
            Self::Store(fault) => fault.hint(),
        }
    }

    fn notice(&self) -> bool {
        matches!(self, Self::Changed | Self::Nobody)
    }
}

/// Does it to everybody chosen, in one transaction.
pub fn deed(engine: &Engine, chosen: &ChosenContacts, deed: &BulkDeed) -> Result<BulkDone, BulkError> {
    let (ids, now) = (who(engine, chosen)?, engine.now());
    engine.store().write(|tx| {
        let done = match deed {
            BulkDeed::Tag { name } => reversible(cleanup::tag(tx, tag(name)?, &ids, now)?),
            BulkDeed::Untag { name } => reversible(cleanup::untag(tx, tag(name)?, &ids, now)?),
            BulkDeed::TakeOff => reversible(cleanup::take_off(tx, &ids, now)?),
            BulkDeed::Suppress => final_deed(ids.len(), suppress(tx, &ids, now)?),
            BulkDeed::Erase => final_deed(ids.len(), erase(tx, &ids, now)?),
        };
        tx.emit(Event::ContactsChanged);
        Ok(done)
    })
}

/// Saves those chosen as CSV in a file that only the owner may read. Answers how many.
pub fn save_chosen(
    engine: &Engine,
    chosen: &ChosenContacts,
    path: &Path,
    reader: Reader,
) -> Result<u32, Problem> {
    let ids: Vec<u32> = who(engine, chosen)?;
    let mut csv = Vec::new();
    let count = engine.store().read(|c| export::export_some(c, &ids, &mut csv, reader))?;
    replace_private_file(path, &csv).map_err(StoreError::Files)?;
    Ok(count)
}

/// Everybody who is meant, in the order of the table.
fn who(engine: &Engine, chosen: &ChosenContacts) -> Result<Vec<u32>, BulkError> {
    let named: HashSet<u32> = chosen.ids.iter().map(|id| id.0).collect();
    let ids: Vec<u32> = if chosen.all {
        let all = page::everybody(engine, &chosen.asked, true)?;
        all.iter().copied().filter(|id| !named.contains(id)).collect()
    } else {
        chosen.ids.iter().map(|id| id.0).collect()
    };
    match u32::try_from(ids.len()) {
        Ok(0) => Err(BulkError::Nobody),
        Ok(count) if count == chosen.expected => Ok(ids),
        _ => Err(BulkError::Changed),
    }
}

fn tag(name: &str) -> Result<&str, BulkError> {
    let name = name.trim();
    let good = !name.is_empty() && name.chars().count() <= LONGEST_TAG && !name.contains([',', '\n', '\r']);
    if good { Ok(name) } else { Err(BulkError::BadTag) }
}

fn reversible((repair, people): (Option<u32>, u32)) -> BulkDone {
    BulkDone { people, left: 0, repair }
}

fn final_deed(chosen: usize, people: u32) -> BulkDone {
    let left = u32::try_from(chosen).unwrap_or(u32::MAX).saturating_sub(people);
    BulkDone { people, left, repair: None }
}

fn suppress(tx: &mut WriteTx<'_>, ids: &[u32], now: crate::clock::Timestamp) -> Result<u32, StoreError> {
    for id in ids {
        consent::suppress(tx, NumberId(*id), "owner", "suppressed by hand", now)?;
    }
    Ok(u32::try_from(ids.len()).unwrap_or(u32::MAX))
}

/// Whoever has a text under way stays for now.
fn erase(tx: &mut WriteTx<'_>, ids: &[u32], now: crate::clock::Timestamp) -> Result<u32, StoreError> {
    let mut people = 0;
    for id in ids.iter().map(|id| NumberId(*id)) {
        match consent::erase(tx, id, now) {
            Ok(()) => people += 1,
            Err(ErasureError::TextUnderWay | ErasureError::Unknown) => {}
            Err(ErasureError::Store(fault)) => return Err(fault),
        }
    }
    Ok(people)
}
