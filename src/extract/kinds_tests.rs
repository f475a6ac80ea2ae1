//! Kinds of markup that told false things: dates of events, tables of pictures, files, gates, what the head adds to a headline.

use super::{Knowledge, Source, article};
use crate::model::{Block, CanonicalUrl, Draft, Timestamp};
use crate::sources::Catalog;

const TITLE: &str = "Xưởng mộc mở lớp học nghề buổi tối cho thợ trẻ";
const PARAGRAPHS: [&str; 3] = [
    "Tối thứ ba hằng tuần, mười hai thợ trẻ ở xưởng mộc lại ngồi quanh chiếc bàn bào để học cách đọc bản vẽ.",
    "Người dạy là ông Sáu, thợ cả đã nghỉ hưu, mỗi buổi ông mang theo một chiếc ghế cũ để cả lớp tháo ra lắp lại.",
    "Công đoàn xưởng trả tiền giấy bút, còn giám đốc cho mượn phòng và bật đèn đến chín giờ mà không tính tiền điện.",
];

fn with(rules: bool, page: &str) -> Draft {
    let catalog = Catalog::built_in().unwrap();
    let url = CanonicalUrl::parse("https://a.example/tin/bai-viet.html").unwrap();
    let source = Source { bytes: page.as_bytes(), charset: Some("utf-8"), url: &url, now: Timestamp(1_780_000_000) };
    article(source, Knowledge { catalog: &catalog, rules, learned: None })
}

fn text() -> String {
    PARAGRAPHS.iter().map(|p| format!("<p>{p}</p>")).collect()
}

/// A page with a line under its headline, and with some markup after the first lines of its text.
fn page(under_title: &str, within: &str) -> Draft {
    let text = text();
    with(
        false,
        &format!("<body><div><h1>{TITLE}</h1>{under_title}<div class=\"content\">{text}{within}</div></div></body>"),
    )
}

fn within(markup: &str) -> Draft {
    let middle = format!(
        "{markup}<p>Lớp học mở cửa cho cả thợ ở các xưởng bên cạnh, miễn là họ mang theo thước và bút chì.</p>"
    );
    page("<div>20/08/2025 10:20</div>", &middle)
}

fn published(draft: &Draft) -> String {
    draft.published.map(|moment| moment.to_string()).unwrap_or_default()
}

fn captions(draft: &Draft) -> Vec<&str> {
    draft
        .body
        .iter()
        .filter_map(|block| match block {
            Block::Picture { caption, .. } => Some(caption.as_str()),
            _ => None,
        })
        .collect()
}

#[test]
fn a_date_line_may_name_its_section_its_user_and_its_weekday() {
    for (line, day) in [
        ("Tin hoạt động - 20/08/2025", "2025-08-20"),
        ("Người đăng: Quản trị - Ngày đăng: 20/08/2025 10:20", "2025-08-20T10:20:00+07:00"),
        ("Thứ tư, 10:20 20/08/2025", "2025-08-20T10:20:00+07:00"),
        ("Viết bởi Minh Hằng, ngày 20 Tháng 8 2025", "2025-08-20"),
        ("Chi tiết Được đăng: Thứ tư, 20 Tháng 8 2025 10:20", "2025-08-20T10:20:00+07:00"),
        ("Posted on 20/08/2025 by admin", "2025-08-20"),
        ("20/08/2025 bởi Quản trị viên", "2025-08-20"),
    ] {
        assert_eq!(published(&page(&format!("<div>{line}</div>"), "")), day, "{line}");
    }
    let shown = page("<abbr class=\"published\" title=\"2025-08-20T10:20:00+07:00\">hôm qua</abbr>", "");
    assert_eq!(published(&shown), "2025-08-20T10:20:00+07:00");
}

#[test]
fn the_time_of_an_event_and_the_head_of_a_letter_are_no_publication() {
    let event = "<div><p>Thời gian: 08h00, ngày 25/08/2025</p><p>Địa điểm: Hội trường xưởng mộc</p></div>";
    assert_eq!(published(&page(event, "")), "");
    assert_eq!(published(&page("<div>Hà Nội, ngày 20 tháng 8 năm 2025</div>", "")), "");
}

