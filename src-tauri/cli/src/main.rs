//! The same core as the window, from a terminal.
//!
//! Reads arguments, calls one operation, prints its answer. Decides nothing:
//! what may be sent, to whom and when, is asked of the core.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "printing is what a command line is for")]

mod answer;
mod args;
mod campaign_file;
mod commands;
mod fault;
mod files;
mod open;

use std::process::ExitCode;

use answer::Answer;
use args::Args;
use clap::Parser;
use counterbell_core::error::Problem;

fn main() -> ExitCode {
    let args = Args::parse();
    let json = args.json;
    match commands::run(&args) {
        Ok(answer) => show(&answer, json),
        Err(problem) => complain(&problem, json),
    }
}

fn show(answer: &Answer, json: bool) -> ExitCode {
    if json && !answer.json.is_null() {
        println!("{}", answer.json);
    } else {
        print!("{}", answer.text);
    }
    if answer.good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The sentence goes to people on stderr; with `--json` the object goes to stdout as well.
fn complain(problem: &Problem, json: bool) -> ExitCode {
    if json {
        println!("{}", serde_json::json!({ "error": problem }));
    }
    eprintln!("{} ({}).", sentence(&problem.message), problem.code);
    if !problem.hint.is_empty() {
        eprintln!("hint: {}", problem.hint);
    }
    ExitCode::FAILURE
}

fn sentence(text: &str) -> String {
    let mut letters = text.trim_end_matches('.').chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
