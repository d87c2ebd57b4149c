//! The texts that go out by themselves: the confirmation of a STOP, the answer to HELP, the question of a double opt-in.
//!
//! Pure. Owns their usual words and what an owner's own words must hold (facts:
//! compliance 1.2 R4 and "Required content of auto-replies"): every one names
//! the brand; a confirmation merely confirms; help tells how to stop; a question
//! says how to answer and how to stop.

use thiserror::Error;

use crate::campaigns::content::{brand_named, links, offers, way_out};
use crate::error::Explain;
use crate::rules::folding::fold;

/// What carriers take as a registered answer: 20 to 320 characters.
const LENGTH: std::ops::RangeInclusive<usize> = 20..=320;

/// Which of the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FixedText {
    /// Sent once after an opt-out.
    Confirmation,
    /// Sent to whoever asks for help.
    Help,
    /// Sent to ask for a double opt-in.
    Asking,
}

impl FixedText {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Confirmation, Self::Help, Self::Asking];

    /// Its name on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Confirmation => "confirmation",
            Self::Help => "help",
            Self::Asking => "asking",
        }
    }
}

/// The owner's own words; an empty text means the usual one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FixedTexts {
    /// Where the shop is reached: e-mail address, telephone or page.
    pub contact: String,
    /// Own words of the confirmation.
    pub confirmation: String,
    /// Own words of the help.
    pub help: String,
    /// Own words of the question.
    pub asking: String,
}

