//! What the user adds to articles: labels and notes; and where each was opened and left.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};

use crate::model::article::Anchor;
use crate::model::{ArticleId, Judgement, LabelChange, Labelled, Note, Timestamp};
use crate::store::lossy::Lossy as _;
use crate::store::{Result, Store, marks};
use crate::text::fold;

/// Most labels of an article.
const MAX_LABELS: usize = 50;
/// Longest name of a label, characters.
const MAX_LABEL: usize = 60;
/// Most notes of an article.
const MAX_NOTES: usize = 500;
/// Longest note, and longest quoted passage, characters.
const MAX_NOTE: usize = 20_000;

/// Whether an article has a label or a note.
pub(in crate::store) fn has(connection: &Connection, id: i64) -> Result<bool> {
    let sql = "SELECT 1 FROM labels WHERE id = ?1 UNION ALL SELECT 1 FROM notes WHERE id = ?1";
    Ok(connection.prepare_cached(sql)?.exists([id])?)
}

/// What two names of labels are compared by: small letters without marks, hyphens as blanks; none where nothing of the name is left.
pub(in crate::store) fn key(name: &str) -> Option<String> {
    let key = fold::base(name).replace(['-', '_'], " ");
    let key = key.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(key).filter(|key| !key.is_empty())
}

fn cut(text: &str, most: usize) -> String {
    text.trim().chars().take(most).collect()
}

/// Gives an article a label, which keeps the name that it has where the article has it already. Whether it is new.
fn add_label(connection: &Connection, id: ArticleId, name: &str) -> Result<bool> {
    let name = cut(name, MAX_LABEL);
    let Some(key) = key(&name) else { return Ok(false) };
    let most = i64::try_from(MAX_LABELS).unwrap_or(i64::MAX);
    let mut insert = connection.prepare_cached(
        "INSERT OR IGNORE INTO labels (id, key, name) \
         SELECT id, ?2, coalesce((SELECT name FROM labels WHERE key = ?2 LIMIT 1), ?3) FROM articles \
         WHERE id = ?1 AND (SELECT count(*) FROM labels WHERE id = ?1) < ?4",
    )?;
    Ok(insert.execute(params![id.0, key, name, most])? > 0)
}

/// The name of a label as the archive spells it, else as it is given.
fn spelled(connection: &Connection, name: &str) -> Result<String> {
    let name = cut(name, MAX_LABEL);
    let Some(key) = key(&name) else { return Ok(name) };
    let mut known = connection.prepare_cached("SELECT name FROM labels WHERE key = ?1 LIMIT 1")?;
    Ok(known.query_row([key], |row| row.lossy(0)).optional()?.unwrap_or(name))
}

fn remove_label(connection: &Connection, id: ArticleId, name: &str) -> Result<bool> {
    let Some(key) = key(&cut(name, MAX_LABEL)) else { return Ok(false) };
    let mut remove = connection.prepare_cached("DELETE FROM labels WHERE id = ?1 AND key = ?2")?;
    Ok(remove.execute(params![id.0, key])? > 0)
}

