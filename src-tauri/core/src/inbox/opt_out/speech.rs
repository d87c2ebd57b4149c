//! Plain language: every rule of the tables against every word.

use super::grammar::Grade;
use super::lexicon::LEXICON;
use super::matching::{Hit, hit};
use super::reading::Token;
use super::{Outcome, Verdict};

/// Signs drawn instead of written.
const SIGNS: [&str; 5] = ["🛑", "🚫", "⛔", "🖕", "📵"];

pub(super) fn plain_language(text: &str, tokens: &[Token<'_>]) -> Option<Verdict> {
    let hits: Vec<Hit<'_>> = (0..tokens.len()).flat_map(|start| hits_at(tokens, start)).collect();
    let covered = |grade: Grade, at: usize| {
        hits.iter().any(|hit| hit.rule.grade == grade && (hit.start..hit.end).contains(&at))
    };
    let open = |hit: &&Hit<'_>| {
        let ends = hit.rule.closes_clause || hit.rule.closes_message;
        let last = hit.end.saturating_sub(1);
        !covered(Grade::Guard, hit.start) && (!ends || !covered(Grade::Guard, last))
    };
    let sure = |hit: &&Hit<'_>| !hit.slipped && !covered(Grade::Unsure, hit.start);
    let of = |grade: Grade| hits.iter().filter(move |hit| hit.rule.grade == grade).filter(open);
    if let Some(hit) = of(Grade::OptOut).find(sure) {
        return Some(verdict(Outcome::OptOut, hit, tokens));
    }
    if let Some(hit) = of(Grade::OptOut).chain(of(Grade::Probable)).next() {
        return Some(verdict(Outcome::ProbableOptOut, hit, tokens));
    }
    let wish = of(Grade::OptIn).next().map(|hit| verdict(Outcome::OptIn, hit, tokens));
    wish.or_else(|| drawn(text, tokens))
}

fn hits_at(tokens: &[Token<'_>], start: usize) -> Vec<Hit<'static>> {
    let word = tokens.get(start).map_or("", |token| token.word);
    LEXICON.rules_from(word).filter_map(|rule| hit(rule, tokens, start)).collect()
}

fn verdict(outcome: Outcome, hit: &Hit<'_>, tokens: &[Token<'_>]) -> Verdict {
    let words: Vec<&str> = tokens.iter().take(hit.end).skip(hit.start).map(|token| token.word).collect();
    let slip = if hit.slipped { ", one slip forgiven" } else { "" };
    Verdict::new(outcome, format!("plain language ({}): \"{}\"{slip}", hit.rule.language, words.join(" ")))
}

fn drawn(text: &str, tokens: &[Token<'_>]) -> Option<Verdict> {
    let sign = SIGNS.iter().find(|sign| text.contains(**sign))?;
    (tokens.len() <= 2).then(|| Verdict::new(Outcome::ProbableOptOut, format!("a sign drawn: {sign}")))
}