#[test]
fn a_date_under_the_text_is_the_publication_and_no_paragraph() {
    for line in [
        "<div class=\"date\">20/08/2025 10:20</div>",
        "<p>Ngày đăng: 20/08/2025 10:20</p>",
        "<span>20/08/2025 10:20</span>",
    ] {
        let draft = page("", line);
        assert_eq!(published(&draft), "2025-08-20T10:20:00+07:00", "{line}");
        assert_eq!(draft.body.len(), PARAGRAPHS.len(), "{line}");
    }
}

#[test]
fn the_page_of_a_graph_gives_a_date_where_no_article_does() {
    let head = |kind: &str| {
        format!(
            "<head><script type=\"application/ld+json\">{{\"@graph\":[{{\"@type\":\"{kind}\",\"datePublished\":\"2025-08-20T10:20:00+07:00\"}}]}}</script></head>"
        )
    };
    let read = |kind: &str| with(false, &format!("{}<body><h1>{TITLE}</h1><div>{}</div></body>", head(kind), text()));
    assert_eq!(published(&read("WebPage")), "2025-08-20T10:20:00+07:00");
    assert_eq!(published(&read("WebSite")), "");
    assert_eq!(published(&read("Comment")), "");
}

#[test]
fn the_rules_of_a_family_take_no_date_and_no_name_from_comments_and_hidden_boxes() {
    let theme = "<head><meta name=\"generator\" content=\"WordPress 6.1\"></head>";
    let own = format!(
        "<article><h1 class=\"entry-title\">{TITLE}</h1><p class=\"byline\"><a rel=\"author\">Minh Hằng</a> <span class=\"published\">20/08/2025 10:20</span></p><div class=\"entry-content\">{}</div></article>",
        text()
    );
    let others = "<ul><li><article><p class=\"byline\" style=\"display:none\"><a rel=\"author\">Lê Văn Tú</a></p><h4><a href=\"/khac/\">Thợ nề học thêm nghề điện</a></h4></article></li></ul>";
    let remarks = "<div class=\"comments-area\"><article><time datetime=\"2025-08-22T09:00:00+07:00\">22/08/2025</time><p>Lớp học rất hay.</p></article></div>";
    let draft = with(true, &format!("{theme}<body>{own}{others}{remarks}</body>"));
    assert_eq!(published(&draft), "2025-08-20T10:20:00+07:00");
    assert_eq!(draft.author.as_deref(), Some("Minh Hằng"));
}

#[test]
fn pictures_side_by_side_over_their_captions_keep_each_its_own() {
    let table = "<table><tr><td><img src=\"/truoc.jpg\"></td><td><img src=\"/sau.jpg\"></td></tr><tr><td>Chiếc ghế trước khi sửa.</td><td>Chiếc ghế sau khi sửa.</td></tr></table>";
    assert_eq!(captions(&within(table)), ["Chiếc ghế trước khi sửa.", "Chiếc ghế sau khi sửa."]);
    let named = "<table class=\"image\"><tr><td><img src=\"/a.jpg\"></td></tr><tr><td class=\"image_desc\">Thợ trẻ đọc bản vẽ.</td></tr></table>";
    assert_eq!(captions(&within(named)), ["Thợ trẻ đọc bản vẽ."]);
}

#[test]
fn a_table_keeps_its_caption_its_foot_last_and_no_hidden_row() {
    let table = "<figure><table><thead><tr><th>Bậc</th><th>Lương</th></tr></thead><tfoot><tr><td colspan=\"2\">Nguồn: xưởng mộc</td></tr></tfoot><tbody><tr hidden><td>0</td><td>0</td></tr><tr><td>Một</td><td>7,2</td></tr></tbody></table><figcaption>Lương thợ mộc</figcaption></figure>";
    let draft = within(table);
    let found = draft.body.iter().find_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    let found = found.unwrap();
    assert_eq!(found.caption, "Lương thợ mộc");
    assert_eq!(found.rows, [vec!["Bậc", "Lương"], vec!["Một", "7,2"], vec!["Nguồn: xưởng mộc", ""]]);
}

