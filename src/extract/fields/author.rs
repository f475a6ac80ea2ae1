//! The author, where the end of the text does not name him.

use std::collections::HashSet;
use std::ops::Range;

use super::dates::{self, spaced};
use crate::extract::blocks::{self, BlockPiece};
use crate::extract::byline;
use crate::extract::dom::Page;
use crate::extract::junk;
use crate::extract::metadata::Facts;
use crate::extract::names;
use crate::extract::remarks;
use crate::extract::tidy::{key, lines_of};
use crate::extract::zone::{self, Zone};
use crate::model::{Block, Evidence};

/// The author as other places than the end of the text name him: a label, a class, the head.
pub(in crate::extract) fn author(page: &Page<'_>, facts: &Facts, zone: &Zone) -> Option<(String, Evidence)> {
    let site = facts.site_name().map(key);
    let host = key(&page.url.host());
    let own = |printed: &str| {
        let name = key(printed);
        // "Minh An/Báo Thợ": a person of the paper.
        let person = || names::are_people(printed.split(['/', '(', '|']).next().unwrap_or_default().trim());
        site.as_ref().is_some_and(|s| s.contains(&name) || name.contains(s) && !person())
            || host.starts_with(&name)
            || name.is_empty()
    };
    let near = || [zone.head.clone(), before_prose(page, zone), zone.below.clone(), zone.above.clone()];
    let labelled = near()
        .into_iter()
        .find_map(|range| labelled_author(page, range.clone()).or_else(|| labelled_line(page, range)));
    if let Some(name) = labelled.filter(|name| !own(name)) {
        return Some((name, Evidence::Text));
    }
    // Under the text such lines are those of comments.
    let over = [over_text(page, zone), before_prose(page, zone), zone.above.clone()];
    let beside = over.into_iter().find_map(|range| beside_date(page, range));
    if let Some(name) = beside.and_then(|name| byline::clean(&name)).filter(|name| !own(name) && byline::is_name(name))
    {
        return Some((name, Evidence::Text));
    }
    let people: Vec<String> =
        facts.ld.authors.iter().filter_map(|a| byline::credited(a)).filter(|a| !own(a) && byline::is_name(a)).collect();
    let named = near().into_iter().find_map(|range| named_author(page, range, &own));
    if let Some(name) = named {
        // The first of several, each in an element of its own: the head names them all.
        let all = people.len() > 1 && people.iter().any(|known| key(known) == key(&name));
        return Some((if all { people.join(", ") } else { name }, Evidence::Text));
    }
    if let Some(name) = signed(page, zone.below.clone()).filter(|name| !own(name)) {
        return Some((name, Evidence::Text));
    }
    if let Some(name) = beside_date_under(page, zone).filter(|name| !own(name)) {
        return Some((name, Evidence::Text));
    }
    let printed = printed_name(page, zone).filter(|name| !own(name));
    // A name that is only known by its syllables must not speak against the head; it may say more of the same.
    if let Some(name) = printed.filter(|name| people.iter().all(|known| key(name).contains(&key(known)))) {
        return Some((name, Evidence::Text));
    }
    if !people.is_empty() {
        return Some((people.join(", "), Evidence::JsonLd));
    }
    let credited = |name: &&str| {
        let meta = facts.first(&[*name]).filter(|meta| !meta.starts_with("http"))?;
        byline::credited(meta).filter(|name| !own(name) && byline::is_name(name))
    };
    META.iter().find_map(credited).map(|name| (name, Evidence::OpenGraph))
}

/// Names of `meta` elements that hold the author, best first.
const META: &[&str] = &[
    "article:author",
    "author",
    "dc.creator",
    "dcterms.creator",
    "dable:author",
    "twitter:data1",
    "byl",
    "parsely-author",
    "sailthru.author",
    "citation_author",
    "og:article:author",
    "article.author",
    "news:author",
];

/// The head of the article down to its second paragraph of prose: where headline and text share a box, comments may stand in it.
fn over_text(page: &Page<'_>, zone: &Zone) -> Range<usize> {
    const PROSE_WORDS: usize = 15;
    const AFTER: usize = 2;
    if !zone.shared {
        return zone.head.clone();
    }
    let is_prose = |at: &usize| {
        let text = page.outline.rows[*at].text();
        text.is_some_and(|text| text.split_whitespace().nth(PROSE_WORDS - 1).is_some())
    };
    let end = zone.head.clone().filter(is_prose).nth(AFTER).unwrap_or(zone.head.end);
    zone.head.start..end
}

