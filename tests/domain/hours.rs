//! Hours are the recipient's.

use std::time::Duration;

use counterbell_core::testing::{ALICE, BOB, CARLA, DAVE, TestShop};

#[test]
fn people_are_texted_only_within_their_own_hours() {
    let shop = TestShop::new().with_contacts([ALICE, CARLA, DAVE]);
    shop.clock.set("2026-03-02T12:30:00Z".parse().unwrap());
    let id = shop.approved();
    shop.send();
    assert_eq!(shop.gateway.texts_to(CARLA), 0, "it is 04:30 in Los Angeles");
    assert_eq!(
        (shop.gateway.texts_to(ALICE), shop.gateway.texts_to(DAVE)),
        (0, 1),
        "07:30 in New York, 12:30 in London"
    );
    shop.clock.set("2026-03-02T17:30:00Z".parse().unwrap());
    shop.send();
    assert_eq!((shop.gateway.texts_to(ALICE), shop.gateway.texts_to(CARLA)), (1, 1));
    assert_eq!(shop.in_state(id, "accepted"), 3);
}

#[test]
fn the_gateway_is_told_to_give_up_before_the_window_closes() {
    let shop = TestShop::new().with_contacts([ALICE]);
    shop.clock.set("2026-03-03T00:30:00Z".parse().unwrap());
    let _ = shop.approved();
    shop.send();
    let validity = shop.gateway.validities()[0];
    assert!(validity <= Duration::from_secs(29 * 60), "19:30 in New York, half an hour left: {validity:?}");
}

#[test]
fn whoever_has_no_hours_left_before_the_end_is_left_out() {
    let shop = TestShop::new().with_contacts([ALICE]);
    shop.clock.set("2026-03-03T02:00:00Z".parse().unwrap());
    let mut content = shop.content();
    content.finish_within_hours = 2;
    let id = counterbell_core::campaigns::create(&shop.engine, &content).unwrap();
    let page = counterbell_core::campaigns::check(&shop.engine, id).unwrap();
    assert_eq!(page.reach.excluded_by[0].reason, "no_sending_hours_left");
}

#[test]
fn a_clock_that_went_back_stops_the_sender() {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    let id = shop.approved();
    let mut worker = counterbell_core::sending::Worker::start(&shop.engine, shop.sender).unwrap();
    worker.step().unwrap();
    shop.clock.set("2026-03-02T15:00:00Z".parse().unwrap());
    for _ in 0..20 {
        worker.step().unwrap();
        shop.later(Duration::from_secs(1));
    }
    assert_eq!(shop.in_state(id, "queued"), 1);
}
