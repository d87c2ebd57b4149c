//! A campaign file: `{"name", "purpose", "why_now", "body", "segment", "sender", "per_second"}`.
//!
//! Owns its keys, its defaults and what it names. Invariant: a key that means
//! nothing is an error, so that a slip never changes who gets which text.

use std::path::Path;

use counterbell_core::campaigns::Content;
use counterbell_core::campaigns::body::Body;
use counterbell_core::consent::{Scope, TextKind};
use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use counterbell_core::ids::SenderId;
use counterbell_core::money::Money;
use counterbell_core::segments::{Rule, SegmentFile};
use counterbell_core::{campaigns::CampaignError, settings, shop};
use serde_json::{Map, Value};

use crate::fault::Fault;
use crate::files;

const KEYS: [&str; 12] = [
    "name",
    "purpose",
    "why_now",
    "body",
    "segment",
    "exclude",
    "sender",
    "per_second",
    "finish_within_hours",
    "first_batch",
    "kind",
    "ceiling",
];
const USUAL_PACE: f64 = 1.0;
const USUAL_HOURS: u32 = 72;

/// Reads the file into a draft of this shop, and the size of its first batch where the file names one.
pub(crate) fn read(engine: &Engine, path: &Path) -> Result<(Content, Option<u32>), Problem> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let file = object(&files::text(path, "campaign file")?)?;
    let first_batch = first_batch(&file)?;
    Ok((content(engine, folder, &file)?, first_batch))
}

fn object(text: &str) -> Result<Map<String, Value>, Fault> {
    let json: Value = serde_json::from_str(text)
        .map_err(|e| Fault::CampaignNotJson { line: e.line(), column: e.column() })?;
    let Value::Object(object) = json else { return Err(Fault::CampaignNotObject) };
    let unknown: Vec<&str> = object.keys().map(String::as_str).filter(|key| !KEYS.contains(key)).collect();
    if unknown.is_empty() { Ok(object) } else { Err(Fault::CampaignKeysUnknown(unknown.join(", "))) }
}

fn content(engine: &Engine, folder: &Path, file: &Map<String, Value>) -> Result<Content, Problem> {
    let shop = engine.store().read(shop::load)?;
    let body = required(file, "body")?;
    // A draft in the window may be unfinished; a file is meant to be whole.
    Body::parse(&body)?;
    let segment =
        named_segment(engine, folder, file, "segment")?.ok_or(Fault::CampaignKeyMissing("segment"))?;
    let exclude = named_segment(engine, folder, file, "exclude")?;
    Ok(Content {
        name: required(file, "name")?,
        purpose: purpose(file)?,
        kind: kind(file)?,
        why_now: text(file, "why_now")?.unwrap_or_default(),
        body,
        segment_name: segment.name,
        rule: segment.rule.to_text(),
        exclude: exclude.map(|one| one.rule.to_text()).unwrap_or_default(),
        sender: Some(sender(engine, text(file, "sender")?.as_deref())?),
        per_second: per_second(file)?,
        window_open: shop.window_open,
        window_close: shop.window_close,
        finish_within_hours: finish_within_hours(file)?,
        ceiling_micros: ceiling(file)?,
    })
}

/// What stands under a key; `null` is nothing.
fn given<'f>(file: &'f Map<String, Value>, key: &str) -> Option<&'f Value> {
    file.get(key).filter(|value| !value.is_null())
}

fn text(file: &Map<String, Value>, key: &'static str) -> Result<Option<String>, Fault> {
    match given(file, key) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(Fault::CampaignValueWrong { key, expected: "text in quotes" }),
    }
}

fn required(file: &Map<String, Value>, key: &'static str) -> Result<String, Fault> {
    text(file, key)?.ok_or(Fault::CampaignKeyMissing(key))
}

