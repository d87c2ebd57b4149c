//! A thread that does one thing now and then, until it is dropped.
//!
//! Knows nothing of what it does. What is in hand when it is dropped is finished first.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// The running thread.
pub(crate) struct Beat {
    over: Arc<(Mutex<bool>, Condvar)>,
    handle: Option<JoinHandle<()>>,
}

impl Beat {
    /// Does it after `first`, and then every so often.
    pub(crate) fn start(
        name: &str,
        first: Duration,
        every: Duration,
        mut deed: impl FnMut() + Send + 'static,
    ) -> Self {
        let over = Arc::new((Mutex::new(false), Condvar::new()));
        let told = over.clone();
        let work = move || {
            let mut pause = first;
            while !ends_within(&told, pause) {
                deed();
                pause = every;
            }
        };
        Self { over, handle: thread::Builder::new().name(name.into()).spawn(work).ok() }
    }
}

impl Drop for Beat {
    fn drop(&mut self) {
        *self.over.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.over.1.notify_all();
        if let Some(handle) = self.handle.take() {
            let _ = handle.join();
        }
    }
}

fn ends_within((over, bell): &(Mutex<bool>, Condvar), pause: Duration) -> bool {
    let over = over.lock().unwrap_or_else(PoisonError::into_inner);
    *bell.wait_timeout_while(over, pause, |over| !*over).unwrap_or_else(PoisonError::into_inner).0
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn it_beats_until_it_is_dropped_and_is_not_waited_for() {
        let (tell, told) = channel();
        let beat = Beat::start("test", Duration::ZERO, Duration::from_secs(3600), move || {
            let _ = tell.send(());
        });
        told.recv_timeout(Duration::from_secs(30)).expect("the first beat comes at once");
        drop(beat);
        assert!(told.recv().is_err(), "no second one comes, and the thread is gone");
    }
}
