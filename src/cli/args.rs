//! The arguments of the command line. A contract: other programs call it. Help is in English, as is usual for tools.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::exit::EXIT_TABLE;

/// loa: Vietnamese labour news in a terminal.
#[derive(Debug, Parser)]
#[command(name = "loa", version, about, after_help = EXIT_TABLE, after_long_help = EXIT_TABLE, disable_help_subcommand = true)]
#[command(
    long_about = "Vietnamese labour news in a terminal: fetched politely, read offline, found with or without diacritics.\n\
                  Without a command the screen opens; ? there lists its keys. stdout is data, stderr is messages."
)]
pub struct Cli {
    /// What may stand before a command.
    #[command(flatten)]
    pub flags: Flags,
    /// What to do; nothing = the screen.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// [`Cli`] without the commands: what opens the screen, which should not wait until all commands are described.
#[derive(Debug, Parser)]
#[command(name = "loa", disable_help_flag = true)]
struct NoCommand {
    #[command(flatten)]
    flags: Flags,
}

/// What may stand before a command.
#[derive(Debug, Clone, Args)]
pub struct Flags {
    /// What holds for every command.
    #[command(flatten)]
    pub common: Common,
    /// No screen but lines: for screen readers, simple terminals and pipes
    #[arg(long)]
    pub plain: bool,
}

/// Flags of every command.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Common {
    /// Read this configuration instead of the one `loa config path` names
    #[arg(long, global = true, value_name = "FILE", env = "LOA_CONFIG")]
    pub config: Option<PathBuf>,
    /// Keep everything that loa writes (archive, index, cache, state, log) in DIR
    #[arg(long, global = true, value_name = "DIR", env = "LOA_DATA_DIR")]
    pub data_dir: Option<PathBuf>,
    /// Make no request at all
    #[arg(long, global = true)]
    pub offline: bool,
    /// Work on an invented newspaper, served on 127.0.0.1, with a temporary archive
    #[arg(long, global = true)]
    pub demo: bool,
    /// Colour the text output
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = ColorChoice::Auto)]
    pub color: ColorChoice,
    /// Only say what went wrong
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say more on stderr; twice for everything
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ColorChoice {
    Auto,
    Always,
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Fetch what is new
    Sync(SyncArgs),
    /// List stored articles, newest first
    List(ListArgs),
    /// Show one article
    Show(ShowArgs),
    /// Search the archive, with or without diacritics
    Search(SearchArgs),
    /// Read a saved page without any network: article, category page or feed
    Extract(ExtractArgs),
    /// The newspapers and their sections
    Sources(SourcesArgs),
    /// The configuration
    Config {
        /// What to do with it.
        #[command(subcommand)]
        command: ConfigCommand,
    },
    /// Take articles from a file of JSON lines, or feeds from an OPML file (see `export`); - is stdin
    Import(ImportArgs),
    /// Write the archive to stdout
    Export(ExportArgs),
    /// Read the stored pages again with today's rules; no network; marks and positions stay
    Reextract(ReextractArgs),
    /// Look after the archive: figures, letting go of the old, copies
    Store {
        /// What to do with it.
        #[command(subcommand)]
        command: StoreCommand,
    },
    /// Searches whose new articles are told (notify = true in `[[search]]`)
    Watch {
        /// What to do with them.
        #[command(subcommand)]
        command: WatchCommand,
    },
    /// Look at everything loa stands on and say what is wrong; exit code 3 when a source is ill
    Doctor(DoctorArgs),
    /// Print completions for a shell
    Completions {
        /// Which shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page (roff)
    Man,
}

/// `loa sync`
#[derive(Debug, Clone, Default, Args)]
pub struct SyncArgs {
    /// Only these; any unambiguous beginning of an id will do
    #[arg(value_name = "SOURCE[/SECTION]")]
    pub only: Vec<String>,
    /// Visit only the sections that are due (for timers)
    #[arg(long)]
    pub due: bool,
    /// Fetch the body of every listed article, not only of new ones
    #[arg(long, conflicts_with = "no_bodies")]
    pub all_bodies: bool,
    /// Category pages and feeds only
    #[arg(long)]
    pub no_bodies: bool,
    /// Read N pages of each list, though they are known
    #[arg(long, value_name = "N", conflicts_with_all = ["since", "due"])]
    pub pages: Option<usize>,
    /// Read each list back to DATE: 2024-01-31, 31/01/2024, "7 ngày", 7d, "hôm qua"
    #[arg(long, value_name = "DATE", conflicts_with = "due")]
    pub since: Option<String>,
    /// Ask for articles again though they are stored: an id, an address, or a source (its newest 500)
    #[arg(long, value_name = "ID|URL|SOURCE", conflicts_with_all = ["only", "due", "no_bodies", "all_bodies", "pages", "since"])]
    pub again: Vec<String>,
    /// One event a line on stdout
    #[arg(long)]
    pub json: bool,
}

/// `loa list`
#[derive(Debug, Clone, Args)]
pub struct ListArgs {
    /// Only this source; any unambiguous beginning of its id will do
    #[arg(long, value_name = "S")]
    pub source: Option<String>,
    /// Only this section
    #[arg(long, value_name = "X")]
    pub section: Option<String>,
    /// Only unread ones
    #[arg(long)]
    pub unread: bool,
    /// Only starred ones
    #[arg(long)]
    pub starred: bool,
    /// What the mute rules of the configuration keep out of every other list
    #[arg(long, conflicts_with_all = ["source", "section"])]
    pub muted: bool,
    /// Published on or after DATE: 2024-01-31, 31/01/2024, "7 ngày", 7d, "hôm qua"
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// At most N
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub limit: usize,
    /// One object a line
    #[arg(long)]
    pub json: bool,
}

/// `loa show`
#[derive(Debug, Clone, Args)]
pub struct ShowArgs {
    /// Number, address, or a part of the title or address that fits one article only
    #[arg(value_name = "ID|URL", required = true, num_args = 1..)]
    pub what: Vec<String>,
    /// Cells of a line
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub width: Option<u16>,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = ShowFormat::Text)]
    pub format: ShowFormat,
    /// The earlier versions that are kept, newest first, with their numbers
    #[arg(long, conflicts_with = "diff")]
    pub revisions: bool,
    /// What changed since the newest earlier version, or since version N of --revisions
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "1", require_equals = true)]
    pub diff: Option<usize>,
}

