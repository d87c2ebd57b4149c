//! The sums over the campaigns of this run, while it goes and at its end.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::time::Duration;

use counterbell_core::campaigns;
use counterbell_core::clock::{Clock, SystemClock};
use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use counterbell_core::ids::CampaignId;
use counterbell_core::wire::campaigns::ReportView;
use serde_json::{Value, json};

use super::drain::Ended;
use crate::answer::{Answer, grouped, words};
use crate::commands::campaign::report_json;

/// How often progress is told, in real time.
const TELL_EVERY: Duration = Duration::from_secs(3);

/// Campaigns of which something is queued, on its way or not settled yet.
pub(super) fn open_campaigns(engine: &Engine) -> Result<Vec<CampaignId>, Problem> {
    let approved = campaigns::list(engine)?.into_iter().filter(|one| one.recipients > 0);
    let mut open = Vec::new();
    for one in approved {
        let report = campaigns::report(engine, one.id)?;
        let unsettled = |state: &str| matches!(state, "queued" | "sending" | "accepted" | "in_doubt");
        if report.by_state.iter().any(|state| unsettled(&state.reason)) {
            open.push(one.id);
        }
    }
    open.sort_unstable();
    Ok(open)
}

/// A line on standard error now and then: counts, never people.
pub(super) struct Progress<'e> {
    engine: &'e Engine,
    campaigns: &'e [CampaignId],
    clock: SystemClock,
    next: Cell<Duration>,
}

impl<'e> Progress<'e> {
    pub(super) fn of(engine: &'e Engine, campaigns: &'e [CampaignId]) -> Self {
        Self { engine, campaigns, clock: SystemClock::default(), next: Cell::new(TELL_EVERY) }
    }

    pub(super) fn tell(&self) -> Result<(), Problem> {
        if self.clock.elapsed() < self.next.get() {
            return Ok(());
        }
        self.next.set(self.clock.elapsed() + TELL_EVERY);
        let lines = campaigns::list(self.engine)?;
        let ours = lines.iter().filter(|one| self.campaigns.contains(&one.id));
        let (done, all) = ours.fold((0, 0), |(done, all), one| (done + one.done, all + one.recipients));
        eprintln!("{} of {} texts done, {} to go", grouped(done), grouped(all), grouped(all - done));
        Ok(())
    }
}

pub(super) fn answer(engine: &Engine, touched: &[CampaignId], ended: &Ended) -> Result<Answer, Problem> {
    let reports: Vec<ReportView> =
        touched.iter().map(|id| campaigns::report(engine, *id)).collect::<Result<_, _>>()?;
    let recipients: u32 = reports.iter().map(|one| one.recipients).sum();
    let mut by_state: BTreeMap<&str, u32> = BTreeMap::new();
    for state in reports.iter().flat_map(|one| &one.by_state) {
        *by_state.entry(state.reason.as_str()).or_default() += state.count;
    }
    let waiting_for = waiting_for(&reports, &by_state, ended);
    let object = json!({
        "recipients": recipients, "by_state": by_state, "waiting_for": waiting_for,
        "campaigns": reports.iter().map(report_json).collect::<Vec<Value>>(),
    });
    Ok(Answer::new(object, text(recipients, &by_state, &waiting_for)))
}

/// Why something is still queued; empty where nothing is.
fn waiting_for(reports: &[ReportView], by_state: &BTreeMap<&str, u32>, ended: &Ended) -> String {
    if !by_state.contains_key("queued") {
        return String::new();
    }
    match ended.waiting {
        Some(hold) => hold.sentence().into(),
        None if reports.iter().any(|one| one.line.state == "paused") => "A campaign is paused.".into(),
        None => String::new(),
    }
}

fn text(recipients: u32, by_state: &BTreeMap<&str, u32>, waiting_for: &str) -> String {
    if recipients == 0 {
        return "Nothing is approved, so nothing was sent.".into();
    }
    let mut text = format!("{} texts:\n", grouped(recipients));
    for (state, count) in by_state {
        text.push_str(&format!("  {:>9}  {}\n", grouped(*count), words(state)));
    }
    text.push_str(waiting_for);
    text
}
