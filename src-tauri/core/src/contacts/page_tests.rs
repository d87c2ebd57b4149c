use std::sync::atomic::AtomicBool;

use crate::consent::{Scope, is_suppressed};
use crate::contacts::export::Reader;
use crate::contacts::import::{self, Request};
use crate::contacts::{
    BulkError, ContactError, bulk_deed, choices, cleanup, known, page_of, save_chosen, show, warm,
};
use crate::ids::{ImportId, NumberId};
use crate::testing::{ALICE, BOB, CARLA, DAVE, TestShop};
use crate::wire::contacts::{
    BulkDeed, ChosenContacts, ContactAsked, ContactFilter, ContactPage, ContactQuery,
};

const LIST: &str = "First Name,Last Name,Phone,Email,City,Country,Tags,Total Spent,Total Orders,Last Order\n\
    Alice,Example,+12125550101,alice@example.com,New York,US,\"vip, spring\",120.50,3,2026-02-01\n\
    Bob,Sample,+13125550102,bob@example.com,Chicago,US,,9.00,1,2026-01-01\n\
    José,O'Placeholder,+447700900104,dave@example.com,London,GB,spring,0,0,\n";

fn import_list(shop: &TestShop, text: &str) -> ImportId {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("list.csv");
    std::fs::write(&path, text).unwrap();
    let request = Request::of(path, "US");
    let cancel = AtomicBool::new(false);
    let done = import::commit(shop.engine.store(), &request, shop.engine.now(), &|_| {}, &cancel).unwrap();
    ImportId(done.id.unwrap())
}

fn shop() -> TestShop {
    let shop = TestShop::new();
    import_list(&shop, LIST);
    shop
}

fn ask(shop: &TestShop, asked: ContactAsked, offset: u32, limit: u32) -> ContactPage {
    page_of(&shop.engine, &ContactQuery { asked, offset, limit }).unwrap()
}

fn typed(search: &str) -> ContactAsked {
    ContactAsked { search: search.into(), ..ContactAsked::default() }
}

fn only(filter: ContactFilter) -> ContactAsked {
    ContactAsked { filter, ..ContactAsked::default() }
}

/// First names, in the order of the table.
fn names(shop: &TestShop, asked: ContactAsked) -> String {
    let page = ask(shop, asked, 0, 100);
    assert_eq!(page.total as usize, page.lines.len());
    let first = |name: &str| name.split(' ').next().unwrap_or_default().to_owned();
    page.lines.iter().map(|line| first(&line.name)).collect::<Vec<_>>().join(" ")
}

fn id(shop: &TestShop, number: &str) -> NumberId {
    shop.engine.store().read(|c| known(c, shop.engine.store().keys(), number)).unwrap().unwrap()
}

#[test]
fn the_table_finds_any_part_of_a_name_or_number() {
    let shop = shop();
    for (search, expected) in [
        ("", "José Bob Alice"),
        ("ali", "Alice"),
        ("ALI exam", "Alice"),
        ("jose", "José"),
        ("555", "Bob Alice"),
        ("(212) 555", "Alice"),
        ("07700 900", "José"),
        ("o'place", "José"),
        ("%", ""),
        ("bob@", "Bob"),
        ("ali bob", ""),
        ("am", "José Bob Alice"),
        ("x", "José Bob Alice"),
        ("mp sa", "Bob"),
    ] {
        assert_eq!(names(&shop, typed(search)), expected, "{search}");
    }
}

#[test]
fn a_search_sees_every_change_as_soon_as_it_is_made() {
    let shop = shop();
    warm(&shop.engine).unwrap();
    assert_eq!(names(&shop, typed("carla")), "");
    let carla = shop.contact(CARLA, Some(Scope::Promotional));
    assert_eq!(names(&shop, typed("carla")), "Carla");
    let rename = "UPDATE contact SET first_name = 'Clara' WHERE number_id = ?1";
    shop.engine
        .store()
        .write(|tx| tx.execute(rename, [carla]).map_err(crate::store::StoreError::from))
        .unwrap();
    assert_eq!((names(&shop, typed("carla")).as_str(), names(&shop, typed("clara")).as_str()), ("", "Clara"));
    let more = "First Name,Phone\nClara,+12125550105\n";
    let brought = import_list(&shop, more);
    assert_eq!(names(&shop, typed("clara")), "Clara Clara");
    import::undo(shop.engine.store(), brought, shop.engine.now()).unwrap();
    assert_eq!(names(&shop, typed("clara")), "Clara", "who is gone with an import is not found any more");
}

