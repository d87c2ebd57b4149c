//! Each guard of the claim, left out in turn: its story must then end badly.
//!
//! A story answers whether the shop kept its word. With every guard in place all
//! stories are kept; with one guard left out its own story is broken. A guard
//! without a story does not compile.

use std::time::Duration;

use super::super::claim::{Claim, claim};
use super::super::{allowance, own_caps};
use super::*;
use crate::campaigns::{self, Content};
use crate::consent::Scope;
use crate::gateways::{Kind, Registration, Status, UseCase, registrations};
use crate::ids::CampaignId;
use crate::shop::{self, Shop};
use crate::store::StoreError;
use crate::testing::{ALICE, BOB, TestShop};

/// Every guard once, so that none is forgotten: the compiler asks for a line here for each new one.
const ALL: [Guard; 30] = [
    Guard::NewestRun,
    Guard::Lock,
    Guard::Halt,
    Guard::Held,
    Guard::FreshInbox,
    Guard::Due,
    Guard::Room,
    Guard::Gap,
    Guard::FirstBatch,
    Guard::Alarm,
    Guard::Slowing,
    Guard::Class,
    Guard::BrandCap,
    Guard::AccountCap,
    Guard::WarmUp,
    Guard::Growth,
    Guard::Deadline,
    Guard::Approved,
    Guard::Suppressed,
    Guard::OwnStop,
    Guard::Quarantined,
    Guard::Confirmed,
    Guard::Consent,
    Guard::Asked,
    Guard::Question,
    Guard::Spacing,
    Guard::StateCap,
    Guard::SegmentCap,
    Guard::Hours,
    Guard::Validity,
];

/// The story of a guard: whether the shop kept its word.
fn story(guard: Guard) -> bool {
    match guard {
        Guard::NewestRun => an_older_run_is_refused(),
        Guard::Lock => nothing_goes_after("UPDATE place SET locked_because = 'older'"),
        Guard::Halt => nothing_goes_after("UPDATE sender SET halted = '30034'"),
        Guard::Held => nothing_goes_while_the_provider_asked_to_wait(),
        Guard::FreshInbox => nothing_goes_while_the_inbox_is_stale(),
        Guard::Due => nothing_goes_after("UPDATE message SET due_at = due_at + 7200000"),
        Guard::Room => nothing_goes_without_room(),
        Guard::Gap => two_texts_keep_their_gap(),
        Guard::FirstBatch => the_rest_waits_for_the_first_batch(),
        Guard::Alarm => too_many_stops_end_it(),
        Guard::Slowing => a_slowed_campaign_takes_twice_as_long(),
        Guard::Class => one_of_two_goes_at_once(|shop| sole_proprietor(shop, 0)),
        Guard::BrandCap => the_day_is_full(|shop| sole_proprietor(shop, 799)),
        Guard::AccountCap => the_day_is_full(|shop| {
            run(shop, "INSERT INTO sender_pace (sender_id, account_daily) SELECT id, 1 FROM sender");
        }),
        Guard::WarmUp => the_day_is_full(a_new_number_that_has_used_its_level),
        Guard::Growth => the_day_is_full(a_quiet_week_and_a_thousand_today),
        Guard::Deadline => a_late_text_is_called_late(),
        Guard::Approved => nothing_goes_after("UPDATE campaign SET revision = revision + 1"),
        Guard::Suppressed => nothing_goes_after(
            "INSERT INTO suppression (number_id, source, since) SELECT id, 'owner', 0 FROM number",
        ),
        Guard::Quarantined => nothing_goes_after("UPDATE standing SET quarantined = 1"),
        Guard::Confirmed => nothing_goes_after(
            "INSERT INTO opt_in_asking (number_id, message_id, wording_id, asked_at)
               SELECT number_id, id, (SELECT min(id) FROM wording), 0 FROM message LIMIT 1",
        ),
        Guard::Consent => nothing_goes_after("UPDATE standing SET consent = 2"),
        Guard::OwnStop => nothing_goes_unasked("confirmation"),
        Guard::Asked => nothing_goes_unasked("help"),
        Guard::Question => nothing_goes_unasked("reply"),
        Guard::Spacing => of_many_campaigns(ALICE, 2, 24, None) == 1,
        Guard::StateCap => of_many_campaigns(IN_FLORIDA, 4, 0, None) == 3,
        Guard::SegmentCap => of_many_campaigns(ALICE, 4, 0, Some((2, 30))) == 2,
        Guard::Hours => nothing_goes_at("2026-03-03T08:00:00Z"),
        Guard::Validity => nothing_goes_at("2026-03-03T00:59:30Z"),
    }
}

