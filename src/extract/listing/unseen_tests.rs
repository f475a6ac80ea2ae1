//! Faults of lists that pages outside the archive showed. Pages and words are invented.

use super::super::{Knowledge, Source};
use super::door;
use crate::model::{CanonicalUrl, Listing, Moment, Timestamp};
use crate::sources::Catalog;

const NOW: Timestamp = Timestamp(1_796_000_000);

fn read_at(address: &str, html: &str) -> Listing {
    let url = CanonicalUrl::parse(address).unwrap();
    let source = Source { bytes: html.as_bytes(), charset: Some("utf-8"), url: &url, now: NOW };
    door(source, Knowledge { catalog: &Catalog::default(), rules: false, learned: None })
}

fn read(html: &str) -> Listing {
    read_at("https://bao.example.vn/xa-hoi/", html)
}

fn titles(listing: &Listing) -> Vec<&str> {
    listing.items.iter().map(|item| item.title.as_str()).collect()
}

fn instant(iso: &str) -> Option<Timestamp> {
    Moment::parse_iso(iso).map(|moment| moment.at)
}

/// A row with headline and teaser, of a section.
fn row(section: &str, n: usize) -> String {
    format!(
        "<div class=\"row-{section}\"><a class=\"t\" href=\"/{section}/to-may-so-{n}-lam-ca-dem-77{n}.html\">Tổ may số {n} của {section} làm ca đêm</a>\
         <div class=\"d\">Tổ trưởng kể rằng xưởng sáng đèn đến khuya để kịp chuyến hàng cuối năm.</div></div>"
    )
}

fn rows(section: &str, count: usize) -> String {
    (0..count).map(|n| row(section, n)).collect()
}

#[test]
fn boxes_of_other_sections_below_the_pager_fall_away_though_a_foreign_column_fell_before_them() {
    let links = |section: &str| -> String {
        (0..5).map(|n| format!("<li><a href=\"/{section}/ban-nhac-thu-{n}-cua-tho-mo-88{n}.html\">Bản nhạc thứ {n} của thợ mỏ {section}</a></li>")).collect()
    };
    let pager = "<ul class=\"paging\"><li><a href=\"/xa-hoi/trang-1/\">1</a></li><li><a href=\"/xa-hoi/trang-2/\">2</a></li></ul>";
    let html = format!(
        "<body><div class=\"a\"><div class=\"x\"><div>{}</div>{pager}<div class=\"o\"><h5><a href=\"/giai-tri/\">Giải trí</a></h5><ul>{}</ul></div></div>\
         <div class=\"y\"><h5>Bạn đọc quan tâm</h5><ul>{}</ul></div></div></body>",
        rows("xa-hoi", 8),
        links("giai-tri"),
        links("xa-hoi")
    );
    assert_eq!(read(&html).items.len(), 8);
}

#[test]
fn a_heading_that_leads_to_the_list_itself_is_no_entry_of_it() {
    let html = format!(
        "<body><h2><a href=\"/xa-hoi\">Xã hội - Pháp luật - An ninh - Tin xã hội trong ngày</a></h2><div>{}</div></body>",
        rows("xa-hoi", 4)
    );
    let listing = read(&html);
    assert_eq!(listing.items.len(), 4);
    assert!(listing.unaddressed.is_empty());
}

#[test]
fn a_date_inside_the_link_of_a_headline_is_its_date_and_no_part_of_it() {
    let forms = [
        "Thợ hàn ở Bến Gỗ được nâng lương<br><span class=\"date-top\">17:35 04/1/2025</span>",
        "Thợ hàn ở Bến Gỗ được nâng lương <small>04/01/2025 17:35</small>",
        "Thợ hàn ở Bến Gỗ được nâng lương <time datetime=\"2025-01-04T17:35:00+07:00\">hôm nọ</time>",
    ];
    for form in forms {
        let item =
            |n: usize| format!("<div class=\"i\"><a href=\"/xa-hoi/tho-han-o-ben-go-{n}-77{n}.html\">{form}</a></div>");
        let listing = read(&format!("<body><div>{}{}{}</div></body>", item(1), item(2), item(3)));
        assert_eq!(titles(&listing), ["Thợ hàn ở Bến Gỗ được nâng lương"; 3], "{form}");
        let wanted = instant("2025-01-04T17:35:00+07:00");
        assert!(listing.items.iter().all(|item| item.published.map(|moment| moment.at) == wanted), "{form}");
    }
}

