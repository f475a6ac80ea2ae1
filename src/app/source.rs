//! The page of an article as it came, made fit for the screen, and which rule found which part on it.

use crate::extract::{self, Knowledge, Source};
use crate::model::ArticleId;
use crate::store::StoreError;
use crate::sync::Engine;
use crate::text::{encoding, guard};
use crate::ui::reader::raw::RawPage;

/// Bytes of a page that are shown; what comes after is cut, and a line says so.
const MAX_SHOWN: usize = 512 << 10;
/// A line longer than this is broken between two elements, bytes …
const LONG: usize = 200;
/// … or anywhere when it is longer than this.
const VERY_LONG: usize = 2_000;

/// The page of an article; `None` when it is not kept. Blocks.
pub(super) fn page(engine: &Engine, id: ArticleId) -> Result<Option<RawPage>, StoreError> {
    let (Some(article), Some(bytes)) = (engine.store.article(id)?, engine.store.page(id)?) else { return Ok(None) };
    let (url, now) = (&article.row.url, engine.clock.now());
    let draft = extract::article(
        Source { bytes: &bytes, charset: None, url, now },
        Knowledge { catalog: &engine.catalog, rules: true, learned: None },
    );
    let found = draft.by.into_iter().map(|(field, evidence)| {
        let by = draft.found_by.get(&field).map(|by| guard(by).replace('\n', " ")).unwrap_or_default();
        (field, evidence, by)
    });
    let text = encoding::decode(&bytes, None).text;
    let (lines, cut) = lines(&guard(&text));
    Ok(Some(RawPage { found: found.collect(), lines, bytes: bytes.len(), cut }))
}

/// The lines of a source, none of them endless, no two empty ones in a row; whether the end is missing.
fn lines(text: &str) -> (Vec<String>, bool) {
    let (mut lines, mut shown): (Vec<String>, usize) = (Vec::new(), 0);
    for line in text.lines().map(str::trim_end) {
        if line.trim_start().is_empty() && lines.last().is_none_or(String::is_empty) {
            continue;
        }
        for piece in pieces(line) {
            shown += piece.len();
            if shown > MAX_SHOWN {
                return (lines, true);
            }
            lines.push(piece.to_owned());
        }
    }
    (lines, false)
}

fn pieces(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while rest.len() > LONG {
        let mut within = VERY_LONG.min(rest.len());
        while !rest.is_char_boundary(within) {
            within -= 1;
        }
        let between = rest[..within].match_indices("><").map(|(at, _)| at + 1).find(|at| *at >= LONG / 2);
        let end = between.unwrap_or(within);
        pieces.push(&rest[..end]);
        rest = &rest[end..];
    }
    if !rest.is_empty() || pieces.is_empty() {
        pieces.push(rest);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_broken_between_elements_and_nothing_is_lost() {
        let line = "<p>chữ</p>".repeat(200);
        let (lines, cut) = lines(&line);
        assert!(!cut && lines.len() > 5, "{}", lines.len());
        assert!(lines.iter().all(|line| line.starts_with("<p>") || line.starts_with("</p>") || line.len() < LONG));
        assert_eq!(lines.concat(), line);
    }

    #[test]
    fn a_line_without_any_element_is_broken_at_letters() {
        let (lines, _) = lines(&"đ".repeat(5_000));
        assert!(lines.iter().all(|line| line.len() <= VERY_LONG));
    }

    #[test]
    fn what_is_too_much_is_cut_and_empty_lines_are_drawn_together() {
        assert_eq!(lines("a\n\n \n\nb"), (vec!["a".to_owned(), String::new(), "b".to_owned()], false));
        assert!(lines(&"<br>\n".repeat(MAX_SHOWN)).1);
    }
}
