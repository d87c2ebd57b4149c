//! Twenty SIGKILLs of a running `send` lose nothing and double nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use counterbell_core::clock::{Clock, SystemClock, Wake};
use counterbell_core::store::{KeySource, Store, StoreError};
use counterbell_core::testing::http_gateway::{Behaviour, HttpGateway};

use crate::people::{approved, awake};
use crate::terminal::Terminal;

const RECIPIENTS: usize = 200;
const KILLS: usize = 20;
const SEED: u64 = 2026;

#[test]
fn twenty_kills_of_a_running_send_lose_nothing_and_double_nothing() {
    let gateway = unreliable();
    let numbers = awake(RECIPIENTS);
    let terminal = approved(&gateway, &numbers, 15.0);
    kill_again_and_again(&terminal, &gateway, KILLS, || {});
    let sums = terminal.json(&["send", "--until-done"]);

    assert_eq!(sums["recipients"], RECIPIENTS);
    assert_eq!(sums["waiting_for"], "");
    assert_eq!(sum(&sums["by_state"]), RECIPIENTS, "every text is in exactly one state: {sums}");
    let states: BTreeSet<&str> = sums["by_state"].as_object().unwrap().keys().map(String::as_str).collect();
    assert!(
        states.is_subset(&BTreeSet::from(["accepted", "delivered", "in_doubt"])),
        "every text was tried: {sums}"
    );
    assert_eq!(doubled(&gateway), Vec::<String>::new(), "nobody got two texts");
    not_one_text_is_lost(&terminal, &gateway, &numbers);
    assert_eq!(terminal.json(&["ledger", "verify"])["intact"], true);
}

/// The negative control: whoever resends without evidence doubles texts, and this test sees it.
#[test]
fn resending_without_evidence_doubles_texts() {
    let gateway = unreliable();
    let terminal = approved(&gateway, &awake(RECIPIENTS), 15.0);
    kill_again_and_again(&terminal, &gateway, KILLS, || resend_blindly(&terminal));
    terminal.json(&["send", "--until-done"]);
    assert!(
        !doubled(&gateway).is_empty(),
        "the protection was taken away, so somebody must have got two texts"
    );
}

/// A provider that is often slow, loses answers, drops requests and fails after or before taking a text.
fn unreliable() -> HttpGateway {
    let gateway = HttpGateway::start();
    gateway.mix(
        SEED,
        [
            (60, Behaviour::Accept),
            (15, Behaviour::AcceptLate(Duration::from_millis(60))),
            (8, Behaviour::LoseAnswer),
            (7, Behaviour::DropAfterReading),
            (5, Behaviour::ServerError { taken: true }),
            (5, Behaviour::ServerError { taken: false }),
        ],
    );
    gateway
}

/// Kills a running `send` after a few more texts, some milliseconds into whatever it is doing then.
fn kill_again_and_again(terminal: &Terminal, gateway: &HttpGateway, kills: usize, between: impl Fn()) {
    let mut dice = Dice(SEED);
    for _ in 0..kills {
        let mut send = terminal.start(&["send", "--until-done"]);
        let enough = gateway.requests() + 1 + dice.roll(8);
        let patience = SystemClock::default();
        while gateway.requests() < enough && patience.elapsed() < Duration::from_secs(20) {
            assert!(send.try_wait().unwrap().is_none(), "it must still be running to be killed");
            nap(1);
        }
        nap(dice.roll(60) as u64);
        assert!(send.try_wait().unwrap().is_none(), "it must still be running to be killed");
        send.kill().unwrap();
        send.wait().unwrap();
        between();
    }
}

/// Every number is either in doubt or was registered exactly once, and what counts as accepted was.
fn not_one_text_is_lost(terminal: &Terminal, gateway: &HttpGateway, numbers: &[String]) {
    let registered: BTreeMap<String, usize> =
        gateway.texts().into_iter().fold(BTreeMap::new(), |mut times, text| {
            *times.entry(text.to).or_default() += 1;
            times
        });
    let states = states(terminal);
    assert_eq!(states.len(), numbers.len());
    for (number, state) in &states {
        let times = registered.get(number).copied().unwrap_or(0);
        match state.as_str() {
            "in_doubt" => assert!(times <= 1),
            state => assert_eq!(times, 1, "a text that is {state} reached the provider once"),
        }
    }
    assert!(registered.len() > numbers.len() / 2, "most texts arrived");
}

/// Number and state of every text, read with the shop's own key.
fn states(terminal: &Terminal) -> Vec<(String, String)> {
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
    open(terminal).write(|tx| Ok::<_, StoreError>(tx.execute(sql, [])?)).unwrap();
}

fn open(terminal: &Terminal) -> Store {
    Store::open(&terminal.home(), &KeySource::File(terminal.key_file()), SystemClock::default().now())
        .unwrap()
}

/// Numbers that got more than one text of any kind.
fn doubled(gateway: &HttpGateway) -> Vec<String> {
    let mut seen = BTreeSet::new();
    gateway.texts().into_iter().map(|text| text.to).filter(|to| !seen.insert(to.clone())).collect()
}

fn sum(by_state: &serde_json::Value) -> usize {
    by_state.as_object().unwrap().values().map(|count| count.as_u64().unwrap() as usize).sum()
}

fn nap(millis: u64) {
    SystemClock::default().wait(Duration::from_millis(millis), &Wake::default());
}

/// A short sequence that every seed repeats.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}
