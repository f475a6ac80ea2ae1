//! Lists whose headlines are few words or all the same, and the pagers of systems that nobody wrote rules for.

use super::super::{Knowledge, Source};
use super::door;
use crate::model::{CanonicalUrl, FindingKind, Listing, Timestamp};
use crate::sources::Catalog;

fn read_at(url: &str, html: &str) -> Listing {
    let url = CanonicalUrl::parse(url).unwrap();
    let source = Source { bytes: html.as_bytes(), charset: Some("utf-8"), url: &url, now: Timestamp(1_760_000_000) };
    door(source, Knowledge { catalog: &Catalog::default(), rules: false, learned: None })
}

fn read(html: &str) -> Listing {
    read_at("https://congdoan.tinh.example.vn/tin-tuc", html)
}

/// Headlines too short to be told by their words.
const SHORT: [(&str, &str); 5] = [
    ("Trà đá", "tra-da"),
    ("Nhà trọ mới", "nha-tro"),
    ("Ca ba", "ca-ba"),
    ("Lương tháng 13", "luong-13"),
    ("Tổ trưởng", "to-truong"),
];

const TEASER: &str = "Chị kê cái bàn thấp dưới gốc bàng, ai tan ca cũng ghé ngồi một lát rồi mới về.";

fn short(item: impl Fn(&str, &str) -> String) -> String {
    SHORT.iter().map(|(title, slug)| item(title, slug)).collect()
}

fn titles(listing: &Listing) -> Vec<&str> {
    listing.items.iter().map(|item| item.title.as_str()).collect()
}

#[test]
fn entries_with_equal_titles_and_addresses_of_their_own_are_all_kept() {
    let items: String = (10..45)
        .map(|n| format!("<div class=\"post\"><h2><a href=\"/2025/{n}/thong-bao/\">Thông báo lịch trực</a></h2><p>{TEASER}</p></div>"))
        .collect();
    assert_eq!(read(&format!("<body><div id=\"content\">{items}</div></body>")).items.len(), 35);
    let by_number: String = (1..9)
        .map(|n| format!("<li><h3><a href=\"/?p={n}\">Thông báo về lịch trực Tết của cơ quan</a></h3></li>"))
        .collect();
    assert_eq!(read(&format!("<body><ul>{by_number}</ul></body>")).items.len(), 8);
}

#[test]
fn one_article_under_two_sections_is_one_entry() {
    let items = ["thoi-su", "doi-song"].map(|section| {
        format!("<li><h3><a href=\"/{section}/tang-luong-tu-thang-bay-12345.html\">Tăng lương từ tháng bảy năm nay</a></h3></li>")
    });
    assert_eq!(read(&format!("<body><ul>{}</ul></body>", items.concat())).items.len(), 1);
}

#[test]
fn headlines_of_two_words_on_cards_with_teasers_are_a_list() {
    let cards = short(|title, slug| {
        format!(
            "<div class=\"item\"><p class=\"cat\"><a href=\"/muc/doi-song/\">Đời sống</a></p><h2><a href=\"/{slug}/\">{title}</a></h2><p>{TEASER}</p></div>"
        )
    });
    let listing = read(&format!("<body><div class=\"list\">{cards}</div></body>"));
    assert_eq!(titles(&listing), SHORT.map(|(title, _)| title));
}

#[test]
fn short_headlines_beside_their_dates_are_a_list() {
    let rows = short(|title, slug| {
        format!("<li><time datetime=\"2025-06-01\">1/6/2025</time> <a href=\"/blog/{slug}/\">{title}</a></li>")
    });
    assert_eq!(read(&format!("<body><ul>{rows}</ul></body>")).items.len(), SHORT.len());
}

