//! Many shops alike: one is set up, the others are copies of its folder, and what a store holds.

use std::fs;
use std::path::Path;
use std::sync::{PoisonError, RwLockWriteGuard};

use counterbell_core::clock::{Clock, SystemClock};
use counterbell_core::store::{KeySource, Store, StoreError};

use crate::terminal::{STARTING, Terminal};

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

/// Until this is dropped no program is started that would hold the lock of a store that is opened here. To be taken
/// before the store and dropped after it.
pub(crate) fn alone() -> RwLockWriteGuard<'static, ()> {
    STARTING.write().unwrap_or_else(PoisonError::into_inner)
}

/// The store, opened with the shop's own key. Needs [`alone`].
pub(crate) fn open(shop: &Terminal) -> Store {
    Store::open(&shop.home(), &KeySource::File(shop.key_file()), SystemClock::default().now()).unwrap()
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
