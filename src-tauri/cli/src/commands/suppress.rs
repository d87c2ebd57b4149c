//! `suppress`: never text this number again.

use counterbell_core::contacts::{self, phone};
use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use counterbell_core::{consent, shop};
use serde_json::json;

use crate::answer::Answer;
use crate::fault::Fault;

pub(super) fn run(engine: &Engine, typed: &str) -> Result<Answer, Problem> {
    let number = e164(engine, typed)?;
    let now = engine.now();
    engine.store().write(|tx| {
        let id = contacts::meet(tx, &number)?.0;
        consent::suppress(tx, id, "owner", "told on the command line", now)
    })?;
    let text = format!("{number} will not be texted again. Whatever was queued for it is cancelled.");
    Ok(Answer::new(json!({ "number": number, "suppressed": true }), text))
}

/// The number in E.164; without a country code it is read as the shop's country.
pub(super) fn e164(engine: &Engine, typed: &str) -> Result<String, Problem> {
    let country = engine.store().read(shop::load)?.country;
    Ok(phone::normalise(typed, &country).map_err(|_| Fault::NotANumber)?.e164)
}
