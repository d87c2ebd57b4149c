//! A whole shop: an encrypted store, a clock to turn, a gateway to script, people with consent.

use std::sync::Arc;
use std::time::Duration;

use tempfile::TempDir;

use super::{ScriptedGateway, monday_noon, temporary_store};
use crate::campaigns::{self, CampaignError, Content};
use crate::clock::TurnedClock;
use crate::consent::{EntryKind, EntryScope, Ledger, NewEntry, Scope, wording};
use crate::contacts;
use crate::engine::Engine;
use crate::gateways::{NewSender, accounts};
use crate::ids::{CampaignId, NumberId, SenderId};
use crate::inbox;
use crate::sending::quiet_hours::locality_of;
use crate::sending::{Step, Worker, hours, pull_receipts};
use crate::shop::{self, Shop};
use crate::store::StoreError;
use crate::wire::campaigns::{Approve, ReportView};

/// The shop under test.
pub struct TestShop {
    /// What operations are called on.
    pub engine: Engine,
    /// Its clock.
    pub clock: Arc<TurnedClock>,
    /// Its gateway.
    pub gateway: Arc<ScriptedGateway>,
    /// Its sender.
    pub sender: SenderId,
    pub(super) folder: TempDir,
}

impl Default for TestShop {
    fn default() -> Self {
        Self::new()
    }
}

impl TestShop {
    /// "Maple & Pine" on a Monday at noon in New York, with one sender and nobody in the list.
    #[must_use]
    pub fn new() -> Self {
        let (folder, store) = temporary_store();
        let clock = Arc::new(TurnedClock::new(monday_noon()));
        let engine = Engine::new(store, clock.clone());
        let gateway = Arc::new(ScriptedGateway::new(clock.clone()));
        let sender = engine
            .store()
            .write(|tx| {
                shop::save(tx, &Shop::new("Maple & Pine", "US", "USD").unwrap())?;
                let account =
                    accounts::save_account(tx, "practice", "practice", r#"{"seed":1}"#, "", monday_noon())?;
                let new = NewSender {
                    address: "+12125550199",
                    registration: "registered",
                    per_second: 100.0,
                    price_micros: 7900,
                };
                accounts::save_sender(tx, account, &new)
            })
            .unwrap();
        let account = engine.store().read(|c| accounts::sender(c, sender)).unwrap().unwrap().gateway;
        engine.replace_gateway(account, Some(gateway.clone()));
        Self { engine, clock, gateway, sender, folder }
    }

    /// The same shop with these people, all with promotional consent.
    #[must_use]
    pub fn with_contacts<const N: usize>(self, numbers: [&str; N]) -> Self {
        for number in numbers {
            self.contact(number, Some(Scope::Promotional));
        }
        self
    }

    /// One person, with or without consent.
    pub fn contact(&self, number: &str, consent: Option<Scope>) -> NumberId {
        let now = self.engine.now();
        self.engine
            .store()
            .write(|tx| {
                let (id, key) = contacts::meet(tx, number)?;
                let place = hours::id_of(tx, &locality_of(number, None))?;
                tx.execute(
                    "INSERT INTO contact (number_id, number, first_name, created_at, updated_at) VALUES (?1, ?2, ?3, 0, 0)",
                    (id, number, super::name_of(number)),
                )?;
                tx.execute(
                    "INSERT INTO standing (number_id, line, hours_id, suppressed)
                     VALUES (?1, 1, ?2, EXISTS (SELECT 1 FROM suppression WHERE number_id = ?1))",
                    (id, place),
                )?;
                if let Some(scope) = consent {
                    let wording = Some(wording(tx, "Text me offers from Maple & Pine", now)?);
                    Ledger::open(tx)?.append(&NewEntry {
                        number: id,
                        key,
                        kind: EntryKind::Granted,
                        scope: EntryScope::Only(scope),
                        source: "checkout",
                        happened_at: now,
                        recorded_at: now,
                        wording,
                        import: None,
                        detail: "",
                    })?;
                }
                Ok::<_, StoreError>(id)
            })
            .unwrap()
    }

    /// A draft to everybody that passes every check.
    #[must_use]
    pub fn draft(&self) -> CampaignId {
        campaigns::create(&self.engine, &self.content()).unwrap()
    }

    /// What such a draft says.
    #[must_use]
    pub fn content(&self) -> Content {
        Content {
            name: "Spring sale".into(),
            purpose: Scope::Promotional,
            kind: None,
            why_now: "They asked to hear when the spring coats arrive, and they arrived this morning".into(),
            body: "Maple & Pine: {{first_name|there}}, the spring coats are here. Reply STOP to opt out"
                .into(),
            segment_name: "Everyone".into(),
            rule: r#"{"all":[]}"#.into(),
            exclude: String::new(),
            sender: Some(self.sender),
            per_second: 1.0,
            window_open: 540,
            window_close: 1200,
            finish_within_hours: 72,
            ceiling_micros: None,
        }
    }

    /// Approves a draft as reviewed right now.
    pub fn approve(&self, id: CampaignId) -> Result<(), CampaignError> {
        let page = campaigns::check(&self.engine, id)?;
        let seen =
            Approve { id, revision: page.revision, recipients: page.reach.will_receive, seal: page.seal };
        campaigns::approve(&self.engine, &seen, None)
    }

    /// A campaign to everybody, approved.
    #[allow(clippy::must_use_candidate, reason = "a story may care only that it is approved")]
    pub fn approved(&self) -> CampaignId {
        let id = self.draft();
        self.approve(id).unwrap();
        id
    }

    /// Runs the sender until it has nothing left that could go within the hour. Answers the attempts it made.
    pub fn send(&self) -> u32 {
        let mut worker = Worker::start(&self.engine, self.sender).unwrap();
        let mut tried = 0;
        let enough = self.engine.now() + chrono::TimeDelta::hours(1);
        loop {
            match worker.step().unwrap() {
                Step::Tried => tried += 1,
                Step::Sorted => {}
                Step::Wait(until, _) if until < enough => {
                    self.clock.set(until.max(self.engine.now() + Duration::from_millis(1)));
                }
                Step::Wait(..) | Step::Idle => break,
            }
        }
        tried
    }

    /// The person texts the shop, and the shop reads its inbox.
    pub fn receives(&self, body: &str, from: &str) {
        self.gateway.inbound(from, body);
        self.pull();
    }

    /// Reads inbox and receipts.
    pub fn pull(&self) {
        inbox::pull(&self.engine, self.sender).unwrap().unwrap();
        pull_receipts(&self.engine, self.sender, true).unwrap().unwrap();
    }

    /// The report.
    #[must_use]
    pub fn report(&self, id: CampaignId) -> ReportView {
        campaigns::report(&self.engine, id).unwrap()
    }

    /// How many texts of a campaign are in a state.
    #[must_use]
    pub fn in_state(&self, id: CampaignId, state: &str) -> u32 {
        self.report(id).by_state.iter().filter(|one| one.reason == state).map(|one| one.count).sum()
    }

    /// Turns the clock forward.
    pub fn later(&self, by: Duration) {
        self.clock.turn(by);
    }
}
