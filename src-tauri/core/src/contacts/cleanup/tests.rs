use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;

use proptest::prelude::*;

use super::*;
use crate::consent::{is_suppressed, suppress};
use crate::contacts::import::{self, Request};
use crate::contacts::{known, mark_line, phone::Line};
use crate::ids::NumberId;
use crate::testing::{ALICE, BOB, CARLA, TestShop};
use crate::wire::cleanup::{FindingQuery, RepairRequest};

const HEADER: &str = "First Name,Last Name,Phone,Address,City,Zip,Country,Tags,Total Spent,Total Orders";

fn import(shop: &TestShop, rows: &str) -> import::ImportResult {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("list.csv");
    std::fs::write(&path, format!("{HEADER}\n{rows}")).unwrap();
    let request = Request::of(path, "US");
    import::commit(shop.engine.store(), &request, shop.engine.now(), &|_| {}, &AtomicBool::new(false))
        .unwrap()
}

fn found(shop: &TestShop) -> BTreeMap<&'static str, usize> {
    let found = look(&shop.engine, OLD_AFTER_MONTHS).unwrap();
    found.people.into_iter().map(|(kind, people)| (kind.word(), people.len())).collect()
}

fn id(shop: &TestShop, number: &str) -> NumberId {
    shop.engine.store().read(|c| known(c, shop.engine.store().keys(), number)).unwrap().unwrap()
}

/// Everything the list says of its people.
fn state(shop: &TestShop) -> Vec<String> {
    let queries = [
        "SELECT json_array(number_id, number, first_name, last_name, email, address, city, region, postcode, country, note,
           import_id, created_at, updated_at) FROM contact ORDER BY 1",
        "SELECT json_array(number_id, consent, suppressed, quarantined, line, hours_id, open_conversation, last_texted_at,
           orders, spent_micros, last_order_at, last_engaged_at, country, region) FROM standing ORDER BY 1",
        "SELECT json_array(number_id, tag_id) FROM contact_tag ORDER BY 1",
        "SELECT json_array(number_id, first_name, last_name, import_id, settled) FROM contact_name ORDER BY 1",
        "SELECT json_array(number_id, kept_id) FROM merged ORDER BY 1",
        "SELECT json_array(import_id, answer, answered_at) FROM quarantine ORDER BY 1",
    ];
    let lines = |c: &Connection, sql: &str| {
        let mut select = c.prepare(sql)?;
        let lines = select.query_map([], |row| row.get::<_, String>(0))?;
        lines.collect::<Result<Vec<_>, _>>().map_err(StoreError::from)
    };
    let read = |c: &Connection| queries.iter().map(|sql| lines(c, sql)).collect::<Result<Vec<_>, _>>();
    shop.engine.store().read(read).unwrap().concat()
}

fn suppressed(shop: &TestShop) -> Vec<u32> {
    shop.engine
        .store()
        .read(|c| {
            let mut select =
                c.prepare("SELECT number_id FROM suppression WHERE lifted_at IS NULL ORDER BY 1")?;
            let ids = select.query_map([], |row| row.get(0))?;
            Ok::<_, StoreError>(ids.collect::<Result<Vec<_>, _>>()?)
        })
        .unwrap()
}

/// A list with everything wrong with it. Numbers outside the reserved ones are valid by their look only.
const MESS: &str = "ALICE,Archer,+12125550101,1 Mill Lane,New York,10001,US,vip,10.00,1\n\
    Alice,Archer,+13125550102,\"1, mill lane\",New York,10001,US,local,5.00,2\n\
    Bob,Baker,+13105550103,2 Mill Lane,Los Angeles,90001,GB,,0,0\n\
    Robert Z,Baker,+13105550103,,,,,,,\n\
    Test,Test,+13105550104,,,,US,,0,0\n\
    Dr. Dave,Desk,+442079460101,3 Quay,London,E1 6AN,GB,,0,0\n";

