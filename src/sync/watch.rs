//! Watched searches: after a refresh the reader's own command is told what each of them found.
//!
//! The command gets two more arguments, the name of the search and the number of new articles, and on its standard input
//! one line of JSON that names them; in the form of a digest it is run once for all searches. What it prints goes nowhere,
//! and it is ended after [`PATIENCE`]. An article is told once, whether or not the command succeeds.

use std::io::Write;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::model::time::VIETNAM_OFFSET_SECONDS;
use crate::model::{ArticleId, SourceId, Summary, Tally, Timestamp, Trouble, TroubleKind};
use crate::store::{KeptSearch, Store, StoreError, WatchedNews, private};
use crate::text::guard;

/// How long a command may run.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often it is looked after.
const LOOK: Duration = Duration::from_millis(20);

/// Most articles of one search that the command is told by name; the count tells of all.
const MOST_NAMED: usize = 200;

/// Hours of the newspapers' clock (+07:00) in which nothing is told, minutes since midnight; they may go past midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct QuietHours {
    from: i64,
    to: i64,
}

impl QuietHours {
    /// From `22:00-06:30`; `None` when it is nothing of the kind.
    fn parse(text: &str) -> Option<Self> {
        let (from, to) = text.split_once(['-', '–'])?;
        let minutes = |clock: &str| {
            let (hour, minute) = clock.trim().split_once([':', 'h'])?;
            let (hour, minute): (i64, i64) = (hour.parse().ok()?, minute.parse().ok()?);
            ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some(hour * 60 + minute)
        };
        Some(Self { from: minutes(from)?, to: minutes(to)? })
    }

    fn holds(self, now: Timestamp) -> bool {
        let minute = (now.0 + VIETNAM_OFFSET_SECONDS).rem_euclid(86_400) / 60;
        if self.from <= self.to {
            (self.from..self.to).contains(&minute)
        } else {
            minute >= self.from || minute < self.to
        }
    }
}

/// How often the command is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum WatchForm {
    /// Once for each search.
    #[default]
    Each,
    /// Once for all.
    Digest,
}

/// The watched searches and the command that is run for their hits.
#[derive(Debug, Clone, Default)]
pub struct Watch {
    /// Searches of the configuration; those that the reader kept on the screen are in the archive.
    pub searches: Vec<KeptSearch>,
    /// Program and arguments; empty = no command is run.
    pub command: Vec<String>,
    /// When nothing is told: `22:00-06:30`, or empty.
    pub quiet: String,
    /// How often the command is run.
    pub form: WatchForm,
}

/// Keeps the configuration's searches, so that what comes from now on is new to them. Blocks.
pub(super) fn keep(store: &Store, watch: &Watch) -> Result<(), StoreError> {
    if watch.command.is_empty() { Ok(()) } else { store.keep_searches(&watch.searches) }
}

/// Runs the command for every watched search with unreported hits; returns what went wrong. In the quiet hours nothing
/// is run: the hits wait. Blocks.
pub(super) fn tell(store: &Store, watch: &Watch) -> Result<Vec<Trouble>, StoreError> {
    let Some((program, _)) = watch.command.split_first() else { return Ok(Vec::new()) };
    let mut troubles = Vec::new();
    match QuietHours::parse(&watch.quiet) {
        Some(quiet) if quiet.holds(store.now()) => return Ok(Vec::new()),
        None if !watch.quiet.trim().is_empty() => {
            troubles.push(trouble("notify.quiet", &format!("“{}” ≠ 22:00-06:00", watch.quiet)));
        }
        _ => {}
    }
    let news = store.claim_watched()?;
    let parts: Vec<&[WatchedNews]> = match watch.form {
        WatchForm::Each => news.chunks(1).collect(),
        WatchForm::Digest if news.is_empty() => Vec::new(),
        WatchForm::Digest => vec![&news],
    };
    for part in parts {
        let told = run_for(watch, part);
        for found in part {
            let ids: Vec<ArticleId> = found.articles.iter().map(|row| row.id).collect();
            store.watched_told(&found.search, &ids)?;
        }
        if let Err(why) = told {
            troubles.push(trouble(program, &why));
        }
    }
    Ok(troubles)
}

/// Runs the command as if these articles had just been found by a search; gives what went wrong. Blocks.
pub fn test(watch: &Watch, name: &str, articles: Vec<Summary>) -> Result<(), String> {
    run_for(watch, &[WatchedNews { search: name.to_owned(), articles }])
}

