//! Every check on a shop with people in it: a table of faults, each beside its negative control.

use crate::campaigns::{self, Content, respell};
use crate::clock::Timestamp;
use crate::consent::wordings::keep;
use crate::consent::{
    EntryKind, EntryScope, Ledger, Method, NewEntry, Proof, Scope, TextKind, suppress, wording,
};
use crate::gateways::{Kind, Registration, Status, UseCase, registrations};
use crate::ids::CampaignId;
use crate::shop;
use crate::store::StoreError;
use crate::testing::{ALICE, BOB, DAVE, TestShop};
use crate::wire::campaigns::{CheckLine, CheckPage};
use crate::wire::wordings::WordingDraft;

const STOP: &str = "Reply STOP to opt out";

fn page(shop: &TestShop, content: &Content) -> CheckPage {
    let campaign = campaigns::create(&shop.engine, content).unwrap();
    campaigns::check(&shop.engine, campaign).unwrap()
}

fn line(shop: &TestShop, id: &str, content: &Content) -> CheckLine {
    page(shop, content).checks.into_iter().find(|line| line.id == id).unwrap()
}

/// One check on a campaign to Alice and Bob.
fn checked(id: &str, change: impl FnOnce(&mut Content)) -> CheckLine {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    let mut content = shop.content();
    change(&mut content);
    line(&shop, id, &content)
}

fn verdict(id: &str, change: impl FnOnce(&mut Content)) -> String {
    checked(id, change).verdict
}

fn saying(shop: &TestShop, text: &str) -> Content {
    Content { body: format!("Maple & Pine: {text} {STOP}"), ..shop.content() }
}

#[test]
fn a_good_campaign_passes_every_check() {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    let page = campaigns::check(&shop.engine, shop.draft()).unwrap();
    let other: Vec<_> = page.checks.iter().filter(|line| line.verdict != "pass").collect();
    assert!(other.is_empty(), "{other:?}");
    assert!(page.deed.starts_with("Send to 2 people, about $0.02, done by "), "{}", page.deed);
}

/// Each text with the one check it fails and how; the good campaign above is everybody's negative control.
#[test]
fn each_fault_of_the_words_is_found_by_its_own_check() {
    let table = [
        ("brand_named", "block", "The coats are here. Reply STOP to opt out"),
        ("opt_out_wording", "block", "Maple & Pine: the coats are here"),
        ("public_shortener", "block", "Maple & Pine: see https://bit.ly/coats Reply STOP to opt out"),
        ("links", "warn", "Maple & Pine: https://a.example/x or https://b.example/y Reply STOP to opt out"),
        ("links", "warn", "Maple & Pine: http://maplepine.example/x Reply STOP to opt out"),
        ("link_domain", "warn", "Maple & Pine: https://maplepine.example/x Reply STOP to opt out"),
        ("unbranded_link", "warn", "Maple & Pine: https://x7q.example/x Reply STOP to opt out"),
        ("text", "block", "Maple & Pine: hello {{frist_name}}"),
        ("restricted_content", "block", "Maple & Pine: vape sale. Reply STOP to opt out"),
        ("capitals", "warn", "Maple & Pine: BIG NEWS today. Reply STOP to opt out"),
        ("exclamation_runs", "warn", "Maple & Pine: coats!!! Reply STOP to opt out"),
        ("urgency_words", "warn", "Maple & Pine: act now. Reply STOP to opt out"),
        ("emoji", "warn", "Maple & Pine: 🎉🎉🎉 coats. Reply STOP to opt out"),
        ("encoding", "warn", "Maple & Pine: don\u{2019}t miss it. Reply STOP to opt out"),
        ("merge_fields", "warn", "Maple & Pine in {{city}}: hello. Reply STOP to opt out"),
        ("merge_fields", "warn", "Maple & Pine in {{city|town}}: hello. Reply STOP to opt out"),
    ];
    for (id, expected, text) in table {
        let found = checked(id, |content| content.body = text.into());
        assert_eq!(found.verdict, expected, "{id}: {text}");
        assert!(
            !found.evidence.is_empty() && !found.fix.is_empty() && !found.fix_in.is_empty(),
            "{id}: {found:?}"
        );
    }
}

