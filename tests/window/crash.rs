//! A laptop's mishaps in the real window: the program is killed while a campaign goes out, and an older copy of the
//! store lies in its place.

use crate::journey::{DEED, first_number, practice, write_draft};
use crate::shop::Shop;
use crate::window::{Window, walk};

const PASSPHRASE: &str = "seven brown hens nesting";

#[test]
fn a_kill_during_a_send_is_told_at_the_next_start_before_anything_moves() {
    walk(async {
        let shop = Shop::new();
        let window = practice(&shop).await;
        write_draft(&window, "1").await;
        window.press("Check it").await;
        let deed = window.named_beginning(DEED).await;
        let recipients = first_number(&deed);
        window.press(&deed).await;
        window.reads("A text that has gone cannot be taken back.").await;
        window.press(&deed).await;
        window.reads("Everybody who matched").await;
        window.reads("3 of ").await;
        window.kill();
        drop(window);

        let window = Window::open(&shop).await;
        window.press_ending("the practice shop").await;
        window.reads("Counterbell was cut off").await;
        window.look("cut-off").await;
        let [done, in_doubt, waiting, all] = told(&window).await;
        assert_eq!(
            (done + in_doubt + waiting, all),
            (recipients, recipients),
            "the sums hold through a kill"
        );
        assert!(done >= 3 && waiting > 0, "{done} done, {waiting} wait");
        tokio::time::sleep(std::time::Duration::from_secs(4)).await;
        assert_eq!(
            told(&window).await,
            [done, in_doubt, waiting, all],
            "nothing moves before somebody has seen it"
        );

        window.press("Hold everything first").await;
        window.reads("Leave the practice shop").await;
        window.go("/campaigns").await;
        window.press("Candle week").await;
        window
            .reads(&format!("{recipients} texts, each in exactly one state = {recipients} recipients"))
            .await;
        window.look("held-after-a-kill").await;
        window.press("Resume").await;
        window.reads(&format!("{} of {recipients}", done + in_doubt + 2)).await;
        window.go("/doubts").await;
        window.reads("Texts in doubt").await;
        window.look("doubts").await;
    });
}

/// The four counts of the one campaign on the page after a crash.
async fn told(window: &Window) -> [usize; 4] {
    let script =
        "return [...document.querySelectorAll('tbody td')].map((td) => td.textContent.replaceAll(',', ''))";
    let cells = window.js(script, vec![]).await;
    let counts: Vec<usize> = cells
        .as_array()
        .expect("a table")
        .iter()
        .map(|cell| cell.as_str().and_then(|text| text.parse().ok()).expect("a count"))
        .collect();
    counts.try_into().expect("four counts of one campaign")
}

#[test]
fn an_older_copy_of_the_shop_is_recognised_and_a_backup_is_made_and_looked_into() {
    walk(async {
        let shop = Shop::new();
        let window = set_up(&shop).await;
        window.go("/settings").await;
        window.press("Back up now").await;
        window.reads("Backed up, and looked at page by page").await;
        window.press("Look inside").await;
        window.reads("It is whole, and its consent ledger holds.").await;
        window.look("backup").await;
        drop(window);

        shop.keep_a_copy();
        let window = Window::open(&shop).await;
        unlock(&window).await;
        window.reads("Bring in your customers").await;
        drop(window);

        shop.put_the_copy_back();
        let window = Window::open(&shop).await;
        unlock(&window).await;
        window.reads("This is an older copy of your shop: nothing is sent from it").await;
        window.look("older-copy").await;
        window.press("Look at it").await;
        window.reads("Is this copy your shop from now on?").await;
        window.press("This is my shop").await;
        window.reads("This copy is your shop.").await;
    });
}

async fn set_up(shop: &Shop) -> Window {
    let window = Window::open(shop).await;
    window.press("Set up my shop").await;
    window.write("Brand name", "Maple & Pine").await;
    window.write("Passphrase", PASSPHRASE).await;
    window.write("Passphrase once more", PASSPHRASE).await;
    window.press("Create my shop").await;
    window.press("Later, in Settings").await;
    window.reads("Bring in your customers").await;
    window
}

async fn unlock(window: &Window) {
    window.reads("Your shop is locked").await;
    window.write("Passphrase", PASSPHRASE).await;
    window.press("Unlock").await;
}