/// The first lines in the text's own box: some systems print there who wrote it and when.
fn before_prose(page: &Page<'_>, zone: &Zone) -> Range<usize> {
    const ROWS: usize = 60;
    const PROSE_WORDS: usize = 12;
    let (start, end) = (zone.head.end, zone.below.start.max(zone.head.end));
    if zone.shared {
        return start..start;
    }
    let end = end.min(start + ROWS).min(page.outline.rows.len());
    let is_prose = |at: &usize| {
        let text = page.outline.rows[*at].text();
        text.is_some_and(|text| text.split_whitespace().nth(PROSE_WORDS - 1).is_some())
    };
    let prose = (start..end).find(is_prose).unwrap_or(start);
    start..prose
}

/// The author whom the first date line of a range names.
fn beside_date(page: &Page<'_>, range: Range<usize>) -> Option<String> {
    // Texts of one box have it around them in turn: it is asked once.
    let mut asked = HashSet::new();
    zone::visible(page, range).filter(|at| page.outline.rows[*at].text().is_some()).find_map(|at| {
        let boxes = std::iter::once(at).chain(page.outline.ancestors(at)).take(4);
        boxes
            .take_while(|row| page.outline.weigh(&page.outline.subtree(*row)).0 < 110)
            .filter(|row| asked.insert(*row))
            .find_map(|row| dates::author(page, row))
    })
}

/// `Tác giả: …`, `Đăng bởi … lúc …`.
fn labelled_author(page: &Page<'_>, range: Range<usize>) -> Option<String> {
    let mut until = 0;
    for at in zone::visible(page, range.clone()) {
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
        if let Some(name) = byline::labelled(&spaced(page, at)).filter(|_| !is_of_other(page, &range, at)) {
            return Some(name);
        }
        until = at + 1;
    }
    None
}

/// Whether a name stands under the headline of another article, in a small box within `range` that holds both.
fn is_of_other(page: &Page<'_>, range: &Range<usize>, at: usize) -> bool {
    const LEVELS: usize = 4;
    const CHARS: usize = 160;
    const WORDS: usize = 4;
    let outline = &page.outline;
    let leads_away = |link: usize| {
        let href = outline.rows[link].attr("href").unwrap_or_default();
        let own = page.join(href).is_none_or(|url| url.key() == page.url.key());
        !own && !leads_to_author(href) && outline.line(link).split(' ').count() >= WORDS
    };
    let small = |up: &usize| range.contains(up) && outline.weigh(&outline.subtree(*up)).0 <= CHARS;
    let mut boxes = outline.ancestors(at).take(LEVELS).take_while(small);
    boxes.any(|up| outline.select("a", &(up..at)).into_iter().any(leads_away))
}

/// A name right under the text, at the right edge or in bold: the signature in a box of its own.
fn signed(page: &Page<'_>, range: Range<usize>) -> Option<String> {
    const FIRST: usize = 3;
    let pieces = blocks::read(page, range.start..range.end.min(range.start + ROWS_OF_SIGNATURE), &|_| false);
    let first = pieces.iter().take(FIRST).take_while(|p| !begins_others(p)).enumerate();
    // Who says something in a box of his own is a reader.
    let own = first.filter(|(at, _)| remarks::lone_remark(page, &pieces, *at).is_none());
    own.map(|(_, piece)| piece).find_map(|piece| {
        let apart = piece.look.align == blocks::Align::Right || piece.look.strong;
        let name = byline::clean(piece.text())?;
        let desk = byline::is_reporters(&name) || byline::begins_with_desk(&name);
        let signs = desk || apart && piece.words() >= 2 && byline::is_name(&name);
        (signs && piece.look.linked == 0).then_some(name)
    })
}

/// The people whom the line of facts right under the text names beside its date.
fn beside_date_under(page: &Page<'_>, zone: &Zone) -> Option<String> {
    const FIRST: usize = 3;
    lines_under(page, zone, FIRST).iter().find_map(|piece| {
        let name = beside_date(page, piece.at..piece.at + 1)?;
        (names::are_people(&name) || byline::is_reporters(&name)).then_some(name)
    })
}

/// The first lines right under the text, down to what is of others: a line with a date and a text right under it is a comment's.
fn lines_under(page: &Page<'_>, zone: &Zone, first: usize) -> Vec<BlockPiece> {
    const WORDS: usize = 4;
    const DATE_DIGITS: usize = 4;
    let below = zone.below.start..zone.below.end.min(zone.below.start + ROWS_OF_SIGNATURE);
    let pieces = blocks::read(page, below, &|_| false);
    let said = |piece: &BlockPiece| piece.words() >= WORDS && piece.look.linked == 0;
    let is_dated = |piece: &BlockPiece| piece.text().bytes().filter(u8::is_ascii_digit).count() >= DATE_DIGITS;
    let own = pieces.iter().take(first).take_while(|piece| !begins_others(piece)).enumerate();
    let is_remark = |at: usize| {
        is_dated(&pieces[at]) && pieces.get(at + 1).is_some_and(said)
            || remarks::lone_remark(page, &pieces, at).is_some()
    };
    own.filter(|(at, _)| !is_remark(*at)).map(|(_, piece)| piece.clone()).collect()
}

