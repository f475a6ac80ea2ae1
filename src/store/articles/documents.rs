//! The legal documents that articles cite: found once for each text, when it is new or changed, and counted.
//!
//! Everything here is derived from what is stored. Articles wait in `citing_queue`, filled by triggers; a part of the queue is
//! one transaction, so a kill loses no more than that. A law that is cited by its name and year counts for its number, where any
//! article has printed the two side by side; when that is learnt, who cites it is read again. Deliberately absent: articles of laws (`Điều 4`), which are no documents.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, params};

use crate::labour::legal::names::{LawNames, key};
use crate::labour::legal::{self, Entity};
use crate::labour::paragraphs::{Tables, texts};
use crate::model::{ArticleId, CitedDocument, DocumentOrder, Moment};
use crate::store::connection::Connections;
use crate::store::lossy::Lossy as _;
use crate::store::{Result, Store, body, rows};

/// Articles that are read in one step of indexing; after an import the others wait.
pub(in crate::store) const AT_ONCE: usize = 100;
/// Articles in one transaction.
const PART: usize = 200;
/// Documents among which those of a part of a name are looked for, and most that it means.
const MAX_LOOKED_AT: i64 = 20_000;
const MAX_MEANT: usize = 50;
/// Most documents that one article is counted for; the first of them.
const MAX_OF_ARTICLE: usize = 100;

impl Store {
    /// Finds the documents of up to `limit` articles whose text is new or changed, the newest first; gives how many it read.
    pub fn settle_documents(&self, limit: usize) -> Result<usize> {
        self.watched(settle(&self.inner.connections, limit))
    }

    /// The documents that articles cite, so many of them at most. One range of an index.
    pub fn documents(&self, order: DocumentOrder, limit: usize) -> Result<Vec<CitedDocument>> {
        self.ask(|c| documents(c, order, limit))
    }

    /// All documents that articles cite, each with the latest time at which one was published.
    pub fn dated_documents(&self, order: DocumentOrder) -> Result<Vec<(CitedDocument, Option<Moment>)>> {
        self.read(|c| {
            let mut select = c.prepare_cached(
                "SELECT a.published, a.precision FROM documents d JOIN citing c ON c.document = d.id \
                 JOIN articles a ON a.id = c.id WHERE d.norm = ?1 AND a.published IS NOT NULL \
                 ORDER BY a.published DESC LIMIT 1",
            )?;
            let mut dated = Vec::new();
            for document in documents(c, order, usize::MAX)? {
                let newest = select.query_row([&document.norm], |row| Ok(rows::moment(row.lossy(0)?, row.lossy(1)?)));
                dated.push((document, newest.optional()?.flatten()));
            }
            Ok(dated)
        })
    }

    /// The names that the numbers of laws go by, as the articles that were read tell it.
    pub fn law_names(&self) -> Result<LawNames> {
        self.ask(law_names)
    }

    /// Articles that cite a document, by its number, the beginning of it or a part of its name; the latest in time first.
    pub fn citing(&self, asked: &str, limit: usize) -> Result<Vec<ArticleId>> {
        self.ask(|c| latest(c, asked, limit))
    }
}

fn settle(archive: &Connections, limit: usize) -> Result<usize> {
    let mut done = 0;
    while done < limit {
        let part = archive.read(|c| waiting(c, PART.min(limit - done)))?;
        if part.is_empty() {
            break;
        }
        done += part.len();
        archive.write(|c| part.iter().try_for_each(|id| place(c, *id)))?;
    }
    Ok(done)
}

