//! Texts from standard input, one a line, and one JSON line for each.

use std::io::{BufRead, BufWriter, Write};

use counterbell_core::error::Problem;
use serde_json::Value;

use crate::answer::Answer;
use crate::fault::Fault;

const INPUT: &str = "standard input";

/// Answers each line as it comes. `\n`, `\r`, `\t` and `\\` in a line stand for the characters they name.
pub(super) fn each(answer: impl Fn(&str) -> Value) -> Result<Answer, Problem> {
    let mut input = std::io::stdin().lock();
    let mut output = BufWriter::new(std::io::stdout().lock());
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line).map_err(|_| Fault::FileUnreadable(INPUT))? > 0 {
        let ended = line.strip_suffix(b"\n").unwrap_or(&line);
        let text = String::from_utf8_lossy(ended.strip_suffix(b"\r").unwrap_or(ended)).into_owned();
        writeln!(output, "{}", answer(&unescaped(&text)))
            .map_err(|_| Fault::NotWritten("standard output"))?;
        line.clear();
    }
    output.flush().map_err(|_| Fault::NotWritten("standard output"))?;
    Ok(Answer::printed())
}

fn unescaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match (letter, letters.clone().next()) {
            ('\\', Some(named)) if "nrt\\".contains(named) => {
                letters.next();
                out.push(match named {
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    other => other,
                });
            }
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn named_characters_become_themselves_and_others_stay() {
        assert_eq!(unescaped(r"a\nb\tc\\n \x \"), "a\nb\tc\\n \\x \\");
    }
}
