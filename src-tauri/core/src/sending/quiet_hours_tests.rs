use chrono::{Datelike, TimeDelta, Timelike};
use chrono_tz::Tz;
use proptest::prelude::*;

use super::super::openings::{edge, spread};
use super::*;
use crate::rules::hours;

const OWNER: OwnerWindow = OwnerWindow { open_minute: 540, close_minute: 1200 };
const ALWAYS: OwnerWindow = OwnerWindow { open_minute: 0, close_minute: 1440 };

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn number(e164: &str) -> Locality {
    locality_of(e164, None)
}

fn ask(locality: &Locality, scope: Scope, window: OwnerWindow, now: &str) -> Verdict {
    allowed(locality, scope, window, at(now))
}

fn promotional(e164: &str, now: &str) -> Verdict {
    ask(&number(e164), Scope::Promotional, ALWAYS, now)
}

#[test]
fn texas_opens_at_nine_on_a_weekday_and_at_noon_on_sunday() {
    let alice = "+15125550100";
    assert!(!promotional(alice, "2026-03-03T14:59:59Z").allowed);
    let open = promotional(alice, "2026-03-03T15:00:00Z");
    assert_eq!((open.allowed, open.until), (true, Some(at("2026-03-04T03:00:00Z"))));
    assert_eq!(open.next_allowed_at, Some(at("2026-03-03T15:00:00Z")), "now is the next permitted moment");
    let sunday = promotional(alice, "2026-03-08T14:30:00Z");
    assert_eq!(sunday.next_allowed_at, Some(at("2026-03-08T17:00:00Z")), "noon, already in summer time");
    assert!(promotional(alice, "2026-03-03T15:00:00Z").rules.iter().any(|rule| rule.row == "TX"));
}

#[test]
fn the_end_of_a_window_is_exclusive() {
    let alice = "+15125550100";
    assert!(promotional(alice, "2026-03-04T02:59:59.999Z").allowed);
    assert!(!promotional(alice, "2026-03-04T03:00:00Z").allowed);
}

#[test]
fn alabama_waits_from_saturday_evening_to_monday_morning() {
    let verdict = promotional("+12055550100", "2026-03-08T01:00:00Z");
    assert_eq!(verdict.until, Some(at("2026-03-08T02:00:00Z")), "Saturday 20:00 in winter time");
    let sunday = promotional("+12055550100", "2026-03-08T18:00:00Z");
    assert_eq!(sunday.next_allowed_at, Some(at("2026-03-09T13:00:00Z")), "Monday 08:00 in summer time");
}

#[test]
fn carla_with_two_homes_is_texted_only_when_both_are_awake() {
    let carla = locality_of("+13105550100", Some(Address { country: "US", region: "FL", postcode: "33101" }));
    let morning = ask(&carla, Scope::Promotional, ALWAYS, "2026-03-03T16:30:00Z");
    assert!(!morning.allowed, "half past eight in Los Angeles");
    assert_eq!(morning.next_allowed_at, Some(at("2026-03-03T17:00:00Z")));
    let noon = ask(&carla, Scope::Promotional, ALWAYS, "2026-03-03T17:00:00Z");
    assert_eq!(noon.until, Some(at("2026-03-04T01:00:00Z")), "20:00 in Miami");
    assert_eq!(noon.rules.len(), 2);
    let at_eight_in_la = ask(&number("+13105550100"), Scope::Promotional, ALWAYS, "2026-03-04T02:00:00Z");
    assert!(at_eight_in_la.allowed, "negative control: the Californian number alone may still be texted");
}

