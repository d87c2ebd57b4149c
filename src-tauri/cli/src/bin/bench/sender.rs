//! The sender against a local gateway that answers at once: a durable claim and a durable record for each text.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;
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
use counterbell_core::store::StoreError;
use counterbell_core::testing::ScriptedGateway;
use counterbell_core::testing::http_gateway::{Behaviour, HttpGateway};
use counterbell_core::wire::campaigns::Approve;
use counterbell_core::wire::settings::TwilioSetup;

use crate::list::{import, new_shop};
use crate::table::{Table, rate};
use crate::{Fault, machine};

const TEXTS: u32 = 2_000;
const RUNS: u32 = 5;
/// So much faster than the real one is the clock, so that it is the machine that is measured and not the pace.
const HURRY: u32 = 8;
/// The fastest class that a sender can be given.
const FASTEST: f64 = 225.0;
/// A class of the carriers, for a minute, and a provider that takes its time.
const CLASS: f64 = 75.0;
const A_MINUTE: u32 = 4_500;
const SLOW: Duration = Duration::from_millis(300);

pub(crate) fn measure(folder: &Path, table: &mut Table) -> Result<(), Fault> {
    measure_commits(folder, table)?;
    let near = |run| sent_in(&folder.join(format!("near-{run}")), &Provider::Near);
    let times = (0..RUNS).map(near).collect::<Result<_, _>>()?;
    table.add_runs(
        "durable claims, a gateway in the same process",
        "500/s or more",
        times,
        rate(TEXTS, "claims"),
    );
    let over_http = |run| sent_in(&folder.join(format!("http-{run}")), &Provider::Http(HttpGateway::start()));
    let times = (0..RUNS).map(over_http).collect::<Result<_, _>>()?;
    let what = "sender against a local gateway over HTTP, a durable claim each";
    table.add_runs(what, "500 messages/s or more", times, rate(TEXTS, "messages"));
    measure_pace(folder, table)
}

/// What this disk and this store can do at all: commits that change nothing but their own number.
fn measure_commits(folder: &Path, table: &mut Table) -> Result<(), Fault> {
    let engine = new_shop(&folder.join("commits"), Arc::new(SystemClock::default()))?;
    let clock = SystemClock::default();
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let began = clock.elapsed();
        for _ in 0..TEXTS {
            engine.store().write(|_| Ok::<_, StoreError>(()))?;
        }
        times.push(clock.elapsed().saturating_sub(began));
    }
    let what = "for comparison: commits with nothing in them, one after another";
    table.add_runs(what, "", times, rate(TEXTS, "commits"));
    Ok(())
}

/// The pace that is really held over a minute, in a process of its own.
fn measure_pace(folder: &Path, table: &mut Table) -> Result<(), Fault> {
    let home = folder.join("pace");
    let child = Command::new(std::env::current_exe()?).arg("pace-alone").arg(&home).output()?;
    if !child.status.success() {
        return Err(String::from_utf8_lossy(&child.stderr).into_owned().into());
    }
    let said = String::from_utf8(child.stdout)?;
    let told: Vec<f64> = said.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
    let [error, most, before, memory] = told.as_slice() else { return Err("the pace said nothing".into()) };
    let what = "pace of a class of 75/s over a minute, before a gateway that takes 300 ms";
    table.add(what, "within 1 %", format!("{error:+.2} % off"), "1");
    table.add("texts on their way at once meanwhile", "64 or fewer", format!("{most:.0}"), "1");
    let grown = format!("{:.0} MB (of {memory:.0} MB)", memory - before);
    table.add("memory that those on their way take", "bounded", grown, "1");
    Ok(())
}

/// The child: sends for a minute, then says the pace's error in percent, the most texts on their way, and the
/// memory held before and at most, in MB.
pub(crate) fn pace_alone(home: &Path) -> Result<(), Fault> {
    let gateway = HttpGateway::start();
    gateway.mix(1, [(1, Behaviour::AcceptLate(SLOW))]);
    let Sent { claims, most, before, .. } = send(home, &Provider::Http(gateway), CLASS, A_MINUTE, 1)?;
    let error = (f64::from(A_MINUTE - 1) / claims.as_secs_f64() / CLASS - 1.0) * 100.0;
    println!("{error:.4} {most} {before:.1} {:.1}", machine::peak_megabytes().unwrap_or_default());
    Ok(())
}

