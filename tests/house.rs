//! Measures the code: lengths of files and functions, names of types, boolean parameters, cycles between files.
//!
//! Each figure has a limit that may only become stricter. `cargo test --test house -- --nocapture` prints them all.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Most lines of a file.
const LONGEST_FILE: usize = 400;
/// Longer files with their limits. A table that a test generates and compares is not a hand-written file.
const LONGER_FILES: &[(&str, usize)] = &include!("house/longer_files.in");
/// Most lines of a function.
const LONGEST_FUNCTION: usize = 80;
/// Most lines of nine functions in ten, and of ninety-nine in a hundred.
const MOST_FUNCTIONS: (usize, usize) = (22, 44);
/// Smallest share of distinct type names, per thousand.
const DISTINCT_NAMES: usize = 990;
/// Most functions with a boolean parameter.
const YES_OR_NO: usize = 27;
/// Most files of a folder.
const FULLEST_FOLDER: usize = 44;
/// Rooms with cycles between their files: (room, most files in cycles).
const RINGS: &[(&str, usize)] = &include!("house/rings.in");

/// A source file.
struct File {
    /// Path below `src`.
    name: String,
    lines: Vec<String>,
    is_test: bool,
}

impl File {
    fn room(&self) -> &str {
        self.name.split('/').next().unwrap()
    }

    /// The file's module path within its room: `search/prompt`; empty for the room itself.
    fn module(&self) -> String {
        let inside = self.name.split_once('/').map_or("", |(_, inside)| inside);
        let stem = inside.trim_end_matches(".rs");
        stem.strip_suffix("mod").map_or(stem, |folder| folder.trim_end_matches('/')).to_owned()
    }

    /// The line of its test module; its length if it has none.
    fn end_of_code(&self) -> usize {
        self.lines.iter().position(|line| line.starts_with("#[cfg(test)]")).unwrap_or(self.lines.len())
    }

    /// The lines before the test module, without comments.
    fn code(&self) -> impl Iterator<Item = &str> {
        self.lines[..self.end_of_code()].iter().map(String::as_str).filter(|line| !line.trim_start().starts_with("//"))
    }
}

fn files() -> Vec<File> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut folders = vec![src.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { paths.push(path) }
        }
    }
    paths.retain(|path| path.extension().is_some_and(|kind| kind == "rs"));
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let name = path.strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
            let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
            let is_test = stem == "tests" || stem.ends_with("_tests") || name.contains("/tests/");
            let lines = std::fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect();
            File { name, lines, is_test }
        })
        .collect()
}

/// The length of every function outside tests, with its name: from the signature to the closing brace.
fn functions(files: &[File]) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for file in files.iter().filter(|file| !file.is_test) {
        let lines: Vec<&str> = file.code().collect();
        for (at, line) in lines.iter().enumerate() {
            let text = line.trim_start();
            let indent = line.len() - text.len();
            if !is_function(text) {
                continue;
            }
            let closing = format!("{}}}", " ".repeat(indent));
            let Some(length) =
                lines[at..].iter().position(|line| *line == closing || line.ends_with(';') && at_head(line))
            else {
                continue;
            };
            found.push((length + 1, format!("{}: {text}", file.name)));
        }
    }
    found.sort();
    found
}

fn is_function(text: &str) -> bool {
    let rest = text.strip_prefix("pub").map_or(text, |rest| rest.split_once(' ').map_or("", |(_, rest)| rest));
    let rest = rest.trim_start_matches("const ").trim_start_matches("async ");
    rest.starts_with("fn ")
}

/// A function without a body, in a trait.
fn at_head(line: &str) -> bool {
    is_function(line.trim_start())
}

fn types(files: &[File]) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in files.iter().filter(|file| !file.is_test) {
        for line in file.code() {
            let text = line.trim_start();
            let text = text.strip_prefix("pub").map_or(text, |rest| rest.split_once(' ').map_or("", |(_, rest)| rest));
            let Some(rest) = ["struct ", "enum ", "trait ", "type "].iter().find_map(|lead| text.strip_prefix(lead))
            else {
                continue;
            };
            let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if name.starts_with(char::is_uppercase) && line.len() == line.trim_start().len() {
                found.entry(name).or_default().push(file.name.clone());
            }
        }
    }
    found
}

