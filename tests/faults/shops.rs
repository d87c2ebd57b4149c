//! Many shops alike: one is set up, the others are copies of its folder, and what a store holds.

use std::fs;
use std::path::Path;
use std::time::Duration;

use counterbell_core::clock::{Clock, SystemClock, Wake};
use counterbell_core::store::{KeySource, Store, StoreError};

use crate::terminal::Terminal;

const PATIENCE: Duration = Duration::from_secs(20);
const LOOK_AGAIN: Duration = Duration::from_millis(5);

/// The same shop in another folder, with all that this computer remembers of it: as if it had always lived there.
pub(crate) fn copy_of(shop: &Terminal) -> Terminal {
    let copy = Terminal::new();
    copy_folder(shop.home().parent().unwrap(), copy.home().parent().unwrap());
    copy
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (path, to) = (entry.as_ref().unwrap().path(), to.join(entry.as_ref().unwrap().file_name()));
        if path.is_dir() {
            copy_folder(&path, &to);
        } else {
            fs::copy(&path, &to).unwrap();
        }
    }
}

/// The store, opened with the shop's own key.
///
/// A process that another test is about to start holds every open lock for a moment, so one that is held is asked for
/// again.
pub(crate) fn open(shop: &Terminal) -> Store {
    let clock = SystemClock::default();
    loop {
        match Store::open(&shop.home(), &KeySource::File(shop.key_file()), clock.now()) {
            Ok(store) => return store,
            Err(StoreError::InUse) if clock.elapsed() < PATIENCE => clock.wait(LOOK_AGAIN, &Wake::default()),
            Err(fault) => panic!("{fault}"),
        }
    }
}

/// Whether every page of the store is what was written, and every table agrees with its indexes.
pub(crate) fn is_whole(store: &Store) -> bool {
    let faults = |pragma: &'static str| {
        let found = store.read(|c| {
            let mut check = c.prepare(pragma)?;
            let lines = check.query_map([], |row| row.get::<_, String>(0))?;
            Ok::<_, StoreError>(lines.filter(|line| !matches!(line.as_deref(), Ok("ok"))).count())
        });
        found.unwrap()
    };
    faults("PRAGMA cipher_integrity_check") + faults("PRAGMA integrity_check") == 0
}