#[test]
fn arizona_keeps_its_hours_when_the_neighbours_change_theirs() {
    let phoenix = "+16025550100";
    assert_eq!(
        promotional(phoenix, "2026-01-06T10:00:00Z").next_allowed_at,
        Some(at("2026-01-06T15:00:00Z"))
    );
    assert_eq!(
        promotional(phoenix, "2026-07-07T10:00:00Z").next_allowed_at,
        Some(at("2026-07-07T15:00:00Z"))
    );
    let denver = "+13035550100";
    assert_eq!(promotional(denver, "2026-07-07T10:00:00Z").next_allowed_at, Some(at("2026-07-07T14:00:00Z")));
    let window_rock = "+19288715550";
    assert_eq!(
        promotional(window_rock, "2026-07-07T10:00:00Z").next_allowed_at,
        Some(at("2026-07-07T15:00:00Z"))
    );
    let open = promotional(window_rock, "2026-07-07T15:00:00Z");
    assert_eq!(open.until, Some(at("2026-07-08T03:00:00Z")), "21:00 on the Navajo Nation, 20:00 in Phoenix");
}

#[test]
fn a_split_area_code_keeps_the_hours_of_both_its_zones() {
    // 208: Boise is an hour ahead of the Panhandle.
    let boise = "+12085550100";
    let open = promotional(boise, "2026-03-03T16:00:00Z");
    assert!(!promotional(boise, "2026-03-03T15:59:59Z").allowed);
    assert_eq!((open.allowed, open.until), (true, Some(at("2026-03-04T04:00:00Z"))));
}

#[test]
fn every_split_area_code_is_texted_only_when_all_its_zones_are_awake() {
    // Facts: compliance 2.4, area codes whose numbers lie in more than one effective zone.
    let split = [
        208, 219, 270, 308, 423, 541, 574, 605, 606, 620, 701, 775, 785, 812, 850, 906, 907, 928, 986, 250,
        418, 709, 807, 867, 879,
    ];
    for code in split {
        let who = number(&format!("+1{code}5550100"));
        let now = at("2026-07-07T06:00:00Z");
        let found = opening_from(&who, Scope::Promotional, OWNER, now).unwrap();
        let hours = |at: Timestamp| {
            let local = |zone: &Tz| at.with_timezone(zone).hour();
            (who.zones().iter().map(local).min(), who.zones().iter().map(local).max())
        };
        assert!(who.zones().len() > 1, "{code}");
        assert!(hours(found.opens_at).0 >= Some(9), "{code}: the westernmost is awake");
        assert!(hours(found.closes_at).1 <= Some(21), "{code}: the easternmost still is");
    }
    assert_eq!(number("+12125550100").zones().len(), 1, "negative control");
}

#[test]
fn new_year_closes_zone_by_zone() {
    // Utah and Pennsylvania both rest on the holiday; 1 January 2027 is a Friday.
    let (utah, both) = (
        number("+18015550100"),
        locality_of("+18015550100", Some(Address { country: "US", region: "PA", postcode: "" })),
    );
    let eve = "2027-01-01T01:59:59Z";
    assert!(ask(&utah, Scope::Promotional, ALWAYS, eve).allowed, "18:59 on 31 December in Salt Lake City");
    assert_eq!(
        ask(&both, Scope::Promotional, ALWAYS, eve).until,
        Some(at("2027-01-01T02:00:00Z")),
        "21:00 in Philadelphia"
    );
    assert!(
        ask(&utah, Scope::Promotional, ALWAYS, "2027-01-01T03:59:59Z").allowed,
        "already 2027 in UTC and in New York"
    );
    let holiday = ask(&utah, Scope::Promotional, ALWAYS, "2027-01-01T18:00:00Z");
    assert_eq!(holiday.next_allowed_at, Some(at("2027-01-02T15:00:00Z")), "Saturday");
    let texas = promotional("+15125550100", "2027-01-01T18:00:00Z");
    assert!(texas.allowed, "negative control: Texas has no holiday rule");
}

#[test]
fn france_rests_on_sundays_and_public_holidays() {
    let amelie = "+33639981234";
    assert!(promotional(amelie, "2026-07-13T10:00:00Z").allowed, "a Monday");
    assert_eq!(promotional(amelie, "2026-07-14T10:00:00Z").next_allowed_at, Some(at("2026-07-15T07:00:00Z")));
    assert_eq!(promotional(amelie, "2026-03-28T19:30:00Z").next_allowed_at, Some(at("2026-03-30T07:00:00Z")));
    assert_eq!(promotional(amelie, "2026-05-14T10:00:00Z").next_allowed_at, Some(at("2026-05-15T07:00:00Z")));
    assert!(promotional("+447700900123", "2026-07-14T10:00:00Z").allowed, "negative control: Britain works");
}

