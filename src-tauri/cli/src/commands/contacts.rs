//! `contacts`: the list, one person, and the list as CSV.

use std::fmt::Write;

use counterbell_core::contacts::{self, export};
use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use counterbell_core::ids::ImportId;
use counterbell_core::wire::contacts::{ContactAsked, ContactFilter, ContactLine, ContactQuery, ContactView};
use serde_json::json;

use super::suppress::e164;
use crate::answer::{Answer, grouped};
use crate::args::{Contacts, ContactsAsked, Reader};
use crate::fault::Fault;

const MOST_LINES: u32 = 500;

pub(super) fn run(engine: &Engine, what: &Contacts) -> Result<Answer, Problem> {
    match what {
        Contacts::List { who, offset, limit } => {
            let (asked, limit) = (asked(who), (*limit).min(MOST_LINES));
            list(engine, &ContactQuery { asked, offset: *offset, limit })
        }
        Contacts::Show { number } => show(engine, number),
        Contacts::Export { audience, out } => save(engine, *audience, out.as_deref()),
    }
}

fn asked(who: &ContactsAsked) -> ContactAsked {
    ContactAsked {
        search: who.search.clone(),
        filter: ContactFilter {
            consent: who.consent.clone(),
            tag: who.tag.clone(),
            country: who.country.clone(),
            import: who.import.map(ImportId),
            line: who.line.clone(),
            last_text: who.last_text.clone(),
            suppressed: who.suppressed,
            quarantined: who.quarantined,
        },
        sort: who.sort.clone(),
        reversed: who.reversed,
    }
}

fn list(engine: &Engine, query: &ContactQuery) -> Result<Answer, Problem> {
    let page = contacts::page_of(engine, query)?;
    let lines: String = page.lines.iter().map(|one| line(one) + "\n").collect();
    let text = format!(
        "{lines}{} of {}.",
        grouped(u32::try_from(page.lines.len()).unwrap_or(u32::MAX)),
        grouped(page.total)
    );
    Ok(Answer::new(json!({ "total": page.total, "contacts": page.lines }), text))
}

fn line(one: &ContactLine) -> String {
    let consent = if one.suppressed { "suppressed" } else { &one.consent };
    format!(
        "{:<16} {:<24} {:<14} {:>4} orders {:>10}  {}",
        one.number, one.name, consent, one.orders, one.spent, one.place
    )
}

fn show(engine: &Engine, typed: &str) -> Result<Answer, Problem> {
    let number = e164(engine, typed)?;
    let known = engine.store().read(|c| contacts::known(c, engine.store().keys(), &number))?;
    let person = known.map(|id| contacts::show(engine, id)).transpose()?.ok_or(Fault::NoContact)?;
    Ok(Answer::new(json!(person), told(&person)))
}

fn told(person: &ContactView) -> String {
    let mut text = line(&person.line) + "\n";
    // Writing to a string cannot fail.
    for field in &person.fields {
        let _ = writeln!(text, "  {}: {}", field.name, field.value);
    }
    for entry in &person.ledger {
        let _ = writeln!(text, "  {}  {} {}, {}", entry.happened_at, entry.kind, entry.scope, entry.source);
    }
    for fact in &person.activity {
        let _ = writeln!(text, "  {}  {} {} {}", fact.happened_at, fact.kind, fact.reference, fact.amount);
    }
    for message in &person.messages {
        let whose = if message.inbound { "they" } else { "we" };
        let _ = writeln!(text, "  {}  {whose} ({}): {}", message.at, message.state, message.body);
    }
    text
}

fn save(engine: &Engine, audience: Reader, out: Option<&std::path::Path>) -> Result<Answer, Problem> {
    let reader = match audience {
        Reader::People => export::Reader::People,
        Reader::Machines => export::Reader::Machines,
    };
    if let Some(path) = out {
        let count = contacts::save_csv(engine, path, reader)?;
        let text = format!("{} contacts saved in {}.", grouped(count), path.display());
        return Ok(Answer::new(json!({ "contacts": count, "file": path }), text));
    }
    let mut csv = Vec::new();
    let count = engine.store().read(|c| export::export(c, &mut csv, reader))?;
    let csv = String::from_utf8_lossy(&csv).into_owned();
    Ok(Answer::new(json!({ "contacts": count, "csv": csv }), csv))
}
