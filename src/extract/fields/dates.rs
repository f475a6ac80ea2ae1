//! The dates of a page: what it shows beside headline and text, what machines say, and which of them is believed.
//!
//! Ranks, best first: what the page marks as its date (metadata, microdata, `time`, a class, a label); then the address;
//! then a line of its own beside the headline that nothing marks. A printed minute goes before a machine's of the same
//! day: systems put the last edit into `datePublished`. Text, captions, tables, lists, comments, footers and running clocks are
//! no evidence; a date that counts from the present is one only where nothing else is. Days are those of +07:00.

mod card;
mod frame;
mod label;
mod line;
mod machine;
mod marks;
mod order;
mod others;
mod phrases;
mod place;
mod spans;
mod writer;

use std::ops::Range;

use self::label::Label;
use self::line::DateLine;
pub(in crate::extract) use self::machine::moment as machine_moment;
use self::machine::{machine_dates, modified};
use crate::extract::dom::Page;
use crate::extract::metadata::Facts;
use crate::extract::tidy::key;
use crate::extract::zone::Zone;
use crate::model::{Evidence, Moment, Precision, Timestamp};
use crate::text::date::{self, Reckoned};

/// Days by which the address, which codes the creation, may be before a line that nothing marks.
const CREATED_BEFORE: i64 = 7;

/// How a printed date stands on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    /// A class, an element or a label says that it is the date.
    Marked,
    /// A line of its own.
    Bare,
}

/// Where a printed date stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DatePlace {
    /// Over the text, or in what machines read.
    Over,
    /// Under it.
    Under,
}

/// A date and who said it.
#[derive(Debug, Clone)]
struct SaidDate {
    moment: Moment,
    /// The day as it is written, in whatever zone.
    written_day: i64,
    place: DatePlace,
    label: Label,
    reckoned: Reckoned,
    standing: Standing,
    by: Evidence,
}

impl SaidDate {
    fn day(&self) -> i64 {
        self.moment.at.vietnam_day()
    }

    fn is_exact(&self) -> bool {
        self.moment.has_time()
    }
}

/// Publication and update.
#[derive(Debug, Default)]
pub(in crate::extract) struct ArticleDates {
    pub(in crate::extract) published: Option<(Moment, Evidence)>,
    pub(in crate::extract) updated: Option<(Moment, Evidence)>,
    /// Another day that something else of the page, or its address, names.
    pub(in crate::extract) against: Option<Moment>,
}

/// Finds the dates without rules. `body` holds the rows of the text.
pub(in crate::extract) fn dates(
    page: &Page<'_>,
    facts: &Facts,
    zone: &Zone,
    body: &Range<usize>,
    title: Option<&str>,
) -> ArticleDates {
    let title = title.map(key).unwrap_or_default();
    let (shown, mut machine) = place::printed(page, zone, body, &title);
    machine.splice(0..0, machine_dates(page, facts, zone, &shown));
    choose(&shown, &machine, modified(page, facts), page)
}

/// Whether the date of a row is of something else: of another article's card, of a caption, of the foot of the page.
pub(in crate::extract) fn is_of_others(page: &Page<'_>, row: usize, zone: &Zone, title: Option<&str>) -> bool {
    let title = title.map(key).unwrap_or_default();
    let end = if zone.shared { zone.head.start } else { zone.head.end };
    let own = card::OwnHead { title: &title, rows: zone.head.start..end };
    let is_digit = |c: char| c.is_ascii_digit();
    let text = |at: &usize| page.outline.rows[*at].text().is_some_and(|text| text.contains(is_digit));
    let at = page.outline.subtree(row).find(text).unwrap_or(row);
    frame::is_foreign(page, at, &own)
}

fn choose(shown: &[SaidDate], machine: &[SaidDate], modified: Option<Moment>, page: &Page<'_>) -> ArticleDates {
    let coded = date::from_address(page.url.as_str());
    let shown: &[SaidDate] = &shown.iter().map(|dated| in_order(dated, coded)).collect::<Vec<_>>();
    let published = believed(shown, machine, coded);
    let update = shown.iter().find(|d| d.label.is_change() && d.is_exact() && d.reckoned == Reckoned::Absolute);
    let updated = update.map(|d| (d.moment, d.by.clone())).or_else(|| modified.map(|at| (at, Evidence::JsonLd)));
    let Some(published) = published else { return ArticleDates { published: None, updated, against: None } };
    let far = |other: &i64| other.abs_diff(published.day()) > 1;
    let day_coded = coded.filter(|m| m.precision != Precision::Month && published.standing == Standing::Bare);
    let against = shown
        .iter()
        .filter(|d| !d.label.is_change() && d.reckoned == Reckoned::Absolute && d.standing == Standing::Marked)
        .chain(machine)
        .map(|d| d.moment)
        .chain(day_coded)
        .find(|m| far(&m.at.vietnam_day()));
    let updated = updated.filter(|(at, _)| at.at > published.moment.at && at.has_time());
    ArticleDates { published: Some((published.moment, published.by)), updated, against }
}

