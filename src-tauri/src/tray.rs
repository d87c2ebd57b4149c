//! The icon in the desktop's tray: the way back to a window that is out of sight while a campaign goes out.
//!
//! A bonus, never the only way back: on Linux it needs a host on the desktop (GNOME has none of its own) and a
//! library, and where either is missing there is no icon and the window is only minimised. Invariant: the library
//! is looked for before it is asked for, because asking for a missing one ends the program.

use tauri::menu::{Menu, MenuItem};
use tauri::tray::{TrayIconBuilder, TrayIconEvent};
use tauri::{App, AppHandle};

use crate::{close, window};

const ID: &str = "main";
const SHOW: &str = "show";
const QUIT: &str = "quit";

/// Puts the icon into the tray, where the desktop has one.
pub(crate) fn open(app: &App) {
    if has_host() {
        // Without an icon everything still works.
        let _ = build(app);
    }
}

/// Whether there is an icon that leads back to the window.
pub(crate) fn is_shown(app: &AppHandle) -> bool {
    app.tray_by_id(ID).is_some()
}

fn build(app: &App) -> tauri::Result<()> {
    let show = MenuItem::with_id(app, SHOW, "Show Counterbell", true, None::<&str>)?;
    let quit = MenuItem::with_id(app, QUIT, "Quit", true, None::<&str>)?;
    let mut icon =
        TrayIconBuilder::with_id(ID).tooltip("Counterbell").menu(&Menu::with_items(app, &[&show, &quit])?);
    if let Some(bell) = app.default_window_icon() {
        icon = icon.icon(bell.clone());
    }
    icon.on_menu_event(|app, event| match event.id().as_ref() {
        SHOW => window::focus(app),
        QUIT => close::quit(app),
        _ => {}
    })
    .on_tray_icon_event(|icon, event| {
        // Linux tells of no clicks; there the menu is the way.
        if let TrayIconEvent::DoubleClick { .. } = event {
            window::focus(icon.app_handle());
        }
    })
    .build(app)?;
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn has_host() -> bool {
    true
}

#[cfg(target_os = "linux")]
fn has_host() -> bool {
    has_library() && has_watcher()
}

/// The library that draws the icon is loaded when it is first needed.
#[cfg(target_os = "linux")]
fn has_library() -> bool {
    const NAMES: [&str; 4] = [
        "libayatana-appindicator3.so.1",
        "libappindicator3.so.1",
        "libayatana-appindicator3.so",
        "libappindicator3.so",
    ];
    let places = ["/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/local/lib"];
    let architectures = [format!("/usr/lib/{}-linux-gnu", std::env::consts::ARCH)];
    let folders = places.into_iter().map(str::to_owned).chain(architectures);
    folders
        .into_iter()
        .any(|folder| NAMES.iter().any(|name| std::path::Path::new(&folder).join(name).exists()))
}

/// Whether something on the desktop shows such icons.
#[cfg(target_os = "linux")]
fn has_watcher() -> bool {
    const WATCHER: &str = "org.kde.StatusNotifierWatcher";
    let host = || -> zbus::Result<bool> {
        let bus = zbus::blocking::Connection::session()?;
        let watcher = zbus::blocking::Proxy::new(&bus, WATCHER, "/StatusNotifierWatcher", WATCHER)?;
        watcher.get_property("IsStatusNotifierHostRegistered")
    };
    host().unwrap_or(false)
}
