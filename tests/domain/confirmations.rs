//! The one text after a STOP, the answer to HELP, and the way back after a START.

use std::time::Duration;

use counterbell_core::consent::{self, Scope};
use counterbell_core::contacts;
use counterbell_core::ids::{InboundId, NumberId};
use counterbell_core::inbox;
use counterbell_core::sending::{self, NewMessage, hours, quiet_hours};
use counterbell_core::store::StoreError;
use counterbell_core::testing::{ALICE, BOB, TestShop};

const MINUTE: Duration = Duration::from_secs(60);

fn number(shop: &TestShop, who: &str) -> NumberId {
    let store = shop.engine.store();
    store.read(|c| contacts::known(c, store.keys(), who)).unwrap().unwrap()
}

/// Texts to somebody that hold these words.
fn got(shop: &TestShop, who: &str, words: &str) -> usize {
    shop.gateway.texts().iter().filter(|(to, body)| to == who && body.contains(words)).count()
}

fn confirmations(shop: &TestShop, who: &str) -> usize {
    got(shop, who, "you have opted out")
}

#[test]
fn a_stop_in_plain_words_is_confirmed_once_and_by_nothing_but_a_confirmation() {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    let _ = shop.approved();
    shop.send();
    shop.receives("please take me off your list", ALICE);
    shop.send();
    assert_eq!(
        shop.gateway.texts().last().unwrap(),
        &(
            ALICE.to_owned(),
            "Maple & Pine: you have opted out and will get no more texts from us.".to_owned()
        )
    );
    for again in ["STOP please", "stop texting me!", "Stop"] {
        shop.later(MINUTE);
        shop.receives(again, ALICE);
        shop.send();
    }
    assert_eq!(confirmations(&shop, ALICE), 1, "whoever has left is left alone");
}

#[test]
fn where_the_provider_confirms_by_itself_we_do_not() {
    let shop = TestShop::new().with_contacts([ALICE]);
    shop.receives("STOP", ALICE);
    shop.send();
    assert_eq!(shop.gateway.texts_to(ALICE), 0);
    let other = TestShop::new().with_contacts([ALICE]);
    other.gateway.answers_nothing();
    other.receives("STOP", ALICE);
    other.send();
    assert_eq!(confirmations(&other, ALICE), 1, "the control: a provider that answers nothing");
}

#[test]
fn a_stop_that_is_read_late_is_obeyed_and_not_confirmed() {
    for (minutes, confirmed) in [(0, 1), (4, 1), (5, 0), (60, 0)] {
        let shop = TestShop::new().with_contacts([ALICE]);
        shop.gateway.inbound(ALICE, "Stop please");
        shop.later(MINUTE * minutes);
        shop.pull();
        shop.send();
        assert_eq!(confirmations(&shop, ALICE), confirmed, "{minutes} minutes");
        assert!(shop.engine.store().read(|c| consent::is_suppressed(c, number(&shop, ALICE))).unwrap());
    }
}

#[test]
fn a_confirmation_that_could_not_go_in_time_never_goes() {
    let shop = TestShop::new().with_contacts([ALICE]);
    shop.receives("Stop please", ALICE);
    shop.later(MINUTE * 6);
    assert_eq!(shop.send(), 0);
    assert_eq!(shop.gateway.texts_to(ALICE), 0);
}

#[test]
fn a_confirmation_goes_at_any_hour_because_the_person_wrote_just_now() {
    let shop = TestShop::new().with_contacts([ALICE]);
    shop.later(Duration::from_secs(15 * 3600));
    shop.receives("Stop please", ALICE);
    shop.send();
    assert_eq!(confirmations(&shop, ALICE), 1, "three in the morning");
    assert!(shop.gateway.validities().iter().all(|valid| *valid <= MINUTE * 5));
}

/// A text without recipient and words must not go: whoever is erased gets no confirmation any more.
#[test]
fn whoever_is_erased_before_the_confirmation_went_gets_none() {
    for (erased, sent) in [(false, 1), (true, 0)] {
        let shop = TestShop::new().with_contacts([ALICE]);
        shop.receives("Stop please", ALICE);
        if erased {
            consent::erase_person(&shop.engine, number(&shop, ALICE)).unwrap();
        }
        shop.send();
        assert_eq!(shop.gateway.texts().len(), sent, "erased: {erased}");
    }
}

/// Queues a text that calls itself a confirmation, as a fault of the program would.
fn forge(shop: &TestShop, kind: &str, who: &str, answers: Option<InboundId>) {
    let now = shop.engine.now();
    let to = number(shop, who);
    shop.engine
        .store()
        .write(|tx| {
            let hours = hours::id_of(tx, &quiet_hours::locality_of(who, None))?;
            let new = NewMessage {
                kind,
                campaign: None,
                number: to,
                sender: shop.sender,
                scope: Scope::Conversational,
                recipient: who,
                body: "Maple & Pine: come back!",
                parts: 1,
                price_micros: 0,
                hours,
                rank: 0,
                due_at: now,
                deadline: now + chrono::TimeDelta::hours(1),
            };
            match answers {
                Some(inbound) => sending::enqueue_answer(tx, &new, inbound).map(|_| ()),
                None => sending::enqueue(tx, &new),
            }
        })
        .unwrap();
}

