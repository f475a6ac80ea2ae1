//! Lists of many makes with boxes of other things around them. Pages and words are invented.

use super::super::{Knowledge, Source};
use super::door;
use crate::model::{CanonicalUrl, Listing, Timestamp};
use crate::sources::Catalog;

const NOW: Timestamp = Timestamp(1_796_000_000);

fn read(html: &str) -> Listing {
    let url = CanonicalUrl::parse("https://congdoan.tinh.example.vn/tin-tuc").unwrap();
    let source = Source { bytes: html.as_bytes(), charset: Some("utf-8"), url: &url, now: NOW };
    door(source, Knowledge { catalog: &Catalog::default(), rules: false, learned: None })
}

fn titles(listing: &Listing) -> Vec<&str> {
    listing.items.iter().map(|item| item.title.as_str()).collect()
}

const HEADLINES: [&str; 6] = [
    "Thợ hàn ở Bến Gỗ được nâng lương",
    "Công nhân may ký thỏa ước lao động tập thể",
    "Lao động nữ học nghề ban đêm ở Hoà Lâm",
    "Đoàn viên nhận quà Tết sớm",
    "Tài xế giao hàng đòi nợ bảo hiểm xã hội",
    "Điều dưỡng khám sức khỏe định kỳ tại Suối Cát",
];

const TEASER: &str = "Sau ba phiên thương lượng hai bên thống nhất nâng suất ăn ca lên ba mươi nghìn đồng.";

fn list(item: impl Fn(usize, &str) -> String) -> String {
    HEADLINES.iter().enumerate().map(|(n, headline)| item(n, headline)).collect()
}

fn link(n: usize, words: &str) -> String {
    format!("<a href=\"/chi-tiet?id=41{n}\">{words}</a>")
}

/// The makes of lists, each with its name.
fn makes() -> Vec<(&'static str, String)> {
    let link = |n, words: &str| link(n, words);
    let rows = |from: usize, to: usize| -> String {
        (from..to).map(|n| format!("<div class=\"item\"><h4>{}</h4></div>", link(n, HEADLINES[n]))).collect()
    };
    vec![
        (
            "rows of a table",
            format!("<table>{}</table>", list(|n, t| format!("<tr><td>{}</td><td>1{n}/11/2026</td></tr>", link(n, t)))),
        ),
        (
            "a table with heads",
            format!(
                "<table><thead><tr><th>Tiêu đề</th><th>Ngày</th></tr></thead><tbody>{}</tbody></table>",
                list(|n, t| format!("<tr><td>{}</td><td>1{n}/11/2026</td></tr>", link(n, t)))
            ),
        ),
        (
            "a table for each",
            list(|n, t| {
                format!(
                    "<table><tr><td rowspan=\"2\">{}</td><td>{}</td></tr><tr><td>{TEASER}</td></tr></table>",
                    link(n, "<img src=\"/a.jpg\">"),
                    link(n, t)
                )
            }),
        ),
        ("a plain list", format!("<ul>{}</ul>", list(|n, t| format!("<li>{} (1{n}/11/2026)</li>", link(n, t))))),
        (
            "dates before",
            format!(
                "<div>{}</div>",
                list(|n, t| format!("<div class=\"r\"><i>[1{n}/11/2026 08:30]</i> {}</div>", link(n, t)))
            ),
        ),
        ("terms", format!("<dl>{}</dl>", list(|n, t| format!("<dt>1{n}/11/2026</dt><dd>{}</dd>", link(n, t))))),
        (
            "pictures only",
            format!(
                "<div>{}</div>",
                list(|n, t| format!(
                    "<a class=\"tile\" href=\"/chi-tiet?id=41{n}\"><img src=\"/{n}.jpg\" alt=\"{t}\"></a>"
                ))
            ),
        ),
        (
            "headlines beside their buttons",
            format!(
                "<div>{}</div>",
                list(|n, t| format!(
                    "<div class=\"card\"><h4>{t}</h4><p>{TEASER}</p>{}</div>",
                    link(n, "Xem chi tiết")
                ))
            ),
        ),
        (
            "bold words beside their buttons",
            format!(
                "<div>{}</div>",
                list(|n, t| format!(
                    "<div class=\"card\"><div><b>{t}</b></div><div>{}</div></div>",
                    link(n, "Chi tiết »")
                ))
            ),
        ),
        (
            "lines that open",
            list(|n, t| format!("<details><summary>{t}</summary><p>{TEASER} {}</p></details>", link(n, "Chi tiết"))),
        ),
        (
            "two columns",
            format!(
                "<div class=\"row\"><div class=\"col-left\">{}</div><div class=\"col-right\">{}</div></div>",
                rows(0, 3),
                rows(3, 6)
            ),
        ),
        ("links in a line each", format!("<div>{}</div>", list(|n, t| format!("{}<br>", link(n, t))))),
        (
            "a lead and a grid",
            format!(
                "<div class=\"lead\"><h2>{}</h2><p>{TEASER}</p></div><div class=\"g\">{}</div>",
                link(0, HEADLINES[0]),
                rows(1, 6)
            ),
        ),
    ]
}

