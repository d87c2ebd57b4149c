//! `doubts`: texts of which nobody knows whether they went out, and what the owner says of one.

use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use counterbell_core::ids::MessageId;
use counterbell_core::sending::{self, Resolution};
use counterbell_core::wire::doubts::DoubtLine;
use serde_json::json;

use crate::answer::{Answer, words};
use crate::args::{Doubts, Say};

pub(super) fn run(engine: &Engine, what: &Doubts) -> Result<Answer, Problem> {
    match what {
        Doubts::List => list(engine),
        Doubts::Resolve { id, say } => resolve(engine, MessageId(*id), *say),
    }
}

fn list(engine: &Engine) -> Result<Answer, Problem> {
    let all = sending::doubts(engine)?;
    let text = if all.is_empty() {
        "Of every text it is known whether it went out.".into()
    } else {
        let lines: String = all.iter().map(line).collect();
        format!("{lines}Leave them, or say: counterbell-cli doubts resolve ID accepted|abandoned|resend")
    };
    Ok(Answer::new(json!({ "doubts": all }), text))
}

fn line(one: &DoubtLine) -> String {
    let stands = match one.stands.as_str() {
        "yours" => "the provider has no record of it",
        _ => "the provider is asked by itself",
    };
    format!("{:>5}  {}  {:<20}  {}; {stands}\n", one.id.0, one.tried_at, one.campaign_name, words(&one.seen))
}

fn resolve(engine: &Engine, id: MessageId, say: Say) -> Result<Answer, Problem> {
    let (resolution, word, text) = match say {
        Say::Accepted => (Resolution::Accepted, "accepted", "It counts as sent now."),
        Say::Abandoned => (Resolution::Abandoned, "abandoned", "It is given up and will not be sent."),
        Say::Resend => {
            (Resolution::Resend, "resend", "It is queued again. If it did go out before, they get it twice.")
        }
    };
    sending::resolve_doubt(engine, id, resolution)?;
    let left = sending::doubts(engine)?.len();
    Ok(Answer::new(json!({ "id": id, "resolved": word, "in_doubt": left }), text))
}
