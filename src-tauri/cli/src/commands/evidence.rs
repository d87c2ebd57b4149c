//! `evidence`: the proof of consent as a file for an auditor.

use counterbell_core::consent::{self, EvidenceError, Whom};
use counterbell_core::contacts;
use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use serde_json::json;

use super::suppress::e164;
use crate::answer::{Answer, grouped};
use crate::args::Evidence;
use crate::fault::Fault;

pub(super) fn run(engine: &Engine, what: &Evidence) -> Result<Answer, Problem> {
    let whom = match &what.number {
        Some(typed) => {
            let number = e164(engine, typed)?;
            let known = engine.store().read(|c| contacts::known(c, engine.store().keys(), &number))?;
            Whom::One(known.ok_or(Fault::NoContact)?)
        }
        None => Whom::All,
    };
    let Some(path) = &what.out else {
        let mut out = std::io::stdout().lock();
        let now = engine.now();
        let written = engine.store().read(|c| consent::write_pack(c, whom, now, &mut out));
        let (_, report) = written.map_err(|fault: EvidenceError| Problem::from(fault))?;
        let mut answer = Answer::printed();
        answer.good = report.intact;
        return Ok(answer);
    };
    let (numbers, report) = consent::save_evidence(engine, whom, path)?;
    let text = format!("Evidence of {} numbers saved in {}.", grouped(numbers), path.display());
    let mut answer = Answer::new(json!({ "numbers": numbers, "file": path, "verification": report }), text);
    answer.good = report.intact;
    Ok(answer)
}
