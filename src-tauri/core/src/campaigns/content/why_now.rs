//! Is "why is this useful to this customer right now?" really answered?

use serde::Serialize;
use specta::Type;

use super::words::words;

const ENOUGH_WORDS: usize = 5;

/// Words that carry no reason of their own.
const FILLER: &[&str] = &[
    "because",
    "we",
    "have",
    "has",
    "a",
    "an",
    "the",
    "our",
    "it",
    "is",
    "are",
    "be",
    "there",
    "this",
    "that",
    "to",
    "now",
    "and",
    "of",
    "on",
    "for",
    "in",
    "all",
    "so",
    "with",
    "at",
    "big",
    "great",
    "new",
    "some",
    "my",
    "us",
    "i",
    "just",
    "more",
    "people",
    "customers",
    "customer",
    "them",
    "they",
    "their",
    "you",
    "your",
    "want",
    "need",
    "would",
    "like",
    "get",
    "will",
    "can",
    "very",
    "good",
    "nice",
    "really",
    "please",
    "here",
    "s",
    "today",
    "right",
    "useful",
];

/// Reasons of the shop, not of the customer.
const GENERIC: &[&str] = &[
    "sale",
    "sales",
    "sell",
    "selling",
    "promotion",
    "promo",
    "promotional",
    "offer",
    "offers",
    "discount",
    "discounts",
    "deal",
    "deals",
    "marketing",
    "newsletter",
    "campaign",
    "money",
    "revenue",
    "turnover",
    "business",
    "text",
    "message",
    "send",
    "sending",
    "test",
    "buy",
    "purchase",
    "products",
    "product",
    "items",
    "stuff",
    "things",
    "know",
    "tell",
    "remind",
    "reach",
    "inform",
    "boost",
    "increase",
    "make",
    "orders",
    "traffic",
    "na",
    "none",
    "nothing",
    "idk",
    "reason",
    "everyone",
    "everybody",
    "shop",
    "store",
    "save",
];

/// What makes an answer thin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Thin {
    /// Nothing was answered.
    Empty,
    /// Fewer than five words.
    Short {
        /// How many there are.
        words: u32,
    },
    /// Only words that fit any campaign of any shop.
    Generic {
        /// Those words.
        words: String,
    },
}

/// Why the answer is thin, or nothing when it says something of this customer and this moment.
#[must_use]
pub fn thin_answer(answer: &str) -> Option<Thin> {
    let all: Vec<String> = words(answer).into_iter().map(|word| word.folded).collect();
    let telling: Vec<&str> = all.iter().map(String::as_str).filter(|word| !FILLER.contains(word)).collect();
    if all.is_empty() {
        Some(Thin::Empty)
    } else if telling.iter().all(|word| GENERIC.contains(word)) {
        Some(Thin::Generic { words: telling.join(", ") })
    } else if all.len() < ENOUGH_WORDS {
        Some(Thin::Short { words: all.len() as u32 })
    } else {
        None
    }
}