/// Forms of `loa show`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ShowFormat {
    Text,
    Markdown,
    Json,
}

/// `loa search`
#[derive(Debug, Clone, Args)]
pub struct SearchArgs {
    /// Words, "a phrase", -without, OR, nguồn:, mục:, tác giả:, tiêu đề:, từ:, đến:, /pattern/i (or source:, section:, author:, title:)
    #[arg(value_name = "QUERY", required = true, num_args = 1..)]
    pub query: Vec<String>,
    /// At most N
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// One object a line
    #[arg(long)]
    pub json: bool,
    /// Also what fits only without the marks, or across the borders of words
    #[arg(long)]
    pub loose: bool,
    /// Without what the glossary knows by another name (BHXH, bảo hiểm xã hội)
    #[arg(long)]
    pub literal: bool,
}

/// `loa watch`
#[derive(Debug, Clone, Subcommand)]
pub enum WatchCommand {
    /// The watched searches, how many articles each finds, and how many of them are still to be told
    List,
    /// Run the notify command for a watched search with the newest articles that it finds; nothing counts as told
    Test {
        /// Its name.
        name: String,
    },
}

/// `loa extract`
#[derive(Debug, Clone, Args)]
pub struct ExtractArgs {
    /// Original address of the page
    #[arg(long, value_name = "URL", required_unless_present = "manifest")]
    pub url: Option<String>,
    /// What the page is
    #[arg(long, value_enum, default_value_t = KindChoice::Auto)]
    pub kind: KindChoice,
    /// Use neither site nor family rules
    #[arg(long)]
    pub no_site_rules: bool,
    /// Read many pages: columns file, url, kind among others, named in the first line; files relative to it
    #[arg(long, value_name = "TSV", conflicts_with_all = ["url", "file"])]
    pub manifest: Option<PathBuf>,
    /// Learn first from this saved page of the same site; give it three times or more, before or after FILE
    #[arg(long, value_name = "FILE", conflicts_with = "manifest")]
    pub learn: Vec<PathBuf>,
    /// Use the rules of this file, as `loa sources learn` prints them, behind the site's own
    #[arg(long, value_name = "TOML", conflicts_with = "learn")]
    pub profile: Option<PathBuf>,
    /// With a manifest: read every page with what N other pages of its host in the manifest teach (3 unless told)
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "3", requires = "manifest", conflicts_with = "profile")]
    pub leave_one_out: Option<usize>,
    /// One object (for a manifest: one a line, in its order)
    #[arg(long)]
    pub json: bool,
    /// The saved page; - is stdin
    #[arg(value_name = "FILE|-", required_unless_present = "manifest")]
    pub file: Option<PathBuf>,
}

