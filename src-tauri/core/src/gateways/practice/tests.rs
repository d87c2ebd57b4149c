use std::collections::HashSet;
use std::sync::Mutex;

use super::*;
use crate::clock::TurnedClock;

const ALICE: &str = "+12025550101";
const SHOP: &str = "+12025550199";

/// A store that keeps what it is told.
#[derive(Default)]
struct Kept(Mutex<Vec<SentText>>);

impl SentTexts for Kept {
    fn sent_since(&self, _from: &str, since: Timestamp) -> Result<Vec<SentText>, GatewayFault> {
        Ok(self.0.lock().unwrap().iter().filter(|text| text.at >= since).cloned().collect())
    }
}

struct Locked;

impl SentTexts for Locked {
    fn sent_since(&self, _from: &str, _since: Timestamp) -> Result<Vec<SentText>, GatewayFault> {
        Err(GatewayFault::Garbled("store"))
    }
}

struct Scene {
    clock: Arc<TurnedClock>,
    kept: Arc<Kept>,
    carrier: Practice,
}

fn scene(config: PracticeConfig) -> Scene {
    let clock = Arc::new(TurnedClock::new("2026-03-02T15:00:00Z".parse().unwrap()));
    let kept = Arc::new(Kept::default());
    Scene { carrier: Practice::new(config, clock.clone(), kept.clone()), clock, kept }
}

fn text(to: &str, reference: usize) -> Outgoing {
    Outgoing {
        to: to.into(),
        from: SHOP.into(),
        body: "Back in stock".into(),
        reference: reference.to_string(),
        valid_for: Duration::from_secs(600),
    }
}

impl Scene {
    fn send(&self, reference: usize) -> String {
        let text = text(ALICE, reference);
        let Attempt::Accepted { gateway_ref } = self.carrier.send(&text) else { panic!("not accepted") };
        let sent =
            SentText { gateway_ref: gateway_ref.clone(), to: text.to, body: text.body, at: self.clock.now() };
        self.kept.0.lock().unwrap().push(sent);
        gateway_ref
    }

    fn send_many(&self, count: usize) -> Vec<String> {
        (0..count).map(|n| self.send(n)).collect()
    }

    fn replies(&self, cursor: &str) -> Vec<(String, String)> {
        let page = self.carrier.pull_inbound(SHOP, cursor).unwrap_or_else(|_| panic!("the pull failed"));
        page.texts.into_iter().map(|text| (text.gateway_ref, text.body)).collect()
    }
}

const HOUR: Duration = Duration::from_secs(3600);

#[test]
fn the_same_seed_tells_the_same_story_in_another_process_and_another_seed_another() {
    let play = |seed| {
        let scene = scene(PracticeConfig { seed, ..PracticeConfig::default() });
        let refs = scene.send_many(500);
        scene.clock.turn(HOUR);
        (scene.carrier.pull_receipts(&refs).unwrap(), scene.replies(""))
    };
    assert_eq!(play(7), play(7));
    assert_ne!(play(7), play(8));
}

#[test]
fn a_text_is_under_way_until_its_time_has_come_and_its_end_never_changes() {
    let scene = scene(PracticeConfig::default());
    let refs = scene.send_many(200);
    let under_way = |scene: &Scene| {
        let receipts = scene.carrier.pull_receipts(&refs).unwrap();
        receipts.iter().filter(|receipt| receipt.progress == Progress::Underway).count()
    };
    assert_eq!(under_way(&scene), 200);
    scene.clock.turn(Duration::from_secs(10));
    assert!((1..200).contains(&under_way(&scene)));
    scene.clock.turn(Duration::from_secs(10));
    assert_eq!(under_way(&scene), 0);
    let ends = scene.carrier.pull_receipts(&refs).unwrap();
    scene.clock.turn(HOUR * 1000);
    assert_eq!(scene.carrier.pull_receipts(&refs).unwrap(), ends);
}

#[test]
fn about_three_texts_in_a_hundred_fail_and_about_five_are_answered() {
    let scene = scene(PracticeConfig::default());
    let refs = scene.send_many(10_000);
    scene.clock.turn(HOUR);
    let receipts = scene.carrier.pull_receipts(&refs).unwrap();
    let codes: Vec<_> = receipts
        .into_iter()
        .filter_map(|receipt| match receipt.progress {
            Progress::Undelivered(refusal) => Some(refusal.code),
            _ => None,
        })
        .collect();
    assert!((200..400).contains(&codes.len()), "{}", codes.len());
    assert_eq!(codes.iter().collect::<HashSet<_>>().len(), 4);
    let replies = scene.replies("");
    assert!((430..650).contains(&replies.len()), "{}", replies.len());
    let stops = replies.iter().filter(|(_, body)| body.to_lowercase().starts_with("stop")).count();
    assert!((50..150).contains(&stops), "{stops}");
}

