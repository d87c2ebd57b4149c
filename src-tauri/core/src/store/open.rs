//! Opening, creating and closing a store.
//!
//! Nothing here ever creates a store unless `create` was asked for; every other
//! way ends in a named fault.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

use super::device::Memory;
use super::fault::StoreError;
use super::founding::Founding;
use super::key::{KeyInfo, KeySource, StoreKey, hex};
use super::kit::RecoveryKit;
use super::lock::WriterLock;
use super::numbers::NumberKeys;
use super::pragmas::{self, APPLICATION_ID};
use super::touched::Touched;
use super::write::WriteTx;
use super::{backup, founding, migrate, place, private_file};
use crate::clock::Timestamp;
use crate::event::{Event, Listener};

/// SQLCipher's default page, which we keep.
const PAGE_BYTES: u64 = 4096;

/// What a store is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoreKind {
    /// A real shop.
    Shop,
    /// The practice shop: only the practice carrier is ever reached from it.
    Practice,
}

impl StoreKind {
    fn name(self) -> &'static str {
        match self {
            Self::Shop => "shop",
            Self::Practice => "practice",
        }
    }
}

/// An open store.
pub struct Store {
    path: PathBuf,
    key: StoreKey,
    store_id: String,
    kind: StoreKind,
    run: AtomicI64,
    keys: NumberKeys,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
    listeners: RwLock<Vec<Listener>>,
    touched: Arc<Touched>,
    #[cfg(any(test, feature = "testing"))]
    death: Mutex<Option<super::death::Death>>,
    memory: Mutex<Option<Memory>>,
    lock: Arc<WriterLock>,
}

impl Store {
    /// Makes a new, empty store in `home`. Refuses where anything of a store already is.
    pub fn create(
        home: &Path,
        source: &KeySource,
        kind: StoreKind,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        Self::create_with(home, source, kind, now, |_| Ok(()))
    }

    /// Makes a new store in `home` with what `furnish` puts into it. Whatever fails or is cut off when, it is
    /// there whole afterwards or not at all.
    pub fn create_with<E: From<StoreError>>(
        home: &Path,
        source: &KeySource,
        kind: StoreKind,
        now: Timestamp,
        furnish: impl FnOnce(&Self) -> Result<(), E>,
    ) -> Result<Self, E> {
        private_file::make_folder(home).map_err(StoreError::Files)?;
        let lock = Arc::new(WriterLock::take(home)?);
        if file(home).exists() || KeyInfo::path(home).exists() {
            return Err(StoreError::AlreadyHere.into());
        }
        let founding = Founding::begin(home, source)?;
        founding.lay(kind, now)?;
        let aside = Self::opened(founding.aside(), founding.key().clone(), lock, now)?;
        furnish(&aside)?;
        let lock = aside.closed()?;
        let key = founding.finish()?;
        Ok(Self::opened(file(home), key, lock, now)?)
    }

    /// Opens the store in `home`.
    pub fn open(home: &Path, source: &KeySource, now: Timestamp) -> Result<Self, StoreError> {
        Self::presence(home)?;
        let lock = Arc::new(WriterLock::take(home)?);
        founding::finish(home)?;
        let key = Self::key_of(home, source)?;
        Self::opened(file(home), key, lock, now)
    }

    /// Whether there is a store in `home`, and if not, whether there should be. One that was cut to less than a
    /// page is told without its key.
    pub fn presence(home: &Path) -> Result<(), StoreError> {
        match (file(home).exists(), KeyInfo::path(home).exists()) {
            (false, false) => Err(StoreError::NotHere),
            (false, true) => Err(StoreError::Vanished),
            (true, _) if length(&file(home))? < PAGE_BYTES => Err(StoreError::Damaged),
            (true, _) => Ok(()),
        }
    }

    /// Where the key of the store in `home` is kept, as `keyinfo.json` says; `None` where that is lost.
    #[must_use]
    pub fn kept_in(home: &Path) -> Option<String> {
        KeyInfo::read(home).ok().map(|info| info.kept_in)
    }

