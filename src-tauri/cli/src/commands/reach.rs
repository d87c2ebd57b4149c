//! `reach`: who would receive, and why not the others.

use std::path::Path;

use counterbell_core::campaigns;
use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use counterbell_core::wire::segments::{ReachQuery, ReachView};
use serde_json::{Value, json};

use crate::answer::{Answer, by_reason, grouped, reason_lines};
use crate::args::Reach;
use crate::files;

pub(super) fn run(engine: &Engine, what: &Reach) -> Result<Answer, Problem> {
    let segment = files::segment(engine, Path::new(""), &what.segment)?;
    let exclude =
        what.exclude.as_deref().map(|named| files::segment(engine, Path::new(""), named)).transpose()?;
    let query = ReachQuery {
        rule: segment.rule.to_text(),
        exclude: exclude.map(|one| one.rule.to_text()).unwrap_or_default(),
        purpose: what.purpose,
    };
    let reach = campaigns::reach_of(engine, &query)?;
    let mut object = json(&reach);
    object["segment"] = segment.name.clone().into();
    Ok(Answer::new(object, format!("{}: {}", segment.name, sentence(&reach))))
}

pub(super) fn json(reach: &ReachView) -> Value {
    json!({
        "matched": reach.matched, "will_receive": reach.will_receive, "excluded": reach.excluded,
        "excluded_by": by_reason(&reach.excluded_by),
    })
}

pub(super) fn sentence(reach: &ReachView) -> String {
    format!(
        "{} match, {} will receive, {} will not.\n{}",
        grouped(reach.matched),
        grouped(reach.will_receive),
        grouped(reach.excluded),
        reason_lines(&reach.excluded_by)
    )
}
