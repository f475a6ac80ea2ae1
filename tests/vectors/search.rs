//! Ranking in the real archive: the documents are imported and indexed, the queries run.

use std::sync::Arc;

use loaphuong::model::time::FixedClock;
use loaphuong::model::{Block, Draft, Timestamp};
use loaphuong::store::{ExchangeRecord, SearchRequest, Store};
use serde_json::Value;

use super::Verdict;
use super::lines::text;

pub(super) fn ranking(vector: &Value) -> Verdict {
    let docs = vector.get("docs").and_then(Value::as_array)?;
    let queries = vector.get("queries").and_then(Value::as_array)?;
    let store = archive(docs);
    Some(
        queries.iter().try_for_each(|query| ask(&store, query).map_err(|why| format!("{:?}: {why}", text(query, "q")))),
    )
}

fn archive(docs: &[Value]) -> Store {
    let store = Store::in_memory(Arc::new(FixedClock(Timestamp(1_700_000_000)))).expect("an archive in memory");
    let records: Vec<ExchangeRecord> = docs.iter().map(record).collect();
    store.import(&records).expect("the documents");
    while store.pump_index(64).expect("the index") > 0 {}
    store
}

fn record(doc: &Value) -> ExchangeRecord {
    let draft = Draft {
        title: Some(text(doc, "title").to_owned()),
        body: vec![Block::paragraph(text(doc, "body"))],
        ..Draft::default()
    };
    ExchangeRecord { url: address(text(doc, "id")), draft, ..ExchangeRecord::default() }
}

fn address(id: &str) -> String {
    format!("https://tin.example/{id}.html")
}

fn ask(store: &Store, query: &Value) -> Result<(), String> {
    let request = SearchRequest { text: text(query, "q").to_owned(), limit: 50, ..SearchRequest::default() };
    let hits = store.search(&request).map_err(|e| e.to_string())?.hits;
    let found: Vec<String> = hits.iter().map(|hit| hit.row.url.as_str().to_owned()).collect();
    let place = |id: &Value| found.iter().position(|url| *url == address(id.as_str().unwrap_or_default()));
    let tiers: Vec<Vec<Option<usize>>> = list(query, "tiers").iter().map(|tier| tier_places(tier, place)).collect();
    if tiers.first().is_some_and(|first| first.contains(&None)) {
        return Err(format!("one of the first tier is not in {found:?}"));
    }
    let bounds = |tier: &[Option<usize>]| (tier.iter().flatten().min().copied(), tier.iter().flatten().max().copied());
    let mut last = None;
    for tier in &tiers {
        let (first, end) = bounds(tier);
        if first.is_some() && first < last {
            return Err(format!("a later tier comes before an earlier one in {found:?}"));
        }
        last = end.max(last);
    }
    match list(query, "must_not").iter().find(|id| place(id).is_some()) {
        Some(id) => Err(format!("{id} must not be in {found:?}")),
        None => Ok(()),
    }
}

fn list(value: &Value, key: &str) -> Vec<Value> {
    value.get(key).and_then(Value::as_array).cloned().unwrap_or_default()
}

fn tier_places(tier: &Value, place: impl Fn(&Value) -> Option<usize>) -> Vec<Option<usize>> {
    tier.as_array().cloned().unwrap_or_default().iter().map(place).collect()
}
