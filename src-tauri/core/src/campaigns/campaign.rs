//! A campaign and its states. Pure: knows no SQL and no gateway.
//!
//! `draft -> running <-> paused -> finished | stopped`. Approval names
//! a revision; any change makes a new one, so what was approved is what is sent.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::fault::CampaignError;
use crate::clock::Timestamp;
use crate::consent::{Scope, TextKind};
use crate::ids::{CampaignId, SenderId};

/// Where a campaign stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Being written.
    Draft,
    /// Approved; texts go as pace and hours allow.
    Running,
    /// Approved and held by the owner or by a fault.
    Paused,
    /// Ended by the owner before its end.
    Stopped,
    /// Nothing is left to send.
    Finished,
}

impl State {
    /// The stored word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Stopped => "stopped",
            Self::Finished => "finished",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Draft, Self::Running, Self::Paused, Self::Stopped, Self::Finished]
            .into_iter()
            .find(|state| state.word() == word)
    }
}

/// What an owner can do to a campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    /// Let it go.
    Approve,
    /// Hold it.
    Pause,
    /// Go on.
    Resume,
    /// End it; what is queued will not be sent.
    Stop,
    /// Change it.
    Edit,
}

impl Deed {
    /// The recorded word.
    #[must_use]
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Approve => "approved",
            Self::Pause => "paused",
            Self::Resume => "resumed",
            Self::Stop => "stopped",
            Self::Edit => "edited",
        }
    }

    /// The state after this deed.
    pub(super) fn done_to(self, state: State) -> Result<State, CampaignError> {
        use State::{Draft, Paused, Running, Stopped};
        match (self, state) {
            (Self::Approve, Draft) | (Self::Resume, Paused) => Ok(Running),
            (Self::Pause, Running) => Ok(Paused),
            (Self::Stop, Running | Paused) => Ok(Stopped),
            (Self::Edit, Draft) => Ok(Draft),
            _ => Err(CampaignError::NotNow { deed: self.word(), state: state.word() }),
        }
    }
}

/// A campaign as stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Campaign {
    /// Its id.
    pub id: CampaignId,
    /// What it says and to whom.
    pub content: Content,
    /// Where it stands.
    pub state: State,
    /// Why it is paused; empty if not.
    pub pause_reason: String,
    /// Rises with every change.
    pub revision: u32,
    /// When it was approved.
    pub approved_at: Option<Timestamp>,
    /// When it must be done.
    pub deadline: Option<Timestamp>,
    /// People who matched at approval.
    pub matched: u32,
    /// Approved to cost at most this.
    pub cost_ceiling_micros: i64,
    /// Last change.
    pub updated_at: Timestamp,
}

/// What the owner writes.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: Scope,
    /// What kind of text it is; `None` for the usual one of its purpose.
    pub kind: Option<TextKind>,
    /// Why is this useful to this customer right now?
    pub why_now: String,
    /// The text with its merge fields.
    pub body: String,
    /// Name of the segment it was made from; may be empty.
    pub segment_name: String,
    /// The rule as JSON text.
    pub rule: String,
    /// People to leave out: a rule as JSON text, or empty.
    pub exclude: String,
    /// Who sends.
    pub sender: Option<SenderId>,
    /// Texts a second.
    pub per_second: f64,
    /// Local minute of the day from which it may go.
    pub window_open: u32,
    /// Local minute of the day at which it stops.
    pub window_close: u32,
    /// Hours after approval by which it must be done.
    pub finish_within_hours: u32,
    /// It must not cost more than this; `None` for no wish.
    pub ceiling_micros: Option<i64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_campaign_is_approved_once() {
        assert_eq!(Deed::Approve.done_to(State::Draft).unwrap(), State::Running);
        for state in [State::Running, State::Paused, State::Stopped, State::Finished] {
            Deed::Approve.done_to(state).unwrap_err();
        }
    }

    #[test]
    fn what_has_ended_stays_ended() {
        for deed in [Deed::Approve, Deed::Pause, Deed::Resume, Deed::Stop, Deed::Edit] {
            deed.done_to(State::Stopped).unwrap_err();
            deed.done_to(State::Finished).unwrap_err();
        }
    }

    #[test]
    fn an_approved_campaign_cannot_be_edited() {
        Deed::Edit.done_to(State::Running).unwrap_err();
        Deed::Edit.done_to(State::Paused).unwrap_err();
        assert_eq!(Deed::Edit.done_to(State::Draft).unwrap(), State::Draft);
    }
}
