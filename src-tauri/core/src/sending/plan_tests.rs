use proptest::prelude::*;

use super::*;
use crate::sending::quiet_hours::{allowed, locality_of, validity};

const WINDOW: OwnerWindow = OwnerWindow { open_minute: 540, close_minute: 1200 };

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn request<'a>(
    groups: &'a [(Locality, u32)],
    per_second: f64,
    start: &str,
    deadline: &str,
) -> PlanRequest<'a> {
    PlanRequest {
        groups,
        scope: Scope::Promotional,
        window: WINDOW,
        pace: Pace::new(per_second, None).unwrap(),
        start: at(start),
        deadline: at(deadline),
    }
}

fn group(number: &str, count: u32) -> (Locality, u32) {
    (locality_of(number, None), count)
}

#[test]
fn sixty_new_yorkers_at_one_a_second_take_a_minute() {
    let groups = [group("+12125550100", 60)];
    let plan = plan(&request(&groups, 1.0, "2026-03-03T15:00:00Z", "2026-03-04T15:00:00Z")).unwrap();
    assert_eq!(plan.starts_at, Some(at("2026-03-03T15:00:00Z")));
    assert_eq!(plan.finishes_at, Some(at("2026-03-03T15:00:59Z")));
    assert_eq!(plan.by_hour, [(at("2026-03-03T15:00:00Z"), 60)]);
    assert_eq!((plan.fits, plan.does_not_fit), (60, vec![]));
}

#[test]
fn new_york_goes_first_and_los_angeles_when_it_wakes() {
    let groups = [group("+13105550100", 10), group("+12125550100", 10)];
    let plan = plan(&request(&groups, 1.0, "2026-03-03T10:00:00Z", "2026-03-04T10:00:00Z")).unwrap();
    assert_eq!(plan.starts_at, Some(at("2026-03-03T14:00:00Z")), "nine in New York");
    assert_eq!(plan.by_hour, [(at("2026-03-03T14:00:00Z"), 10), (at("2026-03-03T17:00:00Z"), 10)]);
    assert_eq!(plan.first_openings[0].unwrap().opens_at, at("2026-03-03T17:00:00Z"));
}

#[test]
fn those_whose_day_ends_first_go_first() {
    let groups = [group("+13105550100", 600), group("+12125550100", 600)];
    // Ten minutes to eight in New York; at one a second not both fit before it closes.
    let planned = plan(&request(&groups, 1.0, "2026-03-04T00:48:00Z", "2026-03-04T04:00:00Z")).unwrap();
    assert_eq!(planned.does_not_fit, []);
    assert_eq!(planned.fits, 1200);
}

#[test]
fn what_does_not_fit_says_whether_hours_or_time_were_missing() {
    let groups = [group("+12125550100", 100_000), group("+18005550100", 7), group("+13105550100", 5)];
    let planned = plan(&request(&groups, 1.0, "2026-03-03T14:00:00Z", "2026-03-03T16:00:00Z")).unwrap();
    assert_eq!(planned.fits, 7200);
    let missing =
        [(0, 92_800, Misfit::NotEnoughTime), (1, 7, Misfit::NoSendingHours), (2, 5, Misfit::NoSendingHours)];
    assert_eq!(planned.does_not_fit, missing);
}

#[test]
fn a_campaign_that_does_not_end_today_goes_on_tomorrow() {
    let groups = [group("+12125550100", 7200)];
    let planned = plan(&request(&groups, 1.0, "2026-03-04T00:00:00Z", "2026-03-06T00:00:00Z")).unwrap();
    assert_eq!(planned.does_not_fit, []);
    assert_eq!(planned.finishes_at.unwrap().date_naive(), "2026-03-04".parse().unwrap());
    assert_eq!(planned.by_hour.len(), 3, "{:?}", planned.by_hour);
    assert!(planned.by_hour[1].0 == at("2026-03-04T14:00:00Z"), "the night is left out");
}

#[test]
fn the_last_claim_counts_for_the_first_text() {
    let groups = [group("+12125550100", 1)];
    let mut request = request(&groups, 0.1, "2026-03-03T15:00:00Z", "2026-03-03T16:00:00Z");
    request.pace = Pace::new(0.1, Some(at("2026-03-03T14:59:58Z"))).unwrap();
    assert_eq!(plan(&request).unwrap().starts_at, Some(at("2026-03-03T15:00:08Z")));
    request.pace = Pace::new(0.1, Some(at("2026-03-03T15:10:00Z"))).unwrap();
    assert!(plan(&request).is_err(), "the clock went back: the sender would stop too");
}

