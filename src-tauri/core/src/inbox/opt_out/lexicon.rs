//! Every word the classifier knows, and the rules that begin with it.
//!
//! Built once from the tables in `rules/data/opt_out`. A word outside the
//! lexicon is tried with its repetitions removed, with digits read as the
//! letters they imitate, and at last with one typing slip forgiven.

use std::sync::LazyLock;

use super::grammar::{self, Element, Rule, Table};
use super::quick::{QuickMap as HashMap, QuickSet as HashSet};
use super::reading::Token;
use super::slips;

/// The tables, read once.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(grammar::read()));

/// A word: the rules that begin with it and the sets it belongs to, one bit each.
#[derive(Default)]
pub(super) struct Entry {
    rules: Vec<usize>,
    sets: Vec<u64>,
}

/// Words, stems and rules.
pub(super) struct Lexicon {
    words: HashMap<String, Entry>,
    stems: HashMap<u8, Vec<(String, Vec<usize>)>>,
    aliases: HashMap<String, String>,
    pairs: HashMap<String, Vec<(String, String)>>,
    fillers: HashSet<String>,
    delights: HashSet<String>,
    commands: HashSet<String>,
    slips: Vec<String>,
    real: HashSet<String>,
    rules: Vec<Rule>,
}

impl Lexicon {
    fn new(table: Table) -> Self {
        let mut lexicon = Self {
            words: HashMap::default(),
            stems: HashMap::default(),
            aliases: table.aliases,
            pairs: table.pairs,
            fillers: table.fillers,
            delights: table.delights,
            commands: table.commands,
            slips: table.slips,
            real: table.real,
            rules: table.rules,
        };
        lexicon.learn_words();
        lexicon.index_rules();
        lexicon.number_sets();
        lexicon
    }

    fn learn_words(&mut self) {
        let elements = self.rules.iter().flat_map(Rule::elements);
        let known = elements.flat_map(|element| element.words.iter()).chain(&self.fillers).chain(&self.slips);
        for word in known.chain(self.aliases.values()) {
            self.words.entry(word.clone()).or_default();
        }
        for (first, seconds) in &self.pairs {
            self.words.entry(first.clone()).or_default();
            for (_, merged) in seconds {
                self.words.entry(merged.clone()).or_default();
            }
        }
    }

    fn index_rules(&mut self) {
        for (index, rule) in self.rules.iter().enumerate() {
            let Some(first) = rule.elements().next() else { continue };
            for word in &first.words {
                self.words.entry(word.clone()).or_default().rules.push(index);
            }
            for stem in &first.stems {
                let bucket = self.stems.entry(initial(stem)).or_default();
                match bucket.iter_mut().find(|(known, _)| known == stem) {
                    Some((_, rules)) => rules.push(index),
                    None => bucket.push((stem.clone(), vec![index])),
                }
            }
        }
    }

    /// Gives equal sets one number and notes for every word which sets it is in.
    fn number_sets(&mut self) {
        let mut numbers: HashMap<(Vec<String>, Vec<String>, bool), usize> = HashMap::default();
        let mut sets: Vec<Element> = Vec::new();
        for element in self.rules.iter_mut().flat_map(Rule::elements_mut) {
            let key = (element.words.clone(), element.stems.clone(), element.any);
            element.set = *numbers.entry(key).or_insert(sets.len());
            if element.set == sets.len() {
                sets.push(element.clone());
            }
        }
        for (word, entry) in &mut self.words {
            let stems = self.stems.get(&initial(word)).into_iter().flatten();
            entry.rules.extend(stems.filter(|(stem, _)| word.starts_with(stem)).flat_map(|(_, rules)| rules));
            entry.sets = vec![0; sets.len().div_ceil(64)];
            for (number, _) in sets.iter().enumerate().filter(|(_, set)| set.spells(word)) {
                if let Some(bits) = entry.sets.get_mut(number / 64) {
                    *bits |= 1 << (number % 64);
                }
            }
        }
    }

