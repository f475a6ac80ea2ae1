//! The fence: which room of `src` may use which, and where each outside crate may be used.
//!
//! Reads the sources as text. Comments and test modules are ignored: a test may use other rooms. A room or crate
//! without a line here is rejected, so that nothing is added by accident.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Room → the rooms it may use. No room may use `cli`.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("text", &["model"]),
    ("sources", &["model"]),
    ("config", &["model"]),
    // All messages in both languages, asked for by the id of a phrase.
    ("words", &["model"]),
    ("fetch", &["model"]),
    ("extract", &["model", "text", "sources"]),
    // Everything specific to labour news: documents, terms, topics, stories. Above the text, below the archive.
    ("labour", &["model", "text"]),
    ("store", &["model", "text", "labour"]),
    // Articles in other formats: an e-book, a feed, a citation.
    ("export", &["model", "text", "labour"]),
    ("sync", &["model", "text", "sources", "fetch", "extract", "labour", "store"]),
    ("ui", &["model", "text", "config", "labour", "words"]),
    (
        "app",
        &["model", "text", "sources", "config", "fetch", "extract", "labour", "store", "export", "sync", "ui", "words"],
    ),
    ("demo", &[]),
    (
        "cli",
        &[
            "model", "text", "sources", "config", "fetch", "extract", "labour", "store", "export", "sync", "ui", "app",
            "demo", "words",
        ],
    ),
];

