//! Machine problems: a full disk, signals, a wrong clock.

use std::path::Path;
use std::process::{Command, Stdio};

use super::{LOA, command, data, heavy, home, lines, loa};

/// Lines to import, each with some hundred bytes of text that hardly compresses.
fn many(articles: usize) -> String {
    let mut random = fastrand::Rng::with_seed(7);
    let line = |n: usize| {
        let noise: String = (0..300).map(|_| random.alphanumeric()).collect();
        format!(
            "{{\"url\":\"https://bao.test/nhieu/{n}\",\"title\":\"Tin số {n}\",\"source\":\"bao.test\",\
             \"body\":[{{\"type\":\"paragraph\",\"text\":\"Công nhân nhận lương. {noise}\"}}]}}\n"
        )
    };
    (0..articles).map(line).collect()
}

/// The output of a shell script, run with the archive on a disk of its own with this many KiB; `None` if the rights for
/// that are missing.
fn on_a_small_disk(home: &Path, kib: usize, script: &str) -> Option<String> {
    let place = data(home);
    std::fs::create_dir_all(&place).unwrap();
    let whole = format!(
        "mount -t tmpfs -o size={kib}k none '{place}' || exit 77\nloa() {{ {LOA} --data-dir '{place}' \"$@\"; }}\n{script}",
        place = place.display()
    );
    let mut run = Command::new("unshare");
    run.args(["--mount", "sh", "-c", &whole]).env_clear().env("HOME", home).env("LC_ALL", "C.UTF-8");
    let done = run.env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").current_dir(home).output().ok()?;
    if done.status.code() == Some(77) || String::from_utf8_lossy(&done.stderr).contains("unshare failed") {
        return None;
    }
    Some(String::from_utf8_lossy(&done.stdout).into_owned())
}

#[test]
fn a_disk_that_becomes_full_is_told_and_what_was_stored_stays_and_the_rest_comes_when_there_is_room() {
    let sizes: &[usize] = if heavy() { &[200, 400, 700, 1_000, 1_500, 2_500] } else { &[700] };
    for kib in sizes {
        let home = tempfile::tempdir().unwrap();
        std::fs::write(home.path().join("in.jsonl"), many(6_000)).unwrap();
        let script = "loa import in.jsonl > first 2>&1; echo first=$?\n\
             loa list --limit 5 > list 2>&1; echo list=$?\n\
             loa search lương --limit 5 > /dev/null 2>&1; echo search=$?\n\
             mount -o remount,size=200m \"$PWD/data\"\n\
             loa store check > check 2>&1; echo check=$?\n\
             loa import in.jsonl > again 2>&1; echo again=$?\n\
             loa export > all 2>&1; echo all=$(wc -l < all)\n";
        let Some(said) = on_a_small_disk(home.path(), *kib, script) else {
            eprintln!("only root can make a small disk: not tested");
            return;
        };
        let first = std::fs::read_to_string(home.path().join("first")).unwrap();
        let told = |what: &str| said.lines().any(|line| line == what);
        assert!(!told("first=0") && first.contains("đầy") && !first.contains("panicked"), "{kib}: {said} {first}");
        let check = std::fs::read_to_string(home.path().join("check")).unwrap();
        assert!(told("check=0") && told("again=0") && told("all=6000"), "{kib}: {said} {first} {check}");
    }
}

