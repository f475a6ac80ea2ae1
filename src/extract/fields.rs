//! Which source wins for each field of an article.
//!
//! The rules, in words. **Title**: what the page prints as headline (the element which agrees with the head's title), else
//! the head's, without the site's name. **Date**: what the page prints near the headline or under the text; systems put the
//! last edit into `datePublished`, so machines only add the minute to a printed day, or speak where nothing is printed;
//! the address comes last. A date labelled as update is never the publication while another stands there; comments are
//! not looked at. **Author**: the signature under the text, a label, a class, then the head; never the site's own name.
//! **Sapo**: a class, the head's summary found on the page, the prose between headline and text.

use std::ops::Range;

use super::blocks::{self, Piece};
use super::byline;
use super::junk;
use super::metadata::Facts;
use super::names;
use super::page::Page;
use super::tidy::{Agreement, agrees, key};
use super::zone::{self, Zone};
use crate::model::{Block, Evidence, Moment, Precision, Timestamp};
use crate::text::date;

/// Longest headline, in characters without spaces.
const LONGEST_TITLE: usize = 600;
/// Longest line in which a date is looked for, in bytes.
const DATE_LINE: usize = 220;
/// Words of labels before the time of a change, folded.
const UPDATED: &[&str] = &["cap nhat", "chinh sua", "sua luc", "sua doi", "update", "modified"];
/// Words of labels before the time of publication, folded.
const PUBLISHED: &[&str] = &["dang", "xuat ban", "phat hanh", "publish", "posted"];
/// Most words beside a date in its line.
const DATE_WORDS: usize = 14;

/// A headline and the row it stands in.
#[derive(Debug, Clone)]
pub(super) struct Title {
    /// The words.
    pub(super) text: String,
    /// Where it is printed.
    pub(super) row: Option<usize>,
    /// Who said so.
    pub(super) by: Evidence,
}

/// Finds the headline without rules. `body` is the row where the text begins.
pub(super) fn title(page: &Page<'_>, facts: &Facts, body: Option<usize>) -> Option<Title> {
    let said: Vec<String> = facts.titles().into_iter().map(key).filter(|k| !k.is_empty()).collect();
    let limit = body.map_or(page.outline.rows.len(), |row| page.outline.subtree(row).end);
    // Most pages print it as `h1`; the headings of other articles are not looked at then.
    let mut headings = headings_of(page, &["h1"], limit);
    let mut agreed = agreeing(page, &headings, &said);
    if agreed.is_none() {
        headings.extend(headings_of(page, &["h2", "h3"], limit));
        agreed = agreeing(page, &headings, &said);
    }
    if let Some((row, text)) = agreed {
        return Some(Title { text, row: Some(row), by: Evidence::Text });
    }
    if let Some((row, text)) = printed(page, &said, limit) {
        return Some(Title { text, row: Some(row), by: Evidence::Text });
    }
    if let Some((row, text)) = alike(page, facts, &headings, limit) {
        return Some(Title { text, row: Some(row), by: Evidence::Text });
    }
    let start = body.unwrap_or(limit);
    let h1s =
        || headings.iter().filter(|(row, text)| page.outline.rows[*row].tag == "h1" && text.split(' ').count() >= 3);
    let nearest = h1s().filter(|(row, _)| *row <= start).last().or_else(|| h1s().next());
    if let Some((row, text)) = nearest {
        return Some(Title { text: text.clone(), row: Some(*row), by: Evidence::Text });
    }
    // A head that says only the site's name: the box named title, or the heading, right before the text.
    if facts.titles().len() < 2
        && let Some((row, text)) = before_text(page, &headings, start)
    {
        return Some(Title { text, row: Some(row), by: Evidence::Text });
    }
    let text = facts.titles().into_iter().next()?;
    let by = if facts.ld.headline.as_deref() == Some(text) { Evidence::JsonLd } else { Evidence::OpenGraph };
    Some(Title { text: without_site(text, facts.site_name()), row: None, by })
}

/// Whether the head of the page says something like this text; a head that says nothing speaks against none.
pub(super) fn may_be_title(facts: &Facts, text: &str) -> bool {
    const LEAST_PERCENT: usize = 30;
    let words = tokens(text);
    let said = facts.titles();
    said.is_empty()
        || said.iter().any(|t| shared(&tokens(&without_site(t, facts.site_name())), &words) >= LEAST_PERCENT)
}