/// Outside crate → the rooms in which it may be used, or a folder of one.
const MAY_USE: &[(&str, &[&str])] = &[
    // the screen
    ("ratatui", &["ui", "app"]),
    ("ratatui_image", &["ui", "app"]),
    ("image", &["app"]),
    ("crossterm", &["app", "cli"]),
    ("fluent_bundle", &["words"]),
    ("open", &["app"]),
    // tasks and network
    ("tokio", &["fetch", "sync", "app", "cli", "demo"]),
    ("tokio_util", &["fetch", "sync", "app", "cli"]),
    // `doctor --network` asks several newspapers at once.
    ("futures_util", &["fetch", "sync", "app", "cli"]),
    ("reqwest", &["fetch"]),
    ("rustls", &["fetch"]),
    ("hyper", &["fetch"]),
    ("brotli_decompressor", &["fetch"]),
    ("cookie_store", &["fetch"]),
    // The public suffix list: which part of a host name belongs to a site.
    ("psl", &["model"]),
    ("webpki_root_certs", &["fetch"]),
    ("httpdate", &["fetch"]),
    ("robotxt", &["fetch"]),
    ("url", &["model", "fetch", "extract", "sources", "sync"]),
    ("rustix", &["sync", "store"]),
    ("fastrand", &["fetch", "store", "sync", "cli"]),
    // pages and text
    ("scraper", &["extract/dom"]),
    ("ego_tree", &["extract/dom"]),
    ("quick_xml", &["extract", "cli", "export"]),
    ("zip", &["export"]),
    ("docx_rs", &["export"]),
    ("csv", &["export", "cli"]),
    ("encoding_rs", &["text"]),
    ("unicode_segmentation", &["text", "labour"]),
    ("unicode_width", &["text"]),
    ("unicode_normalization", &["text", "labour"]),
    ("icu_collator", &["text"]),
    ("icu_locale_core", &["text"]),
    ("icu_segmenter", &["text"]),
    ("memchr", &["text", "fetch", "extract", "words"]),
    ("rustc_hash", &["text", "labour", "store"]),
    ("jiff", &["model", "text", "labour", "export", "extract", "store", "demo"]),
    // memory
    ("rusqlite", &["store"]),
    ("tantivy", &["store"]),
    ("flate2", &["store", "demo", "fetch", "extract"]),
    ("similar", &["text"]),
    // Names of kinds.
    ("strum", &["model"]),
    ("regex", &["text", "labour"]),
    // files and arguments
    ("serde", &["model", "labour", "export", "sources", "config", "extract", "store", "sync", "ui", "cli"]),
    ("serde_json", &["export", "extract", "store", "sync", "cli"]),
    ("toml", &["sources", "config", "extract", "labour", "ui", "cli"]),
    ("toml_edit", &["sources", "config"]),
    ("etcetera", &["config"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("schemars", &["model", "cli"]),
    // Suggestions for mistyped names.
    ("strsim", &["config", "cli", "store"]),
    // Folders with random names that are removed at the end.
    ("tempfile", &["app", "cli"]),
    ("indicatif", &["cli"]),
    // errors and logs
    (
        "thiserror",
        &["sources", "config", "fetch", "extract", "store", "sync", "app", "text", "labour", "export", "cli"],
    ),
    ("anyhow", &["app", "cli"]),
    ("tracing", &["fetch", "extract", "store", "sync", "app", "cli"]),
    ("tracing_subscriber", &["app", "cli"]),
];

/// An output of the program that ratatui does not filter → the files that may write it. Each of them passes outside
/// text through `text::guard`, and has a test with hostile text.
const WAYS_OUT: &[(&str, &[&str])] = &[
    ("print!(", &[]),
    ("println!(", &[]),
    ("eprint!(", &[]),
    ("eprintln!(", &[]),
    ("stdout()", &["app/terminal.rs", "cli/output/mod.rs"]),
    ("stderr()", &["app/terminal.rs", "cli/output/mod.rs"]),
    ("io::stderr)", &[]),
    // Only read, never written.
    ("/dev/tty", &["app/terminal_input.rs"]),
    // The browser gets a web address, the pager what `cli/output` has sanitised.
    (
        "Command::new",
        &[
            "app/programs.rs",
            "app/browser.rs",
            "app/pager.rs",
            "app/editor.rs",
            "app/fonts.rs",
            "app/voice.rs",
            "sync/watch.rs",
        ],
    ),
    ("open::that", &["app/browser.rs"]),
    ("CopyToClipboard", &["app/terminal.rs"]),
    ("SetTitle", &[]),
    ("]8;;", &[]),
    ("]52;", &[]),
    // A configuration keeps the user's text; the others write files in our own formats, which nobody prints.
    ("fs::write", &[]),
    ("File::create", &[]),
    ("OpenOptions::new", &["app/programs.rs", "store/private.rs"]),
];

/// A source file and the part of it that counts.
struct File {
    room: String,
    name: String,
    code: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files() -> Vec<File> {
    let src = root().join("src");
    let mut found = Vec::new();
    let mut folders = vec![src.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "rs") && !is_test(&path) {
                found.extend(file(&src, &path));
            }
        }
    }
    found
}

fn is_test(path: &Path) -> bool {
    let name = path.file_stem().unwrap().to_string_lossy().into_owned();
    let inside = path.components().any(|part| part.as_os_str() == "tests");
    inside || name == "tests" || name.ends_with("_tests")
}

/// `None` for `main.rs` and `lib.rs`, the entry points.
fn file(src: &Path, path: &Path) -> Option<File> {
    let inside: PathBuf = path.strip_prefix(src).unwrap().to_path_buf();
    let room = inside.components().next()?.as_os_str().to_string_lossy().into_owned();
    if inside.components().count() < 2 {
        return None;
    }
    let code = code(&std::fs::read_to_string(path).unwrap());
    Some(File { room, name: inside.display().to_string(), code })
}

/// The text without line comments and test modules (which are at the end of a file by convention).
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The words right after each occurrence of `lead`.
fn words_after<'a>(code: &'a str, lead: &str) -> BTreeSet<&'a str> {
    let word = |rest: &'a str| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
    code.split(lead).skip(1).map(word).filter(|word| !word.is_empty()).collect()
}

/// Rooms named in `crate::room` and in `crate::{room, …}`.
fn rooms_named(code: &str) -> BTreeSet<&str> {
    let mut named = words_after(code, "crate::");
    for group in code.split("crate::{").skip(1) {
        let group = group.split(';').next().unwrap_or_default();
        named.extend(group.split([',', '{', '}']).filter_map(|part| part.trim().split("::").next()));
    }
    named.into_iter().filter(|word| MAY_KNOW.iter().any(|(room, _)| room == word)).collect()
}

