use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn all_of(calendar: Calendar, year: i32) -> Vec<String> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    let days = first.iter_days().take_while(|date| date.year() == year);
    days.filter(|date| calendar.has(*date)).map(|date| date.format("%m-%d").to_string()).collect()
}

#[test]
fn easter_falls_where_the_almanacs_put_it() {
    for text in
        ["1961-04-02", "2000-04-23", "2008-03-23", "2024-03-31", "2026-04-05", "2027-03-28", "2038-04-25"]
    {
        assert_eq!(easter(day(text).year()), Some(day(text)));
    }
}

#[test]
fn the_federal_holidays_of_2026_with_the_observed_fourth_of_july() {
    let expected = [
        "01-01", "01-19", "02-16", "05-25", "06-19", "07-03", "07-04", "09-07", "10-12", "11-11", "11-26",
        "12-25",
    ];
    assert_eq!(all_of(Calendar::UsFederal, 2026), expected);
}

#[test]
fn new_year_on_a_saturday_is_kept_on_the_last_day_of_december() {
    assert!(Calendar::UsFederal.has(day("2027-12-31")), "1 January 2028 is a Saturday");
    assert!(Calendar::UsFederal.has(day("2023-01-02")), "1 January 2023 was a Sunday");
    assert!(!Calendar::UsFederal.has(day("2026-12-31")), "1 January 2027 is a Friday");
}

#[test]
fn the_national_holidays_of_france_in_2026() {
    let expected =
        ["01-01", "04-06", "05-01", "05-08", "05-14", "05-25", "07-14", "08-15", "11-01", "11-11", "12-25"];
    assert_eq!(all_of(Calendar::France, 2026), expected);
}

#[test]
fn alsace_rests_on_good_friday_and_the_second_day_of_christmas() {
    for text in ["2026-04-03", "2026-12-26"] {
        assert!(Calendar::AlsaceMoselle.has(day(text)));
        assert!(!Calendar::France.has(day(text)));
    }
}

#[test]
fn the_states_add_their_own_days() {
    for (calendar, text) in [
        (Calendar::Alabama, "2026-02-17"),
        (Calendar::Alabama, "2026-04-27"),
        (Calendar::Alabama, "2026-06-01"),
        (Calendar::Louisiana, "2026-02-17"),
        (Calendar::Louisiana, "2026-04-03"),
        (Calendar::Louisiana, "2026-11-01"),
        (Calendar::RhodeIsland, "2026-08-10"),
    ] {
        assert!(calendar.has(day(text)), "{calendar:?} {text}");
        assert!(Calendar::AnyUsState.has(day(text)), "an unknown state rests on every state's day");
        assert!(!Calendar::UsFederal.has(day(text)), "negative control: {text} is no federal holiday");
    }
}
