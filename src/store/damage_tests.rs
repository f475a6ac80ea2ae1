//! Archives that a disk, a kill or a hand has damaged: what can be read is read, and what is wrong is said and mended.

use std::path::Path;
use std::sync::Arc;

use rusqlite::Connection;

use super::*;
use crate::model::{Block, Draft, FixedClock, Timestamp};

mod lost_tests;

fn open(home: &Path) -> Store {
    Store::open(home, Arc::new(FixedClock(Timestamp(1_747_013_400)))).unwrap()
}

fn record(number: usize) -> ExchangeRecord {
    let draft = Draft {
        title: Some(format!("Tin số {number}")),
        body: vec![Block::paragraph(format!("Người lao động nhận lương tháng {number}. ").repeat(40))],
        ..Draft::default()
    };
    ExchangeRecord {
        url: format!("https://bao.example.vn/{number}"),
        source: "bao.example.vn".to_owned(),
        section: "tin".to_owned(),
        draft,
        ..ExchangeRecord::default()
    }
}

/// An archive of so many articles, closed.
fn filled(articles: usize) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let store = open(home.path());
    store.import(&(0..articles).map(record).collect::<Vec<_>>()).unwrap();
    store.pump_index(articles).unwrap();
    store.set_settings(&[("screen".to_owned(), "x".to_owned())]).unwrap();
    store.vacuum().unwrap();
    home
}

fn sql(home: &tempfile::TempDir, text: &str) {
    Connection::open(home.path().join(FILE_NAME)).unwrap().execute_batch(text).unwrap();
}

fn listed(store: &Store) -> Result<Vec<String>> {
    let rows = store.rows(&Query::default(), Window { after: None, limit: 10_000 })?;
    Ok(rows.rows.into_iter().map(|row| row.title).collect())
}

#[test]
fn one_bad_byte_in_a_title_costs_its_letter_and_is_found_and_mended() {
    let home = filled(9);
    let plain = Connection::open(home.path().join(FILE_NAME)).unwrap();
    plain.execute_batch("UPDATE articles SET title = CAST(x'43c3286e' AS TEXT) WHERE id = 5").unwrap();
    drop(plain);
    let store = open(home.path());
    assert_eq!(listed(&store).unwrap().len(), 9);
    assert!(listed(&store).unwrap().contains(&"C\u{fffd}(n".to_owned()));
    assert_eq!(store.export(None, 100).unwrap().len(), 9);
    assert_eq!(store.check(Repair::Mend).unwrap(), [Problem::Row { id: 5, what: "title".to_owned() }]);
    assert_eq!(store.check(Repair::Name).unwrap(), []);
}

#[test]
fn a_value_of_another_kind_than_its_column_hides_no_row() {
    let home = filled(5);
    for (column, value) in
        [("title", "7"), ("author", "x'ff00'"), ("sapo", "1.5"), ("picture", "3"), ("details", "x'ff'")]
    {
        sql(&home, &format!("UPDATE articles SET {column} = {value} WHERE id = 2"));
    }
    sql(&home, "UPDATE bodies SET blocks = x'01ffffffff00' WHERE id = 3");
    sql(&home, "UPDATE settings SET value = CAST(x'ff' AS TEXT) WHERE name = 'screen'");
    let store = open(home.path());
    assert_eq!(listed(&store).unwrap().len(), 5);
    assert!(store.article(ArticleId(2)).unwrap().is_some() && store.article(ArticleId(3)).unwrap().is_some());
    assert_eq!(store.setting("screen").unwrap().as_deref(), Some("\u{fffd}"));
    assert!(
        store
            .check(Repair::Mend)
            .unwrap()
            .iter()
            .any(|problem| matches!(problem, Problem::Row { id: 3, what } if what == "body"))
    );
    assert_eq!(store.check(Repair::Name).unwrap(), []);
}

#[test]
fn texts_of_settings_and_searches_that_are_none_are_named_and_mended() {
    let home = filled(3);
    sql(
        &home,
        "INSERT OR REPLACE INTO settings VALUES ('screen', CAST(x'ff41' AS TEXT)), (CAST(x'41fe' AS TEXT), 'x')",
    );
    sql(&home, "INSERT INTO searches (name, query) VALUES ('a', x'c328')");
    let store = open(home.path());
    let named = [Problem::Texts { table: "settings", rows: 2 }, Problem::Texts { table: "searches", rows: 1 }];
    assert_eq!(store.check(Repair::Mend).unwrap(), named);
    assert_eq!(store.check(Repair::Name).unwrap(), []);
    assert_eq!(store.setting("screen").unwrap().as_deref(), Some("\u{fffd}A"));
    assert_eq!(store.setting("A\u{fffd}").unwrap().as_deref(), Some("x"));
    assert_eq!(store.saved_searches().unwrap().first().map(|saved| saved.query.clone()).as_deref(), Some("\u{fffd}("));
}

