//! Lists in the markup shapes of systems that nobody wrote rules for. All text is invented.

use super::super::{Knowledge, Source};
use super::door;
use crate::model::{CanonicalUrl, Listing, Timestamp};
use crate::sources::Catalog;

fn read(html: &str) -> Listing {
    let url = CanonicalUrl::parse("https://congdoan.tinh.example.vn/tin-tuc").unwrap();
    let source = Source { bytes: html.as_bytes(), charset: Some("utf-8"), url: &url, now: Timestamp(1_760_000_000) };
    door(source, Knowledge { catalog: &Catalog::default(), rules: false, learned: None })
}

fn titles(listing: &Listing) -> Vec<&str> {
    listing.items.iter().map(|item| item.title.as_str()).collect()
}

/// Headlines of one list.
const HEADLINES: [&str; 4] = [
    "Công đoàn cơ sở may Sông Hồng thương lượng bữa ăn ca",
    "Khai trương siêu thị 0 đồng cho công nhân xa quê",
    "Tập huấn an toàn điện cho thợ lò",
    "Ký thỏa ước lao động tập thể nhóm doanh nghiệp giày da",
];

/// Teasers of one list.
const TEASERS: [&str; 4] = [
    "Sau ba phiên, hai bên thống nhất nâng giá trị suất ăn lên ba mươi nghìn đồng từ quý tới.",
    "Hơn hai nghìn phần quà được trao trong ngày đầu, ưu tiên lao động nữ nuôi con nhỏ.",
    "Lớp học kéo dài hai ngày, có thực hành ngắt điện và cứu người bị giật tại hiện trường.",
    "Bản thỏa ước có mười hai điều, trong đó tiền thưởng cuối năm không thấp hơn một tháng lương.",
];

fn list(item: impl Fn(usize, &str, &str) -> String) -> String {
    HEADLINES.iter().zip(TEASERS).enumerate().map(|(n, (headline, teaser))| item(n, headline, teaser)).collect()
}

#[test]
fn tables_of_old_portals() {
    let rows = list(|n, headline, teaser| {
        format!(
            "<tr><td valign=\"top\"><a href=\"Default.aspx?tabid=120&ID=45{n}6&CateID=7\"><img src=\"/Upload/a{n}.jpg\" width=\"90\"></a></td>\
             <td><a class=\"TieuDe\" href=\"Default.aspx?tabid=120&ID=45{n}6&CateID=7\">{headline}</a> <font color=\"gray\">(0{n}/06/2015)</font><br>{teaser}\
             <br><a href=\"Default.aspx?tabid=120&ID=45{n}6&CateID=7\">Chi tiết</a></td></tr>"
        )
    });
    let links = "<tr><td><a href=\"http://www.chinhphu.example.org/\">Trang thông tin điện tử của ngành</a></td></tr>"
        .repeat(3);
    let listing = read(&format!(
        "<body><table><tr><td width=\"200\"><table>{links}</table></td><td><table>{rows}</table></td></tr></table></body>"
    ));
    assert_eq!(titles(&listing), HEADLINES);
    assert_eq!(listing.items[0].summary.as_deref(), Some(TEASERS[0]));
}

#[test]
fn a_plain_list_with_dates_in_the_text() {
    let items = list(|n, headline, _| {
        format!("<li><a href=\"/tin-tuc/bai-viet-{n}-trong-tuan-30{n}\">{headline}</a> <i>(1{n}/05/2025)</i></li>")
    });
    let listing = read(&format!("<body><div id=\"left\"><ul>{items}</ul></div></body>"));
    assert_eq!(titles(&listing), HEADLINES);
    assert!(listing.items.iter().all(|item| item.published.is_some()), "{:?}", listing.items[0]);
}

