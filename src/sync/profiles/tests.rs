//! What a refresh keeps of what it learnt, and when it learns again.

use super::*;
use crate::model::Finding;
use crate::model::{Block, Entry, Field, FixedClock, Offline, Rich};
use crate::store::{Incoming, ListPage, PackedPage};

/// Seconds UTC; after all invented pages.
const NOW: i64 = 1_760_000_000;

fn page(n: usize) -> String {
    let text: String = (0..5)
        .map(|p| {
            format!("<p>Ở phân xưởng {n}{p}, tổ trưởng cho biết ca đêm đã bớt hai giờ và bữa ăn có thêm canh nóng.</p>")
        })
        .collect();
    format!(
        "<html><body><div><a href=\"/\">Trang chủ</a></div><div><h1>Phân xưởng số {n} ký thỏa ước mới</h1>\
         <span>Thứ Hai, 0{}/06/2025 08:1{n}</span><div>{text}</div></div></body></html>",
        n + 1
    )
}

fn archive() -> (Store, SourceId) {
    let store = Store::in_memory(Arc::new(FixedClock(Timestamp(NOW)))).unwrap();
    let source = SourceId("congdoan.tinh.example.vn".to_owned());
    for n in 0..4 {
        let url = CanonicalUrl::parse(&format!("https://congdoan.tinh.example.vn/bai-{n}0001.html")).unwrap();
        let html = page(n);
        let body = vec![Block::Paragraph(Rich::plain(format!("Ở phân xưởng {n}, ca đêm đã bớt hai giờ.")))];
        let draft =
            Draft { title: Some(format!("Phân xưởng số {n} ký thỏa ước mới")), body, ..Draft::default() };
        let packed = PackedPage::of(html.as_bytes());
        let incoming = Incoming {
            source: &source,
            section: &SectionId("tin".to_owned()),
            url: &url,
            listed_as: None,
            draft: &draft,
            offline: Offline::Full,
            fetched: Timestamp(NOW),
            html: packed.as_ref(),
            etag: None,
            last_modified: None,
            parts: &[],
            again: None,
        };
        store.save(&[incoming]).unwrap();
    }
    assert_eq!(stored_pages(&store, &source).unwrap().len(), 4);
    (store, source)
}

fn fit(source: &SourceId, misses: usize, hits: usize) -> BTreeMap<SourceId, ProfileFit> {
    let mut fit = ProfileFit::default();
    for _ in 0..hits {
        fit.note(&Draft::default());
    }
    for _ in 0..misses {
        fit.note(&Draft { findings: vec![Finding::new(FindingKind::LearnedMissed)], ..Draft::default() });
    }
    BTreeMap::from([(source.clone(), fit)])
}

#[test]
fn a_source_without_rules_is_learnt_from_its_stored_pages_when_a_refresh_ends() {
    let (store, source) = archive();
    let catalog = Catalog::default();
    assert!(settle(&store, &catalog, &fit(&source, 0, 1), Timestamp(NOW + 1)).unwrap().is_empty());
    let profiles = Profiles::load(&store);
    let url = CanonicalUrl::parse("https://congdoan.tinh.example.vn/bai-90001.html").unwrap();
    let learned = profiles.of_page(&url, &catalog).expect("a profile is kept");
    let html = page(7);
    let page = Source { bytes: html.as_bytes(), charset: None, url: &url, now: Timestamp(NOW) };
    let draft = crate::extract::article(page, Knowledge { catalog: &catalog, rules: true, learned: Some(learned) });
    assert_eq!(draft.by.get(&Field::Title), Some(&Evidence::Learned));
}

#[test]
fn pages_that_disagree_running_are_drift_and_it_is_learnt_again() {
    let (store, source) = archive();
    let catalog = Catalog::default();
    settle(&store, &catalog, &fit(&source, 0, 1), Timestamp(NOW + 1)).unwrap();
    assert!(settle(&store, &catalog, &fit(&source, 3, 0), Timestamp(NOW + 2)).unwrap().is_empty());
    assert!(drifted(&store).unwrap().is_empty());
    assert_eq!(settle(&store, &catalog, &fit(&source, 2, 0), Timestamp(NOW + 3)).unwrap().len(), 1);
    assert_eq!(drifted(&store).unwrap(), [(source.clone(), Changed::Articles, Timestamp(NOW + 3))]);
    assert!(settle(&store, &catalog, &fit(&source, 4, 0), Timestamp(NOW + 4)).unwrap().is_empty());
}

#[test]
fn one_page_that_agrees_begins_the_count_anew() {
    let (store, source) = archive();
    let catalog = Catalog::default();
    settle(&store, &catalog, &fit(&source, 0, 1), Timestamp(NOW + 1)).unwrap();
    settle(&store, &catalog, &fit(&source, 4, 0), Timestamp(NOW + 2)).unwrap();
    assert!(settle(&store, &catalog, &fit(&source, 4, 1), Timestamp(NOW + 3)).unwrap().is_empty());
}

/// A category page; `class` is the make of its cards.
fn list_page(section: usize, class: &str) -> String {
    let cards: String = (0..12)
        .map(|n| {
            format!(
                "<div class=\"{class}\"><h3><a href=\"/tin-{section}-{n}-10{section}{n}.html\">Phân xưởng số {section}{n} của nhà \
                 máy mở lớp dạy nghề mới</a></h3><p>Lớp thứ {n} có ba mươi công nhân theo học trong hai tháng liền.</p></div>"
            )
        })
        .collect();
    format!("<html><body><h1>Chuyên mục {section}</h1><div class=\"danh-sach\">{cards}</div></body></html>")
}

