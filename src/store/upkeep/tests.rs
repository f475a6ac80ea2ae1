//! Retention, checks, copies, damage: what keeps the archive an archive.

use std::sync::Arc;

use crate::model::{Block, Draft, Entry, FixedClock, Moment, Offline, SectionId, SourceId};
use crate::store::*;

const NOW: Timestamp = Timestamp(1_760_000_000);
const DAY: i64 = 86_400;

fn open(home: &Path) -> Store {
    Store::open(home, Arc::new(FixedClock(NOW))).unwrap()
}

fn record(path: &str, days_old: i64, read: bool, starred: bool) -> ExchangeRecord {
    let draft = Draft {
        title: Some(format!("Tin {path}")),
        published: Some(Moment::exact(Timestamp(NOW.0 - days_old * DAY))),
        body: vec![Block::paragraph("Người lao động được nhận lương đúng hạn.")],
        ..Draft::default()
    };
    ExchangeRecord { url: format!("https://bao.example.vn/{path}"), draft, read, starred, ..ExchangeRecord::default() }
}

fn memory(records: &[ExchangeRecord]) -> Store {
    let store = Store::in_memory(Arc::new(FixedClock(NOW))).unwrap();
    store.import(records).unwrap();
    store
}

fn titles(store: &Store) -> Vec<String> {
    let rows = store.rows(&Query::default(), Window { after: None, limit: 100 }).unwrap();
    rows.rows.into_iter().map(|row| row.title).collect()
}

#[test]
fn an_article_without_a_date_is_as_old_as_its_first_sight() {
    let undated = |path: &str, days_old: i64| {
        let mut record = record(path, 0, true, false);
        record.draft.published = None;
        record.seen = Some(Timestamp(NOW.0 - days_old * DAY));
        record
    };
    let store = memory(&[undated("old", 40), undated("new", 1)]);
    store.prune(&older_than(30)).unwrap();
    assert_eq!(titles(&store), ["Tin new"]);
}

#[test]
fn age_lets_read_articles_go_but_neither_unread_nor_starred_ones() {
    let store = memory(&[
        record("old", 40, true, false),
        record("starred", 40, true, true),
        record("unread", 40, false, false),
        record("new", 5, true, false),
    ]);
    let rule = older_than(30);
    let dry = store.would_prune(&rule).unwrap();
    assert_eq!((dry.articles, titles(&store).len()), (1, 4));
    assert_eq!(store.prune(&rule).unwrap(), dry);
    assert_eq!(titles(&store), ["Tin new", "Tin unread", "Tin starred"]);
    assert_eq!(store.prune(&Retention { unread_too: true, ..rule }).unwrap().articles, 1);
    assert_eq!(store.check(Repair::Name).unwrap(), []);
}

#[test]
fn an_article_exactly_at_the_age_stays_and_one_older_by_a_second_goes() {
    let mut older = record("older", 30, true, false);
    older.draft.published = Some(Moment::exact(Timestamp(NOW.0 - 30 * DAY - 1)));
    let store = memory(&[record("at", 30, true, false), older]);
    store.prune(&older_than(30)).unwrap();
    assert_eq!(titles(&store), ["Tin at"]);
}

fn older_than(days: u32) -> Retention {
    Retention { all: Limits { max_age_days: Some(days), max_bytes: None }, ..Retention::default() }
}

fn larger_than(bytes: u64) -> Retention {
    Retention { all: Limits { max_age_days: None, max_bytes: Some(bytes) }, ..Retention::default() }
}

#[test]
fn a_source_may_have_its_own_age_or_none() {
    let store = memory(&[
        record("a", 40, true, false),
        ExchangeRecord { source: "khac.vn".into(), ..record("b", 40, true, false) },
    ]);
    let sources = [(SourceId("khac.vn".into()), Limits::default())].into();
    store.prune(&Retention { sources, ..older_than(30) }).unwrap();
    assert_eq!(titles(&store), ["Tin b"]);
}

#[test]
fn a_source_may_have_its_own_size() {
    let store = memory(&[
        record("a", 40, true, false),
        ExchangeRecord { source: "khac.vn".into(), ..record("b", 40, true, false) },
    ]);
    let own = Limits { max_age_days: None, max_bytes: Some(0) };
    let rule = Retention { sources: [(SourceId("khac.vn".into()), own)].into(), ..Retention::default() };
    let pruned = store.prune(&rule).unwrap();
    assert_eq!((pruned.sources.len(), titles(&store)), (1, vec!["Tin a".to_owned()]));
    assert_eq!(pruned.sources[&SourceId("khac.vn".into())], (1, pruned.bytes));
}

