//! The clean-up page and the contacts table by keyboard alone: every step is a key where the focus is.
//!
//! Must not know how many people the practice shop has.

use crate::shop::Shop;
use crate::window::{Window, walk};

const ENTER: &str = "\u{e007}";
const DOWN: &str = "\u{e015}";
const SPACE: &str = " ";
const ROWS: &str = "return document.querySelector('[role=grid]').getAttribute('aria-rowcount')";

#[test]
fn the_list_is_tidied_searched_and_tagged_by_keyboard_alone() {
    walk(async {
        let shop = Shop::new();
        let window = practice(&shop).await;
        tidy(&window).await;
        search_and_tag(&window).await;
        open_a_person(&window).await;
    });
}

async fn practice(shop: &Shop) -> Window {
    let window = Window::open(shop).await;
    window.reads("Welcome to Counterbell").await;
    window.tab_to_ending("the practice shop").await;
    window.keys(ENTER).await;
    window.reads("Leave the practice shop").await;
    window
}

/// A finding is repaired, taken back from the list of repairs, and stands there as taken back.
async fn tidy(window: &Window) {
    window.tab_to("Contacts").await;
    window.keys(ENTER).await;
    window.reads("Last order").await;
    window.tab_to("Clean up: ").await;
    window.keys(ENTER).await;
    window.reads("contacts looked at").await;
    window.look("cleanup-1-findings").await;
    window.tab_to("No consent you can prove").await;
    window.keys(ENTER).await;
    window.tab_to("Tag ").await;
    window.keys(ENTER).await;
    window.reads("No consent you can prove: ").await;
    window.look("cleanup-2-repaired").await;
    if !window.says("Nothing to tidy").await {
        window.tab_to("Repairs made").await;
        window.keys(ENTER).await;
    }
    window.tab_to("Take back: No consent you can prove").await;
    window.keys(ENTER).await;
    window.reads("Taken back").await;
    window.tab_to("No consent you can prove").await;
    window.keys(ENTER).await;
    window.reads("so they get no offers").await;
    window.look("cleanup-3-taken-back").await;
}

/// Two people are chosen in the table and tagged; the filter shows them.
async fn search_and_tag(window: &Window) {
    window.tab_to("All contacts").await;
    window.keys(ENTER).await;
    window.tab_to("Search contacts").await;
    let everybody = window.js(ROWS, vec![]).await;
    window.keys("example.com").await;
    // Some of them have no e-mail address: the list is another one when the answer is there.
    window.there(&format!("[role=grid]:not([aria-rowcount={everybody}])")).await;
    window.tab_to_grid("Contacts").await;
    window.keys(SPACE).await;
    window.keys(DOWN).await;
    window.keys(SPACE).await;
    window.reads("2 chosen").await;
    window.look("contacts-1-chosen").await;
    window.tab_to("Tag them").await;
    window.keys(ENTER).await;
    window.reads("Put a tag on 2 people").await;
    window.tab_to("Tag").await;
    window.keys("regulars").await;
    window.reads("Tag 2 people “regulars”").await;
    window.look("contacts-2-tag").await;
    window.tab_to("Tag 2 people").await;
    window.keys(ENTER).await;
    window.reads("2 people tagged “regulars”").await;
    window.tab_to("Undo").await;
    window.keys(ENTER).await;
    window.reads("2 people are as before").await;
    window.look("contacts-3-undone").await;
}

async fn open_a_person(window: &Window) {
    window.tab_to_grid("Contacts").await;
    window.keys(ENTER).await;
    window.reads("What is known").await;
    window.look("contacts-4-person").await;
}