#[test]
fn an_import_that_was_only_looked_at_is_not_found() {
    let shop = shop();
    warm(&shop.engine).unwrap();
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("list.csv");
    std::fs::write(&path, "First Name,Phone\nClara,+12125550105\n").unwrap();
    let request = Request::of(path, "US");
    import::preview(shop.engine.store(), &request, shop.engine.now(), &|_| {}, &AtomicBool::new(false))
        .unwrap();
    assert_eq!(names(&shop, typed("clara")), "");
}

#[test]
fn an_erased_person_is_found_by_nothing_and_nothing_of_them_stays_in_memory() {
    let shop = shop();
    warm(&shop.engine).unwrap();
    let found = |text: &str| shop.engine.list().finder.holds(text);
    assert!(found("alice@example.com") && found("12125550101"), "negative control");
    crate::consent::erase_person(&shop.engine, id(&shop, ALICE)).unwrap();
    // Before anybody searches again.
    assert!(!found("alice") && !found("12125550101"));
    for search in ["ali", "al", "(212) 555", "0101", "example"] {
        assert!(!names(&shop, typed(search)).contains("Alice"), "{search}");
    }
    assert_eq!(names(&shop, typed("bob")), "Bob");
}

#[test]
fn every_order_holds_the_same_people_and_turns_round() {
    let shop = shop();
    let sorted = |sort: &str, reversed| {
        names(&shop, ContactAsked { sort: sort.into(), reversed, ..ContactAsked::default() })
    };
    for (order, expected) in [
        ("newest", "José Bob Alice"),
        ("name", "Alice José Bob"),
        ("orders", "Alice Bob José"),
        ("spent", "Alice Bob José"),
        ("last_order", "Alice Bob José"),
        ("last_text", "José Bob Alice"),
    ] {
        assert_eq!(sorted(order, false), expected, "{order}");
        let turned: Vec<&str> = expected.split(' ').rev().collect();
        assert_eq!(sorted(order, true), turned.join(" "), "{order}");
    }
    let both = ContactAsked { search: "example.com".into(), sort: "spent".into(), ..ContactAsked::default() };
    assert_eq!(names(&shop, both), "Alice Bob José", "what is found keeps the order");
    let unknown = ContactAsked { sort: "shoe_size".into(), ..ContactAsked::default() };
    let query = ContactQuery { asked: unknown, offset: 0, limit: 10 };
    assert!(matches!(page_of(&shop.engine, &query), Err(ContactError::Filter(_))));
}

#[test]
fn pages_follow_on_each_other() {
    let shop = shop();
    let page = |offset| ask(&shop, ContactAsked::default(), offset, 1);
    let numbers: Vec<String> = (0..4).flat_map(|at| page(at).lines).map(|line| line.number).collect();
    assert_eq!(numbers, [DAVE, BOB, ALICE]);
    assert_eq!(page(1).total, 3);
}

