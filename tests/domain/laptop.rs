//! A laptop sleeps, travels, loses its network: nobody is texted twice, out of hours or in a burst.

use std::time::Duration;

use counterbell_core::campaigns;
use counterbell_core::clock::Timestamp;
use counterbell_core::gateways::{Attempt, GatewayFault};
use counterbell_core::ids::CampaignId;
use counterbell_core::sending::{Hold, Step, Worker};
use counterbell_core::testing::{ALICE, BOB, CARLA, TestShop, Turn};
use proptest::prelude::*;

/// One text a second is the pace of every campaign here; a claim up to 50 ms late keeps its rhythm.
const GAP: chrono::TimeDelta = chrono::TimeDelta::milliseconds(950);

fn crowd(shop: &TestShop, count: u32) -> CampaignId {
    for n in 0..count {
        shop.contact(&format!("+1212555{:04}", 100 + n), Some(counterbell_core::consent::Scope::Promotional));
    }
    shop.approved()
}

/// Steps as the sender thread does, for this long on the clock.
fn run_for(shop: &TestShop, worker: &mut Worker<'_>, time: Duration) {
    let end = shop.engine.now() + time;
    while shop.engine.now() < end {
        match worker.step().unwrap() {
            Step::Tried | Step::Sorted => {}
            Step::Wait(until, _) => {
                shop.clock.set(until.clamp(shop.engine.now() + Duration::from_millis(1), end))
            }
            Step::Idle => shop.clock.set(end),
        }
    }
}

fn shortest_gap(moments: &[Timestamp]) -> Option<chrono::TimeDelta> {
    moments.windows(2).map(|two| two[1] - two[0]).min()
}

#[test]
fn after_a_sleep_the_replies_are_read_first_and_what_is_left_goes_at_its_pace() {
    let shop = TestShop::new();
    let id = crowd(&shop, 40);
    let mut worker = Worker::start(&shop.engine, shop.sender).unwrap();
    run_for(&shop, &mut worker, Duration::from_secs(10));
    let before = shop.gateway.texts().len();
    let waiting =
        (100..140).map(|n| format!("+1212555{n:04}")).find(|to| shop.gateway.texts_to(to) == 0).unwrap();
    shop.gateway.inbound(&waiting, "STOP");
    shop.later(Duration::from_secs(2 * 3600));
    run_for(&shop, &mut worker, Duration::from_secs(120));
    drop(worker);
    assert_eq!(shop.gateway.texts_to(&waiting), 0, "who said STOP while it slept is not texted");
    assert_eq!(shop.gateway.texts().len(), 39);
    assert!(before < 39 && shortest_gap(&shop.gateway.moments()).unwrap() >= GAP, "no burst");
    assert_eq!(shop.in_state(id, "queued"), 0);
}

#[test]
fn a_sleep_past_the_end_of_the_hours_sends_nothing_at_night() {
    let shop = TestShop::new();
    crowd(&shop, 40);
    let mut worker = Worker::start(&shop.engine, shop.sender).unwrap();
    run_for(&shop, &mut worker, Duration::from_secs(10));
    let before = shop.gateway.texts().len();
    shop.later(Duration::from_secs(10 * 3600));
    let night = shop.engine.now();
    run_for(&shop, &mut worker, Duration::from_secs(600));
    assert_eq!(shop.gateway.texts().len(), before, "nobody is woken at {night}");
    run_for(&shop, &mut worker, Duration::from_secs(12 * 3600));
    assert_eq!(shop.gateway.texts().len(), 40, "it goes on in the morning");
}

#[test]
fn a_lid_closed_while_the_answer_is_awaited_leaves_one_doubt_and_no_second_text() {
    let shop = TestShop::new().with_contacts([ALICE, BOB, CARLA]);
    let id = shop.approved();
    shop.gateway.script([Turn::AcceptAndLoseTheAnswer]);
    let mut worker = Worker::start(&shop.engine, shop.sender).unwrap();
    while shop.in_state(id, "in_doubt") == 0 {
        if let Step::Wait(until, _) = worker.step().unwrap() {
            shop.clock.set(until.max(shop.engine.now() + Duration::from_millis(1)));
        }
    }
    shop.later(Duration::from_secs(3 * 3600));
    run_for(&shop, &mut worker, Duration::from_secs(1800));
    assert!([ALICE, BOB, CARLA].iter().all(|to| shop.gateway.texts_to(to) == 1));
    assert_eq!(shop.in_state(id, "in_doubt"), 0, "the provider's own list has settled it");
}

