//! Finding and opening the store that the arguments mean.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use counterbell_core::clock::{Clock, SystemClock, TurnedClock};
use counterbell_core::doors;
use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use counterbell_core::store::{Device, KeySource, SystemKeychain};

use crate::args::Args;

/// The folder the window uses, so that both see the same shop.
const APP_FOLDER: &str = "com.counterbell.desktop";

/// The clock: real, or turned with `--clock`.
pub(crate) fn clock(args: &Args) -> Arc<dyn Clock> {
    match args.clock {
        Some(moment) => Arc::new(TurnedClock::new(moment)),
        None => Arc::new(SystemClock::default()),
    }
}

/// The store's folder.
pub(crate) fn home(args: &Args) -> Result<PathBuf, Problem> {
    if let Some(home) = &args.home {
        return Ok(home.clone());
    }
    let base = std::env::var_os("XDG_DATA_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("APPDATA").map(PathBuf::from))
        .or_else(|| std::env::home_dir().map(|home| home.join(data_folder())));
    base.map(|base| base.join(APP_FOLDER).join("shop")).ok_or_else(|| Problem {
        code: "no_home".into(),
        message: "this system does not say where your files are".into(),
        hint: "Name the store's folder with --home.".into(),
        notice: false,
    })
}

fn data_folder() -> &'static Path {
    Path::new(if cfg!(target_os = "macos") { "Library/Application Support" } else { ".local/share" })
}

/// Where the key is.
pub(crate) fn key(args: &Args) -> KeySource {
    match &args.key_file {
        Some(path) => KeySource::File(path.clone()),
        None => KeySource::Keychain(Arc::new(SystemKeychain)),
    }
}

/// The open shop.
pub(crate) fn engine(args: &Args) -> Result<Engine, Problem> {
    Ok(doors::open(&home(args)?, &key(args), &device()?, &clock(args))?)
}

/// This computer's memory of its stores, the same as the window's.
pub(crate) fn device() -> Result<Device, Problem> {
    Device::usual_folder(|name| std::env::var_os(name)).map(Device::at).ok_or_else(|| Problem {
        code: "no_home".into(),
        message: "this system does not say where your files are, so no store was opened".into(),
        hint: "Set HOME (or XDG_STATE_HOME) to a folder that only you can write to.".into(),
        notice: false,
    })
}
