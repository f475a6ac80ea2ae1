//! Muting through the archive's own doors.

use std::sync::Arc;

use crate::model::{Block, Draft, Entry, FixedClock, Moment, Offline, Scope, SectionId, SourceId};
use crate::store::*;

const NOW: Timestamp = Timestamp(1_760_000_000);

fn muting(rules: &[&str]) -> Store {
    let store = Store::in_memory(Arc::new(FixedClock(NOW))).unwrap();
    store.set_mutes(&rules.iter().map(|r| (*r).to_owned()).collect::<Vec<_>>());
    store
}

fn entry(title: &str, path: &str) -> Entry {
    Entry {
        published: Some(Moment::exact(NOW)),
        summary: Some("Lời dẫn về giờ làm".to_owned()),
        ..Entry::new(title, CanonicalUrl::parse(&format!("https://bao.example.vn/{path}")).unwrap())
    }
}

fn listed(store: &Store, section: &str, items: &[Entry]) -> ListingOutcome {
    store.save_listing(&SourceId("bao.example.vn".into()), &SectionId(section.into()), items).unwrap()
}

fn titles(store: &Store, scope: Scope) -> Vec<String> {
    let query = Query { scope, ..Query::default() };
    store.rows(&query, Window { after: None, limit: 9 }).unwrap().rows.into_iter().map(|r| r.title).collect()
}

fn found(store: &Store, text: &str) -> usize {
    while store.pump_index(100).unwrap() > 0 {}
    store.search(&SearchRequest { text: text.into(), limit: 9, ..SearchRequest::default() }).unwrap().hits.len()
}

#[test]
fn what_a_rule_finds_is_kept_but_in_no_list_no_count_and_never_fetched() {
    let store = muting(&["tiêu đề:\"xổ số\""]);
    let listed = listed(&store, "doi-song", &[entry("Kết quả xổ số hôm nay", "a"), entry("Thợ mỏ họp", "b")]);
    assert_eq!((listed.new.len(), listed.muted, listed.wanted.len()), (1, 1, 1));
    assert_eq!(titles(&store, Scope::All), ["Thợ mỏ họp"]);
    assert_eq!(titles(&store, Scope::Muted), ["Kết quả xổ số hôm nay"]);
    let counts = store.counts().unwrap();
    assert_eq!((counts.total, counts.unread, counts.muted), (1, 1, 1));
    assert_eq!(counts.sections.len(), 1);
    assert_eq!(store.wanted(None, 9, Patience::Waits).unwrap().len(), 1);
    assert!(store.check(Repair::Name).unwrap().is_empty());
}

#[test]
fn a_search_leaves_out_what_is_muted_unless_it_asks_for_it() {
    let store = muting(&["xổ số"]);
    listed(&store, "doi-song", &[entry("Kết quả xổ số hôm nay", "a"), entry("Bán xổ số dạo", "b")]);
    store.set_mutes(&["\"kết quả\"".to_owned()]);
    assert_eq!(store.settle_mutes(&|| false).unwrap(), 1);
    assert_eq!((found(&store, "xổ số"), found(&store, "xổ số is:muted"), found(&store, "đã ẩn")), (1, 1, 1));
}

#[test]
fn a_rule_taken_away_brings_its_articles_back_unread_and_in_every_section() {
    let store = muting(&["xổ số"]);
    listed(&store, "doi-song", &[entry("Kết quả xổ số", "a")]);
    listed(&store, "tin-moi", &[entry("Kết quả xổ số", "a")]);
    store.settle_mutes(&|| false).unwrap();
    store.set_mutes(&[]);
    assert_eq!(store.settle_mutes(&|| false).unwrap(), 1);
    let counts = store.counts().unwrap();
    assert_eq!((counts.total, counts.unread, counts.muted, counts.sections.len()), (1, 1, 0, 2));
    assert_eq!(store.wanted(None, 9, Patience::Waits).unwrap().len(), 1);
    assert_eq!(found(&store, "xổ số"), 1);
    assert!(store.check(Repair::Name).unwrap().is_empty());
}

#[test]
fn a_new_rule_holds_for_what_is_there_but_never_for_what_is_starred() {
    let store = muting(&[]);
    let both = listed(&store, "doi-song", &[entry("Xổ số một", "a"), entry("Xổ số hai", "b")]);
    store.mark(&both.new[..1], crate::model::RowMark::Starred).unwrap();
    store.set_mutes(&["xo so".to_owned()]);
    assert_eq!(store.settle_mutes(&|| false).unwrap(), 1);
    assert_eq!(store.settle_mutes(&|| false).unwrap(), 0, "done once");
    assert_eq!(titles(&store, Scope::All), ["Xổ số một"]);
    store.mark(&both.new, crate::model::RowMark::Starred).unwrap();
    assert_eq!((titles(&store, Scope::All).len(), store.counts().unwrap().muted), (2, 0));
}

