//! STOP wins, everywhere and at once.

use std::time::Duration;

use counterbell_core::campaigns;
use counterbell_core::inbox;
use counterbell_core::sending::{Step, Worker};
use counterbell_core::testing::{ALICE, BOB, CARLA, TestShop};

#[test]
fn a_stop_takes_the_person_out_of_every_campaign() {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    let first = shop.approved();
    let second = shop.approved();
    shop.receives("Stop please", ALICE);
    shop.later(Duration::from_secs(26 * 3600));
    shop.send();
    assert_eq!(shop.gateway.texts_to(ALICE), 0);
    assert_eq!((shop.in_state(first, "skipped"), shop.in_state(second, "skipped")), (1, 2));
}

#[test]
fn a_stop_that_arrives_during_the_send_is_obeyed() {
    let shop = TestShop::new().with_contacts([ALICE, BOB, CARLA]);
    let id = shop.approved();
    let mut worker = Worker::start(&shop.engine, shop.sender).unwrap();
    assert_eq!(worker.step().unwrap(), Step::Tried);
    let left: Vec<_> =
        [ALICE, BOB, CARLA].into_iter().filter(|who| shop.gateway.texts_to(who) == 0).collect();
    shop.gateway.inbound(left[0], "STOP");
    shop.later(Duration::from_secs(46));
    shop.send();
    assert_eq!(shop.gateway.texts_to(left[0]), 0, "the inbox is read before the next text goes");
    assert_eq!(shop.gateway.texts_to(left[1]), 1);
    assert_eq!(shop.in_state(id, "skipped"), 1);
}

#[test]
fn nothing_is_sent_while_the_inbox_cannot_be_read() {
    let shop = TestShop::new().with_contacts([ALICE]);
    let id = shop.approved();
    shop.gateway.deaf(true);
    assert_eq!(shop.send(), 0);
    assert_eq!(shop.in_state(id, "queued"), 1);
    shop.gateway.deaf(false);
    shop.later(Duration::from_secs(600));
    assert_eq!(shop.send(), 1);
}

#[test]
fn a_stop_from_a_number_nobody_knows_is_kept() {
    let shop = TestShop::new();
    shop.receives("STOP", BOB);
    shop.contact(BOB, Some(counterbell_core::consent::Scope::Promotional));
    let id = shop.draft();
    shop.approve(id).unwrap_err();
}

#[test]
fn a_question_opens_a_conversation_and_can_be_answered() {
    let shop = TestShop::new().with_contacts([ALICE]);
    let _ = shop.approved();
    shop.send();
    shop.receives("Do you have it in blue?", ALICE);
    let line = inbox::conversations(&shop.engine).unwrap().remove(0);
    assert_eq!(line.state, "needs_reply");
    inbox::reply(&shop.engine, line.id, "Yes, in two blues.").unwrap();
    shop.later(Duration::from_secs(60));
    assert_eq!(shop.send(), 1);
    assert_eq!(shop.gateway.texts_to(ALICE), 2);
}

#[test]
fn somebody_who_said_stop_cannot_be_answered() {
    let shop = TestShop::new().with_contacts([ALICE]);
    shop.receives("STOP", ALICE);
    let line = inbox::conversations(&shop.engine).unwrap().remove(0);
    assert_eq!(line.state, "opted_out");
    inbox::reply(&shop.engine, line.id, "Sorry to see you go").unwrap_err();
}

#[test]
fn an_answer_written_before_a_stop_is_not_sent_after_it() {
    let shop = TestShop::new().with_contacts([ALICE]);
    shop.receives("Do you have it in blue?", ALICE);
    let line = inbox::conversations(&shop.engine).unwrap().remove(0);
    inbox::reply(&shop.engine, line.id, "Yes, in two blues.").unwrap();
    shop.receives("STOP", ALICE);
    shop.send();
    assert_eq!(shop.gateway.texts_to(ALICE), 0);
}

#[test]
fn a_text_pulled_twice_counts_once() {
    let shop = TestShop::new().with_contacts([ALICE]);
    let id = shop.approved();
    shop.send();
    shop.receives("STOP", ALICE);
    shop.pull();
    shop.pull();
    let report = shop.report(id);
    assert_eq!((report.replies, report.opt_outs), (1, 1));
}

#[test]
fn a_start_brings_nobody_back_by_itself() {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    shop.receives("STOP", ALICE);
    shop.receives("START", ALICE);
    let id = shop.draft();
    let page = campaigns::check(&shop.engine, id).unwrap();
    assert_eq!(page.reach.will_receive, 1);
}

#[test]
fn an_answer_is_sent_even_when_the_conversation_was_closed_meanwhile() {
    let shop = TestShop::new().with_contacts([ALICE]);
    shop.receives("Do you have it in blue?", ALICE);
    let line = inbox::conversations(&shop.engine).unwrap().remove(0);
    inbox::reply(&shop.engine, line.id, "Yes, in two blues.").unwrap();
    inbox::done(&shop.engine, line.id).unwrap();
    assert_eq!(shop.send(), 1);
}

#[test]
fn somebody_who_never_wrote_is_not_answered() {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    shop.receives("Do you have it in blue?", ALICE);
    let line = inbox::conversations(&shop.engine).unwrap().remove(0);
    inbox::reply(&shop.engine, line.id, "Yes").unwrap();
    shop.later(Duration::from_secs(40 * 24 * 3600));
    assert_eq!(shop.send(), 0, "the negative control: an old question carries no answer");
}
