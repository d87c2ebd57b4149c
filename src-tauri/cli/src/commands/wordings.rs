//! `wordings`: the words that customers saw, and what each promises.

use std::fmt::Write;

use counterbell_core::consent::{Promise, wordings};
use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use counterbell_core::wire::wordings::{WordingDraft, WordingView};
use serde_json::json;

use crate::answer::{Answer, grouped, words};
use crate::args::{Said, Wordings};

pub(super) fn run(engine: &Engine, what: &Wordings) -> Result<Answer, Problem> {
    let all = match what {
        Wordings::List => wordings::kept(engine)?,
        Wordings::Add { words, said } => wordings::save(engine, &draft(None, words, said))?,
        Wordings::Describe { id, said } => {
            let known = wordings::kept(engine)?.into_iter().find(|one| one.id == *id);
            let words = known.map(|one| one.words).unwrap_or_default();
            wordings::save(engine, &draft(Some(*id), &words, said))?
        }
    };
    let text = if all.is_empty() {
        "No wording is on record.".into()
    } else {
        all.iter().map(told).collect::<String>()
    };
    Ok(Answer::new(json!({ "wordings": all }), text))
}

/// What is not said is read from the words.
fn draft(id: Option<u32>, words: &str, said: &Said) -> WordingDraft {
    let read = Promise::read(words);
    let kinds = if said.kinds.is_empty() { read.kinds } else { said.kinds.clone() };
    WordingDraft {
        id,
        name: said.name.clone(),
        place: said.place.clone(),
        words: words.into(),
        kinds,
        per_month: said.per_month.or(read.per_month),
        shown_from: said.shown_from.clone(),
    }
}

fn told(one: &WordingView) -> String {
    let mut text = String::new();
    let name = if one.stated {
        format!("{}, version {}", one.name, one.version)
    } else {
        "nobody has named it".into()
    };
    let kinds: Vec<String> = one.kinds.iter().map(|kind| words(kind.word())).collect();
    let number = one.per_month.map(|number| format!(", up to {number} a month")).unwrap_or_default();
    let how = if one.stated { "promises" } else { "reads like" };
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "{:>5}  {name} ({} people): {how} {}{number}",
        one.id,
        grouped(one.people),
        kinds.join(", ")
    );
    let _ = writeln!(text, "       \"{}\"", one.words);
    text
}
