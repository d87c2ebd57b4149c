//! When the numbers of a campaign or a sender are bad enough to slow down or to pause.
//!
//! Pure. A share counts from 200 texts on as it is; with fewer, only when even
//! the low end of what it may really be (Wilson, 95 %) is over the limit. Own
//! history can only make it stricter.

use crate::rules::alarms::limits_of;

/// From so many texts on a share is taken as it is.
const ENOUGH: u32 = 200;
/// With fewer than this many nothing is judged.
const TOO_FEW: u32 = 20;
/// A share so many times its usual one slows, if it is half the fixed limit at least.
const TIMES_USUAL: u32 = 3;
/// Deliveries slower than this are slow, if they are also three times their usual time (milliseconds).
const SLOW_DELIVERY: u32 = 5 * 60_000;
/// Usual reply shares below this, in shares of a million, are too small to fall from.
const REPLIES_WORTH_WATCHING: u32 = 10_000;

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// People who said STOP.
    OptOuts,
    /// Texts that a carrier or the provider filtered or blocked.
    Filtered,
    /// Texts that did not arrive.
    Undelivered,
    /// The middle time from handing over to delivery.
    Latency,
    /// People who answered within an hour.
    Replies,
}

impl Measure {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::OptOuts, Self::Filtered, Self::Undelivered, Self::Latency, Self::Replies];

    /// The stored word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::OptOuts => "opt_outs",
            Self::Filtered => "filtered",
            Self::Undelivered => "undelivered",
            Self::Latency => "latency",
            Self::Replies => "replies",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// Counts of one campaign or sender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Texts that were handed over.
    pub texts: u32,
    /// Of these, whose end is known.
    pub settled: u32,
    /// People who said STOP in answer.
    pub opt_outs: u32,
    /// Texts that did not arrive.
    pub undelivered: u32,
    /// Of these, filtered or blocked.
    pub filtered: u32,
    /// Middle time to delivery, milliseconds; nothing where nothing was delivered.
    pub latency: Option<u32>,
    /// Texts handed over an hour ago or longer.
    pub old_enough: u32,
    /// Of these, answered within an hour.
    pub answered: u32,
}

impl Counts {
    fn share(&self, measure: Measure) -> (u32, u32) {
        match measure {
            Measure::OptOuts => (self.opt_outs, self.texts),
            Measure::Filtered => (self.filtered, self.settled),
            Measure::Undelivered => (self.undelivered, self.settled),
            Measure::Replies => (self.answered, self.old_enough),
            Measure::Latency => (self.latency.unwrap_or(0), self.settled),
        }
    }
}

/// What to do, the graver the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deed {
    /// Halve the pace.
    Slow,
    /// Hold until a person decides.
    Pause,
}

impl Deed {
    /// The stored word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Slow => "slow",
            Self::Pause => "pause",
        }
    }
}

/// One alarm with its evidence. Shares are of a million, times in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// What was looked at.
    pub measure: Measure,
    /// What follows.
    pub deed: Deed,
    /// So many (for latency: the time).
    pub hits: u32,
    /// Of so many.
    pub texts: u32,
    /// The limit that was met.
    pub limit: u32,
    /// What is usual here, where that was the reason.
    pub usual: Option<u32>,
}

/// Judges counts against the fixed limits and against `usual`, the gravest finding first.
#[must_use]
pub fn judge(counts: &Counts, usual: &Counts) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        Measure::ALL.into_iter().filter_map(|measure| finding(measure, counts, usual)).collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.deed));
    findings
}

/// One measure with everything it is held against. Shares are of a million, times in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// So many (for latency: the time).
    pub hits: u32,
    /// Of so many.
    pub of: u32,
    /// What is usual here; nothing while too little is known.
    pub usual: Option<u32>,
    /// From here on it slows; for replies: below it.
    pub slow_at: Option<u32>,
    /// From here on it pauses.
    pub pause_at: Option<u32>,
    /// What that comes to.
    pub standing: Standing,
}

/// How a measure stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Too few texts to judge.
    TooFew,
    /// Nothing to do.
    Good,
    /// It slows.
    Slow,
    /// It pauses.
    Pause,
}

impl Standing {
    /// The stable word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::TooFew => "too_few",
            Self::Good => "good",
            Self::Slow => "slow",
            Self::Pause => "pause",
        }
    }
}

