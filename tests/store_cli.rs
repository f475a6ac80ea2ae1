//! `loa store …` as seen by other programs: announcements, questions, exit codes, JSON.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::path::Path;
use std::sync::Arc;

use assert_cmd::Command;
use loaphuong::model::SystemClock;
use loaphuong::store::Store;
use predicates::prelude::*;
use serde_json::Value;

struct Home(tempfile::TempDir);

impl Home {
    /// A home folder with an archive of three old articles (one read, one unread, one starred) and a new one.
    fn new() -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        let line = |n: u32, date: &str, marks: &str| {
            format!(
                r#"{{"url":"https://nld.com.vn/{n}.htm","title":"Lương {n}","published":"{date}","body":["Công nhân"]{marks}}}"#
            )
        };
        let lines = [
            line(1, "2020-01-01", r#","read":true"#),
            line(2, "2020-01-02", ""),
            line(3, "2020-01-03", r#","read":true,"starred":true"#),
            line(4, "2026-01-01", r#","read":true"#),
        ];
        home.write("in.jsonl", &lines.join("\n"));
        home.loa(&["import", "in.jsonl"]).assert().code(0);
        home
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path().join(name), text).unwrap();
    }

    fn loa(&self, arguments: &[&str]) -> Command {
        let mut command = Command::cargo_bin("loa").unwrap();
        command.env_clear().env("HOME", self.path()).env("LANG", "en_US.UTF-8").args(arguments);
        command.current_dir(self.path()).timeout(std::time::Duration::from_mins(2));
        command
    }

    fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_slice(&self.loa(arguments).output().unwrap().stdout).unwrap()
    }

    fn articles(&self) -> u64 {
        self.json(&["store", "stats", "--json"])["articles"].as_u64().unwrap()
    }
}

#[test]
fn stats_count_what_is_there_and_per_source() {
    let home = Home::new();
    let stats = home.json(&["store", "stats", "--json"]);
    assert_eq!((&stats["articles"], &stats["unread"], &stats["starred"]), (&4.into(), &1.into(), &1.into()));
    assert_eq!(stats["sources"]["nld.com.vn"]["articles"], 4);
    home.loa(&["store", "stats"]).assert().code(0).stdout(predicate::str::contains("4  articles"));
}

#[test]
fn a_prune_without_any_rule_is_wrong_usage() {
    let told = predicate::str::contains("store.keep_days");
    Home::new().loa(&["store", "prune", "--yes"]).assert().code(2).stderr(told);
}

#[test]
fn a_dry_run_says_what_would_go_and_drops_nothing() {
    let home = Home::new();
    let told = predicate::str::contains("Would drop 1 articles")
        .and(predicate::str::contains("nld.com.vn: 1 articles"))
        .and(predicate::str::contains("Kept: 1 starred, 1 unread"));
    home.loa(&["store", "prune", "--keep-days", "365", "--dry-run"]).assert().code(0).stdout(told);
    assert_eq!(home.articles(), 4);
}

#[test]
fn where_nobody_can_be_asked_nothing_goes_without_yes() {
    let home = Home::new();
    home.loa(&["store", "prune", "--keep-days", "365"]).assert().code(2).stderr(predicate::str::contains("--yes"));
    assert_eq!(home.articles(), 4);
    home.loa(&["store", "prune", "--keep-days", "365", "--yes"]).assert().code(0);
    assert_eq!(home.articles(), 3);
}

#[test]
fn a_source_of_the_configuration_is_kept_as_long_as_it_says() {
    let home = Home::new();
    home.write("c.toml", "[store]\nkeep_days = 30\n[[retention]]\nsource = \"nld.com.vn\"\nkeep_days = 0\n");
    let dry = home.json(&["--config", "c.toml", "store", "prune", "--dry-run", "--json"]);
    assert_eq!(dry["articles"], 0);
    home.write("c.toml", "[[retention]]\nsource = \"nld.com.vn\"\nkeep_days = 365\n");
    let dry = home.json(&["--config", "c.toml", "store", "prune", "--dry-run", "--json"]);
    assert_eq!((&dry["articles"], &dry["kept_starred"], &dry["kept_unread"]), (&1.into(), &1.into(), &1.into()));
}

