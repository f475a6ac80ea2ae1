//! The dates: what is printed near the headline, with the minute that machines add.

use std::ops::Range;

use crate::extract::junk;
use crate::extract::metadata::Facts;
use crate::extract::page::Page;
use crate::extract::tidy::key;
use crate::extract::zone::{self, Zone};
use crate::model::{Evidence, Moment, Precision, Timestamp};
use crate::text::date;

/// Longest line in which a date is looked for, in bytes.
const DATE_LINE: usize = 220;
/// Words of labels before the time of a change, folded.
const UPDATED: &[&str] = &["cap nhat", "chinh sua", "sua luc", "sua doi", "update", "modified"];
/// Words of labels before the time of publication, folded.
const PUBLISHED: &[&str] = &["dang", "xuat ban", "phat hanh", "publish", "posted"];
/// Most words beside a date in its line.
const DATE_WORDS: usize = 14;

/// A date, who said it, and whether it is labelled as that of an update.
#[derive(Debug, Clone)]
pub(super) struct Dated {
    moment: Moment,
    update: bool,
    by: Evidence,
}

/// Publication and update.
#[derive(Debug, Default)]
pub(in crate::extract) struct Dates {
    pub(in crate::extract) published: Option<(Moment, Evidence)>,
    pub(in crate::extract) updated: Option<(Moment, Evidence)>,
    /// A machine names another day than the page shows.
    pub(in crate::extract) disagree: bool,
}

/// Finds the dates without rules.
pub(in crate::extract) fn dates(page: &Page<'_>, facts: &Facts, zone: &Zone, title: Option<&str>) -> Dates {
    let title = title.map(key).unwrap_or_default();
    let mut above = printed_dates(page, zone.above.clone(), &title);
    above.reverse();
    let shown: Vec<Dated> = printed_dates(page, zone.head.clone(), &title)
        .into_iter()
        .chain(above)
        .chain(printed_dates(page, zone.below.clone(), &title))
        .collect();
    let machine = machine_dates(page, facts, zone);
    choose(&shown, &machine, facts, page)
}

/// The printed date that a machine or the address names too, first: a running clock and the date of another article on
/// the page are named by none.
fn confirmed(shown: &[Dated], machine: &[Dated], page: &Page<'_>) -> Option<Dated> {
    let coded = date::from_address(page.url.as_str()).filter(|m| m.precision != Precision::Month);
    let days: Vec<i64> =
        machine.iter().map(|m| m.moment.at).chain(coded.map(|m| m.at)).map(Timestamp::vietnam_day).collect();
    let near = |d: &&Dated| days.iter().any(|day| day.abs_diff(d.moment.at.vietnam_day()) <= 1);
    shown.iter().filter(|d| d.moment.has_time() && !d.update).find(near).cloned()
}

fn choose(shown: &[Dated], machine: &[Dated], facts: &Facts, page: &Page<'_>) -> Dates {
    let first = |list: &[Dated], exact: bool, update: bool| {
        list.iter().find(|d| d.moment.has_time() == exact && d.update == update).cloned()
    };
    let published = confirmed(shown, machine, page)
        .or_else(|| first(shown, true, false))
        .or_else(|| first(shown, false, false).map(|day| with_minute(day, machine)))
        .or_else(|| first(machine, true, false))
        .or_else(|| first(shown, true, true))
        .or_else(|| first(machine, false, false))
        .or_else(|| first(shown, false, true).map(|day| with_minute(day, machine)))
        .or_else(|| {
            let moment = date::from_address(page.url.as_str())?;
            Some(Dated { moment, update: false, by: Evidence::Address })
        });
    let Some(published) = published else { return Dates::default() };
    let modified = facts
        .ld
        .modified
        .as_deref()
        .or_else(|| facts.first(&["article:modified_time", "og:updated_time", "datemodified"]));
    let updated = first(shown, true, true)
        .map(|d| (d.moment, d.by))
        .or_else(|| Some((machine_moment(modified?, page)?, Evidence::JsonLd)))
        .filter(|(moment, _)| moment.at > published.moment.at && moment.has_time());
    let day = |d: &Dated| d.moment.at.vietnam_day();
    let disagree = machine.iter().any(|m| !m.update && day(m).abs_diff(day(&published)) > 1);
    Dates { published: Some((published.moment, published.by)), updated, disagree }
}

/// A printed day with the minute which a machine names for the same day.
fn with_minute(day: Dated, machine: &[Dated]) -> Dated {
    let same =
        |d: &&Dated| d.moment.has_time() && !d.update && d.moment.at.vietnam_day() == day.moment.at.vietnam_day();
    machine.iter().find(same).cloned().unwrap_or(day)
}

