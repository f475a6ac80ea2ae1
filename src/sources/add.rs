//! Adds a source to the user's configuration; every comment and blank line is kept.
//!
//! Deliberately absent: access to the disk; text in, text out.

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

use super::error::{Fault, SourceError};
use super::overlay::{UserSection, UserSource};
use super::parse;

/// `text` (the user's file) with `source` added: a new `[[source]]`, or new sections of an existing one.
///
/// A section whose id or address exists already is left alone.
pub fn add(file: &str, text: &str, source: &UserSource) -> Result<String, SourceError> {
    let broken = |what: String| SourceError::BadToml { file: file.to_owned(), what };
    if !parse::is_host(&source.id) {
        return Err(SourceError::bad(file, "", "id", Fault::NotAHost(source.id.clone())));
    }
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| broken(error.to_string()))?;
    let sources = document
        .entry("source")
        .or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()))
        .as_array_of_tables_mut()
        .ok_or_else(|| broken("`source` must be written as [[source]]".to_owned()))?;
    let known = sources.iter().position(|table| table.get("id").and_then(Item::as_str) == Some(source.id.as_str()));
    match known.and_then(|at| sources.get_mut(at)) {
        Some(table) => add_sections(table, source).map_err(broken)?,
        None => sources.push(table(source)),
    }
    Ok(document.to_string())
}

fn table(source: &UserSource) -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    table.insert("id", value(&source.id));
    if let Some(name) = &source.name {
        table.insert("name", value(name));
    }
    if source.only {
        table.insert("only", value(true));
    }
    let mut sections = ArrayOfTables::new();
    source.sections.iter().for_each(|section| sections.push(section_table(section)));
    if !sections.is_empty() {
        table.insert("section", Item::ArrayOfTables(sections));
    }
    table
}

fn add_sections(table: &mut Table, source: &UserSource) -> Result<(), String> {
    let sections = table
        .entry("section")
        .or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()))
        .as_array_of_tables_mut()
        .ok_or_else(|| format!("the sections of {} must be written as [[source.section]]", source.id))?;
    for section in &source.sections {
        let is_there = sections.iter().any(|known| {
            let says = |key: &str| known.get(key).and_then(Item::as_str);
            says("id") == Some(section.id.as_str()) || (section.url.is_some() && says("url") == section.url.as_deref())
        });
        if !is_there {
            sections.push(section_table(section));
        }
    }
    Ok(())
}

fn section_table(section: &UserSection) -> Table {
    let mut table = Table::new();
    table.insert("id", value(&section.id));
    if let Some(name) = &section.name {
        table.insert("name", value(name));
    }
    if let Some(kind) = section.kind {
        table.insert("kind", value(kind.name()));
    }
    if let Some(url) = &section.url {
        table.insert("url", value(url));
    }
    if let Some(enabled) = section.enabled {
        table.insert("enabled", value(enabled));
    }
    table
}

/// Derives a section id from an address: its last word part, or else `trang-chu`.
pub fn section_id(url: &str) -> String {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split(['?', '#']).next().unwrap_or_default();
    let last = path.split('/').skip(1).filter(|piece| !piece.is_empty()).last().unwrap_or_default();
    let last = unescaped(last);
    let stem = last.rsplit_once('.').map_or(last.as_str(), |(stem, _)| stem);
    let id: String = stem.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).take(60).collect();
    if id.is_empty() { "trang-chu".to_owned() } else { id.to_lowercase() }
}

/// `%C4%90%E1%BB%8Di` → `Đọi`; unchanged if the result would not be text.
fn unescaped(piece: &str) -> String {
    let mut bytes = Vec::with_capacity(piece.len());
    let mut rest = piece.as_bytes();
    while let [first, after @ ..] = rest {
        let code = after.get(..2).filter(|_| *first == b'%').and_then(|pair| std::str::from_utf8(pair).ok());
        if let Some(byte) = code.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| piece.to_owned())
}

