//! The archive through its own doors, in memory and in a file.

use std::sync::Arc;

use super::*;
use crate::model::article::{Evidence, Field};
use crate::model::{
    Block, Cursor, Draft, Entry, Finding, FindingKind, FixedClock, Moment, Offline, Order, RowSide, Scope, SectionId,
    SourceId,
};

mod exchange;
mod handles;
mod labour;
mod mute;
const NOW: Timestamp = Timestamp(1_760_000_000);

fn memory() -> Store {
    Store::in_memory(Arc::new(FixedClock(NOW))).unwrap()
}

fn url(path: &str) -> CanonicalUrl {
    CanonicalUrl::parse(&format!("https://bao.example.vn/{path}")).unwrap()
}

fn names() -> (SourceId, SectionId) {
    (SourceId("bao.example.vn".into()), SectionId("cong-doan".into()))
}

fn entry(path: &str, at: i64) -> Entry {
    Entry { published: Some(Moment::exact(Timestamp(at))), ..Entry::new(format!("Tin {path}"), url(path)) }
}

fn draft(title: &str, text: &str) -> Draft {
    Draft { title: Some(title.into()), body: vec![Block::paragraph(text)], ..Draft::default() }
}

fn save(store: &Store, path: &str, listed_as: Option<&str>, draft: &Draft) -> (ArticleId, Change) {
    let (source, section) = names();
    let listed = listed_as.map(url);
    let page = PackedPage::of(b"<html>trang</html>");
    let incoming = Incoming {
        source: &source,
        section: &section,
        url: &url(path),
        listed_as: listed.as_ref(),
        draft,
        offline: Offline::Full,
        fetched: NOW,
        html: page.as_ref(),
        etag: None,
        last_modified: None,
        parts: &[],
        again: None,
    };
    store.save(&[incoming]).unwrap().remove(0)
}

fn list(store: &Store, query: &Query) -> Vec<String> {
    let rows = store.rows(query, Window { after: None, limit: 100 }).unwrap();
    rows.rows.into_iter().map(|row| row.url.as_str().rsplit('/').next().unwrap().to_owned()).collect()
}

#[test]
fn a_listed_article_is_a_row_that_wants_its_body() {
    let store = memory();
    let (source, section) = names();
    let listed = store.save_listing(&source, &section, &[entry("a", 100), entry("b", 200)]).unwrap();
    assert_eq!((listed.new.len(), listed.wanted.len()), (2, 2));
    assert_eq!(list(&store, &Query::default()), ["b", "a"]);
    assert_eq!(store.wanted(None, 10, Patience::Waits).unwrap()[0].url, url("b"));
}

#[test]
fn an_article_listed_again_is_not_new_and_with_a_body_not_wanted() {
    let store = memory();
    let (source, section) = names();
    store.save_listing(&source, &section, &[entry("a", 100)]).unwrap();
    save(&store, "a", None, &draft("A", "chữ"));
    let again = store.save_listing(&source, &section, &[entry("a", 100)]).unwrap();
    assert_eq!(again, ListingOutcome::default());
}

#[test]
fn a_newer_date_on_a_listing_asks_for_the_body_once_more_and_once_only() {
    let store = memory();
    let (source, section) = names();
    store.save_listing(&source, &section, &[entry("a", 100)]).unwrap();
    save(&store, "a", None, &draft("A", "chữ"));
    assert_eq!(store.save_listing(&source, &section, &[entry("a", 300)]).unwrap().wanted.len(), 1);
    save(&store, "a", None, &draft("A", "chữ"));
    assert_eq!(store.save_listing(&source, &section, &[entry("a", 300)]).unwrap().wanted.len(), 0);
}

#[test]
fn two_addresses_of_one_article_are_one_row() {
    let store = memory();
    let (source, section) = names();
    store.save_listing(&source, &section, &[entry("short", 100)]).unwrap();
    let short = store.id_of(&url("short")).unwrap().unwrap();
    let (id, change) = save(&store, "whole-address", Some("short"), &draft("A", "chữ"));
    assert_eq!((id, change), (short, Change::New));
    assert_eq!(store.id_of(&url("whole-address")).unwrap(), Some(id));
    assert_eq!(store.id_of(&url("short")).unwrap(), Some(id));
    assert_eq!(store.article(id).unwrap().unwrap().row.url, url("whole-address"));
}

