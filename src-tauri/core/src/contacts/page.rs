//! The contacts table: who is in it, in which order, a page at a time.
//!
//! Owns what an order means and how a page is cut. Everybody who matches is kept as a list of ids in their order, made
//! once and kept until the list changes, so that any page of a million is the reading of its own lines. Invariants:
//! pages of one list never overlap or leave anybody out; what is deleted between two pages is left out, not shifted.

use std::sync::Arc;

use rusqlite::Connection;

use super::block::words;
use super::filter::{Filter, FilterError};
use super::rows;
use crate::clock::Timestamp;
use crate::engine::Engine;
use crate::store::StoreError;
use crate::wire::contacts::ContactAsked;

/// The most lines of one page.
pub const LONGEST_PAGE: u32 = 500;

/// The order of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Sort {
    /// Newest contact first.
    #[default]
    Newest,
    /// By last name, then first name; the nameless last.
    Name,
    /// Most orders first.
    Orders,
    /// Most spent first.
    Spent,
    /// Latest order first.
    LastOrder,
    /// Latest text first.
    LastText,
}

impl Sort {
    fn read(word: &str) -> Result<Self, FilterError> {
        const CHOICES: &str = "newest, name, orders, spent, last_order, last_text";
        Ok(match word {
            "" | "newest" => Self::Newest,
            "name" => Self::Name,
            "orders" => Self::Orders,
            "spent" => Self::Spent,
            "last_order" => Self::LastOrder,
            "last_text" => Self::LastText,
            _ => return Err(FilterError::new("the order", word, CHOICES)),
        })
    }

    /// What people are sorted by, the largest first; then the newest.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Newest | Self::Name => "0",
            Self::Orders => "s.orders",
            Self::Spent => "s.spent_micros",
            Self::LastOrder => "s.last_order_at",
            Self::LastText => "s.last_texted_at",
        }
    }
}

/// Whom the table shows and in which order, without what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Listing {
    filter: Filter,
    sort: Sort,
    reversed: bool,
    /// What "in the last days" means.
    day: i64,
}

/// Everybody who is asked for, in their order. Where it need not be `exact`, a text sent meanwhile does not matter:
/// while a campaign is sent, the later pages of a list are those of the list as its first page was.
pub(super) fn everybody(
    engine: &Engine,
    asked: &ContactAsked,
    exact: bool,
) -> Result<Arc<Vec<u32>>, super::ContactError> {
    let now = engine.now();
    let listing = Listing {
        filter: Filter::read(&asked.filter)?,
        sort: Sort::read(&asked.sort)?,
        reversed: asked.reversed,
        day: now.timestamp_millis() / 86_400_000,
    };
    let words = words(&asked.search);
    let memory = engine.list();
    let age = memory.age(engine.store(), exact);
    if words.is_empty() {
        return Ok(memory.listing.ask(age, listing.clone(), || list(engine, &listing, now))?);
    }
    let question = (listing.clone(), words.clone());
    Ok(memory.found.ask(age, question, || {
        let found = memory.finder.fresh(engine.store())?.find(&words);
        if listing.filter.is_everybody() && listing.sort == Sort::Newest {
            return Ok(turned(found, !listing.reversed));
        }
        let all = memory.listing.ask(age, listing.clone(), || list(engine, &listing, now))?;
        Ok(only(all.iter().copied(), &found))
    })?)
}

/// The ids of one page.
pub(super) fn cut(all: &[u32], offset: u32, limit: u32) -> &[u32] {
    let from = all.len().min(offset as usize);
    let to = all.len().min(from + limit.min(LONGEST_PAGE) as usize);
    all.get(from..to).unwrap_or_default()
}

fn list(engine: &Engine, listing: &Listing, now: Timestamp) -> Result<Vec<u32>, StoreError> {
    if listing.sort == Sort::Name {
        return by_name(engine, listing, now);
    }
    let mut keyed = engine.store().read(|c| filtered(c, listing, now))?;
    // Ids ascend as they are read: largest key first, newest first among equals.
    keyed.sort_by(|a, b| b.cmp(a));
    Ok(turned(keyed.into_iter().map(|(_, id)| id).collect(), listing.reversed))
}

fn by_name(engine: &Engine, listing: &Listing, now: Timestamp) -> Result<Vec<u32>, StoreError> {
    let names = engine.list().finder.fresh(engine.store())?.by_name();
    let names = if listing.filter.is_everybody() {
        names
    } else {
        let wanted = engine.store().read(|c| filtered(c, listing, now))?;
        let wanted: Vec<u32> = wanted.into_iter().map(|(_, id)| id).collect();
        only(names.into_iter(), &wanted)
    };
    Ok(turned(names, listing.reversed))
}

fn filtered(
    connection: &Connection,
    listing: &Listing,
    now: Timestamp,
) -> Result<Vec<(i64, u32)>, StoreError> {
    let mut values = Vec::new();
    let (condition, wide) = listing.filter.condition(now, &mut values);
    rows::keyed(connection, listing.sort.key(), &condition, wide, values)
}

/// Those who are among the wanted, whose ids ascend.
fn only(all: impl Iterator<Item = u32>, wanted: &[u32]) -> Vec<u32> {
    let mut marked = vec![false; wanted.last().map_or(0, |last| *last as usize + 1)];
    for id in wanted {
        marked.get_mut(*id as usize).into_iter().for_each(|mark| *mark = true);
    }
    all.filter(|id| marked.get(*id as usize).copied().unwrap_or_default()).collect()
}

fn turned(mut ids: Vec<u32>, over: bool) -> Vec<u32> {
    if over {
        ids.reverse();
    }
    ids
}

#[cfg(test)]
#[path = "page_tests.rs"]
mod tests;
