//! Where on a page a date line may stand to be the article's: between headline and text, right above, in the first and last
//! lines of the text's box, right under it. Units: rows.

use std::cell::OnceCell;
use std::ops::Range;

use super::card::OwnHead;
use super::frame::{LINE_CHARS, begins_others, comments, comments_from, in_heading, is_foreign, is_over_menu};
use super::label::Label;
use super::line::{self, DateLine, JOINT};
use super::marks::{self, joined, says_date, shown_texts};
use super::order;
use super::others::{LEVELS, is_of_event, is_same_in_other_zone, leads_away};
use super::{DatePlace, SaidDate, Standing, beside_change, date_line, goes_before, machine, machine_said};
use crate::extract::dom::{Page, is_inline};
use crate::extract::tidy::key;
use crate::extract::zone::{self, Zone};
use crate::model::{Evidence, Moment, Precision};
use crate::text::date::Reckoned;

/// From so many characters without spaces on a block that is no date line is text.
const PROSE_CHARS: usize = 60;
/// And from so many words: an address of the web has one.
const PROSE_WORDS: usize = 12;
/// How many texts above the headline may hold a date that nothing marks.
const NEAR: usize = 6;
/// How many texts under the text may: who wrote it, took the pictures and laid it out is told before the day.
const NEAR_UNDER: usize = 8;
/// How many texts under the text may hold one that is marked.
const NEAR_MARKED: usize = 30;
/// How many elements around a date, one in the other, may be its line.
const LINE_LEVELS: usize = 6;
/// How far up a date's own attributes may stand.
const ATTRIBUTE_LEVELS: usize = 3;
/// Which dates of a range may be the article's.
#[derive(Debug, Clone, Copy)]
struct DateReach {
    /// Among so many texts those that nothing marks.
    bare: usize,
    /// Among so many texts those that something marks.
    marked: usize,
    /// Under the text: what counts from the present is of comments there, and a heading begins what is of others.
    under: bool,
}

/// The dates that the page shows, and those that the attributes of the same elements give.
pub(super) fn printed(
    page: &Page<'_>,
    zone: &Zone,
    body: &Range<usize>,
    title: &str,
) -> (Vec<SaidDate>, Vec<SaidDate>) {
    let body = &(body.start..comments(page, body));
    let (first, last) = prose(page, body).unwrap_or((body.end, body.end));
    let end = if zone.shared {
        zone.head.end.min(second_prose(page, zone.head.clone())).min(body.end)
    } else {
        zone.head.end
    };
    let head = zone.head.start..end;
    let own = OwnHead { title, rows: head.clone() };
    let mut found = DateFinder { page, own, shown: Vec::new(), machine: Vec::new(), month_first: OnceCell::new() };
    found.look(head, DateReach { bare: usize::MAX, marked: usize::MAX, under: false });
    if !zone.shared {
        found.look(body.start..first, DateReach { bare: NEAR, marked: NEAR, under: false });
    }
    // A box that holds headline and text holds what stands above them; what stands over the box speaks last.
    let box_start = if zone.shared { zone.above.start.max(body.start) } else { zone.above.start };
    found.look_up(box_start..zone.above.end);
    let under = DateReach { bare: NEAR_UNDER, marked: NEAR_MARKED, under: true };
    found.look(last..body.end, under);
    found.look(zone.below.clone(), under);
    if found.shown.is_empty() {
        found.look_up(zone.above.start..box_start);
        found.shown.iter_mut().for_each(|dated| dated.standing = Standing::Bare);
    }
    if found.shown.is_empty() {
        found.look_over(zone.above.start);
    }
    (found.shown, found.machine)
}

/// Where the first block of text begins, and the last one ends.
fn prose(page: &Page<'_>, body: &Range<usize>) -> Option<(usize, usize)> {
    let (mut first, mut last) = (None, None);
    for at in zone::visible(page, body.clone()) {
        if page.outline.rows[at].text().is_none() || last.is_some_and(|end| at < end) {
            continue;
        }
        let block = block_of(page, at);
        let range = page.outline.subtree(block);
        // What stands right in the text's box is judged by itself: the box is prose whatever it is.
        let whole = range.len() >= body.len();
        let words = || page.outline.rows[at].text().map_or(0, |text| text.split_whitespace().count());
        if body.contains(&block) && (!whole || words() >= PROSE_WORDS) && is_prose(page, block) {
            first.get_or_insert(block);
            last = Some(if whole { at + 1 } else { range.end });
        }
    }
    first.zip(last)
}

