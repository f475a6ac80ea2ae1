//! Which publication date of an article stays, when several places give one, and what is noted of the other.
//!
//! A lower rank never replaces a higher one; it may only add the minute to a day that both name. Of one rank the page's newest
//! reading counts, and the first that a listing or a feed told. Days are those of +07:00.

use rusqlite::{Connection, params};

use super::Result;
use super::details::Details;
use super::lossy::Lossy as _;
use crate::model::{DateRank, Draft, Evidence, Field, Finding, FindingKind, Moment};

/// Days by which two dates may differ and still mean the same: newspapers date what appears at night by the day before.
const SAME_DAYS: u64 = 1;

/// A publication date and how far it is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dated {
    pub(super) moment: Moment,
    /// `None`: not recorded.
    pub(super) rank: Option<DateRank>,
}

/// What is left of two dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Settled {
    pub(super) dated: Option<Dated>,
    /// The date of another day that was not taken.
    pub(super) against: Option<Moment>,
}

/// Where one of two dates is a day, and lists may reckon it from another zone, they are the same up to here; seconds.
const SAME_DAY: i64 = 31 * 3600;

/// Whether a list tells a later date than any that page and lists have told: `listed` is the latest of these.
pub(super) fn is_later(told: Option<Moment>, known: Option<Dated>, listed: Option<i64>) -> bool {
    let known = known.map(|dated| dated.moment);
    let by_day = told.into_iter().chain(known).any(|moment| !moment.has_time());
    let newest = listed.max(known.map(|moment| moment.at.0));
    told.zip(newest).is_some_and(|(told, newest)| told.at.0 - newest > if by_day { SAME_DAY } else { 0 })
}

/// Combines the known date with a new one.
pub(super) fn settle(known: Option<Dated>, told: Option<Dated>) -> Settled {
    let (Some(old), Some(new)) = (known, told) else { return Settled { dated: told.or(known), against: None } };
    let replaces = new.rank > old.rank || new.rank == old.rank && new.rank == Some(DateRank::Page);
    let (winner, loser) = if replaces { (new, old) } else { (old, new) };
    let day = |dated: Dated| dated.moment.at.vietnam_day();
    // The minute of the same day, whoever knows it.
    let fills = !winner.moment.has_time() && loser.moment.has_time() && day(winner) == day(loser);
    let moment = if fills { loser.moment } else { winner.moment };
    let against = (day(winner).abs_diff(day(loser)) > SAME_DAYS).then_some(loser.moment);
    Settled { dated: Some(Dated { moment, rank: winner.rank }), against }
}

/// The date that stays, told in `details` with who gave it, and with the one of another day that was not taken.
pub(super) fn settle_draft(
    known: Option<Dated>,
    known_details: Option<&str>,
    draft: &Draft,
    details: &mut Details,
) -> Settled {
    let by = draft.by.get(&Field::Published);
    let rank = by.map_or(DateRank::Page, Evidence::date_rank);
    let told = draft.published.map(|moment| Dated { moment, rank: Some(rank) });
    let settled = settle(known, told);
    let kept = settled.dated.is_some() && settled.dated.map(|dated| dated.rank) != told.map(|dated| dated.rank);
    if kept {
        let known_by = Details::parse(known_details).by.remove(&Field::Published);
        let by = known_by.or_else(|| evidence(settled.dated?.rank?));
        details.by.remove(&Field::Published);
        details.by.extend(by.map(|by| (Field::Published, by)));
        details.findings.retain(|finding| !finding.is(FindingKind::NoDate) && !finding.is(FindingKind::GuessedDate));
    }
    if let Some((against, dated)) = settled.against.zip(settled.dated) {
        details.findings.retain(|finding| !finding.is(FindingKind::DatesDisagree));
        details.findings.push(Finding::with(FindingKind::DatesDisagree, format!("{}, {against}", dated.moment)));
    }
    settled
}

