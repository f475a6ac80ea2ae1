//! `loa store wipe`: removes everything that loa ever wrote, and nothing else, after saying what it is and asking.
//!
//! The archive is not opened, so that a damaged one is removed as well. The configuration stays: the user wrote it.

use std::path::{Path, PathBuf};

use crate::store::{FILE_NAME, PICTURES_FILE_NAME};

use crate::cli::args::WipeArgs;
use crate::cli::commands::store_work::agreed;
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::session::Session;

/// Prefixes of the names of files that loa writes into its folders.
const OURS: &[&str] =
    &[FILE_NAME, PICTURES_FILE_NAME, "index-", "index.lock", "sync.lock", "loa.log", "archive.probe-", ".loa-doctor-"];

/// Runs the command.
pub(in crate::cli) fn run(session: &mut Session, args: &WipeArgs) -> Outcome {
    let folders = [session.paths.data.clone(), session.paths.state.clone(), session.paths.cache.clone()];
    let mut found: Vec<PathBuf> = folders.iter().flat_map(|folder| ours(folder)).collect();
    found.sort();
    found.dedup();
    if found.is_empty() {
        return Err(CommandFailure::nothing(session.say.phrase("nothing-to-wipe")));
    }
    for path in &found {
        session.out.line(&path.display().to_string())?;
    }
    session.out.line(&session.say.wipe_keeps(&session.paths.config.display().to_string()))?;
    session.out.flush()?;
    if !args.yes && !agreed(session, &session.say.ask_wipe(found.len()))? {
        return Ok(Exit::Fine);
    }
    for path in &found {
        let gone = if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) };
        gone.map_err(|error| {
            CommandFailure::failed(session.say.unwritable(&path.display().to_string(), &session.say.why(&error)))
        })?;
    }
    // A folder that contains anything else stays.
    for folder in folders.iter().rev() {
        let _ = std::fs::remove_dir(folder);
    }
    session.out.line(&session.say.wiped(found.len()))?;
    Ok(Exit::Fine)
}

/// The files that loa wrote into a folder.
fn ours(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let named = entries.filter(|entry| {
        let name = entry.file_name();
        name.to_str().is_some_and(|name| OURS.iter().any(|ours| name.starts_with(ours)))
    });
    named.map(|entry| entry.path()).collect()
}
