//! `shop`: the shop's own settings.

use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use counterbell_core::wire::app::{ShopChange, ShopView};
use counterbell_core::{settings, shop};
use serde_json::json;

use crate::answer::Answer;
use crate::args::{ShopChanges, ShopDeed};

pub(super) fn run(engine: &Engine, what: &ShopDeed) -> Result<Answer, Problem> {
    let now = engine.store().read(shop::load)?.view();
    Ok(answer(&match what {
        ShopDeed::Show => now,
        ShopDeed::Change(changes) => settings::change_shop(engine, &changed(now, changes))?,
    }))
}

fn changed(now: ShopView, to: &ShopChanges) -> ShopChange {
    let or = |new: &Option<String>, old: String| new.clone().unwrap_or(old);
    ShopChange {
        brand: or(&to.brand, now.brand),
        website: or(&to.website, now.website),
        test_number: or(&to.test_number, now.test_number),
        opened_on: or(&to.opened_on, now.opened_on),
        frequency_hours: to.frequency_hours.unwrap_or(now.frequency_hours),
        window_open: to.window_open.unwrap_or(now.window_open),
        window_close: to.window_close.unwrap_or(now.window_close),
    }
}

fn answer(shop: &ShopView) -> Answer {
    let domain = if shop.website.is_empty() { "no domain told" } else { &shop.website };
    let text = format!(
        "{} ({domain}), {}, {}. {} hours between two offers to one person; texts from minute {} to {} of their day.",
        shop.brand, shop.country, shop.currency, shop.frequency_hours, shop.window_open, shop.window_close
    );
    Answer::new(json!(shop), text)
}
