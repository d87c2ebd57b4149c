//! How the web view draws, settled before it starts.
//!
//! WebKitGTK reads its switches from the environment once, and a process may not safely change its
//! own environment. So where a switch is needed, the program replaces itself once by the same
//! program with the switch set. Invariants: a switch that the user has set stays as it is; the
//! replacement finds its switches set and goes on, so there is never a second one.

use std::{ffi::OsStr, fs, path::Path};

const NO_DMABUF: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
const NO_COMPOSITING: &str = "WEBKIT_DISABLE_COMPOSITING_MODE";

/// The argument that asks for the slowest but most forgiving way of drawing.
pub const SAFE_GRAPHICS: &str = "--safe-graphics";

/// Goes on at once, or starts this program again in its own place with the switches it needs.
pub fn settle() {
    #[cfg(target_os = "linux")]
    replace_with(&missing(&Machine::look(), |name| std::env::var_os(name).is_some()));
}

/// What decides about the switches.
#[derive(Clone, Copy)]
struct Machine {
    asked_for_safe: bool,
    usable_render_node: bool,
    nvidia_driver: bool,
}

impl Machine {
    fn look() -> Self {
        Self {
            asked_for_safe: std::env::args_os().skip(1).any(|argument| argument == OsStr::new(SAFE_GRAPHICS)),
            usable_render_node: has_usable_render_node(Path::new("/dev/dri")),
            nvidia_driver: Path::new("/proc/driver/nvidia/version").exists(),
        }
    }

    /// Without a render node WebKit's DMA-BUF renderer draws in software at half the speed of its
    /// older one, and with NVIDIA's driver it may show an empty window.
    fn wanted(self) -> &'static [&'static str] {
        if self.asked_for_safe {
            &[NO_DMABUF, NO_COMPOSITING]
        } else if !self.usable_render_node || self.nvidia_driver {
            &[NO_DMABUF]
        } else {
            &[]
        }
    }
}

fn missing(machine: &Machine, is_set: impl Fn(&str) -> bool) -> Vec<&'static str> {
    machine.wanted().iter().copied().filter(|name| !is_set(name)).collect()
}

/// A node that this user may not open is no better than none.
fn has_usable_render_node(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| {
        entry.file_name().to_string_lossy().starts_with("renderD")
            && fs::File::options().read(true).write(true).open(entry.path()).is_ok()
    })
}

/// Returns only when there was nothing to set, or the system refused to start the program again;
/// slow drawing is then better than no window.
#[cfg(target_os = "linux")]
fn replace_with(switches: &[&str]) {
    use std::os::unix::process::CommandExt;
    if switches.is_empty() {
        return;
    }
    let Ok(program) = std::env::current_exe() else { return };
    let _ = std::process::Command::new(program)
        .args(std::env::args_os().skip(1))
        .envs(switches.iter().map(|name| (name, "1")))
        .exec();
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD_CARD: Machine =
        Machine { asked_for_safe: false, usable_render_node: true, nvidia_driver: false };

    #[test]
    fn a_good_card_is_left_alone() {
        assert!(missing(&GOOD_CARD, |_| false).is_empty());
    }

    #[test]
    fn no_render_node_and_nvidia_each_switch_the_renderer() {
        let no_node = Machine { usable_render_node: false, ..GOOD_CARD };
        let nvidia = Machine { nvidia_driver: true, ..GOOD_CARD };
        assert_eq!(missing(&no_node, |_| false), [NO_DMABUF]);
        assert_eq!(missing(&nvidia, |_| false), [NO_DMABUF]);
    }

    #[test]
    fn safe_graphics_switches_everything_off_even_on_a_good_card() {
        let asked = Machine { asked_for_safe: true, ..GOOD_CARD };
        assert_eq!(missing(&asked, |_| false), [NO_DMABUF, NO_COMPOSITING]);
    }

    #[test]
    fn what_the_user_has_set_stays_and_the_replacement_is_the_last() {
        let asked = Machine { asked_for_safe: true, ..GOOD_CARD };
        assert_eq!(missing(&asked, |name| name == NO_DMABUF), [NO_COMPOSITING]);
        assert!(missing(&asked, |_| true).is_empty());
    }

    #[test]
    fn a_folder_without_a_node_that_opens_has_no_usable_one() {
        assert!(!has_usable_render_node(Path::new("/nowhere")));
        assert!(!has_usable_render_node(Path::new("/proc/self/fdinfo")));
    }
}
