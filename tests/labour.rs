//! Labelled sets for the `labour` room, written for this purpose: `cargo test --test labour -- --nocapture` prints
//! precision and recall of each.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]
#![allow(clippy::print_stdout, reason = "the figures are the point")]

use std::sync::Arc;

use loaphuong::labour::topics;
use loaphuong::model::{
    ArticleId, Block, CanonicalUrl, Draft, FixedClock, Loose, Moment, Offline, SectionId, SourceId, Timestamp,
};
use loaphuong::store::{Incoming, SearchRequest, Store};

#[path = "labour/facts.rs"]
mod facts;
#[path = "labour/labelled.rs"]
mod labelled;

use labelled::Labelled;

/// Counts of right and wrong answers.
#[derive(Default)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
    refused: usize,
}

impl Score {
    fn count(&mut self, said: bool, is: bool) {
        *match (said, is) {
            (true, true) => &mut self.right,
            (true, false) => &mut self.wrong,
            (false, true) => &mut self.missed,
            (false, false) => &mut self.refused,
        } += 1;
    }

    fn precision(&self) -> f64 {
        share(self.right, self.right + self.wrong)
    }

    fn recall(&self) -> f64 {
        share(self.right, self.right + self.missed)
    }
}

fn share(part: usize, all: usize) -> f64 {
    if all == 0 { 1.0 } else { f64::from(u32::try_from(part).unwrap()) / f64::from(u32::try_from(all).unwrap()) }
}

const NOW: Timestamp = Timestamp(1_800_000_000);

fn archive() -> Store {
    Store::in_memory(Arc::new(FixedClock(NOW))).unwrap()
}

/// Stores an article in a newspaper of its own, an hour after the previous one.
fn store(archive: &Store, number: usize, article: &Labelled) -> ArticleId {
    let host = format!("bao-{number}.example");
    let url = CanonicalUrl::parse(&format!("https://{host}/bai-{number}.html")).unwrap();
    let at = Timestamp(NOW.0 - 86_400 + i64::try_from(number % 20).unwrap() * 3600);
    let draft = Draft {
        title: Some(article.title.clone()),
        published: Some(Moment::exact(at)),
        body: article.paragraphs.iter().map(|text| Block::paragraph(text.clone())).collect(),
        ..Draft::default()
    };
    let (source, section) = (SourceId(host), SectionId("tin".to_owned()));
    let incoming = Incoming {
        source: &source,
        section: &section,
        url: &url,
        listed_as: None,
        draft: &draft,
        offline: Offline::Full,
        fetched: NOW,
        html: None,
        parts: &[],
        again: None,
        etag: None,
        last_modified: None,
    };
    archive.save(&[incoming]).unwrap()[0].0
}

#[test]
fn reprints_are_one_story_and_near_misses_are_not() {
    let families = labelled::families(include_str!("labour/stories.txt"));
    let archive = archive();
    let mut number = 0;
    let mut stored: Vec<(usize, &Labelled, ArticleId)> = Vec::new();
    for (family, (_, articles)) in families.iter().enumerate() {
        for article in articles {
            stored.push((family, article, store(&archive, number, article)));
            number += 1;
        }
    }
    archive.settle_stories(usize::MAX).unwrap();
    let story = |id: ArticleId| archive.article(id).unwrap().unwrap().row.story;
    let (mut near, mut far) = (Score::default(), Score::default());
    for (at, (family, a, id)) in stored.iter().enumerate() {
        for (other_family, b, other) in &stored[at + 1..] {
            let said = story(*id).is_some() && story(*id) == story(*other);
            let is = family == other_family && a.story == b.story;
            if family == other_family {
                near.count(said, is);
                if said != is {
                    println!("{}: {} | {} (is {is})", families[*family].0, a.title, b.title);
                }
            } else {
                far.count(said, is);
            }
        }
    }
    let pairs = near.right + near.wrong + near.missed + near.refused;
    println!(
        "stories: {pairs} labelled pairs, precision {:.3}, recall {:.3}; {} pairs across families, {} taken for one",
        near.precision(),
        near.recall(),
        far.refused + far.wrong,
        far.wrong
    );
    assert!(pairs >= 200 && near.precision() >= 0.98 && near.recall() >= 0.92 && far.wrong == 0);
}

#[test]
fn topics_hold_what_their_headlines_are_about() {
    let archive = archive();
    let topics = topics::built_in();
    archive.set_topics(topics.to_vec());
    let mut labelled: Vec<(ArticleId, &str, Vec<&str>)> = Vec::new();
    let lines = include_str!("labour/topics.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    for (number, line) in lines.enumerate() {
        let mut parts = line.split(" | ");
        let (first, title) = (parts.next().unwrap(), parts.next().expect("a headline"));
        let about = std::iter::once(first).chain(parts).filter(|name| *name != "-");
        let about = about.map(|name| topics::find(topics, name).unwrap_or_else(|| panic!("{name}: no such topic")));
        let article = Labelled {
            story: String::new(),
            title: title.to_owned(),
            paragraphs: vec![
                "Công nhân, tiền lương, bảo hiểm xã hội và việc làm: mọi chủ đề đều được nhắc tới.".to_owned(),
            ],
        };
        labelled.push((store(&archive, number, &article), title, about.map(|topic| topic.name.as_str()).collect()));
    }
    archive.catch_up(1_000, &|| false, &mut |_| {}).unwrap();
    let mut bad = Vec::new();
    for topic in topics {
        let asked = topics::find(topics, &topic.name).map(|topic| format!("chủ đề:\"{}\"", topic.name)).unwrap();
        let request = SearchRequest { text: asked, limit: 500, loose: Loose::Never, ..SearchRequest::default() };
        let answer = archive.search(&request).unwrap();
        assert_eq!(answer.complaints, [], "{}", topic.name);
        let found: Vec<ArticleId> = answer.hits.iter().map(|hit| hit.row.id).collect();
        assert_eq!(found.len(), archive.count_found(&topic.query).unwrap(), "{}", topic.name);
        let mut score = Score::default();
        for (id, title, about) in &labelled {
            let (said, is) = (found.contains(id), about.contains(&topic.name.as_str()));
            score.count(said, is);
            if said != is {
                println!("{}: {} {title}", topic.name, if said { "wrongly" } else { "not" });
            }
        }
        println!("topics: {}: precision {:.3}, recall {:.3}", topic.name, score.precision(), score.recall());
        if score.precision() < 0.95 || score.recall() < 0.75 {
            bad.push(&topic.name);
        }
    }
    assert!(bad.is_empty(), "{bad:?}");
}
