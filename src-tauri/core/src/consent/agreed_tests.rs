use super::*;
use crate::consent::{Ledger, NewEntry, Proof, wording};
use crate::testing::{ALICE, BOB, TestShop};

fn entry(shop: &TestShop, number: &str, kind: EntryKind, scope: EntryScope, words: &str, method: Method) {
    let now = shop.engine.now();
    let written = shop.engine.store().write(|tx| {
        let (id, key) = crate::contacts::meet(tx, number)?;
        let wording = if words.is_empty() { None } else { Some(wording(tx, words, now)?) };
        let new = NewEntry {
            number: id,
            key,
            kind,
            scope,
            source: "form",
            happened_at: now,
            recorded_at: now,
            wording,
            import: None,
            detail: "",
        };
        Ledger::open(tx)?.append_proven(&new, &Proof { method, ..Proof::default() })
    });
    written.unwrap();
}

fn of(shop: &TestShop, number: &str) -> Option<Agreed> {
    let store = shop.engine.store();
    let id = store.write(|tx| crate::contacts::meet(tx, number)).unwrap().0;
    store.read(|c| agreed(c, Scope::Promotional)).unwrap().remove(&id)
}

#[test]
fn words_add_up_and_an_answered_question_confirms() {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    let promotional = EntryScope::Only(Scope::Promotional);
    entry(&shop, ALICE, EntryKind::Reconfirmed, promotional, "Cart reminders too", Method::ExpressWritten);
    entry(&shop, ALICE, EntryKind::Confirmed, promotional, "", Method::DoubleOptIn);
    let alice = of(&shop, ALICE).unwrap();
    assert_eq!((alice.words.len(), alice.confirmed, alice.wordless), (2, true, false));
    let bob = of(&shop, BOB).unwrap();
    assert_eq!((bob.words.len(), bob.confirmed), (1, false), "negative control");
}

#[test]
fn a_revocation_forgets_what_was_agreed_before_it() {
    let shop = TestShop::new().with_contacts([ALICE]);
    entry(&shop, ALICE, EntryKind::Revoked, EntryScope::Only(Scope::Conversational), "", Method::Unknown);
    assert!(of(&shop, ALICE).is_some(), "negative control: another scope");
    entry(&shop, ALICE, EntryKind::Revoked, EntryScope::All, "", Method::Unknown);
    assert_eq!(of(&shop, ALICE), None);
    entry(&shop, ALICE, EntryKind::Granted, EntryScope::Only(Scope::Promotional), "", Method::Unknown);
    assert!(of(&shop, ALICE).unwrap().wordless, "what was seen before does not count any more");
}