#[test]
fn cards_without_any_link_but_with_an_onclick() {
    let cards = list(|n, headline, teaser| {
        format!(
            "<div class=\"card\" onclick=\"window.location.href='/bai-viet-{n}-trong-tuan-30{n}.html'\"><h3>{headline}</h3><p>{teaser}</p></div>"
        )
    });
    let listing = read(&format!("<body><div>{cards}</div></body>"));
    assert_eq!(titles(&listing), HEADLINES);
    assert_eq!(listing.items[1].url.as_str(), "https://congdoan.tinh.example.vn/bai-viet-1-trong-tuan-301.html");
}

#[test]
fn whole_cards_as_links_with_utility_classes_only() {
    let cards = list(|n, headline, teaser| {
        format!(
            "<a class=\"flex flex-col gap-2 rounded-lg hover:shadow\" href=\"/bai-viet-{n}-trong-tuan-30{n}\"><div class=\"aspect-video\"><img src=\"/a{n}.webp\" alt=\"\"></div>\
             <span class=\"text-xs text-red-600\">Hoạt động công đoàn</span><div class=\"text-lg font-bold line-clamp-2\">{headline}</div>\
             <div class=\"text-sm text-gray-500\">{teaser}</div><span class=\"text-xs\">2 giờ trước</span></a>"
        )
    });
    let listing = read(&format!("<body><div class=\"grid grid-cols-3 gap-4\">{cards}</div></body>"));
    assert_eq!(titles(&listing), HEADLINES);
    assert_eq!(listing.items[2].summary.as_deref(), Some(TEASERS[2]));
}

#[test]
fn a_category_blog_of_joomla() {
    let items = list(|n, headline, teaser| {
        format!(
            "<div class=\"item column-{n}\" itemprop=\"blogPost\"><div class=\"page-header\"><h2 itemprop=\"name\"><a href=\"/index.php/tin-tuc/10{n}-bai-viet\" itemprop=\"url\">{headline}</a></h2></div>\
             <p>{teaser}</p><p class=\"readmore\"><a class=\"btn\" href=\"/index.php/tin-tuc/10{n}-bai-viet\">Đọc thêm: {headline}</a></p></div>"
        )
    });
    let latest = list(|n, headline, _| {
        format!("<li><a href=\"/index.php/tin-cu/90{n}-bai-cu\"><span>{headline} năm ngoái</span></a></li>")
    });
    let listing = read(&format!(
        "<body><div id=\"content\" class=\"span9\"><div class=\"blog\">{items}</div></div><div id=\"aside\" class=\"span3\"><div class=\"well\"><h3>Bài mới</h3><ul class=\"latestnews\">{latest}</ul></div></div></body>"
    ));
    assert_eq!(titles(&listing), HEADLINES);
}

#[test]
fn article_lists_of_dotnetnuke() {
    let items = list(|n, headline, teaser| {
        format!(
            "<div class=\"Normal\"><a id=\"dnn_ctr{n}_hl\" class=\"SubHead\" href=\"/Tintuc/tabid/55/ArticleId/3{n}1/Default.aspx\">{headline}</a><br><span class=\"Normal\">{teaser}</span></div>"
        )
    });
    let listing = read(&format!("<body id=\"Body\"><form><div id=\"dnn_ContentPane\">{items}</div></form></body>"));
    assert_eq!(titles(&listing), HEADLINES);
}

#[test]
fn a_government_portal_with_its_list_in_a_portlet() {
    let items = list(|n, headline, teaser| {
        format!(
            "<div class=\"asset-abstract\"><h3 class=\"asset-title\"><a href=\"/tin-tuc/-/asset_publisher/aB1/content/bai-viet-{n}?inheritRedirect=false\">{headline}</a></h3>\
             <span class=\"date\">0{n}/06/2025 | 10:00 AM</span><div class=\"asset-summary\">{teaser}</div></div>"
        )
    });
    let menu =
        "<li><a href=\"/gioi-thieu/co-cau-to-chuc-cua-lien-doan\">Cơ cấu tổ chức của liên đoàn</a></li>".repeat(2);
    let listing = read(&format!(
        "<body><div id=\"navigation\"><ul>{menu}</ul></div><div class=\"portlet-body\">{items}</div></body>"
    ));
    assert_eq!(titles(&listing), HEADLINES);
}

