//! The headline: what the page prints that agrees with the head, else the head's.

use super::dates::is_date_line;
use crate::extract::metadata::Facts;
use crate::extract::page::Page;
use crate::extract::tidy::key;
use crate::extract::zone;
use crate::model::Evidence;

/// Longest headline, in characters without spaces.
const LONGEST_TITLE: usize = 600;

/// A headline and the row it stands in.
#[derive(Debug, Clone)]
pub(in crate::extract) struct Title {
    /// The words.
    pub(in crate::extract) text: String,
    /// Where it is printed.
    pub(in crate::extract) row: Option<usize>,
    /// Who said so.
    pub(in crate::extract) by: Evidence,
}

/// Finds the headline without rules. `body` is the row where the text begins.
pub(in crate::extract) fn title(page: &Page<'_>, facts: &Facts, body: Option<usize>) -> Option<Title> {
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
pub(in crate::extract) fn may_be_title(facts: &Facts, text: &str) -> bool {
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
    std::iter::once(row).chain(page.outline.ancestors(row)).any(|up| page.outline.rows[up].hidden)
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
