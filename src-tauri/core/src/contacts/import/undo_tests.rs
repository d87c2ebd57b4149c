use std::sync::atomic::AtomicBool;

use proptest::prelude::*;

use super::tests::{LEDGER, PEOPLE, any_list, import, told, written};
use super::*;
use crate::consent::{is_suppressed, suppress, verify};
use crate::contacts::known;
use crate::error::Explain;
use crate::testing::{ALICE, BOB, CARLA, TestShop, monday_noon, temporary_store};

const STANDINGS: &str = "SELECT c.number, s.consent, s.suppressed, s.line, s.hours_id, s.orders, s.spent_micros, s.last_order_at,
    s.country, s.region, c.created_at, c.updated_at FROM standing s JOIN contact c USING (number_id) ORDER BY c.number";
const ACTIVITY: &str = "SELECT n.e164, kind, happened_at, reference, amount_micros FROM activity JOIN number n ON n.id = number_id ORDER BY 1, 3, 4";
const TAGS: &str = "SELECT name FROM tag ORDER BY name";
const NAMES: &str = "SELECT n.e164, first_name, last_name FROM contact_name JOIN number n ON n.id = number_id ORDER BY 1, 2, 3";

/// Everything an import can change, the ledger left out.
fn state(store: &Store) -> [String; 5] {
    [PEOPLE, STANDINGS, ACTIVITY, TAGS, NAMES].map(|sql| told(store, sql))
}

fn imported(store: &Store, list: &str) -> ImportId {
    let (_list, request) = written(list);
    ImportId(import(store, &request).unwrap().id.unwrap())
}

fn later() -> Timestamp {
    monday_noon() + chrono::TimeDelta::hours(1)
}

fn back(store: &Store, id: ImportId) -> Undone {
    undo(store, id, later()).unwrap()
}

#[test]
fn an_import_taken_back_leaves_everything_as_it_was_but_the_ledger() {
    let (_folder, store) = temporary_store();
    imported(&store, &format!("Phone,First Name,City,Tags\n{ALICE},Alice,New York,vip\n"));
    let before = state(&store);
    let list =
        format!("Phone,First Name,City,Tags\n{ALICE},Alicia,Oakland,\"vip,autumn\"\n{BOB},Bob,Chicago,new\n");
    let id = imported(&store, &list);
    assert_ne!(state(&store), before, "negative control: the import changed something");
    let done = back(&store, id);
    assert_eq!((done.removed, done.restored, done.left_alone, done.revoked), (1, 1, 0, 1));
    assert_eq!(state(&store), before);
    assert!(told(&store, LEDGER).contains("revoked | transactional | import taken back"));
    assert!(store.read(verify).unwrap().intact);
}

#[test]
fn a_field_that_somebody_changed_since_is_left_alone() {
    let (_folder, store) = temporary_store();
    imported(&store, &format!("Phone,First Name,City\n{ALICE},Alice,New York\n"));
    let id = imported(&store, &format!("Phone,First Name,City\n{ALICE},Alicia,Oakland\n"));
    store
        .write(|tx| Ok::<_, StoreError>(tx.execute("UPDATE contact SET city = 'Reno', updated_at = 7", [])?))
        .unwrap();
    let done = back(&store, id);
    assert_eq!((done.restored, done.left_alone), (1, 1));
    assert_eq!(told(&store, "SELECT first_name, city FROM contact"), "Alice | Reno");
}

#[test]
fn a_contact_changed_by_hand_since_stays() {
    let (_folder, store) = temporary_store();
    let id = imported(&store, &format!("Phone,First Name\n{ALICE},Alice\n{BOB},Bob\n"));
    store
        .write(|tx| {
            let sql =
                "UPDATE contact SET first_name = 'Bobby', updated_at = updated_at + 5 WHERE number = ?1";
            Ok::<_, StoreError>(tx.execute(sql, [BOB])?)
        })
        .unwrap();
    let done = back(&store, id);
    assert_eq!((done.removed, done.left_alone), (1, 1));
    assert_eq!(told(&store, "SELECT first_name FROM contact"), "Bobby");
    assert_eq!(
        told(&store, "SELECT consent FROM standing"),
        "0",
        "what the import claimed is revoked all the same"
    );
}

#[test]
fn two_imports_can_be_taken_back_in_either_order() {
    let one = format!("Phone,First Name,City,Tags\n{ALICE},Alicia,Oakland,one\n{BOB},Bob,,one\n");
    let two = format!("Phone,First Name,City,Tags\n{ALICE},Ally,Reno,two\n{BOB},Bobby,Chicago,two\n");
    for turned in [false, true] {
        let (_folder, store) = temporary_store();
        imported(&store, &format!("Phone,First Name,City\n{ALICE},Alice,New York\n"));
        let before = state(&store);
        let mut ids = [imported(&store, &one), imported(&store, &two)];
        if turned {
            ids.reverse();
        }
        for id in ids {
            back(&store, id);
        }
        assert_eq!(state(&store), before, "first taken back: {}", ids[0]);
    }
}

