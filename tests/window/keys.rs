//! The window without a mouse: Tab, arrows, Enter and typing, checked by the name of what has the focus.
//!
//! Invariant: nothing here clicks, focuses or scrolls by script; what the keyboard cannot reach is never reached.

use std::time::Instant;

use serde_json::{Value, json};

use crate::driver::{BEAT, PATIENCE};
use crate::window::Window;

pub(crate) const ENTER: &str = "\u{E007}";
pub(crate) const SPACE: &str = " ";
const TAB: &str = "\u{E004}";
const DOWN: &str = "\u{E015}";
/// Presses after which something is out of reach.
const FAR: usize = 240;

/// The name of what has the focus, as it is read aloud.
const FOCUSED: &str = "const one = document.activeElement
  if (!one || one === document.body) return ''
  const label = one.labels && one.labels.length > 0 ? one.labels[0].textContent : ''
  const name = one.getAttribute('aria-label') || label || one.textContent || ''
  return name.replace(/\\*/g, '').replace(/\\s+/g, ' ').trim()";

impl Window {
    /// Presses keys on whatever has the focus.
    pub(crate) async fn keys(&self, keys: &str) {
        self.to_focused(keys).await;
    }

    /// Goes on with Tab until what has the focus has a name that begins so.
    pub(crate) async fn tab_to(&self, name: &str) {
        self.go_on(TAB, name).await;
    }

    /// Goes down a group of choices, or a list, until the one whose name begins so.
    pub(crate) async fn down_to(&self, name: &str) {
        self.go_on(DOWN, name).await;
    }

    /// Goes to a button by Tab and presses it.
    pub(crate) async fn tab_and_enter(&self, name: &str) {
        self.tab_to(name).await;
        self.keys(ENTER).await;
    }

    /// Puts this in the place of what stands in a field, reached by Tab; the way out is Tab again.
    pub(crate) async fn tab_and_type(&self, field: &str, text: &str) {
        self.tab_to(field).await;
        self.keys(text).await;
    }

    /// Opens the list of a field, reached by Tab, and takes the line that is `down` lines below the first.
    pub(crate) async fn tab_and_choose(&self, field: &str, down: usize) {
        self.tab_and_enter(field).await;
        for _ in 0..=down {
            self.keys(DOWN).await;
        }
        self.keys(ENTER).await;
    }

    async fn go_on(&self, key: &str, name: &str) {
        let begun = Instant::now();
        let mut met = Vec::new();
        // The page may still be on its way: a second round finds what was not there in the first.
        while met.len() < FAR || begun.elapsed() < PATIENCE {
            self.keys(key).await;
            let focused = self.focused().await;
            if focused.starts_with(name) {
                return;
            }
            met.push(focused);
            if met.len() % FAR == 0 {
                tokio::time::sleep(BEAT).await;
            }
        }
        met.dedup();
        panic!(
            "the keyboard never reaches {name:?}; it reached {met:?}; the page says:\n{}",
            self.text().await
        );
    }

    async fn focused(&self) -> String {
        match self.js(FOCUSED, Vec::new()).await {
            Value::String(name) => name,
            other => panic!("no name but {other}"),
        }
    }

    /// Waits until something has been saved at a place.
    pub(crate) async fn saved(&self, path: &std::path::Path) -> String {
        let begun = Instant::now();
        loop {
            if let Ok(text) = std::fs::read_to_string(path) {
                return text;
            }
            assert!(begun.elapsed() < PATIENCE, "{} is never written", json!(path));
            tokio::time::sleep(BEAT).await;
        }
    }
}
