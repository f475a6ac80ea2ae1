//! Tests of lists. The pages are invented; their markup has the shapes of real systems.

use super::super::{Knowledge, Source};
use super::*;
use crate::model::{Evidence, FindingKind, Moment};
use crate::sources::{Catalog, ListingRules, Site};

const NOW: Timestamp = Timestamp(1_760_000_000);

fn read_at(address: &str, html: &str, catalog: &Catalog) -> Listing {
    let url = CanonicalUrl::parse(address).unwrap();
    let source = Source { bytes: html.as_bytes(), charset: Some("utf-8"), url: &url, now: NOW };
    door(source, Knowledge { catalog, rules: true, learned: None })
}

fn generic(html: &str) -> Listing {
    read_at("https://bao.example.vn/cong-doan", html, &Catalog::default())
}

fn titles(listing: &Listing) -> Vec<&str> {
    listing.items.iter().map(|item| item.title.as_str()).collect()
}

/// A card with headline, picture and teaser.
fn card(n: usize) -> String {
    format!(
        "<div class=\"card\"><a href=\"/bai-so-{n}-ve-tho-may-10{n}.html\"><img data-src=\"/anh/{n}.jpg\" alt=\"ảnh minh họa bài\"></a>\
         <h3><a href=\"/bai-so-{n}-ve-tho-may-10{n}.html\">Bài số {n} kể chuyện thợ may ca đêm</a></h3>\
         <p class=\"sapo\">Mỗi đêm xưởng may thứ {n} sáng đèn đến gần sáng để kịp giao hàng.</p></div>"
    )
}

fn cards(numbers: std::ops::Range<usize>) -> String {
    numbers.map(card).collect()
}

#[test]
fn cards_give_title_address_teaser_and_picture() {
    let listing = generic(&format!("<body><div class=\"list\">{}</div></body>", cards(0..4)));
    assert_eq!(listing.items.len(), 4);
    let first = &listing.items[0];
    assert_eq!(first.title, "Bài số 0 kể chuyện thợ may ca đêm");
    assert_eq!(first.url.as_str(), "https://bao.example.vn/bai-so-0-ve-tho-may-100.html");
    assert_eq!(first.summary.as_deref(), Some("Mỗi đêm xưởng may thứ 0 sáng đèn đến gần sáng để kịp giao hàng."));
    assert_eq!(first.picture.as_deref(), Some("https://bao.example.vn/anh/0.jpg"));
    assert_eq!(listing.by, Evidence::Generic);
}

#[test]
fn menus_and_footers_are_not_the_list() {
    let menu = "<li><a href=\"/an-toan-ve-sinh-lao-dong\">An toàn vệ sinh lao động</a></li>".repeat(3);
    let listing = generic(&format!(
        "<body><nav><ul>{menu}</ul></nav><div>{}</div><div class=\"footer-links\">\
         <a href=\"/dieu-khoan-su-dung-trang-nay-123456.html\">Điều khoản sử dụng trang tin này</a></div></body>",
        cards(0..3)
    ));
    assert_eq!(listing.items.len(), 3);
}

#[test]
fn a_box_of_most_read_articles_falls_away_even_when_it_is_longer_than_the_list() {
    let hits: String = (5..15)
        .map(|n| {
            format!(
                "<li><a href=\"/bai-cu-so-{n}-rat-hay-20{n}.html\">Bài cũ số {n} vẫn được nhiều người xem lại</a></li>"
            )
        })
        .collect();
    let listing =
        generic(&format!("<body><div>{}</div><div><ul class=\"block_tophits\">{hits}</ul></div></body>", cards(0..2)));
    assert_eq!(listing.items.len(), 2);
}

#[test]
fn a_box_with_a_heading_of_interest_falls_away() {
    let list: String = (5..8)
        .map(|n| {
            format!(
                "<li><a href=\"/bai-cu-so-{n}-rat-hay-20{n}.html\">Bài cũ số {n} vẫn được nhiều người xem lại</a></li>"
            )
        })
        .collect();
    let listing = generic(&format!(
        "<body><div class=\"a\">{}</div><div class=\"b\"><h4>Đọc nhiều nhất</h4><ul>{list}</ul></div></body>",
        cards(0..3)
    ));
    assert_eq!(listing.items.len(), 3);
}

