//! `import --repair`, `--edit` and `--rows-with`: what is worth mending, and mending it.

use serde_json::{Value, json};

use crate::terminal::Terminal;

/// Two British numbers, one postcode without its zero, one typing error.
const EXPORT: &str = "Name,Phone,Zip,Country\nDave,07700 900104,,\nErin,07700 900105,,\n\
    Alice,+12125550101,1234,US\nBob,call me,10004,US\n";

/// Kind, rows left, rows mended, choice.
fn repairs(answer: &Value) -> Value {
    let of = |one: &Value| json!([one["kind"], one["count"], one["mended"], one["chosen"]]);
    answer["repairs"].as_array().unwrap().iter().map(of).collect()
}

#[test]
fn a_dry_run_says_what_is_worth_mending_and_one_repair_mends_it() {
    let terminal = Terminal::with_shop();
    let list = terminal.file("list.csv", EXPORT);
    let dry = terminal.json(&["import", &list, "--dry-run"]);
    assert_eq!(
        repairs(&dry),
        json!([
            ["no_country_code", 2, 0, null],
            ["invalid_number", 1, 0, null],
            ["postcode_lost_zero", 1, 0, null]
        ])
    );
    assert_eq!(dry["repairs"][2]["remedies"], json!(["restore"]));
    let mended = terminal.json(&[
        "import",
        &list,
        "--repair",
        "no_country_code=GB",
        "--repair",
        "postcode_lost_zero",
        "--edit",
        "5:Phone=+13125550102",
    ]);
    assert_eq!(
        repairs(&mended),
        json!([["no_country_code", 0, 2, "GB"], ["postcode_lost_zero", 0, 1, "restore"]])
    );
    assert_eq!((&mended["created"], &mended["rejected"]), (&4.into(), &0.into()));
    assert_eq!((&dry["created"], &dry["rejected"]), (&1.into(), &3.into()), "negative control");
}

#[test]
fn the_rows_with_a_problem_are_shown_and_nothing_is_written() {
    let terminal = Terminal::with_shop();
    let list = terminal.file("list.csv", EXPORT);
    let rows = terminal.json(&["import", &list, "--rows-with", "no_country_code", "--offset", "1"]);
    assert_eq!(
        rows,
        json!({"columns": ["Name", "Phone", "Country"], "more": false, "rows": [
            {"row": 3, "cells": ["Erin", "07700 900105", ""], "mended": false, "edited": false,
                "rejected": "invalid_number"}]})
    );
    assert_eq!(terminal.json(&["contacts", "list"])["total"], 0);
}

#[test]
fn a_repair_that_does_not_exist_says_which_do() {
    let terminal = Terminal::with_shop();
    let list = terminal.file("list.csv", EXPORT);
    for (args, code) in [
        (["--repair", "rust"], "import_unknown_repair"),
        (["--repair", "no_country_code=narnia"], "import_unknown_remedy"),
        (["--edit", "Phone"], "import_edit_unclear"),
        (["--edit", "99:Phone=1"], "import_unknown_row"),
        (["--rows-with", "rust"], "import_unknown_repair"),
    ] {
        let told = terminal.problem(&[&["import", list.as_str()], args.as_slice()].concat());
        assert_eq!(told, code, "{args:?}");
    }
    assert_eq!(terminal.json(&["imports", "list"])["imports"], json!([]));
}