#[test]
fn a_home_page_of_many_boxes_gives_all_their_articles() {
    let boxes: String = (0..5)
        .map(|b| {
            let rest: String = (1..4)
                .map(|n| format!("<li><a href=\"/muc-{b}/bai-nho-{n}-cua-muc-{b}{n}77.html\">Bài nhỏ thứ {n} của mục {b} trong ngày</a></li>"))
                .collect();
            format!(
                "<div class=\"box\"><div class=\"box-head\"><h2><a href=\"/muc-{b}\">Đời sống công nhân viên chức lao động</a></h2></div>\
                 <div class=\"left\"><h3><a href=\"/muc-{b}/bai-lon-cua-muc-{b}077.html\">Bài lớn của mục {b} hôm nay đọc ngay</a></h3><p>{}</p></div>\
                 <div class=\"right\"><ul>{rest}</ul></div></div>",
                TEASERS[b % 4]
            )
        })
        .collect();
    let side: String = (0..6)
        .map(|n| {
            format!(
                "<li><a href=\"/tin/xem-nhieu-so-{n}-tuan-nay-8{n}88.html\">Tin xem nhiều số {n} của tuần này</a></li>"
            )
        })
        .collect();
    let listing = read(&format!(
        "<body><div class=\"wrap\"><div class=\"main-col\">{boxes}</div><div class=\"right-col\"><div><ul>{side}</ul></div></div></div></body>"
    ));
    assert_eq!(listing.items.len(), 20, "{:?}", titles(&listing));
}

#[test]
fn a_list_whose_text_is_decomposed_comes_out_composed() {
    let items = list(|n, _, _| {
        format!(
            "<li><a href=\"/tin-tuc/bai-viet-{n}-trong-tuan-30{n}\">Co\u{302}ng nha\u{302}n xu\u{31b}o\u{31b}\u{309}ng so\u{302}\u{301} {n} d\u{31b}\u{300}ng vie\u{323}\u{302}c</a></li>"
        )
    });
    let listing = read(&format!("<body><ul>{items}</ul></body>"));
    assert!(listing.items[0].title.starts_with("Công nhân"), "{}", listing.items[0].title);
}

#[test]
fn a_single_result_is_a_list_of_one() {
    let listing = read(&format!(
        "<body><header class=\"site-header\"><p class=\"site-title\"><a href=\"/\">Trang tin công đoàn tỉnh nhà</a></p></header><main><h1>Kết quả tìm kiếm</h1>\
         <article><h2><a href=\"/2025/06/bai-viet-duy-nhat\">{}</a></h2><p>{}</p></article></main>\
         <footer><a href=\"/gioi-thieu\">Giới thiệu về liên đoàn lao động tỉnh</a></footer></body>",
        HEADLINES[0], TEASERS[0]
    ));
    assert_eq!(titles(&listing), [HEADLINES[0]]);
}

#[test]
fn the_numbers_that_count_the_rows_of_a_list_are_not_of_the_headlines() {
    let items = list(|n, headline, _| {
        format!("<p><span>{}</span> <a href=\"/tin-tuc/bai-viet-{n}-trong-tuan-30{n}\">{} {headline}</a></p>", n, n + 7)
    });
    assert_eq!(titles(&read(&format!("<body><div>{items}</div></body>"))), HEADLINES);
}

#[test]
fn on_a_page_without_any_name_teasers_tell_the_list_from_what_stands_beside_it() {
    let items = list(|n, headline, teaser| {
        format!("<div><a href=\"/tin-tuc/bai-viet-{n}-trong-tuan-30{n}\">{headline}</a><p>{teaser}</p></div>")
    });
    let beside = list(|n, headline, _| {
        let row = format!("<div><a href=\"/tin-tuc/bai-cu-{n}-trong-nam-80{n}\">{headline} năm ngoái</a></div>");
        if n < 2 { row } else { String::new() }
    });
    assert_eq!(titles(&read(&format!("<body><div><div>{items}</div><div>{beside}</div></div></body>"))), HEADLINES);
}