fn sent_in(home: &Path, provider: &Provider) -> Result<Duration, Fault> {
    Ok(send(home, provider, FASTEST, TEXTS, HURRY)?.time)
}

/// Who takes the texts.
enum Provider {
    /// A program that listens on this computer.
    Http(HttpGateway),
    /// A gateway in this process.
    Near,
}

/// From the first claim to the last answer and to the last claim, how many texts were on their way at most, and the
/// memory held at the first claim.
struct Sent {
    time: Duration,
    claims: Duration,
    most: u32,
    before: f64,
}

fn send(home: &Path, provider: &Provider, per_second: f64, texts: u32, hurry: u32) -> Result<Sent, Fault> {
    // Everybody's noon; only this program's own gateway is ever reached.
    let clock =
        Arc::new(QuickClock { noon: "2026-03-02T18:00:00Z".parse()?, real: SystemClock::default(), hurry });
    let engine = new_shop(home, clock)?;
    let sender = add_gateway(&engine, provider, per_second)?;
    approved(&engine, home, sender, per_second, texts)?;
    let before = machine::peak_megabytes().unwrap_or_default();
    let busy = machine::busy_seconds();
    let mut worker = Worker::start(&engine, sender)?;
    let (real, mut first, mut last, mut most, mut tried) =
        (SystemClock::default(), None, Duration::ZERO, 0, 0);
    loop {
        match worker.step()? {
            Step::Idle => break,
            Step::Tried => {
                last = real.elapsed();
                first.get_or_insert(last);
                tried += 1;
            }
            Step::Sorted => {}
            Step::Wait(until, _) => {
                let pause = (until - engine.now()).to_std().unwrap_or_default();
                engine.clock().wait(pause.max(Duration::from_millis(1)), engine.wake());
            }
        }
        most = most.max(worker.on_their_way());
    }
    let first = first.unwrap_or_default();
    let (time, claims) = (real.elapsed().saturating_sub(first), last.saturating_sub(first));
    machine::say_busy("sending", busy);
    let arrived = match provider {
        Provider::Http(gateway) => u32::try_from(gateway.count())?,
        Provider::Near => tried,
    };
    if arrived == texts {
        Ok(Sent { time, claims, most, before })
    } else {
        Err(format!("{arrived} of {texts} texts arrived").into())
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

fn add_gateway(engine: &Engine, provider: &Provider, per_second: f64) -> Result<SenderId, Fault> {
    let base_url = match provider {
        Provider::Http(gateway) => gateway.url(),
        Provider::Near => "http://127.0.0.1:9".into(),
    };
    let setup = TwilioSetup {
        account_sid: "AC0123".into(),
        auth_token: "secret".into(),
        from: "+12025550199".into(),
        base_url,
        registration: "registered".into(),
        price_micros: 7_900,
        per_second,
    };
    let id = settings::add_twilio(engine, &setup).map_err(|problem| problem.message)?;
    let account = engine.store().read(|c| accounts::sender(c, id))?.ok_or("no sender")?.gateway;
    let settings = TwilioSettings { account_sid: setup.account_sid, base_url: setup.base_url };
    engine.replace_gateway(
        account,
        Some(match provider {
            Provider::Http(_) => Arc::new(open_twilio(&settings, &setup.auth_token)?),
            Provider::Near => Arc::new(ScriptedGateway::new(engine.shared_clock())),
        }),
    );
    Ok(id)
}

fn approved(
    engine: &Engine,
    home: &Path,
    sender: SenderId,
    per_second: f64,
    texts: u32,
) -> Result<(), Fault> {
    let csv = home.with_extension("csv");
    let mut rows = String::from("First name,Phone\n");
    for n in 0..texts {
        writeln!(rows, "Customer {n},+1{}555{:04}", 212 + n % 2, n / 2 * 7919 % 10_000)?;
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
