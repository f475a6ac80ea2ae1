//! Feeds that are no XML, and what stands in for feeds, read by looking for the elements they must have.
//!
//! Absent on purpose: name spaces and nesting; an element of an item is the first of its name.

use super::Raw;
use crate::model::{Moment, Timestamp};

/// Most items that are read.
const MAX_ITEMS: usize = 1_000;

/// The items of an RSS, RDF or Atom text.
pub(super) fn items(text: &str) -> Vec<Raw> {
    let name = if text.contains("<item") { "item" } else { "entry" };
    elements(text, name).map(|(_, item)| raw(item)).take(MAX_ITEMS).collect()
}

fn raw(item: &str) -> Raw {
    let link = text_of(item, "link")
        .filter(|link| !link.is_empty())
        .or_else(|| href(item))
        .or_else(|| text_of(item, "guid").or_else(|| text_of(item, "id")).filter(|guid| guid.starts_with("http")));
    Raw {
        title: text_of(item, "title").unwrap_or_default(),
        link: link.unwrap_or_default(),
        date: ["pubDate", "published", "dc:date", "updated", "pubdate", "date"]
            .iter()
            .find_map(|name| text_of(item, name)),
        published: None,
        updated: text_of(item, "updated").and_then(|date| Moment::parse_iso(date.trim())),
        mark: text_of(item, "guid").or_else(|| text_of(item, "id")),
        summary: text_of(item, "description").or_else(|| text_of(item, "summary")),
        content: text_of(item, "content:encoded").or_else(|| text_of(item, "content")),
        author: text_of(item, "dc:creator").or_else(|| text_of(item, "author")),
        picture: attribute_of(item, "media:thumbnail", "url")
            .or_else(|| attribute_of(item, "media:content", "url"))
            .or_else(|| attribute_of(item, "enclosure", "url")),
    }
}

/// The address of an Atom link: the alternate one.
fn href(item: &str) -> Option<String> {
    let links =
        || item.match_indices("<link").filter_map(|(at, _)| item.get(at..)?.split_once('>').map(|(tag, _)| tag));
    let alternate = links().find(|tag| tag.contains("alternate"));
    alternate.or_else(|| links().find(|tag| !tag.contains("rel="))).and_then(|tag| attribute(tag, "href"))
}

/// The address which the channel calls its own page.
pub(super) fn channel_link(text: &str) -> Option<String> {
    let head = text.split_once("<item").or_else(|| text.split_once("<entry")).map_or(text, |(head, _)| head);
    text_of(head, "link").filter(|link| link.starts_with("http") || link.starts_with('/'))
}

/// The addresses of a news sitemap that come with a title.
pub(super) fn sitemap(text: &str) -> Vec<Raw> {
    let with_title = |(_, url)| {
        Some(Raw {
            title: text_of(url, "news:title")?,
            link: text_of(url, "loc")?,
            date: text_of(url, "news:publication_date").or_else(|| text_of(url, "lastmod")),
            ..Raw::default()
        })
    };
    elements(text, "url").filter_map(with_title).take(MAX_ITEMS).collect()
}

/// The posts that WordPress gives as JSON.
pub(super) fn posts(text: &str) -> Vec<Raw> {
    let Ok(serde_json::Value::Array(posts)) = serde_json::from_str(text) else { return Vec::new() };
    let rendered = |post: &serde_json::Value, key: &str| {
        let field = post.get(key)?;
        field.get("rendered").unwrap_or(field).as_str().map(str::to_owned)
    };
    let post = |post: serde_json::Value| {
        let greenwich = post.get("date_gmt").and_then(|date| date.as_str()).map(|date| format!("{date}Z"));
        Some(Raw {
            title: rendered(&post, "title")?,
            link: post.get("link")?.as_str()?.to_owned(),
            published: greenwich.and_then(|date| Moment::parse_iso(&date)),
            date: post.get("date").and_then(|date| date.as_str()).map(str::to_owned),
            summary: rendered(&post, "excerpt"),
            content: rendered(&post, "content"),
            ..Raw::default()
        })
    };
    posts.into_iter().filter_map(post).take(MAX_ITEMS).collect()
}

