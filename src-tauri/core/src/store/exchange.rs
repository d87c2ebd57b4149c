//! The exchange of a store's file for another one, in one rename.
//!
//! Holds the writer's lock throughout. Invariants: the store that is replaced is set aside first, whole, with its
//! own journal; a journal of the old file never lies beside the new one.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::backup::{copy_file, files};
use super::fault::StoreError;
use super::key::{KeyInfo, StoreKey};
use super::lock::WriterLock;
use super::open::{file, with_suffix};
use super::{founding, pragmas, private_file};
use crate::clock::Timestamp;

const JOURNALS: [&str; 2] = ["-wal", "-shm"];

/// A store that nobody has open, about to be replaced.
pub(crate) struct Exchange<'h> {
    home: &'h Path,
    _lock: WriterLock,
}

/// Looks into a store that may be damaged, and brings its journal into its file where it can.
pub(crate) fn look<T>(
    home: &Path,
    key: &StoreKey,
    at: impl FnOnce(&Connection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let connection = pragmas::keyed(&file(home), key)?;
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    at(&connection)
}

impl<'h> Exchange<'h> {
    pub(crate) fn begin(home: &'h Path) -> Result<Self, StoreError> {
        private_file::make_folder(home).map_err(files)?;
        Ok(Self { home, _lock: WriterLock::take(home)? })
    }

    /// Keeps what is there in a folder of its own. Answers which; nothing where there is no store.
    pub(crate) fn set_aside(&self, now: Timestamp) -> Result<Option<PathBuf>, StoreError> {
        let store = file(self.home);
        if !store.exists() {
            return Ok(None);
        }
        let aside = self.home.join("set-aside").join(now.format("%Y%m%dT%H%M%S%3fZ").to_string());
        private_file::make_folder(&aside).map_err(files)?;
        // The same file under a second name costs no space; where the disk cannot do that, it is copied.
        fs::hard_link(&store, file(&aside))
            .or_else(|_| fs::copy(&store, file(&aside)).map(drop))
            .map_err(files)?;
        if KeyInfo::path(self.home).exists() {
            copy_file(&KeyInfo::path(self.home), &KeyInfo::path(&aside))?;
        }
        for suffix in JOURNALS {
            let journal = with_suffix(&store, suffix);
            if journal.exists() {
                fs::rename(&journal, with_suffix(&file(&aside), suffix)).map_err(files)?;
            }
        }
        Ok(Some(aside))
    }

    /// Lays another store's file beside this one's place: whatever needs space is done before anything is moved.
    pub(crate) fn fetch(&self, from: &Path) -> Result<(), StoreError> {
        copy_file(&file(from), &self.arriving())
    }

    fn arriving(&self) -> PathBuf {
        self.home.join("store.new")
    }

    /// Puts the fetched file in the store's place and, where this place has none, brings its keyinfo.
    pub(crate) fn bring(&self, from: &Path) -> Result<(), StoreError> {
        let arriving = self.arriving();
        if !KeyInfo::path(self.home).exists() && KeyInfo::path(from).exists() {
            copy_file(&KeyInfo::path(from), &KeyInfo::aside(self.home))?;
        }
        fs::rename(&arriving, file(self.home))
            .and_then(|()| private_file::sync_folder(&arriving))
            .map_err(files)?;
        founding::finish(self.home)
    }
}