    /// The key of the store in `home`, which is not opened.
    pub(crate) fn key_of(home: &Path, source: &KeySource) -> Result<StoreKey, StoreError> {
        match (KeyInfo::read(home), source) {
            (Ok(info), _) => source.find(&info),
            (Err(_), KeySource::Given(key)) => Ok(key.clone()),
            (Err(lost), _) => Err(lost),
        }
    }

    /// Which store lies in `home`, as `keyinfo.json` says; `None` where that is lost.
    pub(crate) fn id_in(home: &Path) -> Option<String> {
        KeyInfo::read(home).ok().map(|info| info.store_id)
    }

    fn opened(
        path: PathBuf,
        key: StoreKey,
        lock: Arc<WriterLock>,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let unclean = length(&with_suffix(&path, "-wal")).is_ok_and(|bytes| bytes > 0);
        let mut writer = pragmas::keyed(&path, &key)?;
        whole(&writer, &path, unclean)?;
        pragmas::as_writer(&writer)?;
        if migrate::is_pending(&writer)? {
            before_update(&path, &key, now)?;
        }
        migrate::migrate(&mut writer)?;
        let touched = Arc::<Touched>::default();
        touched.watch(&mut writer)?;
        let (store_id, kind, secret) = identity(&writer)?;
        let run = AtomicI64::new(begin_run(&writer, now)?);
        Ok(Self {
            path,
            key,
            store_id,
            kind,
            run,
            keys: NumberKeys::new(&secret),
            writer: Mutex::new(writer),
            readers: Mutex::default(),
            listeners: RwLock::default(),
            touched,
            #[cfg(any(test, feature = "testing"))]
            death: Mutex::default(),
            memory: Mutex::default(),
            lock,
        })
    }

    /// Brings everything into the one file and lets go of it.
    fn closed(self) -> Result<Arc<WriterLock>, StoreError> {
        locked(&self.readers).clear();
        let busy: i64 =
            locked(&self.writer).query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        let (lock, journal) = (self.lock.clone(), with_suffix(&self.path, "-wal"));
        drop(self);
        if busy == 0 && !journal.exists() { Ok(lock) } else { Err(StoreError::InUse) }
    }

