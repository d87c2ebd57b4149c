//! Texts of which nobody knows whether they went out.

use std::time::Duration;

use counterbell_core::gateways::{Action, Attempt, GatewayFault, Refusal};
use counterbell_core::sending::Worker;
use counterbell_core::testing::{ALICE, BOB, TestShop, Turn};

const SETTLED: Duration = Duration::from_secs(11 * 60);

#[test]
fn a_lost_answer_is_in_doubt_and_never_sent_again() {
    let shop = TestShop::new().with_contacts([ALICE]);
    shop.gateway.script([Turn::LoseTheRequest]);
    let id = shop.approved();
    shop.send();
    for _ in 0..5 {
        shop.later(SETTLED);
        assert_eq!(shop.send(), 0, "without evidence nothing goes out again");
    }
    assert_eq!(shop.in_state(id, "in_doubt"), 1);
}

#[test]
fn a_text_found_at_the_provider_is_accepted() {
    let shop = TestShop::new().with_contacts([ALICE]);
    shop.gateway.script([Turn::AcceptAndLoseTheAnswer]);
    let id = shop.approved();
    shop.send();
    assert_eq!(shop.in_state(id, "in_doubt"), 1);
    shop.later(SETTLED);
    shop.send();
    assert_eq!(shop.in_state(id, "accepted"), 1);
    assert_eq!(shop.gateway.texts_to(ALICE), 1);
}

#[test]
fn nobody_asks_before_the_provider_has_settled() {
    let shop = TestShop::new().with_contacts([ALICE]);
    shop.gateway.script([Turn::AcceptAndLoseTheAnswer]);
    let id = shop.approved();
    shop.send();
    shop.later(Duration::from_secs(60));
    shop.send();
    assert_eq!(shop.in_state(id, "in_doubt"), 1, "asking too early is how texts are doubled");
}

#[test]
fn what_a_dead_run_left_in_sending_is_in_doubt() {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    let id = shop.approved();
    shop.engine
        .store()
        .write(|tx| {
            tx.execute(
                "UPDATE message SET state = 'sending', claimed_run = 0, claimed_at = ?1 WHERE recipient = ?2",
                (shop.engine.now().timestamp_millis(), ALICE),
            )?;
            Ok::<_, counterbell_core::store::StoreError>(())
        })
        .unwrap();
    shop.send();
    assert_eq!((shop.in_state(id, "in_doubt"), shop.in_state(id, "accepted")), (1, 1));
    assert_eq!(shop.gateway.texts_to(ALICE), 0);
}

#[test]
fn blind_resending_would_double_texts() {
    // The negative control: the same lost answer, with the protection taken out by hand.
    let shop = TestShop::new().with_contacts([ALICE]);
    shop.gateway.script([Turn::AcceptAndLoseTheAnswer]);
    let _ = shop.approved();
    shop.send();
    shop.engine
        .store()
        .write(|tx| {
            tx.execute(
                "UPDATE message SET state = 'queued', claimed_at = NULL WHERE state = 'in_doubt'",
                [],
            )?;
            tx.execute("UPDATE campaign SET state = 'running'", [])?;
            Ok::<_, counterbell_core::store::StoreError>(())
        })
        .unwrap();
    shop.send();
    assert_eq!(
        shop.gateway.texts_to(ALICE),
        2,
        "the gateway of these tests must be able to show a double text"
    );
}

