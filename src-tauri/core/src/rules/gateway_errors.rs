//! What each provider's error codes mean.
//!
//! Owns the table `data/gateway_errors.csv` (collected 2026-11 from providers'
//! specifications, documentation and open-source users; the column `grade` says
//! how firm each row is). Says what a code advises; what is then done is the
//! business of `gateways/` and `sending/`.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// Where in a text's life a code appears.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Stage {
    /// In the answer to the request: the text was not taken.
    #[serde(rename = "A")]
    Answer,
    /// Later, in the delivery status.
    #[serde(rename = "D")]
    Delivery,
    /// In either.
    #[serde(rename = "D/A")]
    Either,
    /// While a sender is being registered.
    #[serde(rename = "V")]
    Vetting,
    /// A warning only.
    #[serde(rename = "none")]
    Notice,
    /// The provider does not say.
    #[serde(rename = "unspecified")]
    Unspecified,
}

/// What a code advises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are those of the table's column `action`")]
pub enum Advice {
    AlarmOnly,
    FixRegistration,
    HoldUntilReset,
    Ignore,
    NeverConfig,
    NeverFixText,
    NeverInvalid,
    NeverNotSms,
    NeverOptedOut,
    NeverSameContent,
    NoAutoReply,
    NoAutoRetry,
    None,
    OneDelayedRetry,
    PauseCampaign,
    RescheduleInWindow,
    RetryBackoff,
    RetryLater,
    SlowCampaign,
    StopAll,
    StopPrefix,
    StopSender,
    SuppressAfterFailures,
    Unspecified,
}

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct GatewayError {
    /// `twilio`, `telnyx` ...
    pub provider: String,
    /// The provider's code, digits or a word.
    pub code: String,
    /// A short name for reports.
    pub name: String,
    /// Where it appears.
    pub stage: Stage,
    /// What it advises.
    #[serde(rename = "action")]
    pub advice: Advice,
    /// More about it.
    pub note: String,
    /// How firm the row is: primary, vendor, secondary, derived, quoted, unsettled, guess.
    pub grade: String,
}

static TABLE: LazyLock<HashMap<(String, String), GatewayError>> = LazyLock::new(|| {
    rows().flatten().map(|row: GatewayError| ((row.provider.clone(), row.code.clone()), row)).collect()
});

fn rows() -> impl Iterator<Item = csv::Result<GatewayError>> {
    csv::Reader::from_reader(include_str!("data/gateway_errors.csv").as_bytes()).into_deserialize()
}

/// Every row, by provider and code.
#[must_use]
pub fn all() -> Vec<&'static GatewayError> {
    let mut rows: Vec<_> = TABLE.values().collect();
    rows.sort_by(|a, b| (&a.provider, &a.code).cmp(&(&b.provider, &b.code)));
    rows
}

/// What `code` of `provider` means, if the table knows it.
#[must_use]
pub fn gateway_error(provider: &str, code: &str) -> Option<&'static GatewayError> {
    TABLE.get(&(provider.to_owned(), code.to_owned()))
}

/// Codes of a provider whose advice is such.
#[must_use]
pub fn codes(provider: &str, such: impl Fn(Advice) -> bool) -> Vec<&'static str> {
    let of_provider = TABLE.values().filter(|row| row.provider == provider && such(row.advice));
    let mut codes: Vec<&str> = of_provider.map(|row| row.code.as_str()).collect();
    codes.sort_unstable();
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_read_and_no_code_stands_twice() {
        let rows: Vec<_> = rows().collect::<Result<_, _>>().unwrap();
        assert!(rows.len() > 100);
        assert_eq!(rows.len(), TABLE.len());
    }

    #[test]
    fn a_code_is_found_under_its_own_provider_only() {
        let row = gateway_error("twilio", "21610").unwrap();
        assert_eq!((row.advice, row.stage), (Advice::NeverOptedOut, Stage::Answer));
        assert_eq!(gateway_error("telnyx", "21610"), None);
        assert!(codes("twilio", |advice| advice == Advice::NeverSameContent).contains(&"30007"));
        assert_eq!(gateway_error("twilio", "99999"), None);
    }
}