/// Hands a press review to the command: its title, the number of its stories, and on standard input its bytes; gives what went
/// wrong. Blocks.
pub fn hand_over(command: &[String], title: &str, stories: usize, review: Vec<u8>) -> Result<(), String> {
    let Some((program, arguments)) = command.split_first() else { return Ok(()) };
    let mut command = Command::new(program);
    command.args(arguments).arg(argument(title)).arg(stories.to_string());
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    run_with(&mut command, Some(review), PATIENCE).map_err(|why| guard(&format!("{program}: {why}")).into_owned())
}

fn run_for(watch: &Watch, news: &[WatchedNews]) -> Result<(), String> {
    let Some((program, arguments)) = watch.command.split_first() else { return Ok(()) };
    let names: Vec<String> = news.iter().map(|found| argument(&found.search)).collect();
    let count: usize = news.iter().map(|found| found.articles.len()).sum();
    let mut command = Command::new(program);
    command.args(arguments).arg(names.join(", ")).arg(count.to_string());
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let input = match (watch.form, news) {
        (WatchForm::Each, [found]) => as_json(found),
        _ => json!({ "count": count, "searches": news.iter().map(as_json).collect::<Vec<_>>() }),
    };
    run_with(&mut command, Some(format!("{input}\n").into_bytes()), PATIENCE)
}

/// A name as an argument: one line that no program takes for an option.
fn argument(name: &str) -> String {
    guard(name).replace('\n', " ").trim_start().trim_start_matches('-').to_owned()
}

/// What the command reads: the name of the search, how many articles, and each of the newest [`MOST_NAMED`].
fn as_json(found: &WatchedNews) -> Value {
    let article = |row: &Summary| {
        json!({
            "id": row.id.0, "title": guard(&row.title), "paper": row.source.0, "date": row.published,
            "address": row.url.as_str(),
        })
    };
    let articles: Vec<Value> = found.articles.iter().take(MOST_NAMED).map(article).collect();
    json!({ "name": guard(&found.search), "count": found.articles.len(), "articles": articles })
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

/// Runs the user's command for the end of a refresh with its numbers; returns what went wrong. A refresh that was
/// stopped runs none. Blocks.
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
    run_with(command, None, patience)
}

/// As [`run`], with something to read. A command that does not read it is not waited for.
fn run_with(command: &mut Command, input: Option<Vec<u8>>, patience: Duration) -> Result<(), String> {
    let mut child = private::spawn(command).map_err(|error| error.to_string())?;
    if let (Some(bytes), Some(mut pipe)) = (input, child.stdin.take()) {
        // The command does not read its input: its own choice.
        std::thread::spawn(move || pipe.write_all(&bytes));
    }
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
        kind: TroubleKind::Notify,
        what: guard(&format!("{program}: {why}")).into_owned(),
        retry_at: None,
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_that_does_not_end_is_ended() {
        let why = run(Command::new("sleep").arg("600"), Duration::from_millis(60)).unwrap_err();
        assert!(why.starts_with("not done"), "{why}");
    }

    #[test]
    fn quiet_hours_may_go_past_midnight() {
        let quiet = QuietHours::parse("22:00-06:30").unwrap();
        let at = |hour: i64, minute: i64| Timestamp(hour * 3600 + minute * 60 - VIETNAM_OFFSET_SECONDS);
        assert!(quiet.holds(at(23, 0)) && quiet.holds(at(6, 29)) && quiet.holds(at(22, 0)));
        assert!(!quiet.holds(at(6, 30)) && !quiet.holds(at(12, 0)));
        assert_eq!(["", "22-6", "25:00-06:00", "a:b-c:d"].map(QuietHours::parse), [None; 4]);
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
    fn a_hook_has_the_users_environment_and_nothing_else() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("told");
        let listed = "env | grep -v '^_=' | sort";
        let command = ["sh", "-c", &format!("{listed} > \"$0\""), file.to_str().unwrap()].map(str::to_owned);
        hook(&command, &[("new", 3)]).unwrap();
        let own = Command::new("sh").args(["-c", listed]).output().unwrap().stdout;
        assert_eq!(std::fs::read(file).unwrap(), own);
    }

    #[test]
    fn a_name_is_one_line_and_no_option() {
        assert_eq!(argument("--exec=rm\n\u{1b}[2Jx"), "exec=rm x");
    }

    #[test]
    fn a_command_that_fails_or_is_not_there_is_told() {
        assert!(run(Command::new("sh").args(["-c", "exit 3"]), PATIENCE).unwrap_err().contains('3'));
        assert!(run(&mut Command::new("/nowhere/to-be-found"), PATIENCE).is_err());
    }
}
