//! What machines say of a page's date: metadata, microdata, the attributes of elements that show a date.

use super::frame::is_of_others;
use super::marks::says_date;
use super::{SaidDate, machine_said};
use crate::extract::dom::Page;
use crate::extract::metadata::Facts;
use crate::extract::zone::{self, Zone};
use crate::model::{Evidence, Moment, Precision, Timestamp};
use crate::text::date;

/// Names of `meta` elements that hold the publication, best first.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "article.published",
    "published_time",
    "datepublished",
    "date_published",
    "rnews:datepublished",
    "parsely-pub-date",
    "pubdate",
    "pub_date",
    "publishdate",
    "publish-date",
    "publish_date",
    "published-date",
    "published_at",
    "publication_date",
    "publication-date",
    "displaydate",
    "originalpublicationdate",
    "originalpublishdate",
    "article:published_date",
    "article:publish_date",
    "article:publicationdate",
    "article:post_date",
    "article.created",
    "shareaholic:article_published_time",
    "dc.date.published",
    "dcsext.articlefirstpublished",
    "date-publish",
    "date.created",
    "postdate",
    "ptime",
    "article_date_original",
    "cxenseparse:recs:publishtime",
    "bt:pubdate",
    "news:publication_date",
    "og:release_date",
    "sailthru.date",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "prism.publicationdate",
    "prism:publicationdate",
    "prism.coverdate",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.available",
    "dc.date.created",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "datecreated",
    "created",
    "date",
];

/// Names of `meta` elements that hold the last change.
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "og:modified_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "prism.modificationdate",
    "prism:modificationdate",
    "article:updated_time",
    "article:modified",
    "article:modified_date",
    "date_modified",
    "modified_time",
];

/// What is dated before was filled in by a system that knew no date: year 1, 1970.
const LEAST_YEAR: i16 = 1990;

/// Attributes in which scripts keep the date that an element shows.
const ATTRIBUTES: &[&str] = &[
    "datetime",
    "content",
    "title",
    "data-datetime",
    "data-date",
    "data-time",
    "data-timestamp",
    "data-utime",
    "data-published",
    "data-publish-date",
    "data-published-date",
    "data-created",
];

/// What the head says, and microdata beside headline and text, best first.
/// `shown` are the printed dates: they tell which of two numbers is the month.
pub(super) fn machine_dates(page: &Page<'_>, facts: &Facts, zone: &Zone, shown: &[SaidDate]) -> Vec<SaidDate> {
    let moment =
        |text: &str, now: Timestamp| as_shown(text, moment(text, now)?, now, shown).or_else(|| moment(text, now));
    let said = [
        (facts.ld.published.as_deref(), Evidence::JsonLd),
        (facts.first(PUBLISHED), Evidence::OpenGraph),
        (facts.ld.page_published.as_deref(), Evidence::JsonLd),
    ];
    let read = |text: &str, by| {
        let dated = machine_said(moment(text, page.now).or_else(|| counted(text))?, by);
        Some(SaidDate { written_day: written_day(text).unwrap_or(dated.written_day), ..dated })
    };
    let mut found: Vec<SaidDate> = said.into_iter().filter_map(|(text, by)| read(text?, by)).collect();
    let marked = marked_dates(page, zone).into_iter().filter_map(|text| moment(&text, page.now));
    found.extend(marked.chain(unprinted(page, zone)).map(|moment| machine_said(moment, Evidence::Text)));
    found
}

/// The date that an empty element between headline and text keeps for a script which prints it: `<span class="timeago" title="…">`.
fn unprinted(page: &Page<'_>, zone: &Zone) -> Option<Moment> {
    let rows = &page.outline.rows;
    let is_empty = |at: &usize| page.outline.weigh(&page.outline.subtree(*at)).0 == 0;
    // Written as machines write a moment, it needs no name.
    let is_moment = |text: &str| text.contains('T') && Moment::parse_iso(text.trim()).is_some_and(Moment::has_time);
    let told = |at: &usize| ["title", "datetime"].iter().filter_map(|name| rows[*at].attr(name)).any(is_moment);
    let keeps = |at: &usize| !rows[*at].tag.is_empty() && (says_date(&rows[*at]) || told(at)) && is_empty(at);
    let mut found = zone::visible(page, zone.head.clone()).filter(keeps).filter(|at| !is_of_others(page, *at));
    found.find_map(|at| coded(page, at))
}

/// What the elements around the body say that microdata marks as the article's date.
fn marked_dates(page: &Page<'_>, zone: &Zone) -> Vec<String> {
    let around = zone.head.clone().chain(zone.above.clone()).chain(zone.below.clone());
    let is_date = |at: &usize| {
        let row = &page.outline.rows[*at];
        let property = row.attr("itemprop").or_else(|| row.attr("property")?.strip_prefix("schema:"));
        property.is_some_and(|p| p == "datePublished" || p == "dateCreated") && !is_of_others(page, *at)
    };
    let text = |at: usize| {
        let row = &page.outline.rows[at];
        row.attr("content").or_else(|| row.attr("datetime")).map_or_else(|| page.outline.line(at), str::to_owned)
    };
    around.filter(is_date).map(text).collect()
}

