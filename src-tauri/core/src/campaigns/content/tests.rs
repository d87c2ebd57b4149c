//! Content facts on texts that shops really write, each with its innocent neighbour.

use proptest::prelude::*;

use super::*;

fn written(marks: &[Mark]) -> Vec<&str> {
    marks.iter().map(|mark| mark.words.as_str()).collect()
}

#[test]
fn the_brand_is_found_in_any_case_punctuation_and_spacing() {
    for text in ["Hi from BELL & CO: it is back", "bell and co here", "Bell&Co: hello", "Béll & Co. says hi"]
    {
        assert!(brand_named(text, "Bell & Co").is_some(), "{text}");
    }
    assert!(brand_named("Carlas Candles: back in stock", "Carla's Candles").is_some());
    assert!(brand_named("Carla’s news: back in stock", "Carla").is_some());
    assert!(brand_named("🔔 It is back", "🔔").is_some());
}

#[test]
fn a_brand_inside_another_word_or_only_in_a_link_is_not_named() {
    assert_eq!(brand_named("The doorbell co-op is back", "Bell & Co"), None);
    assert_eq!(brand_named("It is back: https://bellco.example/a", "Bell Co"), None);
    assert!(brand_named("It is back: bell.example", "bell.example").is_some());
}

#[test]
fn opt_out_wording_is_found_in_the_languages_of_the_table() {
    for text in [
        "Reply STOP to opt out",
        "Txt stop 2 end",
        "STOP=opt-out? Reply STOP",
        "STOP au 36111",
        "Opt out: bell.example/x",
        "Répondez STOP",
        "Responde BAJA para cancelar",
        "Antworte STOPP",
        "Rispondi FERMA",
        "Msg&data rates apply. STOP",
        "Text END to quit",
        "To unsubscribe send QUIT",
    ] {
        assert!(way_out(text).is_some(), "{text}");
    }
}

#[test]
fn stopping_by_or_ending_soon_is_no_opt_out_wording() {
    for text in [
        "Stop by our store today",
        "The sale will end on Friday",
        "STOP BY TODAY",
        "Don't stop dreaming, shop now",
    ] {
        assert_eq!(way_out(text), None, "{text}");
    }
}

#[test]
fn links_are_found_with_domain_shortener_and_protection() {
    let found = links("See http://www.Bell.example:80/a?b=1, (bit.ly/x1) or bell.example.");
    let facts: Vec<_> =
        found.iter().map(|l| (l.domain.as_str(), l.insecure, l.shortener.is_some())).collect();
    assert_eq!(
        facts,
        vec![("bell.example", true, false), ("bit.ly", false, true), ("bell.example", false, false)]
    );
    assert_eq!(found[1].mark.position, 39);
}

#[test]
fn a_missing_space_a_price_and_an_address_of_mail_are_no_links() {
    assert!(links("Ends today.See you at 5.30 for 9.99 or write to alice@bell.example").is_empty());
}

#[test]
fn a_login_before_the_host_does_not_hide_where_a_link_leads() {
    assert_eq!(links("https://bell.example@evil.example/x")[0].domain, "evil.example");
}

#[test]
fn a_subdomain_is_the_shops_own_and_a_lookalike_is_not() {
    let own = &links("https://go.bell.example/x")[0];
    assert!(!foreign(own, "https://www.bell.example/"));
    assert!(foreign(&links("https://notbell.example")[0], "bell.example"));
}

#[test]
fn a_link_is_branded_by_the_shops_domain_or_the_brands_name_in_it() {
    let branded = |text: &str, website: &str| branded(&links(text)[0], "Maple & Pine", website);
    assert!(branded("https://maple-and-pine.com/x", "") && branded("https://maplepine.shop/x", ""));
    assert!(branded("https://go.mp.example/x", "mp.example"));
    assert!(!branded("https://x7q.link/a", "mp.example"), "negative control");
    assert!(!branded("https://track.example/maplepine", ""), "a name in the path says nothing of the owner");
}

#[test]
fn capitals_count_over_words_and_leave_brand_keywords_and_codes_alone() {
    assert_eq!(
        written(&capitals("BELLCO: BIG SALE now. Reply STOP, code SAVE2024", "BellCo")),
        vec!["BIG SALE"]
    );
    assert!(capitals("The USB is OK", "Bell").is_empty());
}

#[test]
fn exclamation_runs_emoji_and_pressure_are_named_with_their_place() {
    assert_eq!(written(&shouting("Wow!!! Really?! Yes??!")), vec!["!!!", "??!"]);
    assert_eq!(emoji("🎉 sale ❤️ 👨\u{200D}👩\u{200D}👧 now").len(), 3);
    assert_eq!(written(&pressure("Act now, claim your $50 gift")), vec!["Act now", "claim your", "50 gift"]);
    assert!(pressure("The actor now claims it").is_empty());
}

