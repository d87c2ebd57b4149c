//! Connections: how each one is keyed and set, and read back.
//!
//! Every pragma is set on every connection; SQLite's defaults are never trusted.
//! `synchronous=FULL` is what keeps a claimed text claimed after a power cut.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use rusqlite::{Connection, OpenFlags};

use super::fault::StoreError;
use super::key::StoreKey;

/// The first SQLite without the WAL-reset fault (https://sqlite.org/wal.html#walresetbug), as a version number.
const FIRST_SAFE_SQLITE: i32 = 3_051_003;
static KEYING: Mutex<()> = Mutex::new(());
/// "CBEL" in ASCII: marks a file as ours.
pub(super) const APPLICATION_ID: i32 = 0x4342_454C;

/// More statements than a claim, its gates and a record ask together, so that none is prepared twice.
const STATEMENTS_KEPT: usize = 128;

/// Makes a connection the writer.
pub(super) fn as_writer(connection: &Connection) -> Result<(), StoreError> {
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "cache_size", -163_840)?;
    let synchronous: i64 = connection.pragma_query_value(None, "synchronous", |row| row.get(0))?;
    if synchronous == 2 { Ok(()) } else { Err(StoreError::Damaged) }
}

/// While it lives, the writer looks no reference up: a bulk change has just written both ends itself. Ends with the
/// change, however that ends.
pub(super) struct Bulk<'c>(&'c Connection);

impl<'c> Bulk<'c> {
    /// Must begin before the transaction: SQLite ignores the pragma within one.
    pub(super) fn begin(connection: &'c Connection) -> Result<Self, StoreError> {
        connection.pragma_update(None, "foreign_keys", false)?;
        Ok(Self(connection))
    }
}

impl Drop for Bulk<'_> {
    fn drop(&mut self) {
        let _ = self.0.pragma_update(None, "foreign_keys", true);
    }
}

/// Opens a connection that can only read.
pub(super) fn reader(path: &Path, key: &StoreKey) -> Result<Connection, StoreError> {
    let connection = keyed(path, key)?;
    connection.pragma_update(None, "query_only", true)?;
    // A ceiling that only a list of a million reaches; below it a scan would decrypt every page again.
    connection.pragma_update(None, "cache_size", -262_144)?;
    Ok(connection)
}

/// Opens the file without creating it and without changing a byte of it.
pub(super) fn keyed(path: &Path, key: &StoreKey) -> Result<Connection, StoreError> {
    version_gate()?;
    // SQLCipher sets its provider up on first use, and two threads doing so at once can fail one of them.
    let _one_at_a_time = KEYING.lock().unwrap_or_else(PoisonError::into_inner);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    // As a batch, because a prepared pragma reads the file before the key is known.
    let keying = zeroize::Zeroizing::new(format!("PRAGMA key = \"x'{}'\"", key.to_hex().as_str()));
    connection.execute_batch(&keying)?;
    connection.execute_batch("PRAGMA cipher_log_level = NONE; PRAGMA cipher_log_source = NONE;")?;
    connection.pragma_update(None, "temp_store", "memory")?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    connection.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get::<_, i64>(0))?;
    Ok(connection)
}

fn version_gate() -> Result<(), StoreError> {
    if rusqlite::version_number() >= FIRST_SAFE_SQLITE {
        Ok(())
    } else {
        Err(StoreError::UnsafeSqlite(rusqlite::version().into()))
    }
}
