//! Several texts on their way at once, and the pace held all the same.

use std::time::Duration;

use counterbell_core::campaigns;
use counterbell_core::consent::Scope;
use counterbell_core::ids::CampaignId;
use counterbell_core::sending::{Hold, Step, Worker};
use counterbell_core::testing::TestShop;

const PEOPLE: usize = 150;
const ANSWERED_AFTER: Duration = Duration::from_millis(300);

/// A class of 75 a second, and so many people.
fn fast_shop() -> (TestShop, CampaignId, Vec<String>) {
    let shop = TestShop::new();
    let numbers: Vec<String> =
        (0..PEOPLE).map(|n| format!("+1{}55501{:02}", [212, 312][n / 100], n % 100)).collect();
    let numbers: Vec<String> = numbers.into_iter().filter(|number| number != "+12125550199").collect();
    for number in &numbers {
        shop.contact(number, Some(Scope::Promotional));
    }
    let mut content = shop.content();
    content.per_second = 75.0;
    let id = campaigns::create(&shop.engine, &content).unwrap();
    shop.approve(id).unwrap();
    (shop, id, numbers)
}

/// Steps until nothing is left; answers how many texts were on their way at most.
fn drain(shop: &TestShop, worker: &mut Worker<'_>) -> u32 {
    let mut most = 0;
    loop {
        match worker.step().unwrap() {
            Step::Tried | Step::Sorted => {}
            Step::Wait(until, _) => {
                shop.clock.set(until.max(shop.engine.now() + Duration::from_millis(1)));
            }
            Step::Idle => return most,
        }
        most = most.max(worker.on_their_way());
    }
}

#[test]
fn a_class_of_75_a_second_keeps_its_pace_before_a_provider_that_takes_300_ms() {
    let (shop, id, numbers) = fast_shop();
    let mut worker = Worker::start(&shop.engine, shop.sender).unwrap().answered_after(ANSWERED_AFTER);
    let most = drain(&shop, &mut worker);
    let moments = shop.gateway.moments();
    let took = (*moments.last().unwrap() - moments[0]).num_microseconds().unwrap() as f64 / 1e6;
    let rate = (moments.len() - 1) as f64 / took;
    assert!((74.25..=75.0).contains(&rate), "75 a second within 1 %, and never more: {rate}");
    assert!((20..=64).contains(&most), "22 or 23 are on their way at once: {most}");
    assert_eq!(shop.in_state(id, "accepted") as usize, numbers.len());
    assert!(numbers.iter().all(|number| shop.gateway.texts_to(number) == 1));
}

#[test]
fn a_stop_a_pause_and_an_end_reach_every_further_claim_while_texts_are_on_their_way() {
    let (shop, id, numbers) = fast_shop();
    let mut worker = Worker::start(&shop.engine, shop.sender).unwrap().answered_after(ANSWERED_AFTER);
    while worker.on_their_way() < 10 {
        if let Step::Wait(until, _) = worker.step().unwrap() {
            shop.clock.set(until.max(shop.engine.now() + Duration::from_millis(1)));
        }
    }
    let left: Vec<&String> = numbers.iter().filter(|number| shop.gateway.texts_to(number) == 0).collect();
    shop.receives("STOP", left[0]);
    campaigns::pause(&shop.engine, id).unwrap();
    let sent = shop.gateway.texts().len();
    assert!(matches!(worker.step().unwrap(), Step::Wait(_, Hold::Answers)), "answers are still awaited");
    drain(&shop, &mut worker);
    assert_eq!(shop.gateway.texts().len(), sent, "nothing is claimed after a pause");
    assert_eq!(shop.in_state(id, "accepted") as usize, sent, "what was on its way is written down");
    campaigns::resume(&shop.engine, id).unwrap();
    drain(&shop, &mut worker);
    assert_eq!(shop.gateway.texts_to(left[0]), 0, "STOP wins");
    assert_eq!(shop.gateway.texts().len(), numbers.len() - 1);
}

#[test]
fn what_a_sender_is_told_while_texts_are_on_their_way_holds_for_the_next_claim() {
    use counterbell_core::gateways::{Action, Attempt, Refusal};
    use counterbell_core::testing::Turn;
    let (shop, id, _) = fast_shop();
    let refusal = Refusal { code: "20003".into(), action: Action::HaltSender };
    shop.gateway.script([Turn::Accept, Turn::Answer(Attempt::Rejected(refusal))]);
    let mut worker = Worker::start(&shop.engine, shop.sender).unwrap().answered_after(ANSWERED_AFTER);
    drain(&shop, &mut worker);
    assert_eq!(shop.report(id).line.state, "paused");
    assert_eq!(worker.on_their_way(), 0, "every answer was written down first");
    assert_eq!(shop.in_state(id, "sending"), 0);
    assert!(shop.gateway.texts().len() <= 24, "only what was on its way by then");
}

#[test]
fn an_older_run_of_the_program_can_claim_nothing() {
    let (shop, id, _) = fast_shop();
    let mut worker = Worker::start(&shop.engine, shop.sender).unwrap();
    worker.step().unwrap();
    let newer = "INSERT INTO run (started_at) VALUES (0)";
    shop.engine
        .store()
        .write(|tx| Ok::<_, counterbell_core::store::StoreError>(tx.execute(newer, [])?))
        .unwrap();
    shop.later(Duration::from_secs(1));
    worker.step().unwrap_err();
    assert_eq!(shop.gateway.texts().len(), 1);
    assert_eq!(shop.in_state(id, "accepted"), 1);
}
