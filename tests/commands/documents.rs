//! What docs/FILES.md shows works as it stands.

use serde_json::Value;

use crate::terminal::Terminal;

const FILES: &str = include_str!("../../docs/FILES.md");

/// The JSON examples, in order.
fn examples() -> Vec<&'static str> {
    let after = |block: &'static str| block.split("```").next().unwrap();
    FILES.split("```json\n").skip(1).map(after).collect()
}

#[test]
fn every_example_is_taken_by_the_program() {
    let terminal = Terminal::made(&["--practice"]);
    terminal.json(&["gateway", "add", "practice"]);
    let (mut segments, mut campaigns) = (0, 0);
    for example in examples() {
        let json: Value = serde_json::from_str(example).unwrap();
        let file = terminal.file("example.json", example);
        if json.get("rule").is_some() {
            terminal.json(&["reach", "--segment", &file]);
            segments += 1;
        } else {
            terminal.json(&["campaign", "create", &file]);
            campaigns += 1;
        }
    }
    assert_eq!((segments, campaigns), (2, 2), "docs/FILES.md has lost an example");
}