#[test]
fn a_date_in_brackets_behind_a_headline_is_its_date() {
    let item = |n: usize| {
        format!(
            "<li><a href=\"/xa-hoi/to-may-so-{n}-lam-ca-dem-77{n}.html\">Tổ may số {n} làm ca đêm (0{n}/07/2025)</a></li>"
        )
    };
    let listing = read(&format!("<body><ul>{}{}{}</ul></body>", item(1), item(2), item(3)));
    let dates: Vec<_> = listing.items.iter().map(|item| item.published.map(|moment| moment.at)).collect();
    let wanted = ["2025-07-01", "2025-07-02", "2025-07-03"].map(|day| instant(&format!("{day}T00:00:00+07:00")));
    assert_eq!(dates, wanted);
}

fn dated(line: &str) -> Vec<Option<Timestamp>> {
    let item = |n: usize| {
        format!(
            "<div class=\"i\"><h3><a href=\"/xa-hoi/to-may-so-{n}-lam-ca-dem-77{n}.html\">Tổ may số {n} làm ca đêm</a></h3>{line}</div>"
        )
    };
    let listing = read(&format!("<body><div>{}{}{}</div></body>", item(1), item(2), item(3)));
    listing.items.iter().map(|item| item.published.map(|moment| moment.at)).collect()
}

#[test]
fn an_exact_date_beside_how_long_ago_it_was_is_the_date() {
    let line = "<p class=\"publish\"><span class=\"friendly-time\">3 giờ trước</span><span class=\"time\">19:12</span>\
        <span class=\"date\">09/11/2025</span></p>";
    assert_eq!(dated(line), [instant("2025-11-09T19:12:00+07:00"); 3]);
}

#[test]
fn a_line_about_an_article_tells_its_date_beside_who_wrote_it_and_how_often_it_was_read() {
    for line in [
        "<p>Ban biên tập - 09/11/2025 19:12 | 130 lượt xem</p>",
        "<p>(09/11/2025 19:12, Lượt xem: 130)</p>",
        "<span class=\"date\">Đăng bởi quản trị, 09/11/2025 19:12</span>",
    ] {
        assert_eq!(dated(line), [instant("2025-11-09T19:12:00+07:00"); 3], "{line}");
    }
}

#[test]
fn a_deadline_or_a_day_in_a_sentence_is_no_date_of_an_article() {
    for line in [
        "<p>Hạn nộp hồ sơ: 30/11/2025</p>",
        "<p>Ngày 09/11/2025 tại Hà Nội thợ may nhận lương</p>",
        "<p>Từ ngày 01/07/2025 - 09/11/2025</p>",
    ] {
        assert_eq!(dated(line), [None; 3], "{line}");
    }
}

#[test]
fn a_date_that_a_script_will_show_is_read_from_the_attribute_of_its_place() {
    for line in [
        "<span class=\"item-time\" title=\"2025-11-09T19:12:00\"></span>",
        "<span class=\"time\" data-second=\"2025-11-09T19:12:00+07:00\"> </span>",
    ] {
        assert_eq!(dated(line), [instant("2025-11-09T19:12:00+07:00"); 3], "{line}");
    }
}

#[test]
fn cards_that_a_script_uncovers_later_belong_to_the_list_whatever_their_tag() {
    let card = |n: usize| {
        let later = if n > 2 { " hidden" } else { "" };
        format!(
            "<div class=\"item thumb-left{later}\"><h3><a href=\"/xa-hoi/to-may-so-{n}-lam-ca-dem-77{n}.html\">Tổ may số {n} làm ca đêm</a></h3>\
             <p>Tổ trưởng kể rằng xưởng sáng đèn đến khuya để kịp chuyến hàng cuối năm.</p></div>"
        )
    };
    let box_of_login = "<div class=\"box hidden\"><h3><a href=\"/xa-hoi/dang-nhap-de-doc-them-bai-nay-99.html\">Hộp thoại mời bạn đọc vào trang</a></h3></div>";
    let cards: String = (0..6).map(card).collect();
    assert_eq!(read(&format!("<body><div>{cards}</div>{box_of_login}</body>")).items.len(), 6);
}

#[test]
fn right_of_a_lead_stands_the_list_and_no_side_bar() {
    let html = format!(
        "<body><div><div class=\"rank\"><div class=\"primary\">{}</div><div class=\"secondary\">{}</div></div><div class=\"main-col\">{}</div></div></body>",
        row("xa-hoi", 0),
        (1..5)
            .map(|n| format!("<div class=\"s\"><h3><a href=\"/xa-hoi/to-may-so-{n}-lam-ca-dem-77{n}.html\">Tổ may số {n} làm ca đêm</a></h3></div>"))
            .collect::<String>(),
        (5..12).map(|n| row("xa-hoi", n)).collect::<String>()
    );
    assert_eq!(read(&html).items.len(), 12);
}