#[test]
fn two_rows_that_turn_out_to_be_one_article_are_merged_with_their_marks() {
    let store = memory();
    let (source, section) = names();
    let other = SectionId("viec-lam".into());
    store.save_listing(&source, &section, &[entry("a", 100)]).unwrap();
    store.save_listing(&source, &other, &[entry("b", 100)]).unwrap();
    let b = store.id_of(&url("b")).unwrap().unwrap();
    store.mark(&[b], crate::model::RowMark::Starred).unwrap();
    let (id, _) = save(&store, "a", Some("b"), &draft("Tin b", "chữ"));
    assert_eq!(store.id_of(&url("b")).unwrap(), Some(id));
    let counts = store.counts().unwrap();
    assert_eq!((counts.total, counts.starred), (1, 1));
    assert_eq!(counts.sections[&(source, other)], (1, 1));
}

#[test]
fn an_address_that_now_leads_to_another_article_is_gone_and_not_merged() {
    let store = memory();
    let (source, section) = names();
    store.save_listing(&source, &section, &[entry("a", 100), entry("b", 100)]).unwrap();
    let (id, _) = save(&store, "a", Some("b"), &draft("Khám sức khỏe cho thợ may", "chữ"));
    let b = store.id_of(&url("b")).unwrap().unwrap();
    assert_ne!(b, id);
    assert_eq!(store.article(b).unwrap().unwrap().row.offline, Offline::Gone);
}

#[test]
fn an_article_in_two_sections_is_in_both_lists_and_counted_once() {
    let store = memory();
    let (source, section) = names();
    let other = SectionId("viec-lam".into());
    store.save_listing(&source, &section, &[entry("a", 100)]).unwrap();
    store.save_listing(&source, &other, &[entry("a", 100)]).unwrap();
    for section in [&section, &other] {
        let query = Query { scope: Scope::Section(source.clone(), section.clone()), ..Query::default() };
        assert_eq!(list(&store, &query), ["a"]);
    }
    let counts = store.counts().unwrap();
    assert_eq!((counts.total, counts.sources[&source]), (1, (1, 1)));
    assert_eq!(store.rows(&Query::default(), Window { after: None, limit: 1 }).unwrap().rows[0].section, section);
}

#[test]
fn an_edited_body_replaces_the_old_one_and_is_marked() {
    let store = memory();
    let (id, _) = save(&store, "a", None, &draft("A", "bản một"));
    assert_eq!(save(&store, "a", None, &draft("A", "bản một")).1, Change::Same);
    assert_eq!(save(&store, "a", None, &draft("A", "bản hai")).1, Change::Edited);
    let article = store.article(id).unwrap().unwrap();
    assert!(article.row.edited);
    assert_eq!(article.body, [Block::paragraph("bản hai")]);
    assert_eq!(
        store.read(|c| Ok(c.query_row("SELECT count(*) FROM revisions", [], |r| r.get::<_, i64>(0))?)).unwrap(),
        1
    );
}

#[test]
fn only_so_many_earlier_bodies_are_kept() {
    let store = memory();
    for version in 0..MAX_REVISIONS + 3 {
        save(&store, "a", None, &draft("A", &format!("bản {version}")));
    }
    let kept: u32 = store.read(|c| Ok(c.query_row("SELECT count(*) FROM revisions", [], |r| r.get(0))?)).unwrap();
    assert_eq!(kept, MAX_REVISIONS);
}

#[test]
fn an_empty_draft_never_takes_a_stored_body_away() {
    let store = memory();
    let (id, _) = save(&store, "a", None, &draft("A", "bản một"));
    save(&store, "a", None, &Draft::default());
    let article = store.article(id).unwrap().unwrap();
    assert_eq!((article.row.title.as_str(), article.body.len()), ("A", 1));
}

