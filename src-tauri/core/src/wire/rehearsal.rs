//! A campaign drawn over time.

use serde::Serialize;
use specta::Type;

use crate::ids::CampaignId;

/// The rehearsal of a draft, or of what is left of an approved campaign.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct RehearsalView {
    /// The campaign.
    pub id: CampaignId,
    /// People planned; `fits` and all of `does_not_fit` sum to it.
    pub recipients: u32,
    /// Of these, texted before the end.
    pub fits: u32,
    /// First text, RFC 3339; empty if none fits.
    pub starts_at: String,
    /// Last text, RFC 3339; empty if none fits.
    pub finishes_at: String,
    /// The campaign's end, from which nothing goes any more, RFC 3339.
    pub ends_by: String,
    /// What the pace follows where nothing else holds it back.
    pub pace: PaceView,
    /// Parts of all that fit.
    pub parts: u32,
    /// Their cost, written.
    pub cost: String,
    /// Each hour with texts, in order; sums to `fits`.
    pub hours: Vec<RehearsedHour>,
    /// Recipients by time zone, in the order in which their hours open; sums to `recipients`.
    pub zones: Vec<ZoneLine>,
    /// Who would not be texted, by reason.
    pub does_not_fit: Vec<MisfitLine>,
    /// Where a cap holds it up.
    pub waits: Vec<WaitLine>,
    /// The sender's caps now.
    pub limits: Vec<Limit>,
    /// The first batch; nothing where everybody goes at once.
    pub first_batch: Option<FirstBatchView>,
}

/// The slowest of all paces.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct PaceView {
    /// Texts a second; for `carrier_class` parts a second.
    pub per_second: f64,
    /// `campaign`, `sender`, `carrier_class`.
    pub reason: String,
}

/// One hour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RehearsedHour {
    /// Its beginning, RFC 3339.
    pub at: String,
    /// Texts.
    pub texts: u32,
    /// Parts.
    pub parts: u32,
    /// Cost, written.
    pub cost: String,
}

/// Recipients who may be in the same zones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ZoneLine {
    /// IANA names, separated by commas; empty where nothing is known.
    pub zones: String,
    /// People.
    pub people: u32,
    /// When their hours open next, RFC 3339; empty if not before the end.
    pub opens_at: String,
    /// When these hours close, RFC 3339.
    pub closes_at: String,
}

/// People who do not fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct MisfitLine {
    /// `no_sending_hours`, `not_enough_time`, `brand_cap`, `account_cap`, `warm_up`, `growth`.
    pub reason: String,
    /// How many.
    pub people: u32,
    /// In words, with what to do.
    pub why: String,
}

/// A time in which a cap lets nothing go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct WaitLine {
    /// `brand_cap`, `account_cap`, `warm_up`, `growth`.
    pub reason: String,
    /// RFC 3339.
    pub from: String,
    /// RFC 3339.
    pub until: String,
    /// In words.
    pub why: String,
}

/// A cap and how much of it is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Limit {
    /// `brand_cap`, `account_cap`, `warm_up`, `growth`.
    pub reason: String,
    /// Texts, or parts for the brand.
    pub allowed: u32,
    /// Of these, used.
    pub used: u32,
}

/// The first batch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FirstBatchView {
    /// People in it.
    pub people: u32,
    /// Replies are waited for at least so long.
    pub shortest_wait_minutes: u32,
    /// Receipts are waited for at most so long.
    pub longest_wait_minutes: u32,
}
