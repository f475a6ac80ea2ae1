//! The log, `state/loa.log`: private to the user, bounded in size, its lines sanitised; with `-v` also on stderr.
//!
//! Without `-v` only warnings are written, and the file is created with the first one. Of articles only addresses and
//! errors are logged. Units: bytes.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

use crate::store::private;
use crate::text::guard;

use crate::cli::output;

/// A longer log is renamed to `loa.log.1`, replacing the previous one.
const MAX_LOG_BYTES: u64 = 1 << 20;
/// Longest line; the rest is cut off.
const MAX_LINE_BYTES: usize = 4 << 10;

/// Whether log lines are also printed on stderr.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Echo {
    Stderr,
    Nowhere,
}

/// Starts logging into `file`; each `-v` logs more.
pub(super) fn start(file: PathBuf, verbose: u8, echo: Echo) {
    let level = match verbose {
        0 => "warn",
        1 => "info",
        2 => "debug",
        _ => "trace",
    };
    let log = Log(Arc::new(Mutex::new(LogFile { path: file, open: None })), echo);
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(format!("loaphuong={level}")))
        .with_writer(log)
        .with_ansi(false)
        .finish();
    // This fails only in tests, where another one may have been set in the same process.
    let _ = tracing::subscriber::set_global_default(subscriber);
}

#[derive(Clone)]
struct Log(Arc<Mutex<LogFile>>, Echo);

/// Where the log is, and its current length.
struct LogFile {
    path: PathBuf,
    open: Option<(File, u64)>,
}

impl LogFile {
    /// Writes a line. Errors are ignored: there is nowhere to report them.
    fn write(&mut self, line: &str) -> io::Result<()> {
        if self.open.as_ref().is_some_and(|(_, length)| *length >= MAX_LOG_BYTES) {
            self.open = None;
        }
        let (file, length) = match &mut self.open {
            Some(open) => open,
            closed => closed.insert(open(&self.path)?),
        };
        file.write_all(line.as_bytes())?;
        *length += line.len() as u64;
        Ok(())
    }
}

/// Opens the log at its end; a full one is renamed first.
fn open(path: &Path) -> io::Result<(File, u64)> {
    if let Some(folder) = path.parent() {
        private::folder(folder)?;
    }
    let length = std::fs::symlink_metadata(path).map_or(0, |metadata| metadata.len());
    if length < MAX_LOG_BYTES {
        return Ok((private::appended(path)?, length));
    }
    std::fs::rename(path, path.with_extension("log.1"))?;
    Ok((private::appended(path)?, 0))
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

impl Write for Log {
    /// One event a call.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(bytes.get(..MAX_LINE_BYTES).unwrap_or(bytes));
        let line = guard(text.trim_end()).replace('\n', " ");
        let _ = self.0.lock().unwrap_or_else(PoisonError::into_inner).write(&format!("{line}\n"));
        if self.1 == Echo::Stderr {
            output::message(&line);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_is_bounded_and_nothing_in_it_acts_on_a_terminal() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("state/loa.log");
        let place = Arc::new(Mutex::new(LogFile { path: path.clone(), open: None }));
        let mut log = Log(place, Echo::Nowhere);
        let hostile = format!("WARN \u{1b}]0;x\u{7}\u{202e} {}\nsecond", "y".repeat(3000));
        for _ in 0..900 {
            log.write_all(hostile.as_bytes()).unwrap();
        }
        let old = std::fs::read_to_string(path.with_extension("log.1")).unwrap();
        let new = std::fs::read_to_string(&path).unwrap();
        for text in [&old, &new] {
            assert!(text.len() as u64 <= MAX_LOG_BYTES + MAX_LINE_BYTES as u64 && !text.is_empty());
            assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']));
            assert!(text.lines().all(|line| line.starts_with("WARN ")));
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_log_that_is_a_link_is_not_written() {
        let dir = tempfile::tempdir().unwrap();
        let (victim, path) = (dir.path().join("victim"), dir.path().join("loa.log"));
        std::fs::write(&victim, "mine").unwrap();
        std::os::unix::fs::symlink(&victim, &path).unwrap();
        assert!(open(&path).is_err());
        assert_eq!(std::fs::read_to_string(&victim).unwrap(), "mine");
    }
}