#[test]
fn a_table_of_links_under_heads_stays_and_so_do_links_to_files_and_laws() {
    let json = |markup: &str| serde_json::to_string(&within(markup).body).unwrap();
    let table = "<table><tr><th>Số</th><th>Văn bản</th></tr><tr><td>1</td><td><a href=\"/a.html\">Quy chế lớp học nghề của xưởng</a></td></tr></table>";
    assert!(json(table).contains("Quy chế lớp học nghề"));
    assert!(json("<ul><li><a href=\"/don.doc\">Mẫu đơn xin học nghề buổi tối</a></li></ul>").contains("Mẫu đơn xin"));
    assert!(json("<p><a href=\"/nd.html\">Căn cứ Nghị định số 15/2019/NĐ-CP của Chính phủ</a></p>").contains("Căn cứ"));
    assert!(json("<p>&gt;&gt; <a href=\"/qd.pdf\">Tải quyết định mở lớp tại đây</a></p>").contains("/qd.pdf"));
    assert!(json("<p><a href=\"/qd.pdf\"><img src=\"/icon.gif\"> Quyết định mở lớp.pdf</a></p>").contains("/qd.pdf"));
    assert!(
        json("<iframe src=\"https://xem.example/viewer?url=https://a.example/qd.pdf\"></iframe>").contains("/qd.pdf")
    );
    let other = "<p><a href=\"/tin/khac.html\">Nghị định 15/2019/NĐ-CP: thợ học nghề được lợi gì?</a></p>";
    assert!(!json(other).contains("được lợi gì"));
}

#[test]
fn who_is_quoted_stands_under_the_quotation_however_he_is_set() {
    for markup in [
        "<blockquote><p>“Học nghề thì phải sửa đồ cũ.”</p><p>— Ông Sáu, thợ cả</p></blockquote>",
        "<blockquote><p>“Học nghề thì phải sửa đồ cũ.”</p><span class=\"author\">— Ông Sáu, thợ cả</span></blockquote>",
        "<blockquote>“Học nghề thì phải sửa đồ cũ.”<footer>— <cite>Ông Sáu</cite>, thợ cả</footer></blockquote>",
    ] {
        let draft = within(markup);
        let said = draft
            .body
            .iter()
            .find_map(|b| if let Block::Attribution(rich) = b { Some(rich.text.as_str()) } else { None });
        assert_eq!(said, Some("— Ông Sáu, thợ cả"), "{markup}");
    }
}

#[test]
fn a_gate_that_asks_to_sign_in_is_told_by_its_words_and_is_no_text() {
    for gate in [
        "<p>Mời bạn đăng nhập hoặc mua gói thuê bao để tiếp tục đọc.</p>",
        "<b>Bạn đã đọc hết số bài miễn phí trong tháng</b><p>Hãy trở thành thuê bao để đọc không giới hạn.</p><a href=\"/mua\">Mua gói</a>",
        "<p>Đăng nhập để gửi bình luận của bạn.</p>",
    ] {
        assert_eq!(
            page("<div>20/08/2025 10:20</div>", &format!("<div>{gate}</div>")).body.len(),
            PARAGRAPHS.len(),
            "{gate}"
        );
    }
}

#[test]
fn comments_in_a_list_under_their_count_are_no_text() {
    let item = "<li><b>Lan</b><span>2 giờ trước</span><p>Tôi mong lớp học như thế được mở ở khắp các xưởng trong vùng cho anh chị em thợ trẻ.</p><a href=\"#\">Trả lời</a></li>";
    let after = format!("<div><h3>Bình luận (2)</h3><ul>{item}{item}</ul></div>");
    let draft = with(false, &format!("<body><div><h1>{TITLE}</h1><div>{}</div></div>{after}</body>", text()));
    assert_eq!(draft.body.len(), PARAGRAPHS.len());
}

#[test]
fn a_headline_is_without_the_paper_the_label_and_the_tool() {
    let read = |title: &str, h1: &str| {
        let page = format!(
            "<head><title>{title}</title></head><body>{h1}<div>20/08/2025 10:20</div><div>{}</div></body>",
            text()
        );
        with(false, &page).title
    };
    for (title, h1) in [
        (format!("Báo Thợ Mộc | {TITLE}"), String::new()),
        (format!("Báo Thợ Mộc: {TITLE}"), String::new()),
        (format!("{TITLE} | Học nghề | Báo Thợ Mộc"), String::new()),
        (format!("{TITLE} - Báo Thợ Mộc"), format!("<h1>VIDEO: {TITLE}</h1>")),
        (format!("{TITLE} - Báo Thợ Mộc"), format!("<h1>{TITLE} <a href=\"/sua\">Sửa</a></h1>")),
    ] {
        assert_eq!(read(&title, &h1).as_deref(), Some(TITLE), "{title} {h1}");
    }
    assert_eq!(read("Trà đá - Báo Thợ Mộc", "<p><b>Trà đá</b></p>").as_deref(), Some("Trà đá"));
}

