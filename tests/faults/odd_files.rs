//! Special or malformed files in place of loa's own files.

use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use super::{command, data, home, lines, loa};

/// What takes the place of a file.
#[derive(Debug, Clone, Copy)]
enum Odd {
    Folder,
    Pipe,
    EndlessLink,
    LinkAway,
    Ring,
    Rubbish,
    Empty,
}

const ODD: &[Odd] = &[Odd::Folder, Odd::Pipe, Odd::EndlessLink, Odd::LinkAway, Odd::Ring, Odd::Rubbish, Odd::Empty];

impl Odd {
    fn put(self, path: &Path, victim: &Path) {
        let _ = std::fs::remove_dir_all(path);
        let _ = std::fs::remove_file(path);
        match self {
            Self::Folder => std::fs::create_dir(path).unwrap(),
            Self::Pipe => assert!(Command::new("mkfifo").arg(path).status().unwrap().success()),
            Self::EndlessLink => symlink("/dev/zero", path).unwrap(),
            Self::LinkAway => symlink(victim, path).unwrap(),
            Self::Ring => symlink(path, path).unwrap(),
            Self::Rubbish => std::fs::write(path, [0xa5; 5_000]).unwrap(),
            Self::Empty => std::fs::write(path, "").unwrap(),
        }
    }
}

/// Ends in bounded time, whatever it waits for.
fn bounded(mut child: Child, what: &str) -> Output {
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if begun.elapsed() > Duration::from_mins(1) {
            child.kill().unwrap();
            unreachable!("{what}: it never ends");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    child.wait_with_output().unwrap()
}

fn run(home: &Path, arguments: &[&str], what: &str) -> Output {
    let child =
        command(home, arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let done = bounded(child, what);
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.code().is_some_and(|code| code < 100) && !said.contains("panicked"), "{what}: {done:?}");
    done
}

/// Replaces the file `name` of an archive by each odd thing, and checks that reading works and nothing else is written
/// to.
fn in_the_place_of(name: &str, arguments: &[&str]) {
    let home = home(20);
    loa(home.path(), &["search", "lương"]);
    let victim = home.path().join("victim.txt");
    std::fs::write(&victim, "mine").unwrap();
    for odd in ODD {
        let what = format!("{odd:?} in the place of {name}");
        odd.put(&data(home.path()).join(name), &victim);
        let found = run(home.path(), arguments, &what);
        assert!(lines(&found) >= 20, "{what}: {found:?}");
        assert_eq!(std::fs::read_to_string(&victim).unwrap(), "mine", "{what}");
    }
}

#[test]
fn whatever_stands_in_the_place_of_a_log_of_the_archive_every_article_is_listed() {
    for name in ["archive.db-wal", "archive.db-shm", "archive.db-journal"] {
        in_the_place_of(name, &["list", "--limit", "50"]);
    }
}

#[test]
fn whatever_stands_in_the_place_of_a_file_of_the_search_index_every_article_is_found() {
    let sample = home(20);
    loa(sample.path(), &["search", "lương"]);
    let folder = |home: &Path| {
        let mut entries = std::fs::read_dir(data(home)).unwrap().flatten();
        entries
            .find(|e| e.file_name().to_string_lossy().starts_with("index-"))
            .unwrap()
            .file_name()
            .into_string()
            .unwrap()
    };
    let index = folder(sample.path());
    in_the_place_of(&index, &["search", "lương", "--limit", "50"]);
    for file in ["meta.json", ".managed.json", ".tantivy-meta.lock", ".tantivy-writer.lock"] {
        in_the_place_of(&format!("{index}/{file}"), &["search", "lương", "--limit", "50"]);
    }
}

#[test]
fn a_damaged_file_of_the_search_index_is_found_and_mended() {
    let home = home(20);
    loa(home.path(), &["search", "lương"]);
    let ends: &[&str] = if super::heavy() {
        &[".idx", ".term", ".store", ".pos", ".fast", ".fieldnorm"]
    } else {
        &[".term", ".store", ".pos"]
    };
    for end in ends {
        for cut in [0, 4, usize::MAX] {
            let folder = super::everything_under(&data(home.path()));
            let file = folder.iter().find(|path| path.to_string_lossy().ends_with(end)).unwrap();
            let mut bytes = std::fs::read(file).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 0x55;
            bytes.truncate(cut);
            std::fs::write(file, bytes).unwrap();
            let what = format!("{end} cut at {cut}");
            let checked = loa(home.path(), &["store", "check"]);
            assert!(!checked.status.success(), "{what}: {checked:?}");
            run(home.path(), &["search", "lương"], &what);
            loa(home.path(), &["store", "check", "--repair"]);
            let found = run(home.path(), &["search", "lương", "--limit", "50"], &what);
            assert!(lines(&found) >= 20, "{what}: {found:?}");
            assert!(loa(home.path(), &["store", "check"]).status.success(), "{what}");
        }
    }
}

#[test]
fn a_pipe_in_the_place_of_the_log_is_not_waited_for() {
    let home = home(3);
    let state = home.path().join(".local/state/loa");
    std::fs::create_dir_all(&state).unwrap();
    Odd::Pipe.put(&state.join("loa.log"), home.path());
    assert!(lines(&run(home.path(), &["-vv", "list"], "a pipe as log")) >= 3);
}
