//! The shop: its name, its country, its limits.

use chrono::{Duration, NaiveDate};
use rusqlite::{Connection, OptionalExtension};
use thiserror::Error;

use crate::clock::Timestamp;
use crate::error::Explain;
use crate::event::Event;
use crate::sending::quiet_hours::OwnerWindow;
use crate::store::{StoreError, WriteTx};
use crate::wire::app::ShopView;

/// A year between two texts is no spacing any more.
const LONGEST_SPACING_HOURS: u32 = 24 * 365;

/// The shop as set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shop {
    /// Brand name, as it stands in texts.
    pub brand: String,
    /// ISO 3166 alpha-2, upper case.
    pub country: String,
    /// ISO 4217, upper case.
    pub currency: String,
    /// The shop's own domain, without `www.`; empty if not told.
    pub website: String,
    /// The owner's own number for test texts, E.164; empty if none.
    pub test_number: String,
    /// The shop's first day: nobody agreed to anything before it. `None` if the owner has not told.
    pub opened_on: Option<NaiveDate>,
    /// Hours between two promotional texts to one person; 0 is off.
    pub frequency_hours: u32,
    /// Local minute of the day from which texts may go.
    pub window_open: u32,
    /// Local minute of the day at which they stop.
    pub window_close: u32,
}

/// What is wrong with a shop's settings.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[expect(missing_docs, reason = "the sentence of each variant is its documentation")]
pub enum ShopError {
    #[error("the brand name is empty, and every text has to say who it comes from")]
    NoBrand,
    #[error("\"{0}\" is not a country code")]
    NotACountry(String),
    #[error("\"{0}\" is not a currency code")]
    NotACurrency(String),
    #[error("sending from {0} to {1} minutes of the day is not a window")]
    NotAWindow(u32, u32),
    #[error("{0} hours between two texts is more than a year")]
    SpacingTooLong(u32),
    #[error("\"{0}\" is not a web address")]
    NotAWebsite(String),
    #[error("the test number is not a phone number")]
    BadTestNumber,
    #[error("\"{0}\" is not a day on which a shop can have opened")]
    BadOpening(String),
}

impl Explain for ShopError {
    fn code(&self) -> &'static str {
        match self {
            Self::NoBrand => "shop_no_brand",
            Self::NotACountry(_) => "shop_country_unknown",
            Self::NotACurrency(_) => "shop_currency_unknown",
            Self::NotAWindow(..) => "shop_window_invalid",
            Self::SpacingTooLong(_) => "shop_spacing_invalid",
            Self::NotAWebsite(_) => "shop_website_invalid",
            Self::BadTestNumber => "shop_test_number_invalid",
            Self::BadOpening(_) => "shop_opening_invalid",
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::NoBrand => "Write the name that customers know.",
            Self::NotACountry(_) => "Use two letters such as US, GB or DE.",
            Self::NotACurrency(_) => "Use three letters such as USD, GBP or EUR.",
            Self::NotAWindow(..) => "Let the window open before it closes, both within one day.",
            Self::SpacingTooLong(_) => "A day or a week is usual; 0 switches it off.",
            Self::NotAWebsite(_) => {
                "Write your shop's domain, for example maple-and-pine.com, or leave it empty."
            }
            Self::BadTestNumber => "Write it with its country code, for example +1 212 555 0100.",
            Self::BadOpening(_) => {
                "Write it as year, month and day, for example 2019-05-01, or leave it empty."
            }
        }
        .into()
    }
}

impl Shop {
    /// A new shop with the default limits: one promotional text a day, 9:00 to 20:00.
    pub fn new(brand: &str, country: &str, currency: &str) -> Result<Self, ShopError> {
        let shop = Self {
            brand: brand.trim().into(),
            country: country.trim().to_ascii_uppercase(),
            currency: currency.trim().to_ascii_uppercase(),
            website: String::new(),
            test_number: String::new(),
            opened_on: None,
            frequency_hours: 24,
            window_open: 9 * 60,
            window_close: 20 * 60,
        };
        shop.valid()
    }

    /// The same shop, if its settings make sense.
    pub fn valid(self) -> Result<Self, ShopError> {
        let letters = |text: &str, n| text.len() == n && text.bytes().all(|b| b.is_ascii_uppercase());
        if self.brand.is_empty() {
            return Err(ShopError::NoBrand);
        }
        if !letters(&self.country, 2) {
            return Err(ShopError::NotACountry(self.country));
        }
        if !letters(&self.currency, 3) {
            return Err(ShopError::NotACurrency(self.currency));
        }
        if self.frequency_hours > LONGEST_SPACING_HOURS {
            return Err(ShopError::SpacingTooLong(self.frequency_hours));
        }
        if self.window_open >= self.window_close || self.window_close > 24 * 60 {
            return Err(ShopError::NotAWindow(self.window_open, self.window_close));
        }
        Ok(self)
    }

