//! Caps of states and of the owner: in reach and in the claim alike, over what really went out.

use proptest::prelude::*;

use super::*;
use crate::campaigns;
use crate::consent::Scope;
use crate::ids::SegmentId;
use crate::segments::{self, Reason, Rule};
use crate::sending::own_caps::{remove, set};
use crate::shop::{self, Shop};
use crate::testing::{ALICE, BOB, TestShop};

/// Miami: three in 24 hours.
const IN_FLORIDA: &str = "+13055550106";

/// A shop that spaces nothing by itself.
fn shop_with<const N: usize>(numbers: [&str; N]) -> TestShop {
    let shop = TestShop::new().with_contacts(numbers);
    shop.engine
        .store()
        .write(|tx| {
            let here = Shop { frequency_hours: 0, ..shop::load(tx)? };
            shop::save(tx, &here)
        })
        .unwrap();
    shop
}

/// A promotional text to everybody, so many hours ago, in this state.
fn texted_ago(shop: &TestShop, hours: i64, state: &str) {
    let id = shop.draft();
    let at = (shop.engine.now() - chrono::TimeDelta::hours(hours)).timestamp_millis();
    let claimed = if state == "skipped" { "NULL".into() } else { at.to_string() };
    let sql = format!(
        "INSERT INTO message (kind, campaign_id, number_id, sender_id, scope, recipient, body, parts, price_micros,
           hours_id, state, due_at, deadline, claimed_at)
         SELECT 'campaign', {}, number_id, {}, 'promotional', '', '', 1, 0, 0, '{state}', 0, 0, {claimed} FROM standing",
        id.0, shop.sender.0
    );
    shop.engine.store().write(|tx| Ok::<_, StoreError>(tx.execute_batch(&sql)?)).unwrap();
}

fn left_out(shop: &TestShop, reason: Reason) -> u32 {
    let page = campaigns::check(&shop.engine, shop.draft()).unwrap();
    page.reach.excluded_by.iter().filter(|one| one.reason == reason.word()).map(|one| one.count).sum()
}

fn cap(shop: &TestShop, segment: Option<SegmentId>, texts: u32, days: u32) {
    let now = shop.engine.now();
    shop.engine.store().write(|tx| set(tx, segment, texts, days, now)).unwrap();
}

fn segment(shop: &TestShop, name: &str, rule: &str) -> SegmentId {
    let now = shop.engine.now();
    let rule = Rule::from_text(rule).unwrap();
    shop.engine.store().write(|tx| segments::save(tx, name, &rule, now)).unwrap()
}

#[test]
fn florida_allows_three_in_24_hours_and_new_york_names_no_number() {
    let shop = shop_with([IN_FLORIDA, ALICE]);
    for hours in [1, 5, 23] {
        assert_eq!(left_out(&shop, Reason::StateCap), 0);
        texted_ago(&shop, hours, "delivered");
    }
    assert_eq!(
        left_out(&shop, Reason::StateCap),
        1,
        "the one in Florida; the one in New York is the control"
    );
    shop.later(std::time::Duration::from_secs(3600));
    assert_eq!(left_out(&shop, Reason::StateCap), 0, "the first one is 24 hours old");
}

#[test]
fn what_may_have_gone_counts_and_what_did_not_go_does_not() {
    let table = [
        ("sending", 1),
        ("accepted", 1),
        ("delivered", 1),
        ("undelivered", 1),
        ("in_doubt", 1),
        ("cancelled", 1),
        ("rejected", 0),
        ("skipped", 0),
    ];
    for (state, expected) in table {
        let shop = shop_with([ALICE]);
        cap(&shop, None, 1, 30);
        texted_ago(&shop, 48, state);
        assert_eq!(left_out(&shop, Reason::SegmentCap), expected, "{state}");
    }
}