#[test]
fn nobody_and_no_time_are_empty_plans() {
    let planned = plan(&request(&[], 1.0, "2026-03-03T15:00:00Z", "2026-03-03T16:00:00Z")).unwrap();
    assert_eq!(planned, Plan::default());
    let groups = [group("+12125550100", 3)];
    let planned = plan(&request(&groups, 1.0, "2026-03-03T16:00:00Z", "2026-03-03T15:00:00Z")).unwrap();
    assert_eq!((planned.fits, planned.starts_at), (0, None));
}

#[test]
fn a_hundred_thousand_recipients_are_planned_whole() {
    let groups: Vec<_> = (201..989).map(|area| group(&format!("+1{area}5550100"), 300)).collect();
    let asked: u32 = groups.iter().map(|(_, count)| count).sum();
    let planned = plan(&request(&groups, 10.0, "2026-03-03T15:00:00Z", "2026-03-06T15:00:00Z")).unwrap();
    let missing: u32 = planned.does_not_fit.iter().map(|(_, count, _)| count).sum();
    assert!(planned.fits > 100_000, "{}", planned.fits);
    assert_eq!(planned.fits + missing, asked);
}

const NUMBERS: [&str; 9] = [
    "+12125550100",
    "+13105550100",
    "+15125550100",
    "+12055550100",
    "+14015550100",
    "+12085550100",
    "+18005550100",
    "+447700900123",
    "+33639981234",
];

fn some_groups() -> impl Strategy<Value = Vec<(Locality, u32)>> {
    prop::collection::vec((0..NUMBERS.len(), 0_u32..400), 0..6)
        .prop_map(|picks| picks.into_iter().map(|(which, count)| group(NUMBERS[which], count)).collect())
}

/// Any minute of two years.
fn some_moment() -> impl Strategy<Value = Timestamp> {
    (0_i64..2 * 365 * 1440).prop_map(|minutes| at("2026-01-01T00:00:00Z") + TimeDelta::minutes(minutes))
}

fn asked<'a>(
    groups: &'a [(Locality, u32)],
    per_second: f64,
    start: Timestamp,
    hours: i64,
) -> PlanRequest<'a> {
    PlanRequest {
        start,
        deadline: start + TimeDelta::hours(hours),
        ..request(groups, per_second, "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z")
    }
}

fn texts(request: &PlanRequest<'_>) -> Vec<(Timestamp, usize)> {
    let openings: Vec<_> =
        request.groups.iter().map(|(locality, _)| usable_openings(request, locality)).collect();
    let mut texts = Vec::new();
    walk(request, &openings, |at, group| texts.push((at, group))).unwrap();
    texts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_fits_and_what_does_not_sum_to_what_was_asked(
        groups in some_groups(), start in some_moment(), hours in 0_i64..60, per_second in 0.01_f64..5.0,
    ) {
        let planned = plan(&asked(&groups, per_second, start, hours)).unwrap();
        let missing: u32 = planned.does_not_fit.iter().map(|(_, count, _)| count).sum();
        prop_assert_eq!(planned.fits + missing, groups.iter().map(|(_, count)| count).sum::<u32>());
        prop_assert_eq!(planned.fits, planned.by_hour.iter().map(|(_, texts)| texts).sum::<u32>());
    }

    #[test]
    fn nobody_is_planned_outside_their_hours_or_faster_than_the_pace(
        groups in some_groups(), start in some_moment(), hours in 0_i64..60, per_second in 0.01_f64..5.0,
    ) {
        let request = asked(&groups, per_second, start, hours);
        let texts = texts(&request);
        for (at, group) in &texts {
            let verdict = allowed(&groups[*group].0, Scope::Promotional, WINDOW, *at);
            prop_assert!(verdict.allowed && *at >= start && *at < request.deadline);
            prop_assert!(validity(verdict.until.unwrap(), *at).is_some(), "time for the gateway to give up");
        }
        for pair in texts.windows(2) {
            prop_assert!(pair[1].0 - pair[0].0 >= request.pace.gap());
        }
    }

    #[test]
    fn a_faster_pace_never_ends_later(
        groups in some_groups(), start in some_moment(), times in 2_u32..6, gap in 1_i64..60,
    ) {
        let slow = plan(&asked(&groups, 1.0 / gap as f64, start, 48)).unwrap();
        let fast = plan(&asked(&groups, f64::from(times) / gap as f64, start, 48)).unwrap();
        prop_assert!(fast.fits >= slow.fits);
        prop_assert!(fast.fits > slow.fits || fast.finishes_at <= slow.finishes_at);
    }
}
