//! Wikis that tell news: what they list, and their pages.

use super::{Knowledge, Source, article, listing};
use crate::model::{CanonicalUrl, Draft, Evidence, Listing, Timestamp};
use crate::sources::Catalog;

const TITLE: &str = "Thợ hồ Cồn Sậy có nhà tắm nước nóng ở công trường";

const TEXT: &str = "Từ đầu tháng, công trường ở Cồn Sậy có hai nhà tắm nước nóng cho thợ hồ, dùng được cả sáng lẫn tối. Tiền điện do nhà \
    thầu trả, còn tổ thợ cắt cử người dọn dẹp mỗi ngày.";

fn knowledge(catalog: &Catalog, rules: bool) -> Knowledge<'_> {
    Knowledge { catalog, rules, learned: None }
}

fn source<'a>(page: &'a str, url: &'a CanonicalUrl) -> Source<'a> {
    Source { bytes: page.as_bytes(), charset: Some("utf-8"), url, now: Timestamp(1_790_000_000) }
}

fn read(page: &str, url: &str, rules: bool) -> Draft {
    article(source(page, &CanonicalUrl::parse(url).unwrap()), knowledge(&Catalog::default(), rules))
}

fn list(page: &str, url: &str) -> Listing {
    listing(source(page, &CanonicalUrl::parse(url).unwrap()), knowledge(&Catalog::default(), true))
}

/// A page of `DokuWiki` around a content.
fn dokuwiki(id: &str, inside: &str) -> String {
    format!(
        "<html><head><meta name=\"generator\" content=\"DokuWiki\"><title>{id} [Góc Thợ Cồn Sậy]</title></head><body><header>\
         <h1><a href=\"/doku.php?id=start\"><span>Góc Thợ Cồn Sậy</span></a></h1><div class=\"breadcrumbs\">Đã xem: \
         <a class=\"breadcrumbs\" href=\"/doku.php?id={id}\">{id}</a></div></header><main id=\"dokuwiki__content\">\
         <div class=\"pageId\"><span>{id}</span></div><div class=\"page group\">{inside}</div>\
         <div class=\"docInfo\">tin/a.txt · Sửa đổi lần cuối: 2026/08/20 08:15 bởi lan</div></main></body></html>"
    )
}

#[test]
fn a_page_of_dokuwiki_is_called_by_its_own_heading_and_not_by_the_site_with_rules_and_without() {
    let text = format!("<div class=\"level1\"><p>{TEXT}</p><p>Bữa nay {TEXT}</p><p>Tới Tết, {TEXT}</p></div>");
    let page = dokuwiki("tin:nha-tam", &format!("<h1 class=\"sectionedit1\">{TITLE}</h1>{text}"));
    let long = dokuwiki("tin:nha-tam-nuoc-nong", &format!("<h1 class=\"sectionedit1\">{TITLE}</h1>{text}"));
    for (rules, id, page) in
        [true, false].iter().flat_map(|rules| [(rules, "nha-tam", &page), (rules, "nha-tam-nuoc-nong", &long)])
    {
        let draft = read(page, &format!("https://goc.example/doku.php?id=tin:{id}"), *rules);
        assert_eq!((draft.title.as_deref(), draft.body.len()), (Some(TITLE), 3), "rules: {rules}, {id}");
        assert_eq!((draft.published, draft.imprint.category), (None, None), "rules: {rules}, {id}");
    }
    let draft = read(&page, "https://goc.example/doku.php?id=tin:nha-tam", true);
    assert_eq!(draft.updated.map(|at| at.to_string()).as_deref(), Some("2026-08-20T08:15:00+07:00"));
}

#[test]
fn the_pages_that_a_page_of_dokuwiki_lists_are_its_items() {
    let item = |n: usize| {
        format!(
            "<li class=\"level1\"><div class=\"li\"> <a href=\"/doku.php?id=tin:bai-{n}\" class=\"wikilink1\" title=\"tin:bai-{n}\">{TITLE}, \
             đợt {n}</a></div></li>"
        )
    };
    let items: String = (1..=5).map(item).collect();
    let page = dokuwiki("tin", &format!("<h1>Tin việc làm</h1><div class=\"level1\"><ul>{items}</ul></div>"));
    let found = list(&page, "https://goc.example/doku.php?id=tin");
    assert_eq!((found.items.len(), found.by), (5, Evidence::Family("dokuwiki".to_owned())));
    assert_eq!(found.items[0].url.as_str(), "https://goc.example/doku.php?id=tin:bai-1");
}

#[test]
fn the_list_of_new_pages_of_mediawiki_leads_to_the_pages_and_not_to_the_form_that_they_had_first() {
    let item = |n: usize| {
        format!(
            "<li data-mw-revid=\"{n}\"><a href=\"/index.php?title=Tin_{n}&amp;oldid={n}\"><span class=\"mw-newpages-time\">08:15, ngày {n} \
             tháng 8 năm 2026</span></a> <a href=\"/index.php/Tin_{n}\" class=\"mw-newpages-pagename\">{TITLE}, đợt {n}</a></li>"
        )
    };
    let items: String = (11..=15).map(item).collect();
    let page = format!(
        "<html><head><meta name=\"generator\" content=\"MediaWiki 1.39.17\"><title>Trang mới</title></head>\
         <body class=\"mediawiki mw-special-Newpages\"><h1 id=\"firstHeading\">Trang mới</h1><div id=\"mw-content-text\"><ul>{items}</ul></div></body></html>"
    );
    let found = list(&page, "https://goc.example/index.php/Trang_moi");
    let first = &found.items[0];
    assert_eq!((found.items.len(), first.url.as_str()), (5, "https://goc.example/index.php/Tin_11"));
    assert_eq!(first.published.map(|at| at.to_string()).as_deref(), Some("2026-08-11T08:15:00+07:00"));
}