#[test]
fn with_every_guard_in_place_every_story_is_kept() {
    for guard in ALL {
        assert!(story(guard), "{guard:?}");
    }
}

#[test]
fn without_any_single_guard_its_story_is_broken() {
    for guard in ALL {
        assert!(!without(guard, || story(guard)), "{guard:?} can be left out and nobody notices");
    }
}

#[test]
fn the_list_names_every_guard_once_and_every_guard_is_asked_somewhere() {
    for (place, guard) in ALL.iter().enumerate() {
        assert_eq!(*guard as usize, place, "{guard:?} stands where it is declared");
    }
    let declared = include_str!("guards.rs").lines().filter(|line| {
        let name = line.trim().trim_end_matches(',');
        line.starts_with("    ") && line.ends_with(',') && name.chars().all(char::is_alphabetic)
    });
    assert_eq!(declared.count(), ALL.len(), "a guard was declared that has no story");
    let claim = [
        include_str!("claim.rs"),
        include_str!("gates.rs"),
        include_str!("turn.rs"),
        include_str!("allowance.rs"),
    ];
    for guard in ALL {
        assert!(
            claim.iter().any(|code| code.contains(&format!("stands(Guard::{guard:?})"))),
            "{guard:?} is never asked"
        );
    }
}

/// Miami: three in 24 hours.
const IN_FLORIDA: &str = "+13055550106";

fn run(shop: &TestShop, sql: &str) {
    shop.engine.store().write(|tx| Ok::<_, StoreError>(tx.execute_batch(sql)?)).unwrap();
}

/// One claim at this very moment, the inbox just read.
fn claims(shop: &TestShop) -> Result<Claim, StoreError> {
    let now = shop.engine.now();
    run(shop, &format!("UPDATE sender SET synced_through = {}", now.timestamp_millis()));
    shop.engine.store().write(|tx| claim(tx, shop.sender, now, true, |_| true))
}

/// Claims until nothing more goes at this moment, a hundredth of a second between two texts.
fn all_that_go(shop: &TestShop) -> u32 {
    let mut gone = 0;
    for _ in 0..200 {
        match claims(shop).unwrap() {
            Claim::Go(_) => gone += 1,
            Claim::Again => continue,
            Claim::Wait { .. } | Claim::Idle => break,
        }
        shop.later(Duration::from_millis(10));
    }
    gone
}

/// A campaign as fast as its sender, approved.
fn approved(shop: &TestShop) -> CampaignId {
    let content = Content { per_second: 100.0, ..shop.content() };
    let id = campaigns::create(&shop.engine, &content).unwrap();
    shop.approve(id).unwrap();
    id
}

fn nothing_goes_after(sql: &str) -> bool {
    let shop = TestShop::new().with_contacts([ALICE]);
    approved(&shop);
    run(&shop, sql);
    all_that_go(&shop) == 0
}

fn nothing_goes_at(moment: &str) -> bool {
    let shop = TestShop::new().with_contacts([ALICE]);
    approved(&shop);
    shop.clock.set(moment.parse().unwrap());
    all_that_go(&shop) == 0
}