/// What is wrong with the owner's own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[expect(missing_docs, reason = "the sentence of each variant is its documentation")]
pub enum FixedTextFault {
    #[error("the {0} does not name your brand, so people cannot tell who writes")]
    NoBrand(&'static str),
    #[error("the {0} is shorter than 20 or longer than 320 characters, which carriers do not take")]
    Length(&'static str),
    #[error("the confirmation of a STOP holds an offer or a link; the law lets it confirm and nothing else")]
    NotMerelyConfirming,
    #[error("the {0} does not say how to stop the texts")]
    NoWayOut(&'static str),
    #[error("the question does not say that YES is the answer that counts")]
    NoYes,
    #[error("where you are reached is longer than 80 characters")]
    ContactTooLong,
}

impl Explain for FixedTextFault {
    fn code(&self) -> &'static str {
        match self {
            Self::NoBrand(_) => "fixed_text_no_brand",
            Self::Length(_) => "fixed_text_length",
            Self::NotMerelyConfirming => "fixed_text_promotes",
            Self::NoWayOut(_) => "fixed_text_no_way_out",
            Self::NoYes => "fixed_text_no_yes",
            Self::ContactTooLong => "fixed_text_contact",
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::NoBrand(_) => "Write the brand name as it stands in your settings.",
            Self::Length(_) => "Leave the field empty to use the usual words.",
            Self::NotMerelyConfirming => "Say that they get no more texts, and nothing else.",
            Self::NoWayOut(_) => "Add: Reply STOP to opt out.",
            Self::NoYes => "Add: Reply YES to agree.",
            Self::ContactTooLong => "One address or one number is enough.",
        }
        .into()
    }
}

impl FixedTexts {
    /// What goes out under this brand.
    #[must_use]
    pub fn text(&self, which: FixedText, brand: &str) -> String {
        let own = self.own(which);
        if own.is_empty() { self.usual(which, brand) } else { own.into() }
    }

    /// The owner's own words; empty where the usual ones serve.
    #[must_use]
    pub fn own(&self, which: FixedText) -> &str {
        match which {
            FixedText::Confirmation => &self.confirmation,
            FixedText::Help => &self.help,
            FixedText::Asking => &self.asking,
        }
    }

    /// The words that come with the program.
    #[must_use]
    pub fn usual(&self, which: FixedText, brand: &str) -> String {
        match which {
            FixedText::Confirmation => {
                format!("{brand}: you have opted out and will get no more texts from us.")
            }
            FixedText::Help if self.contact.is_empty() => format!(
                "{brand}: write your question in reply to this text and we will answer it. Msg & data rates may apply. \
                 Reply STOP to opt out."
            ),
            FixedText::Help => format!(
                "{brand}: for help contact {}. Msg & data rates may apply. Reply STOP to opt out.",
                self.contact
            ),
            FixedText::Asking => format!(
                "{brand}: reply YES to agree to offers and news by text, up to 4 a month. Msg & data rates may apply. \
                 Reply HELP for help, STOP to opt out."
            ),
        }
    }

    /// The same texts with blanks trimmed, if they hold what they must.
    pub fn valid(self, brand: &str) -> Result<Self, FixedTextFault> {
        let texts = Self {
            contact: self.contact.trim().into(),
            confirmation: self.confirmation.trim().into(),
            help: self.help.trim().into(),
            asking: self.asking.trim().into(),
        };
        if texts.contact.chars().count() > 80 {
            return Err(FixedTextFault::ContactTooLong);
        }
        for which in FixedText::ALL {
            let text = texts.text(which, brand);
            if !texts.own(which).is_empty() {
                holds_what_it_must(which, &text, brand)?;
            }
        }
        Ok(texts)
    }
}

fn holds_what_it_must(which: FixedText, text: &str, brand: &str) -> Result<(), FixedTextFault> {
    let name = which.word();
    if brand_named(text, brand).is_none() {
        return Err(FixedTextFault::NoBrand(name));
    }
    if !LENGTH.contains(&text.chars().count()) {
        return Err(FixedTextFault::Length(name));
    }
    match which {
        FixedText::Confirmation if !offers(text).is_empty() || !links(text).is_empty() => {
            Err(FixedTextFault::NotMerelyConfirming)
        }
        FixedText::Help | FixedText::Asking if way_out(text).is_none() => Err(FixedTextFault::NoWayOut(name)),
        FixedText::Asking if !asks_for_yes(text) => Err(FixedTextFault::NoYes),
        _ => Ok(()),
    }
}

/// The words that `opt_out::classify` takes for an agreement while one is awaited.
fn asks_for_yes(text: &str) -> bool {
    let yes = ["yes", "si", "oui", "ja", "sim", "tak"];
    fold(text).split(|c: char| !c.is_alphanumeric()).any(|word| yes.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaigns::parts;

    const BRAND: &str = "Maple & Pine";

    #[test]
    fn the_usual_words_hold_what_carriers_and_the_law_ask_for() {
        for contact in ["", "help@maple.example"] {
            let texts = FixedTexts { contact: contact.into(), ..FixedTexts::default() };
            for which in FixedText::ALL {
                let text = texts.text(which, BRAND);
                assert_eq!(holds_what_it_must(which, &text, BRAND), Ok(()), "{text}");
                assert!(
                    parts::count(&text).parts <= 2 && text.contains(contact) || which != FixedText::Help,
                    "{text}"
                );
            }
        }
        assert_eq!(parts::count(&FixedTexts::default().text(FixedText::Confirmation, BRAND)).parts, 1);
    }

    #[test]
    fn a_confirmation_that_sells_something_is_refused() {
        let refused = |words: &str| {
            let own = FixedTexts { confirmation: words.into(), ..FixedTexts::default() };
            own.valid(BRAND).unwrap_err().code()
        };
        assert_eq!(refused("Maple & Pine: you are out. Come back for 20% off!"), "fixed_text_promotes");
        assert_eq!(refused("Maple & Pine: you are out. See https://maple.example"), "fixed_text_promotes");
        assert_eq!(refused("You are out and get no more texts."), "fixed_text_no_brand");
        assert_eq!(refused("Maple & Pine: out"), "fixed_text_length");
        let good = FixedTexts {
            confirmation: " Maple & Pine: done, no more texts. ".into(),
            ..FixedTexts::default()
        };
        assert_eq!(good.valid(BRAND).unwrap().confirmation, "Maple & Pine: done, no more texts.");
    }

    #[test]
    fn help_says_how_to_stop_and_a_question_how_to_agree() {
        let help = FixedTexts { help: "Maple & Pine: call us at the shop.".into(), ..FixedTexts::default() };
        assert_eq!(help.valid(BRAND), Err(FixedTextFault::NoWayOut("help")));
        let asking = FixedTexts {
            asking: "Maple & Pine: may we text you? Reply STOP to opt out.".into(),
            ..FixedTexts::default()
        };
        assert_eq!(asking.valid(BRAND), Err(FixedTextFault::NoYes));
    }
}
