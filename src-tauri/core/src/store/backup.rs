//! Encrypted copies of a store's file, made while the store goes on, and looked at before they are trusted.
//!
//! A backup is a folder that is a store's home itself: `store.db` under the same key, `keyinfo.json`, and
//! `backup.json` with what it holds. Knows no feature: what else must hold in a copy is asked of whoever makes it.
//! Invariants: it is built aside and renamed, so that a backup is whole or not there; it is marked as one inside,
//! so that it is never taken for the shop; the live store is only read.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

use super::fault::StoreError;
use super::key::{KeyInfo, StoreKey};
use super::open::{file, length, whole_file};
use super::{pragmas, private_file};
use crate::clock::Timestamp;

const MANIFEST: &str = "backup.json";
const MAKING: &str = "making";

/// What stands beside a backup in clear: counts, never people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    pub(crate) store_id: String,
    pub(crate) taken_at: Timestamp,
    /// `daily`, `asked`, `before_update`.
    pub(crate) why: String,
    /// Migrations applied.
    pub(crate) schema: u32,
    pub(crate) bytes: u64,
    pub(crate) holds: Holdings,
}

/// What a store holds, in counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Holdings {
    pub(crate) contacts: u32,
    pub(crate) consent_entries: u32,
    pub(crate) suppressed: u32,
    pub(crate) campaigns: u32,
    pub(crate) texts: u32,
}

/// Where a store's backups lie.
pub(crate) fn folder(home: &Path) -> PathBuf {
    home.join("backups")
}

/// What is asked of a copy before it counts as a backup.
pub(crate) type Proof<'p> = &'p dyn Fn(&Connection) -> Result<(), StoreError>;

/// Makes one. Answers its folder.
pub(crate) fn make(
    home: &Path,
    key: &StoreKey,
    why: &str,
    now: Timestamp,
    proof: Proof<'_>,
) -> Result<PathBuf, StoreError> {
    let folder = folder(home);
    private_file::make_folder(&folder).map_err(files)?;
    let making = folder.join(MAKING);
    clear(&making)?;
    let made =
        build(home, &making, key, why, now, proof).and_then(|()| put_in_place(&making, &folder, why, now));
    if made.is_err() {
        // What cannot be cleared now is cleared by the next one.
        let _ = clear(&making);
    }
    made
}

fn build(
    home: &Path,
    making: &Path,
    key: &StoreKey,
    why: &str,
    now: Timestamp,
    proof: Proof<'_>,
) -> Result<(), StoreError> {
    private_file::make_folder(making).map_err(files)?;
    let copy = file(making);
    private_file::create(&copy, b"").map_err(files)?;
    pragmas::keyed(&file(home), key)?.execute("VACUUM INTO ?1", [copy.to_string_lossy()])?;
    mark(&copy, key, now)?;
    let opened = sound(&copy, key)?;
    proof(&opened)?;
    let manifest = Manifest {
        store_id: opened.query_row("SELECT store_id FROM identity", [], |row| row.get(0))?,
        taken_at: now,
        why: why.into(),
        schema: opened.query_row("PRAGMA user_version", [], |row| row.get(0))?,
        bytes: length(&copy)?,
        holds: holdings(&opened)?,
    };
    drop(opened);
    File::open(&copy).and_then(|file| file.sync_all()).map_err(files)?;
    if KeyInfo::path(home).exists() {
        let info = fs::read(KeyInfo::path(home)).map_err(files)?;
        private_file::create(&KeyInfo::path(making), &info).map_err(files)?;
    }
    let text = serde_json::to_vec_pretty(&manifest).map_err(|e| StoreError::Files(e.into()))?;
    private_file::create(&making.join(MANIFEST), &text).map_err(files)
}

/// The time in its name sorts; a second one within the same second gets a number.
fn put_in_place(making: &Path, folder: &Path, why: &str, now: Timestamp) -> Result<PathBuf, StoreError> {
    let name = format!("{}-{}", now.format("%Y%m%dT%H%M%SZ"), why.replace('_', "-"));
    let names = std::iter::once(name.clone()).chain((2..1000).map(|n| format!("{name}-{n}")));
    let place = names.map(|name| folder.join(name)).find(|place| !place.exists());
    let place = place.ok_or_else(|| StoreError::Files(ErrorKind::AlreadyExists.into()))?;
    fs::rename(making, &place).and_then(|()| private_file::sync_folder(&place)).map_err(files)?;
    Ok(place)
}