fn keep_lists(store: &Store, source: &SourceId, class: &str, at: i64) {
    let pages: Vec<ListPage> = (1..=3)
        .map(|section| ListPage {
            source: source.clone(),
            section: SectionId(format!("muc-{section}")),
            url: CanonicalUrl::parse(&format!("https://congdoan.tinh.example.vn/muc-{section}")).unwrap(),
            fetched: Timestamp(at),
            html: PackedPage::of(list_page(section, class).as_bytes()).unwrap(),
        })
        .collect();
    store.keep_list_pages(&pages).unwrap();
}

/// How the lists of a refresh did: some read by what was learnt, some without.
fn list_fit(source: &SourceId, learned: usize, generic: usize) -> BTreeMap<SourceId, ProfileFit> {
    let listing = |by: Evidence| {
        let item = |n: usize| {
            let url = CanonicalUrl::parse(&format!("https://congdoan.tinh.example.vn/tin-{n}.html")).unwrap();
            Entry::new(format!("Tin số {n}"), url)
        };
        Listing { by, items: (0..6).map(item).collect(), ..Listing::default() }
    };
    let mut fit = ProfileFit::default();
    fit.note_fresh_list();
    (0..learned).for_each(|_| fit.note_list(&listing(Evidence::Learned)));
    (0..generic).for_each(|_| fit.note_list(&listing(Evidence::Generic)));
    BTreeMap::from([(source.clone(), fit)])
}

fn item_rules(store: &Store, source: &SourceId) -> Vec<String> {
    learnt(store, source).unwrap().unwrap_or_default().listing.item
}

#[test]
fn the_lists_of_a_source_without_rules_are_learnt_from_kept_category_pages() {
    let (store, source) = archive();
    keep_lists(&store, &source, "the-tin", NOW);
    assert!(settle(&store, &Catalog::default(), &list_fit(&source, 0, 3), Timestamp(NOW + 1)).unwrap().is_empty());
    assert_eq!(item_rules(&store, &source), ["div.the-tin"]);
    assert!(drifted(&store).unwrap().is_empty());
}

#[test]
fn lists_that_disagree_running_are_drift_and_are_learnt_again_from_the_newest_pages() {
    let (store, source) = archive();
    let catalog = Catalog::default();
    keep_lists(&store, &source, "the-tin", NOW);
    settle(&store, &catalog, &list_fit(&source, 0, 3), Timestamp(NOW + 1)).unwrap();
    keep_lists(&store, &source, "o-bai", NOW + 2);
    assert!(settle(&store, &catalog, &list_fit(&source, 0, 3), Timestamp(NOW + 2)).unwrap().is_empty());
    assert_eq!(
        settle(&store, &catalog, &list_fit(&source, 0, 3), Timestamp(NOW + 3)).unwrap(),
        std::slice::from_ref(&source)
    );
    assert_eq!(item_rules(&store, &source), ["div.o-bai"]);
    assert_eq!(drifted(&store).unwrap(), [(source, Changed::Lists, Timestamp(NOW + 3))]);
}

#[test]
fn sections_of_another_make_beside_one_that_agrees_are_no_drift() {
    let (store, source) = archive();
    let catalog = Catalog::default();
    keep_lists(&store, &source, "the-tin", NOW);
    settle(&store, &catalog, &list_fit(&source, 0, 3), Timestamp(NOW + 1)).unwrap();
    for at in 2..6 {
        assert!(settle(&store, &catalog, &list_fit(&source, 1, 4), Timestamp(NOW + at)).unwrap().is_empty());
    }
}

#[test]
fn lists_that_teach_again_what_is_known_have_not_changed() {
    let (store, source) = archive();
    let catalog = Catalog::default();
    keep_lists(&store, &source, "the-tin", NOW);
    settle(&store, &catalog, &list_fit(&source, 0, 3), Timestamp(NOW + 1)).unwrap();
    assert!(settle(&store, &catalog, &list_fit(&source, 0, 6), Timestamp(NOW + 2)).unwrap().is_empty());
    assert!(drifted(&store).unwrap().is_empty());
}

#[test]
fn lists_which_the_rules_of_a_source_find_no_more_are_drift_and_are_learnt() {
    let (store, source) = archive();
    let mut site = crate::sources::Site { id: source.0.clone(), ..crate::sources::Site::default() };
    site.listing = crate::sources::ListingRules { item: vec!["li.cu".to_owned()], ..Default::default() }.into();
    let catalog = Catalog { sites: vec![site], ..Catalog::default() };
    keep_lists(&store, &source, "o-bai", NOW);
    assert!(settle(&store, &catalog, &list_fit(&source, 0, 4), Timestamp(NOW + 1)).unwrap().is_empty());
    assert_eq!(
        settle(&store, &catalog, &list_fit(&source, 0, 1), Timestamp(NOW + 2)).unwrap(),
        std::slice::from_ref(&source)
    );
    assert_eq!(item_rules(&store, &source), ["div.o-bai"]);
}
