//! Selectors for a value, made from the places where it stands, and judged on every page.

use std::collections::{BTreeSet, HashMap};

use super::chain::{MAX_BYTES, chain, place};
use super::roles;
use super::sample::Sample;
use crate::extract::byline;
use crate::extract::dom::Outline;
use crate::extract::tidy::key;
use crate::model::Moment;
use crate::text::date;

/// Levels above an element whose names are used.
const NAMED_LEVELS: usize = 5;
/// Levels of places (`:nth-of-type`) that a selector names at most.
const PLACE_LEVELS: usize = 6;
/// Most selectors that are tried for one field.
const MOST_TRIED: usize = 1_500;
/// Most rows of one page from which selectors are made.
const MOST_ROWS: usize = 6;

/// A selector with its support.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) css: String,
    /// Pages on which it finds the value.
    pub(super) hits: usize,
    /// Pages that have a value.
    pub(super) of: usize,
}

/// How a selector does on one page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SelectorAnswer {
    /// It finds the value.
    Right,
    /// It finds something else.
    Wrong,
    /// It finds nothing.
    Nothing,
}

/// A field that is learnt.
pub(super) trait LearntField {
    /// The rows of a page where the value stands, best first.
    fn rows(&self, sample: &Sample<'_>) -> Vec<usize>;
    /// Pages on which a rule must find the value.
    fn least_hits(&self) -> usize {
        2
    }
    /// Of right answers, one in how many may be wrong; `None` for none.
    fn wrong_of(&self) -> Option<usize> {
        Some(3)
    }
    /// What the rows that a selector finds are worth.
    fn answer(&self, sample: &Sample<'_>, found: &[usize]) -> SelectorAnswer;
}

/// Learns a field: the best selector by names and the best by place.
pub(super) fn learn(samples: &[Sample<'_>], field: &dyn LearntField) -> Vec<Rule> {
    let rows: Vec<Vec<usize>> = samples.iter().map(|sample| field.rows(sample)).collect();
    let of = rows.iter().filter(|rows| !rows.is_empty()).count();
    let of_sample = |(sample, rows): (&Sample<'_>, Vec<usize>)| {
        let rows = rows.into_iter().take(MOST_ROWS);
        rows.flat_map(|row| candidates(&sample.page.outline, row)).collect::<Vec<_>>()
    };
    let tried: BTreeSet<SelectorCandidate> = samples.iter().zip(rows).flat_map(of_sample).collect();
    let mut best: HashMap<SelectorKind, Tried> = HashMap::new();
    for candidate in tried.into_iter().take(MOST_TRIED) {
        let tried = Tried::on(samples, field, candidate);
        let borne = field.wrong_of().map_or(0, |few| tried.hits / few);
        let holds = tried.hits >= field.least_hits() && tried.hits * 3 >= of * 2 && tried.wrong <= borne;
        if holds && best.get(&tried.candidate.kind).is_none_or(|old| tried.worth() > old.worth()) {
            best.insert(tried.candidate.kind, tried);
        }
    }
    let mut rules: Vec<Tried> = best.into_values().collect();
    rules.sort_by_key(|tried| (std::cmp::Reverse(tried.worth()), tried.candidate.kind));
    rules.into_iter().map(|tried| Rule { css: tried.candidate.css, hits: tried.hits, of }).collect()
}

/// A selector and how it did on all pages.
struct Tried {
    hits: usize,
    wrong: usize,
    candidate: SelectorCandidate,
}

impl Tried {
    fn on(samples: &[Sample<'_>], field: &dyn LearntField, candidate: SelectorCandidate) -> Self {
        let (mut hits, mut wrong) = (0, 0);
        for sample in samples {
            let outline = &sample.page.outline;
            match field.answer(sample, &outline.select(&candidate.css, &(0..outline.rows.len()))) {
                SelectorAnswer::Right => hits += 1,
                SelectorAnswer::Wrong => wrong += 1,
                SelectorAnswer::Nothing => {}
            }
        }
        Self { hits, wrong, candidate }
    }

    /// The more pages it is right on the better, then the less it says.
    fn worth(&self) -> (usize, std::cmp::Reverse<usize>, std::cmp::Reverse<usize>) {
        (self.hits.saturating_sub(self.wrong), std::cmp::Reverse(self.wrong), std::cmp::Reverse(self.candidate.rank))
    }
}

/// What a selector goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum SelectorKind {
    /// Class names and ids.
    Name,
    /// The place in the tree.
    Place,
}

/// A selector to try; the lower its rank, the less it says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct SelectorCandidate {
    kind: SelectorKind,
    rank: usize,
    css: String,
}

/// The selectors that find an element.
fn candidates(outline: &Outline<'_>, row: usize) -> Vec<SelectorCandidate> {
    let mut found = Vec::new();
    let mut add = |kind, rank, css: String| {
        if css.len() <= MAX_BYTES {
            found.push(SelectorCandidate { kind, rank, css });
        }
    };
    let mut below = String::new();
    for (level, up) in std::iter::once(row).chain(outline.ancestors(row)).take(NAMED_LEVELS).enumerate() {
        for name in names(outline, up) {
            add(SelectorKind::Name, level * 4, format!("{name}{below}"));
            if level > 0 {
                let place = place(outline, row);
                add(SelectorKind::Name, level * 4 + 1, format!("{name}{below}{place}"));
            }
        }
        below = format!(" > {}{below}", outline.rows[up].tag);
    }
    for levels in 0..=PLACE_LEVELS {
        if let Some(css) = chain(outline, row, |level| level < levels) {
            add(SelectorKind::Place, levels * 2, css);
        }
        if let Some(css) = chain(outline, row, |level| level == levels) {
            add(SelectorKind::Place, levels * 2 + 1, css);
        }
    }
    found
}

/// `tag.class` and `#id` of an element, names that could be used again.
fn names(outline: &Outline<'_>, row: usize) -> Vec<String> {
    let here = &outline.rows[row];
    let usable = |name: &str| {
        name.len() <= 60
            && name.chars().next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
    };
    let classes = here.class().split_ascii_whitespace().filter(|name| usable(name)).take(4);
    let mut names: Vec<String> = classes.map(|name| format!("{}.{name}", here.tag)).collect();
    names.extend(here.id().filter(|id| usable(id)).map(|id| format!("#{id}")));
    names.extend(here.attr("itemprop").filter(|name| usable(name)).map(|name| format!("[itemprop={name}]")));
    names
}

/// The box of the text: as the generic way finds it, made as small as the places of the prose allow.
pub(super) struct BodyField {
    /// Row per page, by the page's number.
    rows: HashMap<usize, usize>,
}

impl BodyField {
    pub(super) fn of(samples: &[Sample<'_>]) -> Self {
        let tight = roles::prose_boxes(samples);
        let rows = samples.iter().zip(tight).map(|(sample, tight)| (sample.number, tight.unwrap_or(sample.body)));
        Self { rows: rows.collect() }
    }
}

impl LearntField for BodyField {
    fn wrong_of(&self) -> Option<usize> {
        Some(2)
    }

    fn rows(&self, sample: &Sample<'_>) -> Vec<usize> {
        self.rows.get(&sample.number).copied().into_iter().collect()
    }

    fn answer(&self, sample: &Sample<'_>, found: &[usize]) -> SelectorAnswer {
        match found {
            [] => SelectorAnswer::Nothing,
            [only] if Some(only) == self.rows.get(&sample.number) => SelectorAnswer::Right,
            _ => SelectorAnswer::Wrong,
        }
    }
}

/// The headline.
pub(super) struct TitleField;

/// The first line among the rows found that is not empty, compared.
fn first_line(sample: &Sample<'_>, found: &[usize], is_it: impl Fn(&str) -> Option<bool>) -> SelectorAnswer {
    let mut lines = found.iter().take(20).map(|row| sample.page.outline.line(*row)).filter(|line| !line.is_empty());
    match lines.find_map(|line| is_it(&line)) {
        Some(true) => SelectorAnswer::Right,
        Some(false) => SelectorAnswer::Wrong,
        None => SelectorAnswer::Nothing,
    }
}

impl LearntField for TitleField {
    fn rows(&self, sample: &Sample<'_>) -> Vec<usize> {
        sample.rows_where(600, |line| key(line) == sample.title)
    }

    fn answer(&self, sample: &Sample<'_>, found: &[usize]) -> SelectorAnswer {
        first_line(sample, found, |line| Some(key(line) == sample.title))
    }
}

/// The date of publication.
pub(super) struct Published;

/// Longest line that is a date, characters.
const MAX_DATE_CHARS: usize = 120;

fn has_digit(line: &str) -> bool {
    line.bytes().any(|b| b.is_ascii_digit())
}

/// The date that the page prints for people: of two of one day, the one that is not in the form of machines.
fn printed(sample: &Sample<'_>) -> Option<Moment> {
    let read = sample.draft.published.filter(|moment| moment.has_time())?;
    let now = sample.page.now;
    let is_machines = |line: &str| Moment::parse_iso(line.trim()).is_some();
    let is_other = |line: &str| {
        has_digit(line)
            && !is_machines(line)
            && date::find_first(line, now).is_some_and(|m| m.has_time() && m.at.vietnam_day() == read.at.vietnam_day())
    };
    let said = |line: &str| has_digit(line) && date::find_first(line, now) == Some(read);
    let rows = sample.rows_where(MAX_DATE_CHARS, said);
    if rows.iter().all(|row| is_machines(&sample.page.outline.line(*row))) {
        let others = sample.rows_where(MAX_DATE_CHARS, is_other);
        let other = others.first().map(|row| sample.page.outline.line(*row));
        return other.and_then(|line| date::find_first(&line, now)).or(Some(read));
    }
    Some(read)
}

impl LearntField for Published {
    fn rows(&self, sample: &Sample<'_>) -> Vec<usize> {
        let Some((wanted, now)) = printed(sample).zip(Some(sample.page.now)) else { return Vec::new() };
        sample.rows_where(MAX_DATE_CHARS, |line| has_digit(line) && date::find_first(line, now) == Some(wanted))
    }

    fn answer(&self, sample: &Sample<'_>, found: &[usize]) -> SelectorAnswer {
        let Some(wanted) = printed(sample) else { return SelectorAnswer::Nothing };
        first_line(sample, found, |line| date::find_first(line, sample.page.now).map(|moment| moment == wanted))
    }
}

/// Who wrote it.
pub(super) struct Author;

impl LearntField for Author {
    fn wrong_of(&self) -> Option<usize> {
        None
    }

    fn rows(&self, sample: &Sample<'_>) -> Vec<usize> {
        let Some(wanted) = sample.draft.author.as_deref().map(key) else { return Vec::new() };
        sample.rows_where(200, |line| byline::clean(line).is_some_and(|name| key(&name) == wanted))
    }

    fn answer(&self, sample: &Sample<'_>, found: &[usize]) -> SelectorAnswer {
        let wanted = sample.draft.author.as_deref().map(key).unwrap_or_default();
        let mut names: Vec<String> = Vec::new();
        for row in found.iter().take(8) {
            if let Some(name) = byline::clean(&sample.page.outline.line(*row)) {
                let name = key(&name);
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        match names.as_slice() {
            [] => SelectorAnswer::Nothing,
            [only] if *only == wanted => SelectorAnswer::Right,
            _ => SelectorAnswer::Wrong,
        }
    }
}

/// The summary before the text: as the generic way reads it, or the paragraph that stands first and apart.
pub(super) struct Sapo {
    /// Row per page, by the page's number.
    rows: HashMap<usize, usize>,
}

impl Sapo {
    pub(super) fn of(samples: &[Sample<'_>]) -> Self {
        let apart = roles::first_apart(samples);
        let mut rows = HashMap::new();
        for (sample, apart) in samples.iter().zip(apart) {
            let said = sample.draft.sapo.as_deref().map(key).filter(|said| !said.is_empty());
            let read = said.and_then(|said| sample.rows_where(2_400, |line| key(line) == said).first().copied());
            if let Some(row) = apart.or(read) {
                rows.insert(sample.number, row);
            }
        }
        Self { rows }
    }
}

impl LearntField for Sapo {
    // A caption of a lead picture may stand in the same place.
    fn least_hits(&self) -> usize {
        3
    }

    fn wrong_of(&self) -> Option<usize> {
        None
    }

    fn rows(&self, sample: &Sample<'_>) -> Vec<usize> {
        self.rows.get(&sample.number).copied().into_iter().collect()
    }

    fn answer(&self, sample: &Sample<'_>, found: &[usize]) -> SelectorAnswer {
        let wanted = self.rows.get(&sample.number).map(|row| key(&sample.page.outline.line(*row)));
        first_line(sample, found, |line| {
            let is_long = (3..300).contains(&line.split(' ').count()) && !roles::is_head_line(sample, line);
            is_long.then(|| wanted.as_ref().is_some_and(|wanted| key(line) == *wanted))
        })
    }
}