#[test]
fn each_fault_of_the_settings_is_found_by_its_own_check() {
    assert_eq!(verdict("why_now", |content| content.why_now = String::new()), "warn");
    assert_eq!(verdict("why_now", |content| content.why_now = "sale".into()), "warn");
    assert_eq!(verdict("sender", |content| content.sender = None), "block");
    assert_eq!(verdict("kind", |content| content.kind = Some(TextKind::OrderNews)), "block");
    assert_eq!(verdict("kind", |content| content.kind = Some(TextKind::BackInStock)), "pass");
    let slow = |content: &mut Content| (content.per_second, content.finish_within_hours) = (0.0001, 1);
    assert_eq!(verdict("finishing_time", slow), "block");
    assert_eq!(verdict("cost", |content| content.ceiling_micros = Some(15_000)), "block");
    assert_eq!(verdict("cost", |content| content.ceiling_micros = Some(16_000)), "pass");
    assert_eq!(verdict("length", |content| content.body.push_str(&" and more of it".repeat(30))), "warn");
    assert_eq!(verdict("audience", |content| content.rule = r#"{"any":[]}"#.into()), "block");
}

#[test]
fn an_offer_in_an_order_text_blocks() {
    let offer = |content: &mut Content| {
        content.purpose = Scope::Transactional;
        content.body =
            "Maple & Pine: your parcel is on its way. 20% off your next order with code TREE20".into();
    };
    assert_eq!(verdict("no_offer_in_service_text", offer), "block");
}

#[test]
fn links_are_held_against_the_shops_own_domain() {
    let shop = TestShop::new().with_contacts([ALICE]);
    let own = saying(&shop, "see https://go.maple.example/coats");
    assert_eq!(line(&shop, "unbranded_link", &own).verdict, "warn", "nobody has said what the domain is");
    shop.engine
        .store()
        .write(|tx| {
            let here = shop::Shop { website: "maple.example".into(), ..shop::load(tx)? };
            shop::save(tx, &here)
        })
        .unwrap();
    let verdict = |id: &str, content: &Content| line(&shop, id, content).verdict;
    assert_eq!(
        (verdict("link_domain", &own), verdict("unbranded_link", &own)),
        ("pass".into(), "pass".into())
    );
    let away = saying(&shop, "see https://elsewhere.example/coats");
    assert_eq!(
        (verdict("link_domain", &away), verdict("unbranded_link", &away)),
        ("warn".into(), "warn".into())
    );
}

#[test]
fn unicode_is_named_with_its_place_and_one_press_spells_it_plainly() {
    let shop = TestShop::new().with_contacts([ALICE]);
    let long = "the spring coats are here, in all sizes and in three colours, and we\u{2019}re open";
    let content = saying(&shop, long);
    let found = line(&shop, "encoding", &content);
    assert_eq!(found.deed, "respell");
    for part in ["U+2019", "curly apostrophe", "character 83", "can be \"'\"", "takes 1 in place of 2 parts"]
    {
        assert!(found.evidence.contains(part), "{part}: {}", found.evidence);
    }
    let id = campaigns::create(&shop.engine, &content).unwrap();
    let mended = respell(&shop.engine, id).unwrap();
    assert_eq!(mended.body, content.body.replace('\u{2019}', "'"));
    let page = campaigns::check(&shop.engine, id).unwrap();
    assert!(page.checks.iter().any(|line| line.id == "encoding" && line.verdict == "pass"));
}

#[test]
fn an_emoji_is_no_slip_of_spelling_and_one_press_leaves_it() {
    let shop = TestShop::new().with_contacts([ALICE]);
    let content = saying(&shop, "it\u{2019}s here 🎉");
    assert_eq!(line(&shop, "encoding", &content).deed, "", "nothing to gain while the emoji stays");
    let id = campaigns::create(&shop.engine, &content).unwrap();
    assert_eq!(respell(&shop.engine, id).unwrap().body, content.body);
}

#[test]
fn a_template_that_was_sent_before_is_shown_beside_the_new_one() {
    let shop = TestShop::new().with_contacts([ALICE]);
    shop.approve(campaigns::create(&shop.engine, &saying(&shop, "20% off every coat until Sunday")).unwrap())
        .unwrap();
    let again = saying(&shop, "25% off every coat until Monday");
    let found = line(&shop, "same_template", &again);
    let beside = found.beside.unwrap();
    assert_eq!((found.verdict.as_str(), beside.other_name.as_str()), ("warn", "Spring sale"));
    assert!(beside.percent >= 65 && beside.other.contains("20%") && beside.this.contains("25%"));
    let new = saying(&shop, "the boots you asked about came back in size 9 this morning");
    assert_eq!(line(&shop, "same_template", &new).verdict, "pass", "negative control");
    shop.later(std::time::Duration::from_secs(91 * 24 * 3600));
    assert_eq!(line(&shop, "same_template", &again).verdict, "pass", "a season ago");
}

/// Sends one campaign, three days after the last.
fn send(shop: &TestShop, text: &str) -> CampaignId {
    shop.later(std::time::Duration::from_secs(3 * 24 * 3600));
    let id = campaigns::create(&shop.engine, &saying(shop, text)).unwrap();
    shop.approve(id).unwrap();
    shop.send();
    id
}

#[test]
fn people_who_get_nothing_but_discounts_are_counted_over_90_days() {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    send(&shop, "20% off every coat");
    send(&shop, "save 10 on boots today");
    shop.later(std::time::Duration::from_secs(3 * 24 * 3600));
    let third = saying(&shop, "use code TREE5 for 5% off");
    let found = line(&shop, "discount_fatigue", &third);
    assert_eq!(found.verdict, "warn");
    assert!(found.evidence.contains("2 people") && found.evidence.contains("3 of 3"), "{}", found.evidence);
    let calm = saying(&shop, "how do your boots keep in the snow?");
    assert_eq!(line(&shop, "discount_fatigue", &calm).verdict, "pass", "negative control: no discount");
    shop.later(std::time::Duration::from_secs(90 * 24 * 3600));
    assert_eq!(line(&shop, "discount_fatigue", &third).verdict, "pass", "long ago");
}

#[test]
fn a_discount_now_and_then_tires_nobody() {
    let shop = TestShop::new().with_contacts([ALICE]);
    send(&shop, "the spring coats are here");
    send(&shop, "our shop moves to 12 Elm Street");
    shop.later(std::time::Duration::from_secs(3 * 24 * 3600));
    assert_eq!(line(&shop, "discount_fatigue", &saying(&shop, "10% off boots")).verdict, "pass");
}

#[test]
fn a_spike_is_measured_against_the_senders_own_last_weeks() {
    let shop = TestShop::new();
    for n in 0..30 {
        shop.contact(&format!("+1212555{:04}", 100 + n), Some(Scope::Promotional));
    }
    let content = shop.content();
    let found = line(&shop, "volume_spike", &content);
    assert!(found.verdict == "pass" && found.evidence.contains("no campaign in the last 4 weeks"));
    let hour = shop.engine.now().timestamp() / 3600;
    let day = |texts: u32, days_ago: i64| {
        shop.engine.store().write(|tx| {
            tx.execute(
                "INSERT OR REPLACE INTO pace_hour (sender_id, hour, texts, campaign_texts) VALUES (?1, ?2, ?3, ?3)",
                (shop.sender, hour - 24 * days_ago, texts),
            )?;
            Ok::<_, StoreError>(())
        })
    };
    day(900, 3).unwrap();
    assert!(line(&shop, "volume_spike", &content).evidence.contains("had 900"));
}

#[test]
fn a_spike_is_twice_the_largest_day_and_more_than_anybody_calls_small() {
    let usual = |largest: u32| largest.saturating_mul(super::past::TIMES).max(crate::sending::growth::FLOOR);
    assert_eq!((usual(0), usual(400), usual(3_000)), (1_000, 1_000, 6_000));
}

#[test]
fn somebody_who_stopped_is_found_even_where_the_list_says_otherwise() {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    assert_eq!(line(&shop, "stopped_or_held", &shop.content()).verdict, "pass", "negative control");
    let now = shop.engine.now();
    shop.engine
        .store()
        .write(|tx| {
            let (alice, _) = crate::contacts::meet(tx, ALICE)?;
            suppress(tx, alice, "owner", "", now)?;
            tx.execute("UPDATE standing SET suppressed = 0, consent = 3 WHERE number_id = ?1", [alice])?;
            Ok::<_, StoreError>(())
        })
        .unwrap();
    assert_eq!(line(&shop, "stopped_or_held", &shop.content()).verdict, "block");
}

#[test]
fn people_of_a_held_list_are_left_out_and_told_of() {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    let hold = "UPDATE standing SET quarantined = 1 WHERE number_id = (SELECT min(number_id) FROM standing)";
    shop.engine.store().write(|tx| Ok::<_, StoreError>(tx.execute(hold, [])?)).unwrap();
    let found = line(&shop, "stopped_or_held", &shop.content());
    assert_eq!((found.verdict.as_str(), found.fix_in.as_str()), ("warn", "cleanup"));
    assert!(found.evidence.contains("1 person of a list that is held"), "{}", found.evidence);
}

/// Makes the sender one of real carriers, with this stated.
fn stated(shop: &TestShop, stated: Option<&Registration>) {
    let now = shop.engine.now();
    shop.engine
        .store()
        .write(|tx| {
            tx.execute("UPDATE gateway SET kind = 'twilio'", [])?;
            match stated {
                Some(stated) => registrations::save(tx, shop.sender, stated, now),
                // As it was added: registered, and nothing more is known.
                None => Ok(()),
            }
        })
        .unwrap();
}

#[test]
fn a_sender_is_used_for_what_it_was_registered_for() {
    let full = Registration {
        kind: Kind::TenDlc,
        status: Status::Approved,
        use_case: UseCase::Marketing,
        brand: "Maple".into(),
        campaign: "C1".into(),
        ..Registration::default()
    };
    let with = |change: fn(&mut Registration)| {
        let mut other = full.clone();
        change(&mut other);
        Some(other)
    };
    let table = [
        (Some(full.clone()), "pass", "pass"),
        (with(|one| one.use_case = UseCase::DeliveryNotification), "pass", "block"),
        (with(|one| one.use_case = UseCase::Unknown), "pass", "warn"),
        (with(|one| one.brand = String::new()), "pass", "warn"),
        (with(|one| (one.kind, one.status) = (Kind::TollFree, Status::Pending)), "block", "pass"),
        (None, "pass", "warn"),
    ];
    for (registration, registered, used) in table {
        let shop = TestShop::new().with_contacts([ALICE]);
        stated(&shop, registration.as_ref());
        let found = page(&shop, &shop.content()).checks;
        let verdict = |id: &str| found.iter().find(|line| line.id == id).unwrap().verdict.clone();
        assert_eq!(
            (verdict("registration").as_str(), verdict("use_case").as_str()),
            (registered, used),
            "{registration:?}"
        );
    }
}

const CART: &str = "you left something in your cart: https://maplepine.example/cart";
const WITH_CARTS: &str = "Text me offers and cart reminders, up to 8 a month";

/// How one of Alice's facts about carts stands.
#[derive(Clone, Copy)]
struct Cart {
    words: &'static str,
    confirmed: bool,
    left_hours_ago: Option<i64>,
    reminded_hours_ago: Option<i64>,
}

const FINE: Cart =
    Cart { words: WITH_CARTS, confirmed: true, left_hours_ago: Some(5), reminded_hours_ago: None };

fn cart_check(number: &str, facts: Cart) -> CheckLine {
    let shop = TestShop::new();
    let id = shop.contact(number, None);
    let now = shop.engine.now();
    let ago = |hours: i64| now - chrono::TimeDelta::hours(hours);
    let content = saying(&shop, CART);
    let before =
        campaigns::create(&shop.engine, &Content { kind: Some(TextKind::CartReminder), ..content.clone() })
            .unwrap();
    let written = shop.engine.store().write(|tx| {
        let (_, key) = crate::contacts::meet(tx, number)?;
        let entry = NewEntry {
            number: id,
            key,
            kind: EntryKind::Granted,
            scope: EntryScope::Only(Scope::Promotional),
            source: "form",
            happened_at: ago(100),
            recorded_at: ago(100),
            wording: Some(wording(tx, facts.words, ago(100))?),
            import: None,
            detail: "",
        };
        let method = if facts.confirmed { Method::DoubleOptIn } else { Method::ExpressWritten };
        Ledger::open(tx)?.append_proven(&entry, &Proof { method, ..Proof::default() })?;
        let happened = |hours: i64| Timestamp::timestamp_millis(&ago(hours));
        if let Some(hours) = facts.left_hours_ago {
            tx.execute(
                "INSERT INTO activity (number_id, kind, happened_at) VALUES (?1, 'cart_left', ?2)",
                (id, happened(hours)),
            )?;
        }
        if let Some(hours) = facts.reminded_hours_ago {
            tx.execute(
                "INSERT INTO message (kind, campaign_id, number_id, sender_id, scope, recipient, body, parts,
                   price_micros, hours_id, state, due_at, deadline, claimed_at)
                 VALUES ('campaign', ?1, ?2, ?3, 'promotional', '', '', 1, 0, 0, 'in_doubt', 0, 0, ?4)",
                (before, id, shop.sender, happened(hours)),
            )?;
        }
        Ok::<_, StoreError>(())
    });
    written.unwrap();
    shop.engine
        .store()
        .write(|tx| Ok::<_, StoreError>(tx.execute("UPDATE standing SET last_texted_at = 0", [])?))
        .unwrap();
    line(&shop, "cart_reminder", &content)
}

#[test]
fn a_cart_reminder_in_the_us_needs_confirmation_terms_a_fresh_cart_and_is_the_only_one() {
    let table = [
        ("fine", FINE, "pass", "agreed to and confirmed"),
        ("not confirmed", Cart { confirmed: false, ..FINE }, "block", "Never answered yes"),
        ("carts not named", Cart { words: "Text me offers", ..FINE }, "block", "do not name cart reminders"),
        (
            "the same cart again",
            Cart { reminded_hours_ago: Some(2), ..FINE },
            "block",
            "Reminded of the same cart",
        ),
        ("another cart", Cart { reminded_hours_ago: Some(9), ..FINE }, "pass", "One reminder"),
        ("too late", Cart { left_hours_ago: Some(49), ..FINE }, "warn", "more than 48 hours"),
        ("no cart known", Cart { left_hours_ago: None, ..FINE }, "warn", "No cart on record"),
        (
            "no cart known, reminded last week",
            Cart { left_hours_ago: None, reminded_hours_ago: Some(24 * 7), ..FINE },
            "block",
            "Reminded of the same cart",
        ),
    ];
    for (what, facts, verdict, evidence) in table {
        let found = cart_check(ALICE, facts);
        assert_eq!(found.verdict, verdict, "{what}: {}", found.evidence);
        assert!(found.evidence.contains(evidence), "{what}: {}", found.evidence);
    }
}

#[test]
fn outside_the_us_the_carriers_rules_for_carts_do_not_hold() {
    let bare =
        Cart { words: "Text me offers", confirmed: false, left_hours_ago: None, reminded_hours_ago: Some(2) };
    assert_eq!(cart_check(DAVE, bare).verdict, "pass", "negative control");
}

#[test]
fn a_text_that_speaks_of_a_cart_counts_as_a_reminder_unless_the_owner_says_otherwise() {
    let cart = |kind| {
        checked("cart_reminder", |content| {
            content.kind = kind;
            content.body = format!("Maple & Pine: {CART} {STOP}");
        })
    };
    assert_eq!(cart(None).verdict, "block");
    assert_eq!(cart(Some(TextKind::Offers)).verdict, "warn");
    assert_eq!(verdict("cart_reminder", |_| {}), "pass", "negative control");
}

/// Alice agreed to these words; the owner has said of them what stands there, if anything.
fn promised(words: &str, stated: Option<(&[TextKind], Option<u32>)>) -> TestShop {
    let shop = TestShop::new();
    let alice = shop.contact(ALICE, None);
    let now = shop.engine.now();
    let written = shop.engine.store().write(|tx| {
        let (_, key) = crate::contacts::meet(tx, ALICE)?;
        let id = wording(tx, words, now)?;
        let entry = NewEntry {
            number: alice,
            key,
            kind: EntryKind::Granted,
            scope: EntryScope::Only(Scope::Promotional),
            source: "form",
            happened_at: now,
            recorded_at: now,
            wording: Some(id),
            import: None,
            detail: "",
        };
        Ledger::open(tx)?.append(&entry)?;
        if let Some((kinds, per_month)) = stated {
            let draft = WordingDraft {
                id: Some(id.0),
                name: "Form".into(),
                place: "form".into(),
                words: String::new(),
                kinds: kinds.to_vec(),
                per_month,
                shown_from: String::new(),
            };
            keep(tx, &draft, now).unwrap();
        }
        Ok::<_, StoreError>(())
    });
    written.unwrap();
    shop
}

fn of_kind(shop: &TestShop, id: &str, kind: TextKind) -> CheckLine {
    line(shop, id, &Content { kind: Some(kind), ..shop.content() })
}

#[test]
fn a_text_is_compared_with_the_kinds_its_recipients_were_promised() {
    use TextKind::{BackInStock, News, Offers};
    let stated: Option<(&[TextKind], Option<u32>)> = Some((&[BackInStock], None));
    let table = [
        ("Text me offers from Maple & Pine", None, Offers, "pass"),
        ("Text me offers from Maple & Pine", None, News, "block"),
        ("Maple & Pine: tell me when it is back in stock", None, Offers, "block"),
        ("Maple & Pine: tell me when it is back in stock", None, BackInStock, "pass"),
        ("Yes, Maple & Pine may text me", None, Offers, "warn"),
        ("Yes, Maple & Pine may text me", stated, Offers, "block"),
        ("Yes, Maple & Pine may text me", stated, BackInStock, "pass"),
        ("Text me offers from Maple & Pine", stated, Offers, "block"),
    ];
    for (words, said, kind, verdict) in table {
        let shop = promised(words, said);
        let found = of_kind(&shop, "promised_kind", kind);
        assert_eq!(found.verdict, verdict, "{words} as {kind:?}, stated {said:?}: {}", found.evidence);
    }
}

#[test]
fn a_month_holds_no_more_texts_than_were_promised() {
    let shop = promised("Offers from Maple & Pine, up to 2 a month", None);
    send(&shop, "the spring coats are here");
    shop.later(std::time::Duration::from_secs(3 * 24 * 3600));
    assert_eq!(of_kind(&shop, "promised_number", TextKind::Offers).verdict, "pass", "the second one");
    send(&shop, "our shop moves to 12 Elm Street");
    shop.later(std::time::Duration::from_secs(3 * 24 * 3600));
    let third = of_kind(&shop, "promised_number", TextKind::Offers);
    assert_eq!((third.verdict.as_str(), third.fix_in.as_str()), ("block", "caps"), "{}", third.evidence);
    shop.later(std::time::Duration::from_secs(31 * 24 * 3600));
    assert_eq!(of_kind(&shop, "promised_number", TextKind::Offers).verdict, "pass", "another month");
}

#[test]
fn consent_that_was_given_to_nobody_by_name_is_told() {
    let verdict = |words| of_kind(&promised(words, None), "promised_brand", TextKind::Offers).verdict;
    assert_eq!(verdict("Text me offers"), "warn");
    assert_eq!(verdict("Text me offers from MAPLE and PINE"), "pass", "negative control");
}

#[test]
fn people_of_a_wording_can_be_left_out_by_a_rule() {
    let shop = promised("Maple & Pine: tell me when it is back in stock", None);
    shop.contact(BOB, Some(Scope::Promotional));
    let all = shop.content();
    assert_eq!(line(&shop, "promised_kind", &all).verdict, "block");
    let exclude = r#"{"all":[{"field":"wording","op":"is","value":1}]}"#.into();
    assert_eq!(line(&shop, "promised_kind", &Content { exclude, ..all }).verdict, "pass");
}

#[test]
fn order_news_rests_on_its_scope_and_is_not_compared() {
    let shop = promised("Text me offers", None);
    let content = Content { purpose: Scope::Transactional, ..shop.content() };
    assert_eq!(line(&shop, "promised_kind", &content).verdict, "pass");
}
