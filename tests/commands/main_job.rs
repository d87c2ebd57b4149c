//! The main job, command by command, with the JSON that scripts rely on.

use serde_json::{Value, json};

use crate::terminal::Terminal;

const NOON: [&str; 2] = ["--clock", "2026-03-02T18:00:00Z"];
const CONSENT: [&str; 6] =
    ["--consent-source", "checkout", "--consent-date", "2026-01-05", "--consent-wording", "Text me offers"];
/// Four people who can be told apart, one twice, one without a number, one who said no.
const EXPORT: &str = "First Name,Last Name,Phone,Accepts SMS Marketing,Total Orders\n\
    Alice,Archer,+12125550101,yes,3\nBob,Baker,+13125550102,yes,1\nCarla,Cook,+13105550103,no,2\n\
    Dave,Dyer,not a number,yes,1\nAlice,Archer,+12125550101,yes,3\n";
const BUYERS: &str =
    r#"{"name": "Buyers", "rule": {"all": [{"field": "orders", "op": "at_least", "value": 1}]}}"#;

/// At noon on a Monday in New York.
fn at_noon(terminal: &Terminal, args: &[&str]) -> Value {
    terminal.json(&[NOON.as_slice(), args].concat())
}

fn with_list() -> Terminal {
    let terminal = Terminal::made(&["--practice"]);
    let export = terminal.file("customers.csv", EXPORT);
    at_noon(&terminal, &[&["import", &export], CONSENT.as_slice()].concat());
    at_noon(&terminal, &["gateway", "add", "practice", "--seed", "1"]);
    terminal.file("buyers.json", BUYERS);
    terminal
}

fn campaign_file(terminal: &Terminal) -> String {
    let campaign = json!({
        "name": "Spring coats",
        "why_now": "They asked to hear when the spring coats arrive, and they arrived this morning",
        "body": "Maple & Pine: {{first_name|there}}, the spring coats are here. Reply STOP to opt out",
        "segment": "buyers.json",
    });
    terminal.file("campaign.json", campaign.to_string())
}

/// Takes out what differs from run to run.
fn steady(mut value: Value) -> Value {
    for key in ["home", "store_id", "head", "hash"] {
        if value.get(key).is_some() {
            value[key] = "...".into();
        }
    }
    for entry in value.get_mut("entries").and_then(Value::as_array_mut).into_iter().flatten() {
        *entry = steady(entry.take());
    }
    value
}

/// The check page without its sentences.
fn verdicts(mut page: Value) -> Value {
    for line in page["checks"].as_array_mut().unwrap() {
        assert!(!line["evidence"].as_str().unwrap().is_empty(), "{line} says what was found");
        *line = format!("{}: {}", line["id"].as_str().unwrap(), line["verdict"].as_str().unwrap()).into();
    }
    page["previews"] = page["previews"].as_array().unwrap().len().into();
    page
}

fn sum(counts: &Value) -> u64 {
    counts.as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum()
}

#[test]
fn a_new_shop_says_where_it_is_and_what_it_is_called() {
    let terminal = Terminal::new();
    let kit = terminal.home().with_file_name("kit.txt");
    let kit = kit.to_str().unwrap();
    let mut init =
        terminal.json(&["init", "--brand", "Maple & Pine", "--country", "gb", "--recovery-kit", kit]);
    assert!(std::fs::read_to_string(kit).unwrap().contains("Recovery code"));
    init["recovery_kit"] = "...".into();
    insta::assert_json_snapshot!(steady(init));
}

#[test]
fn an_import_accounts_for_every_row() {
    let terminal = Terminal::with_shop();
    let export = terminal.file("customers.csv", EXPORT);
    let import = [&["import", &export], CONSENT.as_slice()].concat();
    let dry = at_noon(&terminal, &[&import[..], &["--dry-run"]].concat());
    assert_eq!(at_noon(&terminal, &["contacts", "list"])["total"], 0, "a dry run writes nothing");
    let done = at_noon(&terminal, &import);
    assert_eq!((&dry["created"], &dry["rejected_by"]), (&done["created"], &done["rejected_by"]));
    let count = |key: &str| done[key].as_u64().unwrap();
    assert_eq!(count("created") + count("updated") + count("unchanged") + count("rejected"), count("rows"));
    assert_eq!(sum(&done["rejected_by"]), count("rejected"));
    insta::assert_json_snapshot!(done);
    assert_eq!(at_noon(&terminal, &import)["created"], 0, "the same file again creates nobody");
}

