use super::*;

fn names(number: &str) -> Vec<String> {
    of_number(number).iter().map(ToString::to_string).collect()
}

fn place(text: &str) -> Place {
    text.parse().unwrap()
}

#[test]
fn every_row_is_read_and_every_named_region_has_zones() {
    assert!(read_prefixes().is_some());
    let regions = read_names().unwrap();
    let rows = NAMES.lines().filter(|line| !line.starts_with('#')).count() - 1;
    assert_eq!(regions.len(), rows, "no name stands for two places");
    for (name, place) in regions {
        assert!(!super::super::zones::of_place(place).is_empty(), "{name}");
    }
    assert_eq!(names("+12155550100"), ["US-PA"]);
}

#[test]
fn an_area_code_names_its_state_or_province() {
    assert_eq!(names("+15125550100"), ["US-TX"]);
    assert_eq!(names("+12035550100"), ["US-CT"]);
    assert_eq!(names("+14165550100"), ["CA-ON"]);
    assert_eq!(names("+17875550100"), ["US-PR"]);
    assert_eq!(names("+12425550100"), ["BS"]);
    assert_eq!(names("+19025550100"), ["CA-NS", "CA-PE"]);
    assert_eq!(names("+12025550100"), ["US-DC"]);
}

#[test]
fn a_toll_free_or_unlisted_number_names_no_state() {
    assert_eq!(names("+18005550100"), ["US"]);
    assert_eq!(names("+12995550100"), ["US"]);
}

#[test]
fn other_numbers_name_their_country() {
    assert_eq!(names("+447700900123"), ["GB"]);
    assert_eq!(names("+33639981234"), ["FR"]);
    assert!(names("+999123").is_empty());
}

#[test]
fn all_fifty_states_and_the_district_have_an_area_code() {
    let rows = table::rows::<PrefixRow>(BY_PREFIX).unwrap();
    let mut states: Vec<_> =
        rows.iter().flat_map(|row| row.places.split('|')).filter(|place| place.starts_with("US-")).collect();
    states.sort_unstable();
    states.dedup();
    assert_eq!(states.len(), 51 + 5, "and five territories: {states:?}");
}

#[test]
fn an_address_is_read_by_code_and_by_name() {
    let us = country_named("United States").unwrap();
    assert_eq!(us, place("US"));
    assert_eq!(country_named("uk"), Some(place("GB")));
    assert_eq!(country_named("fr"), Some(place("FR")));
    assert_eq!(country_named("Atlantis"), None);
    assert_eq!(country_named("XQ"), None);
    assert_eq!(subdivision_named(us, "tx"), Some(place("US-TX")));
    assert_eq!(subdivision_named(us, "US-TX"), Some(place("US-TX")));
    assert_eq!(subdivision_named(us, "new york"), Some(place("US-NY")));
    assert_eq!(subdivision_named(us, "Bavaria"), None);
    assert_eq!(subdivision_named(us, "ON"), None, "a Canadian province");
}

#[test]
fn a_place_is_written_as_it_is_read() {
    for text in ["US-TX", "FR", "FR-67", "GB"] {
        assert_eq!(place(text).to_string(), text);
    }
    for text in ["", "U", "USA", "US-", "US-TEXAS", "U5", "US TX"] {
        assert!(text.parse::<Place>().is_err(), "{text}");
    }
}