fn waiting(connection: &Connection, limit: usize) -> Result<Vec<i64>> {
    let mut select = connection.prepare_cached("SELECT id FROM citing_queue ORDER BY id DESC LIMIT ?1")?;
    let ids = select.query_map([i64::try_from(limit).unwrap_or(i64::MAX)], |row| row.lossy(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Counts an article for the documents that it cites now.
fn place(connection: &Connection, id: i64) -> Result<()> {
    connection.prepare_cached("DELETE FROM citing_queue WHERE id = ?1")?.execute([id])?;
    connection.prepare_cached("DELETE FROM citing WHERE id = ?1")?.execute([id])?;
    let entities = cited(connection, id)?;
    for Entity { norm, name, .. } in &entities {
        if let Some(name) = name {
            learn(connection, name, norm)?;
        }
    }
    let mut norms = BTreeSet::new();
    for Entity { norm, .. } in entities {
        if norms.len() < MAX_OF_ARTICLE {
            norms.insert(number_of(connection, &norm)?.unwrap_or(norm));
        }
    }
    for norm in norms {
        connection.prepare_cached("INSERT OR IGNORE INTO documents (norm) VALUES (?1)")?.execute([&norm])?;
        connection
            .prepare_cached("INSERT OR IGNORE INTO citing (document, id) SELECT id, ?2 FROM documents WHERE norm = ?1")?
            .execute(params![norm, id])?;
    }
    Ok(())
}

/// That a law of this name has this number; where that is new, who cites it by the one or the other is read again.
fn learn(connection: &Connection, name: &str, number: &str) -> Result<()> {
    let key = key(name);
    let new = connection
        .prepare_cached("INSERT OR IGNORE INTO law_names (key, number, name) VALUES (?1, ?2, ?3)")?
        .execute(params![key, number, name])?;
    if new == 0 {
        return Ok(());
    }
    let mut select = connection.prepare_cached("SELECT id, norm FROM documents WHERE articles > 0")?;
    let all = select.query_map([], |row| Ok((row.lossy::<i64>(0)?, row.lossy::<String>(1)?)))?;
    let all = all.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut numbers = connection.prepare_cached("SELECT number FROM law_names WHERE key = ?1")?;
    let numbers = numbers.query_map([&key], |row| row.lossy::<String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    for (document, norm) in all {
        if numbers.contains(&norm) || self::key(&norm) == key {
            connection
                .prepare_cached("INSERT OR IGNORE INTO citing_queue (id) SELECT id FROM citing WHERE document = ?1")?
                .execute([document])?;
        }
    }
    Ok(())
}

/// The number of the law that is called so, where there is one and no other.
fn number_of(connection: &Connection, norm: &str) -> Result<Option<String>> {
    if norm.starts_with(|c: char| c.is_ascii_digit()) {
        return Ok(None);
    }
    let mut select = connection
        .prepare_cached("SELECT min(number) FROM law_names WHERE key = ?1 HAVING min(number) = max(number)")?;
    Ok(select.query_row([key(norm)], |row| row.lossy(0)).optional()?)
}

/// The names of laws beside their numbers.
pub(in crate::store) fn law_names(connection: &Connection) -> Result<LawNames> {
    let mut select = connection.prepare_cached("SELECT name, number FROM law_names LIMIT ?1")?;
    let pairs = select.query_map([MAX_LOOKED_AT], |row| Ok((row.lossy(0)?, row.lossy(1)?)))?;
    Ok(LawNames::of(pairs.collect::<rusqlite::Result<Vec<_>>>()?))
}

/// The documents and laws that the text of an article names; none where it is gone.
fn cited(connection: &Connection, id: i64) -> Result<Vec<Entity>> {
    let mut select = connection.prepare_cached(
        "SELECT coalesce(a.title, ''), a.sapo, b.blocks FROM articles a JOIN bodies b ON b.id = a.id WHERE a.id = ?1",
    )?;
    let found = select.query_row([id], |row| {
        let (title, sapo): (String, Option<String>) = (row.lossy(0)?, row.lossy(1)?);
        let blocks = body::unpack_blocks(&row.lossy::<Vec<u8>>(2)?);
        Ok(texts(&title, sapo.as_deref(), &blocks, Tables::AsRows))
    });
    Ok(found.optional()?.unwrap_or_default().iter().flat_map(|text| legal::documents(text)).collect())
}

fn documents(connection: &Connection, order: DocumentOrder, limit: usize) -> Result<Vec<CitedDocument>> {
    let by = match order {
        DocumentOrder::MostCited => "articles DESC, newest DESC",
        DocumentOrder::Newest => "newest DESC, articles DESC",
    };
    let sql = format!("SELECT norm, articles FROM documents WHERE articles > 0 ORDER BY {by} LIMIT ?1");
    let mut select = connection.prepare_cached(&sql)?;
    let found = select.query_map([i64::try_from(limit).unwrap_or(i64::MAX)], |row| {
        Ok(CitedDocument { norm: row.lossy(0)?, name: None, articles: rows::size(row, 1)? })
    })?;
    let names = law_names(connection)?;
    let mut found = found.collect::<rusqlite::Result<Vec<CitedDocument>>>()?;
    for document in &mut found {
        document.name = names.name(&document.norm).map(str::to_owned);
    }
    Ok(found)
}

fn latest(connection: &Connection, asked: &str, limit: usize) -> Result<Vec<ArticleId>> {
    let mut citing = connection.prepare_cached(
        "SELECT a.sort, a.id FROM citing c JOIN articles a ON a.id = c.id WHERE c.document = ?1 \
         ORDER BY a.sort DESC, a.id DESC LIMIT ?2",
    )?;
    let mut all = BTreeSet::new();
    for document in meant(connection, asked)? {
        let bounds = params![document, i64::try_from(limit).unwrap_or(i64::MAX)];
        let ids = citing.query_map(bounds, |row| Ok((row.lossy::<i64>(0)?, row.lossy::<i64>(1)?)))?;
        all.extend(ids.collect::<rusqlite::Result<Vec<_>>>()?);
    }
    Ok(all.into_iter().rev().take(limit).map(|(_, id)| ArticleId(id)).collect())
}

/// Numbers of the documents that are asked for: the one of this name, else those that it may mean, the most cited first.
fn meant(connection: &Connection, asked: &str) -> Result<Vec<i64>> {
    let mut exact = connection.prepare_cached("SELECT id FROM documents WHERE norm = ?1")?;
    if let Some(id) = exact.query_row([asked], |row| row.lossy(0)).optional()? {
        return Ok(vec![id]);
    }
    let mut select = connection
        .prepare_cached("SELECT id, norm FROM documents WHERE articles > 0 ORDER BY articles DESC LIMIT ?1")?;
    let all = select.query_map([MAX_LOOKED_AT], |row| Ok((row.lossy::<i64>(0)?, row.lossy::<String>(1)?)))?;
    let all = all.collect::<rusqlite::Result<Vec<_>>>()?;
    let names = law_names(connection)?;
    Ok(all.into_iter().filter(|(_, norm)| names.is_asked(norm, asked)).map(|(id, _)| id).take(MAX_MEANT).collect())
}

/// Ids of the articles that cite a document, of none: any document.
pub(in crate::store) fn citing_ids(connection: &Connection, norm: Option<&str>) -> Result<Vec<u64>> {
    let mut select = connection.prepare_cached(&format!("SELECT DISTINCT id FROM ({CITING})"))?;
    let ids = select.query_map([norm], |row| row.lossy::<i64>(0))?;
    Ok(ids.map(|id| id.map(i64::unsigned_abs)).collect::<rusqlite::Result<_>>()?)
}

/// Ids of the articles that cite the document of a parameter, of a null one any.
pub(in crate::store) const CITING: &str = "SELECT id FROM citing WHERE document = (SELECT id FROM documents WHERE norm = ?1) \
    UNION ALL SELECT id FROM citing WHERE ?1 IS NULL";

/// Whether any article cites a document.
pub(in crate::store) fn is_any_cited(connection: &Connection) -> Result<bool> {
    let mut select = connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM documents WHERE articles > 0)")?;
    Ok(select.query_row([], |row| row.lossy(0))?)
}
