//! Conformance: every group of every vector file, against the library.
//!
//! Files are JSON Lines in the folder `LOA_VECTORS` (default `../shared/vectors`, relative to the package; otherwise
//! the small set of this repository, `tests/vectors`). An object has `id`, `group` and `level` (absent = `core`).
//! A failed `core` vector fails the test; `extended` ones are counted and listed. Unknown groups and files are listed
//! and counted, never skipped silently. One line per file goes to standard error.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a vector file that cannot be read ends the test with its place"
)]
#![expect(clippy::unnecessary_wraps, reason = "every check has the same shape")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;

#[path = "vectors/grammar.rs"]
mod grammar;
#[path = "vectors/letters.rs"]
mod letters;
#[path = "vectors/lines.rs"]
mod lines;
#[path = "vectors/search.rs"]
mod search;

/// The result of one vector; `None` for an unknown group.
type Verdict = Option<Result<(), String>>;

/// The check of a file, by its name.
fn check_of(file: &str) -> Option<fn(&Value) -> Verdict> {
    Some(match file {
        "wrap" => lines::wrap,
        "width" => lines::width,
        "fold" => letters::fold,
        "legacy" => letters::legacy,
        "dates" => grammar::dates,
        "ime" => grammar::ime,
        "legal" => grammar::legal,
        "collation" => grammar::collation,
        "search" => search::ranking,
        _ => return None,
    })
}

/// The expected pass rate of a file's `extended` vectors.
const EXTENDED_BAR: f64 = 0.95;

#[expect(clippy::disallowed_methods, reason = "the place of the vectors is an argument of the test")]
fn folder() -> (PathBuf, &'static str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if let Some(named) = std::env::var_os("LOA_VECTORS") {
        return (PathBuf::from(named), "LOA_VECTORS");
    }
    let shared = root.join("../shared/vectors");
    if shared.is_dir() {
        (shared, "../shared/vectors")
    } else {
        (root.join("tests/vectors"), "tests/vectors: the small set")
    }
}

/// The objects of a file; blank lines and lines that begin with `#` or `//` are skipped.
fn read(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let text = text.trim_start_matches('\u{feff}');
    let is_vector = |line: &str| !(line.is_empty() || line.starts_with('#') || line.starts_with("//"));
    let lines = text.lines().map(str::trim).enumerate().filter(|(_, line)| is_vector(line));
    lines
        .map(|(at, line)| serde_json::from_str(line).unwrap_or_else(|e| panic!("{}:{}: {e}", path.display(), at + 1)))
        .collect()
}

#[derive(Default)]
struct Count {
    passed: usize,
    total: usize,
}

#[derive(Default)]
struct Report {
    core: Count,
    extended: Count,
    unknown: BTreeMap<String, usize>,
    failures: Vec<String>,
    core_failed: bool,
}

impl Report {
    fn take(&mut self, vector: &Value, verdict: Verdict) {
        let word = |key: &str| vector.get(key).and_then(Value::as_str).unwrap_or("");
        let is_core = word("level") != "extended";
        let Some(outcome) = verdict else {
            *self.unknown.entry(word("group").to_owned()).or_default() += 1;
            return;
        };
        let count = if is_core { &mut self.core } else { &mut self.extended };
        count.total += 1;
        match outcome {
            Ok(()) => count.passed += 1,
            Err(why) => {
                let level = if is_core { "core" } else { "extended" };
                self.failures.push(format!("{level} {} [{}]: {why}", word("id"), word("group")));
                self.core_failed |= is_core;
            }
        }
    }

    fn line(&self, file: &str) -> String {
        let mut out = format!(
            "{file:<12} passed {}/{}  core {}/{}  extended {}/{}",
            self.core.passed + self.extended.passed,
            self.core.total + self.extended.total,
            self.core.passed,
            self.core.total,
            self.extended.passed,
            self.extended.total
        );
        for (group, count) in &self.unknown {
            let _ = write!(out, "  unknown group {group:?}: {count}");
        }
        #[expect(clippy::cast_precision_loss, reason = "counts of lines of a file")]
        if (self.extended.passed as f64) < EXTENDED_BAR * self.extended.total as f64 {
            out.push_str("  (extended below its bar)");
        }
        out
    }
}

/// Writes directly, because the test harness hides the output of passing tests.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

fn run(file: &str) {
    let (folder, _) = folder();
    let path = folder.join(format!("{file}.jsonl"));
    if !path.is_file() {
        say(&format!("{file:<12} not in {}", folder.display()));
        return;
    }
    let check = check_of(file).expect("a check for the file");
    let mut report = Report::default();
    for vector in read(&path) {
        let verdict = check(&vector);
        report.take(&vector, verdict);
    }
    say(&report.line(file));
    for failure in &report.failures {
        say(&format!("    {failure}"));
    }
    assert!(!report.core_failed, "{file}: core vectors failed, see above");
}

#[test]
fn paragraphs_wrap_as_the_vectors_say() {
    run("wrap");
}

#[test]
fn text_is_as_wide_as_the_vectors_say() {
    run("width");
}

#[test]
fn keys_and_finds_are_as_the_vectors_say() {
    run("fold");
}

#[test]
fn old_encodings_are_read_as_the_vectors_say() {
    run("legacy");
}

#[test]
fn dates_are_read_as_the_vectors_say() {
    run("dates");
}

#[test]
fn typing_composes_as_the_vectors_say() {
    run("ime");
}

#[test]
fn legal_references_are_seen_as_the_vectors_say() {
    run("legal");
}

#[test]
fn names_are_sorted_as_the_vectors_say() {
    run("collation");
}

#[test]
fn searches_rank_as_the_vectors_say() {
    run("search");
}

#[test]
fn few_line_breaks_fall_inside_words() {
    let (folder, _) = folder();
    let path = folder.join("compounds.jsonl");
    if !path.is_file() {
        say(&format!("compounds    not in {}", folder.display()));
        return;
    }
    let measured = lines::compound_splits(&read(&path));
    say(&format!("compounds    {measured}"));
    assert!(measured.is_good(), "{measured}");
}

#[test]
fn every_vector_file_is_known() {
    let (folder, why) = folder();
    say(&format!("vectors of {} ({why})", folder.display()));
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    for path in entries.flatten().map(|entry| entry.path()).filter(|p| p.extension().is_some_and(|e| e == "jsonl")) {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if check_of(&name).is_none() && name != "compounds" {
            say(&format!("{name:<12} unknown file, {} vectors not run", read(&path).len()));
        }
    }
}