/// Boxes that stand around lists.
fn boxes() -> String {
    let small = |folder: &str, words: &str| -> String {
        (0..5).map(|n| format!("<li><a href=\"/{folder}/{words}-thu-{n}-trong-tuan-90{n}.html\">Bài {words} thứ {n} trong tuần này</a></li>")).collect()
    };
    format!(
        "<div class=\"b\"><h3>Đọc nhiều</h3><ul>{}</ul></div><div class=\"b\"><h3><a href=\"/the-thao\">Thể thao</a></h3><ul>{}</ul></div>\
         <p class=\"t\"><a href=\"/tag/tien-luong-toi-thieu-vung\">tiền lương tối thiểu vùng năm nay</a></p>",
        small("tin", "hay"),
        small("the-thao", "bóng đá")
    )
}

const FOOTER: &str = "<div><a href=\"/dieu-khoan-su-dung-trang-tin\">Điều khoản sử dụng trang tin</a> \
    <a href=\"/chinh-sach-bao-mat-thong-tin\">Chính sách bảo mật thông tin cá nhân</a></div>";

#[test]
fn every_make_of_list_gives_its_articles_and_none_of_the_boxes_below_beside_or_before_it() {
    for (make, body) in makes() {
        for (place, page) in [
            ("alone", format!("<body><h1>Tin tức</h1><div>{body}</div>{FOOTER}</body>")),
            ("below", format!("<body><div><div>{body}</div></div><div>{}</div>{FOOTER}</body>", boxes())),
            (
                "beside",
                format!(
                    "<body><div class=\"row\"><div class=\"col-md-8\"><h1>Tin</h1>{body}</div><div class=\"col-md-4\">{}</div></div>{FOOTER}</body>",
                    boxes()
                ),
            ),
            (
                "before",
                format!(
                    "<body><table><tr><td width=\"200\">{}</td><td><div>{body}</div></td></tr></table>{FOOTER}</body>",
                    boxes()
                ),
            ),
        ] {
            assert_eq!(titles(&read(&page)), HEADLINES, "{make}, boxes {place}");
        }
    }
}

#[test]
fn nothing_of_a_list_stands_after_its_pager() {
    let pager = "<p>Trang <b>1</b> <a href=\"?trang=2\">2</a> <a href=\"?trang=3\">3</a></p>";
    let after = (0..8).map(|n| {
        format!("<li><a href=\"/xa-hoi-bai-so-{n}-hom-nay-77{n}.html\">Bài xã hội số {n} của hôm nay</a></li>")
    });
    let body = list(|n, t| format!("<p>{}</p>", link(n, t)));
    let listing = read(&format!("<body><div>{body}</div>{pager}<ul>{}</ul></body>", after.collect::<String>()));
    assert_eq!(titles(&listing), HEADLINES);
    assert_eq!(
        listing.next.as_ref().map(CanonicalUrl::as_str),
        Some("https://congdoan.tinh.example.vn/tin-tuc?trang=2")
    );
}

#[test]
fn a_list_goes_on_under_a_heading_that_says_so() {
    let lead: String = list(|n, t| format!("<div class=\"c\"><h3>{}</h3><p>{TEASER}</p></div>", link(n, t)));
    let more = (0..4)
        .map(|n| format!("<li><a href=\"/chi-tiet?id=39{n}\">Bài cũ hơn số {n} của tổ may</a></li>"))
        .collect::<String>();
    let listing = read(&format!("<body><div>{lead}</div><div><h4>Các tin khác</h4><ul>{more}</ul></div></body>"));
    assert_eq!(listing.items.len(), 10);
}

