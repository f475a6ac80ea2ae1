//! Speech programs that never end and are silenced: the tests check that they end with all their child processes, the
//! benchmark how quickly.

use std::path::Path;
use std::time::{Duration, Instant};

use loaphuong::app::speaker::Speaker;
use loaphuong::app::voice::Voice;
use loaphuong::config::{Environment, Speech};

/// What a speech program does, `$1` being a folder: it writes its process id and those of its children to `begun`, and
/// each sentence that it reads to `heard`.
pub(crate) const VOICES: &[(&str, &str)] = &[
    (
        "a voice that speaks for ever",
        r#"while read -r line; do echo "$line" >> "$1/heard"; sleep 600 & echo "$$ $!" > "$1/begun"; wait; done"#,
    ),
    (
        "a voice that ignores TERM",
        r#"trap '' TERM HUP INT; read -r line; echo "$line" >> "$1/heard"; sh -c 'trap "" TERM HUP INT; sleep 600; :' & echo "$$ $!" > "$1/begun"; wait"#,
    ),
    ("a voice that does not read its sentence", r#"sleep 600 & echo "$$ $!" > "$1/begun"; wait"#),
];

/// More than a pipe holds, so that the writer blocks.
const SENTENCE_BYTES: usize = 128 << 10;
/// Far longer than any test.
const BOUND: Duration = Duration::from_mins(1);

/// Speaks sentences with a program in `home` and silences it once it has begun: how long until all is quiet, and the
/// processes that it had started.
pub(crate) fn hush(runtime: &tokio::runtime::Runtime, script: &str, home: &Path) -> (Duration, Vec<u32>) {
    let mut command: Vec<String> = ["sh", "-c", script, "voice"].map(str::to_owned).to_vec();
    command.push(home.display().to_string());
    let speech = Speech { command, ..Speech::default() };
    let mut speaker = Speaker::new(runtime.handle());
    let say = |speaker: &mut Speaker, first: &str| {
        let speech = speech.clone();
        let line = format!("{first} {}", "câu ".repeat(SENTENCE_BYTES / "câu ".len()));
        speaker.say(move || Voice::to_speak(&speech, &Environment::default(), 100), line, |_| {});
    };
    say(&mut speaker, "một");
    let begun = home.join("begun");
    let started = loop {
        match std::fs::read_to_string(&begun) {
            Ok(text) if text.ends_with('\n') => {
                break text.split_whitespace().filter_map(|id| id.parse().ok()).collect();
            }
            _ => std::thread::sleep(Duration::from_millis(1)),
        }
    };
    let asked = Instant::now();
    say(&mut speaker, "hai");
    say(&mut speaker, "ba");
    speaker.hush();
    speaker.wait(BOUND);
    (asked.elapsed(), started)
}
