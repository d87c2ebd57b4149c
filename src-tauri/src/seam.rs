//! What a test may put in the place of the outside world. A release build has none of it.

use std::path::PathBuf;
use std::sync::Arc;

use counterbell_core::clock::{Clock, ShiftedClock, SystemClock};
use counterbell_core::store::{Keychain, KeychainFault, SystemKeychain};

fn set(name: &str) -> Option<String> {
    if cfg!(debug_assertions) { std::env::var(name).ok().filter(|value| !value.is_empty()) } else { None }
}

/// What the owner "picks" in a dialog that no test can click.
pub(crate) fn picked(kind: Pick) -> Option<PathBuf> {
    let name = match kind {
        Pick::Open => "COUNTERBELL_PICK_OPEN",
        Pick::Save => "COUNTERBELL_PICK_SAVE",
        Pick::Folder => "COUNTERBELL_PICK_FOLDER",
    };
    set(name).map(PathBuf::from)
}

/// What the owner answers when asked whether a campaign goes on behind a closed window.
pub(crate) fn answer_to_closing() -> Option<String> {
    set("COUNTERBELL_ON_CLOSE")
}

/// Whether the system refuses to hold off sleep.
pub(crate) fn nothing_keeps_awake() -> bool {
    set("COUNTERBELL_NOT_AWAKE").is_some()
}

/// Which dialog.
#[derive(Clone, Copy)]
pub(crate) enum Pick {
    Open,
    Save,
    Folder,
}

/// The clock, started at another moment if a test says so.
pub(crate) fn clock() -> Arc<dyn Clock> {
    match set("COUNTERBELL_CLOCK").and_then(|moment| moment.parse().ok()) {
        Some(moment) => Arc::new(ShiftedClock::starting_at(moment)),
        None => Arc::new(SystemClock::default()),
    }
}

/// The keychain, or a machine that has none.
pub(crate) fn keychain() -> Arc<dyn Keychain> {
    if set("COUNTERBELL_NO_KEYCHAIN").is_some() { Arc::new(NoKeychain) } else { Arc::new(SystemKeychain) }
}

struct NoKeychain;

impl Keychain for NoKeychain {
    fn keep(&self, _store_id: &str, _secret: &str) -> Result<(), KeychainFault> {
        Err(KeychainFault::Absent)
    }

    fn find(&self, _store_id: &str) -> Result<Option<String>, KeychainFault> {
        Err(KeychainFault::Absent)
    }
}
