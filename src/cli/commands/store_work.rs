//! `loa store stats|prune|vacuum|check|backup|restore|reindex`: maintenance of the archive.
//!
//! Before something is removed, the command says what and asks; if stdin is no terminal, it requires `--yes`. Long work
//! shows a progress bar on stderr if that is a terminal. Units: MiB for people, bytes in JSON.

use std::io::{BufRead, IsTerminal};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};

use crate::config::Config;
use crate::model::{Moment, SourceId, Timestamp};
use crate::store::{self, Limits, Problem, Pruned, Repair, Retention, Stats, Store, StoreError};

use crate::cli::args::{BackupArgs, CheckArgs, PruneArgs, RestoreArgs, StoreCommand, StoreOutput};
use crate::cli::commands::{reextract, wipe};
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::output::{self, TextLook, message};
use crate::cli::session::Session;
use crate::cli::words::Pruning;

/// Articles indexed between two updates of the bar.
const INDEX_STEP: usize = 10_000;

/// Runs the command.
pub(in crate::cli) fn run(session: &mut Session, command: &StoreCommand) -> Outcome {
    if let StoreCommand::Wipe(args) = command {
        return wipe::run(session, args);
    }
    let store = session.store()?;
    match command {
        StoreCommand::Stats(output) => stats(session, &store, output),
        StoreCommand::Prune(args) => prune(session, &store, args),
        StoreCommand::Vacuum(output) => vacuum(session, &store, output),
        StoreCommand::Check(args) => check(session, store, args),
        StoreCommand::Backup(args) => backup(session, &store, args),
        StoreCommand::Restore(args) => restore(session, &store, args),
        StoreCommand::Reindex(output) => reindex(session, &store, output),
        // Handled above: it does not open the archive.
        StoreCommand::Wipe(_) => Ok(Exit::Fine),
    }
}

