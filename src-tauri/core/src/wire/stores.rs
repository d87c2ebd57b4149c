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
    /// Whether its account is closed, as a person has said: it has stopped for good.
    pub closed: bool,
}

/// The backups of a store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct BackupsView {
    /// The folder they lie in.
    pub folder: String,
    /// The newest first.
    pub backups: Vec<BackupLine>,
    /// When the newest whole one was made, RFC 3339; empty if there is none.
    pub last_good: String,
    /// Why the last one that was due could not be made; nothing in it if it could.
    pub trouble: Vec<crate::error::Problem>,
}

/// One backup, as it says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct BackupLine {
    /// Its folder's name.
    pub id: String,
    /// RFC 3339; empty where it is unreadable.
    pub taken_at: String,
    /// `daily`, `asked`, `before_update`; empty where it is unreadable.
    pub why: String,
    /// `good`, `cut_short`, `unreadable`. Only verifying opens it.
    pub state: String,
    /// Kilobytes.
    pub kilobytes: u32,
    /// What it holds.
    pub contacts: u32,
    /// Entries of the consent ledger.
    pub consent_entries: u32,
    /// Suppressed numbers.
    pub suppressed: u32,
    /// Campaigns.
    pub campaigns: u32,
    /// Texts.
    pub texts: u32,
}

/// What restoring a backup would lead to, found out beside the live store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RestoreView {
    /// The backup.
    pub backup: BackupLine,
    /// Whether the chain of its consent ledger holds.
    pub ledger_intact: bool,
    /// The store as it is now, in the same counts.
    pub now: HoldingsView,
    /// Campaigns that would be ended.
    pub campaigns_ended: u32,
    /// Queued texts that would not be sent.
    pub texts_cancelled: u32,
    /// Suppressions that the backup has not known and would take over.
    pub stops_taken_over: u32,
}

/// What a store holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
pub struct HoldingsView {
    /// People in the list.
    pub contacts: u32,
    /// Entries of the consent ledger.
    pub consent_entries: u32,
    /// Suppressed numbers.
    pub suppressed: u32,
    /// Campaigns.
    pub campaigns: u32,
    /// Texts.
    pub texts: u32,
}
