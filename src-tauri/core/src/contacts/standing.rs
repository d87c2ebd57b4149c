//! What reach needs to know of a contact, where something other than an import or the ledger changes it.

use super::phone::{self, Line};
use crate::clock::Timestamp;
use crate::event::Event;
use crate::ids::NumberId;
use crate::sending::{hours, quiet_hours};
use crate::store::{StoreError, WriteTx};

/// Makes a contact of a number that wrote to us, unless it is one already.
pub fn ensure(tx: &mut WriteTx<'_>, number: NumberId, e164: &str, now: Timestamp) -> Result<(), StoreError> {
    let made = tx.execute(
        "INSERT INTO contact (number_id, number, created_at, updated_at) VALUES (?1, ?2, ?3, ?3) ON CONFLICT DO NOTHING",
        (number, e164, now.timestamp_millis()),
    )?;
    if made == 1 {
        let line = phone::normalise(e164, "").map_or(Line::Unknown, |phone| phone.line);
        let hours = hours::id_of(tx, &quiet_hours::locality_of(e164, None))?;
        tx.execute(
            "INSERT INTO standing (number_id, line, hours_id, suppressed, asked)
             VALUES (?1, ?2, ?3, EXISTS (SELECT 1 FROM suppression WHERE number_id = ?1 AND lifted_at IS NULL),
               EXISTS (SELECT 1 FROM opt_in_asking WHERE number_id = ?1 AND ended_at IS NULL))",
            (number, line.stored(), hours),
        )?;
        tx.emit(Event::ContactsChanged);
    }
    Ok(())
}

/// Notes what a provider has said of a line: that it does not exist, or takes no texts.
pub fn mark_line(tx: &mut WriteTx<'_>, number: NumberId, line: Line) -> Result<(), StoreError> {
    tx.execute("UPDATE standing SET line = ?2 WHERE number_id = ?1", (number, line.stored()))?;
    tx.emit(Event::ContactsChanged);
    Ok(())
}
