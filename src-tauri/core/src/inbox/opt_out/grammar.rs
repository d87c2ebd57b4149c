//! How the tables of plain language are written, and their reading.
//!
//! A line is `grade pattern`. Grades: `opt_out`, `probable`, `opt_in`; `guard`
//! (what begins inside it counts for nothing), `unsure` (is at most probable).
//! A pattern is words between blanks: `a/b` either, `stem~`, `@class`, `x?`
//! optional, `x*` up to four, `*3` a gap of up to three words, `^`/`$` clause
//! start and end (polite words aside), `^^`/`$$` the message's, `!q` not in a
//! question, `!d` not in delight ("stop, that is so cute"), `_` any one word. A gap never crosses the end of a sentence; the
//! gap that ends a pattern takes all it may.

use super::quick::{QuickMap as HashMap, QuickSet as HashSet};
use crate::rules::folding::fold;

const TABLES: [(&str, &str); 9] = [
    ("any", include_str!("../../rules/data/opt_out/any.txt")),
    ("en", include_str!("../../rules/data/opt_out/en.txt")),
    ("es", include_str!("../../rules/data/opt_out/es.txt")),
    ("fr", include_str!("../../rules/data/opt_out/fr.txt")),
    ("de", include_str!("../../rules/data/opt_out/de.txt")),
    ("it", include_str!("../../rules/data/opt_out/it.txt")),
    ("pt", include_str!("../../rules/data/opt_out/pt.txt")),
    ("nl", include_str!("../../rules/data/opt_out/nl.txt")),
    ("pl", include_str!("../../rules/data/opt_out/pl.txt")),
];

/// What a matching rule means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grade {
    OptOut,
    Probable,
    OptIn,
    Guard,
    Unsure,
}

/// A set of words for one place of a pattern.
#[derive(Debug, Clone, Default)]
pub(super) struct Element {
    pub(super) words: Vec<String>,
    pub(super) stems: Vec<String>,
    /// `_`: any one word.
    pub(super) any: bool,
    /// Which set of words this is; equal sets share one number (given by the lexicon).
    pub(super) set: usize,
}

impl Element {
    /// By spelling; the lexicon knows a faster way for words it holds.
    pub(super) fn spells(&self, word: &str) -> bool {
        self.any
            || self.words.binary_search_by(|known| known.as_str().cmp(word)).is_ok()
            || self.has_stem_of(word)
    }

    pub(super) fn has_stem_of(&self, word: &str) -> bool {
        self.stems.iter().any(|stem| word.starts_with(stem.as_str()))
    }
}

/// One place of a pattern.
#[derive(Debug)]
pub(super) enum Step {
    One(Element),
    Optional(Element),
    Many(Element),
    Gap(usize),
}

/// One line of a table.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) language: &'static str,
    pub(super) grade: Grade,
    pub(super) steps: Vec<Step>,
    pub(super) opens_clause: bool,
    pub(super) opens_message: bool,
    pub(super) closes_clause: bool,
    pub(super) closes_message: bool,
    pub(super) never_asked: bool,
    pub(super) never_in_delight: bool,
}

impl Rule {
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.steps.iter().filter_map(|step| match step {
            Step::One(element) | Step::Optional(element) | Step::Many(element) => Some(element),
            Step::Gap(_) => None,
        })
    }

    pub(super) fn elements_mut(&mut self) -> impl Iterator<Item = &mut Element> {
        self.steps.iter_mut().filter_map(|step| match step {
            Step::One(element) | Step::Optional(element) | Step::Many(element) => Some(element),
            Step::Gap(_) => None,
        })
    }
}

/// All tables together.
#[derive(Default)]
pub(super) struct Table {
    pub(super) rules: Vec<Rule>,
    pub(super) aliases: HashMap<String, String>,
    pub(super) pairs: HashMap<String, Vec<(String, String)>>,
    pub(super) fillers: HashSet<String>,
    /// Words of delight: "stop" beside them is no wish.
    pub(super) delights: HashSet<String>,
    /// Words that ask for an end; with a second sign beside them they are sure.
    pub(super) commands: HashSet<String>,
    pub(super) slips: Vec<String>,
    pub(super) real: HashSet<String>,
    classes: HashMap<String, Vec<String>>,
    /// Lines that say nothing readable; a test keeps this empty.
    pub(super) unread: Vec<String>,
}

pub(super) fn read() -> Table {
    let mut table = Table::default();
    for (language, text) in TABLES {
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if table.take(language, line).is_none() {
                table.unread.push(line.to_owned());
            }
        }
    }
    table
}

impl Table {
    fn take(&mut self, language: &'static str, line: &str) -> Option<()> {
        let (head, rest) = line.split_once(char::is_whitespace)?;
        let words = || rest.split_whitespace().map(fold);
        match head {
            "filler" => self.fillers.extend(words()),
            "delight" => self.delights.extend(words()),
            "command" => self.commands.extend(words()),
            "slip" => self.slips.extend(words()),
            "real" => self.real.extend(words()),
            "alias" => self.alias(rest)?,
            class if class.starts_with('@') => self.class(class, rest)?,
            grade => {
                let grade = self::grade(grade)?;
                for pattern in variants(rest) {
                    let rule = self.rule(language, grade, &pattern)?;
                    self.rules.push(rule);
                }
            }
        }
        Some(())
    }