/// The day with which a moment of ISO 8601 begins.
fn written_day(text: &str) -> Option<i64> {
    let day: jiff::civil::Date = text.trim().get(..10)?.parse().ok()?;
    Some(Timestamp::from_vietnam(day.to_datetime(jiff::civil::Time::midnight()))?.vietnam_day())
}

/// The last change as the head tells it.
pub(super) fn modified(page: &Page<'_>, facts: &Facts) -> Option<Moment> {
    moment(facts.ld.modified.as_deref().or_else(|| facts.first(MODIFIED))?, page.now)
}

/// The date that an attribute of an element gives.
pub(super) fn coded(page: &Page<'_>, row: usize) -> Option<Moment> {
    let row = &page.outline.rows[row];
    ATTRIBUTES.iter().find_map(|name| {
        let text = row.attr(name)?;
        if *name == "content" && row.attr("itemprop").is_none() {
            return None;
        }
        moment(text, page.now).or_else(|| (*name != "title" && *name != "content").then(|| since_1970(text)).flatten())
    })
}

/// A date as machines write it. Midnight to the second is a day: systems that keep no time write it so.
pub(in crate::extract) fn moment(text: &str, now: Timestamp) -> Option<Moment> {
    let written = without_zone_name(text.trim());
    let text = written.as_deref().unwrap_or(text.trim());
    let found =
        Moment::parse_iso(text).or_else(|| date::parse(text, now)).or_else(|| date::parse(&month_last(text)?, now))?;
    let civil = found.at.in_vietnam().filter(|civil| civil.year() >= LEAST_YEAR)?;
    let midnight = |hour: i8, minute: i8, second: i8| (hour, minute, second) == (0, 0, 0);
    let utc = found.at.0.rem_euclid(86_400) == 0 && (text.ends_with('Z') || text.ends_with("+00:00"));
    if found.has_time() && (midnight(civil.hour(), civil.minute(), civil.second()) || utc) {
        let day = civil.date().to_datetime(jiff::civil::Time::midnight());
        return Some(Moment { at: Timestamp::from_vietnam(day)?, precision: Precision::Day });
    }
    Some(found)
}

/// "2026-07-20 18:40:00 +0700 +07" without the name of the zone that Go writes behind its offset.
fn without_zone_name(text: &str) -> Option<String> {
    let mut parts = text.split(' ');
    let (day, time, zone, _, None) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?, parts.next()) else {
        return None;
    };
    (zone.starts_with(['+', '-']) && day.len() == 10).then(|| format!("{day}T{time}{zone}"))
}

/// "8/12/2026 9:15:00 AM" read with the month first, where a printed date says that it is so.
fn as_shown(text: &str, read: Moment, now: Timestamp, shown: &[SaidDate]) -> Option<Moment> {
    let near = |moment: Moment| shown.iter().any(|d| d.day().abs_diff(moment.at.vietnam_day()) <= 1);
    let mut parts = text.trim().splitn(3, '/');
    let (first, second, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let month = |part: &str| part.parse::<u8>().is_ok_and(|number| (1..=12).contains(&number));
    if near(read) || !month(first) || !month(second) {
        return None;
    }
    moment(&format!("{second}/{first}/{rest}"), now).filter(|swapped| near(*swapped))
}

/// "11/20/2026 9:15:00 AM" with the day first, where its second number can be no month.
fn month_last(text: &str) -> Option<String> {
    let mut parts = text.splitn(3, '/');
    let (month, day, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let number = |part: &str| part.parse::<u8>().ok();
    (number(month)? <= 12 && number(day)? > 12).then(|| format!("{day}/{month}/{rest}"))
}

/// The same where nothing but the number stands there, with as many digits as such numbers have.
fn counted(text: &str) -> Option<Moment> {
    matches!(text.trim().len(), 10 | 13).then(|| since_1970(text)).flatten()
}

/// Seconds or milliseconds since 1970, of this century.
fn since_1970(text: &str) -> Option<Moment> {
    let number: i64 = text.trim().parse().ok()?;
    let seconds = if number > 100_000_000_000 { number / 1_000 } else { number };
    (946_684_800..4_102_444_800).contains(&seconds).then(|| Moment::exact(Timestamp(seconds)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn midnight_is_a_day_and_any_other_time_is_one() {
        let read = |text: &str| moment(text, Timestamp(1_780_000_000)).unwrap().to_string();
        assert_eq!(read("2026-07-20T00:00:00+07:00"), "2026-07-20");
        assert_eq!(read("2026-07-20T00:00:00Z"), "2026-07-20");
        assert_eq!(read("2026-07-20T06:31:00+07:00"), "2026-07-20T06:31:00+07:00");
        assert_eq!(read("2026-07-20 18:40:00 +0700 +07"), "2026-07-20T18:40:00+07:00");
        assert_eq!(read("2026/07/20"), "2026-07-20");
        assert_eq!(read("07/20/2026 6:31:00 AM"), "2026-07-20T06:31:00+07:00");
    }

    #[test]
    fn seconds_and_milliseconds_are_told_apart() {
        assert_eq!(since_1970("1750000000"), since_1970("1750000000000"));
        assert_eq!(since_1970("17"), None);
        assert_eq!(counted(" 1795137300 ").unwrap().to_string(), "2026-11-20T08:15:00+07:00");
        assert_eq!(counted("20261120"), None);
    }
}
