//! What a text costs for its real audience, and whose text is the dearest.

use std::collections::BTreeMap;

use super::render::Rendering;
use crate::clock::Timestamp;
use crate::ids::HoursId;

/// What the planner needs of one recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seat {
    /// The recipient's hours.
    pub(crate) hours: HoursId,
    /// Parts of the text.
    pub(crate) parts: u32,
    /// When the person was last heard from.
    pub(crate) engaged_at: i64,
}

/// Counts over everybody who will receive.
#[derive(Default)]
pub(crate) struct Tally {
    /// Texts.
    pub(crate) messages: u32,
    /// Parts in all.
    pub(crate) parts: u32,
    /// Texts by number of parts.
    pub(crate) by_parts: BTreeMap<u32, u32>,
    /// Texts that are not GSM-7.
    pub(crate) unicode: u32,
    /// People who see a fallback.
    pub(crate) fallbacks: u32,
    /// People whose text has a gap.
    pub(crate) gaps: u32,
    /// Everybody's place in the line, for the planner.
    pub(crate) seats: Vec<Seat>,
    /// People whose hours have not begun yet.
    pub(crate) later: u32,
    /// The dearest text.
    pub(crate) worst: Option<Rendering>,
    /// The first text with a fallback or gap.
    pub(crate) fallback: Option<Rendering>,
    /// The first text that is neither.
    pub(crate) typical: Option<Rendering>,
}

impl Tally {
    /// Adds one person's text.
    pub(crate) fn add(&mut self, text: Rendering, now: Timestamp) {
        self.messages += 1;
        self.parts += text.parts.parts;
        *self.by_parts.entry(text.parts.parts).or_default() += 1;
        self.seats.push(Seat { hours: text.hours, parts: text.parts.parts, engaged_at: text.engaged_at });
        self.later += u32::from(text.first > now);
        self.unicode += u32::from(text.parts.encoding == super::encoding::Encoding::Ucs2);
        self.fallbacks += u32::from(text.fell_back);
        self.gaps += u32::from(text.missing > 0);
        let plain = !text.fell_back && text.missing == 0;
        let dearer =
            |worst: &Rendering| (text.parts.parts, text.parts.units) > (worst.parts.parts, worst.parts.units);
        if plain && self.typical.is_none() {
            self.typical = Some(text.clone());
        } else if !plain && self.fallback.is_none() {
            self.fallback = Some(text.clone());
        }
        if self.worst.as_ref().is_none_or(dearer) {
            self.worst = Some(text);
        }
    }

    /// Cost of all parts at this price.
    pub(crate) fn cost_micros(&self, price_micros: i64) -> i64 {
        i64::from(self.parts) * price_micros
    }

    /// A typical text, the dearest and one with a fallback, whichever exist, with why each is shown.
    pub(crate) fn examples(&self) -> impl Iterator<Item = (&'static str, &Rendering)> {
        let shown = [("typical", &self.typical), ("longest", &self.worst), ("fallback", &self.fallback)];
        shown.into_iter().filter_map(|(why, text)| text.as_ref().map(|text| (why, text)))
    }
}
