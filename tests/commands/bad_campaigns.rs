//! Rules, campaign files and gateways that cannot be: each has its code, and nothing is saved.

use serde_json::{Value, json};

use crate::terminal::Terminal;

fn shop() -> Terminal {
    let terminal = Terminal::made(&["--practice"]);
    let file = terminal.file("customers.csv", "Name,Phone\nAlice,+12125550101\n");
    terminal.json(&["import", &file, "--consent-source", "checkout", "--consent-date", "2026-01-05"]);
    terminal.json(&["gateway", "add", "practice"]);
    terminal
}

fn reach(terminal: &Terminal, segment: &str) -> String {
    let file = terminal.file("segment.json", segment);
    terminal.problem(&["reach", "--segment", &file])
}

/// A whole campaign file with one thing changed; `null` takes it out.
fn create(terminal: &Terminal, key: &str, value: Value) -> String {
    let mut campaign = json!({
        "name": "Coats", "why_now": "They asked", "body": "Maple & Pine: hi. Reply STOP to opt out",
        "segment": {"all": []},
    });
    campaign[key] = value;
    let file = terminal.file("campaign.json", campaign.to_string());
    let code = terminal.problem(&["campaign", "create", &file]);
    assert_eq!(terminal.json(&["campaign", "list"])["campaigns"], json!([]), "{code} must save nothing");
    code
}

#[test]
fn a_rule_that_means_nothing_selects_nobody() {
    let terminal = shop();
    let rule = |condition: &str| format!(r#"{{"name": "N", "rule": {{"all": [{condition}]}}}}"#);
    let unknown_field = rule(r#"{"field": "shoe_size", "op": "is", "value": 9}"#);
    assert_eq!(reach(&terminal, &unknown_field), "rule_field_unknown");
    let wrong_type = rule(r#"{"field": "orders", "op": "at_least", "value": "many"}"#);
    assert_eq!(reach(&terminal, &wrong_type), "rule_value_wrong");
    let wrong_op = rule(r#"{"field": "orders", "op": "contains", "value": 1}"#);
    assert_eq!(reach(&terminal, &wrong_op), "rule_op_not_for_field");
    assert_eq!(reach(&terminal, r#"{"name": "N", "rule": "#), "segment_not_json");
    assert_eq!(reach(&terminal, r#"{"rule": {"all": []}}"#), "segment_name_missing");
    assert_eq!(reach(&terminal, r#"{"name": "N", "rule": {"all": [], "any": []}}"#), "rule_both_all_and_any");
    assert_eq!(terminal.problem(&["reach", "--segment", "nowhere.json"]), "file_missing");
    assert_eq!(terminal.problem(&["reach", "--segment", "Nobody's segment"]), "segment_not_found");
}

#[test]
fn a_campaign_file_with_a_slip_is_not_saved() {
    let terminal = shop();
    assert_eq!(create(&terminal, "body", json!("Hi {{first_name")), "body_field_unclosed");
    assert_eq!(create(&terminal, "body", json!("Hi {{shoe_size}}")), "body_field_unknown");
    assert_eq!(create(&terminal, "body", json!("Hi {first_name}")), "body_field_single_braces");
    assert_eq!(create(&terminal, "body", json!("")), "body_empty");
    assert_eq!(create(&terminal, "body", Value::Null), "campaign_key_missing");
    assert_eq!(create(&terminal, "colour", json!("red")), "campaign_key_unknown");
    assert_eq!(create(&terminal, "purpose", json!("spam")), "campaign_value_wrong");
    assert_eq!(create(&terminal, "per_second", json!("fast")), "campaign_value_wrong");
    assert_eq!(create(&terminal, "per_second", json!(0)), "pace_invalid");
    assert_eq!(create(&terminal, "name", json!(" ")), "campaign_no_name");
    assert_eq!(create(&terminal, "segment", json!("nowhere.json")), "file_missing");
    assert_eq!(create(&terminal, "segment", json!({"all": [{"field": "shoe_size"}]})), "rule_field_unknown");
    assert_eq!(create(&terminal, "sender", json!("+12125550177")), "sender_unknown");
    let broken = terminal.file("broken.json", r#"{"name": "#);
    assert_eq!(terminal.problem(&["campaign", "create", &broken]), "campaign_not_json");
    let list = terminal.file("list.json", "[]");
    assert_eq!(terminal.problem(&["campaign", "create", &list]), "campaign_not_object");
    let bytes = terminal.file("bytes.json", [0xff, 0xfe, 0x00]);
    assert_eq!(terminal.problem(&["campaign", "create", &bytes]), "file_not_text");
}

#[test]
fn a_key_that_means_nothing_is_named() {
    let terminal = shop();
    let file = terminal.file("campaign.json", r#"{"colour": 1, "nmae": "Coats"}"#);
    let said = terminal.run(&["campaign", "create", &file]);
    assert!(said.err.contains("colour") && said.err.contains("nmae"), "{said:?}");
}

#[test]
fn a_campaign_that_is_not_there_is_not_found() {
    let terminal = shop();
    for deed in ["check", "approve", "pause", "resume", "stop", "report"] {
        assert_eq!(terminal.problem(&["campaign", deed, "77"]), "campaign_not_found", "{deed}");
    }
}

#[test]
fn a_campaign_that_checks_block_is_not_approved() {
    let terminal = shop();
    let file =
        terminal.file("campaign.json", r#"{"name": "Coats", "body": "Hello", "segment": {"all": []}}"#);
    let id = terminal.json(&["campaign", "create", &file])["id"].to_string();
    let checked = terminal.run(&["--json", "campaign", "check", &id]);
    assert_eq!(checked.code, 1, "a check that blocks is an answer, but not a good one");
    assert!(checked.json()["blocks"].as_u64().unwrap() >= 2, "{checked:?}");
    assert_eq!(terminal.problem(&["campaign", "approve", &id]), "checks_block");
    assert_eq!(terminal.json(&["campaign", "report", &id])["recipients"], 0);
}

#[test]
fn a_campaign_without_a_sender_says_how_to_get_one() {
    let terminal = Terminal::with_shop();
    let file =
        terminal.file("campaign.json", r#"{"name": "Coats", "body": "Hello", "segment": {"all": []}}"#);
    assert_eq!(terminal.problem(&["campaign", "create", &file]), "campaign_no_sender");
}

#[test]
fn a_gateway_at_an_unsafe_address_or_with_bad_settings_is_not_saved() {
    let terminal = Terminal::with_shop();
    let token = terminal.file("token", "secret");
    let blank = terminal.file("blank", "");
    let add = |token: &str, url: &str, sid: &str, from: &str| {
        let account = ["gateway", "add", "twilio", "--account-sid", sid, "--auth-token-file", token];
        terminal.problem(&[account.as_slice(), &["--from", from, "--base-url", url]].concat())
    };
    let (url, from) = ("https://sms.example.com", "+12025550199");
    for unsafe_url in
        ["http://sms.example.com", "http://10.0.0.5", "ftp://127.0.0.1", "https://a:b@sms.example.com"]
    {
        assert_eq!(add(&token, unsafe_url, "AC0123", from), "gateway_unsafe_address", "{unsafe_url}");
    }
    assert_eq!(add(&token, url, "0123", from), "gateway_bad_setting");
    assert_eq!(add(&blank, url, "AC0123", from), "gateway_bad_setting");
    assert_eq!(add(&token, url, "AC0123", "nobody"), "gateway_bad_setting");
    assert_eq!(add("nowhere", url, "AC0123", from), "file_missing");
    assert_eq!(terminal.json(&["gateway", "list"])["senders"], json!([]));
}
