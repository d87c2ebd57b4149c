//! An older copy in the store's place, from the terminal: recognised, silent, confirmed by a person.

use std::fs;

use crate::terminal::Terminal;

#[test]
fn an_older_copy_is_silent_until_its_inbox_was_read_and_a_person_confirms() {
    let terminal = Terminal::with_shop();
    assert_eq!(terminal.json(&["store", "show"])["locked"], false);
    let store = terminal.home().join("store.db");
    let older = fs::read(&store).unwrap();
    terminal.json(&["suppress", "+12125550101"]);
    fs::write(&store, older).unwrap();

    let copy = terminal.json(&["store", "show"]);
    assert_eq!((&copy["locked"], &copy["copy"]["because"]), (&true.into(), &"older".into()));
    assert_eq!(copy["copy"]["stops"], 1, "the number suppressed since stays suppressed: {copy}");
    assert_eq!(terminal.json(&["ledger", "show", "+12125550101"])["suppressed"], true);
    assert_eq!(terminal.problem(&["send"]), "store_copy_locked");

    assert_eq!(terminal.json(&["store", "confirm"])["locked"], false);
    terminal.json(&["send"]);
    assert_eq!(terminal.problem(&["store", "confirm"]), "store_not_locked");
}
