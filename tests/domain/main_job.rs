//! The main job, end to end: from a shop's export to the report.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use counterbell_core::campaigns::{self, Content};
use counterbell_core::clock::{Clock, TurnedClock};
use counterbell_core::consent::{self, Scope};
use counterbell_core::contacts::wire as contacts;
use counterbell_core::doors;
use counterbell_core::engine::Engine;
use counterbell_core::gateways::accounts;
use counterbell_core::inbox;
use counterbell_core::sending::{Step, Worker, pull_receipts};
use counterbell_core::store::{Device, KeySource, StoreKind};
use counterbell_core::testing::monday_noon;
use counterbell_core::wire::app::ShopSetup;
use counterbell_core::wire::campaigns::{Approve, ReportView};
use counterbell_core::wire::imports::{Basis, ConsentDeclaration, ImportCounts, ImportRequest};
use counterbell_core::wire::segments::ReachQuery;
use tempfile::TempDir;

const PEOPLE: usize = 90;

struct Owner {
    folder: TempDir,
    clock: Arc<TurnedClock>,
    engine: Engine,
}

/// Step 1: opens the app and sets up a shop.
fn set_up() -> Owner {
    let folder = TempDir::new().unwrap();
    let clock = Arc::new(TurnedClock::new(monday_noon()));
    let shared: Arc<dyn Clock> = clock.clone();
    let setup = ShopSetup {
        brand: "Maple & Pine".into(),
        country: "US".into(),
        currency: "USD".into(),
        test_number: "(212) 555-0142".into(),
        passphrase: String::new(),
    };
    let source = KeySource::File(folder.path().join("key"));
    let engine = doors::make_shop(
        &folder.path().join("shop"),
        &doors::shop_of(&setup).unwrap(),
        StoreKind::Practice,
        &source,
        &Device::at(folder.path().join("device")),
        &shared,
    )
    .unwrap();
    doors::add_practice(&engine, 7).unwrap();
    Owner { folder, clock, engine }
}

/// Step 2: imports an export, answered for once.
fn import(owner: &Owner) {
    let path = owner.folder.path().join("customers.csv");
    let mut csv = String::from(
        "First Name,Last Name,Email,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Tags\n",
    );
    for n in 0..PEOPLE {
        let yes = if n % 10 == 0 { "no" } else { "yes" };
        csv += &format!(
            "Person,No{n},p{n}@example.com,'+1212555{:04},{yes},{}.00,{},vip\n",
            100 + n,
            n * 3,
            n % 5
        );
    }
    csv += "Nobody,Atall,n@example.com,,yes,0,0,\n";
    fs::write(&path, csv).unwrap();
    let request = ImportRequest {
        path: path.to_string_lossy().into_owned(),
        country: "US".into(),
        map: Vec::new(),
        repairs: Vec::new(),
        edits: Vec::new(),
        declaration: Some(ConsentDeclaration {
            basis: Basis::TickedBox,
            source: "checkout".into(),
            date: "2026-01-15".into(),
            wording: "Text me offers from Maple & Pine".into(),
            scope: Scope::Promotional,
        }),
    };
    let preview = contacts::preview(&owner.engine, &request, &|_| {}, &AtomicBool::new(false)).unwrap();
    assert_eq!((preview.counts.created, preview.counts.rejected), (PEOPLE as u32, 1));
    assert_eq!(
        counterbell_core::today::today(&owner.engine).unwrap().contacts,
        0,
        "a preview writes nothing"
    );
    let done = contacts::commit(&owner.engine, &request, &|_| {}, &AtomicBool::new(false)).unwrap();
    assert!(done.id.is_some() && preview.counts.id.is_none(), "only what was done can be taken back");
    assert_eq!(
        ImportCounts { id: None, ..done.clone() },
        preview.counts,
        "what was previewed is what was done"
    );
    assert_eq!(done.created + done.updated + done.unchanged + done.rejected, done.rows);
}

