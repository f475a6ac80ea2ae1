//! Arguments of `loa import` and `loa export`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::selection::Selection;

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
    /// Numbers or addresses; - for those on stdin, in any form that loa prints. None: what the selection says
    #[arg(value_name = "ID|URL|-", conflicts_with_all = super::selection::NARROWING)]
    pub what: Vec<String>,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = ExportFormat::Jsonl)]
    pub format: ExportFormat,
    /// What the page, the book or the feed is called
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Which; everything unless told.
    #[command(flatten)]
    pub selection: Selection,
}

/// Forms of `loa export`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// The articles whole, one object a line; `loa import` reads it back
    Jsonl,
    /// Markdown
    Markdown,
    /// Plain text
    Text,
    /// One page that needs no other file
    Html,
    /// A book for e-readers
    Epub,
    /// A document for a word processor
    Docx,
    /// A feed with the whole text
    Atom,
    /// A table for a spreadsheet
    Csv,
    /// Citations for `Zotero`, `EndNote`, `Mendeley`
    Ris,
    /// Citations for LaTeX
    Bibtex,
    /// Citations for pandoc and citeproc
    CslJson,
    /// The feeds of the sources, for other readers
    Opml,
}
