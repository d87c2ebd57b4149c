//! The backups' thread: makes the one that is due while a shop is open.
//!
//! Decides nothing about backups; only when to look again. A backup in hand is finished before the thread ends.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use counterbell_core::backups;
use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;

/// The start of the window comes first.
const AT_FIRST: Duration = Duration::from_secs(60);
const LOOK_EVERY: Duration = Duration::from_secs(30 * 60);

/// The running thread.
pub(crate) struct Thread {
    shared: Arc<Shared>,
    handle: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    stop: AtomicBool,
    bell: Condvar,
    trouble: Mutex<Option<Problem>>,
}

impl Thread {
    pub(crate) fn start(engine: Arc<Engine>) -> Self {
        let shared = Arc::new(Shared::default());
        let told = shared.clone();
        let handle = thread::Builder::new().name("backups".into()).spawn(move || work(&engine, &told)).ok();
        Self { shared, handle }
    }

    /// Why the last one that was due could not be made.
    pub(crate) fn trouble(&self) -> Option<Problem> {
        self.shared.trouble.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Thread {
    fn drop(&mut self) {
        self.shared.stop.store(true, Ordering::Relaxed);
        self.shared.bell.notify_all();
        if let Some(handle) = self.handle.take() {
            let _ = handle.join();
        }
    }
}

fn work(engine: &Engine, shared: &Shared) {
    let mut pause = AT_FIRST;
    while !told_to_stop(shared, pause) {
        let trouble = backups::create_if_due(engine).err().map(Problem::from);
        *shared.trouble.lock().unwrap_or_else(PoisonError::into_inner) = trouble;
        pause = LOOK_EVERY;
    }
}

fn told_to_stop(shared: &Shared, pause: Duration) -> bool {
    let trouble = shared.trouble.lock().unwrap_or_else(PoisonError::into_inner);
    let stop = || shared.stop.load(Ordering::Relaxed);
    let _woken = shared.bell.wait_timeout_while(trouble, pause, |_| !stop());
    stop()
}
