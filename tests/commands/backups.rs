//! Backups from the terminal: made, looked at, rehearsed, restored, and named where they are no good.

use std::fs;

use serde_json::Value;

use crate::terminal::Terminal;

fn backup(terminal: &Terminal, args: &[&str]) -> Value {
    terminal.json(&[&["backup"], args].concat())
}

fn made(terminal: &Terminal) -> String {
    backup(terminal, &["create"])["backup"]["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_backup_is_made_listed_verified_rehearsed_and_restored() {
    let terminal = Terminal::with_shop();
    assert_eq!(backup(&terminal, &["list"])["backups"], serde_json::json!([]));
    let id = made(&terminal);
    assert_eq!(backup(&terminal, &["create", "--if-due"])["made"], false);
    assert_eq!(backup(&terminal, &["verify", &id])["whole"], true);
    terminal.json(&["suppress", "+12125550101"]);

    let played = backup(&terminal, &["restore", &id, "--rehearse"]);
    assert_eq!(
        (&played["stops_taken_over"], &played["now"]["suppressed"]),
        (&1.into(), &1.into()),
        "{played}"
    );
    assert_eq!(terminal.json(&["store", "show"])["locked"], false, "a rehearsal changes nothing");

    let restored = backup(&terminal, &["restore", &id]);
    assert_eq!(restored["copy"]["because"], "backup", "{restored}");
    assert!(fs::metadata(restored["set_aside"].as_str().unwrap()).unwrap().is_dir());
    assert_eq!(terminal.problem(&["send"]), "store_copy_locked");
    assert_eq!(terminal.json(&["ledger", "show", "+12125550101"])["suppressed"], true);
    assert_eq!(terminal.json(&["store", "confirm"])["locked"], false);
}

#[test]
fn a_backup_that_is_no_good_has_a_name_and_the_damaged_store_comes_back_from_a_good_one() {
    let terminal = Terminal::with_shop();
    let (good, short) = (made(&terminal), made(&terminal));
    let file = |id: &str| terminal.home().join("backups").join(id).join("store.db");
    let bytes = fs::read(file(&short)).unwrap();
    fs::write(file(&short), &bytes[..bytes.len() / 2]).unwrap();
    assert_eq!(backup(&terminal, &["list"])["backups"][0]["state"], "cut_short");
    assert_eq!(terminal.problem(&["backup", "verify", &short]), "backup_cut_short");
    assert_eq!(terminal.problem(&["backup", "restore", &short]), "backup_cut_short");
    assert_eq!(terminal.problem(&["backup", "restore", "yesterday"]), "backup_not_found");

    fs::write(terminal.home().join("store.db"), b"").unwrap();
    assert_eq!(terminal.problem(&["store", "show"]), "store_damaged");
    assert_eq!(
        backup(&terminal, &["list"])["backups"].as_array().unwrap().len(),
        2,
        "told without the store"
    );
    assert_eq!(backup(&terminal, &["restore", &good])["restored"], good.as_str());
    assert_eq!(terminal.json(&["store", "show"])["copy"]["because"], "backup");
}

/// Killed at any moment, a backup is whole or not there, and the shop goes on.
#[test]
fn a_backup_that_is_killed_is_whole_or_not_there() {
    let terminal = Terminal::with_shop();
    for round in 0..12 {
        let mut making = terminal.start(&["backup", "create"]);
        std::thread::sleep(std::time::Duration::from_millis(round * 8));
        making.kill().unwrap();
        making.wait().unwrap();
        for one in backup(&terminal, &["list"])["backups"].as_array().unwrap() {
            assert_eq!(
                backup(&terminal, &["verify", one["id"].as_str().unwrap()])["whole"],
                true,
                "round {round}"
            );
        }
    }
    assert_eq!(backup(&terminal, &["create"])["made"], true);
    assert!(!terminal.home().join("backups/making").exists());
}
