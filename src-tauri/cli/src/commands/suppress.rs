//! `suppress`: never text this number again.

use counterbell_core::contacts::{self, phone, suppress_by_hand};
use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use counterbell_core::ids::NumberId;
use counterbell_core::shop;
use serde_json::json;

use crate::answer::Answer;
use crate::fault::Fault;

pub(super) fn run(engine: &Engine, typed: &str) -> Result<Answer, Problem> {
    let number = suppress_by_hand(engine, typed)?;
    let text = format!("{number} will not be texted again. Whatever was queued for it is cancelled.");
    Ok(Answer::new(json!({ "number": number, "suppressed": true }), text))
}

/// The id of a number that the store has met.
pub(super) fn known(engine: &Engine, typed: &str) -> Result<NumberId, Problem> {
    let number = e164(engine, typed)?;
    let known = engine.store().read(|c| contacts::known(c, engine.store().keys(), &number))?;
    Ok(known.ok_or(Fault::NoContact)?)
}

/// The number in E.164; without a country code it is read as the shop's country.
pub(super) fn e164(engine: &Engine, typed: &str) -> Result<String, Problem> {
    let country = engine.store().read(shop::load)?.country;
    Ok(phone::normalise(typed, &country)?.e164)
}
