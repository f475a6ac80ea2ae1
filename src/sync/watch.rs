//! Watched searches: after a refresh the reader's own command is told what each of them found.
//!
//! The command gets two more arguments: the name of the search and the number of new articles. It has no input, what it
//! prints goes nowhere, and it is ended after [`PATIENCE`]. An article is told once, whether or not the command succeeds.

use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::model::{SourceId, Tally, Trouble};
use crate::store::{KeptSearch, Store, StoreError};
use crate::text::guard;

/// How long a command may run.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often it is looked after.
const LOOK: Duration = Duration::from_millis(20);

/// What to watch for, and whom to tell.
#[derive(Debug, Clone, Default)]
pub struct Watch {
    /// Searches of the configuration; those that the reader kept on the screen are in the archive.
    pub searches: Vec<KeptSearch>,
    /// Program and arguments; empty = nobody is told.
    pub command: Vec<String>,
}

/// Keeps the configuration's searches, so that what comes from now on is new to them. Blocks.
pub(super) fn keep(store: &Store, watch: &Watch) -> Result<(), StoreError> {
    if watch.command.is_empty() { Ok(()) } else { store.keep_searches(&watch.searches) }
}

/// Runs the command for every watched search that found something since it was last run; gives what went wrong. Blocks.
pub(super) fn tell(store: &Store, watch: &Watch) -> Result<Vec<Trouble>, StoreError> {
    let Some((program, arguments)) = watch.command.split_first() else { return Ok(Vec::new()) };
    let mut troubles = Vec::new();
    for (name, count) in store.take_watched()? {
        let mut command = Command::new(program);
        command.args(arguments).arg(guard(&name).replace('\n', " ")).arg(count.to_string());
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        if let Err(why) = run(&mut command, PATIENCE) {
            troubles.push(trouble(program, &why));
        }
    }
    Ok(troubles)
}

/// Runs a command of the reader, without a shell: a `{name}` within an argument stands for the value of that name. It has
/// no input, what it prints goes nowhere, and it is ended after ten seconds. Gives what went wrong. Blocks.
pub fn hook(command: &[String], values: &[(&str, usize)]) -> Result<(), String> {
    let Some((program, arguments)) = command.split_first() else { return Ok(()) };
    let filled = arguments.iter().map(|argument| {
        values
            .iter()
            .fold(argument.clone(), |text, (name, value)| text.replace(&format!("{{{name}}}"), &value.to_string()))
    });
    let mut command = Command::new(program);
    command.args(filled).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    run(&mut command, PATIENCE).map_err(|why| guard(&format!("{program}: {why}")).into_owned())
}

/// Runs the reader's command for the end of a refresh with its numbers; gives what went wrong. A refresh that was stopped
/// is told to nobody. Blocks.
pub fn after_sync(command: &[String], tally: &Tally) -> Result<(), String> {
    if tally.cancelled {
        return Ok(());
    }
    let values = [
        ("new", tally.new),
        ("muted", tally.muted),
        ("bodies", tally.bodies),
        ("edited", tally.edited),
        ("failed", tally.failed_sources.len()),
    ];
    hook(command, &values)
}

fn run(command: &mut Command, patience: Duration) -> Result<(), String> {
    let mut child = command.spawn().map_err(|error| error.to_string())?;
    match wait(&mut child, patience).map_err(|error| error.to_string())? {
        Some(status) if status.success() => Ok(()),
        Some(status) => Err(status.to_string()),
        None => Err(format!("not done after {} s, ended", patience.as_secs())),
    }
}

/// Waits so long and no longer; `None` = it was ended.
fn wait(child: &mut Child, patience: Duration) -> std::io::Result<Option<ExitStatus>> {
    let end = Instant::now() + patience;
    while Instant::now() < end {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        std::thread::sleep(LOOK);
    }
    child.kill()?;
    child.wait()?;
    Ok(None)
}

fn trouble(program: &str, why: &str) -> Trouble {
    Trouble {
        source: SourceId(String::new()),
        section: None,
        url: String::new(),
        kind: "notify".to_owned(),
        what: guard(&format!("{program}: {why}")).into_owned(),
        retry_at: None,
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_command_that_does_not_end_is_ended() {
        let why = run(Command::new("sleep").arg("600"), Duration::from_millis(60)).unwrap_err();
        assert!(why.starts_with("not done"), "{why}");
    }

    #[test]
    fn a_hook_gets_the_numbers_that_it_names_and_no_shell_reads_them() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("told");
        let script = "printf '%s|%s' \"$1\" \"$2\" > \"$0\"";
        let command = ["sh", "-c", script, file.to_str().unwrap(), "mới: {new}", "$(id) {muted}{else}"];
        hook(&command.map(str::to_owned), &[("new", 3), ("muted", 0)]).unwrap();
        assert_eq!(std::fs::read_to_string(file).unwrap(), "mới: 3|$(id) 0{else}");
    }

    #[test]
    fn a_command_that_fails_or_is_not_there_is_told() {
        assert!(run(Command::new("sh").args(["-c", "exit 3"]), PATIENCE).unwrap_err().contains('3'));
        assert!(run(&mut Command::new("/nowhere/to-be-found"), PATIENCE).is_err());
    }
}
