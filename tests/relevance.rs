//! Relevance of search results. Judged queries over invented articles: nDCG@10, and whether everything returned as
//! exact contains every word with the typed marks. `cargo test --test relevance -- --nocapture` prints it.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]
#![expect(clippy::cast_precision_loss, reason = "counts are small")]

use std::collections::HashMap;
use std::sync::Arc;

use loaphuong::model::{Block, Draft, Fit, FixedClock, Hits, Loose, Timestamp};
use loaphuong::store::{ExchangeRecord, SearchRequest, Store};
use loaphuong::text::fold::{self, MatchLevel};

const ARTICLES: &str = include_str!("relevance/articles.txt");
const QUERIES: &str = include_str!("relevance/queries.txt");
/// A held-out set: its articles and queries were written before any of it was searched.
const LATER_ARTICLES: &str = include_str!("relevance/articles_later.txt");
const LATER_QUERIES: &str = include_str!("relevance/queries_later.txt");

/// Number of hits that are judged.
const SEEN: usize = 10;

fn archive(articles: &str) -> (Store, HashMap<String, String>) {
    let store = Store::in_memory(Arc::new(FixedClock(Timestamp(1_760_000_000)))).unwrap();
    let mut texts = HashMap::new();
    let mut records = Vec::new();
    for article in articles.split("\n\n") {
        let mut lines = article.lines().filter(|line| !line.starts_with('#'));
        let (name, title, body) = (lines.next().unwrap(), lines.next().unwrap(), lines.next().unwrap());
        texts.insert(name.to_owned(), format!("{title}\n{body}"));
        let draft = Draft { title: Some(title.to_owned()), body: vec![Block::paragraph(body)], ..Draft::default() };
        records.push(ExchangeRecord {
            url: format!("https://bao.example.vn/{name}"),
            draft,
            ..ExchangeRecord::default()
        });
    }
    store.import(&records).unwrap();
    assert_eq!(store.pump_index(1000).unwrap(), 0);
    (store, texts)
}

fn names(hits: &Hits) -> Vec<String> {
    hits.hits.iter().map(|hit| hit.row.url.as_str().rsplit('/').next().unwrap().to_owned()).collect()
}

/// The queries with the grades of the articles that answer them.
fn judged(queries: &'static str) -> Vec<(&'static str, HashMap<String, u32>)> {
    let lines = queries.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let pairs = lines.map(|line| {
        let (query, answers) = line.split_once(" => ").unwrap();
        let grade = |answer: &str| {
            let (name, grade) = answer.split_once(':').unwrap_or((answer, "3"));
            (name.to_owned(), grade.parse().unwrap())
        };
        (query, answers.split_whitespace().map(grade).collect())
    });
    pairs.collect()
}

/// Discounted gain of grades in this order.
fn gain(grades: impl Iterator<Item = u32>) -> f64 {
    let places = grades.take(SEEN).enumerate();
    places.map(|(at, grade)| f64::from((1_u32 << grade) - 1) / (at as f64 + 2.0).log2()).sum()
}

fn ask(store: &Store, query: &str) -> Hits {
    store.search(&SearchRequest { text: query.to_owned(), limit: SEEN, ..SearchRequest::default() }).unwrap()
}

/// The mean over all queries of a set, and a line for each query with an imperfect answer.
fn mean_gain(articles: &str, queries: &'static str) -> (f64, String) {
    let (store, texts) = archive(articles);
    let judged = judged(queries);
    let (mut sum, mut told) = (0.0, String::new());
    for (query, grades) in &judged {
        assert!(grades.keys().all(|name| texts.contains_key(name)), "{query}: {grades:?}");
        let found = names(&ask(&store, query));
        let mut ideal: Vec<u32> = grades.values().copied().collect();
        ideal.sort_unstable_by(|a, b| b.cmp(a));
        let score = gain(found.iter().map(|name| grades.get(name).copied().unwrap_or(0))) / gain(ideal.into_iter());
        if score < 0.999 {
            told += &format!("{score:.3} {query}: {}\n", found.join(" "));
        }
        sum += score;
    }
    let mean = sum / judged.len() as f64;
    told += &format!("nDCG@{SEEN} over {} queries: {mean:.4}", judged.len());
    (mean, told)
}

#[test]
fn what_answers_a_query_comes_first() {
    assert!(judged(QUERIES).len() >= 60);
    let (mean, told) = mean_gain(ARTICLES, QUERIES);
    println!("{told}");
    assert!(mean >= 0.92, "{mean}");
}

#[test]
fn what_answers_a_query_comes_first_among_articles_that_nothing_was_bettered_for() {
    assert!(judged(LATER_QUERIES).len() >= 40);
    let (mean, told) = mean_gain(LATER_ARTICLES, LATER_QUERIES);
    println!("{told}");
    assert!(mean >= 0.92, "{mean}");
}

#[test]
fn what_is_given_as_exact_has_every_word_with_its_marks() {
    let (store, texts) = archive(ARTICLES);
    let mut checked = 0;
    for (query, _) in
        judged(QUERIES).iter().filter(|(query, _)| !query.contains([':', '-', '/']) && !query.contains("OR"))
    {
        let words: Vec<_> = fold::tokens(query).filter(|word| word.meant() > MatchLevel::Base).collect();
        let request =
            SearchRequest { text: (*query).to_owned(), limit: 50, loose: Loose::Always, ..SearchRequest::default() };
        let hits = store.search(&request).unwrap();
        for (hit, name) in hits.hits.iter().zip(names(&hits)).filter(|(hit, _)| hit.fit == Fit::Exact) {
            let has = |word: &fold::FoldToken| fold::tokens(&texts[&name]).any(|other| other.exact_iy == word.exact_iy);
            assert!(words.iter().all(has), "{query}: {name} {:?}", hit.row.title);
            checked += 1;
        }
    }
    println!("exact hits checked: {checked}, all right");
    assert!(checked > 60);
}
