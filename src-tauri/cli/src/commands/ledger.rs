//! `ledger`: the proof of consent.

use std::fmt::Write;

use counterbell_core::consent::{self, LedgerLine};
use counterbell_core::contacts;
use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use counterbell_core::store::StoreError;
use counterbell_core::wire::consent::StateOn;
use serde_json::json;

use super::suppress::e164;
use crate::answer::{Answer, grouped, words};
use crate::args::Ledger;
use crate::fault::Fault;

pub(super) fn run(engine: &Engine, what: &Ledger) -> Result<Answer, Problem> {
    match what {
        Ledger::Show { number, on } => show(engine, number, on.as_deref().unwrap_or_default()),
        Ledger::Verify { noted } => verify(engine, noted.as_deref()),
        Ledger::Erase { number, yes } => erase(engine, number, *yes),
    }
}

fn show(engine: &Engine, typed: &str, on: &str) -> Result<Answer, Problem> {
    let number = e164(engine, typed)?;
    let Some(id) = engine.store().read(|c| contacts::known(c, engine.store().keys(), &number))? else {
        let object = json!({ "number": number, "suppressed": false, "state": null, "entries": [] });
        return Ok(Answer::new(object, format!("Nothing is known of {number}.")));
    };
    let state = consent::state_of(engine, id, on)?;
    let (entries, suppressed) = engine
        .store()
        .read(|c| Ok::<_, StoreError>((consent::history(c, id)?, consent::is_suppressed(c, id)?)))?;
    let stands = if suppressed { "must not be texted" } else { "is not suppressed" };
    let count = u32::try_from(entries.len()).unwrap_or(u32::MAX);
    let mut text = format!("{number} {stands}; {} entries.\n", grouped(count));
    told(&mut text, &state);
    entries.iter().for_each(|one| line(&mut text, one));
    Ok(Answer::new(
        json!({ "number": number, "suppressed": suppressed, "state": state, "entries": entries }),
        text,
    ))
}

fn told(text: &mut String, state: &StateOn) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "At {}:", state.at);
    if state.suppressed {
        let _ = writeln!(text, "  suppressed since {} ({})", state.suppressed_since, state.suppressed_by);
    }
    for one in &state.scopes {
        let by = if one.entry == 0 { String::new() } else { format!(", entry {}", one.entry) };
        let later = if one.learnt_later { ", learnt later" } else { "" };
        let _ = writeln!(text, "  {:<15}{}{by}{later}", one.scope, one.why);
    }
}

fn erase(engine: &Engine, typed: &str, yes: bool) -> Result<Answer, Problem> {
    if !yes {
        return Err(Fault::NotConfirmed.into());
    }
    let number = e164(engine, typed)?;
    let known = engine.store().read(|c| contacts::known(c, engine.store().keys(), &number))?;
    consent::erase_person(engine, known.ok_or(Fault::NoContact)?)?;
    Ok(Answer::new(
        json!({ "erased": true, "suppressed": true }),
        "Erased. What is left is the suppression, which a later import of the number meets.",
    ))
}

fn line(text: &mut String, one: &LedgerLine) {
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "{:>7}  {}  {} {}, {}",
        one.seq,
        one.happened_at.date_naive(),
        one.kind,
        one.scope,
        one.source
    );
    for more in [&one.wording, &one.detail] {
        if !more.is_empty() {
            let _ = writeln!(text, "{:>7}  \"{more}\"", "");
        }
    }
}

fn verify(engine: &Engine, noted: Option<&str>) -> Result<Answer, Problem> {
    let report = engine.store().read(|c| consent::verify_noted(c, noted))?;
    let text = match report.broken_at {
        None => format!("{} entries, every link holds. Last hash: {}", grouped(report.entries), report.head),
        Some(_) if report.fault == "noted_hash_unknown" => {
            "The hash you noted down does not stand in this chain: it is not the ledger you looked at then."
                .into()
        }
        Some(seq) => {
            format!("Entry {seq}: {}. Do not rely on the ledger from there on.", words(report.fault))
        }
    };
    let mut answer = Answer::new(json!(report), text);
    answer.good = report.intact;
    Ok(answer)
}
