//! What the user added to an article: labels, and notes on it or on a passage of it. They follow the text as blocks of
//! their own, so that every long format prints them; citation formats have fields for them.

use crate::model::{Article, Block, Rich};
use crate::text::one_line;

/// The heading above notes.
const HEADING: &str = "Ghi chú";
/// The text before labels.
const LABELS: &str = "Nhãn";

fn plain(text: &str) -> Rich {
    Rich { text: text.to_owned(), marks: Vec::new() }
}

/// The labels on one line, then the notes under their heading, each below its passage.
pub(crate) fn blocks(article: &Article) -> Vec<Block> {
    let labels = labels(article).map(|names| Block::paragraph(format!("{LABELS}: {names}")));
    let heading = (!article.notes.is_empty()).then(|| Block::Heading { rich: plain(HEADING), level: 2 });
    let notes = article.notes.iter().flat_map(|note| {
        let quote = (!note.quote.is_empty()).then(|| Block::Quote(plain(&note.quote)));
        quote.into_iter().chain([Block::paragraph(&note.text)])
    });
    labels.into_iter().chain(heading).chain(notes).collect()
}

/// The labels, separated by commas.
pub(crate) fn labels(article: &Article) -> Option<String> {
    Some(article.row.labels.join(", ")).filter(|labels| !labels.is_empty())
}

/// Each note on one line: the passage in quotation marks, then the note.
pub(crate) fn notes(article: &Article) -> Vec<String> {
    let line = |note: &crate::model::Note| match one_line(&note.quote) {
        quote if quote.is_empty() => one_line(&note.text),
        quote => format!("“{quote}” {}", one_line(&note.text)),
    };
    article.notes.iter().map(line).collect()
}
