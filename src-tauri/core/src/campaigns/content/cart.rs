//! Does a text speak of a cart that was left?

use super::Mark;
use super::words::{mark, places, words};
use crate::rules::phrases;

/// The words that speak of the reader's cart, or nothing. "Golf carts are here" speaks of none.
#[must_use]
pub fn cart(text: &str) -> Option<Mark> {
    let all = words(text);
    let hits = phrases::carts().iter().flat_map(|phrase| {
        places(&all, phrase).map(|(first, last)| mark(text, first.start, last.end(), phrase.grade))
    });
    hits.min_by_key(|mark| mark.position)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cart_that_was_left_is_heard_in_the_languages_of_the_table() {
        for text in [
            "You left something in your cart",
            "Your shopping cart is waiting",
            "Still in your basket: the blue runner",
            "Dein Warenkorb wartet",
            "Tu carrito te espera",
            "Votre panier vous attend",
            "Il tuo carrello ti aspetta",
            "O seu carrinho ainda espera",
            "Je winkelwagen wacht op je",
            "Twój koszyk czeka",
        ] {
            assert!(cart(text).is_some(), "{text}");
        }
    }

    #[test]
    fn goods_that_are_called_so_are_no_cart() {
        for text in
            ["Golf carts are back", "New picnic baskets", "Ein Korb voller Kerzen", "The cart by the harbour"]
        {
            assert_eq!(cart(text), None, "{text}");
        }
    }
}
