//! The one window: how it opens, where it may go, how it is brought to the front.
//!
//! Knows nothing of what the page shows. Invariants: the page never leaves the app's own origin and
//! opens no second web view; the window is shown only once there is something to see.

use std::ffi::OsString;

use tauri::{
    App, AppHandle, Manager, Url, WebviewWindow, WebviewWindowBuilder,
    webview::{NewWindowResponse, PageLoadEvent},
};

const MAIN: &str = "main";

/// Opens the window that `tauri.conf.json` describes. It stays hidden until its page has loaded, so
/// nobody sees it empty.
///
/// # Errors
/// When the configuration names no window, or the system cannot open one.
pub(crate) fn open(app: &App) -> tauri::Result<()> {
    let config = app.config().app.windows.iter().find(|window| window.label == MAIN);
    let config = config.ok_or(tauri::Error::WindowNotFound)?;
    let served_at = development_server(app);
    WebviewWindowBuilder::from_config(app, config)?
        .on_navigation(move |target| is_own_page(target, served_at.as_ref()))
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_page_load(|window, load| {
            if load.event() == PageLoadEvent::Finished {
                bring_forward(&window);
            }
        })
        .build()?;
    Ok(())
}

/// The window, while it is there.
pub(crate) fn main(app: &AppHandle) -> Option<WebviewWindow> {
    app.get_webview_window(MAIN)
}

/// Brings the running window to the front, for someone who started Counterbell a second time.
pub(crate) fn focus(app: &AppHandle) {
    if let Some(window) = main(app) {
        bring_forward(&window);
    }
}

/// A window that refuses one of these is still a usable window, so refusals are left alone.
fn bring_forward(window: &WebviewWindow) {
    let _ = window.show();
    let _ = window.unminimize();
    let _ = window.set_focus();
}

/// GTK ends the whole process where it finds no display, so this is asked before it is started.
pub(crate) fn lacks_display(variable: impl Fn(&str) -> Option<OsString>) -> bool {
    let names_one = |name| variable(name).is_some_and(|value| !value.is_empty());
    cfg!(target_os = "linux") && !["DISPLAY", "WAYLAND_DISPLAY"].into_iter().any(names_one)
}

fn development_server(app: &App) -> Option<Url> {
    if tauri::is_dev() { app.config().build.dev_url.clone() } else { None }
}

/// The app's pages come from `tauri://localhost` (Linux, macOS) or `http(s)://tauri.localhost`
/// (Windows); in development from the address of the development server. Hosts are compared whole:
/// comparing only the first label once let foreign hosts pass (CVE-2026-42184).
fn is_own_page(target: &Url, served_at: Option<&Url>) -> bool {
    let bundled = match target.scheme() {
        "tauri" => target.host_str() == Some("localhost"),
        "http" | "https" => cfg!(windows) && target.host_str() == Some("tauri.localhost"),
        _ => false,
    };
    bundled || served_at.is_some_and(|server| server.origin() == target.origin())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        text.parse().expect("a URL")
    }

    #[test]
    #[cfg(not(windows))]
    fn the_apps_own_pages_open() {
        assert!(is_own_page(&url("tauri://localhost/"), None));
        assert!(is_own_page(&url("tauri://localhost/campaigns/7"), None));
    }

    #[test]
    fn every_other_address_is_refused() {
        for elsewhere in [
            "https://example.com/",
            "http://localhost:1420/",
            "tauri://localhost.example.com/",
            "tauri://example.com/",
            "http://tauri.example.com/",
            "file:///etc/passwd",
            "data:text/html,hello",
            "javascript:alert(1)",
            "about:blank",
        ] {
            assert!(!is_own_page(&url(elsewhere), None), "{elsewhere} must not open");
        }
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_display_is_x11_or_wayland_and_an_empty_name_is_none() {
        let only = |set: &'static str, value: &'static str| {
            move |name: &str| (name == set).then(|| OsString::from(value))
        };
        assert!(!lacks_display(only("DISPLAY", ":0")));
        assert!(!lacks_display(only("WAYLAND_DISPLAY", "wayland-0")));
        assert!(lacks_display(only("DISPLAY", "")));
        assert!(lacks_display(|_| None));
    }

    #[test]
    fn the_development_server_opens_at_its_own_port_only() {
        let server = url("http://localhost:1420/");
        assert!(is_own_page(&url("http://localhost:1420/segments"), Some(&server)));
        assert!(!is_own_page(&url("http://localhost:1421/"), Some(&server)));
    }
}
