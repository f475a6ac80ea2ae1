//! Scores extraction on a folder of pages with gold, with rules and without, and compares it with the floors.
//!
//! `cargo run --release --example score -- DIR [--worst N]`; the folder is laid out like `../shared/corpus`. Exit code 1
//! when a floor of `tests/quality.toml` is broken, 2 when the folder cannot be read.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use loaphuong::sources::Catalog;

#[path = "../tests/quality/floors.rs"]
mod floors;
#[path = "../tests/quality/score.rs"]
mod score;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let folder = arguments.next().map_or_else(|| PathBuf::from("../shared/corpus"), PathBuf::from);
    let worst =
        arguments.next().filter(|a| a == "--worst").and_then(|_| arguments.next()?.to_str()?.parse().ok()).unwrap_or(0);
    match run(&folder, worst) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(what) => {
            let _ = writeln!(std::io::stderr(), "score: {what}");
            ExitCode::from(2)
        }
    }
}

fn run(folder: &std::path::Path, worst: usize) -> Result<bool, String> {
    let catalog = Catalog::built_in().map_err(|e| e.to_string())?;
    let floors = floors::floors()?;
    let mut out = std::io::stdout().lock();
    let mut held = true;
    for (name, rules, floor) in [("with rules", true, &floors.rules), ("without rules", false, &floors.generic)] {
        let score = score::score(folder, &catalog, rules)?;
        let _ = writeln!(out, "== {name}\n{}", score::table(&score));
        let mut pages: Vec<_> = score.pages.iter().filter(|(_, _, marks)| marks.values().any(|m| *m < 1.0)).collect();
        pages.sort_by(|a, b| lowest(&a.2).total_cmp(&lowest(&b.2)));
        for (host, page, marks) in pages.iter().take(worst) {
            let _ = writeln!(out, "  {host} {page} {marks:.3?}");
        }
        for what in floor.broken_by(&score) {
            held = false;
            let _ = writeln!(out, "FLOOR BROKEN, {name}: {what}");
        }
    }
    Ok(held)
}

fn lowest(marks: &score::Marks) -> f64 {
    marks.values().copied().fold(1.0, f64::min)
}
