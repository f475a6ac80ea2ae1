//! Articles that are named one by one: by number, by address, by a part of the title, or on stdin.

use std::io::Read as _;

use serde_json::Value;

use crate::cli::exit::CommandFailure;
use crate::cli::selection;
use crate::cli::session::Session;
use crate::cli::words::Say;
use crate::export::BYTE_ORDER_MARK;
use crate::model::{Article, ArticleId, CanonicalUrl, Filter, Query, Summary};
use crate::store::{SearchRequest, Store};
use crate::text;

/// Candidates named when a part of a title fits several articles.
const MAX_CANDIDATES: usize = 10;
/// Most bytes of stdin that are read for names.
const MAX_NAMES_BYTES: u64 = 64 << 20;
/// Stands for the names read from stdin.
const STDIN: &str = "-";
/// First word of a table's header.
const TABLE_HEAD: &str = "id";

/// The articles that the words name: each word is a number, an address or `-` (read from stdin, one per line); or all
/// words together are part of one title.
pub(in crate::cli) fn articles(
    session: &Session,
    store: &Store,
    what: &[String],
) -> Result<Vec<ArticleId>, CommandFailure> {
    if !what.iter().all(|word| word == STDIN || is_name(word)) {
        return Ok(vec![find(session, store, &what.join(" "))?]);
    }
    let mut ids = Vec::new();
    for word in what {
        if word == STDIN {
            for name in on_stdin(session.say)? {
                ids.push(find(session, store, &name)?);
            }
        } else {
            ids.push(find(session, store, word)?);
        }
    }
    if ids.is_empty() {
        return Err(CommandFailure::nothing(session.say.phrase("nothing-on-stdin")));
    }
    let mut seen = std::collections::HashSet::new();
    ids.retain(|id| seen.insert(*id));
    Ok(ids)
}

/// An article by its number.
pub(in crate::cli) fn article(session: &Session, store: &Store, id: ArticleId) -> Result<Article, CommandFailure> {
    store.article(id)?.ok_or_else(|| CommandFailure::nothing(session.say.no_such_article(&id.to_string())))
}

/// The one article that `what` means: a number, an address, or a part of a title or address.
pub(in crate::cli) fn find(session: &Session, store: &Store, what: &str) -> Result<ArticleId, CommandFailure> {
    let what = what.trim();
    if let Some(id) = number(what) {
        return Ok(article(session, store, id)?.row.id);
    }
    if let Some(url) = CanonicalUrl::parse(what) {
        return store.id_of(&url)?.ok_or_else(|| CommandFailure::nothing(session.say.no_such_article(what)));
    }
    let candidates = candidates(store, what)?;
    match candidates.as_slice() {
        [] => Err(CommandFailure::nothing(session.say.no_such_article(what))),
        [one] => Ok(one.id),
        several => {
            let lines: Vec<String> = several.iter().map(|row| format!("{:>6}  {}", row.id.0, row.title)).collect();
            Err(CommandFailure::usage(format!("{}\n{}", session.say.several_articles(what), lines.join("\n"))))
        }
    }
}

/// Whether a word names an article on its own.
fn is_name(word: &str) -> bool {
    number(word).is_some() || CanonicalUrl::parse(word).is_some()
}

fn number(word: &str) -> Option<ArticleId> {
    word.trim().parse().ok().map(ArticleId)
}

/// The names on stdin, in any output form of loa.
fn on_stdin(say: Say) -> Result<Vec<String>, CommandFailure> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().take(MAX_NAMES_BYTES).read_to_end(&mut bytes)?;
    names(String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}'))
        .map_err(|error| CommandFailure::usage(say.bad_names(&error)))
}

