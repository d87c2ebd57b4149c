//! `inbox`: what people wrote back, and what the owner says to it.

use std::fmt::Write;

use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use counterbell_core::ids::NumberId;
use counterbell_core::inbox;
use counterbell_core::wire::inbox::{ConversationLine, ConversationView};
use serde_json::json;

use super::suppress::known;
use crate::answer::{Answer, words};
use crate::args::{Inbox, Settling};

pub(super) fn run(engine: &Engine, what: &Inbox) -> Result<Answer, Problem> {
    match what {
        Inbox::List => list(engine),
        Inbox::Show { number } => Ok(shown(&inbox::show(engine, known(engine, number)?)?)),
        Inbox::Reply { number, text } => Ok(shown(&inbox::reply(engine, known(engine, number)?, text)?)),
        Inbox::Done { number } => {
            let id = known(engine, number)?;
            inbox::done(engine, id)?;
            Ok(shown(&inbox::show(engine, id)?))
        }
        Inbox::Settle { number, say } => settle(engine, known(engine, number)?, *say),
    }
}

fn list(engine: &Engine) -> Result<Answer, Problem> {
    let all = inbox::conversations(engine)?;
    let text = if all.is_empty() {
        "Nobody has written yet.".into()
    } else {
        all.iter().map(|one| line(one) + "\n").collect::<String>()
    };
    Ok(Answer::new(json!({ "conversations": all }), text))
}

fn line(one: &ConversationLine) -> String {
    format!(
        "{:<16} {:<24} {:<17} {}  {}",
        one.number,
        one.name,
        words(&one.state),
        one.last_at,
        one.last_text
    )
}

fn settle(engine: &Engine, id: NumberId, say: Settling) -> Result<Answer, Problem> {
    let conversation = match say {
        Settling::OptOut => inbox::settle(engine, id, true)?,
        Settling::NoOptOut => inbox::settle(engine, id, false)?,
        Settling::Back => inbox::settle_wish(engine, id, true)?,
        Settling::NotBack => inbox::settle_wish(engine, id, false)?,
    };
    Ok(shown(&conversation))
}

fn shown(conversation: &ConversationView) -> Answer {
    let mut text = line(&conversation.line) + "\n";
    for one in &conversation.texts {
        let whose = if one.inbound { "they" } else { "we" };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {}  {whose} ({}): {}", one.at, words(&one.state), one.body);
    }
    Answer::new(json!(conversation), text)
}
