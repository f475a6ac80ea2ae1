//! Arguments of the commands that know what labour news is about.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::selection::Selection;
use super::shape::OutputShape;
use super::whole;

/// `loa speak`
#[derive(Debug, Clone, Args)]
pub struct SpeakArgs {
    /// Number or address of an article, or a part of its title; - reads any text from stdin
    #[arg(value_name = "ID|URL|-", required_unless_present = "digest", num_args = 1.., conflicts_with = "digest")]
    pub what: Vec<String>,
    /// Headlines and leads of the last day, or of what the selection says
    #[arg(long)]
    pub digest: bool,
    /// Print what would be said, a sentence a line
    #[arg(long, conflicts_with = "wav")]
    pub text: bool,
    /// Write a sound file instead, where the voice can
    #[arg(long, value_name = "FILE")]
    pub wav: Option<PathBuf>,
    /// Speed in percent, instead of `speech.speed`
    #[arg(long, value_name = "PERCENT", value_parser = whole::between::<u16>(30, 300))]
    pub speed: Option<u16>,
    /// Which articles of the digest.
    #[command(flatten)]
    pub selection: Selection,
}

/// `loa docs`
#[derive(Debug, Clone, Args)]
pub struct DocsArgs {
    /// A number (38/2022/NĐ-CP, 38/2022) or a law by name: the articles that cite it, each with the sentence
    #[arg(value_name = "NUMBER|LAW", num_args = 0..)]
    pub document: Vec<String>,
    /// The dated sentences that say it was drafted, passed, took effect, was amended or replaced, oldest first
    #[arg(long, requires = "document")]
    pub follow: bool,
    /// Those of the newest articles first, not the most cited
    #[arg(long, conflicts_with = "document")]
    pub newest: bool,
    /// Which articles are looked at.
    #[command(flatten)]
    pub selection: Selection,
    /// In which form.
    #[command(flatten)]
    pub shape: OutputShape,
}

/// `loa glossary`
#[derive(Debug, Clone, Args)]
pub struct GlossaryArgs {
    /// A term, an abbreviation or a place, in Vietnamese or English, with or without marks; none = all terms
    #[arg(value_name = "TERM", num_args = 0..)]
    pub term: Vec<String>,
    /// The terms that an article uses
    #[arg(long, value_name = "ID|URL", conflicts_with = "term")]
    pub article: Option<String>,
    /// In which form.
    #[command(flatten)]
    pub shape: OutputShape,
}

/// `loa facts`
#[derive(Debug, Clone, Args)]
pub struct FactsArgs {
    /// Articles by number or address; none = what the selection says
    #[arg(value_name = "ID|URL|-", num_args = 0..)]
    pub what: Vec<String>,
    /// Only facts of this kind. May be given several times
    #[arg(long, value_name = "KIND", value_enum)]
    pub kind: Vec<FactKind>,
    /// Which articles.
    #[command(flatten)]
    pub selection: Selection,
    /// In which form.
    #[command(flatten)]
    pub shape: OutputShape,
}

/// Kinds of facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FactKind {
    /// Amounts of money that somebody earns
    Wage,
    /// Shares and changes in percent
    Rate,
    /// Numbers of workers
    Workers,
    /// Days from which a rule holds
    Effect,
    /// Days until which something must be done
    Deadline,
}

/// `loa case`
#[derive(Debug, Clone, Args)]
pub struct CaseArgs {
    /// The name of a kept search, or a query
    #[arg(value_name = "NAME|QUERY", required = true, num_args = 1..)]
    pub query: Vec<String>,
    /// Confirm the candidates of these articles; it is kept
    #[arg(long, value_name = "ID", num_args = 1.., value_delimiter = ',')]
    pub confirm: Vec<i64>,
    /// Strike the candidates of these articles; it is kept
    #[arg(long, value_name = "ID", num_args = 1.., value_delimiter = ',')]
    pub strike: Vec<i64>,
    /// Take these articles' confirmations and strikes back
    #[arg(long, value_name = "ID", num_args = 1.., value_delimiter = ',')]
    pub undo: Vec<i64>,
    /// Struck candidates too
    #[arg(long, conflicts_with = "confirmed")]
    pub all: bool,
    /// Only confirmed candidates
    #[arg(long)]
    pub confirmed: bool,
    /// In which form.
    #[command(flatten)]
    pub shape: OutputShape,
}
