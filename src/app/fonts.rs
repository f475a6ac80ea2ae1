//! The fonts of this machine, as fontconfig knows them. What is asked is fixed; nothing from outside is passed on.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Longest wait for the program that knows the fonts.
const FONTS_PATIENCE: Duration = Duration::from_secs(3);
/// How often it is looked whether it is done.
const FONTS_PAUSE: Duration = Duration::from_millis(20);

/// Families of fonts with all letters of Vietnamese, as fontconfig knows them; `None` where it is not, or does not answer.
pub fn vietnamese() -> Option<usize> {
    let mut command = Command::new("fc-list");
    command.args([":lang=vi", "family"]).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut asked = command.spawn().ok()?;
    let answer = asked.stdout.take()?;
    let lines = std::thread::spawn(move || BufReader::new(answer).lines().count());
    let until = Instant::now() + FONTS_PATIENCE;
    while asked.try_wait().ok()?.is_none() {
        if Instant::now() > until {
            // Nobody waits for it any more.
            let _ = asked.kill();
            let _ = asked.wait();
            return None;
        }
        std::thread::sleep(FONTS_PAUSE);
    }
    lines.join().ok()
}
