//! The headline: what the page prints that agrees with the head, else the head's.

use self::agreeing::{agrees_with, shared, tokens};
use self::labels::{
    LABEL_WORDS, LABELS, TOOLS, is_in_picture_table, is_label_name, is_mark_of_itself, is_placeholder, is_section,
};
use self::site::{SiteNames, is_of_another_page, under_site_name, without_own_name, without_section, without_site};
use super::dates::is_date_line;
use crate::extract::blocks;
use crate::extract::dom::{Page, is_inline};
use crate::extract::escapes;
use crate::extract::metadata::Facts;
use crate::extract::tidy::{key, lines_of};
use crate::extract::zone;
use crate::model::{Block, Evidence};
use crate::text::fold;

mod agreeing;
mod labels;
mod site;

/// Longest headline, in characters without spaces.
const LONGEST_TITLE: usize = 600;

/// A headline and the row it stands in.
#[derive(Debug, Clone)]
pub(in crate::extract) struct Headline {
    /// The words.
    pub(in crate::extract) text: String,
    /// Where it is printed.
    pub(in crate::extract) row: Option<usize>,
    /// Who said so.
    pub(in crate::extract) by: Evidence,
}

/// Finds the headline without rules. `body` is the row where the box of the text begins, `prose` that of its first paragraph.
pub(in crate::extract) fn title(
    page: &Page<'_>,
    facts: &Facts,
    body: Option<usize>,
    prose: Option<usize>,
) -> Option<Headline> {
    let said = said(page, facts);
    let limit = body.map_or(page.outline.rows.len(), |row| page.outline.subtree(row).end);
    // Most pages print it as `h1`; the headings of other articles are not looked at then.
    let mut headings = headings_of(page, &["h1"], limit);
    if headings.iter().any(|(row, _)| !is_of_another_page(page, *row)) {
        headings.retain(|(row, _)| !is_of_another_page(page, *row));
    }
    if let Some((row, text)) = under_site_name(page, &headings, &said, limit) {
        return Some(Headline { text, row: Some(row), by: Evidence::Text });
    }
    let mut agreed = agreeing(page, &headings, &said);
    if agreed.is_none() {
        headings.extend(headings_of(page, &["h2", "h3"], limit));
        agreed = agreeing(page, &headings, &said);
    }
    if let Some((row, text)) = agreed {
        let site = SiteNames::of(page, facts);
        let text = without_extras(&text, facts, &site).unwrap_or(text);
        let text = facts.site_name().and_then(|name| without_own_name(&text, name)).unwrap_or(text);
        return Some(Headline { text, row: Some(row), by: Evidence::Text });
    }
    if let Some((row, text)) = printed(page, &said, limit) {
        return Some(Headline { text, row: Some(row), by: Evidence::Text });
    }
    if let Some((row, text)) = alike(page, facts, &headings, limit).or_else(|| marked(page, limit)) {
        return Some(Headline { text, row: Some(row), by: Evidence::Text });
    }
    let start = body.unwrap_or(limit);
    let h1s = || {
        headings.iter().filter(|(row, text)| {
            page.outline.rows[*row].tag == "h1" && text.split(' ').count() >= 3 && !is_section(text)
        })
    };
    let nearest = h1s().filter(|(row, _)| *row <= start).last().or_else(|| h1s().next());
    if let Some((row, text)) = nearest {
        return Some(Headline { text: text.clone(), row: Some(*row), by: Evidence::Text });
    }
    // A head that says only the site's name: the box named title, or the heading, right before the text.
    let above = prose.map_or(start, |prose| prose.max(start));
    if facts.titles().len() < 2
        && let Some((row, text)) = before_text(page, &headings, above).or_else(|| over_date(page, facts, above))
    {
        return Some(Headline { text, row: Some(row), by: Evidence::Text });
    }
    let site = SiteNames::of(page, facts);
    // A head may repeat the site's name where the headline should stand.
    let text = facts.titles().into_iter().find(|title| !site.is_named(title)).or(facts.titles().first().copied())?;
    let by = if facts.ld.headline.as_deref() == Some(text) { Evidence::JsonLd } else { Evidence::OpenGraph };
    Some(Headline { text: without_section(page, without_site(text, &site), text), row: None, by })
}

/// The keys of what the head says: as it is, and without the site's name.
fn said(page: &Page<'_>, facts: &Facts) -> Vec<String> {
    let site = SiteNames::of(page, facts);
    let mut keys: Vec<String> = Vec::new();
    for title in facts.titles() {
        for text in [title.to_owned(), without_site(title, &site)] {
            let key = key(&text);
            if !key.is_empty() && !keys.contains(&key) && !site.is_named(&text) {
                keys.push(key);
            }
        }
    }
    keys
}

