//! OPML 2.0: exports the feeds of all sources, and imports feeds as sources. An export has one outline per source and,
//! inside it, one per feed. An import reads every outline with an `xmlUrl`, at any depth.
//!
//! Imported feeds are added to the user's configuration, whose comments are kept; known feeds are left alone.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufReader, Read};

use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};

use crate::model::{CanonicalUrl, SourceId};
use crate::sources::{AddressKind, Catalog, Section, Site, UserSection, UserSource, add, overlay};
use crate::text;

use crate::cli::commands::source_work;
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::session::Session;

/// Largest OPML file, bytes.
const MAX_BYTES: u64 = 16 << 20;
/// Most feeds taken from one file.
const MAX_FEEDS: usize = 5_000;
/// Longest name of a feed, characters.
const MAX_NAME_CHARS: usize = 120;

/// What is imported from.
pub(in crate::cli) type Input = BufReader<Box<dyn Read>>;

/// What to do with imported feeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum FeedImport {
    /// Write them into the configuration.
    Write,
    /// Print what would be written.
    Print,
}

/// Runs `loa import` on an OPML file.
pub(in crate::cli) fn import(session: &mut Session, file: Input, goal: FeedImport) -> Outcome {
    let mut bytes = Vec::new();
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(CommandFailure::failed(session.say.file_too_large(MAX_BYTES >> 20)));
    }
    let found = read(&bytes).map_err(|why| CommandFailure::failed(session.say.no_opml(&why)))?;
    let place = session.paths.config.clone();
    let name = place.display().to_string();
    let before = source_work::read(session, &place)?;
    let known = Catalog::built_in()?.with_user(&name, overlay::read(&name, &before)?)?;
    let sorted = sort(&known, &found);
    let mut after = before.clone();
    for source in &sorted.sources {
        after = add::add(&name, &after, source)?;
    }
    // Never leave the user with a file that loa itself refuses.
    Catalog::built_in()?.with_user(&name, overlay::read(&name, &after)?)?;
    if goal == FeedImport::Print {
        session.out.line(after.strip_prefix(before.as_str()).unwrap_or(&after).trim())?;
    } else if after != before {
        source_work::replace(&place, &after)
            .map_err(|error| CommandFailure::failed(session.say.unwritable(&name, &session.say.why(&error))))?;
    }
    session.message(&session.say.feeds_imported(sorted.new, sorted.known, sorted.unusable, &name));
    Ok(match (sorted.new + sorted.known, sorted.unusable) {
        (0, 0) => Exit::Nothing,
        (0, _) => Exit::Failed,
        (_, 0) => Exit::Fine,
        _ => Exit::Partly,
    })
}

/// A feed of an OPML file.
#[derive(Debug, PartialEq, Eq)]
struct OpmlFeed {
    name: String,
    url: String,
}

/// Every outline with an address, in order.
fn read(bytes: &[u8]) -> Result<Vec<OpmlFeed>, String> {
    let mut reader = Reader::from_reader(bytes);
    reader.config_mut().check_end_names = false;
    let mut feeds = Vec::new();
    let mut opml = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                let name = tag.local_name();
                opml |= name.as_ref().eq_ignore_ascii_case("opml");
                if name.as_ref().eq_ignore_ascii_case("outline") && feeds.len() < MAX_FEEDS {
                    feeds.extend(feed(&tag));
                }
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            // What was read before the broken place is kept.
            Err(_) if !feeds.is_empty() => break,
            Err(error) => return Err(error.to_string()),
        }
    }
    if opml { Ok(feeds) } else { Err("<opml>".to_owned()) }
}

fn feed(tag: &BytesStart<'_>) -> Option<OpmlFeed> {
    let mut values = BTreeMap::new();
    for attribute in tag.html_attributes().with_checks(false).flatten() {
        let key = attribute.key.local_name().as_ref().to_ascii_lowercase();
        let raw = attribute.value.clone().into_owned();
        let value = quick_xml::escape::unescape(&raw).map_or_else(|_| raw.clone(), std::borrow::Cow::into_owned);
        values.insert(key, text::one_line(&value));
    }
    let url = values.remove("xmlurl").filter(|url| !url.is_empty())?;
    let name = ["title", "text"].iter().filter_map(|key| values.get(*key)).find(|name| !name.is_empty());
    let name = name.map_or_else(String::new, |name| name.chars().take(MAX_NAME_CHARS).collect());
    Some(OpmlFeed { name, url })
}