#[test]
fn only_a_person_sends_a_text_in_doubt_again_and_only_when_the_provider_knows_nothing_of_it() {
    use counterbell_core::sending::{DoubtError, Resolution, doubts, resolve_doubt};
    let shop = TestShop::new().with_contacts([ALICE]);
    shop.gateway.script([Turn::LoseTheRequest]);
    let id = shop.approved();
    shop.send();
    let doubt = doubts(&shop.engine).unwrap()[0].clone();
    let resend = || resolve_doubt(&shop.engine, doubt.id, Resolution::Resend);
    assert!(matches!(resend(), Err(DoubtError::NotSettled)));
    shop.later(SETTLED);
    shop.send();
    assert_eq!(doubts(&shop.engine).unwrap()[0].stands, "yours");
    assert_eq!(shop.report(id).line.state, "finished");
    resend().unwrap();
    assert_eq!((shop.send(), shop.gateway.texts_to(ALICE)), (1, 1));
    assert_eq!((shop.in_state(id, "accepted"), shop.report(id).line.state.as_str()), (1, "finished"));
    assert!(matches!(resend(), Err(DoubtError::NotFound)));
}

#[test]
fn a_text_in_doubt_of_a_campaign_that_was_stopped_is_not_sent_again() {
    use counterbell_core::sending::{DoubtError, Resolution, doubts, resolve_doubt};
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    shop.gateway.script([Turn::LoseTheRequest]);
    let id = shop.approved();
    Worker::start(&shop.engine, shop.sender).unwrap().step().unwrap();
    counterbell_core::campaigns::stop(&shop.engine, id).unwrap();
    shop.later(SETTLED);
    shop.send();
    let doubt = doubts(&shop.engine).unwrap()[0].id;
    assert!(matches!(resolve_doubt(&shop.engine, doubt, Resolution::Resend), Err(DoubtError::Over)));
    resolve_doubt(&shop.engine, doubt, Resolution::Abandoned).unwrap();
    assert_eq!((shop.in_state(id, "cancelled"), shop.in_state(id, "in_doubt")), (2, 0));
}

#[test]
fn a_rejection_for_opting_out_suppresses() {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    let refusal = Refusal { code: "21610".into(), action: Action::Suppress };
    shop.gateway.script([Turn::Answer(Attempt::Rejected(refusal))]);
    let id = shop.approved();
    shop.send();
    assert_eq!(shop.in_state(id, "rejected"), 1);
    let again = shop.draft();
    let page = counterbell_core::campaigns::check(&shop.engine, again).unwrap();
    assert!(page.reach.excluded_by.iter().any(|one| one.reason == "suppressed" && one.count == 1));
}

#[test]
fn a_refused_account_stops_the_sender_and_loses_nothing() {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    let refusal = Refusal { code: "20003".into(), action: Action::HaltSender };
    shop.gateway.script([Turn::Answer(Attempt::Rejected(refusal))]);
    let id = shop.approved();
    assert_eq!(shop.send(), 1);
    let report = shop.report(id);
    assert_eq!(report.line.state, "paused");
    assert_eq!(report.pause_reason, "gateway:20003");
    assert_eq!(shop.in_state(id, "queued"), 2);
}

#[test]
fn a_slow_down_is_obeyed_and_the_text_goes_later() {
    let shop = TestShop::new().with_contacts([ALICE]);
    let wait = Some(Duration::from_secs(90));
    shop.gateway.script([Turn::Answer(Attempt::NotSent { fault: GatewayFault::TooFast, retry_after: wait })]);
    let id = shop.approved();
    let asked = shop.engine.now();
    shop.send();
    assert_eq!(shop.in_state(id, "accepted"), 1);
    assert!(shop.gateway.moments()[0] - asked >= chrono::TimeDelta::seconds(90));
}

#[test]
fn a_second_worker_does_not_disturb_what_this_run_is_sending() {
    let shop = TestShop::new().with_contacts([ALICE]);
    let id = shop.approved();
    shop.engine
        .store()
        .write(|tx| {
            tx.execute("UPDATE message SET state = 'sending', claimed_run = ?1, claimed_at = 1", [tx.run()])?;
            Ok::<_, counterbell_core::store::StoreError>(())
        })
        .unwrap();
    Worker::start(&shop.engine, shop.sender).unwrap();
    assert_eq!(shop.in_state(id, "sending"), 1);
}