#[test]
fn rules_look_at_source_section_byline_and_leave_out_words_taken_away() {
    let fits = |rule: &str| {
        let store = muting(&[rule]);
        let mut item = entry("Giải bóng đá công nhân", "a");
        item.author = Some("Minh Khôi".into());
        listed(&store, "the-thao", &[item]).muted == 1
    };
    for rule in [
        "nguồn:bao.example mục:the-thao",
        "tác giả:khôi",
        "bong da",
        "\"bóng đá\" -tennis",
        "cờ OR bóng",
        "\"giờ làm\"",
    ] {
        assert!(fits(rule), "{rule}");
    }
    for rule in ["nguồn:khac bóng", "bông đá", "bóng -\"công nhân\"", "tiêu đề:\"giờ làm\"", "đến:2001 bóng"]
    {
        assert!(!fits(rule), "{rule}");
    }
}

#[test]
fn an_article_that_its_page_shows_to_be_meant_is_muted_then() {
    let store = muting(&["tiêu đề:\"xổ số\""]);
    let item = entry("Tin", "a");
    listed(&store, "doi-song", std::slice::from_ref(&item));
    let draft = Draft { title: Some("Xổ số".into()), body: vec![Block::paragraph("Chữ.")], ..Draft::default() };
    let (source, section) = (SourceId("bao.example.vn".into()), SectionId("doi-song".into()));
    let incoming = Incoming {
        source: &source,
        section: &section,
        url: &item.url,
        listed_as: None,
        draft: &draft,
        offline: Offline::Full,
        fetched: NOW,
        html: None,
        etag: None,
        last_modified: None,
        parts: &[],
        again: None,
    };
    let stored = store.save_all(&Saving { articles: vec![incoming], ..Saving::default() }).unwrap();
    assert_eq!((stored.muted, store.counts().unwrap().total), (1, 0));
}

#[test]
fn a_rule_that_makes_no_sense_is_told_with_its_place() {
    for rule in ["", "từ:hômkia", "chưa đọc", "is:muted", "a OR", "\"hở"] {
        assert!(!Store::mute_complaints(rule, NOW).is_empty(), "{rule}");
    }
    assert_eq!(Store::mute_complaints("tiêu đề:\"xổ số\" -\"trúng lớn\"", NOW), []);
}

#[test]
fn an_archive_of_each_older_step_comes_to_muting_whole() {
    for steps in 1..migrate::STEPS.len() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join(FILE_NAME);
        let mut old = rusqlite::Connection::open(&file).unwrap();
        connection::common(&old, 1_000).unwrap();
        migrate::migrate_with(&mut old, None, &migrate::STEPS[..steps]).unwrap();
        old.execute_batch(
            "INSERT INTO articles (url, source, section, title, seen, sort) VALUES ('https://a.vn/1', 'a.vn', 's', 'Xổ số', 5, 5);
             INSERT INTO lists (source, section) VALUES ('a.vn', ''), ('a.vn', 's');
             INSERT INTO members (list, sort, id, unread, starred) SELECT id, 5, 1, 1, 0 FROM lists WHERE id > 0;",
        )
        .unwrap();
        drop(old);
        let store = Store::open(home.path(), Arc::new(FixedClock(NOW))).unwrap();
        assert_eq!((store.counts().unwrap().total, store.counts().unwrap().muted), (1, 0), "from step {steps}");
        store.set_mutes(&["xổ số".to_owned()]);
        assert_eq!(store.settle_mutes(&|| false).unwrap(), 1);
        assert_eq!((store.counts().unwrap().total, store.counts().unwrap().muted), (0, 1), "from step {steps}");
        assert!(store.check(Repair::Name).unwrap().is_empty());
    }
}

#[test]
fn a_repair_leaves_what_is_muted_muted() {
    let store = muting(&["xổ số"]);
    listed(&store, "doi-song", &[entry("Xổ số", "a"), entry("Thợ mỏ", "b")]);
    store.write(|c| Ok(c.execute_batch("DELETE FROM members")?)).unwrap();
    assert!(!store.check(Repair::Mend).unwrap().is_empty());
    assert!(store.check(Repair::Name).unwrap().is_empty());
    assert_eq!((store.counts().unwrap().total, store.counts().unwrap().muted), (1, 1));
}

#[test]
fn a_rule_that_asks_what_the_user_did_with_an_article_is_refused_and_mutes_nothing() {
    for rule in ["nhãn:tết", "có ghi chú", "xổ số -ghi chú:x", "is:unread", "đánh dấu"] {
        let kinds: Vec<_> = Store::mute_complaints(rule, NOW).into_iter().map(|complaint| complaint.kind).collect();
        assert_eq!(kinds, [crate::model::QueryMistake::RuleOfMarks], "{rule}");
        let store = muting(&[rule]);
        assert_eq!(listed(&store, "doi-song", &[entry("Thợ mỏ họp", "b")]).muted, 0, "{rule}");
    }
}
