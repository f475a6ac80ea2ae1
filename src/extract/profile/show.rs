//! A profile as a rules file, in the form of a source in the configuration, with what it rests on as comments.

use std::fmt::Write as _;

use super::{Profile, Support};

/// Writes the rules file of a host.
pub fn rules_file(host: &str, profile: &Profile) -> String {
    let mut out = String::new();
    let mut line = |text: &str| {
        out.push_str(text);
        out.push('\n');
    };
    line(&format!("# Learnt from {} article pages and {} category pages of {host}.", profile.pages, profile.lists));
    line("# Behind every rule: on how many of the pages that have the value it finds the value.");
    line(
        "# Read it, change it, keep it: as a source of your configuration, or to test with `loa sources test --profile`.",
    );
    line("[[source]]");
    line(&format!("id = {}", quoted(host)));
    for (table, fields) in [("article", profile.article.fields()), ("listing", profile.listing.fields())] {
        let furniture = if table == "article" { profile.article.furniture.as_slice() } else { &[] };
        if fields.iter().all(|(_, list)| list.is_empty()) && furniture.is_empty() {
            continue;
        }
        line("");
        line(&format!("[source.{table}]"));
        for (key, list) in fields.iter().copied().chain([("furniture", furniture)]) {
            if list.is_empty() {
                continue;
            }
            line(&format!("{key} = ["));
            for rule in list {
                line(&format!("    {},{}", quoted(rule), rests_on(&profile.support, &format!("{table}.{key}"), rule)));
            }
            line("]");
        }
    }
    out
}

/// The rules file of one source in the form of the built-in sites: without the name of the table around it.
pub fn as_site(rules: &str) -> String {
    let bare = |line: &str| match line.trim() {
        "[[source]]" => String::new(),
        head if head.starts_with("[source.") => head.replacen("source.", "", 1),
        _ => line.to_owned(),
    };
    rules.lines().map(bare).collect::<Vec<_>>().join("\n")
}

fn rests_on(support: &[Support], key: &str, rule: &str) -> String {
    let found = support.iter().find(|support| support.key == key && support.rule == rule);
    found.map(|Support { hits, of, .. }| format!(" # {hits} of {of}")).unwrap_or_default()
}

/// A TOML basic string.
fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
