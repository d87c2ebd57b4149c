//! Backups: made, looked at, rotated, rehearsed, restored.
//!
//! Owns when one is due, which ones stay, what has to hold in one, and how one takes the live store's place. How
//! the encrypted file is copied stands in `store/backup.rs`. Invariants: a backup counts only after it was opened
//! and everything in it was looked at; a rehearsal never touches the live store; a store that is replaced is set
//! aside, never deleted; a restored store is a copy (see `copies`), with the suppressions of both sides.

mod fault;
mod rehearse;
mod restore;
mod rotation;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::Connection;

pub use fault::BackupFault;
pub use rehearse::rehearse;
pub use restore::{Restored, restore};

use crate::clock::{Clock, Timestamp, Wake};
use crate::consent;
use crate::doors;
use crate::engine::Engine;
use crate::store::backup::{self, Manifest};
use crate::store::{Device, KeySource, StoreError, StoreKey, is_pending};
use crate::wire::stores::{BackupLine, BackupsView};
use rotation::Kept;

/// How long an open shop is waited for to be left, in beats.
const READERS_LEAVE: u32 = 40;
const BEAT: Duration = Duration::from_millis(250);

/// What a backup is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The schedule.
    Daily,
    /// The owner.
    Asked,
}

impl Why {
    fn word(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::Asked => "asked",
        }
    }
}

/// Makes one, looks at it, and lets the ones go that are not needed any more.
pub fn create(engine: &Engine, why: Why) -> Result<BackupLine, BackupFault> {
    let (store, now) = (engine.store(), engine.now());
    let made =
        backup::make(store.home(), store.key(), why.word(), now, &ledger_holds).map_err(
            |fault| match fault {
                StoreError::DiskFull => BackupFault::DiskFull,
                fault => fault.into(),
            },
        )?;
    rotate(store.home(), now)?;
    Ok(line(&made, backup::manifest(&made).as_ref()))
}

/// Makes one if the last whole one is more than a day old.
pub fn create_if_due(engine: &Engine) -> Result<Option<BackupLine>, BackupFault> {
    if !rotation::is_due(&kept(engine.store().home())?, engine.now()) {
        return Ok(None);
    }
    create(engine, Why::Daily).map(Some)
}

/// A backup in which consent could not be proved is none.
fn ledger_holds(copy: &Connection) -> Result<(), StoreError> {
    if consent::verify(copy)?.intact { Ok(()) } else { Err(StoreError::Damaged) }
}

fn rotate(home: &Path, now: Timestamp) -> Result<(), StoreError> {
    let folder = backup::folder(home);
    rotation::spare(&kept(home)?, now).iter().try_for_each(|id| backup::clear(&folder.join(id)))
}

/// One that says nothing of itself is as old as the oldest, so that it goes in its time.
fn kept(home: &Path) -> Result<Vec<Kept>, StoreError> {
    let all = backup::all(&backup::folder(home))?;
    let of = |(path, manifest): &(PathBuf, Option<Manifest>)| {
        let line = line(path, manifest.as_ref());
        let taken_at = manifest.as_ref().map(|one| one.taken_at).unwrap_or_default();
        Kept { whole: line.state == "good", id: line.id, taken_at, why: line.why }
    };
    Ok(all.iter().map(of).filter(|one| one.taken_at != Timestamp::default()).collect())
}

/// All of a store in `home`, the newest first. Needs no key.
pub fn list(home: &Path) -> Result<BackupsView, BackupFault> {
    let folder = backup::folder(home);
    let all = backup::all(&folder)?;
    let backups: Vec<BackupLine> = all.iter().rev().map(|(path, of)| line(path, of.as_ref())).collect();
    let good = backups.iter().filter(|one| one.state == "good");
    let last_good = good.map(|one| one.taken_at.clone()).max().unwrap_or_default();
    Ok(BackupsView { folder: folder.to_string_lossy().into_owned(), backups, last_good, trouble: Vec::new() })
}

/// The way back into a shop that is closed so that a backup can take its place.
pub struct WayBack {
    home: PathBuf,
    source: KeySource,
    clock: Arc<dyn Clock>,
}

impl WayBack {
    /// Into this shop.
    #[must_use]
    pub fn to(engine: &Engine) -> Self {
        let store = engine.store();
        Self {
            home: store.home().to_owned(),
            source: KeySource::Given(store.key().clone()),
            clock: engine.shared_clock(),
        }
    }

