//! The shell: the only Rust that names tauri. It opens the window, hands the page's requests to the
//! core and passes the core's events on. It decides nothing about contacts, consent or sending.

mod awake;
mod backups;
mod beat;
pub mod bindings;
mod close;
mod commands;
mod dialogs;
mod events;
pub mod graphics;
mod seam;
mod sender;
mod shop;
mod tray;
mod window;

use std::process::ExitCode;

use counterbell_core::store::Device;
use tauri::{AppHandle, Manager, RunEvent};

/// Runs the window until it is closed. Answers failure only when no window could be opened at all.
pub fn run() -> ExitCode {
    if window::lacks_display(|name| std::env::var_os(name)) {
        return could_not_open("there is no display here");
    }
    match build().build(tauri::generate_context!()) {
        Ok(app) => app.run(at_the_end),
        Err(reason) => return could_not_open(&reason.to_string()),
    }
    ExitCode::SUCCESS
}

/// The process ends without dropping anything, so the sender is waited for here: a text that is on
/// its way is recorded and not left in doubt.
fn at_the_end(app: &AppHandle, event: RunEvent) {
    if let (RunEvent::Exit, Some(shop)) = (event, app.try_state::<shop::Shop>()) {
        shop.leave();
    }
}

fn build() -> tauri::Builder<tauri::Wry> {
    let commands = bindings::commands();
    tauri::Builder::default()
        // First of all plugins: a second copy must leave before it has touched anything.
        .plugin(tauri_plugin_single_instance::init(|app, _arguments, _folder| window::focus(app)))
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(commands.invoke_handler())
        .on_window_event(close::on_window_event)
        .setup(move |app| {
            commands.mount_events(app);
            let root = app.path().app_data_dir()?;
            let memory =
                Device::usual_folder(|name| std::env::var_os(name)).unwrap_or_else(|| root.join("device"));
            app.manage(shop::Shop::new(app.handle().clone(), root, Device::at(memory)));
            tray::open(app);
            Ok(window::open(app)?)
        })
}

/// Without a window, the terminal is the only place left to say so.
#[allow(clippy::print_stderr)]
fn could_not_open(reason: &str) -> ExitCode {
    eprintln!("Counterbell could not open its window: {reason}. Nothing was sent and nothing was changed.");
    eprintln!("Where there is a display, try --safe-graphics; where there is none, use counterbell-cli.");
    ExitCode::FAILURE
}
