//! Which shop is open, and everything that lives and ends with it.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use counterbell_core::clock::Clock;
use counterbell_core::cut_off;
use counterbell_core::doors;
use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use counterbell_core::store::{Device, Keychain};
use counterbell_core::wire::app::AppStage;
use tauri::AppHandle;

use crate::{awake, backups, events, seam, sender};

/// The shell's one piece of state.
pub(crate) struct Shop {
    pub(crate) root: PathBuf,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) keychain: Arc<dyn Keychain>,
    pub(crate) device: Device,
    pub(crate) cancel_import: AtomicBool,
    /// Ends the preview that is being counted.
    cancel_preview: Mutex<Arc<AtomicBool>>,
    app: AppHandle,
    at_the_door: Mutex<()>,
    open: Mutex<Option<Open>>,
}

struct Open {
    engine: Arc<Engine>,
    // Starts once nothing stands in the way.
    sender: Option<sender::Thread>,
    backups: backups::Schedule,
    awake: awake::Keeper,
}

impl Shop {
    pub(crate) fn new(app: AppHandle, root: PathBuf, device: Device) -> Self {
        Self {
            root,
            clock: seam::clock(),
            keychain: seam::keychain(),
            device,
            cancel_import: AtomicBool::new(false),
            cancel_preview: Mutex::default(),
            app,
            at_the_door: Mutex::default(),
            open: Mutex::default(),
        }
    }

    /// What to show: the open shop, or a door.
    pub(crate) fn stage(&self) -> Result<AppStage, Problem> {
        // Two questions at once must not open the store twice: the second would find it in use.
        let _one_at_a_time = self.at_the_door.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(open) = self.locked().as_ref() {
            return Ok(doors::stage_of(&open.engine)?);
        }
        Ok(self.arrive(doors::enter(&self.root, &self.keychain, &self.device, &self.clock)))
    }

    /// Goes where a door leads: into a shop, or before another door.
    pub(crate) fn arrive(&self, (stage, engine): (AppStage, Option<Engine>)) -> AppStage {
        if let Some(engine) = engine {
            self.walk_in(engine, &stage);
        }
        stage
    }

    /// Puts an open shop in place: its events are passed on and its sender runs.
    pub(crate) fn enter(&self, engine: Engine) -> Result<AppStage, Problem> {
        let stage = doors::stage_of(&engine)?;
        self.walk_in(engine, &stage);
        Ok(stage)
    }

    /// A person has seen what was cut off: the sender may start.
    pub(crate) fn go_on(&self, pause: bool) -> Result<AppStage, Problem> {
        let engine = self.engine()?;
        cut_off::seen(&engine, pause)?;
        let stage = doors::stage_of(&engine)?;
        if let Some(open) = self.locked().as_mut() {
            open.sender.get_or_insert_with(|| sender::Thread::start(engine));
        }
        Ok(stage)
    }

    fn walk_in(&self, engine: Engine, stage: &AppStage) {
        engine.store().listen(events::listener(self.app.clone()));
        let engine = Arc::new(engine);
        let may_go = !matches!(stage, AppStage::CutOff { .. });
        let sender = may_go.then(|| sender::Thread::start(engine.clone()));
        let backups = backups::Schedule::start(engine.clone());
        let awake = awake::Keeper::start(engine.clone());
        *self.locked() = Some(Open { engine, sender, backups, awake });
    }

    /// Closes the shop; the sender finishes what it has claimed.
    pub(crate) fn leave(&self) {
        let left = self.locked().take();
        self.cancel_import.store(true, Ordering::Relaxed);
        self.next_preview();
        if let Some(Open { engine, sender, .. }) = left {
            drop(sender);
            // A page may still hold the store at the very end of the process.
            engine.store().end_run();
        }
    }

    /// Ends the preview that is being counted, and gives the next one what will end it.
    pub(crate) fn next_preview(&self) -> Arc<AtomicBool> {
        let next = Arc::new(AtomicBool::new(false));
        let mut current = self.cancel_preview.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *current, next.clone()).store(true, Ordering::Relaxed);
        next
    }

    /// The open shop, or a notice that none is.
    pub(crate) fn engine(&self) -> Result<Arc<Engine>, Problem> {
        self.locked().as_ref().map(|open| open.engine.clone()).ok_or_else(|| Problem {
            code: "no_shop_open".into(),
            message: "no shop is open".into(),
            hint: "Open your shop or the practice shop first.".into(),
            notice: true,
        })
    }

    /// Why the last backup that was due could not be made.
    pub(crate) fn backup_trouble(&self) -> Option<Problem> {
        self.locked().as_ref().and_then(|open| open.backups.trouble())
    }

    /// Whether sleep is held off.
    pub(crate) fn awake(&self) -> awake::Awake {
        self.locked().as_ref().map_or(awake::Awake::NotNeeded, |open| open.awake.now())
    }

    fn locked(&self) -> MutexGuard<'_, Option<Open>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
