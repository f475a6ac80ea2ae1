//! Searches through the whole archive, in memory: import, index, ask.

use std::sync::Arc;

use crate::model::{
    Block, Draft, Filter, Fit, FixedClock, HitOrder, Imprint, Loose, Moment, Offline, Order, QueryMistake, SectionId,
    SourceId,
};
use crate::store::*;

mod fitting;
mod indexed;
mod naming;
mod patterns;

const NOW: Timestamp = Timestamp(1_749_963_600);

/// An archive of articles given as (address, title, body), all published a day ago.
fn archive(articles: &[(&str, &str, &str)]) -> Store {
    let store = Store::in_memory(Arc::new(FixedClock(NOW))).unwrap();
    let records: Vec<ExchangeRecord> = articles.iter().map(|(path, title, body)| record(path, title, body)).collect();
    store.import(&records).unwrap();
    assert_eq!(store.pump_index(1000).unwrap(), 0);
    store
}

fn record(path: &str, title: &str, body: &str) -> ExchangeRecord {
    let draft = Draft {
        title: Some(title.into()),
        published: Some(Moment::exact(Timestamp(NOW.0 - 86_400))),
        body: vec![Block::paragraph(body)],
        ..Draft::default()
    };
    ExchangeRecord {
        url: format!("https://bao.example.vn/{path}"),
        section: "cong-doan".into(),
        draft,
        ..ExchangeRecord::default()
    }
}

/// Stores what a refresh read at an address.
fn save(store: &Store, url: &CanonicalUrl, draft: &Draft) {
    let (source, section) = (SourceId("bao.example.vn".into()), SectionId("x".into()));
    let incoming = Incoming {
        source: &source,
        section: &section,
        url,
        listed_as: None,
        draft,
        offline: Offline::Full,
        fetched: NOW,
        html: None,
        etag: None,
        last_modified: None,
        parts: &[],
        again: None,
    };
    store.save(&[incoming]).unwrap();
}

fn ask(store: &Store, text: &str, typing: bool) -> Hits {
    store.search(&SearchRequest { text: text.into(), typing, limit: 50, ..SearchRequest::default() }).unwrap()
}

fn found(store: &Store, text: &str) -> Vec<String> {
    names(&ask(store, text, false))
}

fn names(hits: &Hits) -> Vec<String> {
    hits.hits.iter().map(|hit| hit.row.url.as_str().rsplit('/').next().unwrap().to_owned()).collect()
}

#[test]
fn the_exact_spelling_comes_first_then_the_letters_then_the_rest() {
    let store =
        archive(&[("c", "Luong tang", ""), ("b", "Lượng khách", ""), ("a", "Lương tăng", ""), ("d", "Khác", "")]);
    assert_eq!(found(&store, "lương"), ["a", "b", "c"]);
    assert_eq!(found(&store, "luong").len(), 3);
}

#[test]
fn both_spellings_of_i_and_y_are_found_after_the_exact_one() {
    let store = archive(&[("a", "Kĩ năng nghề", ""), ("b", "Kỹ năng nghề", ""), ("c", "Kỳ nghỉ, năng lực", "")]);
    assert_eq!(found(&store, "kỹ năng")[..2], ["b", "a"]);
}

#[test]
fn words_side_by_side_come_before_words_apart_and_the_title_before_the_body() {
    let store = archive(&[
        ("apart", "An toàn cho xã, bảo vệ hội, hiểm họa", ""),
        ("body", "Tin", "Nói về bảo hiểm xã hội một lần."),
        ("title", "Bảo hiểm xã hội một lần", ""),
    ]);
    assert_eq!(found(&store, "bảo hiểm xã hội"), ["title", "body", "apart"]);
}

#[test]
fn no_phrase_reaches_from_the_title_into_the_body() {
    let store = archive(&[("a", "Tin công", "đoàn xe")]);
    assert_eq!(found(&store, "\"công đoàn\""), Vec::<String>::new());
}

#[test]
fn the_number_of_a_document_is_found_as_one_word() {
    let store = archive(&[("a", "Nghị định 38/2022/NĐ-CP", ""), ("b", "Ngày 38 năm 2022 NĐ CP", "")]);
    assert_eq!(found(&store, "vb:38/2022/nd-cp"), ["a"]);
}