#[test]
fn filters_let_through_whom_they_name() {
    let shop = shop();
    let carla = shop.contact(CARLA, Some(Scope::Promotional));
    let (alice, bob) = (id(&shop, ALICE), id(&shop, BOB));
    let now = shop.engine.now();
    shop.engine.store().write(|tx| crate::consent::suppress(tx, bob, "reply", "STOP", now)).unwrap();
    let long_ago = now.timestamp_millis() - 40 * 86_400_000;
    for (sql, who, value) in [
        ("UPDATE standing SET last_texted_at = ?2 WHERE number_id = ?1", alice, long_ago),
        ("UPDATE standing SET quarantined = ?2 WHERE number_id = ?1", alice, 1),
        ("UPDATE standing SET last_texted_at = ?2 WHERE number_id = ?1", carla, now.timestamp_millis()),
    ] {
        let set = |tx: &mut crate::store::WriteTx<'_>| tx.execute(sql, (who, value)).map_err(Into::into);
        shop.engine.store().write::<_, crate::store::StoreError>(set).unwrap();
    }
    let all = ContactFilter::default();
    let word = |word: &str| Some(word.to_owned());
    for (filter, expected) in [
        (ContactFilter { consent: word("promotional"), ..all.clone() }, "Carla"),
        (ContactFilter { consent: word("transactional"), ..all.clone() }, ""),
        (ContactFilter { consent: word("none"), ..all.clone() }, "José Bob Alice"),
        (ContactFilter { tag: "SPRING".into(), ..all.clone() }, "José Alice"),
        (ContactFilter { country: "gb".into(), ..all.clone() }, "José"),
        (ContactFilter { import: Some(ImportId(1)), ..all.clone() }, "José Bob Alice"),
        (ContactFilter { line: word("mobile"), ..all.clone() }, "Carla José"),
        (ContactFilter { last_text: word("never"), ..all.clone() }, "José Bob"),
        (ContactFilter { last_text: word("in_30"), ..all.clone() }, "Carla"),
        (ContactFilter { last_text: word("not_in_30"), ..all.clone() }, "José Bob Alice"),
        (ContactFilter { suppressed: Some(true), ..all.clone() }, "Bob"),
        (ContactFilter { suppressed: Some(false), ..all.clone() }, "Carla José Alice"),
        (ContactFilter { quarantined: Some(true), ..all.clone() }, "Alice"),
        (ContactFilter { tag: "spring".into(), country: "US".into(), ..all.clone() }, "Alice"),
    ] {
        assert_eq!(names(&shop, only(filter.clone())), expected, "{filter:?}");
    }
    let found = ContactAsked {
        search: "example".into(),
        ..only(ContactFilter { tag: "spring".into(), ..all.clone() })
    };
    assert_eq!(names(&shop, found), "José Alice", "a search within a filter");
    for wrong in [
        ContactFilter { consent: word("maybe"), ..all.clone() },
        ContactFilter { line: word("fax"), ..all.clone() },
        ContactFilter { last_text: word("in_the_morning"), ..all },
    ] {
        let query = ContactQuery { asked: only(wrong), offset: 0, limit: 10 };
        assert!(page_of(&shop.engine, &query).is_err());
    }
    let offered = choices(&shop.engine).unwrap();
    assert_eq!((offered.tags.join(" "), offered.countries.join(" ")), ("spring vip".into(), "GB US".into()));
    assert_eq!(offered.imports.len(), 1);
}

fn chosen(ids: &[NumberId]) -> ChosenContacts {
    ChosenContacts { ids: ids.to_vec(), expected: ids.len() as u32, ..ChosenContacts::default() }
}

fn everybody_but(ids: &[NumberId], expected: u32) -> ChosenContacts {
    ChosenContacts { all: true, ids: ids.to_vec(), expected, ..ChosenContacts::default() }
}

fn tagged(shop: &TestShop, tag: &str) -> String {
    names(shop, only(ContactFilter { tag: tag.into(), ..ContactFilter::default() }))
}

#[test]
fn tags_are_put_on_and_taken_off_many_and_each_can_be_taken_back() {
    let shop = shop();
    let tag = |name: &str| BulkDeed::Tag { name: name.into() };
    let done = bulk_deed(&shop.engine, &everybody_but(&[id(&shop, BOB)], 2), &tag(" spring ")).unwrap();
    assert_eq!((done.people, done.repair), (0, None), "both wear it already");
    let done = bulk_deed(&shop.engine, &everybody_but(&[], 3), &tag("spring")).unwrap();
    assert_eq!((done.people, tagged(&shop, "spring")), (1, "José Bob Alice".into()));
    cleanup::undo(&shop.engine, done.repair.unwrap()).unwrap();
    assert_eq!(tagged(&shop, "spring"), "José Alice");
    let off = BulkDeed::Untag { name: "spring".into() };
    let done = bulk_deed(&shop.engine, &everybody_but(&[], 3), &off).unwrap();
    assert_eq!((done.people, tagged(&shop, "spring")), (2, String::new()));
    cleanup::undo(&shop.engine, done.repair.unwrap()).unwrap();
    assert_eq!(tagged(&shop, "spring"), "José Alice");
    for bad in ["", " ", "a,b"] {
        assert!(matches!(bulk_deed(&shop.engine, &everybody_but(&[], 3), &tag(bad)), Err(BulkError::BadTag)));
    }
}

