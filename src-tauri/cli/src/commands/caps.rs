//! `caps`: how often at most, by segment.

use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use counterbell_core::sending::own_caps;
use counterbell_core::wire::caps::{CapDraft, CapView};
use serde_json::json;

use crate::answer::Answer;
use crate::args::Caps;

pub(super) fn run(engine: &Engine, what: &Caps) -> Result<Answer, Problem> {
    let caps = match what {
        Caps::List => own_caps::list(engine)?,
        Caps::Set { texts, days, segment } => {
            let segment = segment.as_deref().map(|name| own_caps::segment_named(engine, name)).transpose()?;
            own_caps::save(engine, &CapDraft { segment, texts: *texts, days: *days })?
        }
        Caps::Remove { id } => own_caps::forget(engine, *id)?,
    };
    let text = if caps.is_empty() {
        "No caps of your own.".into()
    } else {
        caps.iter().map(line).collect::<String>()
    };
    Ok(Answer::new(json!({ "caps": caps }), text))
}

fn line(cap: &CapView) -> String {
    let whom = if cap.segment_name.is_empty() { "everybody" } else { &cap.segment_name };
    format!("{:>5}  {:>4} in {:>3} days  {whom}\n", cap.id, cap.texts, cap.days)
}