/// Where the second block of text of a range begins: the first may be the sapo.
fn second_prose(page: &Page<'_>, range: Range<usize>) -> usize {
    let end = range.end;
    let after = |range: &Range<usize>| prose_at(page, range.clone());
    let Some(first) = after(&range) else { return end };
    after(&(first.end.max(range.start + 1)..end)).map_or(end, |second| second.start)
}

fn prose_at(page: &Page<'_>, range: Range<usize>) -> Option<Range<usize>> {
    zone::visible(page, range.clone()).filter(|at| page.outline.rows[*at].text().is_some()).find_map(|at| {
        let block = page.outline.subtree(block_of(page, at));
        (block.start >= range.start && is_prose(page, block.start)).then_some(block)
    })
}

fn is_prose(page: &Page<'_>, block: usize) -> bool {
    let range = page.outline.subtree(block);
    if page.outline.weigh(&range).0 < PROSE_CHARS {
        return false;
    }
    let texts = || shown_texts(page, block);
    if texts().flat_map(str::split_whitespace).nth(PROSE_WORDS - 1).is_none() {
        return false;
    }
    // Twice as long as a date line, which white space may make longer.
    let long = texts().map(|text| text.trim().len()).sum::<usize>() > line::LONGEST * 2;
    long || date_line(page, &joined(page, block, JOINT), "").is_none()
}

/// Whether a date set off within a paragraph belongs to what the paragraph tells: "**10/10/2026:** Thợ gửi đơn lên giám đốc".
fn is_in_sentence(page: &Page<'_>, line: &Range<usize>) -> bool {
    const WORDS: usize = 6;
    let rows = &page.outline.rows;
    let block = block_of(page, line.start);
    let paragraph = page.outline.subtree(block);
    if block == line.start || !matches!(rows[block].tag, "p" | "li" | "dd") {
        return false;
    }
    let told = |at: &usize| page.outline.ancestors(*at).take_while(|up| *up != block).all(|up| rows[up].tag != "a");
    let texts = |range: Range<usize>| range.filter(told).filter_map(|at| rows[at].text());
    let beside = texts(paragraph.start..line.start).chain(texts(line.end..paragraph.end));
    let heads = || texts(line.end..paragraph.end).find(|text| !text.trim().is_empty());
    let ends_in_colon = || texts(line.clone()).last().is_some_and(|text| text.trim_end().ends_with(':'));
    beside.flat_map(str::split_whitespace).nth(WORDS - 1).is_some()
        || heads().is_some_and(|text| ends_in_colon() || text.trim_start().starts_with(':'))
}

/// The nearest element around a row that breaks the line.
fn block_of(page: &Page<'_>, row: usize) -> usize {
    page.outline.ancestors(row).find(|up| !is_inline(page.outline.rows[*up].tag)).unwrap_or(row)
}

struct DateFinder<'p, 'a> {
    page: &'p Page<'a>,
    own: OwnHead<'p>,
    shown: Vec<SaidDate>,
    machine: Vec<SaidDate>,
    month_first: OnceCell<bool>,
}

impl DateFinder<'_, '_> {
    fn is_month_first(&self) -> bool {
        *self.month_first.get_or_init(|| order::is_month_first(self.page))
    }

    /// The dates of a range.
    fn look(&mut self, range: Range<usize>, reach: DateReach) {
        let page = self.page;
        let (start, range_end) = (range.start, range.end);
        let (mut until, mut texts) = (0, 0_usize);
        for at in zone::visible(page, range) {
            let Some(text) = page.outline.rows[at].text().filter(|text| at >= until && !text.trim().is_empty()) else {
                continue;
            };
            texts += 1;
            if texts > reach.marked || reach.under && begins_others(page, at, text) {
                if let Some(comments) = comments_from(page, at, start) {
                    self.look_beyond(comments.end..range_end);
                }
                break;
            }
            let Some((dated, line)) = self.line(at) else { continue };
            until = line.end;
            let near = dated.standing == Standing::Marked || texts <= reach.bare;
            if near && !(reach.under && dated.reckoned == Reckoned::Relative) {
                let place = if reach.under { DatePlace::Under } else { DatePlace::Over };
                self.shown.push(SaidDate { place, ..dated });
            }
        }
    }

    /// The date that a label calls the publication, under the box of the comments: some themes print the facts at the very end.
    fn look_beyond(&mut self, range: Range<usize>) {
        let page = self.page;
        let texts = zone::visible(page, range).filter(|at| page.outline.rows[*at].text().is_some());
        let near: Vec<usize> = texts.take(NEAR * 2).collect();
        let first = near.into_iter().find_map(|at| self.line(at));
        self.shown.extend(first.map(|(dated, _)| dated).filter(|dated| dated.label == Label::Published));
    }

