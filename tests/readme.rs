//! README.md and docs/ match the code: their tables are generated from the code's tables.
//!
//! `LOA_WRITE_README=1 cargo test --test readme` regenerates them.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use loaphuong::cli::exit::EXIT_TABLE;
use loaphuong::config::settings::{self, SETTINGS, SettingKind};
use loaphuong::model::Language;
use loaphuong::sources::{Catalog, RULE_FIELDS};
use loaphuong::ui::action::CountScope;
use loaphuong::ui::panels::query_help::query_help;
use loaphuong::ui::table::{BINDINGS, Binding};
use loaphuong::words::Words;

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

/// The page of the manual that contains the table with this name.
fn page(name: &str) -> PathBuf {
    let file = match name {
        "sites" => "newspapers",
        "keys-vi" => "vi/phim",
        "query-vi" => "vi/ngon-ngu-tim",
        name => name,
    };
    path().with_file_name("docs").join(file).with_extension("md")
}

fn readme() -> String {
    std::fs::read_to_string(path()).unwrap()
}

/// The text between `<!-- name -->` and `<!-- /name -->`.
fn part<'a>(text: &'a str, name: &str) -> &'a str {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let after = text.split_once(&open).unwrap_or_else(|| panic!("no page has {open}")).1;
    after.split_once(&close).unwrap_or_else(|| panic!("no page has {close}")).0
}

/// Only one test at a time may write the file.
static PEN: Mutex<()> = Mutex::new(());

#[expect(clippy::disallowed_methods, reason = "a test has no configuration to read the environment for it")]
fn check(name: &str, wanted: &str) {
    let _pen = PEN.lock();
    let text = std::fs::read_to_string(page(name)).unwrap();
    let found = part(&text, name);
    if found == wanted {
        return;
    }
    if std::env::var_os("LOA_WRITE_README").is_some() {
        let whole = format!("<!-- {name} -->\n{found}<!-- /{name} -->");
        std::fs::write(page(name), text.replace(&whole, &format!("<!-- {name} -->\n{wanted}<!-- /{name} -->")))
            .unwrap();
        return;
    }
    panic!("the table {name:?} of docs/ is not the code's; run: LOA_WRITE_README=1 cargo test --test readme\n{wanted}");
}

fn sites() -> String {
    let mut out = String::from("| source | name | sections | checked |\n|---|---|---|---|\n");
    for site in &Catalog::built_in().unwrap().sites {
        let names: Vec<&str> = site.sections.iter().map(|section| section.name.as_str()).collect();
        let checked = if site.unverified { None } else { site.checked.as_deref() };
        writeln!(out, "| `{}` | {} | {} | {} |", site.id, site.name, names.join(", "), checked.unwrap_or("—")).unwrap();
    }
    out
}

fn keys(language: Language) -> String {
    let words = Words::shared(language);
    let key = |key: &&str| format!("`{}`", key.replace('|', "\\|"));
    let row = |binding: &Binding| {
        let place = if binding.scope == CountScope::Anywhere {
            String::new()
        } else {
            format!(" ({})", words.say(&format!("scope-{}", binding.scope.name())).to_lowercase())
        };
        let keys = binding.keys.iter().map(key).collect::<Vec<_>>().join(" ");
        format!("| {keys} | {}{place} | `{}` |\n", words.say(&format!("do-{}", binding.name)), binding.name)
    };
    let head = if language == Language::English { "| key | does | name |" } else { "| phím | làm gì | tên |" };
    format!("{head}\n|---|---|---|\n") + &BINDINGS.iter().map(row).collect::<String>()
}

/// The query syntax, from the parser's table.
fn query(language: Language) -> String {
    let cell = |text: &str| text.replace('|', "\\|");
    let english = language == Language::English;
    let head = if english { "| written | asks for | example |" } else { "| viết | tìm gì | ví dụ |" };
    let mut out = format!("{head}\n|---|---|---|\n");
    for row in query_help(Words::shared(language)) {
        let written = row.written.split(", ").map(|form| format!("`{}`", cell(form))).collect::<Vec<_>>().join(" ");
        writeln!(out, "| {written} | {} | `{}` |", cell(&row.help), cell(row.example)).unwrap();
    }
    out
}

#[test]
fn the_table_of_queries_is_the_parsers() {
    check("query", &query(Language::English));
    check("query-vi", &query(Language::Vietnamese));
}

#[test]
fn the_table_of_keys_is_the_table_of_actions() {
    check("keys", &keys(Language::English));
    check("keys-vi", &keys(Language::Vietnamese));
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

fn configuration() -> String {
    let defaults = loaphuong::config::load::defaults();
    let mut out = String::from("| key | variable | flag | default | values | meaning |\n|---|---|---|---|---|---|\n");
    for setting in SETTINGS {
        let value = settings::default_of(setting, &defaults).map(|value| value.to_string()).unwrap_or_default();
        let values = match setting.kind {
            SettingKind::Switch => "true, false".to_owned(),
            SettingKind::Number(least, most) => format!("{least} to {most}"),
            SettingKind::OneOf(words) | SettingKind::ListOf(words) => words.join(", "),
            SettingKind::Text => "text".to_owned(),
            SettingKind::List => "list of texts".to_owned(),
        };
        let flag = if setting.key() == "network.offline" { "`--offline`" } else { "" };
        let (key, variable) = (setting.key(), setting.variable());
        writeln!(out, "| `{key}` | `{variable}` | {flag} | `{value}` | {} | {} |", cell(&values), cell(setting.help))
            .unwrap();
    }
    out
}

fn rules() -> String {
    let mut out = String::from("| table | field | meaning |\n|---|---|---|\n");
    for (table, field, about) in RULE_FIELDS {
        writeln!(out, "| `[{table}]` | `{field}` | {} |", cell(about)).unwrap();
    }
    out
}

#[test]
fn the_table_of_the_configuration_is_the_table_of_settings() {
    check("configuration", &configuration());
}

#[test]
fn the_table_of_rules_is_the_table_of_their_fields() {
    check("rules", &rules());
}

#[test]
fn the_table_of_newspapers_is_the_catalog() {
    check("sites", &sites());
}

#[test]
fn the_table_of_exit_codes_is_that_of_help() {
    let text = readme();
    for line in EXIT_TABLE.lines().skip(1) {
        let (code, means) = line.trim().split_once("  ").unwrap();
        assert!(text.contains(&format!("| {code} | {means} |")), "{line}");
    }
}

#[test]
fn every_file_that_readme_links_to_is_there() {
    for link in readme().split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        let local = !link.starts_with("http") && !link.starts_with('#');
        let file = link.split('#').next().unwrap_or_default();
        assert!(!local || path().with_file_name(file).exists(), "{link}");
    }
}
