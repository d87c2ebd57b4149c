use std::sync::Arc;

use chrono::TimeDelta;

use super::*;
use crate::clock::{Clock, TurnedClock};
use crate::gateways::{Action, Progress, Refusal};
use crate::testing::http_gateway::{Behaviour, HttpGateway, Status};

const ALICE: &str = "+12025550101";
const BOB: &str = "+12025550102";
const SHOP: &str = "+12025550199";

struct Scene {
    clock: Arc<TurnedClock>,
    server: HttpGateway,
    gateway: Twilio,
}

fn scene() -> Scene {
    let clock = Arc::new(TurnedClock::new("2026-03-02T15:00:00.400Z".parse().unwrap()));
    let server = HttpGateway::start_with(clock.clone());
    let mut config = TwilioConfig::new("AC0123", "secret").at(server.url());
    config.patience.total = Duration::from_millis(1500);
    Scene { clock, gateway: Twilio::new(config).unwrap(), server }
}

fn text(to: &str) -> Outgoing {
    Outgoing {
        to: to.into(),
        from: SHOP.into(),
        body: "Bell & Co: 20% off + free £5 mug, tonight = 8pm 🔔".into(),
        reference: "m1".into(),
        valid_for: Duration::from_secs(1200),
    }
}

impl Scene {
    fn attempt(&self, behaviour: Behaviour) -> Attempt {
        self.server.script([behaviour]);
        self.gateway.send(&text(ALICE))
    }

    fn accepted(&self, to: &str) -> String {
        match self.gateway.send(&text(to)) {
            Attempt::Accepted { gateway_ref } => gateway_ref,
            other => panic!("{other:?}"),
        }
    }

    fn pull(&self, cursor: &str) -> Result<(Vec<String>, String), GatewayFault> {
        let page = self.gateway.pull_inbound(SHOP, cursor)?;
        Ok((page.texts.into_iter().map(|text| text.body).collect(), page.cursor))
    }
}

fn unknown(seen: &'static str) -> Attempt {
    Attempt::Unknown { seen }
}

fn rejected(code: &str, action: Action) -> Attempt {
    Attempt::Rejected(Refusal { code: code.into(), action })
}

fn too_fast(seconds: Option<u64>) -> Attempt {
    Attempt::NotSent { fault: GatewayFault::TooFast, retry_after: seconds.map(Duration::from_secs) }
}

#[test]
fn a_text_arrives_word_for_word_with_its_validity_and_the_account() {
    let Scene { server, gateway, .. } = scene();
    let Attempt::Accepted { gateway_ref } = gateway.send(&text(ALICE)) else { panic!("not accepted") };
    let got = server.texts();
    assert_eq!((&*got[0].to, &*got[0].from, &got[0].body), (ALICE, SHOP, &text(ALICE).body));
    assert_eq!((got[0].validity, &got[0].sid), (Some(1200), &gateway_ref));
    assert_eq!(server.authorization(), "Basic QUMwMTIzOnNlY3JldA==");
}

#[test]
fn the_validity_stays_within_what_twilio_takes() {
    let Scene { server, gateway, .. } = scene();
    for seconds in [0, 4, 5, 36_000, 36_001, u64::MAX] {
        gateway.send(&Outgoing { valid_for: Duration::from_secs(seconds), ..text(ALICE) });
    }
    let validity: Vec<_> = server.texts().into_iter().filter_map(|text| text.validity).collect();
    assert_eq!(validity, [5, 5, 5, 36_000, 36_000, 36_000]);
}