    /// Changes the store in one transaction; events go out after the commit.
    pub fn write<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&mut WriteTx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let (result, events) = self.transact(&locked(&self.writer), work)?;
        self.announce(&events);
        Ok(result)
    }

    /// The same for a change of a hundred thousand rows, without looking each reference up again: `work` must itself
    /// see to it that every row it refers to is there. Still all or nothing.
    pub fn write_in_bulk<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&mut WriteTx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let (result, events) = {
            let writer = locked(&self.writer);
            let _bulk = pragmas::Bulk::begin(&writer)?;
            self.transact(&writer, work)?
        };
        self.announce(&events);
        Ok(result)
    }

    fn transact<T, E: From<StoreError>>(
        &self,
        writer: &Connection,
        work: impl FnOnce(&mut WriteTx<'_>) -> Result<T, E>,
    ) -> Result<(T, Vec<Event>), E> {
        // The writer's lock is held, so there is no other transaction on it.
        let tx =
            Transaction::new_unchecked(writer, TransactionBehavior::Immediate).map_err(StoreError::from)?;
        let mut tx = WriteTx { tx, events: Vec::new(), keys: &self.keys, run: self.run() };
        let result = work(&mut tx)?;
        let WriteTx { tx, events, .. } = tx;
        #[cfg(any(test, feature = "testing"))]
        let dies = self.at_a_commit()?;
        let writes = place::step(&tx)?;
        let mut memory = locked(&self.memory);
        let ours = memory.as_mut().filter(|memory| memory.remembers());
        let suppressed = ours.map_or(Ok(Vec::new()), |memory| place::suppressed(&tx, memory.kept()))?;
        tx.commit().map_err(StoreError::from)?;
        self.touched.settle();
        if let Some(memory) = memory.as_mut() {
            memory.note(writes, &suppressed);
        }
        #[cfg(any(test, feature = "testing"))]
        dies.map_or(Ok(()), Err)?;
        Ok((result, events))
    }

    /// Reads a consistent snapshot.
    pub fn read<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let spare = locked(&self.readers).pop();
        let connection = match spare {
            Some(connection) => connection,
            None => pragmas::reader(&self.path, &self.key)?,
        };
        connection.execute_batch("BEGIN").map_err(StoreError::from)?;
        let result = work(&connection);
        if connection.execute_batch("COMMIT").is_ok() {
            locked(&self.readers).push(connection);
        }
        result
    }

    /// Takes this computer's memory of the store along: from here on its commits are noted there, if it is ours.
    pub(crate) fn remember(&self, memory: Memory) -> Result<(), StoreError> {
        *locked(&self.memory) = Some(memory);
        // Whatever a cut kept from being noted is noted now.
        self.write(|_| Ok(()))
    }

    /// Makes this copy the shop: it may act again, and every other copy is one that may not.
    pub(crate) fn adopt(&self) -> Result<(), StoreError> {
        let lineage = hex(&random_bytes()?);
        if let Some(memory) = locked(&self.memory).as_mut() {
            memory.announce(&lineage)?;
        }
        self.write(|tx| place::adopt(tx, &lineage))?;
        let (row, suppressed) =
            self.read(|c| Ok::<_, StoreError>((place::read(c)?, place::suppressed(c, 0)?)))?;
        match locked(&self.memory).as_mut() {
            Some(memory) => memory.settle(row.writes, &suppressed),
            None => Ok(()),
        }
    }

    /// Notes that this start ended by itself. Whoever gets this far was not cut off.
    pub fn end_run(&self) {
        #[cfg(any(test, feature = "testing"))]
        if locked(&self.death).as_ref().is_some_and(super::death::Death::is_past) {
            return;
        }
        // Where this cannot be written, the next start says that it was cut off: too much rather than too little.
        let _ = locked(&self.writer)
            .execute("UPDATE run SET ended = 'clean' WHERE id = ?1 AND ended = ''", [self.run()]);
    }

    /// Calls `listener` after each commit that has something to say.
    pub fn listen(&self, listener: Listener) {
        self.listeners.write().unwrap_or_else(PoisonError::into_inner).push(listener);
    }

    /// Whom commits have touched.
    pub(crate) fn touched(&self) -> &Touched {
        &self.touched
    }

    /// The same, to share with whoever must not outlive the store.
    pub(crate) fn shared_touched(&self) -> Arc<Touched> {
        self.touched.clone()
    }

    /// Shop or practice.
    #[must_use]
    pub fn kind(&self) -> StoreKind {
        self.kind
    }

    /// This store's own id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.store_id
    }

    /// Which start of the writer this is.
    #[must_use]
    pub fn run(&self) -> i64 {
        self.run.load(Ordering::Relaxed)
    }

    /// Plays the death of the program at the commit so many commits from now: nothing can be written any more
    /// until [`Store::restart`].
    #[cfg(any(test, feature = "testing"))]
    pub fn die_at_commit(&self, commits: u32, after_it: bool) {
        *locked(&self.death) = Some(super::death::Death { commits, after_it });
    }

    /// The same store as a new start of the program finds it. Answers whether it had died.
    #[cfg(any(test, feature = "testing"))]
    pub fn restart(&self, now: Timestamp) -> Result<bool, StoreError> {
        let died = locked(&self.death).take().is_some_and(|death| death.is_past());
        self.run.store(begin_run(&locked(&self.writer), now)?, Ordering::Relaxed);
        Ok(died)
    }

    /// Commits are in the file, but may still be lost with the power: for stories in turned time that would otherwise
    /// spend most of the real one waiting for the disk.
    #[cfg(any(test, feature = "testing"))]
    pub fn without_waiting_for_the_disk(&self) -> Result<(), StoreError> {
        Ok(locked(&self.writer).pragma_update(None, "synchronous", "off")?)
    }

    /// Fails before the commit, or answers what to fail with after it.
    #[cfg(any(test, feature = "testing"))]
    fn at_a_commit(&self) -> Result<Option<StoreError>, StoreError> {
        locked(&self.death).as_mut().map_or(Ok(None), super::death::Death::at_a_commit)
    }

    /// The keys of phone numbers in this store.
    #[must_use]
    pub fn keys(&self) -> &NumberKeys {
        &self.keys
    }

    /// The store's folder.
    #[must_use]
    pub fn home(&self) -> &Path {
        self.path.parent().unwrap_or(&self.path)
    }

    pub(crate) fn key(&self) -> &StoreKey {
        &self.key
    }

    /// The page that opens this store when everything else is lost.
    #[must_use]
    pub fn recovery_kit(&self) -> RecoveryKit {
        RecoveryKit::new(self.store_id.clone(), self.key.clone())
    }

    fn announce(&self, events: &[Event]) {
        if !events.is_empty() {
            self.listeners
                .read()
                .unwrap_or_else(PoisonError::into_inner)
                .iter()
                .for_each(|listen| listen(events));
        }
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.end_run();
    }
}

