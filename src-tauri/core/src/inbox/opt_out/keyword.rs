//! The whole message is a keyword: any authority's, in any dress, with one slip forgiven.

use std::sync::LazyLock;

use super::lexicon::LEXICON;
use super::quick::QuickMap as HashMap;
use super::reading::Token;
use super::{Outcome, Verdict, slips};
use crate::rules::folding::fold;
use crate::rules::keywords::{self, Kind};

/// Keywords beyond the authorities' lists (grade derived): what people type in the languages we serve.
const OWN: &str = include_str!("../../rules/data/opt_out/keywords.txt");

/// Words with a slip forgiven when they are the whole message.
const FORGIVEN: [&str; 25] = [
    "stop",
    "stopall",
    "unsubscribe",
    "cancel",
    "quit",
    "revoke",
    "remove",
    "optout",
    "arrete",
    "abmelden",
    "desabonner",
    "arret",
    "cancelar",
    "detener",
    "afmelden",
    "uitschrijven",
    "abbestellen",
    "wypisz",
    "przestan",
    "rezygnuje",
    "desuscribir",
    "cancellami",
    "descadastrar",
    "disiscrivimi",
    "stopme",
];

/// The grade of our own list.
const OWN_LIST: &str = "own list";
/// Shortest keyword in which a slip is looked for, and the shortest in which it leaves no doubt.
const SHORTEST_SLIPPED: usize = 3;
const SURE_SLIPPED: usize = 7;

/// A message with more letters than this is no keyword, however its letters are stretched.
const LONGEST: usize = 80;
/// Most different words in a message that is nothing but keywords.
const FEW: usize = 4;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Asks {
    OptOut,
    Probable,
    OptIn,
    Yes,
    Help,
}

struct Known {
    asks: Asks,
    authority: &'static str,
}

static KNOWN: LazyLock<HashMap<String, Known>> = LazyLock::new(known);

fn known() -> HashMap<String, Known> {
    let mut known = HashMap::default();
    for row in keywords::all() {
        let asks = match row.kind {
            Kind::OptOut => Asks::OptOut,
            Kind::Help => Asks::Help,
            Kind::OptIn if matches!(row.word.as_str(), "yes" | "si") => Asks::Yes,
            Kind::OptIn => Asks::OptIn,
        };
        known.entry(tight(&row.word)).or_insert(Known { asks, authority: row.authority });
    }
    for (asks, word) in OWN.lines().filter_map(own) {
        known.entry(tight(&word)).or_insert(Known { asks, authority: OWN_LIST });
    }
    known
}

/// `opt_out stop it now`: a kind, then one keyword, which may hold blanks.
fn own(line: &str) -> Option<(Asks, String)> {
    let (kind, word) = line.split_once(' ')?;
    let asks = match kind {
        "opt_out" => Asks::OptOut,
        "probable" => Asks::Probable,
        "opt_in" => Asks::OptIn,
        "yes" => Asks::Yes,
        "help" => Asks::Help,
        _ => return None,
    };
    Some((asks, fold(word)))
}

fn tight(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).collect()
}