#[test]
fn without_a_network_nothing_is_lost_and_it_goes_on_by_itself_without_a_burst() {
    let shop = TestShop::new();
    let id = crowd(&shop, 30);
    let mut worker = Worker::start(&shop.engine, shop.sender).unwrap();
    run_for(&shop, &mut worker, Duration::from_secs(5));
    let before = shop.gateway.texts().len();
    shop.gateway.deaf(true);
    shop.gateway.script(
        (0..8)
            .map(|_| Turn::Answer(Attempt::NotSent { fault: GatewayFault::Unreachable, retry_after: None })),
    );
    run_for(&shop, &mut worker, Duration::from_secs(600));
    assert_eq!(shop.gateway.texts().len(), before);
    assert_eq!(shop.in_state(id, "queued") as usize, 30 - before, "every text still waits");
    assert!(matches!(worker.step().unwrap(), Step::Wait(_, Hold::InboxStale | Hold::Unreachable)));
    shop.gateway.deaf(false);
    shop.gateway.forget("");
    run_for(&shop, &mut worker, Duration::from_secs(600));
    assert_eq!(shop.gateway.texts().len(), 30);
    assert!(shortest_gap(&shop.gateway.moments()).unwrap() >= GAP);
}

#[test]
fn a_clock_set_back_stops_the_sender_and_set_right_again_it_goes_on_without_a_burst() {
    let shop = TestShop::new();
    crowd(&shop, 30);
    let mut worker = Worker::start(&shop.engine, shop.sender).unwrap();
    run_for(&shop, &mut worker, Duration::from_secs(5));
    let (right, before) = (shop.engine.now(), shop.gateway.texts().len());
    shop.clock.set(right - chrono::TimeDelta::hours(1));
    for _ in 0..50 {
        assert!(!matches!(worker.step().unwrap(), Step::Tried), "pace and hours rest on the clock");
    }
    shop.clock.set(right + chrono::TimeDelta::seconds(50));
    run_for(&shop, &mut worker, Duration::from_secs(60));
    assert_eq!(shop.gateway.texts().len(), 30);
    assert!(before < 30 && shortest_gap(&shop.gateway.moments()).unwrap() >= GAP);
}

/// What can befall a laptop between two looks.
#[derive(Debug, Clone)]
enum Mishap {
    Sleep(u64),
    Restart,
    PauseAndResume,
    NoNetwork(u64),
    ClockBack(i64),
}

fn mishaps() -> impl Strategy<Value = Vec<Mishap>> {
    let one = prop_oneof![
        (1_u64..2000).prop_map(Mishap::Sleep),
        Just(Mishap::Restart),
        Just(Mishap::PauseAndResume),
        (1_u64..300).prop_map(Mishap::NoNetwork),
        (1_i64..100).prop_map(Mishap::ClockBack),
    ];
    proptest::collection::vec(one, 1..6)
}

fn befall(shop: &TestShop, id: CampaignId, mishap: &Mishap) {
    match mishap {
        Mishap::Sleep(seconds) => shop.later(Duration::from_secs(*seconds)),
        Mishap::Restart => assert!(!shop.engine.store().restart(shop.engine.now()).unwrap()),
        Mishap::PauseAndResume => {
            // A campaign that is over cannot be held.
            if campaigns::pause(&shop.engine, id).is_ok() {
                campaigns::resume(&shop.engine, id).unwrap();
            }
        }
        Mishap::NoNetwork(seconds) => {
            shop.gateway.deaf(true);
            let mut worker = Worker::start(&shop.engine, shop.sender).unwrap();
            run_for(shop, &mut worker, Duration::from_secs(*seconds));
            shop.gateway.deaf(false);
        }
        Mishap::ClockBack(seconds) => {
            shop.clock.set(shop.engine.now() - chrono::TimeDelta::seconds(*seconds))
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]
    #[test]
    fn whatever_befalls_it_no_two_texts_go_closer_than_the_pace_and_nobody_gets_two(all in mishaps()) {
        let shop = TestShop::new();
        let id = crowd(&shop, 40);
        for mishap in &all {
            let mut worker = Worker::start(&shop.engine, shop.sender).unwrap();
            run_for(&shop, &mut worker, Duration::from_secs(4));
            drop(worker);
            befall(&shop, id, mishap);
        }
        let mut worker = Worker::start(&shop.engine, shop.sender).unwrap();
        run_for(&shop, &mut worker, Duration::from_secs(2 * 3600));
        let mut numbers: Vec<String> = shop.gateway.texts().into_iter().map(|(to, _)| to).collect();
        let sent = numbers.len();
        numbers.sort();
        numbers.dedup();
        prop_assert_eq!(numbers.len(), sent, "nobody gets two");
        prop_assert_eq!(sent, 40);
        // The wall clock goes back here and there; what counts is that it never shows two closer than the pace.
        let closest = shop.gateway.moments().windows(2).map(|two| (two[1] - two[0]).abs()).min().unwrap();
        prop_assert!(closest >= GAP, "{closest}");
    }
}