#[test]
fn every_observation_has_its_class() {
    use Action::*;
    use Behaviour::*;
    let scene = scene();
    for (behaviour, verdict) in [
        (DropBeforeReading, unknown("connection_lost")),
        (DropAfterReading, unknown("connection_lost")),
        (LoseAnswer, unknown("connection_lost")),
        (CutAnswer, unknown("body_cut_short")),
        (Garbage, unknown("unexpected_body")),
        (NoId, unknown("no_id")),
        (Html200, unknown("html")),
        (HugeBody, unknown("body_too_long")),
        (SlowDrip, unknown("body_cut_short")),
        (AcceptLate(Duration::from_secs(3)), unknown("timeout")),
        (Redirect, unknown("redirect")),
        (Bare(301), unknown("redirect")),
        (ServerError { taken: true }, unknown("http_500")),
        (ServerError { taken: false }, unknown("http_500")),
        (Html504, unknown("http_504")),
        (Bare(502), unknown("http_5xx")),
        (Bare(408), unknown("http_408")),
        (Refuse(408, 20408), unknown("http_408")),
        (Bare(400), unknown("refusal_not_from_provider")),
        (Bare(401), unknown("refusal_not_from_provider")),
        (Bare(403), unknown("refusal_not_from_provider")),
        (Bare(407), unknown("refusal_not_from_provider")),
        (Refuse(400, 20500), unknown("provider_trouble")),
        (Refuse(400, 21610), rejected("21610", Suppress)),
        (Refuse(400, 21211), rejected("21211", InvalidNumber)),
        (Refuse(400, 21614), rejected("21614", NotMobile)),
        (Refuse(400, 21635), rejected("21635", NotMobile)),
        (Refuse(400, 30006), rejected("30006", NotMobile)),
        (Refuse(400, 21617), rejected("21617", DropMessage)),
        (Refuse(400, 21408), rejected("21408", DropMessage)),
        (Refuse(400, 21612), rejected("21612", DropMessage)),
        (Refuse(400, 29_999), rejected("29999", DropMessage)),
        (Refuse(400, 21606), rejected("21606", HaltSender)),
        (Refuse(401, 20003), rejected("20003", HaltSender)),
        (Refuse(403, 20005), rejected("20005", HaltSender)),
        (Refuse(404, 20404), rejected("20404", HaltSender)),
        (Refuse(429, 63038), rejected("63038", HaltSender)),
        (Refuse(400, 21611), too_fast(None)),
        (TooMany(None), too_fast(None)),
        (TooMany(Some("30")), too_fast(Some(30))),
        (TooMany(Some("-3")), too_fast(Some(1))),
        (TooMany(Some("864000")), too_fast(Some(900))),
        (TooMany(Some("Mon, 02 Mar 2026 15:02:00 GMT")), too_fast(Some(120))),
        (TooMany(Some("soon")), too_fast(None)),
        (Bare(429), too_fast(None)),
    ] {
        assert_eq!(scene.attempt(behaviour.clone()), verdict, "{behaviour:?}");
    }
}

/// The other half of the table: whatever could have reached a phone is never called not sent or rejected.
#[test]
fn no_text_that_was_registered_is_called_unsent() {
    let scene = scene();
    let behaviours = [
        Behaviour::LoseAnswer,
        Behaviour::CutAnswer,
        Behaviour::Garbage,
        Behaviour::NoId,
        Behaviour::Html504,
        Behaviour::ServerError { taken: true },
        Behaviour::HugeBody,
    ];
    for (n, behaviour) in behaviours.into_iter().enumerate() {
        let verdict = scene.attempt(behaviour.clone());
        assert_eq!(scene.server.count(), n + 1, "{behaviour:?}");
        assert!(matches!(verdict, Attempt::Unknown { .. }), "{behaviour:?}: {verdict:?}");
    }
}

#[test]
fn a_provider_that_cannot_be_reached_was_sent_nothing() {
    let gateway = Twilio::new(TwilioConfig::new("AC1", "secret").at("http://127.0.0.1:1")).unwrap();
    let unreachable = Attempt::NotSent { fault: GatewayFault::Unreachable, retry_after: None };
    assert_eq!(gateway.send(&text(ALICE)), unreachable);
    assert_eq!(gateway.pull_inbound(SHOP, "").err(), Some(GatewayFault::Unreachable));
}

#[test]
fn settings_that_cannot_be_right_are_refused_and_never_shown() {
    let new = |sid: &str, token: &str, base: &str| Twilio::new(TwilioConfig::new(sid, token).at(base)).err();
    let here = "http://127.0.0.1:1";
    for sid in ["", "SK0123", "AC01/../x", "AC 1"] {
        assert!(matches!(new(sid, "secret", here), Some(GatewayFault::BadSetting(_))), "{sid}");
    }
    assert!(matches!(new("AC1", "  ", here), Some(GatewayFault::BadSetting(_))));
    assert_eq!(new("AC1", "secret", "http://10.0.0.5"), Some(GatewayFault::UnsafeAddress));
    assert_eq!(new("AC1", "secret\n", here), None);
    let config = TwilioConfig::new("AC0123", "topsecret").at(here);
    let shown = format!("{config:?} {:?}", Twilio::new(config.clone()).unwrap());
    assert!(!shown.contains("AC0123") && !shown.contains("topsecret"), "{shown}");
}

