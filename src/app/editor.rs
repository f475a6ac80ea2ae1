//! The user's editor: `$VISUAL`, else `$EDITOR`, else what the system has.

use std::io;
use std::path::Path;
use std::process::Command;

use crate::config::Environment;

/// The editor, a program and its arguments.
pub fn command(environment: &Environment) -> Vec<String> {
    let usual = if cfg!(windows) { "notepad" } else { "vi" };
    let command = environment.get("VISUAL").or_else(|| environment.get("EDITOR")).unwrap_or(usual);
    command.split_whitespace().map(str::to_owned).collect()
}

/// Opens a file and waits until it is closed.
///
/// # Errors
/// The editor did not start, or said that it failed.
pub fn edit(command: &[String], file: &Path) -> io::Result<()> {
    let (program, arguments) = command.split_first().ok_or(io::ErrorKind::NotFound)?;
    let status = Command::new(program).args(arguments).arg(file).status()?;
    if status.success() { Ok(()) } else { Err(io::Error::other(format!("{program}: {status}"))) }
}
