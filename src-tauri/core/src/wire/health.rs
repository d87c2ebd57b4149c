//! What became of texts, against limits and against what is usual here.

use serde::Serialize;
use specta::Type;

use crate::ids::SenderId;

/// A campaign and the sender behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CampaignHealth {
    /// The campaign since its approval, or since a person has seen its alarms.
    pub campaign: HealthCard,
    /// All campaigns of its sender over the last 24 hours.
    pub sender: SenderHealth,
}

/// A sender's last 24 hours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SenderHealth {
    /// The sender.
    pub id: SenderId,
    /// Number or sender id.
    pub address: String,
    /// Its health.
    pub card: HealthCard,
}

/// Health of a campaign or a sender.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct HealthCard {
    /// `good`, `slowed` (the gap is twice as long), `paused` (until a person has seen it).
    pub standing: String,
    /// The gravest alarm in one sentence with its evidence and what to do; empty if none stands.
    pub alarm: String,
    /// Texts that were judged.
    pub texts: u32,
    /// Every measure.
    pub measures: Vec<MeasureLine>,
}

/// One measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct MeasureLine {
    /// `opt_outs`, `filtered`, `undelivered`, `latency`, `replies`.
    pub measure: String,
    /// So many; for `latency` the middle time in milliseconds.
    pub hits: u32,
    /// Of so many texts.
    pub of: u32,
    /// The share or the time, written; empty while there is none.
    pub now: String,
    /// What is usual here over thirty days; empty while too little is known.
    pub usual: String,
    /// From here on it slows (for `replies`: below it); empty where only history could tell and there is too little.
    pub slow_at: String,
    /// From here on it pauses; empty where it never does.
    pub pause_at: String,
    /// `too_few` to judge, `good`, `slow`, `pause`.
    pub standing: String,
    /// What a person does about it; empty where all is well.
    pub to_do: String,
}
