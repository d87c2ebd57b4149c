//! A running `send`, killed at random moments a thousand times: nobody gets two texts, and none is lost.
//!
//! Many copies of one shop, each before an unreliable provider of its own, are worked off side by side. A copy is
//! killed again and again until its campaign is through; then the clock of its texts in doubt is turned back past
//! the settling time, the provider is asked, and every text must stand in a state that is true.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use counterbell_core::clock::{Clock, SystemClock, Wake};
use counterbell_core::engine::Engine;
use counterbell_core::gateways::accounts;
use counterbell_core::sending::{doubts, reconcile_due};
use counterbell_core::store::StoreError;
use counterbell_core::testing::http_gateway::{Behaviour, HttpGateway};

use crate::people::{approved, awake, move_to};
use crate::shops::{alone, copy_of, is_whole, open};
use crate::terminal::Terminal;

const RECIPIENTS: usize = 120;
/// Shops worked off side by side.
const LANES: usize = 4;
const PER_SECOND: f64 = 60.0;

/// What a run came to.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    shops: usize,
    kills: usize,
    texts: usize,
    in_doubt: usize,
    found: usize,
}

impl std::ops::Add for Tally {
    type Output = Self;

    fn add(self, more: Self) -> Self {
        Self {
            shops: self.shops + more.shops,
            kills: self.kills + more.kills,
            texts: self.texts + more.texts,
            in_doubt: self.in_doubt + more.in_doubt,
            found: self.found + more.found,
        }
    }
}

#[test]
fn a_thousand_kills_of_a_running_send_lose_nothing_and_double_nothing() {
    let tally = survive(1_000, 0);
    assert_eq!(tally.kills, 1_000);
    assert!(tally.in_doubt > 300, "kills must hit texts on their way: {tally:?}");
}

#[test]
#[ignore = "part of make soak: takes about ten times as long"]
fn soak_ten_thousand_kills() {
    // In tens, because people who may be texted now may not be in a quarter of an hour.
    let tally = (0..10).map(|tenth| survive(1_000, 1_000 * tenth)).fold(Tally::default(), std::ops::Add::add);
    eprintln!("{tally:?}");
    assert_eq!(tally.kills, 10_000);
}

/// The negative control: whoever resends without evidence doubles texts, and this test sees it.
#[test]
fn resending_without_evidence_doubles_texts() {
    let numbers = awake(RECIPIENTS);
    let gateway = unreliable(1);
    let terminal = approved(&gateway, &numbers, PER_SECOND);
    kill_again_and_again(&terminal, &gateway, 1, &AtomicUsize::new(20), || resend_blindly(&terminal));
    terminal.json(&["send", "--until-done"]);
    assert!(
        !doubled(&gateway).is_empty(),
        "the protection was taken away, so somebody must have got two texts"
    );
}

/// So many kills over as many shops as that takes. Every shop is looked through.
#[expect(clippy::print_stderr, reason = "the figures are what a long run is for")]
fn survive(kills: usize, first_seed: u64) -> Tally {
    let numbers = awake(RECIPIENTS);
    let first = approved(&HttpGateway::start(), &numbers, PER_SECOND);
    let (left, shop) = (AtomicUsize::new(kills), AtomicU64::new(first_seed));
    let lane = || {
        let mut tally = Tally::default();
        while left.load(Ordering::SeqCst) > 0 {
            tally = tally + one_shop(&first, &numbers, shop.fetch_add(1, Ordering::SeqCst), &left);
        }
        tally
    };
    let tally = thread::scope(|scope| {
        let lanes: Vec<_> = (0..LANES).map(|_| scope.spawn(lane)).collect();
        lanes.into_iter().map(|lane| lane.join().unwrap()).fold(Tally::default(), std::ops::Add::add)
    });
    eprintln!("{tally:?}");
    tally
}

/// One copy of the shop, killed until its campaign is through, and looked through.
fn one_shop(first: &Terminal, numbers: &[String], seed: u64, left: &AtomicUsize) -> Tally {
    let (terminal, gateway) = (copy_of(first), unreliable(seed));
    move_to(&terminal, &gateway);
    let kills = kill_again_and_again(&terminal, &gateway, seed, left, || {});
    let sums = terminal.json(&["send", "--until-done"]);
    assert_eq!(sums["recipients"], numbers.len(), "shop {seed}");
    assert_eq!(sums["waiting_for"], "", "shop {seed}");
    assert_eq!(
        sum(&sums["by_state"]),
        numbers.len(),
        "shop {seed}: every text is in exactly one state: {sums}"
    );
    assert_eq!(doubled(&gateway), Vec::<String>::new(), "shop {seed}: nobody got two texts");
    assert_eq!(terminal.json(&["ledger", "verify"])["intact"], true, "shop {seed}");
    let in_doubt = sums["by_state"]["in_doubt"].as_u64().unwrap_or(0) as usize;
    let found = settle(&terminal, seed);
    every_state_is_true(&terminal, &gateway, numbers, seed);
    Tally { shops: 1, kills, texts: gateway.count(), in_doubt, found }
}

