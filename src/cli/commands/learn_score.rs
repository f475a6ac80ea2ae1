//! `loa sources test HOST`: compares the learnt rules of a site with the generic reading, on the stored pages.
//!
//! Each page is read twice: with what the other pages teach, and without. Only agreement is measured: for articles by
//! field, for lists by item.
//! Deliberately absent: the network.

use std::path::Path;
use std::sync::Arc;

use serde_json::json;

use crate::extract::profile::{self, Profile};
use crate::extract::{self, Knowledge, Source};
use crate::model::{Block, Draft, Evidence, Field, Listing};

use crate::cli::args::KindChoice;
use crate::cli::args::TestArgs;
use crate::cli::commands::learn::{self, SavedPage};
use crate::cli::commands::saved_page::ReadingRules;
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::session::Session;

/// The fields that are compared, with their names in the rules.
const FIELDS: &[(Field, &str)] = &[
    (Field::Title, "title"),
    (Field::Sapo, "sapo"),
    (Field::Published, "published"),
    (Field::Author, "author"),
    (Field::Body, "body"),
];

/// On how many pages the learnt rules and the generic reading agree or differ.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct LearnScore {
    agreed: usize,
    only_learnt: usize,
    only_read: usize,
    disagreed: usize,
}

/// Whether the text names a host, not an address or a file.
pub(super) fn is_host(what: &str) -> bool {
    what.contains('.') && !what.contains(['/', ' ']) && !Path::new(what).exists()
}

/// Runs it.
pub(super) fn run(session: &mut Session, host: &str, args: &TestArgs) -> Outcome {
    let catalog = Arc::clone(&session.catalog);
    let (host, pages) = learn::stored(session, &[host.to_owned()])?;
    let reading = ReadingRules::of(session, &catalog);
    let whole = learn::of_pages(&pages, reading, profile::LEAST_PAGES);
    if whole.pages < profile::LEAST_PAGES && whole.listing.is_empty() {
        return Err(CommandFailure::nothing(session.say.nothing_learnt(&host, whole.pages, profile::LEAST_PAGES)));
    }
    if !args.json {
        session.out.line(&session.say.profile_tried(&host, pages.len()))?;
    }
    let tell = |session: &mut Session, name: &str, score: LearnScore| {
        let LearnScore { agreed, only_learnt, only_read, disagreed } = score;
        if args.json {
            session.out.json(&json!({
                "field": name, "agreed": agreed, "only_learnt": only_learnt, "only_read": only_read,
                "disagreed": disagreed,
            }))
        } else {
            session.out.line(&session.say.profile_score(name, [agreed, only_learnt, only_read, disagreed]))
        }
    };
    let (articles, lists): (Vec<SavedPage>, Vec<SavedPage>) =
        pages.into_iter().partition(|page| page.kind != KindChoice::Listing);
    if whole.pages >= profile::LEAST_PAGES {
        for ((_, name), score) in FIELDS.iter().zip(scores(&articles, reading)) {
            tell(session, name, score)?;
        }
    }
    if !whole.listing.is_empty() {
        tell(session, "items", items(&lists, reading))?;
    }
    Ok(Exit::Fine)
}

/// What all pages except one teach.
fn taught_without(at: usize, pages: &[SavedPage], reading: ReadingRules<'_>) -> Profile {
    let others: Vec<SavedPage> =
        pages.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, page)| page.clone()).collect();
    learn::of_pages(&others, reading, profile::LEAST_PAGES - 1)
}

/// Reads each article with what the others teach.
fn scores(pages: &[SavedPage], reading: ReadingRules<'_>) -> Vec<LearnScore> {
    let mut scores = vec![LearnScore::default(); FIELDS.len()];
    for (at, page) in pages.iter().enumerate() {
        let taught = taught_without(at, pages, reading);
        let (bare, with) = (read(page, reading, None), read(page, reading, Some(&taught)));
        for ((field, _), score) in FIELDS.iter().zip(&mut scores) {
            let learnt = value(&with, *field).filter(|_| with.by.get(field) == Some(&Evidence::Learned));
            match (learnt, value(&bare, *field)) {
                (Some(learnt), Some(read)) if learnt == read => score.agreed += 1,
                (Some(_), Some(_)) => score.disagreed += 1,
                (Some(_), None) => score.only_learnt += 1,
                (None, Some(_)) => score.only_read += 1,
                (None, None) => {}
            }
        }
    }
    scores
}

/// Counts the items of each list, read with what the other lists teach; with what all lists teach if there are too few.
fn items(pages: &[SavedPage], reading: ReadingRules<'_>) -> LearnScore {
    let mut score = LearnScore::default();
    for (at, page) in pages.iter().enumerate() {
        let mut taught = taught_without(at, pages, reading);
        if taught.listing.is_empty() {
            taught = learn::of_pages(pages, reading, profile::LEAST_PAGES);
        }
        let (bare, with) = (list(page, reading, None), list(page, reading, Some(&taught)));
        let learnt = if with.by == Evidence::Learned { with.items } else { Vec::new() };
        for item in &learnt {
            match bare.items.iter().find(|other| other.url == item.url) {
                Some(other) if other.title == item.title => score.agreed += 1,
                Some(_) => score.disagreed += 1,
                None => score.only_learnt += 1,
            }
        }
        score.only_read += bare.items.iter().filter(|item| learnt.iter().all(|other| other.url != item.url)).count();
    }
    score
}

fn read(page: &SavedPage, reading: ReadingRules<'_>, learned: Option<&Profile>) -> Draft {
    let source = Source { bytes: &page.bytes, charset: None, url: &page.url, now: reading.now };
    extract::article(source, Knowledge { catalog: reading.catalog, rules: false, learned })
}

fn list(page: &SavedPage, reading: ReadingRules<'_>, learned: Option<&Profile>) -> Listing {
    let source = Source { bytes: &page.bytes, charset: None, url: &page.url, now: reading.now };
    extract::listing(source, Knowledge { catalog: reading.catalog, rules: false, learned })
}

/// The value of a field as text.
fn value(draft: &Draft, field: Field) -> Option<String> {
    match field {
        Field::Title => draft.title.clone(),
        Field::Sapo => draft.sapo.clone(),
        Field::Published => draft.published.map(|moment| moment.to_string()),
        Field::Author => draft.author.clone(),
        Field::Body => {
            let text: Vec<&str> = draft.body.iter().flat_map(Block::strings).collect();
            (!text.is_empty()).then(|| text.join(" "))
        }
        Field::Updated | Field::Category => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_no_address_no_file_and_no_dash() {
        assert!(is_host("bao.example"));
        for other in ["-", "https://bao.example/a", "/tmp/a.html", "bài báo.html x", ""] {
            assert!(!is_host(other), "{other}");
        }
    }
}