/// A text outside campaigns that answers nothing its recipient wrote.
fn nothing_goes_unasked(kind: &str) -> bool {
    let shop = TestShop::new().with_contacts([ALICE]);
    let now = shop.engine.now().timestamp_millis();
    run(
        &shop,
        &format!(
            "INSERT INTO message (kind, number_id, sender_id, scope, recipient, body, parts, price_micros, hours_id,
               state, due_at, deadline)
             SELECT '{kind}', number_id, {}, 'conversational', '', '', 1, 0, hours_id, 'queued', {now}, {now} + 3600000
             FROM standing",
            shop.sender.0
        ),
    );
    all_that_go(&shop) == 0
}

fn an_older_run_is_refused() -> bool {
    let shop = TestShop::new().with_contacts([ALICE]);
    approved(&shop);
    run(&shop, "INSERT INTO run (started_at) VALUES (0)");
    matches!(claims(&shop), Err(StoreError::InUse))
}

fn nothing_goes_while_the_provider_asked_to_wait() -> bool {
    let shop = TestShop::new().with_contacts([ALICE]);
    let until = shop.engine.now().timestamp_millis() + 60_000;
    run(
        &shop,
        &format!(
            "INSERT INTO sender_pace (sender_id, held_until, held_why) SELECT id, {until}, 'too_fast' FROM sender"
        ),
    );
    approved(&shop);
    all_that_go(&shop) == 0
}

fn nothing_goes_while_the_inbox_is_stale() -> bool {
    let shop = TestShop::new().with_contacts([ALICE]);
    approved(&shop);
    let now = shop.engine.now();
    run(&shop, &format!("UPDATE sender SET synced_through = {}", now.timestamp_millis() - 121_000));
    let claimed = shop.engine.store().write(|tx| claim(tx, shop.sender, now, true, |_| true)).unwrap();
    !matches!(claimed, Claim::Go(_))
}

fn nothing_goes_without_room() -> bool {
    let shop = TestShop::new().with_contacts([ALICE]);
    approved(&shop);
    let now = shop.engine.now();
    run(&shop, &format!("UPDATE sender SET synced_through = {}", now.timestamp_millis()));
    let claimed = shop.engine.store().write(|tx| claim(tx, shop.sender, now, true, |_| false)).unwrap();
    !matches!(claimed, Claim::Go(_))
}

fn two_texts_keep_their_gap() -> bool {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    approved(&shop);
    matches!(claims(&shop), Ok(Claim::Go(_))) && matches!(claims(&shop), Ok(Claim::Wait { .. }))
}

fn the_rest_waits_for_the_first_batch() -> bool {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    let content = Content { per_second: 100.0, ..shop.content() };
    let id = campaigns::create(&shop.engine, &content).unwrap();
    shop.engine.store().write(|tx| allowance::wish_first_batch(tx, id, Some(1))).unwrap();
    shop.approve(id).unwrap();
    all_that_go(&shop) == 1
}

/// A campaign to 61 people of which 60 have their text and this many of them answered STOP.
fn with_stops(stops: u32) -> (TestShop, CampaignId) {
    let shop = TestShop::new();
    for n in 0..61 {
        shop.contact(&format!("+1212555{:04}", 100 + n), Some(Scope::Promotional));
    }
    let id = approved(&shop);
    for _ in 0..60 {
        assert!(matches!(claims(&shop), Ok(Claim::Go(_))));
        shop.later(Duration::from_millis(10));
    }
    run(
        &shop,
        &format!(
            "UPDATE message SET state = 'accepted', accepted_at = claimed_at WHERE state = 'sending';
             INSERT INTO opt_out (number_id, at, sure, message_id, campaign_id, sender_id)
               SELECT number_id, claimed_at + 1, 1, id, campaign_id, sender_id FROM message WHERE state = 'accepted' LIMIT {stops};"
        ),
    );
    shop.later(Duration::from_secs(61));
    (shop, id)
}

fn too_many_stops_end_it() -> bool {
    let (shop, id) = with_stops(12);
    let gone = all_that_go(&shop);
    gone == 0 && shop.report(id).pause_reason == "alarm:opt_outs" && shop.in_state(id, "queued") == 1
}

