//! The owner's own caps and wordings, the shop's settings and the compliance tables from a terminal.

use serde_json::json;

use crate::terminal::Terminal;

#[test]
fn caps_are_set_by_segment_listed_and_removed() {
    let terminal = Terminal::with_shop();
    assert_eq!(terminal.json(&["caps", "list"])["caps"], json!([]));
    terminal.json(&["caps", "set", "8"]);
    let set = terminal.json(&["caps", "set", "4", "--days", "30", "--segment", "Everyone with consent"]);
    let caps = set["caps"].as_array().unwrap();
    assert_eq!((caps.len(), &caps[0]["segment_name"], &caps[1]["texts"]), (2, &json!(""), &json!(4)));
    let id = caps[1]["id"].to_string();
    assert_eq!(terminal.json(&["caps", "remove", &id])["caps"].as_array().unwrap().len(), 1);
    assert_eq!(terminal.problem(&["caps", "remove", &id]), "cap_not_found");
    assert_eq!(terminal.problem(&["caps", "set", "101"]), "cap_invalid");
    assert_eq!(terminal.problem(&["caps", "set", "1", "--segment", "Nobody knows it"]), "segment_not_found");
}

#[test]
fn the_rules_are_shown_with_source_and_grade_narrowed_to_a_place_and_a_word() {
    let terminal = Terminal::new();
    let all = terminal.json(&["rules", "list"]);
    assert_eq!((all["tables"].as_array().unwrap().len(), &all["version"]), (12, &json!("2026-11")));
    let texas =
        terminal.json(&["rules", "list", "--table", "quiet_hours", "--place", "US-TX", "--search", "sb 140"]);
    let row = &texas["tables"][0]["rows"][0];
    assert_eq!((&row["place"], &row["grade"]), (&json!("US-TX"), &json!("secondary")));
    let french = terminal.run(&["rules", "list", "--table", "holidays", "--place", "FR"]).out;
    assert!(french.contains("L3133-1"), "{french}");
}

#[test]
fn the_shops_settings_are_shown_and_changed_one_by_one() {
    let terminal = Terminal::with_shop();
    let changed = terminal.json(&[
        "shop",
        "change",
        "--website",
        "https://www.Maple.example/",
        "--frequency-hours",
        "48",
    ]);
    assert_eq!((&changed["website"], &changed["frequency_hours"]), (&json!("maple.example"), &json!(48)));
    assert_eq!(terminal.json(&["shop", "show"])["brand"], "Maple & Pine", "the rest stays");
    assert_eq!(terminal.problem(&["shop", "change", "--website", "maple"]), "shop_website_invalid");
}

#[test]
fn wordings_are_kept_version_by_version_and_their_promise_is_read_or_said() {
    let terminal = Terminal::with_shop();
    let words = "Text me offers and cart reminders from Maple & Pine, up to 4 a month";
    let kept = terminal.json(&[
        "wordings",
        "add",
        "--words",
        words,
        "--name",
        "Checkout box",
        "--place",
        "checkout",
    ]);
    let one = &kept["wordings"][0];
    assert_eq!((&one["version"], &one["per_month"], &one["stated"]), (&json!(1), &json!(4), &json!(true)));
    assert_eq!(one["kinds"], json!(["offers", "cart_reminder"]), "read from the words where nothing is said");
    let next =
        ["wordings", "add", "--words", "Text me news", "--name", "checkout box", "--kinds", "news,offers"];
    assert_eq!(terminal.json(&next)["wordings"][0]["version"], 2);
    let said = ["wordings", "describe", "1", "--name", "Old box", "--kinds", "offers", "--per-month", "2"];
    let described = terminal.json(&said);
    let old = described["wordings"].as_array().unwrap().iter().find(|one| one["id"] == 1).unwrap();
    assert_eq!(
        (&old["name"], &old["per_month"], &old["words"]),
        (&json!("Old box"), &json!(2), &json!(words))
    );
    assert_eq!(terminal.json(&["wordings", "list"])["wordings"].as_array().unwrap().len(), 2);
    assert_eq!(terminal.problem(&["wordings", "describe", "9", "--name", "Nobody"]), "wording_not_found");
    assert_eq!(terminal.problem(&["wordings", "add", "--words", " ", "--name", "Empty"]), "wording_no_words");
}
