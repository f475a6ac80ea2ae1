//! Authors and dates that the selectors of a site, a family or a profile give, weighed against what the page says.

use std::ops::Range;

use super::{ArticleReading, learned};
use crate::extract::zone::Zone;
use crate::extract::{byline, fields, junk, tidy};
use crate::model::{Draft, Evidence, Field, Finding, FindingKind, Moment, Precision, Timestamp};
use crate::sources::ArticleRules;
use crate::text::date;

/// Seconds by which the present is moved to see whether a date counts from it: no whole number of years.
const MOVED: i64 = 400 * 86_400;

impl ArticleReading<'_, '_> {
    /// The first non-empty answer of the steps' selectors for a field.
    pub(super) fn by_rule<T>(
        &self,
        field: Field,
        list: impl Fn(&ArticleRules) -> &Vec<String>,
        read: impl Fn(usize) -> Option<T>,
    ) -> Option<(T, Evidence)> {
        let whole = 0..self.page.outline.rows.len();
        self.steps.iter().find_map(|step| {
            let found = list(step.rules).iter().find_map(|css| {
                let value = self.page.outline.select(css, &whole).into_iter().find_map(&read)?;
                self.tell(field, css);
                Some(value)
            });
            found.map(|value| (value, step.by.clone()))
        })
    }

    /// All that a selector finds are authors, each once.
    pub(super) fn author_by_rule(&self) -> Option<(String, Evidence)> {
        let whole = 0..self.page.outline.rows.len();
        self.steps.iter().find_map(|step| {
            let found = step.rules.author.iter().find_map(|css| {
                let mut names: Vec<String> = Vec::new();
                let rows = self.page.outline.select(css, &whole).into_iter().filter(|row| self.is_shown_here(*row));
                // Those of the first one's article; a list of others has articles of its own.
                let mut first: Option<usize> = None;
                for row in rows.take(8) {
                    let article =
                        self.page.outline.ancestors(row).find(|up| self.page.outline.rows[*up].tag == "article");
                    if *first.get_or_insert(article.unwrap_or(0)) != article.unwrap_or(0) {
                        continue;
                    }
                    let line = self.line(row).filter(|line| !junk::is_junk_line(line));
                    let name = line.and_then(|line| byline::clean(&line));
                    let name = name.filter(|name| {
                        let short = name.split(' ').count() <= 6;
                        (short || byline::is_name(name)) && !(byline::is_source(name) && byline::is_organ(name))
                    });
                    if let Some(name) = name.filter(|name| !names.iter().any(|n| tidy::key(n) == tidy::key(name))) {
                        names.push(name);
                    }
                }
                // Where a learnt place holds several things, it is not the one that was learnt.
                let sure = step.by != Evidence::Learned || names.len() == 1 && byline::is_name(&names[0]);
                (!names.is_empty() && sure).then(|| {
                    self.tell(Field::Author, css);
                    names.join(" - ")
                })
            });
            found.map(|name| (name, step.by.clone()))
        })
    }

    pub(super) fn dates(&self, draft: &mut Draft, zone: &Zone, rows: &Range<usize>, title: Option<&str>) {
        let read = |row: usize| self.moment(row).filter(|_| !self.is_of_others(row));
        let ruled = self.by_rule(Field::Published, |rules| &rules.published, |row| Some((read(row)?, row)));
        let found = fields::dates(self.page, &self.facts, zone, rows, title);
        // What was learnt of a place goes before a line that nothing marks, not before what the page says of itself.
        let marked = found.published.as_ref().is_some_and(|(moment, by)| moment.has_time() && learned::is_marked(by));
        // Where the page has something else in that place, its date is of that.
        let is_own = |row: usize| !marked && !fields::is_of_others(self.page, row, zone, title);
        let ruled = ruled.filter(|((_, row), by)| *by != Evidence::Learned || is_own(*row));
        let ruled = ruled.map(|((moment, _), by)| (moment, by));
        let exact = ruled.as_ref().is_some_and(|(moment, _)| moment.has_time());
        let published = match (ruled, found.published) {
            (Some(ruled), Some(other))
                if !exact && other.0.has_time() && other.0.at.vietnam_day() == ruled.0.at.vietnam_day() =>
            {
                self.told.borrow_mut().remove(&Field::Published);
                Some(other)
            }
            (Some(ruled), _) => Some(ruled),
            (None, other) => other,
        };
        if let Some((moment, by)) = published {
            if by == Evidence::Address {
                draft.findings.push(Finding::with(FindingKind::GuessedDate, "from the address"));
            }
            draft.published = Some(moment);
            draft.by.insert(Field::Published, by);
        }
        if let Some((other, published)) = found.against.zip(draft.published) {
            draft.findings.push(Finding::with(FindingKind::DatesDisagree, format!("{published}, {other}")));
        }
        if let Some((moment, by)) = self.by_rule(Field::Updated, |rules| &rules.updated, read).or(found.updated)
            && draft.published.is_none_or(|p| moment.at > p.at)
        {
            draft.updated = Some(moment);
            draft.by.insert(Field::Updated, by);
        }
    }

    /// A date from an element: its text, and its attribute where the text has no minute or counts from the present.
    pub(super) fn moment(&self, row: usize) -> Option<Moment> {
        let line = self.line(row);
        let read = |now: Timestamp| {
            let line = line.as_deref()?;
            date::find_first(line, now).or_else(|| date::parse(line, now))
        };
        let shown = read(self.page.now);
        let moved = shown.and_then(|_| read(Timestamp(self.page.now.0 - MOVED)));
        let counted = shown.is_some_and(|shown| moved.is_none_or(|moved| moved.at != shown.at));
        if shown.is_some_and(|m| m.has_time() && m.precision == Precision::Minute) {
            return shown;
        }
        let here = &self.page.outline.rows[row];
        let coded = here
            .attr("datetime")
            .or_else(|| here.attr("content"))
            .and_then(|text| Moment::parse_iso(text).or_else(|| date::parse(text, self.page.now)));
        match (shown, coded) {
            (Some(shown), Some(coded)) if !shown.has_time() && coded.at.vietnam_day() == shown.at.vietnam_day() => {
                Some(coded)
            }
            (Some(_), Some(coded)) if counted => Some(coded),
            (Some(shown), _) => Some(shown),
            (None, coded) => coded,
        }
    }
}