    /// The dates of the last texts above the headline, nearest block first; not those of other articles' links.
    fn look_up(&mut self, range: Range<usize>) {
        let page = self.page;
        let range_end = range.end;
        let visible = zone::visible(page, range);
        let texts: Vec<usize> =
            visible.filter(|at| page.outline.rows[*at].text().is_some_and(|text| !text.trim().is_empty())).collect();
        let mut found: Vec<(usize, SaidDate)> = Vec::new();
        let mut until = 0;
        for at in texts.iter().rev().take(NEAR * 2).rev() {
            if *at < until {
                continue;
            }
            let Some((dated, line)) = self.line(*at) else { continue };
            until = line.end;
            let block = block_of(page, line.start);
            // A box that holds more than the line says nothing of it.
            let around =
                if page.outline.weigh(&page.outline.subtree(block)).0 > LINE_CHARS * 3 { line.start } else { block };
            let is_clock = dated.moment.precision != Precision::Minute && dated.standing == Standing::Bare;
            if !(leads_away(page, around) || is_clock && is_over_menu(page, line.end, range_end)) {
                found.push((block, dated));
            }
        }
        found.sort_by_key(|(block, _)| std::cmp::Reverse(*block));
        self.shown.extend(found.into_iter().map(|(_, dated)| dated));
    }

    /// The date of the line around a text, and where the line ends. Day and hour may stand in two boxes: the text alone,
    /// then what is around it, as long as it is one line.
    fn line(&mut self, at: usize) -> Option<(SaidDate, Range<usize>)> {
        let page = self.page;
        let mut best: Option<(SaidDate, Range<usize>)> = None;
        let mut changed = None;
        let mut inner = at;
        // A date may itself be a link, to what was published that day.
        let own = page.outline.ancestors(at).take(LEVELS).find(|up| page.outline.rows[*up].tag == "a");
        let own = own.map_or(0, |link| page.outline.weigh(&page.outline.subtree(link)).1);
        for _ in 0..LINE_LEVELS {
            let range = page.outline.subtree(inner);
            let (chars, linked) = page.outline.weigh(&range);
            let linked = linked.saturating_sub(own);
            if chars > LINE_CHARS || inner != at && linked * 2 > chars {
                break;
            }
            let words = joined(page, inner, JOINT);
            if line::is_of_other_thing(&words) || line::tells_of_event(&words) {
                return None;
            }
            if let Some(found) = date_line(page, &words, self.own.title) {
                if best.as_ref().is_none_or(|(old, _)| goes_before(&found, old)) {
                    let dated = self.said(inner, found, &words);
                    if found.by_machine {
                        let own = (!is_foreign(page, at, &self.own)).then_some(dated);
                        self.machine.extend(own.map(|dated| SaidDate { standing: Standing::Marked, ..dated }));
                        return None;
                    }
                    best = Some((dated, range));
                }
                changed = found.changed.or(changed);
            }
            let up = page.outline.rows[inner].parent;
            if up == inner {
                break;
            }
            inner = up;
        }
        let own = std::iter::once(at)
            .chain(page.outline.ancestors(at))
            .take(ATTRIBUTE_LEVELS)
            .find_map(|up| machine::coded(page, up));
        let best = best.map(|(dated, range)| (beside_change(dated, changed), range));
        let Some((dated, range)) = best else {
            // "Hôm qua", "vài phút trước": what a time element says to machines.
            let time = || page.outline.ancestors(at).next().is_some_and(|up| says_date(&page.outline.rows[up]));
            let own = own.filter(|_| time() && !is_foreign(page, at, &self.own));
            self.machine.extend(own.map(|moment| machine_said(moment, Evidence::Text)));
            return None;
        };
        if is_foreign(page, at, &self.own) || dated.standing == Standing::Bare && is_in_sentence(page, &range) {
            return None;
        }
        let in_part = dated.moment.precision < Precision::Hour && in_heading(page, at);
        if in_part && dated.standing == Standing::Bare && !self.is_over_headline(&range) || is_of_event(page, &range) {
            return None;
        }
        let changed = changed.or_else(|| self.changed_within(&range));
        self.shown
            .extend(changed.map(|moment| SaidDate { label: Label::Updated, ..machine_said(moment, Evidence::Text) }));
        Some((self.exactly(dated, own, &range), range))
    }

