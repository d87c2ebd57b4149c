//! One writer per store: an operating-system lock, held for the process's life.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use super::fault::StoreError;

/// Held while a store is open; released by the system when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct WriterLock {
    _file: File,
}

impl WriterLock {
    pub(super) fn take(home: &Path) -> Result<Self, StoreError> {
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(home.join("writer.lock"))
            .map_err(StoreError::Files)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse),
            Err(TryLockError::Error(e)) => Err(StoreError::Files(e)),
        }
    }
}
