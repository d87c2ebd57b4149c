//! `rules`: the compliance tables, for any shop and without one.

use std::fmt::Write;

use counterbell_core::rules::{RULES_VERSION, found};
use counterbell_core::wire::rules::RuleTable;
use serde_json::json;

use crate::answer::{Answer, words};
use crate::args::{Args, Rules};
use crate::open;

pub(super) fn run(args: &Args, Rules::List { table, place, search }: &Rules) -> Answer {
    let today = open::clock(args).now().date_naive();
    let tables = found(today, table, place, search);
    let text: String = tables.iter().map(told).collect();
    let text = if text.is_empty() { "No row of any table says this.".into() } else { text };
    Answer::new(json!({ "version": RULES_VERSION, "tables": tables }), text)
}

fn told(table: &RuleTable) -> String {
    let mut text = String::new();
    for (line, row) in table.rows.iter().enumerate() {
        if line == 0 {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{} (version {})", words(&table.id), table.version);
        }
        let _ = writeln!(text, "  {:<6} {}: {}", row.place, row.what, row.says);
        let _ = writeln!(text, "         {} ({}, {})", row.source, row.grade, row.as_of);
    }
    text
}
