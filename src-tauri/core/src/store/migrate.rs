//! Schema versions: all pending migrations in one transaction, or none.
//!
//! A shipped migration is never edited. `user_version` is the number of
//! migrations applied; a higher one than we know means a newer app wrote it.

use rusqlite::Connection;

use super::fault::StoreError;

const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/0001_store.sql"),
    include_str!("../../migrations/0002_import_mapping.sql"),
    include_str!("../../migrations/0003_import_undo.sql"),
    include_str!("../../migrations/0004_cleanup.sql"),
    include_str!("../../migrations/0008_pace.sql"),
    include_str!("../../migrations/0009_stores.sql"),
    include_str!("../../migrations/0011_people.sql"),
    include_str!("../../migrations/0012_inbox.sql"),
    include_str!("../../migrations/0013_checks.sql"),
    include_str!("../../migrations/0015_laptop.sql"),
    include_str!("../../migrations/0016_pace.sql"),
];

/// Whether this version knows migrations that the store has not had.
pub(crate) fn is_pending(connection: &Connection) -> Result<bool, StoreError> {
    let done: usize = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    Ok(done < MIGRATIONS.len())
}

/// Brings the schema up to date.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    migrate_to(connection, MIGRATIONS)
}

fn migrate_to(connection: &mut Connection, migrations: &[&str]) -> Result<(), StoreError> {
    let done: usize = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let pending = migrations.get(done..).ok_or(StoreError::Newer)?;
    if pending.is_empty() {
        return Ok(());
    }
    let tx = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    for migration in pending {
        tx.execute_batch(migration)?;
    }
    tx.pragma_update(None, "user_version", migrations.len())?;
    Ok(tx.commit()?)
}

/// The schema as it was some migrations ago.
#[cfg(test)]
pub(super) fn migrate_as_before(
    connection: &mut Connection,
    migrations_ago: usize,
) -> Result<(), StoreError> {
    migrate_to(connection, &MIGRATIONS[..MIGRATIONS.len() - migrations_ago])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_migration_that_fails_halfway_leaves_no_trace() {
        let mut store = Connection::open_in_memory().unwrap();
        let broken =
            ["CREATE TABLE a (x INTEGER) STRICT;", "CREATE TABLE b (y INTEGER) STRICT; SELECT nonsense;"];
        migrate_to(&mut store, &broken).unwrap_err();
        let tables: u32 = store.query_row("SELECT count(*) FROM sqlite_master", [], |r| r.get(0)).unwrap();
        assert_eq!(tables, 0);
    }

    #[test]
    fn a_store_of_a_newer_app_is_refused() {
        let mut store = Connection::open_in_memory().unwrap();
        store.pragma_update(None, "user_version", 9).unwrap();
        assert!(matches!(
            migrate_to(&mut store, &["CREATE TABLE a (x INTEGER) STRICT;"]),
            Err(StoreError::Newer)
        ));
    }

    #[test]
    fn every_table_is_strict() {
        let mut store = Connection::open_in_memory().unwrap();
        migrate(&mut store).unwrap();
        let loose: Vec<String> = store
            .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%'")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        assert_eq!(loose, Vec::<String>::new());
    }
}
