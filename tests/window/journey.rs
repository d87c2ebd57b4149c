//! The main job, from a file to the report, in one sitting and the morning after it: import, segment, campaign,
//! check, approval, sending, replies, one number suppressed.
//!
//! Must not know how many people the practice shop has: numbers that depend on it are read off the page.

use crate::shop::Shop;
use crate::window::{Window, walk};

/// In customers.csv: all, and those whose consent column says yes.
const PEOPLE: usize = 12;
const AGREED: usize = 10;
pub(crate) const DEED: &str = "Send to ";

#[test]
fn the_main_job_from_import_to_report() {
    walk(async {
        let mut shop = Shop::new();
        let window = practice(&shop).await;
        import(&window).await;
        reach_of_the_imported(&window).await;
        compose(&window).await;
        let recipients = approve(&window).await;
        assert!(recipients > AGREED, "the practice shop's own people are texted as well");
        watch_to_the_end(&window, recipients).await;
        suppress(&window).await;
        drop(window);

        shop.turn_clock();
        let window = practice(&shop).await;
        replies(&window).await;
        report(&window, recipients).await;
    });
}

pub(crate) async fn practice(shop: &Shop) -> Window {
    let window = Window::open(shop).await;
    window.reads("Welcome to Counterbell").await;
    window.press_ending("the practice shop").await;
    window.reads("Leave the practice shop").await;
    window
}

async fn import(window: &Window) {
    window.go("/contacts/import").await;
    window.look("import-1-file").await;
    window.press("Choose a file").await;
    window.reads("What each column means").await;
    window.look("import-2-columns").await;
    window.press("Next").await;
    window.reads("Nothing needs mending").await;
    window.press("Next").await;
    window.reads("The file says who agreed").await;
    window.take("At the checkout of my shop").await;
    window.write("When", "2026-10-31").await;
    window.write("The exact words they saw", "Text me offers from Maple & Pine. Reply STOP to end.").await;
    window.look("import-3-consent").await;
    window.press("Next").await;
    window.find(&format!("//button[normalize-space(.)='Import: add {PEOPLE}, change 0']")).await;
    window.look("import-4-preview").await;
    window.press_beginning("Import: add").await;
    window.reads("The import is done.").await;
    window.look("import-5-done").await;
}

/// A segment of the imported people says who of them would get an offer, and why the others would not.
async fn reach_of_the_imported(window: &Window) {
    window.go("/segments/new").await;
    window.write("Name", "Autumn people").await;
    window.press("Add a rule").await;
    window.choose("Rule 1: what", "Tag").await;
    window.choose("Rule 1: how", "is").await;
    window.write("Rule 1: value", "autumn").await;
    window.reads(&format!("{PEOPLE} match, less {} left out, leaves {AGREED}.", PEOPLE - AGREED)).await;
    window.look("segment").await;
    window.press("Save the segment").await;
    window.reads("\"Autumn people\" is saved.").await;
}

async fn compose(window: &Window) {
    write_draft(window, "10").await;
    window.look("compose").await;
    window.press("Check it").await;
}

/// A draft to everybody with consent, at so many texts a second.
pub(crate) async fn write_draft(window: &Window, per_second: &str) {
    window.go("/campaigns/new").await;
    window.write("Name", "Candle week").await;
    window
        .write("Why is this useful to this customer right now?", "The winter candles they ask for are in.")
        .await;
    window.take("A saved segment").await;
    window.choose("Segment", "Everyone with consent").await;
    window.choose_with("Sender", "+1").await;
    window
        .write(
            "Text message",
            "Maple & Pine: winter candles are in, 20% off until Sunday. Reply STOP to opt out.",
        )
        .await;
    window.overwrite("Texts a second", per_second).await;
    window.find("//*[@role='status'][normalize-space(.)='Saved']").await;
}

/// Approves on the check page; answers how many people the deed named.
async fn approve(window: &Window) -> usize {
    let deed = window.named_beginning(DEED).await;
    window.look("check").await;
    let recipients = first_number(&deed);
    window.press(&deed).await;
    window.reads("Approve \"Candle week\"?").await;
    window.reads("A text that has gone cannot be taken back.").await;
    window.look("approve").await;
    window.press(&deed).await;
    recipients
}

async fn watch_to_the_end(window: &Window, recipients: usize) {
    window.reads("Everybody who matched").await;
    window.look("sending").await;
    window.reads("Finished: every text has reached an end or is with the provider.").await;
    window.reads(&format!("{recipients} texts, each in exactly one state = {recipients} recipients")).await;
    window.look("finished").await;
}

/// Alice says at the counter that she wants no more texts.
async fn suppress(window: &Window) {
    window.go("/contacts").await;
    window.look("contacts").await;
    window.write("Search contacts", "Alice Archer").await;
    window.press_row("Alice Archer").await;
    window.press("Suppress this number").await;
    window.reads("Only the person can undo it, by writing START.").await;
    window.look("suppress").await;
    window.press("Suppress this number").await;
    window.reads("This number is suppressed").await;
    window.look("suppressed").await;
}

/// An hour later the simulated people have answered.
async fn replies(window: &Window) {
    window.go("/inbox").await;
    window.press("Look for replies now").await;
    window.there("[data-conversation]").await;
    window.look("inbox").await;
}

async fn report(window: &Window, recipients: usize) {
    window.go("/campaigns").await;
    window.look("campaigns").await;
    window.press("Candle week").await;
    window.reads("Outcome").await;
    window.reads(&format!("{recipients} texts, each in exactly one state = {recipients} recipients")).await;
    window.look("report").await;
    let text = window.text().await;
    assert!(!text.contains("These numbers do not add up"));
}

pub(crate) fn first_number(words: &str) -> usize {
    let digits: String = words
        .trim_start_matches(|c: char| !c.is_ascii_digit())
        .chars()
        .take_while(|c| !c.is_whitespace())
        .collect();
    digits.replace(',', "").parse().expect("a number of people")
}
