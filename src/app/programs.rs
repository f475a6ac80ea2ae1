//! External programs and files: the browser, a pipe, a file that is saved. Only `http(s)` addresses are opened; all text is guarded.

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::export::Format;
use crate::model::CanonicalUrl;
use crate::store::private;
use crate::text::guard;
use crate::ui::Message;
use crate::ui::message::{Reason, Ticket};

use super::browser::Browser;
use super::terminal;
use super::voice::VoiceError;

/// What a command wrote that ended sooner than this has not been read yet.
const GLANCE: Duration = Duration::from_secs(1);

/// What stands for the article's file in the arguments of a program.
const FILE: &str = "{file}";

/// Opens an address in the browser.
pub(super) fn browse(browser: &Browser, address: &str) -> Message {
    let Some(url) = CanonicalUrl::parse(address) else {
        return Message::Failed("not-an-address", guard(address).into_owned(), Reason::None);
    };
    match browser.open(&url) {
        Ok(()) => Message::Done("opened"),
        Err(error) => not_opened(url.as_str(), &error),
    }
}

/// Why no browser opened; what it says of the command that was tried is for programmers.
fn not_opened(address: &str, error: &std::io::Error) -> Message {
    let said = error.to_string();
    if error.kind() == ErrorKind::NotFound || said.contains("Launcher") {
        return Message::Failed("no-browser", address.to_owned(), Reason::None);
    }
    Message::Failed("could-not-open", address.to_owned(), Reason::System(error.kind(), said))
}

/// Writes an export, whose texts are guarded, to a new file in the present folder; an existing file is never touched. `~/` is
/// the user's home.
pub(super) fn save(name: &str, bytes: &[u8], home: Option<&Path>) -> Message {
    let name = guard(name).replace('\n', " ");
    let path = match (name.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(&name),
    };
    if Format::is_foreign(&name) {
        return Message::Failed("no-such-form", path.display().to_string(), Reason::None);
    }
    let made = std::fs::OpenOptions::new().write(true).create_new(true).open(&path);
    match made.and_then(|mut file| file.write_all(bytes)) {
        Ok(()) => Message::Written(told_path(&path, home)),
        Err(error) => Message::Failed("could-not-save", path.display().to_string(), Reason::from(&error)),
    }
}

/// The full path of a file, with `~` for the user's home.
fn told_path(path: &Path, home: Option<&Path>) -> String {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    match home.filter(|home| !home.as_os_str().is_empty()).and_then(|home| whole.strip_prefix(home).ok()) {
        Some(rest) => Path::new("~").join(rest).display().to_string(),
        None => whole.display().to_string(),
    }
}

/// As [`pipe`]; after a command that ended at once the user is asked, in the words `back`, to come back after reading
/// what it wrote.
pub(super) fn pipe_and_show(command: &str, text: &str, back: &str) -> Message {
    let begun = Instant::now();
    let outcome = pipe(command, text);
    if begun.elapsed() < GLANCE {
        terminal::wait_for_enter(back);
    }
    outcome
}

/// Runs a program of the user's; one that ends at once waits for a key, so that what it wrote can be read.
pub(super) fn run_and_show(command: Vec<String>, file: Option<&str>, back: &str) -> Message {
    let begun = Instant::now();
    let outcome = match file {
        Some(text) => run_on_file(command, text),
        None => run(&command),
    };
    if begun.elapsed() < GLANCE {
        terminal::wait_for_enter(back);
    }
    outcome
}

/// Runs a program with a text in a file of its own, for the user alone, that goes when the program has ended.
fn run_on_file(command: Vec<String>, text: &str) -> Message {
    let written = tempfile::Builder::new().prefix("loa-").suffix(".txt").tempfile().and_then(|mut file| {
        file.write_all(guard(text).as_bytes())?;
        Ok(file.into_temp_path())
    });
    let file = match written {
        Ok(file) => file,
        Err(error) => return Message::Failed("could-not-save", FILE.to_owned(), Reason::from(&error)),
    };
    let name = file.display().to_string();
    run(&command.into_iter().map(|word| word.replace(FILE, &name)).collect::<Vec<_>>())
}

fn run(command: &[String]) -> Message {
    let Some((program, arguments)) = command.split_first() else { return Message::Done("piped") };
    let failed = |reason| Message::Failed("command-failed", program.clone(), reason);
    match Command::new(program).args(arguments).status() {
        Ok(status) if status.success() => Message::Done("piped"),
        Ok(status) => failed(Reason::Code(status.code())),
        Err(error) => failed(Reason::from(&error)),
    }
}

/// Runs a command of the user's with a text on its standard input, while the screen is away.
fn pipe(command: &str, text: &str) -> Message {
    let started = private::spawn(command_of(command).stdin(Stdio::piped()));
    let mut child = match started {
        Ok(child) => child,
        Err(error) => return Message::Failed("command-failed", command.to_owned(), Reason::from(&error)),
    };
    if let Some(mut stdin) = child.stdin.take() {
        // A command that does not read to the end (head, a pager that was quit) is no failure.
        let _ = stdin.write_all(guard(text).as_bytes());
    }
    match child.wait() {
        Ok(status) if status.success() => Message::Done("piped"),
        Ok(status) => Message::Failed("command-failed", command.to_owned(), Reason::Code(status.code())),
        Err(error) => Message::Failed("command-failed", command.to_owned(), Reason::from(&error)),
    }
}