#[test]
fn a_day_over_its_articles_is_their_date_and_the_time_beside_each_belongs_to_it() {
    let day = |day: u32, from: usize| -> String {
        let items =
            (from..from + 3).map(|n| format!("<li>0{}:15 {}</li>", n + 1, link(n, HEADLINES[n]))).collect::<String>();
        format!("<h4>Ngày {day}/11/2026</h4><ul>{items}</ul>")
    };
    let listing = read(&format!("<body><div>{}{}</div></body>", day(20, 0), day(19, 3)));
    let said: Vec<String> =
        listing.items.iter().filter_map(|item| item.published).map(|moment| moment.to_string()).collect();
    assert_eq!(said.len(), 6);
    assert!(said[0].starts_with("2026-11-20T01:15") && said[5].starts_with("2026-11-19T06:15"), "{said:?}");
}

#[test]
fn a_date_in_boxes_for_day_month_and_year_is_one_date() {
    let listing = read(&format!(
        "<body><div>{}</div></body>",
        list(|n, t| format!(
            "<div class=\"p\"><div class=\"date\"><span>1{n}</span><span>Th11</span><span>2026</span></div><h5>{}</h5></div>",
            link(n, t)
        ))
    ));
    assert!(listing.items.iter().all(|item| item.published.is_some()), "{:?}", listing.items[0]);
}

#[test]
fn notices_under_one_headline_are_all_kept_whatever_their_addresses_share() {
    let units = ["may", "dien", "than", "giay", "thep"];
    let of_units: String = units
        .iter()
        .map(|unit| format!("<li><h3><a href=\"/{unit}/thong-bao-lich-truc-tet.html\">Thông báo lịch trực Tết của cơ quan</a></h3></li>"))
        .collect();
    assert_eq!(read(&format!("<body><ul>{of_units}</ul></body>")).items.len(), 5);
    let weekly: String =
        (1..36).map(|n| format!("<div class=\"c\"><p><a href=\"/ban-tin/{n}\">Bản tin tuần</a></p></div>")).collect();
    assert_eq!(read(&format!("<body><div>{weekly}</div></body>")).items.len(), 35);
}

#[test]
fn a_front_page_made_of_boxes_of_sections_keeps_them_all() {
    let section = |name: &str, folder: &str| -> String {
        let items = (0..3)
            .map(|n| {
                format!("<li><a href=\"/{folder}/bai-so-{n}-cua-{folder}.html\">Bài số {n} trong mục {name}</a></li>")
            })
            .collect::<String>();
        format!("<div class=\"box\"><h2><a href=\"/{folder}\">{name}</a></h2><ul>{items}</ul></div>")
    };
    let boxes = section("tiền lương", "tien-luong") + &section("việc làm", "viec-lam") + &section("an toàn", "an-toan");
    assert_eq!(read(&format!("<body>{boxes}</body>")).items.len(), 9);
}

#[test]
fn a_list_of_one_article_with_its_teaser_does_not_take_the_bare_links_of_a_headed_box() {
    let recent: String = (1..6).map(|n| format!("<li>{}</li>", link(n, HEADLINES[n]))).collect();
    let listing = read(&format!(
        "<body><h1>Thợ hàn</h1><div><h2>{}</h2><p>{TEASER}</p></div><div><h2>Bài viết mới</h2><ul>{recent}</ul></div></body>",
        link(0, HEADLINES[0])
    ));
    assert_eq!(titles(&listing), [HEADLINES[0]]);
}

#[test]
fn a_headed_box_of_bare_links_that_tells_most_of_the_list_again_adds_nothing() {
    let cards = (0..4).map(|n| format!("<div><h2>{}</h2><p>{TEASER}</p></div>", link(n, HEADLINES[n])));
    let again: String = (0..5).map(|n| format!("<li>{}</li>", link(n, HEADLINES[n]))).collect();
    let cards: String = cards.collect();
    let listing = read(&format!("<body><div>{cards}</div><div><h2>Bài viết mới</h2><ul>{again}</ul></div></body>"));
    assert_eq!(titles(&listing), HEADLINES[..4]);
}

#[test]
fn a_section_that_is_linked_among_headlines_is_no_article() {
    let rows = |n: usize, words: &str| format!("<h3><a href=\"/bai-viet-so-{n}-20261100{n}.html\">{words}</a></h3>");
    let section = "<h3><a href=\"/van-hoa\">Văn hóa công nhân</a></h3>";
    let listing = read(&format!("<body><div>{section}{}</div></body>", list(rows)));
    assert_eq!(titles(&listing), HEADLINES);
}