#[test]
fn contacts_are_listed_shown_and_exported() {
    let terminal = with_list();
    insta::assert_json_snapshot!("contacts_list", at_noon(&terminal, &["contacts", "list"]));
    let alice = at_noon(&terminal, &["contacts", "show", "(212) 555-0101"]);
    assert_eq!(
        (&alice["line"]["name"], alice["ledger"].as_array().unwrap().len()),
        (&"Alice Archer".into(), 1)
    );
    let found = at_noon(&terminal, &["contacts", "list", "--search", "Baker"]);
    assert_eq!((&found["total"], &found["contacts"][0]["number"]), (&1.into(), &"+13125550102".into()));
    let csv = terminal.run(&["contacts", "export", "--for", "machines"]).out;
    assert!(csv.lines().count() == 4 && csv.contains("+13105550103"), "{csv}");
}

#[test]
fn reach_tells_everybody_under_one_reason() {
    let terminal = with_list();
    let reach = at_noon(&terminal, &["reach", "--segment", "buyers.json"]);
    assert_eq!(reach["will_receive"].as_u64().unwrap() + sum(&reach["excluded_by"]), reach["matched"]);
    assert_eq!(reach["excluded"], sum(&reach["excluded_by"]));
    insta::assert_json_snapshot!(reach);
    let saved = at_noon(&terminal, &["reach", "--segment", "Everyone with consent"]);
    assert_eq!(saved["will_receive"], 2, "a saved segment is named without a file");
}

#[test]
fn a_campaign_goes_from_file_to_report_and_every_table_adds_up() {
    let terminal = with_list();
    let file = campaign_file(&terminal);
    let id = at_noon(&terminal, &["campaign", "create", &file])["id"].to_string();
    let check = at_noon(&terminal, &["campaign", "check", &id]);
    insta::assert_json_snapshot!("campaign_check", verdicts(check));
    insta::assert_json_snapshot!("campaign_approve", at_noon(&terminal, &["campaign", "approve", &id]));
    let sums = at_noon(&terminal, &["send", "--until-done"]);
    assert_eq!(sum(&sums["by_state"]), sums["recipients"]);
    insta::assert_json_snapshot!("send", sums);
    let pull = terminal.json(&["--clock", "2026-03-02T19:00:00Z", "pull"]);
    insta::assert_json_snapshot!("pull", pull);
    let report = at_noon(&terminal, &["campaign", "report", &id]);
    assert_eq!(sum(&report["by_state"]), report["recipients"]);
    assert_eq!(report["recipients"].as_u64().unwrap() + sum(&report["excluded_by"]), report["matched"]);
    insta::assert_json_snapshot!("campaign_report", report);
    assert_eq!(at_noon(&terminal, &["campaign", "list"])["campaigns"][0]["state"], "finished");
}

#[test]
fn sending_stops_at_quiet_hours_and_goes_on_when_they_end() {
    let terminal = with_list();
    let file = campaign_file(&terminal);
    let id = at_noon(&terminal, &["campaign", "create", &file])["id"].to_string();
    at_noon(&terminal, &["campaign", "approve", &id]);
    let night = terminal.json(&["--clock", "2026-03-03T06:00:00Z", "send"]);
    assert_eq!(night["by_state"], json!({ "queued": 2 }));
    assert!(night["waiting_for"].as_str().unwrap().contains("sending hours"), "{night}");
    let morning = terminal.json(&["--clock", "2026-03-03T06:00:00Z", "send", "--until-done"]);
    assert_eq!((&morning["waiting_for"], sum(&morning["by_state"])), (&"".into(), 2));
    assert!(morning["by_state"].get("queued").is_none(), "{morning}");
}

#[test]
fn a_campaign_is_held_let_go_and_ended() {
    let terminal = with_list();
    let id = at_noon(&terminal, &["campaign", "create", &campaign_file(&terminal)])["id"].to_string();
    at_noon(&terminal, &["campaign", "approve", &id]);
    assert_eq!(at_noon(&terminal, &["campaign", "pause", &id])["state"], "paused");
    let held = at_noon(&terminal, &["send", "--until-done"]);
    assert_eq!(
        (&held["by_state"], &held["waiting_for"]),
        (&json!({ "queued": 2 }), &"A campaign is paused.".into())
    );
    assert_eq!(at_noon(&terminal, &["campaign", "resume", &id])["state"], "running");
    let stopped = at_noon(&terminal, &["campaign", "stop", &id]);
    assert_eq!((&stopped["state"], &stopped["by_state"]), (&"stopped".into(), &json!({ "cancelled": 2 })));
}

