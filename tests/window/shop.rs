//! Where one walk lives: its own data, settings and cache directories, its clock and the file it would pick.
//!
//! Must not know the driver. Invariant: nothing is read from or written to the tester's own home.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// A Tuesday, inside everybody's hours: early afternoon in New York, half past nine in Honolulu.
const NOW: &str = "2026-11-24T19:30:00Z";
/// When everybody who answers a text sent by then has answered.
const LATER: &str = "2026-11-24T20:30:00Z";

pub(crate) struct Shop {
    home: TempDir,
    now: &'static str,
}

impl Shop {
    pub(crate) fn new() -> Self {
        Shop { home: tempfile::tempdir().expect("a directory of its own"), now: NOW }
    }

    /// The next start of the app is an hour on.
    pub(crate) fn turn_clock(&mut self) {
        self.now = LATER;
    }

    pub(crate) fn surroundings(&self) -> Vec<(&'static str, PathBuf)> {
        let own = |name: &str| self.home.path().join(name);
        vec![
            ("XDG_DATA_HOME", own("data")),
            ("XDG_CONFIG_HOME", own("config")),
            ("XDG_STATE_HOME", own("state")),
            ("XDG_CACHE_HOME", own("cache")),
            ("COUNTERBELL_CLOCK", self.now.into()),
            ("COUNTERBELL_NO_KEYCHAIN", "1".into()),
            (
                "COUNTERBELL_PICK_OPEN",
                Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/window/customers.csv"),
            ),
            ("NO_AT_BRIDGE", "1".into()),
            ("GDK_BACKEND", "x11".into()),
            ("WEBKIT_DISABLE_DMABUF_RENDERER", "1".into()),
            ("LIBGL_ALWAYS_SOFTWARE", "1".into()),
        ]
    }

    /// The encrypted store that the door "Set up my shop" makes.
    pub(crate) fn store(&self) -> PathBuf {
        self.home.path().join("data/com.counterbell.desktop/shop/store.db")
    }

    /// Copies the shop's folder, as a backup program would.
    pub(crate) fn keep_a_copy(&self) {
        copy(self.store().parent().expect("a folder"), &self.home.path().join("kept"));
    }

    /// Puts that copy in the shop's place.
    pub(crate) fn put_the_copy_back(&self) {
        let place = self.store();
        let folder = place.parent().expect("a folder");
        std::fs::remove_dir_all(folder).expect("the shop's folder goes");
        copy(&self.home.path().join("kept"), folder);
    }

    /// The same program once more, by hand and not by the driver.
    pub(crate) fn second_copy(&self) -> Child {
        Command::new(env!("CARGO_BIN_EXE_counterbell"))
            .envs(self.surroundings())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts")
    }
}

/// The files of a folder; what lies in folders below stays where it is.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("the folder is there").flatten() {
        if entry.path().is_file() {
            std::fs::copy(entry.path(), to.join(entry.file_name())).expect("a file is copied");
        }
    }
}
