//! `cleanup list`, `apply` and `undo` at a terminal.

use serde_json::{Value, json};

use crate::terminal::Terminal;

fn kinds(list: &Value) -> Vec<(String, u64)> {
    let one = |it: &Value| (it["kind"].as_str().unwrap().to_owned(), it["people"].as_u64().unwrap());
    list["findings"].as_array().unwrap().iter().map(one).collect()
}

#[test]
fn a_finding_is_listed_repaired_and_taken_back() {
    let terminal = Terminal::with_shop();
    let file = terminal.file("list.csv", "First Name,Phone\nALICE,+14155552671\nBob,+12065558899\n");
    terminal.json(&["import", &file]);
    let before = terminal.json(&["cleanup", "list"]);
    assert_eq!(kinds(&before), [("name_style".into(), 1), ("no_consent".into(), 2)]);
    let done = terminal.json(&["cleanup", "apply", "name_style"]);
    assert_eq!((&done["people"], &done["undone_at"]), (&json!(1), &Value::Null));
    assert!(terminal.run(&["contacts", "list"]).out.contains("Alice"));
    assert_eq!(terminal.problem(&["cleanup", "apply", "name_style"]), "cleanup_nothing_to_do");
    let id = done["id"].to_string();
    assert!(terminal.json(&["cleanup", "undo", &id])["undone_at"].is_i64());
    assert_eq!(kinds(&terminal.json(&["cleanup", "list"])), kinds(&before));
    assert_eq!(terminal.problem(&["cleanup", "undo", &id]), "cleanup_undone_before");
    assert_eq!(terminal.problem(&["cleanup", "undo", "99"]), "cleanup_not_found");
    assert_eq!(terminal.problem(&["cleanup", "apply", "dust"]), "cleanup_kind_unknown");
}

#[test]
fn a_bought_list_reaches_nobody_until_it_is_answered_for() {
    let terminal = Terminal::with_shop();
    let rows: String = (0..60).map(|n| format!("+1212555{:04},yes,2026-01-05\n", 2000 + n)).collect();
    let file = terminal.file("list.csv", format!("Phone,SMS Consent,SMS Consent Date\n{rows}"));
    terminal.json(&["import", &file]);
    let everyone = terminal.file("all.json", r#"{"name": "Everyone", "rule": {"all": []}}"#);
    let reach = || terminal.json(&["reach", "--segment", &everyone])["excluded_by"]["quarantined"].clone();
    assert_eq!(reach(), json!(60));
    let short = ["cleanup", "apply", "bought_list", "--answer", "a friend"];
    assert_eq!(terminal.problem(&short), "cleanup_answer_too_short");
    let answer = "They signed the paper list at our spring market";
    let done = terminal.json(&["cleanup", "apply", "bought_list", "--answer", answer]);
    assert_eq!((&done["people"], &done["detail"]), (&json!(60), &json!(answer)));
    assert_eq!(reach(), Value::Null);
}
