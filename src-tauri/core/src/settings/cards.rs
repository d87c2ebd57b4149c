//! The senders' cards: what the owner states of each, and what follows from it.
//!
//! Invariant: a registration and its summary beside the sender always agree.

use rusqlite::Connection;

use crate::clock::Timestamp;
use crate::engine::Engine;
use crate::error::{Explain, Problem};
use crate::gateways::{Allowed, Registration, Sender, accounts, registrations};
use crate::ids::SenderId;
use crate::rules::limits;
use crate::sending::allowance::{self, Warming};
use crate::sending::part_pace::USED_PERCENT;
use crate::sending::warm_up;
use crate::store::StoreError;
use crate::wire::rehearsal::Limit;
use crate::wire::senders::{AllowedLine, CarrierRow, CarrierTables, PaceChange, SenderCard, WarmUpView};

/// Something stated of a sender that cannot be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CardError {
    /// There is none with this id.
    #[error("there is no such sender")]
    NoSuchSender,
    /// Trust scores go from 1 to 100.
    #[error("a trust score is a number from 1 to 100")]
    ScoreOutOfRange,
    /// No such letter in AT&T's table.
    #[error("AT&T has no such class")]
    UnknownClass,
    /// An account that may send nothing.
    #[error("the account's texts in 24 hours must be 1 or more")]
    NoTexts,
}

impl Explain for CardError {
    fn code(&self) -> &'static str {
        match self {
            Self::NoSuchSender => "sender_unknown",
            Self::ScoreOutOfRange => "brand_score_invalid",
            Self::UnknownClass => "carrier_class_unknown",
            Self::NoTexts => "account_daily_invalid",
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::NoSuchSender => "Look at the list of senders again.",
            Self::ScoreOutOfRange => "Take it from the provider's console, or leave it empty if the brand was never vetted.",
            Self::UnknownClass => "Take the letter from the provider's console, or leave it empty: it follows from use case and score.",
            Self::NoTexts => "Leave it empty where the account has no limit that you know of.",
        }
        .into()
    }
}

/// Every sender's card, oldest sender first.
pub fn cards(engine: &Engine) -> Result<Vec<SenderCard>, StoreError> {
    let now = engine.now();
    engine.store().read(|c| accounts::senders(c)?.iter().map(|sender| card(c, sender, now)).collect())
}

/// Writes down how a sender is registered, as the provider's console shows it.
pub fn register(engine: &Engine, id: SenderId, stated: &Registration) -> Result<SenderCard, Problem> {
    if stated.brand_score.is_some_and(|score| !(1..=100).contains(&score)) {
        return Err(CardError::ScoreOutOfRange.into());
    }
    let class = stated.class.trim();
    if !class.is_empty() && limits::att_class(class).is_none() {
        return Err(CardError::UnknownClass.into());
    }
    changed(engine, id, |tx, now| registrations::save(tx, id, stated, now))
}

/// Changes what the account may send in a day and whether the number warms up. A number that warms up already goes
/// on from where it is.
pub fn change_pace(engine: &Engine, change: &PaceChange) -> Result<SenderCard, Problem> {
    if change.account_daily == Some(0) {
        return Err(CardError::NoTexts.into());
    }
    changed(engine, change.id, |tx, now| {
        let since = allowance::settings(tx, change.id)?.warming_since;
        let since = change.new_number.then(|| since.unwrap_or(now));
        allowance::state(tx, change.id, since, change.account_daily)
    })
}