#[test]
fn who_is_taken_off_the_list_comes_back_as_they_were() {
    let shop = shop();
    let before = format!("{:?}", show(&shop.engine, id(&shop, ALICE)).unwrap());
    let two = chosen(&[id(&shop, ALICE), id(&shop, BOB)]);
    let done = bulk_deed(&shop.engine, &two, &BulkDeed::TakeOff).unwrap();
    assert_eq!((done.people, names(&shop, ContactAsked::default())), (2, "José".into()));
    cleanup::undo(&shop.engine, done.repair.unwrap()).unwrap();
    assert_eq!(format!("{:?}", show(&shop.engine, id(&shop, ALICE)).unwrap()), before);
}

#[test]
fn many_are_suppressed_or_erased_for_good() {
    let shop = shop();
    let (alice, bob) = (id(&shop, ALICE), id(&shop, BOB));
    let done = bulk_deed(&shop.engine, &chosen(&[alice, bob]), &BulkDeed::Suppress).unwrap();
    assert_eq!((done.people, done.repair), (2, None), "there is no way back to offer");
    assert!(shop.engine.store().read(|c| is_suppressed(c, bob)).unwrap());
    let done = bulk_deed(&shop.engine, &everybody_but(&[bob], 2), &BulkDeed::Erase).unwrap();
    assert_eq!((done.people, done.left, done.repair), (2, 0, None));
    assert_eq!(names(&shop, ContactAsked::default()), "Bob");
}

#[test]
fn who_has_a_text_under_way_is_not_erased_and_is_told() {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    let campaign = shop.approved();
    let under_way = "UPDATE message SET state = 'in_doubt' WHERE campaign_id = ?1 AND number_id = ?2";
    let alice = id(&shop, ALICE);
    let set =
        |tx: &mut crate::store::WriteTx<'_>| tx.execute(under_way, (campaign, alice)).map_err(Into::into);
    shop.engine.store().write::<_, crate::store::StoreError>(set).unwrap();
    let done = bulk_deed(&shop.engine, &everybody_but(&[], 2), &BulkDeed::Erase).unwrap();
    assert_eq!((done.people, done.left), (1, 1));
    assert_eq!(names(&shop, ContactAsked::default()), "Alice");
}

#[test]
fn a_deed_is_done_to_as_many_as_were_confirmed_or_to_nobody() {
    let shop = shop();
    let late = everybody_but(&[], 3);
    shop.contact(CARLA, None);
    for deed in [BulkDeed::Suppress, BulkDeed::TakeOff, BulkDeed::Tag { name: "late".into() }] {
        assert!(matches!(bulk_deed(&shop.engine, &late, &deed), Err(BulkError::Changed)));
    }
    assert!(matches!(bulk_deed(&shop.engine, &chosen(&[]), &BulkDeed::Erase), Err(BulkError::Nobody)));
    assert_eq!(names(&shop, ContactAsked::default()), "Carla José Bob Alice");
    assert!(bulk_deed(&shop.engine, &everybody_but(&[], 4), &BulkDeed::TakeOff).is_ok(), "negative control");
}

#[test]
fn those_chosen_are_exported_and_nobody_else() {
    let shop = shop();
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("some.csv");
    let by_spent = ContactAsked { sort: "spent".into(), ..ContactAsked::default() };
    let some = ChosenContacts { asked: by_spent, ..everybody_but(&[id(&shop, BOB)], 2) };
    assert_eq!(save_chosen(&shop.engine, &some, &path, Reader::Machines).unwrap(), 2);
    let text = std::fs::read_to_string(&path).unwrap();
    let numbers: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    assert_eq!(numbers, [ALICE, DAVE], "in the order of the table");
}