    /// `alias u/yu you` or `alias do+not dont`.
    fn alias(&mut self, rest: &str) -> Option<()> {
        let (from, to) = rest.split_once(char::is_whitespace)?;
        for word in from.split('/') {
            match word.split_once('+') {
                Some((first, second)) => {
                    self.pairs
                        .entry(first.to_owned())
                        .or_default()
                        .push((second.to_owned(), to.trim().to_owned()));
                }
                None => {
                    self.aliases.insert(word.to_owned(), to.trim().to_owned());
                }
            }
        }
        Some(())
    }

    fn class(&mut self, name: &str, rest: &str) -> Option<()> {
        let mut words = Vec::new();
        for word in rest.split_whitespace() {
            match word.strip_prefix('@') {
                Some(_) => words.extend(self.classes.get(word)?.iter().cloned()),
                None => words.push(word.to_owned()),
            }
        }
        self.classes.insert(name.to_owned(), words);
        Some(())
    }

    fn rule(&self, language: &'static str, grade: Grade, pattern: &str) -> Option<Rule> {
        let marks: HashSet<&str> = pattern.split_whitespace().filter(|word| is_mark(word)).collect();
        let steps = pattern.split_whitespace().filter(|word| !is_mark(word)).map(|word| self.step(word));
        let steps = steps.collect::<Option<Vec<_>>>()?;
        matches!(steps.first()?, Step::One(_)).then_some(())?;
        Some(Rule {
            language,
            grade,
            steps,
            opens_clause: marks.contains("^"),
            opens_message: marks.contains("^^"),
            closes_clause: marks.contains("$"),
            closes_message: marks.contains("$$"),
            never_asked: marks.contains("!q"),
            never_in_delight: marks.contains("!d"),
        })
    }

    fn step(&self, word: &str) -> Option<Step> {
        if let Some(gap) = word.strip_prefix('*') {
            return gap.parse().ok().map(Step::Gap);
        }
        let bare = word.trim_end_matches(['?', '*']);
        let element = self.element(bare)?;
        Some(match word.strip_prefix(bare)? {
            "?" => Step::Optional(element),
            "*" => Step::Many(element),
            _ => Step::One(element),
        })
    }

    fn element(&self, alternatives: &str) -> Option<Element> {
        let mut element = Element::default();
        for word in alternatives.split('/') {
            if word == "_" {
                element.any = true;
                continue;
            }
            let of_class = word.starts_with('@');
            let single = [word.to_owned()];
            let words = if of_class { self.classes.get(word)? } else { single.as_slice() };
            for word in words {
                match word.strip_suffix('~') {
                    Some(stem) => element.stems.push(stem.to_owned()),
                    None => element.words.push(word.clone()),
                }
            }
        }
        for words in [&mut element.words, &mut element.stems] {
            words.sort();
            words.dedup();
        }
        Some(element)
    }
}

/// A pattern may begin with an optional word and may offer "or here it ends" (`plus/$`): both are
/// written out, so that every rule begins with a word and ends in one way.
fn variants(pattern: &str) -> Vec<String> {
    let words: Vec<&str> = pattern.split_whitespace().collect();
    if let Some(at) = words.iter().position(|word| !is_mark(word))
        && let Some(bare) = words.get(at).and_then(|word| word.strip_suffix('?'))
    {
        let without = replaced(&words, at, &[], true);
        let with = replaced(&words, at, &[bare], true);
        return [variants(&without), variants(&with)].concat();
    }
    let ending = |word: &&str| word.contains('/') && word.split('/').any(is_end);
    let Some(at) = words.iter().position(ending) else { return vec![words.join(" ")] };
    let choices = || words.get(at).map(|word| word.split('/')).into_iter().flatten();
    let others: Vec<&str> = choices().filter(|choice| !is_end(choice)).collect();
    let end = choices().find(|choice| is_end(choice)).unwrap_or("$");
    let going_on = replaced(&words, at, &[&others.join("/")], true);
    [variants(&going_on), vec![replaced(&words, at, &[end], false)]].concat()
}

fn replaced(words: &[&str], at: usize, by: &[&str], rest: bool) -> String {
    let after = words.get(at + 1..).filter(|_| rest).unwrap_or_default();
    [words.get(..at).unwrap_or_default(), by, after].concat().join(" ")
}

fn is_end(word: &str) -> bool {
    matches!(word, "$" | "$$")
}

fn is_mark(word: &str) -> bool {
    matches!(word, "^" | "^^" | "$" | "$$" | "!q" | "!d")
}

fn grade(word: &str) -> Option<Grade> {
    Some(match word {
        "opt_out" => Grade::OptOut,
        "probable" => Grade::Probable,
        "opt_in" => Grade::OptIn,
        "guard" => Grade::Guard,
        "unsure" => Grade::Unsure,
        _ => return None,
    })
}