#[test]
fn replies_come_in_over_all_pages_and_the_next_pull_starts_from_the_cursor() {
    let scene = scene();
    let Scene { clock, server, .. } = &scene;
    server.pages_of(2);
    for n in 0..5 {
        server.inbound(ALICE, SHOP, &format!("reply {n}"));
        clock.turn(Duration::from_secs(60));
    }
    server.inbound(BOB, "+12025550198", "to somebody else");
    let (bodies, cursor) = scene.pull("").unwrap();
    assert_eq!(bodies, ["reply 4", "reply 3", "reply 2", "reply 1", "reply 0"]);
    assert_eq!(cursor, "2026-03-02T15:04:00.000Z");
    clock.turn(Duration::from_secs(3 * 24 * 3600));
    server.inbound(BOB, SHOP, "STOP");
    let (bodies, later) = scene.pull(&cursor).unwrap();
    assert!(bodies.contains(&"STOP".to_owned()));
    assert!(later > cursor);
    let (bodies, last) = scene.pull(&later).unwrap();
    assert_eq!((bodies.len(), last), (4, later), "the overlap and the first page before it, no further");
}

#[test]
fn our_own_texts_to_our_own_number_are_no_replies_and_an_empty_inbox_keeps_its_cursor() {
    let scene = scene();
    scene.accepted(SHOP);
    assert_eq!(scene.pull("").unwrap(), (vec![], String::new()));
    let cursor = "2026-03-01T10:00:00.000Z";
    assert_eq!(scene.pull(cursor).unwrap(), (vec![], cursor.to_owned()));
    scene.server.inbound(ALICE, SHOP, "Thanks!");
    assert_eq!(scene.pull("not a cursor").unwrap().0, ["Thanks!"]);
}

#[test]
fn an_absurdly_long_reply_is_cut_between_characters() {
    let scene = scene();
    scene.server.inbound(ALICE, SHOP, &"🔔".repeat(4000));
    scene.server.inbound(BOB, SHOP, &format!("x{}", "🔔".repeat(4000)));
    let lengths: Vec<_> = scene.pull("").unwrap().0.iter().map(String::len).collect();
    assert_eq!(lengths, [9_997, 10_000]);
}

#[test]
fn a_second_page_that_fails_yields_no_cursor() {
    let scene = scene();
    scene.server.pages_of(1);
    scene.server.inbound(ALICE, SHOP, "STOP");
    scene.server.inbound(BOB, SHOP, "Thanks!");
    for (behaviour, fault) in [
        (Behaviour::Html200, GatewayFault::Garbled("html")),
        (Behaviour::CutAnswer, GatewayFault::Garbled("body_cut_short")),
        (Behaviour::HugeBody, GatewayFault::Garbled("body_too_long")),
        (Behaviour::Garbage, GatewayFault::Garbled("unexpected_body")),
        (Behaviour::NoId, GatewayFault::Garbled("unexpected_body")),
        (Behaviour::DropAfterReading, GatewayFault::Unreachable),
        (Behaviour::Refuse(401, 20003), GatewayFault::Unauthorised),
        (Behaviour::TooMany(None), GatewayFault::TooFast),
        (Behaviour::Refuse(400, 20001), GatewayFault::Refused("20001".into())),
        (Behaviour::ServerError { taken: false }, GatewayFault::Garbled("server_error")),
        (Behaviour::Redirect, GatewayFault::Garbled("redirect")),
    ] {
        scene.server.script_reads([Behaviour::Accept, behaviour.clone()]);
        assert_eq!(scene.pull("").err(), Some(fault), "{behaviour:?}");
    }
    assert_eq!(scene.pull("").unwrap().0, ["Thanks!", "STOP"]);
}