/// Notes that a list and the page name two days, unless it is noted already.
pub(super) fn note_disagreement(connection: &Connection, id: i64, dated: Moment, against: Moment) -> Result<()> {
    let mut read = connection.prepare_cached("SELECT details FROM articles WHERE id = ?1")?;
    let mut details = Details::parse(read.query_row([id], |row| row.lossy::<Option<String>>(0))?.as_deref());
    let told = Finding::with(FindingKind::DatesDisagree, format!("{dated}, {against}"));
    if !details.findings.contains(&told) {
        details.findings.retain(|finding| !finding.is(FindingKind::DatesDisagree));
        details.findings.push(told);
        connection
            .prepare_cached("UPDATE articles SET details = ?2 WHERE id = ?1")?
            .execute(params![id, details.json()])?;
    }
    Ok(())
}

/// A date of the file and how far it is believed.
pub(super) fn dated(published: Option<Moment>, rank: i64) -> Option<Dated> {
    published.map(|moment| Dated { moment, rank: rank_of(rank) })
}

/// The number of a rank in the file.
pub(super) fn number(rank: Option<DateRank>) -> i64 {
    match rank {
        None => 0,
        Some(DateRank::Line) => 1,
        Some(DateRank::Address) => 2,
        Some(DateRank::Listing) => 3,
        Some(DateRank::Feed) => 4,
        Some(DateRank::Page) => 5,
    }
}

/// The rank of a number in the file.
pub(super) fn rank_of(number: i64) -> Option<DateRank> {
    match number {
        1 => Some(DateRank::Line),
        2 => Some(DateRank::Address),
        3 => Some(DateRank::Listing),
        4 => Some(DateRank::Feed),
        5 => Some(DateRank::Page),
        _ => None,
    }
}

/// Who gives dates of a rank, where only the rank is known; the page has several ways.
pub(super) fn evidence(rank: DateRank) -> Option<Evidence> {
    match rank {
        DateRank::Line => Some(Evidence::Line),
        DateRank::Address => Some(Evidence::Address),
        DateRank::Listing => Some(Evidence::Listing),
        DateRank::Feed => Some(Evidence::Feed),
        DateRank::Page => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date_of(text: &str, rank: DateRank) -> Dated {
        Dated { moment: Moment::parse_iso(text).unwrap(), rank: Some(rank) }
    }

    fn left(known: Dated, told: Dated) -> (String, Option<String>) {
        let settled = settle(Some(known), Some(told));
        (settled.dated.unwrap().moment.to_string(), settled.against.map(|moment| moment.to_string()))
    }

    #[test]
    fn a_lower_rank_never_replaces_a_higher_one() {
        let ranks = [DateRank::Line, DateRank::Address, DateRank::Listing, DateRank::Feed, DateRank::Page];
        for (at, low) in ranks.iter().enumerate() {
            for high in &ranks[at + 1..] {
                let (guess, own) = (date_of("2025-12-16", *low), date_of("2026-11-20T08:15:00+07:00", *high));
                let expected = ("2026-11-20T08:15:00+07:00".to_owned(), Some("2025-12-16".to_owned()));
                assert_eq!((left(own, guess), left(guess, own)), (expected.clone(), expected), "{low:?} {high:?}");
            }
        }
    }

    #[test]
    fn a_day_takes_its_minute_from_whoever_knows_it() {
        let (page, feed) =
            (date_of("2026-11-20", DateRank::Page), date_of("2026-11-20T08:15:00+07:00", DateRank::Feed));
        assert_eq!(left(feed, page), ("2026-11-20T08:15:00+07:00".to_owned(), None));
        assert_eq!(left(page, feed), ("2026-11-20T08:15:00+07:00".to_owned(), None));
    }

    #[test]
    fn a_page_is_believed_anew_and_a_feed_once() {
        let (first, second) = ("2026-11-20T08:15:00+07:00", "2026-11-20T10:00:00+07:00");
        assert_eq!(left(date_of(first, DateRank::Page), date_of(second, DateRank::Page)).0, second);
        assert_eq!(left(date_of(first, DateRank::Feed), date_of(second, DateRank::Feed)).0, first);
    }

    #[test]
    fn a_rank_is_read_as_it_was_written() {
        for rank in [
            None,
            Some(DateRank::Line),
            Some(DateRank::Address),
            Some(DateRank::Listing),
            Some(DateRank::Feed),
            Some(DateRank::Page),
        ] {
            assert_eq!(rank_of(number(rank)), rank);
        }
    }
}
