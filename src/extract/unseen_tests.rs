//! Pages of sites that nobody has seen: class names that say nothing, no metadata, rules of another face of the site.

use super::{Knowledge, Source, article};
use crate::model::{Block, CanonicalUrl, Draft, FindingKind, Timestamp};
use crate::sources::Catalog;

fn read_as(address: &str, page: &str) -> Draft {
    let catalog = Catalog::built_in().unwrap();
    let url = CanonicalUrl::parse(address).unwrap();
    let source = Source { bytes: page.as_bytes(), charset: Some("utf-8"), url: &url, now: Timestamp(1_780_000_000) };
    article(source, Knowledge { catalog: &catalog, rules: true, learned: None })
}

fn read(page: &str) -> Draft {
    read_as("https://a.example/tin/bai-viet-1.html", page)
}

fn strings(draft: &Draft) -> Vec<&str> {
    draft.body.iter().filter(|b| !matches!(b, Block::Picture { .. })).flat_map(Block::strings).collect()
}

const TITLE: &str = "Tổ may số hai đổi ca để người lớn tuổi nghỉ đêm";
const PARAGRAPHS: [&str; 4] = [
    "Chiều nay các tổ trưởng đã họp bàn việc chia ca hợp lý để công nhân lớn tuổi khỏi làm đêm liên tục trong tuần.",
    "Theo bảng phân ca mới, mỗi người làm đêm nhiều nhất hai buổi, sau đó được nghỉ bù trọn một ngày có lương.",
    "Chị Hạnh ở chuyền bốn nói rằng từ khi đổi ca, chị kịp đưa con đến trường và vẫn đủ sức làm thêm cuối tuần.",
    "Công ty hứa sẽ xem lại định mức sau ba tháng, nếu năng suất giữ được thì cách chia này áp dụng cho cả xưởng.",
];

fn text() -> String {
    PARAGRAPHS.iter().map(|p| format!("<p>{p}</p>")).collect()
}

#[test]
fn comments_without_any_class_are_not_the_article() {
    let remark = "<div><b>Trần Văn Bình</b><div>Tôi thấy cách chia ca này rất hợp lý, mong các xưởng khác cũng làm theo để ai cũng đỡ mệt.</div>\
                  <a href=\"#\">Trả lời</a> <span>2 giờ trước</span></div>";
    let page = format!(
        "<body><div><h1>{TITLE}</h1><div>{}</div><div><h3>Bình luận (25)</h3>{}</div></div></body>",
        text(),
        remark.repeat(25)
    );
    assert_eq!(strings(&read(&page)), PARAGRAPHS);
}

#[test]
fn the_only_text_beside_a_picture_in_a_plain_box_is_its_caption() {
    let caption = "Công nhân chuyền bốn trong giờ nghỉ giữa ca chiều thứ ba";
    let figure = format!("<div><div><img src=\"/anh/1.jpg\"></div><div>{caption}</div></div>");
    let page = format!(
        "<body><h1>{TITLE}</h1><div><p>{}</p>{figure}<p>{}</p><p>{}</p><p>{}</p></div></body>",
        PARAGRAPHS[0], PARAGRAPHS[1], PARAGRAPHS[2], PARAGRAPHS[3]
    );
    let draft = read(&page);
    assert_eq!(strings(&draft), PARAGRAPHS);
    assert!(
        draft.body.iter().any(|b| matches!(b, Block::Picture { caption: c, .. } if c == caption)),
        "{:?}",
        draft.body
    );
}

#[test]
fn a_name_between_headline_and_text_is_the_author_without_label_or_class() {
    let page = format!(
        "<body><div><h1>{TITLE}</h1><div>Minh Chiến - 07/03/2026 08:47</div><div>{}</div></div></body>",
        text()
    );
    assert_eq!(read(&page).author.as_deref(), Some("Minh Chiến"));
}

#[test]
fn a_place_between_headline_and_text_is_no_author() {
    let page = format!("<body><div><h1>{TITLE}</h1><div>Bình Dương</div><div>{}</div></div></body>", text());
    assert_eq!(read(&page).author, None);
}

