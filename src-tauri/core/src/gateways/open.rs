//! From a stored account to a gateway that can be asked.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::accounts::Account;
use super::practice::{Practice, PracticeConfig, SentTexts};
use super::twilio::{Twilio, TwilioConfig};
use super::{Gateway, GatewayFault};
use crate::clock::Clock;

/// A Twilio account's settings without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TwilioSettings {
    /// Account SID.
    pub account_sid: String,
    /// Empty for Twilio itself.
    pub base_url: String,
}

/// The practice carrier's settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PracticeSettings {
    /// The same seed gives the same replies and failures.
    pub seed: u64,
}

/// Opens an account.
pub fn open(
    account: &Account,
    clock: Arc<dyn Clock>,
    sent: Arc<dyn SentTexts>,
) -> Result<Arc<dyn Gateway>, GatewayFault> {
    match account.kind.as_str() {
        "twilio" => Ok(Arc::new(twilio(&settings(account)?, &account.secret)?)),
        "practice" => {
            let PracticeSettings { seed } = settings(account)?;
            Ok(Arc::new(Practice::new(PracticeConfig { seed, ..PracticeConfig::default() }, clock, sent)))
        }
        _ => Err(GatewayFault::BadSetting("kind")),
    }
}

/// A Twilio gateway from its settings; refuses an address that is not safe.
pub fn twilio(settings: &TwilioSettings, auth_token: &str) -> Result<Twilio, GatewayFault> {
    let config = TwilioConfig::new(settings.account_sid.as_str(), auth_token);
    Twilio::new(if settings.base_url.is_empty() { config } else { config.at(settings.base_url.as_str()) })
}

fn settings<T: serde::de::DeserializeOwned>(account: &Account) -> Result<T, GatewayFault> {
    serde_json::from_str(&account.config).map_err(|_| GatewayFault::BadSetting("config"))
}
