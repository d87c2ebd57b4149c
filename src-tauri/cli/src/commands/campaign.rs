//! `campaign`: write, check, approve, hold and report.

use std::fmt::Write;
use std::path::Path;

use counterbell_core::campaigns;
use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use counterbell_core::gateways::{GatewayFault, accounts};
use counterbell_core::ids::CampaignId;
use counterbell_core::sending::allowance;
use counterbell_core::wire::campaigns::{Approve, CampaignLine, CheckPage, ReportView};
use counterbell_core::wire::health::HealthCard;
use counterbell_core::wire::rehearsal::RehearsalView;
use serde_json::{Value, json};

use super::reach;
use crate::answer::{Answer, by_reason, grouped, reason_lines, words};
use crate::args::Campaign;
use crate::campaign_file;
use crate::fault::Fault;

pub(super) fn run(engine: &Engine, what: &Campaign) -> Result<Answer, Problem> {
    match what {
        Campaign::Create { file } => create(engine, file),
        Campaign::List => list(engine),
        Campaign::Check { id } => check(engine, CampaignId(*id)),
        Campaign::Respell { id } => respell(engine, CampaignId(*id)),
        Campaign::Rehearse { id } => rehearse(engine, CampaignId(*id)),
        Campaign::Approve { id, recipients, ceiling } => {
            approve(engine, CampaignId(*id), *recipients, *ceiling)
        }
        Campaign::Pause { id } => campaigns::pause(engine, CampaignId(*id))
            .map_err(Problem::from)
            .and_then(|()| stands(engine, CampaignId(*id))),
        Campaign::Resume { id } => campaigns::resume(engine, CampaignId(*id))
            .map_err(Problem::from)
            .and_then(|()| stands(engine, CampaignId(*id))),
        Campaign::Stop { id } => campaigns::stop(engine, CampaignId(*id))
            .map_err(Problem::from)
            .and_then(|()| stands(engine, CampaignId(*id))),
        Campaign::Health { id } => health(engine, CampaignId(*id)),
        Campaign::Report { id } => {
            let report = campaigns::report(engine, CampaignId(*id))?;
            Ok(Answer::new(report_json(&report), report_text(&report)))
        }
    }
}

fn create(engine: &Engine, file: &Path) -> Result<Answer, Problem> {
    let (content, first_batch) = campaign_file::read(engine, file)?;
    let id = campaigns::create(engine, &content)?;
    if first_batch.is_some() {
        engine.store().write(|tx| allowance::wish_first_batch(tx, id, first_batch))?;
    }
    Ok(Answer::new(
        json!({ "id": id, "name": content.name, "state": "draft" }),
        format!("Draft {id} is saved. Next: counterbell-cli campaign check {id}"),
    ))
}

fn list(engine: &Engine) -> Result<Answer, Problem> {
    let all = campaigns::list(engine)?;
    let text = if all.is_empty() {
        "There is no campaign yet.".into()
    } else {
        all.iter().map(line).collect::<String>()
    };
    Ok(Answer::new(json!({ "campaigns": all }), text))
}

fn line(one: &CampaignLine) -> String {
    format!(
        "{:>5}  {:<9}{:>9} of {:<9}  {}\n",
        one.id.0,
        one.state,
        grouped(one.done),
        grouped(one.recipients),
        one.name
    )
}

fn check(engine: &Engine, id: CampaignId) -> Result<Answer, Problem> {
    clock_may_be_turned(engine, id)?;
    let page = campaigns::check(engine, id)?;
    let mut answer = Answer::new(check_json(&page), check_text(&page));
    answer.good = page.blocks == 0;
    Ok(answer)
}

fn respell(engine: &Engine, id: CampaignId) -> Result<Answer, Problem> {
    let draft = campaigns::respell(engine, id)?;
    Ok(Answer::new(json!({ "id": id, "revision": draft.revision, "body": draft.body }), draft.body))
}

fn rehearse(engine: &Engine, id: CampaignId) -> Result<Answer, Problem> {
    clock_may_be_turned(engine, id)?;
    let plan = campaigns::rehearse(engine, id)?;
    Ok(Answer::new(json!(plan), plan_text(&plan)))
}

fn plan_text(plan: &RehearsalView) -> String {
    let mut text = format!(
        "{} of {} people, from {} to {}, {}.\n",
        grouped(plan.fits),
        grouped(plan.recipients),
        plan.starts_at,
        plan.finishes_at,
        plan.cost
    );
    if let Some(batch) = &plan.first_batch {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "First batch: {} people, then {} to {} minutes for receipts and replies.",
            grouped(batch.people),
            batch.shortest_wait_minutes,
            batch.longest_wait_minutes
        );
    }
    for hour in &plan.hours {
        let _ = writeln!(text, "{}{:>9} texts{:>12}", hour.at, grouped(hour.texts), hour.cost);
    }
    for wait in &plan.waits {
        let _ = writeln!(text, "{} to {}: {}", wait.from, wait.until, wait.why);
    }
    for line in &plan.does_not_fit {
        let _ = writeln!(text, "{:>9} would not be texted. {}", grouped(line.people), line.why);
    }
    text
}

