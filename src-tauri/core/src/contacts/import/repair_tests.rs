//! What the owner decides before Confirm: repairs for many rows, corrections of single cells.

use proptest::prelude::*;

use super::tests::{LEDGER, PEOPLE, any_list, dry, import, told, written};
use super::*;
use crate::error::Explain;
use crate::testing::{ALICE, BOB, CARLA, monday_noon, temporary_store};

fn with(repairs: &[(&str, &str)], request: &Request) -> Request {
    Request { repairs: Repairs::read(repairs.iter().copied()).unwrap(), ..request.clone() }
}

fn edit(row: u32, column: &str, text: &str) -> Edit {
    Edit { row, column: column.into(), text: text.into() }
}

/// Kind, rows left, rows mended, what is proposed.
fn seen(store: &Store, request: &Request) -> Vec<(&'static str, u32, u32, String)> {
    let problems = dry(store, request).unwrap().problems;
    let line = |one: Problem| (one.kind.word(), one.open, one.mended, one.proposed.unwrap_or_default());
    problems.into_iter().map(line).collect()
}

fn rows(store: &Store, request: &Request, kind: &str, offset: usize, limit: usize) -> Vec<(u32, bool)> {
    let kind = Damage::of(kind).unwrap();
    let page = rows_with(store, request, kind, offset, limit, monday_noon()).unwrap();
    page.rows.iter().map(|row| (row.row, row.mended)).collect()
}

#[test]
fn numbers_of_another_country_are_mended_at_once_and_the_repair_can_be_taken_back() {
    let (_folder, store) = temporary_store();
    let (_list, plain) =
        written("Name,Phone\nDave,07700 900104\nErin,07700 900105\nFrank,+44 7700 900106\nGina,12\n");
    let open = [("no_country_code", 2, 0, "GB".into()), ("invalid_number", 1, 0, String::new())];
    assert_eq!(seen(&store, &plain), open);
    let mended = with(&[("no_country_code", "gb")], &plain);
    assert_eq!(
        seen(&store, &mended),
        [("no_country_code", 0, 2, String::new()), ("invalid_number", 1, 0, String::new())]
    );
    assert_eq!(seen(&store, &plain), open, "nothing of it was kept");
    let result = import(&store, &mended).unwrap();
    assert_eq!((result.created, result.rejected), (3, 1));
    assert_eq!(told(&store, "SELECT number FROM contact ORDER BY 1 LIMIT 1"), "+447700900104");
    assert!(
        told(&store, LEDGER).contains("corrected by the owner before the import"),
        "the evidence says so"
    );
}

#[test]
fn what_the_country_does_not_mend_stays_on_the_list() {
    let (_folder, store) = temporary_store();
    let (_list, plain) = written(format!("Name,Phone\nAlice,{ALICE}\nDave,07700 900104\nErin,1234567\n"));
    let mended = with(&[("no_country_code", "GB")], &plain);
    assert_eq!(seen(&store, &mended), [("no_country_code", 1, 1, String::new())]);
    assert_eq!(rows(&store, &mended, "no_country_code", 0, 10), [(3, true), (4, false)]);
    assert_eq!(rows(&store, &mended, "no_country_code", 1, 10), [(4, false)], "paged");
}

#[test]
fn a_power_with_all_its_digits_comes_back_and_one_without_does_not() {
    let (_folder, store) = temporary_store();
    let (_list, plain) = written("Name,Phone\nAlice,1.2125550101E+10\nBob,1.31256E+10\n");
    assert_eq!(import(&store, &plain).unwrap().rejected, 2, "negative control: nothing is guessed unasked");
    let result = import(&store, &with(&[("number_as_power", "restore")], &plain)).unwrap();
    assert_eq!((result.created, result.rejected), (1, 1));
    assert_eq!(told(&store, "SELECT number FROM contact"), ALICE);
}

#[test]
fn postcodes_get_their_zeros_back() {
    let (_folder, store) = temporary_store();
    let (_list, plain) = written(format!("Phone,Zip,Country\n{ALICE},1234,US\n{BOB},10004,US\n"));
    let result = import(&store, &with(&[("postcode_lost_zero", "")], &plain)).unwrap();
    assert_eq!(result.mended_by.get("postcode_lost_zero"), Some(&1));
    assert_eq!(told(&store, "SELECT postcode FROM contact ORDER BY number"), "01234\n10004");
}

#[test]
fn dates_that_can_be_read_both_ways_are_asked_about_and_read_as_told() {
    let (_folder, store) = temporary_store();
    let (_list, list) = written(format!(
        "Phone,SMS Consent Date\n{ALICE},03/04/2025\n{BOB},05/05/2025\n{CARLA},04/03/2025\n"
    ));
    let plain = Request { declaration: None, ..list };
    assert_eq!(seen(&store, &plain), [("date_either_way", 2, 0, String::new())]);
    let days_first = with(&[("date_either_way", "day_first")], &plain);
    assert_eq!(seen(&store, &days_first), [("date_either_way", 0, 2, String::new())]);
    import(&store, &days_first).unwrap();
    let days = "SELECT date(happened_at / 1000, 'unixepoch') FROM consent_entry ORDER BY seq";
    assert_eq!(told(&store, days), "2025-04-03\n2025-05-05\n2025-03-04");
    let (_list, clear) = written(format!("Phone,SMS Consent Date\n{ALICE},03/04/2025\n{BOB},25/05/2025\n"));
    let asked = seen(&store, &Request { declaration: None, ..clear });
    assert!(asked.is_empty(), "negative control: one date tells the order: {asked:?}");
}

