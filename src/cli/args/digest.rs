//! Arguments of `loa digest` and `loa topics`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::selection::Selection;
use super::shape::OutputShape;
use super::whole;

/// `loa digest`
#[derive(Debug, Clone, Args)]
pub struct DigestArgs {
    /// Which: a day back unless told; at most 200 stories, those in the most papers first, unless told.
    #[command(flatten)]
    pub selection: Selection,
    /// What its parts are
    #[arg(long, value_enum, default_value_t = DigestBy::Topic)]
    pub by: DigestBy,
    /// No story that an earlier review held; goes back a week unless told
    #[arg(long)]
    pub new: bool,
    /// Form of the output; text has no mark-up, for Zalo and mail
    #[arg(long, value_enum, default_value_t = DigestFormat::Text)]
    pub format: DigestFormat,
    /// Fill this template instead; values are written as the format needs it
    #[arg(long, value_name = "FILE")]
    pub template: Option<PathBuf>,
    /// Hand it to notify.command instead: its title, the number of stories, and the review on standard input
    #[arg(long)]
    pub notify: bool,
    /// What stands above it
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
}

/// What the parts of a press review are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "the names say it")]
pub enum DigestBy {
    Topic,
    Paper,
}

/// Forms of `loa digest`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "the names say it")]
pub enum DigestFormat {
    Text,
    Markdown,
    Html,
    Epub,
    Docx,
    Json,
}

/// `loa topics`
#[derive(Debug, Clone, Args)]
pub struct TopicsArgs {
    /// The articles of this topic; any part of its name will do
    #[arg(value_name = "TOPIC")]
    pub name: Option<String>,
    /// At most N articles
    #[arg(short = 'n', long, value_name = "N", default_value_t = 50, value_parser = whole::from::<usize>(1))]
    pub limit: usize,
    /// In which form.
    #[command(flatten)]
    pub shape: OutputShape,
}
