//! The check page: one verdict per line, with evidence and the way to fix it.
//!
//! Owns gathering what the checks look at and the order of the lines. The checks
//! themselves are pure functions of [`Seen`]; they decide pass, warn or block and
//! nothing else. What is checked is the rendered text of the real audience.

mod content;
mod line;
mod people;
mod sender;

use rusqlite::Connection;

use super::audience::{Aim, with_audience};
use super::body::{Body, BodyError};
use super::campaign::Campaign;
use super::compose::preview;
use super::fault::CampaignError;
use super::seal::Seal;
use super::tally::Tally;
use super::{finish, render, rows};
use crate::clock::Timestamp;
use crate::engine::Engine;
use crate::gateways::{Sender, accounts};
use crate::ids::CampaignId;
use crate::money::Money;
use crate::segments::{Reach, reach, view_of};
use crate::sending::allowance;
use crate::sending::plan::Plan;
use crate::shop::{self, Shop};
use crate::wire::campaigns::{CheckLine, CheckPage};
use line::{Verdict, deed};

/// Everything a check may look at.
pub(super) struct Seen {
    campaign: Campaign,
    shop: Shop,
    sender: Option<(Sender, bool)>,
    body: Result<Body, BodyError>,
    reach: Reach,
    tally: Tally,
    plan: Option<Plan>,
    seal: String,
    now: Timestamp,
}

impl Seen {
    /// A text as a customer will read it; the bare body where nobody will.
    fn text(&self) -> &str {
        let shown = self.tally.typical.as_ref().or(self.tally.worst.as_ref());
        shown.map_or(&self.campaign.content.body, |text| &text.text)
    }

    fn cost(&self) -> Money {
        let price = self.sender.as_ref().map_or(0, |(sender, _)| sender.price_micros);
        Money { micros: self.tally.cost_micros(price), currency: self.shop.currency.clone() }
    }
}

type Check = fn(&Seen) -> CheckLine;

/// The lines, in the order in which they are shown.
const CHECKS: &[Check] = &[
    people::audience,
    people::consent,
    people::frequency,
    people::duplicates,
    content::text,
    content::why_now,
    content::brand,
    content::way_out,
    content::offers,
    content::restricted,
    content::links,
    content::merge_fields,
    content::encoding,
    content::length,
    content::tone,
    sender::chosen,
    sender::registration,
    sender::quiet_hours,
    sender::finishing,
    sender::cost,
];

/// Checks a campaign as it stands.
pub fn check(engine: &Engine, id: CampaignId) -> Result<CheckPage, CampaignError> {
    let seen = engine.store().read(|c| gather(engine, c, id))?;
    let checks: Vec<CheckLine> = CHECKS.iter().map(|check| check(&seen)).collect();
    let count = |verdict: Verdict| {
        u32::try_from(checks.iter().filter(|line| line.verdict == verdict.word()).count()).unwrap_or(u32::MAX)
    };
    let finishes = seen.plan.as_ref().and_then(|plan| plan.finishes_at);
    Ok(CheckPage {
        id,
        revision: seen.campaign.revision,
        seal: seen.seal.clone(),
        blocks: count(Verdict::Block),
        warnings: count(Verdict::Warn),
        reach: view_of(&seen.reach),
        cost: seen.cost().written(),
        parts: seen.tally.parts,
        finishes_at: finishes.map(|at| at.to_rfc3339()).unwrap_or_default(),
        deed: deed(seen.tally.messages, &seen.cost(), finishes, seen.now),
        previews: seen.tally.examples().map(|(why, text)| preview(why, text)).collect(),
        checks,
    })
}

fn gather(engine: &Engine, c: &Connection, id: CampaignId) -> Result<Seen, CampaignError> {
    let now = engine.now();
    let campaign = rows::load(c, id)?;
    let shop = shop::load(c)?;
    let sender = match campaign.content.sender {
        Some(sender) => accounts::sender(c, sender)?,
        None => None,
    };
    let sender = match sender {
        Some(sender) => {
            let account = accounts::account(c, sender.gateway)?;
            let practice = account.is_some_and(|account| account.kind == "practice");
            Some((sender, !practice))
        }
        None => None,
    };
    let body = Body::parse(&campaign.content.body);
    let aim = Aim::of(&campaign.content, &shop, now);
    let (mut tally, mut plan) = (Tally::default(), None);
    let first_batch = allowance::wished(c, id)?;
    let mut seal = Seal::of(&campaign, sender.as_ref().map(|(sender, _)| sender), first_batch);
    let reach = with_audience(c, &aim, &shop, now, |audience, calendar| {
        if let Ok(body) = &body {
            render::each(c, audience, calendar, body, &shop.brand, |one| {
                if let Ok(text) = one {
                    seal.add(&text);
                    tally.add(text, now);
                }
                Ok(())
            })?;
        }
        if let Some((sender, _)) = &sender {
            plan = Some(finish::of_draft(c, calendar, &tally.seats, &campaign, sender, &shop, now)?.plan);
        }
        Ok(reach(c, audience)?)
    })?;
    Ok(Seen { campaign, shop, sender, body, reach, tally, plan, seal: seal.finished(), now })
}

#[cfg(test)]
mod tests;
