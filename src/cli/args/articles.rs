//! Arguments of the commands that work on articles of the archive.

use clap::{Args, ValueEnum};

use super::selection::Selection;
use super::shape::OutputShape;
use super::whole;

/// `loa list`
#[derive(Debug, Clone, Args)]
pub struct ListArgs {
    /// Which.
    #[command(flatten)]
    pub selection: Selection,
    /// Show every copy of a story that several papers printed, not the first only
    #[arg(long)]
    pub copies: bool,
    /// In which form.
    #[command(flatten)]
    pub shape: OutputShape,
}

/// `loa show`
#[derive(Debug, Clone, Args)]
pub struct ShowArgs {
    /// Number, address, or a part of the title or address that fits one article only
    #[arg(value_name = "ID|URL|-", required = true, num_args = 1..)]
    pub what: Vec<String>,
    /// Cells of a line
    #[arg(long, value_name = "N", value_parser = whole::between::<u16>(1, 1000))]
    pub width: Option<u16>,
    /// Text, Markdown or JSON
    #[arg(long, value_enum, conflicts_with_all = ["output", "fields", "json"])]
    pub format: Option<ShowFormat>,
    /// In which form.
    #[command(flatten)]
    pub shape: OutputShape,
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
    /// Words, "a phrase", -without, OR, ( ), a ~5 b, nguồn:, mục:, tác giả:, tiêu đề:, thẻ:, từ:, đến:, /pattern/i (or source:, …)
    #[arg(value_name = "QUERY", required_unless_present = "query", num_args = 1..)]
    pub words: Vec<String>,
    /// Which of what is found.
    #[command(flatten)]
    pub selection: Selection,
    /// Show every copy of a story that several papers printed, not the first only
    #[arg(long)]
    pub copies: bool,
    /// In which form.
    #[command(flatten)]
    pub shape: OutputShape,
    /// Also what fits only without the marks, or across the borders of words
    #[arg(long)]
    pub loose: bool,
    /// Without what the glossary knows by another name (BHXH, bảo hiểm xã hội)
    #[arg(long)]
    pub literal: bool,
}

/// `loa similar`
#[derive(Debug, Clone, Args)]
pub struct SimilarArgs {
    /// Number, address, or a part of the title or address that fits one article only
    #[arg(value_name = "ID|URL", required = true, num_args = 1..)]
    pub what: Vec<String>,
    /// Which of those that are similar.
    #[command(flatten)]
    pub selection: Selection,
    /// In which form.
    #[command(flatten)]
    pub shape: OutputShape,
}

/// `loa mark`
#[derive(Debug, Clone, Args)]
pub struct MarkArgs {
    /// What they become
    #[arg(value_enum, value_name = "MARK")]
    pub mark: ArticleMark,
    /// Numbers or addresses; - for those on stdin, one a line (or the lines of `list --json`); before them, of `label` and `unlabel`, the label
    #[arg(value_name = "ID|URL|-", conflicts_with_all = super::selection::NARROWING)]
    pub what: Vec<String>,
    /// Which.
    #[command(flatten)]
    pub selection: Selection,
}

/// Marks of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ArticleMark {
    Read,
    Unread,
    Star,
    Unstar,
    Label,
    Unlabel,
}

/// `loa open`
#[derive(Debug, Clone, Args)]
pub struct OpenArgs {
    /// Numbers or addresses; - for those on stdin, one a line
    #[arg(value_name = "ID|URL|-", required = true, num_args = 1..)]
    pub what: Vec<String>,
}

/// `loa read`
#[derive(Debug, Clone, Args)]
pub struct ReadArgs {
    /// The address of an article of any site
    #[arg(value_name = "URL")]
    pub url: String,
    /// Keep it in the archive, under “Bài lẻ”
    #[arg(long)]
    pub keep: bool,
    /// Cells of a line
    #[arg(long, value_name = "N", value_parser = whole::between::<u16>(1, 1000))]
    pub width: Option<u16>,
    /// In which form.
    #[command(flatten)]
    pub shape: OutputShape,
}
