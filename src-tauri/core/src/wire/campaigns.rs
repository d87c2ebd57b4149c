//! Campaigns: composing, checking, approving, watching, reporting.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::contacts::ReasonCount;
use super::segments::ReachView;
use crate::consent::{Scope, TextKind};
use crate::ids::{CampaignId, SenderId};

/// A line in a list of campaigns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CampaignLine {
    /// Its id.
    pub id: CampaignId,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: Scope,
    /// `draft`, `running`, `paused`, `stopped`, `finished`.
    pub state: String,
    /// Texts in it (0 before approval).
    pub recipients: u32,
    /// Of these, no longer queued or sending.
    pub done: u32,
    /// Last change, RFC 3339.
    pub updated_at: String,
}

/// A draft to save.
#[derive(Debug, Clone, PartialEq, Deserialize, Type)]
pub struct CampaignDraft {
    /// `None` for a new one.
    pub id: Option<CampaignId>,
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
    /// It must not cost more than this, in whole units of the shop's currency; `None` for no wish.
    pub ceiling: Option<f64>,
}

/// A campaign as saved.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct CampaignView {
    /// Its line.
    pub line: CampaignLine,
    /// Rises with every change; approval names it.
    pub revision: u32,
    /// What kind of text it is; `None` for the usual one of its purpose.
    pub kind: Option<TextKind>,
    /// Why now.
    pub why_now: String,
    /// The text.
    pub body: String,
    /// Segment's name.
    pub segment_name: String,
    /// The rule as JSON text.
    pub rule: String,
    /// People left out.
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
    /// It must not cost more than this, in whole units of the shop's currency; `None` for no wish.
    pub ceiling: Option<f64>,
    /// Why it is paused; empty if not.
    pub pause_reason: String,
}

/// What to compose for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct ComposeQuery {
    /// The text as typed.
    pub body: String,
    /// The rule as JSON text.
    pub rule: String,
    /// People to leave out: a rule as JSON text, or empty.
    pub exclude: String,
    /// What it is for.
    pub purpose: Scope,
    /// Who sends.
    pub sender: Option<SenderId>,
}

/// The text as it will be, counted for the real audience.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ComposeView {
    /// `GSM-7` or `UCS-2`, for the text most people get.
    pub encoding: String,
    /// Texts in all.
    pub messages: u32,
    /// Parts in all.
    pub parts: u32,
    /// Parts per text: how many texts have 1, 2, 3 ... parts.
    pub by_parts: Vec<PartsCount>,
    /// Cost, written.
    pub cost: String,
    /// The most expensive text.
    pub worst: Option<PreviewText>,
    /// Characters that force Unicode.
    pub culprits: Vec<CulpritView>,
    /// The same text spelt cheaper; empty where nothing is to gain.
    pub cheaper: String,
    /// Real people: a typical one, the longest, one with a missing value.
    pub previews: Vec<PreviewText>,
    /// People who would see a fallback.
    pub fallbacks: u32,
    /// What is wrong with the text, if anything.
    pub problem: Option<crate::error::Problem>,
}

/// How many texts have how many parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PartsCount {
    /// Parts.
    pub parts: u32,
    /// Texts.
    pub messages: u32,
}

/// A text for a real person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PreviewText {
    /// Whose: name or number.
    pub who: String,
    /// The rendered text.
    pub text: String,
    /// `GSM-7` or `UCS-2`.
    pub encoding: String,
    /// Parts.
    pub parts: u32,
    /// Septets or UTF-16 units.
    pub units: u32,
    /// Why this one is shown: `typical`, `longest`, `fallback`.
    pub why: String,
}

/// A character that forces Unicode.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CulpritView {
    /// The character.
    pub character: String,
    /// For example `U+2019`.
    pub code_point: String,
    /// Where, in characters from 0.
    pub position: u32,
    /// A cheaper spelling; empty if there is none.
    pub cheaper: String,
}