/// The labels of an article, by their names.
pub(in crate::store) fn labels(connection: &Connection, id: ArticleId) -> Result<Vec<String>> {
    let mut select = connection.prepare_cached("SELECT name FROM labels WHERE id = ?1 ORDER BY key")?;
    let found = select.query_map([id.0], |row| row.lossy(0))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// The notes of an article: the one to the whole first, then as they were written.
pub(in crate::store) fn notes(connection: &Connection, id: ArticleId) -> Result<Vec<Note>> {
    let mut select =
        connection.prepare_cached("SELECT quote, text, at FROM notes WHERE id = ?1 ORDER BY quote <> '', at, quote")?;
    let found = select.query_map([id.0], |row| {
        Ok(Note { quote: row.lossy(0)?, text: row.lossy(1)?, at: Timestamp(row.lossy(2)?) })
    })?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// Writes a note to a passage, in the place of the one that is there; an empty one takes it away.
fn set_note(connection: &Connection, id: ArticleId, note: &Note) -> Result<()> {
    let (quote, text) = (cut(&note.quote, MAX_NOTE), cut(&note.text, MAX_NOTE));
    if text.is_empty() {
        connection.prepare_cached("DELETE FROM notes WHERE id = ?1 AND quote = ?2")?.execute(params![id.0, quote])?;
        return Ok(());
    }
    let most = i64::try_from(MAX_NOTES).unwrap_or(i64::MAX);
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO notes (id, quote, text, at) SELECT id, ?2, ?3, ?4 FROM articles \
             WHERE id = ?1 AND (SELECT count(*) FROM notes WHERE id = ?1 AND quote <> ?2) < ?5",
        )?
        .execute(params![id.0, quote, text, note.at.0, most])?;
    Ok(())
}

/// Adds what an import brings; what is there stays.
pub(in crate::store) fn add(connection: &Connection, id: ArticleId, labels: &[String], notes: &[Note]) -> Result<()> {
    for name in labels {
        add_label(connection, id, name)?;
    }
    let mut there = connection.prepare_cached("SELECT 1 FROM notes WHERE id = ?1 AND quote = ?2")?;
    for note in notes {
        if !there.exists(params![id.0, cut(&note.quote, MAX_NOTE)])? {
            set_note(connection, id, note)?;
        }
    }
    Ok(())
}

/// Ids of the articles that have a label.
pub(in crate::store) fn labelled(connection: &Connection, key: &str) -> Result<Vec<u64>> {
    let mut select = connection.prepare_cached("SELECT id FROM labels WHERE key = ?1")?;
    let ids = select.query_map([key], |row| row.lossy::<i64>(0))?;
    Ok(ids.map(|id| id.map(i64::unsigned_abs)).collect::<rusqlite::Result<_>>()?)
}

/// Ids of the articles that have a note.
pub(in crate::store) fn noted(connection: &Connection) -> Result<Vec<u64>> {
    let mut select = connection.prepare_cached("SELECT DISTINCT id FROM notes")?;
    let ids = select.query_map([], |row| row.lossy::<i64>(0))?;
    Ok(ids.map(|id| id.map(i64::unsigned_abs)).collect::<rusqlite::Result<_>>()?)
}

/// Ids of the articles with a note that holds words, which are compared as names of labels are.
pub(in crate::store) fn noting(connection: &Connection, words: &str) -> Result<Vec<u64>> {
    let mut select = connection.prepare_cached("SELECT id, text FROM notes ORDER BY id")?;
    let notes = select.query_map([], |row| Ok((row.lossy::<i64>(0)?, row.lossy::<String>(1)?)))?;
    let mut ids = Vec::new();
    for note in notes {
        let (id, text) = note?;
        if key(&text).is_some_and(|text| text.contains(words)) && ids.last() != Some(&id.unsigned_abs()) {
            ids.push(id.unsigned_abs());
        }
    }
    Ok(ids)
}

/// The beginning of the names of the settings of a query's case; the query as hexadecimal, since names take letters only.
fn case(query: &str) -> String {
    let hex: String = query.bytes().map(|byte| format!("{byte:02x}")).collect();
    format!("case.{hex}.")
}

impl Store {
    /// What was said of the articles of a query, as the candidates of a case.
    pub fn judgements(&self, query: &str) -> Result<BTreeMap<ArticleId, Judgement>> {
        let kept = self.settings_beginning(&case(query))?;
        let judged = |(id, name): (String, String)| Some((ArticleId(id.parse().ok()?), Judgement::named(&name)));
        Ok(kept.into_iter().filter_map(judged).collect())
    }

    /// Keeps what the user says of an article of a query.
    pub fn judge(&self, query: &str, id: ArticleId, judgement: Judgement) -> Result<()> {
        self.set_setting(&format!("{}{id}", case(query)), judgement.name())
    }

    /// Gives articles a label, or takes it away; gives the ids that really changed, and how the label is spelled.
    pub fn set_label(&self, ids: &[ArticleId], name: &str, change: LabelChange) -> Result<Labelled> {
        let name = self.read(|c| spelled(c, name))?;
        let ids = self.in_parts(ids, |c, part| {
            let mut changed = Vec::new();
            for id in part {
                let changes = match change {
                    LabelChange::Given => add_label(c, *id, &name)?,
                    LabelChange::Taken => remove_label(c, *id, &name)?,
                };
                if changes {
                    changed.push(*id);
                }
            }
            Ok(changed)
        })?;
        Ok(Labelled { name, change, ids })
    }

    /// All labels, and how many articles have each.
    pub fn all_labels(&self) -> Result<Vec<(String, usize)>> {
        self.read(|c| {
            let mut select = c.prepare_cached("SELECT min(name), count(*) FROM labels GROUP BY key ORDER BY key")?;
            let found =
                select.query_map([], |row| Ok((row.lossy(0)?, usize::try_from(row.lossy::<i64>(1)?).unwrap_or(0))))?;
            Ok(found.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// The label of this name, in any spelling, as it was given first.
    pub fn label_called(&self, name: &str) -> Result<Option<String>> {
        let Some(wanted) = key(name) else { return Ok(None) };
        self.read(|c| {
            let mut select = c.prepare_cached("SELECT name FROM labels WHERE key = ?1 ORDER BY name LIMIT 1")?;
            Ok(select.query_row([wanted], |row| row.lossy(0)).optional()?)
        })
    }

    /// Writes a note to a passage of an article, or to the whole where the passage is empty; an empty note goes.
    pub fn set_note(&self, id: ArticleId, quote: &str, text: &str) -> Result<()> {
        let note = Note { quote: quote.to_owned(), text: text.to_owned(), at: self.now() };
        self.write(|c| set_note(c, id, &note))
    }

    /// Remembers that an article was opened just now.
    pub fn note_opened(&self, id: ArticleId) -> Result<()> {
        self.write(|c| marks::note_opened(c, id, self.now()))
    }

    /// Remembers where the reader stood.
    pub fn set_position(&self, id: ArticleId, position: Anchor) -> Result<()> {
        self.write(|c| marks::set_position(c, id, position))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{Block, Draft, FixedClock, Moment, Query, SearchRequest, Window};
    use crate::store::{ExchangeRecord, Limits, Retention};

    const NOW: Timestamp = Timestamp(1_700_000_000);

    fn archive(paths: &[&str]) -> Store {
        let store = Store::in_memory(Arc::new(FixedClock(NOW))).unwrap();
        let record = |path: &&str| {
            let body = vec![Block::paragraph("Công nhân nhận lương đúng hạn.")];
            let published = Some(Moment::exact(Timestamp(NOW.0 - 40 * 86_400)));
            let draft = Draft { title: Some((*path).to_owned()), published, body, ..Draft::default() };
            ExchangeRecord {
                url: format!("https://bao.example.vn/{path}"),
                draft,
                read: true,
                ..ExchangeRecord::default()
            }
        };
        store.import(&paths.iter().map(record).collect::<Vec<_>>()).unwrap();
        store.pump_index(10).unwrap();
        store
    }

    fn found(store: &Store, text: &str) -> Vec<i64> {
        let request = SearchRequest { text: text.to_owned(), limit: 10, ..SearchRequest::default() };
        let mut ids: Vec<i64> = store.search(&request).unwrap().hits.iter().map(|hit| hit.row.id.0).collect();
        ids.sort_unstable();
        ids
    }

    #[test]
    fn a_label_is_found_by_its_name_marks_aside_alone_and_with_words() {
        let store = archive(&["a", "b", "c"]);
        let [a, b] = [ArticleId(1), ArticleId(2)];
        assert_eq!(store.set_label(&[a, b], "Vụ Sông Lam", LabelChange::Given).unwrap().ids, [a, b]);
        assert_eq!(store.set_label(&[a], "vu song lam", LabelChange::Given).unwrap().ids, [], "it has it already");
        assert_eq!(found(&store, "nhãn:\"vụ sông lam\""), [1, 2]);
        assert_eq!(found(&store, "label:vu-song-lam lương"), [1, 2]);
        assert_eq!(found(&store, "lương -nhãn:\"Vụ Sông Lam\""), [3]);
        let taken = store.set_label(&[a], "VỤ SÔNG LAM", LabelChange::Taken).unwrap();
        assert_eq!((taken.name.as_str(), taken.ids), ("Vụ Sông Lam", vec![a]), "told as it was spelled");
        assert_eq!(found(&store, "nhãn:\"vụ sông lam\""), [2]);
        assert_eq!(store.all_labels().unwrap(), [("Vụ Sông Lam".to_owned(), 1)]);
    }

    #[test]
    fn a_row_of_a_list_and_of_a_search_carries_its_labels_by_their_names() {
        let store = archive(&["a", "b"]);
        for name in ["vụ Sông", "Ăn ca", "tết"] {
            store.set_label(&[ArticleId(1)], name, LabelChange::Given).unwrap();
        }
        let listed = store.rows(&Query::default(), Window { after: None, limit: 9 }).unwrap().rows;
        let labels: Vec<(i64, Vec<String>)> = listed.into_iter().map(|row| (row.id.0, row.labels)).collect();
        assert_eq!(labels, [(2, vec![]), (1, ["Ăn ca", "tết", "vụ Sông"].map(str::to_owned).into())]);
        let request = SearchRequest { text: "nhãn:tết".to_owned(), limit: 10, ..SearchRequest::default() };
        assert_eq!(store.search(&request).unwrap().hits[0].row.labels.len(), 3);
    }

    #[test]
    fn labels_and_notes_leave_with_an_export_and_come_back_with_an_import() {
        let store = archive(&["a"]);
        store.set_label(&[ArticleId(1)], "tết", LabelChange::Given).unwrap();
        store.set_note(ArticleId(1), "lương đúng hạn", "hỏi lại").unwrap();
        store.set_note(ArticleId(1), "", "nhớ").unwrap();
        let exported: Vec<ExchangeRecord> =
            store.export(None, 10).unwrap().into_iter().map(|(_, record)| record).collect();
        let other = Store::in_memory(Arc::new(FixedClock(NOW))).unwrap();
        other.import(&exported).unwrap();
        let article = other.article(ArticleId(1)).unwrap().unwrap();
        assert_eq!(article.row.labels, ["tết"]);
        let notes: Vec<(&str, &str)> = article.notes.iter().map(|n| (n.quote.as_str(), n.text.as_str())).collect();
        assert_eq!(notes, [("", "nhớ"), ("lương đúng hạn", "hỏi lại")]);
    }

    #[test]
    fn an_import_takes_no_note_away_and_an_emptied_note_is_gone() {
        let store = archive(&["a"]);
        let mut record = store.export(None, 10).unwrap().remove(0).1;
        store.set_note(ArticleId(1), "", "của tôi").unwrap();
        record.notes = vec![Note { quote: String::new(), text: "khác".to_owned(), at: NOW }];
        store.import(&[record]).unwrap();
        assert_eq!(store.article(ArticleId(1)).unwrap().unwrap().notes[0].text, "của tôi");
        store.set_note(ArticleId(1), "", " ").unwrap();
        assert_eq!(store.article(ArticleId(1)).unwrap().unwrap().notes, []);
    }

    #[test]
    fn what_the_user_labelled_or_noted_is_never_dropped() {
        let store = archive(&["a", "b", "c"]);
        store.set_label(&[ArticleId(1)], "giữ", LabelChange::Given).unwrap();
        store.set_note(ArticleId(2), "", "giữ").unwrap();
        let all = Limits { max_age_days: Some(30), ..Limits::default() };
        let dropped = store.prune(&Retention { all, ..Retention::default() }).unwrap();
        let there = [1, 2, 3].map(|id| store.article(ArticleId(id)).unwrap().is_some());
        assert_eq!((dropped.articles, there), (1, [true, true, false]));
    }
}