#[test]
fn an_unknown_state_gets_the_strictest_row_and_an_unknown_zone_gets_nothing() {
    let stateless = Locality::new(vec![Tz::America__New_York], vec!["US".parse().unwrap()]);
    assert!(!ask(&stateless, Scope::Promotional, ALWAYS, "2026-03-03T14:30:00Z").allowed, "09:30");
    assert!(ask(&stateless, Scope::Promotional, ALWAYS, "2026-03-03T15:00:00Z").allowed, "10:00");
    assert!(!ask(&stateless, Scope::Promotional, ALWAYS, "2026-03-03T23:00:00Z").allowed, "18:00");
    let placeless = Locality::new(vec![Tz::America__New_York], vec![]);
    assert!(!ask(&placeless, Scope::Promotional, ALWAYS, "2026-03-03T14:30:00Z").allowed);
    for scope in [Scope::Promotional, Scope::Transactional, Scope::Conversational] {
        let nowhere = ask(&number("+99912345"), scope, ALWAYS, "2026-03-03T17:00:00Z");
        assert_eq!((nowhere.allowed, nowhere.until, nowhere.next_allowed_at), (false, None, None));
    }
}

#[test]
fn a_toll_free_number_may_be_anywhere_and_is_never_open() {
    let verdict = promotional("+18005550100", "2026-03-03T17:00:00Z");
    assert_eq!((verdict.allowed, verdict.next_allowed_at), (false, None));
}

#[test]
fn zones_on_both_sides_of_the_date_line_can_be_awake_together() {
    assert_eq!(spread(&[Tz::Pacific__Auckland, Tz::Pacific__Honolulu], at("2026-07-01T00:00:00Z")), 120);
    let both = Locality::new(vec![Tz::Pacific__Auckland, Tz::Pacific__Honolulu], vec!["NZ".parse().unwrap()]);
    let verdict = ask(&both, Scope::Promotional, ALWAYS, "2026-07-01T12:00:00Z");
    assert_eq!(
        verdict.next_allowed_at,
        Some(at("2026-07-01T21:00:00Z")),
        "nine in Auckland, eleven in Honolulu"
    );
}

#[test]
fn the_owner_can_be_stricter_and_never_laxer() {
    let dan = number("+12125550100");
    let late = OwnerWindow { open_minute: 720, close_minute: 780 };
    let verdict = ask(&dan, Scope::Promotional, late, "2026-03-03T15:00:00Z");
    assert_eq!(verdict.next_allowed_at, Some(at("2026-03-03T17:00:00Z")));
    assert!(verdict.rules.iter().any(|rule| rule.row == "OWNER"));
    assert!(!ask(&dan, Scope::Promotional, ALWAYS, "2026-03-03T12:59:00Z").allowed, "07:59");
    let never = OwnerWindow { open_minute: 900, close_minute: 900 };
    assert_eq!(ask(&dan, Scope::Promotional, never, "2026-03-03T20:00:00Z").next_allowed_at, None);
}

#[test]
fn order_news_and_replies_have_wider_hours_than_offers() {
    let erin = number("+12055550100");
    let sunday_noon = "2026-03-08T17:00:00Z";
    assert!(!ask(&erin, Scope::Promotional, OWNER, sunday_noon).allowed);
    assert!(ask(&erin, Scope::Transactional, OWNER, sunday_noon).allowed);
    let half_past_eight = "2026-03-09T13:30:00Z";
    assert!(!ask(&erin, Scope::Transactional, OWNER, half_past_eight).allowed, "the owner opens at nine");
    assert!(ask(&erin, Scope::Conversational, OWNER, half_past_eight).allowed);
    assert!(!ask(&erin, Scope::Conversational, ALWAYS, "2026-03-09T12:59:00Z").allowed, "07:59");
    assert!(!ask(&erin, Scope::Conversational, ALWAYS, "2026-03-10T02:00:00Z").allowed, "21:00");
}