fn approve(
    engine: &Engine,
    id: CampaignId,
    recipients: Option<u32>,
    ceiling: Option<f64>,
) -> Result<Answer, Problem> {
    clock_may_be_turned(engine, id)?;
    let ceiling_micros = ceiling.map(micros).transpose()?;
    let page = campaigns::check(engine, id)?;
    let seen = Approve {
        id,
        revision: page.revision,
        recipients: recipients.unwrap_or(page.reach.will_receive),
        seal: page.seal.clone(),
    };
    campaigns::approve(engine, &seen, ceiling_micros)?;
    let report = campaigns::report(engine, id)?;
    Ok(Answer::new(
        json!({
            "id": id, "recipients": report.recipients, "matched": report.matched, "deed": page.deed,
            "cost": page.cost, "ceiling": report.ceiling, "finishes_at": page.finishes_at, "state": report.line.state,
        }),
        format!("{}. Approved. Next: counterbell-cli send", page.deed),
    ))
}

fn micros(amount: f64) -> Result<i64, Fault> {
    let valid = amount.is_finite() && (0.0..=1e9).contains(&amount);
    if valid { Ok((amount * 1e6).round() as i64) } else { Err(Fault::CeilingInvalid) }
}

/// A turned clock must not decide when real people are texted.
fn clock_may_be_turned(engine: &Engine, id: CampaignId) -> Result<(), Problem> {
    let Some(sender) = campaigns::show(engine, id)?.sender else { return Ok(()) };
    let Some(sender) = engine.store().read(|c| accounts::sender(c, sender))? else { return Ok(()) };
    match engine.gateway(sender.gateway) {
        Err(GatewayFault::ClockTurned) => Err(GatewayFault::ClockTurned.into()),
        _ => Ok(()),
    }
}

/// Where a campaign stands after a deed.
fn stands(engine: &Engine, id: CampaignId) -> Result<Answer, Problem> {
    let report = campaigns::report(engine, id)?;
    Ok(Answer::new(report_json(&report), format!("{} is {} now.", report.line.name, report.line.state)))
}

pub(super) fn check_json(page: &CheckPage) -> Value {
    let mut object = json!(page);
    object["reach"] = reach::json(&page.reach);
    object
}

pub(super) fn check_text(page: &CheckPage) -> String {
    let mut text = String::new();
    for one in &page.checks {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{:<5}  {:<25}{}", one.verdict, words(&one.id), one.evidence);
        if !one.fix.is_empty() {
            let _ = writeln!(text, "{:<32}{}", "", one.fix);
        }
        if let Some(beside) = &one.beside {
            let _ = writeln!(text, "{:<32}this:  {}\n{:<32}other: {}", "", beside.this, "", beside.other);
        }
    }
    let _ = writeln!(text, "{} block, {} warn. {}.", page.blocks, page.warnings, page.deed);
    text
}

pub(super) fn report_json(report: &ReportView) -> Value {
    json!({
        "id": report.line.id, "name": report.line.name, "state": report.line.state, "matched": report.matched,
        "recipients": report.recipients, "excluded_by": by_reason(&report.excluded_by),
        "by_state": by_reason(&report.by_state), "failures": by_reason(&report.failures),
        "replies": report.replies, "opt_outs": report.opt_outs, "cost": report.cost, "ceiling": report.ceiling,
        "per_minute": report.per_minute, "finishes_at": report.finishes_at, "waiting_for": report.waiting_for,
        "waiting_code": report.waiting_code, "waiting_until": report.waiting_until,
        "pause_reason": report.pause_reason, "alarm": report.alarm, "approved_at": report.approved_at,
    })
}

pub(super) fn report_text(report: &ReportView) -> String {
    let mut text = format!(
        "{}: {}. {} matched, {} approved.\n{}",
        report.line.name,
        report.line.state,
        grouped(report.matched),
        grouped(report.recipients),
        reason_lines(&report.by_state)
    );
    for (head, counts) in
        [("Left out at approval:", &report.excluded_by), ("Why not delivered:", &report.failures)]
    {
        if !counts.is_empty() {
            let _ = write!(text, "{head}\n{}", reason_lines(counts));
        }
    }
    let _ = writeln!(
        text,
        "{} replies, {} opt-outs. Cost {} of {} at most.",
        grouped(report.replies),
        grouped(report.opt_outs),
        report.cost,
        report.ceiling
    );
    text.push_str(&report.waiting_for);
    text
}

fn health(engine: &Engine, id: CampaignId) -> Result<Answer, Problem> {
    let health = campaigns::health_of(engine, id)?;
    let mut text = card_text("This campaign", &health.campaign);
    text.push_str(&card_text(&format!("{}, the last 24 hours", health.sender.address), &health.sender.card));
    Ok(Answer::new(json!(health), text))
}

fn card_text(whose: &str, card: &HealthCard) -> String {
    let mut text = format!("{whose}: {} ({} texts)\n", card.standing, grouped(card.texts));
    // Writing to a string cannot fail.
    if !card.alarm.is_empty() {
        let _ = writeln!(text, "  {}", card.alarm);
    }
    for line in &card.measures {
        let or = |value: &str| if value.is_empty() { "-".to_owned() } else { value.to_owned() };
        let _ = writeln!(
            text,
            "  {:<12}{:>9}  usual {:<9} slows at {:<9} pauses at {:<9} {}",
            words(&line.measure),
            or(&line.now),
            or(&line.usual),
            or(&line.slow_at),
            or(&line.pause_at),
            words(&line.standing)
        );
    }
    text
}
