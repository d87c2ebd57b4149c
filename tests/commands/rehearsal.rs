//! The rehearsal: the whole main job in a few seconds, the same every time.

use serde_json::Value;
use tempfile::TempDir;

use crate::terminal::{bare, said};

fn rehearse(args: &[&str]) -> String {
    let folder = TempDir::new().unwrap();
    let said = said(bare(folder.path()).args(args).arg("rehearse").output().unwrap());
    assert_eq!(said.code, 0, "{said:?}");
    assert!(folder.path().read_dir().unwrap().next().is_none(), "it leaves nothing behind");
    said.out
}

fn sum(counts: &Value) -> u64 {
    counts.as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum()
}

#[test]
fn every_sum_of_the_rehearsal_holds_and_it_tells_the_same_story_twice() {
    let told = rehearse(&["--json"]);
    let story: Value = serde_json::from_str(&told).unwrap();
    let (import, reach, report) = (&story["import"], &story["reach"], &story["report"]);
    let rows = ["created", "updated", "unchanged", "rejected"].map(|key| import[key].as_u64().unwrap());
    assert_eq!(rows.iter().sum::<u64>(), import["rows"]);
    assert_eq!(reach["will_receive"].as_u64().unwrap() + sum(&reach["excluded_by"]), reach["matched"]);
    assert_eq!(report["recipients"], reach["will_receive"]);
    assert_eq!(sum(&report["by_state"]), report["recipients"]);
    assert_eq!(report["recipients"].as_u64().unwrap() + sum(&report["excluded_by"]), reach["matched"]);
    assert!(report["by_state"]["delivered"].as_u64().unwrap() > 0);
    assert_eq!((&report["state"], &story["ledger"]["intact"]), (&"finished".into(), &true.into()));
    assert_eq!(rehearse(&["--json"]), told);
}

#[test]
fn the_rehearsal_tells_its_eight_steps_in_order() {
    let told = rehearse(&[]);
    let heads: Vec<&str> =
        told.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())).collect();
    assert_eq!(heads.len(), 8, "{told}");
    assert!(heads[0].starts_with("1. Open") && heads[7].starts_with("8. Read the report"), "{told}");
}