fn changed(
    engine: &Engine,
    id: SenderId,
    write: impl FnOnce(&mut crate::store::WriteTx<'_>, Timestamp) -> Result<(), StoreError>,
) -> Result<SenderCard, Problem> {
    let now = engine.now();
    let card = engine.store().write(|tx| {
        let Some(sender) = accounts::sender(tx, id)? else { return Ok(None) };
        write(tx, now)?;
        card(tx, &sender, now).map(Some)
    })?;
    engine.wake().ring();
    card.ok_or_else(|| CardError::NoSuchSender.into())
}

fn card(connection: &Connection, sender: &Sender, now: Timestamp) -> Result<SenderCard, StoreError> {
    let stated = registrations::of(connection, sender.id)?;
    let registration = stated.unwrap_or_else(|| Registration::of_summary(&sender.registration));
    let standing = allowance::of(connection, sender, now)?.caps.standing(now).into_iter();
    Ok(SenderCard {
        id: sender.id,
        address: sender.address.clone(),
        allows: registration.allowed().into_iter().map(allowed_line).collect(),
        registration,
        account_daily: allowance::settings(connection, sender.id)?.account_daily,
        warm_up: allowance::warming(connection, sender.id, now)?.as_ref().map(warm_up_view),
        limits: standing
            .map(|(why, allowed, used)| Limit { reason: why.word().into(), allowed, used })
            .collect(),
    })
}

fn allowed_line(one: Allowed) -> AllowedLine {
    AllowedLine {
        id: one.id.into(),
        row: one.row.into(),
        published: one.published,
        used: one.published / 100 * USED_PERCENT + one.published % 100 * USED_PERCENT / 100,
        source: one.source.into(),
        grade: one.grade.into(),
    }
}

fn warm_up_view(warming: &Warming) -> WarmUpView {
    WarmUpView {
        since: warming.since.to_rfc3339(),
        level: warming.level.number,
        levels: warm_up::levels(),
        allowed: warming.level.allowed,
        used: warming.used,
        opens_next: warming.level.opens_next,
        next_allowed: warming.level.next_allowed,
        troubled: warming.troubled,
        ends_at: warming.ends_at.to_rfc3339(),
        source: warm_up::LADDER.into(),
    }
}

/// The tables that cards rest on, row by row.
#[must_use]
pub fn carrier_tables() -> CarrierTables {
    CarrierTables {
        att_classes: limits::att_classes().iter().map(att_row).collect(),
        tmobile_caps: limits::tmobile_caps().iter().map(tmobile_row).collect(),
        sender_rates: limits::sender_rates().iter().map(rate_row).collect(),
        warm_up: limits::warmup_steps()
            .iter()
            .filter(|row| row.source == warm_up::LADDER)
            .map(step_row)
            .collect(),
    }
}

fn sourced(source: &str, as_of: &str) -> String {
    format!("{source} ({as_of})")
}

fn att_row(row: &limits::AttClass) -> CarrierRow {
    CarrierRow {
        row: row.class.clone(),
        who: format!("{}{}", row.use_case, scores(row.score_min, row.score_max)),
        allows: format!("{} parts a minute for each {}", row.sms_tpm, row.scope),
        source: sourced(&row.source, &row.as_of),
        grade: row.grade.clone(),
    }
}

fn tmobile_row(row: &limits::TmobileCap) -> CarrierRow {
    CarrierRow {
        row: row.tier.clone(),
        who: scores(row.score_min, row.score_max).trim_start_matches(", ").into(),
        allows: format!("{} parts a day", row.cap_per_day),
        source: sourced(&row.source, &row.as_of),
        grade: row.grade.clone(),
    }
}

fn scores(min: Option<u32>, max: Option<u32>) -> String {
    min.zip(max).map(|(min, max)| format!(", score {min} to {max}")).unwrap_or_default()
}

fn rate_row(row: &limits::SenderRate) -> CarrierRow {
    CarrierRow {
        row: row.kind.clone(),
        who: format!("{}, to {}", row.provider, row.destination),
        allows: format!("{} texts a second", row.per_second),
        source: sourced(&row.source, &row.as_of),
        grade: row.grade.clone(),
    }
}

fn step_row(row: &limits::WarmupStep) -> CarrierRow {
    CarrierRow {
        row: row.step.map(|step| format!("{} {step}", row.step_unit)).unwrap_or_default(),
        who: row.condition.clone(),
        allows: format!("{} texts a day", row.max_messages_per_day),
        source: sourced(&row.source, &row.as_of),
        grade: row.grade.clone(),
    }
}
