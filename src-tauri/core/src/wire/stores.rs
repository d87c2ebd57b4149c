//! Restored and copied stores, and backups.

use serde::Serialize;
use specta::Type;

/// A store that is not the one this computer remembers: nothing is sent from it until a person confirms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CopyView {
    /// `backup`, `older`, `elsewhere`, `replaced`.
    pub because: String,
    /// When the copy was made or last opened before, RFC 3339; empty if unknown.
    pub state_of: String,
    /// When it was recognised, RFC 3339.
    pub recognised_at: String,
    /// Campaigns that were ended with it.
    pub campaigns: u32,
    /// Texts that were queued and will not be sent.
    pub texts: u32,
    /// Suppressions that this copy had not known and has taken over.
    pub stops: u32,
    /// Whether each inbox has been read since.
    pub senders: Vec<CopySender>,
    /// Whether it may be confirmed now.
    pub ready: bool,
}

/// A sender of a locked copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CopySender {
    /// Number or sender id.
    pub address: String,
    /// Whether its inbox has been read to its end since the copy was recognised.
    pub read: bool,
}