    /// Into the backup that takes its place.
    pub fn through(&self, id: &str, device: &Device) -> Result<Restored, BackupFault> {
        let again = || restore(&self.home, id, &self.source, device, &self.clock);
        let mut restored = again();
        // A page of the window may still be reading.
        for _ in 0..READERS_LEAVE {
            if !matches!(restored, Err(BackupFault::Store(StoreError::InUse))) {
                break;
            }
            self.clock.wait(BEAT, &Wake::default());
            restored = again();
        }
        restored
    }

    /// Into the shop as it was.
    pub fn as_it_was(&self, device: &Device) -> Result<Engine, StoreError> {
        doors::open(&self.home, &self.source, device, &self.clock)
    }
}

/// Opens one and looks at every page, the counts and the ledger.
pub fn verify(engine: &Engine, named: &str) -> Result<BackupLine, BackupFault> {
    let store = engine.store();
    let path = find(store.home(), named)?;
    let manifest = whole(&path, store.key())?;
    if manifest.store_id == store.id() {
        Ok(line(&path, Some(&manifest)))
    } else {
        Err(BackupFault::OtherShop)
    }
}

/// Copies a backup into another folder, for example on a stick. Answers where it lies there.
pub fn take_along(engine: &Engine, id: &str, folder: &Path) -> Result<PathBuf, BackupFault> {
    let path = find(engine.store().home(), id)?;
    let target = folder.join(path.file_name().unwrap_or_default());
    if target.exists() {
        return Err(StoreError::AlreadyHere.into());
    }
    let copied = backup::copy_folder(&path, &target)
        .map_err(BackupFault::from)
        .and_then(|()| whole(&target, engine.store().key()));
    if copied.is_err() {
        let _ = backup::clear(&target);
    }
    copied.map(|_| target)
}

/// A backup by its id, or by the path of its folder.
fn find(home: &Path, named: &str) -> Result<PathBuf, BackupFault> {
    let here = backup::folder(home).join(named);
    let plain = !named.is_empty() && !named.contains(['/', '\\']) && named != ".." && named != ".";
    let elsewhere = PathBuf::from(named);
    if plain && here.is_dir() {
        Ok(here)
    } else if elsewhere.join("backup.json").is_file() {
        Ok(elsewhere)
    } else {
        Err(BackupFault::NotFound)
    }
}

/// Everything that has to hold in a backup before it is used.
fn whole(path: &Path, key: &StoreKey) -> Result<Manifest, BackupFault> {
    let manifest = backup::manifest(path).ok_or(BackupFault::Damaged)?;
    if line(path, Some(&manifest)).state != "good" {
        return Err(BackupFault::CutShort);
    }
    let copy = backup::sound(&path.join("store.db"), key).map_err(|fault| match fault {
        StoreError::Damaged | StoreError::Foreign | StoreError::Sql(_) => BackupFault::Damaged,
        fault => fault.into(),
    })?;
    if backup::holdings(&copy)? != manifest.holds {
        return Err(BackupFault::Differs);
    }
    // An older schema is brought up to date before its ledger can be read.
    if !is_pending(&copy)? && !consent::verify(&copy)?.intact {
        return Err(BackupFault::Ledger);
    }
    Ok(manifest)
}

fn line(path: &Path, manifest: Option<&Manifest>) -> BackupLine {
    let id = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let bytes = std::fs::metadata(path.join("store.db")).map(|file| file.len()).unwrap_or_default();
    let state = match manifest {
        None => "unreadable",
        Some(one) if one.bytes == bytes => "good",
        Some(_) => "cut_short",
    };
    let holds = manifest.map(|one| one.holds).unwrap_or_default();
    BackupLine {
        id,
        taken_at: manifest.map(|one| one.taken_at.to_rfc3339()).unwrap_or_default(),
        why: manifest.map(|one| one.why.clone()).unwrap_or_default(),
        state: state.into(),
        kilobytes: u32::try_from(bytes.div_ceil(1024)).unwrap_or(u32::MAX),
        contacts: holds.contacts,
        consent_entries: holds.consent_entries,
        suppressed: holds.suppressed,
        campaigns: holds.campaigns,
        texts: holds.texts,
    }
}
