//! The window in the hands of an owner: what is read, pressed, chosen and typed, found by its name on the page.
//!
//! Must not know what the app does. Invariant: every step waits until what it needs is there, and says what was
//! on the page when it never came.

use std::future::Future;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use fantoccini::elements::Element;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::driver::{BEAT, Driver, PATIENCE};
use crate::shop::Shop;

static TURN: Mutex<()> = Mutex::new(());

/// One walk at a time: the windows share a display and a message bus.
pub(crate) fn walk(steps: impl Future<Output = ()>) {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(steps);
}

pub(crate) struct Window {
    client: Client,
    // After the client, so that the driver outlives what talks to it.
    driver: Driver,
}

impl Window {
    /// Starts the app on this shop.
    pub(crate) async fn open(shop: &Shop) -> Self {
        let mut driver = Driver::start(shop);
        let browser = json!({"binary": env!("CARGO_BIN_EXE_counterbell"), "args": []});
        let wanted = Capabilities::from_iter([("webkitgtk:browserOptions".to_owned(), browser)]);
        let client =
            ClientBuilder::new(HttpConnector::new()).capabilities(wanted).connect(&driver.address()).await;
        let client = client.expect("the app opens its window");
        client.persist().await.expect("the driver ends the session itself");
        driver.session = client.session_id().await.expect("a session");
        Window { client, driver }
    }

    /// Kills the app behind the window.
    pub(crate) fn kill(&self) {
        self.driver.kill_app();
    }

    pub(crate) async fn js(&self, script: &str, with: Vec<Value>) -> Value {
        self.client.execute(script, with).await.expect("a script of the test runs")
    }

    /// Everything that can be read in the window.
    pub(crate) async fn text(&self) -> String {
        let read = self.client.execute("return document.body.innerText", vec![]).await;
        read.ok().and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default()
    }

    pub(crate) async fn go(&self, page: &str) {
        self.js("window.location.hash = arguments[0]", vec![json!(page)]).await;
    }

    /// Waits until all these words can be read.
    pub(crate) async fn reads(&self, words: &str) {
        let begun = Instant::now();
        while !self.text().await.contains(words) {
            if begun.elapsed() > PATIENCE {
                panic!("never read: {words:?}; the page says:\n{}", self.text().await);
            }
            tokio::time::sleep(BEAT).await;
        }
    }

    pub(crate) async fn says(&self, words: &str) -> bool {
        self.text().await.contains(words)
    }

    /// Waits until one is shown, and gives the last: a dialog stands behind the page in the document.
    pub(crate) async fn find(&self, path: &str) -> Element {
        let begun = Instant::now();
        loop {
            if let Some(found) = self.shown(path).await {
                return found;
            }
            if begun.elapsed() > PATIENCE {
                panic!("never there: {path}; the page says:\n{}", self.text().await);
            }
            tokio::time::sleep(BEAT).await;
        }
    }

    async fn shown(&self, path: &str) -> Option<Element> {
        let mut last = None;
        for element in self.client.find_all(Locator::XPath(path)).await.unwrap_or_default() {
            let ready =
                element.is_displayed().await.unwrap_or(false) && element.is_enabled().await.unwrap_or(false);
            if ready {
                last = Some(element);
            }
        }
        last
    }

    /// Clicks what is there, once more if the page was drawn anew in between.
    async fn click(&self, path: &str) {
        let begun = Instant::now();
        loop {
            match self.find(path).await.click().await {
                Ok(()) => return,
                Err(why) if begun.elapsed() > PATIENCE => panic!("cannot click {path}: {why}"),
                Err(_) => tokio::time::sleep(BEAT).await,
            }
        }
    }

    /// Presses the button or link of exactly this name.
    pub(crate) async fn press(&self, name: &str) {
        self.click(&button(&format!("normalize-space(.)={}", quoted(name)))).await;
    }

    /// Presses the button whose name begins so.
    pub(crate) async fn press_beginning(&self, start: &str) {
        self.click(&button(&format!("starts-with(normalize-space(.),{})", quoted(start)))).await;
    }

    /// Presses the button whose name ends so.
    pub(crate) async fn press_ending(&self, end: &str) {
        let end = quoted(end);
        let name = "normalize-space(.)";
        let tail = format!("substring({name}, string-length({name}) - string-length({end}) + 1)");
        self.click(&button(&format!("{tail}={end}"))).await;
    }

    /// Opens the row of a list that has a cell of exactly this text.
    pub(crate) async fn press_row(&self, cell: &str) {
        // From the page itself: the driver takes the cells of a list that draws only what is in view for hidden.
        const CLICK: &str = "const cells = [...document.querySelectorAll('[role=gridcell]')]
            const cell = cells.find((one) => one.textContent.trim() === arguments[0])
            cell?.click()
            return cell !== undefined";
        self.holds(CLICK, cell).await;
    }

