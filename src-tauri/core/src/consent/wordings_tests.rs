use super::*;
use crate::consent::{Scope, history};
use crate::testing::{ALICE, TestShop};

fn draft(name: &str, words: &str) -> WordingDraft {
    WordingDraft {
        id: None,
        name: name.into(),
        place: "checkout".into(),
        words: words.into(),
        kinds: vec![TextKind::Offers],
        per_month: Some(4),
        shown_from: "2026-01-01".into(),
    }
}

fn kept_in(shop: &TestShop, draft: &WordingDraft) -> Result<WordingId, WordingError> {
    let now = shop.engine.now();
    shop.engine.store().write(|tx| keep(tx, draft, now))
}

#[test]
fn other_words_under_the_same_name_are_its_next_version() {
    let shop = TestShop::new();
    let first = kept_in(&shop, &draft("Checkout box", "Text me offers, up to 4 a month")).unwrap();
    let second = kept_in(&shop, &draft("checkout box", "Text me offers, up to 8 a month")).unwrap();
    let again = kept_in(&shop, &draft("Checkout box", "Text me offers, up to 4 a month")).unwrap();
    assert!(first != second && first == again);
    let all = kept(&shop.engine).unwrap();
    let lines: Vec<_> = all.iter().map(|one| (one.version, one.words.as_str())).collect();
    assert_eq!(lines, [(2, "Text me offers, up to 8 a month"), (1, "Text me offers, up to 4 a month")]);
}

#[test]
fn words_of_an_import_are_listed_until_somebody_says_what_they_promise() {
    let shop = TestShop::new().with_contacts([ALICE]);
    let found = kept(&shop.engine).unwrap().remove(0);
    assert_eq!(
        (found.stated, found.people, found.kinds.as_slice()),
        (false, 1, [TextKind::Offers].as_slice())
    );
    let spoken = WordingDraft {
        id: Some(found.id),
        words: "not these".into(),
        kinds: vec![TextKind::Offers, TextKind::CartReminder],
        per_month: None,
        ..draft("Old form", "")
    };
    let now = save(&shop.engine, &spoken).unwrap().remove(0);
    assert_eq!(
        (now.words, now.kinds.len(), now.per_month),
        (found.words, 2, None),
        "words are never changed"
    );
    let told = shop.engine.store().read(promises).unwrap();
    assert!(told[&WordingId(found.id)].stated);
}

#[test]
fn a_ledger_line_names_the_version_its_words_are() {
    let shop = TestShop::new();
    let alice = shop.contact(ALICE, Some(Scope::Promotional));
    let line = || shop.engine.store().read(|c| history(c, alice)).unwrap().remove(0).wording_version;
    assert_eq!(line(), "wording 1", "nobody has named it");
    kept_in(&shop, &draft("Checkout box", "Text me offers from Maple & Pine")).unwrap();
    assert_eq!(line(), "Checkout box, version 1");
    let intact = shop.engine.store().read(crate::consent::verify).unwrap().intact;
    assert!(intact, "the chain covers the words, not what is said of them");
}

#[test]
fn what_makes_no_sense_is_refused_with_its_own_code() {
    let shop = TestShop::new();
    let base = || draft("Checkout box", "Text me offers");
    let table = [
        (WordingDraft { name: " ".into(), ..base() }, "wording_no_name"),
        (WordingDraft { words: String::new(), ..base() }, "wording_no_words"),
        (WordingDraft { place: "billboard".into(), ..base() }, "wording_place_unknown"),
        (WordingDraft { per_month: Some(0), ..base() }, "wording_number_invalid"),
        (WordingDraft { shown_from: "spring".into(), ..base() }, "wording_day_invalid"),
        (WordingDraft { id: Some(99), ..base() }, "wording_not_found"),
    ];
    for (draft, code) in table {
        assert_eq!(kept_in(&shop, &draft).unwrap_err().code(), code);
    }
    kept_in(&shop, &base()).unwrap();
}
