use proptest::prelude::*;
use rusqlite::params;
use serde_json::json;
use tempfile::TempDir;

use super::*;
use crate::clock::Timestamp;
use crate::consent::Scope;
use crate::error::Explain;
use crate::segments::{Capped, CappedPeople, Facts, Rule, delete, get, list, save, save_starters, starters};
use crate::store::{KeySource, Store, StoreKind};

const DAY: i64 = 86_400_000;

fn now() -> Timestamp {
    "2026-03-02T12:00:00Z".parse().unwrap()
}

fn days_ago(days: i64) -> i64 {
    now().timestamp_millis() - days * DAY
}

fn open_hours(hours: HoursId) -> bool {
    hours != HoursId(9)
}

fn audience(rule: serde_json::Value) -> Audience<'static> {
    Audience {
        rule: Rule::from_json(&rule).unwrap(),
        exclude: None,
        scope: Scope::Promotional,
        frequency_hours: 24,
        bought_since: None,
        now: now(),
        hours_left: &open_hours,
        capped: CappedPeople::default(),
    }
}

/// A person as the store knows her; everything that a test does not name is Alice's.
#[derive(Debug, Clone)]
struct Person {
    name: &'static str,
    city: &'static str,
    region: &'static str,
    country: &'static str,
    email: &'static str,
    tags: Vec<&'static str>,
    facts: Facts,
    orders: i64,
    spent: i64,
    engaged: i64,
    created: i64,
}

fn person(name: &'static str) -> Person {
    let facts = Facts {
        consent: 3,
        suppressed: false,
        quarantined: false,
        line: 1,
        hours_id: HoursId(1),
        open_conversation: false,
        last_texted_at: 0,
        last_order_at: 0,
        asked: false,
        excluded: false,
        capped: None,
    };
    Person {
        name,
        city: "",
        region: "",
        country: "US",
        email: "",
        tags: vec![],
        facts,
        orders: 0,
        spent: 0,
        engaged: 0,
        created: days_ago(400),
    }
}

fn add(connection: &Connection, id: u32, person: &Person) {
    let number = format!("+1510555{:04}", 100 + id % 100);
    let key = u128::from(id).to_be_bytes();
    connection
        .execute(
            "INSERT INTO number (id, key, e164) VALUES (?1, ?2, ?3)",
            params![id, key.as_slice(), number],
        )
        .unwrap();
    connection
        .execute(
            "INSERT INTO contact (number_id, number, first_name, email, city, region, country, created_at, updated_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)",
            params![id, number, person.name, person.email, person.city, person.region, person.country, person.created],
        )
        .unwrap();
    let f = person.facts;
    connection
        .execute(
            "INSERT INTO standing (number_id, consent, suppressed, quarantined, line, hours_id, open_conversation,
               last_texted_at, orders, spent_micros, last_order_at, last_engaged_at, country, region, asked)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            params![
                id, f.consent, f.suppressed, f.quarantined, f.line, f.hours_id, f.open_conversation, f.last_texted_at,
                person.orders, person.spent, f.last_order_at, person.engaged, person.country, person.region,
                f.asked
            ],
        )
        .unwrap();
    for tag in &person.tags {
        connection.execute("INSERT OR IGNORE INTO tag (name) VALUES (?1)", [tag]).unwrap();
        connection
            .execute("INSERT INTO contact_tag SELECT id, ?2 FROM tag WHERE name = ?1", params![tag, id])
            .unwrap();
    }
}

fn filled(people: &[Person]) -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(include_str!("../../migrations/0001_store.sql")).unwrap();
    (1..).zip(people).for_each(|(id, person)| add(&connection, id, person));
    connection
}

fn village() -> Vec<Person> {
    let alice = Person {
        city: "Oakland",
        region: "CA",
        email: "alice@example.com",
        tags: vec!["VIP", "local"],
        orders: 4,
        spent: 250_000_000,
        engaged: days_ago(5),
        facts: Facts { last_order_at: days_ago(10), ..person("Alice").facts },
        ..person("Alice")
    };
    let bob = Person {
        city: "Zürich",
        country: "CH",
        region: "ZH",
        tags: vec!["local"],
        orders: 1,
        spent: 19_900_000,
        engaged: days_ago(200),
        facts: Facts { consent: 2, last_order_at: days_ago(100), ..alice.facts },
        ..person("Bob")
    };
    let carla = Person {
        city: "O'Hara's \"Rest\"",
        created: days_ago(2),
        facts: Facts { suppressed: true, consent: 0, ..person("Carla").facts },
        ..person("Carla")
    };
    let dora = Person { tags: vec!["x'); DROP TABLE contact; --"], ..person("Dora") };
    vec![alice, bob, carla, dora]
}

