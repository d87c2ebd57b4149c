//! Health: what became of texts, compared with fixed limits and with the shop's own past.
//!
//! `alarms` judges and knows no SQL, `rollups` counts and judges nothing,
//! `usual` remembers the past, `raised` keeps the alarms, `watch` brings all
//! together inside the claim, `card` shows it. Invariants: an alarm slows or
//! pauses and never sends; only a person resumes; what a person has seen and
//! resumed is not held against them again, only what was sent after it.
//! Clicks are not watched: texts carry no links of the shop's own yet.

pub mod alarms;
mod card;
mod raised;
mod rollups;
mod usual;
mod watch;
mod words;

pub use card::{of_campaign, of_senders};
pub use raised::{latest, resumed, troubles};
pub use watch::{Seen, look, slowness};

use crate::ids::{CampaignId, SenderId};

/// Whose texts are judged: one campaign's, or all of a sender's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Subject {
    sender: SenderId,
    campaign: Option<CampaignId>,
}
