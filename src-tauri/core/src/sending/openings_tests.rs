use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn in_new_york(open: u16, close: u16, from: &str) -> Opening {
    let zones = [Tz::America__New_York];
    let base = DayWindow { open, close };
    let asked = Asked { zones: &zones, base, owner: WHOLE_DAY, rules: Vec::new() };
    asked.opening_from(at(from)).unwrap()
}

#[test]
fn a_skipped_hour_opens_later_and_closes_earlier() {
    let spring = "2026-03-08".parse().unwrap();
    let (earlier, later) = edge(Tz::America__New_York, spring, 150).unwrap();
    assert_eq!((earlier, later), (at("2026-03-08T06:30:00Z"), at("2026-03-08T07:30:00Z")));
}

#[test]
fn a_repeated_hour_opens_at_its_second_and_closes_at_its_first_reading() {
    let autumn = "2026-11-01".parse().unwrap();
    let (earlier, later) = edge(Tz::America__New_York, autumn, 90).unwrap();
    assert_eq!((earlier, later), (at("2026-11-01T05:30:00Z"), at("2026-11-01T06:30:00Z")));
    let (earlier, later) = edge(Tz::America__New_York, autumn, 540).unwrap();
    assert_eq!((earlier, later), (at("2026-11-01T14:00:00Z"), at("2026-11-01T14:00:00Z")));
}

#[test]
fn a_window_with_both_edges_in_the_repeated_hour_keeps_to_the_strict_side() {
    let opening = in_new_york(90, 540, "2026-11-01T04:00:00Z");
    assert_eq!(opening.opens_at, at("2026-11-01T06:30:00Z"), "the second half past one");
    let opening = in_new_york(30, 90, "2026-11-01T04:00:00Z");
    assert_eq!(opening.closes_at, at("2026-11-01T05:30:00Z"), "the first half past one");
}

#[test]
fn a_window_with_an_edge_in_the_skipped_hour_keeps_to_the_strict_side() {
    let opening = in_new_york(150, 540, "2026-03-08T05:00:00Z");
    assert_eq!(opening.opens_at, at("2026-03-08T07:30:00Z"));
    let opening = in_new_york(30, 150, "2026-03-08T05:00:00Z");
    assert_eq!(opening.closes_at, at("2026-03-08T06:30:00Z"));
}