fn names(connection: &Connection, audience: &Audience<'_>, which: Who) -> Vec<String> {
    people(connection, audience, which, 0, 100).unwrap().into_iter().map(|row| row.first_name).collect()
}

fn matching(connection: &Connection, field: &str, op: &str, value: serde_json::Value) -> Vec<String> {
    let rule = json!({ "all": [{ "field": field, "op": op, "value": value }] });
    names(connection, &audience(rule), Who::Everyone)
}

#[test]
fn each_field_finds_the_people_it_means() {
    let town = filled(&village());
    for (field, op, value, expected) in [
        ("tag", "is", json!("vip"), vec!["Alice"]),
        ("tag", "is_not", json!("LOCAL"), vec!["Carla", "Dora"]),
        ("tag", "in", json!(["vip", "local"]), vec!["Alice", "Bob"]),
        ("country", "is", json!("ch"), vec!["Bob"]),
        ("country", "not_in", json!(["CH", "DE"]), vec!["Alice", "Carla", "Dora"]),
        ("region", "starts_with", json!("z"), vec!["Bob"]),
        ("city", "is", json!("oakland"), vec!["Alice"]),
        ("city", "is", json!("ZÜRICH"), vec!["Bob"]),
        ("city", "is", json!("Zu\u{308}rich"), vec!["Bob"]),
        ("city", "is_not", json!("Oakland"), vec!["Bob", "Carla", "Dora"]),
        ("city", "starts_with", json!("zür"), vec!["Bob"]),
        ("total_spent", "more_than", json!(19.9), vec!["Alice"]),
        ("total_spent", "at_least", json!(19.9), vec!["Alice", "Bob"]),
        ("total_spent", "less_than", json!(19.9), vec!["Carla", "Dora"]),
        ("total_spent", "between", json!([10, 250]), vec!["Alice", "Bob"]),
        ("orders", "is", json!(1), vec!["Bob"]),
        ("orders", "at_most", json!(1), vec!["Bob", "Carla", "Dora"]),
        ("last_order", "in_last_days", json!(10), vec!["Alice"]),
        ("last_order", "in_last_days", json!(36_500), vec!["Alice", "Bob"]),
        ("last_order", "not_in_last_days", json!(60), vec!["Bob", "Carla", "Dora"]),
        ("last_order", "before", json!("2026-01-01"), vec!["Bob"]),
        ("last_order", "after", json!("2026-02-20"), vec![]),
        ("last_order", "after", json!("2026-02-19"), vec!["Alice"]),
        ("last_engagement", "never", json!(null), vec!["Carla", "Dora"]),
        ("last_engagement", "ever", json!(null), vec!["Alice", "Bob"]),
        ("created", "in_last_days", json!(30), vec!["Carla"]),
        ("consent", "is", json!("promotional"), vec!["Alice", "Dora"]),
        ("consent", "is", json!("transactional"), vec!["Alice", "Bob", "Dora"]),
        ("consent", "is", json!("conversational"), vec![]),
        ("consent", "is", json!("none"), vec!["Carla"]),
        ("email", "contains", json!("@EXAMPLE"), vec!["Alice"]),
        ("email", "is_set", json!(null), vec!["Alice"]),
        ("email", "is_not_set", json!(null), vec!["Bob", "Carla", "Dora"]),
        ("first_name", "is", json!("dora"), vec!["Dora"]),
        ("number", "starts_with", json!("+15105550102"), vec!["Bob"]),
        ("import", "is", json!(1), vec![]),
        ("suppressed", "is", json!(true), vec!["Carla"]),
    ] {
        assert_eq!(matching(&town, field, op, value), expected, "{field} {op}");
    }
}

