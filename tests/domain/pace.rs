//! What holds a claim back beyond its gap, and what an alarm does.

use std::time::Duration;

use counterbell_core::campaigns;
use counterbell_core::consent::Scope;
use counterbell_core::gateways::{Kind, Registration, Status, UseCase, registrations};
use counterbell_core::ids::CampaignId;
use counterbell_core::sending::{Step, Worker, allowance};
use counterbell_core::settings;
use counterbell_core::testing::TestShop;
use counterbell_core::wire::senders::{PaceChange, WarmUpView};

fn people(shop: &TestShop, count: u32) {
    for n in 0..count {
        shop.contact(&format!("+1212555{:04}", 100 + n), Some(Scope::Promotional));
    }
}

fn sent(shop: &TestShop, id: CampaignId) -> u32 {
    shop.report(id).line.recipients - shop.in_state(id, "queued")
}

/// A campaign with a first batch of its own size.
fn approved(shop: &TestShop, first_batch: u32) -> CampaignId {
    let id = shop.draft();
    shop.engine.store().write(|tx| allowance::wish_first_batch(tx, id, Some(first_batch))).unwrap();
    shop.approve(id).unwrap();
    id
}

/// Steps until the sender waits longer than a minute.
fn step_out(shop: &TestShop) {
    let mut worker = Worker::start(&shop.engine, shop.sender).unwrap();
    for _ in 0..2_000 {
        match worker.step().unwrap() {
            Step::Wait(until, _) if until < shop.engine.now() + chrono::TimeDelta::minutes(1) => {
                shop.clock.set(until.max(shop.engine.now() + Duration::from_millis(1)));
            }
            Step::Tried | Step::Sorted => {}
            Step::Wait(..) | Step::Idle => break,
        }
    }
}

#[test]
fn a_first_batch_waits_for_receipts_and_the_rest_follows_when_all_is_quiet() {
    let shop = TestShop::new();
    people(&shop, 60);
    let id = approved(&shop, 25);
    step_out(&shop);
    assert_eq!(sent(&shop, id), 25);
    shop.later(Duration::from_secs(11 * 60));
    shop.pull();
    step_out(&shop);
    assert_eq!(sent(&shop, id), 60);
}

#[test]
fn a_restart_does_not_skip_the_wait() {
    let shop = TestShop::new();
    people(&shop, 60);
    let id = approved(&shop, 25);
    step_out(&shop);
    shop.later(Duration::from_secs(60));
    step_out(&shop);
    assert_eq!(sent(&shop, id), 25, "a new worker reads the stored first batch");
}

#[test]
fn without_a_first_batch_everybody_goes_at_once() {
    let shop = TestShop::new();
    people(&shop, 60);
    let id = approved(&shop, 0);
    step_out(&shop);
    assert_eq!(sent(&shop, id), 60, "negative control");
}

#[test]
fn too_many_stops_after_the_first_batch_pause_the_campaign_and_only_a_person_resumes_it() {
    let shop = TestShop::new();
    people(&shop, 60);
    let id = approved(&shop, 25);
    step_out(&shop);
    shop.later(Duration::from_secs(60));
    for text in shop.gateway.texts().iter().take(6) {
        shop.receives("STOP", &text.0);
    }
    shop.later(Duration::from_secs(11 * 60));
    shop.pull();
    step_out(&shop);
    let report = shop.report(id);
    assert_eq!((report.line.state.as_str(), report.pause_reason.as_str()), ("paused", "alarm:opt_outs"));
    assert!(
        report.alarm.starts_with("Paused by itself: 6 of 25 people answered with STOP"),
        "{}",
        report.alarm
    );
    shop.later(Duration::from_secs(3600));
    step_out(&shop);
    assert_eq!(shop.report(id).line.state, "paused", "time alone resumes nothing");
    campaigns::resume(&shop.engine, id).unwrap();
    step_out(&shop);
    assert_eq!((shop.in_state(id, "queued"), shop.report(id).alarm.as_str()), (0, ""));
}

