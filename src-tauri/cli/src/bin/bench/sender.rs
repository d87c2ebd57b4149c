//! The sender against a local gateway that answers at once: a durable claim and a durable record for each text.

use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use counterbell_core::campaigns::{self, Content};
use counterbell_core::clock::{Clock, SystemClock, Timestamp, Wake};
use counterbell_core::consent::Scope;
use counterbell_core::engine::Engine;
use counterbell_core::gateways::{TwilioSettings, accounts, open_twilio};
use counterbell_core::ids::SenderId;
use counterbell_core::sending::{Step, Worker, allowance};
use counterbell_core::settings;
use counterbell_core::testing::http_gateway::{Behaviour, HttpGateway};
use counterbell_core::wire::campaigns::Approve;
use counterbell_core::wire::settings::TwilioSetup;

use crate::list::{import, new_shop};
use crate::table::{Table, grouped, median};
use crate::{Fault, machine};

const TEXTS: u32 = 2_000;
const RUNS: u32 = 3;
/// So much faster than the real one is the clock, so that it is the machine that is measured and not the pace.
const HURRY: u32 = 8;
/// The fastest class that a sender can be given.
const FASTEST: f64 = 225.0;
/// A class of the carriers, and a provider that takes its time.
const CLASS: f64 = 75.0;
const SLOW: Duration = Duration::from_millis(300);

pub(crate) fn measure(folder: &Path, table: &mut Table) -> Result<(), Fault> {
    let mut times = Vec::new();
    for run in 0..RUNS {
        times.push(sent_in(&folder.join(format!("sender-{run}")))?);
    }
    let per_second = f64::from(TEXTS) / median(times).as_secs_f64();
    let what = "sender against a local gateway over HTTP, a durable claim each";
    table.add(what, "500 messages/s or more", format!("{} messages/s", grouped(per_second)));
    measure_pace(folder, table)
}

/// The pace that is really held, over the time that the texts need.
fn measure_pace(folder: &Path, table: &mut Table) -> Result<(), Fault> {
    let gateway = HttpGateway::start();
    gateway.mix(1, [(1, Behaviour::AcceptLate(SLOW))]);
    let Sent { time, most } = send(&folder.join("pace"), &gateway, CLASS, 1)?;
    let error = (f64::from(TEXTS - 1) / time.as_secs_f64() / CLASS - 1.0) * 100.0;
    let what = "pace of a class of 75/s before a gateway that takes 300 ms";
    table.add(what, "within 1 %", format!("{error:+.2} % over {:.0} s", time.as_secs_f64()));
    let memory = machine::peak_megabytes().map_or_else(String::new, |mb| format!(", {mb:.0} MB at most"));
    table.add("texts on their way at once, and memory", "64 or fewer", format!("{most}{memory}"));
    Ok(())
}

fn sent_in(home: &Path) -> Result<Duration, Fault> {
    Ok(send(home, &HttpGateway::start(), FASTEST, HURRY)?.time)
}

/// From the first claim to the last answer, and how many texts were on their way at most.
struct Sent {
    time: Duration,
    most: u32,
}

fn send(home: &Path, gateway: &HttpGateway, per_second: f64, hurry: u32) -> Result<Sent, Fault> {
    // Everybody's noon; only this program's own gateway is ever reached.
    let clock =
        Arc::new(QuickClock { noon: "2026-03-02T18:00:00Z".parse()?, real: SystemClock::default(), hurry });
    let engine = new_shop(home, clock)?;
    let sender = add_gateway(&engine, gateway, per_second)?;
    approved(&engine, home, sender, per_second)?;
    let mut worker = Worker::start(&engine, sender)?;
    let (real, mut first, mut most) = (SystemClock::default(), None, 0);
    loop {
        match worker.step()? {
            Step::Idle => break,
            Step::Tried => _ = first.get_or_insert_with(|| real.elapsed()),
            Step::Sorted => {}
            Step::Wait(until, _) => {
                let pause = (until - engine.now()).to_std().unwrap_or_default();
                engine.clock().wait(pause.max(Duration::from_millis(1)), engine.wake());
            }
        }
        most = most.max(worker.on_their_way());
    }
    let time = real.elapsed().saturating_sub(first.unwrap_or_default());
    let texts = u32::try_from(gateway.count())?;
    if texts == TEXTS {
        Ok(Sent { time, most })
    } else {
        Err(format!("{texts} of {TEXTS} texts arrived").into())
    }
}

/// A clock that starts at noon and runs faster.
struct QuickClock {
    noon: Timestamp,
    real: SystemClock,
    hurry: u32,
}

impl Clock for QuickClock {
    fn now(&self) -> Timestamp {
        let millis = (self.elapsed()).as_millis();
        self.noon + Duration::from_millis(u64::try_from(millis).unwrap_or_default())
    }

    fn elapsed(&self) -> Duration {
        self.real.elapsed() * self.hurry
    }

    fn wait(&self, at_most: Duration, wake: &Wake) {
        self.real.wait(at_most / self.hurry, wake);
    }

    fn is_real(&self) -> bool {
        false
    }
}

fn add_gateway(engine: &Engine, gateway: &HttpGateway, per_second: f64) -> Result<SenderId, Fault> {
    let setup = TwilioSetup {
        account_sid: "AC0123".into(),
        auth_token: "secret".into(),
        from: "+12025550199".into(),
        base_url: gateway.url(),
        registration: "registered".into(),
        price_micros: 7_900,
        per_second,
    };
    let id = settings::add_twilio(engine, &setup).map_err(|problem| problem.message)?;
    let account = engine.store().read(|c| accounts::sender(c, id))?.ok_or("no sender")?.gateway;
    let settings = TwilioSettings { account_sid: setup.account_sid, base_url: setup.base_url };
    engine.replace_gateway(account, Some(Arc::new(open_twilio(&settings, &setup.auth_token)?)));
    Ok(id)
}

fn approved(engine: &Engine, home: &Path, sender: SenderId, per_second: f64) -> Result<(), Fault> {
    let csv = home.with_extension("csv");
    let mut rows = String::from("First name,Phone\n");
    for n in 0..TEXTS {
        writeln!(rows, "Customer {n},+1{}555{:04}", 212 + n % 2, n / 2)?;
    }
    std::fs::write(&csv, rows)?;
    import(engine, &csv)?;
    let id = campaigns::create(engine, &content(sender, per_second))?;
    // The wait after a first batch is not what is measured.
    engine.store().write(|tx| allowance::wish_first_batch(tx, id, Some(0)))?;
    let page = campaigns::check(engine, id)?;
    let seen = Approve { id, revision: page.revision, recipients: page.reach.will_receive, seal: page.seal };
    Ok(campaigns::approve(engine, &seen, None)?)
}

fn content(sender: SenderId, per_second: f64) -> Content {
    Content {
        name: "Spring coats".into(),
        purpose: Scope::Promotional,
        kind: None,
        why_now: "They asked to hear when the spring coats arrive, and they arrived this morning".into(),
        body: "Maple & Pine: {{first_name|there}}, the spring coats are here. Reply STOP to opt out".into(),
        segment_name: String::new(),
        rule: r#"{"all":[]}"#.into(),
        exclude: String::new(),
        sender: Some(sender),
        per_second,
        window_open: 540,
        window_close: 1200,
        finish_within_hours: 72,
        ceiling_micros: None,
    }
}
