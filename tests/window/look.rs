//! Pictures of the window for people to look at, and a look at each page with axe for those who cannot see it.
//!
//! Invariant: a missing picture fails nothing; a fault that axe finds does.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::driver::{BEAT, PATIENCE, until};
use crate::window::Window;

/// How often a page with a fault is looked at again, and after how long.
const SECOND_LOOKS: u32 = 4;
const SETTLING: Duration = Duration::from_millis(800);
const AXE: &str = "ui/node_modules/axe-core/axe.min.js";

/// Set on the page by axe when it is done.
const RUN: &str = "window.__axe = null;
  axe.run(document, {resultTypes: ['violations']})
    .then((found) => { window.__axe = found.violations.map((one) =>
      one.id + ': ' + one.nodes.map((node) => node.html).join(' | ')) })
    .catch((why) => { window.__axe = ['axe itself: ' + why] })";

impl Window {
    /// Takes a picture of the screen and lets axe look at the page.
    pub(crate) async fn look(&self, name: &str) {
        picture(name);
        let mut faults = self.faults().await;
        // A notice on its way in or out is paler than it will be: a fault counts when it stays.
        for _ in 0..SECOND_LOOKS {
            if faults.is_empty() {
                break;
            }
            tokio::time::sleep(SETTLING).await;
            faults = self.faults().await;
        }
        assert!(faults.is_empty(), "axe finds on {name}:\n{}", faults.join("\n"));
    }

    /// What axe finds on the page as it stands; nothing where axe is not installed.
    pub(crate) async fn faults(&self) -> Vec<String> {
        let Ok(axe) = std::fs::read_to_string(at(AXE)) else {
            eprintln!("axe-core is not installed: this page is not looked at for accessibility");
            return Vec::new();
        };
        // As the script itself: the page's own policy refuses to evaluate a text.
        self.js(&axe, vec![]).await;
        self.js(RUN, vec![]).await;
        self.answer_of_axe().await
    }

    async fn answer_of_axe(&self) -> Vec<String> {
        let begun = Instant::now();
        loop {
            let found = self.js("return window.__axe", vec![]).await;
            if let Some(faults) = found.as_array() {
                return faults.iter().filter_map(|one| one.as_str().map(str::to_owned)).collect();
            }
            assert!(begun.elapsed() < PATIENCE, "axe answers");
            tokio::time::sleep(BEAT).await;
        }
    }
}

pub(crate) fn axe_is_installed() -> bool {
    at(AXE).exists()
}

/// From the display and not from the driver, whose own picture call may wait for ever on a hidden window.
fn picture(name: &str) {
    let file = at("tests/window/shots").join(format!("{name}.png"));
    let _ = std::fs::create_dir_all(at("tests/window/shots"));
    let taking = Command::new("import").args(["-window", "root"]).arg(file).stderr(Stdio::null()).spawn();
    if let Ok(mut taking) = taking {
        until(|| taking.try_wait().is_ok_and(|end| end.is_some()));
        let _ = taking.kill();
        let _ = taking.wait();
    }
}

fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
