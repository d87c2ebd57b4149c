//! What was found out about the list and is kept until the list changes: looking at a million people takes seconds.
//!
//! Owns when such an answer is out of date. Nothing of it is written to disk. Invariant: an answer that was looked for
//! before a change is never given after it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::cleanup::{Findings, LookedFor};
use super::finder::Finder;
use super::page::Listing;
use crate::event::Event;
use crate::store::{Store, StoreError, Touched};

/// Of one open store.
#[derive(Default)]
pub(crate) struct ListMemory {
    changes: AtomicU64,
    pub(super) look: Memo<LookedFor, Findings>,
    pub(super) finder: Finder,
    /// Everybody in one order, by id.
    pub(super) listing: Memo<Listing, Vec<u32>>,
    /// What was typed, and who was found.
    pub(super) found: Memo<(Listing, Vec<String>), Vec<u32>>,
}

impl ListMemory {
    /// Hears of every change of this store from here on.
    pub(crate) fn of(store: &Store) -> Arc<Self> {
        let memory = Arc::new(Self::default());
        let (ear, touched): (_, Arc<Touched>) = (memory.clone(), store.shared_touched());
        store.listen(Box::new(move |events| {
            if events.contains(&Event::ContactsChanged) {
                ear.changes.fetch_add(1, Ordering::SeqCst);
                ear.finder.let_go(&touched);
            }
        }));
        memory
    }

    /// How old an answer may be: from after every change of the list; `exact`ly from after every text sent, too.
    pub(super) fn age(&self, store: &Store, exact: bool) -> Age {
        let list = self.changes.load(Ordering::SeqCst) + store.touched().contacts();
        Age { list, standing: store.touched().commits(), exact }
    }

    /// As [`Self::age`], for what no text sent can change.
    pub(super) fn age_of_list(&self) -> Age {
        Age { list: self.changes.load(Ordering::SeqCst), standing: 0, exact: false }
    }
}

/// How often the list and the standing of people have changed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Age {
    list: u64,
    standing: u64,
    exact: bool,
}

/// The latest answer to one kind of question.
pub(super) struct Memo<Question, Answer> {
    kept: Mutex<Option<Kept<Question, Answer>>>,
}

struct Kept<Question, Answer> {
    age: Age,
    question: Question,
    answer: Arc<Answer>,
}

impl<Question, Answer> Default for Memo<Question, Answer> {
    fn default() -> Self {
        Self { kept: Mutex::new(None) }
    }
}

impl<Question: PartialEq, Answer> Memo<Question, Answer> {
    /// The kept answer, or a new one. Whoever asks meanwhile waits for it instead of looking, too.
    pub(super) fn ask(
        &self,
        age: Age,
        question: Question,
        look: impl FnOnce() -> Result<Answer, StoreError>,
    ) -> Result<Arc<Answer>, StoreError> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let good = |kept: &&Kept<Question, Answer>| {
            let recent = kept.age.list == age.list && (!age.exact || kept.age.standing == age.standing);
            recent && kept.question == question
        };
        if let Some(kept) = kept.as_ref().filter(good) {
            return Ok(kept.answer.clone());
        }
        let answer = Arc::new(look()?);
        *kept = Some(Kept { age, question, answer: answer.clone() });
        Ok(answer)
    }
}
