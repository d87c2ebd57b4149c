//! What the words that people saw promise: which kinds of text, and how many a month.
//!
//! Pure. What is read from words is a proposal (grade: derived); what the owner has
//! stated of them wins, see `wordings`.

use super::text_kind::TextKind;
use crate::rules::folding::fold;

/// What a wording promises.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Promise {
    /// Kinds of text that it names; empty where it names none.
    pub kinds: Vec<TextKind>,
    /// At most so many promotional texts a month; `None` where it names no number.
    pub per_month: Option<u32>,
}

/// Beginnings of words (or of two words) that name a kind, in the languages of the keyword table.
const NAMES: &[(TextKind, &[&str])] = &[
    (
        TextKind::Offers,
        &[
            "offer",
            "deal",
            "discount",
            "sale",
            "promo",
            "marketing",
            "coupon",
            "angebot",
            "rabatt",
            "oferta",
            "descuento",
            "offre",
            "remise",
            "offert",
            "scont",
            "desconto",
            "aanbieding",
            "korting",
            "znizk",
        ],
    ),
    (
        TextKind::News,
        &[
            "news",
            "new arrival",
            "launch",
            "early access",
            "event",
            "neuigkeit",
            "novedad",
            "nouveaut",
            "novit",
            "novidade",
            "nieuw",
            "nowosci",
        ],
    ),
    (
        TextKind::CartReminder,
        &[
            "cart ",
            "carts ",
            "basket reminder",
            "warenkorb",
            "carrito",
            "panier",
            "carrello",
            "carrinho",
            "winkelwagen",
            "winkelmand",
            "koszyk",
        ],
    ),
    (
        TextKind::BackInStock,
        &[
            "back in stock",
            "restock",
            "stock alert",
            "wieder da",
            "wieder verf",
            "de vuelta",
            "de retour",
            "terug op voorraad",
        ],
    ),
    (TextKind::ReviewRequest, &["review", "feedback", "bewertung", "resena", "avis", "recension", "opini"]),
    (
        TextKind::OrderNews,
        &[
            "order",
            "deliver",
            "shipping",
            "shipment",
            "bestell",
            "liefer",
            "versand",
            "pedido",
            "entrega",
            "envio",
            "commande",
            "livraison",
            "ordin",
            "consegna",
            "encomenda",
            "levering",
            "zamowieni",
            "dostaw",
        ],
    ),
];
/// A month in a promise, and how many such spans a month holds at least.
const SPANS: &[(&str, u32)] = &[
    ("month", 1),
    ("mo", 1),
    ("monat", 1),
    ("mes", 1),
    ("mois", 1),
    ("mese", 1),
    ("maand", 1),
    ("miesiac", 1),
    ("week", 4),
    ("wk", 4),
    ("woche", 4),
    ("semana", 4),
    ("semaine", 4),
    ("settimana", 4),
    ("tydzien", 4),
    ("day", 28),
    ("tag", 28),
    ("dia", 28),
    ("jour", 28),
    ("giorno", 28),
    ("dag", 28),
    ("dzien", 28),
];
/// How many words may stand between a number and its span: "4 msgs per month".
const BETWEEN: usize = 5;

impl Promise {
    /// Reads it out of the words.
    #[must_use]
    pub fn read(words: &str) -> Self {
        let folded = fold(words);
        let all: Vec<&str> =
            folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let line = format!(" {} ", all.join(" "));
        let named = |(kind, names): &(TextKind, &[&str])| {
            names.iter().any(|name| line.contains(&format!(" {name}"))).then_some(*kind)
        };
        Self { kinds: NAMES.iter().filter_map(named).collect(), per_month: per_month(&all) }
    }

    /// Whether a text of this kind was promised. Words that name no kind promise none.
    #[must_use]
    pub fn covers(&self, kind: TextKind) -> bool {
        self.kinds.contains(&kind)
    }
}

/// The smallest "so many a month" that stands there.
fn per_month(words: &[&str]) -> Option<u32> {
    let numbers = words.iter().enumerate().filter_map(|(at, word)| Some((at, word.parse::<u32>().ok()?)));
    let found = numbers.filter_map(|(at, number)| {
        let after = words.iter().skip(at + 1).take(BETWEEN);
        let mut until = after.take_while(|word| !word.chars().all(|c| c.is_ascii_digit()));
        let times = until.find_map(|word| SPANS.iter().find(|(span, _)| singular(word, span)))?.1;
        (1..=100).contains(&number).then(|| number.saturating_mul(times))
    });
    found.min()
}

fn singular(word: &str, span: &str) -> bool {
    word.strip_prefix(span).is_some_and(|rest| matches!(rest, "" | "s" | "e" | "es" | "ly" | "lich"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_and_numbers_are_read_from_words_that_shops_really_show() {
        use TextKind::{BackInStock, CartReminder, News, Offers, OrderNews};
        let table: [(&str, &[TextKind], Option<u32>); 8] = [
            (
                "Text me offers and news from Maple & Pine, up to 4 a month. Reply STOP to end.",
                &[Offers, News],
                Some(4),
            ),
            (
                "I agree to receive recurring automated marketing texts (e.g. cart reminders). Up to 8 msgs/month.",
                &[Offers, CartReminder],
                Some(8),
            ),
            ("Order and delivery updates by text", &[OrderNews], None),
            ("Tell me when it is back in stock", &[BackInStock], None),
            ("Angebote per SMS, höchstens 2 Nachrichten im Monat", &[Offers], Some(2)),
            ("Ofertas y novedades: hasta 3 mensajes al mes", &[Offers, News], Some(3)),
            ("Deals weekly, 1 text a week", &[Offers], Some(4)),
            ("Yes, text me", &[], None),
        ];
        for (words, kinds, per_month) in table {
            let read = Promise::read(words);
            assert_eq!((read.kinds.as_slice(), read.per_month), (kinds, per_month), "{words}");
        }
    }

    #[test]
    fn a_number_that_is_no_promise_is_not_taken_for_one() {
        for words in [
            "I am 18 or older. Text me offers",
            "Text JOIN to 36111. Msg frequency varies",
            "20 years of candles",
        ] {
            assert_eq!(Promise::read(words).per_month, None, "{words}");
        }
    }

    #[test]
    fn words_that_name_no_kind_promise_none() {
        assert!(!Promise::read("Yes, text me").covers(TextKind::Offers));
        assert!(Promise::read("Text me offers").covers(TextKind::Offers), "negative control");
    }
}
