//! Where a recipient may be: candidate zones and candidate jurisdictions.
//!
//! Owns the reading of number and address into candidates. Both apply: an
//! address adds candidates and never removes one that the number gives.
//! Invariant: zones and places are sorted and without repeats, so that two
//! recipients with the same hours have the same text.

use chrono_tz::Tz;

use crate::rules::places::{self, Place};
use crate::rules::zones;

/// Every zone and every jurisdiction a recipient may be in.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Locality {
    zones: Vec<Tz>,
    places: Vec<Place>,
}

/// A contact's address as far as hours depend on it; an empty text is unknown.
#[derive(Clone, Copy, Default)]
pub struct Address<'a> {
    /// ISO code or name.
    pub country: &'a str,
    /// State or province, code or name.
    pub region: &'a str,
    /// Postcode.
    pub postcode: &'a str,
}

/// The stored text of a locality cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the stored zones and places cannot be read")]
pub struct UnreadableLocality;

impl Locality {
    /// A locality from its candidates, in any order.
    #[must_use]
    pub fn new(mut zones: Vec<Tz>, mut places: Vec<Place>) -> Self {
        zones.sort_unstable_by_key(|zone| zone.name());
        zones.dedup();
        places.sort_unstable();
        places.dedup();
        Self { zones, places }
    }

    /// Candidate zones, by name; empty when nothing is known.
    #[must_use]
    pub fn zones(&self) -> &[Tz] {
        &self.zones
    }

    /// Candidate jurisdictions; empty when nothing is known.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The zones as a JSON array of IANA names.
    #[must_use]
    pub fn zones_json(&self) -> String {
        json_array(self.zones.iter().map(|zone| zone.name()))
    }

    /// The places as a JSON array of ISO 3166 codes.
    #[must_use]
    pub fn places_json(&self) -> String {
        json_array(self.places.iter().map(ToString::to_string))
    }

    /// Reads back what `zones_json` and `places_json` wrote.
    ///
    /// # Errors
    /// When either text is no JSON array of known names.
    pub fn from_json(zones: &str, places: &str) -> Result<Self, UnreadableLocality> {
        let zones: Vec<String> = serde_json::from_str(zones).map_err(|_| UnreadableLocality)?;
        let places: Vec<Place> = serde_json::from_str(places).map_err(|_| UnreadableLocality)?;
        let zones = zones.iter().map(|name| name.parse().map_err(|_| UnreadableLocality));
        Ok(Self::new(zones.collect::<Result<_, _>>()?, places))
    }
}

/// Names of zones and places hold letters, digits, `/`, `_`, `+` and `-` only: nothing to escape.
fn json_array(names: impl Iterator<Item = impl AsRef<str>>) -> String {
    let quoted: Vec<String> = names.map(|name| format!("\"{}\"", name.as_ref())).collect();
    format!("[{}]", quoted.join(","))
}

/// The candidates that a number gives, and those of the address when it is known.
#[must_use]
pub fn locality_of(e164: &str, address: Option<Address<'_>>) -> Locality {
    let numbered = places::of_number(e164);
    let mut candidates = Locality { zones: zones::of_number(e164).to_vec(), places: numbered.to_vec() };
    if let Some(place) = address.and_then(|address| place_of(address, numbered)) {
        candidates.zones.extend(address.map(|address| zones_of(place, address.postcode)).unwrap_or_default());
        candidates.places.push(place);
    }
    Locality::new(candidates.zones, candidates.places)
}

/// The place that an address adds: nothing when it is unreadable, or only a country the number names already.
fn place_of(address: Address<'_>, numbered: &[Place]) -> Option<Place> {
    let country = if address.country.trim().is_empty() {
        numbered.first()?.country()
    } else {
        places::country_named(address.country)?
    };
    let part = subdivision(country, address);
    part.or_else(|| (!numbered.iter().any(|place| place.country() == country)).then_some(country))
}

fn subdivision(country: Place, address: Address<'_>) -> Option<Place> {
    match country.country_code() {
        "US" | "CA" => places::subdivision_named(country, address.region),
        "FR" => alsace_moselle(country, address.postcode),
        _ => None,
    }
}

/// The three départements with two more holidays.
fn alsace_moselle(france: Place, postcode: &str) -> Option<Place> {
    let department = postcode.trim().get(..2)?;
    ["57", "67", "68"].contains(&department).then(|| france.within(department)).flatten()
}

/// The zones of an address. Arizona keeps standard time all year; the Navajo Nation (865, 860) does not.
fn zones_of(place: Place, postcode: &str) -> Vec<Tz> {
    let of_place = zones::of_place(place.subdivision().map_or(place, |_| whole_if_unlisted(place)));
    let outside_navajo = place.subdivision() == Some("AZ")
        && postcode.trim().len() >= 5
        && !["860", "865"].iter().any(|nation| postcode.trim().starts_with(nation));
    of_place.iter().copied().filter(|zone| !outside_navajo || *zone == Tz::America__Phoenix).collect()
}

fn whole_if_unlisted(place: Place) -> Place {
    if zones::of_place(place).is_empty() { place.country() } else { place }
}

#[cfg(test)]
#[path = "locality_tests.rs"]
mod tests;