/// The dates which lines of a range print.
fn printed_dates(page: &Page<'_>, range: Range<usize>, title: &str) -> Vec<Dated> {
    let mut found: Vec<Dated> = Vec::new();
    let mut until = 0;
    for at in zone::visible(page, range) {
        let Some(text) = page.outline.rows[at].text() else { continue };
        if at < until || text.bytes().filter(u8::is_ascii_digit).count() < 1 {
            continue;
        }
        let mut best: Option<(Dated, usize)> = None;
        // The text alone, then the boxes around it, as long as they are one line: day and hour may stand in two boxes.
        let mut inner = at;
        for _ in 0..4 {
            let (chars, linked) = page.outline.weigh(&page.outline.subtree(inner));
            if chars > DATE_LINE / 2 || inner != at && linked * 2 > chars {
                break;
            }
            if let Some(dated) = date_line(page, &spaced(page, inner), title) {
                let better = best.as_ref().is_none_or(|(b, _)| {
                    !b.moment.has_time() && dated.moment.has_time() || !b.update && dated.update && inner != at
                });
                if better {
                    best = Some((dated, page.outline.subtree(inner).end));
                }
            }
            let up = page.outline.rows[inner].parent;
            if up == inner {
                break;
            }
            inner = up;
        }
        if let Some((dated, end)) = best {
            until = end;
            found.push(dated);
        }
    }
    found
}

/// A row's text, elements apart by spaces.
pub(super) fn spaced(page: &Page<'_>, row: usize) -> String {
    let mut out = String::new();
    for at in page.outline.subtree(row) {
        if let Some(text) = page.outline.rows[at].text() {
            out.push_str(text);
            out.push(' ');
        }
    }
    crate::text::one_line(&out)
}

/// The date of a line that is little more than a date.
pub(super) fn date_line(page: &Page<'_>, line: &str, title: &str) -> Option<Dated> {
    if line.len() > DATE_LINE || !title.is_empty() && line.len() >= title.len() && key(line) == title {
        return None;
    }
    let found = date::find(line, page.now);
    let mut at = 0;
    let mut around = 0;
    let mut dated: Vec<Dated> = Vec::new();
    for (range, moment) in found {
        // What stands between the date before and this one is its label.
        let label = &line[at..range.start];
        around += label.split_whitespace().count();
        at = range.end;
        let label = crate::text::fold::base(label);
        let update =
            UPDATED.iter().any(|word| label.contains(word)) && !PUBLISHED.iter().any(|word| label.contains(word));
        dated.push(Dated { moment, update, by: Evidence::Text });
    }
    around += line[at..].split_whitespace().count();
    if around > DATE_WORDS {
        return None;
    }
    let best =
        |update: bool, exact: bool| dated.iter().position(|d| d.update == update && d.moment.has_time() == exact);
    let place =
        best(false, true).or_else(|| best(true, true)).or_else(|| best(false, false)).or_else(|| best(true, false))?;
    Some(dated.swap_remove(place))
}

/// Whether a line is little more than a date.
pub(in crate::extract) fn is_date_line(page: &Page<'_>, line: &str) -> bool {
    const WORDS: usize = 12;
    line.split(' ').count() <= WORDS && date_line(page, line, "").is_some_and(|d| d.moment.has_time())
        || date::parse(line, page.now).is_some()
}

/// What machines say, best first.
fn machine_dates(page: &Page<'_>, facts: &Facts, zone: &Zone) -> Vec<Dated> {
    const META: &[&str] = &[
        "article:published_time",
        "og:published_time",
        "article:published",
        "datepublished",
        "pubdate",
        "publishdate",
        "dc.date.issued",
        "dcterms.created",
        "dc.date",
        "date",
        "publish-date",
        "news:publication_date",
        "sailthru.date",
    ];
    let mut found = Vec::new();
    let mut add = |text: Option<&str>, by: Evidence| {
        if let Some(moment) = text.and_then(|t| machine_moment(t, page)) {
            found.push(Dated { moment, update: false, by });
        }
    };
    add(facts.ld.published.as_deref(), Evidence::JsonLd);
    add(facts.first(META), Evidence::OpenGraph);
    for at in zone.head.clone().chain(zone.above.clone()).chain(zone.below.clone()) {
        let row = &page.outline.rows[at];
        if row.tag == "time" && !in_furniture(page, at) {
            add(row.attr("datetime").or_else(|| row.attr("content")), Evidence::Text);
        } else if row.attr("itemprop").is_some_and(|p| p == "datePublished" || p == "dateCreated") {
            let text = row.attr("content").map_or_else(|| page.outline.line(at), str::to_owned);
            add(Some(&text), Evidence::Text);
        }
    }
    found
}

fn in_furniture(page: &Page<'_>, row: usize) -> bool {
    page.outline
        .ancestors(row)
        .any(|up| page.outline.is_furniture(up) && junk::is_others_name(&page.outline.rows[up].names()))
}

fn machine_moment(text: &str, page: &Page<'_>) -> Option<Moment> {
    Moment::parse_iso(text.trim()).or_else(|| date::parse(text, page.now))
}
