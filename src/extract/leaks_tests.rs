//! What leaks into a text from boxes and lines around it, and what of a page seems to and belongs to the text.

use super::{Knowledge, Source, article};
use crate::model::{Block, CanonicalUrl, Draft, Timestamp};
use crate::sources::Catalog;

fn read_with(rules: bool, page: &str) -> Draft {
    let catalog = Catalog::built_in().unwrap();
    let url = CanonicalUrl::parse("https://a.example/tin/bai-viet-1.html").unwrap();
    let source = Source { bytes: page.as_bytes(), charset: Some("utf-8"), url: &url, now: Timestamp(1_780_000_000) };
    article(source, Knowledge { catalog: &catalog, rules, learned: None })
}

fn strings(draft: &Draft) -> Vec<&str> {
    draft.body.iter().filter(|b| !matches!(b, Block::Picture { .. })).flat_map(Block::strings).collect()
}

fn captions(draft: &Draft) -> Vec<&str> {
    let caption = |block: &'_ Block| matches!(block, Block::Picture { .. });
    draft.body.iter().filter(|b| caption(b)).flat_map(Block::strings).filter(|text| !text.is_empty()).collect()
}

const TITLE: &str = "Xưởng dệt Cầu Ngang lắp thêm quạt cho chuyền hấp";
const SAPO: &str = "Sau hai tháng kiến nghị, chuyền hấp của xưởng dệt Cầu Ngang có thêm tám chiếc quạt hơi nước và một giờ nghỉ giữa ca.";
const TEXT: [&str; 4] = [
    "Chiều thứ hai, những chiếc quạt đầu tiên được kéo vào chuyền hấp, nơi nhiệt độ buổi trưa thường vượt bốn mươi độ.",
    "Chị Nhàn, người đứng máy lâu năm nhất, kể rằng trước đây mỗi tuần đều có người phải xuống phòng y tế vì choáng.",
    "Tổ công đoàn đã đo nhiệt độ trong sáu tuần liền, ghi vào sổ từng buổi, rồi đem sổ ấy ra bàn với ban giám đốc.",
    "Hai bên hẹn ba tháng nữa đo lại, nếu vẫn nóng thì dời máy sấy ra nhà riêng trước mùa khô năm sau.",
];

/// A page whose text holds some markup after its second paragraph, with more beside its box.
fn page(head: &str, within: &str, under: &str) -> String {
    format!(
        "<body><div><h1>{TITLE}</h1>{head}<div>{SAPO}</div><div><p>{}</p><p>{}</p>{within}<p>{}</p><p>{}</p></div>{under}</div></body>",
        TEXT[0], TEXT[1], TEXT[2], TEXT[3]
    )
}

fn read(head: &str, within: &str, under: &str) -> Draft {
    read_with(false, &page(head, within, under))
}

fn cards(count: usize, card: impl Fn(usize) -> String) -> String {
    (0..count).map(card).collect()
}

const HEADLINES: [&str; 3] =
    ["Lớp học đêm của thợ mộc Hòa Bình", "Bếp ăn ca ba đổi thực đơn mới", "Chuyến xe chở thợ về quê ăn Tết"];
const TEASER: &str = "Công đoàn xưởng đã họp với nhà bếp và ghi lại ý kiến của từng tổ trong tuần qua.";

#[test]
fn teasers_under_headlines_without_boxes_go_with_the_line_that_opens_them() {
    let flat = cards(3, |at| {
        let headline = HEADLINES[at];
        format!(
            "<div><a href=\"/tin/{at}.html\"><img src=\"/a/{at}.jpg\"></a></div>\
             <div><a href=\"/tin/{at}.html\">{headline}</a></div><div><p>{TEASER}</p></div>"
        )
    });
    let draft = read("", "", &format!("<div><h5>Các tin khác</h5>{flat}</div>"));
    assert_eq!(strings(&draft), TEXT);
    let draft = read("", "", &format!("<div>{flat}</div>"));
    assert_eq!(strings(&draft), TEXT);
}

#[test]
fn a_digest_of_linked_headlines_keeps_its_texts() {
    let parts = cards(3, |at| {
        let headline = HEADLINES[at];
        format!(
            "<p><a href=\"/a/{at}\"><img src=\"/a/{at}.jpg\"></a></p><p><a href=\"/tin/{at}.html\">{headline}</a></p><p>{}</p>",
            TEXT[at]
        )
    });
    let page = format!("<body><div><h1>{TITLE}</h1><div>{parts}</div></div></body>");
    assert_eq!(strings(&read_with(false, &page)).iter().filter(|text| TEXT.contains(text)).count(), 3);
}

