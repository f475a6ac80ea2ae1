//! The program on a hostile machine: other users, unusual umasks, no home folder, links, full disks, damaged files,
//! kills.
//!
//! The light form runs with `cargo test`; `LOA_HEAVY=1 cargo test --test faults --test store_crash` repeats each fault
//! more often.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]
#![cfg(unix)]

use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

#[path = "faults/machine.rs"]
mod machine;
#[path = "faults/odd_files.rs"]
mod odd_files;

const LOA: &str = env!("CARGO_BIN_EXE_loa");

/// A home folder with an archive of `articles` articles.
fn home(articles: usize) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let lines: String = (0..articles)
        .map(|n| {
            format!(
                "{{\"url\":\"https://bao.test/{n}\",\"title\":\"Tin số {n}\",\"source\":\"bao.test\",\
                 \"body\":[{{\"type\":\"paragraph\",\"text\":\"Công nhân nhận lương tháng {n}.\"}}]}}\n"
            )
        })
        .collect();
    let file = home.path().join("tin.jsonl");
    std::fs::write(&file, lines).unwrap();
    let done = loa(home.path(), &["import", file.to_str().unwrap()]);
    assert!(done.status.success(), "{done:?}");
    std::fs::remove_file(file).unwrap();
    home
}

fn data(home: &Path) -> PathBuf {
    home.join("data")
}

fn command(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(LOA);
    command.env_clear().env("HOME", home).env("LC_ALL", "C.UTF-8").arg("--data-dir").arg(data(home)).args(arguments);
    command
}

fn loa(home: &Path, arguments: &[&str]) -> Output {
    command(home, arguments).output().unwrap()
}

fn lines(output: &Output) -> usize {
    String::from_utf8_lossy(&output.stdout).lines().count()
}

fn everything_under(folder: &Path) -> Vec<PathBuf> {
    let mut found = vec![folder.to_owned()];
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(everything_under(&path)) } else { found.push(path) }
    }
    found
}

#[test]
fn nothing_that_is_written_is_open_to_others_whatever_the_umask() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("tin.jsonl");
    std::fs::write(&file, "{\"url\":\"https://bao.test/1\",\"title\":\"Tin\"}\n").unwrap();
    let copy = home.path().join("copy.db");
    for arguments in [["import", file.to_str().unwrap()].as_slice(), &["store", "backup", copy.to_str().unwrap()]] {
        let shown: Vec<String> = arguments.iter().map(|a| format!("'{a}'")).collect();
        let line = format!("umask 000; exec {LOA} --data-dir {} {}", data(home.path()).display(), shown.join(" "));
        let done = Command::new("sh").env("HOME", home.path()).arg("-c").arg(line).output().unwrap();
        assert!(done.status.success(), "{done:?}");
    }
    let mut written = everything_under(&data(home.path()));
    written.push(copy);
    for path in written {
        let mode = std::fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode & 0o077, 0, "{} {mode:o}", path.display());
    }
}

#[test]
fn without_a_home_no_configuration_is_read() {
    if !rustix::process::geteuid().is_root() {
        eprintln!("only root can run as a user without a home: not tested");
        return;
    }
    let temporary = tempfile::tempdir().unwrap();
    std::fs::set_permissions(temporary.path(), std::fs::Permissions::from_mode(0o1777)).unwrap();
    // Every name that a process could have had is occupied by a stranger's configuration.
    let own = std::process::id();
    for id in own..own + 500 {
        let folder = temporary.path().join(format!("loa-{id}"));
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join("config.toml"), "this is no configuration").unwrap();
    }
    let copy = temporary.path().join("loa");
    std::fs::copy(LOA, &copy).unwrap();
    let mut run = Command::new(&copy);
    run.env_clear().env("TMPDIR", temporary.path()).current_dir("/").uid(54_321).gid(54_321);
    let done = run.arg("list").output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(!said.contains("config.toml") && !said.contains("panicked"), "{said}");
    let left = std::fs::read_dir(temporary.path()).unwrap().count();
    assert_eq!(left, 501, "what was written for the run went with it");
}

#[test]
fn a_link_in_the_place_of_a_lock_leads_no_write_away() {
    let home = home(3);
    let victim = home.path().join("victim.txt");
    std::fs::write(&victim, "mine").unwrap();
    for name in ["index.lock", "sync.lock"] {
        let lock = data(home.path()).join(name);
        let _ = std::fs::remove_file(&lock);
        symlink(&victim, &lock).unwrap();
    }
    for arguments in [["search", "lương"].as_slice(), &["list"], &["--offline", "sync"], &["store", "reindex"]] {
        loa(home.path(), arguments);
    }
    assert_eq!(std::fs::read_to_string(&victim).unwrap(), "mine");
}

