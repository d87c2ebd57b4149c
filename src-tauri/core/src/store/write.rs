//! One write at a time, and events only for what was committed.

use std::ops::Deref;

use rusqlite::Transaction;

use super::numbers::NumberKeys;
use crate::event::Event;

/// A write in progress. Dropped without commit, it never happened.
pub struct WriteTx<'s> {
    pub(super) tx: Transaction<'s>,
    pub(super) events: Vec<Event>,
    pub(super) keys: &'s NumberKeys,
    pub(super) run: i64,
}

impl WriteTx<'_> {
    /// Announces something, if and when this write commits.
    pub fn emit(&mut self, event: Event) {
        if !self.events.contains(&event) {
            self.events.push(event);
        }
    }

    /// The keys of phone numbers in this store.
    #[must_use]
    pub fn keys(&self) -> &NumberKeys {
        self.keys
    }

    /// Which start of the writer this is; a message claimed by another run is in doubt.
    #[must_use]
    pub fn run(&self) -> i64 {
        self.run
    }
}

impl<'s> Deref for WriteTx<'s> {
    type Target = Transaction<'s>;

    fn deref(&self) -> &Self::Target {
        &self.tx
    }
}
