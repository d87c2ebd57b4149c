use proptest::prelude::*;

use super::*;
use crate::clock::Timestamp;

fn day(n: i64) -> Timestamp {
    "2026-01-01T00:00:00Z".parse::<Timestamp>().unwrap() + chrono::TimeDelta::days(n)
}

fn fact(seq: i64, kind: EntryKind, scope: EntryScope, on: i64, until: Option<i64>) -> Fact {
    Fact { seq, kind, scope, happened_at: day(on), recorded_at: day(on), expires_at: until.map(day) }
}

const PROMOTIONAL: EntryScope = EntryScope::Only(Scope::Promotional);

#[test]
fn the_state_is_that_of_the_day_and_not_that_of_today() {
    let facts = [
        fact(1, EntryKind::Granted, PROMOTIONAL, 10, None),
        fact(2, EntryKind::Revoked, PROMOTIONAL, 20, None),
        fact(3, EntryKind::Reconfirmed, PROMOTIONAL, 30, None),
    ];
    let offers = |on| at(&facts, day(on))[0];
    assert_eq!(offers(9), Standing::Never);
    assert_eq!(offers(10), Standing::Holds { seq: 1, since: day(10), expires_at: None });
    assert_eq!(offers(20), Standing::Revoked { seq: 2 });
    assert_eq!(offers(31), Standing::Holds { seq: 3, since: day(30), expires_at: None });
    assert!(at(&facts, day(25))[1].holds(), "leaving offers keeps order news");
}

#[test]
fn an_implied_consent_runs_out_and_an_express_one_makes_it_last() {
    let implied = fact(1, EntryKind::Granted, PROMOTIONAL, 0, Some(100));
    assert!(at(&[implied], day(99))[0].holds());
    assert_eq!(at(&[implied], day(100))[0], Standing::Expired { seq: 1, at: day(100) });
    assert_eq!(standing_of(&[implied]), (3, day(100).timestamp_millis()));
    let express = fact(2, EntryKind::Confirmed, PROMOTIONAL, 50, None);
    assert!(at(&[implied, express], day(1000))[0].holds());
    assert_eq!(standing_of(&[implied, express]), (3, 0));
    let second = fact(2, EntryKind::Granted, PROMOTIONAL, 50, Some(150));
    assert!(at(&[implied, second], day(149))[0].holds(), "a second purchase carries it on");
}

#[test]
fn a_shorter_consent_never_shortens_a_longer_one() {
    let lasting = fact(1, EntryKind::Granted, PROMOTIONAL, 0, None);
    let implied = fact(2, EntryKind::Granted, PROMOTIONAL, 5, Some(10));
    assert!(at(&[lasting, implied], day(500))[0].holds());
}

fn somewhat() -> impl Strategy<Value = Vec<Fact>> {
    let kinds = prop::sample::select(vec![
        EntryKind::Granted,
        EntryKind::Confirmed,
        EntryKind::Reconfirmed,
        EntryKind::Revoked,
    ]);
    let scopes = prop::sample::select(vec![
        EntryScope::All,
        PROMOTIONAL,
        EntryScope::Only(Scope::Transactional),
        EntryScope::Only(Scope::Conversational),
    ]);
    let one = (kinds, scopes, 0..100_i64, prop::option::of(1..200_i64));
    prop::collection::vec(one, 0..12).prop_map(|all| {
        let numbered = (1..).zip(all);
        numbered
            .map(|(seq, (kind, scope, on, lasts))| {
                let until = lasts.filter(|_| kind != EntryKind::Revoked).map(|lasts| on + lasts);
                fact(seq, kind, scope, on, until)
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn nothing_holds_without_an_entry_that_gave_it(facts in somewhat(), on in 0..400_i64) {
        for (scope, standing) in SCOPES.into_iter().zip(at(&facts, day(on))) {
            if let Standing::Holds { seq, since, expires_at } = standing {
                let by = facts.iter().find(|fact| fact.seq == seq).unwrap();
                prop_assert!(by.kind != EntryKind::Revoked && by.happened_at <= day(on));
                prop_assert!(by.scope.bits() & scope.required_bit() != 0);
                prop_assert!(since <= day(on) && expires_at.is_none_or(|end| end > day(on)));
            }
        }
    }

    #[test]
    fn after_everything_is_taken_back_nothing_holds(mut facts in somewhat(), on in 100..400_i64) {
        let seq = i64::try_from(facts.len()).unwrap() + 1;
        facts.push(fact(seq, EntryKind::Revoked, EntryScope::All, 99, None));
        prop_assert!(at(&facts, day(on)).iter().all(|standing| !standing.holds()));
        prop_assert_eq!(standing_of(&facts), (0, 0));
        // The negative control: the same without the last entry may hold.
    }

    #[test]
    fn later_entries_do_not_change_an_earlier_day(facts in somewhat(), on in 0..99_i64) {
        let known: Vec<Fact> = facts.iter().copied().filter(|fact| fact.happened_at <= day(on)).collect();
        prop_assert_eq!(at(&facts, day(on)), at(&known, day(on)));
    }
}