#[test]
fn everything_wrong_with_a_list_is_found_with_its_people() {
    let shop = TestShop::new();
    import(&shop, MESS);
    shop.engine.store().write(|tx| mark_line(tx, id(&shop, "+13105550104"), Line::Invalid)).unwrap();
    insta::assert_debug_snapshot!(found(&shop));
}

#[test]
fn a_tidy_list_has_nothing_to_tidy() {
    let shop = TestShop::new();
    shop.contact("+14155552671", Some(crate::consent::Scope::Promotional));
    shop.contact("+12065558899", Some(crate::consent::Scope::Promotional));
    assert_eq!(found(&shop), BTreeMap::new());
}

#[test]
fn every_repair_can_be_taken_back_exactly() {
    let shop = TestShop::new();
    import(&shop, MESS);
    for kind in Kind::ALL {
        let before = state(&shop);
        let Ok(done) = apply(&shop.engine, *kind, &Choice::default()) else { continue };
        assert!(done.people > 0 && state(&shop) != before, "{}", kind.word());
        assert!(!found(&shop).contains_key(kind.word()), "{} is mended", kind.word());
        undo(&shop.engine, done.id).unwrap();
        assert_eq!(state(&shop), before, "{}", kind.word());
        assert!(matches!(undo(&shop.engine, done.id), Err(CleanupError::UndoneBefore)));
    }
}

#[test]
fn a_merge_keeps_both_sides_and_their_stop() {
    let shop = TestShop::new();
    import(&shop, MESS);
    let (alice, bob) = (id(&shop, ALICE), id(&shop, BOB));
    shop.engine.store().write(|tx| suppress(tx, alice, "reply", "STOP", shop.engine.now())).unwrap();
    let done = apply(&shop.engine, Kind::DuplicatePeople, &Choice::default()).unwrap();
    assert_eq!(suppressed(&shop), vec![alice.0, bob.0], "who has left under one number has left");
    let sums = "SELECT orders || ' ' || spent_micros FROM standing s JOIN contact c USING (number_id)
        WHERE c.last_name = 'Archer'";
    let sums: String =
        shop.engine.store().read(|c| Ok::<_, StoreError>(c.query_row(sums, [], |r| r.get(0))?)).unwrap();
    assert_eq!(sums, "3 15000000");
    let kept = shop.engine.store().read(|c| {
        Ok::<_, StoreError>(c.query_row("SELECT kept_id FROM merged", [], |row| row.get::<_, NumberId>(0))?)
    });
    let shown = crate::contacts::show(&shop.engine, kept.unwrap()).unwrap();
    let of_both: Vec<&str> = shown.ledger.iter().map(|entry| entry.source.as_str()).collect();
    assert_eq!(of_both, ["reply", "merged"], "the page of the kept contact shows both ledgers");
    undo(&shop.engine, done.id).unwrap();
    assert_eq!(suppressed(&shop), vec![alice.0, bob.0], "an undo lifts nothing");
}

#[test]
fn a_stop_from_a_number_that_was_merged_away_holds_for_the_kept_one() {
    let shop = TestShop::new();
    import(&shop, MESS);
    apply(&shop.engine, Kind::DuplicatePeople, &Choice::default()).unwrap();
    let pair = "SELECT number_id, kept_id FROM merged";
    let (gone, kept): (NumberId, NumberId) = shop
        .engine
        .store()
        .read(|c| Ok::<_, StoreError>(c.query_row(pair, [], |r| Ok((r.get(0)?, r.get(1)?)))?))
        .unwrap();
    shop.engine.store().write(|tx| suppress(tx, gone, "reply", "STOP", shop.engine.now())).unwrap();
    assert!(shop.engine.store().read(|c| is_suppressed(c, kept)).unwrap());
}

