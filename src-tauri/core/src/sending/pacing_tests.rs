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
fn the_gap_is_whole_microseconds_and_never_shorter_than_asked() {
    for (per_second, micros) in [
        (1.0, 1_000_000),
        (0.25, 4_000_000),
        (75.0, 13_334),
        (500.0, 2_000),
        (1.0 / 3.0, 3_000_000),
        (0.1, 10_000_000),
        (5000.0, 200),
    ] {
        let gap = Pace::new(per_second, None).unwrap().gap();
        assert_eq!(gap, TimeDelta::microseconds(micros), "{per_second}");
    }
}

#[test]
fn claims_that_come_a_little_late_keep_the_rhythm_over_a_minute() {
    let (mut now, mut pace, mut sent) = (at(NOON), Pace::new(75.0, None).unwrap(), 0);
    let end = now + seconds(60);
    while now < end {
        pace = pace.after_claim(now);
        sent += 1;
        // Up to ten milliseconds late, as a busy disk makes it.
        let late = TimeDelta::microseconds(i64::from(sent) * 7_919 % 10_000);
        now = pace.may_send_at(now).unwrap() + late;
    }
    assert!((4_455..=4_501).contains(&sent), "4,500 within 1 %, and never more: {sent}");
}

#[test]
fn a_claim_that_comes_much_too_late_starts_the_rhythm_anew() {
    let pace = Pace::new(10.0, Some(at(NOON))).unwrap();
    let late = at(NOON) + TimeDelta::milliseconds(151);
    assert_eq!(pace.after_claim(late).last_claim_at(), Some(late), "no second text makes up for lost time");
    let on_time = at(NOON) + TimeDelta::milliseconds(150);
    let due = at(NOON) + TimeDelta::milliseconds(100);
    assert_eq!(pace.after_claim(on_time).last_claim_at(), Some(due));
}

#[test]
fn nonsense_is_no_pace() {
    for per_second in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e-9, 1e9] {
        assert_eq!(Pace::new(per_second, None), Err(NotAPace), "{per_second}");
    }
}