/// Step 3: a rule, and whom it reaches.
fn reach(owner: &Owner) -> u32 {
    let query = ReachQuery { rule: RULE.into(), exclude: String::new(), purpose: Scope::Promotional };
    let reach = campaigns::reach_of(&owner.engine, &query).unwrap();
    let reasons: u32 = reach.excluded_by.iter().map(|one| one.count).sum();
    assert_eq!(reach.matched, reach.will_receive + reasons, "everybody is under exactly one heading");
    assert_eq!(reach.excluded_by[0].reason, "no_consent");
    reach.will_receive
}

const RULE: &str = r#"{"all":[{"field":"total_spent","op":"at_least","value":30}]}"#;

/// Steps 4 to 6: composes, checks and approves.
fn approve(owner: &Owner, expected: u32) -> counterbell_core::ids::CampaignId {
    let sender = owner.engine.store().read(accounts::senders).unwrap()[0].id;
    let id = campaigns::create(
        &owner.engine,
        &Content {
            name: "Spring coats".into(),
            purpose: Scope::Promotional,
            kind: None,
            why_now: "They bought coats before and the new ones arrived this morning".into(),
            body: "Maple & Pine: {{first_name|there}}, the spring coats are in. Reply STOP to opt out".into(),
            segment_name: "Spent 30 or more".into(),
            rule: RULE.into(),
            exclude: String::new(),
            sender: Some(sender),
            per_second: 2.0,
            window_open: 540,
            window_close: 1200,
            finish_within_hours: 72,
            ceiling_micros: None,
        },
    )
    .unwrap();
    campaigns::send_test(&owner.engine, id).unwrap();
    let page = campaigns::check(&owner.engine, id).unwrap();
    assert_eq!((page.blocks, page.reach.will_receive), (0, expected));
    assert!(page.deed.starts_with(&format!("Send to {expected} people, about $")), "{}", page.deed);
    let seen = Approve { id, revision: page.revision, recipients: expected, seal: page.seal };
    campaigns::approve(&owner.engine, &seen, None).unwrap();
    id
}

/// Step 7: watches it go; replies and receipts come in meanwhile.
fn watch(owner: &Owner, id: counterbell_core::ids::CampaignId) {
    let sender = owner.engine.store().read(accounts::senders).unwrap()[0].id;
    let mut worker = Worker::start(&owner.engine, sender).unwrap();
    for _ in 0..5_000 {
        match worker.step().unwrap() {
            Step::Tried | Step::Sorted => {}
            Step::Wait(until, _) => owner.clock.set(until.max(owner.engine.now() + Duration::from_millis(1))),
            Step::Idle => break,
        }
        assert_sums(&campaigns::report(&owner.engine, id).unwrap());
    }
    owner.clock.turn(Duration::from_secs(20 * 60));
    inbox::pull(&owner.engine, sender).unwrap().unwrap();
    pull_receipts(&owner.engine, sender, true).unwrap().unwrap();
}

fn assert_sums(report: &ReportView) {
    let states: u32 = report.by_state.iter().map(|one| one.count).sum();
    let excluded: u32 = report.excluded_by.iter().map(|one| one.count).sum();
    assert_eq!(states, report.recipients, "every text is in exactly one state");
    assert_eq!(report.recipients + excluded, report.matched, "nobody is lost between the tables");
}

#[test]
fn from_an_export_to_the_report() {
    let owner = set_up();
    import(&owner);
    let expected = reach(&owner);
    let id = approve(&owner, expected);
    watch(&owner, id);
    let report = campaigns::report(&owner.engine, id).unwrap();
    assert_sums(&report);
    assert_eq!(report.line.state, "finished");
    let delivered: u32 =
        report.by_state.iter().filter(|one| one.reason == "delivered").map(|one| one.count).sum();
    assert!(delivered > expected / 2, "{report:?}");
    let chain = owner.engine.store().read(consent::verify).unwrap();
    assert!(chain.intact && chain.entries as usize >= PEOPLE - PEOPLE / 10);
}
