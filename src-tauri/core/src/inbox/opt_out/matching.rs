//! Does a rule stand at this word?

use super::grammar::{Grade, Rule, Step};
use super::lexicon::LEXICON;
use super::reading::Token;

/// How many words an `x*` takes at most.
const MANY: usize = 4;

/// A rule that stands in the text.
#[derive(Clone, Copy)]
pub(super) struct Hit<'r> {
    pub(super) rule: &'r Rule,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) slipped: bool,
}

/// The rule at `start`, or nothing.
pub(super) fn hit<'r>(rule: &'r Rule, tokens: &[Token<'_>], start: usize) -> Option<Hit<'r>> {
    let first = tokens.get(start)?;
    if rule.never_asked && first.asked || !opens(rule, tokens, start) {
        return None;
    }
    let end = walk(rule, &rule.steps, tokens, start, start)?;
    if rule.never_in_delight && tokens.iter().any(|token| LEXICON.is_delight(token.word)) {
        return None;
    }
    let slipped = tokens.get(start..end)?.iter().any(|token| token.slipped);
    Some(Hit { rule, start, end, slipped })
}

fn opens(rule: &Rule, tokens: &[Token<'_>], start: usize) -> bool {
    let before = tokens.get(..start).unwrap_or_default();
    let breaks = |token: &&Token<'_>| !(token.hard || token.soft);
    if rule.opens_message {
        return before.iter().all(|token| token.filler);
    }
    let at_break = tokens.get(start).is_some_and(|token| token.hard || token.soft);
    !rule.opens_clause || at_break || {
        let inside = before.iter().rev().take_while(breaks).count();
        before.iter().rev().take(inside + 1).all(|token| token.filler)
    }
}

fn walk(rule: &Rule, steps: &[Step], tokens: &[Token<'_>], at: usize, start: usize) -> Option<usize> {
    let Some((step, rest)) = steps.split_first() else {
        return closes(rule, tokens, at).then_some(at);
    };
    // What excuses a word must stand right beside it: "give it a rest, stop" is no rest stop.
    let parted = |token: &Token<'_>| token.hard || token.soft && rule.grade == Grade::Guard;
    let takes = |from: usize| tokens.get(from).filter(|token| from == start || !parted(token));
    match step {
        Step::One(element) => {
            takes(at).filter(|token| LEXICON.holds(token, element))?;
            walk(rule, rest, tokens, at + 1, start)
        }
        Step::Optional(element) => {
            let taken = takes(at).filter(|token| LEXICON.holds(token, element));
            taken
                .and_then(|_| walk(rule, rest, tokens, at + 1, start))
                .or_else(|| walk(rule, rest, tokens, at, start))
        }
        Step::Many(element) => {
            let holds = |from: &usize| takes(*from).is_some_and(|token| LEXICON.holds(token, element));
            let most = (at..at + MANY).take_while(holds).count();
            (0..=most).rev().find_map(|taken| walk(rule, rest, tokens, at + taken, start))
        }
        Step::Gap(most) => {
            let reach = (at..at + most).take_while(|from| takes(*from).is_some()).count();
            if rest.is_empty() {
                return closes(rule, tokens, at + reach).then_some(at + reach);
            }
            (0..=reach).find_map(|skipped| walk(rule, rest, tokens, at + skipped, start))
        }
    }
}

fn closes(rule: &Rule, tokens: &[Token<'_>], end: usize) -> bool {
    let rest = tokens.get(end..).unwrap_or_default();
    if rule.closes_message {
        return rest.iter().all(|token| token.filler);
    }
    let clause = rest.iter().take_while(|token| !(token.hard || token.soft));
    !rule.closes_clause || clause.into_iter().all(|token| token.filler)
}