#[test]
fn the_narrow_column_of_a_grid_is_not_the_list() {
    let side: String = (5..8)
        .map(|n| {
            format!(
                "<p><a href=\"/thong-bao-so-{n}-cua-ban-20{n}.html\">Thông báo số {n} của ban thường vụ tỉnh</a></p>"
            )
        })
        .collect();
    let listing = generic(&format!(
        "<body><div class=\"row\"><div class=\"col-md-8\">{}</div><div class=\"col-md-4\">{side}</div></div></body>",
        cards(0..4)
    ));
    assert_eq!(listing.items.len(), 4);
}

#[test]
fn a_lead_with_its_list_beside_it_is_one_list() {
    let list: String = (5..9)
        .map(|n| {
            format!("<li><a href=\"/bai-nho-so-{n}-ve-luong-20{n}.html\">Bài nhỏ số {n} về tiền lương của thợ</a></li>")
        })
        .collect();
    let listing = generic(&format!(
        "<body><div class=\"row\"><div class=\"col-md-8\">{}</div><div class=\"col-md-4\"><ul>{list}</ul></div></div></body>",
        card(0)
    ));
    assert_eq!(listing.items.len(), 5);
}

#[test]
fn buttons_and_numbers_of_comments_are_no_headlines() {
    let post = |n: usize| {
        format!(
            "<article class=\"post\"><header><h2><a href=\"/2026/05/bai-so-{n}-ve-nha-tro\">Bài số {n} về nhà trọ công nhân</a></h2></header>\
             <p>Phòng trọ chín mét vuông cho bốn người, điện nước tính giá cao hơn nhà dân.</p>\
             <a class=\"more\" href=\"/2026/05/bai-so-{n}-ve-nha-tro\">Đọc tiếp Bài số {n} về nhà trọ công nhân</a>\
             <ul class=\"links\"><li class=\"comments\"><a href=\"/2026/05/bai-so-{n}-ve-nha-tro#comments\">1 bình luận</a></li>\
             <li><a href=\"/the/nha-o-xa-hoi\">Nhà ở xã hội</a></li></ul></article>"
        )
    };
    let listing = generic(&format!("<body><main>{}{}</main></body>", post(1), post(2)));
    assert_eq!(titles(&listing), ["Bài số 1 về nhà trọ công nhân", "Bài số 2 về nhà trọ công nhân"]);
}

#[test]
fn a_headline_cut_by_dots_is_made_whole_from_the_title_attribute() {
    let item = |n: usize| {
        format!(
            "<li><a href=\"/bai-{n}-rat-dai-ve-ca-dem-10{n}.html\" title=\"Bài {n} rất dài về ca đêm của thợ dệt\">Bài {n} rất dài về ca...</a></li>"
        )
    };
    let listing = generic(&format!("<body><ul>{}{}{}</ul></body>", item(1), item(2), item(3)));
    assert_eq!(listing.items[0].title, "Bài 1 rất dài về ca đêm của thợ dệt");
}

#[test]
fn a_number_label_and_a_date_in_brackets_are_not_part_of_a_headline() {
    let item = |n: usize| {
        format!(
            "<a class=\"show\" href=\"/bai-{n}-ve-bua-an-ca-10{n}.html\"><h4><span class=\"label\">{n}</span>&nbsp; Bài {n} về bữa ăn ca của thợ (01/07/2025)</h4></a>"
        )
    };
    let listing = generic(&format!("<body><div class=\"list-group\">{}{}</div></body>", item(1), item(2)));
    assert_eq!(titles(&listing), ["Bài 1 về bữa ăn ca của thợ", "Bài 2 về bữa ăn ca của thợ"]);
}

#[test]
fn the_related_link_inside_a_card_is_not_an_item() {
    let card = |n: usize| {
        format!(
            "<div class=\"item\"><h3 class=\"name\"><a href=\"/bai-{n}-ve-dinh-cong-o-xuong-10{n}.htm\">Bài {n} về đình công ở xưởng giày</a></h3>\
             <div class=\"rel\"><h4 class=\"rel-text\"><a href=\"/bai-cu-{n}-ve-thuong-luong-20{n}.htm\">Bài cũ {n} về thương lượng tập thể</a></h4></div></div>"
        )
    };
    let list: String = (0..5).map(card).collect();
    assert_eq!(generic(&format!("<body><div>{list}</div></body>")).items.len(), 5);
}

