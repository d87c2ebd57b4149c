//! A sender's card: what its owner states, what follows, and what cannot be.

use serde_json::Value;

use crate::terminal::Terminal;

fn with_sender() -> Terminal {
    let terminal = Terminal::made(&["--practice"]);
    terminal.json(&["gateway", "add", "practice"]);
    terminal
}

#[test]
fn a_registration_is_stated_and_the_card_says_what_it_allows() {
    let terminal = with_sender();
    let card = terminal.json(&[
        "gateway",
        "register",
        "1",
        "--kind",
        "ten_dlc",
        "--status",
        "approved",
        "--use-case",
        "mixed",
        "--score",
        "60",
        "--brand",
        "Maple & Pine",
    ]);
    insta::assert_json_snapshot!("gateway_register", card);
    assert_eq!(terminal.json(&["gateway", "show", "1"]), card);
    assert_eq!(terminal.json(&["gateway", "list"])["senders"][0]["registration"], "registered");
    terminal.json(&["gateway", "register", "1", "--kind", "toll_free", "--status", "pending"]);
    assert_eq!(terminal.json(&["gateway", "list"])["senders"][0]["registration"], "missing");
}

#[test]
fn a_new_number_warms_up_until_its_owner_says_that_it_is_established() {
    let terminal = with_sender();
    let level = |card: &Value| card["warm_up"]["level"].clone();
    let new = terminal.json(&["gateway", "pace", "1", "--new-number", "--account-daily", "20000"]);
    assert_eq!((level(&new), &new["warm_up"]["allowed"]), (1.into(), &100.into()));
    let kept = terminal.json(&["gateway", "pace", "1", "--account-daily", "0"]);
    assert_eq!((level(&kept), &kept["account_daily"]), (1.into(), &Value::Null), "what is not named stays");
    assert_eq!(kept["warm_up"]["since"], new["warm_up"]["since"]);
    let established = terminal.json(&["gateway", "pace", "1", "--established"]);
    assert_eq!(established["warm_up"], Value::Null);
}

#[test]
fn what_cannot_be_is_refused_with_its_code() {
    let terminal = with_sender();
    let register = |more: &[&str]| {
        terminal.problem(&[&["gateway", "register", "1", "--kind", "ten_dlc"], more].concat())
    };
    assert_eq!(register(&["--score", "101"]), "brand_score_invalid");
    assert_eq!(register(&["--class", "Z"]), "carrier_class_unknown");
    assert_eq!(terminal.problem(&["gateway", "show", "9"]), "sender_unknown");
    assert_eq!(terminal.problem(&["gateway", "register", "9", "--kind", "unknown"]), "sender_unknown");
}

#[test]
fn a_campaigns_health_names_every_measure_with_its_limits() {
    let terminal = with_sender();
    let campaign = r#"{"name": "Thanks", "why_now": "Their order arrived yesterday and the guide answers questions",
        "body": "Maple & Pine: thank you! Reply STOP to opt out", "segment": {"all": []}}"#;
    let file = terminal.file("campaign.json", campaign);
    let id = terminal.json(&["campaign", "create", &file])["id"].to_string();
    let health = terminal.json(&["campaign", "health", &id]);
    insta::assert_json_snapshot!("campaign_health", health);
    assert_eq!(terminal.problem(&["campaign", "health", "99"]), "campaign_not_found");
}
