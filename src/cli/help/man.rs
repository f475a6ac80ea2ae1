//! The manual pages: one per command, from clap's definitions, and those of the configuration, the query language and
//! the rules, generated from the tables that the program itself uses.

use std::fmt::Write as _;

use clap::Command;
use clap::builder::Resettable;

use super::{command, examples};
use crate::config::settings::{self, SECTIONS, SETTINGS, SettingKind};
use crate::model::{Language, QUERY_FORMS};
use crate::sources::{RULE_FIELDS, field_told};
use crate::words::Words;

/// Pages that belong to no command: name and section.
pub(in crate::cli) const TOPICS: &[(&str, &str)] = &[("loa-config", "5"), ("loa-query", "7"), ("loa-rules", "5")];

/// The page of a command by its path (`sources add`, or `loa` itself) or of a topic; `None` if there is no such page.
pub(in crate::cli) fn page(name: &str, language: Language) -> Option<String> {
    match name {
        "loa-config" => Some(config(language)),
        "loa-query" => Some(query(language)),
        "loa-rules" => Some(rules(language)),
        _ => {
            let root = command(language);
            let path: Vec<String> = name.split([' ', '-']).filter(|w| *w != "loa").map(str::to_owned).collect();
            let mut found = &root;
            for word in &path {
                found = found.find_subcommand(word)?;
            }
            Some(of_command(found, &path, language))
        }
    }
}

/// Every page with its file name.
pub(in crate::cli) fn all(language: Language) -> Vec<(String, String)> {
    let root = command(language);
    let mut pages = Vec::new();
    collect(&root, &[], language, &mut pages);
    for (name, section) in TOPICS {
        pages.extend(page(name, language).map(|page| (format!("{name}.{section}"), page)));
    }
    pages
}

fn collect(command: &Command, path: &[String], language: Language, pages: &mut Vec<(String, String)>) {
    pages.push((format!("{}.1", full_name(path)), of_command(command, path, language)));
    for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set() && inner.get_name() != "help") {
        let path: Vec<String> = path.iter().cloned().chain([inner.get_name().to_owned()]).collect();
        collect(inner, &path, language, pages);
    }
}

fn full_name(path: &[String]) -> String {
    std::iter::once("loa").chain(path.iter().map(String::as_str)).collect::<Vec<_>>().join("-")
}

fn of_command(command: &Command, path: &[String], language: Language) -> String {
    let name = full_name(path);
    // On a manual page, examples and exit codes have sections of their own.
    let command = command.clone().name(name.clone()).display_name(name);
    let command = command.after_help(Resettable::Reset).after_long_help(Resettable::Reset);
    // The short help hides the global options; a manual page lists them.
    let command = command.mut_args(|argument| argument.hide_short_help(false));
    let mut page = Vec::new();
    let man = clap_mangen::Man::new(command).date(DATE).source(VERSION).manual(MANUAL);
    // Writing into memory does not fail.
    let _ = man.render(&mut page);
    let mut page = tidy(&String::from_utf8_lossy(&page));
    let words = Words::shared(language);
    let of = if path.is_empty() { "loa".to_owned() } else { path.join(" ") };
    for (heading, entries) in [("EXIT STATUS", EXIT_STATUS), ("ENVIRONMENT", ENVIRONMENT), ("FILES", FILES)] {
        let _ = writeln!(page, ".SH \"{heading}\"");
        for (name, id) in entries {
            let _ = writeln!(page, ".TP\n\\fB{}\\fR\n{}", escape(name), escape(&words.say(id)));
        }
    }
    let own: Vec<_> = examples().into_iter().filter(|example| example.of == of).collect();
    if !own.is_empty() {
        page += ".SH EXAMPLES\n";
        for example in own {
            let _ = writeln!(page, ".TP\n\\fB{}\\fR\n{}", escape(&example.run), escape(example.says(language)));
        }
    }
    page + ".SH \"SEE ALSO\"\nloa(1), loa\\-config(5), loa\\-query(7), loa\\-rules(5)\n"
}

/// The page without a line break next to an empty line, which formatters warn about.
fn tidy(page: &str) -> String {
    let lines: Vec<&str> = page.lines().collect();
    let is_spare = |at: usize| {
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        lines[at] == ".br" && beside.filter_map(|at| lines.get(at)).any(|line| matches!(*line, ".sp" | ""))
    };
    let kept = (0..lines.len()).filter(|at| !is_spare(*at)).map(|at| lines[at]);
    kept.collect::<Vec<_>>().join("\n") + "\n"
}

/// When the pages were last reviewed.
const DATE: &str = "2026-11-28";
const VERSION: &str = concat!("loa ", env!("CARGO_PKG_VERSION"));
const MANUAL: &str = "loa";

/// A word and the phrase that explains it.
type ExplainedWord = (&'static str, &'static str);

const EXIT_STATUS: &[ExplainedWord] =
    &[("0", "man-exit-0"), ("1", "man-exit-1"), ("2", "man-exit-2"), ("3", "man-exit-3"), ("4", "man-exit-4")];

const ENVIRONMENT: &[ExplainedWord] = &[
    ("LOA_CONFIG, LOA_DATA_DIR", "man-env-folders"),
    ("LOA_SECTION_KEY", "man-env-setting"),
    ("BROWSER, VISUAL, EDITOR, LOA_PAGER, PAGER, LESS", "man-env-programs"),
    ("NO_COLOR, CLICOLOR, CLICOLOR_FORCE, COLUMNS", "man-env-colour"),
    ("LANGUAGE, LC_ALL, LC_MESSAGES, LANG", "man-env-language"),
    ("XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_CACHE_HOME, XDG_STATE_HOME", "man-env-places"),
    ("HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY", "man-env-proxy"),
    ("SSL_CERT_FILE, SSL_CERT_DIR", "man-env-certificates"),
];

