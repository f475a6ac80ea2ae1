//! What an index is made of, by field: `cargo run --release --example index_parts -- DATA_DIR`.

#![expect(clippy::print_stdout, reason = "an example says what it finds")]
#![expect(clippy::unwrap_used, reason = "a measurement may fail loudly")]
#![expect(clippy::cast_precision_loss, reason = "a share for the reader")]

use std::collections::BTreeMap;

fn main() {
    let home = std::env::args().nth(1).unwrap();
    let directory =
        std::fs::read_dir(&home).unwrap().map(|e| e.unwrap().path()).find(|p| p.join("meta.json").exists()).unwrap();
    let index = tantivy::Index::open_in_dir(directory).unwrap();
    let searcher = index.reader().unwrap().searcher();
    let usage = searcher.space_usage().unwrap();
    let mut parts: BTreeMap<(String, &str), u64> = BTreeMap::new();
    for segment in usage.segments() {
        for (name, part) in [
            ("terms", segment.termdict()),
            ("postings", segment.postings()),
            ("positions", segment.positions()),
            ("fast", segment.fast_fields()),
            ("norms", segment.fieldnorms()),
        ] {
            for used in part.fields() {
                let field = used.field_name().to_owned();
                *parts.entry((field, name)).or_default() += used.total().get_bytes();
            }
        }
        *parts.entry(("-".into(), "store")).or_default() += segment.store().total().get_bytes();
    }
    let all: u64 = parts.values().sum();
    println!("{} articles, {} segments, {all} bytes", searcher.num_docs(), usage.segments().len());
    for ((field, part), bytes) in parts {
        println!("{field:12} {part:10} {bytes:12} {:6.2} %", bytes as f64 * 100.0 / all as f64);
    }
}
