//! The ranking vectors in the real store: imports and indexes the documents, runs the queries.
//!
//! The vectors are in `$LOA_VECTORS` (default `../shared/vectors`); without them the test says so and passes.
//! Tiers: every document of one comes before every document of the next; those of the first must be found.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use loaphuong::model::{Block, Draft, FixedClock, Timestamp};
use loaphuong::store::{ExchangeRecord, SearchRequest, Store};
use serde_json::Value;

#[expect(clippy::disallowed_methods, reason = "a test finds its vectors by the environment")]
fn vectors() -> Option<String> {
    let folder = std::env::var("LOA_VECTORS").unwrap_or_else(|_| "../shared/vectors".to_owned());
    std::fs::read_to_string(PathBuf::from(folder).join("search.jsonl")).ok()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

fn ids(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn archive(documents: &Value) -> Store {
    let store = Store::in_memory(Arc::new(FixedClock(Timestamp(1_760_000_000)))).unwrap();
    let records: Vec<ExchangeRecord> = documents.as_array().unwrap().iter().map(record).collect();
    assert_eq!(store.import(&records).unwrap(), (records.len(), 0));
    assert_eq!(store.pump_index(1000).unwrap(), 0);
    store
}

fn record(document: &Value) -> ExchangeRecord {
    let draft = Draft {
        title: Some(text(document, "title").to_owned()),
        body: vec![Block::paragraph(text(document, "body"))],
        ..Draft::default()
    };
    ExchangeRecord {
        url: format!("https://bao.example.vn/{}", text(document, "id")),
        draft,
        ..ExchangeRecord::default()
    }
}

/// What is wrong with a result, if anything.
fn wrong(found: &[String], query: &Value) -> Option<String> {
    if let Some(bad) = ids(&query["must_not"]).iter().find(|id| found.contains(id)) {
        return Some(format!("{bad} found"));
    }
    let place: HashMap<&String, usize> = found.iter().enumerate().map(|(n, id)| (id, n)).collect();
    let tiers: Vec<Vec<String>> = query["tiers"].as_array().into_iter().flatten().map(ids).collect();
    if let Some(missing) = tiers.first().into_iter().flatten().find(|id| !place.contains_key(id)) {
        return Some(format!("{missing} not found"));
    }
    for pair in tiers.windows(2) {
        let last = pair[0].iter().filter_map(|id| place.get(id)).max();
        let first = pair[1].iter().filter_map(|id| place.get(id)).min();
        if let (Some(last), Some(first)) = (last, first)
            && last > first
        {
            return Some(format!("order {found:?}"));
        }
    }
    None
}

#[test]
fn every_ranking_vector_holds() {
    let Some(lines) = vectors() else {
        println!("no vectors (set LOA_VECTORS): nothing was checked");
        return;
    };
    let mut failures = Vec::new();
    for line in lines.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let store = archive(&case["docs"]);
        for query in case["queries"].as_array().into_iter().flatten() {
            let request = SearchRequest { text: text(query, "q").to_owned(), limit: 50, ..SearchRequest::default() };
            let hits = store.search(&request).unwrap().hits;
            let found: Vec<String> =
                hits.iter().map(|hit| hit.row.url.as_str().rsplit('/').next().unwrap().to_owned()).collect();
            failures
                .extend(wrong(&found, query).map(|what| format!("{} {}: {what}", text(&case, "id"), text(query, "q"))));
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
}
