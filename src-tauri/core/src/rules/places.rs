//! Which country, state or province a number may belong to, and how places are written.
//!
//! Owns `Place` and `places_by_prefix.csv`. An area code that crosses borders
//! answers every place it touches; toll-free and unlisted North American
//! numbers answer `US` without a state.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::table;
use super::zones::PrefixTree;

const BY_PREFIX: &str = include_str!("data/places_by_prefix.csv");
const NAMES: &str = include_str!("data/region_names.csv");

static PREFIXES: LazyLock<PrefixTree<Vec<Place>>> = LazyLock::new(|| read_prefixes().unwrap_or_default());
/// By name in lower case; no state or province shares its name with a country.
static REGIONS: LazyLock<HashMap<String, Place>> = LazyLock::new(|| read_names().unwrap_or_default());

/// A country (`FR`) or a country and its subdivision (`US-TX`), ISO 3166.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Place([u8; 5]);

/// The text is not an ISO 3166 place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a country or subdivision code")]
pub struct NotAPlace;

impl Place {
    /// The country alone.
    #[must_use]
    pub fn country(self) -> Self {
        let [first, second, ..] = self.0;
        Self([first, second, 0, 0, 0])
    }

    /// The subdivision's code without the country, or nothing for a whole country.
    #[must_use]
    pub fn subdivision(&self) -> Option<&str> {
        let text = std::str::from_utf8(self.0.get(2..)?).ok()?;
        Some(text.trim_end_matches('\0')).filter(|code| !code.is_empty())
    }

    fn is_whole_country(self) -> bool {
        let [_, _, first, ..] = self.0;
        first == 0
    }

    /// The two letters of the country.
    #[must_use]
    pub fn country_code(&self) -> &str {
        self.0.get(..2).and_then(|letters| std::str::from_utf8(letters).ok()).unwrap_or_default()
    }

    /// The place inside this country with the subdivision `code`.
    #[must_use]
    pub fn within(self, code: &str) -> Option<Self> {
        let bytes = code.as_bytes();
        let fits = (1..=3).contains(&bytes.len()) && bytes.iter().all(u8::is_ascii_alphanumeric);
        let mut place = self.country();
        place.0.iter_mut().skip(2).zip(bytes).for_each(|(slot, byte)| *slot = byte.to_ascii_uppercase());
        fits.then_some(place)
    }
}

impl FromStr for Place {
    type Err = NotAPlace;

    fn from_str(text: &str) -> Result<Self, NotAPlace> {
        let (country, rest) =
            text.split_once('-').map_or((text, None), |(country, rest)| (country, Some(rest)));
        let &[first, second] = country.as_bytes() else { return Err(NotAPlace) };
        if !(first.is_ascii_alphabetic() && second.is_ascii_alphabetic()) {
            return Err(NotAPlace);
        }
        let country = Self([first.to_ascii_uppercase(), second.to_ascii_uppercase(), 0, 0, 0]);
        rest.map_or(Ok(country), |code| country.within(code).ok_or(NotAPlace))
    }
}

impl TryFrom<String> for Place {
    type Error = NotAPlace;

    fn try_from(text: String) -> Result<Self, NotAPlace> {
        text.parse()
    }
}

impl From<Place> for String {
    fn from(place: Place) -> Self {
        place.to_string()
    }
}

impl fmt::Display for Place {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self.country_code())?;
        self.subdivision().map_or(Ok(()), |code| write!(to, "-{code}"))
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, to)
    }
}

/// Every country, state or province that a number may belong to; empty when unknown.
#[must_use]
pub fn of_number(e164: &str) -> &'static [Place] {
    PREFIXES.longest(e164).map_or(&[], Vec::as_slice)
}

/// The country an address names: an ISO code or one of the few names that exports use.
#[must_use]
pub fn country_named(text: &str) -> Option<Place> {
    let text = text.trim();
    if let Ok(place) = text.parse::<Place>() {
        let place = if place.country_code() == "UK" { "GB".parse().ok()? } else { place };
        return (!super::zones::of_place(place.country()).is_empty()).then_some(place.country());
    }
    named(text).filter(|place| place.is_whole_country())
}

/// The state or province an address names, by code (`TX`, `US-TX`) or by name (`Texas`).
#[must_use]
pub fn subdivision_named(country: Place, text: &str) -> Option<Place> {
    let text = text.trim();
    let code = text.split_once('-').filter(|(before, _)| before.eq_ignore_ascii_case(country.country_code()));
    let by_code = country.within(code.map_or(text, |(_, code)| code));
    let known = by_code.filter(|place| !super::zones::of_place(*place).is_empty());
    known.or_else(|| named(text).filter(|place| place.country() == country && !place.is_whole_country()))
}

fn named(text: &str) -> Option<Place> {
    REGIONS.get(&text.to_lowercase()).copied()
}

#[derive(Deserialize)]
struct PrefixRow {
    prefix: String,
    places: String,
}

#[derive(Deserialize)]
struct NameRow {
    place: Place,
    name: String,
}

fn read_prefixes() -> Option<PrefixTree<Vec<Place>>> {
    let mut tree = PrefixTree::default();
    for row in table::rows::<PrefixRow>(BY_PREFIX).ok()? {
        let places = row.places.split('|').map(|place| place.parse().ok()).collect::<Option<_>>()?;
        tree.insert(&row.prefix, places);
    }
    Some(tree)
}

fn read_names() -> Option<HashMap<String, Place>> {
    let rows = table::rows::<NameRow>(NAMES).ok()?;
    Some(rows.into_iter().map(|row| (row.name.to_lowercase(), row.place)).collect())
}

#[cfg(test)]
#[path = "places_tests.rs"]
mod tests;
