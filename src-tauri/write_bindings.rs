//! Writes the page's typed commands to the file named on the command line (`make bindings`).

use std::{error::Error, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args_os().nth(1).ok_or("name the file to write")?;
    counterbell_shell::bindings::write(Path::new(&file))
}
