//! What counts as a correction by the newspaper, what is kept of the version before it, and what is no correction.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::article::{Evidence, Field};
use crate::model::{
    ArticleId, Block, CanonicalUrl, Draft, Entry, Extent, FeedText, Filter, FindingKind, FixedClock, Moment, Offline,
    Query, Revision, SectionId, SourceId, Summary, Timestamp, Window,
};
use crate::store::{Again, Change, Failing, Incoming, ListOrder, ListWalk, Saving, SectionVisit, Store};

const NOW: Timestamp = Timestamp(1_760_000_000);

fn memory() -> Store {
    Store::in_memory(Arc::new(FixedClock(NOW))).unwrap()
}

fn places() -> (SourceId, SectionId) {
    (SourceId("bao.example".into()), SectionId("tin".into()))
}

fn url(path: &str) -> CanonicalUrl {
    CanonicalUrl::parse(&format!("https://bao.example/{path}")).unwrap()
}

/// An article as its page said it first.
fn first() -> Draft {
    Draft {
        title: Some("Thợ xưởng gốm ngừng việc".into()),
        sapo: Some("Hơn 1.500 thợ ngừng việc từ sáng sớm.".into()),
        author: Some("Minh Đức".into()),
        published: Moment::parse_iso("2025-10-08T07:15:00+07:00"),
        body: vec![Block::paragraph("Lò nung tắt lửa lúc bảy giờ.")],
        ..Draft::default()
    }
}

fn save(store: &Store, draft: &Draft, again: Option<&Draft>) -> (ArticleId, Change) {
    let (source, section) = places();
    let incoming = Incoming {
        source: &source,
        section: &section,
        url: &url("a"),
        listed_as: None,
        draft,
        offline: Offline::Full,
        fetched: NOW,
        html: None,
        etag: None,
        last_modified: None,
        parts: &[],
        again,
    };
    store.save(&[incoming]).unwrap().remove(0)
}

/// What becomes of the article where its page now says `new`, and its earlier versions.
fn after(new: &Draft, again: Option<&Draft>) -> (Change, Vec<Revision>) {
    let store = memory();
    let (id, _) = save(&store, &first(), None);
    let (_, change) = save(&store, new, again);
    assert_eq!(store.article(id).unwrap().unwrap().row.edited, change == Change::Edited);
    (change, store.revisions(id).unwrap())
}

#[test]
fn a_lead_a_byline_or_a_date_alone_that_was_corrected_is_told_with_what_stood_there() {
    let corrected = [
        Draft { sapo: Some("Gần 900 thợ ngừng việc từ sáng sớm.".into()), ..first() },
        Draft { author: Some("Văn Nam".into()), ..first() },
        Draft { published: Moment::parse_iso("2025-10-07T21:05:00+07:00"), ..first() },
        Draft { title: Some("Thợ xưởng gốm tạm nghỉ".into()), ..first() },
    ];
    for new in corrected {
        let (change, earlier) = after(&new, None);
        assert_eq!((change, earlier.len()), (Change::Edited, 1), "{new:?}");
        let (old, was) = (&earlier[0], first());
        let heads = (Some(old.title.clone()), old.sapo.clone(), old.author.clone(), old.published);
        assert_eq!(heads, (was.title, was.sapo, was.author, was.published));
    }
}

#[test]
fn what_is_only_read_otherwise_is_no_correction() {
    let spaced = Draft { sapo: Some("Hơn 1.500 thợ  ngừng việc từ sáng sớm. ".into()), ..first() };
    let by_rule = Draft {
        sapo: Some("Một đoạn khác mà luật khác lấy làm sapo.".into()),
        by: BTreeMap::from([(Field::Sapo, Evidence::Rule)]),
        ..first()
    };
    // The clock of the page, or the time of the change.
    let later = Draft { published: Some(Moment::exact(Timestamp(NOW.0 + 7_200))), ..first() };
    let nearly = Draft { published: Moment::parse_iso("2025-10-08T07:40:00+07:00"), ..first() };
    for new in [first(), spaced, by_rule, later, nearly] {
        assert_eq!(after(&new, None), (Change::Same, Vec::new()), "{new:?}");
    }
}

#[test]
fn a_page_that_new_rules_read_otherwise_was_not_edited_and_is_stored_as_they_read_it() {
    let caption = Block::Picture { url: "https://bao.example/lo.jpg".into(), caption: "Lò gốm".into() };
    let reread = Draft { body: vec![first().body[0].clone(), caption], ..first() };
    assert_eq!(after(&reread, Some(&reread)), (Change::Same, Vec::new()));
    let store = memory();
    let (id, _) = save(&store, &first(), None);
    save(&store, &reread, Some(&reread));
    assert_eq!(store.article(id).unwrap().unwrap().body, reread.body);
}