/// The shown headings of some levels before row `limit`.
fn headings_of(page: &Page<'_>, tags: &[&str], limit: usize) -> Vec<(usize, String)> {
    const MOST: usize = 200;
    tags.iter()
        .flat_map(|tag| page.outline.select(tag, &(0..limit)))
        .filter(|row| page.outline.weigh(&page.outline.subtree(*row)).0 < LONGEST_TITLE && !hidden(page, *row))
        .take(MOST)
        .map(|row| (row, page.outline.line(row)))
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

/// The heading which agrees best with what the head says: word for word before a beginning, `h1` before others.
fn agreeing(page: &Page<'_>, headings: &[(usize, String)], said: &[String]) -> Option<(usize, String)> {
    let agreed = headings.iter().filter(|(_, text)| agrees_with(said, text)).min_by_key(|(row, text)| {
        let exact = said.contains(&key(text));
        (!exact, page.outline.rows[*row].tag != "h1", *row)
    });
    agreed.cloned()
}

fn hidden(page: &Page<'_>, row: usize) -> bool {
    std::iter::once(row).chain(page.outline.ancestors(row)).any(|up| blocks::is_hidden(&page.outline.rows[up]))
}

/// Whether a printed text is what the head says, or its beginning before the site's name.
fn agrees_with(said: &[String], text: &str) -> bool {
    const LEAST: usize = 12;
    let text = key(text);
    text.chars().count() >= LEAST
        && said.iter().any(|s| *s == text || s.starts_with(&text) && text.len() * 10 >= s.len() * 4)
        || !text.is_empty() && said.contains(&text)
}

/// A headline that is no heading element: a box whose whole text the head repeats.
fn printed(page: &Page<'_>, said: &[String], limit: usize) -> Option<(usize, String)> {
    let lengths = said.iter().map(String::len).max()?;
    zone::visible(page, 0..limit).find_map(|at| {
        let row = &page.outline.rows[at];
        if !matches!(row.tag, "div" | "p" | "span" | "td" | "strong" | "b" | "font" | "a" | "h4" | "h5" | "center") {
            return None;
        }
        let (chars, _) = page.outline.weigh(&page.outline.subtree(at));
        if chars < 12 || chars > lengths {
            return None;
        }
        let in_link_to_elsewhere =
            row.tag == "a" && row.attr("href").and_then(|h| page.join(h)).is_some_and(|u| u != *page.url);
        let text = page.outline.line(at);
        (!in_link_to_elsewhere && agrees_with(said, &text) && key(&text).len() >= 16).then_some((at, text))
    })
}

/// A headline whose wording differs a little from the head's (editors write two): the box named `title`, or the heading,
/// which shares most of its words with it.
fn alike(page: &Page<'_>, facts: &Facts, headings: &[(usize, String)], limit: usize) -> Option<(usize, String)> {
    const LEAST_PERCENT: usize = 60;
    const MOST_BOXES: usize = 400;
    let said: Vec<Vec<String>> =
        facts.titles().into_iter().map(|t| tokens(&without_site(t, facts.site_name()))).collect();
    let named = zone::visible(page, 0..limit).filter(|at| {
        let row = &page.outline.rows[*at];
        row.attr("itemprop") == Some("headline") || row.attr("data-role") == Some("title") || is_title_name(row.class())
    });
    let boxes = named.take(MOST_BOXES).filter(|at| page.outline.weigh(&page.outline.subtree(*at)).0 < 260);
    let candidates = boxes.map(|at| (at, page.outline.line(at))).chain(headings.iter().cloned());
    candidates
        .map(|(row, text)| {
            let words = tokens(&text);
            let share = said.iter().map(|s| shared(s, &words)).max().unwrap_or(0);
            (share, row, text)
        })
        .filter(|(share, _, text)| *share >= LEAST_PERCENT && text.split(' ').count() >= 3)
        .max_by_key(|(share, row, _)| (*share, std::cmp::Reverse(*row)))
        .map(|(_, row, text)| (row, text))
}

/// The last heading or box named `title` before the text, near it and no link.
fn before_text(page: &Page<'_>, headings: &[(usize, String)], start: usize) -> Option<(usize, String)> {
    const ROWS: usize = 80;
    let from = start.saturating_sub(ROWS);
    let named = zone::visible(page, from..start).filter(|at| is_title_name(page.outline.rows[*at].class()));
    let boxes = named.map(|at| (at, page.outline.line(at)));
    boxes
        .chain(headings.iter().filter(|(row, _)| (from..start).contains(row)).cloned())
        .filter(|(row, text)| {
            let (chars, linked) = page.outline.weigh(&page.outline.subtree(*row));
            (12..260).contains(&chars)
                && linked * 2 < chars
                && text.split(' ').count() >= 4
                && !is_date_line(page, text)
        })
        .max_by_key(|(row, _)| *row)
}

fn is_title_name(names: &str) -> bool {
    names.split(|c: char| !c.is_ascii_alphabetic()).any(|word| {
        matches!(
            word.to_ascii_lowercase().as_str(),
            "title" | "headline" | "tieude" | "tieu" | "heading" | "articletitle" | "newstitle"
        )
    })
}

fn tokens(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).take(80).collect()
}