/// A printed headline without what the head does not say of it: a label before it ("VIDEO: "), a link behind it ("Sửa").
fn without_extras(text: &str, facts: &Facts, site: &SiteNames) -> Option<String> {
    let label = text
        .split_once([':', '|', ']'])
        .filter(|(label, _)| LABELS.contains(&fold::base(label.trim_matches(|c: char| !c.is_alphanumeric())).as_str()));
    let tool = text.rsplit_once(' ').filter(|(_, last)| TOOLS.contains(&fold::base(last).as_str()));
    let bare = label.map(|(_, rest)| rest).or(tool.map(|(rest, _)| rest))?.trim();
    let said = |title: &&str| key(&without_site(title, site)) == key(bare);
    facts.titles().iter().any(said).then(|| bare.to_owned())
}

/// The text of a headline: labels in elements of their own ("Video") are no part of it, and two elements that no space parts are
/// two words.
pub(in crate::extract) fn headline(page: &Page<'_>, row: usize) -> String {
    let outline = &page.outline;
    let (texts, breaks) = shown_texts(page, row);
    let is_label = |(at, text): &(usize, &str)| {
        // The link to the headline itself.
        if matches!(text.trim(), "#" | "¶" | "§") {
            return true;
        }
        let folded = fold::base(text.trim_matches(|c: char| !c.is_alphanumeric()));
        let named =
            || outline.ancestors(*at).take_while(|up| *up != row).any(|up| is_label_name(outline.rows[up].class()));
        let short = text.split_whitespace().count() <= LABEL_WORDS;
        let tool =
            || TOOLS.contains(&folded.as_str()) && matches!(outline.rows[outline.rows[*at].parent].tag, "a" | "button");
        outline.rows[*at].parent != row && (LABELS.contains(&folded.as_str()) || short && named() || tool())
    };
    let all_labels = texts.iter().all(|one| one.1.trim().is_empty() || is_label(one));
    let mut out = String::new();
    let mut before = row;
    let mut labelled = false;
    for one in &texts {
        if !all_labels && is_label(one) {
            labelled |= out.is_empty();
            continue;
        }
        let broken = breaks.iter().any(|at| (before..one.0).contains(at));
        before = one.0;
        let line = outline.ancestors(one.0).take_while(|up| *up != row).any(|up| outline.rows[up].breaks_line());
        let glued = out.chars().last().zip(one.1.chars().next()).is_some_and(|(last, first)| {
            first.is_alphanumeric()
                && (matches!(last, ':' | ';' | ',' | '.' | '!' | '?') || last.is_lowercase() && first.is_uppercase())
        });
        if broken || line || glued {
            out.push(' ');
        }
        // "Podcast: …": what parts the label from the headline.
        let parted = labelled && out.trim().is_empty();
        out.push_str(if parted { one.1.trim_start_matches([' ', ':', '|', '–', '-']) } else { one.1 });
    }
    // Escaped twice by the system: readers see `&quot;`.
    let out = if out.contains('&') && out.contains(';') { escapes::decoded(&out) } else { out };
    crate::text::one_line(&out)
}

/// The texts under a row that are shown, and its line breaks.
fn shown_texts<'p>(page: &'p Page<'_>, row: usize) -> (Vec<(usize, &'p str)>, Vec<usize>) {
    let outline = &page.outline;
    let mut texts: Vec<(usize, &str)> = Vec::new();
    let mut breaks: Vec<usize> = Vec::new();
    let mut at = row;
    while at < outline.subtree(row).end {
        let here = &outline.rows[at];
        let is_unseen = || here.hidden || matches!(here.tag, "script" | "style" | "noscript" | "template" | "svg");
        // Blogs print the day in the headline's own box.
        if at > row && (is_unseen() || here.tag == "time" || is_mark_of_itself(page, at)) {
            at = here.end;
            continue;
        }
        if here.tag == "br" {
            breaks.push(at);
        }
        if let Some(text) = here.text() {
            texts.push((at, text));
        }
        at += 1;
    }
    (texts, breaks)
}

/// Whether the head of the page says something like this text; a head that says nothing speaks against none.
pub(in crate::extract) fn may_be_title(page: &Page<'_>, facts: &Facts, text: &str) -> bool {
    const LEAST_PERCENT: usize = 30;
    let site = SiteNames::of(page, facts);
    let words = tokens(text);
    let said = facts.titles();
    said.is_empty() || said.iter().any(|t| shared(&tokens(&without_site(t, &site)), &words) >= LEAST_PERCENT)
}