#[test]
fn landlines_are_left_out_if_the_owner_says_so_but_never_an_opt_out() {
    let (_folder, store) = temporary_store();
    let (_list, plain) = written(
        "Phone,SMS Consent\n+442079460101,yes\n+442079460102,unsubscribed\n+442079460103,no\n+447700900104,yes\n",
    );
    assert_eq!(import(&store, &plain).unwrap().created, 4, "negative control");
    let (_folder, store) = temporary_store();
    let result = import(&store, &with(&[("cannot_receive", "leave_out")], &plain)).unwrap();
    assert_eq!((result.created, result.rejected_by.get("left_out")), (3, Some(&1)));
    assert_eq!(result.met_suppressions, 1, "the opt-out was heard");
}

#[test]
fn short_rows_are_filled_up_and_long_values_cut() {
    let (_folder, store) = temporary_store();
    let long = "x".repeat(1500);
    let (_list, plain) = written(format!("Phone,City,Zip\n{ALICE},New York\n{BOB},{long},10004\n"));
    let repairs = [("ragged_row", ""), ("too_long", "")];
    assert_eq!(
        seen(&store, &plain),
        [("ragged_row", 1, 0, String::new()), ("too_long", 1, 0, String::new())]
    );
    let result = import(&store, &with(&repairs, &plain)).unwrap();
    assert_eq!((result.created, result.rejected), (2, 0));
    assert_eq!(told(&store, "SELECT length(city) FROM contact ORDER BY number"), "8\n1000");
}

#[test]
fn a_corrected_cell_counts_in_the_preview_as_in_the_import() {
    let (_folder, store) = temporary_store();
    let (_list, plain) = written(format!("Name,Phone,City\nAlice,call me,Okland\nBob,{BOB},Chicago\n"));
    let edits = vec![edit(2, "Phone", ALICE), edit(2, "City", "Oakland")];
    let corrected = Request { edits, ..plain.clone() };
    assert_eq!(dry(&store, &plain).unwrap().counts.rejected, 1, "negative control");
    assert_eq!(dry(&store, &corrected).unwrap().counts.rejected, 0);
    import(&store, &corrected).unwrap();
    assert_eq!(told(&store, "SELECT city FROM contact ORDER BY number"), "Oakland\nChicago");
}

#[test]
fn a_correction_that_misses_the_file_writes_nothing() {
    let (_folder, store) = temporary_store();
    let (_list, plain) = written(format!("Name,Phone\nAlice,{ALICE}\n"));
    for (stray, code) in
        [(edit(3, "Name", "Eve"), "import_unknown_row"), (edit(2, "Town", "Reno"), "import_unknown_column")]
    {
        let fault = import(&store, &Request { edits: vec![stray], ..plain.clone() }).unwrap_err();
        assert_eq!(fault.code(), code);
    }
    assert_eq!(told(&store, "SELECT 1 FROM import"), "");
}

#[test]
fn a_file_that_breaks_off_shows_the_row_it_broke_in() {
    let (_folder, store) = temporary_store();
    let (_list, broken) = written(format!("Phone,Note\n{ALICE},blue\n{BOB},\"likes\n{CARLA},green\n"));
    assert_eq!(seen(&store, &broken), [("unclosed_quote", 1, 0, String::new())]);
    assert_eq!(rows(&store, &broken, "unclosed_quote", 0, 10), [(3, false)]);
}

/// Any choice of repairs.
fn any_repairs() -> impl Strategy<Value = Vec<(&'static str, &'static str)>> {
    let every = Damage::all().flat_map(|damage| {
        let of_country = |word: &'static str| if word == COUNTRY { "GB" } else { word };
        remedies(damage).iter().map(move |word| (damage.word(), of_country(word)))
    });
    prop::sample::subsequence(every.collect::<Vec<_>>(), 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn with_any_repairs_outcomes_sum_the_preview_tells_the_truth_and_a_second_import_changes_nothing(
        list in any_list(), repairs in any_repairs(),
    ) {
        let (_folder, store) = temporary_store();
        let (_list, request) = written(&list);
        let request = with(&repairs, &request);
        if let Ok(preview) = dry(&store, &request) {
            let result = import(&store, &request).unwrap();
            prop_assert_eq!(result.created + result.updated + result.unchanged + result.rejected, result.rows);
            prop_assert_eq!(&ImportResult { id: None, ..result.clone() }, &preview.counts);
            for problem in &preview.problems {
                let all = rows(&store, &request, problem.kind.word(), 0, 200);
                let mended = all.iter().filter(|(_, mended)| *mended).count();
                prop_assert_eq!((all.len() - mended, mended), (problem.open as usize, problem.mended as usize));
            }
            let before = (told(&store, PEOPLE), told(&store, LEDGER));
            import(&store, &request).unwrap();
            prop_assert_eq!((told(&store, PEOPLE), told(&store, LEDGER)), before);
        }
    }

    #[test]
    fn no_repair_makes_an_opt_out_unheard(list in any_list(), repairs in any_repairs()) {
        let heard = |repairs: &[(&str, &str)]| {
            let (_folder, store) = temporary_store();
            let (_list, request) = written(&list);
            import(&store, &with(repairs, &request)).ok().map(|_| {
                told(&store, "SELECT e164 FROM suppression s JOIN number n ON n.id = s.number_id ORDER BY 1")
            })
        };
        let without = heard(&[]).unwrap_or_default();
        let with = heard(&repairs).unwrap_or_default();
        prop_assert!(without.lines().all(|number| with.contains(number)), "{without} / {with}");
    }
}