#[test]
fn vips_get_four_a_month_and_everybody_else_one() {
    let shop = shop_with([ALICE, BOB]);
    let sql =
        "UPDATE standing SET orders = 9 WHERE number_id = (SELECT number_id FROM contact WHERE number = ?1)";
    shop.engine.store().write(|tx| Ok::<_, StoreError>(tx.execute(sql, [ALICE])?)).unwrap();
    let vip = segment(&shop, "VIP", r#"{"all":[{"field":"orders","op":"at_least","value":5}]}"#);
    let quiet = segment(&shop, "Quiet", r#"{"all":[{"field":"orders","op":"less_than","value":5}]}"#);
    cap(&shop, Some(vip), 4, 30);
    cap(&shop, Some(quiet), 1, 30);
    let capped_after = [1, 1, 1, 2];
    for (texts, capped) in capped_after.into_iter().enumerate() {
        texted_ago(&shop, 24 * i64::try_from(texts + 1).unwrap(), "delivered");
        assert_eq!(left_out(&shop, Reason::SegmentCap), capped, "after {} texts", texts + 1);
    }
}

#[test]
fn each_of_several_caps_holds_and_a_removed_one_does_not() {
    let shop = shop_with([ALICE]);
    let everyone = segment(&shop, "All of them", r#"{"all":[]}"#);
    cap(&shop, None, 9, 30);
    cap(&shop, Some(everyone), 1, 7);
    texted_ago(&shop, 24, "accepted");
    assert_eq!(left_out(&shop, Reason::SegmentCap), 1);
    let id = shop.engine.store().read(own_caps::all).unwrap()[1].id;
    shop.engine.store().write(|tx| remove(tx, id)).unwrap();
    assert_eq!(left_out(&shop, Reason::SegmentCap), 0, "negative control: nine a month are not reached");
}

#[test]
fn a_cap_of_nought_lets_nobody_through_and_a_second_cap_replaces_the_first() {
    let shop = shop_with([ALICE, BOB]);
    cap(&shop, None, 0, 30);
    assert_eq!(left_out(&shop, Reason::SegmentCap), 2);
    cap(&shop, None, 3, 30);
    assert_eq!(left_out(&shop, Reason::SegmentCap), 0);
    assert_eq!(shop.engine.store().read(own_caps::all).unwrap().len(), 1);
}

#[test]
fn order_news_is_not_held_up_by_a_cap() {
    let shop = shop_with([ALICE]);
    cap(&shop, None, 0, 30);
    let mut content = shop.content();
    content.purpose = Scope::Transactional;
    let id = campaigns::create(&shop.engine, &content).unwrap();
    assert_eq!(campaigns::check(&shop.engine, id).unwrap().reach.will_receive, 1);
}

#[test]
fn a_segment_with_a_cap_stays_and_a_cap_that_is_none_is_refused() {
    let shop = shop_with([ALICE]);
    let vip = segment(&shop, "VIP", r#"{"all":[]}"#);
    cap(&shop, Some(vip), 4, 30);
    let removed = shop.engine.store().write(|tx| segments::delete(tx, "VIP"));
    assert!(matches!(removed, Err(segments::SegmentError::Capped)));
    let now = shop.engine.now();
    let refused = |segment, texts, days| {
        shop.engine.store().write(|tx| set(tx, segment, texts, days, now)).unwrap_err()
    };
    assert!(matches!(refused(None, 101, 30), CapError::NotACap(101, 30)));
    assert!(matches!(refused(None, 1, 0), CapError::NotACap(1, 0)));
    assert!(matches!(refused(Some(SegmentId(99)), 1, 1), CapError::Segment(_)));
}

#[test]
fn the_shops_own_spacing_keeps_the_caps_of_states_by_itself() {
    assert!(laws_that_bite(24).is_empty(), "one a day is never four a day, so nothing is counted");
    assert!(!laws_that_bite(0).is_empty() && !laws_that_bite(4).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Reach and claim ask in different ways and must answer alike.
    #[test]
    fn whoever_reach_calls_capped_the_claim_holds_back(
        hours in prop::collection::vec(1_i64..60, 0..6), texts in 0_u32..5, days in 1_u32..4, in_florida: bool
    ) {
        let number = if in_florida { IN_FLORIDA } else { ALICE };
        let shop = shop_with([number]);
        cap(&shop, None, texts, days);
        for ago in hours {
            texted_ago(&shop, ago, "in_doubt");
        }
        let now = shop.engine.now();
        let (person, place) = shop
            .engine
            .store()
            .read(|c| {
                let row: (NumberId, HoursId) =
                    c.query_row("SELECT number_id, hours_id FROM standing", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
                Ok::<_, StoreError>((row.0, crate::sending::hours::locality(c, row.1)?))
            })
            .unwrap();
        let store = shop.engine.store();
        let reach = store.read(|c| people(c, 0, &|_| Some(&place), now)).unwrap().get(&person).copied();
        let law = store.read(|c| by_law(c, person, &place, now)).unwrap();
        let owner = store.read(|c| by_owner(c, person, now)).unwrap();
        let claim = if law { Some(Capped::ByLaw) } else { owner.then_some(Capped::ByOwner) };
        prop_assert_eq!(reach, claim);
    }
}
