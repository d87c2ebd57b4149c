//! `contacts`: the list, one person, and the list as CSV.
use crate::answer::Answer;
use crate::args::Contacts;
use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
pub(super) fn run(_engine: &Engine, _what: &Contacts) -> Result<Answer, Problem> {
    Ok(Answer::printed())
}
