//! Patterns in the query language, through the archive's own doors.

use std::sync::Arc;

use crate::model::{Block, Draft, Filter, FixedClock, Moment, QueryMistake};
use crate::store::*;

const NOW: Timestamp = Timestamp(1_749_963_600);

fn archive(articles: &[(&str, &str)]) -> Store {
    let store = Store::in_memory(Arc::new(FixedClock(NOW))).unwrap();
    let record = |(at, (title, body)): (usize, &(&str, &str))| ExchangeRecord {
        url: format!("https://bao.example.vn/{at}"),
        section: "cong-doan".into(),
        draft: Draft {
            title: Some((*title).into()),
            author: Some("Minh Khôi".into()),
            published: Some(Moment::exact(Timestamp(NOW.0 - 86_400))),
            body: vec![Block::paragraph("Mở đầu."), Block::paragraph(*body)],
            ..Draft::default()
        },
        ..ExchangeRecord::default()
    };
    let records: Vec<ExchangeRecord> = articles.iter().enumerate().map(record).collect();
    store.import(&records).unwrap();
    while store.pump_index(100_000).unwrap() > 0 {}
    store
}

fn ask(store: &Store, text: &str) -> Hits {
    store.search(&SearchRequest { text: text.into(), limit: 50, ..SearchRequest::default() }).unwrap()
}

fn titles(store: &Store, text: &str) -> Vec<String> {
    let mut titles: Vec<String> = ask(store, text).hits.into_iter().map(|hit| hit.row.title).collect();
    titles.sort();
    titles
}

fn three() -> Store {
    archive(&[
        ("Nghị định 38/2022/NĐ-CP", "Mức lương vùng I là 4.680.000 đồng."),
        ("Nghị định 74/2024/NĐ-CP", "Mức lương vùng I là 4.960.000 đồng."),
        ("Lương công nhân", "Không có số nào."),
    ])
}

#[test]
fn a_pattern_alone_is_looked_for_in_title_and_text() {
    let store = three();
    assert_eq!(titles(&store, r"/\d\.\d{3}\.000 đồng/").len(), 2);
    assert_eq!(titles(&store, r"/^Lương/"), ["Lương công nhân"]);
    assert_eq!(titles(&store, r"/^lương/i"), ["Lương công nhân"]);
    assert!(titles(&store, r"/^luong/i").is_empty(), "marks count as written");
}

#[test]
fn a_pattern_narrows_what_the_words_find_and_may_be_taken_away_or_bound_to_a_field() {
    let store = three();
    assert_eq!(titles(&store, r"lương /4\.9\d0/"), ["Nghị định 74/2024/NĐ-CP"]);
    assert_eq!(titles(&store, r"lương -/\d\.\d{3}/"), ["Lương công nhân"]);
    assert_eq!(titles(&store, r"tiêu đề:/20(22|23)/"), ["Nghị định 38/2022/NĐ-CP"]);
    assert!(titles(&store, r"tiêu đề:/4\.680/").is_empty());
    assert_eq!(titles(&store, r"tác giả:/^Minh/ số").len(), 1);
}

#[test]
fn what_a_pattern_found_is_shown_and_marked() {
    let store = three();
    let hits = ask(&store, r"/4\.9\d0\.000/").hits;
    let (from, to) = hits[0].marks[0];
    assert_eq!(&hits[0].snippet[from..to], "4.960.000");
    let hits = ask(&store, r"tiêu đề:/74.2024/").hits;
    let (from, to) = hits[0].title_marks[0];
    assert_eq!(&hits[0].row.title[from..to], "74/2024");
}

#[test]
fn a_bad_pattern_is_told_with_its_place_while_the_words_are_searched() {
    let store = three();
    for (text, kind, about) in
        [("lương /(a/", QueryMistake::BadPattern, "unclosed group"), ("lương /chưa", QueryMistake::OpenPattern, "")]
    {
        let complaint = ask(&store, text).complaints.remove(0);
        assert_eq!((complaint.kind, complaint.at, complaint.about.contains(about)), (kind, 7, true), "{complaint:?}");
    }
    assert_eq!(ask(&store, "lương /(a/").hits.len(), 3);
}

#[test]
fn a_mute_rule_and_a_kept_search_may_be_a_pattern() {
    let store = three();
    assert_eq!(store.count_found(r"/\d\.\d{3}/").unwrap(), 2);
    store.set_mutes(&[r"tiêu đề:/^Nghị định \d+/".to_owned()]);
    assert_eq!(store.settle_mutes(&|| false).unwrap(), 2);
}

#[test]
fn a_list_is_narrowed_by_a_pattern_of_its_titles() {
    let store = three();
    let with = |title: &str| {
        let filter = Filter { title: Some(title.into()), ..Filter::default() };
        let query = Query { filter, ..Query::default() };
        store.rows(&query, Window { after: None, limit: 9 }).unwrap().total
    };
    assert_eq!((with("/^Nghị/"), with("/'|công nhân$/"), with("/(/")), (2, 1, 3));
}

#[test]
fn how_many_articles_are_looked_at_is_bounded_told_and_can_be_stopped() {
    let many: Vec<(&str, &str)> = (0..=PATTERN_ARTICLES).map(|_| ("Tin", "Chữ")).collect();
    let store = archive(&many);
    let complaint = ask(&store, "/không có/").complaints.remove(0);
    assert_eq!((complaint.kind, complaint.about.as_str()), (QueryMistake::PatternNewest, "10000"));
    let request = SearchRequest { text: "/không có/".into(), limit: 50, ..SearchRequest::default() };
    assert_eq!(store.search_until(&request, &|| true).unwrap(), None);
}

#[test]
fn the_rows_alone_are_those_of_the_hits_whatever_is_asked() {
    let store = three();
    let first = store.search(&SearchRequest { text: "lương".into(), limit: 1, ..SearchRequest::default() }).unwrap();
    store.mark(&[first.hits[0].row.id], crate::model::RowMark::Read).unwrap();
    store.mark(&[first.hits[0].row.id], crate::model::RowMark::Starred).unwrap();
    for text in ["lương", "lương is:unread", "is:starred", "(lương is:read) hoặc nghị định", r"lương /4\.9\d0/", "vắng"]
    {
        let mut rows: Vec<String> = store.all_found(text).unwrap().into_iter().map(|row| row.title).collect();
        rows.sort();
        assert_eq!(rows, titles(&store, text), "{text}");
    }
}
