//! Reach, and exact parts and cost, through the operations that the window calls.

use std::time::Duration;

use counterbell_core::campaigns;
use counterbell_core::clock::{Clock, SystemClock};
use counterbell_core::consent::Scope;
use counterbell_core::contacts::{self, cleanup};
use counterbell_core::engine::Engine;
use counterbell_core::wire::campaigns::ComposeQuery;
use counterbell_core::wire::contacts::{ContactAsked, ContactQuery};
use counterbell_core::wire::segments::ReachQuery;

use crate::table::{Table, grouped, millis};
use crate::{Fault, machine};

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

/// What is typed, by what it finds in the seeded list.
const SEARCHES: [(&str, [&str; 3]); 4] = [
    ("few matches", ["xample77771", "xample77772", "xample77773"]),
    ("all match", ["example", "exampl", "examp"]),
    ("part of a number", ["555 12", "555 34", "555 56"]),
    ("two letters", ["al", "bo", "ca"]),
];

/// The clean-up's pass over everybody, and what the contacts table asks.
pub(crate) fn measure_list(engine: &Engine, people: u32, table: &mut Table) -> Result<(), Fault> {
    let many = grouped(people.into());
    let times = times_of(|| cleanup::look(engine, cleanup::OLD_AFTER_MONTHS).map(|_| ()))?;
    table.add_runs(format!("clean-up pass over {many} contacts"), "3 s or less", times, millis);
    let clock = SystemClock::default();
    contacts::warm(engine)?;
    let what = format!("names of {many} contacts made ready for search, once");
    table.add_runs(what, "not set", vec![clock.elapsed()], millis);
    for (what, typed) in SEARCHES {
        // Another search each time: the answer to the same one is kept.
        let mut next = typed.iter().cycle();
        let times = times_of(|| {
            let search = next.next().copied().unwrap_or_default().to_owned();
            let asked = ContactAsked { search, ..ContactAsked::default() };
            contacts::page_of(engine, &ContactQuery { asked, offset: 0, limit: 100 }).map(|_| ())
        })?;
        let what = format!("search as typed among {many} contacts, {what}");
        table.add_runs(what, "50 ms or less", times, millis);
    }
    let mut reversed = false;
    let times = times_of(|| {
        reversed = !reversed;
        let asked = ContactAsked { sort: "name".into(), reversed, ..ContactAsked::default() };
        contacts::page_of(engine, &ContactQuery { asked, offset: 0, limit: 100 }).map(|_| ())
    })?;
    table.add_runs(format!("{many} contacts by name, first page"), "not set", times, millis);
    Ok(())
}

fn times_of<E>(mut work: impl FnMut() -> Result<(), E>) -> Result<Vec<Duration>, E> {
    let (clock, busy) = (SystemClock::default(), machine::busy_seconds());
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let began = clock.elapsed();
        work()?;
        times.push(clock.elapsed().saturating_sub(began));
    }
    machine::say_busy("all runs together", busy);
    Ok(times)
}
