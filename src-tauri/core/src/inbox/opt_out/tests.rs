//! The classifier against its corpus, with a naive one as negative control.

use proptest::prelude::*;

use super::*;
use crate::rules::keywords::{self, Kind};

const CORPUS: &str = include_str!("../../../tests/fixtures/opt_out_corpus.tsv");

/// What a labelled corpus says of one classifier.
struct Score {
    missed: Vec<String>,
    false_alarms: Vec<String>,
    wishes: usize,
    others: usize,
}

impl Score {
    fn recall(&self) -> f64 {
        1.0 - self.missed.len() as f64 / self.wishes as f64
    }

    fn false_alarm_rate(&self) -> f64 {
        self.false_alarms.len() as f64 / self.others as f64
    }

    fn passes(&self) -> bool {
        self.recall() >= 0.995 && self.false_alarm_rate() <= 0.005
    }
}

fn rows() -> impl Iterator<Item = (&'static str, String)> {
    CORPUS.lines().map(|line| {
        let mut columns = line.splitn(3, '\t');
        let (label, text) = (columns.next().unwrap(), columns.nth(1).unwrap());
        (label, text.replace("\\n", "\n").replace("\\t", "\t"))
    })
}

fn score(outcome: impl Fn(&str) -> Outcome) -> Score {
    let mut score = Score { missed: Vec::new(), false_alarms: Vec::new(), wishes: 0, others: 0 };
    for (label, text) in rows() {
        let found = outcome(&text);
        if matches!(label, "opt_out" | "probable") {
            score.wishes += 1;
            if !matches!(found, Outcome::OptOut | Outcome::ProbableOptOut) {
                score.missed.push(text);
            }
        } else {
            score.others += 1;
            if found == Outcome::OptOut {
                score.false_alarms.push(text);
            }
        }
    }
    score
}

fn outcome(text: &str) -> Outcome {
    classify(text, false).outcome
}

#[test]
fn every_line_of_the_tables_is_read() {
    assert_eq!(grammar::read().unread, Vec::<String>::new());
}

#[test]
fn the_corpus_is_wide_and_its_wishes_are_heard_without_false_alarms() {
    let score = score(outcome);
    assert!(score.wishes + score.others >= 400);
    assert!(score.passes(), "missed {:#?}, false alarms {:#?}", score.missed, score.false_alarms);
}

#[test]
fn every_language_is_heard_as_well_as_the_others() {
    let lines = || CORPUS.lines().filter_map(|line| line.split_once('\t'));
    for language in ["en", "es", "fr", "de", "it", "pt", "nl", "pl"] {
        let texts: Vec<&str> = lines()
            .filter(|(label, _)| *label == "opt_out")
            .filter_map(|(_, rest)| rest.split_once('\t'))
            .filter(|(of, _)| *of == language)
            .map(|(_, text)| text)
            .collect();
        let heard = |text: &&&str| {
            let text = text.replace("\\n", "\n").replace("\\t", "\t");
            matches!(outcome(&text), Outcome::OptOut | Outcome::ProbableOptOut)
        };
        let heard = texts.iter().filter(heard).count();
        assert!(
            texts.len() >= 80 && heard * 1000 >= texts.len() * 995,
            "{language}: {heard} of {}",
            texts.len()
        );
    }
}

#[test]
fn looking_for_the_word_stop_fails_the_same_corpus_on_both_sides() {
    let naive = |text: &str| {
        if text.to_lowercase().contains("stop") { Outcome::OptOut } else { Outcome::None }
    };
    let score = score(naive);
    assert!(score.recall() < 0.995 && score.false_alarm_rate() > 0.005);
}

#[test]
fn most_plain_wishes_need_no_second_look() {
    let wishes: Vec<String> = rows().filter(|(label, _)| *label == "opt_out").map(|(_, text)| text).collect();
    let at_once = wishes.iter().filter(|text| outcome(text) == Outcome::OptOut).count();
    assert!(at_once * 100 >= wishes.len() * 90, "{at_once} of {}", wishes.len());
}

#[test]
fn every_keyword_of_every_authority_is_understood() {
    for row in keywords::all() {
        let expected = match row.kind {
            Kind::OptOut => Outcome::OptOut,
            Kind::Help => Outcome::Help,
            Kind::OptIn if matches!(row.word.as_str(), "yes" | "si") => Outcome::None,
            Kind::OptIn => Outcome::OptIn,
        };
        // A phrase fragment such as "dejen de" is completed by what should end.
        let phrase = if row.word == "dejen de" { "dejen de escribirme" } else { row.word.as_str() };
        assert_eq!(outcome(phrase), expected, "{phrase}");
    }
}

#[test]
fn a_yes_counts_only_while_a_double_opt_in_is_pending() {
    for yes in ["YES", "Yes please", "sí", "ja", "oui", "tak"] {
        assert_eq!(classify(yes, true).outcome, Outcome::OptIn, "{yes}");
        assert_eq!(classify(yes, false).outcome, Outcome::None, "{yes}");
    }
    assert_eq!(classify("STOP", true).outcome, Outcome::OptOut);
}

