//! The window's process: settle how the web view draws, then run the shell.

// A release on Windows opens no console behind the window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    counterbell_shell::graphics::settle();
    counterbell_shell::run()
}
