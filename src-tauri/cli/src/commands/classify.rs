//! `classify`: which texts are wishes to be left alone.

use counterbell_core::error::Problem;
use counterbell_core::inbox::opt_out::{self, Outcome};
use serde_json::json;

use super::lines;
use crate::answer::Answer;

pub(super) fn run() -> Result<Answer, Problem> {
    lines::each(|text| {
        let verdict = opt_out::classify(text, false);
        json!({ "outcome": word(verdict.outcome), "because": verdict.because })
    })
}

fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::OptOut => "opt_out",
        Outcome::ProbableOptOut => "probable_opt_out",
        Outcome::Help => "help",
        Outcome::OptIn => "opt_in",
        Outcome::None => "none",
    }
}