#[test]
fn a_list_of_other_articles_does_not_make_a_short_text_shorter() {
    let others =
        "<li><a href=\"/tin/2.html\">Khai trương siêu thị không đồng cho thợ xa quê</a> (12/03/2024)</li>".repeat(6);
    let page = format!(
        "<body><div><h1>{TITLE}</h1><div>{}<div><b>Các tin khác</b><ul>{others}</ul></div></div></div></body>",
        text()
    );
    assert_eq!(strings(&read(&page)), PARAGRAPHS);
}

#[test]
fn what_is_only_a_link_and_a_date_or_a_share_bar_is_left_out() {
    let page = format!(
        "<body><div><h1>{TITLE}</h1><div><p>{}</p><div><a href=\"/tin/3.html\">Tập huấn an toàn điện cho thợ lò</a> <span>10:20 02/03/2024</span></div>\
         <p>{}</p><div><span>Có thể bạn quan tâm</span> <a href=\"/tin/4.html\">Tập huấn cứu người bị giật</a></div><p>{}</p><p>{}</p>\
         <div><span>Facebook</span> <span>Zalo</span> <span>Sao chép liên kết</span></div><p>#congdoan #laodong</p></div></div></body>",
        PARAGRAPHS[0], PARAGRAPHS[1], PARAGRAPHS[2], PARAGRAPHS[3]
    );
    assert_eq!(strings(&read(&page)), PARAGRAPHS);
}

#[test]
fn lines_between_long_paragraphs_broken_by_single_breaks_are_sub_headings() {
    let page = format!(
        "<body><h1>{TITLE}</h1><div>{}<br>{}<br>Đủ sức đi làm<br>{}<br>{}</div></body>",
        PARAGRAPHS[0], PARAGRAPHS[1], PARAGRAPHS[2], PARAGRAPHS[3]
    );
    assert!(strings(&read(&page)).contains(&"Đủ sức đi làm"), "{:?}", strings(&read(&page)));
}

#[test]
fn what_stands_before_the_document_does_not_hide_its_title() {
    let page = format!(
        "\"java\" %>\n<html><head><title>{TITLE} | Báo</title></head><body><div>{TITLE}</div><h2>Mục khác của báo này hôm nay</h2><div>{}</div></body></html>",
        text()
    );
    assert_eq!(read(&page).title.as_deref(), Some(TITLE));
}

#[test]
fn a_rule_that_finds_a_sliver_gives_way_to_the_density_and_is_reported() {
    let long: String = (0..12).map(|n| format!("<p>{} Đây là đoạn thứ {n} của bài.</p>", PARAGRAPHS[n % 4])).collect();
    let page = format!(
        "<body><h1 class=\"title\">{TITLE}</h1><div class=\"art-body\"><p>{}</p></div><div class=\"moi\">{long}</div></body>",
        PARAGRAPHS[0]
    );
    let draft = read_as("https://laodong.vn/cong-doan/doi-ca-1234567.ldo", &page);
    assert!(strings(&draft).len() >= 12, "{:?}", strings(&draft));
    assert!(draft.findings.iter().any(|f| f.is(FindingKind::RulesMissed)), "{:?}", draft.findings);
}

#[test]
fn a_title_rule_that_finds_something_else_gives_way_to_the_printed_headline() {
    let page = format!(
        "<html><head><title>{TITLE} - Báo</title></head><body><h1 class=\"title\">Chuyên mục của bạn đọc</h1><h2>{TITLE}</h2><div class=\"art-body\">{}</div></body></html>",
        text()
    );
    assert_eq!(read_as("https://laodong.vn/cong-doan/doi-ca-1234567.ldo", &page).title.as_deref(), Some(TITLE));
}