#[test]
fn a_failure_is_told_and_tried_again_later_but_a_gone_page_is_not() {
    let store = memory();
    let (source, section) = names();
    let listed = store.save_listing(&source, &section, &[entry("a", 100), entry("b", 200)]).unwrap();
    store.save_failure(listed.new[0], Offline::Failed, "không trả lời").unwrap();
    store.save_failure(listed.new[1], Offline::Gone, "404").unwrap();
    assert_eq!(store.wanted(None, 10, Patience::Waits).unwrap(), []);
    let article = store.article(listed.new[0]).unwrap().unwrap();
    assert_eq!((article.row.offline, article.provenance.trouble.as_deref()), (Offline::Failed, Some("không trả lời")));
    let wants: i64 = store.read(|c| Ok(c.query_row("SELECT sum(want) FROM articles", [], |r| r.get(0))?)).unwrap();
    assert_eq!(wants, 1);
}

#[test]
fn a_failure_leaves_a_stored_body_readable() {
    let store = memory();
    let (id, _) = save(&store, "a", None, &draft("A", "chữ"));
    store.save_failure(id, Offline::Gone, "404").unwrap();
    let article = store.article(id).unwrap().unwrap();
    assert_eq!((article.row.offline, article.body.len()), (Offline::Full, 1));
}