#[test]
fn a_stop_from_a_number_that_was_merged_away_reaches_the_kept_one_that_had_come_back() {
    let shop = TestShop::new();
    import(&shop, MESS);
    apply(&shop.engine, Kind::DuplicatePeople, &Choice::default()).unwrap();
    let store = shop.engine.store();
    let pair = "SELECT number_id, kept_id FROM merged";
    let (gone, kept): (NumberId, NumberId) =
        store.read(|c| Ok::<_, StoreError>(c.query_row(pair, [], |r| Ok((r.get(0)?, r.get(1)?)))?)).unwrap();
    store
        .write(|tx| {
            crate::consent::suppress_provisionally(tx, kept, shop.engine.now())?;
            crate::consent::lift_provisional(tx, kept, shop.engine.now())
        })
        .unwrap();
    assert!(!store.read(|c| is_suppressed(c, kept)).unwrap(), "they came back");
    store.write(|tx| crate::consent::suppress_provisionally(tx, gone, shop.engine.now())).unwrap();
    assert!(!store.read(|c| is_suppressed(c, kept)).unwrap(), "nobody has read yet what was meant");
    store.write(|tx| suppress(tx, gone, "reply", "STOP", shop.engine.now())).unwrap();
    assert!(store.read(|c| is_suppressed(c, kept)).unwrap());
}

#[test]
fn who_left_while_taken_off_the_list_comes_back_as_somebody_who_left() {
    let shop = TestShop::new().with_contacts([CARLA]);
    let carla = id(&shop, CARLA);
    let done = apply(&shop.engine, Kind::Placeholder, &Choice::default()).unwrap();
    shop.engine.store().write(|tx| suppress(tx, carla, "reply", "STOP", shop.engine.now())).unwrap();
    undo(&shop.engine, done.id).unwrap();
    let standing = "SELECT consent || ' ' || suppressed FROM standing";
    let standing: String =
        shop.engine.store().read(|c| Ok::<_, StoreError>(c.query_row(standing, [], |r| r.get(0))?)).unwrap();
    assert_eq!(standing, "0 1");
}

#[test]
fn a_second_name_under_a_number_is_kept_and_greeted() {
    let shop = TestShop::new();
    let rows = format!("Alice,Archer,{ALICE},,,,,,,\nBob,Archer,{ALICE},,,,,,,\n");
    let result = import(&shop, &rows);
    assert_eq!((result.created, result.updated), (1, 1));
    assert_eq!(import(&shop, &rows).unchanged, 2, "the same file again changes nothing");
    let name = |shop: &TestShop| -> String {
        let sql = "SELECT first_name || ' ' || last_name FROM contact";
        shop.engine.store().read(|c| Ok::<_, StoreError>(c.query_row(sql, [], |row| row.get(0))?)).unwrap()
    };
    assert_eq!(name(&shop), "Alice Archer");
    apply(&shop.engine, Kind::SharedNumber, &Choice::default()).unwrap();
    assert_eq!(name(&shop), "Alice & Bob Archer");
    assert_eq!(import(&shop, &rows).unchanged, 2, "what was settled stays settled");
}

fn bought() -> String {
    (0..60).map(|n| format!(",,+1212555{:04},,,,,,,\n", 2000 + n)).collect()
}

#[test]
fn a_bought_list_is_held_at_once_until_the_owner_answers_for_it() {
    let shop = TestShop::new().with_contacts([ALICE]);
    import(&shop, &bought());
    let held = |shop: &TestShop| -> u32 {
        let sql = "SELECT count(*) FROM standing WHERE quarantined = 1";
        shop.engine.store().read(|c| Ok::<_, StoreError>(c.query_row(sql, [], |row| row.get(0))?)).unwrap()
    };
    assert_eq!(held(&shop), 60, "and nobody else");
    let marks = look(&shop.engine, 24).unwrap().lists;
    let marks: Vec<&str> = marks[0].marks.iter().map(|one| one.mark.as_str()).collect();
    assert_eq!(marks, ["consecutive", "one_area", "no_names", "no_source"]);
    let answer = |words: &str| Choice { answer: words.into(), ..Choice::default() };
    let short = apply(&shop.engine, Kind::BoughtList, &answer("my friend"));
    assert!(matches!(short, Err(CleanupError::ShortAnswer)));
    assert_eq!(held(&shop), 60);
    let why = answer("They signed our paper list at the spring market in May");
    let done = apply(&shop.engine, Kind::BoughtList, &why).unwrap();
    assert_eq!((held(&shop), found(&shop).contains_key("bought_list")), (0, false));
    undo(&shop.engine, done.id).unwrap();
    assert_eq!((held(&shop), found(&shop).contains_key("bought_list")), (60, true));
}

