//! OPML: the feeds of all sources, for other readers. Form: OPML 2.0, an outline a source, in it one a feed.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::sources::{Catalog, Kind, Section, Site};

/// The feeds of a catalog as OPML; `None` when there is no feed.
pub(super) fn render(catalog: &Catalog) -> io::Result<Option<Vec<u8>>> {
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
    site.sections.iter().filter(|section| section.kind == Kind::Feed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalog(kind: Kind) -> Catalog {
        let section = Section { kind, ..section() };
        let site = Site { id: "a.vn".to_owned(), name: "A & B".to_owned(), sections: vec![section], ..Site::default() };
        Catalog { sites: vec![site] }
    }

    fn section() -> Section {
        toml::from_str("id = \"s\"\nname = \"<S>\"\nurl = \"https://a.vn/x.rss?a=1&b=2\"").unwrap()
    }

    #[test]
    fn a_feed_is_an_outline_with_everything_escaped() {
        let text = String::from_utf8(render(&catalog(Kind::Feed)).unwrap().unwrap()).unwrap();
        assert!(text.contains("<outline text=\"A &amp; B\">"), "{text}");
        assert!(text.contains("xmlUrl=\"https://a.vn/x.rss?a=1&amp;b=2\""), "{text}");
        assert!(text.contains("title=\"&lt;S&gt;\""), "{text}");
    }

    #[test]
    fn a_catalog_without_feeds_gives_no_file() {
        assert!(render(&catalog(Kind::Listing)).unwrap().is_none());
    }
}
