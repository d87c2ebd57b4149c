//! What an answer of Twilio proves.
//!
//! Owns the classification (facts: a text is refused only where Twilio says so
//! in its own error body; only 429 is documented as never processed). Pure:
//! an answer goes in, a verdict comes out.

use serde::de::DeserializeOwned;

use super::shapes::{Entry, Refused, is_sid};
use crate::gateways::http::Answer;
use crate::gateways::{Action, Attempt, GatewayFault, Progress, Receipt, Refusal};
use crate::rules::gateway_errors::{Advice, Stage, gateway_error};

/// The verdict on one text.
pub(super) fn attempt(answer: &Answer) -> Attempt {
    match answer.status {
        200..=299 => taken(answer),
        429 => too_many(answer),
        408 => Attempt::Unknown { seen: "http_408" },
        400..=499 => refused(answer),
        300..=399 => Attempt::Unknown { seen: "redirect" },
        500 => Attempt::Unknown { seen: "http_500" },
        503 => Attempt::Unknown { seen: "http_503" },
        504 => Attempt::Unknown { seen: "http_504" },
        501..=599 => Attempt::Unknown { seen: "http_5xx" },
        _ => Attempt::Unknown { seen: "http_other" },
    }
}

fn taken(answer: &Answer) -> Attempt {
    match answer.json::<Entry>() {
        Some(entry) if is_sid(&entry.sid) => Attempt::Accepted { gateway_ref: entry.sid },
        Some(_) => Attempt::Unknown { seen: "no_id" },
        None => Attempt::Unknown { seen: answer.flaw() },
    }
}

/// The daily limit of an account comes as 429 too, but waiting minutes does not lift it.
fn too_many(answer: &Answer) -> Attempt {
    match error_body(answer).map(|error| (action_at_once(answer.status, error.code), error.code)) {
        Some((Some(Action::HaltSender), code)) => rejected(code, Action::HaltSender),
        _ => Attempt::NotSent { fault: GatewayFault::TooFast, retry_after: answer.retry_after },
    }
}

fn refused(answer: &Answer) -> Attempt {
    let Some(Refused { code, .. }) = error_body(answer) else {
        return Attempt::Unknown { seen: "refusal_not_from_provider" };
    };
    match action_at_once(answer.status, code) {
        Some(Action::SlowDown) => {
            Attempt::NotSent { fault: GatewayFault::TooFast, retry_after: answer.retry_after }
        }
        Some(action) => rejected(code, action),
        None => Attempt::Unknown { seen: "provider_trouble" },
    }
}

fn rejected(code: i64, action: Action) -> Attempt {
    Attempt::Rejected(Refusal { code: code.to_string(), action })
}

fn error_body(answer: &Answer) -> Option<Refused> {
    answer.json::<Refused>().filter(|error| error.status.is_none_or(|status| status == answer.status))
}

/// What a code in the answer asks for; none where it does not prove that the text was not taken.
fn action_at_once(status: u16, code: i64) -> Option<Action> {
    let Some(row) = gateway_error("twilio", &code.to_string()) else {
        return Some(if matches!(status, 401 | 403) { Action::HaltSender } else { Action::DropMessage });
    };
    match (row.stage, row.advice) {
        (Stage::Either, _) => None,
        // A limit of the whole account: every further text would meet it, so a person should see it.
        (_, Advice::HoldUntilReset) => Some(Action::HaltSender),
        // The two that concern one recipient; other settings would refuse every text.
        (_, Advice::NeverConfig) if matches!(code, 21408 | 21612) => Some(Action::DropMessage),
        (_, advice) => Some(action(advice)),
    }
}

fn action(advice: Advice) -> Action {
    match advice {
        Advice::NeverOptedOut => Action::Suppress,
        Advice::NeverInvalid => Action::InvalidNumber,
        Advice::NeverNotSms => Action::NotMobile,
        Advice::NeverConfig | Advice::StopAll | Advice::StopSender => Action::HaltSender,
        Advice::HoldUntilReset
        | Advice::PauseCampaign
        | Advice::RetryBackoff
        | Advice::RetryLater
        | Advice::SlowCampaign => Action::SlowDown,
        _ => Action::DropMessage,
    }
}

/// How far a text has come.
pub(super) fn receipt(entry: &Entry) -> Receipt {
    let progress = match entry.status.as_deref() {
        Some("delivered" | "read") => Progress::Delivered,
        Some("undelivered" | "failed" | "canceled") => Progress::Undelivered(failure(entry)),
        _ => Progress::Underway,
    };
    Receipt { gateway_ref: entry.sid.clone(), progress }
}

fn failure(entry: &Entry) -> Refusal {
    let code = entry.error_code.map(|code| code.to_string());
    let code = code.or_else(|| entry.status.clone()).unwrap_or_default();
    let action = gateway_error("twilio", &code).map_or(Action::DropMessage, |row| action(row.advice));
    Refusal { code, action }
}

/// The page that was asked for, or why there is none.
pub(super) fn page<T: DeserializeOwned>(answer: &Answer) -> Result<T, GatewayFault> {
    match (answer.status, error_body(answer)) {
        (200..=299, _) => answer.json().ok_or(GatewayFault::Garbled(answer.flaw())),
        (401, _) | (403, Some(_)) => Err(GatewayFault::Unauthorised),
        (429, _) => Err(GatewayFault::TooFast),
        (400..=499, Some(error)) => Err(GatewayFault::Refused(error.code.to_string())),
        (300..=399, _) => Err(GatewayFault::Garbled("redirect")),
        (500..=599, _) => Err(GatewayFault::Garbled("server_error")),
        _ => Err(GatewayFault::Garbled(answer.flaw())),
    }
}
