//! Which time zones a number, or a place, may be in.
//!
//! Owns the prefix tree over `zones_by_prefix.csv` and the zones of each
//! place. The longest known prefix answers. An exchange of North America that
//! the source does not list, as most mobile ones are, may lie anywhere in its area
//! code: it gets every zone of it. An unknown prefix or place answers the empty
//! list, which readers take for "cannot be shown to be allowed".

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono_tz::Tz;
use serde::Deserialize;

use super::places::Place;
use super::table;

const BY_PREFIX: &str = include_str!("data/zones_by_prefix.csv");
const BY_PLACE: &str = include_str!("data/zones_by_place.csv");

static PREFIXES: LazyLock<PrefixTree<Vec<Tz>>> = LazyLock::new(|| read_prefixes().unwrap_or_default());
static PLACES: LazyLock<HashMap<Place, Vec<Tz>>> = LazyLock::new(|| read_places().unwrap_or_default());

/// Every zone that a number may be in; `e164` with or without its plus.
#[must_use]
pub fn of_number(e164: &str) -> &'static [Tz] {
    PREFIXES.longest(e164).map_or(&[], Vec::as_slice)
}

/// Every zone of a country, state or province.
#[must_use]
pub fn of_place(place: Place) -> &'static [Tz] {
    PLACES.get(&place).map_or(&[], Vec::as_slice)
}

#[derive(Deserialize)]
struct PrefixRow {
    prefix: String,
    zones: String,
}

#[derive(Deserialize)]
struct PlaceRow {
    place: String,
    zones: String,
}

fn read_prefixes() -> Option<PrefixTree<Vec<Tz>>> {
    let mut tree = PrefixTree::default();
    let mut codes: HashMap<String, Vec<Tz>> = HashMap::new();
    for row in table::rows::<PrefixRow>(BY_PREFIX).ok()? {
        let zones = zones_in(&row.zones)?;
        if let Some(code) = area_code(&row.prefix) {
            codes.entry(code.into()).or_default().extend(&zones);
        }
        tree.insert(&row.prefix, zones);
    }
    for (code, mut zones) in codes {
        zones.sort_unstable_by_key(|zone| zone.name());
        zones.dedup();
        tree.insert(&code, zones);
    }
    Some(tree)
}

/// The country code and area code of a North American prefix.
fn area_code(prefix: &str) -> Option<&str> {
    prefix.get(..4).filter(|code| code.starts_with('1'))
}

fn read_places() -> Option<HashMap<Place, Vec<Tz>>> {
    let rows = table::rows::<PlaceRow>(BY_PLACE).ok()?;
    rows.iter().map(|row| Some((row.place.parse().ok()?, zones_in(&row.zones)?))).collect()
}

fn zones_in(cell: &str) -> Option<Vec<Tz>> {
    cell.split('|').map(|name| name.parse().ok()).collect()
}

/// Digits to values; a lookup walks one node per digit.
#[derive(Debug)]
pub(super) struct PrefixTree<T> {
    nodes: Vec<Node<T>>,
}

#[derive(Debug)]
struct Node<T> {
    next: [u32; 10],
    value: Option<T>,
}

impl<T> Default for PrefixTree<T> {
    fn default() -> Self {
        Self { nodes: vec![Node { next: [0; 10], value: None }] }
    }
}

impl<T> PrefixTree<T> {
    /// Adds a value under a prefix of digits.
    pub(super) fn insert(&mut self, prefix: &str, value: T) {
        let mut at = 0;
        for digit in digits(prefix) {
            at = self.child(at, digit);
        }
        if let Some(node) = self.nodes.get_mut(at) {
            node.value = Some(value);
        }
    }

    /// The value under the longest prefix of `number` that has one.
    pub(super) fn longest(&self, number: &str) -> Option<&T> {
        let mut node = self.nodes.first()?;
        let mut found = None;
        for digit in digits(number) {
            let Some(&next) = node.next.get(digit).filter(|&&next| next != 0) else { break };
            node = self.nodes.get(next as usize)?;
            found = node.value.as_ref().or(found);
        }
        found
    }

    fn child(&mut self, at: usize, digit: usize) -> usize {
        let new = self.nodes.len();
        let Some(slot) = self.nodes.get_mut(at).and_then(|node| node.next.get_mut(digit)) else { return at };
        if *slot != 0 {
            return *slot as usize;
        }
        *slot = u32::try_from(new).unwrap_or_default();
        self.nodes.push(Node { next: [0; 10], value: None });
        new
    }
}

fn digits(text: &str) -> impl Iterator<Item = usize> {
    let bare = text.strip_prefix('+').unwrap_or(text);
    bare.bytes().take_while(u8::is_ascii_digit).map(|byte| usize::from(byte - b'0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(number: &str) -> Vec<&'static str> {
        of_number(number).iter().map(|zone| zone.name()).collect()
    }

    #[test]
    fn every_row_names_zones_that_exist() {
        assert!(read_prefixes().is_some() && read_places().is_some());
        assert!(PLACES.len() > 290, "all countries, states and provinces");
        for row in table::rows::<PrefixRow>(BY_PREFIX).unwrap() {
            let (zones, listed) = (of_number(&row.prefix), zones_in(&row.zones).unwrap());
            assert!(listed.iter().all(|zone| zones.contains(zone)), "{}", row.prefix);
            assert!(row.prefix.len() == 4 || zones == listed, "{}", row.prefix);
        }
    }

    #[test]
    fn the_longest_prefix_answers() {
        assert_eq!(names("+12125550100"), ["America/New_York"]);
        assert_eq!(names("+15125550100"), ["America/Chicago"]);
        assert_eq!(names("+16025550100"), ["America/Phoenix"]);
        assert_eq!(
            names("+19288715550"),
            ["America/Denver", "America/Phoenix"],
            "Window Rock, Navajo Nation"
        );
    }

    #[test]
    fn an_area_code_known_only_by_its_exchanges_gets_all_of_them() {
        assert_eq!(names("+1208"), ["America/Boise", "America/Denver", "America/Los_Angeles"]);
        assert_eq!(names("+12085550100"), ["America/Boise", "America/Los_Angeles"], "the source narrows 555");
    }

    #[test]
    fn an_exchange_that_nobody_lists_may_lie_anywhere_in_its_area_code() {
        assert_eq!(
            names("+19285550100"),
            ["America/Denver", "America/Phoenix"],
            "Arizona or the Navajo Nation"
        );
        assert_eq!(names("+12195550100"), ["America/Chicago", "America/New_York"], "both corners of Indiana");
        assert_eq!(names("+12125550100"), ["America/New_York"], "negative control: one zone");
    }

    #[test]
    fn a_mobile_abroad_may_be_anywhere_in_its_country() {
        assert!(names("+61491570006").contains(&"Australia/Perth"));
        assert!(names("+61491570006").contains(&"Australia/Sydney"));
        assert!(names("+447700900123").contains(&"Europe/London"));
        assert_eq!(names("+33639981234"), ["Europe/Paris"]);
    }

    #[test]
    fn an_unknown_number_has_no_zone() {
        assert!(names("+9991234").is_empty());
        assert!(names("").is_empty());
    }
}
