//! Gateways and senders.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::ids::{GatewayId, SenderId};

/// A sender with its gateway.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct SenderView {
    /// Its id.
    pub id: SenderId,
    /// Its gateway.
    pub gateway: GatewayId,
    /// `practice` or `twilio`.
    pub kind: String,
    /// The gateway's name.
    pub gateway_name: String,
    /// Number or sender id.
    pub address: String,
    /// `unknown`, `registered`, `not_needed`, `missing`.
    pub registration: String,
    /// Texts a second at most.
    pub per_second: f64,
    /// Price of one part, written with four decimals, for example `$0.0079`.
    pub price: String,
    /// Last complete pull of its inbox, RFC 3339; empty if never.
    pub synced_through: String,
    /// Why it has stopped; empty if it has not.
    pub halted: String,
}

/// A Twilio account to add. The token is written once and never read back.
#[derive(Clone, PartialEq, Deserialize, Type)]
pub struct TwilioSetup {
    /// Account SID.
    pub account_sid: String,
    /// Auth token.
    pub auth_token: String,
    /// The sender's number, E.164.
    pub from: String,
    /// Where to reach it; empty for Twilio itself.
    pub base_url: String,
    /// `unknown`, `registered`, `not_needed`, `missing`.
    pub registration: String,
    /// Price of one part in micro-units of the shop's currency.
    pub price_micros: u32,
    /// Texts a second at most.
    pub per_second: f64,
}

/// The ledger's verification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LedgerCheck {
    /// Entries read.
    pub entries: u32,
    /// Whether every link holds.
    pub intact: bool,
    /// The first entry that does not fit; 0 if none.
    pub broken_at: u32,
    /// The last hash.
    pub head: String,
}
