use std::sync::atomic::AtomicBool;

use super::export::{Reader, export};
use super::import::{self, Request};
use super::*;
use crate::store::{Store, StoreError};
use crate::testing::{ALICE, DAVE, monday_noon, temporary_store};

const LIST: &str = "First Name,Last Name,Phone,Email,City,Tags,Note,Total Spent,Total Orders,Last Order\n\
    Alice,Example,+12125550101,alice@example.com,New York,\"vip, spring\",=1+1,120.50,3,2026-02-01\n\
    Bob,Sample,+13125550102,bob@example.com,Chicago,,+49 call back,9.00,1,2026-01-01\n\
    Dave,O'Placeholder,+447700900104,dave@example.com,London,,@home,0,0,\n";

fn import_text(store: &Store, text: impl AsRef<[u8]>) -> import::ImportResult {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("list.csv");
    std::fs::write(&path, text).unwrap();
    let request = Request::of(path, "US");
    import::commit(store, &request, monday_noon(), &|_| {}, &AtomicBool::new(false)).unwrap()
}

fn list() -> (tempfile::TempDir, Store) {
    let (folder, store) = temporary_store();
    assert_eq!(import_text(&store, LIST).created, 3);
    (folder, store)
}

#[test]
fn a_person_is_shown_with_everything_known() {
    let (_folder, store) = list();
    let alice = store.read(|c| find(c, store.keys(), "(212) 555-0101", "US")).unwrap().unwrap();
    let shown = store.read(|c| contact_of(c, alice)).unwrap().unwrap();
    assert_eq!((shown.number.as_str(), shown.tags.join(" "), shown.orders), (ALICE, "spring vip".into(), 3));
    assert_eq!(shown.spent_micros, 120_500_000);
    assert!(store.read(|c| find(c, store.keys(), "+13105550103", "US")).unwrap().is_none());
}

fn exported(store: &Store, reader: Reader) -> String {
    let mut bytes = Vec::new();
    let written = store.read(|c| export(c, &mut bytes, reader)).unwrap();
    assert_eq!(written, 3);
    String::from_utf8(bytes).unwrap()
}

#[test]
fn an_export_for_people_holds_no_formula_and_keeps_numbers_as_text() {
    let (_folder, store) = list();
    let text = exported(&store, Reader::People);
    assert!(text.starts_with('\u{feff}') && text.contains(&format!("'{ALICE}")));
    for row in csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes()).records() {
        assert!(row.unwrap().iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t'])));
    }
    assert!(exported(&store, Reader::Machines).contains(",=1+1,"), "negative control");
}

#[test]
fn what_was_exported_imports_again_as_it_was() {
    let (_folder, store) = list();
    for reader in [Reader::People, Reader::Machines] {
        let (_other, fresh) = temporary_store();
        assert_eq!(import_text(&fresh, exported(&store, reader)).created, 3);
        assert_eq!(exported(&fresh, Reader::Machines), exported(&store, Reader::Machines));
        assert_eq!(import_text(&store, exported(&store, reader)).unchanged, 3, "{reader:?}");
    }
}

/// As the import would keep them: nothing around them, no apostrophe in front.
const CELL: &str = "[=+@-]{0,2}[A-Za-z0-9é,;\"'=+@-]{0,3} ?[A-Za-z0-9,;\"'=+@-]{0,6}";

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig {
        cases: 24, failure_persistence: None, ..Default::default()
    })]
    #[test]
    fn no_cell_for_people_is_a_live_formula_and_every_cell_comes_back(
        cells in proptest::collection::vec((CELL, CELL, CELL, CELL), 1..6),
    ) {
        let mut list = csv::Writer::from_writer(Vec::new());
        list.write_record(["Phone", "First Name", "Last Name", "City", "Note"]).unwrap();
        for (n, (first, last, city, note)) in cells.iter().enumerate() {
            list.write_record([&format!("+1212555010{n}"), first, last, city, note]).unwrap();
        }
        let (_folder, store) = temporary_store();
        import_text(&store, list.into_inner().unwrap());
        let export_of = |store: &Store, reader| {
            let mut bytes = Vec::new();
            store.read(|c| export(c, &mut bytes, reader)).unwrap();
            String::from_utf8(bytes).unwrap()
        };
        let people = export_of(&store, Reader::People);
        for row in csv::Reader::from_reader(people.trim_start_matches('\u{feff}').as_bytes()).records() {
            for cell in &row.unwrap() {
                proptest::prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{cell}");
            }
        }
        for text in [people, export_of(&store, Reader::Machines)] {
            let (_other, fresh) = temporary_store();
            import_text(&fresh, text);
            proptest::prop_assert_eq!(export_of(&fresh, Reader::Machines), export_of(&store, Reader::Machines));
        }
    }
}

#[test]
fn a_line_that_a_provider_calls_dead_is_remembered() {
    let (_folder, store) = list();
    let dave = store.read(|c| find(c, store.keys(), DAVE, "GB")).unwrap().unwrap();
    store.write(|tx| mark_line(tx, dave, Line::Invalid)).unwrap();
    let line = store.read(|c| Ok::<_, StoreError>(contact_of(c, dave)?.unwrap().line)).unwrap();
    assert_eq!(line, Line::Invalid.stored());
}
