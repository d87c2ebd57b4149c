use proptest::prelude::*;

use super::*;
use crate::sending::caps::{Allows, Cap, Hours};
use crate::sending::quiet_hours::{allowed, locality_of, validity};

const WINDOW: OwnerWindow = OwnerWindow { open_minute: 540, close_minute: 1200 };

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// So many people with this number's hours, a part each, behind those before them.
fn groups(of: &[(&str, u32)]) -> Vec<Group> {
    let mut rank = 0..;
    of.iter()
        .map(|(number, count)| Group {
            locality: locality_of(number, None),
            parts: 1,
            ranks: rank.by_ref().take(*count as usize).collect(),
        })
        .collect()
}

const NO_FIRST_BATCH: FirstBatch = FirstBatch { size: 0, taken: 0, last_taken_at: None, settled: 0 };

fn lane(groups: &[Group], per_second: f64, deadline: Timestamp) -> LaneRequest<'_> {
    LaneRequest {
        groups,
        scope: Scope::Promotional,
        window: WINDOW,
        pace: Pace::new(per_second, None).unwrap(),
        first_batch: NO_FIRST_BATCH,
        deadline,
    }
}

fn request<'a>(lanes: &'a [LaneRequest<'a>], start: Timestamp) -> PlanRequest<'a> {
    let pace = lanes.last().map_or_else(|| Pace::new(1.0, None).unwrap(), |lane| lane.pace);
    PlanRequest { lanes, pace, part_pace: PartPace::unlimited(), caps: Caps::default(), start }
}

fn planned(of: &[(&str, u32)], per_second: f64, start: &str, deadline: &str) -> Plan {
    let groups = groups(of);
    plan(&request(&[lane(&groups, per_second, at(deadline))], at(start))).unwrap()
}

fn texts_by_hour(plan: &Plan) -> Vec<(Timestamp, u32)> {
    plan.hours.iter().map(|hour| (hour.at, hour.texts)).collect()
}

const NEW_YORK: &str = "+12125550100";
const LOS_ANGELES: &str = "+13105550100";
const TOLL_FREE: &str = "+18005550100";
const MORNING: &str = "2026-03-03T15:00:00Z";

#[test]
fn sixty_new_yorkers_at_one_a_second_take_a_minute() {
    let plan = planned(&[(NEW_YORK, 60)], 1.0, MORNING, "2026-03-04T15:00:00Z");
    assert_eq!(plan.starts_at, Some(at(MORNING)));
    assert_eq!(plan.finishes_at, Some(at("2026-03-03T15:00:59Z")));
    assert_eq!(texts_by_hour(&plan), [(at(MORNING), 60)]);
    assert_eq!((plan.fits, plan.does_not_fit), (60, vec![]));
}

#[test]
fn new_york_goes_first_and_los_angeles_when_it_wakes() {
    let plan =
        planned(&[(LOS_ANGELES, 10), (NEW_YORK, 10)], 1.0, "2026-03-03T10:00:00Z", "2026-03-04T10:00:00Z");
    assert_eq!(plan.starts_at, Some(at("2026-03-03T14:00:00Z")), "nine in New York");
    assert_eq!(texts_by_hour(&plan), [(at("2026-03-03T14:00:00Z"), 10), (at("2026-03-03T17:00:00Z"), 10)]);
    assert_eq!(plan.first_openings[0].unwrap().opens_at, at("2026-03-03T17:00:00Z"));
}

#[test]
fn people_already_engaged_go_first() {
    // Ranked first, although New York closes in ten minutes: the claim keeps to the rank, and so does the plan.
    let of = [(LOS_ANGELES, 600), (NEW_YORK, 600)];
    let plan = planned(&of, 1.0, "2026-03-04T00:48:00Z", "2026-03-04T04:00:00Z");
    assert_eq!(plan.does_not_fit.len(), 1);
    assert_eq!((plan.does_not_fit[0].0, plan.does_not_fit[0].2), (1, Misfit::NotEnoughTime));
}

#[test]
fn what_does_not_fit_is_counted_with_its_reason() {
    let plan = planned(
        &[(NEW_YORK, 100_000), (TOLL_FREE, 7), (LOS_ANGELES, 5)],
        1.0,
        "2026-03-03T14:00:00Z",
        "2026-03-03T16:00:00Z",
    );
    // The last text goes 65 s before the end, so that the gateway can still be told to give up.
    assert_eq!(plan.fits, 7_136);
    let missing =
        [(0, 92_864, Misfit::NotEnoughTime), (1, 7, Misfit::NoSendingHours), (2, 5, Misfit::NoSendingHours)];
    assert_eq!(plan.does_not_fit, missing);
}

#[test]
fn a_campaign_that_does_not_end_today_goes_on_tomorrow() {
    let plan = planned(&[(NEW_YORK, 7200)], 1.0, "2026-03-04T00:00:00Z", "2026-03-06T00:00:00Z");
    assert_eq!(plan.does_not_fit, []);
    assert_eq!(plan.finishes_at.unwrap().date_naive(), "2026-03-04".parse().unwrap());
    assert!(plan.hours[1].at == at("2026-03-04T14:00:00Z"), "the night is left out");
}

#[test]
fn the_last_claim_counts_for_the_first_text() {
    let people = groups(&[(NEW_YORK, 1)]);
    let mut one = lane(&people, 0.1, at("2026-03-03T16:00:00Z"));
    one.pace = Pace::new(0.1, Some(at("2026-03-03T14:59:58Z"))).unwrap();
    assert_eq!(plan(&request(&[one], at(MORNING))).unwrap().starts_at, Some(at("2026-03-03T15:00:08Z")));
    one.pace = Pace::new(0.1, Some(at("2026-03-03T15:10:00Z"))).unwrap();
    assert!(plan(&request(&[one], at(MORNING))).is_err(), "the clock went back: the sender would stop too");
}

#[test]
fn nobody_and_no_time_are_empty_plans() {
    assert_eq!(planned(&[], 1.0, MORNING, "2026-03-03T16:00:00Z"), Plan::default());
    let plan = planned(&[(NEW_YORK, 3)], 1.0, "2026-03-03T16:00:00Z", MORNING);
    assert_eq!((plan.fits, plan.starts_at), (0, None));
}

#[test]
fn a_used_up_cap_holds_the_rest_until_it_frees_and_says_so() {
    let people = groups(&[(LOS_ANGELES, 150)]);
    let lanes = [lane(&people, 1.0, at("2026-03-06T15:00:00Z"))];
    let mut capped = request(&lanes, at("2026-03-03T18:00:00Z"));
    capped.caps = Caps::new(vec![Cap::new(Allows::PartsADay(100), Hours::default())]);
    let plan = plan(&capped).unwrap();
    assert_eq!(texts_by_hour(&plan), [(at("2026-03-03T18:00:00Z"), 100), (at("2026-03-04T17:00:00Z"), 50)]);
    let wait = plan.waits[0];
    assert_eq!((wait.from, wait.until), (at("2026-03-03T18:01:40Z"), at("2026-03-04T08:00:00Z")));
}

#[test]
fn whoever_a_cap_keeps_out_is_counted_under_it() {
    let people = groups(&[(LOS_ANGELES, 150)]);
    let lanes = [lane(&people, 1.0, at("2026-03-04T02:00:00Z"))];
    let mut capped = request(&lanes, at("2026-03-03T18:00:00Z"));
    capped.caps = Caps::new(vec![Cap::new(Allows::PartsADay(100), Hours::default())]);
    assert_eq!(plan(&capped).unwrap().does_not_fit, [(0, 50, Misfit::Capped(Why::Brand))]);
}

#[test]
fn a_first_batch_goes_and_is_waited_for() {
    let people = groups(&[(NEW_YORK, 60)]);
    let mut one = lane(&people, 1.0, at("2026-03-04T00:00:00Z"));
    one.first_batch.size = 50;
    let plan = plan(&request(&[one], at(MORNING))).unwrap();
    assert_eq!(
        (plan.fits, plan.finishes_at),
        (60, Some(at("2026-03-03T15:30:58Z"))),
        "half an hour at the longest"
    );
}

#[test]
fn two_campaigns_of_one_sender_take_turns() {
    let (other, ours) = (groups(&[(NEW_YORK, 100)]), groups(&[(NEW_YORK, 10)]));
    let end = at("2026-03-04T00:00:00Z");
    let plan = plan(&request(&[lane(&other, 1.0, end), lane(&ours, 1.0, end)], at(MORNING))).unwrap();
    let (first, last) = (at("2026-03-03T15:00:01Z"), at("2026-03-03T15:00:19Z"));
    assert_eq!((plan.fits, plan.starts_at, plan.finishes_at), (10, Some(first), Some(last)));
}

#[test]
fn a_slow_campaign_is_not_starved_by_a_fast_one_nor_the_other_way() {
    let (many, few) = (groups(&[(NEW_YORK, 100)]), groups(&[(NEW_YORK, 4)]));
    let end = at("2026-03-04T00:00:00Z");
    let (fast, slow) = (lane(&many, 1.0, end), lane(&few, 0.1, end));
    let finishes = |lanes: &[LaneRequest<'_>]| {
        let sender = Pace::new(10.0, None).unwrap();
        plan(&PlanRequest { pace: sender, ..request(lanes, at(MORNING)) }).unwrap().finishes_at.unwrap()
    };
    assert!(finishes(&[fast, slow]) <= at("2026-03-03T15:00:31Z"), "four texts, three gaps of ten seconds");
    assert!(finishes(&[slow, fast]) <= at("2026-03-03T15:01:41Z"), "a hundred texts, a second each");
}

#[test]
fn texts_of_three_parts_leave_three_gaps_of_the_class() {
    let mut people = groups(&[(NEW_YORK, 3)]);
    people[0].parts = 3;
    let lanes = [lane(&people, 10.0, at("2026-03-04T00:00:00Z"))];
    let mut classed = request(&lanes, at(MORNING));
    classed.part_pace = PartPace::of_class(75, Timestamp::MIN_UTC);
    let plan = plan(&classed).unwrap();
    assert_eq!((plan.finishes_at, plan.hours[0].parts), (Some(at("2026-03-03T15:00:06Z")), 9));
}

#[test]
fn a_hundred_thousand_recipients_are_planned_whole() {
    let numbers: Vec<String> = (201..989).map(|area| format!("+1{area}5550100")).collect();
    let of: Vec<(&str, u32)> = numbers.iter().map(|number| (number.as_str(), 300)).collect();
    let asked: u32 = of.iter().map(|(_, count)| count).sum();
    let plan = planned(&of, 10.0, MORNING, "2026-03-06T15:00:00Z");
    let missing: u32 = plan.does_not_fit.iter().map(|(_, count, _)| count).sum();
    assert!(plan.fits > 100_000, "{}", plan.fits);
    assert_eq!(plan.fits + missing, asked);
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

fn some_groups() -> impl Strategy<Value = Vec<Group>> {
    prop::collection::vec((0..NUMBERS.len(), 0_u32..400), 0..6).prop_map(|picks| {
        groups(&picks.into_iter().map(|(which, count)| (NUMBERS[which], count)).collect::<Vec<_>>())
    })
}

/// Any minute of two years.
fn some_moment() -> impl Strategy<Value = Timestamp> {
    (0_i64..2 * 365 * 1440).prop_map(|minutes| at("2026-01-01T00:00:00Z") + TimeDelta::minutes(minutes))
}

fn asked(groups: &[Group], per_second: f64, start: Timestamp, hours: i64) -> Plan {
    plan(&request(&[lane(groups, per_second, start + TimeDelta::hours(hours))], start)).unwrap()
}

/// Every text with its group, as the walk sends it.
fn texts(
    groups: &[Group],
    per_second: f64,
    start: Timestamp,
    deadline: Timestamp,
) -> Vec<(Timestamp, usize)> {
    let requests = [lane(groups, per_second, deadline)];
    let mut lanes = vec![Lane::open(&requests[0], start).unwrap()];
    let mut moments = Vec::new();
    walk(&request(&requests, start), &mut lanes, &mut Plan::default(), |_, _, at, _| moments.push(at))
        .unwrap();
    moments.into_iter().zip(lanes[0].order.iter().copied()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_fits_and_what_does_not_sum_to_what_was_asked(
        groups in some_groups(), start in some_moment(), hours in 0_i64..60, per_second in 0.01_f64..5.0,
    ) {
        let planned = asked(&groups, per_second, start, hours);
        let missing: u32 = planned.does_not_fit.iter().map(|(_, count, _)| count).sum();
        prop_assert_eq!(planned.fits + missing, groups.iter().map(|group| group.ranks.len() as u32).sum::<u32>());
        prop_assert_eq!(planned.fits, planned.hours.iter().map(|hour| hour.texts).sum::<u32>());
    }

    #[test]
    fn nobody_is_planned_outside_their_hours_or_faster_than_the_pace(
        groups in some_groups(), start in some_moment(), hours in 0_i64..60, per_second in 0.01_f64..5.0,
    ) {
        let deadline = start + TimeDelta::hours(hours);
        let texts = texts(&groups, per_second, start, deadline);
        for (at, group) in &texts {
            let verdict = allowed(&groups[*group].locality, Scope::Promotional, WINDOW, *at);
            prop_assert!(verdict.allowed && *at >= start && *at < deadline);
            prop_assert!(validity(verdict.until.unwrap().min(deadline), *at).is_some(), "time for the gateway to give up");
        }
        let gap = Pace::new(per_second, None).unwrap().gap();
        for pair in texts.windows(2) {
            prop_assert!(pair[1].0 - pair[0].0 >= gap);
        }
    }
}
