//! Articles whose row is lost, whole or in part: what is left of one, an address and a text, is kept as an article.
//!
//! What is not known is not made up: the source is that of its site's other articles, else the host; the title is the
//! beginning of the text, else the words of the address, and a finding says so; the time is that of the salvage. Its page is
//! asked for again by the next refresh.
//! Absent on purpose: articles of which only the address is left (a list brings them again), and texts without an address.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension as _, params, params_from_iter};

use super::leaves::{Pages, Tree};
use super::shapes::is_address;
use crate::model::{Block, CanonicalUrl, Finding, FindingKind, Timestamp};
use crate::store::details::Details;
use crate::store::lossy::Lossy as _;
use crate::store::{Result, StoreError, body};
use crate::text::one_line;

/// Longest title that is made of a text, characters.
const MAX_TITLE_CHARS: usize = 100;
/// What stands where the title was.
const TITLE_OF_TEXT: &str = "the row was lost with a damaged archive; the title is the beginning of the text";
const TITLE_OF_ADDRESS: &str = "the row was lost with a damaged archive; the title is made of the address";

/// Fills what every article needs and the row of one does not have any more.
pub(super) fn complete(columns: &mut Vec<String>, values: &mut Vec<Value>, now: Timestamp) {
    let address = columns.iter().position(|column| column == "url").and_then(|at| match values.get(at) {
        Some(Value::Text(url)) => Some(url.clone()),
        _ => None,
    });
    let mut kept: Vec<(String, Value)> =
        columns.drain(..).zip(values.drain(..)).filter(|(_, value)| *value != Value::Null).collect();
    let host = address.and_then(|address| CanonicalUrl::parse(&address)).map(|url| url.host()).unwrap_or_default();
    let needed = [
        ("source", Value::Text(host)),
        ("section", Value::Text(String::new())),
        ("seen", Value::Integer(now.0)),
        ("sort", Value::Integer(now.0)),
    ];
    for (column, value) in needed {
        let is_as_it_should = |known: &Value| std::mem::discriminant(known) == std::mem::discriminant(&value);
        kept.retain(|(name, known)| name != column || is_as_it_should(known));
        if !kept.iter().any(|(name, _)| name == column) {
            kept.push((column.to_owned(), value));
        }
    }
    (*columns, *values) = kept.into_iter().unzip();
}

pub(super) fn insert_sql(table: &str, columns: &[String]) -> String {
    let places = vec!["?"; columns.len()].join(", ");
    format!("INSERT OR IGNORE INTO {table} ({}) VALUES ({places})", columns.join(", "))
}

/// Saves a row of an article that the table did not take as it is; one without an address of its own is none.
pub(super) fn save(new: &Connection, mut columns: Vec<String>, mut values: Vec<Value>, now: Timestamp) -> Result<()> {
    complete(&mut columns, &mut values, now);
    match new.prepare_cached(&insert_sql("articles", &columns))?.execute(params_from_iter(values)) {
        Ok(_) => Ok(()),
        Err(error) => match StoreError::from(error) {
            StoreError::Sql(_) => Ok(()),
            error => Err(error),
        },
    }
}

/// Makes articles of the texts that have no row any more, by the addresses that an index still has of them.
pub(super) fn revive(pages: &Pages, new: &mut Connection, now: Timestamp) -> Result<()> {
    let transaction = new.transaction()?;
    pages.each(|row| match (row.tree, &row.values[..]) {
        (Tree::Index, [Value::Text(url), Value::Integer(id)]) if is_address(url) => one(&transaction, *id, url, now)
            .or_else(|error| match error {
                StoreError::Sql(_) => Ok(()),
                error => Err(error),
            }),
        _ => Ok(()),
    })?;
    untitled(&transaction)?;
    Ok(transaction.commit()?)
}

