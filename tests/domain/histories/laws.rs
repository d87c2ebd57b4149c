//! What must hold after every deed, whatever was done.
//!
//! Each law is judged from the provider's side, by the provider's clock, wherever that is possible.

use std::collections::BTreeMap;

use chrono::{TimeDelta, Timelike};
use chrono_tz::Tz;
use counterbell_core::clock::Timestamp;
use counterbell_core::sending::Resolution;
use counterbell_core::store::StoreError;
use counterbell_core::testing::{ALICE, BOB, CARLA};

use super::provider::Request;
use super::world::{PEOPLE, World};

/// An inbox read longer ago than this lets nothing go; a second for the clocks.
const INBOX_FRESH: TimeDelta = TimeDelta::seconds(121);
/// The campaign's gap is a second; a claim may keep the rhythm when it comes 50 ms late.
const SHORTEST_GAP: TimeDelta = TimeDelta::milliseconds(950);

/// The law that was broken, and when.
#[derive(Debug)]
pub(super) struct Broken(pub(super) String);

/// What the laws remember of a history.
#[derive(Default)]
pub(super) struct Laws {
    /// Requests that have been judged.
    seen: usize,
    suppressed: Vec<String>,
    /// The campaign was not running, and nobody let it go on since.
    held: bool,
    clock_set: bool,
    resent: BTreeMap<String, usize>,
    owner_says_sent: Vec<String>,
    latest: Option<Timestamp>,
}

/// One text as the store has it.
struct Text {
    number: String,
    state: String,
    reason: String,
}

impl Laws {
    pub(super) fn before(&mut self, world: &World<'_>) {
        self.suppressed = suppressed(world);
        self.held = campaign_state(world) != "running";
        self.latest = self.latest.max(Some(world.shop.engine.now()));
    }

    pub(super) fn clock_was_set(&mut self) {
        self.clock_set = true;
    }

    pub(super) fn resumed(&mut self) {
        self.held = false;
    }

    pub(super) fn resolved(&mut self, number: &str, what: Resolution) {
        match what {
            // The owner takes the risk, and lets a finished campaign go on.
            Resolution::Resend => {
                *self.resent.entry(number.into()).or_default() += 1;
                self.held = false;
            }
            Resolution::Accepted => self.owner_says_sent.push(number.into()),
            Resolution::Abandoned => {}
        }
    }

    /// The latest moment that the laptop's clock has shown.
    pub(super) fn latest(&self) -> Timestamp {
        self.latest.unwrap_or_default()
    }

    pub(super) fn look(&mut self, world: &World<'_>, after: &str) -> Result<(), Broken> {
        let requests = world.provider.requests();
        let mut last = self.seen.checked_sub(1).map(|at| requests[at].at);
        for request in &requests[self.seen..] {
            self.judge(world, request, last).map_err(|law| Broken(format!("{law}, after {after}")))?;
            last = Some(request.at);
            self.clock_set = false;
        }
        self.seen = requests.len();
        let judged = self.nobody_got_two(&requests).and_then(|()| self.sums(world, &requests));
        judged.map_err(|law| Broken(format!("{law}, after {after}")))
    }

