//! The opt-out classifier on one core: the same mix of wishes, keywords and small talk over and over.

use std::hint::black_box;
use std::time::Instant;

use counterbell_core::inbox::opt_out;

use crate::table::{Table, rate};

const TEXTS: [&str; 8] = [
    "STOP",
    "Please take me off your list, I never signed up for this",
    "Do you have the blue coat in medium? I would stop by on Saturday",
    "Thanks!",
    "s t o p",
    "Schickt mir bitte keine Nachrichten mehr",
    "can you cancel my order 5521 and send the other one instead, please?",
    "je ne veux plus recevoir vos messages",
];
const ROUNDS: usize = 2_500;
const RUNS: usize = 5;

/// Texts a second.
pub(crate) fn measure(table: &mut Table) {
    let texts = u32::try_from(TEXTS.len() * ROUNDS).unwrap_or_default();
    let times = (0..RUNS).map(|_| run()).collect();
    table.add_runs("opt-out classifier", "100,000 texts/s or more", times, rate(texts, "texts"));
}

fn run() -> std::time::Duration {
    let started = Instant::now();
    for text in TEXTS.iter().cycle().take(TEXTS.len() * ROUNDS) {
        black_box(opt_out::classify(black_box(text), false));
    }
    started.elapsed()
}