fn one(transaction: &Connection, id: i64, url: &str, now: Timestamp) -> Result<()> {
    let lost = "SELECT 1 FROM bodies WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM articles WHERE id = ?1 OR url = ?2)";
    let Some(address) = CanonicalUrl::parse(url) else { return Ok(()) };
    if !transaction.prepare_cached(lost)?.exists(params![id, url])? {
        return Ok(());
    }
    transaction
        .prepare_cached(
            "INSERT INTO articles (id, url, source, section, seen, sort, offline, want) VALUES (?1, ?2, ?3, '', ?4, ?4, 1, 1)",
        )?
        .execute(params![id, url, source_of(transaction, &address)?, now.0])?;
    Ok(())
}

/// The source of the site's other articles, else the host.
fn source_of(connection: &Connection, url: &CanonicalUrl) -> Result<String> {
    let site = url.as_str().splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
    let known = connection
        .prepare_cached("SELECT source FROM articles WHERE url > ?1 || '/' AND url < ?1 || '0' LIMIT 1")?
        .query_row([site], |row| row.lossy(0))
        .optional()?;
    Ok(known.unwrap_or_else(|| url.host()))
}

/// Gives a title to the articles that have a text and none.
fn untitled(transaction: &Connection) -> Result<()> {
    let mut select = transaction.prepare(
        "SELECT a.id, a.url, a.details, b.blocks FROM articles a JOIN bodies b ON b.id = a.id WHERE a.title IS NULL",
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let (id, url): (i64, String) = (row.lossy(0)?, row.lossy(1)?);
        let mut details = Details::parse(row.lossy::<Option<String>>(2)?.as_deref());
        let beginning = beginning(&body::unpack_blocks(&row.lossy::<Vec<u8>>(3)?));
        let told = if beginning.is_some() { TITLE_OF_TEXT } else { TITLE_OF_ADDRESS };
        details.findings.push(Finding::with(FindingKind::NoTitle, told));
        let title = beginning.unwrap_or_else(|| words_of(&url));
        transaction.prepare_cached("UPDATE articles SET title = ?2, details = ?3 WHERE id = ?1")?.execute(params![
            id,
            title,
            details.json()
        ])?;
    }
    Ok(())
}

/// The first sentence of a text, as far as a title is long.
fn beginning(blocks: &[Block]) -> Option<String> {
    let first = blocks.iter().flat_map(Block::strings).map(one_line).find(|text| !text.is_empty())?;
    let sentence = first.split_inclusive(". ").next().unwrap_or_default().trim_end_matches([' ', '.']);
    let Some((end, _)) = sentence.char_indices().nth(MAX_TITLE_CHARS) else { return Some(sentence.to_owned()) };
    let cut = &sentence[..end];
    Some(format!("{}…", cut.rsplit_once(' ').map_or(cut, |(words, _)| words)))
}

/// The words of the last part of an address; the whole of one that has none.
fn words_of(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let last = path.splitn(4, '/').nth(3).and_then(|path| path.rsplit('/').next()).unwrap_or_default();
    let name = last.rsplit_once('.').map_or(last, |(name, _)| name);
    let words = one_line(&name.replace(['-', '_'], " "));
    if words.is_empty() { one_line(url) } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_the_beginning_of_the_text_or_the_words_of_the_address() {
        let text = |text: &str| beginning(&[Block::paragraph(String::new()), Block::paragraph(text.to_owned())]);
        assert_eq!(text("Công nhân tan ca. Trời mưa.").as_deref(), Some("Công nhân tan ca"));
        let long = text(&"lương tháng ".repeat(20)).unwrap();
        assert!(long.ends_with("…") && long.chars().count() <= MAX_TITLE_CHARS + 1, "{long}");
        assert_eq!(text(""), None);
        assert_eq!(words_of("https://bao.test/tin/tang-luong-2026.html?a=1"), "tang luong 2026");
        assert_eq!(words_of("https://bao.test/"), "https://bao.test/");
    }
}
