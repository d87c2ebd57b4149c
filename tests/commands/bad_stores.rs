//! Stores that cannot be opened: each says what happened, and none is made anew or damaged further.

use std::fs;

use crate::terminal::{Terminal, problem_of};

fn stocked() -> Terminal {
    let terminal = Terminal::with_shop();
    let rows: String = (100..180).map(|n| format!("Customer {n},+1212555{:04}\n", n)).collect();
    let file = terminal.file("customers.csv", format!("Name,Phone\n{rows}"));
    terminal.json(&["import", &file]);
    terminal
}

#[test]
fn where_no_store_ever_was_none_is_made() {
    let terminal = Terminal::new();
    terminal.file("key", "a passphrase in a file");
    assert_eq!(terminal.problem(&["contacts", "list"]), "store_not_here");
    assert!(!terminal.home().exists(), "looking must not make a store");
}

#[test]
fn a_store_that_has_vanished_is_not_replaced_by_an_empty_one() {
    let terminal = stocked();
    let store = terminal.home().join("store.db");
    let kept = terminal.home().with_file_name("kept.db");
    fs::rename(&store, &kept).unwrap();
    assert_eq!(terminal.problem(&["contacts", "list"]), "store_vanished");
    assert_eq!(terminal.problem(&["init", "--brand", "Other", "--country", "US"]), "store_already_here");
    assert!(!store.exists());
    fs::rename(&kept, &store).unwrap();
    assert_eq!(terminal.json(&["contacts", "list"])["total"], 80);
}

#[test]
fn a_truncated_store_is_called_damaged_and_left_alone() {
    let terminal = stocked();
    let store = terminal.home().join("store.db");
    let whole = fs::read(&store).unwrap();
    for kept in [0, 100, 4096, whole.len() / 2] {
        fs::write(&store, &whole[..kept]).unwrap();
        assert_eq!(terminal.problem(&["contacts", "list"]), "store_damaged", "{kept} bytes");
        assert_eq!(fs::read(&store).unwrap(), whole[..kept], "a damaged store is not touched");
    }
    fs::write(&store, &whole).unwrap();
    assert_eq!(terminal.json(&["contacts", "list"])["total"], 80);
}

#[test]
fn a_wrong_key_and_a_lost_key_are_told_apart_from_damage() {
    let terminal = stocked();
    let right = fs::read(terminal.key_file()).unwrap();
    fs::write(terminal.key_file(), "0".repeat(96)).unwrap();
    assert_eq!(terminal.problem(&["contacts", "list"]), "store_key_wrong");
    fs::write(terminal.key_file(), "").unwrap();
    assert_eq!(terminal.problem(&["contacts", "list"]), "key_file_unreadable");
    fs::remove_file(terminal.key_file()).unwrap();
    assert_eq!(terminal.problem(&["contacts", "list"]), "key_file_unreadable");
    assert!(!terminal.key_file().exists(), "no new key is made for an old store");
    fs::write(terminal.key_file(), right).unwrap();
    assert_eq!(terminal.json(&["contacts", "list"])["total"], 80);
}

#[test]
fn a_second_copy_waits_outside() {
    let terminal = stocked();
    let rows: String =
        (0..60_000).map(|n| format!("Customer {n},+1{}555{:04}\n", 212 + n % 500, n % 10_000)).collect();
    let large = terminal.file("large.csv", format!("Name,Phone\n{rows}"));
    let mut first = terminal.start(&["import", &large]);
    std::thread::sleep(std::time::Duration::from_millis(500));
    let second = terminal.run(&["--json", "contacts", "list"]);
    first.kill().unwrap();
    first.wait().unwrap();
    assert_eq!(problem_of(&second), "store_in_use");
    assert_eq!(terminal.json(&["contacts", "list"])["total"], 80, "the lock goes with the process");
}

/// Whatever moment the kill hits, the next `init` either makes the shop or finds it made, with its name.
#[test]
fn a_set_up_that_is_killed_leaves_a_whole_shop_or_none() {
    let (mut cut_off, mut whole) = (0, 0);
    for round in 0..24 {
        let terminal = Terminal::new();
        let init = ["init", "--brand", "Maple & Pine", "--country", "US"];
        let mut first = terminal.start(&init);
        std::thread::sleep(std::time::Duration::from_millis(round * 4));
        first.kill().unwrap();
        first.wait().unwrap();
        if terminal.home().join("store.db").exists() {
            whole += 1;
            assert_eq!(terminal.problem(&init), "store_already_here");
        } else {
            cut_off += 1;
            terminal.json(&init);
        }
        assert_eq!(terminal.json(&["store", "show"])["locked"], false, "round {round}");
        assert_eq!(terminal.json(&["contacts", "list"])["total"], 0, "round {round}");
        terminal.json(&["reach", "--segment", "Everyone with consent"]);
    }
    assert!(cut_off > 0, "at least the first kill comes early ({cut_off} cut off, {whole} whole)");
}

#[test]
fn the_practice_carrier_has_no_place_in_a_real_shop() {
    let terminal = Terminal::with_shop();
    assert_eq!(terminal.problem(&["gateway", "add", "practice"]), "practice_carrier_in_real_shop");
    assert_eq!(terminal.json(&["gateway", "list"])["senders"], serde_json::json!([]));
    let practice = Terminal::made(&["--practice"]);
    assert_eq!(practice.json(&["gateway", "add", "practice"])["kind"], "practice");
}

#[test]
fn a_shop_needs_a_brand_a_country_and_a_folder_of_its_own() {
    let terminal = Terminal::new();
    let init = |args: &[&str]| terminal.problem(&[&["init"], args].concat());
    assert_eq!(init(&["--brand", " ", "--country", "US"]), "shop_no_brand");
    assert_eq!(init(&["--brand", "Maple & Pine", "--country", "Narnia"]), "shop_country_unknown");
    assert_eq!(
        init(&["--brand", "Maple & Pine", "--country", "US", "--currency", "shells"]),
        "shop_currency_unknown"
    );
    let number = ["--brand", "Maple & Pine", "--country", "US", "--test-number", "call me"];
    assert_eq!(init(&number), "shop_test_number_invalid");
    let kit = terminal.file("taken", "already here");
    assert_eq!(
        init(&["--brand", "Maple & Pine", "--country", "US", "--recovery-kit", &kit]),
        "file_not_written"
    );
    assert!(!terminal.home().exists(), "a refused set-up leaves no store behind");
    terminal.json(&["init", "--brand", "Maple & Pine", "--country", "US"]);
    assert_eq!(init(&["--brand", "Maple & Pine", "--country", "US"]), "store_already_here");
}
