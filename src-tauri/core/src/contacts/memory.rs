//! What was found out about the list and is kept until the list changes: looking at a million people takes seconds.
//!
//! Owns when such an answer is out of date. Holds ids, never names. Invariant: an answer that was looked for before a
//! change is never given after it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::cleanup::{Findings, LookedFor};
use crate::event::Event;
use crate::store::{Store, StoreError};

/// Of one open store.
#[derive(Default)]
pub(crate) struct ListMemory {
    changes: AtomicU64,
    pub(super) look: Memo<LookedFor, Findings>,
}

impl ListMemory {
    /// Hears of every change of this store from here on.
    pub(crate) fn of(store: &Store) -> Arc<Self> {
        let memory = Arc::new(Self::default());
        let ear = memory.clone();
        store.listen(Box::new(move |events| {
            if events.contains(&Event::ContactsChanged) {
                ear.changes.fetch_add(1, Ordering::SeqCst);
            }
        }));
        memory
    }

    /// How often the list has changed since it was opened.
    pub(super) fn changes(&self) -> u64 {
        self.changes.load(Ordering::SeqCst)
    }
}

/// The latest answer to one kind of question.
pub(super) struct Memo<Question, Answer> {
    kept: Mutex<Option<Kept<Question, Answer>>>,
}

struct Kept<Question, Answer> {
    changes: u64,
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
        changes: u64,
        question: Question,
        look: impl FnOnce() -> Result<Answer, StoreError>,
    ) -> Result<Arc<Answer>, StoreError> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = kept.as_ref().filter(|kept| kept.changes == changes && kept.question == question)
        {
            return Ok(kept.answer.clone());
        }
        let answer = Arc::new(look()?);
        *kept = Some(Kept { changes, question, answer: answer.clone() });
        Ok(answer)
    }
}