#[test]
fn a_mistake_in_a_retention_is_named_with_its_line() {
    let home = Home::new();
    for (text, named) in [
        ("[[retention]]\nkeep_days = 3\n", "c.toml:1"),
        ("[[retention]]\nsource = \"a.vn\"\nkep_days = 3\n", "did you mean \"keep_days\""),
        ("[[retention]]\nsource = \"a.vn\"\nmax_mib = -1\n", "c.toml:3"),
    ] {
        home.write("c.toml", text);
        let told = predicate::str::contains(named);
        home.loa(&["--config", "c.toml", "config", "check"]).assert().code(2).stderr(told);
    }
}

#[test]
fn a_backup_is_restored_and_what_was_there_is_kept() {
    let home = Home::new();
    home.loa(&["store", "backup", "copy.db"]).assert().code(0).stdout(predicate::str::contains("copy.db"));
    home.loa(&["store", "backup", "copy.db"]).assert().code(1).stderr(predicate::str::contains("is there already"));
    home.loa(&["store", "prune", "--keep-days", "365", "--yes"]).assert().code(0);
    home.loa(&["store", "restore", "copy.db"]).assert().code(2).stderr(predicate::str::contains("--yes"));
    let restored = home.json(&["store", "restore", "copy.db", "--yes", "--json"]);
    assert_eq!(restored["articles"], 4);
    assert!(Path::new(restored["before"].as_str().unwrap()).exists());
    home.loa(&["search", "luong"]).assert().code(0).stdout(predicate::str::contains("Lương 1"));
}

#[test]
fn what_is_no_archive_is_not_restored() {
    let home = Home::new();
    home.loa(&["store", "restore", "in.jsonl", "--yes"]).assert().code(1);
    assert_eq!(home.articles(), 4);
}

#[test]
fn a_sound_archive_is_said_to_be_sound_and_is_compacted() {
    let home = Home::new();
    home.loa(&["store", "check"]).assert().code(0).stdout(predicate::str::contains("sound"));
    assert_eq!(home.json(&["store", "check", "--json"])["sound"], true);
    assert!(home.json(&["store", "vacuum", "--json"])["after_bytes"].as_u64().unwrap() > 0);
    assert_eq!(home.json(&["store", "reindex", "--json"])["waiting"], 0);
}

/// The archive's file, opened by another program.
fn raw(home: &Home) -> rusqlite::Connection {
    rusqlite::Connection::open(home.path().join(".local/share/loa/archive.db")).unwrap()
}

#[test]
fn what_a_check_finds_is_said_in_the_readers_language_and_mended() {
    let home = Home::new();
    raw(&home).execute("UPDATE lists SET total = 7 WHERE id = 1", []).unwrap();
    let found = predicate::str::contains("số đếm của danh sách tất cả các bài sai: ghi 7 bài, thực có 4");
    home.loa(&["store", "check"]).env("LANG", "vi_VN.UTF-8").assert().code(1).stdout(found);
    let found = home.loa(&["store", "check", "--json"]).output().unwrap().stdout;
    let found: Value = serde_json::from_slice(&found).unwrap();
    assert_eq!(found["problems"], serde_json::json!(["the counters of list \"\"/\"\" are wrong: 7 said, 4 there"]));
    home.loa(&["store", "check", "--repair"]).assert().code(0);
    home.loa(&["store", "check"]).assert().code(0);
}