/// Every `<name …>…</name>` of a text as its opening tag and its inside.
fn elements<'t>(text: &'t str, name: &'t str) -> impl Iterator<Item = (&'t str, &'t str)> + 't {
    let (opening, closing) = (format!("<{name}"), format!("</{name}"));
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let (_, after) = rest.split_once(opening.as_str())?;
            rest = after;
            if after.starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/') {
                break;
            }
        }
        let (tag, inside) = rest.split_once('>')?;
        if tag.ends_with('/') {
            rest = inside;
            return Some((tag, ""));
        }
        let (inside, after) = inside.split_once(closing.as_str()).unwrap_or((inside, ""));
        rest = after;
        Some((tag, inside))
    })
}

/// The text of the first element of a name: its CDATA as it is, else unescaped once.
fn text_of(item: &str, name: &str) -> Option<String> {
    let (_, inside) = elements(item, name).next()?;
    let inside = inside.trim();
    let text = match inside.split_once("<![CDATA[") {
        Some((_, cdata)) => cdata.split("]]>").next().unwrap_or(cdata).to_owned(),
        None => unescape(inside),
    };
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn attribute_of(item: &str, name: &str, wanted: &str) -> Option<String> {
    attribute(elements(item, name).next()?.0, wanted)
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, after) = tag.split_once(&format!("{name}="))?;
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    after.get(1..)?.split(quote).next().map(unescape).filter(|value| !value.is_empty())
}

/// The five entities of XML; numbers are left for the reader of markup.
fn unescape(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
}

/// Deepest nesting of the elements of a text, roughly: opening minus closing tags.
pub(super) fn depth(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0_usize);
    let bytes = text.as_bytes();
    for (at, _) in text.match_indices('<') {
        match bytes.get(at + 1) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(c) if c.is_ascii_alphabetic() => {
                let is_closed =
                    text.get(at..).and_then(|tag| tag.split_once('>')).is_some_and(|(tag, _)| tag.ends_with('/'));
                depth += usize::from(!is_closed);
                deepest = deepest.max(depth);
            }
            _ => {}
        }
    }
    deepest
}

/// `Thu, 14 Feb 2019 13:34:15 GMT+7`: the mail form, the weekday and the zone in any of the ways feeds write them.
pub(super) fn mail_date(written: &str) -> Option<Timestamp> {
    let rest = written.split_once(',').map_or(written, |(_, rest)| rest);
    let mut words = rest.split_whitespace();
    let day: i8 = words.next()?.parse().ok()?;
    let month = month(words.next()?)?;
    let year: i16 = words.next()?.parse().ok().filter(|year| (1990..2200).contains(year))?;
    let mut clock = words.next().unwrap_or("00:00:00").split(':').map(|part| part.parse::<i8>().ok());
    let (hour, minute) = (clock.next()??, clock.next()??);
    let second = clock.next().flatten().unwrap_or(0);
    let zone = words.next().map_or(Some(7 * 3_600), zone_seconds)?;
    let civil = jiff::civil::DateTime::new(year, month, day, hour, minute, second, 0).ok()?;
    let utc = civil.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_second();
    Some(Timestamp(utc - zone))
}

fn month(name: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let name = name.get(..3)?.to_ascii_lowercase();
    MONTHS.iter().position(|month| *month == name).and_then(|at| i8::try_from(at + 1).ok())
}

/// `+0700`, `GMT+7`, `GMT+07:00`, `GMT`, `Z`, `ICT` → seconds east of Greenwich.
fn zone_seconds(zone: &str) -> Option<i64> {
    let zone = zone.trim_start_matches("GMT").trim_start_matches("UTC");
    if matches!(zone, "" | "Z" | "UT") {
        return Some(0);
    }
    if zone == "ICT" {
        return Some(7 * 3_600);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let number: i64 = digits.parse().ok()?;
    let (hours, minutes) = if digits.len() > 2 { (number / 100, number % 100) } else { (number, 0) };
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 3_600 + minutes * 60))
}
