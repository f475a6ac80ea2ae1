//! What stands around a headline: teaser, date, picture.

use super::headline;
use super::links::{self, LinkBase};
use super::outline::ListOutline;
use super::zone;
use crate::extract::dom::picture_address;
use crate::model::{Moment, Precision, Timestamp};
use crate::text::{date, fold};

/// Longest teaser that is kept, in characters.
pub(crate) const MAX_SUMMARY_CHARS: usize = 1_000;
/// Least syllables of a teaser; what is shorter is a label.
const MIN_SUMMARY_SYLLABLES: usize = 8;
/// Longest text that is tried as a date, in characters.
const MAX_DATE_CHARS: usize = 80;
/// Most elements of one item that are looked at.
const MAX_ITEM_ELEMENTS: usize = 400;

/// Class words of what is neither teaser nor date.
const META: &[&str] = &[
    "author",
    "tag",
    "tags",
    "comment",
    "label",
    "badge",
    "meta",
    "source",
    "icon",
    "count",
    "view",
    "views",
    "share",
    "btn",
    "button",
    "submitted",
    "related",
];

/// The same, where the name ends with them: `box-category-sapo` is the teaser in the box of a category.
const META_LAST: &[&str] = &["cate", "category"];

/// Class words of a date.
const DATE: &[&str] = &["time", "date", "datetime", "ngay", "publish", "published", "clock", "posted"];

/// What is known of an item besides its headline.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Richness {
    /// It has a teaser.
    pub summary: bool,
    /// It says a date.
    pub dated: bool,
}

impl Richness {
    /// Whether it has more than a headline.
    pub(crate) fn any(self) -> bool {
        self.summary || self.dated
    }
}

/// The teaser of the item in `container` whose headline is said by `headline_el`: its longest run of text.
pub(crate) fn summary(
    outline: &ListOutline<'_, '_>,
    container: usize,
    headline_el: usize,
    key: &str,
    place: &LinkBase,
) -> Option<String> {
    let mut runs: Vec<String> = Vec::new();
    let mut block_before = None;
    for (text, el, gap) in outline.runs(container).take(MAX_ITEM_ELEMENTS) {
        let block =
            teaser_block(outline, container, headline_el, el, key, place).filter(|_| !headline::is_button(text));
        match runs.last_mut() {
            Some(words) if !gap && block.is_some() && block == block_before => words.push_str(text),
            _ if block.is_some() => runs.push(text.to_owned()),
            _ => {}
        }
        block_before = block;
    }
    let said = outline.text(headline_el);
    runs.into_iter()
        .map(|words| crate::text::one_line(&words))
        .filter(|words| headline::syllables(words) >= MIN_SUMMARY_SYLLABLES && *words != said)
        .max_by_key(|words| words.chars().count().min(200))
        .map(|words| words.chars().take(MAX_SUMMARY_CHARS).collect())
}

/// The block which a text belongs to, if it can be part of a teaser.
fn teaser_block(
    outline: &ListOutline<'_, '_>,
    container: usize,
    headline_el: usize,
    el: usize,
    key: &str,
    place: &LinkBase,
) -> Option<usize> {
    if outline.contains(headline_el, el) {
        return None;
    }
    let mut block = None;
    for up in std::iter::once(el).chain(outline.ancestors(el)) {
        if !outline.contains(container, up) {
            break;
        }
        let name = outline.name(up);
        let is_other_link = name == "a"
            && outline.attr(up, "href").and_then(|href| place.join(href)).is_none_or(|url| links::key(&url) != key);
        if links::is_heading(name) || name == "time" || is_other_link {
            return None;
        }
        if up != container && (class_has(outline, up, META) || class_ends(outline, up, META_LAST)) {
            return None;
        }
        if block.is_none() && !matches!(name, "a" | "span" | "b" | "strong" | "i" | "em" | "font" | "u") {
            block = Some(up);
        }
        if up == container {
            break;
        }
    }
    Some(block.unwrap_or(container))
}