/// The shown headings of some levels before row `limit`.
fn headings_of(page: &Page<'_>, tags: &[&str], limit: usize) -> Vec<(usize, String)> {
    const MOST: usize = 200;
    tags.iter()
        .flat_map(|tag| page.outline.select(tag, &(0..limit)))
        .filter(|row| page.outline.weigh(&page.outline.subtree(*row)).0 < LONGEST_TITLE && !hidden(page, *row))
        .take(MOST)
        .map(|row| (row, headline(page, row)))
        .filter(|(_, text)| !text.is_empty() && !is_placeholder(text))
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

/// A headline that is no heading element: a box whose whole text the head repeats.
fn printed(page: &Page<'_>, said: &[String], limit: usize) -> Option<(usize, String)> {
    const LEVELS: usize = 3;
    let lengths = said.iter().map(String::len).max()?;
    zone::visible(page, 0..limit).find_map(|at| {
        let row = &page.outline.rows[at];
        if !matches!(
            row.tag,
            "div" | "p" | "span" | "td" | "strong" | "b" | "font" | "a" | "h4" | "h5" | "center" | "legend"
        ) {
            return None;
        }
        let (chars, _) = page.outline.weigh(&page.outline.subtree(at));
        if chars < 3 || chars > lengths || is_in_sentence(page, at) {
            return None;
        }
        let leads_elsewhere = |up: usize| {
            let here = &page.outline.rows[up];
            here.tag == "a" && here.attr("href").and_then(|h| page.join(h)).is_some_and(|u| u != *page.url)
        };
        let in_link_to_elsewhere = leads_elsewhere(at) || page.outline.ancestors(at).take(LEVELS).any(leads_elsewhere);
        let text = headline(page, at);
        let is_bold = || matches!(row.tag, "b" | "strong" | "big" | "font");
        // One word is an id or a piece of an address.
        let long = chars >= 12 && key(&text).len() >= 16 && text.trim().contains(' ');
        // A short headline is known where a class names it and the head says it word for word.
        let short = || (is_title_name(row.class()) || is_bold()) && said.contains(&key(&text));
        (!in_link_to_elsewhere && (long && agrees_with(said, &text) || short())).then_some((at, text))
    })
}

/// Whether words stand right beside an element on its line: what is set off in a sentence is no headline.
fn is_in_sentence(page: &Page<'_>, row: usize) -> bool {
    let outline = &page.outline;
    let is_said = |at: &usize| outline.rows[*at].text().is_some_and(|text| text.split_whitespace().nth(1).is_some());
    let mut inner = row;
    while is_inline(outline.rows[inner].tag) && outline.rows[inner].parent != inner {
        let parent = outline.rows[inner].parent;
        let before = outline.children(parent).take_while(|at| *at < inner).last();
        let after = Some(outline.rows[inner].end).filter(|after| *after < outline.rows[parent].end);
        if before.iter().chain(&after).any(is_said) {
            return true;
        }
        if before.is_some() && after.is_some() {
            return false;
        }
        inner = parent;
    }
    false
}

/// A headline whose wording differs a little from the head's (editors write two): the box named `title`, or the heading,
/// which shares most of its words with it.
fn alike(page: &Page<'_>, facts: &Facts, headings: &[(usize, String)], limit: usize) -> Option<(usize, String)> {
    const LEAST_PERCENT: usize = 60;
    const MOST_BOXES: usize = 400;
    let site = SiteNames::of(page, facts);
    let said: Vec<Vec<String>> = facts.titles().into_iter().map(|t| tokens(&without_site(t, &site))).collect();
    let named = zone::visible(page, 0..limit).filter(|at| {
        let row = &page.outline.rows[*at];
        row.attr("itemprop") == Some("headline") || row.attr("data-role") == Some("title") || is_title_name(row.class())
    });
    let boxes = named.take(MOST_BOXES).filter(|at| page.outline.weigh(&page.outline.subtree(*at)).0 < 260);
    let candidates = boxes.map(|at| (at, headline(page, at))).chain(headings.iter().cloned());
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

/// The only element that microdata marks as the headline, where it leads to no other page.
fn marked(page: &Page<'_>, limit: usize) -> Option<(usize, String)> {
    let is_marked = |at: &usize| page.outline.rows[*at].attr("itemprop") == Some("headline");
    let mut found = zone::visible(page, 0..limit).filter(is_marked).filter(|at| !is_of_another_page(page, *at));
    let row = found.next().filter(|_| found.next().is_none())?;
    let text = headline(page, row);
    (page.outline.weigh(&page.outline.subtree(row)).0 < LONGEST_TITLE && text.contains(' ')).then_some((row, text))
}

/// The last heading, box named `title`, or line in bold before the text, near it and no link. A sentence is a sapo, and speaks
/// only where nothing else does.
fn before_text(page: &Page<'_>, headings: &[(usize, String)], start: usize) -> Option<(usize, String)> {
    const ROWS: usize = 80;
    let from = start.saturating_sub(ROWS);
    let named = || zone::visible(page, from..start).filter(|at| is_title_name(&page.outline.rows[*at].names()));
    let bold = || {
        let set = |at: &usize| {
            matches!(page.outline.rows[*at].tag, "b" | "strong" | "font" | "big")
                || blocks::is_bold(&page.outline.rows[*at])
        };
        zone::visible(page, from..start).filter(set)
    };
    let fits = |row: usize, text: &str| {
        let (chars, linked) = page.outline.weigh(&page.outline.subtree(row));
        (12..260).contains(&chars) && linked * 2 < chars && text.split(' ').count() >= 4 && !is_date_line(page, text)
    };
    let boxes = named().map(|at| (at, headline(page, at)));
    let marked: Vec<(usize, String)> = boxes
        .chain(headings.iter().filter(|(row, _)| (from..start).contains(row)).cloned())
        .filter(|(row, text)| fits(*row, text))
        .collect();
    let is_sentence = |text: &str| text.ends_with('.');
    let lines = || {
        bold()
            .filter(|at| !is_in_picture_table(page, *at))
            .map(|at| (at, headline(page, at)))
            .filter(|(row, text)| fits(*row, text))
    };
    let last = marked.iter().filter(|(_, text)| !is_sentence(text)).max_by_key(|(row, _)| *row).cloned();
    last.or_else(|| lines().filter(|(_, text)| !is_sentence(text)).last())
        .or_else(|| marked.into_iter().max_by_key(|(row, _)| *row))
}

/// The plain line right over the date line before the text, where the head has a few words of something else: the section's
/// name, the site's.
fn over_date(page: &Page<'_>, facts: &Facts, start: usize) -> Option<(usize, String)> {
    const ROWS: usize = 80;
    const HEAD_WORDS: usize = 8;
    const MOST_PERCENT: usize = 30;
    let said = tokens(facts.titles().first().copied().unwrap_or_default());
    let end = page.outline.rows.len().min(start + 1);
    let pieces = blocks::read(page, end.saturating_sub(ROWS)..end, &|_| false);
    let lines: Vec<blocks::BlockPiece> = pieces.iter().flat_map(single_lines).collect();
    let is_headline = |line: &blocks::BlockPiece| {
        let text = line.text();
        said.len() <= HEAD_WORDS
            && (5..=30).contains(&line.words())
            && line.look.linked == 0
            && !text.ends_with(['.', ':', ';'])
            && shared(&said, &tokens(text)) < MOST_PERCENT
    };
    let found = lines.windows(2).rfind(|two| is_headline(&two[0]) && is_date_line(page, two[1].text()))?;
    Some((found[0].at, found[0].text().to_owned()))
}

/// The lines of a piece, where line breaks part it.
fn single_lines(piece: &blocks::BlockPiece) -> Vec<blocks::BlockPiece> {
    match &piece.block {
        Block::Paragraph(rich) if !piece.breaks.is_empty() => lines_of(piece, rich),
        _ => vec![piece.clone()],
    }
}

fn is_title_name(names: &str) -> bool {
    let mut before = String::new();
    words_of_name(names).any(|word| {
        let is = matches!(
            word.as_str(),
            "title" | "headline" | "tieude" | "tieu" | "heading" | "articletitle" | "newstitle"
        ) || before == "tieu" && word == "de";
        before = word;
        is
    })
}

/// The words of class names and ids, in small letters: `lblTieuDe` is three.
fn words_of_name(names: &str) -> impl Iterator<Item = String> + '_ {
    names.split(|c: char| !c.is_ascii_alphabetic()).filter(|part| !part.is_empty()).flat_map(|part| {
        let mut words: Vec<String> = Vec::new();
        let mut small = false;
        for c in part.chars() {
            match words.last_mut() {
                Some(word) if !(small && c.is_ascii_uppercase()) => word.push(c.to_ascii_lowercase()),
                _ => words.push(c.to_ascii_lowercase().to_string()),
            }
            small = c.is_ascii_lowercase();
        }
        words
    })
}
