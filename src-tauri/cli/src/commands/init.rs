//! `init`: a store for a shop.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use counterbell_core::contacts::phone;
use counterbell_core::doors;
use counterbell_core::error::Problem;
use counterbell_core::shop::{self, Shop, ShopError};
use counterbell_core::store::StoreKind;
use counterbell_core::wire::app::ShopSetup;
use serde_json::json;

use crate::answer::Answer;
use crate::args::{Args, Init};
use crate::fault::Fault;
use crate::open;

const KIT: &str = "of the recovery kit";

pub(super) fn run(args: &Args, what: &Init) -> Result<Answer, Problem> {
    if !phone::is_country(&what.country.to_ascii_uppercase()) {
        return Err(ShopError::NotACountry(what.country.clone()).into());
    }
    if what.recovery_kit.as_ref().is_some_and(|path| path.exists()) {
        return Err(Fault::NotWritten(KIT).into());
    }
    let home = open::home(args)?;
    let opened_on = shop::opening(&what.opened_on, open::clock(args).now())?;
    let website = shop::website(&what.website)?;
    let shop = Shop { opened_on, website, ..doors::shop_of(&setup(what))? };
    let kind = if what.practice { StoreKind::Practice } else { StoreKind::Shop };
    let engine =
        doors::make_shop(&home, &shop, kind, &open::key(args), &open::device()?, &open::clock(args))?;
    if let Some(path) = &what.recovery_kit {
        write_private(path, &engine.store().recovery_kit().page()).map_err(|_| Fault::NotWritten(KIT))?;
    }
    Ok(Answer::new(
        json!({
            "home": home, "store_id": engine.store().id(), "brand": shop.brand, "country": shop.country,
            "currency": shop.currency, "test_number": shop.test_number,
            "website": shop.website, "opened_on": shop.opened_on.map(|day| day.to_string()), "recovery_kit": what.recovery_kit,
            "practice": what.practice,
        }),
        format!("{} is set up in {}. Next: import a customer export.", shop.brand, home.display()),
    ))
}

fn setup(what: &Init) -> ShopSetup {
    let currency = what.currency.clone().unwrap_or_else(|| shop::usual_currency(&what.country).into());
    ShopSetup {
        brand: what.brand.clone(),
        country: what.country.clone(),
        currency,
        test_number: what.test_number.clone(),
        passphrase: String::new(),
    }
}

/// Only the owner may read it, and nothing is overwritten.
fn write_private(path: &Path, page: &str) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(page.as_bytes())?;
    file.sync_all()
}
