//! One history: a shop, its provider, and the deeds done to both.

use std::sync::Arc;
use std::time::Duration;

use counterbell_core::campaigns;
use counterbell_core::clock::Clock;
use counterbell_core::gateways::accounts;
use counterbell_core::ids::CampaignId;
use counterbell_core::sending::{Resolution, Step, Worker, doubts, pull_receipts, resolve_doubt};
use counterbell_core::testing::{ALICE, BOB, Beginning, CARLA, DAVE, TestShop};

use super::deeds::Deed;
use super::laws::{Broken, Laws};
use super::provider::Provider;
use super::weakness::Weakness;

/// Who is in the list.
pub(super) const PEOPLE: [&str; 4] = [ALICE, BOB, CARLA, DAVE];
/// Longer than a provider takes to settle.
const SETTLED: Duration = Duration::from_secs(660);
/// A sender waits for so long within one deed.
const PATIENCE: chrono::TimeDelta = chrono::TimeDelta::minutes(3);

pub(super) struct World<'s> {
    pub(super) shop: &'s TestShop,
    pub(super) provider: Arc<Provider>,
    pub(super) campaign: CampaignId,
    worker: Option<Worker<'s>>,
    slow: bool,
    weakness: Weakness,
    laws: Laws,
}

/// Four people and an approved campaign.
pub(super) fn beginning() -> Beginning {
    let shop = TestShop::new().with_contacts(PEOPLE);
    shop.approved();
    Beginning::of(shop)
}

/// Plays a history to its end and on to its rest. Answers how many requests were made.
pub(super) fn play(
    beginning: &Beginning,
    weakness: Weakness,
    slow: bool,
    deeds: &[Deed],
) -> Result<usize, Broken> {
    let shop = beginning.again();
    let mut world = World::new(&shop, weakness, slow);
    world.restart();
    for deed in deeds {
        world.laws_before();
        world.do_one(deed);
        world.look(&format!("{deed:?}"))?;
    }
    world.come_to_rest()?;
    Ok(world.provider.requests().len())
}

impl<'s> World<'s> {
    fn new(shop: &'s TestShop, weakness: Weakness, slow: bool) -> Self {
        let provider = Arc::new(Provider::new(shop.clock.clone()));
        let account =
            shop.engine.store().read(|c| accounts::sender(c, shop.sender)).unwrap().unwrap().gateway;
        shop.engine.replace_gateway(account, Some(provider.clone()));
        let campaign = campaigns::list(&shop.engine).unwrap()[0].id;
        Self { shop, provider, campaign, worker: None, slow, weakness, laws: Laws::default() }
    }

    fn do_one(&mut self, deed: &Deed) {
        let engine = &self.shop.engine;
        // What cannot be done, or not by the dead, is not done: a history may say anything.
        match deed {
            Deed::Later(by) => self.later(*by),
            Deed::SetClock(seconds) => {
                let set = engine.now() + chrono::TimeDelta::seconds(*seconds);
                self.shop.clock.set(set);
                self.laws.clock_was_set();
            }
            Deed::Work(steps) => self.work(*steps),
            Deed::Write(who, says) => self.provider.inbound(PEOPLE[*who], says),
            Deed::StopMeanwhile(who) => self.provider.stop_meanwhile(PEOPLE[*who]),
            Deed::Inbox { deaf, muddled } => self.provider.inbox_is(*deaf, *muddled),
            Deed::Next(turn) => self.provider.next(turn.clone()),
            Deed::Pause => drop(campaigns::pause(engine, self.campaign)),
            Deed::Resume => self.resume(),
            Deed::Stop => drop(campaigns::stop(engine, self.campaign)),
            Deed::DieAt { commits, after_it } => engine.store().die_at_commit(*commits, *after_it),
            Deed::Kill => {
                engine.store().die_at_commit(0, false);
                self.worker = None;
            }
            Deed::Restart => self.restart(),
            Deed::Receipts => drop(pull_receipts(engine, self.shop.sender, true)),
            Deed::Resolve(what) => self.resolve(*what),
        }
    }

    fn later(&self, by: Duration) {
        self.shop.clock.turn(by);
        self.provider.clock.turn(by);
    }

    /// A death on the way ends the work.
    fn work(&mut self, steps: u32) {
        for _ in 0..steps {
            self.weakness.before_a_step(self.shop);
            let Some(worker) = &mut self.worker else { return };
            let now = self.shop.engine.now();
            match worker.step() {
                Ok(Step::Tried | Step::Sorted) => {}
                Ok(Step::Wait(until, _)) if until - now < PATIENCE => {
                    self.later((until - now).to_std().unwrap_or_default().max(Duration::from_millis(1)));
                }
                Ok(Step::Wait(..) | Step::Idle) => return,
                Err(_) => self.worker = None,
            }
        }
    }

    /// A new start of the program, after an end in order or a death.
    fn restart(&mut self) {
        self.worker = None;
        let engine = &self.shop.engine;
        engine.store().restart(engine.now()).unwrap();
        self.weakness.at_a_start(self.shop, &self.provider);
        let worker = Worker::start(engine, self.shop.sender).unwrap();
        let takes = if self.slow { Duration::from_secs(4) } else { Duration::ZERO };
        self.worker = Some(if self.slow { worker.answered_after(takes) } else { worker });
        self.weakness.at_a_start(self.shop, &self.provider);
    }

    fn resume(&mut self) {
        let _ = self.shop.engine.store().write(|tx| accounts::halt(tx, self.shop.sender, ""));
        let _ = campaigns::resume(&self.shop.engine, self.campaign);
        self.laws.resumed();
    }

    fn resolve(&mut self, what: Resolution) {
        for doubt in doubts(&self.shop.engine).unwrap() {
            if resolve_doubt(&self.shop.engine, doubt.id, what).is_ok() {
                self.laws.resolved(&doubt.number, what);
            }
        }
    }

    fn laws_before(&mut self) {
        let mut laws = std::mem::take(&mut self.laws);
        laws.before(self);
        self.laws = laws;
    }

    fn look(&mut self, after: &str) -> Result<(), Broken> {
        let mut laws = std::mem::take(&mut self.laws);
        let seen = laws.look(self, after);
        self.laws = laws;
        seen
    }

    /// Everything is put right, and time passes until nothing is open any more.
    fn come_to_rest(&mut self) -> Result<(), Broken> {
        self.provider.recover();
        self.laws_before();
        self.restart();
        let right = self.provider.clock.now().max(self.shop.engine.now());
        self.shop.clock.set(right.max(self.laws.latest()));
        self.laws.clock_was_set();
        for pause in [SETTLED, SETTLED, Duration::from_secs(80 * 3600)] {
            self.laws_before();
            self.resume();
            self.work(24);
            self.look("coming to rest")?;
            self.later(pause);
        }
        self.laws_before();
        self.resume();
        self.work(24);
        let _ = campaigns::stop(&self.shop.engine, self.campaign);
        self.look("at rest")?;
        self.laws.at_rest(self)
    }
}
