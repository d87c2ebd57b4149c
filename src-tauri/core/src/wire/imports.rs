//! Past imports and taking them back.

use serde::Serialize;
use specta::Type;

use crate::ids::ImportId;

/// One import of the past.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PastImportView {
    /// Its id.
    pub id: ImportId,
    /// The file's name without its folder.
    pub file_name: String,
    /// When, RFC 3339.
    pub at: String,
    /// Rows of the file: the sum of the next four.
    pub rows: u32,
    /// New contacts.
    pub created: u32,
    /// Changed contacts.
    pub updated: u32,
    /// Rows that changed nothing.
    pub unchanged: u32,
    /// Rows that could not be used.
    pub rejected: u32,
    /// When it was taken back, RFC 3339; empty where it stands.
    pub undone_at: String,
}

/// What taking an import back did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct UndoneView {
    /// Which import.
    pub id: ImportId,
    /// Contacts that are gone.
    pub removed: u32,
    /// Contacts with former values again.
    pub restored: u32,
    /// Contacts left alone because they were changed since.
    pub left_alone: u32,
    /// Ledger entries revoked by new ones.
    pub revoked: u32,
}
