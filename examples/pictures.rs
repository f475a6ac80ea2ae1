//! Draws the README's pictures: six screens of the demo paper, as SVG.
//!
//! `cargo run --example pictures` writes `docs/pictures/*.svg`; another folder may be given. The paper is served and read as by
//! `loa --demo`, at a fixed hour, so that the same code gives the same pictures.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

#[path = "pictures/screens.rs"]
mod screens;
#[path = "pictures/svg.rs"]
mod svg;

fn main() -> ExitCode {
    let folder = std::env::args_os().nth(1).map_or_else(|| PathBuf::from("docs/pictures"), PathBuf::from);
    match run(&folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "pictures: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(folder: &std::path::Path) -> Result<(), Box<dyn std::error::Error>> {
    std::fs::create_dir_all(folder)?;
    for (name, title, buffer, ground) in screens::all()? {
        std::fs::write(folder.join(format!("{name}.svg")), svg::of(&buffer, title, ground))?;
    }
    Ok(())
}