#[test]
fn headings_of_boxes_are_no_entries_however_many_teasers_stand_below_them() {
    let boxes: String = ["Đời sống", "Pháp luật", "Việc làm"]
        .iter()
        .enumerate()
        .map(|(b, name)| {
            let cards: String = (0..3)
                .map(|n| {
                    format!("<div class=\"c\"><h3><a href=\"/bai-so-{n}-cua-hop-{b}-{b}{n}123.html\">Bài thứ {n} trong hộp tin số {b} hôm nay</a></h3><p>{TEASER}</p></div>")
                })
                .collect();
            format!("<div class=\"box\"><h2><a href=\"/muc-{b}\">{name}</a></h2>{cards}</div>")
        })
        .collect();
    assert_eq!(read(&format!("<body>{boxes}</body>")).items.len(), 9);
}

#[test]
fn a_second_column_of_the_same_cards_belongs_to_the_list() {
    let column = |from: usize| -> String {
        (from..from + 4)
            .map(|n| {
                format!("<div class=\"news\"><h3><a href=\"/tin-so-{n}-trong-ngay-{n}123.html\">Tin số {n} của ngày hôm nay ở khu công nghiệp</a></h3><p>{TEASER}</p></div>")
            })
            .collect()
    };
    let listing = read(&format!(
        "<body><div><div class=\"left\">{}</div><div class=\"right\">{}</div></div></body>",
        column(0),
        column(4)
    ));
    assert_eq!(listing.items.len(), 8);
}

#[test]
fn the_next_page_is_found_in_the_pagers_of_many_systems() {
    let home = "https://congdoan.tinh.example.vn/tin-tuc/";
    for (pager, next) in [
        (
            "<ul class=\"default-wp-page clearfix\"><li class=\"previous\"><a href=\"page/2/\">&laquo; Trước</a></li></ul>",
            "page/2/",
        ),
        ("<p class=\"paginator\">Trang 1 / 3 <a href=\"index2.html\">&raquo;</a></p>", "index2.html"),
        ("<div class=\"nav-previous\"><a href=\"page/2/\">Older posts</a></div>", "page/2/"),
        ("<p><a href=\"luu-tru\">Bài cũ hơn &rarr;</a></p>", "luu-tru"),
        ("<div><b>1</b> <a href=\"trang-2.html\">2</a> <a href=\"trang-3.html\">3</a></div>", "trang-2.html"),
        (
            "<table><tr><td><span>1</span></td><td><a href=\"?cat=4&amp;Page=2\">2</a></td></tr></table>",
            "?cat=4&Page=2",
        ),
        ("<div class=\"more\"><a href=\"trang2.htm\">Xem thêm</a></div>", "trang2.htm"),
        ("<a rel=\"next\" href=\"p2\"></a>", "p2"),
        ("<ul class=\"pagination\"><li><a href=\"page-2/\" title=\"Trang sau\"><i></i></a></li></ul>", "page-2/"),
    ] {
        let listing = read_at(home, &format!("<body>{pager}</body>"));
        let wanted = CanonicalUrl::join(home, next);
        assert_eq!(listing.next, wanted, "{pager}");
    }
}

#[test]
fn what_leads_back_or_elsewhere_is_no_next_page() {
    for pager in [
        "<div class=\"nav-next\"><a href=\"/tin-tuc/\">Bài mới hơn</a></div>",
        "<div class=\"more\"><a href=\"/chuyen-de/\">Xem thêm</a></div>",
        "<p>Số <a href=\"/bao-in/so-2\">2</a> ra ngày 5/6</p>",
        "<a class=\"prev\" href=\"/tin-tuc/page/2/\">«</a>",
    ] {
        let listing = read_at("https://congdoan.tinh.example.vn/tin-tuc/page/3/", &format!("<body>{pager}</body>"));
        assert_eq!(listing.next, None, "{pager}");
    }
}

#[test]
fn a_captcha_is_no_empty_list() {
    for wall in [
        "<body><form><div class=\"g-recaptcha\" data-sitekey=\"x\"></div><a href=\"/tro-giup-khi-khong-vao-duoc\">Trợ giúp khi không vào được trang này</a></form></body>",
        "<body><script src=\"/cdn-cgi/challenge-platform/h.js\"></script><p>Xin chờ…</p></body>",
        "<body><p>Vui lòng nhập mã xác nhận để tiếp tục</p><img src=\"/ma.png\"></body>",
    ] {
        let listing = read(wall);
        assert!(listing.items.is_empty(), "{wall}");
        assert!(listing.findings.iter().any(|f| f.is(FindingKind::Blocked)), "{wall}");
    }
}

