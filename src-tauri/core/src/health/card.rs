//! Health as the monitor shows it: each measure with its limits, what is usual, and what to do.
//!
//! Reads only; what is decided is the claim's.

use rusqlite::Connection;

use super::alarms::{Counts, Measure, Reading, Standing, ppm, read};
use super::rollups::{Of, counts};
use super::watch::{counted_after, state};
use super::words::{share, time, what_to_do};
use super::{Subject, raised, usual};
use crate::clock::Timestamp;
use crate::engine::Engine;
use crate::gateways::{Sender, accounts};
use crate::ids::CampaignId;
use crate::store::StoreError;
use crate::wire::health::{CampaignHealth, HealthCard, MeasureLine, SenderHealth};

/// A campaign's health, and that of the sender behind it.
pub fn of_campaign(
    connection: &Connection,
    campaign: CampaignId,
    sender: &Sender,
    now: Timestamp,
) -> Result<CampaignHealth, StoreError> {
    let own = Subject { sender: sender.id, campaign: Some(campaign) };
    Ok(CampaignHealth { campaign: card(connection, own, now)?, sender: of_sender(connection, sender, now)? })
}

/// Every sender's health over the last day.
pub fn of_senders(engine: &Engine) -> Result<Vec<SenderHealth>, StoreError> {
    let now = engine.now();
    engine.store().read(|c| accounts::senders(c)?.iter().map(|sender| of_sender(c, sender, now)).collect())
}

fn of_sender(connection: &Connection, sender: &Sender, now: Timestamp) -> Result<SenderHealth, StoreError> {
    let whole = Subject { sender: sender.id, campaign: None };
    Ok(SenderHealth { id: sender.id, address: sender.address.clone(), card: card(connection, whole, now)? })
}

fn card(connection: &Connection, subject: Subject, now: Timestamp) -> Result<HealthCard, StoreError> {
    let state = state(connection, subject)?;
    let after = counted_after(connection, subject, state.watched_since, now)?;
    let counted = counts(connection, &Of { subject, after, to: now }, now)?;
    let past = usual::known(connection, subject)?;
    let paused = raised::paused_by(connection, subject)?.is_some();
    let standing = match (paused, state.slow) {
        (true, _) => "paused",
        (false, 0 | 1) => "good",
        (false, _) => "slowed",
    };
    Ok(HealthCard {
        standing: standing.into(),
        alarm: raised::of(connection, subject)?,
        texts: counted.texts,
        measures: Measure::ALL.into_iter().map(|measure| line(measure, &counted, &past)).collect(),
    })
}

fn line(measure: Measure, counted: &Counts, past: &Counts) -> MeasureLine {
    let Reading { hits, of, usual, slow_at, pause_at, standing } = read(measure, counted, past);
    let written = |value: u32| if measure == Measure::Latency { time(value) } else { share(value) };
    let now = if measure == Measure::Latency { hits } else { ppm(hits, of) };
    let wrong = matches!(standing, Standing::Slow | Standing::Pause);
    MeasureLine {
        measure: measure.word().into(),
        hits,
        of,
        now: if of == 0 { String::new() } else { written(now) },
        usual: usual.map(written).unwrap_or_default(),
        slow_at: slow_at.map(written).unwrap_or_default(),
        pause_at: pause_at.map(written).unwrap_or_default(),
        standing: standing.word().into(),
        to_do: if wrong { what_to_do(measure).into() } else { String::new() },
    }
}