/// Which files of a room use which others, by `crate::room::…` and `super::…`.
fn edges(files: &[File], room: &str) -> BTreeMap<String, BTreeSet<String>> {
    let inside: Vec<&File> = files.iter().filter(|file| !file.is_test && file.room() == room).collect();
    let modules: BTreeSet<String> = inside.iter().map(|file| file.module()).collect();
    let mut edges = BTreeMap::new();
    for file in inside {
        let here = file.module();
        let code: String = file.code().collect::<Vec<_>>().join("\n");
        let mut known = BTreeSet::new();
        let parts: Vec<&str> = here.split('/').filter(|part| !part.is_empty()).collect();
        let leads = [(format!("crate::{room}::"), 0), ("super::super::".to_owned(), 2), ("super::".to_owned(), 1)];
        for (lead, up) in leads {
            let base = if up == 0 { &[][..] } else { &parts[..parts.len().saturating_sub(up)] };
            for (at, _) in code.match_indices(lead.as_str()) {
                if up == 1 && (code[..at].ends_with("super::") || code[at + lead.len()..].starts_with("super::")) {
                    continue;
                }
                for path in paths(&code[at + lead.len()..]) {
                    known.extend(target(base, &path, &modules));
                }
            }
        }
        known.remove(&here);
        edges.insert(here, known);
    }
    edges
}

/// The paths that begin here: a single one, or those of a group.
fn paths(rest: &str) -> Vec<Vec<String>> {
    let path = |text: &str| -> Vec<String> {
        text.split("::")
            .map(|part| part.trim().trim_matches(|c: char| !c.is_alphanumeric() && c != '_').to_owned())
            .collect()
    };
    if let Some(group) = rest.strip_prefix('{') {
        let group = group.split(';').next().unwrap_or_default();
        return group.split([',', '{', '}']).map(|one| path(one.trim())).collect();
    }
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').unwrap_or(rest.len());
    vec![path(&rest[..end])]
}

/// The file to which a path leads: the longest module that is a prefix of it. The room's own `mod.rs` only lists its
/// files.
fn target(base: &[&str], path: &[String], modules: &BTreeSet<String>) -> Option<String> {
    let whole: Vec<&str> = base.iter().copied().chain(path.iter().map(String::as_str)).collect();
    (base.len() + 1..=whole.len()).rev().map(|many| whole[..many].join("/")).find(|name| modules.contains(name))
}

/// The files that lead to themselves through others.
fn in_rings(edges: &BTreeMap<String, BTreeSet<String>>) -> Vec<&str> {
    let leads_back = |name: &String| {
        let mut seen = BTreeSet::new();
        let mut next: Vec<&String> = edges[name].iter().collect();
        while let Some(one) = next.pop() {
            if seen.insert(one) {
                next.extend(edges.get(one).into_iter().flatten());
            }
        }
        seen.contains(name)
    };
    edges.keys().filter(|name| leads_back(name)).map(String::as_str).collect()
}

#[test]
fn no_file_grows_beyond_what_one_reads_at_a_sitting() {
    let ceilings: BTreeMap<&str, usize> = LONGER_FILES.iter().copied().collect();
    let mut grown = Vec::new();
    for file in files() {
        let most = ceilings.get(file.name.as_str()).copied().unwrap_or(LONGEST_FILE);
        if file.lines.len() > most {
            grown.push(format!("    (\"{}\", {}),", file.name, file.lines.len()));
        }
    }
    assert!(grown.is_empty(), "longer than they may be:\n{}", grown.join("\n"));
}

#[test]
fn no_function_is_longer_than_a_screen() {
    let all = functions(&files());
    let at = |share: usize| all[all.len() * share / 100].0;
    println!("functions: {}, p50 {}, p90 {}, p99 {}, longest {:?}", all.len(), at(50), at(90), at(99), all.last());
    assert!(all.last().unwrap().0 <= LONGEST_FUNCTION, "{:?}", all.last());
    assert!((at(90), at(99)) <= MOST_FUNCTIONS && at(99) <= MOST_FUNCTIONS.1, "p90 {}, p99 {}", at(90), at(99));
}