pub(super) fn whole_message(text: &str, tokens: &[Token<'_>], pending: bool) -> Option<Verdict> {
    let all: String = tokens.iter().map(|token| token.word).collect();
    let core: Vec<&str> =
        tokens.iter().filter(|token| !token.filler && !is_digits(token.word)).map(|t| t.word).collect();
    let short = all.len() <= LONGEST;
    let whole = || find(&all).or_else(|| find(&core.concat()));
    let asks = Some(()).filter(|()| short).and_then(|()| whole());
    let asks =
        asks.or_else(|| all_keywords(&core)).or_else(|| if short { stretched(text, &all) } else { None });
    if let Some((word, known)) = asks {
        let slip = if tokens.iter().any(|token| token.slipped) { ", one slip forgiven" } else { "" };
        return verdict(known.asks, pending, &format!("keyword \"{word}\" ({}){slip}", known.authority));
    }
    forgiven(text, &core).or_else(|| slipped(text, tokens))
}

fn is_digits(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

fn find(word: &str) -> Option<(&'static str, &'static Known)> {
    let known = |spelling: Option<String>| KNOWN.get_key_value(&spelling?);
    let shorter = || {
        let once = slips::unrepeated(word, 1)?;
        known(slips::shortened(word, 1))
            .or_else(|| known(Some(once)))
            .or_else(|| known(slips::shortened(word, 2)))
    };
    let found = KNOWN.get_key_value(word).or_else(shorter);
    let found = found.or_else(|| known(slips::letters_for_digits(word)));
    found.map(|(word, known)| (word.as_str(), known))
}

/// "no masssss": a stretched word may have been read as another one ("mass") before it came here.
fn stretched(text: &str, all: &str) -> Option<(&'static str, &'static Known)> {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    let stretches = |run: &[char]| matches!(run, [a, b, c] if a == b && b == c);
    letters.windows(3).any(stretches).then(|| find(&slips::squeezed(all))).flatten()
}

/// "stop stop STOP", "stop end unsubscribe": an opt-out among nothing but keywords.
fn all_keywords(core: &[&str]) -> Option<(&'static str, &'static Known)> {
    let mut words = core.to_vec();
    words.sort_unstable();
    words.dedup();
    if words.len() > FEW {
        return None;
    }
    let found: Vec<_> = words.iter().map(|word| find(word)).collect::<Option<_>>()?;
    let strongest = found
        .iter()
        .find(|(_, known)| known.asks == Asks::OptOut)
        .or(found.first().filter(|_| words.len() == 1));
    strongest.copied()
}

fn verdict(asks: Asks, pending: bool, because: &str) -> Option<Verdict> {
    let outcome = match asks {
        Asks::OptOut => Outcome::OptOut,
        Asks::Probable => Outcome::ProbableOptOut,
        Asks::OptIn => Outcome::OptIn,
        Asks::Help => Outcome::Help,
        Asks::Yes if pending => Outcome::OptIn,
        Asks::Yes => {
            return Some(Verdict::new(Outcome::None, format!("{because}, but nothing awaits a yes")));
        }
    };
    Some(Verdict::new(outcome, because))
}

/// Keywords of the authorities as they are typed without blanks, for one slip; two letters say too little.
static SLIPPABLE: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let opt_outs = KNOWN.iter().filter(|(word, known)| {
        known.asks == Asks::OptOut && known.authority != OWN_LIST && word.len() >= SHORTEST_SLIPPED
    });
    let mut words: Vec<&str> = opt_outs.map(|(word, _)| word.as_str()).collect();
    words.sort_unstable();
    words
});

/// Any authority's keyword with one slip. Long ones are sure; a short one may be another word, so a person looks at it.
fn slipped(text: &str, tokens: &[Token<'_>]) -> Option<Verdict> {
    let longest = SLIPPABLE.iter().map(|word| word.len()).max().unwrap_or_default();
    let typed: String =
        tokens.iter().filter(|token| !is_digits(token.word)).map(|token| token.word).collect();
    let few = tokens.len() <= FEW + 2 && (SHORTEST_SLIPPED..=longest + 1).contains(&typed.len());
    if !few || text.contains('?') || LEXICON.is_real(&typed) {
        return None;
    }
    let meant = SLIPPABLE.iter().find(|word| slips::is_one_slip(&typed, word))?;
    let outcome = if meant.len() >= SURE_SLIPPED { Outcome::OptOut } else { Outcome::ProbableOptOut };
    Some(Verdict::new(outcome, format!("keyword \"{meant}\" with one slip: \"{typed}\"")))
}

fn forgiven(text: &str, core: &[&str]) -> Option<Verdict> {
    let word = core.concat();
    let close = word.len() <= 13 && !text.contains('?') && !core.iter().any(|word| LEXICON.is_real(word));
    let doubled = slips::squeezed(&word) == "end" && word.len() > 3;
    let slip =
        FORGIVEN.iter().find(|keyword| slips::is_one_slip(&word, keyword)).or(doubled.then_some(&"end"));
    let meant = slip.filter(|_| close)?;
    let because = format!("keyword \"{meant}\" with one slip: \"{word}\"");
    (core.len() <= 2 && !LEXICON.is_real(&word)).then(|| Verdict::new(Outcome::OptOut, because))
}
