//! Prepares what the shell embeds: the window's configuration, its icons and the built interface.
//! It never builds the interface itself; that is `make run`'s work.

use std::{fs, io, path::Path};

const INTERFACE: &str = "ui/dist";

const NOT_BUILT: &str = "<!doctype html>
<html lang=\"en\">
<meta charset=\"utf-8\">
<title>Counterbell</title>
<h1>The interface has not been built</h1>
<p>This copy of Counterbell was compiled without its pages. Run <code>make run</code> in the source folder: it builds them and opens this window again.</p>
";

fn main() -> io::Result<()> {
    // The pages are embedded at compile time, so a rebuilt interface must recompile the shell.
    println!("cargo:rerun-if-changed={INTERFACE}");
    say_so_when_not_built(Path::new(INTERFACE))?;
    tauri_build::build();
    Ok(())
}

/// `cargo check` must work in a checkout whose interface nobody has built yet.
fn say_so_when_not_built(folder: &Path) -> io::Result<()> {
    let page = folder.join("index.html");
    if page.exists() {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    fs::write(page, NOT_BUILT)
}
