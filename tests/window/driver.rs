//! One WebKitWebDriver process: started on a free port, ended with everything it started.
//!
//! Must not know what is on a page. Invariant: when it is dropped, neither the driver nor the app it opened
//! is left, whether the walk ended well or not.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::shop::Shop;

/// How long something may take that a person would still wait for.
pub(crate) const PATIENCE: Duration = Duration::from_secs(40);
/// Between two looks.
pub(crate) const BEAT: Duration = Duration::from_millis(200);

pub(crate) struct Driver {
    process: Child,
    port: u16,
    pub(crate) session: Option<String>,
}

impl Driver {
    pub(crate) fn start(shop: &Shop) -> Self {
        let port = free_port();
        let process = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .envs(shop.surroundings())
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("WebKitWebDriver is installed (package webkit2gtk-driver)");
        let driver = Driver { process, port, session: None };
        assert!(until(|| TcpStream::connect(("127.0.0.1", port)).is_ok()), "the driver listens");
        driver
    }

    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Whether the app that the driver opened is still there.
    fn has_children(&self) -> bool {
        let pid = self.process.id();
        let children =
            std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap_or_default();
        children.split_whitespace().any(is_alive)
    }

    /// Kills the app that the driver opened, as a power cut would.
    pub(crate) fn kill_app(&self) {
        let pid = self.process.id();
        let children =
            std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap_or_default();
        let killed = children
            .split_whitespace()
            .filter(|pid| is_alive(pid))
            .map(|pid| Command::new("kill").args(["-KILL", pid]).status().expect("kill is there").success());
        assert_eq!(killed.collect::<Vec<_>>(), [true], "the one app was there and is killed");
    }

    /// Ends the session over a plain socket: this must also work while a failed walk unwinds.
    fn end_session(&self, id: &str) -> std::io::Result<()> {
        let mut socket = TcpStream::connect(("127.0.0.1", self.port))?;
        socket.set_read_timeout(Some(Duration::from_secs(10)))?;
        write!(socket, "DELETE /session/{id} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
        socket.read(&mut [0; 512]).map(drop)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if let Some(id) = self.session.take() {
            let _ = self.end_session(&id);
            until(|| !self.has_children());
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn is_alive(pid: &str) -> bool {
    std::fs::read_to_string(format!("/proc/{pid}/stat"))
        .is_ok_and(|stat| !stat.rsplit(')').next().is_some_and(|rest| rest.trim_start().starts_with('Z')))
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("its address").port()
}

/// Looks until it is so, or patience ends.
pub(crate) fn until(mut is_so: impl FnMut() -> bool) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        if is_so() {
            return true;
        }
        sleep(BEAT);
    }
    false
}
