use proptest::prelude::*;

use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

const MORNING: &str = "2026-03-03T17:00:00Z";

#[test]
fn a_brand_that_has_used_up_its_parts_waits_for_midnight_in_los_angeles() {
    let mut used = Hours::default();
    used.add(at(MORNING), 1_599);
    let mut cap = Cap::new(Allows::PartsADay(1_600), used);
    assert_eq!(cap.fits_at(at("2026-03-03T20:00:00Z"), 1), at("2026-03-03T20:00:00Z"));
    assert_eq!(
        cap.fits_at(at("2026-03-03T20:00:00Z"), 2),
        at("2026-03-04T08:00:00Z"),
        "two parts no longer fit"
    );
    cap.take(at("2026-03-03T20:00:00Z"), 1);
    assert_eq!(cap.fits_at(at("2026-03-03T20:00:01Z"), 1), at("2026-03-04T08:00:00Z"));
    assert_eq!(cap.fits_at(at("2026-03-04T08:00:00Z"), 1), at("2026-03-04T08:00:00Z"), "a new day");
}

#[test]
fn the_carriers_day_follows_summer_time() {
    let (begins, ends) = carrier_day(at("2026-03-08T20:00:00Z"));
    assert_eq!((begins, ends), (at("2026-03-08T08:00:00Z"), at("2026-03-09T07:00:00Z")));
    assert_eq!(carrier_day(begins), (begins, ends), "midnight belongs to the day it begins");
}

#[test]
fn an_account_waits_until_its_oldest_hour_is_a_day_old() {
    let mut used = Hours::default();
    used.add(at("2026-03-03T10:20:00Z"), 60);
    used.add(at("2026-03-03T15:40:00Z"), 40);
    let mut cap = Cap::new(Allows::TextsInAnyDay(100), used);
    assert_eq!(
        cap.fits_at(at(MORNING), 1),
        at("2026-03-04T11:00:00Z"),
        "by the whole hour, to the strict side"
    );
    assert_eq!(cap.standing(at("2026-03-04T11:00:00Z")), Some((100, 40)));
}

#[test]
fn the_latest_of_all_caps_decides_and_is_named() {
    let mut used = Hours::default();
    used.add(at(MORNING), 100);
    let caps =
        [Allows::PartsADay(100), Allows::TextsInAnyDay(100)].map(|allows| Cap::new(allows, used.clone()));
    let mut caps = Caps::new(caps.to_vec());
    assert_eq!(caps.fits_at(at(MORNING), 1), (at("2026-03-04T18:00:00Z"), Some(Why::Account)));
    assert_eq!(caps.standing(at(MORNING)), [(Why::Brand, 100, 100), (Why::Account, 100, 100)]);
}

#[test]
fn nothing_capped_holds_nothing_back() {
    assert_eq!(Caps::default().fits_at(at(MORNING), 3), (at(MORNING), None));
}

/// Takes as the sender does: whenever the caps let it, or as a careless one does: always.
fn taken(caps: &mut Caps, asks: bool, gaps: &[i64]) -> Vec<Timestamp> {
    let (mut now, mut taken) = (at(MORNING), Vec::new());
    for gap in gaps {
        now += TimeDelta::minutes(*gap);
        let (fits, _) = caps.fits_at(now, 1);
        if asks {
            now = fits;
        }
        caps.take(now, 1);
        taken.push(now);
    }
    taken
}

/// The most texts that ever lie within 24 hours.
fn most_in_a_day(taken: &[Timestamp]) -> usize {
    let within = |from: &Timestamp| {
        taken.iter().filter(|at| *at >= from && **at < *from + TimeDelta::hours(24)).count()
    };
    taken.iter().map(within).max().unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_24_hours_ever_hold_more_than_the_account_may(allowed in 1_u32..20, gaps in prop::collection::vec(0_i64..300, 1..120)) {
        let mut caps = Caps::new(vec![Cap::new(Allows::TextsInAnyDay(allowed), Hours::default())]);
        prop_assert!(most_in_a_day(&taken(&mut caps, true, &gaps)) <= allowed as usize);
    }

    #[test]
    fn no_carrier_day_ever_holds_more_than_the_brand_may(allowed in 1_u32..20, gaps in prop::collection::vec(0_i64..300, 1..120)) {
        let mut caps = Caps::new(vec![Cap::new(Allows::PartsADay(allowed), Hours::default())]);
        let taken = taken(&mut caps, true, &gaps);
        for one in &taken {
            let (begins, ends) = carrier_day(*one);
            let count = taken.iter().filter(|at| (begins..ends).contains(at)).count();
            prop_assert!(count <= allowed as usize);
        }
    }
}

#[test]
fn negative_control_a_sender_that_does_not_ask_breaks_the_cap() {
    let mut caps = Caps::new(vec![Cap::new(Allows::TextsInAnyDay(5), Hours::default())]);
    assert!(most_in_a_day(&taken(&mut caps, false, &[1; 20])) > 5);
}
