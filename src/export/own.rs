//! What the reader added to an article: labels, and notes to it or to a passage of it. It stands below the text, as blocks of its
//! own, so that every long form prints it; citations have fields for it.

use crate::model::{Article, Block, Rich};
use crate::text::one_line;

/// The heading over notes.
const HEADING: &str = "Ghi chú";
/// What stands before labels.
const LABELS: &str = "Nhãn";

fn plain(text: &str) -> Rich {
    Rich { text: text.to_owned(), marks: Vec::new() }
}

/// The labels on a line, then the notes under their heading, each below the passage that it is about.
pub(super) fn blocks(article: &Article) -> Vec<Block> {
    let labels = labels(article).map(|names| Block::paragraph(format!("{LABELS}: {names}")));
    let heading = (!article.notes.is_empty()).then(|| Block::Heading { rich: plain(HEADING), level: 2 });
    let notes = article.notes.iter().flat_map(|note| {
        let quote = (!note.quote.is_empty()).then(|| Block::Quote(plain(&note.quote)));
        quote.into_iter().chain([Block::paragraph(&note.text)])
    });
    labels.into_iter().chain(heading).chain(notes).collect()
}

/// The labels by commas.
pub(super) fn labels(article: &Article) -> Option<String> {
    Some(article.row.labels.join(", ")).filter(|labels| !labels.is_empty())
}

/// Each note on one line: the passage in quotation marks, then what was written to it.
pub(super) fn notes(article: &Article) -> Vec<String> {
    let line = |note: &crate::model::Note| match one_line(&note.quote) {
        quote if quote.is_empty() => one_line(&note.text),
        quote => format!("“{quote}” {}", one_line(&note.text)),
    };
    article.notes.iter().map(line).collect()
}