#[test]
fn a_name_means_one_type() {
    let types = types(&files());
    let all: usize = types.values().map(Vec::len).sum();
    let share = types.len() * 1000 / all;
    let shared: Vec<String> = types
        .iter()
        .filter(|(_, places)| places.len() > 2)
        .map(|(name, places)| format!("{name} {}", places.len()))
        .collect();
    println!("types: {all}, names {}, {share} in a thousand; more than twice: {}", types.len(), shared.join(", "));
    assert!(share >= DISTINCT_NAMES, "{share} in a thousand");
}

#[test]
fn few_functions_take_a_yes_or_a_no() {
    let mut taking = 0;
    for file in files().iter().filter(|file| !file.is_test) {
        let code: String = file.code().collect::<Vec<_>>().join("\n");
        for signature in code.split("fn ").skip(1) {
            let end = signature.find(['{', ';']).unwrap_or(signature.len());
            let head = signature[..end].split("->").next().unwrap_or_default();
            taking += usize::from(head.contains(": bool"));
        }
    }
    println!("functions with a yes-or-no parameter: {taking}");
    assert!(taking <= YES_OR_NO, "{taking}");
}

#[test]
fn no_folder_is_a_heap() {
    let mut folders: BTreeMap<String, usize> = BTreeMap::new();
    for file in files() {
        let folder = file.name.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        *folders.entry(folder).or_default() += 1;
    }
    let full: Vec<String> = folders.iter().filter(|(_, n)| **n > 15).map(|(name, n)| format!("{name} {n}")).collect();
    println!("folders with more than 15 files: {}", full.join(", "));
    assert!(folders.values().all(|many| *many <= FULLEST_FOLDER), "{full:?}");
}

#[test]
fn no_ring_between_files_grows() {
    let files = files();
    let ceilings: BTreeMap<&str, usize> = RINGS.iter().copied().collect();
    let rooms: BTreeSet<&str> = files.iter().filter(|file| file.name.contains('/')).map(File::room).collect();
    let mut grown = Vec::new();
    for room in rooms {
        let edges = edges(&files, room);
        let ring = in_rings(&edges);
        if ring.len() > ceilings.get(room).copied().unwrap_or(0) {
            grown.push(format!("    (\"{room}\", {}), // {}", ring.len(), ring.join(" ")));
        }
    }
    assert!(grown.is_empty(), "files that lead to each other:\n{}", grown.join("\n"));
}

/// The lines of a file before its test module by kind: code, tables (constants of several lines), comments, blank.
fn kinds(file: &File) -> [usize; 4] {
    let mut kinds = [0; 4];
    let mut table_ends = None;
    for line in &file.lines[..file.end_of_code()] {
        let text = line.trim_start();
        let opens = ["const ", "static "].iter().any(|word| text.trim_start_matches("pub ").starts_with(word))
            || text.starts_with("pub(") && (text.contains(") const ") || text.contains(") static "));
        if table_ends.is_none() && opens && line.ends_with(['[', '(']) {
            table_ends = Some(line.len() - text.len());
        }
        let kind = match &table_ends {
            _ if text.is_empty() => 3,
            _ if text.starts_with("//") => 2,
            Some(_) => 1,
            None => 0,
        };
        kinds[kind] += 1;
        if table_ends.is_some_and(|indent| line.len() - text.len() == indent && line.ends_with(';')) {
            table_ends = None;
        }
    }
    kinds
}

#[test]
fn the_house_says_how_large_it_is() {
    let files = files();
    let (tests, code): (Vec<&File>, Vec<&File>) = files.iter().partition(|file| file.is_test);
    let all: usize = files.iter().map(|file| file.lines.len()).sum();
    let sums =
        code.iter().map(|file| kinds(file)).fold([0; 4], |sums, one| std::array::from_fn(|at| sums[at] + one[at]));
    let [lines, tables, comments, blank] = sums;
    println!(
        "src: {} files, {all} lines: code {lines}, tables {tables}, comments {comments}, blank {blank}",
        files.len()
    );
    println!("src: tests {}, of them {} files of their own", all - sums.iter().sum::<usize>(), tests.len());
    assert!(lines > 0 && tables > 0 && comments > 0 && lines > tables);
}