#[test]
fn a_body_rule_that_finds_a_menu_is_not_believed() {
    let menu = "<a href=\"/muc/x\">Hoạt động của các công đoàn cơ sở</a> ".repeat(12);
    let page = format!("<body><h1>{TITLE}</h1><div class=\"art-body\">{menu}</div><div>{}</div></body>", text());
    assert_eq!(strings(&read_as("https://laodong.vn/cong-doan/doi-ca-1234567.ldo", &page)), PARAGRAPHS);
}

#[test]
fn a_bold_first_paragraph_is_the_sapo_though_the_head_describes_the_whole_site() {
    let sapo =
        "Từ đầu tháng, tổ may số hai chia lại ca đêm để bốn mươi công nhân lớn tuổi được nghỉ, lương vẫn giữ nguyên.";
    let page = format!(
        "<head><meta name=\"description\" content=\"Trang tin của một xưởng may, cập nhật mỗi ngày cho mọi người\"></head>\
         <body><h1>{TITLE}</h1><div><p><strong>{sapo}</strong></p>{}</div></body>",
        text()
    );
    let draft = read(&page);
    assert_eq!(draft.sapo.as_deref(), Some(sapo));
    assert_eq!(strings(&draft), PARAGRAPHS);
}

/// An unknown page with this box after the second paragraph and this one after the last.
fn with_boxes(inside: &str, after: &str) -> Draft {
    let [one, two, three, four] = PARAGRAPHS.map(|p| format!("<p>{p}</p>"));
    read(&format!("<body><main><h1>{TITLE}</h1><div>{one}{two}{inside}{three}{four}{after}</div></main></body>"))
}

#[test]
fn what_stands_around_a_text_is_not_the_text() {
    let link = |text: &str| format!("<a href=\"/tin/{}.html\">{text}</a>", text.len());
    let boxes = [
        ("hashtags", format!("<p>{} {} {}</p>", link("#côngđoàn"), link("#tiềnlương"), link("#calàmviệc"))),
        (
            "tags",
            format!("<div class=\"tags\"><span>Từ khóa:</span> {} {}</div>", link("ca đêm"), link("người lớn tuổi")),
        ),
        (
            "newsletter",
            "<div class=\"newsletter\"><p>Đăng ký nhận bản tin: để lại địa chỉ thư, mỗi sáng chúng tôi gửi tin mới cho bạn.</p>\
             <form><input type=\"email\"><button>Đăng ký</button></form></div>"
                .into(),
        ),
        (
            "related",
            format!(
                "<div><p><b>Tin liên quan</b></p><ul><li>{}</li><li>{}</li></ul></div>",
                link("Xưởng bên cạnh cũng chia lại ca làm đêm từ đầu tháng tới"),
                link("Bữa ăn giữa ca thêm món canh sau kiến nghị của tổ trưởng")
            ),
        ),
        ("read more", format!("<p>Đọc thêm: {}</p>", link("Xưởng bên cạnh cũng chia lại ca làm đêm từ đầu tháng tới"))),
        ("see more", format!("<p>&gt;&gt;&gt; Xem thêm: {}</p>", link("Bữa ăn giữa ca thêm món canh sau kiến nghị"))),
        (
            "hidden",
            "<div style=\"display: none\"><p>Đoạn này chỉ máy đọc được, người đọc báo không bao giờ thấy nó trên trang.</p></div>"
                .into(),
        ),
        ("share", "<div><a href=\"#\">Chia sẻ</a> <a href=\"#\">Facebook</a> <a href=\"#\">Zalo</a> <a href=\"#\">In bài</a></div>".into()),
    ];
    for (name, junk) in &boxes {
        assert_eq!(strings(&with_boxes("", junk)), PARAGRAPHS, "{name} after the text");
        assert_eq!(strings(&with_boxes(junk, "")), PARAGRAPHS, "{name} in the text");
    }
}

#[test]
fn a_text_in_one_cell_of_a_table_is_read_by_its_double_line_breaks() {
    let cell = PARAGRAPHS.join("<br><br>");
    let page = format!("<body><table><tr><td><h1>{TITLE}</h1></td></tr><tr><td>{cell}</td></tr></table></body>");
    assert_eq!(strings(&read(&page)), PARAGRAPHS);
}

