//! What holds a claim back beyond its gap, and what an alarm does.

use std::time::Duration;

use counterbell_core::campaigns;
use counterbell_core::consent::Scope;
use counterbell_core::gateways::{Attempt, GatewayFault, Kind, Registration, Status, UseCase, registrations};
use counterbell_core::ids::CampaignId;
use counterbell_core::sending::{Hold, Step, Worker, allowance};
use counterbell_core::settings;
use counterbell_core::shop;
use counterbell_core::store::StoreError;
use counterbell_core::testing::{TestShop, Turn};
use counterbell_core::wire::senders::{PaceChange, WarmUpView};
use proptest::prelude::*;

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
            Ok::<_, StoreError>(())
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

/// 150 people who may get several texts a day.
fn many_people(shop: &TestShop) {
    people(shop, 99);
    for n in 0..51 {
        shop.contact(&format!("+1312555{:04}", 100 + n), Some(Scope::Promotional));
    }
    shop.engine
        .store()
        .write(|tx| {
            let open = shop::load(tx)?;
            shop::save(tx, &shop::Shop { frequency_hours: 0, ..open })
        })
        .unwrap();
}

fn approved_at(shop: &TestShop, per_second: f64) -> CampaignId {
    let id = campaigns::create(&shop.engine, &campaigns::Content { per_second, ..shop.content() }).unwrap();
    shop.approve(id).unwrap();
    id
}

/// Steps for so long, as the clock goes.
fn step_for(shop: &TestShop, seconds: i64) {
    let mut worker = Worker::start(&shop.engine, shop.sender).unwrap();
    let end = shop.engine.now() + chrono::TimeDelta::seconds(seconds);
    while shop.engine.now() < end {
        match worker.step().unwrap() {
            Step::Tried | Step::Sorted => {}
            Step::Wait(until, _) => {
                shop.clock.set(until.max(shop.engine.now() + Duration::from_millis(1)).min(end))
            }
            Step::Idle => shop.clock.set(end),
        }
    }
}

#[test]
fn a_slow_campaign_is_not_starved_by_a_fast_one_nor_the_other_way() {
    for fast_first in [true, false] {
        let shop = TestShop::new();
        many_people(&shop);
        let mut paces = [5.0_f64, 0.5];
        paces.sort_by(|one, other| if fast_first { other.total_cmp(one) } else { one.total_cmp(other) });
        let ids = paces.map(|pace| approved_at(&shop, pace));
        step_for(&shop, 20);
        for (pace, id) in paces.into_iter().zip(ids) {
            let (went, fair) = (f64::from(sent(&shop, id)), 20.0 * pace);
            assert!(
                (went - fair).abs() <= 2.0,
                "{went} of {fair} at {pace} a second, fast first: {fast_first}"
            );
        }
    }
}

#[test]
fn two_campaigns_at_the_senders_own_pace_share_it() {
    let shop = TestShop::new();
    many_people(&shop);
    shop.engine
        .store()
        .write(|tx| Ok::<_, StoreError>(tx.execute("UPDATE sender SET per_second = 2.0", [])?))
        .unwrap();
    let ids = [approved_at(&shop, 2.0), approved_at(&shop, 2.0)];
    step_for(&shop, 20);
    let went = ids.map(|id| sent(&shop, id));
    assert!(went.iter().all(|one| (19..=21).contains(one)), "{went:?}");
}

/// Two campaigns, neither of which is bad enough by itself.
fn a_bad_day(shop: &TestShop) -> CampaignId {
    many_people(shop);
    let first = approved_at(shop, 50.0);
    step_for(shop, 10);
    assert_eq!(sent(shop, first), 150);
    let says_stop = |from: usize, count: usize| {
        for (number, _) in shop.gateway.texts().into_iter().skip(from).take(count) {
            shop.receives("STOP", &number);
        }
    };
    says_stop(0, 4);
    let second = approved_at(shop, 1.0);
    step_for(shop, 62);
    says_stop(155, 3);
    second
}

#[test]
fn a_sender_whose_day_is_bad_over_all_its_campaigns_pauses_them_until_a_person_has_seen_it() {
    let shop = TestShop::new();
    let second = a_bad_day(&shop);
    step_for(&shop, 200);
    let report = shop.report(second);
    assert_eq!(
        (report.line.state.as_str(), report.pause_reason.as_str()),
        ("paused", "sender_alarm:opt_outs")
    );
    assert!(report.alarm.contains("over all campaigns of this sender"), "{}", report.alarm);
    let health = campaigns::health_of(&shop.engine, second).unwrap();
    assert_eq!(health.sender.card.standing, "paused");
    let opt_outs = &health.sender.card.measures[0];
    assert_eq!((opt_outs.measure.as_str(), opt_outs.standing.as_str()), ("opt_outs", "pause"));
    assert!(!opt_outs.to_do.is_empty());
    let third = approved_at(&shop, 1.0);
    step_for(&shop, 10);
    assert_eq!(shop.report(third).line.state, "paused", "what is approved meanwhile is held, too");
    campaigns::resume(&shop.engine, second).unwrap();
    step_for(&shop, 300);
    assert_eq!(shop.in_state(second, "queued"), 0, "the person has seen it: only what is sent after counts");
    assert_eq!(shop.report(third).line.state, "paused", "each is a person's to resume");
    campaigns::resume(&shop.engine, third).unwrap();
    step_for(&shop, 300);
    assert_eq!(shop.in_state(third, "queued"), 0);
}

