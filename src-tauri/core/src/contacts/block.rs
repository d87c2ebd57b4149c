//! The names and numbers of some neighbours as one text, in which any part of them is found at the speed of memory.
//!
//! Pure. Knows no SQL. Invariants: folded as what is typed is folded, so that case and accents never matter; a match
//! never runs from one person or field into the next.

use memchr::memmem::Finder;

use crate::rules::folding::fold;

/// Between the fields of a person; nobody types it.
const FIELD: u8 = 1;
const END: u8 = b'\n';

/// People whose ids follow on each other, some of them perhaps missing.
#[derive(Default)]
pub(super) struct Block {
    ids: Vec<u32>,
    /// For each person the number's digits, last and first name, e-mail address.
    text: Vec<u8>,
    /// Where each person's part ends.
    ends: Vec<u32>,
}

impl Block {
    pub(super) fn add(&mut self, id: u32, number: &str, first: &str, last: &str, email: &str) {
        self.ids.push(id);
        self.text.extend(number.bytes().filter(u8::is_ascii_digit));
        self.text.push(FIELD);
        self.put(last);
        self.text.push(b' ');
        self.put(first);
        self.text.push(FIELD);
        self.put(email);
        self.text.push(END);
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    fn put(&mut self, text: &str) {
        match text.is_ascii() {
            true => self.text.extend(text.bytes().map(|b| b.to_ascii_lowercase())),
            false => self.text.extend(fold(text).bytes()),
        }
    }

    /// Puts the ids of those in whom every word is found behind `found`, in their order.
    pub(super) fn find(&self, words: &Words, found: &mut Vec<u32>) {
        let Some((first, rest)) = words.0.split_first() else { return };
        let mut at = 0;
        let mut from = 0;
        while let Some(hit) = self.text.get(from..).and_then(|text| first.find(text)) {
            let hit = u32::try_from(from + hit).unwrap_or(u32::MAX);
            at += self.ends.get(at..).map_or(0, |ends| skipped(ends, hit));
            let Some(end) = self.ends.get(at) else { return };
            let (start, end) = (self.start(at), *end as usize);
            let person = self.text.get(start..end).unwrap_or_default();
            if rest.iter().all(|word| word.find(person).is_some()) {
                found.extend(self.ids.get(at));
            }
            from = end;
            at += 1;
        }
    }

    /// Everybody with the key by which names are sorted: last name, first name; nothing where there is no name.
    pub(super) fn names(&self) -> impl Iterator<Item = (u32, &[u8])> {
        self.ids.iter().enumerate().map(|(at, id)| (*id, self.name(at)))
    }

    fn name(&self, at: usize) -> &[u8] {
        let end = self.ends.get(at).map_or(0, |end| *end as usize);
        let person = self.text.get(self.start(at)..end).unwrap_or_default();
        person.split(|b| *b == FIELD).nth(1).unwrap_or_default().trim_ascii()
    }

    fn start(&self, at: usize) -> usize {
        at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize)
    }
}

/// How many end before this place; near ones are tried first, since hits follow on each other.
fn skipped(ends: &[u32], hit: u32) -> usize {
    match ends.iter().take(8).position(|end| *end > hit) {
        Some(near) => near,
        None => ends.partition_point(|end| *end <= hit),
    }
}

/// What was typed, the longest word first.
pub(super) struct Words(Vec<Finder<'static>>);

impl Words {
    pub(super) fn new(words: &[String]) -> Self {
        let mut words: Vec<&String> = words.iter().collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        Self(words.into_iter().map(|word| Finder::new(word.as_bytes()).into_owned()).collect())
    }
}

/// Words that a search heeds.
const MOST_WORDS: usize = 8;

/// What was typed, as words that are found in a block. A number in any spelling is one word: its digits.
pub(super) fn words(typed: &str) -> Vec<String> {
    let parts =
        if is_number(typed) { vec![typed] } else { typed.split_whitespace().take(MOST_WORDS).collect() };
    let words = parts.into_iter().map(|part| if is_number(part) { digits(part) } else { letters(part) });
    words.filter(|word| !word.is_empty()).collect()
}

/// Digits and the marks people put between them.
fn is_number(text: &str) -> bool {
    let marks = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+()-./'".contains(c);
    text.chars().any(|c| c.is_ascii_digit()) && text.chars().all(marks)
}

/// A national 0 is not part of E.164.
fn digits(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let national = digits.trim_start_matches('0');
    if national.is_empty() { digits } else { national.into() }
}

fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block() -> Block {
        let mut block = Block::default();
        block.add(3, "+12125550101", "Alice", "Archer", "alice@example.com");
        block.add(4, "+13125550102", "José", "O'Place", "");
        block.add(9, "+447700900104", "", "", "99@example.com");
        block
    }

    fn found(typed: &str) -> Vec<u32> {
        let mut found = Vec::new();
        block().find(&Words::new(&words(typed)), &mut found);
        found
    }

    #[test]
    fn any_part_of_a_name_address_or_number_is_found_however_it_is_written() {
        for (typed, who) in [
            ("ali", vec![3]),
            ("CHER ali", vec![3]),
            ("jose", vec![4]),
            ("José o'p", vec![4]),
            ("o", vec![3, 4, 9]),
            ("(212) 555", vec![3]),
            ("+1 312-555", vec![4]),
            ("07700 900", vec![9]),
            ("55", vec![3, 4]),
            ("99", vec![9]),
            ("0", vec![3, 4, 9]),
            ("@example", vec![3, 9]),
            ("alice bob", vec![]),
            ("%", vec![]),
        ] {
            assert_eq!(found(typed), who, "{typed}");
        }
    }

    #[test]
    fn no_match_runs_from_one_field_or_person_into_the_next() {
        for typed in ["0101archer", "comjos", "cher ali\u{1}", "\n", "\u{1}"] {
            assert!(found(typed).is_empty() || words(typed).len() != 1, "{typed:?}");
        }
        assert!(found("archeralice").is_empty());
    }

    #[test]
    fn names_sort_by_last_name_and_the_nameless_have_nothing() {
        let block = block();
        let names: Vec<(u32, &str)> =
            block.names().map(|(id, name)| (id, std::str::from_utf8(name).unwrap())).collect();
        assert_eq!(names, [(3, "archer alice"), (4, "o'place jose"), (9, "")]);
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]
        #[test]
        fn what_is_found_is_what_a_look_at_each_person_finds(
            people in proptest::collection::vec(("[a-c]{0,3}", "[a-cé]{0,3}", "[0-2]{1,4}"), 0..12),
            typed in "[a-c0-2é ]{1,4}",
        ) {
            let mut block = Block::default();
            for (at, (first, last, number)) in people.iter().enumerate() {
                block.add(at as u32 * 2, number, first, last, "");
            }
            let words = words(&typed);
            let mut seen = Vec::new();
            block.find(&Words::new(&words), &mut seen);
            let looked: Vec<u32> = people.iter().enumerate().filter(|(_, (first, last, number))| {
                let fields = [number.clone(), fold(&format!("{last} {first}"))];
                !words.is_empty() && words.iter().all(|word| fields.iter().any(|field| field.contains(word.as_str())))
            }).map(|(at, _)| at as u32 * 2).collect();
            proptest::prop_assert_eq!(seen, looked);
        }
    }
}
