//! Every example of the help runs on the demo; the documentation names only what there is.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::path::Path;
use std::process::Command;

use loaphuong::cli::help::examples;

fn loa() -> &'static str {
    env!("CARGO_BIN_EXE_loa")
}

/// A command line of the shell, with the demo in the place of the archive.
fn run(line: &str, home: &Path) -> std::process::Output {
    let demo = format!("'{}' --demo --data-dir '{}'", loa(), home.join("data").display());
    let rest = line.strip_prefix("loa").unwrap().replace(" --demo", "");
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("{demo}{rest}")).current_dir(home);
    command.env_clear().env("HOME", home).env("LANG", "en_US.UTF-8").env("PATH", "/usr/bin:/bin");
    command.output().unwrap()
}

#[test]
fn every_example_of_the_help_runs_on_the_demo() {
    let home = tempfile::tempdir().unwrap();
    let mut failed = Vec::new();
    for example in examples().into_iter().filter(|example| example.demo) {
        let out = run(&example.run, home.path());
        // Nothing found is an answer too.
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

/// Lines of blocks of shell that call loa, without their comment.
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
            // Only whether the words are understood: what they do may need a network.
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