#[test]
fn a_word_that_is_still_typed_finds_what_begins_so() {
    let store = archive(&[("a", "Người lao động", ""), ("b", "Lao công", "")]);
    assert_eq!(names(&ask(&store, "lao đô", true)), ["a"]);
    assert_eq!(names(&ask(&store, "lao d", true)), ["a"]);
    assert_eq!(names(&ask(&store, "lao d", false)), Vec::<String>::new());
}

#[test]
fn what_is_taken_away_or_filtered_is_not_there() {
    let store = archive(&[("a", "Lương tăng", ""), ("b", "Lương thưởng", "")]);
    let other = ExchangeRecord { source: "khac.vn".into(), ..record("c", "Lương khác", "") };
    store.import(&[other]).unwrap();
    store.pump_index(10).unwrap();
    assert_eq!(found(&store, "lương -thưởng nguồn:bao"), ["a"]);
    assert_eq!(found(&store, "lương -nguồn:bao"), ["c"]);
    assert_eq!(found(&store, "tăng OR thưởng").len(), 2);
    assert_eq!(found(&store, "lương mục:\"công đoàn\"").len(), 3);
    assert_eq!(found(&store, "lương mục:khác").len(), 0);
    assert_eq!(found(&store, "lương từ:2025-06-14").len(), 3);
    assert_eq!(found(&store, "lương hôm nay").len(), 0);
    assert_eq!(found(&store, "7 ngày").len(), 3);
}

#[test]
fn marks_of_the_reader_filter_as_they_are_now() {
    let store = archive(&[("a", "Lương tăng", ""), ("b", "Lương thưởng", "")]);
    let id = ask(&store, "thưởng", false).hits[0].row.id;
    store.mark(&[id], crate::model::RowMark::Read).unwrap();
    store.mark(&[id], crate::model::RowMark::Starred).unwrap();
    assert_eq!(found(&store, "lương chưa đọc"), ["a"]);
    assert_eq!(found(&store, "lương đánh dấu"), ["b"]);
    assert_eq!(found(&store, "chưa đọc"), ["a"]);
}

#[test]
fn authors_are_found_by_their_field_only() {
    let store = archive(&[("a", "Tin", "")]);
    let mut by = record("b", "Tin", "");
    by.draft.author = Some("Hòa An".into());
    store.import(&[by]).unwrap();
    store.pump_index(10).unwrap();
    assert_eq!(found(&store, "tác giả:\"hoà an\""), ["b"]);
    assert_eq!(found(&store, "hoà"), Vec::<String>::new());
}

#[test]
fn a_changed_article_is_found_by_its_new_words_only() {
    let store = archive(&[("a", "Cũ", "chữ")]);
    let url = CanonicalUrl::parse("https://bao.example.vn/a").unwrap();
    let draft = Draft { title: Some("Mới".into()), body: vec![Block::paragraph("khác")], ..Draft::default() };
    save(&store, &url, &draft);
    assert_eq!(ask(&store, "mới", false).behind, 1);
    assert_eq!(store.pump_index(10).unwrap(), 0);
    assert_eq!((found(&store, "mới").len(), found(&store, "cũ").len(), found(&store, "chữ").len()), (1, 0, 0));
}

#[test]
fn a_hit_shows_where_it_hit() {
    let store = archive(&[("a", "Cuộc đình công", "Công nhân đình công từ sáng.")]);
    let hits = ask(&store, "đình công", false);
    let hit = &hits.hits[0];
    assert_eq!(hits.total, 1);
    assert_eq!(hit.title_marks.iter().map(|(a, b)| &hit.row.title[*a..*b]).collect::<Vec<_>>(), ["đình công"]);
    assert_eq!(hit.marks.iter().map(|(a, b)| &hit.snippet[*a..*b]).collect::<Vec<_>>(), ["đình công"]);
}

