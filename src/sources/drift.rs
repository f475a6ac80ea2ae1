//! Has a site changed its markup? Decides from the results of the last visits. Pure: records are passed in, nothing is
//! stored.
//!
//! A visit is one refresh of one source. A share says how many of the expected parts the pages gave. A drop below the
//! recent past counts only if it lasts, because a single bad page is an accident.
//! Deliberately absent: guessing the new markup.

use crate::model::Timestamp;

/// Visits in the period of comparison.
pub const PAST_VISITS: usize = 20;
/// Bad visits in a row that are required.
pub const BAD_VISITS: usize = 2;
/// Fewest pages in those visits; fewer are not conclusive.
pub const MIN_PAGES: u32 = 3;
/// A share has fallen if it is below this percentage of its former value.
pub const FALLEN_BELOW_PERCENT: u32 = 60;

/// What is measured for a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MeasuredPart {
    /// Lists read by the site's own rules.
    ListingRule,
    /// Items of lists.
    Items,
    /// Articles whose title a rule found.
    TitleRule,
    /// Articles whose body a rule found.
    BodyRule,
    /// Articles with a publication date.
    Dates,
    /// Articles with a body.
    Bodies,
}

impl MeasuredPart {
    /// Name in files and messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::ListingRule => "listing.item",
            Self::Items => "listing",
            Self::TitleRule => "article.title",
            Self::BodyRule => "article.body",
            Self::Dates => "article.published",
            Self::Bodies => "article",
        }
    }

    /// All parts.
    pub const ALL: [Self; 6] =
        [Self::ListingRule, Self::Items, Self::TitleRule, Self::BodyRule, Self::Dates, Self::Bodies];
}

/// A share: how many pages gave a part, of those that should have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// Pages that gave it.
    pub had: u32,
    /// Pages that should have.
    pub of: u32,
}

impl Share {
    /// Counts one page.
    pub fn count(&mut self, had: bool) {
        self.had += u32::from(had);
        self.of += 1;
    }

    fn add(self, other: Self) -> Self {
        Self { had: self.had + other.had, of: self.of + other.of }
    }

    /// In per cent; `None` if there were no pages.
    pub fn percent(self) -> Option<u32> {
        (self.of > 0).then(|| self.had.saturating_mul(100) / self.of)
    }
}

/// The result of one refresh of a source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceVisit {
    /// When.
    pub at: Timestamp,
    /// Shares, in the order of [`MeasuredPart::ALL`].
    pub shares: [Share; 6],
}

impl SourceVisit {
    /// The share of a part.
    pub fn share(&self, part: MeasuredPart) -> Share {
        MeasuredPart::ALL
            .iter()
            .zip(self.shares)
            .find(|(known, _)| **known == part)
            .map(|(_, share)| share)
            .unwrap_or_default()
    }

    /// The share of a part, for counting.
    pub fn share_mut(&mut self, part: MeasuredPart) -> &mut Share {
        let [listing_rule, items, title, body, dates, bodies] = &mut self.shares;
        match part {
            MeasuredPart::ListingRule => listing_rule,
            MeasuredPart::Items => items,
            MeasuredPart::TitleRule => title,
            MeasuredPart::BodyRule => body,
            MeasuredPart::Dates => dates,
            MeasuredPart::Bodies => bodies,
        }
    }
}

/// A part whose share has fallen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fall {
    /// Which.
    pub part: MeasuredPart,
    /// First bad visit.
    pub since: Timestamp,
    /// Share before, in per cent.
    pub before: u32,
    /// Share now, in per cent.
    pub now: u32,
}

/// The parts that have fallen, worst first; empty if the site looks as before. `visits` are sorted, oldest first.
pub fn verdict(visits: &[SourceVisit]) -> Vec<Fall> {
    let start = visits.len().saturating_sub(PAST_VISITS + BAD_VISITS);
    let recent = visits.get(start..).unwrap_or_default();
    let mut falls: Vec<Fall> = MeasuredPart::ALL.iter().filter_map(|&part| fall(recent, part)).collect();
    falls.sort_by_key(|fall| std::cmp::Reverse(fall.before.saturating_sub(fall.now)));
    falls
}

/// Whether one part has fallen: compares the last visits with all before them.
fn fall(visits: &[SourceVisit], part: MeasuredPart) -> Option<Fall> {
    let told: Vec<(&SourceVisit, Share)> =
        visits.iter().map(|v| (v, v.share(part))).filter(|(_, share)| share.of > 0).collect();
    let is_bad =
        |share: Share, before: u32| share.percent().is_some_and(|now| now * 100 < before * FALLEN_BELOW_PERCENT);
    // The longest run of bad visits at the end that leaves a past to compare with.
    let sum = |from: &[(&SourceVisit, Share)]| from.iter().fold(Share::default(), |sum, (_, share)| sum.add(*share));
    (BAD_VISITS..told.len()).rev().find_map(|run| {
        let (past, last) = told.split_at(told.len() - run);
        let before = sum(past).percent().filter(|_| sum(past).of >= MIN_PAGES)?;
        let now = sum(last);
        let all_bad = last.iter().all(|(_, share)| is_bad(*share, before));
        let fell = all_bad && now.of >= MIN_PAGES;
        fell.then(|| Fall {
            part,
            since: last.first().map_or(Timestamp(0), |(v, _)| v.at),
            before,
            now: now.percent().unwrap_or(0),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visits(bodies: &[(u32, u32)]) -> Vec<SourceVisit> {
        let visit = |(at, (had, of)): (usize, &(u32, u32))| {
            let mut visit = SourceVisit { at: Timestamp(i64::try_from(at).unwrap() * 100), ..SourceVisit::default() };
            *visit.share_mut(MeasuredPart::BodyRule) = Share { had: *had, of: *of };
            visit
        };
        bodies.iter().enumerate().map(visit).collect()
    }

    #[test]
    fn a_fall_that_lasts_is_told_with_its_first_visit() {
        let falls = verdict(&visits(&[(10, 10), (9, 10), (10, 10), (1, 5), (0, 4)]));
        assert_eq!(falls, [Fall { part: MeasuredPart::BodyRule, since: Timestamp(300), before: 96, now: 11 }]);
    }

    #[test]
    fn one_bad_visit_is_an_accident() {
        assert_eq!(verdict(&visits(&[(10, 10), (9, 10), (0, 10)])), []);
    }

    #[test]
    fn a_site_that_came_back_is_not_told() {
        assert_eq!(verdict(&visits(&[(10, 10), (0, 10), (0, 10), (10, 10)])), []);
    }

    #[test]
    fn too_few_pages_say_nothing() {
        assert_eq!(verdict(&visits(&[(10, 10), (0, 1), (0, 1)])), []);
    }

    #[test]
    fn visits_without_pages_are_passed_over() {
        let falls = verdict(&visits(&[(10, 10), (0, 0), (0, 5), (0, 0), (0, 5)]));
        assert_eq!(falls.len(), 1);
    }

    #[test]
    fn what_was_always_poor_has_not_fallen() {
        assert_eq!(verdict(&visits(&[(1, 10), (1, 10), (1, 10), (1, 10)])), []);
    }

    #[test]
    fn every_part_has_its_own_place() {
        let mut visit = SourceVisit::default();
        for (at, part) in (1..).zip(MeasuredPart::ALL) {
            visit.share_mut(part).of = at;
        }
        assert_eq!(MeasuredPart::ALL.map(|part| visit.share(part).of), [1, 2, 3, 4, 5, 6]);
    }
}
