//! Has a site changed its markup? Pure; the caller keeps the text form.
//!
//! Per source, day and field it is counted how many pages were read, on how many the field was found, and on how many
//! the site's own rules (or its family's) found it. A fall of the last days against those before is a drift.
//! Units: days since 1970-01-01 on the newspapers' calendar (+07:00). Text form: a line a day and field,
//! `DAY FIELD PAGES FOUND RULED`; lines that cannot be read are dropped.
//! Absent on purpose: opinions about single pages; extraction's findings tell those.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::model::{Draft, Evidence, Field, Listing};

/// Days that are remembered.
pub const DAYS_KEPT: i64 = 30;

/// The newest days, which are compared with those before.
pub const RECENT_DAYS: i64 = 2;

/// Pages that the recent days must have before anything is said.
pub const ENOUGH_RECENT: u32 = 8;

/// Pages that the days before must have.
pub const ENOUGH_BEFORE: u32 = 20;

/// A share that falls below this part of its former self is a drift.
const FALL: f64 = 0.5;

/// A share that was smaller than this before tells nothing by falling.
const USEFUL_SHARE: f64 = 0.5;

/// Fields of an article by their stable names, and `listing` for a section's page.
const FIELDS: &[(Field, &str)] = &[
    (Field::Title, "title"),
    (Field::Published, "published"),
    (Field::Author, "author"),
    (Field::Sapo, "sapo"),
    (Field::Category, "category"),
    (Field::Body, "body"),
];

/// The name under which listings are counted.
const LISTING: &str = "listing";

/// Counts of one field on one day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Count {
    pages: u32,
    found: u32,
    ruled: u32,
}

/// What is remembered of one source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History(BTreeMap<(i64, String), Count>);

/// A field that is found less than it used to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift {
    /// `title`, `published`, `body`, … or `listing`.
    pub field: String,
    /// Whether the rules stopped matching (another step of the ladder may still answer), or the field is missing.
    pub missing: bool,
    /// First day of the fall, days since 1970-01-01 (+07:00).
    pub since: i64,
    /// Share before, percent.
    pub before: u32,
    /// Share now, percent.
    pub now: u32,
}

impl History {
    /// Reads the text form.
    pub fn parse(text: &str) -> Self {
        let line = |line: &str| {
            let mut words = line.split(' ');
            let day = words.next()?.parse().ok()?;
            let field = words.next().filter(|name| known(name))?.to_owned();
            let mut number = || words.next()?.parse().ok();
            let count = Count { pages: number()?, found: number()?, ruled: number()? };
            Some(((day, field), count))
        };
        Self(text.lines().filter_map(line).collect())
    }

    /// The text form, without days that are too old to matter on `today`.
    pub fn text(&self, today: i64) -> String {
        let mut text = String::new();
        for ((day, field), count) in &self.0 {
            if *day > today - DAYS_KEPT {
                let _ = writeln!(text, "{day} {field} {} {} {}", count.pages, count.found, count.ruled);
            }
        }
        text
    }

    /// Counts an article page.
    pub fn note_article(&mut self, day: i64, draft: &Draft) {
        for (field, name) in FIELDS {
            let by = draft.by.get(field);
            let ruled = matches!(by, Some(Evidence::Rule | Evidence::Family(_)));
            self.note(day, name, by.is_some(), ruled);
        }
    }

    /// Counts a section's page.
    pub fn note_listing(&mut self, day: i64, listing: &Listing) {
        let ruled = listing.by == "rule" || listing.by.starts_with("family:") || listing.by == "feed";
        self.note(day, LISTING, !listing.items.is_empty(), ruled);
    }

    /// Adds what another history counted.
    pub fn add(&mut self, other: &Self) {
        for (key, more) in &other.0 {
            let count = self.0.entry(key.clone()).or_default();
            count.pages = count.pages.saturating_add(more.pages);
            count.found = count.found.saturating_add(more.found);
            count.ruled = count.ruled.saturating_add(more.ruled);
        }
    }

    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn note(&mut self, day: i64, field: &str, found: bool, ruled: bool) {
        let count = self.0.entry((day, field.to_owned())).or_default();
        count.pages = count.pages.saturating_add(1);
        count.found = count.found.saturating_add(u32::from(found));
        count.ruled = count.ruled.saturating_add(u32::from(found && ruled));
    }

