//! `ledger`: the proof of consent.

use std::fmt::Write;

use counterbell_core::consent::{self, LedgerLine};
use counterbell_core::contacts;
use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use counterbell_core::store::StoreError;
use serde_json::json;

use super::suppress::e164;
use crate::answer::{Answer, grouped};
use crate::args::Ledger;

pub(super) fn run(engine: &Engine, what: &Ledger) -> Result<Answer, Problem> {
    match what {
        Ledger::Show { number } => show(engine, number),
        Ledger::Verify => verify(engine),
    }
}

fn show(engine: &Engine, typed: &str) -> Result<Answer, Problem> {
    let number = e164(engine, typed)?;
    let (entries, suppressed) =
        engine.store().read(|c| match contacts::known(c, engine.store().keys(), &number)? {
            Some(id) => Ok::<_, StoreError>((consent::history(c, id)?, consent::is_suppressed(c, id)?)),
            None => Ok((Vec::new(), false)),
        })?;
    let stands = if suppressed { "must not be texted" } else { "is not suppressed" };
    let mut text = format!(
        "{number} {stands}; {} entries.\n",
        grouped(u32::try_from(entries.len()).unwrap_or(u32::MAX))
    );
    entries.iter().for_each(|one| line(&mut text, one));
    Ok(Answer::new(json!({ "number": number, "suppressed": suppressed, "entries": entries }), text))
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

fn verify(engine: &Engine) -> Result<Answer, Problem> {
    let report = engine.store().read(consent::verify)?;
    let text = match report.broken_at {
        None => format!("{} entries, every link holds. Last hash: {}", grouped(report.entries), report.head),
        Some(seq) => {
            format!("Entry {seq} was altered, removed or moved. Do not rely on the ledger from there on.")
        }
    };
    let mut answer = Answer::new(json!(report), text);
    answer.good = report.intact;
    Ok(answer)
}