#[test]
fn midnight_is_the_end_of_a_day_and_a_day_that_never_was_has_no_hours() {
    let (earlier, _) = edge(Tz::Europe__London, "2026-03-03".parse().unwrap(), 1440).unwrap();
    assert_eq!(earlier, at("2026-03-04T00:00:00Z"));
    let samoa = Locality::new(vec![Tz::Pacific__Apia], vec!["WS".parse().unwrap()]);
    let verdict = ask(&samoa, Scope::Promotional, ALWAYS, "2011-12-30T06:30:00Z");
    assert_eq!(
        verdict.next_allowed_at,
        Some(at("2011-12-30T19:00:00Z")),
        "30 December was left out: the 31st at nine"
    );
}

#[test]
fn the_strictest_cap_of_all_candidate_places_counts() {
    let cap = |e164, region| {
        let found = caps(&locality_of(e164, Some(Address { country: "US", region, postcode: "" })));
        let found = found.first()?;
        Some((found.count, found.window_hours))
    };
    assert_eq!(cap("+12125550100", "NY"), None);
    assert_eq!(cap("+12125550100", "FL"), Some((3, 24)));
    assert_eq!(cap("+13055550100", "ME"), Some((1, 8)));
    assert_eq!(caps(&Locality::default()).first().map(|cap| cap.count), Some(3), "an unknown place");
    assert!(caps(&number("+447700900123")).is_empty());
    let both = locality_of("+13055550100", Some(Address { country: "US", region: "ME", postcode: "" }));
    assert_eq!(caps(&both).len(), 2, "each holds");
}

#[test]
fn the_gateway_gives_up_a_minute_before_the_window_closes() {
    let until = at("2026-03-03T20:00:00Z");
    assert_eq!(validity(until, at("2026-03-03T19:50:00Z")), Some(Duration::from_secs(540)));
    assert_eq!(validity(until, at("2026-03-03T19:58:55Z")), Some(Duration::from_secs(5)));
    assert_eq!(validity(until, at("2026-03-03T19:58:56Z")), None, "too late to hand over");
    assert_eq!(validity(until, at("2026-03-03T20:00:01Z")), None);
    assert_eq!(validity(until, at("2026-03-03T01:00:00Z")), Some(Duration::from_secs(36_000)));
}

/// The same question asked the slow way: the local time of every zone, held against every rule.
fn allowed_by_the_wall_clock(locality: &Locality, scope: Scope, owner: OwnerWindow, now: Timestamp) -> bool {
    let inside = |minute: u32, open: u16, close: u16| minute >= u32::from(open) && minute < u32::from(close);
    !locality.zones().is_empty()
        && locality.zones().iter().all(|zone| {
            let local = now.with_timezone(zone);
            let minute = local.hour() * 60 + local.minute();
            let owned =
                scope == Scope::Conversational || inside(minute, owner.open_minute, owner.close_minute);
            let by_rules = scope != Scope::Promotional
                || locality.places().iter().all(|place| {
                    let rule = hours::of_place(*place).unwrap();
                    rule.on(local.date_naive())
                        .is_some_and(|window| inside(minute, window.open, window.close))
                });
            inside(minute, 480, 1260) && owned && by_rules
        })
}

fn somebody() -> impl Strategy<Value = Locality> {
    let numbers = [
        "+12125550100",
        "+15125550100",
        "+12055550100",
        "+12075550100",
        "+14015550100",
        "+12085550100",
        "+19075550100",
        "+19288715550",
        "+17095550100",
        "+18085550100",
        "+447700900123",
        "+33639981234",
        "+61491570006",
        "+79161234567",
        "+18005550100",
    ];
    let states = ["", "TX", "LA", "AZ", "HI", "ME", "PA", "ID"];
    (prop::sample::select(numbers.to_vec()), prop::sample::select(states.to_vec())).prop_map(
        |(e164, region)| {
            let home = Address { country: if region.is_empty() { "" } else { "US" }, region, postcode: "" };
            locality_of(e164, Some(home))
        },
    )
}

