//! The rehearsal: a campaign drawn over time before it is approved, and while it goes.
//!
//! Owns no rule: the plan is the claim's own rules, asked ahead.

use std::collections::BTreeMap;

use chrono::TimeDelta;

use super::audience::{Aim, with_audience};
use super::campaign::{Campaign, State};
use super::draft::body_of;
use super::fault::CampaignError;
use super::finish::{self, Planned};
use super::rows;
use super::tally::Tally;
use super::{approve, render};
use crate::clock::Timestamp;
use crate::engine::Engine;
use crate::gateways::Sender;
use crate::ids::CampaignId;
use crate::money::Money;
use crate::sending::first_batch::{LONGEST_WAIT, SHORTEST_WAIT};
use crate::sending::plan::{Misfit, Wait};
use crate::sending::{allowance, caps::Why};
use crate::shop::{self, Shop};
use crate::store::StoreError;
use crate::wire::rehearsal::{
    FirstBatchView, Limit, MisfitLine, PaceView, RehearsalView, RehearsedHour, WaitLine, ZoneLine,
};

/// Rehearses a draft as if it were approved now, or what is left of an approved campaign.
pub fn rehearse(engine: &Engine, id: CampaignId) -> Result<RehearsalView, CampaignError> {
    let now = engine.now();
    engine.store().read(|c| {
        let campaign = rows::load(c, id)?;
        let shop = shop::load(c)?;
        let sender = approve::sender_of(c, &campaign)?;
        let planned = match campaign.state {
            State::Draft => of_draft(c, &campaign, &sender, &shop, now)?,
            _ => finish::remaining(c, &campaign, &sender, now)?,
        };
        let limits = limits(c, &sender, now)?;
        Ok(RehearsalView { limits, ..view(&campaign, &planned, &sender, &shop) })
    })
}

fn of_draft(
    connection: &rusqlite::Connection,
    campaign: &Campaign,
    sender: &Sender,
    shop: &Shop,
    now: Timestamp,
) -> Result<Planned, CampaignError> {
    let body = body_of(&campaign.content)?;
    let aim = Aim::of(&campaign.content, shop, now);
    with_audience(connection, &aim, shop, now, |audience, calendar| {
        let mut tally = Tally::default();
        render::each(connection, audience, calendar, &body, &shop.brand, |one| {
            if let Ok(text) = one {
                tally.add(text, now);
            }
            Ok(())
        })?;
        Ok(finish::of_draft(connection, calendar, &tally.seats, campaign, sender, shop, now)?)
    })
}

fn view(campaign: &Campaign, planned: &Planned, sender: &Sender, shop: &Shop) -> RehearsalView {
    let plan = &planned.plan;
    let cost = |parts: u32| {
        Money { micros: i64::from(parts) * sender.price_micros, currency: shop.currency.clone() }.written()
    };
    let parts = plan.hours.iter().map(|hour| hour.parts).sum();
    let does_not_fit = misfits(planned);
    RehearsalView {
        id: campaign.id,
        recipients: plan.fits + does_not_fit.iter().map(|line| line.people).sum::<u32>(),
        fits: plan.fits,
        starts_at: written(plan.starts_at),
        finishes_at: written(plan.finishes_at),
        ends_by: written(Some(planned.deadline)),
        pace: pace(campaign.content.per_second, sender.per_second, planned.part_gap),
        parts,
        cost: cost(parts),
        hours: plan
            .hours
            .iter()
            .map(|hour| RehearsedHour {
                at: hour.at.to_rfc3339(),
                texts: hour.texts,
                parts: hour.parts,
                cost: cost(hour.parts),
            })
            .collect(),
        zones: zones(planned),
        does_not_fit,
        waits: plan.waits.iter().map(waited).collect(),
        limits: Vec::new(),
        first_batch: (planned.first_batch.size > 0).then(|| FirstBatchView {
            people: planned.first_batch.size,
            shortest_wait_minutes: u32::try_from(SHORTEST_WAIT.num_minutes()).unwrap_or_default(),
            longest_wait_minutes: u32::try_from(LONGEST_WAIT.num_minutes()).unwrap_or_default(),
        }),
    }
}

