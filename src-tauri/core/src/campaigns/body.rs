//! The text of a campaign with its merge fields.
//!
//! Owns parsing, the list of known fields and rendering. Must not know where
//! values come from. Invariants: a value is plain text, never parsed again; it
//! brings no line breaks, control or direction characters with it; what is
//! rendered is NFC, so counting and sending see the same text.

use serde::Serialize;
use specta::Type;

use super::encoding::normalised;
use super::fields::{Field, Fields};

#[path = "body_parse.rs"]
mod parse;

/// Why a body cannot be used. Positions count Unicode scalar values from 0.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum BodyError {
    /// Nothing but white space.
    #[error("the text is empty, so customers would get a blank message")]
    Empty,
    /// `{{` without `}}`.
    #[error(
        "a merge field opens at character {position} and never closes, so customers would see the braces"
    )]
    Unclosed {
        /// Where the `{{` stands.
        position: u32,
    },
    /// `}}` without `{{`.
    #[error("two closing braces at character {position} close nothing, so customers would see them")]
    Unopened {
        /// Where the `}}` stands.
        position: u32,
    },
    /// A field nobody knows.
    #[error("there is no merge field called \"{name}\" (character {position})")]
    UnknownField {
        /// What stands between the braces, before the bar.
        name: String,
        /// Where the `{{` stands.
        position: u32,
        /// The nearest known field, when the name looks like a slip.
        did_you_mean: Option<String>,
        /// Every field there is.
        known: Vec<String>,
    },
    /// `{first_name}`: one brace would be sent as it stands.
    #[error("\"{name}\" at character {position} stands in single braces, so customers would see it as typed")]
    SingleBraces {
        /// The field that was meant.
        name: String,
        /// Where the `{` stands.
        position: u32,
    },
}

impl crate::error::Explain for BodyError {
    fn code(&self) -> &'static str {
        match self {
            Self::Empty => "body_empty",
            Self::Unclosed { .. } => "body_field_unclosed",
            Self::Unopened { .. } => "body_field_unopened",
            Self::UnknownField { .. } => "body_field_unknown",
            Self::SingleBraces { .. } => "body_field_single_braces",
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::Empty => "Write the message first.".into(),
            Self::Unclosed { .. } => "Close it with two braces, for example {{first_name|there}}.".into(),
            Self::Unopened { .. } => "Open the field with two braces or remove these.".into(),
            Self::UnknownField { did_you_mean: Some(name), .. } => format!("Did you mean {{{{{name}}}}}?"),
            Self::UnknownField { known, .. } => format!("Known fields: {}.", known.join(", ")),
            Self::SingleBraces { name, .. } => format!("Write {{{{{name}}}}} with two braces on each side."),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Merge { field: Field, fallback: Option<String> },
}

/// A body that parsed: only known fields, every brace accounted for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    pieces: Vec<Piece>,
    length: usize,
}

/// One customer's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// What is sent (NFC).
    pub text: String,
    /// Fields that had neither a value nor a fallback; each left a gap in the text.
    pub missing: Vec<Field>,
    /// Whether any fallback stood in for a value.
    pub fell_back: bool,
}

impl Body {
    /// Reads a body such as `Hi {{first_name|there}}, it is back.`
    ///
    /// # Errors
    /// The first thing wrong, with its place.
    pub fn parse(text: &str) -> Result<Self, BodyError> {
        if text.trim().is_empty() {
            return Err(BodyError::Empty);
        }
        let pieces = parse::pieces(text)?;
        Ok(Self { pieces, length: text.len() + 16 })
    }

    /// The fields used, each once, in order of first appearance.
    #[must_use]
    pub fn fields(&self) -> Vec<Field> {
        let mut seen = Vec::new();
        for piece in &self.pieces {
            if let Piece::Merge { field, .. } = piece
                && !seen.contains(field)
            {
                seen.push(*field);
            }
        }
        seen
    }

    /// The text for one customer.
    #[must_use]
    pub fn render(&self, fields: &Fields<'_>) -> Rendered {
        let text = String::with_capacity(self.length);
        let mut rendered = Rendered { text, missing: Vec::new(), fell_back: false };
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => rendered.text.push_str(text),
                Piece::Merge { field, fallback } => rendered.merge(*field, fallback.as_deref(), fields),
            }
        }
        if let std::borrow::Cow::Owned(composed) = normalised(&rendered.text) {
            rendered.text = composed;
        }
        rendered
    }
}

impl Rendered {
    fn merge(&mut self, field: Field, fallback: Option<&str>, fields: &Fields<'_>) {
        let before = self.text.len();
        push_plain(&mut self.text, fields.value(field).unwrap_or_default());
        if self.text.len() > before {
            return;
        }
        match fallback {
            Some(fallback) => {
                self.text.push_str(fallback);
                self.fell_back = true;
            }
            None if !self.missing.contains(&field) => self.missing.push(field),
            None => {}
        }
    }
}

/// Appends a customer's value as one line of plain text.
fn push_plain(text: &mut String, value: &str) {
    let value = value.trim_matches(|c: char| c.is_whitespace() || is_unprintable(c));
    if value.contains(is_unprintable) {
        text.extend(value.chars().filter(|c| !is_unprintable(*c)));
    } else {
        text.push_str(value);
    }
}

fn is_unprintable(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{2028}' | '\u{2029}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
#[path = "body_tests.rs"]
mod tests;