#[test]
fn a_signal_ends_an_import_and_what_was_reported_stays() {
    let rounds = if heavy() { 20 } else { 1 };
    for (round, signal) in (0..rounds).flat_map(|round| ["TERM", "HUP", "INT"].map(|signal| (round, signal))) {
        let home = home(20);
        let file = home.path().join("in.jsonl");
        std::fs::write(&file, many(3_000)).unwrap();
        let mut run = command(home.path(), &["import", file.to_str().unwrap()]);
        let mut child = run.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // Some articles are stored, so it is working. It may end before the signal arrives.
        let archive = data(home.path()).join("archive.db-wal");
        while std::fs::metadata(&archive).map_or(0, |log| log.len()) < 100_000 * round
            && child.try_wait().unwrap().is_none()
        {
            std::thread::yield_now();
        }
        let _ = Command::new("kill").args([format!("-{signal}"), child.id().to_string()]).output();
        child.wait().unwrap();
        let listed = loa(home.path(), &["list", "--limit", "30"]);
        assert!(lines(&listed) >= 20, "{signal} {listed:?}");
        assert!(loa(home.path(), &["store", "check"]).status.success(), "{signal}");
        assert!(loa(home.path(), &["import", file.to_str().unwrap()]).status.success(), "{signal}");
        assert_eq!(lines(&loa(home.path(), &["export"])), 3_020, "{signal}");
    }
}

/// Columns of the archive that contain a time.
const MOMENTS: &[(&str, &str)] = &[
    ("articles", "published"),
    ("articles", "listed"),
    ("articles", "seen"),
    ("articles", "sort"),
    ("sections", "visited"),
    ("sections", "succeeded"),
    ("sections", "next_visit"),
    ("opened", "at"),
];

#[test]
fn an_archive_written_under_another_clock_is_read_whole() {
    for seconds in [-10_000_000_000_i64, -2_000_000_000, 90_000, 2_000_000_000, 200_000_000_000, i64::MAX / 2] {
        let home = home(12);
        loa(home.path(), &["search", "lương"]);
        let archive = rusqlite::Connection::open(data(home.path()).join("archive.db")).unwrap();
        for (table, column) in MOMENTS {
            archive.execute(&format!("UPDATE {table} SET {column} = {column} + ?1"), [seconds]).unwrap();
        }
        drop(archive);
        for arguments in [["list", "--limit", "50"].as_slice(), &["search", "lương", "--limit", "50"], &["export"]] {
            let done = loa(home.path(), arguments);
            assert!(done.status.success() && lines(&done) >= 12, "{seconds} {arguments:?}: {done:?}");
        }
        for arguments in [["--offline", "sync"].as_slice(), &["store", "stats"], &["doctor"], &["list", "--json"]] {
            let done = loa(home.path(), arguments);
            assert!(done.status.code().is_some_and(|code| code < 100), "{seconds} {arguments:?}: {done:?}");
        }
        assert_eq!(lines(&loa(home.path(), &["export"])), 12, "{seconds}");
    }
}

#[test]
fn under_a_clock_that_is_wrong_nothing_is_lost() {
    let library =
        ["x86_64-linux-gnu", "aarch64-linux-gnu"].map(|host| format!("/usr/lib/{host}/faketime/libfaketimeMT.so.1"));
    let Some(library) = library.iter().find(|path| Path::new(path).exists()) else {
        eprintln!("needs libfaketime: not tested");
        return;
    };
    let home = home(12);
    let file = home.path().join("later.jsonl");
    for (round, time) in
        ["1969-12-31 00:00:00", "1970-01-01 00:00:01", "2038-02-01 00:00:00", "2200-01-01 00:00:00"].iter().enumerate()
    {
        let line =
            format!("{{\"url\":\"https://bao.test/later/{round}\",\"title\":\"Tin sau\",\"source\":\"bao.test\"}}\n");
        std::fs::write(&file, line).unwrap();
        for arguments in [
            ["list", "--limit", "50"].as_slice(),
            &["search", "lương"],
            &["import", file.to_str().unwrap()],
            &["--offline", "sync"],
            &["store", "check"],
            &["store", "stats"],
        ] {
            let mut run = command(home.path(), arguments);
            let done = run.env("LD_PRELOAD", library).env("FAKETIME", format!("@{time}")).output().unwrap();
            assert!(done.status.code().is_some_and(|code| code < 100), "{time} {arguments:?}: {done:?}");
        }
    }
    assert_eq!(lines(&loa(home.path(), &["export"])), 16);
    assert!(loa(home.path(), &["store", "check"]).status.success());
}