const FILES: &[ExplainedWord] = &[
    ("$XDG_CONFIG_HOME/loa/config.toml", "man-file-config"),
    ("$XDG_DATA_HOME/loa/", "man-file-data"),
    ("$XDG_STATE_HOME/loa/loa.log", "man-file-log"),
];

fn head(name: &str, section: &str, about: &str) -> String {
    let title = name.to_uppercase();
    format!(
        ".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n.TH {title} {section} {DATE} \"{VERSION}\" {MANUAL}\n.SH NAME\n{} \\- {}\n",
        escape(name),
        escape(about)
    )
}

fn config(language: Language) -> String {
    let words = Words::shared(language);
    let mut page = head("loa-config", "5", &words.say("man-config-about"));
    let _ = write!(page, ".SH DESCRIPTION\n{}\n", words.say("man-config"));
    for section in SECTIONS {
        let _ = write!(page, ".SH \"[{}]\"\n{}\n", escape(section.0), escape(settings::about(section, language)));
        let section = &section.0;
        for setting in SETTINGS.iter().filter(|setting| setting.section == *section) {
            let values = match setting.kind {
                SettingKind::Switch => "true, false".to_owned(),
                SettingKind::Number(least, most) => format!("{least} {} {most}", words.say("man-to")),
                SettingKind::OneOf(words) | SettingKind::ListOf(words) => words.join(", "),
                SettingKind::Text => words.say("man-text"),
                SettingKind::List => words.say("man-list"),
            };
            let help = escape(setting.told(language));
            let _ = writeln!(page, ".TP\n\\fB{}\\fR ({})\n{help}", escape(setting.name), escape(&values));
        }
    }
    page + ".SH \"SEE ALSO\"\nloa(1), loa\\-rules(5)\n"
}

fn query(language: Language) -> String {
    let words = Words::shared(language);
    let about = words.say("man-query-about");
    let mut page = head("loa-query", "7", &about);
    let _ = write!(page, ".SH DESCRIPTION\n{}\n.SH TERMS\n", words.say("man-query"));
    for form in QUERY_FORMS {
        let told = words.say(&format!("query-{}", form.name));
        let _ = writeln!(
            page,
            ".TP\n\\fB{}\\fR\n{}\n.br\n\\fI{}\\fR",
            escape(&form.written.join("   ")),
            escape(&told),
            escape(form.example)
        );
    }
    page + ".SH \"SEE ALSO\"\nloa(1), loa\\-search(1)\n"
}

fn rules(language: Language) -> String {
    let words = Words::shared(language);
    let about = words.say("man-rules-about");
    let mut page = head("loa-rules", "5", &about);
    let _ = write!(page, ".SH DESCRIPTION\n{}\n", words.say("man-rules"));
    let mut table = "";
    for field in RULE_FIELDS {
        if field.0 != table {
            table = field.0;
            let _ = writeln!(page, ".SH \"[{}]\"", escape(table));
        }
        let _ = writeln!(page, ".TP\n\\fB{}\\fR\n{}", escape(field.1), escape(field_told(field, language)));
    }
    page + ".SH \"SEE ALSO\"\nloa\\-sources\\-test(1), loa\\-sources\\-learn(1), loa\\-config(5)\n"
}

/// Escapes the characters that are special in roff.
fn escape(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-").replace('\'', "\\(aq");
    let lines = text.lines().map(|line| if line.starts_with('.') { format!("\\&{line}") } else { line.to_owned() });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_page_for_every_command_and_every_topic() {
        let pages = all(Language::English);
        for name in ["loa.1", "loa-list.1", "loa-sources-add.1", "loa-config.5", "loa-query.7", "loa-rules.5"] {
            assert!(pages.iter().any(|(file, _)| file == name), "{name}");
        }
        let list = &pages.iter().find(|(file, _)| file == "loa-list.1").unwrap().1;
        for section in ["NAME", "SYNOPSIS", "OPTIONS", "\"FILES\"", "\"ENVIRONMENT\"", "\"EXIT STATUS\"", "EXAMPLES"] {
            assert!(list.contains(&format!(".SH {section}")), "{section}: {list}");
        }
    }

    #[test]
    fn a_page_tells_what_holds_everywhere_and_has_no_empty_section() {
        for (language, told) in
            [(Language::English, "Make no request"), (Language::Vietnamese, "Không gửi yêu cầu nào")]
        {
            let page = page("list", language).unwrap();
            assert!(page.contains(told) && page.contains(DATE) && !page.contains(".SH EXTRA"), "{page}");
        }
    }

    #[test]
    fn the_topics_are_told_in_the_readers_language() {
        for (name, vietnamese, english) in [
            ("loa-config", "Chờ một yêu cầu tối đa", "A whole request may take this long"),
            ("loa-rules", "Phần tử chứa thân bài", "The element that holds the text"),
            ("loa-query", "Gõ có dấu hay không dấu", "with or without diacritics"),
        ] {
            let (of_vietnamese, of_english) =
                (page(name, Language::Vietnamese).unwrap(), page(name, Language::English).unwrap());
            assert!(of_vietnamese.contains(vietnamese) && !of_vietnamese.contains(english), "{of_vietnamese}");
            assert!(of_english.contains(english) && !of_english.contains(vietnamese), "{of_english}");
        }
    }

    #[test]
    fn a_page_is_found_by_the_path_of_its_command() {
        assert!(page("sources add", Language::English).unwrap().contains("loa\\-sources\\-add"));
        assert_eq!(page("nothing", Language::English), None);
    }
}
