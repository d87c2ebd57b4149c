//! Why a matched contact will not receive: the one place that decides it.
//!
//! Owns the reasons, their order and the decision. Knows no SQL. Invariant: the
//! decision is a pure function of what `standing` says and of the policy, so a
//! preview, an approval and a test of either give the same answer.

use std::fmt;

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::clock::Timestamp;
use crate::consent::Scope;
use crate::ids::HoursId;

/// Why not. The order is the order in which they are asked: the first that holds is the one given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The number must not be texted, whatever any list says.
    Suppressed,
    /// The number belongs to no numbering plan.
    InvalidNumber,
    /// The number is a landline, a premium or toll-free line, a pager or of an unlisted kind.
    NotMobile,
    /// The contact waits for the owner's look before any text.
    Quarantined,
    /// Asked for a double opt-in and has not said yes.
    NotConfirmed,
    /// No consent of any scope.
    NoConsent,
    /// Consent, but not for this purpose.
    WrongScope,
    /// Another matched contact has the same number. While a number is one contact this cannot arise;
    /// it is kept so that reports of older or merged stores can name it.
    DuplicateNumber,
    /// In the segment that the campaign leaves out.
    ExcludedSegment,
    /// The latest order is not older than the moment that the audience names.
    AlreadyBought,
    /// A conversation is open; an offer would talk over it. Promotional texts only.
    OpenConversation,
    /// Texted within the shop's frequency limit. Promotional texts only.
    RecentlyTexted,
    /// As many texts as the law of a candidate place allows. Promotional texts only.
    StateCap,
    /// As many texts as the owner's cap for a segment allows. Promotional texts only.
    SegmentCap,
    /// No hour is left in which this number may be texted before the campaign ends.
    NoSendingHoursLeft,
}

impl Reason {
    /// All of them, in the order in which they are asked.
    pub const ALL: [Self; 15] = [
        Self::Suppressed,
        Self::InvalidNumber,
        Self::NotMobile,
        Self::Quarantined,
        Self::NotConfirmed,
        Self::NoConsent,
        Self::WrongScope,
        Self::DuplicateNumber,
        Self::ExcludedSegment,
        Self::AlreadyBought,
        Self::OpenConversation,
        Self::RecentlyTexted,
        Self::StateCap,
        Self::SegmentCap,
        Self::NoSendingHoursLeft,
    ];

    /// The stored word, which is also the word on the wire.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Suppressed => "suppressed",
            Self::InvalidNumber => "invalid_number",
            Self::NotMobile => "not_mobile",
            Self::Quarantined => "quarantined",
            Self::NotConfirmed => "not_confirmed",
            Self::NoConsent => "no_consent",
            Self::WrongScope => "wrong_scope",
            Self::DuplicateNumber => "duplicate_number",
            Self::ExcludedSegment => "excluded_segment",
            Self::AlreadyBought => "already_bought",
            Self::OpenConversation => "open_conversation",
            Self::RecentlyTexted => "recently_texted",
            Self::StateCap => "state_cap",
            Self::SegmentCap => "segment_cap",
            Self::NoSendingHoursLeft => "no_sending_hours_left",
        }
    }

    /// Reads a stored word.
    #[must_use]
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// What the decision needs to know of one contact: a row of `standing`, and whether a cap is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Bits: 1 promotional, 2 transactional, 4 conversational.
    pub consent: u8,
    /// The number is suppressed.
    pub suppressed: bool,
    /// The contact waits for a look.
    pub quarantined: bool,
    /// Kind of line as stored: 0 unknown, 1 mobile, 2 fixed or mobile, 3 fixed, 4 premium,
    /// 5 toll-free, 6 VoIP, 7 pager, 8 invalid, 9 other.
    pub line: u8,
    /// When this number may be texted.
    pub hours_id: HoursId,
    /// A conversation is open.
    pub open_conversation: bool,
    /// Milliseconds since 1970; 0: never.
    pub last_texted_at: i64,
    /// Milliseconds since 1970; 0: never.
    pub last_order_at: i64,
    /// A double opt-in is open.
    pub asked: bool,
    /// The contact is in the segment that the campaign leaves out.
    pub excluded: bool,
    /// The contact has had as many texts as a cap allows.
    pub capped: Option<Capped>,
}

/// Whose cap somebody has reached. Where both are, the law's is the one given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capped {
    /// That of a candidate place.
    ByLaw,
    /// The owner's for a segment.
    ByOwner,
}

/// What a text asks of its recipients.
#[derive(Clone, Copy)]
pub struct Policy<'p> {
    /// What the text is for.
    pub scope: Scope,
    /// The moment of the question.
    pub now: Timestamp,
    /// Hours that must lie between two promotional texts; 0: no limit.
    pub frequency_hours: u32,
    /// Leave out those who have ordered at or after this moment.
    pub bought_since: Option<Timestamp>,
    /// Whether any sending hour is left for these hours.
    pub hours_left: &'p dyn Fn(HoursId) -> bool,
}

const INVALID: u8 = 8;

/// The first reason that holds, or `None`: this contact will receive.
#[must_use]
pub fn first_reason(facts: &Facts, policy: &Policy<'_>) -> Option<Reason> {
    Reason::ALL.into_iter().find(|reason| holds(*reason, facts, policy))
}

#[inline]
fn holds(reason: Reason, facts: &Facts, policy: &Policy<'_>) -> bool {
    let promotional = policy.scope == Scope::Promotional;
    match reason {
        Reason::Suppressed => facts.suppressed,
        Reason::InvalidNumber => facts.line == INVALID,
        Reason::NotMobile => !can_receive(facts.line),
        Reason::Quarantined => facts.quarantined,
        Reason::NotConfirmed => facts.asked,
        Reason::NoConsent => facts.consent == 0 && !permitted(facts, policy.scope),
        Reason::WrongScope => !permitted(facts, policy.scope),
        Reason::DuplicateNumber => false,
        Reason::ExcludedSegment => facts.excluded,
        Reason::AlreadyBought => policy.bought_since.is_some_and(|since| bought(facts, since)),
        Reason::OpenConversation => promotional && facts.open_conversation,
        Reason::RecentlyTexted => promotional && recently_texted(facts, policy),
        Reason::StateCap => promotional && facts.capped == Some(Capped::ByLaw),
        Reason::SegmentCap => promotional && facts.capped == Some(Capped::ByOwner),
        Reason::NoSendingHoursLeft => !(policy.hours_left)(facts.hours_id),
    }
}

/// Mobile, fixed-or-mobile, VoIP and unknown lines may carry texts.
fn can_receive(line: u8) -> bool {
    matches!(line, 0 | 1 | 2 | 6)
}

/// Answering an open conversation needs no further consent: the person asked.
fn permitted(facts: &Facts, scope: Scope) -> bool {
    facts.consent & scope.required_bit() != 0 || (scope == Scope::Conversational && facts.open_conversation)
}

fn bought(facts: &Facts, since: Timestamp) -> bool {
    facts.last_order_at > 0 && facts.last_order_at >= since.timestamp_millis()
}

/// A text dated after `now` (a clock set back) counts as recent.
fn recently_texted(facts: &Facts, policy: &Policy<'_>) -> bool {
    let gap = i64::from(policy.frequency_hours) * 3_600_000;
    gap > 0
        && facts.last_texted_at > 0
        && policy.now.timestamp_millis().saturating_sub(facts.last_texted_at) < gap
}

#[cfg(test)]
#[path = "reason_tests.rs"]
mod tests;
