//! Why a campaign cannot be saved, approved or moved on.

use thiserror::Error;

use crate::error::Explain;
use crate::store::StoreError;

/// A fact that stands in the way.
#[derive(Debug, Error)]
#[expect(missing_docs, reason = "the sentence of each variant is its documentation")]
pub enum CampaignError {
    #[error("there is no such campaign")]
    NotFound,
    #[error("a campaign that is {state} cannot be {deed}")]
    NotNow { deed: &'static str, state: &'static str },
    #[error("the campaign has changed since it was reviewed, so nothing was approved")]
    Changed { seen: u32, now: u32 },
    #[error("{seen} people were reviewed, but {now} would receive now, so nothing was approved")]
    ReachChanged { seen: u32, now: u32 },
    #[error("people, words or prices have changed since the campaign was reviewed, so nothing was approved")]
    SealBroken,
    #[error("{0} checks block this campaign, so nothing was approved and nobody is texted")]
    Blocked(u32),
    #[error("nobody would receive this campaign")]
    Nobody,
    #[error("the campaign has no name")]
    NoName,
    #[error("the campaign has no sender")]
    NoSender,
    #[error("there is no sender of this number or name, so nobody can be texted from it")]
    UnknownSender,
    #[error("the pace must be more than 0 and at most {most} texts a second")]
    BadPace { most: f64 },
    #[error("sending from {0} to {1} minutes of the day is not a window")]
    BadWindow(u32, u32),
    #[error("a campaign must be given 1 to {most} hours to finish")]
    BadDuration { most: u32 },
    #[error("a cost ceiling must be more than nothing")]
    BadCeiling,
    #[error("there is no test number to send to")]
    NoTestNumber,
    #[error("the campaign costs about {cost}, which is more than the ceiling of {ceiling}")]
    OverCeiling { cost: String, ceiling: String },
    #[error(transparent)]
    Body(#[from] super::body::BodyError),
    #[error(transparent)]
    Rule(#[from] crate::segments::SegmentError),
    #[error(transparent)]
    Cap(#[from] crate::sending::own_caps::CapError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for CampaignError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Explain for CampaignError {
    fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "campaign_not_found",
            Self::NotNow { .. } => "campaign_not_now",
            Self::Changed { .. } => "campaign_changed",
            Self::ReachChanged { .. } => "reach_changed",
            Self::SealBroken => "reach_changed",
            Self::Blocked(_) => "checks_block",
            Self::Nobody => "nobody_to_reach",
            Self::NoName => "campaign_no_name",
            Self::NoSender => "campaign_no_sender",
            Self::UnknownSender => "sender_unknown",
            Self::BadPace { .. } => "pace_invalid",
            Self::BadWindow(..) => "window_invalid",
            Self::BadDuration { .. } => "duration_invalid",
            Self::BadCeiling => "ceiling_invalid",
            Self::NoTestNumber => "no_test_number",
            Self::OverCeiling { .. } => "over_ceiling",
            Self::Body(e) => e.code(),
            Self::Rule(e) => e.code(),
            Self::Cap(e) => e.code(),
            Self::Store(e) => e.code(),
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::Body(e) => return e.hint(),
            Self::Rule(e) => return e.hint(),
            Self::Cap(e) => return e.hint(),
            Self::Store(e) => return e.hint(),
            Self::NotFound => "Look at the list of campaigns.",
            Self::NotNow { .. } => "Look at the campaign as it stands now.",
            Self::Changed { .. } | Self::ReachChanged { .. } | Self::SealBroken => {
                "Review the campaign again and approve what you see then."
            }
            Self::Blocked(_) => "Open the check page and mend what blocks; each line says how.",
            Self::Nobody => "Look at the reach: it says for each person why not.",
            Self::NoName => "Give it a name that you will know again.",
            Self::NoSender => "Add a gateway in Settings (in a terminal: gateway add), then choose a sender.",
            Self::UnknownSender => "Name a sender's number or its gateway as listed in Settings.",
            Self::BadPace { .. } => "One text a second is a good start.",
            Self::BadWindow(..) => "Let the window open before it closes, both within one day.",
            Self::BadDuration { .. } => "Three days, 72 hours, is usual.",
            Self::BadCeiling => "Write an amount such as 20, or leave it empty for no ceiling.",
            Self::NoTestNumber => "Write your own mobile number into Settings.",
            Self::OverCeiling { .. } => "Make the audience or the text smaller, or raise the ceiling.",
        }
        .into()
    }

    fn notice(&self) -> bool {
        matches!(
            self,
            Self::NotNow { .. }
                | Self::Changed { .. }
                | Self::ReachChanged { .. }
                | Self::SealBroken
                | Self::Blocked(_)
        )
    }
}
