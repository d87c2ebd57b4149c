//! Closing the window while a campaign is going out: asked once, in the system's own dialog.
//!
//! Decides nothing about the campaign. It stays as approved in the store and goes on at the next
//! start; closing neither pauses it nor sends it faster.

use std::sync::atomic::{AtomicBool, Ordering};

use counterbell_core::campaigns;
use tauri::{Manager, Window, WindowEvent};
use tauri_plugin_dialog::{DialogExt, MessageDialogButtons, MessageDialogKind};

use crate::seam;
use crate::shop::Shop;

const WHAT_IT_MEANS: &str = "If you close Counterbell now, nothing more goes out until your shop is open again. \
What is left then goes on by itself, in the hours and the time you approved; what is too late by then is not \
sent. Replies wait at your SMS provider and are read before anything else goes out.";

static ASKING: AtomicBool = AtomicBool::new(false);

/// Holds the window open while the owner is asked.
pub(crate) fn on_window_event(window: &Window, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else { return };
    if is_sending(window) && !seam::nobody_to_ask() {
        api.prevent_close();
        ask(window);
    }
}

/// A store that cannot be read must not lock its owner in.
fn is_sending(window: &Window) -> bool {
    let engine = window.try_state::<Shop>().and_then(|shop| shop.engine().ok());
    engine.is_some_and(|engine| campaigns::any_running(&engine).unwrap_or(false))
}

fn ask(window: &Window) {
    if ASKING.swap(true, Ordering::Relaxed) {
        return;
    }
    let asked = window.clone();
    let buttons = MessageDialogButtons::OkCancelCustom("Close anyway".into(), "Keep it open".into());
    let question = window.dialog().message(WHAT_IT_MEANS).title("A campaign is being sent");
    question.kind(MessageDialogKind::Warning).buttons(buttons).parent(window).show(move |close| {
        ASKING.store(false, Ordering::Relaxed);
        if close {
            // A window that is already gone needs no closing.
            let _ = asked.destroy();
        }
    });
}
