use super::*;

fn zones(locality: &Locality) -> Vec<&'static str> {
    locality.zones().iter().map(|zone| zone.name()).collect()
}

fn places(locality: &Locality) -> Vec<String> {
    locality.places().iter().map(ToString::to_string).collect()
}

fn address<'a>(country: &'a str, region: &'a str, postcode: &'a str) -> Option<Address<'a>> {
    Some(Address { country, region, postcode })
}

#[test]
fn alice_with_a_new_york_number_and_a_texan_address_is_a_candidate_for_both() {
    let alice = locality_of("+12125550100", address("US", "TX", "78701"));
    assert_eq!(zones(&alice), ["America/Chicago", "America/Denver", "America/New_York"]);
    assert_eq!(places(&alice), ["US-NY", "US-TX"]);
}

#[test]
fn an_address_never_removes_a_candidate_of_the_number() {
    for number in ["+12085550100", "+14165550100", "+447700900123", "+18005550100", "+99912345"] {
        let bare = locality_of(number, None);
        for at in [
            address("US", "TX", ""),
            address("France", "", "67000"),
            address("", "", ""),
            address("Mars", "x", "y"),
        ] {
            let both = locality_of(number, at);
            assert!(bare.zones().iter().all(|zone| both.zones().contains(zone)), "{number}");
            assert!(bare.places().iter().all(|place| both.places().contains(place)), "{number}");
        }
    }
}

#[test]
fn an_address_that_only_repeats_the_country_adds_nothing() {
    let number = "+15125550100";
    assert_eq!(locality_of(number, address("US", "", "")), locality_of(number, None));
    assert_eq!(locality_of(number, address("Atlantis", "", "")), locality_of(number, None));
    assert_ne!(locality_of(number, address("CA", "", "")), locality_of(number, None), "negative control");
}

#[test]
fn a_state_without_a_country_is_read_in_the_country_of_the_number() {
    let bob = locality_of("+12125550101", address("", "Florida", ""));
    assert_eq!(places(&bob), ["US-FL", "US-NY"]);
    assert_eq!(zones(&bob), ["America/Chicago", "America/New_York"]);
}

#[test]
fn arizona_stands_still_and_the_navajo_nation_does_not() {
    let phoenix = locality_of("+16025550100", address("US", "AZ", "85001"));
    assert_eq!(zones(&phoenix), ["America/Phoenix"]);
    let window_rock = locality_of("+16025550100", address("US", "AZ", "86515"));
    assert_eq!(zones(&window_rock), ["America/Denver", "America/Phoenix"]);
    let somewhere = locality_of("+16025550100", address("US", "AZ", ""));
    assert_eq!(zones(&somewhere), ["America/Denver", "America/Phoenix"]);
}

#[test]
fn strasbourg_keeps_two_holidays_more_than_paris() {
    assert_eq!(places(&locality_of("+33639981234", address("FR", "", "67000"))), ["FR", "FR-67"]);
    assert_eq!(places(&locality_of("+33639981234", address("FR", "", "75001"))), ["FR"]);
}

#[test]
fn the_stored_text_is_the_same_whatever_the_order_and_reads_back() {
    let one = Locality::new(
        vec![Tz::America__Chicago, Tz::America__Boise, Tz::America__Chicago],
        vec!["US-TX".parse().unwrap(), "US-ID".parse().unwrap()],
    );
    let other = Locality::new(
        vec![Tz::America__Boise, Tz::America__Chicago],
        vec!["US-ID".parse().unwrap(), "US-TX".parse().unwrap()],
    );
    assert_eq!(one, other);
    assert_eq!(one.zones_json(), r#"["America/Boise","America/Chicago"]"#);
    assert_eq!(one.places_json(), r#"["US-ID","US-TX"]"#);
    assert_eq!(Locality::from_json(&one.zones_json(), &one.places_json()), Ok(one));
    assert_eq!(Locality::default().zones_json(), "[]");
}

#[test]
fn every_locality_reads_back_from_its_text() {
    for number in ["+12085550100", "+18005550100", "+79161234567", "+61491570006", "+99912345"] {
        let locality = locality_of(number, address("US", "ND", ""));
        assert_eq!(Locality::from_json(&locality.zones_json(), &locality.places_json()), Ok(locality));
    }
}

#[test]
fn a_damaged_text_is_an_error_and_not_an_empty_locality() {
    for (zones, places) in [("", "[]"), ("[]", "{}"), (r#"["Mars/Olympus"]"#, "[]"), ("[]", r#"["USA"]"#)] {
        assert_eq!(Locality::from_json(zones, places), Err(UnreadableLocality));
    }
}
