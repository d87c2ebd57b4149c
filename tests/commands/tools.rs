//! The small tools: classify, parts, hours.

use std::io::Write;
use std::process::Stdio;

use serde_json::Value;
use tempfile::TempDir;

use crate::terminal::{Terminal, bare, problem_of, said};

fn lines(tool: &str, input: &str) -> Vec<Value> {
    let folder = TempDir::new().unwrap();
    let mut command = bare(folder.path());
    let mut child = command.arg(tool).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let said = said(child.wait_with_output().unwrap());
    assert_eq!(said.code, 0, "{said:?}");
    said.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn hours(args: &[&str]) -> Value {
    let folder = TempDir::new().unwrap();
    said(bare(folder.path()).args(["--json", "hours"]).args(args).output().unwrap()).json()
}

#[test]
fn every_line_is_classified_on_its_own() {
    let verdicts = lines("classify", "STOP\nThanks, see you on Saturday\n\nstop\\n\n");
    let outcomes: Vec<&str> = verdicts.iter().map(|one| one["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["opt_out", "none", "none", "opt_out"]);
    assert!(verdicts.iter().all(|one| one["because"].is_string()));
}

#[test]
fn parts_are_counted_exactly_as_given() {
    let long = "x".repeat(161);
    let counted = lines("parts", &format!("Hello\nHello \u{1F44B}\n{long}\na\\nb\n\u{20ac}\n"));
    let told: Vec<(&str, u64)> = counted
        .iter()
        .map(|one| (one["encoding"].as_str().unwrap(), one["parts"].as_u64().unwrap()))
        .collect();
    assert_eq!(told, [("GSM-7", 1), ("UCS-2", 1), ("GSM-7", 2), ("GSM-7", 1), ("GSM-7", 1)]);
    assert_eq!(counted[3]["units"], 3, "an escaped line break is one character");
}

#[test]
fn hours_name_the_zones_and_the_rules_behind_the_answer() {
    let night = hours(&["+12125550101", "--at", "2026-03-03T06:00:00Z"]);
    assert_eq!((&night["allowed"], &night["zones"][0]), (&false.into(), &"America/New_York".into()));
    assert!(night["next_allowed_at"].as_str().unwrap().starts_with("2026-03-03T13:00:00"), "{night}");
    let rule = &night["rules"][0];
    assert!(["source", "grade"].iter().all(|key| !rule[key].as_str().unwrap().is_empty()), "{rule}");
    assert_eq!(hours(&["+12125550101", "--at", "2026-03-03T18:00:00Z"])["allowed"], true);
}

#[test]
fn an_address_can_only_narrow_the_hours_of_a_number() {
    let zones = |args: &[&str]| hours(args)["zones"].as_array().unwrap().len();
    let at = ["--at", "2026-03-03T18:00:00Z"];
    let alone = zones(&[&["+12125550101"], at.as_slice()].concat());
    let moved = zones(&[&["+12125550101", "--region", "CA"], at.as_slice()].concat());
    assert!(moved > alone, "a New York number with a Californian address may be in either");
}

#[test]
fn a_shop_that_is_named_adds_its_own_hours() {
    let terminal = Terminal::with_shop();
    let early = ["hours", "+12125550101", "--at", "2026-03-03T13:30:00Z"];
    assert_eq!(terminal.json(&early)["allowed"], false, "half past eight is before the shop's nine o'clock");
    assert_eq!(hours(&early[1..])["allowed"], true);
}

#[test]
fn what_is_no_number_has_no_hours() {
    let folder = TempDir::new().unwrap();
    let said = said(bare(folder.path()).args(["--json", "hours", "call me"]).output().unwrap());
    assert_eq!(problem_of(&said), "phone_number_invalid");
}
