//! An inbound text as words: folded, undecorated, with clause breaks.
//!
//! Knows no meaning. Quoted stretches (a phone's "Liked …" echo of our own
//! text) are left out, since they are our words and not the customer's.

use std::borrow::Cow;
use std::collections::VecDeque;

use super::lexicon::{Entry, LEXICON, Lexicon};
use crate::rules::folding::fold;

/// Longest text read, in words; the rest of a longer one adds nothing new.
const WORDS: usize = 600;

/// One word.
#[derive(Clone, Copy)]
pub(super) struct Token<'a> {
    pub(super) word: &'a str,
    /// What the lexicon knows of it.
    pub(super) entry: Option<&'static Entry>,
    /// A sentence ended before it.
    pub(super) hard: bool,
    /// A comma or the like stood before it.
    pub(super) soft: bool,
    /// Its sentence ends with a question mark.
    pub(super) asked: bool,
    /// Understood only by forgiving a typing slip.
    pub(super) slipped: bool,
    /// Adds politeness or haste but no meaning.
    pub(super) filler: bool,
}

/// A folded text with its original kept apart for capitals.
pub(super) struct Folded {
    text: String,
}

/// Folds case, accents, look-alikes and decoration, and drops quotations.
pub(super) fn folded(text: &str) -> Folded {
    let spoken = without_quotations(unsigned(text));
    let spoken = numbered(spoken);
    if spoken.is_ascii() {
        return Folded { text: spoken.to_ascii_lowercase() };
    }
    let plain: String = spoken.chars().map(undecorated).collect();
    Folded { text: fold(&plain) }
}

/// "my #" is "my number"; "#4711" stays as it is.
fn numbered(text: Cow<'_, str>) -> Cow<'_, str> {
    let sign = |text: &str| text.trim_end().ends_with('#') || text.contains("# ");
    if sign(&text) { Cow::Owned(text.replace("# ", " number ").replace('#', " number ")) } else { text }
}

/// Letters that only look different: boxed and circled ones, Cyrillic and Greek twins.
fn undecorated(character: char) -> char {
    let code = u32::from(character);
    let boxed = match code {
        0x1F150..=0x1F169 => Some(code - 0x1F150),
        0x1F170..=0x1F189 => Some(code - 0x1F170),
        _ => None,
    };
    if let Some(letter) = boxed.and_then(|offset| char::from_u32(u32::from('a') + offset)) {
        return letter;
    }
    match character {
        'а' | 'А' | 'Α' | 'α' => 'a',
        'е' | 'Е' | 'Ε' => 'e',
        'о' | 'О' | 'Ο' | 'ο' => 'o',
        'р' | 'Р' | 'Ρ' | 'ρ' => 'p',
        'с' | 'С' => 'c',
        'т' | 'Т' | 'Τ' | 'τ' => 't',
        'ѕ' | 'Ѕ' => 's',
        'і' | 'І' | 'Ι' | 'ι' => 'i',
        'х' | 'Х' | 'Χ' => 'x',
        'у' | 'У' => 'y',
        'Ν' => 'n',
        'Β' | 'В' => 'b',
        'Н' | 'Η' => 'h',
        'К' | 'Κ' => 'k',
        'М' | 'Μ' => 'm',
        other => other,
    }
}

/// Mail programs and phones sign what their owner wrote; the signature says nothing.
const SIGNATURES: [&str; 8] = [
    "sent from my",
    "sent from ",
    "get outlook for",
    "enviado desde",
    "envoye de",
    "envoyé de",
    "von meinem",
    "inviato da",
];

fn unsigned(text: &str) -> &str {
    let Some((before, last)) = text.trim_end().rsplit_once('\n') else { return text };
    let line = last.trim().to_lowercase();
    if SIGNATURES.iter().any(|signature| line.starts_with(signature)) { before } else { text }
}

fn without_quotations(text: &str) -> Cow<'_, str> {
    if !text.contains(['"', '“', '„', '«']) {
        return Cow::Borrowed(text);
    }
    let mut spoken = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, quote, after)) = next_quotation(rest) {
        spoken.push_str(before);
        let ours = quote.split_whitespace().count() >= 4;
        spoken.push_str(if ours { "." } else { quote });
        rest = after;
    }
    spoken.push_str(rest);
    if spoken.chars().any(char::is_alphanumeric) { Cow::Owned(spoken) } else { Cow::Borrowed(text) }
}