    /// One request to send.
    fn judge(
        &self,
        world: &World<'_>,
        request: &Request,
        last: Option<Timestamp>,
    ) -> Result<(), &'static str> {
        let stopped = world.provider.said_stop(&request.to);
        let local = request.laptop.with_timezone(&zone(&request.to));
        let laws = [
            (!self.held, "a held campaign sends"),
            (!self.suppressed.contains(&request.to), "a suppressed person is texted"),
            (stopped.is_none_or(|at| request.at - at <= INBOX_FRESH), "a STOP is not read in time"),
            (request.inbox_age.is_some_and(|age| age <= INBOX_FRESH), "a stale inbox lets a text go"),
            ((9..20).contains(&local.hour()), "a text goes outside its hours"),
            (valid_until(request).is_some_and(|hour| hour <= 20 * 60), "a text is valid beyond its hours"),
            (
                self.clock_set || last.is_none_or(|last| request.at - last >= SHORTEST_GAP),
                "texts go faster than their pace",
            ),
        ];
        laws.into_iter().find(|(holds, _)| !holds).map_or(Ok(()), |(_, law)| Err(law))
    }

    fn nobody_got_two(&self, requests: &[Request]) -> Result<(), &'static str> {
        let twice = PEOPLE.iter().any(|who| taken(requests, who) > 1 + self.resends(who));
        if twice { Err("somebody got two texts") } else { Ok(()) }
    }

    fn resends(&self, who: &str) -> usize {
        self.resent.get(who).copied().unwrap_or(0)
    }

    /// Every text is in exactly one state, and none that may have gone stands as if it had not.
    fn sums(&self, world: &World<'_>, requests: &[Request]) -> Result<(), &'static str> {
        let texts = texts(world);
        if texts.len() != PEOPLE.len() {
            return Err("a text is lost");
        }
        let forgotten = |text: &Text| {
            let maybe = requests.iter().filter(|one| one.to == text.number && !one.unsent).count();
            let unsent = matches!(text.state.as_str(), "queued" | "skipped" | "expired");
            unsent && maybe > self.resends(&text.number)
        };
        if texts.iter().any(forgotten) { Err("a text that may have gone is forgotten") } else { Ok(()) }
    }

    /// Nothing is open any more, and every state is true.
    pub(super) fn at_rest(&self, world: &World<'_>) -> Result<(), Broken> {
        let requests = world.provider.requests();
        let report = world.shop.report(world.campaign);
        if report.by_state.iter().map(|one| one.count).sum::<u32>() as usize != PEOPLE.len() {
            return Err(Broken("the report does not sum, at rest".into()));
        }
        let texts = texts(world);
        let untrue = texts.iter().find(|text| {
            let times = taken(&requests, &text.number);
            !match text.state.as_str() {
                "accepted" | "delivered" => times > 0 || self.owner_says_sent.contains(&text.number),
                "in_doubt" => true,
                "cancelled" if text.reason == "given_up_in_doubt" => true,
                "rejected" | "skipped" | "expired" | "cancelled" => times <= self.resends(&text.number),
                _ => false,
            }
        });
        untrue
            .map_or(Ok(()), |text| Err(Broken(format!("{} {} is not true at rest", text.state, text.reason))))
    }
}

fn taken(requests: &[Request], who: &str) -> usize {
    requests.iter().filter(|one| one.to == who && one.taken_at.is_some()).count()
}

fn zone(number: &str) -> Tz {
    match number {
        ALICE => chrono_tz::America::New_York,
        BOB => chrono_tz::America::Chicago,
        CARLA => chrono_tz::America::Los_Angeles,
        _ => chrono_tz::Europe::London,
    }
}

/// Minutes after midnight until when the provider may try; nothing for another day.
fn valid_until(request: &Request) -> Option<u32> {
    let zone = zone(&request.to);
    let until = (request.laptop + request.valid_for).with_timezone(&zone);
    let same_day = until.date_naive() == request.laptop.with_timezone(&zone).date_naive();
    same_day.then(|| until.hour() * 60 + until.minute())
}

fn campaign_state(world: &World<'_>) -> String {
    let sql = "SELECT state FROM campaign WHERE id = ?1";
    let read =
        |c: &rusqlite::Connection| Ok::<_, StoreError>(c.query_row(sql, [world.campaign], |row| row.get(0))?);
    world.shop.engine.store().read(read).unwrap()
}

fn suppressed(world: &World<'_>) -> Vec<String> {
    let sql = "SELECT n.e164 FROM suppression s JOIN number n ON n.id = s.number_id";
    column(world, sql)
}

fn column(world: &World<'_>, sql: &str) -> Vec<String> {
    let read = |c: &rusqlite::Connection| {
        let mut select = c.prepare_cached(sql)?;
        let rows = select.query_map([], |row| row.get(0))?;
        Ok::<_, StoreError>(rows.collect::<Result<_, _>>()?)
    };
    world.shop.engine.store().read(read).unwrap()
}

fn texts(world: &World<'_>) -> Vec<Text> {
    let read = |c: &rusqlite::Connection| {
        let mut select = c.prepare_cached("SELECT recipient, state, reason FROM message")?;
        let rows = select
            .query_map([], |row| Ok(Text { number: row.get(0)?, state: row.get(1)?, reason: row.get(2)? }))?;
        Ok::<_, StoreError>(rows.collect::<Result<_, _>>()?)
    };
    world.shop.engine.store().read(read).unwrap()
}
