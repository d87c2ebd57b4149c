//! Closing the window while a campaign is going out: asked once, in the system's own dialog.
//!
//! Decides nothing about texts. To go on out of sight, to hold everything and quit, or to stay are three deeds; the
//! way back to a window out of sight is its icon in the tray, or the task bar where there is no tray.

use std::sync::atomic::{AtomicBool, Ordering};

use counterbell_core::campaigns;
use tauri::{AppHandle, Manager, Window, WindowEvent};
use tauri_plugin_dialog::{DialogExt, MessageDialogButtons, MessageDialogKind, MessageDialogResult};

use crate::seam;
use crate::shop::Shop;
use crate::{tray, window};

const WHAT_IT_MEANS: &str = "Counterbell can keep sending with its window out of sight, in the hours and at the pace \
you approved. Or it pauses every campaign and quits: nothing more goes out until you resume it. Replies wait at your \
SMS provider and are read before anything else goes out.";
const KEEP: &str = "Keep sending";
const QUIT: &str = "Pause and quit";
const STAY: &str = "Stay";

static ASKING: AtomicBool = AtomicBool::new(false);

/// Holds the window open while the owner is asked.
pub(crate) fn on_window_event(window: &Window, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else { return };
    if is_sending(window.app_handle()) {
        api.prevent_close();
        ask(window.app_handle());
    }
}

/// The owner wants to quit, from the tray: the same question where something is being sent.
pub(crate) fn quit(app: &AppHandle) {
    if is_sending(app) { ask(app) } else { app.exit(0) }
}

/// A store that cannot be read must not lock its owner in.
fn is_sending(app: &AppHandle) -> bool {
    let engine = app.try_state::<Shop>().and_then(|shop| shop.engine().ok());
    engine.is_some_and(|engine| campaigns::any_running(&engine).unwrap_or(false))
}

fn ask(app: &AppHandle) {
    if let Some(answer) = seam::answer_to_closing() {
        return carry_out(app, &answer);
    }
    if ASKING.swap(true, Ordering::Relaxed) {
        return;
    }
    window::focus(app);
    let asked = app.clone();
    let buttons = MessageDialogButtons::YesNoCancelCustom(KEEP.into(), QUIT.into(), STAY.into());
    let mut question = app.dialog().message(WHAT_IT_MEANS).title("A campaign is being sent");
    if let Some(window) = window::main(app) {
        question = question.parent(&window);
    }
    question.kind(MessageDialogKind::Warning).buttons(buttons).show_with_result(move |said| {
        ASKING.store(false, Ordering::Relaxed);
        if let MessageDialogResult::Custom(said) = said {
            carry_out(&asked, &said);
        }
    });
}

/// Anything but the two deeds means to stay.
fn carry_out(app: &AppHandle, said: &str) {
    match said {
        KEEP => out_of_sight(app),
        QUIT => pause_and_quit(app),
        _ => {}
    }
}

/// Into the tray where there is one; a window that no icon leads back to must not vanish.
fn out_of_sight(app: &AppHandle) {
    let Some(window) = window::main(app) else { return };
    let _refused = if tray::is_shown(app) { window.hide() } else { window.minimize() };
}

fn pause_and_quit(app: &AppHandle) {
    let engine = app.try_state::<Shop>().and_then(|shop| shop.engine().ok());
    let held = engine.is_none_or(|engine| campaigns::pause_all(&engine).is_ok());
    if held {
        app.exit(0);
    } else {
        let what =
            "The campaigns could not be paused, so Counterbell stays open. Look at them, then try again.";
        app.dialog().message(what).kind(MessageDialogKind::Error).show(|_| {});
    }
}
