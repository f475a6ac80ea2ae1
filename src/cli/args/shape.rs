//! The output form of a command. All commands share these flags.

use clap::{Args, ValueEnum};

/// In which form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
#[command(next_help_heading = "Output")]
pub struct OutputShape {
    /// In this form
    #[arg(short = 'o', long, value_name = "FORM", value_enum)]
    pub output: Option<OutputForm>,
    /// Only these fields, in this order; `loa schema` lists them
    #[arg(long, value_name = "A,B,C", value_delimiter = ',')]
    pub fields: Vec<String>,
    /// One object a line: the same as -o jsonl
    #[arg(long, conflicts_with = "output")]
    pub json: bool,
}

/// Forms of what a command prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OutputForm {
    /// Lines for people
    Text,
    /// Columns, figures to the right
    Table,
    /// One JSON array
    Json,
    /// One JSON object a line
    Jsonl,
    /// Cells with a tab between them, names in the first line
    Tsv,
    /// Cells with commas and quotation marks (RFC 4180), names in the first line
    Csv,
}

impl OutputShape {
    /// The form that was asked for; otherwise lines for people, or a table if fields are named.
    pub fn form(&self) -> OutputForm {
        match (self.output, self.json, self.fields.is_empty()) {
            (Some(form), ..) => form,
            (None, true, _) => OutputForm::Jsonl,
            (None, false, true) => OutputForm::Text,
            (None, false, false) => OutputForm::Table,
        }
    }
}
