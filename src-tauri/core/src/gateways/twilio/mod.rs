//! Twilio, API version 2010-04-01.
//!
//! Owns the account's settings and the calls; `verdict` judges the answer to a
//! text, `list` reads the pages of the message log, `shapes` names the fields.
//! Invariants: a text is one POST; the log is only ever asked at our own
//! account's address; neither secret nor text reaches an error or a log.

mod list;
mod shapes;
#[cfg(test)]
mod tests;
mod verdict;

use std::fmt;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use reqwest::Url;
use zeroize::Zeroizing;

use super::http::{Http, Login, Lost, Patience};
use super::{
    Attempt, Capabilities, Gateway, GatewayFault, InboxPage, Limits, Outgoing, OwnAnswers, Receipt,
    Remembered,
};
use crate::clock::Timestamp;

/// Where Twilio lives.
pub const TWILIO_BASE_URL: &str = "https://api.twilio.com";

/// Twilio's bounds of `ValidityPeriod`, seconds.
const VALIDITY: std::ops::RangeInclusive<u64> = 5..=36_000;
/// So few receipts are asked for one by one; more are looked up in the log first.
const ONE_BY_ONE: usize = 10;
/// Questions on the way at the same time.
const ABREAST: usize = 4;

/// An account at Twilio.
#[derive(Clone)]
pub struct TwilioConfig {
    /// `AC...`
    pub account_sid: String,
    /// The account's secret.
    pub auth_token: Zeroizing<String>,
    /// https, or plain http to this computer; see [`TWILIO_BASE_URL`].
    pub base_url: String,
    /// Connecting within 10 s, everything within 60 s, unless a test is in a hurry.
    pub patience: Patience,
}

impl TwilioConfig {
    /// An account at Twilio's own address.
    #[must_use]
    pub fn new(account_sid: impl Into<String>, auth_token: impl Into<String>) -> Self {
        Self {
            account_sid: account_sid.into(),
            auth_token: Zeroizing::new(auth_token.into()),
            base_url: TWILIO_BASE_URL.into(),
            patience: Patience::default(),
        }
    }

    /// The same account at another address.
    #[must_use]
    pub fn at(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = base_url.into();
        self
    }
}

impl fmt::Debug for TwilioConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TwilioConfig").field("patience", &self.patience).finish_non_exhaustive()
    }
}

/// The gateway to a Twilio account.
pub struct Twilio {
    http: Http,
    login: Login,
}

impl fmt::Debug for Twilio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Twilio").finish_non_exhaustive()
    }
}

impl Twilio {
    /// A gateway to this account; makes no request.
    ///
    /// # Errors
    /// `UnsafeAddress` for a base address that is not https or this computer, `BadSetting` for an account id
    /// or secret that cannot be one.
    pub fn new(config: TwilioConfig) -> Result<Self, GatewayFault> {
        let TwilioConfig { account_sid, auth_token, base_url, patience } = config;
        let user = account_sid.trim().to_owned();
        let secret = Zeroizing::new(auth_token.trim().to_owned());
        if !user.starts_with("AC")
            || user.len() > 64
            || !user.bytes().all(|byte| byte.is_ascii_alphanumeric())
        {
            return Err(GatewayFault::BadSetting("account SID (it begins with AC)"));
        }
        if secret.is_empty() || secret.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return Err(GatewayFault::BadSetting("auth token"));
        }
        Ok(Self { http: Http::new(&base_url, patience)?, login: Login { user, secret } })
    }

    fn messages(&self) -> Url {
        self.http.url(&format!("2010-04-01/Accounts/{}/Messages.json", self.login.user))
    }

    fn message(&self, sid: &str) -> Url {
        self.http.url(&format!("2010-04-01/Accounts/{}/Messages/{sid}.json", self.login.user))
    }

    fn receipt(&self, sid: &str) -> Result<Option<Receipt>, GatewayFault> {
        let answer = self.http.get(self.message(sid), &self.login)?;
        if answer.status == 404 && answer.json::<shapes::Refused>().is_some() {
            return Ok(None);
        }
        let entry: shapes::Entry = verdict::page(&answer)?;
        if entry.sid != sid {
            return Err(GatewayFault::Garbled("other_id"));
        }
        Ok(Some(verdict::receipt(&entry)))
    }

    /// Asks for each on its own, a few abreast.
    fn receipts_one_by_one(&self, sids: &[String]) -> Result<Vec<Receipt>, GatewayFault> {
        let (found, all) = channel();
        thread::scope(|scope| {
            for share in sids.chunks(sids.len().div_ceil(ABREAST).max(1)) {
                let found = found.clone();
                scope.spawn(move || share.iter().all(|sid| found.send(self.receipt(sid)).is_ok()));
            }
            drop(found);
        });
        all.into_iter().filter_map(Result::transpose).collect()
    }
}

impl Gateway for Twilio {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            pulls_inbound: true,
            pulls_statuses: true,
            answers: OwnAnswers::listed_for("Twilio default"),
            finds_sent: true,
            reaches_people: true,
        }
    }

    /// Twilio queues what comes too fast and states no rate for an account: the sender's own class is what counts.
    fn limits(&self) -> Limits {
        Limits { per_second: 1000.0, max_characters: 1600, settle: Duration::from_secs(600) }
    }

    fn send(&self, text: &Outgoing) -> Attempt {
        let validity = text.valid_for.as_secs().clamp(*VALIDITY.start(), *VALIDITY.end()).to_string();
        let form =
            [("To", &*text.to), ("From", &*text.from), ("Body", &*text.body), ("ValidityPeriod", &*validity)];
        match self.http.post(self.messages(), &self.login, &form) {
            Ok(answer) => verdict::attempt(&answer),
            Err(Lost::NeverLeft) => Attempt::NotSent { fault: GatewayFault::Unreachable, retry_after: None },
            Err(Lost::Unknown(seen)) => Attempt::Unknown { seen },
        }
    }

    fn pull_inbound(&self, address: &str, cursor: &str) -> Result<InboxPage, GatewayFault> {
        list::inbound(self, address, cursor)
    }

    /// A text that Twilio no longer knows is left out.
    fn pull_receipts(&self, gateway_refs: &[String]) -> Result<Vec<Receipt>, GatewayFault> {
        let well_formed: Vec<String> =
            gateway_refs.iter().filter(|sid| shapes::is_sid(sid)).cloned().collect();
        if well_formed.len() <= ONE_BY_ONE {
            return self.receipts_one_by_one(&well_formed);
        }
        let (mut found, rest) = list::receipts(self, well_formed)?;
        found.extend(self.receipts_one_by_one(&rest)?);
        Ok(found)
    }

    fn find_sent(&self, from: &str, to: &str, since: Timestamp) -> Result<Vec<Remembered>, GatewayFault> {
        list::sent(self, from, to, since)
    }
}