pub(super) fn file(home: &Path) -> PathBuf {
    home.join("store.db")
}

/// SQLite's own files beside a store have its whole name and a suffix.
pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

pub(super) fn length(path: &Path) -> Result<u64, StoreError> {
    Ok(fs::metadata(path).map_err(StoreError::Files)?.len())
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(super) fn random_bytes() -> Result<[u8; 16], StoreError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|_| StoreError::NoRandomness)?;
    Ok(bytes)
}

/// A store is never brought up to date without a backup of what it was.
fn before_update(path: &Path, key: &StoreKey, now: Timestamp) -> Result<(), StoreError> {
    let home = path.parent().unwrap_or(path);
    backup::make(home, key, "before_update", now, &|_| Ok(())).map(drop)
}

/// One row for each start of the writer.
fn begin_run(writer: &Connection, now: Timestamp) -> Result<i64, StoreError> {
    writer.execute("INSERT INTO run (started_at) VALUES (?1)", [now.timestamp_millis()])?;
    Ok(writer.last_insert_rowid())
}

/// Lays the foundations of a new store and closes it again.
pub(super) fn found(
    path: &Path,
    key: &StoreKey,
    store_id: &str,
    kind: StoreKind,
    now: Timestamp,
) -> Result<(), StoreError> {
    let mut connection = pragmas::keyed(path, key)?;
    pragmas::as_writer(&connection)?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    migrate::migrate(&mut connection)?;
    connection.execute(
        "INSERT INTO identity (id, store_id, kind, number_secret, created_at) VALUES (1, ?1, ?2, ?3, ?4)",
        (store_id, kind.name(), StoreKey::random()?.to_hex().as_str(), now.timestamp_millis()),
    )?;
    connection.close().map_err(|(_, e)| e)?;
    Ok(())
}

/// Refuses a file that is not ours, or cut short.
pub(super) fn whole_file(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    ours(connection)?;
    let pages: u64 = connection.pragma_query_value(None, "page_count", |row| row.get(0))?;
    if length(path)? < pages * PAGE_BYTES { Err(StoreError::Damaged) } else { Ok(()) }
}

fn ours(connection: &Connection) -> Result<(), StoreError> {
    let application: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if application == APPLICATION_ID { Ok(()) } else { Err(StoreError::Foreign) }
}

/// Refuses a file that is ours but cut short or altered.
fn whole(connection: &Connection, path: &Path, unclean: bool) -> Result<(), StoreError> {
    ours(connection)?;
    if unclean {
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    }
    whole_file(connection, path)?;
    let fault: Option<String> = match unclean {
        true => connection.query_row("PRAGMA cipher_integrity_check", [], |row| row.get(0)).optional()?,
        false => None,
    };
    fault.map_or(Ok(()), |_| Err(StoreError::Damaged))
}

fn identity(connection: &Connection) -> Result<(String, StoreKind, Vec<u8>), StoreError> {
    let row: Option<(String, String, String)> = connection
        .query_row("SELECT store_id, kind, number_secret FROM identity WHERE id = 1", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    let (store_id, kind, secret) = row.ok_or(StoreError::Foreign)?;
    let kind = if kind == "practice" { StoreKind::Practice } else { StoreKind::Shop };
    Ok((store_id, kind, secret.into_bytes()))
}
