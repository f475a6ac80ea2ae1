//! The reader's desk: browser, files, other programs. Only `http(s)` addresses are opened; all text is guarded.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::model::CanonicalUrl;
use crate::text::guard;
use crate::ui::Message;

/// Opens an address in the browser.
pub(super) fn browse(address: &str) -> Message {
    let Some(url) = CanonicalUrl::parse(address) else {
        return Message::Failed(format!("not an http(s) address: {}", guard(address)));
    };
    match open::that_detached(url.as_str()) {
        Ok(()) => Message::Done("opened"),
        Err(error) => Message::Failed(format!("{url}: {error}")),
    }
}

/// Writes a text to a new file in the present folder; an existing file is never touched.
pub(super) fn save(name: &str, text: &str) -> Message {
    let path = Path::new(name);
    let made = std::fs::OpenOptions::new().write(true).create_new(true).open(path);
    match made.and_then(|mut file| file.write_all(guard(text).as_bytes())) {
        Ok(()) => Message::Done("saved"),
        Err(error) => Message::Failed(format!("{}: {error}", path.display())),
    }
}

/// Runs a command of the reader's with a text on its standard input, while the screen is away.
pub(super) fn pipe(command: &str, text: &str) -> Message {
    let started = Command::new("sh").arg("-c").arg(command).stdin(Stdio::piped()).spawn();
    let mut child = match started {
        Ok(child) => child,
        Err(error) => return Message::Failed(format!("{command}: {error}")),
    };
    if let Some(mut stdin) = child.stdin.take() {
        // A command that does not read to the end (head, a pager that was quit) is no failure.
        let _ = stdin.write_all(guard(text).as_bytes());
    }
    match child.wait() {
        Ok(status) if status.success() => Message::Done("piped"),
        Ok(status) => Message::Failed(format!("{command}: {status}")),
        Err(error) => Message::Failed(format!("{command}: {error}")),
    }
}

/// Stops this process until the shell wakes it.
pub(super) fn suspend() {
    if cfg!(unix) {
        let id = std::process::id().to_string();
        // Without `kill` there is nothing to be done; the screen simply comes back.
        let _ = Command::new("kill").args(["-TSTP", &id]).status();
    }
}
