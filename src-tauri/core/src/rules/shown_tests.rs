use super::*;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 25).unwrap()
}

#[test]
fn every_row_says_what_and_has_a_source_a_grade_and_a_date() {
    const GRADES: [&str; 7] = ["quoted", "primary", "secondary", "vendor", "derived", "unsettled", "guess"];
    let all = tables(today());
    assert_eq!(all.len(), 12);
    for table in &all {
        assert!(!table.rows.is_empty() && table.version == RULES_VERSION, "{}", table.id);
        for row in &table.rows {
            assert!(!row.what.is_empty() && !row.says.is_empty(), "{}: {row:?}", table.id);
            assert!(GRADES.contains(&row.grade.as_str()), "{}: {row:?}", table.id);
            assert!(!row.as_of.is_empty(), "{}: {row:?}", table.id);
            assert!(!row.source.is_empty() || table.id == "gateway_errors", "{}: {row:?}", table.id);
        }
    }
}

#[test]
fn every_row_of_the_tables_is_shown() {
    let count = |id: &str| tables(today()).iter().find(|one| one.id == id).unwrap().rows.len();
    assert_eq!(count("quiet_hours"), hours::all().len());
    assert_eq!(count("keywords"), keywords::all().len());
    assert_eq!(count("gateway_errors"), gateway_errors::all().len());
    assert_eq!(count("caps"), hours::all().into_iter().filter(|rule| rule.cap.is_some()).count());
}

#[test]
fn a_place_keeps_its_own_rows_its_countrys_and_those_for_everywhere() {
    let places = |place: &str, table: &str| {
        let found = found(today(), table, place, "");
        let mut places: Vec<String> = found[0].rows.iter().map(|row| row.place.clone()).collect();
        places.sort();
        places.dedup();
        places
    };
    assert_eq!(places("US-TX", "quiet_hours"), ["", "US", "US-TX"]);
    assert_eq!(places("FR", "quiet_hours")[..2], ["", "FR"]);
    assert!(places("US", "quiet_hours").contains(&"US-KY".to_owned()), "a country shows its states");
    assert!(!places("US-TX", "holidays").contains(&"FR".to_owned()), "negative control");
    assert_eq!(places("CA", "quiet_hours"), ["", "CA"], "Canada, not California");
}

#[test]
fn a_word_is_found_in_any_column_and_case() {
    let found = found(today(), "quiet_hours", "", "sb 140");
    assert_eq!(found[0].rows.iter().map(|row| row.place.as_str()).collect::<Vec<_>>(), ["US-TX"]);
    assert!(super::found(today(), "", "", "no such word anywhere").iter().all(|table| table.rows.is_empty()));
}

#[test]
fn holidays_are_computed_for_this_year_and_the_next() {
    let found = found(today(), "holidays", "FR", "");
    let days: Vec<&str> =
        found[0].rows.iter().filter(|row| row.place == "FR").map(|row| row.what.as_str()).collect();
    assert!(days.contains(&"2026-12-25") && days.contains(&"2027-03-29"), "Easter Monday of 2027");
    assert!(!days.iter().any(|day| day.starts_with("2028")), "negative control");
}
