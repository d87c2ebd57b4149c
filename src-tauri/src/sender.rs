//! The sender's thread: steps the core's workers while a shop is open.
//!
//! Decides nothing about texts; only when to look again. Ends with the shop.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use counterbell_core::clock::Timestamp;
use counterbell_core::engine::Engine;
use counterbell_core::gateways::accounts;
use counterbell_core::ids::SenderId;
use counterbell_core::sending::{Step, Worker, under_way};
use counterbell_core::store::StoreError;

/// Longest nap while something is under way: a reply is never far.
const NAP: Duration = Duration::from_secs(15);
/// Longest nap while nothing is queued and no receipt is awaited: replies are still looked for.
/// A STOP has to be confirmed within five minutes or not at all.
const QUIET_NAP: Duration = Duration::from_secs(60);
/// Pause after a step that the store itself refused (disk full, for example).
const AFTER_FAULT: Duration = Duration::from_secs(10);
/// How often receipts are asked for.
const RECEIPTS_EVERY: Duration = Duration::from_secs(10);

/// The running thread. Dropping it rings the bell and waits for the step in hand.
pub(crate) struct Thread {
    engine: Arc<Engine>,
    stop: Arc<AtomicBool>,
    handle: Option<JoinHandle<()>>,
}

impl Thread {
    pub(crate) fn start(engine: Arc<Engine>) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let (at_work, told) = (engine.clone(), stop.clone());
        let handle = thread::Builder::new().name("sender".into()).spawn(move || work(&at_work, &told)).ok();
        Self { engine, stop, handle }
    }
}

impl Drop for Thread {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        self.engine.wake().ring();
        if let Some(handle) = self.handle.take() {
            let _ = handle.join();
        }
    }
}

fn work(engine: &Engine, stop: &AtomicBool) {
    let mut workers = BTreeMap::new();
    let mut receipts_at = engine.now();
    while !stop.load(Ordering::Relaxed) {
        let pause = round(engine, &mut workers, &mut receipts_at).unwrap_or(AFTER_FAULT);
        if !pause.is_zero() {
            engine.clock().wait(pause, engine.wake());
        }
    }
}

/// One step for each sender. Answers how long nothing has to be done.
fn round<'e>(
    engine: &'e Engine,
    workers: &mut BTreeMap<SenderId, Worker<'e>>,
    receipts_at: &mut Timestamp,
) -> Result<Duration, StoreError> {
    let mut pause = QUIET_NAP;
    for sender in engine.store().read(accounts::senders)? {
        let worker = match workers.entry(sender.id) {
            Entry::Occupied(at_work) => at_work.into_mut(),
            Entry::Vacant(place) => place.insert(Worker::start(engine, sender.id)?),
        };
        pause = pause.min(until_next(engine, worker.step()?));
        if engine.store().read(|c| under_way(c, sender.id))? {
            pause = pause.min(NAP);
        }
    }
    if engine.now() >= *receipts_at {
        workers.values_mut().for_each(Worker::want_receipts);
        *receipts_at = engine.now() + RECEIPTS_EVERY;
    }
    Ok(pause)
}

fn until_next(engine: &Engine, step: Step) -> Duration {
    match step {
        Step::Tried | Step::Sorted => Duration::ZERO,
        Step::Wait(until, _) => {
            (until - engine.now()).to_std().unwrap_or_default().clamp(Duration::from_millis(5), NAP)
        }
        Step::Idle => QUIET_NAP,
    }
}
