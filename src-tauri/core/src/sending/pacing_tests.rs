use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn seconds(seconds: i64) -> TimeDelta {
    TimeDelta::seconds(seconds)
}

const NOON: &str = "2026-03-02T12:00:00Z";

#[test]
fn the_first_text_may_go_at_once_and_the_next_after_the_gap() {
    let pace = Pace::new(0.5, None).unwrap();
    assert_eq!(pace.may_send_at(at(NOON)), Ok(at(NOON)));
    let pace = pace.after_claim(at(NOON));
    assert_eq!(pace.may_send_at(at(NOON)), Ok(at("2026-03-02T12:00:02Z")));
    assert_eq!(pace.may_send_at(at("2026-03-02T12:00:02Z")), Ok(at("2026-03-02T12:00:02Z")));
}

#[test]
fn after_a_night_asleep_one_text_goes_and_not_a_burst() {
    let mut pace = Pace::new(1.0, Some(at(NOON))).unwrap();
    let morning = at("2026-03-03T09:00:00Z");
    let mut sent = 0;
    for tick in 0..10 {
        let now = morning + TimeDelta::milliseconds(tick * 100);
        if pace.may_send_at(now) == Ok(now) {
            pace = pace.after_claim(now);
            sent += 1;
        }
    }
    assert_eq!(sent, 1, "one second awake, one text");
}

#[test]
fn a_restart_counts_the_gap_from_the_stored_claim() {
    let claimed = at(NOON);
    let restarted = Pace::new(0.1, Some(claimed)).unwrap();
    let now = claimed + seconds(3);
    assert_eq!(restarted.may_send_at(now), Ok(claimed + seconds(10)));
    let forgetful = Pace::new(0.1, None).unwrap();
    assert_eq!(
        forgetful.may_send_at(now),
        Ok(now),
        "negative control: without the stored claim it would burst"
    );
}

#[test]
fn a_small_step_back_waits_and_a_large_one_stops() {
    let pace = Pace::new(1.0, Some(at(NOON))).unwrap();
    assert_eq!(pace.may_send_at(at(NOON) - seconds(120)), Ok(at(NOON) + seconds(1)));
    let behind = seconds(121);
    assert_eq!(pace.may_send_at(at(NOON) - behind), Err(Stop::ClockWentBack { behind }));
}

#[test]
fn a_claim_in_the_past_never_moves_the_pace_back() {
    let pace = Pace::new(1.0, Some(at(NOON))).unwrap().after_claim(at(NOON) - seconds(60));
    assert_eq!(pace.last_claim_at(), Some(at(NOON)));
}

#[test]
fn the_gap_is_whole_milliseconds_and_never_shorter_than_asked() {
    for (per_second, millis) in
        [(1.0, 1000), (0.25, 4000), (75.0, 14), (500.0, 2), (1.0 / 3.0, 3000), (0.1, 10_000), (5000.0, 1)]
    {
        assert_eq!(
            Pace::new(per_second, None).unwrap().gap(),
            TimeDelta::milliseconds(millis),
            "{per_second}"
        );
    }
}

#[test]
fn nonsense_is_no_pace() {
    for per_second in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e-9, 1e9] {
        assert_eq!(Pace::new(per_second, None), Err(NotAPace), "{per_second}");
    }
}