#[derive(Default)]
struct Sorted {
    sources: Vec<UserSource>,
    new: usize,
    known: usize,
    unusable: usize,
}

/// Groups the feeds by source and leaves out the known ones.
fn sort(catalog: &Catalog, feeds: &[OpmlFeed]) -> Sorted {
    let mut sorted = Sorted::default();
    let mut urls: BTreeSet<String> = catalog.sites.iter().flat_map(|s| &s.sections).map(|s| s.url.clone()).collect();
    let mut ids: BTreeSet<(String, String)> = BTreeSet::new();
    for site in &catalog.sites {
        ids.extend(site.sections.iter().map(|section| (site.id.clone(), section.id.clone())));
    }
    for feed in feeds {
        let Some(url) = CanonicalUrl::parse(&feed.url) else {
            sorted.unusable += 1;
            continue;
        };
        if urls.contains(&feed.url) || !urls.insert(url.to_string()) {
            sorted.known += 1;
            continue;
        }
        let site = catalog.by_host(&url.host());
        let source = site.map_or_else(|| SourceId::of_host(&url.host()).0, |site| site.id.clone());
        let id = free_id(&ids, &source, &add::section_id(url.as_str()));
        ids.insert((source.clone(), id.clone()));
        let section = UserSection {
            name: Some(if feed.name.is_empty() { id.clone() } else { feed.name.clone() }),
            id,
            kind: Some(AddressKind::Feed),
            url: Some(url.to_string()),
            enabled: None,
        };
        sorted.new += 1;
        match sorted.sources.iter_mut().find(|known| known.id == source) {
            Some(known) => known.sections.push(section),
            None => sorted.sources.push(UserSource {
                name: site.is_none().then(|| source.clone()),
                id: source,
                sections: vec![section],
                ..UserSource::default()
            }),
        }
    }
    sorted
}

fn free_id(taken: &BTreeSet<(String, String)>, source: &str, stem: &str) -> String {
    let free = |id: &String| !taken.contains(&(source.to_owned(), id.clone()));
    let numbered = (2..=MAX_FEEDS + 1).map(|number| format!("{stem}-{number}"));
    std::iter::once(stem.to_owned()).chain(numbered).find(free).unwrap_or_else(|| stem.to_owned())
}

/// The feeds of a catalog as OPML; `None` if there are none.
pub(in crate::cli) fn render(catalog: &Catalog) -> io::Result<Option<Vec<u8>>> {
    let sites: Vec<(&Site, Vec<&Section>)> = catalog.sites.iter().map(|site| (site, feeds(site))).collect();
    if sites.iter().all(|(_, feeds)| feeds.is_empty()) {
        return Ok(None);
    }
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer.write_event(Event::Start(BytesStart::new("opml").with_attributes([("version", "2.0")])))?;
    writer.write_event(Event::Start(BytesStart::new("head")))?;
    writer.write_event(Event::Start(BytesStart::new("title")))?;
    writer.write_event(Event::Text(BytesText::new("loa")))?;
    writer.write_event(Event::End(BytesEnd::new("title")))?;
    writer.write_event(Event::End(BytesEnd::new("head")))?;
    writer.write_event(Event::Start(BytesStart::new("body")))?;
    for (site, feeds) in sites.iter().filter(|(_, feeds)| !feeds.is_empty()) {
        let name = if site.name.is_empty() { &site.id } else { &site.name };
        writer.write_event(Event::Start(BytesStart::new("outline").with_attributes([("text", name.as_str())])))?;
        for feed in feeds {
            let home = format!("https://{}/", site.id);
            let attributes = [
                ("type", "rss"),
                ("text", &feed.name),
                ("title", &feed.name),
                ("xmlUrl", &feed.url),
                ("htmlUrl", &home),
            ];
            writer.write_event(Event::Empty(BytesStart::new("outline").with_attributes(attributes)))?;
        }
        writer.write_event(Event::End(BytesEnd::new("outline")))?;
    }
    writer.write_event(Event::End(BytesEnd::new("body")))?;
    writer.write_event(Event::End(BytesEnd::new("opml")))?;
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    Ok(Some(bytes))
}

