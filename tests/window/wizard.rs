//! The import wizard by keyboard alone, from picking a file to the file of rejected rows.

use crate::keys::{ENTER, SPACE};
use crate::shop::Shop;
use crate::window::{Window, walk};

#[test]
fn a_list_is_imported_and_mended_without_a_mouse() {
    walk(async {
        let shop = Shop::picking("wizard.csv");
        let window = Window::open(&shop).await;
        window.reads("Welcome to Counterbell").await;
        window.press_ending("the practice shop").await;
        window.reads("Leave the practice shop").await;
        window.go("/contacts/import").await;
        window.tab_and_enter("Choose a file").await;
        columns(&window).await;
        problems(&window).await;
        consent(&window).await;
        confirm(&window, &shop).await;
    });
}

/// Two columns of numbers: which one people agreed to be texted at, only the owner knows.
async fn columns(window: &Window) {
    window.reads("May be: Phone or Leave out").await;
    window.look("wizard-1-columns").await;
    window.tab_and_choose("Meaning of the column Phone", 0).await;
    window.tab_and_choose("Meaning of the column Phone number", 1).await;
    window.reads("You chose").await;
    window.tab_and_enter("Next").await;
}

async fn problems(window: &Window) {
    window.reads("Numbers without a country code: 2 rows").await;
    window.look("wizard-2-problems").await;
    window.tab_and_enter("Apply +44").await;
    window.reads("Apply +44: 2 rows mended.").await;
    window.tab_and_enter("Show the rows: No phone number").await;
    window.tab_and_type("Phone, row 6", "212-555-0183").await;
    window.keys(ENTER).await;
    window.reads("You corrected 1 cell").await;
    window.tab_and_enter("Put back what is missing").await;
    window.reads("Put back what is missing: 1 row mended.").await;
    window.look("wizard-3-mended").await;
    window.tab_and_enter("Next").await;
}

async fn consent(window: &Window) {
    window.reads("How did these people come to be in this file?").await;
    window.tab_to("At the checkout of my shop").await;
    window.keys(SPACE).await;
    window.tab_and_type("When", "2026-10-31").await;
    window.tab_and_type("The exact words they saw", "Text me offers. Reply STOP to end.").await;
    window.look("wizard-4-consent").await;
    window.tab_and_enter("Next").await;
}

async fn confirm(window: &Window, shop: &Shop) {
    window.reads("Import: add 5, change 0").await;
    window.look("wizard-5-preview").await;
    window.tab_and_enter("Import: add 5, change 0").await;
    window.reads("The import is done.").await;
    window.look("wizard-6-done").await;
    window.tab_and_enter("Save rejected rows").await;
    let saved = window.saved(&shop.saves()).await;
    assert!(saved.contains("Gus,Gray,12") && !saved.contains("Frida"), "only what is left to mend: {saved}");
    window.go("/contacts").await;
    window.reads("Frida Fox").await;
    window.reads("+447700900104").await;
}