#[test]
fn the_question_when_the_sale_starts_never_brings_anyone_back() {
    for text in ["when does the sale start?", "Start of the sale?", "please start my order"] {
        assert_eq!(classify(text, true).outcome, Outcome::None, "{text}");
    }
}

#[test]
fn a_verdict_says_which_rule_and_which_words() {
    assert!(classify("Stop", false).because.contains("FCC"));
    assert!(classify("please take me off your list", false).because.contains("take me off"));
    assert!(classify("stpo texting me", false).because.contains("slip"));
}

#[test]
fn real_words_one_slip_away_from_a_keyword_are_left_alone() {
    for word in [
        "shop",
        "step",
        "top",
        "spot",
        "ship",
        "star",
        "quiet",
        "quite",
        "cancer",
        "remote",
        "subscribe now?",
    ] {
        assert!(!matches!(outcome(word), Outcome::OptOut | Outcome::ProbableOptOut), "{word}");
    }
}

proptest! {
    #[test]
    fn no_text_upsets_the_classifier(text in "\\PC{0,200}|[\\s\\S]{0,80}|([a-z]{1,6} ){0,40}") {
        let first = classify(&text, false);
        prop_assert_eq!(first, classify(&text, false));
    }

    #[test]
    fn case_punctuation_and_space_never_change_a_keyword(
        at in 0usize..1000,
        upper in proptest::collection::vec(any::<bool>(), 40),
        before in "[ \\t\\n.!*_~\"'-]{0,4}",
        after in "[ \\t\\n.!*_~\"')-]{0,6}",
    ) {
        let opt_outs: Vec<_> = keywords::all().iter().filter(|row| row.kind == Kind::OptOut && row.word != "dejen de").collect();
        let word = &opt_outs[at % opt_outs.len()].word;
        let cased: String = word.chars().zip(upper.iter().cycle())
            .map(|(c, up)| if *up { c.to_ascii_uppercase() } else { c }).collect();
        prop_assert_eq!(outcome(&format!("{before}{cased}{after}")), Outcome::OptOut);
    }
}

#[test]
fn decoration_never_changes_a_keyword() {
    let changed: Vec<String> = keywords::all()
        .iter()
        .filter(|row| row.word != "dejen de")
        .flat_map(|row| (0..DRESSES).map(move |dress| (&row.word, decorated(&row.word, dress))))
        .filter(|(word, dressed)| outcome(dressed) != outcome(word))
        .map(|(_, dressed)| dressed)
        .collect();
    assert_eq!(changed, Vec::<String>::new());
}

#[test]
fn one_slip_in_any_authoritys_keyword_is_forgiven_unless_it_makes_another_word() {
    let mut unheard = Vec::new();
    for row in keywords::all().iter().filter(|row| row.kind == Kind::OptOut && row.word.len() > 3) {
        for slipped in slips_of(&row.word) {
            let real = lexicon::LEXICON.is_real(&slipped.replace(' ', ""));
            if !real && !matches!(outcome(&slipped), Outcome::OptOut | Outcome::ProbableOptOut) {
                unheard.push(slipped);
            }
        }
    }
    assert!(unheard.len() < 10, "{unheard:?}");
}

/// A letter left out, doubled, or changed places with the next one.
fn slips_of(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut slips = Vec::new();
    for at in (0..letters.len()).filter(|at| letters[*at] != ' ') {
        let (mut shorter, mut longer, mut swapped) = (letters.clone(), letters.clone(), letters.clone());
        shorter.remove(at);
        longer.insert(at, letters[at]);
        slips.extend([shorter, longer]);
        if letters.get(at + 1).is_some_and(|next| *next != ' ') {
            swapped.swap(at, at + 1);
            slips.push(swapped);
        }
    }
    slips.into_iter().map(String::from_iter).collect()
}

/// How many ways `decorated` knows.
const DRESSES: usize = 9;

/// The same keyword as people and phones dress it.
fn decorated(word: &str, dress: usize) -> String {
    let between =
        |gap: &str| word.chars().filter(|c| *c != ' ').map(String::from).collect::<Vec<_>>().join(gap);
    let wide = |c: char| match c {
        'a'..='z' => char::from_u32(u32::from(c) - 0x61 + 0xFF41).unwrap_or(c),
        other => other,
    };
    match dress {
        0 => format!("\u{1F6D1} {word} \u{1F6D1}"),
        1 => format!("\u{201C}{word}\u{201D}"),
        2 => between("\u{200B}"),
        3 => word.chars().map(wide).collect(),
        4 => between(" ").to_uppercase(),
        5 => between("."),
        6 => word.chars().flat_map(|c| [c, '\u{301}']).collect(),
        7 => format!("\u{FE0F}{word}!!! \u{1F64F}\u{1F3FD}"),
        _ => format!("{word}{}", word.chars().last().unwrap_or('p').to_string().repeat(4)),
    }
}
