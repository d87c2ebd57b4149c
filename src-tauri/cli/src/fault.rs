//! What can be wrong with what was typed or with a file that was named.
//!
//! Never repeats a number or the content of a file: at most a key of it.

use counterbell_core::error::{Explain, Problem};
use counterbell_core::gateways::GatewayFault;
use counterbell_core::rules::gateway_errors::{Advice, gateway_error};
use thiserror::Error;

/// A fact about the arguments or the files they name.
#[derive(Debug, Error)]
pub(crate) enum Fault {
    #[error("there is no {0} at this place, so nothing was done")]
    FileMissing(&'static str),
    #[error("the {0} cannot be read, so nothing was done")]
    FileUnreadable(&'static str),
    #[error("the {0} is not UTF-8 text, so nothing was done")]
    FileNotText(&'static str),
    #[error("the {0} is larger than 1 MiB, so nothing was done")]
    FileTooLarge(&'static str),
    #[error("the file {0} cannot be written")]
    NotWritten(&'static str),
    #[error("the campaign file is not JSON: it breaks off or goes wrong at line {line}, column {column}")]
    CampaignNotJson { line: usize, column: usize },
    #[error("the campaign file must hold one object in curly braces")]
    CampaignNotObject,
    #[error("the campaign file has keys that mean nothing here: {0}")]
    CampaignKeysUnknown(String),
    #[error("the campaign file has no \"{0}\"")]
    CampaignKeyMissing(&'static str),
    #[error("\"{key}\" in the campaign file must be {expected}")]
    CampaignValueWrong { key: &'static str, expected: &'static str },
    #[error("there are several senders, and the campaign file does not say which one sends")]
    SenderUnclear,
    #[error("the day on which these people agreed is missing, so nothing was imported")]
    ConsentDateMissing,
    #[error("the day of consent is not a date")]
    ConsentNotADate,
    #[error("\"{0}\" does not say which column is which field")]
    MapUnclear(String),
    #[error("a correction does not say which cell is to say what; nothing was imported")]
    EditUnclear,
    #[error("erasing a person cannot be taken back, so it has to be asked for twice")]
    NotConfirmed,
    #[error("nobody in the list has this number")]
    NoContact,
    #[error("the price of one part must be between 0 and 1000")]
    PriceInvalid,
    #[error("the ceiling must be an amount of 0 or more")]
    CeilingInvalid,
}

impl Explain for Fault {
    fn code(&self) -> &'static str {
        match self {
            Self::FileMissing(_) => "file_missing",
            Self::FileUnreadable(_) => "file_unreadable",
            Self::FileNotText(_) => "file_not_text",
            Self::FileTooLarge(_) => "file_too_large",
            Self::NotWritten(_) => "file_not_written",
            Self::CampaignNotJson { .. } => "campaign_not_json",
            Self::CampaignNotObject => "campaign_not_object",
            Self::CampaignKeysUnknown(_) => "campaign_key_unknown",
            Self::CampaignKeyMissing(_) => "campaign_key_missing",
            Self::CampaignValueWrong { .. } => "campaign_value_wrong",
            Self::SenderUnclear => "sender_unclear",
            Self::ConsentDateMissing => "import_consent_without_date",
            Self::ConsentNotADate => "import_consent_not_a_date",
            Self::MapUnclear(_) => "import_map_unclear",
            Self::EditUnclear => "import_edit_unclear",
            Self::NotConfirmed => "erase_not_confirmed",
            Self::NoContact => "contact_not_found",
            Self::PriceInvalid => "price_invalid",
            Self::CeilingInvalid => "ceiling_invalid",
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::FileMissing(_) => "Check the path.",
            Self::FileUnreadable(_) => "Check that it is a file and that you may read it.",
            Self::FileNotText(_) => "Save it as UTF-8 text.",
            Self::FileTooLarge(_) => "Check that you named the right file.",
            Self::NotWritten(_) => "Choose a name that is not taken, in a folder that you may write to.",
            Self::CampaignNotJson { .. } => "Check brackets, quotes and commas there. Nothing was saved.",
            Self::CampaignNotObject => "Write {\"name\": \"Spring sale\", \"body\": \"...\", \"segment\": \"Everyone with consent\"}.",
            Self::CampaignKeysUnknown(_) => {
                "Use name, purpose, why_now, body, segment, exclude, sender, per_second and finish_within_hours."
            }
            Self::CampaignKeyMissing(_) => "Add it; docs/FILES.md shows a whole file.",
            Self::CampaignValueWrong { .. } => "Correct it; docs/FILES.md shows a whole file.",
            Self::SenderUnclear => "Add \"sender\" with a number or gateway from: counterbell-cli gateway list.",
            Self::ConsentDateMissing => "Add --consent-date YYYY-MM-DD.",
            Self::ConsentNotADate => "Write --consent-date as YYYY-MM-DD, for example 2026-01-31.",
            Self::MapUnclear(_) => "Write --map COLUMN=FIELD, for example --map Mobile=phone.",
            Self::EditUnclear => "Write --edit ROW:COLUMN=TEXT, for example --edit 14:City=Oakland.",
            Self::NotConfirmed => "Add --yes.",
            Self::NoContact => "Look for the person with: counterbell-cli contacts list --search.",
            Self::PriceInvalid => "Write the price of one part in the shop's currency, for example 0.0079.",
            Self::CeilingInvalid => "Write an amount in the shop's currency, for example 25.50.",
        }
        .into()
    }
}

/// A sender that stopped until the owner acts, from the code it stopped with.
pub(crate) fn halted(code: &str) -> Problem {
    let known =
        [GatewayFault::Unauthorised, GatewayFault::UnsafeAddress, GatewayFault::BadSetting("account")];
    if let Some(fault) = known.into_iter().find(|fault| fault.code() == code) {
        return fault.into();
    }
    if gateway_error("twilio", code).is_some_and(|row| row.advice == Advice::StopAll) {
        return GatewayFault::Unauthorised.into();
    }
    Problem {
        code: "sender_halted".into(),
        message: format!("the SMS provider refused this sender ({code}), so nothing more is sent from it"),
        hint: "Mend the account or the registration, then add the gateway again with gateway add.".into(),
        notice: false,
    }
}
