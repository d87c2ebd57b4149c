//! What carriers let a sender do in a day or a second, and how a new number grows.
//!
//! Owns the carrier tables; counts nothing itself. An empty cell is "the
//! source does not say".

use std::sync::LazyLock;

use serde::Deserialize;

use super::table;

const TMOBILE: &str = include_str!("data/tmobile_caps.csv");
const ATT: &str = include_str!("data/att_classes.csv");
const WARMUP: &str = include_str!("data/warmup_ladder.csv");
const RATES: &str = include_str!("data/sender_rates.csv");

static TMOBILE_CAPS: LazyLock<Vec<TmobileCap>> = LazyLock::new(|| table::rows(TMOBILE).unwrap_or_default());
static ATT_CLASSES: LazyLock<Vec<AttClass>> = LazyLock::new(|| table::rows(ATT).unwrap_or_default());
static WARMUP_STEPS: LazyLock<Vec<WarmupStep>> = LazyLock::new(|| table::rows(WARMUP).unwrap_or_default());

static SENDER_RATES: LazyLock<Vec<SenderRate>> = LazyLock::new(|| table::rows(RATES).unwrap_or_default());

/// T-Mobile: message parts one brand may send between two midnights in US Pacific time.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct TmobileCap {
    /// Name of the tier.
    pub tier: String,
    /// Lowest trust score of the tier.
    pub score_min: Option<u32>,
    /// Highest trust score of the tier.
    pub score_max: Option<u32>,
    /// Parts a day, over all campaigns and vendors of the brand.
    pub cap_per_day: u32,
    /// Grade of the cap.
    #[serde(rename = "cap_grade")]
    pub grade: String,
    /// Grade of the score boundaries.
    pub boundary_grade: String,
    /// Publication.
    pub source: String,
    /// Month of the last look.
    pub as_of: String,
    /// Other readings.
    pub note: String,
}

/// AT&T: throughput of one 10DLC campaign.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct AttClass {
    /// The class's letter.
    pub class: String,
    /// Use case that falls into it.
    pub use_case: String,
    /// Lowest trust score.
    pub score_min: Option<u32>,
    /// Highest trust score.
    pub score_max: Option<u32>,
    /// SMS parts a minute.
    pub sms_tpm: u32,
    /// SMS a second over all carriers, where the source says so.
    pub mps: Option<f64>,
    /// What the throughput counts for: `campaign` or `number`.
    pub scope: String,
    /// How sure.
    pub grade: String,
    /// Publication.
    pub source: String,
    /// Month of the last look.
    pub as_of: String,
}

/// One step of a published warm-up ladder for a new number.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct WarmupStep {
    /// Whose ladder.
    pub source: String,
    /// Which step; nothing for a general bound.
    pub step: Option<u32>,
    /// What a step is: `level`, `day`, `phase` or `any`.
    pub step_unit: String,
    /// Texts a day as written, `3000+` included.
    pub max_messages_per_day: String,
    /// Share of the target volume.
    pub percent_of_target: Option<f64>,
    /// What opens the next step.
    pub condition: String,
    /// How sure.
    pub grade: String,
    /// Month of the last look.
    pub as_of: String,
}

/// What a provider lets a sender outside 10DLC do.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct SenderRate {
    /// `long_code`, `toll_free`, `short_code`.
    pub kind: String,
    /// `twilio` ...
    pub provider: String,
    /// Where to.
    pub destination: String,
    /// Texts a second.
    pub per_second: u32,
    /// Texts that the provider keeps waiting at most.
    pub queue: Option<u32>,
    /// How sure.
    pub grade: String,
    /// Publication.
    pub source: String,
    /// Month of the last look.
    pub as_of: String,
}

/// All tiers, in the table's order.
#[must_use]
pub fn tmobile_caps() -> &'static [TmobileCap] {
    &TMOBILE_CAPS
}

/// All classes, in the table's order.
#[must_use]
pub fn att_classes() -> &'static [AttClass] {
    &ATT_CLASSES
}

/// All ladders, in the table's order.
#[must_use]
pub fn warmup_steps() -> &'static [WarmupStep] {
    &WARMUP_STEPS
}

/// All rates of senders outside 10DLC, in the table's order.
#[must_use]
pub fn sender_rates() -> &'static [SenderRate] {
    &SENDER_RATES
}

/// The strictest provider's rate for a kind of sender.
#[must_use]
pub fn sender_rate(kind: &str) -> Option<&'static SenderRate> {
    sender_rates().iter().filter(|row| row.kind == kind).min_by_key(|row| row.per_second)
}

/// T-Mobile's daily parts for a brand; no score is the lowest scored tier.
#[must_use]
pub fn tmobile_cap(score: Option<u32>) -> Option<&'static TmobileCap> {
    let score = score.unwrap_or(1);
    tmobile_caps()
        .iter()
        .find(|cap| cap.score_min.zip(cap.score_max).is_some_and(|(low, high)| (low..=high).contains(&score)))
}

/// The tier of this name.
#[must_use]
pub fn tmobile_tier(name: &str) -> Option<&'static TmobileCap> {
    tmobile_caps().iter().find(|cap| cap.tier.eq_ignore_ascii_case(name))
}

/// The class with this letter.
#[must_use]
pub fn att_class(letter: &str) -> Option<&'static AttClass> {
    att_classes().iter().find(|row| row.class.eq_ignore_ascii_case(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> usize {
        text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).count() - 1
    }

    #[test]
    fn every_row_of_the_carrier_tables_is_read() {
        assert_eq!(tmobile_caps().len(), lines(TMOBILE));
        assert_eq!(att_classes().len(), lines(ATT));
        assert_eq!(warmup_steps().len(), lines(WARMUP));
        assert_eq!(sender_rates().len(), lines(RATES));
    }

    #[test]
    fn a_brand_without_a_score_gets_the_lowest_scored_tier() {
        assert_eq!(tmobile_cap(None).unwrap().cap_per_day, 2000);
        assert_eq!(tmobile_cap(Some(60)).unwrap().cap_per_day, 40_000);
        assert_eq!(tmobile_cap(Some(101)), None);
    }

    #[test]
    fn the_strictest_providers_rate_counts() {
        assert_eq!(sender_rate("toll_free").unwrap().per_second, 3);
        assert_eq!(sender_rate("carrier_pigeon"), None);
    }

    #[test]
    fn a_class_is_found_by_its_letter() {
        assert_eq!(att_class("t").unwrap().sms_tpm, 75);
        assert_eq!(att_class("Z"), None);
    }
}
