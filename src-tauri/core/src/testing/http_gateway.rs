//! A gateway to script: Twilio's dialect over plain HTTP on this computer.
//!
//! Owns a listener on a free port and one thread for each connection; `script`
//! says what happens to the next text, `log` remembers what was taken, `answers`
//! and `wire` speak. What it has registered is what would have reached a phone,
//! whatever the client was told, so a test counts texts here and nowhere else.

mod answers;
mod log;
mod script;
mod wire;

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crate::clock::{Clock, SystemClock};

pub use log::{Sent, Status};
pub use script::Behaviour;

/// What all connections share.
struct Shared {
    clock: Arc<dyn Clock>,
    log: Mutex<log::Log>,
    script: Mutex<script::Script>,
    stopped: AtomicBool,
}

/// The scripted gateway. It stops when dropped.
pub struct HttpGateway {
    shared: Arc<Shared>,
    address: SocketAddr,
}

impl HttpGateway {
    /// Starts one that accepts everything.
    ///
    /// # Panics
    /// When this computer has no free port.
    #[must_use]
    pub fn start() -> Self {
        Self::start_with(Arc::new(SystemClock::default()))
    }

    /// Starts one that dates its texts by `clock`.
    ///
    /// # Panics
    /// When this computer has no free port.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a test without its gateway cannot go on")]
    pub fn start_with(clock: Arc<dyn Clock>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("its address");
        let shared = Arc::new(Shared {
            clock,
            log: Mutex::default(),
            script: Mutex::default(),
            stopped: AtomicBool::new(false),
        });
        let own = Arc::clone(&shared);
        thread::spawn(move || accept(&listener, &own));
        Self { shared, address }
    }

    /// The base address for a `TwilioConfig` or `gateway add twilio --base-url`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What happens to the next texts, in this order; afterwards the usual behaviour returns.
    pub fn script(&self, next: impl IntoIterator<Item = Behaviour>) {
        lock(&self.shared.script).sends.extend(next);
    }

    /// What happens to the next reads (lists and statuses), in this order.
    pub fn script_reads(&self, next: impl IntoIterator<Item = Behaviour>) {
        lock(&self.shared.script).reads.extend(next);
    }

    /// What happens to every text to `number`, before anything else is consulted.
    pub fn always(&self, number: &str, behaviour: Behaviour) {
        lock(&self.shared.script).numbers.insert(number.into(), behaviour);
    }

    /// The usual behaviour: one of these, drawn by weight from a seeded sequence.
    pub fn mix(&self, seed: u64, weighted: impl IntoIterator<Item = (u32, Behaviour)>) {
        lock(&self.shared.script).mix(seed, weighted.into_iter().collect());
    }

    /// Lists come in pages of at most this many, whatever is asked for.
    pub fn pages_of(&self, entries: usize) {
        lock(&self.shared.log).page_size = entries.max(1);
    }

    /// Texts count as delivered after this long; at once to begin with.
    pub fn deliver_after(&self, time: Duration) {
        lock(&self.shared.log).deliver_after = time;
    }

    /// The status that every text to `number` has from now on.
    pub fn status_of(&self, number: &str, status: Status) {
        lock(&self.shared.log).statuses.insert(number.into(), status);
    }

    /// Somebody texts us. Answers the provider's id.
    pub fn inbound(&self, from: &str, to: &str, body: &str) -> String {
        let now = self.shared.clock.now();
        lock(&self.shared.log).receive(from, to, body, now)
    }

    /// Every text that was registered, oldest first.
    #[must_use]
    pub fn texts(&self) -> Vec<Sent> {
        lock(&self.shared.log).sent().cloned().collect()
    }

    /// How many texts were registered.
    #[must_use]
    pub fn count(&self) -> usize {
        lock(&self.shared.log).sent().count()
    }

    /// The registered texts to `number`.
    #[must_use]
    pub fn texts_to(&self, number: &str) -> Vec<Sent> {
        lock(&self.shared.log).sent().filter(|text| text.to == number).cloned().collect()
    }

    /// The numbers that got the same text more than once.
    #[must_use]
    pub fn doubled(&self) -> Vec<String> {
        lock(&self.shared.log).doubled()
    }

    /// How many requests to send were read, whatever became of them.
    #[must_use]
    pub fn requests(&self) -> usize {
        lock(&self.shared.log).requests
    }

    /// The `Authorization` header of the latest request.
    #[must_use]
    pub fn authorization(&self) -> String {
        lock(&self.shared.log).authorization.clone()
    }
}

impl Drop for HttpGateway {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        // Wakes the listener, which then sees that it is over.
        let _ = TcpStream::connect(self.address);
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for connection in listener.incoming() {
        if shared.stopped.load(Ordering::SeqCst) {
            return;
        }
        let Ok(connection) = connection else { continue };
        let shared = Arc::clone(shared);
        // A dropped connection is part of the play, so its error says nothing.
        thread::spawn(move || answers::serve(&connection, &shared));
    }
}

/// Locks a mutex whose holder may have panicked: the data behind it is a plain value.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
