use super::*;
use crate::testing::{ALICE, BOB, CARLA, TestShop};

/// Three people, one text gone, one on its way when the power went.
fn cut_off_with_one_on_its_way() -> (TestShop, CampaignId) {
    let shop = TestShop::new().with_contacts([ALICE, BOB, CARLA]);
    let id = shop.approved();
    let mut worker = crate::sending::Worker::start(&shop.engine, shop.sender).unwrap();
    while shop.gateway.texts().is_empty() {
        if let crate::sending::Step::Wait(until, _) = worker.step().unwrap() {
            shop.clock.set(until);
        }
    }
    drop(worker);
    let store = shop.engine.store();
    store
        .write(|tx| {
            tx.execute(
                "UPDATE message SET state = 'sending', claimed_at = ?1, claimed_run = ?2
                 WHERE id = (SELECT min(id) FROM message WHERE state = 'queued')",
                (shop.engine.now().timestamp_millis(), tx.run()),
            )?;
            Ok::<_, StoreError>(())
        })
        .unwrap();
    store.restart(shop.engine.now()).unwrap();
    (shop, id)
}

#[test]
fn after_a_crash_it_is_told_what_went_out_what_is_in_doubt_and_what_waits() {
    let (shop, id) = cut_off_with_one_on_its_way();
    let told = look(&shop.engine).unwrap().unwrap();
    assert_eq!((told.times, told.in_doubt), (1, 1));
    let [one] = told.campaigns.as_slice() else { panic!("one campaign: {told:?}") };
    assert_eq!((one.id, one.recipients, one.done, one.in_doubt, one.waiting), (id, 3, 1, 1, 1));
    assert!(!told.last_text_at.is_empty());
    assert_eq!(look(&shop.engine).unwrap().unwrap(), told, "it is told until somebody has seen it");
    assert_eq!(shop.gateway.texts().len(), 1, "nothing has moved");

    seen(&shop.engine, false).unwrap();
    assert_eq!(look(&shop.engine).unwrap(), None);
    assert_eq!(shop.send(), 1, "what waited goes on; what is in doubt does not");
}

#[test]
fn everything_can_be_held_before_it_goes_on() {
    let (shop, id) = cut_off_with_one_on_its_way();
    look(&shop.engine).unwrap().unwrap();
    seen(&shop.engine, true).unwrap();
    assert_eq!(shop.report(id).line.state, "paused");
    assert_eq!(shop.send(), 0);
}

/// The control: a start that ended by itself is no crash, whatever waits.
#[test]
fn an_end_that_was_no_crash_is_not_told() {
    let (shop, _) = cut_off_with_one_on_its_way();
    shop.engine
        .store()
        .write(|tx| {
            Ok::<_, StoreError>(tx.execute("UPDATE run SET ended = 'clean' WHERE id < ?1", [tx.run()])?)
        })
        .unwrap();
    assert_eq!(look(&shop.engine).unwrap(), None);
}

#[test]
fn a_crash_with_nothing_at_stake_is_not_worth_a_page() {
    let shop = TestShop::new().with_contacts([ALICE]);
    let _ = shop.draft();
    shop.engine.store().restart(shop.engine.now()).unwrap();
    assert_eq!(look(&shop.engine).unwrap(), None);
}
