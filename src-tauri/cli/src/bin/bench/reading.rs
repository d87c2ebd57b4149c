//! Reach, and exact parts and cost, through the operations that the window calls.

use std::time::Duration;

use counterbell_core::campaigns;
use counterbell_core::clock::{Clock, SystemClock};
use counterbell_core::consent::Scope;
use counterbell_core::contacts::{self, cleanup};
use counterbell_core::engine::Engine;
use counterbell_core::wire::campaigns::ComposeQuery;
use counterbell_core::wire::contacts::ContactQuery;
use counterbell_core::wire::segments::ReachQuery;

use crate::Fault;
use crate::table::{Table, grouped, millis};

const RUNS: u32 = 9;
const RULES: [(&str, &str); 5] = [
    ("everyone", r#"{"all":[]}"#),
    (
        "spent, orders and a tag",
        r#"{"all":[{"field":"total_spent","op":"more_than","value":100},
            {"field":"orders","op":"at_least","value":2},{"field":"tag","op":"is","value":"vip"}]}"#,
    ),
    ("a city", r#"{"all":[{"field":"city","op":"is","value":"Oakland"}]}"#),
    (
        "one of two tags, not a third, a postcode",
        r#"{"all":[{"any":[{"field":"tag","op":"is","value":"vip"},{"field":"tag","op":"is","value":"local"}]},
            {"field":"tag","op":"is_not","value":"gone"},
            {"field":"postcode","op":"starts_with","value":"60"}]}"#,
    ),
    ("part of an e-mail address", r#"{"all":[{"field":"email","op":"contains","value":"77@"}]}"#),
];
const BODY: &str = "Maple & Pine: {{first_name|there}}, the spring coats you asked about are here, \
                    and your size is put by for you in {{city|town}} until Saturday. Reply STOP to opt out";

/// The full reason table, warm.
pub(crate) fn measure_reach(
    engine: &Engine,
    contacts: u32,
    goal: &str,
    table: &mut Table,
) -> Result<(), Fault> {
    for (name, rule) in RULES {
        let query = ReachQuery { rule: rule.into(), exclude: String::new(), purpose: Scope::Promotional };
        let reach = || campaigns::reach_of(engine, &query).map(|_| ());
        reach()?;
        let what = format!("reach at {} contacts, {name}", grouped(contacts.into()));
        table.add_runs(what, goal, times_of(reach)?, millis);
    }
    Ok(())
}

/// Rendering, counting and pricing everybody's own text.
pub(crate) fn measure_parts(engine: &Engine, table: &mut Table) -> Result<(), Fault> {
    let query = ComposeQuery {
        body: BODY.into(),
        rule: r#"{"all":[]}"#.into(),
        exclude: String::new(),
        purpose: Scope::Promotional,
        sender: None,
    };
    let messages = campaigns::compose(engine, &query)?.messages;
    let times = times_of(|| campaigns::compose(engine, &query).map(|_| ()))?;
    let scaled = move |time: Duration| millis(time.mul_f64(100_000.0 / f64::from(messages.max(1))));
    table.add_runs("exact parts and cost of 100,000 rendered messages", "500 ms or less", times, scaled);
    Ok(())
}

/// The clean-up's pass over everybody, and a search for part of a name.
pub(crate) fn measure_list(engine: &Engine, people: u32, table: &mut Table) -> Result<(), Fault> {
    let many = grouped(people.into());
    let times = times_of(|| cleanup::look(engine, cleanup::OLD_AFTER_MONTHS).map(|_| ()))?;
    table.add_runs(format!("clean-up pass over {many} contacts"), "3 s or less", times, millis);
    let query = ContactQuery { search: "xample77777".into(), offset: 0, limit: 100 };
    let times = times_of(|| contacts::page_of(engine, &query).map(|_| ()))?;
    let what = format!("search as typed among {many} contacts, few matches");
    table.add_runs(what, "50 ms or less", times, millis);
    Ok(())
}

fn times_of<E>(mut work: impl FnMut() -> Result<(), E>) -> Result<Vec<Duration>, E> {
    let clock = SystemClock::default();
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let began = clock.elapsed();
        work()?;
        times.push(clock.elapsed().saturating_sub(began));
    }
    Ok(times)
}
