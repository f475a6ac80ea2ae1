//! `docs/BOUNDS.md` lists every limit in the code: its name, value, place, and the tests that mention it.
//!
//! `LOA_WRITE=1 cargo test --test bounds` regenerates it.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const HEAD: &str = "# Bounds

Everything that comes from outside is bounded. Each limit is a named constant; this table is made from the code, and
`cargo test --test bounds` fails when a row no longer fits (`LOA_WRITE=1 cargo test --test bounds` writes it anew). The unit
stands in the meaning. Settings of the user with bounds of their own are in `config.example.toml`.

| file | limit | value | meaning | tests that use it |
|---|---|---|---|---|
";

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.push(path);
        }
    }
}

/// The name and value of a line that defines a limit.
fn limit(line: &str) -> Option<(&str, &str)> {
    let (before, rest) = line.split_once("const ")?;
    let own = before.trim().is_empty() || before.trim().starts_with("pub");
    let (name, rest) = rest.split_once(':')?;
    let (_, value) = rest.split_once('=')?;
    let bound = ["MAX_", "LONGEST", "MOST_", "LARGE"].iter().any(|word| name.starts_with(word));
    (own && bound && !line.contains("fn ")).then(|| (name.trim(), value.trim().trim_end_matches(';')))
}

/// Names of test functions by the limits that they mention.
fn testers(files: &[(String, String)]) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (_, text) in files {
        let mut test = None;
        let mut marked = false;
        for line in text.lines() {
            if line.trim_start().starts_with("#[") {
                marked |= line.contains("test]") || line.contains("test(");
                continue;
            }
            if let Some(name) = line.trim_start().trim_start_matches("async ").strip_prefix("fn ") {
                let name = name.split('(').next().unwrap_or_default();
                test = marked.then(|| name.to_owned());
                marked = false;
            }
            let Some(test) = &test else { continue };
            for word in line.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')) {
                if ["MAX_", "LONGEST", "MOST_", "LARGE"].iter().any(|start| word.starts_with(start)) {
                    let tests = found.entry(word.to_owned()).or_default();
                    if !tests.contains(test) {
                        tests.push(test.clone());
                    }
                }
            }
        }
    }
    found
}

fn table() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    sources(&root.join("src"), &mut paths);
    sources(&root.join("tests"), &mut paths);
    paths.sort();
    let files: Vec<(String, String)> = paths
        .iter()
        .map(|path| (path.strip_prefix(root).unwrap().display().to_string(), std::fs::read_to_string(path).unwrap()))
        .filter(|(name, _)| name != "tests/bounds.rs")
        .collect();
    let testers = testers(&files);
    let mut out = HEAD.to_owned();
    for (file, text) in files.iter().filter(|(file, _)| file.starts_with("src/") && !file.ends_with("tests.rs")) {
        let mut meaning = String::new();
        for line in text.lines() {
            if let Some(doc) = line.trim_start().strip_prefix("///") {
                meaning.push_str(doc);
                continue;
            }
            if let Some((name, value)) = limit(line) {
                let tests = testers.get(name).map(|tests| tests.join(", ")).unwrap_or_default();
                let row = [file.as_str(), &format!("`{name}`"), &format!("`{value}`"), meaning.trim(), &tests];
                out.push_str(&format!("| {} |\n", row.map(|cell| cell.replace('|', "\\|")).join(" | ")));
            }
            if !line.trim_start().starts_with("#[") {
                meaning.clear();
            }
        }
    }
    out
}

/// The words in backquotes of a text.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn every_promise_of_the_security_document_names_tests_and_each_of_them_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let document = std::fs::read_to_string(root.join("docs/SECURITY.md")).unwrap();
    let (_, promises) = document.split_once("## Promises").unwrap();
    let (promises, _) = promises.split_once("\n## ").unwrap();
    let mut paths = Vec::new();
    sources(&root.join("src"), &mut paths);
    sources(&root.join("tests"), &mut paths);
    let code: String = paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let rows = promises.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| promise"));
    for row in rows {
        let held = row.trim_matches('|').rsplit('|').next().unwrap();
        let tests: Vec<&str> = quoted(held).filter(|name| name.matches('_').count() >= 2).collect();
        assert!(!tests.is_empty(), "no test holds: {row}");
        for test in tests {
            let there = [" fn ", "\nfn "].iter().any(|before| code.contains(&format!("{before}{test}(")));
            assert!(there, "there is no test {test}");
        }
        for path in quoted(held).filter(|name| name.contains('/') && !name.contains(' ')) {
            assert!(root.join(path).exists(), "{path}");
        }
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test is steered by the environment")]
fn the_table_of_bounds_is_the_codes() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/BOUNDS.md");
    if std::env::var_os("LOA_WRITE").is_some() {
        std::fs::write(&file, table()).unwrap();
    }
    let written = std::fs::read_to_string(&file).unwrap_or_default();
    let now = table();
    let wrong: Vec<&str> = now.lines().filter(|line| !written.lines().any(|known| known == *line)).collect();
    assert!(wrong.is_empty(), "docs/BOUNDS.md lacks (LOA_WRITE=1 writes it anew):\n{}", wrong.join("\n"));
}