#[test]
fn the_raw_keys_are_another_reading() {
    let store = archive(&[("a", "Windows cho công đoàn", "")]);
    let request = SearchRequest {
        text: "ưindow".into(),
        alternatives: vec!["windows".into()],
        limit: 9,
        ..SearchRequest::default()
    };
    assert_eq!(names(&store.search(&request).unwrap()), ["a"]);
}

#[test]
fn a_mistake_is_told_with_its_place() {
    let store = archive(&[("a", "Lương", "")]);
    let found = ask(&store, "lương từ:mai", false);
    let told: Vec<_> = found.complaints.iter().map(|complaint| (complaint.kind, complaint.at)).collect();
    assert_eq!((found.hits.len(), told), (1, vec![(QueryMistake::BadDate, 7)]));
}

fn split(hits: &Hits) -> (Vec<String>, Vec<String>) {
    let of = |fit: Fit| {
        let hits = Hits { hits: hits.hits.iter().filter(|hit| hit.fit == fit).cloned().collect(), ..Hits::default() };
        names(&hits)
    };
    (of(Fit::Exact), of(Fit::Loose))
}

#[test]
fn an_abbreviation_is_found_by_its_words_after_the_literal_hits() {
    let store = archive(&[("short", "Nợ BHXH", ""), ("long", "Nợ bảo hiểm xã hội", "")]);
    let fits = |text: &str| {
        let hits = ask(&store, text, false);
        names(&hits).into_iter().zip(hits.hits.iter().map(|hit| hit.fit)).collect::<Vec<_>>()
    };
    let pair = |one: &str, other: &str| vec![(one.to_owned(), Fit::Exact), (other.to_owned(), Fit::Synonym)];
    assert_eq!(fits("nợ BHXH"), pair("short", "long"));
    assert_eq!(fits("nợ bảo hiểm xã hội"), pair("long", "short"));
    assert_eq!(store.count_found("nợ BHXH").unwrap(), 1);
}

#[test]
fn where_nothing_is_found_the_nearest_words_of_the_archive_are_named() {
    let store = archive(&[("a", "Lương công nhân", "Nghỉ thai sản."), ("b", "Công nhân", "")]);
    let suggestion = |text: &str| ask(&store, text, false).suggestion;
    assert_eq!(suggestion("luowng công nhân").as_deref(), Some("lương công nhân"));
    assert_eq!(suggestion("cong nhna").as_deref(), Some("cong nhan"));
    assert_eq!(suggestion("lương"), None);
}

#[test]
fn the_short_and_long_forms_of_a_document_are_one_thing() {
    let store = archive(&[
        ("long", "Nghị định 38/2022/NĐ-CP về lương", ""),
        ("short", "Theo NĐ 38/2022", ""),
        ("bare", "Căn cứ 38/2022/NĐ-CP", ""),
        ("other", "Nghị định 39/2022/NĐ-CP", "Trang 38."),
    ]);
    for query in ["38/2022", "Nghị định 38/2022", "NĐ 38/2022"] {
        let mut found = found(&store, query);
        found.retain(|name| name != "other");
        found.sort();
        assert_eq!(found, ["bare", "long", "short"], "{query}");
    }
}

#[test]
fn an_address_is_never_marked() {
    let store = archive(&[("a", "Tin", "Xem https://bao.example.vn/luong/tang. Mức luong mới.")]);
    let hit = &ask(&store, "luong", false).hits[0];
    assert_eq!(hit.marks.iter().map(|(a, b)| &hit.snippet[*a..*b]).collect::<Vec<_>>(), ["luong"]);
    assert!(hit.marks[0].0 > hit.snippet.find("Mức").unwrap());
}