/// Signs that mean something to a shell.
const SHELL_SIGNS: &[char] = &[
    '|', '&', ';', '<', '>', '(', ')', '$', '`', '\\', '"', '\'', '*', '?', '[', ']', '#', '~', '=', '%', '{', '}',
    '!', '\n',
];

/// The user's command as a process: a program and its arguments, run by the shell only where a sign is for it.
fn command_of(command: &str) -> Command {
    let mut words = command.split_whitespace();
    let program = words.next().filter(|_| !command.contains(SHELL_SIGNS));
    if let Some(program) = program {
        let mut process = Command::new(program);
        process.args(words);
        return process;
    }
    let (shell, flag) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
    let mut process = Command::new(shell);
    process.arg(flag).arg(command);
    process
}

/// Why a sentence was not said.
pub(super) fn unheard(ticket: Ticket, error: VoiceError) -> Message {
    match error {
        VoiceError::NoVoice | VoiceError::NoFile => Message::Unheard(ticket, "no-voice", String::new(), Reason::None),
        VoiceError::NotRun(program, why) => {
            Message::Unheard(ticket, "voice-failed", program, Reason::System(why.kind(), why.to_string()))
        }
        VoiceError::Failed(program, status) => {
            Message::Unheard(ticket, "voice-failed", program, Reason::Code(status.code()))
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// An escape, a title, a C1 control, a direction override, a zero-width space, a tag character, a NUL.
    const HOSTILE: &str = "a\u{1b}[31mb\u{1b}]0;title\u{7}c\u{9b}2Jd\u{202e}e\u{200b}f\u{e0041}g\u{0}h";

    #[test]
    fn a_saved_file_has_no_hostile_name() {
        let folder = tempfile::tempdir().unwrap();
        let name = folder.path().join(format!("{HOSTILE}\n.txt"));
        assert!(matches!(save(name.to_str().unwrap(), b"x", None), Message::Written(_)));
        assert_eq!(std::fs::read_to_string(folder.path().join("abcdefgh .txt")).unwrap(), "x");
    }

    #[test]
    fn a_name_that_begins_at_home_is_written_there() {
        let home = tempfile::tempdir().unwrap();
        let Message::Written(told) = save("~/a.txt", b"x", Some(home.path())) else { panic!("not written") };
        assert_eq!(told, "~/a.txt");
        assert_eq!(std::fs::read_to_string(home.path().join("a.txt")).unwrap(), "x");
    }

    #[test]
    fn without_a_browser_nothing_of_the_command_that_was_tried_is_told() {
        let error = std::io::Error::other("Launcher \"gio\" \"open\" \"http://a.vn\" failed");
        let Message::Failed(id, name, reason) = not_opened("http://a.vn", &error) else { panic!("opened") };
        assert_eq!((id, name.as_str(), reason), ("no-browser", "http://a.vn", Reason::None));
    }

    #[test]
    fn an_existing_file_is_never_touched() {
        let folder = tempfile::tempdir().unwrap();
        let name = folder.path().join("a.txt");
        std::fs::write(&name, "mine").unwrap();
        assert!(matches!(save(name.to_str().unwrap(), b"new", None), Message::Failed("could-not-save", ..)));
        assert_eq!(std::fs::read_to_string(&name).unwrap(), "mine");
    }

    #[test]
    fn no_text_is_written_under_the_name_of_another_form() {
        let home = tempfile::tempdir().unwrap();
        let name = home.path().join("bai.pdf");
        assert!(matches!(save(name.to_str().unwrap(), b"x", None), Message::Failed("no-such-form", ..)));
        assert!(!name.exists());
    }

    #[test]
    fn a_command_is_given_no_hostile_text() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("got");
        assert!(matches!(pipe(&format!("cat > '{}'", file.display()), HOSTILE), Message::Done("piped")));
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "abcdefgh");
    }

    #[test]
    #[cfg(unix)]
    fn a_program_reads_the_article_in_a_file_that_goes_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let (copy, kept) = (folder.path().join("copy"), folder.path().join("name"));
        let script = format!("cp \"$1\" '{}'; printf %s \"$1\" > '{}'", copy.display(), kept.display());
        let command = ["sh", "-c", &script, "sh", "{file}"].map(str::to_owned).to_vec();
        assert!(matches!(run_on_file(command, HOSTILE), Message::Done("piped")));
        assert_eq!(std::fs::read_to_string(&copy).unwrap(), "abcdefgh");
        assert!(!Path::new(&std::fs::read_to_string(&kept).unwrap()).exists());
    }

    #[test]
    fn a_command_runs_without_a_shell_unless_a_sign_is_for_one() {
        let program = |command| command_of(command).get_program().to_string_lossy().into_owned();
        assert_eq!(program("  wc -w "), "wc");
        for command in
            ["wc -w > n.txt", "a | b", "echo $HOME", "cat 'a b'", "LANG=C sort", "ls *.txt", "a && b", "~/bin/x"]
        {
            assert_eq!(program(command), if cfg!(windows) { "cmd" } else { "sh" }, "{command}");
        }
    }

    #[test]
    fn only_web_addresses_are_opened_and_others_are_told_without_hostile_text() {
        for address in
            ["javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.example", HOSTILE, "ssh://-oProxyCommand=x"]
        {
            let Message::Failed(_, why, _) = browse(&Browser::Desktop, address) else {
                panic!("{address:?} was opened")
            };
            assert!(!why.contains(|c: char| c.is_control() || c == '\u{202e}'), "{why:?}");
        }
    }
}