#[test]
fn a_brand_stops_for_the_day_at_four_fifths_of_its_allowance_and_goes_on_after_midnight() {
    let shop = TestShop::new();
    people(&shop, 20);
    let stated = Registration {
        kind: Kind::TenDlc,
        status: Status::Approved,
        use_case: UseCase::SoleProprietor,
        ..Registration::default()
    };
    shop.engine.store().write(|tx| registrations::save(tx, shop.sender, &stated, shop.engine.now())).unwrap();
    shop.engine
        .store()
        .write(|tx| {
            // 790 of the 800 parts of today are used already.
            let hour = shop.engine.now().timestamp().div_euclid(3600);
            tx.execute(
                "INSERT INTO pace_hour (sender_id, hour, parts) VALUES (?1, ?2, 790)",
                (shop.sender, hour),
            )?;
            Ok::<_, counterbell_core::store::StoreError>(())
        })
        .unwrap();
    let id = shop.approved();
    let plan = campaigns::rehearse(&shop.engine, id).unwrap();
    step_out(&shop);
    assert_eq!(sent(&shop, id), 10);
    assert_eq!((plan.hours[0].texts, plan.waits[0].reason.as_str()), (10, "brand_cap"), "as rehearsed");
    shop.clock.set("2026-03-03T15:00:00Z".parse().unwrap());
    step_out(&shop);
    assert_eq!(sent(&shop, id), 20);
}

fn new_number(shop: &TestShop, new_number: bool) -> Option<WarmUpView> {
    let change = PaceChange { id: shop.sender, account_daily: None, new_number };
    settings::change_pace(&shop.engine, &change).unwrap().warm_up
}

fn level(shop: &TestShop) -> WarmUpView {
    settings::cards(&shop.engine).unwrap()[0].warm_up.clone().unwrap()
}

#[test]
fn a_new_number_sends_what_its_level_allows_and_a_quarter_of_it_opens_the_next_the_day_after() {
    let shop = TestShop::new();
    people(&shop, 100);
    for n in 0..20 {
        shop.contact(&format!("+1312555{:04}", 100 + n), Some(Scope::Promotional));
    }
    let new = new_number(&shop, true).unwrap();
    assert_eq!(
        (new.level, new.allowed, new.opens_next, new.next_allowed),
        (1, Some(100), Some(25), Some(250))
    );
    let id = approved(&shop, 0);
    step_out(&shop);
    assert_eq!(sent(&shop, id), 100, "the rest waits for tomorrow");
    assert_eq!((level(&shop).level, level(&shop).used), (1, 100));
    shop.clock.set("2026-03-03T18:00:00Z".parse().unwrap());
    assert_eq!((level(&shop).level, level(&shop).used), (2, 0));
    step_out(&shop);
    assert_eq!(sent(&shop, id), 120);
}

#[test]
fn an_established_number_has_no_level_and_the_owner_may_say_so() {
    let shop = TestShop::new();
    people(&shop, 100);
    shop.contact("+13125550100", Some(Scope::Promotional));
    new_number(&shop, true);
    assert_eq!(new_number(&shop, false), None);
    let id = approved(&shop, 0);
    step_out(&shop);
    assert_eq!(sent(&shop, id), 101, "negative control");
}

#[test]
fn a_day_with_an_alarm_opens_no_new_level() {
    let shop = TestShop::new();
    people(&shop, 60);
    new_number(&shop, true);
    let id = approved(&shop, 25);
    step_out(&shop);
    for text in shop.gateway.texts().iter().take(6) {
        shop.receives("STOP", &text.0);
    }
    shop.later(Duration::from_secs(11 * 60));
    shop.pull();
    step_out(&shop);
    assert_eq!(shop.report(id).line.state, "paused");
    assert!(level(&shop).troubled);
    shop.clock.set("2026-03-03T18:00:00Z".parse().unwrap());
    assert_eq!((level(&shop).level, level(&shop).troubled), (1, false));
}