#[test]
fn only_our_own_list_is_followed() {
    let scene = scene();
    let own = "/2010-04-01/Accounts/AC0123/Messages.json";
    let follow = |uri: &str| list::follow(&scene.gateway, uri);
    assert_eq!(follow(&format!("{own}?Page=1&PageToken=x")).unwrap().query(), Some("Page=1&PageToken=x"));
    for elsewhere in [
        "https://evil.example/2010-04-01/Accounts/AC0123/Messages.json",
        "//evil.example/2010-04-01/Accounts/AC0123/Messages.json",
        "/2010-04-01/Accounts/AC9999/Messages.json",
        "/2010-04-01/Accounts/AC0123/Messages/SM1.json",
        "/",
    ] {
        assert_eq!(
            follow(elsewhere).err(),
            Some(GatewayFault::Garbled("next_page_elsewhere")),
            "{elsewhere}"
        );
    }
}

#[test]
fn every_status_is_read_one_by_one_and_by_the_list_alike() {
    let scene = scene();
    let failed = |code: &str, action| Progress::Undelivered(Refusal { code: code.into(), action });
    let cases = [
        ("queued", None, Progress::Underway),
        ("scheduled", None, Progress::Underway),
        ("sent", None, Progress::Underway),
        ("pondering", None, Progress::Underway),
        ("delivered", None, Progress::Delivered),
        ("read", None, Progress::Delivered),
        ("undelivered", Some(30003), failed("30003", Action::DropMessage)),
        ("undelivered", Some(30006), failed("30006", Action::NotMobile)),
        ("undelivered", Some(30034), failed("30034", Action::HaltSender)),
        ("failed", Some(21610), failed("21610", Action::Suppress)),
        ("failed", Some(30022), failed("30022", Action::SlowDown)),
        ("canceled", None, failed("canceled", Action::DropMessage)),
    ];
    let sids: Vec<String> = (0..cases.len())
        .map(|n| {
            let to = format!("+1202555{:04}", 110 + n);
            scene.server.status_of(&to, Status { word: cases[n].0, error_code: cases[n].1 });
            scene.accepted(&to)
        })
        .collect();
    let wanted: Vec<_> = cases.iter().map(|(_, _, progress)| progress.clone()).collect();
    let read = |sids: &[String]| {
        let mut receipts = scene.gateway.pull_receipts(sids).unwrap();
        receipts.sort_by(|a, b| a.gateway_ref.cmp(&b.gateway_ref));
        receipts.into_iter().map(|receipt| receipt.progress).collect::<Vec<_>>()
    };
    assert_eq!(read(&sids), wanted, "by the list");
    let halves = [read(&sids[..6]), read(&sids[6..])].concat();
    assert_eq!(halves, wanted, "one by one");
}

#[test]
fn a_receipt_that_twilio_has_forgotten_is_left_out_and_a_refused_login_is_a_fault() {
    let scene = scene();
    let sid = scene.accepted(ALICE);
    let asked = [sid.clone(), "SM404".to_owned(), "../../x".to_owned()];
    let receipts = scene.gateway.pull_receipts(&asked).unwrap();
    assert_eq!(receipts, [Receipt { gateway_ref: sid.clone(), progress: Progress::Delivered }]);
    scene.server.script_reads([Behaviour::Refuse(401, 20003)]);
    assert_eq!(scene.gateway.pull_receipts(&[sid]), Err(GatewayFault::Unauthorised));
}

#[test]
fn a_text_in_doubt_is_found_although_twilio_dates_only_to_the_second() {
    let scene = scene();
    let claimed = scene.clock.now();
    assert_eq!(scene.attempt(Behaviour::LoseAnswer), unknown("connection_lost"));
    scene.accepted(BOB);
    let found = scene.gateway.find_sent(SHOP, ALICE, claimed).unwrap_or_default();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].body, text(ALICE).body);
    assert_eq!(found[0].gateway_ref, scene.server.texts_to(ALICE)[0].sid);
    let after = claimed + TimeDelta::seconds(1);
    assert!(scene.gateway.find_sent(SHOP, ALICE, after).unwrap_or_default().is_empty());
    assert!(scene.gateway.find_sent("+12025550198", ALICE, claimed).unwrap_or_default().is_empty());
}
