//! Which articles a command works on. All commands share these flags.

use clap::{Args, ValueEnum};

use super::whole;

/// The flags that choose articles. They cannot be combined with articles named one by one.
pub(super) const NARROWING: [&str; 12] =
    ["query", "source", "section", "since", "until", "unread", "read", "starred", "label", "muted", "sort", "limit"];

/// Which articles; everything that is said must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
#[command(next_help_heading = "Selection")]
pub struct Selection {
    /// Only what this query finds; loa-query(7) tells its language
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    pub query: Option<String>,
    /// Only this source, or this group of sources; any unambiguous beginning will do. May be given several times
    #[arg(long, value_name = "S")]
    pub source: Vec<String>,
    /// Only this section
    #[arg(long, value_name = "X")]
    pub section: Option<String>,
    /// Published on or after DATE: "hôm nay", "tuần này", "7 ngày", 7d, 2024-01, 31/01/2024, 08:30
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Published on or before DATE
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// Only unread ones
    #[arg(long, conflicts_with = "read")]
    pub unread: bool,
    /// Only those that were read
    #[arg(long)]
    pub read: bool,
    /// Only starred ones
    #[arg(long)]
    pub starred: bool,
    /// Only those with this label. May be given several times: with each of them
    #[arg(long, value_name = "NAME")]
    pub label: Vec<String>,
    /// What the mute rules of the configuration keep out of every other list
    #[arg(long)]
    pub muted: bool,
    /// In this order; newest unless told, best first for a search
    #[arg(long, value_name = "ORDER", value_enum)]
    pub sort: Option<Sort>,
    /// At most N
    #[arg(short = 'n', long, value_name = "N", value_parser = whole::from::<usize>(1))]
    pub limit: Option<usize>,
    /// Only print how many there are
    #[arg(long)]
    pub count: bool,
}

impl Selection {
    /// Whether nothing narrows the archive.
    pub fn is_everything(&self) -> bool {
        *self == Self::default()
    }
}

/// In what order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Sort {
    /// Newest first
    Newest,
    /// Oldest first
    Oldest,
    /// By the id of the source
    Source,
    /// By title, as a Vietnamese dictionary would
    Title,
    /// Only what was opened to be read, the last first
    Opened,
    /// What fits the query best first
    Best,
}
