//! What stands right around a text on pages of sites that nobody has seen: signatures, cards of other articles, notes.

use super::{Knowledge, Source, article};
use crate::model::{Block, CanonicalUrl, Draft, Timestamp};
use crate::sources::Catalog;

fn read(page: &str) -> Draft {
    let catalog = Catalog::built_in().unwrap();
    let url = CanonicalUrl::parse("https://a.example/tin/bai-viet.html").unwrap();
    let source = Source { bytes: page.as_bytes(), charset: Some("utf-8"), url: &url, now: Timestamp(1_780_000_000) };
    article(source, Knowledge { catalog: &catalog, rules: false, learned: None })
}

fn strings(draft: &Draft) -> Vec<&str> {
    draft.body.iter().filter(|b| !matches!(b, Block::Picture { .. })).flat_map(Block::strings).collect()
}

const TITLE: &str = "Xưởng mộc mở lớp học nghề buổi tối cho thợ trẻ";
const PARAGRAPHS: [&str; 4] = [
    "Tối thứ ba hằng tuần, mười hai thợ trẻ ở xưởng mộc lại ngồi quanh chiếc bàn bào để học cách đọc bản vẽ.",
    "Người dạy là ông Sáu, thợ cả đã nghỉ hưu, mỗi buổi ông mang theo một chiếc ghế cũ để cả lớp tháo ra lắp lại.",
    "Công đoàn xưởng trả tiền giấy bút, còn giám đốc cho mượn phòng và bật đèn đến chín giờ mà không tính tiền điện.",
    "Sau ba tháng, bốn người đã nhận được việc khó hơn với mức lương cao hơn trước, những người khác vẫn theo học đều.",
];

fn text() -> String {
    PARAGRAPHS.iter().map(|p| format!("<p>{p}</p>")).collect()
}

/// A page that ends its text with some lines.
fn ending(lines: &str) -> Draft {
    read(&format!("<body><div><h1>{TITLE}</h1><div>20/08/2025 10:20</div><div>{}{lines}</div></div></body>", text()))
}

#[test]
fn a_signature_is_the_author_as_it_is_printed_and_no_text() {
    for (line, author) in [
        ("Việt Dũng/VOV1", "Việt Dũng/VOV1"),
        ("Nguyễn Thiện (37)", "Nguyễn Thiện (37)"),
        ("Bài: Minh Hằng - Ảnh: Lê Tú", "Minh Hằng"),
        ("Minh Hằng; Ảnh: Lê Tú", "Minh Hằng"),
        ("Quang Anh - Ngày 20/08/2025", "Quang Anh"),
        ("Phương Oanh/vnanet.vn", "Phương Oanh/vnanet.vn"),
        ("PV/VOV.VN", "PV/VOV.VN"),
        ("Bảo Châu/Lao Động", "Bảo Châu/Lao Động"),
        ("Tổng hợp: Minh Hằng", "Minh Hằng"),
        ("M.Hằng - Q.Tú", "M.Hằng - Q.Tú"),
        ("MH", "MH"),
        ("P.V (tổng hợp)", "P.V (tổng hợp)"),
        ("Luật sư Trần Minh Hằng", "Luật sư Trần Minh Hằng"),
        ("Minh Hằng - Công đoàn Viên chức tỉnh", "Minh Hằng - Công đoàn Viên chức tỉnh"),
    ] {
        for form in ["<p style=\"text-align:right\"><strong>", "<p><b>", "<p>"] {
            let draft = ending(&format!("{form}{line}</p>"));
            assert_eq!(draft.author.as_deref(), Some(author), "{form}{line}");
            assert_eq!(strings(&draft), PARAGRAPHS, "{form}{line}");
        }
    }
}

#[test]
fn an_agency_alone_is_the_source_and_no_author() {
    let draft = ending("<p>(TTXVN/Vietnam+)</p>");
    assert_eq!(draft.imprint.source_line.as_deref(), Some("TTXVN/Vietnam+"));
    assert_eq!(draft.author, None);
    assert_eq!(strings(&draft), PARAGRAPHS);
}