#[test]
fn of_half_a_file_the_articles_that_are_there_are_saved() {
    let home = filled(600);
    let file = home.path().join(FILE_NAME);
    let length = std::fs::metadata(&file).unwrap().len();
    std::fs::File::options().write(true).open(&file).unwrap().set_len(length / 2).unwrap();
    let store = open(home.path());
    let [OpeningNotice::Salvaged { articles, .. }] = store.notices() else { panic!("{:?}", store.notices()) };
    assert!(*articles >= 100, "{articles} of 600");
    assert_eq!(listed(&store).unwrap().len() as u64, *articles);
}

/// Bytes of the file's header: the size of a page, the number of pages, the encoding, the version of the schema …
const HEADER: usize = 100;

#[test]
fn whatever_byte_of_the_header_is_damaged_every_article_is_listed() {
    let home = filled(40);
    let whole = std::fs::read(home.path().join(FILE_NAME)).unwrap();
    let told = |at: usize, byte: u8| {
        let copy = tempfile::tempdir().unwrap();
        let mut bytes = whole.clone();
        bytes[at] = byte;
        std::fs::write(copy.path().join(FILE_NAME), bytes).unwrap();
        let listed = listed(&open(copy.path())).map_or(0, |titles| titles.len());
        (listed != 40).then(|| format!("{at} = {byte}: {listed}"))
    };
    let odd = (0..HEADER).filter_map(|at| told(at, !whole[at]));
    // A page of 512 bytes, of 64 KiB; an older version, a newer one, none.
    let wrong = [(16, 2), (16, 0), (63, 0), (63, 3), (62, 1), (60, 0x7f)].into_iter();
    let wrong = wrong.filter_map(|(at, byte)| told(at, byte));
    let found: Vec<String> = odd.chain(wrong).collect();
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn a_missing_table_index_or_trigger_is_mended_at_opening() {
    for drop in [
        "DROP TABLE positions",
        "DROP TABLE bodies",
        "DROP TABLE queue",
        "DROP TABLE settings",
        "UPDATE members SET list = list + 99",
    ] {
        let home = filled(7);
        sql(&home, drop);
        let store = open(home.path());
        assert!(
            matches!(store.notices(), [OpeningNotice::Salvaged { articles: 7, .. }]),
            "{drop}: {:?}",
            store.notices()
        );
        assert_eq!(listed(&store).unwrap().len(), 7, "{drop}");
        assert_eq!(store.check(Repair::Name).unwrap(), [], "{drop}");
    }
}

#[test]
fn what_others_planted_in_the_file_acts_on_nothing_and_every_article_is_saved() {
    for planted in [
        "DROP TABLE lists; CREATE VIEW a AS SELECT 1; CREATE VIEW b AS SELECT 2",
        "CREATE TRIGGER evil AFTER INSERT ON articles BEGIN DELETE FROM articles; END",
        "CREATE TRIGGER evil BEFORE UPDATE ON articles BEGIN SELECT RAISE(ABORT, 'no'); END",
        "ALTER TABLE settings RENAME TO s2; CREATE VIEW settings AS WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 \
         FROM c) SELECT 'a' AS name, n AS value FROM c",
        "ALTER TABLE bodies RENAME TO b2; CREATE VIEW bodies AS SELECT id, zeroblob(900000000) AS blocks FROM b2",
    ] {
        let home = filled(7);
        sql(&home, planted);
        let store = open(home.path());
        assert!(
            matches!(store.notices(), [OpeningNotice::Salvaged { articles: 7, .. }]),
            "{planted}: {:?}",
            store.notices()
        );
        store.import(&[record(100)]).unwrap();
        assert_eq!(listed(&store).unwrap().len(), 8, "{planted}");
        assert_eq!(store.article(ArticleId(3)).unwrap().unwrap().body.len(), 1, "{planted}");
        assert_eq!(store.check(Repair::Name).unwrap(), [], "{planted}");
    }
}

#[test]
fn a_column_of_another_name_is_told_and_mended_at_the_next_opening() {
    let home = filled(7);
    sql(&home, "ALTER TABLE articles RENAME COLUMN sapo TO other");
    let store = open(home.path());
    assert!(matches!(listed(&store), Err(StoreError::Damaged)));
    drop(store);
    let store = open(home.path());
    assert!(matches!(store.notices(), [OpeningNotice::Salvaged { articles: 7, .. }]), "{:?}", store.notices());
    assert_eq!(listed(&store).unwrap().len(), 7);
}

#[test]
fn an_emptied_file_beside_a_full_index_is_told() {
    let home = filled(7);
    std::fs::File::options().write(true).open(home.path().join(FILE_NAME)).unwrap().set_len(0).unwrap();
    assert!(matches!(open(home.path()).notices(), [OpeningNotice::Emptied { .. }]));
    let new = tempfile::tempdir().unwrap();
    assert_eq!(open(new.path()).notices(), []);
}

#[test]
fn a_log_that_a_killed_writer_had_only_begun_is_no_damage() {
    for begun in [32, 56] {
        let home = filled(7);
        std::fs::write(home.path().join("archive.db-wal"), vec![0x37; begun]).unwrap();
        assert_eq!(open(home.path()).notices(), [], "{begun} bytes");
    }
}

#[test]
fn a_log_that_was_cut_off_is_told() {
    let home = filled(7);
    std::fs::write(home.path().join("archive.db-wal"), [0x37; 100]).unwrap();
    assert!(matches!(open(home.path()).notices(), [OpeningNotice::LogCut { .. }]));
}

#[test]
fn an_index_without_its_segments_is_made_anew() {
    let home = filled(7);
    for entry in std::fs::read_dir(home.path().join(private::DIRECTORY)).unwrap().flatten() {
        if entry.file_name() != "meta.json" && entry.file_name() != ".managed.json" {
            std::fs::remove_file(entry.path()).unwrap();
        }
    }
    let store = open(home.path());
    store.pump_index(100).unwrap();
    let request = SearchRequest { text: "lương".to_owned(), limit: 10, ..SearchRequest::default() };
    assert_eq!(store.search(&request).unwrap().total, 7);
}

#[cfg(unix)]
#[test]
fn an_archive_that_may_not_be_written_is_read_as_it_is() {
    let home = filled(7);
    let connection = connection::open_read_only(&home.path().join(FILE_NAME)).unwrap();
    let store = Store::around(
        Connections::new(Some(home.path().join(FILE_NAME)), connection, Access::ReadOnly),
        Arc::new(FixedClock(Timestamp(0))),
        vec![],
    );
    assert_eq!(listed(&store).unwrap().len(), 7);
    assert!(matches!(store.mark(&[ArticleId(1)], crate::model::RowMark::Starred), Err(StoreError::ReadOnly)));
    assert_eq!(store.pump_index(10).unwrap(), 0);
}

/// As many copies as `LOA_FLIPS` says, 8 otherwise, each with flipped bytes at places of a fixed order.
#[test]
fn of_an_archive_with_flipped_bytes_a_list_is_shown_as_long_as_a_row_can_be_read() {
    let home = filled(120);
    let whole = std::fs::read(home.path().join(FILE_NAME)).unwrap();
    #[expect(clippy::disallowed_methods, reason = "a test is steered by the environment")]
    let copies = std::env::var("LOA_FLIPS").ok().and_then(|n| n.parse().ok()).unwrap_or(8_u32);
    let (mut least, mut sum) = (120, 0);
    for copy in 0..copies {
        let mut random = fastrand::Rng::with_seed(u64::from(copy));
        let mut bytes = whole.clone();
        for _ in 0..20 {
            let at = random.usize(100..bytes.len());
            bytes[at] ^= 1 << random.u8(0..8);
        }
        let home = tempfile::tempdir().unwrap();
        std::fs::write(home.path().join(FILE_NAME), bytes).unwrap();
        let mut titles = listed(&open(home.path()));
        if titles.is_err() {
            titles = listed(&open(home.path()));
        }
        let titles = titles.unwrap_or_default().len();
        (least, sum) = (least.min(titles), sum + titles);
        assert!(titles > 60, "copy {copy}: {titles} of 120");
    }
    println!("{copies} copies: {least} of 120 articles at least, {} on an average", sum / copies as usize);
}

/// What SQLite says of the tables, in rubbish; the first page's header stays.
fn without_a_list_of_tables(home: &tempfile::TempDir) {
    let file = home.path().join(FILE_NAME);
    let mut bytes = std::fs::read(&file).unwrap();
    let roots: Vec<i64> = {
        let plain = Connection::open(&file).unwrap();
        let mut select = plain.prepare("SELECT rootpage FROM sqlite_schema WHERE rootpage > 0").unwrap();
        select.query_map([], |row| row.get(0)).unwrap().map(std::result::Result::unwrap).collect()
    };
    assert!(roots.len() > 20);
    bytes[100..4096].fill(0xa5);
    std::fs::write(&file, bytes).unwrap();
}

#[test]
fn where_nothing_says_what_tables_there_are_the_articles_and_what_belongs_to_them_are_saved() {
    let home = filled(120);
    {
        let store = open(home.path());
        store.mark(&[ArticleId(7)], crate::model::RowMark::Starred).unwrap();
        store.set_position(ArticleId(7), crate::model::article::Anchor { block: 3, offset: 5 }).unwrap();
        store.save_search(&KeptSearch { name: "lương".into(), query: "lương tháng".into(), watched: true }).unwrap();
        store.vacuum().unwrap();
    }
    without_a_list_of_tables(&home);
    let store = open(home.path());
    assert!(matches!(store.notices(), [OpeningNotice::Salvaged { articles: 120, .. }]), "{:?}", store.notices());
    assert_eq!(listed(&store).unwrap().len(), 120);
    let article = store.article(ArticleId(7)).unwrap().unwrap();
    assert!(article.row.starred && article.body.len() == 1, "{article:?}");
    assert_eq!(store.setting("screen").unwrap().as_deref(), Some("x"));
    assert_eq!(store.saved_searches().unwrap().len(), 1);
    assert_eq!(store.check(Repair::Name).unwrap(), []);
}

#[test]
fn of_a_file_that_begins_in_rubbish_the_rows_of_whole_pages_are_saved() {
    let home = filled(300);
    let file = home.path().join(FILE_NAME);
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[..8192].fill(0);
    std::fs::write(&file, bytes).unwrap();
    let store = open(home.path());
    assert!(listed(&store).unwrap().len() > 280, "{:?}", store.notices());
    assert_eq!(store.check(Repair::Name).unwrap(), []);
}

#[test]
fn an_emptied_or_missing_file_beside_a_full_log_is_saved_from_the_log() {
    for missing in [false, true] {
        let (home, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let store = open(home.path());
        store.import(&(0..40).map(record).collect::<Vec<_>>()).unwrap();
        // A killed process leaves its log.
        let log = format!("{FILE_NAME}-wal");
        std::fs::copy(home.path().join(&log), other.path().join(&log)).unwrap();
        if !missing {
            std::fs::write(other.path().join(FILE_NAME), "").unwrap();
        }
        let saved = open(other.path());
        assert!(matches!(saved.notices(), [OpeningNotice::Salvaged { articles: 40, .. }]), "{:?}", saved.notices());
        assert_eq!(listed(&saved).unwrap().len(), 40);
    }
}

#[test]
fn a_deleted_article_does_not_come_back_from_a_free_page() {
    let home = filled(200);
    let rule = Retention { all: Limits { max_age_days: Some(0), max_bytes: None }, ..Retention::default() };
    let store = open(home.path());
    store.set_read_all(&Query::default()).unwrap();
    store.mark(&(1..=20).map(ArticleId).collect::<Vec<_>>(), crate::model::RowMark::Starred).unwrap();
    store.prune(&rule).unwrap();
    let left = store.counts().unwrap().total;
    drop(store);
    without_a_list_of_tables(&home);
    assert_eq!(listed(&open(home.path())).unwrap().len(), left);
}

#[test]
fn what_belonged_to_a_lost_article_goes_to_no_new_one() {
    let home = filled(9);
    sql(
        &home,
        "PRAGMA foreign_keys = 0; DROP TRIGGER articles_removed; DELETE FROM articles WHERE id > 4; DROP TABLE opened",
    );
    let store = open(home.path());
    assert_eq!(listed(&store).unwrap().len(), 4);
    store.import(&[record(100)]).unwrap();
    let bodies = |id| store.article(ArticleId(id)).unwrap().map(|article| article.row.title);
    assert_eq!((5..=9).find_map(bodies).as_deref(), Some("Tin số 100"));
    assert_eq!(store.check(Repair::Name).unwrap(), []);
}

#[test]
fn an_article_whose_text_is_lost_is_fetched_again() {
    let home = filled(9);
    sql(&home, "UPDATE articles SET want = 0, offline = 1; DELETE FROM bodies WHERE id = 3; DROP TABLE opened");
    let store = open(home.path());
    let wanted = store.wanted(None, 100, Patience::Waits).unwrap();
    assert_eq!(wanted.iter().map(|wanted| wanted.id).collect::<Vec<_>>(), [ArticleId(3)]);
}
