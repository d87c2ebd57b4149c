//! The open shop: store, clock and gateways, handed to every operation.
//!
//! Owns nothing but these three, the bell that wakes the sender and what is remembered of the list. A copy is the
//! same shop. A turned clock never reaches a gateway behind which real people are, a practice shop never one
//! either, and a real shop never the practice carrier.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::clock::{Clock, Timestamp, Wake};
use crate::contacts::ListMemory;
use crate::gateways::{self, Gateway, GatewayFault, SentText, SentTexts, accounts};
use crate::ids::GatewayId;
use crate::sending;
use crate::store::{Store, StoreKind};

/// Everything an operation needs.
#[derive(Clone)]
pub struct Engine {
    store: Arc<Store>,
    clock: Arc<dyn Clock>,
    wake: Arc<Wake>,
    gateways: Arc<Mutex<HashMap<GatewayId, Arc<dyn Gateway>>>>,
    list: Arc<ListMemory>,
}

impl Engine {
    /// An engine over an open store.
    #[must_use]
    pub fn new(store: Store, clock: Arc<dyn Clock>) -> Self {
        let list = ListMemory::of(&store);
        Self { store: Arc::new(store), clock, wake: Arc::default(), gateways: Arc::default(), list }
    }

    /// The store.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// What is remembered of the list.
    pub(crate) fn list(&self) -> &ListMemory {
        &self.list
    }

    /// The clock.
    #[must_use]
    pub fn clock(&self) -> &dyn Clock {
        self.clock.as_ref()
    }

    /// The clock, to share with whoever must not outlive it.
    #[must_use]
    pub fn shared_clock(&self) -> Arc<dyn Clock> {
        self.clock.clone()
    }

    /// The current moment.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Rings when the sender should look again.
    #[must_use]
    pub fn wake(&self) -> &Wake {
        &self.wake
    }

    /// The bell, to share with whoever waits for something on the sender's behalf.
    pub(crate) fn shared_wake(&self) -> Arc<Wake> {
        self.wake.clone()
    }

    /// The gateway behind an account, opened on first use.
    pub fn gateway(&self, id: GatewayId) -> Result<Arc<dyn Gateway>, GatewayFault> {
        let mut open = self.gateways.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(gateway) = open.get(&id) {
            return Ok(gateway.clone());
        }
        let account = self
            .store
            .read(|c| accounts::account(c, id))
            .ok()
            .flatten()
            .ok_or(GatewayFault::BadSetting("account"))?;
        let sent = Arc::new(Sent { store: self.store.clone() });
        let gateway = gateways::open(&account, self.clock.clone(), sent)?;
        if gateway.capabilities().reaches_people && !self.clock.is_real() {
            return Err(GatewayFault::ClockTurned);
        }
        match (gateway.capabilities().reaches_people, self.store.kind()) {
            (true, StoreKind::Practice) => return Err(GatewayFault::PracticeOnly),
            (false, StoreKind::Shop) => return Err(GatewayFault::RealShop),
            _ => {}
        }
        open.insert(id, gateway.clone());
        Ok(gateway)
    }

    /// Puts a gateway in an account's place, or forgets the open one after its settings changed.
    pub fn replace_gateway(&self, id: GatewayId, gateway: Option<Arc<dyn Gateway>>) {
        let mut open = self.gateways.lock().unwrap_or_else(PoisonError::into_inner);
        match gateway {
            Some(gateway) => open.insert(id, gateway),
            None => open.remove(&id),
        };
    }
}

/// What the practice carrier is told of the texts it has taken.
struct Sent {
    store: Arc<Store>,
}

impl SentTexts for Sent {
    fn sent_since(&self, from: &str, since: Timestamp) -> Result<Vec<SentText>, GatewayFault> {
        self.store
            .read(|c| sending::taken_since(c, from, since))
            .map_err(|_| GatewayFault::BadSetting("store"))
    }
}