fn class_has(outline: &ListOutline<'_, '_>, el: usize, wanted: &[&str]) -> bool {
    outline.class(el).split_ascii_whitespace().flat_map(zone::words).any(|word| wanted.contains(&word.as_str()))
}

fn class_ends(outline: &ListOutline<'_, '_>, el: usize, wanted: &[&str]) -> bool {
    let mut names = outline.class(el).split_ascii_whitespace();
    names.any(|name| zone::words(name).last().is_some_and(|word| wanted.contains(&word.as_str())))
}

/// The date of the item: a `time` element, then what a class name calls a date, then any short text that is one.
pub(crate) fn published(
    outline: &ListOutline<'_, '_>,
    container: usize,
    headline_el: usize,
    now: Timestamp,
) -> Option<Moment> {
    let inside = || outline.inside(container).take(MAX_ITEM_ELEMENTS).filter(|&el| !outline.contains(headline_el, el));
    let by_machine = inside()
        .filter_map(|el| outline.attr(el, "datetime"))
        .find_map(|stamp| Moment::parse_iso(stamp.trim()).or_else(|| date::parse(stamp, now)));
    let texts = || {
        let texts = outline.texts(container).filter(|&(_, el)| !outline.contains(headline_el, el));
        texts.take(MAX_ITEM_ELEMENTS)
    };
    let named = || inside().filter(|&el| class_has(outline, el, DATE));
    by_machine
        .or_else(|| {
            let first = named().find_map(|el| sure(now, |now| named_date(outline, el, now)))?;
            // The day over an article, and the same day with its time beside it.
            let finer = named().filter_map(|el| machine_date(outline, el)).find(|other| is_finer(*other, first));
            Some(finer.unwrap_or(first))
        })
        .or_else(|| texts().find_map(|(text, _)| sure(now, |now| read_date(text, now))))
        .or_else(|| texts().find_map(|(text, el)| sure(now, |now| date_of_line(outline, text, el, now))))
        .or_else(|| named().find_map(|el| named_date(outline, el, now)))
        .or_else(|| texts().find_map(|(text, _)| read_date(text, now)))
}

/// Seconds by which the present is moved to see whether a date says its year: no whole number of years.
const MOVED: i64 = 400 * 86_400;

/// A date that says its year, or how long ago it was; one whose year is guessed from the present is not sure.
fn sure(now: Timestamp, read: impl Fn(Timestamp) -> Option<Moment>) -> Option<Moment> {
    let moment = read(now)?;
    let moved = read(Timestamp(now.0 - MOVED))?;
    (moved.at == moment.at || moved.at.0 + MOVED == moment.at.0).then_some(moment)
}

/// Whether one date is another with the time of the day besides.
fn is_finer(one: Moment, other: Moment) -> bool {
    other.precision == Precision::Day
        && (0..86_400).contains(&(one.at.0 - other.at.0))
        && one.precision != Precision::Day
}

/// The date of an element whose name says that it holds one: the whole of it, or what else its line says besides.
fn named_date(outline: &ListOutline<'_, '_>, el: usize, now: Timestamp) -> Option<Moment> {
    let said = outline.text(el);
    // Day, month and year in boxes of their own have no space between them.
    let apart = outline.texts(el).map(|(text, _)| text.trim()).collect::<Vec<_>>().join(" ");
    let is_short = apart.chars().count() <= MAX_DATE_CHARS;
    let in_line = |now| is_short.then(|| date::find_first(&apart, now)).flatten();
    let read = |now| read_date(&said, now).or_else(|| read_date(&apart, now)).or_else(|| in_line(now));
    let shown = read(now);
    // What a script shows as "2 giờ trước" it was told exactly.
    let is_written = |shown: &Moment| read(Timestamp(now.0 - MOVED)).is_some_and(|moved| moved.at == shown.at);
    shown.filter(is_written).or_else(|| machine_date(outline, el)).or(shown)
}