#[test]
fn a_wipe_removes_what_loa_wrote_and_nothing_else() {
    let home = home(3);
    let own = data(home.path()).join("của tôi.txt");
    std::fs::write(&own, "mine").unwrap();
    loa(home.path(), &["search", "lương"]);
    let asked = loa(home.path(), &["store", "wipe"]);
    assert!(String::from_utf8_lossy(&asked.stdout).contains("archive.db"), "says first what goes");
    assert!(data(home.path()).join("archive.db").exists(), "where nobody can be asked nothing goes");
    let done = loa(home.path(), &["store", "wipe", "--yes"]);
    assert!(done.status.success(), "{done:?}");
    let left: Vec<PathBuf> = everything_under(&data(home.path())).into_iter().filter(|path| path.is_file()).collect();
    assert_eq!(left, [own]);
}

#[test]
fn a_bad_byte_in_a_title_hides_no_article_and_is_mended() {
    let home = home(20);
    let file = data(home.path()).join("archive.db");
    let sql = "UPDATE articles SET title = CAST(x'43c3286e' AS TEXT) WHERE id = 5";
    rusqlite::Connection::open(&file).unwrap().execute_batch(sql).unwrap();
    let listed = loa(home.path(), &["list", "--limit", "100"]);
    assert!(listed.status.success() && lines(&listed) >= 20, "{listed:?}");
    assert_eq!(lines(&loa(home.path(), &["export"])), 20);
    let checked = loa(home.path(), &["store", "check"]);
    assert!(!checked.status.success() && String::from_utf8_lossy(&checked.stdout).contains("title"), "{checked:?}");
    loa(home.path(), &["store", "check", "--repair"]);
    assert!(loa(home.path(), &["store", "check"]).status.success());
}

#[test]
fn damaged_archives_are_read_as_far_as_they_can_be() {
    let home = home(60);
    let file = data(home.path()).join("archive.db");
    loa(home.path(), &["store", "vacuum"]);
    let whole = std::fs::read(&file).unwrap();
    let copies = if heavy() { 60 } else { 4 };
    let mut shown = Vec::new();
    for copy in 0..copies {
        let mut random = fastrand::Rng::with_seed(copy);
        let mut bytes = whole.clone();
        for _ in 0..10 {
            let at = random.usize(100..bytes.len());
            bytes[at] ^= 1 << random.u8(0..8);
        }
        let other = tempfile::tempdir().unwrap();
        std::fs::create_dir(data(other.path())).unwrap();
        std::fs::write(data(other.path()).join("archive.db"), bytes).unwrap();
        let listed = loa(other.path(), &["list", "--limit", "100"]);
        assert!(lines(&listed) > 0, "copy {copy}: {listed:?}");
        shown.push(lines(&listed));
    }
    println!("{copies} copies: {} of 60 lines at least", shown.iter().min().unwrap());
}

#[test]
fn a_read_only_archive_is_read_and_told() {
    if !rustix::process::geteuid().is_root() {
        eprintln!("only root can become a user who may not write: not tested");
        return;
    }
    let home = home(12);
    for path in everything_under(home.path()) {
        let mode = if path.is_dir() { 0o755 } else { 0o444 };
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
    }
    let copy = home.path().join("loa");
    std::fs::copy(LOA, &copy).unwrap();
    let mut run = Command::new(&copy);
    run.env_clear().env("HOME", home.path()).current_dir("/").uid(54_321).gid(54_321);
    let done = run.arg("--data-dir").arg(data(home.path())).args(["list", "--limit", "50"]).output().unwrap();
    assert!(lines(&done) >= 12, "{done:?}");
    assert!(String::from_utf8_lossy(&done.stderr).contains("archive.db"), "says that it may only be read: {done:?}");
}

#[test]
fn a_full_disk_under_the_output_is_an_error() {
    if !Path::new("/dev/full").exists() {
        eprintln!("there is no /dev/full: not tested");
        return;
    }
    for arguments in [["--help"].as_slice(), &["--version"], &["config", "init"]] {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let done = Command::new(LOA).args(arguments).stdout(full).output().unwrap();
        assert!(!done.status.success(), "{arguments:?}");
    }
}

#[test]
fn what_a_killed_copy_left_goes_with_the_next() {
    let home = home(3);
    let target = home.path().join("copy.db");
    let abandoned = home.path().join("copy.db.part-4194303");
    std::fs::write(&abandoned, "half").unwrap();
    assert!(loa(home.path(), &["store", "backup", target.to_str().unwrap()]).status.success());
    assert!(target.exists() && !abandoned.exists());
}

#[test]
fn what_a_command_of_the_users_writes_has_the_umask_that_the_user_came_with() {
    let home = tempfile::tempdir().unwrap();
    let editor = home.path().join("editor");
    std::fs::write(&editor, format!("#!/bin/sh\nexec touch {}/mine\n", home.path().display())).unwrap();
    std::fs::set_permissions(&editor, std::fs::Permissions::from_mode(0o755)).unwrap();
    let config = home.path().join("config.toml");
    std::fs::write(&config, "").unwrap();
    let line = format!("umask 027; exec {LOA} --config {} config edit", config.display());
    let mut run = Command::new("sh");
    run.env("HOME", home.path()).env("EDITOR", &editor).env_remove("VISUAL").arg("-c").arg(line);
    let done = run.output().unwrap();
    let mode = std::fs::metadata(home.path().join("mine")).map(|file| file.permissions().mode() & 0o777);
    assert_eq!(mode.ok(), Some(0o640), "{done:?}");
}