#[test]
fn words_near_each_other_are_found_in_either_order_and_within_their_marks() {
    let store = archive(&[
        ("near", "Tin", "Công nhân cả xưởng cùng nghỉ việc."),
        ("before", "Tin", "Nghỉ việc rồi, công nhân mới nhận tiền."),
        ("far", "Tin", "Công nhân một hai ba bốn năm sáu bảy tám chín nghỉ việc."),
        ("across", "Đông công nhân", "Nghi viec."),
    ]);
    let mut names = found(&store, "\"công nhân\" ~5 \"nghỉ việc\"");
    names.sort();
    assert_eq!(names, ["before", "near"]);
    assert_eq!(found(&store, "cong ~9 viec -\"mot hai\"").len(), 2);
    assert_eq!(store.count_found("xưởng ~1 nghỉ").unwrap(), 1);
    assert_eq!(store.count_found("xưởng ~0 nghỉ").unwrap(), 0);
    let hits = ask(&store, "\"công nhân\" ~5 \"nghỉ việc\"", false);
    let near = hits.hits.iter().find(|hit| hit.row.url.as_str().ends_with("near")).unwrap();
    let lit: Vec<&str> = near.marks.iter().map(|(a, b)| &near.snippet[*a..*b]).collect();
    assert_eq!(lit, ["Công nhân", "nghỉ việc"]);
}

#[test]
fn what_fits_in_one_of_several_ways_is_found_once_and_counted_once() {
    let store = archive(&[
        ("a", "Lương tháng", "Mức 38%."),
        ("b", "Thưởng tết", "Không."),
        ("c", "Nghỉ lễ", "Mức 40%."),
        ("d", "Khác", ""),
    ]);
    for (query, expected) in [
        ("(lương tháng) OR (thưởng tết)", vec!["a", "b"]),
        ("lương OR /\\d+%/", vec!["a", "c"]),
        ("(lương OR nghỉ) mức", vec!["a", "c"]),
        ("lương OR (nghỉ lễ) OR (lương tháng)", vec!["a", "c"]),
        ("tiêu đề:thưởng OR -mức", vec!["b", "d"]),
    ] {
        let hits = ask(&store, query, false);
        let mut names = names(&hits);
        names.sort();
        assert_eq!((names, hits.total), (expected.iter().map(|&n| n.to_owned()).collect(), expected.len()), "{query}");
        assert_eq!(store.count_found(query).unwrap(), expected.len(), "{query}");
    }
}

#[test]
fn tags_and_pictures_are_searched() {
    let draft = |title: &str, tags: &[&str], picture: Option<&str>| Draft {
        title: Some(title.into()),
        imprint: Imprint { tags: tags.iter().map(|&tag| tag.to_owned()).collect(), ..Imprint::default() },
        picture: picture.map(str::to_owned),
        body: vec![Block::paragraph("Chữ.")],
        ..Draft::default()
    };
    let store = archive(&[]);
    let url = |path: &str| CanonicalUrl::parse(&format!("https://bao.example.vn/{path}")).unwrap();
    save(&store, &url("a"), &draft("A", &["tai nạn lao động", "Hà Nội"], None));
    save(&store, &url("b"), &draft("B", &["lao động"], Some("https://bao.example.vn/b.jpg")));
    store.pump_index(10).unwrap();
    assert_eq!(found(&store, "thẻ:\"tai nạn\""), ["a"]);
    assert_eq!(found(&store, "tag:tai-nan-lao-dong"), ["a"]);
    assert!(found(&store, "thẻ:\"động hà\"").is_empty() && found(&store, "lao động").is_empty());
    assert_eq!((found(&store, "có ảnh"), found(&store, "-has:image")), (vec!["b".to_owned()], vec!["a".to_owned()]));
    save(&store, &url("a"), &draft("A", &["bảo hiểm"], None));
    store.pump_index(10).unwrap();
    assert_eq!((found(&store, "thẻ:\"bảo hiểm\""), found(&store, "thẻ:\"tai nạn\"").len()), (vec!["a".to_owned()], 0));
    assert_eq!(store.article(ArticleId(1)).unwrap().unwrap().imprint.tags, ["bảo hiểm"]);
}