/// Reads one measure for people: the same limits that `judge` holds it against.
#[must_use]
pub fn read(measure: Measure, counts: &Counts, usual: &Counts) -> Reading {
    let (hits, of) = counts.share(measure);
    let own = match measure {
        Measure::Latency => usual.latency.filter(|_| usual.settled >= ENOUGH),
        _ => {
            let (usual_hits, usual_texts) = usual.share(measure);
            usual_share(usual_hits, usual_texts)
        }
    };
    let (slow_at, pause_at) = match measure {
        Measure::OptOuts | Measure::Filtered | Measure::Undelivered => {
            let (slow, pause) = limits_of(measure.word());
            (
                Some(own.map_or(slow * 10_000, |own| own_limit(own, slow)).min(slow * 10_000)),
                Some(pause * 10_000),
            )
        }
        Measure::Latency => (own.map(slow_delivery), None),
        Measure::Replies => (own.filter(|own| *own >= REPLIES_WORTH_WATCHING).map(|own| own / 2), None),
    };
    let standing = match finding(measure, counts, usual).map(|finding| finding.deed) {
        Some(Deed::Pause) => Standing::Pause,
        Some(Deed::Slow) => Standing::Slow,
        None if of < TOO_FEW => Standing::TooFew,
        None => Standing::Good,
    };
    Reading { hits, of, usual: own, slow_at, pause_at, standing }
}

fn own_limit(own: u32, slow_percent: u32) -> u32 {
    own.saturating_mul(TIMES_USUAL).max(slow_percent * 5_000)
}

fn slow_delivery(own: u32) -> u32 {
    own.saturating_mul(TIMES_USUAL).max(SLOW_DELIVERY)
}

fn finding(measure: Measure, counts: &Counts, usual: &Counts) -> Option<Finding> {
    match measure {
        Measure::OptOuts | Measure::Filtered | Measure::Undelivered => too_many(measure, counts, usual),
        Measure::Latency => too_slow(counts, usual),
        Measure::Replies => too_quiet(counts, usual),
    }
}

fn too_many(measure: Measure, counts: &Counts, usual: &Counts) -> Option<Finding> {
    let (hits, texts) = counts.share(measure);
    let (slow, pause) = limits_of(measure.word());
    let found = |deed, limit, usual| Some(Finding { measure, deed, hits, texts, limit, usual });
    if over(hits, texts, pause * 10_000) {
        return found(Deed::Pause, pause * 10_000, None);
    }
    if over(hits, texts, slow * 10_000) {
        return found(Deed::Slow, slow * 10_000, None);
    }
    let (usual_hits, usual_texts) = usual.share(measure);
    let own = usual_share(usual_hits, usual_texts)?;
    let limit = own_limit(own, slow);
    over(hits, texts, limit).then_some(())?;
    found(Deed::Slow, limit, Some(own))
}

fn too_slow(counts: &Counts, usual: &Counts) -> Option<Finding> {
    let (latency, own) = (counts.latency?, usual.latency?);
    let limit = slow_delivery(own);
    let enough = counts.settled >= TOO_FEW && usual.settled >= ENOUGH;
    (enough && latency > limit).then_some(Finding {
        measure: Measure::Latency,
        deed: Deed::Slow,
        hits: latency,
        texts: counts.settled,
        limit,
        usual: Some(own),
    })
}

fn too_quiet(counts: &Counts, usual: &Counts) -> Option<Finding> {
    let own = usual_share(usual.answered, usual.old_enough)?;
    let now = ppm(counts.answered, counts.old_enough);
    let quiet = counts.old_enough >= ENOUGH && own >= REPLIES_WORTH_WATCHING && now < own / 2;
    quiet.then_some(Finding {
        measure: Measure::Replies,
        deed: Deed::Slow,
        hits: counts.answered,
        texts: counts.old_enough,
        limit: own / 2,
        usual: Some(own),
    })
}

fn usual_share(hits: u32, texts: u32) -> Option<u32> {
    (texts >= ENOUGH).then(|| ppm(hits, texts))
}

/// A share of a million.
#[must_use]
pub fn ppm(hits: u32, texts: u32) -> u32 {
    if texts == 0 {
        return 0;
    }
    u32::try_from(u64::from(hits) * 1_000_000 / u64::from(texts)).unwrap_or(u32::MAX)
}

fn over(hits: u32, texts: u32, limit_ppm: u32) -> bool {
    if texts < TOO_FEW || hits == 0 {
        return false;
    }
    let limit = f64::from(limit_ppm) / 1e6;
    if texts >= ENOUGH { f64::from(hits) / f64::from(texts) >= limit } else { low_end(hits, texts) >= limit }
}

/// The lower end of the Wilson interval, 95 %.
fn low_end(hits: u32, texts: u32) -> f64 {
    const Z: f64 = 1.96;
    let n = f64::from(texts);
    let p = f64::from(hits) / n;
    let spread = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    (p + Z * Z / (2.0 * n) - spread) / (1.0 + Z * Z / n)
}

#[cfg(test)]
#[path = "alarms_tests.rs"]
mod tests;