fn some_scope() -> impl Strategy<Value = Scope> {
    prop::sample::select(vec![Scope::Promotional, Scope::Transactional, Scope::Conversational])
}

/// Any second of three years, the days of the clock changes more often.
fn some_moment() -> impl Strategy<Value = Timestamp> {
    let any = 0_i64..3 * 365 * 86_400;
    let changes = (prop::sample::select(vec![66_i64, 87, 297, 304, 358, 364]), 0_i64..2 * 86_400);
    prop_oneof![any, changes.prop_map(|(day, second)| day * 86_400 + second)]
        .prop_map(|second| at("2026-01-01T00:00:00Z") + TimeDelta::seconds(second))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_verdict_agrees_with_the_wall_clocks(who in somebody(), scope in some_scope(), now in some_moment()) {
        let verdict = allowed(&who, scope, OWNER, now);
        prop_assert_eq!(verdict.allowed, allowed_by_the_wall_clock(&who, scope, OWNER, now));
        prop_assert_eq!(verdict.until.is_some(), verdict.allowed);
    }

    #[test]
    fn its_edges_are_right_to_the_second(who in somebody(), scope in some_scope(), now in some_moment()) {
        let second = TimeDelta::seconds(1);
        let by_clock = |at| allowed_by_the_wall_clock(&who, scope, OWNER, at);
        let verdict = allowed(&who, scope, OWNER, now);
        if let Some(until) = verdict.until {
            prop_assert!(by_clock(until - second) && !by_clock(until) && until > now);
        }
        if let Some(next) = verdict.next_allowed_at.filter(|next| *next > now) {
            prop_assert!(by_clock(next) && !by_clock(next - second));
        }
    }

    #[test]
    fn nothing_permitted_is_overlooked_before_the_next_moment(who in somebody(), now in some_moment()) {
        let verdict = allowed(&who, Scope::Promotional, OWNER, now);
        let end = verdict.next_allowed_at.unwrap_or(now + TimeDelta::days(7));
        let mut at = now;
        while at < end {
            prop_assert!(!allowed_by_the_wall_clock(&who, Scope::Promotional, OWNER, at), "{at}");
            at += TimeDelta::minutes(10);
        }
    }

    #[test]
    fn order_news_may_go_whenever_offers_may_and_one_more_home_never_widens(who in somebody(), now in some_moment()) {
        let offer = allowed(&who, Scope::Promotional, OWNER, now).allowed;
        prop_assert!(!offer || allowed(&who, Scope::Transactional, OWNER, now).allowed);
        let mut places = who.places().to_vec();
        places.push("US-RI".parse().unwrap());
        let zones = who.zones().iter().copied().chain([Tz::America__New_York]).collect();
        let more = allowed(&Locality::new(zones, places), Scope::Promotional, OWNER, now).allowed;
        prop_assert!(!more || offer);
    }
}

#[test]
fn every_row_of_the_table_is_kept_through_a_whole_year() {
    for rule in hours::all().into_iter().filter(|rule| rule.row.len() == 2 && rule.source.len() > 3) {
        let Ok(place) = format!("US-{}", rule.row).parse::<Place>() else { continue };
        let who = Locality::new(vec![Tz::America__New_York], vec![place]);
        for day in 0..365 {
            let now = at("2026-01-01T05:00:00Z") + TimeDelta::days(day);
            let Some(opening) = opening_from(&who, Scope::Promotional, ALWAYS, now) else {
                panic!("{}", rule.row)
            };
            let local = opening.opens_at.with_timezone(&Tz::America__New_York);
            prop_assert_open(place, local.date_naive(), local.hour() * 60 + local.minute());
            assert!(local.year() <= 2027);
        }
    }
}

fn prop_assert_open(place: Place, date: NaiveDate, minute: u32) {
    let window = hours::of_place(place).unwrap().on(date).unwrap();
    assert!(minute >= u32::from(window.open) && minute < u32::from(window.close), "{place} {date}");
}