#[test]
fn what_is_kept_for_its_star_or_because_it_is_unread_is_counted() {
    let store = memory(&[record("a", 40, true, true), record("b", 40, false, false), record("c", 40, true, false)]);
    let pruned = store.would_prune(&older_than(30)).unwrap();
    assert_eq!((pruned.articles, pruned.kept_starred, pruned.kept_unread), (1, 1, 1));
}

#[test]
fn a_copy_that_was_cut_off_is_not_taken_for_one() {
    let home = tempfile::tempdir().unwrap();
    let store = open(home.path());
    assert!(store.backup(&home.path().join("no/such/folder/copy.db")).is_err());
    store.backup(&home.path().join("copy.db")).unwrap();
    let parts = std::fs::read_dir(home.path()).unwrap().flatten();
    assert_eq!(parts.filter(|file| file.file_name().to_string_lossy().contains(".part-")).count(), 0);
}

#[test]
fn size_lets_the_oldest_go_first() {
    let store = memory(&[record("1", 1, true, false), record("2", 2, true, false), record("3", 3, true, false)]);
    let all = store.would_prune(&larger_than(0)).unwrap();
    assert_eq!(all.articles, 3);
    let rule = larger_than(all.bytes - 1);
    store.prune(&rule).unwrap();
    assert_eq!(titles(&store), ["Tin 1", "Tin 2"]);
}

#[test]
fn what_retention_dropped_a_listing_does_not_bring_back() {
    let store = memory(&[record("a", 40, true, false)]);
    store.prune(&older_than(30)).unwrap();
    let entry = Entry::new("Tin a", CanonicalUrl::parse("https://bao.example.vn/a").unwrap());
    let listed = store.save_listing(&SourceId("bao.example.vn".into()), &SectionId("x".into()), &[entry]).unwrap();
    assert_eq!((listed.new.len(), titles(&store).len()), (0, 0));
    store.import(&[record("a", 40, true, false)]).unwrap();
    assert_eq!(titles(&store).len(), 1);
}

#[test]
fn what_was_dropped_is_not_found_any_more() {
    let store = memory(&[record("a", 40, true, false)]);
    store.pump_index(10).unwrap();
    store.prune(&older_than(30)).unwrap();
    store.pump_index(10).unwrap();
    let hits = store.search(&SearchRequest { text: "lương".into(), limit: 9, ..SearchRequest::default() }).unwrap();
    assert_eq!((hits.hits.len(), hits.total), (0, 0));
}

#[test]
fn wrong_counters_are_found_and_repaired() {
    let store = memory(&[record("a", 1, true, false), record("b", 1, false, true)]);
    let right = store.counts().unwrap();
    store
        .write(|c| Ok(c.execute_batch("UPDATE lists SET total = 9; DELETE FROM members WHERE id = 1 AND list = 1")?))
        .unwrap();
    assert_eq!(store.check(Repair::Name).unwrap().len(), 5);
    store.check(Repair::Mend).unwrap();
    assert_eq!(store.check(Repair::Name).unwrap(), []);
    assert_eq!(store.counts().unwrap(), right);
}

#[test]
fn a_backup_is_whole_and_never_overwrites() {
    let home = tempfile::tempdir().unwrap();
    let store = open(home.path());
    store.import(&[record("a", 1, false, false)]).unwrap();
    let copy = home.path().join("copy.db");
    store.backup(&copy).unwrap();
    assert!(matches!(store.backup(&copy), Err(StoreError::File { .. })));
    store.import(&[record("b", 1, false, false)]).unwrap();
    let aside = store.restore(&copy).unwrap().unwrap();
    assert_eq!(titles(&store), ["Tin a"]);
    assert!(aside.exists());
    store.restore(&aside).unwrap();
    assert_eq!(titles(&store).len(), 2);
    store.pump_index(10).unwrap();
    let hits = store.search(&SearchRequest { text: "lương".into(), limit: 9, ..SearchRequest::default() }).unwrap();
    assert_eq!(hits.hits.len(), 2);
}

