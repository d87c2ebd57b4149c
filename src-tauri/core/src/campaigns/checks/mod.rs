//! The check page: one verdict per line, with evidence and the way to fix it.
//!
//! Owns gathering what the checks look at and the order of the lines. The checks
//! themselves are pure functions of [`Seen`]; they decide pass, warn or block and
//! nothing else. What is checked is the rendered text of the real audience.

mod cart;
mod content;
mod line;
mod links;
mod past;
mod people;
mod promised;
mod seen;
mod sender;
mod size;

use super::compose::preview;
use super::fault::CampaignError;
use crate::engine::Engine;
use crate::ids::CampaignId;
use crate::segments::view_of;
use crate::wire::campaigns::{CheckLine, CheckPage};
use line::{Verdict, deed};
use seen::Seen;

type Check = fn(&Seen) -> CheckLine;

/// The lines, in the order in which they are shown.
const CHECKS: &[Check] = &[
    people::audience,
    people::consent,
    past::stopped_or_held,
    promised::promised_kind,
    promised::promised_number,
    promised::promised_brand,
    people::frequency,
    people::duplicates,
    content::text,
    content::kind,
    content::why_now,
    cart::cart_reminder,
    content::brand,
    content::way_out,
    content::offers,
    content::restricted,
    links::public_shortener,
    links::links,
    links::link_domain,
    links::unbranded_link,
    size::merge_fields,
    size::encoding,
    size::length,
    content::capitals,
    content::exclamation_runs,
    content::urgency_words,
    content::emoji,
    past::same_template,
    past::discount_fatigue,
    sender::chosen,
    sender::registration,
    sender::use_case,
    past::volume_spike,
    sender::quiet_hours,
    sender::finishing,
    sender::cost,
];

/// Checks a campaign as it stands.
pub fn check(engine: &Engine, id: CampaignId) -> Result<CheckPage, CampaignError> {
    let seen = engine.store().read(|c| seen::gather(engine, c, id))?;
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

#[cfg(test)]
mod tests;
