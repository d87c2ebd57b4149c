//! Exports that cannot be imported: a clear sentence, and the list stays as it was.

use crate::terminal::{Terminal, problem_of};

fn import(terminal: &Terminal, name: &str, content: impl AsRef<[u8]>) -> String {
    let file = terminal.file(name, content);
    let code = terminal.problem(&["import", &file]);
    assert_eq!(terminal.json(&["contacts", "list"])["total"], 0, "{code} must leave nothing half-written");
    code
}

#[test]
fn a_file_that_is_no_list_of_customers_is_refused_whole() {
    let terminal = Terminal::with_shop();
    assert_eq!(terminal.problem(&["import", "nowhere.csv"]), "import_file_missing");
    assert_eq!(import(&terminal, "empty.csv", ""), "import_file_empty");
    assert_eq!(import(&terminal, "head.csv", "Name,Phone\n"), "import_no_rows");
    assert_eq!(
        import(&terminal, "binary.csv", [137_u8, b'P', 1, 0, 26, 200, 3].repeat(64)),
        "import_not_text"
    );
    assert_eq!(import(&terminal, "sheet.csv", b"PK\x03\x04rest of a spreadsheet"), "import_is_spreadsheet");
    assert_eq!(import(&terminal, "nobody.csv", "Name,Town\nAlice,Oakland\n"), "import_no_phone_column");
    let endless = format!("Name,Phone\n\"{}\n", "x".repeat(70_000));
    assert_eq!(import(&terminal, "quote.csv", endless), "import_cell_too_long");
    let folder = terminal.home();
    assert_eq!(terminal.problem(&["import", folder.to_str().unwrap()]), "import_is_folder");
}

#[test]
fn ragged_and_wrongly_encoded_rows_are_imported_or_named_and_none_is_lost() {
    let terminal = Terminal::with_shop();
    let ragged =
        b"Name,Phone\nAlice,+12125550101\nBob\nCarla,+13105550103,more,cells\nJos\xe9,+13125550104\n";
    let file = terminal.file("ragged.csv", ragged);
    let done = terminal.json(&["import", &file]);
    let count = |key: &str| done[key].as_u64().unwrap();
    assert_eq!(count("rows"), 4, "{done}");
    assert_eq!(count("created") + count("updated") + count("unchanged") + count("rejected"), 4);
    assert!(count("created") >= 2, "{done}");
}

#[test]
fn consent_needs_a_source_and_a_day_that_has_been() {
    let terminal = Terminal::with_shop();
    let file = terminal.file("customers.csv", "Name,Phone\nAlice,+12125550101\n");
    let code = |more: &[&str]| terminal.problem(&[&["import", &file], more].concat());
    assert_eq!(code(&["--consent-source", "checkout"]), "import_consent_without_date");
    assert_eq!(code(&["--consent-date", "2026-01-01"]), "import_consent_without_source");
    assert_eq!(
        code(&["--consent-source", "checkout", "--consent-date", "last week"]),
        "import_consent_not_a_date"
    );
    assert_eq!(
        code(&["--consent-source", "checkout", "--consent-date", "2126-01-01"]),
        "import_consent_in_future"
    );
    assert_eq!(code(&["--country", "XX"]), "import_unknown_country");
    assert_eq!(code(&["--map", "Phone"]), "import_map_unclear");
    assert_eq!(code(&["--map", "Mobile=phone"]), "import_unknown_column");
    assert_eq!(code(&["--map", "Name=shoe_size"]), "import_unknown_field");
}

#[test]
fn an_import_that_is_killed_leaves_the_list_as_it_was() {
    let terminal = Terminal::with_shop();
    let rows: String =
        (0..60_000).map(|n| format!("Customer {n},+1{}555{:04}\n", 212 + n % 500, n % 10_000)).collect();
    let file = terminal.file("large.csv", format!("Name,Phone\n{rows}"));
    let mut running = terminal.start(&["import", &file]);
    std::thread::sleep(std::time::Duration::from_millis(700));
    assert!(running.try_wait().unwrap().is_none(), "it must still be running to be killed");
    running.kill().unwrap();
    running.wait().unwrap();
    assert_eq!(terminal.json(&["contacts", "list"])["total"], 0);
}

#[test]
fn a_problem_is_told_to_people_in_two_lines() {
    let terminal = Terminal::with_shop();
    let said = terminal.run(&["import", "nowhere.csv"]);
    assert_eq!((said.code, said.out.as_str(), said.err.lines().count()), (1, "", 2), "{said:?}");
    assert!(said.err.contains("(import_file_missing)") && said.err.contains("hint: "), "{said:?}");
    assert_eq!(problem_of(&terminal.run(&["--json", "import", "nowhere.csv"])), "import_file_missing");
}