#[test]
fn a_poll_between_paragraphs_is_no_part_of_the_text() {
    let poll = "<div><p>Bạn có hài lòng với cách chia ca mới không?</p><label><input> Có</label><label><input> Chưa</label>\
                <button>Bình chọn</button></div>";
    let page =
        format!("<body><h1>{TITLE}</h1><div>{}</div></body>", text().replacen("</p><p>", &format!("</p>{poll}<p>"), 1));
    assert_eq!(strings(&read(&page)), PARAGRAPHS);
}

#[test]
fn a_line_that_is_no_sentence_right_under_a_picture_is_its_caption() {
    let figure = "<p><img src=\"/anh/1.jpg\"></p><p>Buổi họp chia ca ở xưởng may số hai</p>";
    let page = format!(
        "<body><h1>{TITLE}</h1><div>{}</div></body>",
        text().replacen("</p><p>", &format!("</p>{figure}<p>"), 1)
    );
    let draft = read(&page);
    assert_eq!(strings(&draft), PARAGRAPHS);
    assert!(draft.body.iter().any(|b| matches!(b, Block::Picture { caption, .. } if caption.starts_with("Buổi họp"))));
}

#[test]
fn a_footer_over_the_text_dates_the_article_and_the_one_under_the_page_does_not() {
    let line = "<footer><div>Đăng bởi <span>Vũ Hải Đăng</span> vào <span>20/08/2025 - 08:15</span></div></footer>";
    let page =
        |over: &str, under: &str| format!("<body><h1>{TITLE}</h1><div>{over}<div>{}</div></div>{under}</body>", text());
    let draft = read(&page(line, ""));
    assert_eq!(draft.published.map(|m| m.to_string()).as_deref(), Some("2025-08-20T08:15:00+07:00"));
    assert_eq!(draft.author.as_deref(), Some("Vũ Hải Đăng"));
    assert_eq!(read(&page("", "<footer>20/08/2025 - 08:15</footer>")).published, None);
}

#[test]
fn the_author_may_be_an_item_of_the_row_of_facts_over_the_text() {
    let facts = "<ul><li><a href=\"/a\"><span>Trần Thu Hằng</span></a></li><li><span>20/08/2025 08:15</span></li></ul>";
    let draft = read(&format!(
        "<body><section><div><h1>{TITLE}</h1></div><div>{facts}</div><div>{}</div></section></body>",
        text()
    ));
    assert_eq!(draft.author.as_deref(), Some("Trần Thu Hằng"));
}

#[test]
fn a_first_paragraph_in_a_box_of_its_own_is_the_sapo_under_a_long_line_of_date_and_author_too() {
    let line = "<div><span>Trần Thu Hằng</span> (báo Thử) | <span>Thứ Tư, 20/08/2025 08:15 (GMT+7)</span></div>";
    let rest: String = PARAGRAPHS[1..].iter().cycle().take(4).map(|p| format!("<p>{p}</p>")).collect();
    let draft = read(&format!(
        "<body><div><h1>{TITLE}</h1>{line}<div><p>{}</p></div><div>{rest}</div></div></body>",
        PARAGRAPHS[0]
    ));
    assert_eq!(draft.sapo.as_deref(), Some(PARAGRAPHS[0]));
}

#[test]
fn a_short_article_at_a_short_address_is_no_list() {
    let kind = |page: &str| {
        let url = CanonicalUrl::parse("https://a.example/bai-1.html").unwrap();
        let source =
            Source { bytes: page.as_bytes(), charset: Some("utf-8"), url: &url, now: Timestamp(1_780_000_000) };
        super::kind(source, Knowledge { catalog: &Catalog::default(), rules: false, learned: None })
    };
    let menu = "<ul><li><a href=\"/cong-doan\">Công đoàn</a></li><li><a href=\"/viec-lam\">Việc làm</a></li></ul>";
    assert_eq!(kind(&format!("<body>{menu}<h1>{TITLE}</h1><div>{}</div></body>", text())), super::PageKind::Article);
    assert_eq!(
        kind(&format!("<body>{menu}<h1>Công đoàn</h1><p>Chưa có bài nào.</p></body>")),
        super::PageKind::Listing
    );
}

