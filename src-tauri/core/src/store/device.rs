//! What this computer remembers of each store, outside the store: an old or foreign copy does not fit it.
//!
//! Three small files per store in a folder that no copy of the store takes along:
//! `ID.json` (lineage and machine, replaced whole), `ID.count` (commits, overwritten in place after each one) and
//! `ID.stops` (keys of suppressed numbers, appended). Invariants: the count is written after the store's own
//! durable commit, so in a healthy life it is never ahead of the store, whatever is cut off when; nothing here
//! names a person, for the keys are HMACs whose secret lies in the encrypted store.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::fault::StoreError;
use super::key::{hex, keyed_digest};
use super::private_file;

const KEY_BYTES: usize = 16;

/// This computer's memory of its stores.
#[derive(Debug, Clone)]
pub struct Device {
    folder: PathBuf,
    machine: String,
}

impl Device {
    /// The memory in `folder`, on this machine.
    #[must_use]
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), machine: machine() }
    }

    /// The same folder as another machine would find it.
    #[cfg(any(test, feature = "testing"))]
    #[must_use]
    pub fn on_machine(folder: impl Into<PathBuf>, machine: &str) -> Self {
        Self { folder: folder.into(), machine: machine.into() }
    }

    /// Where the memory lies for this user, from the environment; the window and the terminal share it.
    #[must_use]
    pub fn usual_folder(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let base = if cfg!(windows) {
            set("LOCALAPPDATA")
        } else if cfg!(target_os = "macos") {
            set("HOME").map(|home| home.join("Library/Preferences"))
        } else {
            set("XDG_STATE_HOME").or_else(|| set("HOME").map(|home| home.join(".local/state")))
        };
        base.map(|base| base.join("com.counterbell.desktop").join("stores"))
    }

    /// What is remembered of one store. A second copy of it that is open on this computer is refused.
    pub(crate) fn memory_of(&self, store_id: &str) -> Result<Memory, StoreError> {
        private_file::make_folder(&self.folder).map_err(StoreError::Files)?;
        let base = self.folder.join(store_id);
        let lock = private_file::open(&base.with_extension("lock")).map_err(StoreError::Files)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(StoreError::InUse),
            Err(TryLockError::Error(e)) => return Err(StoreError::Files(e)),
        }
        let record = fs::read(base.with_extension("json"))
            .ok()
            .and_then(|text| serde_json::from_slice::<Record>(&text).ok());
        let count = private_file::open(&base.with_extension("count")).map_err(StoreError::Files)?;
        let stops = private_file::open(&base.with_extension("stops")).map_err(StoreError::Files)?;
        let mut memory = Memory {
            base,
            machine: self.machine.clone(),
            record,
            count,
            stops,
            kept: 0,
            ours: false,
            _lock: lock,
        };
        memory.kept = memory.stops()?.len() as u64;
        Ok(memory)
    }
}

/// What stands in `ID.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Record {
    /// The lineage that may act on this computer.
    pub(crate) lineage: String,
    /// Which machine wrote it, hashed; empty where the system does not say.
    pub(crate) machine: String,
    /// Whether the store has confirmed the lineage; until then a store without one is the same store.
    pub(crate) settled: bool,
}

/// One store's memory, held for as long as the store is open.
#[derive(Debug)]
pub(crate) struct Memory {
    base: PathBuf,
    machine: String,
    record: Option<Record>,
    count: File,
    stops: File,
    kept: u64,
    ours: bool,
    _lock: File,
}

impl Memory {
    pub(crate) fn record(&self) -> Option<&Record> {
        self.record.as_ref()
    }

    pub(crate) fn machine(&self) -> &str {
        &self.machine
    }

    /// Commits this computer has seen. A count that cannot be read counts for nothing.
    pub(crate) fn writes(&mut self) -> i64 {
        let mut bytes = [0; 16];
        let read = self.count.seek(SeekFrom::Start(0)).and_then(|_| self.count.read_exact(&mut bytes));
        let (value, check) = (u128::from_le_bytes(bytes) as u64, (u128::from_le_bytes(bytes) >> 64) as u64);
        if read.is_ok() && check == !value { i64::try_from(value).unwrap_or(0) } else { 0 }
    }