/// Bytes as MiB with one decimal.
fn mib(bytes: u64) -> String {
    let tenths = bytes.saturating_mul(10).saturating_add(1 << 19) >> 20;
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn stats(session: &mut Session, store: &Store, output: &StoreOutput) -> Outcome {
    let stats = store.stats()?;
    if output.json {
        session.out.json(&stats_json(&stats))?;
        return Ok(Exit::Fine);
    }
    let Value::Object(figures) = stats_json(&stats) else { return Ok(Exit::Fine) };
    for (name, value) in &figures {
        let Some(number) = value.as_u64() else { continue };
        let said = if name.ends_with("_bytes") { format!("{} MiB", mib(number)) } else { number.to_string() };
        session.out.line(&format!("{said:>14}  {}", session.say.figure(name)))?;
    }
    for (source, (articles, dates)) in &stats.sources {
        let dates = dates.map_or_else(|| "—".to_owned(), |(from, to)| format!("{} – {}", day(from), day(to)));
        let line = format!("{articles:>14}  {source}  {dates}");
        let line = session.out.paint(&line, TextLook::Dim);
        session.out.painted(&line)?;
    }
    Ok(Exit::Fine)
}

fn day(at: Timestamp) -> String {
    iso(at).chars().take(10).collect()
}

fn iso(at: Timestamp) -> String {
    Moment::exact(at).to_string()
}

fn stats_json(stats: &Stats) -> Value {
    let sources = stats.sources.iter().map(|(source, (articles, dates))| {
        let (oldest, newest) = dates.unzip();
        let date = |at: Option<Timestamp>| at.map(iso);
        (source.to_string(), json!({"articles": articles, "oldest": date(oldest), "newest": date(newest)}))
    });
    json!({
        "articles": stats.articles, "unread": stats.unread, "starred": stats.starred, "bodies": stats.bodies,
        "revisions": stats.revisions, "file_bytes": stats.file_bytes, "free_bytes": stats.free_bytes,
        "log_bytes": stats.log_bytes, "pages_bytes": stats.pages_bytes, "index_bytes": stats.index_bytes,
        "waiting": stats.waiting, "schema": stats.schema,
        "sources": sources.collect::<serde_json::Map<_, _>>(),
    })
}

/// The rules of the configuration, overridden by the flags. A bound of 0 means no bound.
fn retention(config: &Config, args: &PruneArgs) -> Retention {
    let days = |days: u32| Some(days).filter(|days| *days > 0);
    let bytes = |mib: u64| Some(mib << 20).filter(|bytes| *bytes > 0);
    let all = Limits {
        max_age_days: days(args.keep_days.unwrap_or(config.store.keep_days)),
        max_bytes: bytes(args.max_mib.unwrap_or(config.store.max_mib)),
    };
    let sources = config.retention.iter().map(|own| {
        let max_age_days = own.keep_days.map_or(all.max_age_days, days);
        (SourceId(own.source.clone()), Limits { max_age_days, max_bytes: own.max_mib.and_then(bytes) })
    });
    Retention { all, sources: sources.collect(), unread_too: args.unread }
}

fn drops_nothing(retention: &Retention) -> bool {
    retention.all == Limits::default() && retention.sources.values().all(|own| *own == Limits::default())
}

fn prune(session: &mut Session, store: &Store, args: &PruneArgs) -> Outcome {
    let retention = retention(&session.loaded.config, args);
    if drops_nothing(&retention) {
        return Err(CommandFailure::usage(session.say.phrase("no-retention")));
    }
    let beforehand = store.would_prune(&retention)?;
    if args.dry_run || beforehand.articles == 0 {
        tell_pruned(session, &beforehand, args)?;
        return Ok(Exit::Fine);
    }
    if !args.yes {
        for line in pruned_lines(session, &beforehand, Pruning::Planned) {
            message(&line);
        }
        if !agreed(session, &session.say.phrase("ask-prune"))? {
            return Ok(Exit::Fine);
        }
    }
    let bar = bar(session, "pruning", beforehand.articles);
    let pruned = store.prune_telling(&retention, &mut |gone, _| bar.set_position(gone))?;
    bar.finish_and_clear();
    index_kindly(session, store);
    tell_pruned(session, &pruned, args)?;
    Ok(Exit::Fine)
}

fn pruned_lines(session: &Session, pruned: &Pruned, pruning: Pruning) -> Vec<String> {
    let say = session.say;
    let sources =
        pruned.sources.iter().map(|(id, (articles, bytes))| say.pruned_source(id.as_str(), *articles, &mib(*bytes)));
    let mut lines: Vec<String> = sources.collect();
    lines.insert(0, say.pruned(pruned.articles, &mib(pruned.bytes), pruning));
    if pruned.kept_starred + pruned.kept_unread > 0 {
        lines.push(say.kept_back(pruned.kept_starred, pruned.kept_unread));
    }
    lines
}

fn tell_pruned(session: &mut Session, pruned: &Pruned, args: &PruneArgs) -> Result<(), CommandFailure> {
    if args.json {
        let sources = pruned
            .sources
            .iter()
            .map(|(source, (articles, bytes))| (source.to_string(), json!({"articles": articles, "bytes": bytes})));
        return Ok(session.out.json(&json!({
            "dry_run": args.dry_run, "articles": pruned.articles, "bytes": pruned.bytes,
            "kept_starred": pruned.kept_starred, "kept_unread": pruned.kept_unread,
            "sources": sources.collect::<serde_json::Map<_, _>>(),
        }))?);
    }
    let pruning = if args.dry_run { Pruning::Planned } else { Pruning::Done };
    for line in pruned_lines(session, pruned, pruning) {
        session.out.line(&line)?;
    }
    Ok(())
}

/// Asks on the terminal. Without a terminal, a missing `--yes` is a usage error.
pub(in crate::cli) fn agreed(session: &Session, question: &str) -> Result<bool, CommandFailure> {
    if !std::io::stdin().is_terminal() {
        return Err(CommandFailure::usage(session.say.phrase("needs-yes")));
    }
    message(question.trim_end());
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    let yes = matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "c" | "có" | "co");
    if !yes {
        message(&session.say.phrase("left-alone"));
    }
    Ok(yes)
}

fn vacuum(session: &mut Session, store: &Store, output: &StoreOutput) -> Outcome {
    let before = store.stats()?.file_bytes;
    let bar = spinner(session, "compacting");
    store.vacuum()?;
    bar.finish_and_clear();
    let after = store.stats()?.file_bytes;
    if output.json {
        session.out.json(&json!({"before_bytes": before, "after_bytes": after}))?;
    } else {
        session.out.line(&session.say.vacuumed(&mib(before), &mib(after)))?;
    }
    Ok(Exit::Fine)
}

fn check(session: &mut Session, store: Store, args: &CheckArgs) -> Outcome {
    let bar = spinner(session, "checking");
    let (store, problems) = checked(session, store, args)?;
    let reread = if args.repair { reextract::lost(session, &store)? } else { 0 };
    let left = if args.repair && !problems.is_empty() { store.check(Repair::Name)? } else { problems.clone() };
    bar.finish_and_clear();
    let repaired = !problems.is_empty() && left.is_empty();
    if args.json {
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        session
            .out
            .json(&json!({"sound": left.is_empty(), "problems": said, "repaired": repaired, "reread": reread}))?;
    } else {
        for problem in &problems {
            session.out.line(&session.say.problem(problem))?;
        }
        if reread > 0 {
            session.out.line(&session.say.reread(reread))?;
        }
        let said = match problems.len() {
            0 => session.say.phrase("sound"),
            found if repaired => session.say.mended(found),
            _ => session.say.unsound(left.len()),
        };
        session.out.line(&said)?;
    }
    Ok(if left.is_empty() { Exit::Fine } else { Exit::Failed })
}

