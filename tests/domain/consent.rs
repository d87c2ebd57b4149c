//! Consent that the law lets run out, and a person who was erased.

use std::time::Duration;

use counterbell_core::campaigns;
use counterbell_core::consent::{
    self, EntryKind, EntryScope, Evidence, Ledger, Method, NewEntry, Proof, Scope,
};
use counterbell_core::contacts;
use counterbell_core::store::StoreError;
use counterbell_core::testing::{ALICE, BOB, TestShop};

/// Vancouver.
const EMILY: &str = "+16045550105";
const DAY: Duration = Duration::from_secs(24 * 3600);

/// Emily bought something this many days before today and was never asked.
fn bought(shop: &TestShop, days_ago: i64) {
    let number = shop.contact(EMILY, None);
    let now = shop.engine.now();
    let given = shop.engine.store().write(|tx| {
        let (_, key) = contacts::meet(tx, EMILY)?;
        let entry = NewEntry {
            number,
            key,
            kind: EntryKind::Granted,
            scope: EntryScope::Only(Scope::Promotional),
            source: "purchase",
            happened_at: now - chrono::TimeDelta::days(days_ago),
            recorded_at: now,
            wording: None,
            import: None,
            detail: "order 1001",
        };
        let proof = Proof { method: Method::ImpliedPurchase, evidence: Evidence::Order, expires_at: None };
        Ledger::open(tx)?.append_proven(&entry, &proof)
    });
    given.unwrap();
}

#[test]
fn a_consent_that_has_run_out_reaches_nobody() {
    let shop = TestShop::new();
    bought(&shop, 800);
    let page = campaigns::check(&shop.engine, shop.draft()).unwrap();
    assert_eq!((page.reach.matched, page.reach.will_receive), (1, 0));
    let shop = TestShop::new();
    bought(&shop, 700);
    let page = campaigns::check(&shop.engine, shop.draft()).unwrap();
    assert_eq!(page.reach.will_receive, 1, "the negative control: two years are not over");
}

#[test]
fn a_consent_that_runs_out_between_approval_and_sending_stops_the_text() {
    let shop = TestShop::new().with_contacts([ALICE]);
    bought(&shop, 729);
    let id = shop.approved();
    shop.later(DAY * 2);
    shop.send();
    assert_eq!((shop.gateway.texts_to(ALICE), shop.gateway.texts_to(EMILY)), (1, 0));
    assert_eq!(shop.in_state(id, "skipped"), 1);
}

#[test]
fn an_erased_person_stays_unreachable_after_the_next_import() {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    let id = shop.approved();
    let alice = shop.engine.store().write(|tx| contacts::meet(tx, ALICE)).unwrap().0;
    consent::erase_person(&shop.engine, alice).unwrap();
    shop.contact(ALICE, Some(Scope::Promotional));
    shop.send();
    assert_eq!((shop.gateway.texts_to(ALICE), shop.gateway.texts_to(BOB)), (0, 1));
    assert_eq!(shop.in_state(id, "skipped"), 1);
    let page = campaigns::check(&shop.engine, shop.draft()).unwrap();
    assert_eq!(page.reach.excluded_by[0].reason, "suppressed");
    let intact = shop.engine.store().read(|c| Ok::<_, StoreError>(consent::verify(c)?.intact)).unwrap();
    assert!(intact);
}

#[test]
fn a_person_is_not_erased_while_a_text_to_them_is_in_doubt() {
    let shop = TestShop::new().with_contacts([ALICE]);
    let _ = shop.approved();
    let alice = shop.engine.store().write(|tx| contacts::meet(tx, ALICE)).unwrap().0;
    let in_doubt = |state: &str| {
        let sql = format!("UPDATE message SET state = '{state}'");
        shop.engine.store().write(|tx| Ok::<_, StoreError>(tx.execute(&sql, [])?)).unwrap();
    };
    in_doubt("in_doubt");
    assert!(consent::erase_person(&shop.engine, alice).is_err());
    in_doubt("delivered");
    consent::erase_person(&shop.engine, alice).unwrap();
}
