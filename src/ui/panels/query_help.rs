//! The query language, told from the parser's own table.

use crate::model::QUERY_FORMS;

use crate::ui::Ui;
use crate::ui::panel::{Panel, PanelLine};
use crate::ui::words::Words;

/// How a piece of a query is written, what it asks, and a query with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryHelp {
    /// All its forms, by commas.
    pub written: String,
    /// What it asks.
    pub help: String,
    /// A query with it.
    pub example: &'static str,
}

/// The whole query language, in the order of the table.
pub fn query_help(words: &Words) -> Vec<QueryHelp> {
    let row = |form: &crate::model::QueryForm| QueryHelp {
        written: form.written.join(", "),
        help: words.say(&format!("query-{}", form.name)),
        example: form.example,
    };
    QUERY_FORMS.iter().map(row).collect()
}

impl Ui {
    pub(in crate::ui) fn query_panel(&self, top: usize) -> Panel {
        let mut lines = Vec::new();
        for row in query_help(&self.shell.words) {
            lines.push(PanelLine { label: row.written, text: row.help, strong: false });
            lines.push(PanelLine { text: row.example.to_owned(), strong: true, ..PanelLine::default() });
        }
        Panel {
            title: self.shell.words.say("label-query"),
            lines,
            top,
            label_cells: 26,
            foot: self.shell.words.say("panel-close"),
            ..Panel::default()
        }
    }
}