/// A printed date with its month first, where the address names that very day: `10/5/2011` under `/2011/10/05/`.
fn in_order(dated: &SaidDate, coded: Option<Moment>) -> SaidDate {
    let turned = || {
        let coded = coded.filter(|moment| moment.precision != Precision::Month)?.at.vietnam_day();
        let near = |day: i64| day.abs_diff(coded) <= 1;
        let civil = dated.moment.at.in_vietnam().filter(|_| !near(dated.day()))?;
        let civil = civil.with().month(civil.day()).day(civil.month()).build().ok()?;
        Timestamp::from_vietnam(civil).filter(|at| near(at.vietnam_day()) && dated.reckoned == Reckoned::Absolute)
    };
    let at = turned().unwrap_or(dated.moment.at);
    SaidDate { moment: Moment { at, ..dated.moment }, ..dated.clone() }
}

/// The date of publication.
fn believed(shown: &[SaidDate], machine: &[SaidDate], coded: Option<Moment>) -> Option<SaidDate> {
    let absolute = |d: &&SaidDate| d.reckoned == Reckoned::Absolute;
    let own = |standing: Standing, exact: bool| {
        let fits = move |d: &&SaidDate| d.standing == standing && d.is_exact() == exact && !d.label.is_change();
        shown.iter().filter(absolute).find(fits).cloned()
    };
    let changed = |exact: bool| {
        shown.iter().filter(absolute).find(|d| d.label == Label::Updated && d.is_exact() == exact).cloned()
    };
    let first = |exact: bool| machine.iter().find(|d| d.is_exact() == exact).cloned();
    let address = || coded.map(|moment| SaidDate { moment, ..machine_said(moment, Evidence::Address) });
    let day = |day: SaidDate| with_minute(day, machine, coded);
    confirmed(shown, machine, coded)
        .or_else(|| own(Standing::Marked, true))
        .or_else(|| own(Standing::Marked, false).map(day))
        .or_else(|| first(true))
        .or_else(|| before_change(shown).filter(|line| fits_address(line, coded)).map(day))
        .or_else(|| changed(true))
        .or_else(|| first(false))
        .or_else(|| changed(false).map(day))
        .or_else(|| own(Standing::Bare, true).filter(|line| fits_address(line, coded)))
        .or_else(|| own(Standing::Bare, false).filter(|line| fits_address(line, coded)).map(day))
        .or_else(address)
        .or_else(|| shown.iter().find(|d| d.reckoned == Reckoned::Relative && d.label != Label::Edited).cloned())
}

/// The plain date over the text of an article that tells under it when it was changed, later.
fn before_change(shown: &[SaidDate]) -> Option<SaidDate> {
    let mut plain = shown.iter().filter(|d| d.reckoned == Reckoned::Absolute && d.place == DatePlace::Over);
    let change = shown.iter().find(|d| d.label.is_change() && d.reckoned == Reckoned::Absolute)?;
    let found = plain.find(|d| d.label == Label::None && d.standing == Standing::Bare)?;
    (change.place == DatePlace::Under && found.moment.at <= change.moment.at).then(|| found.clone())
}

/// Whether what a wider line says of a date goes before what is known. Of two days that nothing tells apart the earlier one is the
/// publication.
fn goes_before(found: &DateLine, old: &SaidDate) -> bool {
    let plain = |label: Label, reckoned| label == Label::None && reckoned == Reckoned::Absolute;
    let earlier = plain(old.label, old.reckoned)
        && plain(found.label, found.reckoned)
        && !found.by_machine
        && found.moment.precision == old.moment.precision
        && found.moment.at.vietnam_day() < old.day();
    earlier
        || !old.is_exact() && found.moment.has_time()
        || old.label == Label::None && found.label != Label::None
        || old.reckoned == Reckoned::Relative && found.reckoned == Reckoned::Absolute
}

/// A plain date whose line tells of a change too: it is the publication.
fn beside_change(dated: SaidDate, changed: Option<Moment>) -> SaidDate {
    let publication = dated.standing == Standing::Bare
        && dated.label == Label::None
        && changed.is_some_and(|change| dated.moment.at <= change.at);
    if publication { SaidDate { standing: Standing::Marked, by: Evidence::Text, ..dated } } else { dated }
}