#[test]
fn name_and_source_may_stand_in_either_order_or_in_one_paragraph() {
    for lines in [
        "<p align=\"right\">Theo CNN/Reuters</p><p align=\"right\">Minh Hằng</p>",
        "<p align=\"right\">Minh Hằng</p><p align=\"right\">Theo CNN/Reuters</p>",
        "<p align=\"right\"><strong>Minh Hằng<br>Theo CNN/Reuters</strong></p>",
    ] {
        let draft = ending(lines);
        assert_eq!(draft.author.as_deref(), Some("Minh Hằng"), "{lines}");
        assert_eq!(draft.imprint.source_line.as_deref(), Some("Theo CNN/Reuters"), "{lines}");
        assert_eq!(strings(&draft), PARAGRAPHS, "{lines}");
    }
}

#[test]
fn a_user_of_the_system_is_neither_author_nor_text() {
    for line in ["admin admin", "Ban bien tap", "Ad Min", "quantri", "Super User", "Người đăng: admin"] {
        let draft = ending(&format!("<p>{line}</p>"));
        assert_eq!(draft.author, None, "{line}");
        assert_eq!(strings(&draft), PARAGRAPHS, "{line}");
    }
}

#[test]
fn licences_and_the_place_of_writing_are_left_out() {
    for line in [
        "Bài viết này được phát hành theo giấy phép Creative Commons Ghi công 4.0 Quốc tế.",
        "© Bản quyền bài viết thuộc về xưởng, mọi sao chép phải ghi rõ nguồn và được đồng ý bằng văn bản.",
        "Tân Sơn, ngày 20/8/2025",
    ] {
        assert_eq!(strings(&ending(&format!("<p>{line}</p>"))), PARAGRAPHS, "{line}");
    }
}

#[test]
fn cards_with_teasers_beside_the_text_do_not_widen_its_box() {
    let card = |n: usize| {
        format!(
            "<div><a href=\"/tin/khac-{n}.html\"><img src=\"/i/{n}.jpg\"></a><h3><a href=\"/tin/khac-{n}.html\">Căn tin số {n} thêm món canh rau</a></h3>\
             <span>1{n}/08/2025 09:15</span><p>Từ đầu tháng, suất ăn ở căn tin số {n} có thêm canh rau và trái cây mà giá vẫn như cũ.</p></div>"
        )
    };
    let cards: String = (1..6).map(card).collect();
    let page = format!(
        "<body><div><div><h1>{TITLE}</h1><div>20/08/2025 10:20</div><div>{}<p><b>Trần Khánh An</b></p></div></div>\
         <div><div>Mới cập nhật</div>{cards}</div></div></body>",
        text()
    );
    let draft = read(&page);
    assert_eq!(strings(&draft), PARAGRAPHS);
    assert_eq!(draft.author.as_deref(), Some("Trần Khánh An"));
    assert_eq!(draft.published.map(|m| m.to_string()).as_deref(), Some("2025-08-20T10:20:00+07:00"));
}

#[test]
fn a_card_that_is_one_link_around_picture_and_teaser_is_no_text() {
    let card = "<div><a href=\"/tin/khac-7.html\"><img src=\"/i/7.jpg\"><span>Căn tin thêm món canh rau</span>\
                <span>Từ đầu tháng, suất ăn có thêm canh rau và trái cây mà giá vẫn như cũ.</span></a></div>";
    let [one, two, three, four] = PARAGRAPHS.map(|p| format!("<p>{p}</p>"));
    let page = format!("<body><div><h1>{TITLE}</h1><div>{one}{two}{card}{three}{four}</div></div></body>");
    assert_eq!(strings(&read(&page)), PARAGRAPHS);
}

#[test]
fn a_sapo_with_the_lead_picture_in_a_box_of_its_own_is_no_part_of_the_text() {
    let sapo =
        "Nhờ lớp học buổi tối, nhiều thợ trẻ ở xưởng mộc biết đọc bản vẽ và nhận được việc khó hơn với lương cao hơn.";
    let page = format!(
        "<body><div><h1>{TITLE}</h1><span>Cổng tin của xưởng mộc ở thị trấn Tân Sơn này http://a.example/logo.png</span>\
         <div>Thứ hai - 01/07/2024 08:15</div><div><div>{sapo}</div><div><img src=\"/i/1.jpg\">\
         <div>Thợ trẻ tháo lắp chiếc ghế cũ trong một buổi học tối thứ ba</div></div></div><div>{}</div></div></body>",
        text()
    );
    let draft = read(&page);
    assert_eq!(draft.sapo.as_deref(), Some(sapo));
    assert_eq!(strings(&draft), PARAGRAPHS);
}

