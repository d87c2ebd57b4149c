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

#[test]
fn one_answer_for_the_file_gives_what_it_gives_in_law_and_no_more() {
    let list = "Name,Phone\nAlice,+12125550101\nCeline,+14165550102\n";
    for (answer, agreed, held) in [
        (&["--declare", "unknown"][..], [0, 0, 0], false),
        (&["--declare", "bought_list"], [0, 0, 0], true),
        (&["--declare", "customers", "--consent-date", "2025-12-01"], [1, 2, 2], false),
        (
            &["--declare", "ticked_box", "--consent-source", "checkout", "--consent-date", "2025-12-01"],
            [2, 2, 2],
            false,
        ),
    ] {
        let terminal = Terminal::with_shop();
        let list = terminal.file("list.csv", list);
        let clock = ["--clock", "2026-03-02T18:00:00Z"];
        let done = terminal.json(&[&clock[..], &["import", &list], answer].concat());
        assert_eq!(done["created"], 2, "nobody is dropped: {answer:?}");
        let reach = |word: &str| {
            let contacts = terminal.json(&[&clock[..], &["contacts", "list"]].concat());
            let all = contacts["contacts"].as_array().unwrap().clone();
            all.iter().filter(|one| one["consent"] == word).count()
        };
        let order_news = reach("transactional") + reach("promotional");
        assert_eq!(
            [reach("promotional"), order_news, done["with_consent"].as_u64().unwrap() as usize],
            agreed
        );
        let found = terminal.json(&[&clock[..], &["cleanup", "list"]].concat());
        assert_eq!(found["bought_lists"].as_array().unwrap().len(), usize::from(held), "{answer:?}");
    }
}
