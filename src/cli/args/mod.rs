//! The arguments of the command line. A contract: other programs call it. Help is in English, as is usual for tools.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

mod articles;
mod digest;
mod exchange;
mod labour;
mod parse;
mod selection;
mod shape;
mod sources;
mod store;
mod whole;

pub use articles::{
    ArticleMark, ListArgs, MarkArgs, OpenArgs, ReadArgs, SearchArgs, ShowArgs, ShowFormat, SimilarArgs,
};
pub use digest::{DigestArgs, DigestBy, DigestFormat, TopicsArgs};
pub use exchange::{ExportArgs, ExportFormat, ImportArgs, ImportFormat};
pub use labour::{CaseArgs, DocsArgs, FactKind, FactsArgs, GlossaryArgs, SpeakArgs};
pub use parse::{command_path, parse, unmarked};
pub use selection::{Selection, Sort};
pub use shape::{OutputForm, OutputShape};
pub use sources::{
    AddArgs, ExtractArgs, FindArgs, KindChoice, LearnArgs, ReextractArgs, RemoveArgs, SourcesArgs, SourcesCommand,
    TestArgs,
};
pub use store::{BackupArgs, CheckArgs, PruneArgs, RestoreArgs, StoreCommand, StoreOutput, WipeArgs};
pub use whole::Unfit;

use crate::cli::exit::EXIT_TABLE;

/// loa: Vietnamese labour news in a terminal.
#[derive(Debug, Parser)]
#[command(name = "loa", version, about, after_help = EXIT_TABLE, after_long_help = EXIT_TABLE)]
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

/// [`Cli`] without the commands, for opening the screen and printing the version: neither should wait until clap has
/// built the whole tree of commands.
#[derive(Debug, Parser)]
#[command(name = "loa", version, disable_help_flag = true)]
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
    /// Show articles; long ones through the pager
    Show(ShowArgs),
    /// Search the archive, with or without diacritics
    Search(SearchArgs),
    /// List articles that tell of the same things as one
    Similar(SimilarArgs),
    /// The press review: each story once, by topic or by paper (điểm báo)
    Digest(DigestArgs),
    /// What labour news is about, with the number of articles; or the articles of one topic
    Topics(TopicsArgs),
    /// Mark articles read or unread, or give them a star, or take it
    Mark(MarkArgs),
    /// Open articles in the browser (`ui.browser`, $BROWSER)
    Open(OpenArgs),
    /// Fetch and print one address that is of no source
    Read(ReadArgs),
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
    /// Read an article aloud, or print what a voice would say
    Speak(SpeakArgs),
    /// The legal documents that articles cite: most cited, who cites one, what became of a law
    Docs(DocsArgs),
    /// What labour terms, abbreviations and places mean, in Vietnamese and English
    Glossary(GlossaryArgs),
    /// Wages, rates, numbers of workers, dates of effect and deadlines, each with its sentence
    Facts(FactsArgs),
    /// A case file: what a search found as a table of candidates to confirm or strike
    Case(CaseArgs),
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
    /// Print a manual page (roff)
    Man(ManArgs),
    /// Print the published shape of the JSON output (JSON Schema)
    Schema {
        /// Of which output
        #[arg(value_enum, default_value_t = SchemaOf::All)]
        of: SchemaOf,
    },
    /// Words for the completions of a shell.
    #[command(hide = true)]
    Complete {
        /// Of which kind.
        #[arg(value_enum)]
        kind: CompleteKind,
        /// What is typed after the program's name, the word to complete last.
        #[arg(last = true)]
        typed: Vec<String>,
    },
    /// Learn the screen in five steps, on an invented newspaper
    Tour,
    /// Print the version
    Version,
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
    #[arg(long, value_name = "N", value_parser = whole::from::<usize>(1), conflicts_with_all = ["since", "due"])]
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

/// `loa doctor`
#[derive(Debug, Clone, Args)]
pub struct DoctorArgs {
    /// Ask some of the newspapers whether network, proxy, certificates and clock are well
    #[arg(long)]
    pub network: bool,
    /// In which form.
    #[command(flatten)]
    pub shape: OutputShape,
}

/// `loa man`
#[derive(Debug, Clone, Args)]
pub struct ManArgs {
    /// Which page: a command, loa-config, loa-query or loa-rules
    #[arg(value_name = "PAGE")]
    pub page: Vec<String>,
    /// Write every page into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "page")]
    pub all: Option<PathBuf>,
}

/// Outputs whose shape is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// Everything, one object by name
    All,
    /// A row of `list`
    Row,
    /// A row of `search`
    Found,
    /// An article of `show`, `export` and `import`
    Article,
    /// A fact of `facts`
    Fact,
    /// A candidate of `case`
    Case,
    /// A document of `docs`
    Document,
    /// A place where `docs DOCUMENT` found it cited
    Citing,
    /// A step of `docs DOCUMENT --follow`
    Step,
    /// A finding of `doctor`
    Finding,
    /// All of them as a page of the manual
    Page,
}

/// Kinds of words that a shell completes with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "the names say it")]
pub enum CompleteKind {
    Sources,
    Sections,
    Searches,
    Fields,
    Settings,
    /// What fits where a line stands
    Line,
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
    /// Print one value
    Get {
        /// Its key, e.g. ui.measure
        key: String,
    },
    /// Write one value into the configuration file; comments stay
    Set {
        /// Its key, e.g. ui.measure
        key: String,
        /// As in TOML; a text needs no quotation marks
        #[arg(allow_hyphen_values = true)]
        value: String,
        /// Further items of a list, or further words of a text
        more: Vec<String>,
    },
    /// Open the configuration file in $VISUAL or $EDITOR, and check it afterwards
    Edit,
}