fn feeds(site: &Site) -> Vec<&Section> {
    site.sections.iter().filter(|section| section.kind == AddressKind::Feed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalog(kind: AddressKind) -> Catalog {
        let section = Section { kind, ..section() };
        let site = Site { id: "a.vn".to_owned(), name: "A & B".to_owned(), sections: vec![section], ..Site::default() };
        Catalog { sites: vec![site], ..Catalog::default() }
    }

    fn section() -> Section {
        toml::from_str("id = \"s\"\nname = \"<S>\"\nurl = \"https://a.vn/x.rss?a=1&b=2\"").unwrap()
    }

    #[test]
    fn a_feed_is_an_outline_with_everything_escaped() {
        let text = String::from_utf8(render(&catalog(AddressKind::Feed)).unwrap().unwrap()).unwrap();
        assert!(text.contains("<outline text=\"A &amp; B\">"), "{text}");
        assert!(text.contains("xmlUrl=\"https://a.vn/x.rss?a=1&amp;b=2\""), "{text}");
        assert!(text.contains("title=\"&lt;S&gt;\""), "{text}");
    }

    #[test]
    fn a_catalog_without_feeds_gives_no_file() {
        assert!(render(&catalog(AddressKind::Listing)).unwrap().is_none());
    }

    const FILE: &str = r#"<?xml version="1.0"?><opml version="1.0"><head/><body>
        <outline text="Báo"><outline type="rss" text="A &amp; B" xmlUrl="https://moi.example.vn/rss/tin.rss?a=1&amp;b=2"/>
        <outline text="Hai" xmlUrl="https://moi.example.vn/khac/tin.rss"></outline></outline>
        <outline text="Lệnh" xmlUrl="exec:~/script"/><outline text="Thư mục"/>
        <outline XMLURL="https://a.vn/x.rss?a=1&amp;b=2"/></body></opml>"#;

    #[test]
    fn every_outline_with_an_address_is_a_feed_however_deep() {
        let feeds = read(FILE.as_bytes()).unwrap();
        assert_eq!(
            feeds[0],
            OpmlFeed { name: "A & B".into(), url: "https://moi.example.vn/rss/tin.rss?a=1&b=2".into() }
        );
        assert_eq!(feeds.len(), 4);
    }

    #[test]
    fn feeds_are_sorted_by_source_and_each_has_an_id_of_its_own() {
        let sorted = sort(&catalog(AddressKind::Feed), &read(FILE.as_bytes()).unwrap());
        assert_eq!((sorted.new, sorted.known, sorted.unusable), (2, 1, 1));
        let ids: Vec<&str> = sorted.sources[0].sections.iter().map(|section| section.id.as_str()).collect();
        assert_eq!((sorted.sources.len(), ids), (1, vec!["tin", "tin-2"]));
    }

    #[test]
    fn what_is_exported_is_known_when_it_is_imported() {
        let file = render(&catalog(AddressKind::Feed)).unwrap().unwrap();
        let sorted = sort(&catalog(AddressKind::Feed), &read(&file).unwrap());
        assert_eq!((sorted.new, sorted.known), (0, 1));
    }

    #[test]
    fn what_is_no_opml_is_refused_and_a_broken_end_is_not() {
        assert!(read(b"<html><outline xmlUrl=\"https://a.vn/\"/></html>").is_err());
        assert!(read(b"").is_err());
        let cut = &FILE[..FILE.find("<outline text=\"L").unwrap() + 14];
        assert_eq!(read(cut.as_bytes()).unwrap().len(), 2);
    }
}
