//! `texts`: the words that go out by themselves.

use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use counterbell_core::inbox;
use counterbell_core::wire::inbox::{FixedTextsChange, FixedTextsView};
use serde_json::json;

use crate::answer::Answer;
use crate::args::Texts;

pub(super) fn run(engine: &Engine, what: &Texts) -> Result<Answer, Problem> {
    let now = inbox::fixed_texts(engine)?;
    match what {
        Texts::Show => Ok(shown(&now)),
        Texts::Set { contact, confirmation, help, asking } => {
            let own = |id: &str| {
                now.texts.iter().find(|text| text.id == id).map(|text| text.own.clone()).unwrap_or_default()
            };
            let change = FixedTextsChange {
                contact: contact.clone().unwrap_or_else(|| now.contact.clone()),
                confirmation: confirmation.clone().unwrap_or_else(|| own("confirmation")),
                help: help.clone().unwrap_or_else(|| own("help")),
                asking: asking.clone().unwrap_or_else(|| own("asking")),
            };
            Ok(shown(&inbox::change_fixed_texts(engine, &change)?))
        }
    }
}

fn shown(view: &FixedTextsView) -> Answer {
    let words = |own: &str, usual: &str| if own.is_empty() { usual.to_owned() } else { own.to_owned() };
    let lines: String = view
        .texts
        .iter()
        .map(|text| format!("{:<14}{} part(s)  {}\n", text.id, text.parts, words(&text.own, &text.usual)))
        .collect();
    let contact = if view.contact.is_empty() { "not told" } else { &view.contact };
    Answer::new(json!(view), format!("{lines}Where you are reached: {contact}."))
}