#[test]
fn a_paragraph_under_the_last_of_some_links_stays() {
    let links = cards(2, |at| format!("<p><a href=\"/tin/{at}.html\">{}</a></p>", HEADLINES[at]));
    let page = format!(
        "<body><div><h1>{TITLE}</h1><div><p>{}</p><p>{}</p><p>{}</p><p>Tin liên quan</p>{links}<p>{}</p></div></div></body>",
        TEXT[0], TEXT[1], TEXT[2], TEXT[3]
    );
    assert_eq!(strings(&read_with(false, &page)), TEXT);
}

#[test]
fn one_comment_without_any_sign_is_neither_text_nor_author() {
    let remark =
        "<div><div><b>Đỗ Thị Hường</b></div><div>Chỗ tôi làm cũng nóng như vậy mà chưa ai đo bao giờ cả.</div></div>";
    for under in [remark.to_owned(), format!("<div>Tags: <a href=\"/t\">quạt</a></div>{remark}")] {
        let draft = read("", "", &under);
        assert_eq!(strings(&draft), TEXT);
        assert_eq!(draft.author, None);
    }
}

#[test]
fn a_name_over_what_he_is_under_a_text_is_the_author() {
    let about = "<div><div><b>Đỗ Minh Hường</b></div><div>Phóng viên ban Bạn đọc, quê ở Trà Vinh</div></div>";
    assert_eq!(read("", "", about).author.as_deref(), Some("Đỗ Minh Hường"));
}

#[test]
fn the_papers_hotline_is_no_text_and_that_of_an_office_is() {
    let own = "<blockquote><p>Mọi thông tin phản ánh xin gửi về đường dây nóng: 0912.000.111 hoặc hộp thư bandoc@a.example. \
               Tòa soạn trân trọng cảm ơn và sẽ trả lời trong vòng hai ngày làm việc kể từ khi nhận được thư.</p></blockquote>";
    assert_eq!(strings(&read("", own, "")), TEXT);
    let office = "Đường dây nóng của Liên đoàn Lao động huyện: 0912.000.111, gặp chị Tâm.";
    let draft = read("", &format!("<p>{office}</p>"), "");
    assert!(strings(&draft).contains(&office), "{:?}", draft.body);
}

#[test]
fn what_asks_for_an_address_of_mail_is_no_text() {
    let card = "<div><h2>Đăng ký nhận bản tin</h2><p>Không thư rác. Hủy bất cứ lúc nào.</p>\
                <form><input type=\"email\"><button>Đăng ký</button></form></div>";
    assert_eq!(strings(&read("", card, "")), TEXT);
}

#[test]
fn the_words_beside_a_figure_without_words_are_its_caption() {
    let caption = "Quạt hơi nước ở chuyền hấp chiều thứ hai.";
    let figure = format!("<div><figure><img src=\"/a/1.jpg\"></figure><div><p>{caption}</p></div></div>");
    let draft = read("", &figure, "");
    assert_eq!(captions(&draft), [caption]);
    assert_eq!(strings(&draft), TEXT);
}

#[test]
fn a_button_to_enlarge_is_no_caption() {
    let caption = "Quạt hơi nước ở chuyền hấp chiều thứ hai.";
    let figure = format!(
        "<div><div><a href=\"/a/1.jpg\"><img src=\"/a/1.jpg\"></a><span>Phóng to</span></div><div>{caption}</div></div>"
    );
    assert_eq!(captions(&read("", &figure, "")), [caption]);
}

#[test]
fn class_names_of_several_words_say_caption() {
    let caption = "Quạt hơi nước ở chuyền hấp chiều thứ hai.";
    for name in ["img_chu_thich_04", "photo-cap"] {
        let markup = format!("<p><img src=\"/a/1.jpg\"></p><p class=\"{name}\">{caption}</p>");
        assert_eq!(captions(&read("", &markup, "")), [caption], "{name}");
    }
}

