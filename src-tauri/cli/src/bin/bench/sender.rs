//! The sender against a local gateway that answers at once: a durable claim and a durable record for each text.

use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use counterbell_core::campaigns::{self, Content};
use counterbell_core::clock::{Clock, SystemClock, Timestamp, TurnedClock};
use counterbell_core::consent::Scope;
use counterbell_core::engine::Engine;
use counterbell_core::gateways::{TwilioSettings, accounts, open_twilio};
use counterbell_core::ids::SenderId;
use counterbell_core::sending::{Step, Worker, allowance};
use counterbell_core::settings;
use counterbell_core::testing::http_gateway::HttpGateway;
use counterbell_core::wire::campaigns::Approve;
use counterbell_core::wire::settings::TwilioSetup;

use crate::Fault;
use crate::list::{import, new_shop};
use crate::table::{Table, grouped, median};

const TEXTS: u32 = 2_000;
const RUNS: u32 = 3;
/// Longer than the gap of the fastest pace, so that it is the machine that is measured.
const TURN: Duration = Duration::from_millis(5);

pub(crate) fn measure(folder: &Path, table: &mut Table) -> Result<(), Fault> {
    let mut times = Vec::new();
    for run in 0..RUNS {
        times.push(sent_in(&folder.join(format!("sender-{run}")))?);
    }
    let per_second = f64::from(TEXTS) / median(times).as_secs_f64();
    let what = "sender against a local gateway over HTTP, a durable claim each";
    table.add(what, "500 messages/s or more", format!("{} messages/s", grouped(per_second)));
    Ok(())
}

fn sent_in(home: &Path) -> Result<Duration, Fault> {
    let gateway = HttpGateway::start();
    // Everybody's noon; only this program's own gateway is ever reached.
    let noon: Timestamp = "2026-03-02T18:00:00Z".parse()?;
    let clock = Arc::new(TurnedClock::new(noon));
    let engine = new_shop(home, clock.clone())?;
    let sender = add_gateway(&engine, &gateway)?;
    approved(&engine, home, sender)?;
    let mut worker = Worker::start(&engine, sender)?;
    let began = SystemClock::default();
    while worker.step()? != Step::Idle {
        clock.turn(TURN);
    }
    let time = began.elapsed();
    let texts = u32::try_from(gateway.count())?;
    if texts == TEXTS { Ok(time) } else { Err(format!("{texts} of {TEXTS} texts arrived").into()) }
}

fn add_gateway(engine: &Engine, gateway: &HttpGateway) -> Result<SenderId, Fault> {
    let setup = TwilioSetup {
        account_sid: "AC0123".into(),
        auth_token: "secret".into(),
        from: "+12025550199".into(),
        base_url: gateway.url(),
        registration: "registered".into(),
        price_micros: 7_900,
        per_second: 225.0,
    };
    let id = settings::add_twilio(engine, &setup).map_err(|problem| problem.message)?;
    let account = engine.store().read(|c| accounts::sender(c, id))?.ok_or("no sender")?.gateway;
    let settings = TwilioSettings { account_sid: setup.account_sid, base_url: setup.base_url };
    engine.replace_gateway(account, Some(Arc::new(open_twilio(&settings, &setup.auth_token)?)));
    Ok(id)
}

fn approved(engine: &Engine, home: &Path, sender: SenderId) -> Result<(), Fault> {
    let csv = home.with_extension("csv");
    let mut rows = String::from("First name,Phone\n");
    for n in 0..TEXTS {
        writeln!(rows, "Customer {n},+1{}555{:04}", 212 + n % 2, n / 2)?;
    }
    std::fs::write(&csv, rows)?;
    import(engine, &csv)?;
    let id = campaigns::create(engine, &content(sender))?;
    // The wait after a first batch is not what is measured.
    engine.store().write(|tx| allowance::wish_first_batch(tx, id, Some(0)))?;
    let page = campaigns::check(engine, id)?;
    let seen = Approve { id, revision: page.revision, recipients: page.reach.will_receive, seal: page.seal };
    Ok(campaigns::approve(engine, &seen, None)?)
}

fn content(sender: SenderId) -> Content {
    Content {
        name: "Spring coats".into(),
        purpose: Scope::Promotional,
        why_now: "They asked to hear when the spring coats arrive, and they arrived this morning".into(),
        body: "Maple & Pine: {{first_name|there}}, the spring coats are here. Reply STOP to opt out".into(),
        segment_name: String::new(),
        rule: r#"{"all":[]}"#.into(),
        exclude: String::new(),
        sender: Some(sender),
        per_second: 225.0,
        window_open: 540,
        window_close: 1200,
        finish_within_hours: 72,
    }
}