/// Attributes in which a script finds the date that it shows as "2 giờ trước".
const MACHINE: &[&str] = &["title", "data-datetime", "data-date", "data-time", "data-second", "data-published"];

/// The ISO date in an attribute of an element that is called a date; other forms are not sure of their order.
fn machine_date(outline: &ListOutline<'_, '_>, el: usize) -> Option<Moment> {
    MACHINE.iter().filter_map(|name| outline.attr(el, name)).find_map(|stamp| Moment::parse_iso(stamp.trim()))
}

/// Most syllables that stand beside the date in a line about an article: who wrote it, how often it was read.
const MAX_LINE_SYLLABLES: usize = 6;
/// Words of lines that name another day than that of publication; folded.
const OTHER_DAYS: &[&str] = &["han", "den ngay", "tu ngay", "sinh ngay", "hieu luc", "khai giang", "khai mac"];

/// The date at the beginning or the end of a line that says little else: "Ban biên tập - 12/03/2026 | 130 lượt xem".
fn date_of_line(outline: &ListOutline<'_, '_>, text: &str, el: usize, now: Timestamp) -> Option<Moment> {
    let is_linked = || std::iter::once(el).chain(outline.ancestors(el)).take(3).any(|up| outline.name(up) == "a");
    if text.chars().count() > MAX_DATE_CHARS || !text.contains(|c: char| c.is_ascii_digit()) || is_linked() {
        return None;
    }
    let found = date::find(text, now);
    let [only] = found.as_slice() else { return None };
    let (before, after) = (text.get(..only.range.start)?, text.get(only.range.end..)?);
    let around = format!("{before} {after}");
    let is_apart = |side: &str, mark: fn(&str) -> Option<char>| {
        side.trim().is_empty()
            || mark(side.trim()).is_some_and(|c| matches!(c, '-' | '–' | '|' | ':' | ',' | '•' | '·' | '/' | '(' | ')'))
    };
    let is_line = is_apart(before, |side| side.chars().next_back()) && is_apart(after, |side| side.chars().next());
    let folded = fold::base(&around);
    let is_other = OTHER_DAYS.iter().any(|words| folded.contains(words));
    (is_line && !is_other && headline::syllables(&around) <= MAX_LINE_SYLLABLES).then_some(only.moment)
}

/// Most elements before an item that are looked at for the day which it stands under.
const MAX_BEFORE: usize = 60;

/// The day under which an item stands: the `dt` before its `dd`, or a heading with a date alone before its list. A time that
/// the item itself says belongs to it.
pub(crate) fn published_above(outline: &ListOutline<'_, '_>, container: usize, now: Timestamp) -> Option<Moment> {
    let mut around = std::iter::once(container).chain(outline.ancestors(container)).take(3);
    let said = around.find_map(|el| {
        let siblings: Vec<usize> = outline.children(outline.els[el].parent).take_while(|&other| other < el).collect();
        let mut before = siblings.into_iter().rev().take(MAX_BEFORE);
        let heads = |other: usize| match outline.name(other) {
            "dt" => outline.name(el) == "dd",
            name => name != "h1" && links::is_heading(name),
        };
        before
            .find(|&other| heads(other))
            .map(|other| outline.text(other))
            .filter(|said| read_date(said, now).is_some())
    })?;
    let clock = outline.texts(container).map(|(text, _)| text.trim()).find(|text| is_clock(text));
    clock
        .and_then(|clock| read_date(&format!("{clock} {}", without_label(&said)), now))
        .or_else(|| read_date(&said, now))
}

