//! The SQL of gateways and their senders.

use rusqlite::{Connection, OptionalExtension, Row};

use crate::clock::Timestamp;
use crate::event::Event;
use crate::ids::{GatewayId, SenderId};
use crate::store::{StoreError, WriteTx};

/// An account as stored. `secret` never leaves the core.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: GatewayId,
    /// `practice` or `twilio`.
    pub kind: String,
    /// Shown to the owner.
    pub name: String,
    /// Provider-specific settings as JSON, without secrets.
    pub config: String,
    /// The provider's credential.
    pub secret: zeroize::Zeroizing<String>,
}

/// One number or sender id.
#[derive(Debug, Clone, PartialEq)]
pub struct Sender {
    /// Its id.
    pub id: SenderId,
    /// Its account.
    pub gateway: GatewayId,
    /// Number or sender id.
    pub address: String,
    /// `unknown`, `registered`, `not_needed`, `missing`.
    pub registration: String,
    /// Texts a second at most.
    pub per_second: f64,
    /// Price of one part.
    pub price_micros: i64,
    /// The moment that its last claim was due at, to the microsecond; its pace is counted from here.
    pub last_claim_at: Option<Timestamp>,
    /// Where its inbox was read to.
    pub inbox_cursor: String,
    /// Up to when its inbox is known to be complete.
    pub synced_through: Option<Timestamp>,
    /// Code of the fault that stopped it; empty if none.
    pub halted: String,
}

/// A new sender's settings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NewSender<'a> {
    /// Number or sender id.
    pub address: &'a str,
    /// `unknown`, `registered`, `not_needed`, `missing`.
    pub registration: &'a str,
    /// Texts a second at most.
    pub per_second: f64,
    /// Price of one part.
    pub price_micros: i64,
}

/// Adds or replaces an account by name.
pub fn save_account(
    tx: &mut WriteTx<'_>,
    kind: &str,
    name: &str,
    config: &str,
    secret: &str,
    now: Timestamp,
) -> Result<GatewayId, StoreError> {
    tx.emit(Event::SettingsChanged);
    Ok(tx.query_row(
        "INSERT INTO gateway (kind, name, config, secret, added_at) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (name) DO UPDATE SET config = ?3, secret = ?4 RETURNING id",
        (kind, name, config, secret, now.timestamp_millis()),
        |row| row.get(0),
    )?)
}

/// Adds or changes a sender of an account; a halt is lifted, since its cause is what was changed.
pub fn save_sender(
    tx: &mut WriteTx<'_>,
    gateway: GatewayId,
    new: &NewSender<'_>,
) -> Result<SenderId, StoreError> {
    tx.emit(Event::SettingsChanged);
    Ok(tx.query_row(
        "INSERT INTO sender (gateway_id, address, registration, per_second, price_micros) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (gateway_id, address) DO UPDATE
         SET registration = ?3, per_second = ?4, price_micros = ?5, halted = '' RETURNING id",
        (gateway, new.address, new.registration, new.per_second, new.price_micros),
        |row| row.get(0),
    )?)
}

/// The account.
pub fn account(connection: &Connection, id: GatewayId) -> Result<Option<Account>, StoreError> {
    Ok(connection
        .query_row("SELECT id, kind, name, config, secret FROM gateway WHERE id = ?1", [id], |row| {
            Ok(Account {
                id: row.get(0)?,
                kind: row.get(1)?,
                name: row.get(2)?,
                config: row.get(3)?,
                secret: row.get::<_, String>(4)?.into(),
            })
        })
        .optional()?)
}

const SENDER: &str = "SELECT id, gateway_id, address, registration, per_second, price_micros, last_claim_at,
    inbox_cursor, synced_through, halted FROM sender";

fn sender_of(row: &Row<'_>) -> rusqlite::Result<Sender> {
    let moment = |millis: i64| Timestamp::from_timestamp_millis(millis).filter(|_| millis > 0);
    let finely = |micros: i64| Timestamp::from_timestamp_micros(micros).filter(|_| micros > 0);
    Ok(Sender {
        id: row.get(0)?,
        gateway: row.get(1)?,
        address: row.get(2)?,
        registration: row.get(3)?,
        per_second: row.get(4)?,
        price_micros: row.get(5)?,
        last_claim_at: finely(row.get(6)?),
        inbox_cursor: row.get(7)?,
        synced_through: moment(row.get(8)?),
        halted: row.get(9)?,
    })
}

/// All senders, oldest first.
pub fn senders(connection: &Connection) -> Result<Vec<Sender>, StoreError> {
    let mut select = connection.prepare(&format!("{SENDER} ORDER BY id"))?;
    Ok(select.query_map([], sender_of)?.collect::<Result<_, _>>()?)
}

/// One sender.
pub fn sender(connection: &Connection, id: SenderId) -> Result<Option<Sender>, StoreError> {
    Ok(connection
        .prepare_cached(&format!("{SENDER} WHERE id = ?1"))?
        .query_row([id], sender_of)
        .optional()?)
}

/// Records up to when and where an inbox was read; belongs into the transaction that stores its texts.
///
/// A clock that went back takes the moment back with it: one that lies ahead would say nothing of what came since.
pub fn synced(tx: &WriteTx<'_>, id: SenderId, cursor: &str, through: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE sender SET inbox_cursor = ?2, synced_through = ?3 WHERE id = ?1",
        (id, cursor, through.timestamp_millis()),
    )?;
    Ok(())
}

/// Stops a sender until the owner acts, or lets it go again with an empty `code`.
pub fn halt(tx: &mut WriteTx<'_>, id: SenderId, code: &str) -> Result<(), StoreError> {
    tx.execute("UPDATE sender SET halted = ?2 WHERE id = ?1", (id, code))?;
    tx.emit(Event::SettingsChanged);
    Ok(())
}