#[test]
fn without_the_first_campaigns_stops_the_second_goes_on() {
    let shop = TestShop::new();
    many_people(&shop);
    let only = approved_at(&shop, 1.0);
    step_for(&shop, 62);
    for (number, _) in shop.gateway.texts().into_iter().skip(5).take(3) {
        shop.receives("STOP", &number);
    }
    step_for(&shop, 600);
    assert_eq!(shop.report(only).line.state, "finished", "negative control: three of 150 pause nothing");
}

fn answers(shop: &TestShop, fault: GatewayFault, retry_after: Option<Duration>) {
    shop.gateway.script([Turn::Answer(Attempt::NotSent { fault, retry_after })]);
}

#[test]
fn a_provider_that_asks_to_go_slower_is_left_alone_as_long_as_it_says_even_over_a_restart() {
    let shop = TestShop::new();
    people(&shop, 3);
    let id = approved(&shop, 0);
    answers(&shop, GatewayFault::TooFast, Some(Duration::from_secs(90)));
    let until = shop.engine.now() + Duration::from_secs(90);
    let mut worker = Worker::start(&shop.engine, shop.sender).unwrap();
    assert_eq!(worker.step().unwrap(), Step::Tried);
    assert_eq!(worker.step().unwrap(), Step::Wait(until, Hold::TooFast));
    drop(worker);
    let mut restarted = Worker::start(&shop.engine, shop.sender).unwrap();
    assert_eq!(restarted.step().unwrap(), Step::Wait(until, Hold::TooFast));
    let report = shop.report(id);
    assert_eq!((report.waiting_code.as_str(), report.waiting_until), ("too_fast", until.to_rfc3339()));
    shop.clock.set(until);
    assert_eq!(restarted.step().unwrap(), Step::Tried, "and then it goes on by itself");
}

#[test]
fn a_dead_network_idles_the_sender_and_a_wrong_secret_stops_it() {
    let shop = TestShop::new();
    people(&shop, 3);
    let id = approved(&shop, 0);
    answers(&shop, GatewayFault::Unreachable, None);
    step_for(&shop, 1);
    assert_eq!((shop.report(id).waiting_code.as_str(), shop.gateway.texts().len()), ("unreachable", 0));
    answers(&shop, GatewayFault::Unauthorised, None);
    step_for(&shop, 60);
    let report = shop.report(id);
    assert_eq!((report.waiting_code.as_str(), report.waiting_until.as_str()), ("halted", ""));
    step_for(&shop, 3_600);
    assert_eq!(shop.gateway.texts().len(), 0, "time alone mends nothing");
    settings::release(&shop.engine, shop.sender).unwrap();
    step_for(&shop, 60);
    assert_eq!(shop.gateway.texts().len(), 3);
}

/// What happens to a laptop while it sends.
#[derive(Debug, Clone)]
enum Happens {
    Works(i64),
    Sleeps(i64),
    ClockBack(i64),
    Paused(i64),
    Restarts,
}

fn life() -> impl Strategy<Value = Vec<Happens>> {
    let one = prop_oneof![
        (1_i64..20).prop_map(Happens::Works),
        (1_i64..5_000).prop_map(Happens::Sleeps),
        (1_i64..119).prop_map(Happens::ClockBack),
        (1_i64..900).prop_map(Happens::Paused),
        Just(Happens::Restarts),
    ];
    prop::collection::vec(one, 1..10)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn no_pause_sleep_clock_step_or_restart_ends_in_a_burst(life in life(), per_second in 0.5_f64..4.0) {
        let shop = TestShop::new();
        people(&shop, 40);
        let id = campaigns::create(&shop.engine, &campaigns::Content { per_second, ..shop.content() }).unwrap();
        shop.approve(id).unwrap();
        for happens in life {
            match happens {
                Happens::Works(seconds) => step_for(&shop, seconds),
                Happens::Sleeps(seconds) => shop.later(Duration::from_secs(seconds.unsigned_abs())),
                Happens::ClockBack(seconds) => shop.clock.set(shop.engine.now() - chrono::TimeDelta::seconds(seconds)),
                Happens::Paused(seconds) => {
                    let held = campaigns::pause(&shop.engine, id).is_ok();
                    step_for(&shop, seconds);
                    prop_assert!(!held || campaigns::resume(&shop.engine, id).is_ok());
                }
                Happens::Restarts => drop(Worker::start(&shop.engine, shop.sender).unwrap()),
            }
        }
        step_for(&shop, 10);
        // A claim up to 50 ms late keeps the rhythm, so two may lie so much closer.
        let least = chrono::TimeDelta::microseconds((1e6 / per_second) as i64 - 50_000);
        for pair in shop.gateway.moments().windows(2) {
            prop_assert!(pair[1] - pair[0] >= least, "{} and {}", pair[0], pair[1]);
        }
    }
}