/// What a page is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "the names say it")]
pub enum KindChoice {
    Auto,
    Article,
    #[value(alias = "home")]
    Listing,
    Feed,
}

/// `loa sources`
#[derive(Debug, Clone, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct SourcesArgs {
    /// One object a line
    #[arg(long)]
    pub json: bool,
    /// What to do instead of listing them.
    #[command(subcommand)]
    pub command: Option<SourcesCommand>,
}

/// `loa sources …`
#[derive(Debug, Clone, Subcommand)]
pub enum SourcesCommand {
    /// Look at an address, tell what is there, and write it into the configuration (comments stay)
    Add(AddArgs),
    /// Read a page and tell field by field what was found, and how
    Test(TestArgs),
    /// Print as a rules file what pages of a site have in common; from the archive, or from saved pages
    Learn(LearnArgs),
}

/// `loa sources add`
#[derive(Debug, Clone, Args)]
pub struct AddArgs {
    /// A category page, a feed or a front page, with or without https://
    #[arg(value_name = "URL")]
    pub url: String,
    /// Add the parts of the site whose names begin so, too (the site's menus are listed without it)
    #[arg(long, value_name = "NAME")]
    pub category: Vec<String>,
    /// Name of the source
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Name of the section
    #[arg(long, value_name = "NAME")]
    pub section: Option<String>,
    /// Print what would be written, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// `loa sources test`
#[derive(Debug, Clone, Args)]
pub struct TestArgs {
    /// An address, or a saved page (with --url); - is stdin
    #[arg(value_name = "URL|FILE")]
    pub what: String,
    /// Original address of a saved page
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
    /// What the page is
    #[arg(long, value_enum, default_value_t = KindChoice::Auto)]
    pub kind: KindChoice,
    /// Use the rules of this file, as `loa sources learn` prints them, behind the site's own
    #[arg(long, value_name = "TOML")]
    pub profile: Option<PathBuf>,
    /// One object, as `extract --json` prints it
    #[arg(long)]
    pub json: bool,
}

/// `loa sources learn`
#[derive(Debug, Clone, Args)]
pub struct LearnArgs {
    /// A host whose pages the archive keeps, or three or more saved pages of one site (with --url)
    #[arg(value_name = "HOST|FILE", required = true, num_args = 1..)]
    pub what: Vec<String>,
    /// Address of the site of the saved pages; what stands in them is made absolute with it
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
}

/// `loa reextract`
#[derive(Debug, Clone, Args)]
pub struct ReextractArgs {
    /// Only this source; any unambiguous beginning of its id will do
    #[arg(value_name = "SOURCE")]
    pub source: Option<String>,
}

/// `loa doctor`
#[derive(Debug, Clone, Args)]
pub struct DoctorArgs {
    /// One object a line
    #[arg(long)]
    pub json: bool,
}

/// `loa config …`
#[derive(Debug, Clone, Subcommand)]
pub enum ConfigCommand {
    /// Print a commented configuration with every key and its default
    Init,
    /// Print the values in force and what gave each of them
    Show,
    /// Read the configuration and name what is wrong
    Check,
    /// Print where the configuration is looked for
    Path,
}

/// `loa store …`
#[derive(Debug, Clone, Subcommand)]
pub enum StoreCommand {
    /// Figures: articles, sizes, what waits for the search index, each source
    Stats(StoreOutput),
    /// Drop what the configuration lets go (`store.keep_days`, `store.max_mib`, `[[retention]]`); starred articles stay
    Prune(PruneArgs),
    /// Give free space back to the disk; needs as much again while it works
    Vacuum(StoreOutput),
    /// Look for damage; exit code 1 when there is some
    Check(CheckArgs),
    /// Copy the archive, whole and consistent, to a new file, while others go on using it
    Backup(BackupArgs),
    /// Put a copy in the archive's place; what was there is kept beside it
    Restore(RestoreArgs),
    /// Build the search index anew from the archive
    Reindex(StoreOutput),
    /// Remove everything that loa ever wrote: archive, copies, pictures, index, log; says first what that is
    Wipe(WipeArgs),
}

/// `loa store wipe`
#[derive(Debug, Clone, Args)]
pub struct WipeArgs {
    /// Remove without asking; needed where nobody can be asked
    #[arg(long, short)]
    pub yes: bool,
}

/// Flags of a `loa store` command that has no others.
#[derive(Debug, Clone, Args)]
pub struct StoreOutput {
    /// One object
    #[arg(long)]
    pub json: bool,
}

/// `loa store prune`
#[derive(Debug, Clone, Args)]
pub struct PruneArgs {
    /// Only say what would be dropped
    #[arg(long)]
    pub dry_run: bool,
    /// Drop without asking; needed where nobody can be asked
    #[arg(long, short, conflicts_with = "dry_run")]
    pub yes: bool,
    /// Articles older than N days may go, instead of `store.keep_days`; 0 = none for their age
    #[arg(long, value_name = "N")]
    pub keep_days: Option<u32>,
    /// The oldest may go until the texts take N MiB, instead of `store.max_mib`; 0 = no bound
    #[arg(long, value_name = "N")]
    pub max_mib: Option<u64>,
    /// Unread articles may go too
    #[arg(long)]
    pub unread: bool,
    /// One object
    #[arg(long)]
    pub json: bool,
}

/// `loa store check`
#[derive(Debug, Clone, Args)]
pub struct CheckArgs {
    /// Make lists and counters right again from the articles
    #[arg(long)]
    pub repair: bool,
    /// One object
    #[arg(long)]
    pub json: bool,
}

/// `loa store backup`
#[derive(Debug, Clone, Args)]
pub struct BackupArgs {
    /// A file that is not there yet
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// One object
    #[arg(long)]
    pub json: bool,
}

/// `loa store restore`
#[derive(Debug, Clone, Args)]
pub struct RestoreArgs {
    /// A copy that `loa store backup` made
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Restore without asking; needed where nobody can be asked
    #[arg(long, short)]
    pub yes: bool,
    /// One object
    #[arg(long)]
    pub json: bool,
}

/// `loa import`
#[derive(Debug, Clone, Args)]
pub struct ImportArgs {
    /// {"url","title","published","source","section","author","sapo","body":[strings or blocks]} a line
    #[arg(value_name = "FILE|-")]
    pub file: PathBuf,
    /// Form of the file; auto: OPML where it begins with <
    #[arg(long, value_enum, default_value_t = ImportFormat::Auto)]
    pub format: ImportFormat,
    /// Of an OPML file: print what would be written into the configuration, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Forms of `loa import`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ImportFormat {
    Auto,
    Jsonl,
    Opml,
}

/// `loa export`
#[derive(Debug, Clone, Args)]
pub struct ExportArgs {
    /// Form of the output
    #[arg(long, value_enum, default_value_t = ExportFormat::Jsonl)]
    pub format: ExportFormat,
}

/// Forms of `loa export`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// The articles, one object a line
    Jsonl,
    /// The feeds of the sources, for other readers
    Opml,
}

