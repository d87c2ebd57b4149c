//! `cleanup`: what is wrong with the list as a whole, repairs, and taking them back.

use std::fmt::Write;

use counterbell_core::contacts::cleanup::{self, Choice, CleanupError, Findings, Greeting, Kind, Repair};
use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use serde_json::{Value, json};

use crate::answer::{Answer, grouped, words};
use crate::args::Cleanup;

pub(super) fn run(engine: &Engine, what: &Cleanup) -> Result<Answer, Problem> {
    match what {
        Cleanup::List { months } => list(engine, old_after(engine, *months)?),
        Cleanup::Apply { kind, months, keep_names, answer, import } => {
            let greeting = if *keep_names { Greeting::Keep } else { Greeting::Combine };
            let months = old_after(engine, *months)?;
            let choice =
                Choice { months, greeting, answer: answer.clone(), import: *import, only: Vec::new() };
            let kind = Kind::read(kind).ok_or_else(|| CleanupError::UnknownKind(kind.clone()))?;
            let done = cleanup::apply(engine, kind, &choice)?;
            let text = format!(
                "Repaired {} people ({}). Take it back with: cleanup undo {}",
                grouped(done.people),
                words(&done.kind),
                done.id
            );
            Ok(Answer::new(json!(done), text))
        }
        Cleanup::Undo { id } => {
            let undone = cleanup::undo(engine, *id)?;
            let text = format!("Taken back: {} people ({}).", grouped(undone.people), words(&undone.kind));
            Ok(Answer::new(json!(undone), text))
        }
    }
}

fn old_after(engine: &Engine, chosen: Option<u32>) -> Result<u32, Problem> {
    Ok(chosen.map_or_else(|| cleanup::old_after(engine), Ok)?)
}

fn list(engine: &Engine, months: u32) -> Result<Answer, Problem> {
    let found = cleanup::look(engine, months)?;
    let repairs = cleanup::history(engine)?;
    let findings: Vec<Value> = found
        .people
        .iter()
        .map(|(kind, people)| json!({ "kind": kind.word(), "people": people.len() }))
        .collect();
    let lists: Vec<Value> =
        found.lists.iter().map(|list| json!({ "import": list.import, "marks": list.marks })).collect();
    let text = told(&found, &repairs);
    let json = json!({
        "contacts": found.contacts,
        "findings": findings,
        "duplicate_groups": found.groups.len(),
        "bought_lists": lists,
        "repairs": repairs,
    });
    Ok(Answer::new(json, text))
}

fn told(found: &Findings, repairs: &[Repair]) -> String {
    let mut text = format!("{} contacts looked at.\n", grouped(found.contacts));
    if found.people.is_empty() {
        text.push_str("Nothing to tidy.\n");
    }
    // Writing to a string cannot fail.
    for (kind, people) in &found.people {
        let _ = writeln!(text, "  {:>9}  {}", people.len(), kind.word());
    }
    for list in &found.lists {
        let _ = writeln!(text, "  import {}:", list.import);
        for mark in &list.marks {
            let _ = writeln!(text, "    {} of {} {}", mark.count, mark.of, words(&mark.mark));
        }
    }
    for repair in repairs.iter().filter(|one| one.undone_at.is_none()) {
        let _ = writeln!(text, "  repair {}: {}, {} people", repair.id, words(&repair.kind), repair.people);
    }
    text
}