/// One check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CheckLine {
    /// Its id, for example `brand_named`.
    pub id: String,
    /// `pass`, `warn` or `block`.
    pub verdict: String,
    /// What was found.
    pub evidence: String,
    /// What to do about it; empty where it passes.
    pub fix: String,
    /// Where it is mended: a part of the draft (`what`, `audience`, `sender`, `text`, `pace`) or a page (`settings`,
    /// `senders`, `contacts`, `cleanup`, `wordings`, `caps`); empty where it passes.
    pub fix_in: String,
    /// What one press mends: `respell` writes the text in its cheaper spelling; empty for nothing.
    pub deed: String,
    /// Another campaign's text to be read beside this one.
    pub beside: Option<Beside>,
}

/// Two texts beside each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Beside {
    /// This campaign's text, merge fields unfilled.
    pub this: String,
    /// The other one's.
    pub other: String,
    /// The other campaign's name.
    pub other_name: String,
    /// When it was approved, RFC 3339.
    pub other_at: String,
    /// How alike they are, 0 to 100.
    pub percent: u32,
}

/// The check page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CheckPage {
    /// The campaign.
    pub id: CampaignId,
    /// The revision that was checked.
    pub revision: u32,
    /// Digest over everything that approval will freeze.
    pub seal: String,
    /// All checks.
    pub checks: Vec<CheckLine>,
    /// How many block.
    pub blocks: u32,
    /// How many warn.
    pub warnings: u32,
    /// Reach.
    pub reach: ReachView,
    /// Cost, written.
    pub cost: String,
    /// Parts in all.
    pub parts: u32,
    /// When the last text would go, RFC 3339; empty if it does not fit.
    pub finishes_at: String,
    /// What the button says: "Send to 1,204 people, about $19.04, done by 16:40".
    pub deed: String,
    /// Three real texts.
    pub previews: Vec<PreviewText>,
}

/// The owner's approval: names exactly what was seen.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct Approve {
    /// The campaign.
    pub id: CampaignId,
    /// The revision seen.
    pub revision: u32,
    /// The number of recipients seen.
    pub recipients: u32,
    /// The seal of the check page seen.
    pub seal: String,
}

/// A campaign under way or at its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ReportView {
    /// The campaign.
    pub line: CampaignLine,
    /// People who matched at approval.
    pub matched: u32,
    /// People it was approved for.
    pub recipients: u32,
    /// People left out at approval, by reason.
    pub excluded_by: Vec<ReasonCount>,
    /// Every text in exactly one state; sums to `recipients`.
    pub by_state: Vec<ReasonCount>,
    /// Why texts were skipped, rejected or not delivered.
    pub failures: Vec<ReasonCount>,
    /// Replies to it.
    pub replies: u32,
    /// Opt-outs in answer to it.
    pub opt_outs: u32,
    /// What it has cost, written.
    pub cost: String,
    /// What it was approved to cost at most, written.
    pub ceiling: String,
    /// Texts a minute over the last two minutes.
    pub per_minute: u32,
    /// When the last text will go, RFC 3339; empty if nothing is left.
    pub finishes_at: String,
    /// What it waits for, in one sentence; empty if nothing.
    pub waiting_for: String,
    /// The same as a word: `hours`, `first_batch`, `too_fast`, `unreachable`, `halted` ...; empty if nothing.
    pub waiting_code: String,
    /// Until when it waits, RFC 3339; empty where that is not known.
    pub waiting_until: String,
    /// What an alarm saw, what it did and what to do, in one sentence; empty if none stands.
    pub alarm: String,
    /// Why it is paused; empty if not.
    pub pause_reason: String,
    /// RFC 3339; empty before approval.
    pub approved_at: String,
}

/// A test text on its way to the owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct TestQueued {
    /// When it may go, RFC 3339: now, or when this number's hours begin.
    pub due_at: String,
}

/// People of an approved campaign in one state.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct CampaignPeopleQuery {
    /// The campaign.
    pub id: CampaignId,
    /// A message state or `excluded`.
    pub which: String,
    /// First line.
    pub offset: u32,
    /// At most this many (500 at most).
    pub limit: u32,
}