#[test]
fn stops_and_suppressions_stay_whoever_brought_them() {
    let (_folder, store) = temporary_store();
    let list =
        format!("Phone,First Name,Unsubscribed At\n{ALICE},Alice,\n{BOB},Bob,2026-02-01\n{CARLA},Carla,\n");
    let id = imported(&store, &list);
    let of = |number| store.read(|c| known(c, store.keys(), number)).unwrap();
    let alice = of(ALICE).unwrap();
    store.write(|tx| suppress(tx, alice, "reply", "STOP", later())).unwrap();
    assert_eq!(back(&store, id).removed, 3);
    for number in [ALICE, BOB] {
        assert!(store.read(|c| is_suppressed(c, of(number).unwrap())).unwrap());
    }
    let carla = of(CARLA).unwrap();
    assert!(!store.read(|c| is_suppressed(c, carla)).unwrap(), "negative control");
}

#[test]
fn importing_again_does_it_once_more() {
    let (_folder, store) = temporary_store();
    let list = format!("Phone,First Name\n{ALICE},Alice\n");
    let id = imported(&store, &list);
    let with = told(&store, "SELECT number, consent FROM contact JOIN standing USING (number_id)");
    back(&store, id);
    assert_eq!(told(&store, "SELECT 1 FROM contact"), "");
    imported(&store, &list);
    assert_eq!(told(&store, "SELECT number, consent FROM contact JOIN standing USING (number_id)"), with);
}

#[test]
fn consent_that_rests_on_other_proof_stays() {
    let (_folder, store) = temporary_store();
    let columns = "Phone,SMS Consent,SMS Consent Date,SMS Consent Source";
    imported(&store, &format!("{columns}\n{ALICE},yes,2026-01-05,form\n"));
    let id = imported(&store, &format!("{columns}\n{ALICE},yes,2026-02-05,till\n"));
    assert_eq!(back(&store, id).revoked, 1);
    assert_eq!(told(&store, "SELECT consent FROM standing"), "3");
    assert!(told(&store, LEDGER).ends_with("stands without the import that was taken back"));
}

#[test]
fn a_number_nobody_speaks_of_any_more_is_forgotten() {
    let (_folder, store) = temporary_store();
    let (_list, request) = written(format!("Phone,First Name\n{ALICE},Alice\n"));
    let silent = Request { declaration: None, ..request };
    let id = ImportId(import(&store, &silent).unwrap().id.unwrap());
    back(&store, id);
    assert_eq!(told(&store, "SELECT 1 FROM number"), "");
}

#[test]
fn texts_to_a_contact_stay_with_the_number_and_queued_ones_are_skipped() {
    let shop = TestShop::new();
    let (_list, request) = written(format!("Phone,First Name\n{ALICE},Alice\n{BOB},Bob\n"));
    let result = commit(shop.engine.store(), &request, shop.engine.now(), &|_| {}, &AtomicBool::new(false));
    let id = ImportId(result.unwrap().id.unwrap());
    let campaign = shop.approved();
    let undone = undo(shop.engine.store(), id, shop.engine.now()).unwrap();
    assert_eq!(undone.removed, 2);
    assert_eq!(shop.send(), 0, "nobody whose import was taken back is texted");
    assert_eq!(shop.in_state(campaign, "skipped"), 2);
    assert_eq!(
        told(shop.engine.store(), "SELECT count(*) FROM number JOIN message ON number.id = number_id"),
        "2"
    );
}

#[test]
fn only_an_import_that_stands_can_be_taken_back() {
    let (_folder, store) = temporary_store();
    assert_eq!(undo(&store, ImportId(9), later()).unwrap_err().code(), "import_not_found");
    let id = imported(&store, &format!("Phone\n{ALICE}\n"));
    back(&store, id);
    assert_eq!(undo(&store, id, later()).unwrap_err().code(), "import_already_undone");
    assert_eq!(history(&store).unwrap()[0].undone_at, Some(later()));
}

#[test]
fn rejected_rows_come_back_as_a_file_that_imports_once_mended() {
    let (_folder, store) = temporary_store();
    let (_list, list) =
        written(format!("First Name,Phone,Note\nAlice,{ALICE},\nBob,1.3126E+10,=1+1\nCarla,,x\n,,\n"));
    let result = import(&store, &list).unwrap();
    assert_eq!((result.created, result.rejected), (1, 3));
    let left = rejects(&store, ImportId(result.id.unwrap())).unwrap();
    assert_eq!((left.rejected, left.rows.len()), (3, 2), "there is nothing to mend in an empty row");
    let csv = String::from_utf8(left.csv().unwrap()).unwrap();
    insta::assert_snapshot!(csv.trim_start_matches('\u{feff}'));
    let mended = csv.replace("1.3126E+10", BOB).replace("Carla,,", &format!("Carla,{CARLA},"));
    let (_again, mended) = written(mended);
    let result = import(&store, &mended).unwrap();
    assert_eq!((result.created, result.rejected), (2, 0));
    assert_eq!(told(&store, "SELECT note FROM contact WHERE first_name = 'Bob'"), "=1+1");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn import_then_undo_equals_before_up_to_the_ledger(base in any_list(), list in any_list()) {
        let (_folder, store) = temporary_store();
        let (_base, base) = written(&base);
        let _ = import(&store, &base);
        // Suppressions are what an import may leave: lists with opt-outs have their own story.
        let (_list, request) = written(list.replace("unsubscribed", "no"));
        let before = state(&store);
        if let Ok(result) = import(&store, &request) {
            let done = back(&store, ImportId(result.id.unwrap()));
            prop_assert_eq!(state(&store), before);
            prop_assert_eq!(done.removed + done.left_alone, result.created);
            prop_assert!(store.read(verify).unwrap().intact);
        }
    }
}