#[test]
fn a_date_above_the_headline_is_read_in_a_cell_that_also_holds_the_text_and_links() {
    let page = format!(
        "<body><table><tr><td><span>Thứ tư, 20/08/2025 10:20</span><h1>{TITLE}</h1><div>{}</div>\
         <ul><li><a href=\"/tin/khac-1234.html\">Căn tin xưởng thêm món canh rau</a></li></ul></td></tr></table></body>",
        text()
    );
    assert_eq!(read(&page).published.map(|m| m.to_string()).as_deref(), Some("2025-08-20T10:20:00+07:00"));
}

#[test]
fn a_clock_over_the_menu_is_not_the_date() {
    let menu: String = ["Trang chủ", "Tin tức", "Việc làm", "Pháp luật", "Liên hệ"]
        .iter()
        .map(|name| format!("<a href=\"/{}\">{name}</a> ", name.len()))
        .collect();
    let page = format!(
        "<body><div>Thứ năm, 28/05/2026 10:20:33</div><div>{menu}</div><div><h1>{TITLE}</h1><div>{}</div></div></body>",
        text()
    );
    assert_eq!(read(&page).published, None);
}

#[test]
fn a_name_over_a_comment_is_no_author() {
    let remark = "<div><b>Lê Thị Ngọc</b> <p>Lớp học này rất hay, mong xưởng tôi cũng có.</p></div>";
    let page = format!("<body><div><h1>{TITLE}</h1><div>{}</div></div><h3>Bình luận (1)</h3>{remark}</body>", text());
    assert_eq!(read(&page).author, None);
}

#[test]
fn all_authors_are_named_whose_pages_are_linked() {
    let link = |slug: &str, name: &str| format!("<div><a href=\"/tac-gia/{slug}.htm\">{name}</a></div>");
    let page = format!(
        "<body><div><h1>{TITLE}</h1><div>{}<span>và 1 tác giả khác</span>{}{}</div><div>{}</div></div></body>",
        link("le-tu", "LÊ TÚ"),
        link("le-tu", "LÊ TÚ"),
        link("ha-my", "HÀ MY"),
        text()
    );
    assert_eq!(read(&page).author.as_deref(), Some("LÊ TÚ - HÀ MY"));
}

#[test]
fn a_headline_in_bold_is_found_where_the_head_names_only_the_site() {
    let page = format!(
        "<html><head><title>Trang tin xưởng mộc</title></head><body><div><div><b>{TITLE}</b></div><div>20/08/2025 10:20</div>\
         <div>{}</div></div></body></html>",
        text()
    );
    assert_eq!(read(&page).title.as_deref(), Some(TITLE));
}

#[test]
fn the_mark_of_a_note_does_not_run_into_a_figure() {
    for (raised, read_as) in [
        ("5.310.000<sup>1</sup> đồng", "5.310.000¹ đồng"),
        ("5.310.000<sup><a href=\"#n1\">12</a></sup> đồng", "5.310.000¹² đồng"),
        ("5.310.000<sup>(1)</sup> đồng", "5.310.000(1) đồng"),
        ("37<sup>o</sup>C trong xưởng", "37°C trong xưởng"),
        ("rộng 25 m<sup>2</sup> mỗi phòng", "rộng 25 m2 mỗi phòng"),
        ("theo quy định<sup>3</sup> của xưởng", "theo quy định³ của xưởng"),
    ] {
        let page = format!(
            "<body><div><h1>{TITLE}</h1><div>{}<p>Mức hỗ trợ cho mỗi thợ là {raised}, trả vào cuối tháng.</p></div></div></body>",
            text()
        );
        let draft = read(&page);
        assert!(strings(&draft).last().is_some_and(|last| last.contains(read_as)), "{:?}", strings(&draft).last());
    }
}

#[test]
fn the_summary_of_details_heads_its_content() {
    let page = format!(
        "<body><div><h1>{TITLE}</h1><div>{}<details><summary>Ai được học</summary><p>Mọi thợ đã làm ở xưởng đủ ba tháng đều được ghi tên vào lớp học buổi tối.</p></details></div></div></body>",
        text()
    );
    let body = read(&page).body;
    assert!(body.iter().any(|b| matches!(b, Block::Heading { rich, .. } if rich.text == "Ai được học")), "{body:?}");
}
