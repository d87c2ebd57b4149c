//! One typing slip: a letter left out, doubled, swapped with its neighbour or hit beside the right key.

const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// Shortest word in which a slip is forgiven; shorter ones turn into other words too easily.
const SHORTEST: usize = 4;

/// The word with every run of the same letter cut to `keep` letters, or nothing when no run is longer.
pub(super) fn unrepeated(word: &str, keep: usize) -> Option<String> {
    let repeats = |run: &[u8]| matches!(run, [a, b, c] if a == b && b == c);
    if !word.as_bytes().windows(3).any(repeats) {
        return None;
    }
    let (mut shorter, mut run, mut last, mut longest) = (String::with_capacity(word.len()), 0, '\0', 0);
    for character in word.chars() {
        run = if character == last { run + 1 } else { 1 };
        last = character;
        longest = longest.max(run);
        if run <= keep {
            shorter.push(character);
        }
    }
    (longest > 2 && longest > keep).then_some(shorter)
}

/// The word with only its long runs (three letters and more) cut to `keep`: "arrettttt" keeps its double r.
pub(super) fn shortened(word: &str, keep: usize) -> Option<String> {
    unrepeated(word, keep)?;
    let letters: Vec<char> = word.chars().collect();
    let runs = letters.chunk_by(|a, b| a == b);
    Some(runs.flat_map(|run| run.iter().take(if run.len() > 2 { keep } else { run.len() })).collect())
}

/// The word with every run of the same letter cut to one, whatever its length.
pub(super) fn squeezed(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

/// "st0p" and "$top" as letters, or nothing when there is no such digit or no letter.
pub(super) fn letters_for_digits(word: &str) -> Option<String> {
    let imitates = |c: char| matches!(c, '0' | '1' | '3' | '4' | '5' | '$' | '@');
    if !word.contains(imitates) || !word.contains(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    let read = |c: char| match c {
        '0' => 'o',
        '1' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        other => other,
    };
    Some(word.chars().map(read).collect())
}

/// Whether `typed` is `meant` with exactly one slip (two in words of ten letters and more).
pub(super) fn is_one_slip(typed: &str, meant: &str) -> bool {
    let (typed, meant) = (typed.as_bytes(), meant.as_bytes());
    if meant.len() < SHORTEST {
        // Of three letters none may be missing: what is left is a word of its own too often.
        return meant.len() + 1 == SHORTEST && typed.len() >= meant.len() && one_slip(typed, meant);
    }
    if typed.len() + 1 < SHORTEST {
        return false;
    }
    if meant.len() >= 10 && typed.first() == meant.first() {
        return typed.len().abs_diff(meant.len()) <= 2 && slips(typed, meant, 2);
    }
    one_slip(typed, meant)
}

fn one_slip(typed: &[u8], meant: &[u8]) -> bool {
    typed.len().abs_diff(meant.len()) <= 1 && starts_alike(typed, meant) && slips(typed, meant, 1)
}

/// Cheap first look: the first letter is right, swapped, doubled, missing or hit beside its key.
fn starts_alike(typed: &[u8], meant: &[u8]) -> bool {
    let (Some(first), Some(right)) = (typed.first(), meant.first()) else { return false };
    first == right
        || typed.get(1) == Some(right)
        || meant.get(1) == Some(first)
        || are_neighbours(*first, *right)
}

fn slips(typed: &[u8], meant: &[u8], left: u8) -> bool {
    let same = typed.iter().zip(meant).take_while(|(a, b)| a == b).count();
    let (typed, meant) = (typed.get(same..).unwrap_or_default(), meant.get(same..).unwrap_or_default());
    if typed.is_empty() && meant.is_empty() {
        return true;
    }
    if left == 0 {
        return false;
    }
    let swapped = matches!((typed, meant), ([a, b, ..], [c, d, ..]) if a == d && b == c);
    let pairs = [(1, 1), (1, 0), (0, 1)];
    let single = pairs.iter().any(|(skip_typed, skip_meant)| {
        matches!((typed.get(*skip_typed..), meant.get(*skip_meant..)),
            (Some(rest), Some(wanted)) if slips(rest, wanted, left - 1))
    });
    single
        || swapped && slips(typed.get(2..).unwrap_or_default(), meant.get(2..).unwrap_or_default(), left - 1)
}

fn are_neighbours(typed: u8, meant: u8) -> bool {
    let place = |key: u8| {
        ROWS.iter()
            .enumerate()
            .find_map(|(row, keys)| keys.bytes().position(|k| k == key).map(|at| (row, at)))
    };
    match (place(typed), place(meant)) {
        (Some((row, at)), Some((other_row, other_at))) => {
            row.abs_diff(other_row) <= 1 && at.abs_diff(other_at) <= 1
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_slip_is_forgiven_once() {
        for typed in ["stpo", "stip", "sto", "stopp", "srop", "sttop", "tsop"] {
            assert!(is_one_slip(typed, "stop"), "{typed}");
        }
        for typed in ["spot", "ship", "start", "sp", "store", "post"] {
            assert!(!is_one_slip(typed, "stop"), "{typed}");
        }
        assert!(is_one_slip("unsuscrbe", "unsubscribe"));
    }

    #[test]
    fn runs_and_digits_are_read_as_letters() {
        assert_eq!(unrepeated("stopppp", 1).as_deref(), Some("stop"));
        assert_eq!(shortened("arrettttt", 1).as_deref(), Some("arret"));
        assert_eq!(unrepeated("offff", 2).as_deref(), Some("off"));
        assert_eq!(unrepeated("stopp", 1), None);
        assert_eq!(letters_for_digits("st0p").as_deref(), Some("stop"));
        assert_eq!(letters_for_digits("555"), None);
    }
}
