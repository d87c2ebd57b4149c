//! The making of a store, so that it is there whole or not at all.
//!
//! It is built and furnished aside, as `store.new`, with what is known of its key in `keyinfo.new`. One rename puts
//! the store in place; a second one its keyinfo, and where that one is cut off, the next opening does it. Invariants:
//! before the first rename nothing counts as a store; what a cut leaves behind is cleared by the next making.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::fault::StoreError;
use super::key::{KeyInfo, KeySource, StoreKey, hex};
use super::open::{StoreKind, file, found, random_bytes, with_suffix};
use super::private_file;
use crate::clock::Timestamp;

/// A store in the making. Dropped before it is finished, it leaves nothing.
pub(super) struct Founding<'h> {
    home: &'h Path,
    store_id: String,
    key: StoreKey,
    info: KeyInfo,
}

impl<'h> Founding<'h> {
    /// Clears what an earlier making left, and makes the key. Only while the writer's lock is held.
    pub(super) fn begin(home: &'h Path, source: &KeySource) -> Result<Self, StoreError> {
        clear(home)?;
        let store_id = hex(&random_bytes()?);
        let (key, info) = source.create(&store_id)?;
        Ok(Self { home, store_id, key, info })
    }

    /// Where it is built.
    pub(super) fn aside(&self) -> PathBuf {
        aside(self.home)
    }

    pub(super) fn key(&self) -> &StoreKey {
        &self.key
    }

    /// The empty store, aside.
    pub(super) fn lay(&self, kind: StoreKind, now: Timestamp) -> Result<(), StoreError> {
        private_file::create(&self.aside(), b"").map_err(StoreError::Files)?;
        found(&self.aside(), &self.key, &self.store_id, kind, now)
    }

    /// Puts the furnished store in place.
    pub(super) fn finish(self) -> Result<StoreKey, StoreError> {
        self.note_key()?;
        self.put_store()?;
        finish(self.home)?;
        Ok(self.key.clone())
    }

    fn note_key(&self) -> Result<(), StoreError> {
        self.info.put_aside(self.home)
    }

    fn put_store(&self) -> Result<(), StoreError> {
        let built = self.aside();
        File::open(&built).and_then(|file| file.sync_all()).map_err(StoreError::Files)?;
        rename(&built, &file(self.home))
    }
}

impl Drop for Founding<'_> {
    fn drop(&mut self) {
        if !file(self.home).exists() {
            // What cannot be cleared now is cleared by the next making.
            let _ = clear(self.home);
        }
    }
}

/// The last step of a making, done once the store is in place.
pub(super) fn finish(home: &Path) -> Result<(), StoreError> {
    if KeyInfo::path(home).exists() || !KeyInfo::aside(home).exists() {
        return Ok(());
    }
    rename(&KeyInfo::aside(home), &KeyInfo::path(home))
}

fn aside(home: &Path) -> PathBuf {
    home.join("store.new")
}

fn rename(from: &Path, to: &Path) -> Result<(), StoreError> {
    fs::rename(from, to).and_then(|()| private_file::sync_folder(to)).map_err(StoreError::Files)
}

fn clear(home: &Path) -> Result<(), StoreError> {
    let built = aside(home);
    let beside = ["-wal", "-shm", "-journal"].map(|suffix| with_suffix(&built, suffix));
    beside.into_iter().chain([KeyInfo::aside(home), built]).try_for_each(|path| {
        match fs::remove_file(&path) {
            Err(e) if e.kind() != ErrorKind::NotFound => Err(StoreError::Files(e)),
            _ => Ok(()),
        }
    })
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::super::Store;
    use super::*;

    fn noon() -> Timestamp {
        "2026-03-02T12:00:00Z".parse().unwrap()
    }

    /// The steps of a making, in their order; a kill is the leaving out of all that follow.
    const STEPS: [fn(&Founding<'_>); 5] = [
        |_| {},
        |one| private_file::create(&one.aside(), b"").unwrap(),
        |one| found(&one.aside(), &one.key, &one.store_id, StoreKind::Shop, noon()).unwrap(),
        |one| one.note_key().unwrap(),
        |one| one.put_store().unwrap(),
    ];

    #[test]
    fn a_kill_at_any_step_leaves_a_whole_store_or_room_for_one() {
        for done in 1..=STEPS.len() {
            let folder = TempDir::new().unwrap();
            let home = folder.path().join("home");
            private_file::make_folder(&home).unwrap();
            let source = KeySource::File(folder.path().join("key"));
            let killed = Founding::begin(&home, &source).unwrap();
            STEPS[..done].iter().for_each(|step| step(&killed));
            // A killed process runs no destructor.
            std::mem::forget(killed);

            let opened = Store::open(&home, &source, noon());
            if done == STEPS.len() {
                opened.unwrap();
                assert!(KeyInfo::path(&home).exists(), "the last step is done at the next start");
                continue;
            }
            assert!(matches!(opened, Err(StoreError::NotHere)), "{done} steps");
            drop(Store::create(&home, &source, StoreKind::Shop, noon()).unwrap());
            Store::open(&home, &source, noon()).unwrap();
            assert!(!aside(&home).exists() && !KeyInfo::aside(&home).exists(), "{done} steps");
        }
    }

    #[test]
    fn what_cannot_be_furnished_is_not_made() {
        let folder = TempDir::new().unwrap();
        let (home, source) = (folder.path().join("home"), KeySource::File(folder.path().join("key")));
        let full = |_: &Store| Err(StoreError::DiskFull);
        let failed = Store::create_with(&home, &source, StoreKind::Shop, noon(), full);
        assert!(matches!(failed, Err(StoreError::DiskFull)));
        assert!(matches!(Store::presence(&home), Err(StoreError::NotHere)));
        let left: Vec<_> = fs::read_dir(&home).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["writer.lock"], "nothing is left to be removed by hand");
    }
}