/// Flags of every command that are followed by a value.
const WITH_VALUE: &[&str] = &["--config", "--data-dir", "--color"];
/// Short flags that a search may be given.
const SHORT_FLAGS: &str = "qvhV";
/// Stands before a query word that begins with a dash while clap looks at the arguments; no argument can hold it.
const WORD_MARK: char = '\0';

/// Reads the arguments, the name of the program first.
///
/// # Errors
/// Clap's message: help that was asked for, or what is wrong.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Cli, clap::Error> {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if command_at(&arguments).is_none()
        && let Ok(NoCommand { flags }) = NoCommand::try_parse_from(&arguments)
    {
        return Ok(Cli { flags, command: None });
    }
    Cli::try_parse_from(mark_query_words(arguments))
}

/// Marks the words of a search that begin with one dash (`-tết`: without this word), so that they are not taken for
/// flags; `-q`, `-v`, `-h`, `-V` and everything with two dashes stay what they are.
fn mark_query_words(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let Some(at) = command_at(&arguments).filter(|at| arguments.get(*at).is_some_and(|name| name == "search")) else {
        return arguments;
    };
    for argument in arguments.iter_mut().skip(at + 1).take_while(|argument| *argument != "--") {
        if let Some(word) = argument.to_str().filter(|text| is_query_word(text)) {
            *argument = OsString::from(format!("{WORD_MARK}{word}"));
        }
    }
    arguments
}

