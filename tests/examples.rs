//! Every example of the help works in the demo, and the documentation mentions only what exists.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::path::Path;
use std::process::Command;

use loaphuong::cli::help::examples;

fn loa() -> &'static str {
    env!("CARGO_BIN_EXE_loa")
}

/// A shell command line, with the demo instead of the archive.
fn run(line: &str, home: &Path) -> std::process::Output {
    let demo = format!("'{}' --demo --data-dir '{}'", loa(), home.join("data").display());
    // Each loa in a pipeline.
    let line = line.replace(" --demo", "");
    let parts = line.split('|').map(str::trim).map(|part| match part.strip_prefix("loa") {
        Some(rest) => format!("{demo}{rest}"),
        None => part.to_owned(),
    });
    let mut command = Command::new("sh");
    command.arg("-c").arg(parts.collect::<Vec<_>>().join(" | ")).current_dir(home);
    command.env_clear().env("HOME", home).env("LANG", "en_US.UTF-8").env("PATH", "/usr/bin:/bin");
    command.output().unwrap()
}

#[test]
fn every_example_of_the_help_runs_on_the_demo() {
    let home = tempfile::tempdir().unwrap();
    let mut failed = Vec::new();
    for example in examples().into_iter().filter(|example| example.demo) {
        let out = run(&example.run, home.path());
        // Finding nothing is a valid result too.
        if !matches!(out.status.code(), Some(0 | 4)) {
            failed.push(format!("{}: {:?}: {}", example.run, out.status, String::from_utf8_lossy(&out.stderr)));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// The pages of the manual, and the README.
fn pages() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = vec![root.join("README.md"), root.join("CONTRIBUTING.md")];
    let mut folders = vec![root.join("docs")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "md") {
                found.push(path);
            }
        }
    }
    found.into_iter().map(|path| (path.display().to_string(), std::fs::read_to_string(&path).unwrap())).collect()
}

/// Lines of shell blocks that call loa, without their comments.
fn commands(text: &str) -> Vec<String> {
    let mut within = false;
    let mut found = Vec::new();
    for line in text.lines() {
        if line.starts_with("```") {
            within = !within && matches!(line.trim(), "```sh" | "```console");
        } else if within
            && let Some(at) = line.find("loa ").filter(|at| *at == 0 || line[..*at].ends_with(['$', ' ', '|']))
        {
            let command = line[at..].split(" #").next().unwrap_or_default();
            found.push(command.split(['|', '>', ';', '&']).next().unwrap_or_default().trim().to_owned());
        }
    }
    found
}

#[test]
fn every_command_of_the_documentation_is_one() {
    let mut wrong = Vec::new();
    for (page, text) in pages() {
        for command in commands(&text) {
            // Only checks that the arguments are understood: running them may need a network.
            let words = command.split_whitespace().skip(1).take_while(|word| !word.starts_with(['-', '\'', '"']));
            let path: Vec<&str> =
                words.take_while(|word| word.chars().all(|c| c.is_ascii_lowercase() || c == '-')).collect();
            let mut known = path.clone();
            loop {
                let out = Command::new(loa()).args(&known).arg("--help").output().unwrap();
                if out.status.success() || known.is_empty() {
                    break;
                }
                known.pop();
            }
            let flags = command.split_whitespace().filter(|word| word.starts_with("--") && word.len() > 2);
            let help = Command::new(loa()).args(&known).arg("--help").output().unwrap().stdout;
            let help = String::from_utf8_lossy(&help).into_owned();
            if known.is_empty() && !path.is_empty() {
                wrong.push(format!("{page}: {command}: no such command"));
            }
            for flag in flags.map(|flag| flag.split('=').next().unwrap_or_default()) {
                if !help.contains(flag) {
                    wrong.push(format!("{page}: {command}: no such flag {flag}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Names in the manual that stand for something of the user's, and their replacements in the demo.
const INSTEAD: &[(&str, &str)] = &[
    ("42", "1"),
    ("43", "2"),
    ("44", "3"),
    ("https://bao.example/bai.html", DEMO_PAGE),
    ("https://paper.example/article.html", DEMO_PAGE),
    ("bao.example/cong-doan", "loaphuong.example/cong-doan.htm"),
    ("paper.example/labour", "loaphuong.example/cong-doan.htm"),
    ("bao.example", "loaphuong.example"),
    ("paper.example", "loaphuong.example"),
    ("laodong.vn", "loaphuong.example"),
    ("nld", "loaphuong"),
    ("ADDRESS", "loaphuong.example/cong-doan.htm"),
];

const DEMO_PAGE: &str = "https://loaphuong.example/cong-doan-song-lam-ha-ky-thoa-uoc-tang-bua-an-ca-658431.htm";

/// Programs in the manual that may not be installed: each is replaced by one that reads its input and prints nothing.
const PROGRAMS: &[&str] = &["mail", "xclip", "curl", "espeak-ng"];

/// Complete lines of shell blocks that call loa.
fn lines_of(text: &str) -> Vec<String> {
    let mut within = false;
    let mut found = Vec::new();
    for line in text.lines() {
        if line.starts_with("```") {
            within = !within && matches!(line.trim(), "```sh" | "```console");
        } else if within && (line.starts_with("loa") || line.contains(" loa ")) {
            found.push(line.split(" #").next().unwrap_or_default().trim().to_owned());
        }
    }
    found
}

#[test]
#[cfg(unix)]
fn every_command_of_the_manual_runs_on_the_demo() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = tempfile::tempdir().unwrap();
    let bin = home.path().join("bin");
    std::fs::create_dir(&bin).unwrap();
    let program = |name: &str, text: String| {
        let file = bin.join(name);
        std::fs::write(&file, text).unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).unwrap();
    };
    program("loa", format!("#!/bin/sh\nexec '{}' --demo --data-dir '{}/data' \"$@\"\n", loa(), home.path().display()));
    for name in PROGRAMS {
        program(name, "#!/bin/sh\ncat > /dev/null\n".to_owned());
    }
    let mut failed = Vec::new();
    let manual = pages().into_iter().filter(|(page, _)| !page.ends_with("CONTRIBUTING.md"));
    for (page, line) in
        manual.flat_map(|(page, text)| lines_of(&text).into_iter().map(move |line| (page.clone(), line)))
    {
        // Removing asks first, and the pictures are drawn by another program.
        if line.contains("store wipe") || line.contains("--demo") {
            continue;
        }
        let typed = INSTEAD.iter().fold(line.clone(), |line, (word, instead)| line.replace(word, instead));
        let mut shell = Command::new("bash");
        shell.args(["-o", "pipefail", "-c", &typed]).current_dir(home.path()).stdin(std::process::Stdio::null());
        let path = format!("{}:/usr/bin:/bin", bin.display());
        shell.env_clear().env("HOME", home.path()).env("PATH", path).env("LANG", "en_US.UTF-8");
        let out = shell.env("EDITOR", "true").env("BROWSER", "true").output().unwrap();
        // Finding nothing is a valid result too; so is an edited file without a query.
        if !matches!(out.status.code(), Some(0 | 4)) {
            failed.push(format!("{page}: {typed}: {:?}: {}", out.status, String::from_utf8_lossy(&out.stderr)));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn every_link_of_the_manual_leads_to_a_file() {
    let mut broken = Vec::new();
    for (page, text) in pages() {
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let target = link.split('#').next().unwrap_or_default();
            let outside = link.contains("://") || link.starts_with("mailto:") || target.is_empty();
            if !outside && !Path::new(&page).parent().unwrap().join(target).exists() {
                broken.push(format!("{page}: {link}"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