#[test]
fn hostile_text_is_only_ever_text() {
    let town = filled(&village());
    assert_eq!(matching(&town, "tag", "is", json!("x'); DROP TABLE contact; --")), ["Dora"]);
    assert_eq!(matching(&town, "city", "is", json!("O'Hara's \"Rest\"")), ["Carla"]);
    for hostile in ["' OR 1=1 --", "%", "_", "*", "\\", "?1", "\u{0}", "'); DELETE FROM standing; --"] {
        for (field, op) in
            [("city", "is"), ("city", "starts_with"), ("email", "contains"), ("tag", "is"), ("region", "is")]
        {
            assert!(matching(&town, field, op, json!(hostile)).is_empty(), "{field} {op} {hostile:?}");
        }
    }
    assert_eq!(matching(&town, "suppressed", "is", json!(false)).len(), 3, "everybody is still there");
}

#[test]
fn groups_join_as_they_say() {
    let town = filled(&village());
    let (vip, swiss) =
        (json!({"field":"tag","op":"is","value":"vip"}), json!({"field":"country","op":"is","value":"CH"}));
    assert_eq!(names(&town, &audience(json!({"any": [vip, swiss]})), Who::Everyone), ["Alice", "Bob"]);
    assert!(names(&town, &audience(json!({"all": [vip, swiss]})), Who::Everyone).is_empty());
    assert!(names(&town, &audience(json!({"any": []})), Who::Everyone).is_empty());
    assert_eq!(names(&town, &audience(json!({"all": []})), Who::Everyone).len(), 4);
    assert_eq!(
        names(&town, &audience(json!({"all": [vip, {"any": [vip, swiss]}]})), Who::Everyone),
        ["Alice"]
    );
}

#[test]
fn everyone_left_out_stands_under_one_reason() {
    let town = filled(&village());
    let mut asked = audience(json!({"all": []}));
    asked.exclude = Some(Rule::from_json(&json!({"all":[{"field":"tag","op":"is","value":"vip"}]})).unwrap());
    let counted = reach(&town, &asked).unwrap();
    assert_eq!((counted.matched, counted.will_receive, counted.excluded), (4, 1, 3));
    let reasons = [(Reason::Suppressed, 1), (Reason::WrongScope, 1), (Reason::ExcludedSegment, 1)];
    assert_eq!(counted.excluded_by, reasons.into());
    assert_eq!(names(&town, &asked, Who::Reason(Reason::ExcludedSegment)), ["Alice"]);
    assert_eq!(names(&town, &asked, Who::WillReceive), ["Dora"]);
}

#[test]
fn those_who_have_bought_since_are_left_out() {
    let town = filled(&village());
    let mut asked = audience(json!({"all": []}));
    asked.bought_since = Some(now() - chrono::Days::new(10));
    assert_eq!(names(&town, &asked, Who::Reason(Reason::AlreadyBought)), ["Alice"]);
}

#[test]
fn hours_are_asked_once_for_all_who_share_them() {
    let town = filled(&village());
    let asked = std::cell::Cell::new(0);
    let count = |_| {
        asked.set(asked.get() + 1);
        true
    };
    let mut audience = audience(json!({"all": []}));
    audience.hours_left = &count;
    reach(&town, &audience).unwrap();
    assert_eq!(asked.get(), 1, "Alice and Dora share their hours");
}

#[test]
fn a_page_of_people_goes_on_where_the_last_one_ended() {
    let town = filled(&village());
    let everyone = audience(json!({"all": []}));
    let page = |offset| people(&town, &everyone, Who::Everyone, offset, 3).unwrap().len();
    assert_eq!((page(0), page(3), page(4)), (3, 1, 0));
    assert!(people(&town, &everyone, Who::Everyone, 0, 0).unwrap().is_empty());
}

fn members(connection: &Connection, audience: &Audience<'_>) -> Vec<(NumberId, Option<Reason>)> {
    let mut seen = Vec::new();
    for_each_member::<SegmentError>(connection, audience, |member| {
        seen.push((member.number_id, member.reason));
        Ok(())
    })
    .unwrap();
    seen
}

/// The invariant: the table adds up, and preview, people and approval say the same of everyone.
fn one_audience(reach: &Reach, members: &[(NumberId, Option<Reason>)], people: &[PersonRow]) -> bool {
    let by_reason = |reason: Reason| members.iter().filter(|member| member.1 == Some(reason)).count();
    reach.matched == reach.will_receive + reach.excluded_by.values().sum::<u32>()
        && reach.excluded == reach.excluded_by.values().sum::<u32>()
        && reach.matched as usize == members.len()
        && reach.will_receive as usize == members.iter().filter(|member| member.1.is_none()).count()
        && Reason::ALL
            .iter()
            .all(|reason| reach.excluded_by.get(reason).map_or(0, |n| *n as usize) == by_reason(*reason))
        && people.iter().map(|row| (row.number_id, row.reason)).eq(members.iter().copied())
}