/// A query word without the mark.
pub fn unmarked(word: &str) -> &str {
    word.strip_prefix(WORD_MARK).unwrap_or(word)
}

fn is_query_word(text: &str) -> bool {
    match text.strip_prefix('-') {
        Some(rest) => !rest.is_empty() && !rest.starts_with('-') && !rest.chars().all(|c| SHORT_FLAGS.contains(c)),
        None => false,
    }
}

/// Where the name of the command stands.
fn command_at(arguments: &[OsString]) -> Option<usize> {
    let mut at = 1;
    while let Some(argument) = arguments.get(at) {
        let text = argument.to_str().unwrap_or_default();
        if !text.starts_with('-') {
            return Some(at);
        }
        at += if WITH_VALUE.contains(&text) { 2 } else { 1 };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search(line: &[&str]) -> SearchArgs {
        let arguments = std::iter::once("loa").chain(line.iter().copied()).map(OsString::from);
        match parse(arguments).unwrap().command {
            Some(Command::Search(args)) => args,
            other => panic!("{other:?}"),
        }
    }

    fn words(args: &SearchArgs) -> Vec<&str> {
        args.query.iter().map(|word| unmarked(word)).collect()
    }

    #[test]
    fn the_options_of_a_search_may_stand_before_and_after_its_words() {
        let after = search(&["search", "bao", "hiem", "--limit", "4", "--json"]);
        assert_eq!((words(&after), after.limit, after.json), (vec!["bao", "hiem"], 4, true));
        let before = search(&["--color", "never", "search", "--limit", "1", "--json", "x"]);
        assert_eq!((words(&before), before.limit, before.json), (vec!["x"], 1, true));
    }

    #[test]
    fn a_word_with_one_dash_is_a_word_to_do_without() {
        let args = search(&["search", "lương", "-tết", "-v", "--json", "-việc làm"]);
        assert_eq!((words(&args), args.json), (vec!["lương", "-tết", "-việc làm"], true));
    }

    #[test]
    fn after_two_dashes_everything_is_a_word() {
        assert_eq!(words(&search(&["search", "--", "-v", "--json"])), ["-v", "--json"]);
    }

    #[test]
    fn other_commands_keep_their_dashes() {
        let line = ["loa", "list", "-x"].map(OsString::from).to_vec();
        assert_eq!(mark_query_words(line.clone()), line);
    }
}
