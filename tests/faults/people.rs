//! People who may be texted at this very moment, wherever the test runs and whenever.

use counterbell_core::clock::{Clock, SystemClock};
use counterbell_core::gateways::{Gateway, TwilioSettings, open_twilio};
use counterbell_core::sending::quiet_hours::{OwnerWindow, Scope, locality_of, opening_from};
use counterbell_core::testing::http_gateway::HttpGateway;

use crate::terminal::Terminal;

/// The shop's own number.
pub(crate) const SHOP: &str = "+12025550199";

/// Reserved numbers around the globe, so that some part of it is always awake: `prefix`, digits to fill.
const PLACES: [(&str, usize); 18] = [
    ("+131055501", 2),
    ("+121355501", 2),
    ("+141555501", 2),
    ("+151055501", 2),
    ("+161955501", 2),
    ("+120655501", 2),
    ("+150355501", 2),
    ("+180855501", 2),
    ("+130355501", 2),
    ("+150555501", 2),
    ("+131255501", 2),
    ("+161255501", 2),
    ("+121255501", 2),
    ("+161755501", 2),
    ("+120255501", 2),
    ("+167155501", 2),
    ("+447700900", 3),
    ("+61491570", 3),
];

/// This many different numbers whose hours are open now and stay open for a quarter of an hour.
pub(crate) fn awake(count: usize) -> Vec<String> {
    let now = SystemClock::default().now();
    let is_awake = |number: &String| {
        opening_from(&locality_of(number, None), Scope::Promotional, OwnerWindow::default(), now).is_some_and(
            |opening| opening.opens_at <= now && opening.closes_at > now + chrono::TimeDelta::minutes(15),
        )
    };
    let all = PLACES.iter().flat_map(|&(prefix, digits)| {
        (0..10_usize.pow(u32::try_from(digits).unwrap())).map(move |n| format!("{prefix}{n:0digits$}"))
    });
    let found: Vec<String> = all.filter(|number| number != SHOP).filter(is_awake).take(count).collect();
    assert_eq!(found.len(), count, "nowhere on earth may that many people be texted at {now}");
    found
}

/// A shop with these people, and a campaign to all of them, approved, through this gateway.
pub(crate) fn approved(gateway: &HttpGateway, numbers: &[String], per_second: f64) -> Terminal {
    let terminal = Terminal::with_shop();
    move_to(&terminal, gateway);
    let rows: String =
        numbers.iter().enumerate().map(|(n, number)| format!("Customer {n},{number}\n")).collect();
    let file = terminal.file("customers.csv", format!("First name,Phone\n{rows}"));
    let consent = [
        "--consent-source",
        "checkout",
        "--consent-date",
        "2025-12-01",
        "--consent-wording",
        "Text me offers",
    ];
    let imported = terminal.json(&[&["import", &file], consent.as_slice()].concat());
    assert_eq!(imported["created"], numbers.len(), "{imported}");
    let campaign = terminal.file("campaign.json", campaign(per_second));
    let id = terminal.json(&["campaign", "create", &campaign])["id"].to_string();
    let approved = terminal.json(&["campaign", "approve", &id]);
    assert_eq!(approved["recipients"], numbers.len(), "{approved}");
    terminal
}

/// This shop hands its texts to this provider from now on.
pub(crate) fn move_to(terminal: &Terminal, gateway: &HttpGateway) {
    // The core itself judges the address safe before the program is asked to.
    let settings = TwilioSettings { account_sid: "AC0123".into(), base_url: gateway.url() };
    assert!(open_twilio(&settings, "secret").unwrap().capabilities().reaches_people);
    let token = terminal.file("token", "secret\n");
    let url = gateway.url();
    let account = ["gateway", "add", "twilio", "--account-sid", "AC0123", "--auth-token-file", &token];
    let sender = ["--from", SHOP, "--base-url", &url, "--registration", "registered", "--per-second", "200"];
    terminal.json(&[account.as_slice(), sender.as_slice()].concat());
}

fn campaign(per_second: f64) -> String {
    serde_json::json!({
        "name": "Spring coats",
        "why_now": "They asked to hear when the spring coats arrive, and they arrived this morning",
        "body": "Maple & Pine: {{first_name|there}}, the spring coats you asked about are here. Reply STOP to opt out",
        "segment": { "all": [] },
        "per_second": per_second,
        // These runs take real time, and a first batch would wait ten minutes of it.
        "first_batch": 0,
    })
    .to_string()
}
