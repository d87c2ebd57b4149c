use crate::answer::Answer;
use counterbell_core::error::Problem;
pub(super) fn run() -> Result<Answer, Problem> {
    Ok(Answer::printed())
}