#[test]
fn pulling_often_finds_every_reply_that_pulling_once_finds() {
    let scene = scene(PracticeConfig { reply_rate: 0.5, ..PracticeConfig::default() });
    scene.send_many(300);
    let (mut cursor, mut often) = (String::new(), HashSet::new());
    for _ in 0..30 {
        scene.clock.turn(Duration::from_secs(60));
        let Ok(page) = scene.carrier.pull_inbound(SHOP, &cursor) else { panic!("the pull failed") };
        often.extend(page.texts.into_iter().map(|text| text.gateway_ref));
        cursor = page.cursor;
    }
    let once: HashSet<_> = scene.replies("").into_iter().map(|(gateway_ref, _)| gateway_ref).collect();
    assert!(once.len() > 100);
    assert_eq!(often, once);
}

#[test]
fn nobody_answers_a_text_that_never_arrived() {
    let scene = scene(PracticeConfig { failure_rate: 1.0, stop_rate: 1.0, ..PracticeConfig::default() });
    scene.send_many(50);
    scene.clock.turn(HOUR);
    assert!(scene.replies("").is_empty());
}

#[test]
fn everybody_says_stop_in_some_spelling_when_asked_to() {
    let scene = scene(PracticeConfig { failure_rate: 0.0, stop_rate: 1.0, ..PracticeConfig::default() });
    scene.send_many(50);
    scene.clock.turn(HOUR);
    let replies = scene.replies("");
    assert_eq!(replies.len(), 50);
    assert!(replies.iter().map(|(_, body)| body).collect::<HashSet<_>>().len() > 4);
}

#[test]
fn a_store_that_cannot_be_read_fails_the_pull_instead_of_passing_over_a_stop() {
    let clock = Arc::new(TurnedClock::new("2026-03-02T15:00:00Z".parse().unwrap()));
    let carrier = Practice::new(PracticeConfig::default(), clock, Arc::new(Locked));
    assert_eq!(carrier.pull_inbound(SHOP, "").err(), Some(GatewayFault::Garbled("store")));
}

#[test]
fn what_no_carrier_takes_is_refused_at_once_and_an_unknown_id_has_no_receipt() {
    let scene = scene(PracticeConfig::default());
    let landline = Outgoing { to: "555".into(), ..text(ALICE, 1) };
    let refused = |code: &str, action| Attempt::Rejected(Refusal { code: code.into(), action });
    assert_eq!(scene.carrier.send(&landline), refused("21211", Action::InvalidNumber));
    let long = Outgoing { body: "x".repeat(1601), ..text(ALICE, 1) };
    assert_eq!(scene.carrier.send(&long), refused("21617", Action::DropMessage));
    let strangers = ["SM1".to_owned(), "practice-x-0".to_owned(), "practice-9".to_owned()];
    assert_eq!(scene.carrier.pull_receipts(&strangers).unwrap(), []);
}

#[test]
fn a_sent_text_is_found_by_number_and_time_and_carries_neither_number_nor_text_in_its_id() {
    let scene = scene(PracticeConfig::default());
    let gateway_ref = scene.send(1);
    assert!(!gateway_ref.contains("5550101"));
    let now = scene.clock.now();
    let found = scene.carrier.find_sent(SHOP, ALICE, now).unwrap_or_default();
    assert_eq!(found.iter().map(|text| &*text.gateway_ref).collect::<Vec<_>>(), [&*gateway_ref]);
    assert!(scene.carrier.find_sent(SHOP, "+12025550102", now).unwrap_or_default().is_empty());
    let later = now + TimeDelta::seconds(1);
    assert!(scene.carrier.find_sent(SHOP, ALICE, later).unwrap_or_default().is_empty());
}

#[test]
fn latency_passes_on_the_clock_that_was_given() {
    let scene = scene(PracticeConfig { latency: Duration::from_millis(80), ..PracticeConfig::default() });
    scene.send_many(10);
    assert_eq!(scene.clock.elapsed(), Duration::from_millis(800));
}