#[test]
fn short_addresses_are_articles_where_each_stands_with_its_date_in_the_form_of_unix() {
    let item = |n: usize| {
        format!(
            "<div class=\"archivepage\"><a href=\"../bai-{n}/\">Công nhân xưởng may số {n} được nâng lương tối thiểu</a><br />\
             <span class=\"archivepagedate\">Posted <span class=\"date\">Sat Nov {n} 18:20:00 2025</span></span></div>"
        )
    };
    let items: String = (11..20).rev().map(item).collect();
    let listing = read_at("https://bao.test/tin/archives/", &format!("<body><div id=\"content\">{items}</div></body>"));
    assert_eq!(listing.items.len(), 9);
    assert_eq!(listing.items[0].published.map(|at| at.to_string()).as_deref(), Some("2025-11-19T18:20:00+07:00"));
}

/// Headlines with their lines of dates, without boxes.
fn flat(parts: impl Fn(usize) -> String) -> Listing {
    let items: String = (1..6).map(parts).collect();
    read_at("https://bao.test/", &format!("<body><div id=\"content\">{items}</div></body>"))
}

#[test]
fn the_date_under_a_headline_without_a_box_is_its_own_unless_another_stands_before() {
    let headline = |n: usize| {
        format!("<h2><a href=\"/2025/09/{n}-bai-so-{n}\">Công nhân xưởng may số {n} được nâng lương</a></h2>")
    };
    let date =
        |n: usize| format!("<div class=\"information\"><span class=\"date\">2025-09-0{n}</span> by Trần Mận</div>");
    let dates = |listing: &Listing| -> Vec<Option<String>> {
        listing.items.iter().map(|item| item.published.map(|at| at.to_string())).collect()
    };
    let below = flat(|n| format!("{}{}<p>{TEASER}</p>", headline(n), date(n)));
    assert_eq!(dates(&below), (1..6).map(|n| Some(format!("2025-09-0{n}"))).collect::<Vec<_>>());
    let above = flat(|n| format!("{}{}<p>{TEASER}</p>", date(n), headline(n)));
    assert_eq!(dates(&above), vec![None; 5]);
}

/// The next page of a list of five that ends in a pager.
fn next(page: &str, pager: &str) -> Option<String> {
    let items: String = (1..6)
        .map(|n| format!("<h2><a href=\"/2025/09/{n}-bai-so-{n}\">Công nhân xưởng may số {n} được nâng lương</a></h2><p>{TEASER}</p>"))
        .collect();
    let html = format!("<body><div id=\"content\">{items}{pager}</div></body>");
    read_at(&format!("https://bao.test/{page}"), &html).next.map(|url| url.to_string())
}

#[test]
fn pages_that_are_counted_from_the_one_behind_the_front_are_walked_though_the_newer_is_called_next() {
    let older =
        |n: usize| format!("<div class=\"previous\"><a href=\"index{n}.html\" rel=\"prev\">« Previous</a></div>");
    let newer = |to: &str| format!("<div class=\"next\"><a href=\"{to}\" rel=\"next\">Next »</a></div>");
    assert_eq!(next("", &older(1)).as_deref(), Some("https://bao.test/index1.html"));
    assert_eq!(
        next("index1.html", &(newer("index.html") + &older(2))).as_deref(),
        Some("https://bao.test/index2.html")
    );
    assert_eq!(
        next("index2.html", &(newer("index1.html") + &older(3))).as_deref(),
        Some("https://bao.test/index3.html")
    );
    assert_eq!(next("index3.html", &newer("index2.html")), None);
    let arrows =
        "<div class=\"paginator\"><a href=\"/\"><i></i></a><a href=\"/page/3/\"><i></i></a><a><i></i></a></div>";
    assert_eq!(next("page/2/", arrows).as_deref(), Some("https://bao.test/page/3/"));
}