/// The provenance in a box of its own right under the text: "Nguồn tin: …".
pub(in crate::extract) fn source(page: &Page<'_>, zone: &Zone) -> Option<String> {
    const FIRST: usize = 6;
    const WORDS: usize = 14;
    let below = zone.below.start..zone.below.end.min(zone.below.start + ROWS_OF_SIGNATURE);
    let pieces = blocks::read(page, below, &|_| false);
    let mut lines = pieces.iter().take(FIRST).take_while(|p| !begins_others(p)).filter(|p| p.words() <= WORDS);
    lines.find(|p| p.look.linked == 0 && byline::is_source(p.text())).map(|p| p.text().to_owned())
}

/// Whether a line under the text begins what is of others: comments, a list of articles.
fn begins_others(piece: &BlockPiece) -> bool {
    matches!(piece.block, Block::Heading { .. }) || opens_others(piece)
}

fn opens_others(piece: &BlockPiece) -> bool {
    junk::opens_junk(piece.text()) || remarks::is_opener(piece.text())
}

/// A line between headline and text, or right under the text, that is the name of people and at most a date.
fn printed_name(page: &Page<'_>, zone: &Zone) -> Option<String> {
    const FIRST: usize = 4;
    const FACTS: usize = 6;
    const WORDS: usize = 14;
    const PROSE_WORDS: usize = 15;
    let name = |piece: &BlockPiece| {
        let line = piece.words() <= WORDS && !matches!(piece.block, Block::Heading { .. });
        if let Some(name) = first_line(piece).filter(|name| names::are_people(name)) {
            return Some(name);
        }
        let name = byline::clean(piece.text()).filter(|_| line)?;
        let told =
            || byline::agency(piece.text()).and_then(|signed| signed.author).or_else(|| byline::told_by(piece.text()));
        names::are_people(&name).then_some(name).or_else(told)
    };
    let head = blocks::read(page, zone.head.clone(), &|_| false);
    // The items of a row of facts: the author, the day, the section.
    let item = |piece: &BlockPiece| match &piece.block {
        Block::List(list) if list.items.len() <= FACTS => {
            let people = |item: &String| byline::clean(item).filter(|name| names::are_people(name));
            list.items.iter().find_map(people)
        }
        _ => None,
    };
    // Where headline and text share one box, the names are looked for down to the first paragraphs: headline and sapo are two.
    let mut prose = 0;
    let near = |piece: &&BlockPiece| {
        prose += usize::from(piece.words() >= PROSE_WORDS);
        // The first heading is the headline itself.
        // And the sapo may be one.
        let may_head = prose == 0 || prose == 1 && piece.words() >= PROSE_WORDS;
        let others = if may_head { opens_others(piece) } else { begins_others(piece) };
        !zone.shared || prose <= 2 && !others
    };
    let before_text = head.iter().take_while(near).find_map(|piece| name(piece).or_else(|| item(piece)));
    before_text.or_else(|| lines_under(page, zone, FIRST).iter().find_map(name)).or_else(|| name_above(page, zone))
}

/// The name of people right over the headline, beside the day.
fn name_above(page: &Page<'_>, zone: &Zone) -> Option<String> {
    const LAST: usize = 3;
    let pieces = blocks::read(page, zone.above.clone(), &|_| false);
    let last = || pieces.iter().rev().filter(|piece| !piece.is_picture()).take(LAST);
    let dated = last().any(|piece| dates::is_date_line(page, piece.text()));
    let is_name =
        |piece: &&BlockPiece| !matches!(piece.block, Block::Heading { .. }) && names::are_people(piece.text());
    last().filter(|_| dated).find(is_name).map(|piece| piece.text().to_owned())
}

/// The first of two lines, where the second says what the person is whom the first names.
fn first_line(piece: &BlockPiece) -> Option<String> {
    let Block::Paragraph(rich) = &piece.block else { return None };
    match lines_of(piece, rich).as_slice() {
        [name, standing] if byline::is_standing(standing.text()) => Some(name.text().to_owned()),
        _ => None,
    }
}

/// How many rows under the text a signature may stand.
const ROWS_OF_SIGNATURE: usize = 40;