fn some_person() -> impl Strategy<Value = Person> {
    let facts = (
        (0_u8..8, prop::bool::weighted(0.1), prop::bool::weighted(0.1), 0_u8..10, 1_u32..10),
        (
            prop::bool::weighted(0.2),
            prop_oneof![Just(0), (0..60_i64).prop_map(|h| days_ago(0) - h * 3_600_000)],
            prop::bool::weighted(0.1),
        ),
        prop_oneof![Just(0), (0..100_i64).prop_map(days_ago)],
    )
        .prop_map(
            |(
                (consent, suppressed, quarantined, line, hours),
                (open_conversation, last_texted_at, asked),
                last_order_at,
            )| {
                let hours_id = HoursId(hours);
                Facts {
                    consent,
                    suppressed,
                    quarantined,
                    line,
                    hours_id,
                    open_conversation,
                    last_texted_at,
                    last_order_at,
                    asked,
                    excluded: false,
                    capped: None,
                }
            },
        );
    let place = prop::sample::select(vec!["Oakland", "Zürich", "", "O'Hara"]);
    let tags = prop::sample::subsequence(vec!["vip", "local"], 0..=2);
    (facts, place, tags, 0..6_i64, 0..300_000_000_i64).prop_map(|(facts, city, tags, orders, spent)| Person {
        city,
        tags,
        facts,
        orders,
        spent,
        ..person("Erin")
    })
}