/// The slowest decides; where two are equal, the one that is nearest to the owner.
fn pace(campaign: f64, sender: f64, part_gap: TimeDelta) -> PaceView {
    let class = part_gap.num_microseconds().filter(|gap| *gap > 0).map(|gap| 1e6 / gap as f64);
    let paces = [("campaign", Some(campaign)), ("sender", Some(sender)), ("carrier_class", class)];
    let stated = paces.into_iter().filter_map(|(reason, rate)| Some((reason, rate?)));
    let (reason, per_second) = stated.min_by(|one, other| one.1.total_cmp(&other.1)).unwrap_or_default();
    PaceView { per_second, reason: reason.into() }
}

fn written(at: Option<Timestamp>) -> String {
    at.map(|at| at.to_rfc3339()).unwrap_or_default()
}

/// Recipients by the zones they may be in, those that open first in front.
fn zones(planned: &Planned) -> Vec<ZoneLine> {
    let mut by_zone: BTreeMap<(Option<Timestamp>, String), (Option<Timestamp>, u32)> = BTreeMap::new();
    for (group, opening) in planned.groups.iter().zip(&planned.plan.first_openings) {
        let names: Vec<&str> = group.locality.zones().iter().map(|zone| zone.name()).collect();
        let key = (opening.map(|one| one.opens_at), names.join(", "));
        let (closes, people) = by_zone.entry(key).or_default();
        *closes = closes.or(opening.map(|one| one.closes_at));
        *people += u32::try_from(group.ranks.len()).unwrap_or(u32::MAX);
    }
    let mut lines: Vec<ZoneLine> = by_zone
        .into_iter()
        .map(|((opens, zones), (closes, people))| ZoneLine {
            zones,
            people,
            opens_at: written(opens),
            closes_at: written(closes),
        })
        .collect();
    // Nobody's hours come last, not first.
    lines.sort_by_key(|line| line.opens_at.is_empty());
    lines
}

fn misfits(planned: &Planned) -> Vec<MisfitLine> {
    let mut by_reason: BTreeMap<&'static str, (u32, &'static str)> = BTreeMap::new();
    for (_, people, misfit) in &planned.plan.does_not_fit {
        let (word, why) = reason(*misfit);
        by_reason.entry(word).or_insert((0, why)).0 += people;
    }
    let line = |(reason, (people, why)): (&str, (u32, &str))| MisfitLine {
        reason: reason.into(),
        people,
        why: why.into(),
    };
    by_reason.into_iter().map(line).collect()
}

fn reason(misfit: Misfit) -> (&'static str, &'static str) {
    match misfit {
        Misfit::NoSendingHours => (
            "no_sending_hours",
            "Their sending hours do not open before the campaign's end. Give it more time.",
        ),
        Misfit::NotEnoughTime => (
            "not_enough_time",
            "Their hours open, but at this pace the time does not suffice. Give it more time, a faster pace or a smaller audience.",
        ),
        Misfit::Capped(why) => (why.word(), capped(why)),
    }
}

fn capped(why: Why) -> &'static str {
    match why {
        Why::Brand => {
            "T-Mobile's daily allowance of the brand is used up before their turn. Give it more days or a smaller audience."
        }
        Why::Account => {
            "The SMS account's allowance for 24 hours is used up before their turn. Give it more days or a smaller audience."
        }
        Why::WarmUp => {
            "The number is new, and its level does not reach them in time. Give it more days or a smaller audience."
        }
        Why::Growth => {
            "A day carries at most twice the largest of the last seven. Give it more days or a smaller audience."
        }
    }
}

fn waited(wait: &Wait) -> WaitLine {
    let why = match wait.why {
        Why::Brand => "T-Mobile's daily allowance of the brand is used up.",
        Why::Account => "The SMS account's 24 hours are used up.",
        Why::WarmUp => "The new number has sent what its level allows.",
        Why::Growth => "Twice the largest day of the last seven is reached.",
    };
    WaitLine {
        reason: wait.why.word().into(),
        from: wait.from.to_rfc3339(),
        until: wait.until.to_rfc3339(),
        why: why.into(),
    }
}

fn limits(
    connection: &rusqlite::Connection,
    sender: &Sender,
    now: Timestamp,
) -> Result<Vec<Limit>, StoreError> {
    let mut allowed = allowance::of(connection, sender, now)?.caps;
    let standing = allowed.standing(now).into_iter();
    Ok(standing.map(|(why, allowed, used)| Limit { reason: why.word().into(), allowed, used }).collect())
}
