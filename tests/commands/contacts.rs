//! `contacts list` at a terminal: search, filters, orders, pages.

use serde_json::Value;

use crate::terminal::Terminal;

const LIST: &str = "First Name,Last Name,Phone,Country,Tags,Total Spent,Total Orders\n\
    Alice,Archer,+12125550101,US,vip,120.50,3\n\
    Zoë,Baker,+13125550102,US,,9.00,1\n\
    Dave,Cook,+447700900104,GB,vip,0,0\n";

fn names(page: &Value) -> Vec<&str> {
    page["contacts"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect()
}

fn shop() -> Terminal {
    let terminal = Terminal::with_shop();
    let file = terminal.file("list.csv", LIST);
    terminal.json(&["import", &file]);
    terminal
}

#[test]
fn the_list_is_searched_filtered_and_sorted() {
    let terminal = shop();
    terminal.json(&["suppress", "+13125550102"]);
    let (alice, zoe, dave) = ("Alice Archer", "Zoë Baker", "Dave Cook");
    for (asked, expected) in [
        (&["--search", "zoe"][..], &[zoe][..]),
        (&["--search", "(212) 555"], &[alice]),
        (&["--search", "ar al"], &[alice]),
        (&["--tag", "VIP"], &[dave, alice]),
        (&["--tag", "vip", "--country", "gb"], &[dave]),
        (&["--import", "1", "--suppressed", "false"], &[dave, alice]),
        (&["--suppressed", "true"], &[zoe]),
        (&["--consent", "promotional"], &[]),
        (&["--line", "mobile"], &[dave]),
        (&["--last-text", "never", "--sort", "name"], &[alice, zoe, dave]),
        (&["--sort", "spent", "--reversed"], &[dave, zoe, alice]),
        (&["--sort", "name", "--offset", "1", "--limit", "1"], &[zoe]),
    ] {
        let list = terminal.json(&[&["contacts", "list"], asked].concat());
        assert_eq!(names(&list), expected, "{asked:?}");
    }
}

#[test]
fn a_filter_that_is_none_says_what_it_may_be() {
    let terminal = shop();
    for wrong in [["--consent", "maybe"], ["--line", "fax"], ["--last-text", "soon"], ["--sort", "age"]] {
        assert_eq!(
            terminal.problem(&[&["contacts", "list"][..], &wrong].concat()),
            "contacts_filter_unknown"
        );
    }
    assert!(terminal.run(&["contacts", "list", "--sort", "age"]).err.contains("newest, name"));
}
