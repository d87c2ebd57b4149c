//! Phone numbers as identities: met once, known for good.

use rusqlite::{Connection, OptionalExtension};

use super::phone;
use crate::ids::NumberId;
use crate::store::{NumberKeys, StoreError, WriteTx};

/// The id and key of an E.164 number, remembered from now on.
pub fn meet(tx: &WriteTx<'_>, e164: &str) -> Result<(NumberId, [u8; 16]), StoreError> {
    let key = tx.keys().of(e164);
    tx.execute(
        "INSERT INTO number (key, e164) VALUES (?1, ?2)
         ON CONFLICT (key) DO UPDATE SET e164 = excluded.e164 WHERE e164 IS NULL",
        (key.as_slice(), e164),
    )?;
    let id = tx.query_row("SELECT id FROM number WHERE key = ?1", [key.as_slice()], |row| row.get(0))?;
    Ok((id, key))
}

/// The id of a number that was met before.
pub fn known(connection: &Connection, keys: &NumberKeys, e164: &str) -> Result<Option<NumberId>, StoreError> {
    let key = keys.of(e164);
    Ok(connection
        .query_row("SELECT id FROM number WHERE key = ?1", [key.as_slice()], |row| row.get(0))
        .optional()?)
}

/// The id of a number in any spelling that was met before.
pub fn find(
    connection: &Connection,
    keys: &NumberKeys,
    raw: &str,
    default_country: &str,
) -> Result<Option<NumberId>, StoreError> {
    match phone::normalise(raw, default_country) {
        Ok(phone) => known(connection, keys, &phone.e164),
        Err(_) => Ok(None),
    }
}
