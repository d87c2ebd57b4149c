//! What reach needs to know of a contact, where something other than an import or the ledger changes it.

use super::phone::Line;
use crate::event::Event;
use crate::ids::NumberId;
use crate::store::{StoreError, WriteTx};

/// Notes what a provider has said of a line: that it does not exist, or takes no texts.
pub fn mark_line(tx: &mut WriteTx<'_>, number: NumberId, line: Line) -> Result<(), StoreError> {
    tx.execute("UPDATE standing SET line = ?2 WHERE number_id = ?1", (number, line.stored()))?;
    tx.emit(Event::ContactsChanged);
    Ok(())
}