    /// What the line of an element says.
    fn said(&self, row: usize, found: DateLine, words: &str) -> SaidDate {
        let page = self.page;
        let label = if found.label == Label::None { marks::label_by_name(page, row) } else { found.label };
        let standing = self.standing(row, label);
        let by = if standing == Standing::Marked { Evidence::Text } else { Evidence::Line };
        let turned = order::turned(words, found.moment, page.now).filter(|_| self.is_month_first());
        let moment = turned.unwrap_or(found.moment);
        let (written_day, place) = (moment.at.vietnam_day(), DatePlace::Over);
        SaidDate { moment, written_day, place, label, reckoned: found.reckoned, standing, by }
    }

    /// A date with the moment that its line gives to machines.
    fn exactly(&mut self, dated: SaidDate, own: Option<Moment>, range: &Range<usize>) -> SaidDate {
        let page = self.page;
        let within = || range.clone().filter_map(|row| machine::coded(page, row));
        let relative = dated.reckoned == Reckoned::Relative;
        let exact = own.or_else(|| {
            within().find(|moment| {
                relative || moment.at.vietnam_day() == dated.day() || is_same_in_other_zone(moment, &dated)
            })
        });
        // "2:10 pm" in English without a zone is that of the server: the minute tells that both are one.
        let abroad = |exact: &Moment| {
            range.clone().any(|row| page.outline.rows[row].text().is_some_and(line::is_english))
                && is_same_in_other_zone(exact, &dated)
        };
        if let Some(exact) = exact.filter(abroad) {
            return SaidDate { label: dated.label, ..machine_said(exact, Evidence::Text) };
        }
        self.with_exact(dated, exact)
    }

    /// The last change that an element of a date line gives to machines, and is called so.
    fn changed_within(&self, line: &Range<usize>) -> Option<Moment> {
        let is_change =
            |row: &usize| says_date(&self.page.outline.rows[*row]) && marks::label_by_name(self.page, *row).is_change();
        line.clone().filter(is_change).find_map(|row| machine::coded(self.page, row))
    }

    /// The day that stands as a line of its own right over the headline, outside the article's box.
    fn look_over(&mut self, end: usize) {
        const ROWS: usize = 12;
        let page = self.page;
        let texts = zone::visible(page, end.saturating_sub(ROWS)..end);
        let last = texts.filter(|at| page.outline.rows[*at].text().is_some_and(|text| !text.trim().is_empty())).last();
        // What a page says before all else is what day it is.
        let is_first = |line: &Range<usize>| {
            let mut before = zone::visible(page, 0..line.start);
            !before.any(|at| page.outline.rows[at].text().is_some_and(|text| !text.trim().is_empty()))
        };
        if let Some((dated, line)) = last.and_then(|at| self.line(at))
            && self.is_over_headline(&line)
            && !(is_first(&line) && dated.moment.has_time())
        {
            self.shown.push(SaidDate { standing: Standing::Bare, ..dated });
        }
    }

    /// Whether the next text after a line is the headline: blogs print the day as a heading over it.
    fn is_over_headline(&self, line: &Range<usize>) -> bool {
        let rest = line.end..self.page.outline.rows.len();
        let next = zone::visible(self.page, rest)
            .find(|at| self.page.outline.rows[*at].text().is_some_and(|text| !text.trim().is_empty()));
        next.is_some_and(|at| {
            let title = self.own.title;
            !title.is_empty() && key(&joined(self.page, block_of(self.page, at), ' ')) == title
        })
    }

    /// A date with the one that an attribute of the same element gives: exact where the shown one counts from the present.
    fn with_exact(&mut self, dated: SaidDate, exact: Option<Moment>) -> SaidDate {
        let Some(exact) = exact else { return dated };
        if !dated.label.is_change() {
            self.machine.push(machine_said(exact, Evidence::Text));
        }
        let same_day = exact.at.vietnam_day() == dated.day();
        let said = dated.reckoned == Reckoned::Absolute && (dated.is_exact() || !same_day);
        if said {
            return SaidDate { standing: Standing::Marked, by: Evidence::Text, ..dated };
        }
        SaidDate { label: dated.label, ..machine_said(exact, Evidence::Text) }
    }

    /// Whether something says that this is the date of what it stands in.
    fn standing(&self, row: usize, label: Label) -> Standing {
        let rows = &self.page.outline.rows;
        let says = |row: usize| says_date(&rows[row]);
        let near = std::iter::once(row).chain(self.page.outline.ancestors(row).take(2));
        let within = self.page.outline.subtree(row).any(says);
        if label != Label::None || within || near.into_iter().any(says) { Standing::Marked } else { Standing::Bare }
    }
}