#[test]
fn only_a_sound_archive_of_ours_is_restored() {
    let home = tempfile::tempdir().unwrap();
    let store = open(home.path());
    store.import(&[record("a", 1, false, false)]).unwrap();
    let stray = home.path().join("stray");
    std::fs::write(&stray, "no archive at all, just words ".repeat(100)).unwrap();
    assert!(matches!(store.restore(&stray), Err(StoreError::File { .. })));
    assert!(matches!(store.restore(&home.path().join("missing")), Err(StoreError::File { .. })));
    assert_eq!(titles(&store), ["Tin a"]);
}

#[test]
fn a_file_that_is_no_archive_is_set_aside_and_told() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join(FILE_NAME), "rác ".repeat(5000)).unwrap();
    let store = open(home.path());
    assert!(matches!(store.notices(), [OpeningNotice::Salvaged { aside, articles: 0 }] if aside.exists()));
    store.import(&[record("a", 1, false, false)]).unwrap();
    drop(store);
    assert_eq!(open(home.path()).notices(), []);
}

#[test]
fn of_a_damaged_archive_what_can_be_read_is_saved() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join(FILE_NAME);
    let store = open(home.path());
    let records: Vec<ExchangeRecord> = (0..400).map(|n| record(&n.to_string(), n, n % 2 == 0, n % 7 == 0)).collect();
    store.import(&records).unwrap();
    store.vacuum().unwrap();
    let before = store.counts().unwrap();
    drop(store);
    let mut bytes = std::fs::read(&file).unwrap();
    // A hole in the middle of the file, as a bad sector leaves it.
    let middle = bytes.len() / 4096 / 2 * 4096;
    bytes[middle..middle + 8192].fill(0xA5);
    std::fs::write(&file, bytes).unwrap();
    let met = open(home.path()).export(None, 1000);
    if met.is_ok() {
        salvage::note_damage(&file);
    }
    let store = open(home.path());
    let [OpeningNotice::Salvaged { articles, .. }] = store.notices() else { panic!("{:?}", store.notices()) };
    assert!(*articles >= 300, "{articles} of {}", before.total);
    assert_eq!(store.check(Repair::Name).unwrap(), []);
    assert_eq!(store.counts().unwrap().total as u64, *articles);
}

#[test]
fn a_marker_on_a_sound_archive_is_taken_away() {
    let home = tempfile::tempdir().unwrap();
    drop(open(home.path()));
    salvage::note_damage(&home.path().join(FILE_NAME));
    assert_eq!(open(home.path()).notices(), []);
    assert!(!home.path().join("archive.db.damaged").exists());
}

#[test]
fn every_older_step_becomes_the_newest_with_a_copy_kept() {
    for step in 1..migrate::STEPS.len() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join(FILE_NAME);
        let mut old = rusqlite::Connection::open(&file).unwrap();
        connection::common(&old, 1_000).unwrap();
        migrate::migrate_with(&mut old, None, &migrate::STEPS[..step]).unwrap();
        old.execute_batch("INSERT INTO settings VALUES ('a', 'b')").unwrap();
        drop(old);
        let store = open(home.path());
        assert!(matches!(store.notices(), [OpeningNotice::Migrated { copy }] if copy.exists()));
        assert_eq!(store.setting("a").unwrap().as_deref(), Some("b"));
        store.import(&[record("a", 1, false, false)]).unwrap();
        assert_eq!(store.stats().unwrap().schema, migrate::latest());
    }
}

#[test]
fn saved_searches_are_kept_in_order_and_told_once() {
    let store = memory(&[record("a", 1, false, false)]);
    assert!(store.save_search(&KeptSearch { name: "Lương".into(), query: "lương".into(), watched: true }).unwrap());
    assert!(
        store.save_search(&KeptSearch { name: "Bảo hiểm".into(), query: "bảo hiểm".into(), watched: false }).unwrap()
    );
    store.import(&[record("b", 1, false, false)]).unwrap();
    store.pump_index(10).unwrap();
    let saved = store.saved_searches().unwrap();
    assert_eq!(saved.iter().map(|s| s.name.as_str()).collect::<Vec<_>>(), ["Lương", "Bảo hiểm"]);
    let news = store.found_since(&saved[0].query, saved[0].told, 9).unwrap();
    assert_eq!(news.iter().map(|row| row.title.as_str()).collect::<Vec<_>>(), ["Tin b"]);
    store.search_seen("Lương").unwrap();
    assert_eq!(store.found_since("lương", store.saved_searches().unwrap()[0].told, 9).unwrap(), []);
    assert!(store.remove_search("Lương").unwrap() && !store.remove_search("Lương").unwrap());
}