#[test]
fn boxes_under_a_heading_that_goes_on_elsewhere_are_no_part_of_the_list() {
    let links = |section: &str| -> String {
        (0..5).map(|n| format!("<li><a href=\"/{section}/ban-nhac-thu-{n}-cua-tho-mo-88{n}.html\">Bản nhạc thứ {n} của thợ mỏ {section}</a></li>")).collect()
    };
    let html = format!(
        "<body><div>{}</div><div><h4>Tin nổi bật khác</h4><ul>{}</ul></div></body>",
        rows("xa-hoi", 8),
        links("giai-tri")
    );
    assert_eq!(read(&html).items.len(), 8);
}

#[test]
fn a_section_below_another_knows_its_own_folder() {
    let notice = |n: usize| {
        format!(
            "<li><a href=\"/tin/thong-bao/thong-bao-ve-lich-nghi-so-{n}-88{n}.html\">Thông báo về lịch nghỉ số {n}</a></li>"
        )
    };
    let notices: String = (0..8).map(notice).collect();
    let own: String = (0..6).map(|n| row("tin/cong-doan", n)).collect();
    let html = format!("<body><div><h2>Tin hot</h2><ul>{notices}</ul></div><div><div>{own}</div></div></body>");
    assert_eq!(read_at("https://bao.example.vn/tin/cong-doan/", &html).items.len(), 6);
}

#[test]
fn a_date_with_its_year_goes_before_a_day_on_a_badge() {
    let line = "<div class=\"badge post-date\"><span class=\"day\">27</span> <span class=\"month\">Th4</span></div><p class=\"meta\">27/04/2021</p>";
    assert_eq!(dated(line), [instant("2021-04-27T00:00:00+07:00"); 3]);
}

#[test]
fn the_time_beside_the_day_over_an_article_is_its_date() {
    let line = "<h4 class=\"date-header\">Thứ Hai, 27 tháng 5, 2022</h4>\
        <span class=\"timestamp\">vào lúc <abbr class=\"published\" title=\"2022-05-27T08:07:00+07:00\">08:07</abbr></span>";
    assert_eq!(dated(line), [instant("2022-05-27T08:07:00+07:00"); 3]);
}

#[test]
fn a_document_in_a_table_is_called_by_what_it_is_about_and_not_by_its_number() {
    let rows: String = (1..5)
        .map(|n| {
            format!(
                "<tr><td>{n}</td><td><a href=\"/van-ban/huong-dan-bau-ban-chap-hanh-77{n}\">77{n}/HD-TLĐ</a></td><td>0{n}/02/2024</td>\
                 <td><a href=\"/van-ban/huong-dan-bau-ban-chap-hanh-77{n}\">Hướng dẫn bầu ban chấp hành của tổ {n}</a></td></tr>"
            )
        })
        .collect();
    let html = format!(
        "<body><table><thead><tr><th>STT</th><th>Số</th><th>Ngày</th><th>Trích yếu</th></tr></thead><tbody>{rows}</tbody></table></body>"
    );
    let listing = read(&html);
    assert_eq!(titles(&listing)[0], "Hướng dẫn bầu ban chấp hành của tổ 1");
    assert_eq!(listing.items[0].published.map(|moment| moment.at), instant("2024-02-01T00:00:00+07:00"));
}

#[test]
fn cards_whose_picture_alone_is_linked_are_entries_and_partners_logos_are_none() {
    let card = |n: usize, address: String| {
        format!(
            "<div class=\"c\"><a href=\"{address}\"><img src=\"/p/{n}.jpg\"></a><div class=\"ti\">Tổ may số {n} đổi ca đêm sang ca sáng</div>\
             <div class=\"da\">1{n}/03/2026</div></div>"
        )
    };
    let of = |address: &dyn Fn(usize) -> String| -> String { (1..6).map(|n| card(n, address(n))).collect() };
    let articles =
        read(&format!("<body><div class=\"ls\">{}</div></body>", of(&|n| format!("/tin/to-may-77{n}0.html"))));
    assert_eq!(titles(&articles)[0], "Tổ may số 1 đổi ca đêm sang ca sáng");
    assert_eq!(articles.items.len(), 5);
    let sections = read(&format!("<body><div class=\"ls\">{}</div></body>", of(&|n| format!("/muc-{n}"))));
    assert_eq!(titles(&sections), Vec::<&str>::new());
}
