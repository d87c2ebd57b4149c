//! The doors of the app: the first start, a damaged store, and a second copy.

use std::fs::OpenOptions;
use std::path::Path;

use crate::driver::until;
use crate::look::axe_is_installed;
use crate::shop::Shop;
use crate::window::{Window, walk};

const PASSPHRASE: &str = "seven brown hens nesting";
const CUT: u64 = 4_096;

#[test]
fn a_first_run_offers_two_doors() {
    walk(async {
        let shop = Shop::new();
        let window = Window::open(&shop).await;
        window.reads("Welcome to Counterbell").await;
        window.find("//button[normalize-space(.)='Set up my shop']").await;
        window.find("//button[normalize-space(.)='Try the practice shop']").await;
        assert!(!shop.store().exists(), "looking at the doors makes no store");
        window.look("first-run").await;
    });
}

/// The control of every look: a picture without words is found.
#[test]
fn axe_finds_what_is_wrong_with_a_page() {
    walk(async {
        let shop = Shop::new();
        let window = Window::open(&shop).await;
        window.reads("Welcome to Counterbell").await;
        if !axe_is_installed() {
            return;
        }
        window.js("document.querySelector('main').append(document.createElement('img'))", vec![]).await;
        let faults = window.faults().await;
        assert!(faults.iter().any(|fault| fault.starts_with("image-alt")), "{faults:?}");
    });
}

#[test]
fn a_truncated_store_leads_to_the_recovery_screen() {
    walk(async {
        let shop = Shop::new();
        set_up(&shop).await;
        reopens(&shop).await;
        cut(&shop.store());

        let window = Window::open(&shop).await;
        unlock(&window).await;
        window.reads("Your shop cannot be opened").await;
        window.reads("the store's file is cut short or damaged").await;
        window.look("recovery").await;
        for door in ["Set up my shop", "Create my shop", "Try the practice shop"] {
            assert!(!window.says(door).await, "the recovery page must not offer {door:?}");
        }
        drop(window);
        assert_eq!(length(&shop.store()), CUT, "the damaged store is left as it was found");
    });
}

#[test]
fn a_second_copy_ends_and_the_first_lives_on() {
    walk(async {
        let shop = Shop::new();
        let window = Window::open(&shop).await;
        window.reads("Welcome to Counterbell").await;
        let mut second = shop.second_copy();
        let ended = until(|| second.try_wait().is_ok_and(|end| end.is_some()));
        let _ = second.kill();
        let _ = second.wait();
        assert!(ended, "a second copy ends by itself");
        window.press("Set up my shop").await;
        window.reads("Brand name").await;
    });
}

async fn set_up(shop: &Shop) {
    let window = Window::open(shop).await;
    window.press("Set up my shop").await;
    window.write("Brand name", "Maple & Pine").await;
    window.write("Passphrase", PASSPHRASE).await;
    window.write("Passphrase once more", PASSPHRASE).await;
    window.look("set-up").await;
    window.press("Create my shop").await;
    window.press("Later, in Settings").await;
    window.reads("Bring in your customers").await;
}

/// The control of the damage: the same store, whole, opens with the same passphrase.
async fn reopens(shop: &Shop) {
    let window = Window::open(shop).await;
    unlock(&window).await;
    window.reads("Bring in your customers").await;
    assert!(length(&shop.store()) > CUT, "there is something to cut off");
}

async fn unlock(window: &Window) {
    window.reads("Your shop is locked").await;
    window.write("Passphrase", PASSPHRASE).await;
    window.press("Unlock").await;
}

fn cut(store: &Path) {
    OpenOptions::new().write(true).open(store).and_then(|file| file.set_len(CUT)).expect("the store is cut");
}

fn length(store: &Path) -> u64 {
    std::fs::metadata(store).expect("the store is there").len()
}
