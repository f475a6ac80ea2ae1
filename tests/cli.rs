//! The command line as seen by other programs: output, JSON, exit codes. Nothing here uses the network.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

#[path = "cli/sources.rs"]
mod sources;

#[path = "cli/stories.rs"]
mod stories;

#[path = "cli/configuration.rs"]
mod configuration;

use std::path::Path;

use assert_cmd::Command;
use predicates::prelude::*;
use serde_json::Value;

/// A home folder for one test.
struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// `loa` in this home folder, in English, without any settings of the machine.
    fn loa(&self, arguments: &[&str]) -> Command {
        let mut command = Command::cargo_bin("loa").unwrap();
        command.env_clear().env("HOME", self.path()).env("LANG", "en_US.UTF-8").args(arguments);
        command.timeout(std::time::Duration::from_mins(2));
        command
    }

    fn write(&self, name: &str, text: &str) -> String {
        let path = self.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    }
}

fn lines(command: &mut Command) -> Vec<Value> {
    let out = command.output().unwrap();
    let text = String::from_utf8(out.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect()
}

const PAGE: &str = "<!doctype html><html lang=vi><head><meta charset=utf-8><title>Lương tối thiểu vùng tăng</title></head>\
    <body><article><h1>Lương tối thiểu vùng tăng</h1>\
    <p>Sáng 12-5, hội đồng tiền lương đã họp và thống nhất mức tăng mới cho người lao động ở bốn vùng của cả nước.</p>\
    <p>Mức tăng này sẽ được trình lên cấp trên trong tháng tới, sau khi lấy ý kiến của các bên có liên quan.</p>\
    </article></body></html>";

#[test]
fn help_prints_the_exit_codes() {
    let codes = predicate::str::contains("0  all went well").and(predicate::str::contains("4  nothing found"));
    Home::new().loa(&["--help"]).assert().code(0).stdout(codes);
}

#[test]
fn an_unknown_flag_is_wrong_usage() {
    Home::new().loa(&["list", "--nope"]).assert().code(2).stdout("");
}

#[test]
fn an_empty_archive_says_what_to_do() {
    let home = Home::new();
    home.loa(&["list"]).assert().code(4).stdout("").stderr(predicate::str::contains("loa sync"));
}

#[test]
fn messages_are_vietnamese_unless_english_is_asked_for() {
    let home = Home::new();
    home.loa(&["list"]).env("LANG", "C.UTF-8").assert().stderr(predicate::str::contains("Kho bài còn trống"));
}

#[test]
fn what_is_wrong_is_told_in_the_readers_language() {
    let home = Home::new();
    let told = |arguments: &[&str]| {
        let out = home.loa(arguments).env("LANG", "vi_VN.UTF-8").output().unwrap();
        String::from_utf8(out.stderr).unwrap()
    };
    let wrong = home.write("wrong.toml", "[network]\nretries = 99\nretrys = 1\n[ui]\nwrap = \"no\"\n");
    let sentences = told(&["--config", &wrong, "list"]);
    for part in [
        "wrong.toml:2: network.retries = 99: phải là một số nguyên từ 0 đến 10",
        "wrong.toml:3: không có khóa \"network.retrys\"; ý bạn là \"retries\"?",
        "wrong.toml:5: ui.wrap = \"no\": phải là một trong các từ \"optimal\", \"greedy\"",
    ] {
        assert!(sentences.contains(part), "{sentences}");
    }
    let none = home.path().join("none.toml").display().to_string();
    assert!(told(&["--config", &none, "list"]).contains("Không đọc được"));
    assert!(told(&["--config", &none, "list"]).contains("không có tệp hoặc thư mục này"));
    let source = home.write("source.toml", "[[source]]\nid = \"www.a.vn:80\"\n");
    assert!(told(&["--config", &source, "sources"]).contains("không phải là tên máy chủ"));
    let file = home.write("file", "");
    let data = format!("{file}/data");
    assert!(told(&["--demo", "--data-dir", &data, "sync"]).starts_with("loa: Không ghi được "));
    assert!(told(&["import", &none]).contains("không có tệp hoặc thư mục này"));
    assert_eq!(told(&["store", "backup", "/nowhere/a.db"]), "loa: /nowhere/a.db: không có\n");
}

#[test]
fn wrong_usage_is_told_in_the_readers_language() {
    let home = Home::new();
    for (arguments, sentence) in [
        (&["list", "--unreed"][..], "loa: Không có tùy chọn --unreed. Ý bạn là --unread?"),
        (&["lisst"], "loa: Không có lệnh lisst. Ý bạn là list?"),
        (&["search"], "loa: Còn thiếu <QUERY>"),
        (&["list", "--limit", "x"], "loa: --limit <N>: không dùng được giá trị \"x\"."),
        (&["list", "-n", "0"], "loa: --limit <N>: không dùng được giá trị \"0\". Cần số nguyên từ 1 trở lên."),
        (&["topics", "-n", "0"], "loa: --limit <N>: không dùng được giá trị \"0\". Cần số nguyên từ 1 trở lên."),
        (&["sync", "--pages", "0"], "loa: --pages <N>: không dùng được giá trị \"0\". Cần số nguyên từ 1 trở lên."),
        (
            &["show", "1", "--width", "0"],
            "loa: --width <N>: không dùng được giá trị \"0\". Cần số nguyên từ 1 đến 1000.",
        ),
        (&["list", "--section", "cong-doam"], "loa: Không nguồn nào có chuyên mục \"cong-doam\". Ý bạn là cong-doan?"),
        (
            &["list", "--source", "laodogn"],
            "loa: Không có nguồn \"laodogn\"; `loa sources` liệt kê các nguồn. Ý bạn là laodong.vn?",
        ),
        (
            &["export", "--format", "doc"],
            "loa: --format <FORMAT>: không dùng được giá trị \"doc\". Ý bạn là docx? Có thể là: jsonl, ",
        ),
        (&["list", "--source"], "loa: --source <S> cần một giá trị."),
    ] {
        let told = home.loa(arguments).env("LANG", "vi_VN.UTF-8").assert().code(2).stdout("");
        let said = String::from_utf8(told.get_output().stderr.clone()).unwrap();
        assert!(said.starts_with(sentence), "{arguments:?}: {said}");
    }
}

#[test]
fn quiet_means_quiet() {
    Home::new().loa(&["-q", "list"]).assert().code(4).stdout("").stderr("");
}

#[test]
fn a_source_that_does_not_exist_is_wrong_usage() {
    let home = Home::new();
    home.loa(&["list", "--source", "nope"]).assert().code(2).stderr(predicate::str::contains("nope"));
}

#[test]
fn offline_is_a_promise_that_sync_keeps() {
    Home::new().loa(&["--offline", "sync"]).assert().code(1).stdout("").stderr(predicate::str::contains("--offline"));
}

#[test]
fn sources_are_objects_with_sections() {
    let all = lines(&mut Home::new().loa(&["sources", "--json"]));
    let nld = all.iter().find(|site| site["id"] == "nld.com.vn").expect("a built-in site");
    assert!(nld["sections"][0]["url"].as_str().unwrap().starts_with("https://"));
    assert!(nld["unverified"].is_boolean() && nld["sections"][0]["unverified"].is_boolean());
}

#[test]
fn a_source_of_the_configuration_replaces_the_built_in_sections_when_it_says_only() {
    let home = Home::new();
    let file = home.write(
        "c.toml",
        "[[source]]\nid = \"nld.com.vn\"\nonly = true\n[[source.section]]\nid = \"x\"\nname = \"X\"\nkind = \"feed\"\nurl = \"https://nld.com.vn/x.rss\"\n",
    );
    let all = lines(&mut home.loa(&["--config", &file, "sources", "--json"]));
    let nld = all.iter().find(|site| site["id"] == "nld.com.vn").unwrap();
    assert_eq!(nld["sections"].as_array().unwrap().len(), 1);
    assert_eq!(nld["sections"][0]["kind"], "feed");
}

#[test]
fn an_extracted_article_has_every_field_of_the_contract() {
    let home = Home::new();
    let file = home.write("a.html", PAGE);
    let url = "https://example.vn/luong-toi-thieu-vung-tang-1.htm";
    let all = lines(&mut home.loa(&["extract", "--url", url, "--kind", "article", "--json", &file]));
    for field in
        ["kind", "url", "title", "published", "updated", "author", "sapo", "category", "body", "findings", "by"]
    {
        assert!(all[0].get(field).is_some(), "{field} is missing: {}", all[0]);
    }
    assert_eq!((&all[0]["kind"], &all[0]["url"]), (&Value::from("article"), &Value::from(url)));
}

#[test]
fn a_page_can_come_from_stdin() {
    let home = Home::new();
    let mut command = home.loa(&["extract", "--url", "https://example.vn/", "--kind", "listing", "--json", "-"]);
    let all = lines(command.write_stdin(PAGE));
    assert_eq!(all[0]["kind"], "listing");
    assert!(all[0]["items"].is_array() && all[0].get("next").is_some() && all[0]["findings"].is_array());
}

#[test]
fn a_missing_page_fails_with_its_name() {
    let home = Home::new();
    let arguments = ["extract", "--url", "https://example.vn/a", "--json", "/nonexistent/a.html"];
    home.loa(&arguments).assert().code(1).stdout("").stderr(predicate::str::contains("/nonexistent/a.html"));
}

#[test]
fn a_manifest_gives_one_object_a_line_in_its_order_and_an_error_where_a_page_is_missing() {
    let home = Home::new();
    home.write("a.html", PAGE);
    let mut manifest = String::from("kind\tnote\tfile\turl\n");
    for n in 0..50 {
        let file = if n % 7 == 3 { "missing.html" } else { "a.html" };
        manifest += &format!("article\tx\t{file}\thttps://example.vn/bai-{n}.htm\n");
    }
    let tsv = home.write("m.tsv", &manifest);
    let all = lines(&mut home.loa(&["extract", "--manifest", &tsv, "--json"]));
    assert_eq!(all.len(), 50);
    for (n, object) in all.iter().enumerate() {
        assert_eq!(object["url"], format!("https://example.vn/bai-{n}.htm"), "{object}");
        assert_eq!(object.get("error").is_some(), n % 7 == 3, "{object}");
    }
}

#[test]
fn extraction_writes_nothing() {
    let home = Home::new();
    let file = home.write("a.html", PAGE);
    let _ = home.loa(&["extract", "--url", "https://example.vn/a.htm", &file]).assert();
    let left: Vec<_> = std::fs::read_dir(home.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["a.html"]);
}

#[test]
fn completions_and_the_manual_page_are_printed() {
    let home = Home::new();
    home.loa(&["completions", "bash"]).assert().code(0).stdout(predicate::str::contains("_loa"));
    home.loa(&["man"]).assert().code(0).stdout(predicate::str::contains(".TH loa"));
}

#[test]
#[cfg(unix)]
fn a_closed_pipe_is_silent() {
    let home = Home::new();
    let program = assert_cmd::cargo::cargo_bin("loa");
    let script = format!("{} sources --json | head -n 1 >/dev/null; echo ${{PIPESTATUS[0]}}", program.display());
    let out = std::process::Command::new("bash").args(["-c", &script]).env("HOME", home.path()).output().unwrap();
    assert_eq!((String::from_utf8(out.stdout).unwrap().trim(), out.stderr.len()), ("0", 0));
}

// The demo: the normal pipeline from its pages to the archive.

#[test]
fn the_demo_lists_its_paper_and_leaves_nothing_behind() {
    let home = Home::new();
    let place = home.path().join("tmp");
    std::fs::create_dir(&place).unwrap();
    let rows = lines(home.loa(&["--demo", "list", "--json", "--limit", "5"]).env("TMPDIR", &place));
    assert_eq!(rows.len(), 5);
    for field in ["id", "url", "title", "published", "source", "section", "read", "starred"] {
        assert!(rows[0].get(field).is_some(), "{field} is missing: {}", rows[0]);
    }
    assert_eq!(std::fs::read_dir(&place).unwrap().count(), 0, "the temporary archive is gone");
}

#[test]
fn what_the_demo_stored_is_read_without_any_network() {
    let home = Home::new();
    let data = home.path().join("data").display().to_string();
    home.loa(&["--demo", "--data-dir", &data, "list", "--limit", "1"]).assert().code(0);
    let row = lines(&mut home.loa(&["--offline", "--data-dir", &data, "list", "--json", "--limit", "1"])).remove(0);
    let (id, url, title) = (row["id"].to_string(), row["url"].as_str().unwrap(), row["title"].as_str().unwrap());
    for what in [id.as_str(), url, title] {
        let shown = lines(&mut home.loa(&["--offline", "--data-dir", &data, "show", what, "--format", "json"]));
        assert_eq!((&shown[0]["kind"], &shown[0]["url"]), (&Value::from("article"), &row["url"]), "{what}");
    }
}

#[test]
fn a_sync_tells_events_and_ends_with_the_sums() {
    let events = lines(&mut Home::new().loa(&["--demo", "sync", "--json"]));
    let kinds: Vec<&str> = events.iter().filter_map(|event| event["event"].as_str()).collect();
    assert_eq!((kinds.first(), kinds.last()), (Some(&"planned"), Some(&"finished")), "{kinds:?}");
    assert!(events.last().unwrap()["new"].as_u64().unwrap() > 0);
}

#[test]
fn an_export_imported_elsewhere_is_exported_unchanged() {
    let home = Home::new();
    let (here, there) = (home.path().join("a").display().to_string(), home.path().join("b").display().to_string());
    let first = home.loa(&["--demo", "--data-dir", &here, "export", "--format", "jsonl"]).output().unwrap().stdout;
    assert!(first.split(|byte| *byte == b'\n').count() > 10);
    let file = home.write("all.jsonl", std::str::from_utf8(&first).unwrap());
    home.loa(&["--data-dir", &there, "import", &file]).assert().code(0);
    home.loa(&["--data-dir", &there, "import", &file]).assert().code(0);
    let second = home.loa(&["--data-dir", &there, "export", "--format", "jsonl"]).output().unwrap().stdout;
    let (first, second) = (String::from_utf8(first).unwrap(), String::from_utf8(second).unwrap());
    for (before, after) in first.lines().zip(second.lines()) {
        assert_eq!(before, after);
    }
    assert_eq!(first.lines().count(), second.lines().count());
}

#[test]
fn an_import_counts_new_known_and_senseless_lines() {
    let home = Home::new();
    let file = home.write(
        "in.jsonl",
        "{\"url\":\"https://a.vn/1\",\"title\":\"Đình công ở khu chế xuất\",\"body\":[\"Một\",{\"type\":\"heading\",\"text\":\"Hai\"}]}\n\
         not json\n{\"url\":\"https://a.vn/2\"}\n",
    );
    let told = predicate::str::contains("2 new articles, 0 already there, 1 lines");
    home.loa(&["import", &file]).assert().code(3).stdout(told).stderr(predicate::str::contains("line 2"));
    let told = predicate::str::contains("0 new articles, 2 already there");
    home.loa(&["import", &file]).assert().code(3).stdout(told);
    home.loa(&["list", "--source", "a.vn"]).assert().code(0).stdout(predicate::str::contains("Đình công"));
}

#[test]
fn a_second_refresh_of_one_archive_is_told_to_wait() {
    let home = Home::new();
    let data = home.path().join("data");
    let _held = loaphuong::sync::SyncLock::take(&data).unwrap();
    let waiting = predicate::str::contains("is refreshing this archive");
    home.loa(&["--demo", "--data-dir", &data.display().to_string(), "sync"]).assert().code(1).stderr(waiting);
}

#[test]
fn a_part_of_a_title_that_fits_several_articles_names_them() {
    let home = Home::new();
    let two = "{\"url\":\"https://a.vn/1\",\"title\":\"Tăng lương một\"}\n{\"url\":\"https://a.vn/2\",\"title\":\"Tăng lương hai\"}\n";
    let file = home.write("in.jsonl", two);
    home.loa(&["import", &file]).assert().code(0);
    home.loa(&["show", "tang luong"]).assert().code(2).stderr(predicate::str::contains("Tăng lương một"));
    home.loa(&["show", "luong hai"]).assert().code(0).stdout(predicate::str::contains("Tăng lương hai"));
    home.loa(&["show", "9999"]).assert().code(4);
}

#[test]
fn doctor_is_content_with_a_new_archive() {
    Home::new().loa(&["doctor"]).assert().code(0).stdout(predicate::str::contains("archive: 0 articles"));
}

#[test]
fn sources_makes_no_archive() {
    let home = Home::new();
    home.loa(&["sources"]).assert().code(0);
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn feeds_are_exported_for_other_readers() {
    Home::new().loa(&["export", "--format", "opml"]).assert().code(0).stdout(predicate::str::contains("xmlUrl="));
}

#[test]
#[cfg(unix)]
fn a_home_that_cannot_be_written_gives_a_sentence() {
    let home = Home::new();
    let file = home.write("file", "");
    home.loa(&["--data-dir", &format!("{file}/data"), "list"])
        .assert()
        .code(1)
        .stderr(predicate::str::starts_with("loa: "));
}

#[test]
fn doctor_asks_newspapers_only_when_it_is_told_to() {
    let home = Home::new();
    let network = |arguments: &[&str]| {
        let found = lines(&mut home.loa(arguments));
        found.into_iter().find(|finding| finding["key"] == "network").unwrap()
    };
    let silent = network(&["--demo", "doctor", "--json"]);
    assert_eq!((&silent["state"], &silent["remedy"]), (&Value::from("ok"), &Value::from("loa doctor --network")));
    let asked = network(&["--demo", "doctor", "--network", "--json"]);
    assert!(asked["said"].as_str().unwrap().contains("loaphuong.example"), "{asked}");
    // Nothing listens there.
    home.write("config.toml", "[network.mirrors]\n\"https://laodong.vn\" = \"http://127.0.0.1:1\"\n");
    let config = home.path().join("config.toml").display().to_string();
    let refused = network(&["--config", &config, "--offline", "doctor", "--network", "--json"]);
    assert_eq!(refused["state"], Value::from("note"), "{refused}");
}
