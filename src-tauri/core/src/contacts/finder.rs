//! Finding people by any part of a name or number: the list's texts in memory, kept in step with the store.
//!
//! Nothing of it is ever written to disk. Owns when a block is out of date. Invariants: who is off the list is not
//! found any more, and their text is let go with the commit that took them off; an import pays nothing, whoever
//! searches next reads what it brought.

use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

use super::block::{Block, Words};
use super::rows;
use crate::store::{BLOCK, Store, StoreError, Touched};

/// The texts of one store.
#[derive(Default)]
pub(super) struct Finder {
    blocks: Mutex<Blocks>,
}

/// Block n holds the ids from n * `BLOCK`. `None`: to be read.
#[derive(Default)]
pub(super) struct Blocks {
    begun: bool,
    all: Vec<Option<Block>>,
}

impl Finder {
    /// Lets go of what the commits since the last look have changed. Whoever is reading does it themselves.
    pub(super) fn let_go(&self, touched: &Touched) {
        match self.blocks.try_lock() {
            Ok(mut blocks) => blocks.let_go(touched),
            Err(TryLockError::Poisoned(blocks)) => blocks.into_inner().let_go(touched),
            Err(TryLockError::WouldBlock) => {}
        }
    }

    /// Whether a text stands anywhere in memory, whatever the store says by now.
    #[cfg(test)]
    pub(super) fn holds(&self, text: &str) -> bool {
        let words = [text.to_owned()];
        !self.blocks.lock().unwrap_or_else(PoisonError::into_inner).find(&words).is_empty()
    }

    /// The texts as the store is now.
    pub(super) fn fresh(&self, store: &Store) -> Result<MutexGuard<'_, Blocks>, StoreError> {
        let mut blocks = self.blocks.lock().unwrap_or_else(PoisonError::into_inner);
        // First what is out of date, then the snapshot: a commit in between is read now and read again later.
        blocks.let_go(store.touched());
        store.read(|c| {
            if !blocks.begun {
                let count = rows::last_contact(c)?.map_or(0, |last| last / BLOCK + 1) as usize;
                blocks.reach(count);
                blocks.begun = true;
            }
            for (at, slot) in blocks.all.iter_mut().enumerate().filter(|(_, slot)| slot.is_none()) {
                let from = u32::try_from(at).unwrap_or(u32::MAX).saturating_mul(BLOCK);
                *slot = Some(rows::block(c, from, from.saturating_add(BLOCK))?);
            }
            Ok::<_, StoreError>(())
        })?;
        Ok(blocks)
    }
}

impl Blocks {
    /// At least so many blocks.
    fn reach(&mut self, count: usize) {
        if count > self.all.len() {
            self.all.resize_with(count, || None);
        }
    }

    fn let_go(&mut self, touched: &Touched) {
        for block in touched.take() {
            let at = block as usize;
            if self.begun {
                self.reach(at + 1);
            }
            if let Some(slot) = self.all.get_mut(at) {
                *slot = None;
            }
        }
    }

    /// Everybody in whom every word is found, by id.
    pub(super) fn find(&self, words: &[String]) -> Vec<u32> {
        let words = Words::new(words);
        let mut found = Vec::new();
        self.all.iter().flatten().for_each(|block| block.find(&words, &mut found));
        found
    }

    /// Everybody by last name, then first name, then id; the nameless last.
    pub(super) fn by_name(&self) -> Vec<u32> {
        let mut names: Vec<(bool, &[u8], u32)> = Vec::new();
        for block in self.all.iter().flatten() {
            names.extend(block.names().map(|(id, name)| (name.is_empty(), name, id)));
        }
        names.sort_unstable();
        names.into_iter().map(|(_, _, id)| id).collect()
    }
}