#[test]
fn pages_of_a_list_follow_each_other_without_gap_or_double() {
    let store = memory();
    let (source, section) = names();
    let items: Vec<Entry> = (0..25).map(|n| entry(&format!("{n}"), 100 + n / 5)).collect();
    store.save_listing(&source, &section, &items).unwrap();
    for order in [Order::Newest, Order::Oldest] {
        let query = Query { order, ..Query::default() };
        let (mut after, mut seen): (Option<Cursor>, Vec<ArticleId>) = (None, Vec::new());
        loop {
            let page = store.rows(&query, Window { after, limit: 7 }).unwrap();
            assert_eq!(page.total, 25);
            seen.extend(page.rows.iter().map(|row| row.id));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let whole = store.rows(&query, Window { after: None, limit: 100 }).unwrap();
        assert_eq!(seen, whole.rows.iter().map(|row| row.id).collect::<Vec<_>>());
        assert_eq!(seen.len(), 25);
    }
}

#[test]
fn marks_move_the_counters() {
    let store = memory();
    let (source, section) = names();
    let ids = store.save_listing(&source, &section, &[entry("a", 1), entry("b", 2), entry("c", 3)]).unwrap().new;
    assert_eq!(store.mark(&ids[..2], crate::model::RowMark::Read).unwrap(), &ids[..2]);
    assert_eq!(store.mark(&ids, crate::model::RowMark::Read).unwrap(), &ids[2..]);
    store.mark(&ids[..1], crate::model::RowMark::Unread).unwrap();
    store.mark(&ids[..2], crate::model::RowMark::Starred).unwrap();
    let counts = store.counts().unwrap();
    assert_eq!((counts.total, counts.unread, counts.starred), (3, 1, 2));
    assert_eq!(counts.sections[&(source.clone(), section.clone())], (3, 1));
    let mut query = Query::default();
    (query.filter.unread, query.filter.starred) = (true, true);
    let rows = store.rows(&query, Window { after: None, limit: 9 }).unwrap();
    assert_eq!((rows.total, rows.rows[0].id), (1, ids[0]));
    assert_eq!(store.set_read_all(&Query::default()).unwrap(), &ids[..1]);
    assert_eq!(store.counts().unwrap().unread, 0);
}

#[test]
fn filters_by_date_picture_and_title_hold_together() {
    let store = memory();
    let (source, section) = names();
    let mut items = vec![entry("a", 100), entry("b", 200), entry("c", 300)];
    items[1].title = "Đình công ở nhà máy".into();
    items[1].picture = Some("https://bao.example.vn/b.jpg".into());
    store.save_listing(&source, &section, &items).unwrap();
    let with = |change: fn(&mut crate::model::Filter)| {
        let mut query = Query::default();
        change(&mut query.filter);
        let rows = store.rows(&query, Window { after: None, limit: 9 }).unwrap();
        assert_eq!(rows.total, rows.rows.len());
        list(&store, &query)
    };
    assert_eq!(with(|f| f.since = Some(Timestamp(200))), ["c", "b"]);
    assert_eq!(with(|f| f.until = Some(Timestamp(200))), ["a"]);
    assert_eq!(with(|f| f.pictured = true), ["b"]);
    assert_eq!(with(|f| f.title = Some("đinh cong".into())), ["b"]);
    assert_eq!(with(|f| f.title = Some("tin".into())), ["c", "a"]);
    assert_eq!(with(|f| f.title = Some("x') OR ('1".into())), Vec::<String>::new());
}

#[test]
fn a_date_in_the_far_future_does_not_pin_a_row_to_the_top() {
    let store = memory();
    let (source, section) = names();
    store.save_listing(&source, &section, &[entry("2099", 4_070_000_000), entry("now", NOW.0 + 60)]).unwrap();
    assert_eq!(list(&store, &Query::default()), ["now", "2099"]);
}

#[test]
fn a_new_row_knows_what_its_listing_said_and_nothing_empty() {
    let store = memory();
    let (source, section) = names();
    let item = Entry {
        summary: Some("Lời dẫn".into()),
        picture: Some(String::new()),
        author: Some("Minh Khôi".into()),
        ..entry("a", 5)
    };
    let listed = store.save_listing(&source, &section, &[item]).unwrap();
    let article = store.article(listed.new[0]).unwrap().unwrap();
    assert_eq!((article.row.title.as_str(), article.row.teaser.as_deref()), ("Tin a", Some("Lời dẫn")));
    assert_eq!((article.author.as_deref(), article.row.pictured), (Some("Minh Khôi"), false));
    let counts = store.counts().unwrap();
    assert_eq!((counts.total, counts.unread, listed.wanted.len()), (1, 1, 1));
}

#[test]
fn settings_are_found_by_the_beginning_of_their_names() {
    let store = memory();
    for (name, value) in [("ui.theme", "dark"), ("ui.panes", "30 40"), ("index.name", "x"), ("uix", "y")] {
        store.set_setting(name, value).unwrap();
    }
    let found: Vec<_> = store.settings_beginning("ui.").unwrap().into_iter().collect();
    assert_eq!(found, [("panes", "30 40"), ("theme", "dark")].map(|(n, v)| (n.to_owned(), v.to_owned())));
}

#[test]
fn section_states_and_settings_come_back() {
    let store = memory();
    let (source, section) = names();
    assert_eq!(store.section_state(&source, &section).unwrap(), SectionState::default());
    let state = SectionState { etag: Some("e".into()), failures: 3, next_visit: Some(NOW), ..SectionState::default() };
    store.save_section_state(&source, &section, &state).unwrap();
    assert_eq!(store.section_state(&source, &section).unwrap(), state);
    assert_eq!(store.section_states().unwrap()[&(source, section)], state);
    store.set_setting("panes", "30").unwrap();
    store.set_setting("panes", "40").unwrap();
    assert_eq!(store.setting("panes").unwrap().as_deref(), Some("40"));
}

#[test]
fn pages_stay_within_their_budget_and_the_oldest_goes_first() {
    let store = memory();
    store.set_pages_budget(45).unwrap();
    let ids: Vec<ArticleId> = ["a", "b", "c"].map(|path| save(&store, path, None, &draft(path, "chữ")).0).into();
    assert_eq!(store.page(ids[0]).unwrap(), None);
    assert_eq!(store.page(ids[2]).unwrap().as_deref(), Some(&b"<html>trang</html>"[..]));
}

#[test]
fn earlier_versions_are_read_back_newest_first() {
    let store = memory();
    let (id, _) = save(&store, "/a", None, &draft("Một", "bản đầu"));
    assert_eq!(store.revisions(id).unwrap(), []);
    save(&store, "/a", None, &draft("Hai", "bản giữa"));
    save(&store, "/a", None, &draft("Ba", "bản cuối"));
    let earlier: Vec<_> = store.revisions(id).unwrap().into_iter().map(|version| version.title).collect();
    assert_eq!(earlier, ["Hai", "Một"]);
}

#[test]
fn beside_a_row_that_is_not_there_nothing_is_marked_and_beside_one_that_is_only_its_side() {
    let store = memory();
    for (path, title) in [("/a", "Ba"), ("/b", "Hai"), ("/c", "Một")] {
        save(&store, path, None, &draft(title, "chữ"));
    }
    for order in [Order::Title, Order::Source, Order::Newest] {
        let query = Query { order, ..Query::default() };
        let rows = store.rows(&query, Window { after: None, limit: 9 }).unwrap().rows;
        let middle = Cursor { at: rows[1].published.map_or(rows[1].seen, |moment| moment.at), id: rows[1].id };
        assert_eq!(store.set_read_beside(&query, middle, RowSide::Below).unwrap(), [rows[2].id], "{order:?}");
        assert_eq!(store.set_read_beside(&query, middle, RowSide::Above).unwrap(), [rows[0].id], "{order:?}");
        store.mark(&[rows[0].id, rows[2].id], crate::model::RowMark::Unread).unwrap();
        if !order.by_date() {
            let gone = Cursor { id: ArticleId(99), ..middle };
            assert_eq!(store.set_read_beside(&query, gone, RowSide::Below).unwrap(), [], "{order:?}");
        }
    }
}

#[test]
fn a_guess_of_the_page_never_replaces_the_date_of_the_feed_and_both_are_told() {
    let store = memory();
    let (source, section) = names();
    let feed = Moment::parse_iso("2026-11-20T08:15:00+07:00").unwrap();
    let item = Entry { published: Some(feed), dated_by: Evidence::Feed, ..entry("a", 0) };
    let id = store.save_listing(&source, &section, std::slice::from_ref(&item)).unwrap().new[0];
    let page = |day: &str, by: Evidence| {
        let mut draft = Draft { published: Moment::parse_iso(day), ..draft("Tin a", "Một đoạn văn.") };
        draft.by.insert(Field::Published, by);
        save(&store, "a", None, &draft);
        store.article(id).unwrap().unwrap()
    };
    let guessed = page("2025-12-16", Evidence::Line);
    assert_eq!((guessed.row.published, &guessed.provenance.by[&Field::Published]), (Some(feed), &Evidence::Feed));
    assert!(guessed.provenance.findings.iter().any(|finding| finding.is(FindingKind::DatesDisagree)));
    let marked = page("2026-11-20T08:20:00+07:00", Evidence::JsonLd);
    assert_eq!(marked.row.published.map(|moment| moment.to_string()).as_deref(), Some("2026-11-20T08:20:00+07:00"));
    store.save_listing(&source, &section, &[item]).unwrap();
    assert_eq!(store.article(id).unwrap().unwrap().row.published, marked.row.published);
}

#[test]
fn a_feed_that_comes_after_the_page_corrects_its_guess() {
    let store = memory();
    let (source, section) = names();
    let mut guessed = Draft { published: Moment::parse_iso("2025-12-16"), ..draft("Tin a", "Một đoạn văn.") };
    guessed.by.insert(Field::Published, Evidence::Address);
    let (id, _) = save(&store, "a", None, &guessed);
    let feed = Moment::parse_iso("2026-11-20T08:15:00+07:00");
    let item = Entry { published: feed, dated_by: Evidence::Feed, ..entry("a", 0) };
    store.save_listing(&source, &section, &[item]).unwrap();
    let article = store.article(id).unwrap().unwrap();
    assert_eq!((article.row.published, &article.provenance.by[&Field::Published]), (feed, &Evidence::Feed));
    assert!(article.provenance.findings.iter().any(|finding| finding.is(FindingKind::DatesDisagree)));
}