/// `id`, or `id-2`, `id-3` … if it is taken: two feeds of a site may have the same ending.
pub fn own_id(taken: &mut Vec<String>, id: String) -> String {
    let free = |name: &String| !taken.contains(name);
    let numbered = || (2..=taken.len() + 2).map(|n| format!("{id}-{n}")).find(free);
    let own = if free(&id) { id.clone() } else { numbered().unwrap_or_default() };
    taken.push(own.clone());
    own
}

#[cfg(test)]
mod tests {
    use super::super::overlay;
    use super::super::{AddressKind, Catalog};
    use super::*;

    fn source(url: &str) -> UserSource {
        let section = UserSection {
            id: section_id(url),
            name: Some("Tin công đoàn".to_owned()),
            kind: Some(AddressKind::Listing),
            url: Some(url.to_owned()),
            enabled: None,
        };
        UserSource { id: "bao.example.vn".to_owned(), sections: vec![section], ..UserSource::default() }
    }

    const FILE: &str = "# of mine\n[ui]\ntheme = \"dark\" # at night\n\n[[source]]\nid = \"nld.com.vn\" # the paper\n";

    #[test]
    fn a_section_is_named_by_the_last_piece_of_its_address_in_letters() {
        assert_eq!(section_id("https://bao.vn/tin/cong-doan.htm?p=1"), "cong-doan");
        assert_eq!(section_id("https://bao.vn/muc/Vi%E1%BB%87c_l%C3%A0m"), "việc_làm");
        assert_eq!(section_id("https://bao.vn/muc/100%25-l%zz%FF"), "10025-lzzff");
        assert_eq!(section_id("https://bao.vn/"), "trang-chu");
    }

    #[test]
    fn the_readers_comments_stay_where_they_are() {
        let text = add("c.toml", FILE, &source("https://bao.example.vn/cong-doan.htm")).unwrap();
        assert!(text.starts_with(FILE), "{text}");
    }

    #[test]
    fn what_was_added_is_read_back() {
        let text = add("c.toml", FILE, &source("https://bao.example.vn/cong-doan.htm")).unwrap();
        let catalog = Catalog::default().with_user("c.toml", overlay::read("c.toml", &text).unwrap()).unwrap();
        let section = catalog.find("bao").unwrap().section("cong-doan").unwrap();
        assert_eq!(section.url, "https://bao.example.vn/cong-doan.htm");
        assert_eq!(section.name, "Tin công đoàn");
    }

    #[test]
    fn adding_twice_changes_nothing() {
        let once = add("c.toml", FILE, &source("https://bao.example.vn/cong-doan.htm")).unwrap();
        assert_eq!(add("c.toml", &once, &source("https://bao.example.vn/cong-doan.htm")).unwrap(), once);
    }

    #[test]
    fn two_sections_that_end_alike_get_ids_of_their_own() {
        let mut taken = Vec::new();
        let ids = ["feed-rss", "feed-rss", "rss", "feed-rss"].map(|id| own_id(&mut taken, id.to_owned()));
        assert_eq!(ids, ["feed-rss", "feed-rss-2", "rss", "feed-rss-3"]);
    }

    #[test]
    fn a_second_section_joins_its_source() {
        let once = add("c.toml", FILE, &source("https://bao.example.vn/cong-doan.htm")).unwrap();
        let twice = add("c.toml", &once, &source("https://bao.example.vn/viec-lam/")).unwrap();
        let sources = overlay::read("c.toml", &twice).unwrap();
        assert_eq!(sources.len(), 2);
        assert_eq!(sources[1].sections.iter().map(|s| s.id.as_str()).collect::<Vec<_>>(), ["cong-doan", "viec-lam"]);
    }

    #[test]
    fn an_empty_file_becomes_one_with_a_source() {
        let text = add("c.toml", "", &source("https://bao.example.vn/")).unwrap();
        assert!(overlay::read("c.toml", &text).unwrap()[0].sections[0].id == "trang-chu");
    }

    #[test]
    fn a_file_that_is_no_toml_is_refused_untouched() {
        assert!(add("c.toml", "[ui", &source("https://bao.example.vn/")).is_err());
        assert!(add("c.toml", "source = 3", &source("https://bao.example.vn/")).is_err());
    }
}