    /// Waits until something on the page fits this selector.
    pub(crate) async fn there(&self, selector: &str) {
        self.holds("return document.querySelector(arguments[0]) !== null", selector).await;
    }

    async fn holds(&self, script: &str, with: &str) {
        let begun = Instant::now();
        while self.js(script, vec![json!(with)]).await != json!(true) {
            if begun.elapsed() > PATIENCE {
                panic!("never there: {with}; the page says:\n{}", self.text().await);
            }
            tokio::time::sleep(BEAT).await;
        }
    }

    /// The whole name of the button that begins so.
    pub(crate) async fn named_beginning(&self, start: &str) -> String {
        let found = self.find(&button(&format!("starts-with(normalize-space(.),{})", quoted(start)))).await;
        found.prop("textContent").await.ok().flatten().expect("a button has a name")
    }

    /// Takes a radio button or a switch's side by its words.
    pub(crate) async fn take(&self, words: &str) {
        self.click(&format!("//label[normalize-space(.)={}]", quoted(words))).await;
    }

    /// Writes into an empty field.
    pub(crate) async fn write(&self, field: &str, text: &str) {
        self.find(&input(field)).await.send_keys(text).await.expect("the field takes text");
    }

    /// Puts this in the place of what stands in the field.
    pub(crate) async fn overwrite(&self, field: &str, text: &str) {
        // Not with Ctrl+A: the driver keeps the key down, and digits with Ctrl lead to other pages.
        self.click(&input(field)).await;
        self.js("document.activeElement.select()", vec![]).await;
        self.write(field, text).await;
    }

    /// Presses keys where the focus is.
    pub(crate) async fn keys(&self, keys: &str) {
        let focused = self.client.active_element().await.expect("something has the focus");
        focused.send_keys(keys).await.expect("the focus takes keys");
    }

    /// Goes on by Tab until what has the focus bears a name that begins so.
    pub(crate) async fn tab_to(&self, start: &str) {
        self.tab_until(&format!("{FOCUSED}.startsWith(arguments[0])"), start).await;
    }

    /// Goes on by Tab until what has the focus bears a name that ends so.
    pub(crate) async fn tab_to_ending(&self, end: &str) {
        self.tab_until(&format!("{FOCUSED}.endsWith(arguments[0])"), end).await;
    }

    /// Goes on by Tab until the list of this name has the focus.
    pub(crate) async fn tab_to_grid(&self, name: &str) {
        const GRID: &str = "document.activeElement.matches('[role=grid]')";
        self.tab_until(&format!("{GRID} && {FOCUSED} === arguments[0]"), name).await;
    }

    /// What is asked for may still be on its way, so the round is made until patience ends.
    async fn tab_until(&self, is_there: &str, with: &str) {
        let begun = Instant::now();
        while self.js(&format!("return {is_there}"), vec![json!(with)]).await != json!(true) {
            if begun.elapsed() > PATIENCE {
                panic!("Tab never leads to {with:?}; the page says:\n{}", self.text().await);
            }
            self.keys(TAB).await;
        }
    }

    /// Opens the list of a field and takes the line of exactly this name.
    pub(crate) async fn choose(&self, field: &str, line: &str) {
        self.choose_where(field, &format!("normalize-space(.)={}", quoted(line))).await;
    }

    /// Opens the list of a field and takes the line that has these words in it.
    pub(crate) async fn choose_with(&self, field: &str, words: &str) {
        self.choose_where(field, &format!("contains(normalize-space(.),{})", quoted(words))).await;
    }

    async fn choose_where(&self, field: &str, that: &str) {
        self.click(&input(field)).await;
        self.click(&format!("//*[@role='option'][{that}]")).await;
    }
}

const TAB: &str = "\u{e004}";
/// The name of what has the focus, as far as a walk needs it: its label, else its words.
const FOCUSED: &str =
    "((one) => (one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent ?? one.textContent)
    .replaceAll('*', '').trim())(document.activeElement)";

fn button(that: &str) -> String {
    format!("//*[self::button or self::a][{that}]")
}

fn input(field: &str) -> String {
    let name = quoted(field);
    format!(
        "//*[self::input or self::textarea][@aria-label={name} or \
         @id=//label[normalize-space(translate(.,'*',''))={name}]/@for]"
    )
}

fn quoted(words: &str) -> String {
    assert!(!words.contains('"'), "a name without quotation marks");
    format!("\"{words}\"")
}