    /// What has fallen, judged on the newest days that were counted.
    pub fn drifts(&self) -> Vec<Drift> {
        let Some(newest) = self.0.keys().map(|(day, _)| *day).max() else { return Vec::new() };
        let names = FIELDS.iter().map(|(_, name)| *name).chain([LISTING]);
        names.filter_map(|name| self.drift(name, newest)).collect()
    }

    fn drift(&self, field: &str, newest: i64) -> Option<Drift> {
        let (mut before, mut recent) = (Count::default(), Count::default());
        for ((day, _), count) in self.0.iter().filter(|((_, name), _)| name == field) {
            let sum = if *day > newest - RECENT_DAYS { &mut recent } else { &mut before };
            sum.pages = sum.pages.saturating_add(count.pages);
            sum.found = sum.found.saturating_add(count.found);
            sum.ruled = sum.ruled.saturating_add(count.ruled);
        }
        if recent.pages < ENOUGH_RECENT || before.pages < ENOUGH_BEFORE {
            return None;
        }
        let fell = |missing: bool, before: f64, now: f64| {
            let since = self.0.keys().map(|(day, _)| *day).filter(|day| *day > newest - RECENT_DAYS).min()?;
            let drift = Drift { field: field.to_owned(), missing, since, before: percent(before), now: percent(now) };
            (before >= USEFUL_SHARE && now < before * FALL).then_some(drift)
        };
        let share = |part: u32, of: u32| f64::from(part) / f64::from(of);
        fell(true, share(before.found, before.pages), share(recent.found, recent.pages))
            .or_else(|| fell(false, share(before.ruled, before.pages), share(recent.ruled, recent.pages)))
    }
}

fn known(name: &str) -> bool {
    name == LISTING || FIELDS.iter().any(|(_, known)| *known == name)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is between 0 and 1")]
fn percent(share: f64) -> u32 {
    (share * 100.0).round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(evidence: Option<Evidence>) -> Draft {
        Draft { by: evidence.into_iter().map(|by| (Field::Body, by)).collect(), ..Draft::default() }
    }

    fn history(days: std::ops::Range<i64>, pages: u32, evidence: &Option<Evidence>) -> History {
        let mut history = History::default();
        for day in days {
            for _ in 0..pages {
                history.note_article(day, &draft(evidence.clone()));
            }
        }
        history
    }

    #[test]
    fn rules_that_stop_matching_are_a_drift_although_another_step_answers() {
        let mut all = history(100..105, 10, &Some(Evidence::Rule));
        all.add(&history(105..107, 5, &Some(Evidence::Generic)));
        let expected = Drift { field: "body".into(), missing: false, since: 105, before: 100, now: 0 };
        assert_eq!(all.drifts(), [expected]);
    }

    #[test]
    fn a_field_that_is_no_longer_found_is_missing() {
        let mut all = history(100..105, 10, &Some(Evidence::JsonLd));
        all.add(&history(106..107, 10, &None));
        assert!(all.drifts()[0].missing);
    }

    #[test]
    fn a_few_strange_pages_are_no_drift_and_nothing_is_said_about_a_new_site() {
        let mut few = history(100..105, 10, &Some(Evidence::Rule));
        few.add(&history(105..107, 3, &None));
        assert_eq!(few.drifts(), []);
        let mut new = history(100..101, 10, &Some(Evidence::Rule));
        new.add(&history(105..107, 9, &None));
        assert_eq!(new.drifts(), []);
    }

    #[test]
    fn a_field_that_was_rarely_found_tells_nothing() {
        let mut all = history(100..105, 4, &Some(Evidence::Rule));
        all.add(&history(100..105, 6, &None));
        all.add(&history(105..107, 9, &None));
        assert_eq!(all.drifts(), []);
    }

    #[test]
    fn the_text_form_comes_back_and_forgets_old_days_and_nonsense() {
        let all = history(100..103, 2, &Some(Evidence::Rule));
        assert_eq!(History::parse(&all.text(103)), all);
        assert_eq!(History::parse(&all.text(102 + DAYS_KEPT)), History::default());
        assert_eq!(History::parse("x body 1 1 1\n1 tên 1 1 1\n1 body 1\n"), History::default());
    }
}
