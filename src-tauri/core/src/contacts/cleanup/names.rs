//! What names tell: capitals, titles, emoji, nobody at all, two people.
//!
//! Pure. Knows no SQL. Invariants: tidying twice changes nothing more; a name is never tidied away to nothing.

use unicode_normalization::UnicodeNormalization;

/// In lower case, without dot.
const TITLES: [&str; 18] = [
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "madam", "mister", "herr", "frau", "monsieur",
    "madame", "sr", "sra", "hr", "fr",
];
/// What people type where a name is asked for and there is none; folded.
const NOBODY: [&str; 24] = [
    "test",
    "testing",
    "tester",
    "test test",
    "test user",
    "test customer",
    "test order",
    "asdf",
    "qwerty",
    "xxx",
    "abc",
    "foo",
    "foo bar",
    "none",
    "na",
    "n a",
    "null",
    "unknown",
    "anonymous",
    "customer",
    "guest",
    "first last",
    "firstname lastname",
    "do not use",
];
/// Letters that must agree for two first names to be spellings of one.
const SAME_START: usize = 4;
/// More names than this make no greeting.
const GREETED: usize = 3;

/// In lower case, without accents and punctuation, single spaces.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in text.nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            if space && !out.is_empty() {
                out.push(' ');
            }
            out.push(c);
            space = false;
        } else {
            space |= c != '\'' && c != '’' && c != '.';
        }
    }
    out
}

/// Whether this is what people type when there is nobody.
pub(super) fn is_nobody(first: &str, last: &str) -> bool {
    // Nearly every name is passed over by its first letter.
    let start = if first.is_empty() { last } else { first };
    if !start.starts_with(|c: char| "tTaAqQxXfFnNuUcCgGdD".contains(c)) {
        return false;
    }
    let name = folded(&format!("{first} {last}"));
    NOBODY.contains(&name.as_str())
}

/// Whether two filled names under one number are two people, not two spellings of one.
#[must_use]
pub fn are_two_people(first: &str, other: &str) -> bool {
    let (a, b) = (folded(untitled(first).trim()), folded(untitled(other).trim()));
    if a.is_empty() || b.is_empty() || a.starts_with(&b) || b.starts_with(&a) {
        return false;
    }
    let common = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    common < SAME_START
}

/// The greeting of several people: "Alice & Bob". `None` where there are too many to greet.
pub(super) fn greeting(first_names: &[&str]) -> Option<String> {
    let mut names: Vec<&str> = Vec::new();
    for name in first_names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() || names.len() > GREETED {
        return None;
    }
    let (last, before) = names.split_last()?;
    Some(if before.is_empty() { (*last).to_owned() } else { format!("{} & {last}", before.join(", ")) })
}

/// The tidy form of a name, where it differs.
pub(super) fn tidied(name: &str) -> Option<String> {
    if !may_need_tidying(name) {
        return None;
    }
    let plain: String = name.chars().filter(|c| !is_emoji(*c)).collect();
    let words: Vec<&str> = untitled(&plain).split_whitespace().collect();
    let joined = words.join(" ");
    let tidy = if is_shouted(&joined) { calmed(&joined) } else { joined };
    (!tidy.is_empty() && tidy != name && tidy.chars().any(char::is_alphabetic)).then_some(tidy)
}

/// A quick look, for a million names: capitals in a row, a dot, a title's first letter, anything beyond letters.
fn may_need_tidying(name: &str) -> bool {
    !name.is_empty() && (is_shouted(name) || name.chars().any(is_emoji) || untitled(name).len() != name.len())
}

/// Four letters or more and none of them small; shorter ones are initials.
fn is_shouted(name: &str) -> bool {
    let mut letters = 0;
    for c in name.chars() {
        if c.is_lowercase() {
            return false;
        }
        letters += usize::from(c.is_uppercase());
    }
    letters > 3
}

fn calmed(name: &str) -> String {
    let mut start = true;
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if start {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        start = !c.is_alphanumeric();
    }
    out
}

/// Without the titles in front.
fn untitled(name: &str) -> &str {
    let mut rest = name;
    while let Some((word, more)) = rest.trim_start().split_once([' ', '.']) {
        let short = word.len() <= 8 && word.is_ascii();
        let more = more.trim_start_matches(['.', ' ']);
        if !short || more.is_empty() || !TITLES.contains(&word.to_ascii_lowercase().as_str()) {
            break;
        }
        rest = more;
    }
    rest
}

fn is_emoji(c: char) -> bool {
    matches!(u32::from(c), 0x2190..=0x21ff | 0x2300..=0x23ff | 0x2460..=0x27bf | 0x2900..=0x2bff | 0x3030 | 0x303d | 0x3297 | 0x3299
        | 0xfe00..=0xfe0f | 0x200d | 0x20e3 | 0x1f000..=0x1faff | 0xe0020..=0xe007f)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_titles_and_emoji_are_tidied_and_nothing_else() {
        for (name, tidy) in [
            ("ALICE", "Alice"),
            ("ANNE-MARIE O'BRIEN", "Anne-Marie O'Brien"),
            ("Mrs. Alice", "Alice"),
            ("Dr Prof. ALICE", "Alice"),
            ("Alice 🌸", "Alice"),
            ("ÉLODIE", "Élodie"),
        ] {
            assert_eq!(tidied(name).as_deref(), Some(tidy), "{name}");
        }
        for fine in ["Alice", "AJ", "JPR", "Mary Ann", "McDonald", "Mr", "🌸", "", "Drew", "Msgr", "李", "Fr"]
        {
            assert_eq!(tidied(fine), None, "{fine}");
        }
    }

    #[test]
    fn a_placeholder_is_told_from_a_name() {
        for (first, last) in [("Test", ""), ("TEST", "Test"), ("", "n/a"), ("Test", "Customer"), ("asdf", "")]
        {
            assert!(is_nobody(first, last), "{first} {last}");
        }
        for (first, last) in
            [("Tess", "Tester-Hall"), ("Nona", ""), ("Abc", "Lee"), ("Guest", "Rowe"), ("", "")]
        {
            assert!(!is_nobody(first, last), "{first} {last}");
        }
    }

    #[test]
    fn a_household_is_told_from_two_spellings() {
        assert!(are_two_people("Alice", "Bob") && are_two_people("Alice", "Alina"));
        for (one, other) in
            [("Alice", "ALICE"), ("Al", "Alice"), ("Carla", "Carlotta"), ("", "Bob"), ("Mrs. Alice", "Alice")]
        {
            assert!(!are_two_people(one, other), "{one} {other}");
        }
    }

    #[test]
    fn a_greeting_names_everybody_once() {
        assert_eq!(greeting(&["Alice", "Bob", "Alice"]).as_deref(), Some("Alice & Bob"));
        assert_eq!(greeting(&["Alice", "Bob", "Carla"]).as_deref(), Some("Alice, Bob & Carla"));
        assert_eq!(greeting(&["A", "B", "C", "D"]), None);
    }

    proptest::proptest! {
        #[test]
        fn tidying_twice_changes_nothing_more(name in ".{0,24}") {
            if let Some(tidy) = tidied(&name) {
                proptest::prop_assert!(!tidy.trim().is_empty());
                proptest::prop_assert_eq!(tidied(&tidy), None);
            }
        }
    }
}
