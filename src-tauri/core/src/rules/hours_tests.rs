use super::*;

fn row_of(place: &str) -> &'static HoursRule {
    of_place(place.parse().unwrap()).unwrap()
}

fn lines(text: &str) -> usize {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).count() - 1
}

#[test]
fn every_row_of_both_tables_is_read() {
    assert_eq!(all().len(), lines(US) + lines(WORLD));
    assert!(all().iter().all(|rule| rule.weekdays.is_some()), "no row closes the whole week");
    assert!(
        all().iter().all(|rule| !rule.source.is_empty() && !rule.grade.is_empty() && !rule.as_of.is_empty())
    );
}

#[test]
fn no_row_opens_before_eight_or_closes_after_nine_in_the_evening() {
    for rule in all() {
        for window in [rule.weekdays, rule.saturday, rule.sunday].into_iter().flatten() {
            assert!(window.open >= 480 && window.close <= 1260, "{}", rule.row);
        }
    }
}

#[test]
fn a_place_finds_its_own_row_before_a_general_one() {
    for (place, row) in [
        ("US-TX", "TX"),
        ("US-CA", "CA"),
        ("US-CO", "FED"),
        ("US", "UNKNOWN"),
        ("CA", "CA"),
        ("CA-ON", "CA"),
        ("FR", "FR"),
        ("FR-67", "FR-67"),
        ("FR-75", "FR"),
        ("BR", "DEFAULT"),
    ] {
        assert_eq!(row_of(place).row, row, "{place}");
    }
    assert_eq!(row_of("US-CA").weekdays, Some(DayWindow { open: 540, close: 1260 }), "California");
    assert_eq!(row_of("CA").weekdays, Some(DayWindow { open: 540, close: 1200 }), "Canada");
}

#[test]
fn a_closed_day_has_no_window() {
    let sunday = "2026-03-08".parse().unwrap();
    assert_eq!(row_of("US-AL").on(sunday), None);
    assert_eq!(row_of("US-TX").on(sunday), Some(DayWindow { open: 720, close: 1260 }));
    let mardi_gras = "2026-02-17".parse().unwrap();
    assert_eq!(row_of("US-LA").on(mardi_gras), None);
    assert!(row_of("US-TX").on(mardi_gras).is_some(), "negative control: Texas works on Mardi Gras");
    let christmas = "2026-12-25".parse().unwrap();
    assert_eq!(row_of("US-OK").on(christmas), None, "an unsettled holiday rule is read as closed");
}

#[test]
fn an_unreadable_window_is_no_window() {
    for cell in ["", "9-20", "20:00-09:00", "09:00-25:00", "None"] {
        assert_eq!(window(cell), None, "{cell}");
    }
}