#[test]
fn one_article_with_the_addresses_of_two_sections_is_one_item() {
    let listing = generic(
        "<body><h3><a href=\"/tin-tuc/tang-luong-toi-thieu-vung-21.html\">Tăng lương tối thiểu vùng từ tháng bảy</a></h3>\
         <h3><a href=\"/tien-luong/tang-luong-toi-thieu-vung-21.html\">Tăng lương tối thiểu vùng từ tháng bảy</a></h3>\
         <h3><a href=\"/tin-tuc/nha-o-cho-tho-mo-22.html\">Nhà ở cho thợ mỏ vùng than</a></h3></body>",
    );
    assert_eq!(listing.items.len(), 2);
}

#[test]
fn links_to_other_houses_are_not_items() {
    let listing = generic(&format!(
        "<body><div>{}<div class=\"card\"><h3><a href=\"https://quangcao.example.com/mua-ngay-hom-nay-12345.html\">Mua ngay hôm nay để nhận quà lớn</a></h3></div></div></body>",
        cards(0..3)
    ));
    assert_eq!(listing.items.len(), 3);
}

#[test]
fn the_date_beside_a_headline_is_read() {
    let listing = generic(
        "<body><article><h2><a href=\"/bai-mot-ve-tai-nan-lao-dong-1001.html\">Bài một về tai nạn lao động</a></h2>\
         <time datetime=\"2025-06-05T08:30:00+07:00\">hôm nọ</time></article>\
         <article><h2><a href=\"/bai-hai-ve-tai-nan-lao-dong-1002.html\">Bài hai về tai nạn lao động</a></h2>\
         <span class=\"time\">05/06/2025 08:30</span></article></body>",
    );
    let wanted = Moment::parse_iso("2025-06-05T08:30:00+07:00");
    assert_eq!(listing.items[0].published, wanted);
    assert_eq!(listing.items[1].published.map(|m| m.at), wanted.map(|m| m.at));
}

#[test]
fn the_next_page_is_the_number_after_the_current_one() {
    let pages = "<ul class=\"pagination\"><li><a rel=\"prev next\" href=\"/cong-doan\">1</a></li>\
        <li class=\"active\"><a href=\"#\">2</a></li><li><a rel=\"next\" href=\"/cong-doan/page-3\">3</a></li>\
        <li><a rel=\"next\" href=\"/cong-doan/page-9\">9</a></li></ul>";
    let html = format!("<body><div>{}</div>{pages}</body>", cards(0..3));
    let listing = read_at("https://bao.example.vn/cong-doan/page-2", &html, &Catalog::default());
    assert_eq!(listing.next.as_ref().map(CanonicalUrl::as_str), Some("https://bao.example.vn/cong-doan/page-3"));
}

#[test]
fn a_word_for_the_next_page_is_found_in_a_pager_only() {
    let html = format!(
        "<body><a href=\"/khac\">Trang sau</a><div>{}</div><div class=\"pager\"><a href=\"/cong-doan?page=1\">Trang sau ›</a></div></body>",
        cards(0..3)
    );
    assert_eq!(generic(&html).next.as_ref().map(CanonicalUrl::as_str), Some("https://bao.example.vn/cong-doan?page=1"));
}

#[test]
fn an_arrow_of_any_make_leads_from_the_front_page_to_page_two_and_a_double_one_does_not() {
    for (arrow, last) in [("&rang;", "&Rang;"), ("&rsaquo;", "&raquo;"), ("❯", "❯❯"), ("►", "►|")] {
        let html = format!(
            "<body><ol>{}</ol><nav><ul><li>Trang 1 / 4</li><li><a href=\"/index2.html\">{arrow}</a></li>\
             <li><a href=\"/index4.html\">{last}</a></li></ul></nav></body>",
            cards(0..5)
        );
        let listing = read_at("https://bao.example.vn/", &html, &Catalog::default());
        let next = listing.next.as_ref().map(CanonicalUrl::as_str);
        assert_eq!(next, Some("https://bao.example.vn/index2.html"), "{arrow}");
    }
}

#[test]
fn announced_feeds_are_told() {
    let html = format!(
        "<head><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/rss/cong-doan.rss\"></head><body>{}</body>",
        cards(0..2)
    );
    assert_eq!(generic(&html).feeds[0].as_str(), "https://bao.example.vn/rss/cong-doan.rss");
}

