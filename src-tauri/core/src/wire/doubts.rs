//! Texts in doubt, as the owner is shown them.

use serde::Serialize;
use specta::Type;

use crate::ids::{CampaignId, MessageId, NumberId};

/// A text of which nobody knows whether it went out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct DoubtLine {
    /// Its id.
    pub id: MessageId,
    /// The campaign; nothing for a text outside campaigns.
    pub campaign: Option<CampaignId>,
    /// The campaign's name; empty outside campaigns.
    pub campaign_name: String,
    /// To whom.
    pub contact: NumberId,
    /// First and last name.
    pub name: String,
    /// E.164.
    pub number: String,
    /// The number it was to come from.
    pub sender: String,
    /// Its words.
    pub body: String,
    /// When it was on its way, RFC 3339.
    pub tried_at: String,
    /// When the provider was last asked and had no record, RFC 3339; empty if it has not been.
    pub asked_at: String,
    /// Why it cannot be sent again: `not_settled`, `over`; empty where it can.
    pub resend_barred: String,
    /// What was seen: `interrupted`, `timeout`, `http_500` ...; `absent` once the provider has been asked.
    pub seen: String,
    /// `waiting` (the provider is asked later by itself), `yours` (it was asked twice and has no record).
    pub stands: String,
}
