//! What the owner wishes of the computer while it sends. Knows no system: what can be done is the shell's business.

use rusqlite::Connection;

use crate::engine::Engine;
use crate::event::Event;
use crate::store::StoreError;

/// Whether sleep is to be held off while a campaign goes out.
pub fn keeps_awake(connection: &Connection) -> Result<bool, StoreError> {
    Ok(connection.query_row("SELECT keep_awake FROM laptop", [], |row| row.get(0))?)
}

/// The owner's wish.
pub fn keep_awake(engine: &Engine, wish: bool) -> Result<(), StoreError> {
    engine.store().write(|tx| {
        tx.execute("UPDATE laptop SET keep_awake = ?1", [wish])?;
        tx.emit(Event::SettingsChanged);
        Ok(())
    })
}
