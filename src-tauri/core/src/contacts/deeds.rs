//! What an owner does to a number by hand.

use super::{meet, phone};
use crate::consent;
use crate::engine::Engine;
use crate::error::Problem;
use crate::ids::NumberId;
use crate::shop;

/// Never texts this number again, contact or not. In any spelling; answers its E.164 form.
pub fn suppress_by_hand(engine: &Engine, typed: &str) -> Result<String, Problem> {
    let country = engine.store().read(shop::load)?.country;
    let e164 = phone::normalise(typed, &country)?.e164;
    let now = engine.now();
    engine.store().write(|tx| {
        let number: NumberId = meet(tx, &e164)?.0;
        consent::suppress(tx, number, "owner", "suppressed by hand", now)
    })?;
    Ok(e164)
}