#[test]
fn a_short_note_and_a_text_woven_of_links_are_bodies() {
    let note = with(
        false,
        &format!(
            "<body><div><h1>{TITLE}</h1><div class=\"c\"><p>Thợ được nghỉ bù vào thứ hai.</p><p>Lịch trực xem ở bảng tin.</p></div></div></body>"
        ),
    );
    assert_eq!(note.body.len(), 2);
    let woven = PARAGRAPHS.map(|p| {
        let word = |(at, word): (usize, &str)| {
            if at % 2 == 0 { word.to_owned() } else { format!("<a href=\"/w/{at}\">{word}</a>") }
        };
        format!("<p>{}</p>", p.split(' ').enumerate().map(word).collect::<Vec<_>>().join(" "))
    });
    let draft = with(false, &format!("<body><div><h1>{TITLE}</h1><div>{}</div></div></body>", woven.concat()));
    assert_eq!(draft.body.len(), PARAGRAPHS.len());
}

#[test]
fn a_first_paragraph_in_a_box_of_its_own_before_the_box_of_the_text_is_the_sapo() {
    let sapo = "Xưởng mộc ven sông mở lớp học nghề buổi tối, không thu tiền, cho thợ trẻ muốn đọc được bản vẽ và tự làm đồ khó hơn.";
    let lead = "<div><img src=\"/a.jpg\"><p><em>Thợ trẻ đọc bản vẽ. Ảnh: Lê Tú</em></p></div>";
    let page = |first: &str, second: &str| {
        format!("<body><div><h1>{TITLE}</h1><p>20/08/2025 10:20</p>{first}{second}<div>{}</div></div></body>", text())
    };
    let boxed = format!("<div>{sapo}</div>");
    for page in [page(&boxed, lead), page(lead, &boxed)] {
        let draft = with(false, &page);
        assert_eq!(draft.sapo.as_deref(), Some(sapo), "{page}");
        assert_eq!(captions(&draft), ["Thợ trẻ đọc bản vẽ. Ảnh: Lê Tú"], "{page}");
        assert_eq!(draft.body.len(), PARAGRAPHS.len() + 1, "{page}");
    }
}

#[test]
fn the_comments_of_a_blog_and_their_form_are_no_text() {
    let remarks = format!(
        "<div><h2>2 phản hồi trên “{TITLE}”</h2><ol><li>Tôi mong lớp học như thế được mở ở khắp các xưởng. Trả lời</li></ol><div><h3>Để lại một bình luận</h3><p>Email của bạn sẽ không được hiển thị công khai. Các trường bắt buộc được đánh dấu *</p></div></div>"
    );
    let draft =
        with(false, &format!("<body><main><div><h1>{TITLE}</h1><div>{}</div></div>{remarks}</main></body>", text()));
    assert_eq!(draft.body.len(), PARAGRAPHS.len());
}

#[test]
fn a_long_heading_alone_in_a_box_with_a_picture_is_its_caption() {
    let caption = "Thợ trẻ đọc bản vẽ dưới ánh đèn của xưởng mộc cũ";
    let draft = within(&format!("<div><div><img src=\"/a.jpg\"></div><div><h2>{caption}</h2></div></div>"));
    assert_eq!(captions(&draft), [caption]);
}

#[test]
fn links_of_small_words_under_a_text_are_its_tags() {
    let draft = page("", "<p><a href=\"/t/1\">học nghề</a><a href=\"/t/2\">thợ mộc</a></p>");
    assert_eq!(draft.body.len(), PARAGRAPHS.len());
}

#[test]
fn what_the_form_for_comments_says_is_not_of_the_text() {
    let draft = page("", "<p>Ý kiến của bạn sẽ được biên tập trước khi đăng. Xin vui lòng gõ tiếng Việt có dấu.</p>");
    assert_eq!(draft.body.len(), PARAGRAPHS.len());
}
