//! `parts`: how many SMS parts a text takes, exactly as given.

use counterbell_core::campaigns::parts;
use counterbell_core::error::Problem;
use serde_json::json;

use super::lines;
use crate::answer::Answer;

pub(super) fn run() -> Result<Answer, Problem> {
    lines::each(|text| {
        let counted = parts::count(text);
        json!({ "encoding": counted.encoding.name(), "parts": counted.parts, "units": counted.units })
    })
}