fn some_rule() -> impl Strategy<Value = serde_json::Value> {
    let condition = prop::sample::select(vec![
        json!({"field":"tag","op":"is","value":"vip"}),
        json!({"field":"tag","op":"is_not","value":"local"}),
        json!({"field":"city","op":"is","value":"zürich"}),
        json!({"field":"city","op":"starts_with","value":"O'"}),
        json!({"field":"orders","op":"at_least","value":2}),
        json!({"field":"total_spent","op":"between","value":[50,200]}),
        json!({"field":"last_order","op":"in_last_days","value":30}),
        json!({"field":"last_order","op":"never"}),
        json!({"field":"consent","op":"is","value":"promotional"}),
        json!({"field":"suppressed","op":"is","value":true}),
    ]);
    condition.prop_recursive(2, 12, 4, |inner| {
        (prop::bool::ANY, prop::collection::vec(inner, 0..4))
            .prop_map(|(all, nodes)| if all { json!({ "all": nodes }) } else { json!({ "any": nodes }) })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn preview_people_and_approval_agree_for_any_rule_and_any_people(
        crowd in prop::collection::vec(some_person(), 0..40),
        rule in some_rule(),
        exclude in prop::option::of(some_rule()),
        scope in prop::sample::select(vec![Scope::Promotional, Scope::Transactional, Scope::Conversational]),
        bought in prop::option::of(0_u64..100),
    ) {
        let town = filled(&crowd);
        let mut asked = audience(json!({"all": [rule]}));
        asked.exclude = exclude.map(|rule| Rule::from_json(&json!({"any": [rule]})).unwrap());
        asked.scope = scope;
        asked.bought_since = bought.map(|days| now() - chrono::Days::new(days));
        let counted = reach(&town, &asked).unwrap();
        let approved = members(&town, &asked);
        let shown = people(&town, &asked, Who::Everyone, 0, 1_000).unwrap();
        prop_assert!(one_audience(&counted, &approved, &shown));
        let receive = people(&town, &asked, Who::WillReceive, 0, 1_000).unwrap();
        prop_assert_eq!(receive.len(), counted.will_receive as usize);
        for (reason, count) in &counted.excluded_by {
            prop_assert_eq!(people(&town, &asked, Who::Reason(*reason), 0, 1_000).unwrap().len(), *count as usize);
        }
    }
}

#[test]
fn the_property_fails_when_a_reason_is_dropped_or_approval_asks_differently() {
    let town = filled(&village());
    let asked = audience(json!({"all": []}));
    let shown = || people(&town, &asked, Who::Everyone, 0, 100).unwrap();
    let right = reach(&town, &asked).unwrap();
    assert!(one_audience(&right, &members(&town, &asked), &shown()));

    let mut forgetful = right.clone();
    forgetful.excluded_by.remove(&Reason::Suppressed);
    assert!(!one_audience(&forgetful, &members(&town, &asked), &shown()), "a dropped reason");

    let generous =
        Reach { will_receive: right.will_receive + 1, matched: right.matched + 1, ..right.clone() };
    assert!(!one_audience(&generous, &members(&town, &asked), &shown()), "one more than approved");

    let otherwise = Audience { scope: Scope::Transactional, ..asked.clone() };
    assert!(!one_audience(&right, &members(&town, &otherwise), &shown()), "approval with another purpose");
}

fn shop() -> (TempDir, Store) {
    let folder = TempDir::new().unwrap();
    let key = KeySource::File(folder.path().join("key"));
    let store = Store::create(&folder.path().join("home"), &key, StoreKind::Shop, now()).unwrap();
    (folder, store)
}

#[test]
fn reach_reads_an_encrypted_store_and_approval_reads_inside_a_write() {
    let (_folder, store) = shop();
    let everyone = audience(json!({"all": []}));
    store
        .write(|tx| {
            (1..).zip(&village()).for_each(|(id, person)| add(tx, id, person));
            assert_eq!(members(tx, &everyone).len(), 4);
            Ok::<_, SegmentError>(())
        })
        .unwrap();
    assert_eq!(store.read(|c| reach(c, &everyone)).unwrap().matched, 4);
}

#[test]
fn a_saved_segment_is_found_by_its_name_in_any_case_and_replaced_by_it() {
    let (_folder, store) = shop();
    let vip = Rule::from_json(&json!({"all":[{"field":"tag","op":"is","value":"vip"}]})).unwrap();
    let first = store.write(|tx| save(tx, " VIP ", &vip, now())).unwrap();
    let again = store.write(|tx| save(tx, "vip", &Rule::everyone(), now())).unwrap();
    assert_eq!(first, again);
    let kept = store.read(|c| get(c, "Vip")).unwrap();
    assert_eq!((kept.name.as_str(), kept.rule), ("vip", Rule::everyone()));
    store.write(|tx| delete(tx, "VIP")).unwrap();
    assert_eq!(store.read(|c| get(c, "vip")).unwrap_err().code(), "segment_not_found");
    assert_eq!(store.write(|tx| delete(tx, "vip")).unwrap_err().code(), "segment_not_found");
    assert_eq!(store.write(|tx| save(tx, "  ", &vip, now())).unwrap_err().code(), "segment_name_missing");
}

#[test]
fn a_new_shop_starts_with_segments_that_read() {
    let (_folder, store) = shop();
    store.write(|tx| save_starters(tx, now())).unwrap();
    store.write(|tx| save_starters(tx, now())).unwrap();
    let saved = store.read(list).unwrap();
    assert_eq!(saved.len(), starters().unwrap().len());
    assert!(saved.iter().any(|segment| segment.name == "Everyone with consent"));
}

#[test]
fn people_who_reached_a_cap_are_told_apart_in_numbers_and_in_people() {
    let store = filled(&[person("Alice"), person("Bob"), person("Carla")]);
    let ids: Vec<NumberId> = super::people(&store, &audience(json!({"all": []})), Who::Everyone, 0, 9)
        .unwrap()
        .iter()
        .map(|one| one.number_id)
        .collect();
    let capped = [(ids[0], Capped::ByLaw), (ids[1], Capped::ByOwner)];
    let asked = Audience {
        capped: std::sync::Arc::new(capped.into_iter().collect()),
        ..audience(json!({"all": []}))
    };
    let reach = reach(&store, &asked).unwrap();
    assert_eq!((reach.matched, reach.will_receive), (3, 1));
    assert_eq!(reach.excluded_by[&Reason::StateCap] + reach.excluded_by[&Reason::SegmentCap], 2);
    let who = |which| people(&store, &asked, which, 0, 9).unwrap().into_iter().map(|one| one.number_id);
    assert_eq!(who(Who::Reason(Reason::SegmentCap)).collect::<Vec<_>>(), [ids[1]]);
    let order_news = Audience { scope: Scope::Transactional, ..asked.clone() };
    assert_eq!(super::reach(&store, &order_news).unwrap().will_receive, 3, "negative control");
}