#[test]
fn who_is_held_is_skipped_by_the_claim_and_who_is_not_is_texted() {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    shop.approved();
    let bob = id(&shop, BOB);
    shop.engine
        .store()
        .write(|tx| {
            tx.execute("UPDATE standing SET quarantined = 1 WHERE number_id = ?1", [bob])?;
            Ok::<_, StoreError>(())
        })
        .unwrap();
    shop.send();
    let outcome =
        "SELECT group_concat(state || ' ' || reason, ', ') FROM (SELECT * FROM message ORDER BY number_id)";
    let outcome: String =
        shop.engine.store().read(|c| Ok::<_, StoreError>(c.query_row(outcome, [], |r| r.get(0))?)).unwrap();
    assert_eq!(outcome, "accepted , skipped quarantined");
}

fn people_of(shop: &TestShop, kind: Kind) -> Vec<crate::wire::cleanup::FindingLine> {
    let query = FindingQuery { kind: kind.word().into(), offset: 0, limit: 100 };
    people(&shop.engine, &query).unwrap().lines
}

fn names(shop: &TestShop) -> Vec<String> {
    let read = |c: &Connection| {
        let mut select =
            c.prepare("SELECT trim(first_name || ' ' || last_name) FROM contact ORDER BY number_id")?;
        let names = select.query_map([], |row| row.get(0))?;
        Ok::<_, StoreError>(names.collect::<Result<_, _>>()?)
    };
    shop.engine.store().read(read).unwrap()
}

#[test]
fn every_finding_shows_its_people_and_what_the_repair_makes_of_them() {
    let shop = TestShop::new();
    import(&shop, MESS);
    shop.engine.store().write(|tx| mark_line(tx, id(&shop, "+13105550104"), Line::Fixed)).unwrap();
    let shown = cleanup(&shop.engine).unwrap();
    for finding in &shown.findings {
        let lines = people_of(&shop, Kind::read(&finding.kind).unwrap());
        assert_eq!(lines.len(), finding.people as usize, "{}", finding.kind);
    }
    let details = |kind| {
        let told = people_of(&shop, kind).into_iter().map(|one| format!("{}: {}", one.line.name, one.detail));
        told.collect::<Vec<_>>()
    };
    assert_eq!(details(Kind::NameStyle), ["Dr. Dave Desk: Dave Desk"]);
    assert_eq!(details(Kind::CountryMismatch), ["Bob Baker: US"]);
    assert_eq!(details(Kind::SharedNumber), ["Bob Baker: Bob & Robert Z Baker"]);
    assert_eq!(details(Kind::CannotReceive), ["Test Test: landline", "Dr. Dave Desk: landline"]);
    let kept = &details(Kind::DuplicatePeople)[0];
    let done = apply(&shop.engine, Kind::DuplicatePeople, &Choice::default()).unwrap();
    let left: String = shop
        .engine
        .store()
        .read(|c| {
            let sql = "SELECT number FROM contact JOIN merged ON kept_id = contact.number_id";
            Ok::<_, StoreError>(c.query_row(sql, [], |row| row.get(0))?)
        })
        .unwrap();
    assert!(kept.ends_with(&left), "what was shown is what was done");
    assert_eq!(done.people, 1);
}