/// What stands before, inside and after the next pair of quotation marks. A typographic quotation that
/// never closes was cut off by the phone and runs to the end.
fn next_quotation(text: &str) -> Option<(&str, &str, &str)> {
    let (start, opening) = text.char_indices().find(|(_, c)| matches!(c, '"' | '“' | '„' | '«'))?;
    let inside = text.get(start + opening.len_utf8()..)?;
    let before = text.get(..start)?;
    match inside.char_indices().find(|(_, c)| matches!(c, '"' | '”' | '“' | '»')) {
        Some((end, closing)) => Some((before, inside.get(..end)?, inside.get(end + closing.len_utf8()..)?)),
        None if opening == '"' => None,
        None => Some((before, inside, "")),
    }
}

/// The words of a folded text, aliases resolved and slips forgiven.
pub(super) fn tokens(folded: &Folded) -> Vec<Token<'_>> {
    let mut tokens = joined(raw_words(&folded.text));
    tokens.truncate(WORDS);
    LEXICON.merge_pairs(&mut tokens);
    // Letters in a row spell a word: the "u" among them is no "you".
    let alike = |a: &Token<'_>, b: &Token<'_>| is_single(a) == is_single(b);
    for run in tokens.chunk_by_mut(alike) {
        let spelt = run.len() > 2 && run.first().is_some_and(is_single);
        run.iter_mut().filter(|_| !spelt).for_each(|token| understand(token, &LEXICON));
    }
    mark_questions(&mut tokens, &folded.text);
    tokens
}

fn understand(token: &mut Token<'_>, lexicon: &'static Lexicon) {
    if let Some((word, slipped)) = lexicon.understood(token.word) {
        token.word = word;
        token.slipped = slipped;
    }
    token.entry = lexicon.entry(token.word);
    token.filler = token.entry.is_some() && lexicon.is_filler(token.word);
}

/// Words between anything that is no letter or digit; an apostrophe joins only English endings.
fn raw_words(text: &str) -> VecDeque<Token<'_>> {
    let mut words = VecDeque::new();
    let (mut start, mut hard, mut soft) = (None, true, true);
    for (at, character) in text.char_indices() {
        if is_letter(character) || start.is_some() && joins(text, at, character) {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            words.push_back(token(text.get(from..at).unwrap_or_default(), hard, soft));
            (hard, soft) = (false, false);
        }
        hard |= matches!(character, '.' | '!' | '?' | ';' | ':' | '\n' | '¿' | '¡' | '…');
        soft |= hard || !matches!(character, ' ' | '\'' | '-' | '_' | '*' | '~' | '/' | '&');
    }
    if let Some(from) = start {
        words.push_back(token(text.get(from..).unwrap_or_default(), hard, soft));
    }
    words
}

fn token(word: &str, hard: bool, soft: bool) -> Token<'_> {
    Token { word, entry: None, hard, soft, asked: false, slipped: false, filler: false }
}

fn is_letter(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '$' | '@')
}

/// "don't" is one word and "m'envoyez" two.
fn joins(text: &str, at: usize, character: char) -> bool {
    if character != '\'' {
        return false;
    }
    let after = text.get(at + 1..).unwrap_or_default();
    let ending: &str = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    matches!(ending, "t" | "re" | "ve" | "ll" | "d" | "m" | "s")
}

/// "s t o p" and "S.T.O.P" are one word.
fn joined(mut words: VecDeque<Token<'_>>) -> Vec<Token<'_>> {
    let mut whole = Vec::with_capacity(words.len());
    while let Some(first) = words.pop_front() {
        let letters = words.iter().take_while(|word| is_single(word)).count();
        match spelled(first, &words, letters) {
            Some(word) => {
                words.drain(..letters);
                whole.push(Token { word, ..first });
            }
            None => whole.push(first),
        }
    }
    whole
}

fn is_single(token: &Token<'_>) -> bool {
    token.word.len() == 1 && token.word.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn spelled<'a>(first: Token<'a>, words: &VecDeque<Token<'a>>, letters: usize) -> Option<&'a str> {
    if !is_single(&first) || letters < 2 {
        return None;
    }
    let word: String =
        std::iter::once(&first).chain(words.iter().take(letters)).map(|token| token.word).collect();
    LEXICON.word(&word)
}

/// A sentence is a question when a question mark ends it.
fn mark_questions(tokens: &mut [Token<'_>], text: &str) {
    if !text.contains('?') {
        return;
    }
    let ends: Vec<char> = text.chars().filter(|c| matches!(c, '?' | '.' | '!' | '\n')).collect();
    let all = ends.iter().all(|c| *c == '?');
    let last = text.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '?').ends_with('?');
    let sentence = tokens.iter().rposition(|token| token.hard).unwrap_or(0);
    for (index, token) in tokens.iter_mut().enumerate() {
        token.asked = all || last && index >= sentence;
    }
}