/// Slowed to half its pace, the second text of a hundred a second waits for a fiftieth.
fn a_slowed_campaign_takes_twice_as_long() -> bool {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    approved(&shop);
    let far = shop.engine.now().timestamp_millis() + 59_000;
    assert!(matches!(claims(&shop), Ok(Claim::Go(_))));
    run(&shop, &format!("UPDATE campaign_pace SET slow = 2, look_at = {far}"));
    shop.later(Duration::from_millis(10));
    !matches!(claims(&shop), Ok(Claim::Go(_)))
}

/// Prepares a shop with Alice and Bob in which only one of two texts may go now.
fn one_of_two_goes_at_once(prepare: impl FnOnce(&TestShop)) -> bool {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    prepare(&shop);
    approved(&shop);
    all_that_go(&shop) == 1
}

/// The same, with time enough for the carriers' class in between.
fn the_day_is_full(prepare: impl FnOnce(&TestShop)) -> bool {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    prepare(&shop);
    approved(&shop);
    let first = all_that_go(&shop);
    shop.later(Duration::from_secs(60));
    first + all_that_go(&shop) == 1
}

/// Class W: fifteen parts a minute; 800 of T-Mobile's 1,000 parts a day, of which so many are used.
fn sole_proprietor(shop: &TestShop, used_today: u32) {
    let stated = Registration {
        kind: Kind::TenDlc,
        status: Status::Approved,
        use_case: UseCase::SoleProprietor,
        ..Registration::default()
    };
    let now = shop.engine.now();
    shop.engine.store().write(|tx| registrations::save(tx, shop.sender, &stated, now)).unwrap();
    sent(shop, used_today, 0);
}

/// So many texts so many days ago.
fn sent(shop: &TestShop, texts: u32, days_ago: i64) {
    let hour = shop.engine.now().timestamp() / 3600 - 24 * days_ago;
    run(
        shop,
        &format!(
            "INSERT INTO pace_hour (sender_id, hour, texts, campaign_texts, parts)
             SELECT id, {hour}, {texts}, {texts}, {texts} FROM sender"
        ),
    );
}

/// The first level is a hundred a day.
fn a_new_number_that_has_used_its_level(shop: &TestShop) {
    let since = shop.engine.now().timestamp_millis() - 3_600_000;
    run(shop, &format!("INSERT INTO sender_pace (sender_id, warming_since) SELECT id, {since} FROM sender"));
    sent(shop, 99, 0);
}

/// After a week of twenty a day a thousand are the most.
fn a_quiet_week_and_a_thousand_today(shop: &TestShop) {
    sent(shop, 20, 3);
    sent(shop, 999, 0);
}

fn a_late_text_is_called_late() -> bool {
    let shop = TestShop::new().with_contacts([ALICE]);
    let id = approved(&shop);
    run(&shop, "UPDATE message SET deadline = due_at");
    all_that_go(&shop);
    shop.in_state(id, "expired") == 1
}

/// How many of several campaigns approved at once reach one person, an hour between two; texts in doubt count.
fn of_many_campaigns(number: &str, campaigns: u32, frequency_hours: u32, cap: Option<(u32, u32)>) -> u32 {
    let shop = TestShop::new().with_contacts([number]);
    let now = shop.engine.now();
    shop.engine
        .store()
        .write(|tx| {
            let here = Shop { frequency_hours, ..shop::load(tx)? };
            shop::save(tx, &here)
        })
        .unwrap();
    if let Some((texts, days)) = cap {
        shop.engine.store().write(|tx| own_caps::set(tx, None, texts, days, now)).unwrap();
    }
    for _ in 0..campaigns {
        approved(&shop);
    }
    let mut gone = 0;
    for _ in 0..campaigns {
        gone += all_that_go(&shop);
        run(&shop, "UPDATE message SET state = 'in_doubt' WHERE state = 'sending'");
        shop.later(Duration::from_secs(60));
    }
    gone
}
