//! The texts of an article that this room reads: headline, lead, and the paragraphs of the body.

use crate::model::{Article, Block};

/// Whether table rows count as texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tables {
    /// Each row is a text, with its cells separated by commas.
    AsRows,
    /// Tables are skipped: a cell means nothing without its heading.
    LeftOut,
}

/// Headline, lead and body of `article` without captions, files and media; empty texts are skipped.
pub fn paragraphs(article: &Article, tables: Tables) -> Vec<String> {
    texts(&article.row.title, article.sapo.as_deref(), &article.body, tables)
}

/// As [`paragraphs`], from the parts of an article.
pub fn texts(title: &str, sapo: Option<&str>, body: &[Block], tables: Tables) -> Vec<String> {
    let mut texts = vec![title.to_owned()];
    texts.extend(sapo.map(str::to_owned));
    for block in body {
        match block {
            Block::Picture { .. } | Block::Media { .. } | Block::File { .. } => {}
            Block::Table(table) => match tables {
                Tables::AsRows => texts.extend(table.rows.iter().map(|row| row.join(", "))),
                Tables::LeftOut => {}
            },
            other => texts.extend(other.strings().into_iter().map(str::to_owned)),
        }
    }
    texts.retain(|text| !text.trim().is_empty());
    texts
}