#[test]
fn of_a_page_that_was_edited_and_is_read_by_new_rules_only_the_edit_is_told() {
    let caption = Block::Picture { url: "https://bao.example/lo.jpg".into(), caption: "Lò gốm".into() };
    let reread = Draft { body: vec![first().body[0].clone(), caption.clone()], ..first() };
    let edited = Draft { body: vec![Block::paragraph("Lò nung tắt lửa lúc tám giờ."), caption], ..first() };
    let (change, earlier) = after(&edited, Some(&reread));
    assert_eq!((change, earlier.len()), (Change::Edited, 1));
    assert_eq!(earlier[0].body, reread.body, "the caption stood there before");
}

#[test]
fn what_has_no_date_and_may_be_of_any_age_is_in_no_span_of_time() {
    let (store, (source, section)) = (memory(), places());
    let dated = Entry {
        published: Some(Moment::exact(Timestamp(1_700_000_000))),
        ..Entry::new("Tin có ngày".to_owned(), url("a"))
    };
    let items = [dated, Entry::new("Tin không ngày".to_owned(), url("b"))];
    let walk = Some(ListWalk { since: None, next: None, order: ListOrder::Loose });
    let visit = SectionVisit { source: &source, section: &section, items: Some(&items), state: None, walk };
    store.save_all(&Saving { sections: vec![visit], ..Saving::default() }).unwrap();
    store.pump_index(10).unwrap();
    let titles = |rows: Vec<Summary>| rows.into_iter().map(|row| row.title).collect::<Vec<_>>();
    let span = |since: Option<i64>, until: Option<i64>| {
        let filter = Filter { since: since.map(Timestamp), until: until.map(Timestamp), ..Filter::default() };
        let page = store.rows(&Query { filter, ..Query::default() }, Window { after: None, limit: 9 }).unwrap();
        assert_eq!(page.total, page.rows.len());
        titles(page.rows)
    };
    assert_eq!(span(None, None).len(), 2);
    for narrow in [span(None, Some(NOW.0)), span(Some(1), None), span(Some(1), Some(NOW.0))] {
        assert_eq!(narrow, ["Tin có ngày"]);
    }
    assert_eq!(titles(store.all_found("đến:2030").unwrap()), ["Tin có ngày"]);
}

#[test]
fn a_stored_article_whose_page_is_gone_is_told_each_time_it_is_asked_for() {
    let store = memory();
    let (id, _) = save(&store, &first(), None);
    let failing = Failing { id, state: Offline::Gone, trouble: "gone: no such page", again: Again::Later };
    let gone = || store.save_all(&Saving { failures: vec![failing], ..Saving::default() }).unwrap().gone;
    assert_eq!(gone(), [(id, places().0)]);
    assert_eq!(gone(), [(id, places().0)]);
    let is_removed = || store.article(id).unwrap().unwrap().row.removed;
    assert!(is_removed());
    let reread = Draft { author: Some("Thu An".into()), ..first() };
    save(&store, &reread, Some(&reread));
    assert!(is_removed(), "the stored page was read, not the site asked");
}

#[test]
fn what_was_gone_before_anybody_could_read_it_does_not_count_as_read() {
    let (store, (source, section)) = (memory(), places());
    let (read, _) = save(&store, &first(), None);
    store.mark(&[read], crate::model::RowMark::Read).unwrap();
    store.save_listing(&source, &section, &[Entry::new("Tin đã mất".to_owned(), url("b"))]).unwrap();
    let id = store.id_of(&url("b")).unwrap().unwrap();
    let failing = Failing { id, state: Offline::Gone, trouble: "gone: no such page", again: Again::Later };
    store.save_all(&Saving { failures: vec![failing], ..Saving::default() }).unwrap();
    store.pump_index(10).unwrap();
    let filter = Filter { read: true, ..Filter::default() };
    let page = store.rows(&Query { filter, ..Query::default() }, Window { after: None, limit: 9 }).unwrap();
    let ids = |rows: Vec<Summary>| rows.into_iter().map(|row| row.id).collect::<Vec<_>>();
    assert_eq!((page.total, ids(page.rows)), (1, vec![read]));
    assert_eq!(ids(store.all_found("đã đọc").unwrap()), [read]);
}

#[test]
fn a_text_from_a_feed_that_names_no_author_says_that_the_page_was_not_asked() {
    let (store, (source, section)) = (memory(), places());
    let text = FeedText {
        extent: Extent::Whole,
        sapo: None,
        body: vec![Block::paragraph("Lò nung tắt lửa lúc bảy giờ.")],
        source_line: None,
    };
    let item = |path: &str, author: Option<&str>| Entry {
        text: Some(text.clone()),
        author: author.map(str::to_owned),
        ..Entry::new(format!("Tin {path}"), url(path))
    };
    let items = [item("a", None), item("b", Some("Minh Đức"))];
    let visit = SectionVisit { source: &source, section: &section, items: Some(&items), state: None, walk: None };
    store.save_all(&Saving { sections: vec![visit], ..Saving::default() }).unwrap();
    let told = |path: &str| {
        let id = store.id_of(&url(path)).unwrap().unwrap();
        let article = store.article(id).unwrap().unwrap();
        (article.author, article.provenance.findings.iter().any(|finding| finding.is(FindingKind::NoAuthor)))
    };
    assert_eq!(told("a"), (None, true));
    assert_eq!(told("b"), (Some("Minh Đức".to_owned()), false));
}