/// A provider that is often slow, garbles, loses answers, drops requests and fails after or before taking a text.
fn unreliable(seed: u64) -> HttpGateway {
    let gateway = HttpGateway::start();
    gateway.mix(
        seed,
        [
            (600, Behaviour::Accept),
            (150, Behaviour::AcceptLate(Duration::from_millis(60))),
            (60, Behaviour::LoseAnswer),
            (50, Behaviour::DropAfterReading),
            (30, Behaviour::DropBeforeReading),
            (20, Behaviour::CutAnswer),
            (20, Behaviour::Garbage),
            (10, Behaviour::NoId),
            (10, Behaviour::Html504),
            (30, Behaviour::ServerError { taken: true }),
            (20, Behaviour::ServerError { taken: false }),
        ],
    );
    gateway
}

/// Kills a running `send` at random moments until nothing is left to send, or to kill. Answers how often.
fn kill_again_and_again(
    terminal: &Terminal,
    gateway: &HttpGateway,
    seed: u64,
    left: &AtomicUsize,
    between: impl Fn(),
) -> usize {
    let (mut dice, mut kills) = (Dice(seed), 0);
    while left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok() {
        if !kill_once(terminal, gateway, &mut dice) {
            left.fetch_add(1, Ordering::SeqCst);
            break;
        }
        kills += 1;
        between();
    }
    kills
}

/// Lets a `send` run for a random while: one in four from its start, the others from when a few texts have gone.
/// Answers whether it was killed; no if it had ended by itself.
fn kill_once(terminal: &Terminal, gateway: &HttpGateway, dice: &mut Dice) -> bool {
    let enough = gateway.requests() + 1 + dice.roll(3);
    let mut send = terminal.start(&["send", "--until-done"]);
    if dice.roll(4) == 0 {
        nap(dice.roll(120));
    } else {
        let patience = SystemClock::default();
        while gateway.requests() < enough && send.try_wait().unwrap().is_none() {
            assert!(patience.elapsed() < Duration::from_secs(60), "it neither sends nor ends");
            nap(1);
        }
        nap(dice.roll(20));
    }
    send.kill().unwrap();
    // A process that ended before the kill says how; one that was killed has no exit code.
    send.wait().unwrap().code().is_none()
}

/// Turns the clock of the texts in doubt back past the settling time and asks for evidence. Answers how many were found.
fn settle(terminal: &Terminal, seed: u64) -> usize {
    let _alone = alone();
    let engine = Engine::new(open(terminal), Arc::new(SystemClock::default()));
    let store = engine.store();
    assert!(is_whole(store), "shop {seed}: the store is whole");
    let earlier = "UPDATE message SET claimed_at = claimed_at - 660000 WHERE state = 'in_doubt'";
    store.write(|tx| Ok::<_, StoreError>(tx.execute(earlier, [])?)).unwrap();
    let sender = store.read(accounts::senders).unwrap()[0].id;
    let mut found = 0;
    while doubts(&engine).unwrap().iter().any(|doubt| doubt.stands == "waiting") {
        found += reconcile_due(&engine, sender).unwrap() as usize;
    }
    found
}

/// Whoever counts as reached was registered once, and whatever is in doubt after all that never.
fn every_state_is_true(terminal: &Terminal, gateway: &HttpGateway, numbers: &[String], seed: u64) {
    let mut registered: BTreeMap<String, usize> = BTreeMap::new();
    gateway.texts().into_iter().for_each(|text| *registered.entry(text.to).or_default() += 1);
    let states = states(terminal);
    assert_eq!(states.len(), numbers.len());
    for (number, state) in &states {
        let times = registered.get(number).copied().unwrap_or(0);
        let explained = match state.as_str() {
            "accepted" | "delivered" => times == 1,
            "in_doubt" => times == 0,
            _ => false,
        };
        assert!(explained, "shop {seed}: a text that is {state} reached the provider {times} times");
    }
}

/// Number and state of every text, read with the shop's own key.
fn states(terminal: &Terminal) -> Vec<(String, String)> {
    let _alone = alone();
    open(terminal)
        .read(|c| {
            let mut select = c.prepare("SELECT recipient, state FROM message")?;
            let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok::<_, StoreError>(rows.collect::<Result<_, _>>()?)
        })
        .unwrap()
}

/// What Counterbell never does.
fn resend_blindly(terminal: &Terminal) {
    let sql = "UPDATE message SET state = 'queued', claimed_at = NULL WHERE state IN ('sending', 'in_doubt')";
    let _alone = alone();
    open(terminal).write(|tx| Ok::<_, StoreError>(tx.execute(sql, [])?)).unwrap();
}

/// Numbers that got more than one text of any kind.
fn doubled(gateway: &HttpGateway) -> Vec<String> {
    let mut seen = BTreeSet::new();
    gateway.texts().into_iter().map(|text| text.to).filter(|to| !seen.insert(to.clone())).collect()
}

fn sum(by_state: &serde_json::Value) -> usize {
    by_state.as_object().unwrap().values().map(|count| count.as_u64().unwrap() as usize).sum()
}

pub(crate) fn nap(millis: usize) {
    SystemClock::default().wait(Duration::from_millis(millis as u64), &Wake::default());
}

/// A short sequence that every seed repeats.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}