#[test]
fn a_suppressed_number_is_out_of_every_campaign_and_the_ledger_says_so() {
    let terminal = with_list();
    let id = at_noon(&terminal, &["campaign", "create", &campaign_file(&terminal)])["id"].to_string();
    at_noon(&terminal, &["campaign", "approve", &id]);
    insta::assert_json_snapshot!("suppress", at_noon(&terminal, &["suppress", "212 555 0101"]));
    let sums = at_noon(&terminal, &["send", "--until-done"]);
    assert_eq!(sums["by_state"]["skipped"], 1, "{sums}");
    insta::assert_json_snapshot!(
        "ledger_show",
        steady(at_noon(&terminal, &["ledger", "show", "+12125550101"]))
    );
    insta::assert_json_snapshot!("ledger_verify", steady(at_noon(&terminal, &["ledger", "verify"])));
    assert_eq!(at_noon(&terminal, &["reach", "--segment", "buyers.json"])["excluded_by"]["suppressed"], 1);
}

#[test]
fn approval_names_what_was_seen() {
    let terminal = with_list();
    let id = at_noon(&terminal, &["campaign", "create", &campaign_file(&terminal)])["id"].to_string();
    let approve = [NOON.as_slice(), &["campaign", "approve", &id]].concat();
    let refused = |more: &[&str]| terminal.problem(&[approve.as_slice(), more].concat());
    assert_eq!(refused(&["--recipients", "3"]), "reach_changed");
    assert_eq!(refused(&["--ceiling", "0.01"]), "over_ceiling");
    let seen = ["--recipients", "2", "--ceiling", "0.02"];
    assert_eq!(terminal.json(&[approve.as_slice(), &seen].concat())["recipients"], 2);
    assert_eq!(refused(&[]), "campaign_not_now");
}

#[test]
fn an_import_is_listed_its_rejects_come_back_and_it_can_be_taken_back() {
    let terminal = with_list();
    let listed = at_noon(&terminal, &["imports", "list"]);
    insta::assert_json_snapshot!("imports_list", listed);
    insta::assert_json_snapshot!("imports_rejects", at_noon(&terminal, &["imports", "rejects", "1"]));
    let file = terminal.file("mend.csv", "");
    assert_eq!(at_noon(&terminal, &["imports", "rejects", "1", "--out", &file])["rows"], 1);
    let mended = std::fs::read_to_string(&file).unwrap().replace("not a number", "+12065550104");
    let mended = terminal.file("mended.csv", mended);
    let again = at_noon(&terminal, &["import", &mended]);
    assert_eq!((&again["created"], &again["rejected"]), (&json!(1), &json!(0)), "{again}");
    insta::assert_json_snapshot!("imports_undo", at_noon(&terminal, &["imports", "undo", "1"]));
    assert_eq!(at_noon(&terminal, &["contacts", "list"])["total"], 1, "only the mended row is left");
    assert_eq!(at_noon(&terminal, &["ledger", "verify"])["intact"], true);
    assert_eq!(terminal.problem(&["imports", "undo", "1"]), "import_already_undone");
    assert_eq!(terminal.problem(&["imports", "undo", "99"]), "import_not_found");
    assert_eq!(terminal.problem(&["imports", "rejects", "99"]), "import_not_found");
    assert_eq!(terminal.run(&["imports", "undo", "first"]).code, 2, "mistyped arguments exit with 2");
}

#[test]
fn a_rehearsal_draws_the_campaign_by_hour_before_it_is_approved() {
    let terminal = with_list();
    let id = at_noon(&terminal, &["campaign", "create", &campaign_file(&terminal)])["id"].to_string();
    let plan = at_noon(&terminal, &["campaign", "rehearse", &id]);
    let sum = |list: &str, key: &str| -> u64 {
        plan[list].as_array().unwrap().iter().map(|one| one[key].as_u64().unwrap()).sum()
    };
    assert_eq!(plan["recipients"], plan["fits"].as_u64().unwrap() + sum("does_not_fit", "people"));
    assert_eq!(
        (&plan["fits"], &plan["recipients"]),
        (&sum("hours", "texts").into(), &sum("zones", "people").into())
    );
    insta::assert_json_snapshot!("campaign_rehearse", plan);
    let check = at_noon(&terminal, &["campaign", "check", &id]);
    assert_eq!(
        (&plan["finishes_at"], &plan["cost"]),
        (&check["finishes_at"], &check["cost"]),
        "one plan, two pages"
    );
    assert_eq!(
        at_noon(&terminal, &["campaign", "list"])["campaigns"][0]["state"],
        "draft",
        "nothing has moved"
    );
}
