//! Makes the backup that is due while a shop is open. Decides nothing about backups; only when to look again.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use counterbell_core::backups;
use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;

use crate::beat::Beat;

/// The start of the window comes first.
const AT_FIRST: Duration = Duration::from_secs(60);
const LOOK_EVERY: Duration = Duration::from_secs(30 * 60);

/// The schedule, for as long as a shop is open.
pub(crate) struct Schedule {
    trouble: Arc<Mutex<Option<Problem>>>,
    _beat: Beat,
}

impl Schedule {
    pub(crate) fn start(engine: Arc<Engine>) -> Self {
        let trouble = Arc::new(Mutex::new(None));
        let told = trouble.clone();
        let beat = Beat::start("backups", AT_FIRST, LOOK_EVERY, move || {
            let found = backups::create_if_due(&engine).err().map(Problem::from);
            *told.lock().unwrap_or_else(PoisonError::into_inner) = found;
        });
        Self { trouble, _beat: beat }
    }

    /// Why the last one that was due could not be made.
    pub(crate) fn trouble(&self) -> Option<Problem> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
