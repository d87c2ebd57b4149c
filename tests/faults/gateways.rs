//! Providers that do not keep to the rules, seen from the terminal: one story each.

use counterbell_core::testing::http_gateway::{Behaviour, HttpGateway};
use serde_json::Value;

use crate::people::{SHOP, approved, awake};
use crate::terminal::{Terminal, problem_of};

/// Three people with an approved campaign, and the provider in front of it.
fn shop() -> (HttpGateway, Terminal) {
    let gateway = HttpGateway::start();
    let terminal = approved(&gateway, &awake(3), 100.0);
    (gateway, terminal)
}

/// What has become of all texts.
fn states(terminal: &Terminal) -> Value {
    terminal.json(&["campaign", "report", "1"])["by_state"].clone()
}

fn states_of(json: &str) -> Value {
    serde_json::from_str(json).unwrap()
}

#[test]
fn a_web_page_instead_of_an_answer_leaves_one_text_in_doubt_and_nobody_is_texted_twice() {
    let (gateway, terminal) = shop();
    gateway.script([Behaviour::Html504]);
    terminal.json(&["send"]);
    terminal.json(&["send"]);
    assert_eq!(states(&terminal), states_of(r#"{"delivered": 2, "in_doubt": 1}"#));
    assert_eq!((gateway.count(), gateway.doubled().len()), (3, 0));
}

#[test]
fn a_web_page_instead_of_the_inbox_is_said_and_nothing_goes_until_it_can_be_read() {
    let (gateway, terminal) = shop();
    gateway.script_reads([Behaviour::Html200]);
    assert_eq!(terminal.problem(&["pull"]), "gateway_garbled");
    gateway.script_reads([Behaviour::Html200]);
    let sums = terminal.json(&["send"]);
    assert_eq!(sums["by_state"], states_of(r#"{"queued": 3}"#));
    assert!(sums["waiting_for"].as_str().unwrap().contains("inbox"), "{sums}");
    assert_eq!(gateway.requests(), 0);
    terminal.json(&["send"]);
    assert_eq!(gateway.count(), 3);
}

#[test]
fn a_connection_that_closes_without_a_word_leaves_the_text_in_doubt() {
    let (gateway, terminal) = shop();
    gateway.script([Behaviour::DropAfterReading, Behaviour::LoseAnswer]);
    terminal.json(&["send"]);
    assert_eq!(states(&terminal), states_of(r#"{"delivered": 1, "in_doubt": 2}"#));
    terminal.json(&["send"]);
    assert_eq!(gateway.doubled(), Vec::<String>::new(), "what may have gone is not sent again");
}

#[test]
fn texts_in_doubt_are_listed_and_end_as_their_owner_says() {
    let (gateway, terminal) = shop();
    gateway.script([Behaviour::LoseAnswer, Behaviour::DropAfterReading]);
    terminal.json(&["send"]);
    let listed = terminal.json(&["doubts", "list"]);
    let doubts = listed["doubts"].as_array().unwrap();
    assert_eq!(doubts.len(), 2);
    assert_eq!((&doubts[0]["stands"], &doubts[0]["seen"]), (&"waiting".into(), &"connection_lost".into()));
    let id = |n: usize| doubts[n]["id"].to_string();
    assert_eq!(terminal.problem(&["doubts", "resolve", &id(0), "resend"]), "doubt_not_settled");
    assert_eq!(terminal.json(&["doubts", "resolve", &id(0), "accepted"])["in_doubt"], 1);
    assert_eq!(terminal.json(&["doubts", "resolve", &id(1), "abandoned"])["in_doubt"], 0);
    assert_eq!(terminal.problem(&["doubts", "resolve", &id(1), "accepted"]), "doubt_not_found");
    terminal.json(&["send"]);
    assert_eq!(states(&terminal), states_of(r#"{"accepted": 1, "cancelled": 1, "delivered": 1}"#));
    assert_eq!((gateway.requests(), gateway.doubled().len()), (3, 0));
}

#[test]
fn a_provider_that_is_not_there_keeps_every_text_queued() {
    let (gateway, terminal) = shop();
    drop(gateway);
    let sums = terminal.json(&["send"]);
    assert_eq!(sums["by_state"], states_of(r#"{"queued": 3}"#));
    assert_ne!(sums["waiting_for"], "");
    assert_eq!(terminal.problem(&["pull"]), "gateway_unreachable");
}

#[test]
fn refused_credentials_end_the_sending_with_a_clear_problem_and_lose_nothing() {
    let (gateway, terminal) = shop();
    gateway.mix(1, [(1, Behaviour::Refuse(401, 20003))]);
    let said = terminal.run(&["--json", "send", "--until-done"]);
    assert_eq!(problem_of(&said), "gateway_unauthorised");
    assert_eq!((gateway.count(), states(&terminal)), (0, states_of(r#"{"queued": 3}"#)));

    gateway.mix(1, [(1, Behaviour::Accept)]);
    let token = terminal.file("token", "better-secret");
    let account = ["gateway", "add", "twilio", "--account-sid", "AC0123", "--auth-token-file", &token];
    terminal.json(&[account.as_slice(), &["--from", SHOP, "--base-url", &gateway.url()]].concat());
    let paused = terminal.json(&["send"]);
    assert_eq!((&paused["waiting_for"], gateway.count()), (&"A campaign is paused.".into(), 0));
    terminal.json(&["campaign", "resume", "1"]);
    terminal.json(&["send", "--until-done"]);
    assert_eq!((gateway.count(), gateway.doubled().len()), (3, 0));
}

#[test]
fn credentials_refused_while_the_inbox_is_read_end_the_sending_before_the_first_text() {
    let (gateway, terminal) = shop();
    gateway.script_reads([Behaviour::Refuse(401, 20003), Behaviour::Refuse(401, 20003)]);
    assert_eq!(problem_of(&terminal.run(&["--json", "send", "--until-done"])), "gateway_unauthorised");
    assert_eq!(gateway.requests(), 0);
}

#[test]
fn a_provider_that_asks_to_slow_down_is_obeyed_and_everybody_gets_one_text() {
    let (gateway, terminal) = shop();
    gateway.script([Behaviour::TooMany(Some("1")), Behaviour::TooMany(Some("1"))]);
    terminal.json(&["send", "--until-done"]);
    assert_eq!(states(&terminal), states_of(r#"{"delivered": 3}"#));
    assert_eq!((gateway.requests(), gateway.count(), gateway.doubled().len()), (5, 3, 0));
}

#[test]
fn an_error_500_is_never_taken_for_a_promise_that_nothing_was_sent() {
    let (gateway, terminal) = shop();
    gateway.script([Behaviour::ServerError { taken: true }, Behaviour::ServerError { taken: false }]);
    terminal.json(&["send"]);
    terminal.json(&["send"]);
    assert_eq!(states(&terminal), states_of(r#"{"delivered": 1, "in_doubt": 2}"#));
    assert_eq!((gateway.count(), gateway.doubled().len()), (2, 0));
}

#[test]
fn a_turned_clock_never_reaches_real_people() {
    let (gateway, terminal) = shop();
    let noon = ["--clock", "2026-03-02T18:00:00Z"];
    for command in [&["send"][..], &["pull"], &["campaign", "check", "1"]] {
        assert_eq!(terminal.problem(&[noon.as_slice(), command].concat()), "clock_turned");
    }
    assert_eq!(gateway.requests(), 0);
}