    /// Whether a word of the text belongs to a set.
    pub(super) fn holds(&self, token: &Token<'_>, element: &Element) -> bool {
        match token.entry {
            Some(entry) => {
                entry.sets.get(element.set / 64).is_some_and(|bits| bits >> (element.set % 64) & 1 == 1)
            }
            None => element.any || element.has_stem_of(token.word),
        }
    }

    /// What is known of a word.
    pub(super) fn entry(&self, word: &str) -> Option<&Entry> {
        self.words.get(word)
    }

    /// The rules that may begin at this word.
    pub(super) fn rules_from<'w>(
        &'static self,
        token: &Token<'w>,
    ) -> impl Iterator<Item = &'static Rule> + 'w {
        let word = token.word;
        let exact = token.entry.into_iter().flat_map(|entry| &entry.rules);
        let unknown = token.entry.is_none().then(|| self.stems.get(&initial(word))).flatten();
        let stems = unknown.into_iter().flatten();
        let stemmed =
            stems.filter(move |(stem, _)| word.starts_with(stem.as_str())).flat_map(|(_, rules)| rules);
        exact.chain(stemmed).filter_map(|index| self.rules.get(*index))
    }

    /// The lexicon's own copy of a word it knows.
    pub(super) fn word(&self, word: &str) -> Option<&str> {
        if let Some(alias) = self.aliases.get(word) {
            return Some(alias);
        }
        self.words.get_key_value(word).map(|(known, _)| known.as_str())
    }

    /// The known word this one stands for, and whether a slip had to be forgiven. Nothing means "as it is".
    pub(super) fn understood(&self, word: &str) -> Option<(&str, bool)> {
        if let Some(known) = self.word(word) {
            return Some((known, false));
        }
        if self.real.contains(word) || self.has_stem(word) {
            return None;
        }
        let spellings = [
            slips::shortened(word, 2),
            slips::shortened(word, 1),
            slips::unrepeated(word, 1),
            slips::letters_for_digits(word),
        ];
        if let Some(known) = spellings.iter().flatten().find_map(|word| self.word(word)) {
            return Some((known, false));
        }
        self.slips.iter().find(|key| slips::is_one_slip(word, key)).map(|key| (key.as_str(), true))
    }

    /// Whether this is a word of its own that a slip must not turn into another.
    pub(super) fn is_real(&self, word: &str) -> bool {
        self.real.contains(word)
    }

    fn has_stem(&self, word: &str) -> bool {
        let stems = self.stems.get(&initial(word));
        stems.into_iter().flatten().any(|(stem, _)| word.starts_with(stem.as_str()))
    }

    pub(super) fn is_filler(&self, word: &str) -> bool {
        self.fillers.contains(word)
    }

    /// Whether a word shows delight.
    pub(super) fn is_delight(&self, word: &str) -> bool {
        self.delights.contains(word)
    }

    /// Whether a word asks for an end.
    pub(super) fn is_command(&self, word: &str) -> bool {
        self.commands.contains(word)
    }

    /// "do not" becomes "dont" and the like.
    pub(super) fn merge_pairs(&'static self, tokens: &mut Vec<Token<'_>>) {
        let mut index = 0;
        while let Some([first, second]) = tokens.get(index..index + 2) {
            if !second.hard
                && let Some(merged) = self.pair(first.word, second.word)
            {
                tokens.remove(index + 1);
                if let Some(token) = tokens.get_mut(index) {
                    token.word = merged;
                }
            }
            index += 1;
        }
    }

    fn pair(&self, first: &str, second: &str) -> Option<&str> {
        let seconds = self.pairs.get(first)?;
        seconds.iter().find(|(word, _)| word == second).map(|(_, merged)| merged.as_str())
    }
}

fn initial(word: &str) -> u8 {
    word.bytes().next().unwrap_or_default()
}