fn purpose(file: &Map<String, Value>) -> Result<Scope, Fault> {
    const EXPECTED: &str = "\"promotional\", \"transactional\" or \"conversational\"";
    let wrong = Fault::CampaignValueWrong { key: "purpose", expected: EXPECTED };
    text(file, "purpose")?.map_or(Ok(Scope::Promotional), |word| word.parse().map_err(|()| wrong))
}

fn kind(file: &Map<String, Value>) -> Result<Option<TextKind>, Fault> {
    const EXPECTED: &str =
        "one of offers, news, cart_reminder, back_in_stock, review_request, order_news, answer";
    let wrong = Fault::CampaignValueWrong { key: "kind", expected: EXPECTED };
    text(file, "kind")?.map(|word| TextKind::read(&word).ok_or(wrong)).transpose()
}

fn ceiling(file: &Map<String, Value>) -> Result<Option<i64>, Fault> {
    const KEY: &str = "ceiling";
    let wrong =
        Fault::CampaignValueWrong { key: KEY, expected: "an amount in the shop's currency, for example 20" };
    let Some(value) = given(file, KEY) else { return Ok(None) };
    value.as_f64().map(Money::micros_of).filter(|micros| *micros > 0).map(Some).ok_or(wrong)
}

fn per_second(file: &Map<String, Value>) -> Result<f64, Fault> {
    let wrong = Fault::CampaignValueWrong { key: "per_second", expected: "a number, for example 1" };
    given(file, "per_second").map_or(Ok(USUAL_PACE), |value| value.as_f64().ok_or(wrong))
}

fn first_batch(file: &Map<String, Value>) -> Result<Option<u32>, Fault> {
    const KEY: &str = "first_batch";
    let wrong = Fault::CampaignValueWrong { key: KEY, expected: "a number of people, or 0 for none" };
    let Some(value) = given(file, KEY) else { return Ok(None) };
    value.as_u64().and_then(|people| u32::try_from(people).ok()).map(Some).ok_or(wrong)
}

fn finish_within_hours(file: &Map<String, Value>) -> Result<u32, Fault> {
    const KEY: &str = "finish_within_hours";
    let wrong = Fault::CampaignValueWrong { key: KEY, expected: "whole hours, from 1 to 720" };
    let Some(value) = given(file, KEY) else { return Ok(USUAL_HOURS) };
    value
        .as_u64()
        .filter(|hours| (1..=720).contains(hours))
        .and_then(|hours| u32::try_from(hours).ok())
        .ok_or(wrong)
}

/// A saved segment's name, a segment file's path, a whole segment or a bare rule.
fn named_segment(
    engine: &Engine,
    folder: &Path,
    file: &Map<String, Value>,
    key: &'static str,
) -> Result<Option<SegmentFile>, Problem> {
    Ok(match given(file, key) {
        None => None,
        Some(Value::String(named)) => Some(files::segment(engine, folder, named)?),
        Some(Value::Object(inline)) if inline.contains_key("rule") || inline.contains_key("name") => {
            Some(SegmentFile::from_text(&Value::Object(inline.clone()).to_string())?)
        }
        Some(rule) => Some(SegmentFile { name: String::new(), rule: Rule::from_json(rule)? }),
    })
}

/// The sender of this number, gateway name or kind; without one, the only sender there is.
fn sender(engine: &Engine, named: Option<&str>) -> Result<SenderId, Problem> {
    let all = settings::senders(engine)?;
    let Some(named) = named.map(str::trim).filter(|named| !named.is_empty()) else {
        return match all.as_slice() {
            [] => Err(CampaignError::NoSender.into()),
            [only] => Ok(only.id),
            _ => Err(Fault::SenderUnclear.into()),
        };
    };
    let mut meant =
        all.iter().filter(|one| [&one.address, &one.gateway_name, &one.kind].contains(&&named.to_owned()));
    match (meant.next(), meant.next()) {
        (Some(one), None) => Ok(one.id),
        (Some(_), Some(_)) => Err(Fault::SenderUnclear.into()),
        (None, _) => Err(CampaignError::UnknownSender.into()),
    }
}
