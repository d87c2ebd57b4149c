//! `rehearse`: the whole main job on the sample export, against the practice carrier, with a turned clock.
//!
//! The shop lives in a temporary folder and goes with it. The same sample, clock
//! and seed tell the same story every time. Invariant: the sums of import,
//! reach and report hold, or the rehearsal fails.

mod story;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use chrono::Days;
use counterbell_core::campaigns::{self, Content};
use counterbell_core::clock::{Clock, Timestamp, TurnedClock};
use counterbell_core::consent::{self, Method, Scope};
use counterbell_core::contacts::SAMPLE;
use counterbell_core::contacts::import::{self, Agreement, Column, Declaration, ImportResult, Request};
use counterbell_core::doors;
use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use counterbell_core::segments::{self, Rule};
use counterbell_core::settings;
use counterbell_core::shop::Shop;
use counterbell_core::store::{Device, KeySource, StoreKey, StoreKind};
use counterbell_core::wire::campaigns::{Approve, ComposeQuery};
use counterbell_core::wire::segments::ReachQuery;

use super::{pull, send};
use crate::answer::Answer;
use crate::fault::Fault;
use story::Story;

/// A Tuesday, 16:00 UTC: morning in New York, before sending hours in Los Angeles.
const START: &str = "2026-03-03T16:00:00Z";
/// With this seed some people answer and some say STOP.
const SEED: u64 = 4;
/// By then everybody who answers has answered.
const ANSWERS_TAKE: Duration = Duration::from_secs(20 * 60);

const SEGMENT: &str = "Customers who have ordered";
const RULE: &str = r#"{"all":[{"field":"orders","op":"at_least","value":1}]}"#;
const WHY_NOW: &str =
    "They have bought from us before, and the spring coats they ask about every year arrived this morning";
const BODY: &str = "Maple & Pine: {{first_name|there}}, the spring coats are here, and your size is put by until Saturday. \
                    Reply STOP to opt out";

pub(super) fn run() -> Result<Answer, Problem> {
    let folder = tempfile::tempdir().map_err(|_| Fault::NotWritten("folder for the rehearsal"))?;
    let start: Timestamp = START.parse().unwrap_or_default();
    let story = play(folder.path(), &Arc::new(TurnedClock::new(start)))?;
    story.sums_hold()?;
    Ok(story.told())
}

fn play(folder: &Path, clock: &Arc<TurnedClock>) -> Result<Story, Problem> {
    let engine = set_up(&folder.join("home"), clock.clone())?;
    let (import, columns) = import_sample(&engine, folder)?;
    let rule = Rule::from_text(RULE)?;
    engine.store().write(|tx| segments::save(tx, SEGMENT, &rule, engine.now()))?;
    let asked = ReachQuery { rule: RULE.into(), exclude: String::new(), purpose: Scope::Promotional };
    let reach = campaigns::reach_of(&engine, &asked)?;
    let content = content(&engine)?;
    let compose = campaigns::compose(&engine, &compose_query(&content))?;
    let id = campaigns::create(&engine, &content)?;
    let check = campaigns::check(&engine, id)?;
    let seen = Approve {
        id,
        revision: check.revision,
        recipients: check.reach.will_receive,
        seal: check.seal.clone(),
    };
    campaigns::approve(&engine, &seen, None)?;
    let sent = send::run(&engine, true)?.json;
    let sent_at = clock.now();
    clock.turn(ANSWERS_TAKE);
    let pulled = pull::run(&engine)?.json;
    Ok(Story {
        import,
        columns,
        reach,
        compose,
        check,
        sent,
        sent_at,
        pulled,
        report: campaigns::report(&engine, id)?,
        ledger: engine.store().read(consent::verify)?,
    })
}

fn set_up(home: &Path, clock: Arc<dyn Clock>) -> Result<Engine, Problem> {
    let mut shop = Shop::new("Maple & Pine", "US", "USD")?;
    shop.test_number = "+12125550100".into();
    let engine = doors::make_shop(
        home,
        &shop,
        StoreKind::Practice,
        &KeySource::Given(StoreKey::random()?),
        &Device::at(home.with_extension("device")),
        &clock,
    )?;
    doors::add_practice(&engine, SEED)?;
    Ok(engine)
}

/// Through the ordinary import, answered for as a careful owner would.
fn import_sample(engine: &Engine, folder: &Path) -> Result<(ImportResult, Vec<Column>), Problem> {
    let path = folder.join("practice-customers.csv");
    std::fs::write(&path, SAMPLE).map_err(|_| Fault::NotWritten("of the sample export"))?;
    let now = engine.now();
    let request = Request {
        declaration: Some(Declaration::Agreed(Agreement {
            method: Method::ExpressWritten,
            source: "checkout".into(),
            date: now.date_naive().checked_sub_days(Days::new(90)).unwrap_or_default(),
            wording: "Text me offers and news from Maple & Pine, up to 4 a month. Reply STOP to end.".into(),
            scope: Scope::Promotional,
        })),
        ..Request::of(path, "US")
    };
    let columns = import::columns(engine.store(), &request, now)?;
    Ok((import::commit(engine.store(), &request, now, &|_| {}, &AtomicBool::new(false))?, columns))
}

fn content(engine: &Engine) -> Result<Content, Problem> {
    let sender = settings::senders(engine)?.first().map(|one| one.id);
    Ok(Content {
        name: "Spring coats".into(),
        purpose: Scope::Promotional,
        kind: None,
        why_now: WHY_NOW.into(),
        body: BODY.into(),
        segment_name: SEGMENT.into(),
        rule: RULE.into(),
        exclude: String::new(),
        sender,
        per_second: 1.0,
        window_open: 9 * 60,
        window_close: 20 * 60,
        finish_within_hours: 72,
        ceiling_micros: None,
    })
}

fn compose_query(content: &Content) -> ComposeQuery {
    ComposeQuery {
        body: content.body.clone(),
        rule: content.rule.clone(),
        exclude: String::new(),
        purpose: content.purpose,
        sender: content.sender,
    }
}
