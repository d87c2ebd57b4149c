//! The app in its real window: the built program under WebKitWebDriver, used as an owner would use it, by the
//! names that stand on the page.
//!
//! Owns the walks through the window; what each page shows in every case is tested with the interface itself.
//! Must not know the core: nothing here calls it, reads its tables or builds its types.
//! Invariants: a walk has directories, a driver and a port of its own; one walk runs at a time; no walk waits
//! for a length of time, only for something to be there; people have reserved numbers only.
#![cfg(target_os = "linux")]
// Patience is measured by the machine's own clock: the app's clock is turned.
#![allow(clippy::disallowed_methods)]
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::print_stderr)]

mod crash;
mod doors;
mod driver;
mod journey;
mod list;
mod look;
mod shop;
mod window;