#[test]
fn pages_that_are_counted_from_the_oldest_on_are_walked_where_the_link_says_that_it_leads_to_older_ones() {
    let pager = |older: usize, newer: &str| {
        format!(
            "<ul class=\"pager\"><li class=\"previous\"><a href=\"{newer}\" rel=\"prev\">Newer posts</a></li>\
             <li class=\"next\"><a href=\"index-{older}.html\" rel=\"next\">Older posts</a></li></ul>"
        )
    };
    assert_eq!(next("", &pager(3, ".")).as_deref(), Some("https://bao.test/index-3.html"));
    assert_eq!(next("index-3.html", &pager(2, ".")).as_deref(), Some("https://bao.test/index-2.html"));
    assert_eq!(next("index-2.html", &pager(1, "index-3.html")).as_deref(), Some("https://bao.test/index-1.html"));
}

/// A page on which nothing bears a name: a menu, a side box of bare links, and the list that `main` is.
fn bare_page(main: &str) -> String {
    let menu: String = ["Tin tức", "Việc làm", "Tiền lương"]
        .map(|name| format!("<li><a href=\"/{}/\">{name}</a></li>", name.len()))
        .concat();
    let side: String = (0..5).map(|n| format!("<li><a href=\"/tin-tuc/chuyen-cu-cua-xuong-{n}-66{n}.html\">Chuyện cũ thứ {n} của xưởng dệt ven sông</a></li>")).collect();
    format!(
        "<body><div><div><div><ul>{menu}</ul></div></div></div><div><div><div>{main}</div></div><div><div>Tin cũ</div><div><ul>{side}</ul></div></div></div></body>"
    )
}

#[test]
fn where_nothing_bears_a_name_a_list_that_goes_on_with_a_box_is_told_from_menus() {
    let lead = |n: usize| {
        format!(
            "<div><h3><a href=\"/tin-tuc/to-hai-doi-ca-{n}-55{n}.html\">Tổ dệt số {n} đổi ca để người lớn tuổi nghỉ đêm</a></h3>\
                 <div>Tổ trưởng kể rằng xưởng sáng đèn đến khuya để kịp chuyến hàng cuối năm, ai cũng mệt.</div></div>"
        )
    };
    let older: String = (0..4).map(|n| format!("<li><a href=\"/tin-tuc/luong-thang-nay-{n}-44{n}.html\">Lương tháng này của tổ dệt số {n} về sớm</a> (13/10/2023)</li>")).collect();
    let leads: String = (0..3).map(lead).collect();
    let page = bare_page(&format!("{leads}<ul>{older}</ul>"));
    let listing = read_at("https://bao.example.vn/tin-tuc/", &page);
    assert_eq!(listing.items.len(), 7, "{:?}", listing.items.iter().map(|i| &i.title).collect::<Vec<_>>());
}

#[test]
fn where_nothing_bears_a_name_a_related_link_deep_in_a_card_is_no_item() {
    let card = |n: usize| {
        format!(
            "<div><div><img src=\"/a{n}.jpg\"></div><div><h3><a href=\"/tin-tuc/to-hai-doi-ca-{n}-55{n}.html\">Tổ dệt số {n} đổi ca để người lớn tuổi nghỉ đêm</a></h3>\
                 <p>Tổ trưởng kể rằng xưởng sáng đèn đến khuya để kịp chuyến hàng cuối năm, ai cũng mệt.</p>{}</div></div>",
            if n.is_multiple_of(2) {
                format!(
                    "<div><h3><a href=\"/kinh-te/gia-soi-{n}-33{n}.html\">Giá sợi tuần thứ {n} tăng thêm hai nghìn đồng</a></h3></div>"
                )
            } else {
                String::new()
            }
        )
    };
    let cards: String = (0..8).map(card).collect();
    let listing = read_at("https://bao.example.vn/tin-tuc/", &bare_page(&format!("<div>{cards}</div>")));
    assert!(
        listing.items.iter().all(|item| item.title.starts_with("Tổ dệt")),
        "{:?}",
        listing.items.iter().map(|i| &i.title).collect::<Vec<_>>()
    );
}
