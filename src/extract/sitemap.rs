//! Maps of a site: the pages that it names with the day of their last change, and the maps that it is made of.
//!
//! Plain and packed (gzip), plain lists of addresses too. Absent on purpose: judging which pages are articles.

use std::io::Read as _;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::Source;
use crate::model::{CanonicalUrl, Entry, Evidence, Moment};
use crate::text::{self, encoding};

/// Pages of one map that are read.
const MAX_PAGES: usize = 5_000;
/// Maps of one map of maps that are read.
const MAX_MAPS: usize = 500;
/// A packed map is unpacked up to this size, bytes.
const MAX_UNPACKED: u64 = 32 << 20;

/// What a map tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SiteMap {
    /// Pages, in the map's order; the title is the page's address where the map has none.
    pub pages: Vec<Entry>,
    /// Further maps, and when they changed last.
    pub maps: Vec<(CanonicalUrl, Option<Moment>)>,
}

/// What is known of one `<url>` or `<sitemap>`.
#[derive(Default)]
struct MapEntry {
    loc: String,
    lastmod: String,
    title: String,
    published: String,
}

/// Reads a map; `None` when it is none.
pub fn sitemap(page: Source<'_>) -> Option<SiteMap> {
    let unpacked = unpacked(page.bytes);
    let decoded = encoding::decode(unpacked.as_deref().unwrap_or(page.bytes), page.charset);
    let text = decoded.text.trim_start_matches(['\u{feff}', ' ', '\n', '\r']);
    if !text.starts_with('<') {
        return list(text, page.url);
    }
    let mut map = SiteMap::default();
    let (mut named, mut field, mut known) = (MapEntry::default(), String::new(), false);
    // What the root's name bears before it (`s:`), its own elements bear too.
    let mut prefix = String::new();
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    (config.allow_dangling_amp, config.allow_unmatched_ends, config.check_end_names) = (true, true, false);
    // A map that breaks off gives what stands before the break.
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(start) => {
                let (name, whole) = (start.local_name().as_ref().to_lowercase(), start.name().as_ref().to_lowercase());
                if matches!(name.as_str(), "urlset" | "sitemapindex") {
                    known = true;
                    whole.strip_suffix(&name).unwrap_or_default().clone_into(&mut prefix);
                }
                if matches!(name.as_str(), "url" | "sitemap") {
                    named = MapEntry::default();
                }
                whole.strip_prefix(&prefix).unwrap_or(&whole).clone_into(&mut field);
            }
            Event::Text(piece) => named.take(&field, &piece.xml10_content()),
            Event::CData(piece) => named.take(&field, &piece),
            Event::GeneralRef(name) => named.take(&field, &entity(&name)),
            Event::End(end) => {
                field.clear();
                match end.local_name().as_ref() {
                    "url" if map.pages.len() < MAX_PAGES => map.pages.extend(named.entry(page.url)),
                    "sitemap" if map.maps.len() < MAX_MAPS => map.maps.extend(named.map(page.url)),
                    _ => {}
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    known.then_some(map)
}

impl MapEntry {
    fn take(&mut self, field: &str, words: &str) {
        match field {
            "loc" => self.loc.push_str(words),
            "lastmod" => self.lastmod.push_str(words),
            _ => match field.split_once(':') {
                // Those of a picture or a film on the page are not the page's own.
                Some(("image" | "video", _)) | None => {}
                Some((_, "title")) => self.title.push_str(words),
                Some((_, "publication_date")) => self.published.push_str(words),
                _ => {}
            },
        }
    }

    fn entry(&self, base: &CanonicalUrl) -> Option<Entry> {
        let url = CanonicalUrl::join(base.as_str(), self.loc.trim())?;
        let title = text::one_line(&self.title);
        let published = Moment::parse_iso(self.published.trim());
        let bare = url.as_str().split_once("://").map_or(url.as_str(), |(_, rest)| rest).to_owned();
        Some(Entry {
            published,
            dated_by: Evidence::Feed,
            updated: Moment::parse_iso(self.lastmod.trim()),
            ..Entry::new(if title.is_empty() { bare } else { title }, url)
        })
    }

    fn map(&self, base: &CanonicalUrl) -> Option<(CanonicalUrl, Option<Moment>)> {
        Some((CanonicalUrl::join(base.as_str(), self.loc.trim())?, Moment::parse_iso(self.lastmod.trim())))
    }
}

fn entity(name: &str) -> String {
    let code = |digits: &str, base| u32::from_str_radix(digits, base).ok().and_then(char::from_u32).map(String::from);
    match name {
        "amp" => "&".to_owned(),
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        other => other
            .strip_prefix("#x")
            .and_then(|digits| code(digits, 16))
            .or_else(|| other.strip_prefix('#').and_then(|digits| code(digits, 10)))
            .unwrap_or_default(),
    }
}

/// A map as a plain list: an address a line, and nothing else.
fn list(text: &str, base: &CanonicalUrl) -> Option<SiteMap> {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let only = lines().next().is_some() && lines().take(MAX_PAGES).all(|line| line.starts_with("http"));
    let entry = |line: &str| MapEntry { loc: line.to_owned(), ..MapEntry::default() }.entry(base);
    only.then(|| SiteMap { pages: lines().take(MAX_PAGES).filter_map(entry).collect(), maps: Vec::new() })
}

fn unpacked(bytes: &[u8]) -> Option<Vec<u8>> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return None;
    }
    let mut unpacked = Vec::new();
    // What a broken packing still gave is worth reading.
    let _ = flate2::read::MultiGzDecoder::new(bytes).take(MAX_UNPACKED).read_to_end(&mut unpacked);
    Some(unpacked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Timestamp;
    use std::io::Write as _;

    fn read(bytes: &[u8]) -> Option<SiteMap> {
        let url = CanonicalUrl::parse("https://bao.test/sitemap.xml").unwrap();
        sitemap(Source { bytes, charset: None, url: &url, now: Timestamp(0) })
    }

    const NEWS: &str = "<?xml version=\"1.0\"?><urlset xmlns:news=\"x\"><url><loc>https://bao.test/a.html?x=1&amp;y=2</loc>\
        <lastmod>2025-05-12T08:00:00+07:00</lastmod><news:news><news:publication_date>2025-05-12T07:00:00+07:00</news:publication_date>\
        <news:title>Lương &amp; thưởng</news:title></news:news></url><url><loc>/b.html</loc></url></urlset>";

    #[test]
    fn a_news_map_gives_titles_dates_and_changes() {
        let map = read(NEWS.as_bytes()).unwrap();
        assert_eq!(map.pages[0].title, "Lương & thưởng");
        assert_eq!(map.pages[0].url.as_str(), "https://bao.test/a.html?x=1&y=2");
        assert_eq!(map.pages[0].updated.unwrap().at.0 - map.pages[0].published.unwrap().at.0, 3600);
        assert_eq!((map.pages[1].title.as_str(), map.pages[1].published), ("bao.test/b.html", None));
    }

    #[test]
    fn a_map_of_maps_a_packed_one_and_a_plain_list_are_read_and_a_page_is_none() {
        let maps = "<sitemapindex><sitemap><loc>https://bao.test/1.xml.gz</loc><lastmod>2025-05-12</lastmod></sitemap></sitemapindex>";
        assert_eq!(read(maps.as_bytes()).unwrap().maps.len(), 1);
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(NEWS.as_bytes()).unwrap();
        assert_eq!(read(&packed.finish().unwrap()), read(NEWS.as_bytes()));
        assert_eq!(read(b"https://bao.test/a\nhttps://bao.test/b\n").unwrap().pages.len(), 2);
        assert_eq!(read(b"<html><body>404</body></html>"), None);
        assert_eq!(read("Không có".as_bytes()), None);
    }

    #[test]
    fn a_map_may_call_its_elements_by_prefixes_of_its_own_and_write_signs_as_they_are() {
        let map = "<s:urlset xmlns:s=\"x\" xmlns:tin=\"y\"><s:url><s:loc>https://bao.test/?a=1&b=2</s:loc>\
            <image:image><image:loc>/anh.jpg</image:loc><image:title>Ảnh</image:title></image:image>\
            <tin:news><tin:title>Thưởng & phạt</tin:title></tin:news></s:url>\
            <s:url><s:loc><![CDATA[ /b.html ]]></s:loc></s:url></s:urlset>";
        let pages = read(map.as_bytes()).unwrap().pages;
        let said: Vec<_> = pages.iter().map(|page| (page.url.as_str(), page.title.as_str())).collect();
        assert_eq!(
            said,
            [("https://bao.test/?a=1&b=2", "Thưởng & phạt"), ("https://bao.test/b.html", "bao.test/b.html")]
        );
    }

    #[test]
    fn a_map_that_breaks_off_gives_what_stands_before_the_break() {
        assert_eq!(read(NEWS.split("<url><loc>/b").next().unwrap().as_bytes()).unwrap().pages.len(), 1);
    }
}
