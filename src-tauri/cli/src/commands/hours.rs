//! `hours`: whether a number may be texted, and which rules say so.

use counterbell_core::clock::Timestamp;
use counterbell_core::contacts::phone;
use counterbell_core::error::Problem;
use counterbell_core::sending::quiet_hours::{
    self, Address, DayWindow, OwnerWindow, RuleRef, Scope, Verdict, locality_of,
};
use counterbell_core::shop;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::args::{Args, Hours};
use crate::fault::Fault;
use crate::open;

/// A shop that is not named closes nothing: then only the law speaks.
const WHOLE_DAY: OwnerWindow = OwnerWindow { open_minute: 0, close_minute: 1440 };

pub(super) fn run(args: &Args, what: &Hours) -> Result<Answer, Problem> {
    let found = phone::normalise(&what.number, "").map_err(|_| Fault::NotANumber)?;
    let window = match &args.home {
        Some(_) => open::engine(args)?.store().read(shop::load)?.hours(),
        None => WHOLE_DAY,
    };
    let region = what.region.as_deref();
    let address = region.map(|region| Address { country: &found.country, region, postcode: "" });
    let locality = locality_of(&found.e164, address);
    let at = what.at.unwrap_or_else(|| open::clock(args).now());
    let verdict = quiet_hours::allowed(&locality, Scope::Promotional, window, at);
    let zones: Vec<&str> = locality.zones().iter().map(|zone| zone.name()).collect();
    let rules: Vec<Value> = verdict.rules.iter().map(rule).collect();
    let object = json!({
        "number": found.e164, "at": at.to_rfc3339(), "allowed": verdict.allowed, "until": written(verdict.until),
        "next_allowed_at": written(verdict.next_allowed_at), "zones": zones, "rules": rules,
    });
    Ok(Answer::new(object, text(&verdict, &zones)))
}

fn written(at: Option<Timestamp>) -> Option<String> {
    at.map(|at| at.to_rfc3339())
}

fn rule(one: &RuleRef) -> Value {
    json!({
        "place": one.place.map(|place| place.to_string()), "row": one.row, "window": one.window.map(window),
        "source": one.source, "grade": one.grade, "as_of": one.as_of,
    })
}

/// Local minutes of the day as `09:00-20:00`.
fn window(day: DayWindow) -> String {
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    format!("{}-{}", clock(day.open), clock(day.close))
}

fn text(verdict: &Verdict, zones: &[&str]) -> String {
    let mut text = match (verdict.until, verdict.next_allowed_at) {
        (Some(until), _) => format!("May be texted until {}.\n", until.to_rfc3339()),
        (None, Some(next)) => format!("May not be texted now; next from {}.\n", next.to_rfc3339()),
        (None, None) => "May not be texted, and no allowed hour lies within three weeks.\n".into(),
    };
    text.push_str(&format!(
        "Zones: {}\n",
        if zones.is_empty() { "unknown".into() } else { zones.join(", ") }
    ));
    for one in &verdict.rules {
        let hours = one.window.map_or_else(|| "closed today".into(), window);
        text.push_str(&format!("  {:<8} {hours:<13} {} ({})\n", one.row, one.source, one.grade));
    }
    text
}
