//! A writer killed with SIGKILL at any moment, and two concurrent processes: what was reported as stored is there.
//!
//! The child process is this test program itself, running the ignored test `a_writer_to_be_killed`. It prints a line
//! after each committed transaction. The program itself is killed in the middle of a refresh, an import, a prune and a
//! migration. `LOA_KILLS` sets the number of kills of each (default 6 to 10).

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use loaphuong::model::{ArticleId, Block, CanonicalUrl, Draft, Moment, Query, RowMark, SystemClock, Window};
use loaphuong::store::{ExchangeRecord, Limits, Repair, Retention, SearchRequest, Store};

const HOME: &str = "LOA_TEST_HOME";
/// The folder of the search index.
const INDEX: &str = "index-8";

#[expect(clippy::disallowed_methods, reason = "a test is steered by the environment")]
fn told(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn open(home: &Path) -> Store {
    Store::open(home, Arc::new(SystemClock)).unwrap()
}

fn record(number: u64) -> ExchangeRecord {
    let draft = Draft {
        title: Some(format!("Tin số {number}")),
        body: vec![Block::paragraph(format!("Người lao động nhận lương tháng {number}. ").repeat(20))],
        ..Draft::default()
    };
    ExchangeRecord {
        url: format!("https://bao.example.vn/{number}"),
        read: number.is_multiple_of(3),
        draft,
        ..ExchangeRecord::default()
    }
}

#[test]
#[ignore = "run by the other tests as a process of its own"]
fn a_writer_to_be_killed() {
    let Some(home) = told(HOME) else { return };
    let store = open(Path::new(&home));
    let from: u64 = told("LOA_TEST_FROM").unwrap().parse().unwrap();
    let until: u64 = told("LOA_TEST_UNTIL").unwrap().parse().unwrap();
    for number in from..until {
        store.import(&[record(number)]).unwrap();
        println!("saved {number}");
        match number % 10 {
            0 => drop(store.pump_index(1000).unwrap()),
            5 => {
                let rule = Retention { all: Limits { max_age_days: Some(0), max_bytes: None }, ..Retention::default() };
                store.would_prune(&rule).unwrap();
                let mark = if number % 20 == 5 { RowMark::Starred } else { RowMark::Unstarred };
                store.mark(&[ArticleId(1)], mark).unwrap();
            }
            _ => {}
        }
    }
}

fn writer(home: &Path, from: u64, until: u64) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "--nocapture", "a_writer_to_be_killed"])
        .env(HOME, home)
        .env("LOA_TEST_FROM", from.to_string())
        .env("LOA_TEST_UNTIL", until.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Reads reports until `enough` have come, kills the writer, and reads what it had reported by then.
fn kill_after(mut child: Child, enough: usize) -> Vec<u64> {
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let number = |line: String| line.split_once("saved ").and_then(|(_, n)| n.trim().parse::<u64>().ok());
    let mut saved = Vec::new();
    while saved.len() < enough
        && let Some(Ok(line)) = lines.next()
    {
        saved.extend(number(line));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    saved.extend(lines.map_while(Result::ok).filter_map(number));
    saved
}

fn there(store: &Store, number: u64) -> bool {
    let url = CanonicalUrl::parse(&format!("https://bao.example.vn/{number}")).unwrap();
    let id = store.id_of(&url).unwrap();
    id.is_some_and(|id| store.article(id).unwrap().is_some_and(|article| !article.body.is_empty()))
}

#[test]
fn what_was_reported_saved_is_there_after_a_kill() {
    let kills: u64 = told("LOA_KILLS").and_then(|n| n.parse().ok()).unwrap_or(10);
    let home = tempfile::tempdir().unwrap();
    let mut all = Vec::new();
    for round in 0..kills {
        let enough = usize::try_from(1 + (round * 7) % 23).unwrap();
        all.extend(kill_after(writer(home.path(), round * 10_000, (round + 1) * 10_000), enough));
        let store = open(home.path());
        assert_eq!(store.notices(), [], "round {round}");
        assert_eq!(store.check(Repair::Name).unwrap(), [], "round {round}");
        let lost: Vec<&u64> = all.iter().filter(|number| !there(&store, **number)).collect();
        assert_eq!(lost, Vec::<&u64>::new(), "round {round}");
    }
    let store = open(home.path());
    while store.pump_index(10_000).unwrap() > 0 {}
    let rows = store.rows(&Query::default(), Window { after: None, limit: 1 }).unwrap();
    let hits = store.search(&SearchRequest { text: "lương".into(), limit: 1, ..SearchRequest::default() }).unwrap();
    assert_eq!((hits.total, hits.behind), (rows.total, 0));
}

/// The program itself on the archive in `home`.
fn loa(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_loa"));
    command.env_clear().env("HOME", home).env("LANG", "en_US.UTF-8").current_dir(home);
    command.args(["--data-dir", "data"]).args(arguments);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

/// The same, killed after this time unless it has ended; returns what it had printed.
fn loa_killed(home: &Path, arguments: &[&str], after: Duration) -> (bool, String) {
    let mut child = loa(home, arguments).spawn().unwrap();
    std::thread::sleep(after);
    child.kill().unwrap();
    let status = child.wait().unwrap();
    let mut said = String::new();
    child.stdout.take().unwrap().read_to_string(&mut said).unwrap();
    (status.success(), said)
}

/// An old article that was read: the first to be removed when the archive is pruned.
fn line(number: u64) -> String {
    let text = format!("Người lao động nhận lương tháng {number}. ").repeat(20);
    format!(
        r#"{{"url":"https://bao.example.vn/{number}","title":"Tin số {number}","published":"2020-01-01","read":true,"body":["{text}"]}}"#
    )
}

#[test]
fn an_import_and_a_prune_of_the_program_may_be_killed_at_any_moment() {
    const EACH: u64 = 1500;
    let kills: u64 = told("LOA_KILLS").and_then(|n| n.parse().ok()).unwrap_or(6);
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let (mut finished, mut highest) = (0, 0);
    for round in 0..kills {
        let after = Duration::from_millis(fastrand::u64(1..1200));
        let numbers = round * EACH..(round + 1) * EACH;
        std::fs::write(home.path().join("in.jsonl"), numbers.clone().map(|n| line(n) + "\n").collect::<String>())
            .unwrap();
        let (_, said) = loa_killed(home.path(), &["import", "in.jsonl"], after);
        let store = open(&data);
        assert_eq!(store.notices(), [], "import of round {round}, killed after {after:?}");
        assert_eq!(store.check(Repair::Name).unwrap(), [], "import of round {round}, killed after {after:?}");
        let present = numbers.clone().filter(|number| there(&store, *number)).count() as u64;
        // Batches are stored completely and in order, and the total is printed when all of them are.
        assert!(present.is_multiple_of(500), "{present} of round {round}, killed after {after:?}");
        assert!(numbers.clone().take(usize::try_from(present).unwrap()).all(|number| there(&store, number)));
        if said.starts_with(&format!("{EACH} new")) {
            assert_eq!(present, EACH, "round {round}, killed after {after:?}");
            finished += 1;
        }
        highest = highest.max(present);
        let before = store.counts().unwrap().total;
        // The starred one always stays.
        let kept =
            store.id_of(&CanonicalUrl::parse(&format!("https://bao.example.vn/{}", numbers.start)).unwrap()).unwrap();
        store.mark(&kept.into_iter().collect::<Vec<_>>(), RowMark::Starred).unwrap();
        drop(store);
        if round % 3 == 2 {
            let after = Duration::from_millis(fastrand::u64(1..800));
            let (done, said) = loa_killed(home.path(), &["store", "prune", "--keep-days", "30", "--yes"], after);
            let store = open(&data);
            assert_eq!(store.notices(), [], "prune of round {round}, killed after {after:?}");
            assert_eq!(store.check(Repair::Name).unwrap(), [], "prune of round {round}, killed after {after:?}");
            let left = store.counts().unwrap();
            assert!(left.total <= before);
            if done || said.starts_with("Dropped") {
                assert_eq!(left.total, left.starred, "prune of round {round}, killed after {after:?}");
            }
            assert!(kept.is_none_or(|id| store.article(id).unwrap().is_some()));
        }
    }
    println!("{finished} of {kills} imports had finished; at most {highest} articles of one");
    let store = open(&data);
    while store.pump_index(10_000).unwrap() > 0 {}
    let hits = store.search(&SearchRequest { text: "lương".into(), limit: 1, ..SearchRequest::default() }).unwrap();
    assert_eq!((hits.total as u64, hits.behind), (store.counts().unwrap().total as u64, 0));
}

/// The rows that a refresh reported as stored.
fn told_stored(said: &str) -> Vec<ArticleId> {
    let event = |line| serde_json::from_str::<serde_json::Value>(line).ok().filter(|event| event["event"] == "article");
    said.lines().filter_map(event).filter_map(|event| event["id"].as_i64()).map(ArticleId).collect()
}

#[test]
fn a_refresh_of_the_program_may_be_killed_at_any_moment_and_goes_on_where_it_was() {
    let kills: u64 = told("LOA_KILLS").and_then(|n| n.parse().ok()).unwrap_or(6);
    let mut home = tempfile::tempdir().unwrap();
    let (mut finished, mut all_told) = (0, 0);
    for round in 0..kills {
        let after = Duration::from_millis(fastrand::u64(1..500));
        let (done, said) = loa_killed(home.path(), &["sync", "--demo", "--json"], after);
        let store = open(&home.path().join("data"));
        assert_eq!(store.notices(), [], "round {round}, killed after {after:?}");
        assert_eq!(store.check(Repair::Name).unwrap(), [], "round {round}, killed after {after:?}");
        let stored = told_stored(&said);
        let lost = |id: &&ArticleId| store.article(**id).unwrap().is_none_or(|article| article.body.is_empty());
        assert_eq!(stored.iter().find(lost), None, "round {round}, killed after {after:?}");
        all_told += stored.len();
        if done {
            finished += 1;
            home = tempfile::tempdir().unwrap();
        }
    }
    println!("{finished} of {kills} refreshes had finished; {all_told} articles were told of");
    assert!(loa(home.path(), &["sync", "--demo", "--quiet"]).output().unwrap().status.success());
    let store = open(&home.path().join("data"));
    let rows = store.rows(&Query::default(), Window { after: None, limit: 1000 }).unwrap();
    assert!(rows.total > 30);
    assert_eq!(rows.rows.iter().find(|row| row.offline == loaphuong::model::Offline::Listed), None);
}

/// An archive as the first version of the program created it, with this many articles.
fn archive_of_the_first_step(home: &Path, articles: u64) {
    let store = open(home);
    store.import(&(0..articles).map(record).collect::<Vec<_>>()).unwrap();
    drop(store);
    let things = |c: &rusqlite::Connection| {
        let mut names = c
            .prepare("SELECT type || ' ' || name FROM sqlite_schema WHERE type <> 'index' AND name NOT LIKE 'sqlite%'")
            .unwrap();
        let found = names.query_map([], |row| row.get::<_, String>(0)).unwrap();
        found.map(Result::unwrap).collect::<Vec<_>>()
    };
    let first = rusqlite::Connection::open_in_memory().unwrap();
    first.execute_batch(include_str!("../src/store/schema/0001_archive.sql")).unwrap();
    let old = things(&first);
    let now = rusqlite::Connection::open(home.join(loaphuong::store::FILE_NAME)).unwrap();
    for later in things(&now).iter().filter(|thing| !old.contains(thing)) {
        // Dropping a table drops its triggers.
        now.execute_batch(&format!("DROP {}", later.replace(' ', " IF EXISTS "))).unwrap();
    }
    // What later steps added to tables, indexes first.
    let columns = |c: &rusqlite::Connection, table: &str| {
        let mut names = c.prepare("SELECT name FROM pragma_table_info(?1)").unwrap();
        let found = names.query_map([table], |row| row.get::<_, String>(0)).unwrap();
        found.map(Result::unwrap).collect::<Vec<_>>()
    };
    let indices = |c: &rusqlite::Connection| {
        let mut names = c.prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL").unwrap();
        let found = names.query_map([], |row| row.get::<_, String>(0)).unwrap();
        found.map(Result::unwrap).collect::<Vec<_>>()
    };
    let first_indices = indices(&first);
    for later in indices(&now).iter().filter(|name| !first_indices.contains(name)) {
        now.execute_batch(&format!("DROP INDEX {later}")).unwrap();
    }
    for table in old.iter().filter_map(|thing| thing.strip_prefix("table ")) {
        let first_columns = columns(&first, table);
        for later in columns(&now, table).iter().filter(|name| !first_columns.contains(name)) {
            now.execute_batch(&format!("ALTER TABLE {table} DROP COLUMN {later}")).unwrap();
        }
    }
    // The list of muted articles was added by a later step.
    now.execute_batch("DELETE FROM lists WHERE id = 0").unwrap();
    now.execute_batch("PRAGMA user_version = 1").unwrap();
}

#[test]
fn a_migration_by_the_program_may_be_killed_at_any_moment() {
    const ARTICLES: u64 = 300;
    let kills: u64 = told("LOA_KILLS").and_then(|n| n.parse().ok()).unwrap_or(10);
    let template = tempfile::tempdir().unwrap();
    archive_of_the_first_step(template.path(), ARTICLES);
    let mut migrated = 0;
    for round in 0..kills {
        let home = tempfile::tempdir().unwrap();
        let data = home.path().join("data");
        std::fs::create_dir(&data).unwrap();
        let file = data.join(loaphuong::store::FILE_NAME);
        std::fs::copy(template.path().join(loaphuong::store::FILE_NAME), &file).unwrap();
        let after = Duration::from_millis(fastrand::u64(1..40));
        loa_killed(home.path(), &["store", "stats"], after);
        let store = open(&data);
        let before =
            store.notices().iter().any(|notice| matches!(notice, loaphuong::store::OpeningNotice::Migrated { .. }));
        migrated += u64::from(!before);
        assert_eq!(store.check(Repair::Name).unwrap(), [], "round {round}, killed after {after:?}");
        assert_eq!((0..ARTICLES).find(|number| !there(&store, *number)), None, "round {round}, killed after {after:?}");
        let copy = file.with_extension("db.before-schema-2");
        let copied = rusqlite::Connection::open(copy).unwrap();
        let whole: (String, i64) = copied
            .query_row("SELECT (SELECT * FROM pragma_integrity_check), (SELECT count(*) FROM articles)", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .unwrap();
        assert_eq!(
            whole,
            ("ok".to_owned(), ARTICLES.cast_signed()),
            "the copy of round {round}, killed after {after:?}"
        );
    }
    println!("{migrated} of {kills} migrations had finished");
}

/// Copies a folder of files and folders.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        let there = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &there);
        } else {
            std::fs::copy(entry.path(), there).map(drop).unwrap();
        }
    }
}

#[test]
fn an_index_in_which_a_killed_writer_left_a_file_is_written_on() {
    let (home, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let store = open(home.path());
    let old = |number| {
        let mut record = record(number);
        record.draft.published = Moment::parse_iso("2020-01-01");
        record
    };
    store.import(&(0..9).map(old).collect::<Vec<_>>()).unwrap();
    while store.pump_index(1000).unwrap() > 0 {}
    drop(store);
    copy(home.path(), other.path());
    // The next step is the same in both; one of them is killed after it has recorded the removed articles, before its
    // commit.
    let goes = |home: &Path| {
        let store = open(home);
        let rule = Retention { all: Limits { max_age_days: Some(0), max_bytes: None }, ..Retention::default() };
        store.prune(&rule).unwrap();
        store.pump_index(1000)
    };
    assert_eq!(goes(other.path()).unwrap(), 0);
    let files = |home: &Path| -> Vec<_> {
        let entries = std::fs::read_dir(home.join(INDEX)).unwrap().flatten();
        entries.map(|entry| entry.file_name().into_string().unwrap()).collect()
    };
    let left = files(other.path()).into_iter().find(|name| name.contains(".del")).unwrap();
    std::fs::write(home.path().join(INDEX).join(&left), "").unwrap();
    let list = home.path().join(INDEX).join(".managed.json");
    let managed = std::fs::read_to_string(&list).unwrap();
    std::fs::write(&list, managed.replacen('[', &format!("[\"{left}\","), 1)).unwrap();
    assert_eq!(goes(home.path()).unwrap(), 0);
}

#[test]
fn processes_that_open_a_new_archive_at_the_same_moment_all_get_it() {
    for round in 0..20 {
        let home = tempfile::tempdir().unwrap();
        let at_once: Vec<Child> = (0..4).map(|n| writer(home.path(), n, n + 1)).collect();
        let failed =
            at_once.into_iter().filter_map(|mut child| (!child.wait().unwrap().success()).then_some(())).count();
        let store = open(home.path());
        assert_eq!((failed, store.notices(), (0..4).all(|n| there(&store, n))), (0, &[][..], true), "round {round}");
    }
}

#[test]
fn two_processes_write_at_once_and_lose_nothing() {
    let home = tempfile::tempdir().unwrap();
    let mut one = writer(home.path(), 0, 60);
    let mut two = writer(home.path(), 1000, 1060);
    for writer in [&mut one, &mut two] {
        assert!(writer.wait().unwrap().success());
    }
    let store = open(home.path());
    assert_eq!((0..60).chain(1000..1060).filter(|number| !there(&store, *number)).count(), 0);
    assert_eq!(store.counts().unwrap().total, 120);
    assert_eq!(store.check(Repair::Name).unwrap(), []);
}