#[test]
fn the_pages_of_a_finding_are_those_of_the_list_as_it_is_now() {
    let shop = TestShop::new();
    import(&shop, MESS);
    let before = people_of(&shop, Kind::NoConsent);
    let request = RepairRequest {
        kind: "no_consent".into(),
        only: vec![before[0].line.id],
        keep_names: false,
        name: None,
        import: None,
        answer: String::new(),
    };
    assert_eq!(make(&shop.engine, &request).unwrap().people, 1);
    let after = people_of(&shop, Kind::NoConsent).len();
    assert_eq!(after, before.len() - 1, "an answer from before the repair is not given after it");
    let beyond = FindingQuery { kind: "no_consent".into(), offset: 50, limit: 100 };
    let beyond = people(&shop.engine, &beyond).unwrap();
    assert_eq!((beyond.total as usize, beyond.lines.len()), (after, 0));
}

#[test]
fn a_household_can_be_greeted_by_any_of_its_names_and_by_no_other() {
    let shop = TestShop::new();
    let rows = format!("Alice,Archer,{ALICE},,,,,,,\nBob,Baker,{ALICE},,,,,,,\n");
    import(&shop, &rows);
    let line = &people_of(&shop, Kind::SharedNumber)[0];
    let known: Vec<&str> = line.names.iter().map(|name| name.first_name.as_str()).collect();
    assert_eq!((known.as_slice(), line.detail.as_str()), (&["Alice", "Bob"][..], "Alice & Bob"));
    let named = |first: &str, last: &str| Choice {
        greeting: Greeting::Named(first.into(), last.into()),
        only: vec![line.line.id.0],
        ..Choice::default()
    };
    let stranger = apply(&shop.engine, Kind::SharedNumber, &named("Mallory", "Archer"));
    assert!(matches!(stranger, Err(CleanupError::Nothing)));
    let before = state(&shop);
    let done = apply(&shop.engine, Kind::SharedNumber, &named("Bob", "Baker")).unwrap();
    assert_eq!(names(&shop), ["Bob Baker"]);
    assert!(!found(&shop).contains_key("shared_number"));
    undo(&shop.engine, done.id).unwrap();
    assert_eq!(state(&shop), before);
}

#[test]
fn the_age_of_an_old_consent_is_the_owners_and_is_remembered() {
    let shop = TestShop::new();
    shop.contact("+14155552671", Some(crate::consent::Scope::Promotional));
    assert_eq!(old_after(&shop.engine).unwrap(), OLD_AFTER_MONTHS);
    choose_old_after(&shop.engine, 6).unwrap();
    assert_eq!(cleanup(&shop.engine).unwrap().old_after_months, 6);
    choose_old_after(&shop.engine, 0).unwrap();
    assert_eq!(old_after(&shop.engine).unwrap(), 1, "a consent of today is never old");
}

#[test]
fn each_bought_list_is_answered_for_by_itself_and_its_answer_stays_on_show() {
    let shop = TestShop::new();
    import(&shop, &bought());
    import(&shop, &bought().replace("+1212", "+1313"));
    let lists = cleanup(&shop.engine).unwrap().lists;
    assert_eq!(
        lists.iter().map(|list| (list.people, list.held)).collect::<Vec<_>>(),
        [(60, true), (60, true)]
    );
    let why = "They signed our paper list at the spring market in May";
    let choice = Choice { answer: why.into(), import: Some(lists[0].import.0), ..Choice::default() };
    apply(&shop.engine, Kind::BoughtList, &choice).unwrap();
    let lists = cleanup(&shop.engine).unwrap().lists;
    assert_eq!(lists.iter().map(|list| list.held).collect::<Vec<_>>(), [false, true]);
    assert_eq!((lists[0].answer.as_str(), lists[0].marks.is_empty()), (why, false));
}

