//! Dependencies: licences, origins, and no crate twice that would cost a minute of build time.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;

/// Licences under which a binary may be redistributed with a notice; an expression passes if one of its alternatives
/// does.
const LICENCES: &[&str] = &[
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "0BSD",
    "Unlicense",
    "CC0-1.0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "MPL-2.0",
    "CDLA-Permissive-2.0",
    "BSL-1.0",
    "MIT-0",
    "WTFPL",
    "NCSA",
];

/// Crates of which a second version is too expensive.
const HEAVY: &[&str] = &[
    "html5ever",
    "markup5ever",
    "tantivy",
    "rusqlite",
    "libsqlite3-sys",
    "reqwest",
    "hyper",
    "tokio",
    "rustls",
    "ring",
    "image",
    "ratatui",
    "crossterm",
    "clap",
    "regex",
    "serde",
    "toml",
    "icu_segmenter",
    "url",
    "psl",
];

/// This machine's platform; crates of other platforms need not be available.
fn host() -> String {
    let told = Command::new("rustc").arg("-vV").output().unwrap();
    let text = String::from_utf8_lossy(&told.stdout).into_owned();
    text.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().to_owned()
}

fn metadata() -> Value {
    let cargo = env!("CARGO");
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let run = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked", "--offline", "--manifest-path", manifest])
        .args(["--filter-platform", &host()])
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    serde_json::from_slice(&run.stdout).unwrap()
}

fn is_allowed(expression: &str) -> bool {
    let choices = expression.replace('/', " OR ").replace(['(', ')'], "");
    choices.split(" OR ").any(|all| all.split(" AND ").all(|one| LICENCES.contains(&one.trim())))
}

#[test]
fn every_dependency_has_a_licence_that_we_know_and_comes_from_the_registry() {
    let metadata = metadata();
    let mut wrong = Vec::new();
    for package in metadata["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        if name == "loaphuong" {
            continue;
        }
        let licence = package["license"].as_str().unwrap_or_default();
        if !is_allowed(licence) {
            wrong.push(format!("{name}: licence {licence:?}"));
        }
        if package["source"]
            .as_str()
            .is_none_or(|source| !source.starts_with("registry+https://github.com/rust-lang/crates.io-index"))
        {
            wrong.push(format!("{name}: not from crates.io"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_heavy_crate_is_built_in_two_versions() {
    let metadata = metadata();
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in metadata["packages"].as_array().unwrap() {
        versions.entry(package["name"].as_str().unwrap()).or_default().push(package["version"].as_str().unwrap());
    }
    let twice: Vec<_> = HEAVY.iter().filter(|name| versions.get(*name).is_some_and(|found| found.len() > 1)).collect();
    assert!(twice.is_empty(), "{twice:?}");
}
