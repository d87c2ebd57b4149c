//! Holding off sleep while a campaign goes out.
//!
//! The owner can switch it off. Where the system does not allow it, that is said on the page; nothing else depends
//! on it, since a sleep only makes a campaign later. Closing the lid is the owner's word and is not held off.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use counterbell_core::campaigns;
use counterbell_core::engine::Engine;
use counterbell_core::laptop;
use serde::Serialize;
use specta::Type;

use crate::beat::Beat;
use crate::seam;

const LOOK_EVERY: Duration = Duration::from_secs(10);

/// Whether this computer is kept awake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Awake {
    /// Nothing is being sent.
    NotNeeded,
    /// The owner has switched it off.
    SwitchedOff,
    /// Sleep is held off.
    Held,
    /// The system does not let sleep be held off.
    Impossible,
}

/// Holds sleep off as long as a shop is open that needs it.
pub(crate) struct Keeper {
    engine: Arc<Engine>,
    hold: Arc<Mutex<Option<Hold>>>,
    _beat: Beat,
}

enum Hold {
    Held(#[expect(dead_code, reason = "sleep is held off for as long as this lives")] Inhibitor),
    Refused,
}

/// Sleep comes again when the system's end of this is closed.
#[cfg(target_os = "linux")]
type Inhibitor = zbus::zvariant::OwnedFd;
#[cfg(not(target_os = "linux"))]
type Inhibitor = std::convert::Infallible;

impl Keeper {
    pub(crate) fn start(engine: Arc<Engine>) -> Self {
        let hold = Arc::default();
        let (watched, held) = (engine.clone(), Arc::clone(&hold));
        let beat = Beat::start("awake", Duration::ZERO, LOOK_EVERY, move || {
            look(&watched, &held);
        });
        Self { engine, hold, _beat: beat }
    }

    /// How it stands now.
    pub(crate) fn now(&self) -> Awake {
        look(&self.engine, &self.hold)
    }
}

/// Holds sleep off, or lets it come.
fn look(engine: &Engine, hold: &Mutex<Option<Hold>>) -> Awake {
    let mut hold = hold.lock().unwrap_or_else(PoisonError::into_inner);
    let wanted = wanted(engine);
    if wanted != Awake::Held {
        *hold = None;
        return wanted;
    }
    match hold.get_or_insert_with(ask) {
        Hold::Held(_) => Awake::Held,
        Hold::Refused => Awake::Impossible,
    }
}

fn wanted(engine: &Engine) -> Awake {
    if !campaigns::any_running(engine).unwrap_or(false) {
        return Awake::NotNeeded;
    }
    if engine.store().read(laptop::keeps_awake).unwrap_or(true) { Awake::Held } else { Awake::SwitchedOff }
}

/// One question to the system for each campaign, whatever the answer.
fn ask() -> Hold {
    if seam::nothing_keeps_awake() { Hold::Refused } else { inhibit().map_or(Hold::Refused, Hold::Held) }
}

/// Of the login manager, which every desktop on Linux asks before it goes to sleep.
#[cfg(target_os = "linux")]
fn inhibit() -> Option<Inhibitor> {
    const LOGIN: &str = "org.freedesktop.login1";
    let asked = || -> zbus::Result<Inhibitor> {
        let bus = zbus::blocking::Connection::system()?;
        let manager = zbus::blocking::Proxy::new(
            &bus,
            LOGIN,
            "/org/freedesktop/login1",
            "org.freedesktop.login1.Manager",
        )?;
        manager.call("Inhibit", &("sleep:idle", "Counterbell", "A text campaign is being sent", "block"))
    };
    asked().ok()
}

/// Nowhere else yet; the page says so.
#[cfg(not(target_os = "linux"))]
fn inhibit() -> Option<Inhibitor> {
    None
}
