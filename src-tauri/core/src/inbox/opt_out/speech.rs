//! Plain language: every rule of the tables against every word.

use super::grammar::Grade;
use super::lexicon::LEXICON;
use super::matching::{Hit, hit};
use super::reading::Token;
use super::stranger;
use super::{Outcome, Verdict};

/// Signs drawn instead of written.
const SIGNS: [&str; 5] = ["🛑", "🚫", "⛔", "🖕", "📵"];

pub(super) fn plain_language(text: &str, tokens: &[Token<'_>]) -> Option<Verdict> {
    let wishes = hits(tokens, |grade| !restrains(grade));
    // Most texts wish for nothing: what would restrain a wish is then not looked for.
    let asked_for = !wishes.is_empty() || (0..tokens.len()).any(|at| is_stop(tokens, at));
    let restraints = if asked_for { hits(tokens, restrains) } else { Vec::new() };
    let covered = |grade: Grade, at: usize| {
        restraints.iter().any(|hit| hit.rule.grade == grade && (hit.start..hit.end).contains(&at))
    };
    let open = |hit: &&Hit<'_>| {
        let ends = hit.rule.closes_clause || hit.rule.closes_message;
        let last = hit.end.saturating_sub(1);
        !covered(Grade::Guard, hit.start) && (!ends || !covered(Grade::Guard, last))
    };
    let sure = |hit: &&Hit<'_>| !hit.slipped && !covered(Grade::Unsure, hit.start);
    let of = |grade: Grade| wishes.iter().filter(move |hit| hit.rule.grade == grade).filter(open);
    if let Some(hit) = of(Grade::OptOut).find(sure) {
        return Some(verdict(Outcome::OptOut, hit, tokens));
    }
    if let Some(hit) = added_up(of(Grade::Probable).collect(), tokens) {
        return Some(verdict(Outcome::OptOut, hit, tokens));
    }
    if let Some(hit) = of(Grade::OptOut).chain(of(Grade::Probable)).next() {
        return Some(verdict(Outcome::ProbableOptOut, hit, tokens));
    }
    let unguarded = (0..tokens.len()).any(|at| is_stop(tokens, at) && !covered(Grade::Guard, at));
    if let Some(verdict) = loud_stop(text).filter(|_| unguarded).or_else(|| stranger::not_me(text)) {
        return Some(verdict);
    }
    let wish = of(Grade::OptIn).next().map(|hit| verdict(Outcome::OptIn, hit, tokens));
    wish.or_else(|| drawn(text, tokens))
}

/// Two signs are one wish: "wrong number" alone is doubtful and so is a late "remove please", both together are not.
fn added_up<'h, 'r>(signs: Vec<&'h Hit<'r>>, tokens: &[Token<'_>]) -> Option<&'h Hit<'r>> {
    let commands = |hit: &Hit<'_>| {
        let words = tokens.get(hit.start..hit.end).unwrap_or_default();
        words.iter().any(|token| LEXICON.is_command(token.word) && !token.asked)
    };
    let apart = |a: &Hit<'_>, b: &Hit<'_>| a.end <= b.start || b.end <= a.start;
    let beside = |hit: &Hit<'_>| signs.iter().any(|other| apart(hit, other) && !commands(other));
    signs.iter().copied().find(|hit| commands(hit) && beside(hit))
}

fn is_stop(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.word == "stop")
}

/// STOP in capitals inside an otherwise quiet text is hardly a bus stop.
fn loud_stop(text: &str) -> Option<Verdict> {
    let loud = text.split(|c: char| !c.is_alphanumeric()).any(|word| word == "STOP");
    let quiet = text.chars().any(char::is_lowercase);
    (loud && quiet).then(|| Verdict::new(Outcome::ProbableOptOut, "the word STOP in capitals"))
}

fn restrains(grade: Grade) -> bool {
    matches!(grade, Grade::Guard | Grade::Unsure)
}

fn hits(tokens: &[Token<'_>], wanted: impl Fn(Grade) -> bool) -> Vec<Hit<'static>> {
    let mut hits = Vec::new();
    for (start, token) in tokens.iter().enumerate() {
        let rules = LEXICON.rules_from(token).filter(|rule| wanted(rule.grade));
        hits.extend(rules.filter_map(|rule| hit(rule, tokens, start)));
    }
    hits
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
