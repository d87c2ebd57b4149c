//! Double opt-in: asked by text, confirmed by a reply, nothing else in between.

use std::time::Duration;

use counterbell_core::campaigns;
use counterbell_core::consent::{self, Scope};
use counterbell_core::contacts;
use counterbell_core::error::Explain;
use counterbell_core::ids::NumberId;
use counterbell_core::inbox;
use counterbell_core::testing::{ALICE, BOB, TestShop};

const MINUTE: Duration = Duration::from_secs(60);
const DAY: Duration = Duration::from_secs(24 * 3600);

fn number(shop: &TestShop, who: &str) -> NumberId {
    let store = shop.engine.store();
    store.read(|c| contacts::known(c, store.keys(), who)).unwrap().unwrap()
}

fn state(shop: &TestShop, who: &str) -> String {
    inbox::asking_of(&shop.engine, number(shop, who)).unwrap().state
}

/// Alice was asked, and the question has gone out.
fn asked() -> TestShop {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    inbox::ask_to_confirm(&shop.engine, number(&shop, ALICE)).unwrap();
    assert_eq!(shop.send(), 1);
    assert!(shop.gateway.texts()[0].1.contains("reply YES"));
    shop
}

#[test]
fn a_yes_confirms_with_the_words_and_the_question_they_answer() {
    let shop = asked();
    assert_eq!(state(&shop, ALICE), "waiting");
    shop.later(MINUTE);
    shop.receives("Yes please!", ALICE);
    let who = number(&shop, ALICE);
    assert_eq!(state(&shop, ALICE), "confirmed");
    let entry = shop.engine.store().read(|c| consent::history(c, who)).unwrap().pop().unwrap();
    assert_eq!(
        (entry.kind.as_str(), entry.method.as_str(), entry.evidence.as_str(), entry.detail.as_str()),
        ("confirmed", "double_opt_in", "inbound", "Yes please!")
    );
    assert!(entry.wording.contains("reply YES"));
    assert!(shop.engine.store().read(consent::verify).unwrap().intact);
    shop.later(DAY);
    let id = shop.approved();
    shop.send();
    assert_eq!(shop.in_state(id, "accepted") + shop.in_state(id, "delivered"), 2);
}

#[test]
fn whoever_is_asked_is_out_of_reach_and_gets_nothing_that_was_approved_before() {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    let before = shop.approved();
    inbox::ask_to_confirm(&shop.engine, number(&shop, ALICE)).unwrap();
    shop.send();
    assert_eq!(shop.gateway.texts_to(ALICE), 1, "the question and nothing else");
    assert_eq!(shop.in_state(before, "skipped"), 1);
    shop.later(DAY * 2);
    let page = campaigns::check(&shop.engine, shop.draft()).unwrap();
    assert_eq!(page.reach.will_receive, 1);
    assert!(page.reach.excluded_by.iter().any(|one| one.reason == "not_confirmed" && one.count == 1));
    shop.receives("what is this about", ALICE);
    let refused = inbox::reply(&shop.engine, number(&shop, ALICE), "It is us").unwrap_err();
    assert_eq!(refused.code(), "not_confirmed");
}

#[test]
fn the_gate_alone_holds_a_person_whom_reach_forgot() {
    let shop = asked();
    shop.later(DAY * 2);
    let forget = |tx: &mut counterbell_core::store::WriteTx<'_>| {
        tx.execute("UPDATE standing SET asked = 0, last_texted_at = 0", [])?;
        Ok::<_, counterbell_core::store::StoreError>(())
    };
    shop.engine.store().write(forget).unwrap();
    let id = shop.approved();
    shop.send();
    assert_eq!((shop.gateway.texts_to(ALICE), shop.in_state(id, "skipped")), (1, 1));
    let control = TestShop::new().with_contacts([ALICE]);
    let _ = control.approved();
    control.send();
    assert_eq!(control.gateway.texts_to(ALICE), 1, "the control: the same person, not asked");
}

#[test]
fn a_yes_counts_only_in_its_time_and_only_for_who_was_asked() {
    let late = asked();
    late.later(DAY * 8);
    late.receives("YES", ALICE);
    assert_eq!(state(&late, ALICE), "unanswered");
    let other = asked();
    other.receives("YES", BOB);
    assert_eq!((state(&other, BOB).as_str(), state(&other, ALICE).as_str()), ("", "waiting"));
    let early = TestShop::new().with_contacts([ALICE]);
    early.receives("yes", ALICE);
    early.later(MINUTE * 5);
    inbox::ask_to_confirm(&early.engine, number(&early, ALICE)).unwrap();
    early.send();
    early.pull();
    assert_eq!(state(&early, ALICE), "waiting", "a yes from before the question is none");
}

#[test]
fn a_stop_declines_and_a_withdrawn_question_leaves_things_as_they_were() {
    let shop = asked();
    shop.receives("STOP", ALICE);
    assert_eq!(state(&shop, ALICE), "declined");
    shop.receives("YES", ALICE);
    assert!(shop.engine.store().read(|c| consent::is_suppressed(c, number(&shop, ALICE))).unwrap());
    let other = TestShop::new().with_contacts([ALICE]);
    inbox::ask_to_confirm(&other.engine, number(&other, ALICE)).unwrap();
    inbox::withdraw_asking(&other.engine, number(&other, ALICE)).unwrap();
    assert_eq!(other.send(), 0, "a question that was withdrawn does not go");
    assert_eq!(campaigns::check(&other.engine, other.draft()).unwrap().reach.will_receive, 1);
}

#[test]
fn nobody_is_asked_twice_at_once_without_ground_or_after_they_left() {
    let shop = asked();
    let why = |shop: &TestShop, who: &str| {
        inbox::ask_to_confirm(&shop.engine, number(shop, who)).unwrap_err().code()
    };
    assert_eq!(why(&shop, ALICE), "asked_already");
    shop.later(DAY * 8);
    assert_eq!(why(&shop, ALICE), "asked_lately");
    shop.later(DAY * 30);
    inbox::ask_to_confirm(&shop.engine, number(&shop, ALICE)).unwrap();
    assert_eq!(shop.send(), 1, "a month later they may be asked once more");
    shop.receives("STOP", BOB);
    assert_eq!(why(&shop, BOB), "opted_out");
    let strangers = TestShop::new();
    strangers.contact(ALICE, None);
    assert_eq!(why(&strangers, ALICE), "no_ground_to_ask");
    let order_news = TestShop::new();
    order_news.contact(ALICE, Some(Scope::Transactional));
    inbox::ask_to_confirm(&order_news.engine, number(&order_news, ALICE)).unwrap();
    assert_eq!(order_news.send(), 1);
}

#[test]
fn the_question_waits_for_the_recipients_hours() {
    let shop = TestShop::new().with_contacts([ALICE]);
    shop.later(Duration::from_secs(15 * 3600));
    inbox::ask_to_confirm(&shop.engine, number(&shop, ALICE)).unwrap();
    assert_eq!(shop.send(), 0, "three in the morning");
    assert_eq!(state(&shop, ALICE), "queued");
    shop.later(Duration::from_secs(7 * 3600));
    assert_eq!(shop.send(), 1);
}