/// Two people of one import, one of them of another import before; the second import gave her a town.
fn two_imports(shop: &TestShop) -> crate::ids::ImportId {
    import(shop, "Test,Test,+12125550101,,,,,,,\n");
    let second = "Test,Test,+12125550101,,New York,,,local,,\nTest,Test,+13105550103,,,,,,,\n";
    let second = import(shop, second);
    crate::ids::ImportId(second.id.unwrap())
}

#[test]
fn whom_an_import_had_brought_stays_away_when_it_was_taken_back_before_the_clean_up() {
    let shop = TestShop::new();
    import(&shop, "Test,Test,+12125550101,,,,,,,\n");
    let as_it_was = state(&shop);
    let shop = TestShop::new();
    let second = two_imports(&shop);
    let done = apply(&shop.engine, Kind::Placeholder, &Choice::default()).unwrap();
    assert_eq!((done.people, names(&shop).len()), (2, 0));
    let undone = import::undo(shop.engine.store(), second, shop.engine.now()).unwrap();
    assert_eq!((undone.removed, undone.restored), (1, 1));
    assert_eq!(names(&shop).len(), 0, "nobody is on the list before the repair is undone");
    let rests = "SELECT (SELECT count(*) FROM standing) + (SELECT count(*) FROM contact_tag)";
    let rests: u32 =
        shop.engine.store().read(|c| Ok::<_, StoreError>(c.query_row(rests, [], |row| row.get(0))?)).unwrap();
    assert_eq!(rests, 0, "nothing of them stays where reach would count it");
    undo(&shop.engine, done.id).unwrap();
    assert_eq!(
        state(&shop),
        as_it_was,
        "the first comes back as before the second import, the other not at all"
    );
}

#[test]
fn whom_an_import_had_brought_comes_back_where_it_still_stands() {
    let shop = TestShop::new();
    two_imports(&shop);
    let before = state(&shop);
    let done = apply(&shop.engine, Kind::Placeholder, &Choice::default()).unwrap();
    undo(&shop.engine, done.id).unwrap();
    assert_eq!(state(&shop), before);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn repairs_and_their_undo_leave_the_list_as_it_was_and_never_lose_a_suppression(
        people in prop::collection::vec((0..6_usize, 0..3_usize, 0..8_u32, any::<bool>()), 1..8),
        kinds in prop::collection::vec(0..Kind::ALL.len(), 1..4),
    ) {
        let shop = TestShop::new();
        let names = ["ALICE", "Alice", "Bob", "Test", "Dr. Bob", ""];
        let rows: String = people.iter().map(|(name, street, number, _)| {
            format!("{},Archer,+1212555010{number},{street} Mill Lane,New York,10001,{},,1.00,1\n", names[*name],
                if number % 2 == 0 { "US" } else { "GB" })
        }).collect();
        import(&shop, &rows);
        for (_, _, number, leaves) in people {
            if leaves {
                let number = id(&shop, &format!("+1212555010{number}"));
                shop.engine.store().write(|tx| suppress(tx, number, "reply", "STOP", shop.engine.now())).unwrap();
            }
        }
        // A merge may add suppressions; what they are is part of the list from then on.
        let _ = apply(&shop.engine, Kind::DuplicatePeople, &Choice::default()).map(|done| undo(&shop.engine, done.id).unwrap());
        let (before, left) = (state(&shop), suppressed(&shop));
        let mut done = Vec::new();
        for kind in kinds {
            done.extend(apply(&shop.engine, Kind::ALL[kind], &Choice::default()));
            let now = suppressed(&shop);
            prop_assert!(left.iter().all(|one| now.contains(one)));
        }
        for repair in done.iter().rev() {
            undo(&shop.engine, repair.id).unwrap();
        }
        prop_assert_eq!(state(&shop), before);
        let now = suppressed(&shop);
        prop_assert!(left.iter().all(|one| now.contains(one)));
    }
}
