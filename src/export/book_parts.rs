//! What the long formats print about an article before its text, and how dates are printed.

use super::ExportItem;
use super::html;
use super::xml::{address, escape};
use crate::model::{Moment, Precision, Timestamp};
use crate::text::article::{day, removed, updated};
use crate::text::one_line;
use crate::text::own;
use crate::text::wall::WallTime;

/// Year, month, day; without what is not known.
pub(super) fn parts(moment: Moment) -> Option<Vec<i16>> {
    let WallTime { year, month, day, .. } = WallTime::of(moment.at)?;
    Some(match moment.precision {
        Precision::Month => vec![year, month.into()],
        _ => vec![year, month.into(), day.into()],
    })
}

/// Newspaper, author and date, as far as they are known.
pub(super) fn byline(item: ExportItem<'_>) -> String {
    let article = item.article;
    let pieces = [
        Some(item.paper.to_owned()),
        article.author.clone(),
        article.row.published.map(day),
        updated(article),
        removed(article),
        article.imprint.source_line.clone(),
    ];
    pieces.into_iter().flatten().filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// An article as XHTML: heading, byline, address, lead, body.
pub(super) fn xhtml(item: ExportItem<'_>, picture: &mut html::PictureSource<'_>) -> String {
    let article = item.article;
    let mut out = format!("<h1>{}</h1>\n<p class=\"by\">{}</p>\n", escape(&article.row.title), escape(&byline(item)));
    out += &inner(item, picture);
    if let Some(url) = address(article.row.url.as_str()) {
        out += &format!("<p class=\"url\"><a href=\"{url}\">{url}</a></p>\n");
    }
    out
}

/// Lead and body, labels and notes.
pub(super) fn inner(item: ExportItem<'_>, picture: &mut html::PictureSource<'_>) -> String {
    let sapo = item.article.sapo.as_deref().filter(|sapo| !sapo.is_empty());
    let sapo = sapo.map(|sapo| format!("<p class=\"sapo\">{}</p>\n", escape(sapo))).unwrap_or_default();
    sapo + &html::blocks(&item.article.body, picture) + &html::blocks(&own::blocks(item.article), picture)
}

/// The day on which the article was read at its address: that of its page; `otherwise` where its text came from elsewhere.
pub(super) fn seen_on(item: ExportItem<'_>, otherwise: Timestamp) -> Moment {
    let seen = item.article.provenance.fetched.unwrap_or(otherwise);
    Moment { precision: Precision::Day, ..Moment::exact(seen) }
}

/// What a citation has no field for: where the article says that it is taken from, and when it was last changed.
pub(super) fn said_besides(item: ExportItem<'_>) -> Vec<String> {
    let article = item.article;
    let origin = article.imprint.source_line.as_deref().map(one_line);
    origin.into_iter().chain(updated(article)).chain(removed(article)).filter(|line| !line.is_empty()).collect()
}

/// The names in a byline: "Minh Khôi - Lan Anh", "A, B", "A; B", "A và B".
pub(super) fn authors(item: ExportItem<'_>) -> Vec<String> {
    let author = item.article.author.as_deref().unwrap_or_default().replace(" và ", ",");
    let names = author.split([',', ';', '/', '&', '–', '\n']).flat_map(|name| name.split(" - "));
    names.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

/// When an article last changed: its own date of change, or else when it was first seen.
pub(super) fn changed(item: ExportItem<'_>) -> Timestamp {
    let row = &item.article.row;
    item.article.updated.or(row.published).map_or(row.seen, |moment| moment.at)
}

/// An instant as RFC 3339 in UTC.
pub(super) fn rfc3339(at: Timestamp) -> String {
    jiff::Timestamp::from_second(at.0).unwrap_or_default().to_string()
}

/// The same text always gives the same UUID: a 128-bit FNV-1a hash.
pub(super) fn uuid<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let mut hash: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    for byte in texts.flat_map(|text| text.bytes().chain([0])) {
        hash = (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
    }
    // Version 8 (custom), variant 1.
    let hash = (hash & !(0xf << 76) & !(0x3 << 62)) | (0x8 << 76) | (0x2 << 62);
    let hex = format!("{hash:032x}");
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// A picture format that every e-reader supports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PictureKind {
    pub(super) media_type: &'static str,
    pub(super) ending: &'static str,
}

/// The format of a picture, by its first bytes.
pub(super) fn picture_kind(bytes: &[u8]) -> Option<PictureKind> {
    let begins = |lead: &[u8]| bytes.starts_with(lead);
    Some(match bytes {
        _ if begins(b"\xff\xd8\xff") => PictureKind { media_type: "image/jpeg", ending: "jpg" },
        _ if begins(b"\x89PNG\r\n\x1a\n") => PictureKind { media_type: "image/png", ending: "png" },
        _ if begins(b"GIF87a") || begins(b"GIF89a") => PictureKind { media_type: "image/gif", ending: "gif" },
        _ => return None,
    })
}
