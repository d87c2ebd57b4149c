//! Somebody says STOP, and whether a store heeds it: for tests on an open engine.

use crate::engine::Engine;
use crate::store::StoreError;
use crate::{consent, contacts};

/// Writes a STOP of this number down, whether the store has met it or not.
pub fn says_stop(engine: &Engine, number: &str) {
    let now = engine.now();
    engine
        .store()
        .write(|tx| {
            let id = contacts::meet(tx, number)?.0;
            consent::suppress(tx, id, "reply", "STOP", now)
        })
        .unwrap();
}

/// Whether this number gets no text from the store; one that it has not met is not suppressed.
#[must_use]
pub fn is_suppressed(engine: &Engine, number: &str) -> bool {
    let store = engine.store();
    store
        .read(|c| match contacts::known(c, store.keys(), number)? {
            Some(id) => consent::is_suppressed(c, id),
            None => Ok::<_, StoreError>(false),
        })
        .unwrap()
}