/// From here on the copy says itself that it is one.
fn mark(copy: &Path, key: &StoreKey, now: Timestamp) -> Result<(), StoreError> {
    let connection = pragmas::keyed(copy, key)?;
    connection.pragma_update(None, "journal_mode", "delete")?;
    connection.pragma_update(None, "synchronous", "full")?;
    // A store from before there was such a table is known as older by what the computer remembers.
    let has_place: bool = connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'place')",
        [],
        |row| row.get(0),
    )?;
    if has_place {
        connection.execute("UPDATE place SET lineage = '', taken_at = ?1", [now.timestamp_millis()])?;
    }
    connection.close().map_err(|(_, e)| e.into())
}

/// Opens a copy and looks at every page of it.
pub(crate) fn sound(copy: &Path, key: &StoreKey) -> Result<Connection, StoreError> {
    let connection = pragmas::keyed(copy, key)?;
    whole_file(&connection, copy)?;
    let torn: Option<String> =
        connection.query_row("PRAGMA cipher_integrity_check", [], |row| row.get(0)).optional()?;
    let verdict: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if torn.is_none() && verdict == "ok" { Ok(connection) } else { Err(StoreError::Damaged) }
}

/// Counts what a store holds.
pub(crate) fn holdings(connection: &Connection) -> Result<Holdings, StoreError> {
    Ok(connection.query_row(
        "SELECT (SELECT count(*) FROM contact), (SELECT count(*) FROM consent_entry),
                (SELECT count(*) FROM suppression), (SELECT count(*) FROM campaign), (SELECT count(*) FROM message)",
        [],
        |row| {
            Ok(Holdings {
                contacts: row.get(0)?,
                consent_entries: row.get(1)?,
                suppressed: row.get(2)?,
                campaigns: row.get(3)?,
                texts: row.get(4)?,
            })
        },
    )?)
}

/// The backups in a folder and what each says of itself; `None` for one that says nothing readable. Oldest first.
pub(crate) fn all(folder: &Path) -> Result<Vec<(PathBuf, Option<Manifest>)>, StoreError> {
    let entries = match fs::read_dir(folder) {
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(files)?,
    };
    let mut found: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| is_backup(path)).collect();
    found.sort();
    Ok(found.into_iter().map(|path| (path.clone(), manifest(&path))).collect())
}

fn is_backup(path: &Path) -> bool {
    let begins_with_a_day = |name: &str| name.starts_with(|c: char| c.is_ascii_digit());
    path.is_dir() && path.file_name().and_then(|name| name.to_str()).is_some_and(begins_with_a_day)
}

/// What a backup says of itself.
pub(crate) fn manifest(backup: &Path) -> Option<Manifest> {
    serde_json::from_slice(&fs::read(backup.join(MANIFEST)).ok()?).ok()
}

/// Copies a backup's files into a folder of its own, closed to others and on the disk.
pub(crate) fn copy_folder(from: &Path, to: &Path) -> Result<(), StoreError> {
    private_file::make_folder(to).map_err(files)?;
    for name in ["store.db", "keyinfo.json", MANIFEST] {
        if from.join(name).exists() {
            copy_file(&from.join(name), &to.join(name))?;
        }
    }
    private_file::sync_folder(&to.join(MANIFEST)).map_err(files)
}

/// Copies one file, closed to others and on the disk.
pub(crate) fn copy_file(from: &Path, to: &Path) -> Result<(), StoreError> {
    let target = private_file::open(to).map_err(files)?;
    target.set_len(0).map_err(files)?;
    std::io::copy(&mut File::open(from).map_err(files)?, &mut &target).map_err(files)?;
    target.sync_all().map_err(files)
}

/// Removes a folder that is this program's own and may be gone already.
pub(crate) fn clear(folder: &Path) -> Result<(), StoreError> {
    match fs::remove_dir_all(folder) {
        Err(e) if e.kind() != ErrorKind::NotFound => Err(files(e)),
        _ => Ok(()),
    }
}

/// A full disk has a name of its own.
pub(crate) fn files(error: std::io::Error) -> StoreError {
    if error.kind() == ErrorKind::StorageFull { StoreError::DiskFull } else { StoreError::Files(error) }
}
