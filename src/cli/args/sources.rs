//! Arguments of `loa extract`, `loa sources` and `loa reextract`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

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
    /// Take a source of your own out of the configuration again (comments and what was stored of it stay)
    Remove(RemoveArgs),
    /// Read a page and tell field by field what was found, and how
    Test(TestArgs),
    /// Look in the catalogue of union and labour portals, marks aside; none of them is asked by itself
    Find(FindArgs),
    /// Print as a rules file what pages of a site have in common; from the archive, or from saved pages
    Learn(LearnArgs),
}

/// `loa sources add`
#[derive(Debug, Clone, Args)]
pub struct AddArgs {
    /// A category page, a feed or a front page, with or without https://
    #[arg(value_name = "URL")]
    pub url: String,
    /// Add every part of the site that its menus name, too
    #[arg(long, conflicts_with = "category")]
    pub all: bool,
    /// Add the parts of the site whose names begin so, too (on a terminal they are offered with numbers)
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

/// `loa sources remove`
#[derive(Debug, Clone, Args)]
pub struct RemoveArgs {
    /// Its id; any unambiguous beginning of it will do
    #[arg(value_name = "ID")]
    pub id: String,
    /// Print what would be left of the configuration, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// `loa sources test`
#[derive(Debug, Clone, Args)]
pub struct TestArgs {
    /// An address, a saved page (with --url; - is stdin), or a host: what was learnt of it is tried on its stored pages
    #[arg(value_name = "URL|FILE|HOST", required_unless_present = "all_new")]
    pub what: Option<String>,
    /// Knock at every portal of the catalogue that nobody has read yet, and write down which of them work
    #[arg(long, conflicts_with_all = ["what", "url", "kind", "profile", "json"])]
    pub all_new: bool,
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

/// `loa sources find`
#[derive(Debug, Clone, Args)]
pub struct FindArgs {
    /// Words of the name, the province (old or new), the kind or the address; none: the whole catalogue
    #[arg(value_name = "WORDS")]
    pub words: Vec<String>,
    /// One object a line
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