#[test]
fn posts_that_wordpress_gives_as_json_are_told_before_its_feeds() {
    let told = |more: &str| {
        let html = format!(
            "<head><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/feed/\">\
             <link rel=\"https://api.w.org/\" href=\"https://bao.example.vn/wp-json/\">{more}</head><body>{}</body>",
            cards(0..2)
        );
        generic(&html).feeds.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let all = told("");
    assert!(all[0].starts_with("https://bao.example.vn/wp-json/wp/v2/posts?per_page=10&"), "{all:?}");
    assert_eq!(all[1], "https://bao.example.vn/feed/");
    let json =
        |path: &str| format!("<link rel=\"alternate\" type=\"application/json\" href=\"/wp-json/wp/v2/{path}\">");
    assert!(told(&json("categories/5"))[0].ends_with("&categories=5"));
    assert_eq!(told(&json("tags/5")), ["https://bao.example.vn/feed/"]);
}

#[test]
fn a_headline_that_leads_nowhere_is_told_apart() {
    let listing = generic(&format!(
        "<body><div>{}<div class=\"card\"><h3><a href=\"#\">Bài không có địa chỉ nào cả</a></h3></div></div></body>",
        cards(0..3)
    ));
    assert_eq!(listing.items.len(), 3);
    assert_eq!(listing.unaddressed, ["Bài không có địa chỉ nào cả"]);
}

fn with_rules(item: &str, title: &str) -> Catalog {
    let list = |css: &str| vec![css.to_owned()];
    let listing = ListingRules { item: list(item), title: list(title), link: list(title), ..ListingRules::default() };
    Catalog {
        sites: vec![Site { id: "bao.example.vn".to_owned(), listing: listing.into(), ..Site::default() }],
        ..Catalog::default()
    }
}

#[test]
fn the_rules_of_a_site_come_first() {
    let html = format!("<body><div>{}</div></body>", cards(0..4));
    let listing = read_at("https://bao.example.vn/x", &html, &with_rules(".card", "h3 a"));
    assert_eq!((listing.items.len(), listing.by), (4, Evidence::Rule));
}

#[test]
fn rules_that_find_nothing_are_told_and_the_generic_way_answers() {
    let html = format!("<body><div>{}</div></body>", cards(0..4));
    let listing = read_at("https://bao.example.vn/x", &html, &with_rules(".old", "h3 a"));
    assert_eq!((listing.items.len(), listing.by), (4, Evidence::Generic));
    assert!(listing.findings.iter().any(|f| f.is(FindingKind::RulesMissed)));
}

#[test]
fn rules_that_find_a_sliver_are_told_too() {
    let html = format!("<body><div>{}</div><div class=\"old\">{}</div></body>", cards(0..9), card(9));
    let listing = read_at("https://bao.example.vn/x", &html, &with_rules(".old", "h3 a"));
    assert_eq!(listing.by, Evidence::Generic);
}

#[test]
fn a_nav_of_a_card_that_says_read_on_makes_no_menu_of_its_headline() {
    let card = |n: usize| {
        format!(
            "<article><h2><a href=\"tin-so-{n}/\">Công nhân tổ {n} được nâng lương từ tháng sau</a></h2><p>Mở đầu của bài.</p>\
             <nav class=\"go\"><a href=\"tin-so-{n}/\">Tiếp tục đọc</a></nav></article>"
        )
    };
    let html = format!("<body><main>{}</main></body>", (1..=6).map(card).collect::<String>());
    assert_eq!(generic(&html).items.len(), 6);
}

#[test]
fn a_page_without_articles_says_so_and_a_wall_says_that() {
    let empty = generic("<html><body><p>Chưa có bài viết</p></body></html>");
    assert!(empty.findings.iter().any(|f| f.is(FindingKind::NoItems)));
    let wall = generic(
        "<html><body><script type=\"text/javascript\">document.cookie=\"D1N=0f\"+\"; path=/\";window.location.reload(true);</script></body></html>",
    );
    assert!(wall.findings.iter().any(|f| f.is(FindingKind::Blocked)), "{:?}", wall.findings);
}

#[test]
fn more_items_than_the_bound_are_not_kept() {
    let html = format!("<body><div>{}</div></body>", (0..MAX_ITEMS + 20).map(card).collect::<String>());
    assert_eq!(generic(&html).items.len(), MAX_ITEMS);
}

#[test]
fn no_input_makes_it_panic() {
    let deep = format!("{}<a href=\"/x-y-z-t-1234.html\">Một bài rất sâu trong trang này</a>", "<div>".repeat(50_000));
    for html in ["", "<", "<a href>", "<a href=\"//\">x</a>", "<base href=\"::\"><a href=\"?\">y</a>", &deep] {
        let _ = generic(html);
    }
}