#[test]
fn an_archive_held_by_another_program_is_read_and_said_to_be_busy_when_it_is_to_be_written() {
    let home = Home::new();
    let other = raw(&home);
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    home.loa(&["list"]).assert().code(0).stdout(predicate::str::contains("Lương 4"));
    home.loa(&["search", "lương"]).assert().code(0);
    home.write("more.jsonl", r#"{"url":"https://nld.com.vn/5.htm","title":"Lương 5","body":["Công nhân"]}"#);
    let busy = predicate::str::contains("Một chương trình khác đang ghi vào kho bài");
    home.loa(&["import", "more.jsonl"]).env("LANG", "vi_VN.UTF-8").assert().code(1).stderr(busy);
    other.execute_batch("ROLLBACK").unwrap();
    home.loa(&["import", "more.jsonl"]).assert().code(0);
    assert_eq!(home.articles(), 5);
}

#[test]
fn an_index_that_cannot_be_written_keeps_nobody_from_importing_and_searching() {
    let home = Home::new();
    let index = home.path().join(".local/share/loa/index.lock");
    std::fs::remove_file(&index).unwrap();
    std::fs::create_dir(&index).unwrap();
    home.write("more.jsonl", r#"{"url":"https://nld.com.vn/5.htm","title":"Lương 5","body":["Công nhân"]}"#);
    let told = predicate::str::contains("chưa vào chỉ mục tìm kiếm được");
    home.loa(&["import", "more.jsonl"]).env("LANG", "vi_VN.UTF-8").assert().code(0).stderr(told);
    assert_eq!(home.articles(), 5);
    home.loa(&["search", "lương"]).assert().code(0).stdout(predicate::str::contains("Lương 4"));
    home.loa(&["store", "reindex"]).assert().code(1);
    home.loa(&["--offline", "doctor"])
        .assert()
        .stdout(predicate::str::contains("the search index could not be written"));
    std::fs::remove_dir(&index).unwrap();
    home.loa(&["search", "lương"]).assert().code(0).stdout(predicate::str::contains("Lương 5"));
}

#[test]
fn a_folder_in_which_nothing_can_be_made_is_named_with_the_reason() {
    let home = Home::new();
    home.write("file", "");
    home.loa(&["--data-dir", "file/below", "import", "file"])
        .assert()
        .code(1)
        .stderr(predicate::str::contains("file/below"));
    if !cfg!(target_os = "linux") {
        return;
    }
    let refused = predicate::str::contains("Không mở được kho bài /proc/loa/archive.db: không có");
    let import = ["--data-dir", "/proc/loa", "import", "file"];
    home.loa(&import).env("LANG", "vi_VN.UTF-8").assert().code(1).stderr(refused);
}

#[test]
fn the_archive_answers_in_the_readers_language() {
    let home = Home::new();
    let vietnamese = predicate::str::contains("không phải là kho bài của loa");
    home.loa(&["store", "restore", "in.jsonl", "--yes"]).env("LANG", "vi_VN.UTF-8").assert().code(1).stderr(vietnamese);
}

#[test]
fn a_setting_that_would_keep_the_screen_from_starting_is_not_written() {
    let home = Home::new();
    let refused = predicate::str::contains("nope");
    home.loa(&["config", "set", "ui.theme", "nope"]).assert().code(2).stderr(refused.clone());
    home.loa(&["config", "set", "ui.theme", "dark"]).assert().code(0);
    home.loa(&["config", "set", "ui.theme", "nope"]).assert().code(2).stderr(refused);
    home.loa(&["config", "get", "ui.theme"]).assert().code(0).stdout("dark\n");
}

#[test]
fn an_article_without_a_date_says_so_in_the_readers_language_and_so_do_its_pictures() {
    let home = Home::new();
    home.write(
        "undated.jsonl",
        r#"{"url":"https://khongngay.vn/1","title":"Giờ ăn ca","source":"khongngay.vn","section":"tin","body":["Chữ.",{"type":"picture","url":"https://khongngay.vn/a.jpg","caption":"Nhà ăn"}]}"#,
    );
    home.loa(&["import", "undated.jsonl"]).assert().code(0);
    for (language, date, picture) in
        [("vi_VN.UTF-8", "không rõ ngày", "[Ảnh] Nhà ăn"), ("en_US.UTF-8", "date unknown", "[Picture] Nhà ăn")]
    {
        let said = |arguments: &[&str]| home.loa(arguments).env("LANG", language).assert().code(0);
        said(&["list", "--source", "khongngay.vn"]).stdout(predicate::str::contains(date));
        said(&["search", "giờ ăn ca"]).stdout(predicate::str::contains(date));
        let shown = said(&["show", "https://khongngay.vn/1"]);
        shown.stdout(predicate::str::contains(date).and(predicate::str::contains(picture)));
    }
}

#[test]
fn feeds_of_an_opml_file_join_the_readers_own_and_his_comments_stay() {
    let home = Home::new();
    let mine = "# of mine\n[ui]\nmeasure = 60 # narrow\n";
    home.write("c.toml", mine);
    home.write(
        "f.opml",
        "<opml><body><outline text='Tin mới' xmlUrl='https://moi.example.vn/tin.rss'/><outline xmlUrl='exec:ls'/></body></opml>",
    );
    let dry = home.loa(&["--config", "c.toml", "import", "f.opml", "--dry-run"]).output().unwrap();
    assert!(String::from_utf8(dry.stdout).unwrap().contains("https://moi.example.vn/tin.rss"));
    assert_eq!(std::fs::read_to_string(home.path().join("c.toml")).unwrap(), mine);
    let told = predicate::str::contains("1 feeds added, 0 known already, 1 unusable");
    home.loa(&["--config", "c.toml", "import", "f.opml"]).assert().code(3).stderr(told);
    assert!(std::fs::read_to_string(home.path().join("c.toml")).unwrap().starts_with(mine));
    home.loa(&["--config", "c.toml", "config", "check"]).assert().code(0);
    let listed = predicate::str::contains("moi.example.vn");
    home.loa(&["--config", "c.toml", "sources"]).assert().code(0).stdout(listed.clone());
    home.loa(&["--config", "c.toml", "export", "--format", "opml"]).assert().code(0).stdout(listed);
    let again = predicate::str::contains("0 feeds added, 1 known already");
    home.loa(&["--config", "c.toml", "import", "f.opml"]).assert().code(3).stderr(again);
}

#[test]
fn the_demos_archive_goes_out_and_in_again_byte_by_byte() {
    let home = Home::new();
    let first = home.loa(&["--demo", "export"]).output().unwrap().stdout;
    assert!(first.len() > 10_000, "{}", first.len());
    std::fs::write(home.path().join("demo.jsonl"), &first).unwrap();
    home.loa(&["--data-dir", "other", "import", "demo.jsonl"]).assert().code(0);
    let second = home.loa(&["--data-dir", "other", "export"]).output().unwrap().stdout;
    assert_eq!(String::from_utf8(second).unwrap(), String::from_utf8(first).unwrap());
    let again = predicate::str::starts_with("0 new articles");
    home.loa(&["--data-dir", "other", "import", "demo.jsonl"]).assert().code(0).stdout(again);
}

#[test]
fn doctor_names_the_rule_that_no_longer_matches_and_since_when() {
    let home = Home::new();
    let data = home.path().join(".local/share/loa");
    let store = Store::open(&data, Arc::new(SystemClock)).unwrap();
    let visit = |day: i64, bodies: u32| format!("{} 1/1 1/1 9/9 {bodies}/9 9/9 9/9\n", 1_750_000_000 + day * 86_400);
    let visits: String = (0..8).map(|day| visit(day, if day < 6 { 9 } else { 0 })).collect();
    store.set_setting("drift.nld.com.vn", &visits).unwrap();
    drop(store);
    let told = home.loa(&["doctor"]).assert().code(3);
    told.stdout(
        predicate::str::contains("nld.com.vn")
            .and(predicate::str::contains("article.body"))
            .and(predicate::str::contains("2025")),
    );
}

#[test]
fn what_is_done_stands_in_the_log_where_it_is_wished() {
    let home = Home::new();
    let log = home.path().join(".local/state/loa/loa.log");
    assert!(!log.exists(), "nothing went wrong, and nothing was wished");
    home.loa(&["-vv", "import", "in.jsonl"]).assert().code(0);
    home.write("more.jsonl", r#"{"url":"https://nld.com.vn/5.htm","title":"Lương 5","body":["Công nhân"]}"#);
    home.loa(&["-vv", "import", "more.jsonl"]).assert().code(0).stderr(predicate::str::contains("indexed"));
    assert!(std::fs::read_to_string(log).unwrap().contains("indexed articles=1"));
}