/// The date right under a headline that is the whole item, as where headlines, lines of dates and teasers follow one
/// another without boxes. A date right before it may as well be its own: then neither is taken.
pub(crate) fn published_below(outline: &ListOutline<'_, '_>, container: usize, now: Timestamp) -> Option<Moment> {
    if !links::is_heading(outline.name(container)) {
        return None;
    }
    let siblings: Vec<usize> = outline.children(outline.els[container].parent).collect();
    let at = siblings.iter().position(|&el| el == container)?;
    let dated = |el: usize| (!links::is_heading(outline.name(el))).then(|| published(outline, el, container, now))?;
    let before = at.checked_sub(1).and_then(|at| dated(siblings[at]));
    siblings.get(at + 1).filter(|_| before.is_none()).and_then(|&el| dated(el))
}

/// `08:30`, `8h30`.
fn is_clock(text: &str) -> bool {
    let mut pieces = text.split([':', 'h']);
    let digits = |piece: Option<&str>, most: u32| piece.and_then(|p| p.parse::<u32>().ok()).is_some_and(|n| n < most);
    text.len() <= 5 && digits(pieces.next(), 24) && digits(pieces.next(), 60) && pieces.next().is_none()
}

/// A date without the words before its first digit.
fn without_label(said: &str) -> &str {
    said.find(|c: char| c.is_ascii_digit()).and_then(|at| said.get(at..)).unwrap_or(said)
}

/// The date that stands in the link of a headline: before it, behind it in brackets, or in an element of its own.
pub(crate) fn published_with(outline: &ListOutline<'_, '_>, headline_el: usize, now: Timestamp) -> Option<Moment> {
    let said = outline.text(headline_el);
    let around = headline::leading_date(&said).map(|(date, _)| date).or_else(|| headline::date_in_brackets(&said));
    around.and_then(|date| read_date(date, now)).or_else(|| {
        let labels = outline.inside(headline_el).take(MAX_ITEM_ELEMENTS);
        let is_of_date = |el: &usize| {
            matches!(outline.name(*el), "time" | "small")
                || class_has(outline, *el, DATE)
                || links::says_only_date(outline, *el)
        };
        labels.filter(is_of_date).find_map(|el| date_of(outline, el, now))
    })
}

/// Whether an item says any date; which one it is depends on the present instant, whether it is one does not.
pub(crate) fn is_dated(outline: &ListOutline<'_, '_>, container: usize, headline_el: usize) -> bool {
    let now = Timestamp(0);
    published(outline, container, headline_el, now).or_else(|| published_with(outline, headline_el, now)).is_some()
}

/// The date that one element says: its `datetime`, its text, its `title` last (some sites write that in US order).
pub(crate) fn date_of(outline: &ListOutline<'_, '_>, el: usize, now: Timestamp) -> Option<Moment> {
    let machine = outline.attr(el, "datetime");
    machine
        .and_then(|stamp| Moment::parse_iso(stamp.trim()).or_else(|| date::parse(stamp, now)))
        .or_else(|| read_date(&outline.text(el), now))
        .or_else(|| outline.attr(el, "title").and_then(|title| Moment::parse_iso(title.trim())))
}

/// A short text as a date.
pub(crate) fn read_date(text: &str, now: Timestamp) -> Option<Moment> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '|' | '•' | '·' | '»'));
    let could_be =
        text.len() >= 5 && text.chars().count() <= MAX_DATE_CHARS && text.chars().any(|c| c.is_ascii_digit());
    could_be.then(|| date::parse(text, now)).flatten()
}

/// The address of the item's picture.
pub(crate) fn picture(outline: &ListOutline<'_, '_>, container: usize, place: &LinkBase) -> Option<String> {
    let mut images =
        outline.inside(container).take(MAX_ITEM_ELEMENTS).filter(|&el| matches!(outline.name(el), "img" | "source"));
    images.find_map(|el| picture_of(outline, el, place))
}

/// The address of one `img` or `source`.
pub(crate) fn picture_of(outline: &ListOutline<'_, '_>, el: usize, place: &LinkBase) -> Option<String> {
    let address = picture_address(outline.page, outline.els[el].row)?;
    place.join(&address).map(|url| url.as_str().to_owned())
}