/// The printed time of a day that a machine or the address names too: a running clock and the date of another article are
/// named by none.
fn confirmed(shown: &[SaidDate], machine: &[SaidDate], coded: Option<Moment>) -> Option<SaidDate> {
    let coded = coded.filter(|m| m.precision != Precision::Month).map(|m| m.at.vietnam_day());
    let near = |d: &&SaidDate| {
        let machine = machine.iter().map(SaidDate::day).any(|day| day.abs_diff(d.day()) <= 1);
        machine || coded.is_some_and(|day| day.abs_diff(d.day()) <= 1)
    };
    let fits = |d: &&SaidDate| d.is_exact() && !d.label.is_change() && d.reckoned == Reckoned::Absolute;
    let found = shown.iter().filter(fits).find(near)?;
    let by = if found.by == Evidence::Line { Evidence::Text } else { found.by.clone() };
    Some(SaidDate { by, standing: Standing::Marked, ..found.clone() })
}

/// Whether an unmarked line says what the address may say too, which codes the day of creation or the month.
fn fits_address(line: &SaidDate, coded: Option<Moment>) -> bool {
    let Some(coded) = coded else { return true };
    let month = |moment: Moment| moment.at.in_vietnam().map(|civil| (civil.year(), civil.month()));
    if coded.precision == Precision::Month {
        return month(coded) == month(line.moment);
    }
    (-1..=CREATED_BEFORE).contains(&(line.day() - coded.at.vietnam_day()))
}

/// A printed day with the minute that a machine names for the same day; the address codes another one.
fn with_minute(day: SaidDate, machine: &[SaidDate], coded: Option<Moment>) -> SaidDate {
    // Abroad the day is that of the paper's own zone.
    let same_day = |d: &&SaidDate| d.is_exact() && d.day() == day.day();
    let same_written = |d: &&SaidDate| d.is_exact() && d.written_day == day.day();
    let same = machine.iter().find(same_day).or_else(|| machine.iter().find(same_written));
    let confirmed = machine.iter().any(|d| d.day() == day.day())
        || coded.is_some_and(|m| m.precision != Precision::Month && m.at.vietnam_day() == day.day());
    match same {
        Some(exact) => exact.clone(),
        None if confirmed && day.by == Evidence::Line => SaidDate { by: Evidence::Text, ..day },
        None => day,
    }
}

fn machine_said(moment: Moment, by: Evidence) -> SaidDate {
    let (label, reckoned, standing) = (Label::Published, Reckoned::Absolute, Standing::Marked);
    SaidDate { moment, written_day: moment.at.vietnam_day(), place: DatePlace::Over, label, reckoned, standing, by }
}

/// The date of a line that is little more than a date; the headline is none.
fn date_line(page: &Page<'_>, line: &str, title: &str) -> Option<DateLine> {
    if !title.is_empty() && line.len() >= title.len() && key(line) == title {
        return None;
    }
    line::read(line, page.now).or_else(|| line::read(&order::day_first(line)?, page.now))
}

/// Whether a line is little more than a date.
pub(in crate::extract) fn is_date_line(page: &Page<'_>, line: &str) -> bool {
    is_dated(page, line) || line::unglued(line).is_some_and(|line| is_dated(page, &line))
}

fn is_dated(page: &Page<'_>, line: &str) -> bool {
    const WORDS: usize = 20;
    let dated = || date_line(page, line, "").is_some_and(|d| d.moment.has_time()) || line::is_stamped(line, page.now);
    let labelled = || date_line(page, line, "").is_some_and(|d| d.label != Label::None);
    let parted = || line.contains(['·', '|', '•']) && date_line(page, line, "").is_some();
    let counted = || line::counts_readers(line) && date_line(page, line, "").is_some();
    // "20/08/2025 08:15 Lượt xem: 1.234 A- A A+ In trang": the tools behind the day.
    let tooled = || line::before_counter(line).is_some_and(|day| date::parse(day, page.now).is_some());
    let says = || dated() || labelled() || parted() || counted() || tooled();
    line.split(' ').count() <= WORDS && says() || date::parse(line, page.now).is_some()
}

/// The author whom a row names, if it is a date line.
pub(super) fn author(page: &Page<'_>, row: usize) -> Option<String> {
    writer::author(&marks::joined(page, row, line::JOINT), page.now)
}

/// A row's text, elements apart by spaces.
pub(super) fn spaced(page: &Page<'_>, row: usize) -> String {
    marks::joined(page, row, ' ')
}