#[test]
fn no_other_text_passes_for_a_confirmation() {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    shop.receives("STOP", ALICE);
    let ways = [(None, ALICE), (Some(InboundId(1)), BOB)];
    for (answers, who) in ways {
        forge(&shop, "confirmation", who, answers);
        assert_eq!(shop.send(), 0, "answers nothing, or somebody else's STOP");
    }
    shop.later(MINUTE);
    shop.receives("STOP", ALICE);
    let again = shop
        .engine
        .store()
        .read(|c| Ok::<_, StoreError>(c.query_row("SELECT max(id) FROM inbound", [], |row| row.get(0))?));
    forge(&shop, "confirmation", ALICE, Some(again.unwrap()));
    assert_eq!(shop.send(), 0, "a STOP said again is not the one that is confirmed");
    let control = TestShop::new().with_contacts([ALICE]);
    control.receives("STOP", ALICE);
    forge(&control, "confirmation", ALICE, Some(InboundId(1)));
    assert_eq!(control.send(), 1, "the control: the same text in answer to the STOP itself");
}

#[test]
fn one_text_is_answered_by_itself_once_whatever_asks_for_it() {
    let shop = TestShop::new().with_contacts([ALICE]);
    shop.receives("Stop please", ALICE);
    forge(&shop, "confirmation", ALICE, Some(InboundId(1)));
    assert_eq!(shop.send(), 1);
}

#[test]
fn a_doubtful_opt_out_is_confirmed_when_the_owner_reads_it_as_one_in_time() {
    for (minutes, confirmed) in [(2, 1), (9, 0)] {
        let shop = TestShop::new().with_contacts([ALICE]);
        shop.receives("wrong number", ALICE);
        assert_eq!((shop.send(), shop.gateway.texts_to(ALICE)), (0, 0), "nobody has left yet");
        shop.later(MINUTE * minutes);
        shop.pull();
        inbox::settle(&shop.engine, number(&shop, ALICE), true).unwrap();
        shop.send();
        assert_eq!(confirmations(&shop, ALICE), confirmed, "{minutes} minutes");
    }
}

#[test]
fn help_is_answered_with_brand_and_way_out_and_two_machines_fall_silent() {
    let shop = TestShop::new().with_contacts([ALICE]);
    shop.gateway.answers_nothing();
    for _ in 0..6 {
        shop.receives("HELP", ALICE);
        shop.send();
        shop.later(MINUTE);
    }
    assert_eq!(shop.gateway.texts_to(ALICE), 3);
    let words = shop.gateway.texts().pop().unwrap().1;
    assert!(words.starts_with("Maple & Pine: ") && words.contains("Reply STOP"), "{words}");
    shop.later(Duration::from_secs(26 * 3600));
    shop.receives("help", ALICE);
    shop.send();
    assert_eq!(shop.gateway.texts_to(ALICE), 4, "the next day it is answered again");
}

#[test]
fn help_is_left_to_the_provider_that_gives_it_and_reaches_nobody_who_has_left() {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    shop.receives("HELP", ALICE);
    assert_eq!(shop.send(), 0, "Twilio answers HELP");
    shop.receives("help me please", ALICE);
    shop.gateway.answers_nothing();
    shop.receives("STOP", BOB);
    shop.send();
    let before = shop.gateway.texts_to(BOB);
    shop.receives("HELP", BOB);
    shop.send();
    assert_eq!(shop.gateway.texts_to(BOB), before, "STOP wins over HELP");
    forge(&shop, "help", ALICE, None);
    let before = shop.gateway.texts_to(ALICE);
    shop.send();
    assert_eq!(shop.gateway.texts_to(ALICE), before, "the control: help that nobody asked for");
}

#[test]
fn a_start_waits_for_the_owner_and_then_lets_the_person_back_in_with_their_words_as_evidence() {
    let shop = TestShop::new().with_contacts([ALICE]);
    let who = number(&shop, ALICE);
    shop.receives("STOP", ALICE);
    shop.later(MINUTE);
    shop.receives("START", ALICE);
    assert_eq!(inbox::conversations(&shop.engine).unwrap().remove(0).state, "wants_texts");
    assert!(shop.approve(shop.draft()).is_err(), "nobody is back before the owner says so");
    shop.later(MINUTE);
    inbox::settle_wish(&shop.engine, who, true).unwrap();
    let state = consent::state_of(&shop.engine, who, "").unwrap();
    assert!(!state.suppressed && state.scopes.iter().any(|one| one.scope == "promotional" && one.holds));
    let entry = shop.engine.store().read(|c| consent::history(c, who)).unwrap().pop().unwrap();
    assert_eq!(
        (entry.kind.as_str(), entry.method.as_str(), entry.evidence.as_str(), entry.detail.as_str()),
        ("reconfirmed", "express_written", "inbound", "START")
    );
    let _ = shop.approved();
    shop.later(Duration::from_secs(3600));
    assert_eq!(shop.send(), 1);
    assert!(shop.engine.store().read(consent::verify).unwrap().intact);
}

