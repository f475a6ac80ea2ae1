//! The browser: the user's own (`ui.browser`, else `$BROWSER`), else what the desktop opens addresses with.

use std::io;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::config::Environment;
use crate::model::CanonicalUrl;
use crate::store::private;

/// Browsers that draw in the terminal: they are waited for.
const IN_TERMINAL: &[&str] = &["w3m", "lynx", "links", "links2", "elinks", "browsh", "carbonyl", "chawan", "cha"];
/// Stands for the address, or the picture's file, in the user's command.
const PLACE: &str = "%s";

/// How long a program is looked at that was started: one without anything to open an address with says so in less.
const AT_ONCE: Duration = Duration::from_millis(1_500);
/// Between two looks.
const A_MOMENT: Duration = Duration::from_millis(20);

/// What opens addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Browser {
    /// Whatever the desktop has for it.
    Desktop,
    /// The user's commands, the first that starts is taken: a program and its arguments.
    Own(Vec<Vec<String>>),
}

impl Browser {
    /// The one of the configuration, else that of the environment. Several in `$BROWSER` have a colon between them.
    pub fn of(setting: &str, environment: &Environment) -> Self {
        let words = |command: &str| command.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let own = match setting.trim() {
            "" => environment
                .get("BROWSER")
                .unwrap_or_default()
                .split(if cfg!(windows) { ';' } else { ':' })
                .map(words)
                .collect(),
            setting => vec![words(setting)],
        };
        let own: Vec<Vec<String>> = own.into_iter().filter(|command: &Vec<String>| !command.is_empty()).collect();
        if own.is_empty() { Self::Desktop } else { Self::Own(own) }
    }

    /// Whether it draws in the terminal, which the screen has to leave for it.
    pub fn takes_the_terminal(&self) -> bool {
        let Self::Own(commands) = self else { return false };
        commands.first().is_some_and(|command| IN_TERMINAL.contains(&name_of(command)))
    }

    /// Opens an address. Waits only for a browser that draws in the terminal, and for a moment whether another one fails.
    ///
    /// # Errors
    /// None of the commands started, or each ended at once with a failure.
    pub fn open(&self, url: &CanonicalUrl) -> io::Result<()> {
        let Self::Own(commands) = self else { return open_on_desktop(url.as_str()) };
        let draws = if self.takes_the_terminal() { Draws::Here } else { Draws::Elsewhere };
        let mut failed = io::Error::from(io::ErrorKind::NotFound);
        for command in commands {
            match start(&with_argument(command, url.as_str()), draws) {
                Ok(()) => return Ok(()),
                Err(error) => failed = error,
            }
        }
        Err(failed)
    }
}

/// What the program of a command is called, without its folder.
pub(super) fn name_of(command: &[String]) -> &str {
    let program = command.first().map(String::as_str).unwrap_or_default();
    let name = program.rsplit(['/', '\\']).next().unwrap_or_default();
    name.strip_suffix(".exe").unwrap_or(name)
}

/// Where a program draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Draws {
    /// In the terminal: it is waited for.
    Here,
    /// In a window of its own.
    Elsewhere,
}

/// Opens an address with the first of the desktop's programs that does not fail at once.
#[cfg(not(windows))]
fn open_on_desktop(address: &str) -> io::Result<()> {
    let mut failed = io::Error::from(io::ErrorKind::NotFound);
    for mut command in open::commands(address) {
        match start_away(&mut command) {
            Ok(()) => return Ok(()),
            Err(error) => failed = error,
        }
    }
    Err(failed)
}

#[cfg(windows)]
fn open_on_desktop(address: &str) -> io::Result<()> {
    open::that_detached(address)
}

/// Starts a program in a window of its own. One that ends with a failure before [`AT_ONCE`] has passed opened nothing.
fn start_away(process: &mut Command) -> io::Result<()> {
    process.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = private::spawn(process)?;
    let begun = Instant::now();
    loop {
        match child.try_wait()? {
            Some(status) if status.success() => return Ok(()),
            // What it would have needed is not there.
            Some(_) => return Err(io::ErrorKind::NotFound.into()),
            None if begun.elapsed() >= AT_ONCE => break,
            None => std::thread::sleep(A_MOMENT),
        }
    }
    // A thread reaps the process; nothing waits for it.
    std::thread::spawn(move || child.wait());
    Ok(())
}

/// Starts a command; waits for one that draws in the terminal, and for a moment whether another one fails.
///
/// # Errors
/// It did not start, or failed at once.
pub(super) fn start(command: &[String], draws: Draws) -> io::Result<()> {
    let Some((program, arguments)) = command.split_first() else { return Err(io::ErrorKind::NotFound.into()) };
    let mut process = Command::new(program);
    process.args(arguments);
    if draws == Draws::Here {
        return private::spawn(&mut process)?.wait().map(|_| ());
    }
    start_away(&mut process)
}

/// The command with what it is given in its place, or at its end. That is one argument, whatever is in it.
pub(super) fn with_argument(command: &[String], given: &str) -> Vec<String> {
    if command.iter().any(|word| word.contains(PLACE)) {
        return command.iter().map(|word| word.replace(PLACE, given)).collect();
    }
    command.iter().cloned().chain([given.to_owned()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(setting: &str, variable: &str) -> Browser {
        Browser::of(setting, &Environment::of(&[("BROWSER", variable)]))
    }

    #[test]
    fn the_setting_comes_before_the_variable_and_the_desktop_last() {
        assert_eq!(own("", ""), Browser::Desktop);
        assert_eq!(
            own("firefox --new-window", "w3m"),
            Browser::Own(vec![vec!["firefox".into(), "--new-window".into()]])
        );
        assert_eq!(own("", "a:b %s"), Browser::Own(vec![vec!["a".into()], vec!["b".into(), "%s".into()]]));
    }

    #[test]
    fn the_address_is_one_argument_at_its_place_or_at_the_end() {
        let command =
            |words: &[&str]| with_argument(&words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>(), "http://a/;x y");
        assert_eq!(command(&["w3m"]), ["w3m", "http://a/;x y"]);
        assert_eq!(command(&["x", "--url=%s", "-q"]), ["x", "--url=http://a/;x y", "-q"]);
    }

    #[test]
    #[cfg(unix)]
    fn a_program_that_fails_at_once_has_opened_nothing() {
        let url = CanonicalUrl::parse("https://bao.example/a.html").unwrap();
        let of = |command: &str| Browser::Own(vec![command.split(' ').map(str::to_owned).collect()]);
        assert!(of("true").open(&url).is_ok());
        assert!(of("false").open(&url).is_err());
    }

    #[test]
    fn a_browser_in_the_terminal_is_known_by_its_name() {
        assert!(own("/usr/bin/w3m -N", "").takes_the_terminal());
        assert!(!own("firefox", "").takes_the_terminal());
    }
}