    /// The shop's own hours, in the recipient's local time.
    #[must_use]
    pub fn hours(&self) -> OwnerWindow {
        OwnerWindow::of_minutes(self.window_open, self.window_close)
    }

    /// As the window shows it.
    #[must_use]
    pub fn view(&self) -> ShopView {
        ShopView {
            brand: self.brand.clone(),
            country: self.country.clone(),
            currency: self.currency.clone(),
            website: self.website.clone(),
            test_number: self.test_number.clone(),
            opened_on: self.opened_on.map(|day| day.to_string()).unwrap_or_default(),
            frequency_hours: self.frequency_hours,
            window_open: self.window_open,
            window_close: self.window_close,
        }
    }
}

/// A domain as typed, with or without scheme, `www.` and path; empty for none.
pub fn website(typed: &str) -> Result<String, ShopError> {
    let lower = typed.trim().to_lowercase();
    let rest = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let label = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-');
    if host.is_empty() && lower.is_empty() || host.contains('.') && host.split('.').all(label) {
        return Ok(host.into());
    }
    Err(ShopError::NotAWebsite(typed.trim().chars().take(40).collect()))
}

/// The day a shop opened, as typed: `YYYY-MM-DD` and not in the future, or nothing.
pub fn opening(typed: &str, now: Timestamp) -> Result<Option<NaiveDate>, ShopError> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let day = NaiveDate::parse_from_str(typed, "%Y-%m-%d").ok();
    let day = day.filter(|day| *day <= (now + Duration::hours(14)).date_naive());
    day.map(Some).ok_or_else(|| ShopError::BadOpening(typed.chars().take(40).collect()))
}

/// The currency of a country, as a first proposal; US dollars where we do not know it.
#[must_use]
pub fn usual_currency(country: &str) -> &'static str {
    match country.to_ascii_uppercase().as_str() {
        "GB" => "GBP",
        "CA" => "CAD",
        "AU" => "AUD",
        "NZ" => "NZD",
        "CH" => "CHF",
        "SE" => "SEK",
        "DK" => "DKK",
        "NO" => "NOK",
        "PL" => "PLN",
        "AT" | "BE" | "DE" | "ES" | "FI" | "FR" | "GR" | "IE" | "IT" | "LU" | "NL" | "PT" => "EUR",
        _ => "USD",
    }
}

/// The shop of this store; `NotHere` where set-up was never finished.
pub fn load(connection: &Connection) -> Result<Shop, StoreError> {
    connection
        .prepare_cached(
            "SELECT brand, country, currency, test_number, frequency_hours, window_open, window_close, opened_on,
               website
             FROM shop",
        )?
        .query_row([], |row| {
                Ok(Shop {
                    brand: row.get(0)?,
                    country: row.get(1)?,
                    currency: row.get(2)?,
                    test_number: row.get(3)?,
                    frequency_hours: row.get(4)?,
                    window_open: row.get(5)?,
                    window_close: row.get(6)?,
                    opened_on: row.get::<_, String>(7)?.parse().ok(),
                    website: row.get(8)?,
                })
            },
        )
        .optional()?
        .ok_or(StoreError::NotHere)
}

/// The shop's first day, where there is a shop and its owner has told it.
pub fn opened_on(connection: &Connection) -> Result<Option<NaiveDate>, StoreError> {
    let told: Option<String> =
        connection.query_row("SELECT opened_on FROM shop", [], |row| row.get(0)).optional()?;
    Ok(told.and_then(|day| day.parse().ok()))
}

/// Saves the shop.
pub fn save(tx: &mut WriteTx<'_>, shop: &Shop) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO shop (id, brand, country, currency, test_number, frequency_hours, window_open, window_close,
           opened_on, website)
         VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (id) DO UPDATE SET brand = ?1, country = ?2, currency = ?3, test_number = ?4,
           frequency_hours = ?5, window_open = ?6, window_close = ?7, opened_on = ?8, website = ?9",
        (
            &shop.brand,
            &shop.country,
            &shop.currency,
            &shop.test_number,
            shop.frequency_hours,
            shop.window_open,
            shop.window_close,
            shop.opened_on.map(|day| day.to_string()).unwrap_or_default(),
            &shop.website,
        ),
    )?;
    tx.emit(Event::SettingsChanged);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_website_is_read_as_its_domain_alone() {
        let read = |typed| website(typed).unwrap();
        assert_eq!(read(" https://www.Maple-and-Pine.example/shop?x=1 "), "maple-and-pine.example");
        assert_eq!((read("maple.example:443"), read("")), ("maple.example".into(), String::new()));
        for typed in ["maple", "not a website.com", "https://", ".com"] {
            assert!(website(typed).is_err(), "{typed}");
        }
    }
}