#[test]
fn hits_come_newest_first_where_that_is_asked_and_exact_ones_still_before_loose_ones() {
    let store = archive(&[]);
    let dated = |path: &str, title: &str, days: i64| {
        let mut record = record(path, title, "");
        record.draft.published = Some(Moment::exact(Timestamp(NOW.0 - days * 86_400)));
        record
    };
    let records = [
        dated("old", "Lương", 9),
        dated("new", "Tin dài dòng về lương của công nhân", 1),
        dated("loose", "Luong", 0),
        dated("mid", "Thưởng lương", 5),
    ];
    store.import(&records).unwrap();
    store.pump_index(10).unwrap();
    let request =
        SearchRequest { text: "lương".into(), order: HitOrder::Newest, limit: 9, ..SearchRequest::default() };
    assert_eq!(names(&store.search(&request).unwrap()), ["new", "mid", "old", "loose"]);
    let both = SearchRequest { text: "thưởng OR lương".into(), ..request.clone() };
    assert_eq!(names(&store.search(&both).unwrap())[..3], ["new", "mid", "old"]);
    let narrow = Filter { since: Some(Timestamp(NOW.0 - 6 * 86_400)), ..Filter::default() };
    let narrowed = store.search(&SearchRequest { filter: narrow, ..request }).unwrap();
    assert_eq!((names(&narrowed)[..2].to_vec(), narrowed.total), (vec!["new".to_owned(), "mid".to_owned()], 2));
}

#[test]
fn a_word_without_marks_is_first_read_as_the_archive_mostly_has_it() {
    let mut articles =
        vec![("rare", "Lượng lượng lượng", "Lượng."), ("long", "Tin dài về mức lương của công nhân", "")];
    articles.extend([("x", "Khác", "Trả lương."), ("y", "Khác", "Nợ lương."), ("z", "Khác", "Tăng lương.")]);
    let store = archive(&articles);
    let names = found(&store, "luong");
    assert_eq!((names.len(), names[0].as_str(), names[4].as_str()), (5, "long", "rare"));
    assert_eq!(store.count_found("luong").unwrap(), 5);
}

#[test]
fn articles_that_tell_of_the_same_things_are_similar() {
    let store = archive(&[
        ("a", "Tai nạn lao động ở công trường", "Ba công nhân thiệt mạng, thanh tra điều tra nguyên nhân."),
        ("b", "Sập giàn giáo công trường", "Tai nạn lao động làm hai công nhân thiệt mạng; thanh tra vào cuộc."),
        ("c", "Bóng đá cuối tuần", "Đội nhà thắng đậm trên sân khách."),
        ("d", "Thưởng tết cho công nhân", "Doanh nghiệp công bố mức thưởng."),
    ]);
    let id = store.search(&SearchRequest { text: "giàn giáo".into(), limit: 1, ..SearchRequest::default() }).unwrap();
    let id = id.hits[0].row.id;
    assert_eq!(found(&store, &format!("giống:{id}")), ["a"]);
    assert_eq!(store.count_found(&format!("giống:{id}")).unwrap(), 1);
    assert_eq!(found(&store, &format!("giống:{id} hôm nay")), [""; 0]);
    assert_eq!(found(&store, "giống:999"), [""; 0]);
}

#[test]
fn what_was_opened_is_listed_by_the_time_of_reading() {
    let store = archive(&[("a", "A", ""), ("b", "B", ""), ("c", "C", "")]);
    store.note_opened(ArticleId(3)).unwrap();
    store.note_opened(ArticleId(1)).unwrap();
    store.note_opened(ArticleId(99)).unwrap();
    let inner = &store.inner;
    inner.connections.write(|c| Ok(c.execute("UPDATE opened SET at = at + 1 WHERE id = 1", [])?)).unwrap();
    let query = Query { order: Order::Opened, ..Query::default() };
    let rows = store.rows_at(&query, 0, 9).unwrap();
    assert_eq!((rows.rows.iter().map(|row| row.id.0).collect::<Vec<_>>(), rows.total), (vec![1, 3], 2));
    assert_eq!(store.counts().unwrap().opened, 2);
}

#[test]
fn a_search_with_nothing_to_index_looks_for_no_stories() {
    let line =
        |n: usize| (format!("a{n}"), format!("Tin {n}"), format!("Đoạn {n} đủ dài để thành một bài. ").repeat(20));
    let texts: Vec<_> = (0..130).map(line).collect();
    let articles: Vec<_> =
        texts.iter().map(|(path, title, body)| (path.as_str(), title.as_str(), body.as_str())).collect();
    let store = archive(&articles);
    store.pump_index(1000).unwrap();
    assert_eq!(store.settle_stories(1000).unwrap(), 30, "the first hundred were looked at when they were indexed");
}