    /// Keys of all numbers suppressed for good, as this computer saw it happen.
    pub(crate) fn stops(&mut self) -> Result<Vec<[u8; KEY_BYTES]>, StoreError> {
        let mut bytes = Vec::new();
        self.stops.seek(SeekFrom::Start(0)).map_err(StoreError::Files)?;
        self.stops.read_to_end(&mut bytes).map_err(StoreError::Files)?;
        Ok(bytes.chunks_exact(KEY_BYTES).filter_map(|key| key.try_into().ok()).collect())
    }

    /// How many of them there are.
    pub(super) fn kept(&self) -> u64 {
        self.kept
    }

    /// From here on the open store is the one that is remembered.
    pub(crate) fn is_ours(&mut self) {
        self.ours = true;
    }

    /// Whether the open store is the one that is remembered.
    pub(super) fn remembers(&self) -> bool {
        self.ours
    }

    /// Notes a commit. Only detection suffers where this fails, never the shop.
    pub(super) fn note(&mut self, writes: i64, suppressed: &[[u8; KEY_BYTES]]) {
        if !self.ours {
            return;
        }
        let _ = self.put_count(writes);
        if !suppressed.is_empty() && self.append(suppressed).is_ok() {
            self.kept += suppressed.len() as u64;
        }
    }

    fn put_count(&mut self, writes: i64) -> std::io::Result<()> {
        let value = u64::try_from(writes).unwrap_or(0);
        let bytes = (u128::from(value) | u128::from(!value) << 64).to_le_bytes();
        self.count.seek(SeekFrom::Start(0))?;
        self.count.write_all(&bytes)
    }

    fn append(&mut self, keys: &[[u8; KEY_BYTES]]) -> std::io::Result<()> {
        // A torn end from an earlier cut is written over.
        self.stops.seek(SeekFrom::Start(self.kept * KEY_BYTES as u64))?;
        self.stops.write_all(&keys.concat())?;
        self.stops.sync_data()
    }

    /// First half of an adoption: the lineage that may act from now on, not yet confirmed by the store.
    pub(super) fn announce(&mut self, lineage: &str) -> Result<(), StoreError> {
        let machine = self.machine.clone();
        self.write(Record { lineage: lineage.into(), machine, settled: false })
    }

    /// Second half: the store has confirmed it. The count and the list begin anew from the store's own.
    pub(super) fn settle(&mut self, writes: i64, suppressed: &[[u8; KEY_BYTES]]) -> Result<(), StoreError> {
        self.put_count(writes).map_err(StoreError::Files)?;
        self.stops.set_len(0).map_err(StoreError::Files)?;
        self.kept = 0;
        self.append(suppressed).map_err(StoreError::Files)?;
        self.kept = suppressed.len() as u64;
        self.ours = true;
        let Some(record) = self.record.clone() else { return Ok(()) };
        self.write(Record { settled: true, ..record })
    }

    fn write(&mut self, record: Record) -> Result<(), StoreError> {
        let text = serde_json::to_vec(&record).map_err(|e| StoreError::Files(e.into()))?;
        private_file::replace(&self.base.with_extension("json"), &text).map_err(StoreError::Files)?;
        self.record = Some(record);
        Ok(())
    }
}

/// A name for this machine that does not give it away; empty where the system has none.
fn machine() -> String {
    let id = ["/etc/machine-id", "/var/lib/dbus/machine-id"]
        .into_iter()
        .find_map(|path| fs::read_to_string(Path::new(path)).ok())
        .unwrap_or_default();
    if id.trim().is_empty() {
        String::new()
    } else {
        hex(&keyed_digest(id.trim().as_bytes(), b"counterbell machine")[..16])
    }
}