#[test]
fn kept_searches_are_counted_and_the_new_ones_of_a_watched_search_until_it_is_seen() {
    let store = memory(&[record("a", 1, true, false)]);
    store.save_search(&KeptSearch { name: "Lương".into(), query: "lương".into(), watched: true }).unwrap();
    store.save_search(&KeptSearch { name: "Chưa đọc".into(), query: "lương chưa đọc".into(), watched: false }).unwrap();
    store.import(&[record("b", 1, false, false), record("c", 1, false, false)]).unwrap();
    store.pump_index(10).unwrap();
    let counts = || store.saved_counts().unwrap().iter().map(|c| (c.total, c.new)).collect::<Vec<_>>();
    assert_eq!(counts(), [(3, 2), (2, 0)]);
    store.mark(&[ArticleId(2)], crate::model::RowMark::Read).unwrap();
    store.search_seen("Lương").unwrap();
    assert_eq!(counts(), [(3, 0), (1, 0)]);
    store.import(&[record("d", 1, false, false)]).unwrap();
    store.pump_index(10).unwrap();
    assert_eq!(counts(), [(4, 1), (2, 0)]);
}

#[test]
fn no_more_searches_are_kept_than_the_bound() {
    let store = memory(&[]);
    for number in 0..MAX_SAVED {
        assert!(
            store.save_search(&KeptSearch { name: number.to_string(), query: "x".into(), watched: false }).unwrap()
        );
    }
    assert!(!store.save_search(&KeptSearch { name: "one more".into(), query: "x".into(), watched: false }).unwrap());
    assert!(store.save_search(&KeptSearch { name: "0".into(), query: "changed".into(), watched: false }).unwrap());
}

#[test]
fn of_searches_that_others_put_into_the_archive_no_more_are_read_than_the_bound() {
    let store = memory(&[]);
    let plant = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) \
                 INSERT INTO searches (name, query, place) SELECT 's' || i, replace(hex(zeroblob(4000)), '0', 'x '), i FROM n";
    store.write(|c| Ok(c.execute(plant, []).map(drop)?)).unwrap();
    let read = store.saved_searches().unwrap();
    assert_eq!(read.len(), MAX_SAVED);
    assert!(read.iter().all(|saved| saved.query.len() <= 2_000));
    assert_eq!(store.saved_counts().unwrap().len(), MAX_SAVED);
}

#[test]
fn a_directory_that_cannot_be_made_is_told_with_its_path() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("file");
    std::fs::write(&file, "").unwrap();
    let error = Store::open(&file.join("inside"), Arc::new(FixedClock(NOW))).err().unwrap();
    assert!(matches!(error, StoreError::CannotOpen { .. }), "{error}");
}

#[test]
fn a_closed_archive_leaves_no_log_to_read_at_the_next_opening() {
    let home = tempfile::tempdir().unwrap();
    let store = open(home.path());
    store.import(&[record("one", 1, false, false)]).unwrap();
    assert_eq!(titles(&store), ["Tin one"]);
    drop(store);
    assert!(!home.path().join("archive.db-wal").exists());
    assert_eq!(titles(&open(home.path())), ["Tin one"]);
}

#[test]
fn what_was_gone_and_never_had_a_date_gives_its_source_none() {
    let store = Store::in_memory(Arc::new(FixedClock(NOW))).unwrap();
    let (source, section) = (SourceId("bao.example.vn".into()), SectionId("cong-doan".into()));
    let url = CanonicalUrl::parse("https://bao.example.vn/1.html").unwrap();
    let item = Entry::new("Tin", url);
    let listed = store.save_listing(&source, &section, &[item]).unwrap();
    assert_eq!(store.stats().unwrap().sources[&source], (1, Some((NOW, NOW))));
    store.save_failure(listed.new[0], Offline::Gone, "404").unwrap();
    assert_eq!(store.stats().unwrap().sources[&source], (1, None));
}