/// A page as stored in the archive, for the article `id`.
fn keep_page(home: &Path, id: i64, address: &str, text: &str) {
    let html = format!(
        "<html><head><title>Giữ được</title><link rel=\"canonical\" href=\"{address}\"></head><body><article>\
         <h1>Tin đọc lại từ trang giữ được</h1><p>{}</p><p>{text}</p></article></body></html>",
        "Người lao động trong khu công nghiệp được trả lương đúng hạn, công đoàn cơ sở cho biết. ".repeat(8)
    );
    let blob: Vec<u8> = std::iter::once(0).chain(html.into_bytes()).collect();
    let archive = rusqlite::Connection::open(data(home).join("archive.db")).unwrap();
    archive.execute("INSERT INTO pages (id, fetched, html) VALUES (?1, 1700000000, ?2)", (id, blob)).unwrap();
}

#[test]
fn a_lost_text_and_a_lost_article_are_read_again_from_the_pages_that_were_kept() {
    let home = home(3);
    keep_page(home.path(), 2, "https://bao.test/1", "Câu của bài mất văn bản.");
    keep_page(home.path(), 77, "https://bao.test/mat-dong.html", "Câu của bài mất cả dòng.");
    let file = data(home.path()).join("archive.db");
    rusqlite::Connection::open(&file).unwrap().execute_batch("DELETE FROM bodies WHERE id = 2").unwrap();
    let checked = loa(home.path(), &["store", "check"]);
    assert!(
        !checked.status.success() && String::from_utf8_lossy(&checked.stdout).contains("2 trang gốc"),
        "{checked:?}"
    );
    let mended = loa(home.path(), &["store", "check", "--repair"]);
    assert!(String::from_utf8_lossy(&mended.stdout).contains("Đã đọc lại 2 bài"), "{mended:?}");
    assert!(loa(home.path(), &["store", "check"]).status.success());
    let all = String::from_utf8(loa(home.path(), &["export"]).stdout).unwrap();
    assert_eq!(all.lines().count(), 4);
    assert!(all.contains("Câu của bài mất văn bản.") && all.contains("Câu của bài mất cả dòng."), "{all}");
    assert!(all.contains("https://bao.test/mat-dong.html"));
}

/// The numbers of the titles in a text.
fn titles(text: &str) -> std::collections::BTreeSet<u32> {
    let after = text.split("Tin số ").skip(1);
    after.filter_map(|rest| rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()).collect()
}

#[test]
fn a_cut_file_rubbish_and_lost_tables_are_told_and_what_is_left_is_read() {
    for what in ["cut off", "rubbish at its beginning", "lost tables"] {
        let home = home(300);
        loa(home.path(), &["store", "vacuum"]);
        let file = data(home.path()).join("archive.db");
        let mut bytes = std::fs::read(&file).unwrap();
        match what {
            "cut off" => bytes.truncate(bytes.len() * 2 / 3),
            "lost tables" => {}
            _ => bytes[..6000].fill(b'x'),
        }
        let held = titles(&String::from_utf8_lossy(&bytes));
        std::fs::write(&file, bytes).unwrap();
        if what == "lost tables" {
            let sql = "DROP TABLE lists; DROP TABLE opened; DROP TABLE queue";
            rusqlite::Connection::open(&file).unwrap().execute_batch(sql).unwrap();
        }
        let listed = loa(home.path(), &["list", "--limit", "400"]);
        let lost: Vec<u32> = held.difference(&titles(&String::from_utf8_lossy(&listed.stdout))).copied().collect();
        assert!(held.len() > 50 && lost.is_empty(), "{what}: {} were left, not listed: {lost:?}", held.len());
        assert!(String::from_utf8_lossy(&listed.stderr).contains("damaged-"), "{what}: says where the old file is");
        assert!(loa(home.path(), &["store", "check"]).status.success(), "{what}");
    }
}

#[test]
fn an_emptied_archive_is_told_and_a_copy_brings_it_back() {
    let home = home(30);
    let copy = home.path().join("copy.db");
    loa(home.path(), &["store", "backup", copy.to_str().unwrap()]);
    std::fs::write(data(home.path()).join("archive.db"), "").unwrap();
    let told = loa(home.path(), &["list"]);
    assert!(String::from_utf8_lossy(&told.stderr).contains("store restore"), "{told:?}");
    assert!(loa(home.path(), &["store", "restore", "--yes", copy.to_str().unwrap()]).status.success());
    assert_eq!(lines(&loa(home.path(), &["export"])), 30);
}

/// Whether each fault is repeated often.
#[expect(clippy::disallowed_methods, reason = "a test is steered by the environment")]
fn heavy() -> bool {
    std::env::var_os("LOA_HEAVY").is_some()
}
