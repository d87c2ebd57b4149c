//! What a provider answers by itself, so that nobody is answered twice.
//!
//! Pure. The words come from the keyword table, by the authority that states
//! them. Providers compare the whole message and nothing else: "STOP please"
//! is answered by nobody but us.

use crate::rules::folding::fold;
use crate::rules::keywords::{self, Kind};

/// A short code has no more digits than this; providers leave its answers to the shop.
const SHORT_CODE: usize = 6;

/// The keywords that a provider answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnAnswers {
    authority: Option<&'static str>,
}

impl OwnAnswers {
    /// It answers nothing: all of it is ours.
    pub const NONE: Self = Self { authority: None };

    /// It answers the words that the keyword table lists for this authority.
    #[must_use]
    pub const fn listed_for(authority: &'static str) -> Self {
        Self { authority: Some(authority) }
    }

    /// Whether it confirms this STOP, sent to `address`, by itself.
    #[must_use]
    pub fn confirms_stop(&self, address: &str, body: &str) -> bool {
        self.answers(Kind::OptOut, address, body)
    }

    /// Whether it answers this cry for help, sent to `address`, by itself.
    #[must_use]
    pub fn gives_help(&self, address: &str, body: &str) -> bool {
        self.answers(Kind::Help, address, body)
    }

    fn answers(&self, kind: Kind, address: &str, body: &str) -> bool {
        let word = fold(body.trim());
        let digits = address.trim_start_matches('+');
        let short = digits.len() <= SHORT_CODE && digits.bytes().all(|byte| byte.is_ascii_digit());
        let listed = |row: &&keywords::Keyword| Some(row.authority) == self.authority && row.kind == kind;
        !short && keywords::all().iter().filter(listed).any(|row| row.word == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWILIO: OwnAnswers = OwnAnswers::listed_for("Twilio default");

    #[test]
    fn only_a_single_keyword_of_its_own_list_is_the_providers() {
        for body in ["STOP", " stop ", "Unsubscribe", "END", "revoke"] {
            assert!(TWILIO.confirms_stop("+12125550199", body), "{body}");
        }
        for body in
            ["STOP please", "please take me off your list", "ARRET", "baja", "STOP.", "stop all", "HELP"]
        {
            assert!(!TWILIO.confirms_stop("+12125550199", body), "{body}");
        }
        assert!(TWILIO.gives_help("+12125550199", "Help") && !TWILIO.gives_help("+12125550199", "help me"));
    }

    #[test]
    fn a_short_code_and_a_provider_without_a_list_leave_every_answer_to_us() {
        assert!(!TWILIO.confirms_stop("72345", "STOP"));
        assert!(!OwnAnswers::NONE.confirms_stop("+12125550199", "STOP"));
    }
}