#[test]
fn a_topic_beside_the_date_is_no_text() {
    let head = "<div><a href=\"/chu-de/nong\">Sự kiện: Chống nóng</a><time>Thứ Hai, ngày 09/03/2026 08:20 AM (GMT+7)</time></div>";
    let page = format!(
        "<body><article><h1>{TITLE}</h1>{head}<p>{}</p><p>{}</p><p>{}</p><p>{}</p></article></body>",
        TEXT[0], TEXT[1], TEXT[2], TEXT[3]
    );
    let draft = read_with(false, &page);
    assert_eq!(strings(&draft), TEXT);
    assert_eq!(draft.published.unwrap().to_string(), "2026-03-09T08:20:00+07:00");
}

#[test]
fn a_date_that_is_kept_for_a_script_is_read_beside_the_headline_only() {
    let kept = |day: &str| format!("<span title=\"2026-03-{day}T08:20:14\" class=\"timeago\"></span>");
    let card = format!("<div><a href=\"/tin/1.html\">{}</a>{}</div>", HEADLINES[0], kept("01"));
    let draft = read(&format!("<div><span>Minh Khuê</span> {}</div>", kept("09")), "", &card);
    assert_eq!(draft.published.unwrap().to_string(), "2026-03-09T08:20:14+07:00");
    assert_eq!(read("", "", &card).published, None);
    let draft =
        read(&format!("<div><span>Minh Khuê</span> {}</div>", kept("09").replace("timeago", "xq12")), "", &card);
    assert_eq!(draft.published.unwrap().to_string(), "2026-03-09T08:20:14+07:00");
}

#[test]
fn the_source_beside_an_author_is_no_part_of_his_name() {
    for head in [
        "<div class=\"author-box-line\"><span class=\"author\">Minh Khuê</span><span class=\"source\">Theo Báo Thợ Dệt</span></div>",
        "<div><span>Minh Khuê</span> <span>Theo Báo Thợ Dệt</span> <span>09/03/2026 08:20</span></div>",
    ] {
        assert_eq!(read(head, "", "").author.as_deref(), Some("Minh Khuê"), "{head}");
    }
}

#[test]
fn agencies_in_brackets_are_the_source_of_the_one_who_signs() {
    let page = format!(
        "<body><div><h1>{TITLE}</h1><div><p>{}</p><p>{}</p><p>{}</p><p>Minh Khuê (TTXVN/Vietnam+)</p></div></div></body>",
        TEXT[0], TEXT[1], TEXT[2]
    );
    let draft = read_with(false, &page);
    assert_eq!(draft.author.as_deref(), Some("Minh Khuê"));
    assert_eq!(draft.imprint.source_line.as_deref(), Some("TTXVN/Vietnam+"));
    assert_eq!(strings(&draft), TEXT[..3]);
}

#[test]
fn cards_whose_picture_alone_is_linked_are_no_text() {
    let plain = |at: usize, address: &str| {
        format!(
            "<div><a href=\"{address}\"><img src=\"/a/{at}.jpg\"></a><div>{}</div><div>{TEASER}</div></div>",
            HEADLINES[at]
        )
    };
    let alike = cards(2, |at| plain(at, &format!("/tin/{at}.html")));
    assert_eq!(strings(&read("", &alike, "")), TEXT);
    let spelt = plain(0, "/lop-hoc-dem-cua-tho-moc-hoa-binh-77.html");
    assert_eq!(strings(&read("", &spelt, "")), TEXT);
}

#[test]
fn a_linked_picture_keeps_its_caption() {
    let caption = "Chị Nhàn bên chiếc quạt mới lắp ở đầu chuyền";
    let figure = format!("<div><a href=\"/anh/77.html\"><img src=\"/a/1.jpg\"></a><div>{caption}</div></div>");
    let draft = read("", &figure, "");
    assert_eq!(captions(&draft), [caption]);
    assert_eq!(strings(&draft), TEXT);
}

#[test]
fn the_box_about_the_author_between_paragraphs_names_him_and_is_no_text() {
    let about = "<div><a href=\"/tac-gia/7\"><img src=\"/a/7.jpg\"></a><div><div><a href=\"/tac-gia/7\">Lê Minh Khuê</a></div>\
                 <div>Phóng viên ban Việc làm</div><div>123 bài viết</div><a href=\"#\">Theo dõi</a></div></div>";
    for about in [about.to_owned(), about.replace("/tac-gia/7", "/tg/7")] {
        let draft = read("", &about, "");
        assert_eq!(strings(&draft), TEXT);
        assert_eq!(draft.author.as_deref(), Some("Lê Minh Khuê"));
    }
}

