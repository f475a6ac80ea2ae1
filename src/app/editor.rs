//! The user's editor: `$VISUAL`, else `$EDITOR`, else what the system has.

use std::io;
use std::path::Path;
use std::process::Command;

use crate::config::Environment;
use crate::store::private;

/// The editor, a program and its arguments.
pub fn command(environment: &Environment) -> Vec<String> {
    let usual = if cfg!(windows) { "notepad" } else { "vi" };
    let command = environment.get("VISUAL").or_else(|| environment.get("EDITOR")).unwrap_or(usual);
    command.split_whitespace().map(str::to_owned).collect()
}

/// Why a file was not edited.
#[derive(Debug, thiserror::Error)]
pub enum EditorError {
    /// It did not start.
    #[error("{program}: {why}")]
    NotStarted {
        /// What was called.
        program: String,
        /// What the system answered.
        why: io::Error,
    },
    /// It ended with an error.
    #[error("{program}: {code:?}")]
    Failed {
        /// What was called.
        program: String,
        /// Its exit code; none where a signal ended it.
        code: Option<i32>,
    },
}

/// Opens a file and waits until it is closed.
///
/// # Errors
/// The editor did not start, or said that it failed.
pub fn edit(command: &[String], file: &Path) -> Result<(), EditorError> {
    let program = command.first().cloned().unwrap_or_default();
    let started = private::spawn(Command::new(&program).args(command.iter().skip(1)).arg(file));
    match started.and_then(|mut editor| editor.wait()) {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(EditorError::Failed { program, code: status.code() }),
        Err(why) => Err(EditorError::NotStarted { program, why }),
    }
}
