//! `opt-in`: asking people to confirm that they want texts.

use counterbell_core::engine::Engine;
use counterbell_core::error::{Explain, Problem};
use counterbell_core::inbox::{self, AskingError};
use counterbell_core::wire::inbox::AskingView;
use serde_json::{Value, json};

use super::suppress::known;
use crate::answer::{Answer, grouped, words};
use crate::args::OptIn;

pub(super) fn run(engine: &Engine, what: &OptIn) -> Result<Answer, Problem> {
    match what {
        OptIn::Ask { numbers } => ask(engine, numbers),
        OptIn::List => {
            let all = inbox::askings(engine)?;
            let text = if all.is_empty() {
                "Nobody was asked yet.".into()
            } else {
                all.iter().map(line).collect::<String>()
            };
            Ok(Answer::new(json!({ "askings": all }), text))
        }
        OptIn::Withdraw { number } => {
            let view = inbox::withdraw_asking(engine, known(engine, number)?)?;
            Ok(Answer::new(json!(view), line(&view)))
        }
    }
}

/// Asks one after the other; who cannot be asked keeps nobody else from it.
fn ask(engine: &Engine, numbers: &[String]) -> Result<Answer, Problem> {
    let (mut asked, mut refused): (Vec<AskingView>, Vec<Value>) = (Vec::new(), Vec::new());
    for number in numbers {
        match inbox::ask_to_confirm(engine, known(engine, number)?) {
            Ok(view) => asked.push(view),
            Err(AskingError::Store(fault)) => return Err(fault.into()),
            Err(reason) => refused.push(json!({ "number": number, "why": reason.code() })),
        }
    }
    let count = |n: usize| grouped(u32::try_from(n).unwrap_or(u32::MAX));
    let mut text = format!("{} asked, {} cannot be asked.\n", count(asked.len()), count(refused.len()));
    for one in &refused {
        let said = |key| one.get(key).and_then(Value::as_str).unwrap_or_default();
        text += &format!("  {}: {}\n", said("number"), words(said("why")));
    }
    let mut answer = Answer::new(json!({ "asked": asked, "refused": refused }), text);
    answer.good = refused.is_empty();
    Ok(answer)
}

fn line(one: &AskingView) -> String {
    let until = if one.state == "waiting" { format!(", until {}", one.answer_by) } else { String::new() };
    format!("{:<16} {:<24} {}{until}\n", one.number, one.name, words(&one.state))
}