/// The same in a text that is cut by line breaks only.
fn labelled_line(page: &Page<'_>, range: Range<usize>) -> Option<String> {
    let pieces = blocks::read(page, range.clone(), &|_| false);
    let own = |piece: &&BlockPiece| piece.words() <= 14 && !is_of_other(page, &range, piece.at);
    pieces.iter().filter(own).find_map(|piece| byline::labelled(piece.text()))
}

/// The names in an element whose class says that it holds the author.
fn named_author(page: &Page<'_>, range: Range<usize>, own: &dyn Fn(&str) -> bool) -> Option<String> {
    if let Some(names) = linked_authors(page, range.clone(), own) {
        return Some(names);
    }
    for at in zone::visible(page, range.clone()) {
        let row = &page.outline.rows[at];
        let says = row.attr("rel") == Some("author")
            || row.attr("itemprop") == Some("author")
            || row.attr("data-role") == Some("author")
            || !row.tag.is_empty() && zone::is_byline_name(&row.names())
            || row.attr("href").is_some_and(leads_to_author);
        if !says || is_of_other(page, &range, at) || zone::is_quoted(page, at) {
            continue;
        }
        if let Some(name) = names_in(page, at, own) {
            return Some(name);
        }
    }
    None
}

/// The authors whose own pages the links of a range lead to, each once, where there are several.
fn linked_authors(page: &Page<'_>, range: Range<usize>, own: &dyn Fn(&str) -> bool) -> Option<String> {
    const MOST: usize = 4;
    let mut names: Vec<String> = Vec::new();
    for link in zone::visible(page, range) {
        let row = &page.outline.rows[link];
        if row.tag != "a" || !row.attr("href").is_some_and(leads_to_author) {
            continue;
        }
        let name = byline::clean(&blocks::rich(page, link, &|_| false).text);
        let name = name.filter(|n| byline::is_name(n) && !own(n) && !names.iter().any(|known| key(known) == key(n)));
        names.extend(name);
    }
    (2..=MOST).contains(&names.len()).then(|| names.join(" - "))
}

/// Whether an address is that of an author's own page.
pub(in crate::extract) fn leads_to_author(href: &str) -> bool {
    ["/tac-gia/", "/author/", "/tacgia/", "/tac-gia-", "/phong-vien/"].iter().any(|part| href.contains(part))
}

/// The names in a byline element: all of it, or its parts, each once.
fn names_in(page: &Page<'_>, at: usize, own: &dyn Fn(&str) -> bool) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for part in page.outline.subtree(at) {
        let Some(text) = page.outline.rows[part].text() else { continue };
        if let Some(name) = byline::clean(&crate::text::one_line(text))
            .or_else(|| byline::credited_by_mail(text))
            .filter(|n| byline::is_name(n) && n.contains(' ') && !own(n))
            && !names.iter().any(|n| key(n) == key(&name))
        {
            names.push(name);
        }
    }
    // What they are ("Phóng viên"), and the source ("Theo Báo Thợ"), stand beside the names of people.
    let has_other = |names: &[String]| names.iter().any(|name| !byline::is_role(name));
    if names.len() > 1 && has_other(&names) {
        names.retain(|name| !byline::is_role(name));
        if names.len() == 1 {
            return names.pop();
        }
    }
    if names.iter().any(|name| byline::are_people(name)) {
        let sourced = names.len();
        names.retain(|name| !byline::is_source(name));
        if names.len() == 1 && sourced > 1 {
            return names.pop();
        }
        names.retain(|name| !byline::is_desk(name));
    }
    let whole = byline::clean(&blocks::rich(page, at, &|_| false).text);
    let whole = whole.filter(|whole| names.len() != 1 || !whole.split(" - ").any(byline::is_desk));
    // "Minh An (TTXVN/Báo Ví Dụ)" in two lines: the agency stands apart.
    let whole = whole.map(|whole| without_agency(&whole, &names).unwrap_or(whole));
    let whole = whole.filter(|n| byline::is_name(n) && !own(n) && !twice(n));
    match names.len() {
        0 | 1 => whole.or_else(|| names.pop()),
        2..=6 => Some(names.join(" - ")),
        _ => None,
    }
}

/// The one name of people that a byline element holds, where only an agency in brackets stands behind it.
fn without_agency(whole: &str, names: &[String]) -> Option<String> {
    let [name] = names else { return None };
    let rest = whole.strip_prefix(name.as_str())?.trim();
    let bracketed = rest.starts_with('(') && rest.ends_with(')') && rest.contains('/');
    (bracketed && names::are_people(name) && byline::agency(rest).is_some()).then(|| name.clone())
}

/// Whether a text is one name printed twice.
fn twice(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    words.len() >= 4 && words.len().is_multiple_of(2) && words[..words.len() / 2] == words[words.len() / 2..]
}
