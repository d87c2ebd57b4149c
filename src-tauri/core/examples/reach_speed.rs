//! Measures reach on an encrypted store: `cargo run --release --example reach_speed -- 100000 1000000`.
//!
//! Seeds that many invented contacts, then prints the first, the best
//! and the median of nine warm times of the full reason table for several rules.

#![expect(clippy::print_stdout, reason = "the table is what it is for")]

use std::time::Duration;

use counterbell_core::clock::{Clock, SystemClock, Timestamp};
use counterbell_core::consent::Scope;
use counterbell_core::ids::HoursId;
use counterbell_core::segments::{
    Audience, CappedPeople, Rule, SegmentError, Who, for_each_member, people, reach,
};
use counterbell_core::store::{KeySource, Store, StoreError, StoreKey, StoreKind};

type Fault = Box<dyn std::error::Error>;

const RULES: [(&str, &str); 6] = [
    ("everyone", r#"{"all":[]}"#),
    (
        "spent and recent",
        r#"{"all":[{"field":"total_spent","op":"more_than","value":100},{"field":"last_order","op":"in_last_days","value":180}]}"#,
    ),
    ("country", r#"{"all":[{"field":"country","op":"in","value":["US","CA"]}]}"#),
    ("tag (1 in 10)", r#"{"all":[{"field":"tag","op":"is","value":"vip"}]}"#),
    ("city", r#"{"all":[{"field":"city","op":"is","value":"Oakland"}]}"#),
    ("city, not ASCII", r#"{"all":[{"field":"city","op":"is","value":"zürich"}]}"#),
];

fn main() -> Result<(), Fault> {
    for people in std::env::args().skip(1) {
        measure(people.parse()?)?;
    }
    Ok(())
}

fn measure(contacts: u32) -> Result<(), Fault> {
    let clock = SystemClock::default();
    let folder = std::env::temp_dir().join(format!("counterbell-reach-{}-{contacts}", std::process::id()));
    let store =
        Store::create(&folder, &KeySource::Given(StoreKey::random()?), StoreKind::Practice, clock.now())?;
    seed(&store, contacts, clock.now())?;
    println!("{contacts} contacts, seeded in {:?}", clock.elapsed());
    for (name, rule) in RULES {
        let rule = Rule::from_text(rule)?;
        let times = times(&store, &clock, &rule)?;
        println!("  {name:20} {times}");
    }
    drop(store);
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}

fn times(store: &Store, clock: &SystemClock, rule: &Rule) -> Result<String, Fault> {
    let audience = Audience {
        rule: rule.clone(),
        exclude: None,
        scope: Scope::Promotional,
        frequency_hours: 24,
        bought_since: None,
        now: clock.now(),
        hours_left: &|hours| hours != HoursId(7),
        capped: CappedPeople::default(),
    };
    let timed = |work: &dyn Fn() -> Result<u32, SegmentError>| -> Result<(Duration, u32), SegmentError> {
        let started = clock.elapsed();
        let matched = work()?;
        Ok((clock.elapsed().saturating_sub(started), matched))
    };
    let count = || store.read(|c| reach(c, &audience).map(|reach| reach.matched));
    let (cold, matched) = timed(&count)?;
    let mut warm = (0..9).map(|_| timed(&count).map(|(time, _)| time)).collect::<Result<Vec<_>, _>>()?;
    warm.sort_unstable();
    let page = || store.read(|c| people(c, &audience, Who::WillReceive, 0, 50).map(|_| 0));
    let members = || {
        store.read(|c| {
            let mut seen = 0;
            for_each_member::<SegmentError>(c, &audience, |_| {
                seen += 1;
                Ok(())
            })?;
            Ok::<_, SegmentError>(seen)
        })
    };
    let best = warm.first().copied().unwrap_or_default();
    let median = warm.get(4).copied().unwrap_or_default();
    let ((page, _), (members, _)) = (timed(&page)?, timed(&members)?);
    Ok(format!(
        "matched {matched:8}  first {cold:8.1?}  best {best:8.1?}  median {median:8.1?}  page of 50 {page:8.1?}  members {members:8.1?}"
    ))
}

/// Invented people; a small generator with a fixed seed, so that every run measures the same.
fn seed(store: &Store, contacts: u32, now: Timestamp) -> Result<(), StoreError> {
    let now = now.timestamp_millis();
    store.write(|tx| {
        tx.execute_batch("INSERT INTO tag (id, name) VALUES (1, 'vip'), (2, 'local')")?;
        let mut number = tx.prepare("INSERT INTO number (id, key, e164) VALUES (?1, ?2, ?3)")?;
        let mut contact = tx.prepare(
            "INSERT INTO contact (number_id, number, first_name, last_name, email, city, region, postcode, country, created_at, updated_at)
             VALUES (?1, ?2, 'Alice', 'Archer', 'alice@example.com', ?3, 'CA', '94607', ?4, ?5, ?5)",
        )?;
        let mut standing = tx.prepare(
            "INSERT INTO standing (number_id, consent, suppressed, line, hours_id, open_conversation, last_texted_at, orders, spent_micros, last_order_at, last_engaged_at, country, region)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 'CA')",
        )?;
        let mut wears = tx.prepare("INSERT INTO contact_tag (tag_id, number_id) VALUES (?1, ?2)")?;
        let mut state = 42_u64;
        let mut die = |sides: i64| -> i64 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            i64::try_from(state >> 33).unwrap_or_default() % sides
        };
        for id in 1..=contacts {
            let e164 = format!("+1{:010}", 2_000_000_000_u64 + u64::from(id));
            number.execute((id, store.keys().of(&e164).as_slice(), &e164))?;
            let city = ["Oakland", "Berkeley", "Zürich", "Alameda"].get(usize::try_from(die(4)).unwrap_or_default());
            let country = if die(4) == 0 { "GB" } else { "US" };
            contact.execute((id, &e164, city, country, now - die(900) * 86_400_000))?;
            let (consent, ago) = ([3, 3, 3, 2, 0][usize::try_from(die(5)).unwrap_or_default()], die(400) * 86_400_000);
            let texted = if die(3) == 0 { now - die(72) * 3_600_000 } else { 0 };
            standing.execute(rusqlite::params![
                id, consent, die(50) == 0, if die(30) == 0 { 3 } else { 1 }, 1 + die(8), die(200) == 0, texted,
                die(9), die(400) * 990_000, now - ago, now - ago / 2, country
            ])?;
            if die(10) == 0 {
                wears.execute((1, id))?;
            }
            if die(3) == 0 {
                wears.execute((2, id))?;
            }
        }
        Ok(())
    })
}
