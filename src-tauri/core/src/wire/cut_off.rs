//! What the owner is shown after a crash.

use serde::Serialize;
use specta::Type;

use crate::ids::CampaignId;

/// The program was cut off while something was at stake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CutOffView {
    /// How many starts were cut off since a person last looked.
    pub times: u32,
    /// When the last of them had begun, RFC 3339.
    pub started_at: String,
    /// When its last text was on its way, RFC 3339; empty if it sent none.
    pub last_text_at: String,
    /// Texts of which nobody knows whether they went out.
    pub in_doubt: u32,
    /// Campaigns that are not over.
    pub campaigns: Vec<CutOffCampaign>,
}

/// How far a campaign has come: `done`, `in_doubt` and `waiting` sum to `recipients`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CutOffCampaign {
    /// Its id.
    pub id: CampaignId,
    /// Its name.
    pub name: String,
    /// Whether it is held, so that nothing of it goes on by itself.
    pub paused: bool,
    /// Texts that were approved.
    pub recipients: u32,
    /// Texts that have come to an end or are with the provider.
    pub done: u32,
    /// Texts in doubt.
    pub in_doubt: u32,
    /// Texts that wait.
    pub waiting: u32,
}