#[test]
fn a_second_stop_after_a_return_is_a_new_one_and_wins_again() {
    let shop = TestShop::new().with_contacts([ALICE]);
    let who = number(&shop, ALICE);
    for round in 1..=2 {
        shop.receives("Stop please", ALICE);
        shop.send();
        assert_eq!(confirmations(&shop, ALICE), round);
        shop.later(MINUTE);
        shop.receives("START", ALICE);
        inbox::settle_wish(&shop.engine, who, true).unwrap();
        shop.later(MINUTE);
    }
    shop.receives("Stop please", ALICE);
    assert!(shop.engine.store().read(|c| consent::left_for_good(c, who)).unwrap());
}

#[test]
fn a_wish_ends_with_a_later_stop_and_an_old_start_is_none() {
    let shop = TestShop::new().with_contacts([ALICE]);
    let who = number(&shop, ALICE);
    shop.receives("STOP", ALICE);
    shop.later(MINUTE);
    shop.gateway.inbound(ALICE, "START");
    shop.later(MINUTE);
    shop.receives("STOP", ALICE);
    assert_eq!(inbox::conversations(&shop.engine).unwrap().remove(0).state, "opted_out");
    let refused = inbox::settle_wish(&shop.engine, who, true).unwrap_err();
    assert_eq!(refused.to_string(), "this person has not asked to get texts again");
}

/// Whatever takes somebody off the list after their START: the words before it let nobody back in.
#[test]
fn a_wish_ends_with_every_later_way_of_leaving() {
    type Leaving = fn(&TestShop, NumberId);
    let ways: [(&str, Leaving); 3] = [
        ("by the owner's hand", |shop, who| {
            let now = shop.engine.now();
            shop.engine.store().write(|tx| consent::suppress(tx, who, "manual", "", now)).unwrap();
        }),
        ("by words that probably say so", |shop, who| {
            let now = shop.engine.now();
            shop.engine.store().write(|tx| consent::suppress_provisionally(tx, who, now)).unwrap();
        }),
        ("by erasure", |shop, who| {
            let now = shop.engine.now();
            let erased = shop.engine.store().write(|tx| {
                consent::erase(tx, who, now).map_err(|fault| match fault {
                    consent::ErasureError::Store(fault) => fault,
                    other => panic!("{other}"),
                })
            });
            erased.unwrap();
        }),
    ];
    for (way, leave) in ways {
        let shop = TestShop::new().with_contacts([ALICE]);
        let who = number(&shop, ALICE);
        shop.receives("STOP", ALICE);
        shop.later(MINUTE);
        shop.receives("START", ALICE);
        shop.later(MINUTE);
        leave(&shop, who);
        assert!(inbox::settle_wish(&shop.engine, who, true).is_err(), "{way}");
        assert!(shop.engine.store().read(|c| consent::is_suppressed(c, who)).unwrap(), "{way}");
    }
}

#[test]
fn nothing_but_an_accepted_wish_lifts_a_suppression() {
    let shop = TestShop::new().with_contacts([ALICE]);
    let who = number(&shop, ALICE);
    shop.receives("STOP", ALICE);
    let now = shop.engine.now();
    let lifted = shop.engine.store().write(|tx| consent::lift_for_wish(tx, who, now));
    assert!(lifted.is_err(), "the table itself refuses");
    shop.receives("START", ALICE);
    inbox::settle_wish(&shop.engine, who, false).unwrap();
    assert!(shop.engine.store().write(|tx| consent::lift_for_wish(tx, who, now)).is_err());
}

#[test]
fn an_opt_out_is_charged_once_to_the_campaign_and_the_sender_it_answered() {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    let first = shop.approved();
    shop.send();
    shop.later(Duration::from_secs(25 * 3600));
    let second = shop.approved();
    shop.send();
    shop.receives("wrong number", BOB);
    shop.receives("STOP", ALICE);
    shop.receives("STOP", ALICE);
    assert_eq!((shop.report(first).opt_outs, shop.report(second).opt_outs), (0, 2));
    inbox::settle(&shop.engine, number(&shop, BOB), false).unwrap();
    assert_eq!(shop.report(second).opt_outs, 1, "one that was none counts for nothing");
    let now = shop.engine.now();
    let charged =
        |from, to| shop.engine.store().read(|c| inbox::opt_outs_of_sender(c, shop.sender, from, to)).unwrap();
    let hour = chrono::TimeDelta::hours(1);
    assert_eq!((charged(now - hour, now + hour), charged(now - hour * 9, now - hour)), (1, 0));
}