/// Finds what is wrong, and repairs it if asked to. If the file itself is damaged, it is opened again, which saves what
/// is readable into a new file.
fn checked(session: &Session, store: Store, args: &CheckArgs) -> Result<(Store, Vec<Problem>), CommandFailure> {
    let found = match store.check(if args.repair { Repair::Mend } else { Repair::Name }) {
        Err(StoreError::Damaged) if args.repair => vec![Problem::File("malformed".to_owned())],
        found => found?,
    };
    if !args.repair || !found.iter().any(Problem::is_of_the_file) {
        return Ok((store, found));
    }
    drop(store);
    let store = session.bare_store()?;
    let more = store.check(Repair::Mend)?;
    Ok((store, found.into_iter().chain(more).collect()))
}

fn backup(session: &mut Session, store: &Store, args: &BackupArgs) -> Outcome {
    let bar = spinner(session, "copying");
    store.backup(&args.file)?;
    bar.finish_and_clear();
    let bytes = std::fs::metadata(&args.file)?.len();
    let file = args.file.display().to_string();
    if args.json {
        session.out.json(&json!({"file": file, "bytes": bytes}))?;
    } else {
        session.out.line(&session.say.backed_up(&file, &mib(bytes)))?;
    }
    Ok(Exit::Fine)
}

fn restore(session: &mut Session, store: &Store, args: &RestoreArgs) -> Outcome {
    let file = args.file.display().to_string();
    if !args.yes && !agreed(session, &session.say.ask_restore(&file))? {
        return Ok(Exit::Fine);
    }
    let bar = spinner(session, "copying");
    let aside = store.restore(&args.file)?.map(|aside| aside.display().to_string());
    bar.finish_and_clear();
    index_kindly(session, store);
    let articles = store.stats()?.articles;
    if args.json {
        session.out.json(&json!({"articles": articles, "before": aside}))?;
    } else {
        session.out.line(&session.say.restored(articles, aside.as_deref()))?;
    }
    Ok(Exit::Fine)
}

fn reindex(session: &mut Session, store: &Store, output: &StoreOutput) -> Outcome {
    store.reindex()?;
    let waiting = index(session, store)?;
    let articles = store.stats()?.articles;
    if output.json {
        session.out.json(&json!({"articles": articles, "waiting": waiting}))?;
    } else if waiting == 0 {
        session.out.line(&session.say.reindexed(articles))?;
    }
    Ok(Exit::Fine)
}

/// As [`index`], after work that counts as done in any case: what cannot be indexed now waits for the next time.
pub(in crate::cli) fn index_kindly(session: &Session, store: &Store) {
    if let Err(error) = index(session, store) {
        message(&session.say.not_indexed(&error));
    }
}

/// Brings the search index up to date, with a progress bar; gives the number left if another process is indexing.
fn index(session: &Session, store: &Store) -> store::Result<usize> {
    let whole = store.pump_index(INDEX_STEP)?;
    if whole == 0 {
        return Ok(0);
    }
    let bar = bar(session, "indexing", whole as u64);
    let left =
        store.catch_up(INDEX_STEP, &|| false, &mut |left| bar.set_position(whole.saturating_sub(left) as u64))?;
    bar.finish_and_clear();
    if left > 0 {
        session.message(&session.say.index_elsewhere(left));
    }
    Ok(left)
}

/// A progress bar on stderr, if that is a terminal.
pub(in crate::cli) fn bar(session: &Session, what: &str, length: u64) -> ProgressBar {
    styled(session, what, ProgressBar::new(length), "{spinner} {msg} {wide_bar} {pos}/{len} {elapsed}")
}

/// The same for reading a file, in bytes.
pub(in crate::cli) fn file_bar(session: &Session, what: &str, bytes: u64) -> ProgressBar {
    let bar = ProgressBar::new(bytes);
    styled(session, what, bar, "{spinner} {msg} {wide_bar} {decimal_bytes}/{decimal_total_bytes} {elapsed}")
}

/// For work of unknown length.
fn spinner(session: &Session, what: &str) -> ProgressBar {
    let bar = styled(session, what, ProgressBar::new_spinner(), "{spinner} {msg} {elapsed}");
    if !bar.is_hidden() {
        bar.enable_steady_tick(Duration::from_millis(120));
    }
    bar
}

fn styled(session: &Session, what: &str, bar: ProgressBar, template: &str) -> ProgressBar {
    if session.common.quiet || !output::is_watched() {
        return ProgressBar::hidden();
    }
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.set_message(session.say.at_work(what));
    bar
}
