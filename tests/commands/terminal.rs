//! The real program in a folder of its own, as a stranger at a terminal would use it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::{PoisonError, RwLock};

use serde_json::Value;
use tempfile::TempDir;

/// Held while a program is started. Between fork and exec it holds every open file of this process, locks of stores
/// included; whoever opens a store within the tests takes this for itself alone meanwhile.
pub(crate) static STARTING: RwLock<()> = RwLock::new(());

/// A terminal whose `--home` and `--key-file` are already typed.
pub(crate) struct Terminal {
    folder: TempDir,
}

/// What the program said.
#[derive(Debug)]
pub(crate) struct Said {
    /// Exit status.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

impl Said {
    /// Standard output as one JSON object.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e} in {self:?}"))
    }
}

impl Terminal {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// "Maple & Pine" in the United States, with nobody in its list.
    pub(crate) fn with_shop() -> Self {
        Self::made(&[])
    }

    /// The same with more to say to `init`, for example `--practice`.
    pub(crate) fn made(more: &[&str]) -> Self {
        let terminal = Self::new();
        terminal.json(&[["init", "--brand", "Maple & Pine", "--country", "US"].as_slice(), more].concat());
        terminal
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    pub(crate) fn key_file(&self) -> PathBuf {
        self.folder.path().join("key")
    }

    /// Writes a file beside the store. Answers its path.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// The program with this shop, not started yet.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = bare(self.folder.path());
        command.arg("--home").arg(self.home()).arg("--key-file").arg(self.key_file()).args(args);
        command
    }

    /// Runs to the end.
    pub(crate) fn run(&self, args: &[&str]) -> Said {
        let mut command = self.command(args);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        said(started(&mut command).wait_with_output().unwrap())
    }

    /// Starts and does not wait.
    pub(crate) fn start(&self, args: &[&str]) -> Child {
        started(self.command(args).stdout(Stdio::null()).stderr(Stdio::null()))
    }

    /// Runs with `--json`, must succeed, answers the object.
    pub(crate) fn json(&self, args: &[&str]) -> Value {
        let said = self.run(&[&["--json"], args].concat());
        assert_eq!(said.code, 0, "{args:?}: {said:?}");
        said.json()
    }

    /// Runs with `--json`, must fail with one clear problem, answers its code.
    pub(crate) fn problem(&self, args: &[&str]) -> String {
        problem_of(&self.run(&[&["--json"], args].concat()))
    }
}

fn started(command: &mut Command) -> Child {
    let _starting = STARTING.read().unwrap_or_else(PoisonError::into_inner);
    command.spawn().unwrap()
}

/// The program without a shop.
pub(crate) fn bare(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_counterbell-cli"));
    command
        .current_dir(folder)
        .env("TZ", "UTC")
        .env("XDG_DATA_HOME", folder)
        .env("XDG_STATE_HOME", folder.join("state"))
        .stdin(Stdio::null());
    command
}

pub(crate) fn said(output: Output) -> Said {
    Said {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The code of the one problem; checks everything that every problem must be.
pub(crate) fn problem_of(said: &Said) -> String {
    assert_eq!(said.code, 1, "{said:?}");
    let error = said.json()["error"].clone();
    let text = |key: &str| error[key].as_str().unwrap_or_else(|| panic!("no {key} in {said:?}")).to_owned();
    let (code, message, hint) = (text("code"), text("message"), text("hint"));
    assert!(
        !message.is_empty() && !hint.is_empty(),
        "{code} must say what happened and what to do: {said:?}"
    );
    for word in ["panicked", "RUST_BACKTRACE", "src-tauri", "unwrap"] {
        assert!(!said.err.contains(word), "{code} shows its insides: {said:?}");
    }
    assert!(longest_number(&said.err) < 7, "{code} shows a phone number: {said:?}");
    code
}

/// Digits in a row, so that a number cannot hide in a sentence.
fn longest_number(text: &str) -> usize {
    text.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0)
}