#[test]
fn the_caption_in_the_box_of_the_sapo_is_no_part_of_it() {
    let page = format!(
        "<html><head><meta name=\"generator\" content=\"NukeViet v3.4\"></head><body><div class=\"news_column\"><h1>{TITLE}</h1>\
         <div class=\"hometext\"><div class=\"imghome\"><img src=\"/a/1.jpg\"><em>Quạt mới ở chuyền hấp</em></div>{SAPO}</div>\
         <div class=\"bodytext\"><div>{}</div><br><div>{}</div><br><div>{}</div></div></div></body></html>",
        TEXT[0], TEXT[1], TEXT[2]
    );
    assert_eq!(read_with(true, &page).sapo.as_deref(), Some(SAPO));
}

#[test]
fn comments_with_a_name_and_a_button_are_neither_text_nor_author() {
    let remark = |name: &str| {
        format!(
            "<div><b>{name}</b><p>Chỗ tôi làm cũng nóng như vậy mà chưa ai đo.</p><span>10/03/2026 20:15</span> <a href=\"#\">Trả lời</a></div>"
        )
    };
    let remarks = format!("<div>{}{}</div>", remark("Đỗ Thị Hường"), remark("Ngô Văn Lành"));
    let draft = read("", "", &remarks);
    assert_eq!(strings(&draft), TEXT);
    assert_eq!(draft.author, None);
}

#[test]
fn what_an_office_answers_is_text() {
    let question = "<p>Nguyễn Thị Lành</p><p>Tôi nghỉ việc từ tháng trước thì có được nhận trợ cấp thất nghiệp không?</p><p>Trả lời:</p>";
    let draft = read("", question, "");
    assert!(strings(&draft).contains(&"Trả lời:"), "{:?}", draft.body);
}

#[test]
fn a_name_beside_the_day_over_the_headline_is_the_author() {
    for over in [
        "<p>09/03/2026 08:20</p><div><img src=\"/a/7.jpg\"><div><b>Minh Khuê</b></div></div>",
        "<div><span>08:20, 09/03/2026</span><span> - Minh Khuê</span></div>",
    ] {
        let page = page("", "", "").replace("<div><h1>", &format!("<div>{over}<h1>"));
        assert_eq!(read_with(false, &page).author.as_deref(), Some("Minh Khuê"), "{over}");
    }
}

#[test]
fn a_paragraph_over_the_day_is_the_sapo_in_a_box_that_holds_all() {
    let text: String = TEXT.iter().map(|text| format!("<div>{text}</div>")).collect();
    for sapo in [format!("<p>{SAPO}</p>"), format!("<h2>{SAPO}</h2>")] {
        let page = format!(
            "<body><div><div><h1>{TITLE}</h1></div>{sapo}<span>20:12 | 09/03/2026</span><div>Minh Khuê</div>{text}</div></body>"
        );
        let draft = read_with(false, &page);
        assert_eq!(draft.sapo.as_deref(), Some(SAPO));
        assert_eq!(draft.author.as_deref(), Some("Minh Khuê"));
        assert_eq!(strings(&draft), TEXT);
    }
}

#[test]
fn a_day_behind_the_headline_in_its_line_is_no_text() {
    let text: String = TEXT.iter().map(|text| format!("<p>{text}</p>")).collect();
    let page = format!(
        "<body><table><tr><td><span><b>{TITLE}</b></span> <span>(Thứ hai, 09/03/2026, 20:12)</span></td></tr>\
         <tr><td><span><p><strong>{SAPO}</strong></p></span></td></tr><tr><td>{text}</td></tr></table></body>"
    );
    let draft = read_with(false, &format!("<title>{TITLE} - Công đoàn huyện</title>{page}"));
    assert_eq!(strings(&draft), TEXT);
    assert_eq!(draft.sapo.as_deref(), Some(SAPO));
}

#[test]
fn a_line_of_facts_in_a_box_called_subtitle_is_no_sapo() {
    let head = "<div class=\"card-subtitle\">Ngày đăng: 09/03/2026 - Người đăng: Minh Khuê - Số lượt xem: 321</div>";
    assert_ne!(read(head, "", "").sapo.as_deref().map(|sapo| sapo.starts_with("Ngày đăng")), Some(true));
}

#[test]
fn the_person_after_whom_a_paper_tells_is_its_author() {
    assert_eq!(read("<div>Theo Minh Khuê</div>", "", "").author.as_deref(), Some("Theo Minh Khuê"));
}
