//! What an import changed of people who were here before it, kept so that it can be taken back.
//!
//! Owns the former values. Invariants: a value is kept once, as it was before
//! the import's first row touched it; nothing is kept of contacts that the same
//! import brought, so that new rows cost nothing here.

use rusqlite::Statement;
use rusqlite::types::Value;

use super::rows::Known;
use crate::ids::{ImportId, NumberId};
use crate::store::{StoreError, WriteTx};

/// One field's way from its former value to the new one.
pub(super) struct Change {
    /// A column's name: one of `TEXTS`, or `orders`, `spent`, `last_order_at`, `updated_at`.
    pub(super) field: &'static str,
    pub(super) before: Value,
    pub(super) after: Value,
}

impl Change {
    pub(super) fn text(field: &'static str, before: String, after: &str) -> Self {
        Self { field, before: Value::Text(before), after: Value::Text(after.to_owned()) }
    }

    pub(super) fn number(field: &'static str, before: i64, after: i64) -> Self {
        Self { field, before: Value::Integer(before), after: Value::Integer(after) }
    }
}

/// Writes former values for one import.
pub(super) struct Changes<'tx> {
    import: ImportId,
    add: Statement<'tx>,
    add_tag: Statement<'tx>,
}

impl<'tx> Changes<'tx> {
    pub(super) fn prepare(tx: &'tx WriteTx<'_>, import: ImportId) -> Result<Self, StoreError> {
        Ok(Self {
            import,
            add: tx.prepare(
                "INSERT INTO import_change (import_id, number_id, field, before, after) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT DO UPDATE SET after = excluded.after",
            )?,
            add_tag: tx.prepare(
                "INSERT INTO import_tag (import_id, number_id, tag_id) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            )?,
        })
    }

    /// Whether this import brought the contact, so that it will go as a whole.
    pub(super) fn brought(&self, known: &Known) -> bool {
        known.import == Some(self.import)
    }

    pub(super) fn keep(&mut self, id: NumberId, changes: &[Change]) -> Result<(), StoreError> {
        for change in changes {
            self.add.execute((self.import, id, change.field, &change.before, &change.after))?;
        }
        Ok(())
    }

    pub(super) fn keep_tag(&mut self, id: NumberId, tag: i64) -> Result<(), StoreError> {
        self.add_tag.execute((self.import, id, tag))?;
        Ok(())
    }
}