/// The names in the output of a loa command (JSON, columns with a header, lines for people), or one name per line.
fn names(text: &str) -> Result<Vec<String>, serde_json::Error> {
    // A table for spreadsheets begins with a mark.
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    if text.trim_start().starts_with('[') {
        let all: Vec<Value> = serde_json::from_str(text)?;
        return Ok(all.iter().filter_map(name_in).collect());
    }
    if let Some((delimiter, column)) = column_of_names(text.lines().next().unwrap_or_default()) {
        return Ok(cells(text, delimiter, column));
    }
    let mut names = Vec::new();
    for line in text.lines() {
        let word = line.split_whitespace().next();
        if line.trim_start().starts_with('{') {
            names.extend(name_in(&serde_json::from_str(line)?));
        } else if !line.starts_with(char::is_whitespace) || word.is_some_and(is_name) {
            // An indented line that begins with no name continues the line before it.
            names.extend(word.filter(|word| *word != TABLE_HEAD).map(str::to_owned));
        }
    }
    Ok(names)
}

/// The `id` of an object, otherwise its `url`.
fn name_in(object: &Value) -> Option<String> {
    let number = object.get("id").and_then(Value::as_i64).map(|id| id.to_string());
    number.or_else(|| object.get("url").and_then(Value::as_str).map(str::to_owned))
}

/// The cells of a column, without its header.
fn cells(text: &str, delimiter: u8, column: usize) -> Vec<String> {
    // Quotation marks are special only in comma-separated files.
    let quoting = delimiter == b',';
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.delimiter(delimiter).quoting(quoting).flexible(true).from_reader(text.as_bytes());
    // The text is in memory and lines may have any length, so nothing can fail.
    let rows = reader.into_records().filter_map(Result::ok);
    let cells = rows.filter_map(|row| row.get(column).map(|cell| cell.trim().to_owned()));
    cells.filter(|cell| !cell.is_empty()).collect()
}

/// Articles whose title contains `what`, with or without diacritics; otherwise those found by search whose address
/// contains it.
fn candidates(store: &Store, what: &str) -> Result<Vec<Summary>, CommandFailure> {
    if !what.chars().any(char::is_alphanumeric) {
        return Ok(Vec::new());
    }
    let filter = Filter { title: Some(text::fold::base(what)), ..Filter::default() };
    let titled = selection::first(store, &Query { filter, ..Query::default() }, MAX_CANDIDATES)?;
    if !titled.is_empty() {
        return Ok(titled);
    }
    let words = what.replace(|c: char| !c.is_alphanumeric(), " ");
    let request = SearchRequest { text: words, limit: MAX_CANDIDATES, ..SearchRequest::default() };
    let hits = store.search(&request)?.hits.into_iter().map(|hit| hit.row);
    Ok(hits.filter(|row| row.url.as_str().contains(what)).collect())
}

/// The delimiter of a table and the column that names the articles, from its header.
fn column_of_names(head: &str) -> Option<(u8, usize)> {
    [b'\t', b','].into_iter().find_map(|delimiter| {
        let columns: Vec<&str> = head.trim().split(char::from(delimiter)).collect();
        let column = ["id", "url"].iter().find_map(|name| columns.iter().position(|column| column == name));
        column.map(|column| (delimiter, column))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_from_every_form_that_a_list_prints() {
        let two = ["22", "30"].map(str::to_owned).to_vec();
        for text in [
            "22\n30\n",
            "{\"id\":22}\n{\"id\":30}\n",
            "[{\"id\":22,\"title\":\"a\"},{\"id\":30}]\n",
            "id\ttitle\n22\tmột \"tin\n30\thai\n",
            "title,id\n\"một, hai\",22\nba,30\n",
            "\u{feff}id,title\n22,một\n30,hai\n",
            "    22 •  Một tin\n          29/11/2026 01:26 · nguồn\n    30 •  Hai\n          không rõ ngày\n",
            "id  title\n22  Một tin\n30  Hai tin\n",
        ] {
            assert_eq!(names(text).unwrap(), two, "{text}");
        }
        assert_eq!(names("url\nhttps://a.vn/1\n").unwrap(), ["https://a.vn/1"]);
    }

    #[test]
    fn a_line_that_names_nothing_is_told_and_not_passed_over() {
        assert_eq!(names("22\nnhầm\n").unwrap(), ["22", "nhầm"]);
    }
}