#[test]
fn comments_that_nothing_opens_are_not_the_article() {
    let remark = |name: &str, age: u8| {
        format!(
            "<div><b>{name}</b> <span>{age} giờ trước</span><p>Tôi thấy cách chia ca này rất hợp lý, mong các xưởng khác cũng làm theo.</p>\
             <a href=\"#\">Trả lời</a></div>"
        )
    };
    let page = |remarks: &str| {
        format!("<body><div><h1>{TITLE}</h1><div>{}</div><div><div>{remarks}</div></div></div></body>", text())
    };
    assert_eq!(strings(&read(&page(&remark("Bảo Ngân", 9)))), PARAGRAPHS);
    assert_eq!(strings(&read(&page(&(remark("Bảo Ngân", 9) + &remark("Mai Chi", 2))))), PARAGRAPHS);
}

#[test]
fn an_answer_of_a_forum_is_no_part_of_the_first_post() {
    let answer = "<div itemprop=\"comment\"><div>Chỗ tôi cũng vậy, anh em bàn nhau mãi mới có được hai tháng lương thưởng cuối năm.</div></div>";
    let page = format!("<body><h1>{TITLE}</h1><div><div>{}</div>{answer}</div></body>", text());
    assert_eq!(strings(&read(&page)), PARAGRAPHS);
}

#[test]
fn a_time_in_english_without_a_zone_is_that_of_the_element() {
    let line =
        "<div><span>Trần Thu Hằng</span><time datetime=\"2025-11-10T14:10:00Z\">November 10, 2025, 2:10pm</time></div>";
    let draft = read(&format!("<body><h1>{TITLE}</h1>{line}<div>{}</div></body>", text()));
    assert_eq!(draft.published.map(|m| m.to_string()).as_deref(), Some("2025-11-10T21:10:00+07:00"));
    let printed = line.replace("November 10, 2025, 2:10pm", "10/11/2025 14:10");
    let draft = read(&format!("<body><h1>{TITLE}</h1>{printed}<div>{}</div></body>", text()));
    assert_eq!(draft.published.map(|m| m.to_string()).as_deref(), Some("2025-11-10T14:10:00+07:00"));
}

#[test]
fn a_picture_that_opens_in_a_lightbox_stays() {
    let figure = "<figure><a class=\"detail-img-lightbox\" href=\"/anh/1.jpg\"><img src=\"/anh/1.jpg\"></a>\
                  <figcaption>Giờ nghỉ ở chuyền bốn</figcaption></figure>";
    let text = text().replacen("</p><p>", &format!("</p>{figure}<p>"), 1);
    let draft = read(&format!("<body><h1>{TITLE}</h1><div>{text}</div></body>"));
    assert!(
        draft.body.iter().any(|b| matches!(b, Block::Picture { caption, .. } if caption == "Giờ nghỉ ở chuyền bốn"))
    );
}

#[test]
fn the_day_that_blogs_print_as_a_heading_over_the_headline_is_that_of_the_article() {
    let page = |day: &str| {
        format!(
            "<body><div><h2><span>{day}</span></h2><div><div><h3>{TITLE}</h3><div>{}</div></div></div></div></body>",
            text()
        )
    };
    let draft = read(&page("Chủ nhật, 3 tháng 8, 2025"));
    assert_eq!(draft.published.map(|m| m.to_string()).as_deref(), Some("2025-08-03"));
    assert_eq!(read(&page("Kế hoạch năm 2025")).published, None);
}

#[test]
fn a_label_without_a_name_under_the_text_is_left_out() {
    let page = format!("<body><h1>{TITLE}</h1><div>{}<div>Tác giả:</div></div></body>", text());
    assert_eq!(strings(&read(&page)), PARAGRAPHS);
}