/// How many of the words of both are in common, in per cent.
fn shared(a: &[String], b: &[String]) -> usize {
    let common = a.iter().filter(|word| b.contains(word)).count();
    (common * 200).checked_div(a.len() + b.len()).unwrap_or(0)
}

/// A head's title without the site's name behind.
fn without_site(title: &str, site: Option<&str>) -> String {
    let site = site.map(key).unwrap_or_default();
    for mark in [" | ", " - ", " – ", " — ", " » ", " :: "] {
        if let Some((first, last)) = title.rsplit_once(mark) {
            let known = !site.is_empty() && (key(last).contains(&site) || site.contains(&key(last)));
            if known || mark == " | " || mark == " » " || mark == " :: " {
                return first.trim().to_owned();
            }
        }
    }
    title.to_owned()
}

/// A date, who said it, and whether it is labelled as that of an update.
#[derive(Debug, Clone)]
struct Dated {
    moment: Moment,
    update: bool,
    by: Evidence,
}

/// Publication and update.
#[derive(Debug, Default)]
pub(super) struct Dates {
    pub(super) published: Option<(Moment, Evidence)>,
    pub(super) updated: Option<(Moment, Evidence)>,
    /// A machine names another day than the page shows.
    pub(super) disagree: bool,
}

/// Finds the dates without rules.
pub(super) fn dates(page: &Page<'_>, facts: &Facts, zone: &Zone, title: Option<&str>) -> Dates {
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
fn spaced(page: &Page<'_>, row: usize) -> String {
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
fn date_line(page: &Page<'_>, line: &str, title: &str) -> Option<Dated> {
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
pub(super) fn is_date_line(page: &Page<'_>, line: &str) -> bool {
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

/// The author as other places than the end of the text name him: a label, a class, the head.
pub(super) fn author(page: &Page<'_>, facts: &Facts, zone: &Zone) -> Option<(String, Evidence)> {
    let site = facts.site_name().map(key);
    let host = key(&page.url.host());
    let own = |name: &str| {
        let name = key(name);
        site.as_ref().is_some_and(|s| s.contains(&name) || name.contains(s))
            || host.starts_with(&name)
            || name.is_empty()
    };
    let near = || [zone.head.clone(), zone.below.clone(), zone.above.clone()];
    let labelled = near()
        .into_iter()
        .find_map(|range| labelled_author(page, range.clone()).or_else(|| labelled_line(page, range)));
    if let Some(name) = labelled.filter(|name| !own(name)) {
        return Some((name, Evidence::Text));
    }
    let named = near().into_iter().find_map(|range| named_author(page, range, &own));
    if let Some(name) = named {
        return Some((name, Evidence::Text));
    }
    if let Some(name) = signed(page, zone.below.clone()).filter(|name| !own(name)) {
        return Some((name, Evidence::Text));
    }
    let people: Vec<String> =
        facts.ld.authors.iter().filter_map(|a| byline::clean(a)).filter(|a| !own(a) && byline::is_name(a)).collect();
    let printed = printed_name(page, zone).filter(|name| !own(name));
    // A name that is only known by its syllables must not speak against the head; it may say more of the same.
    if let Some(name) = printed.filter(|name| people.iter().all(|known| key(name).contains(&key(known)))) {
        return Some((name, Evidence::Text));
    }
    if !people.is_empty() {
        return Some((people.join(", "), Evidence::JsonLd));
    }
    let meta = facts.first(&["article:author", "author", "dc.creator", "dable:author", "twitter:data1"])?;
    let name = byline::clean(meta).filter(|name| !own(name) && byline::is_name(name) && !meta.starts_with("http"))?;
    Some((name, Evidence::OpenGraph))
}

/// `Tác giả: …`, `Đăng bởi … lúc …`.
fn labelled_author(page: &Page<'_>, range: Range<usize>) -> Option<String> {
    let mut until = 0;
    for at in zone::visible(page, range) {
        let row = &page.outline.rows[at];
        if at < until
            || row.tag.is_empty()
            || !matches!(row.tag, "p" | "div" | "span" | "li" | "td" | "em" | "strong" | "address" | "h4" | "h5")
        {
            continue;
        }
        let (chars, _) = page.outline.weigh(&page.outline.subtree(at));
        if chars == 0 || chars > 120 {
            continue;
        }
        if let Some(name) = byline::labelled(&spaced(page, at)) {
            return Some(name);
        }
        until = at + 1;
    }
    None
}

/// A name right under the text, at the right edge or in bold: the signature in a box of its own.
fn signed(page: &Page<'_>, range: Range<usize>) -> Option<String> {
    const FIRST: usize = 3;
    let pieces = blocks::read(page, range.start..range.end.min(range.start + ROWS_OF_SIGNATURE), &|_| false);
    pieces.iter().take(FIRST).find_map(|piece| {
        let apart = piece.look.align == blocks::Align::Right || piece.look.strong;
        let name = byline::clean(piece.text())?;
        (apart && piece.look.linked == 0 && piece.words() >= 2 && byline::is_name(&name)).then_some(name)
    })
}

/// A line between headline and text, or right under the text, that is the name of people and at most a date.
fn printed_name(page: &Page<'_>, zone: &Zone) -> Option<String> {
    const FIRST: usize = 4;
    const WORDS: usize = 14;
    let name = |piece: &Piece| {
        let line = piece.words() <= WORDS && !matches!(piece.block, Block::Heading { .. });
        let name = byline::clean(piece.text()).filter(|_| line)?;
        names::are_people(&name).then_some(name)
    };
    let head = blocks::read(page, zone.head.clone(), &|_| false);
    let before_text = head.iter().take_while(|p| p.words() < 40 || !zone.shared).find_map(name);
    before_text.or_else(|| {
        let below = zone.below.start..zone.below.end.min(zone.below.start + ROWS_OF_SIGNATURE);
        blocks::read(page, below, &|_| false).iter().take(FIRST).find_map(name)
    })
}

/// How many rows under the text a signature may stand.
const ROWS_OF_SIGNATURE: usize = 40;

/// The same in a text that is cut by line breaks only.
fn labelled_line(page: &Page<'_>, range: Range<usize>) -> Option<String> {
    let pieces = blocks::read(page, range, &|_| false);
    pieces.iter().filter(|p| p.words() <= 14).find_map(|piece| byline::labelled(piece.text()))
}

/// The names in an element whose class says that it holds the author.
fn named_author(page: &Page<'_>, range: Range<usize>, own: &dyn Fn(&str) -> bool) -> Option<String> {
    for at in zone::visible(page, range) {
        let row = &page.outline.rows[at];
        let says = row.attr("rel") == Some("author")
            || row.attr("itemprop") == Some("author")
            || row.attr("data-role") == Some("author")
            || !row.tag.is_empty() && zone::is_byline_name(&row.names())
            || row.attr("href").is_some_and(|h| h.contains("/tac-gia/") || h.contains("/author/"));
        if !says {
            continue;
        }
        if let Some(name) = names_in(page, at, own) {
            return Some(name);
        }
    }
    None
}

/// The names in a byline element: all of it, or its parts, each once.
pub(super) fn names_in(page: &Page<'_>, at: usize, own: &dyn Fn(&str) -> bool) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for part in page.outline.subtree(at) {
        let Some(text) = page.outline.rows[part].text() else { continue };
        if let Some(name) =
            byline::clean(&crate::text::one_line(text)).filter(|n| byline::is_name(n) && n.contains(' ') && !own(n))
            && !names.iter().any(|n| key(n) == key(&name))
        {
            names.push(name);
        }
    }
    let whole = byline::clean(&blocks::rich(page, at, &|_| false).text);
    let whole = whole.filter(|n| byline::is_name(n) && !own(n) && !twice(n));
    match names.len() {
        0 | 1 => whole.or_else(|| names.pop()),
        2..=6 => Some(names.join(" - ")),
        _ => None,
    }
}

/// Whether a text is one name printed twice.
fn twice(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    words.len() >= 4 && words.len().is_multiple_of(2) && words[..words.len() / 2] == words[words.len() / 2..]
}

/// The sapo between headline and text. Gives the text and the row it stands in.
pub(super) fn sapo(page: &Page<'_>, facts: &Facts, zone: &Zone, title: Option<&str>) -> Option<(String, Evidence)> {
    let title = title.map(key).unwrap_or_default();
    let pieces: Vec<Piece> = blocks::read(page, zone.head.clone(), &|_| false)
        .into_iter()
        .filter(|p| matches!(p.block, Block::Paragraph(_) | Block::Heading { .. } | Block::Quote(_)))
        .filter(|p| !p.look.caption && p.look.figure.is_none() && p.linked_percent() < 50 && p.words() >= 6)
        .filter(|p| key(p.text()) != title && !junk::is_junk_line(p.text()) && byline::labelled(p.text()).is_none())
        .collect();
    let own = |p: &&Piece| {
        let row = &page.outline.rows[p.row];
        row.attr("itemprop") == Some("description")
            || row.attr("data-role") == Some("sapo")
            || zone::is_sapo_name(&row.names())
    };
    let named = |p: &&Piece| {
        p.words() >= 12
            && std::iter::once(p.row)
                .chain(page.outline.ancestors(p.row).take(4))
                .filter(|row| zone.head.contains(row))
                .any(|row| {
                    let row = &page.outline.rows[row];
                    row.attr("itemprop") == Some("description")
                        || zone::is_sapo_name(&row.names())
                        || row.attr("data-role") == Some("sapo")
                })
    };
    let said = facts.description();
    // In a shared box a plain paragraph which the head repeats may be the beginning of the text.
    let agreed = |p: &&Piece| {
        let set_apart = p.look.strong || p.look.emphasis || matches!(p.block, Block::Heading { .. });
        // The head repeats all of it, to its end: an editor's summary, not the first words of the text.
        let whole = said.is_some_and(|d| key(d) == key(p.text()));
        (set_apart || whole || !zone.shared) && said.is_some_and(|d| agrees(d, p.text()) == Agreement::Same)
    };
    let prose = |p: &&Piece| p.words() >= 15 && date_line(page, p.text(), &title).is_none();
    let piece = pieces
        .iter()
        .find(own)
        .or_else(|| pieces.iter().find(agreed))
        .or_else(|| pieces.iter().find(named))
        // Where headline and text share one box, the first prose may be the text itself.
        .or_else(|| pieces.iter().filter(|_| !zone.shared).find(prose))?;
    Some((piece.text().to_owned(), Evidence::Text))
}

/// The section, as the page names it.
pub(super) fn category(page: &Page<'_>, facts: &Facts) -> Option<(String, Evidence)> {
    if let Some(section) = facts.first(&["article:section"]) {
        return Some((section.to_owned(), Evidence::OpenGraph));
    }
    if let Some(section) = &facts.ld.section {
        return Some((section.clone(), Evidence::JsonLd));
    }
    let crumbs = [".breadcrumb a", ".breadcrumbs a", "[itemtype*=BreadcrumbList] a"];
    let last = crumbs.iter().find_map(|css| {
        let links = page.outline.select(css, &(0..page.outline.rows.len()));
        links.into_iter().map(|row| page.outline.line(row)).filter(|t| (2..60).contains(&t.len())).last()
    })?;
    Some((last, Evidence::Text))
}
