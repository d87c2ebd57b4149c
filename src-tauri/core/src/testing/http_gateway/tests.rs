use super::*;
use crate::gateways::twilio::{Twilio, TwilioConfig};
use crate::gateways::{Attempt, Gateway, Outgoing};

const ALICE: &str = "+12025550101";
const SHOP: &str = "+12025550199";

fn text(to: &str, body: &str) -> Outgoing {
    Outgoing {
        to: to.into(),
        from: SHOP.into(),
        body: body.into(),
        reference: "m1".into(),
        valid_for: Duration::from_secs(600),
    }
}

fn twilio(server: &HttpGateway) -> Twilio {
    Twilio::new(TwilioConfig::new("AC0123", "secret").at(server.url())).unwrap()
}

#[test]
fn the_scripted_gateway_names_the_number_that_got_the_same_text_twice() {
    let server = HttpGateway::start();
    let gateway = twilio(&server);
    gateway.send(&text(ALICE, "Back in stock"));
    assert!(server.doubled().is_empty());
    server.script([Behaviour::LoseAnswer]);
    gateway.send(&text(ALICE, "Back in stock"));
    assert_eq!(server.doubled(), [ALICE]);
    assert_eq!(server.texts_to(ALICE).len(), 2);
}

#[test]
fn a_late_text_is_registered_although_the_client_has_given_up() {
    let server = HttpGateway::start();
    server.script([Behaviour::AcceptLate(Duration::from_millis(400))]);
    let mut config = TwilioConfig::new("AC0123", "secret").at(server.url());
    config.patience.total = Duration::from_millis(100);
    let attempt = Twilio::new(config).unwrap().send(&text(ALICE, "Hello"));
    assert_eq!(attempt, Attempt::Unknown { seen: "timeout" });
    assert_eq!(server.count(), 0);
    thread::sleep(Duration::from_millis(600));
    assert_eq!(server.count(), 1);
}

#[test]
fn the_same_seed_mixes_the_same_behaviours() {
    let play = |seed| {
        let server = HttpGateway::start();
        server.mix(
            seed,
            [(3, Behaviour::Accept), (1, Behaviour::LoseAnswer), (1, Behaviour::Refuse(400, 21211))],
        );
        let gateway = twilio(&server);
        (0..40).map(|n| gateway.send(&text(ALICE, &n.to_string()))).collect::<Vec<_>>()
    };
    assert_eq!(play(7), play(7));
    assert_ne!(play(7), play(8));
}

#[test]
fn one_thread_hands_over_a_thousand_texts_and_none_is_missing() {
    let server = HttpGateway::start();
    let gateway = twilio(&server);
    let clock = SystemClock::default();
    for n in 0..1000 {
        let attempt = gateway.send(&text(ALICE, &n.to_string()));
        assert!(matches!(attempt, Attempt::Accepted { .. }));
    }
    eprintln!("{:.0} texts a second", 1000.0 / clock.elapsed().as_secs_f64());
    assert_eq!(server.count(), 1000);
}

#[test]
fn four_clients_at_once_are_served_and_every_text_is_counted() {
    let server = HttpGateway::start();
    let clock = SystemClock::default();
    thread::scope(|scope| {
        for client in 0..4 {
            let (gateway, text) = (twilio(&server), text(&format!("+1202555012{client}"), "Hello"));
            scope.spawn(move || (0..250).for_each(|_| drop(gateway.send(&text))));
        }
    });
    eprintln!("{:.0} requests a second", 1000.0 / clock.elapsed().as_secs_f64());
    assert_eq!(server.count(), 1000);
    assert_eq!(server.doubled().len(), 4);
}
