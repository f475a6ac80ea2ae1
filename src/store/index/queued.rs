//! Articles that wait for the index, with the texts that are searched.

use rusqlite::{Connection, OptionalExtension, params};

use crate::labour::places;
use crate::store::fresh::Fresh;
use crate::store::lossy::Lossy as _;
use crate::store::terms::{PICTURED, Texts, place_list};
use crate::store::{Result, body, details};

/// Texts that are held at a time, bytes (exceeded by an article at most).
const BATCH_BYTES: usize = 1 << 20;

/// Most text of an article that is searched, bytes: that of a book. What comes after is found by reading alone.
const MAX_SEARCHED_BYTES: usize = 1 << 20;

/// One of them.
pub(super) struct Queued {
    pub(super) seq: i64,
    pub(super) id: i64,
    /// `None`: the article is gone.
    pub(super) texts: Option<Texts>,
}

/// The articles that were queued after `after`, at most `limit`, and no more after [`BATCH_BYTES`] of text; none only where
/// none are left.
pub(super) fn queued(connection: &Connection, fresh: &Fresh, after: i64, limit: usize) -> Result<Vec<Queued>> {
    let mut select = connection.prepare_cached("SELECT seq, id FROM queue WHERE seq > ?1 ORDER BY seq LIMIT ?2")?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let found = select.query_map([after, limit], |row| Ok((row.lossy::<i64>(0)?, row.lossy::<i64>(1)?)))?;
    let (mut batch, mut bytes) = (Vec::new(), 0);
    for pair in found {
        let (seq, id) = pair?;
        let mut texts = texts(connection, id, fresh.take(seq))?;
        if let Some(texts) = &mut texts {
            cut(&mut texts.rest);
            let all: Vec<&str> = std::iter::once(&texts.title).chain(&texts.rest).map(String::as_str).collect();
            texts.lists.extend(places::numbers_of(&all).into_iter().map(place_list));
        }
        bytes += texts.iter().flat_map(|texts| &texts.rest).map(String::len).sum::<usize>();
        batch.push(Queued { seq, id, texts });
        if bytes >= BATCH_BYTES {
            break;
        }
    }
    Ok(batch)
}

/// Lets go what is beyond [`MAX_SEARCHED_BYTES`].
fn cut(texts: &mut Vec<String>) {
    let mut left = MAX_SEARCHED_BYTES;
    texts.retain_mut(|text| {
        if text.len() > left {
            text.truncate(text.floor_char_boundary(left));
            text.shrink_to_fit();
            left = 0;
        }
        left -= text.len().min(left);
        !text.is_empty()
    });
}

/// The searched texts of an article; the body's strings, where they are at hand, are not read again.
pub(in crate::store) fn texts(connection: &Connection, id: i64, fresh: Option<Vec<String>>) -> Result<Option<Texts>> {
    let mut select = connection.prepare_cached(
        "SELECT a.title, coalesce(a.sapo, a.summary), a.author, a.sort, \
         CASE WHEN ?2 THEN (SELECT blocks FROM bodies WHERE id = ?1) END, a.picture IS NOT NULL, a.details \
         FROM articles a WHERE a.id = ?1",
    )?;
    let found = select
        .query_row(params![id, fresh.is_none()], |row| {
            let sapo: Option<String> = row.lossy(1)?;
            let blocks: Option<Vec<u8>> = row.lossy(4)?;
            let mut texts = Texts {
                id: id.unsigned_abs(),
                title: row.lossy::<Option<String>>(0)?.unwrap_or_default(),
                author: row.lossy::<Option<String>>(2)?.unwrap_or_default(),
                at: row.lossy(3)?,
                lists: if row.lossy(5)? { vec![PICTURED] } else { Vec::new() },
                tags: details::tags(row.lossy::<Option<String>>(6)?.as_deref()),
                ..Texts::default()
            };
            texts.rest.extend(sapo);
            texts.rest.extend(fresh.into_iter().flatten());
            for block in blocks.iter().flat_map(|blob| body::unpack_blocks(blob)) {
                texts.rest.extend(block.strings().into_iter().map(str::to_owned));
            }
            Ok(texts)
        })
        .optional()?;
    let Some(mut texts) = found else { return Ok(None) };
    let mut lists = connection.prepare_cached("SELECT list FROM members WHERE id = ?1 AND list <> 1")?;
    let found = lists.query_map([id], |row| row.lossy::<i64>(0))?;
    for list in found {
        texts.lists.push(list?.unsigned_abs());
    }
    Ok(Some(texts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_text_longer_than_a_book_only_the_beginning_is_searched() {
        let mut texts = vec!["đầu".to_owned(), "ấ".repeat(MAX_SEARCHED_BYTES), "cuối".to_owned()];
        cut(&mut texts);
        let length: usize = texts.iter().map(String::len).sum();
        assert!(length <= MAX_SEARCHED_BYTES && length > MAX_SEARCHED_BYTES - 4);
        assert_eq!(texts.len(), 2);
    }
}