/// Whether `name::` begins a path and is not a module of this file.
fn uses_crate(code: &str, name: &str) -> bool {
    if code.contains(&format!("mod {name};")) || code.contains(&format!("mod {name} {{")) {
        return false;
    }
    let path = format!("{name}::");
    code.match_indices(&path).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
            // `use super::{url::CanonicalUrl}` and `use crate::model::{url::…}` are ours.
            && !code[..at].rsplit(['\n', ';']).next().is_some_and(|line| line.contains("use super::{") || line.contains("use crate::"))
    })
}

#[test]
fn every_room_knows_only_its_neighbours_below() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_KNOW.iter().copied().collect();
    let mut climbed = Vec::new();
    for file in files() {
        let Some(may) = allowed.get(file.room.as_str()) else {
            climbed.push(format!("{}: the room {} is not in the table", file.name, file.room));
            continue;
        };
        for room in rooms_named(&file.code) {
            if room != file.room && !may.contains(&room) {
                climbed.push(format!("{}: {} must not know {room}", file.name, file.room));
            }
        }
    }
    assert!(climbed.is_empty(), "over the fence:\n{}", climbed.join("\n"));
}

#[test]
fn every_outside_crate_stays_in_its_rooms() {
    let mut strayed = Vec::new();
    for file in files() {
        for (name, rooms) in MAY_USE {
            let lives_in = |room: &&str| file.room == *room || file.name.starts_with(&format!("{room}/"));
            if !rooms.iter().any(lives_in) && uses_crate(&file.code, name) {
                strayed.push(format!("{}: {name} has no place there", file.name));
            }
        }
    }
    assert!(strayed.is_empty(), "over the fence:\n{}", strayed.join("\n"));
}

#[test]
fn every_dependency_has_a_line_in_the_table() {
    let manifest: toml::Table = toml::from_str(&std::fs::read_to_string(root().join("Cargo.toml")).unwrap()).unwrap();
    for name in manifest["dependencies"].as_table().unwrap().keys() {
        let name = name.replace('-', "_");
        assert!(MAY_USE.iter().any(|(known, _)| *known == name), "{name}: say in which rooms it may live");
    }
}

#[test]
fn every_way_out_stands_where_it_is_guarded() {
    let mut loose = Vec::new();
    for file in files().iter().filter(|file| file.room != "demo") {
        for (way, places) in WAYS_OUT {
            let written = file
                .code
                .match_indices(way)
                .any(|(at, _)| !file.code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'));
            if written && !places.contains(&file.name.as_str()) {
                loose.push(format!("{}: {way} belongs to {places:?}, where text is guarded", file.name));
            }
        }
    }
    assert!(loose.is_empty(), "unguarded ways out:\n{}", loose.join("\n"));
}

#[test]
fn the_files_with_a_way_out_for_outside_text_guard_it() {
    for name in ["app/programs.rs", "app/terminal.rs", "cli/output/mod.rs"] {
        let file = files().into_iter().find(|file| file.name == name).unwrap();
        assert!(file.code.contains("guard("), "{name} lets text out without the guard");
    }
}

#[test]
fn no_two_rooms_know_each_other() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_KNOW.iter().copied().collect();
    for (room, knows) in MAY_KNOW {
        for other in *knows {
            assert!(!allowed[other].contains(room), "{room} and {other} know each other");
        }
    }
}

#[test]
fn the_binary_is_only_a_door() {
    let lines = std::fs::read_to_string(root().join("src/main.rs")).unwrap().lines().count();
    assert!(lines <= 40, "src/main.rs has {lines} lines");
}

#[test]
fn the_fence_sees_groups_and_paths() {
    assert_eq!(rooms_named("use crate::{model::Block, text};"), BTreeSet::from(["model", "text"]));
    assert_eq!(rooms_named("fn f() { crate::store::open() }"), BTreeSet::from(["store"]));
    assert!(uses_crate("use url::Url;", "url"));
    assert!(!uses_crate("use super::url::CanonicalUrl;", "url"));
    assert!(!uses_crate("pub mod url;\npub use url::CanonicalUrl;", "url"));
}