#[test]
fn restricted_goods_are_found_and_their_innocent_neighbours_are_not() {
    let hits = restricted("New vapes and CBD gummies. Wine tasting too");
    let facts: Vec<_> = hits.iter().map(|hit| (hit.class, hit.blocks)).collect();
    assert_eq!(facts, vec![("tobacco", true), ("cannabis", true), ("alcohol", false)]);
    for text in [
        "A cigar box guitar",
        "Shotgun wedding invitations",
        "Our glue gun is back",
        "Sussex knitwear",
        "Root beer candy",
    ] {
        assert!(restricted(text).is_empty(), "{text}");
    }
}

#[test]
fn offers_are_found_in_an_order_text_and_plain_order_news_is_none() {
    for text in [
        "Your order shipped. Get 10% off your next one",
        "It is on its way! Use code BACK5",
        "$5 off next time",
        "Delivered. Big SALE on now",
        "Pedido enviado. 20% de descuento",
        "Versandt! 10 % Rabatt",
        "Arrived: -20% today",
        "Shipped! Enjoy free shipping on the rest",
    ] {
        assert!(!offers(text).is_empty(), "{text}");
    }
    for text in [
        "Your order 1234 has shipped",
        "Delivered today at 15:10. Feel free to reply",
        "Your pickup code is 4711",
        "Your refund of $20.00 is on its way",
        "Call us toll free",
        "Track it: https://bell.example/sale/123",
        "Battery is 20% charged",
    ] {
        assert!(offers(text).is_empty(), "{text}: {:?}", offers(text));
    }
}

#[test]
fn a_thin_answer_is_told_from_a_real_one() {
    assert_eq!(thin_answer(" "), Some(Thin::Empty));
    assert!(matches!(thin_answer("because sale"), Some(Thin::Generic { .. })));
    assert!(matches!(thin_answer("We have a big sale now and want more orders"), Some(Thin::Generic { .. })));
    assert_eq!(thin_answer("size back in stock"), Some(Thin::Short { words: 4 }));
    assert_eq!(thin_answer("They asked for a stock alert and size 8 came back today"), None);
}

proptest! {
    #[test]
    fn no_text_upsets_a_content_fact(text in "\\PC{0,120}|[a-z./:@ %$!?-]{0,80}") {
        let _ = (brand_named(&text, "Bell & Co"), way_out(&text), links(&text), capitals(&text, "Bell"));
        let _ = (shouting(&text), emoji(&text), pressure(&text), restricted(&text), offers(&text), thin_answer(&text));
    }
}

/// Faults by the fact that must find them.
const FAULTS: [(&str, &str); 8] = [
    ("shouting", "so nice!!!"),
    ("capitals", "HURRY UP FOLKS"),
    ("pressure", "act now"),
    ("restricted", "vape pens"),
    ("offers", "20% off"),
    ("shortener", "bit.ly/x1"),
    ("link", "https://elsewhere.example/x"),
    ("cart", "your cart"),
];

/// The facts that find something in a text.
fn found_in(text: &str) -> Vec<&'static str> {
    let links = links(text);
    let facts = [
        ("shouting", !shouting(text).is_empty()),
        ("capitals", !capitals(text, "Bell").is_empty()),
        ("pressure", !pressure(text).is_empty()),
        ("restricted", !restricted(text).is_empty()),
        ("offers", !offers(text).is_empty()),
        ("shortener", links.iter().any(|link| link.shortener.is_some())),
        ("link", !links.is_empty()),
        ("cart", cart(text).is_some()),
    ];
    facts.into_iter().filter(|(_, found)| *found).map(|(fact, _)| fact).collect()
}

proptest! {
    /// A fault is found wherever it stands, and a text without it is the negative control.
    #[test]
    fn a_planted_fault_is_found_in_any_place_and_nothing_is_found_without_it(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "the", "coats", "arrive", "on", "Monday", "in", "three", "colours", "with", "warm", "lining", "and",
            ]),
            0..14,
        ),
        place in 0_usize..15,
        which in 0..FAULTS.len(),
    ) {
        prop_assert_eq!(found_in(&words.join(" ")), Vec::<&str>::new());
        let (fact, fault) = FAULTS[which];
        let mut spoilt = words.clone();
        spoilt.insert(place.min(words.len()), fault);
        let spoilt = spoilt.join(" ");
        prop_assert!(found_in(&spoilt).contains(&fact), "{}: {}", fact, spoilt);
    }
}
