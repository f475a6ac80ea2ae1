//! Lines around an article as portals of provinces, unions and schools print them: signatures with what the signer is, tools, lists
//! of other articles, headlines in no heading.

use super::{Knowledge, Source, article};
use crate::model::{Block, CanonicalUrl, Draft, Timestamp};
use crate::sources::Catalog;

const TITLE: &str = "Xưởng gỗ ven sông lắp quạt hút bụi cho ba tổ bào";
const PARAGRAPHS: [&str; 4] = [
    "Sáng nay thợ điện đã lắp xong sáu quạt hút bụi ở ba tổ bào, nơi mùn cưa từng phủ trắng áo quần sau mỗi ca làm.",
    "Theo tổ trưởng tổ hai, lượng bụi trong xưởng giảm hẳn, người làm không còn phải đeo hai lớp khẩu trang giữa trưa nóng.",
    "Công đoàn cơ sở góp một phần ba chi phí, phần còn lại do chủ xưởng trả dần trong mười tháng theo thỏa thuận.",
    "Tháng sau cán bộ y tế sẽ đo lại bụi và khám phổi cho bảy mươi thợ, kết quả được dán ở bảng tin trước nhà ăn.",
];

fn read(page: &str) -> Draft {
    let catalog = Catalog::built_in().unwrap();
    let url = CanonicalUrl::parse("https://b.example/tin/bai-viet-7.html").unwrap();
    let source = Source { bytes: page.as_bytes(), charset: Some("utf-8"), url: &url, now: Timestamp(1_780_000_000) };
    article(source, Knowledge { catalog: &catalog, rules: true, learned: None })
}

fn strings(draft: &Draft) -> Vec<&str> {
    draft.body.iter().filter(|b| !matches!(b, Block::Picture { .. })).flat_map(Block::strings).collect()
}

fn text() -> String {
    PARAGRAPHS.iter().map(|p| format!("<p>{p}</p>")).collect()
}

/// A page whose headline, text and `tail` share one box without a name.
fn shared(head: &str, tail: &str) -> String {
    format!("<body><div><h1>{TITLE}</h1>{head}{}{tail}</div></body>", text())
}

#[test]
fn a_stroke_for_the_minutes_is_part_of_the_time() {
    for (line, at) in [("06:45' - 12/05/2020", "06:45"), ("Thứ ba, 12/5/2020 10:5'(GMT+7)", "10:05")] {
        let draft = read(&shared(&format!("<div>{line}</div>"), ""));
        let published = draft.published.map(|moment| moment.to_string());
        assert_eq!(published, Some(format!("2020-05-12T{at}:00+07:00")), "{line}");
        assert_eq!(strings(&draft), PARAGRAPHS, "{line}");
    }
}

#[test]
fn what_the_signer_is_goes_with_his_name() {
    let under = "<p align=\"right\"><b>Đỗ Thị Thu Hà</b><br><i>Ban Tuyên giáo Liên đoàn Lao động tỉnh</i></p>";
    let draft = read(&shared("", under));
    assert_eq!((draft.author.as_deref(), strings(&draft)), (Some("Đỗ Thị Thu Hà"), PARAGRAPHS.to_vec()));
    let over = "<div>ĐỖ MẠNH HÙNG<br>TS, Viện Công nhân và Công đoàn</div><div>10:25, ngày 12-05-2020</div>";
    let draft = read(&shared(over, ""));
    assert_eq!((draft.author.as_deref(), strings(&draft)), (Some("ĐỖ MẠNH HÙNG"), PARAGRAPHS.to_vec()));
}

#[test]
fn a_desk_signs_as_a_person_does() {
    let draft = read(&shared("", "<div style=\"text-align:right\"><strong>PV</strong></div>"));
    assert_eq!((draft.author.as_deref(), strings(&draft)), (Some("PV"), PARAGRAPHS.to_vec()));
}

#[test]
fn who_wrote_and_photographed_may_be_joined_by_a_sign() {
    for label in ["Bài & Ảnh:", "Bài + ảnh:", "Tin &amp; ảnh:"] {
        let draft = read(&shared("", &format!("<p><em>{label}</em> <b>Maria Thanh</b> (BTT)</p>")));
        assert!(draft.author.as_deref().is_some_and(|author| author.starts_with("Maria Thanh")), "{:?}", draft.author);
        assert_eq!(strings(&draft), PARAGRAPHS, "{label}");
    }
}

#[test]
fn a_name_with_its_site_right_under_the_text_is_the_author() {
    let page = format!(
        "<body><div><h1>{TITLE}</h1><div>18/03/2024 09:30</div><div>{}</div><p>Minh Ngọc/tcnm.vn</p><div><h3>Tin khác</h3>\
         <a href=\"/b\">Tập huấn an toàn điện cho thợ lò</a></div></div></body>",
        text()
    );
    let draft = read(&page);
    assert_eq!((draft.author.as_deref(), strings(&draft)), (Some("Minh Ngọc/tcnm.vn"), PARAGRAPHS.to_vec()));
}

#[test]
fn the_source_in_a_box_of_its_own_under_the_text_is_kept() {
    let page = format!(
        "<body><div><h1>{TITLE}</h1><div>18/03/2024 09:30</div><div>{}</div><div><p><b>Tác giả bài viết: </b>Lê Thợ</p>\
         <p><b>Nguồn tin: </b>LĐLĐ huyện Bến Gỗ</p></div></div></body>",
        text()
    );
    let draft = read(&page);
    assert_eq!(draft.imprint.source_line.as_deref(), Some("Nguồn tin: LĐLĐ huyện Bến Gỗ"));
    assert_eq!((draft.author.as_deref(), strings(&draft)), (Some("Lê Thợ"), PARAGRAPHS.to_vec()));
}

#[test]
fn stars_tools_and_notes_around_a_text_are_left_out() {
    for line in [
        "<div>5/5 - (1 bình chọn)</div>",
        "<div><a href=\"#\">[Trở lại]</a> <a href=\"#\">[In]</a></div>",
        "<div><a href=\"#\">Nghe đọc bài</a> <span>Màu chữ</span> <span>Cỡ chữ</span></div>",
        "<p><i>* Mời quý độc giả theo dõi các chương trình đã phát sóng của đài trên truyền hình trực tuyến!</i></p>",
        "<footer>Bài viết này được đăng trong <a href=\"/c\">Tin tức</a> và được gắn thẻ <a href=\"/t\">bụi</a>.</footer>",
        "<p><em>Tham khảo thêm: <a href=\"/b\">Khi nào thợ được nghỉ vì bụi</a></em></p>",
        "<div><span>12,345</span></div>",
        "<div>Các bài viết khác:<br><a href=\"/b\">Tập huấn an toàn điện cho thợ lò</a> (11/05/2020)<br>\
         <a href=\"/c\">Khai trương siêu thị không đồng</a> (10/05/2020)</div>",
    ] {
        assert_eq!(strings(&read(&shared("<div>18/03/2024 09:30</div>", line))), PARAGRAPHS, "{line}");
    }
}

#[test]
fn headlines_with_teasers_after_an_opener_are_of_others() {
    let teaser = "<a href=\"/b\">Tập huấn an toàn điện cho thợ lò</a> Chiều qua hơn ba trăm thợ lò dự lớp tập huấn về an toàn điện do \
                  công đoàn ngành mở tại nhà văn hóa, nhiều tình huống được diễn lại.";
    let list = format!("<div>TIN MỚI</div><ul><li>{teaser}</li><li>{teaser}</li></ul>");
    assert_eq!(strings(&read(&shared("<div>18/03/2024 09:30</div>", &list))), PARAGRAPHS);
}

#[test]
fn the_section_over_the_text_is_no_part_of_it() {
    let head =
        "<div><div><a href=\"/xa-hoi\">Xã hội</a></div><div>10:25 <span>Thứ ba ngày 12/05/2020</span></div></div>";
    let draft = read(&shared(head, ""));
    assert_eq!(strings(&draft), PARAGRAPHS);
}

#[test]
fn a_table_of_a_picture_and_a_headline_is_a_card_and_no_caption() {
    let card = "<table><tr><td><img src=\"/r.jpg\"></td><td><a href=\"/b\"><b>Tập huấn an toàn điện cho thợ lò</b></a><br>Sáng nay ban \
                chỉ đạo họp bàn về an toàn điện trong các lò gạch.</td></tr></table>";
    let page = format!(
        "<body><h1>{TITLE}</h1><div><p>{}</p>{card}<p>{}</p><p>{}</p><p>{}</p></div></body>",
        PARAGRAPHS[0], PARAGRAPHS[1], PARAGRAPHS[2], PARAGRAPHS[3]
    );
    let draft = read(&page);
    assert_eq!(strings(&draft), PARAGRAPHS);
    assert!(
        !draft.body.iter().any(|b| matches!(b, Block::Picture { caption, .. } if !caption.is_empty())),
        "{:?}",
        draft.body
    );
}

#[test]
fn a_plain_line_over_the_date_is_the_headline_where_the_head_names_the_section() {
    for head in ["Thông tin chi tiết", "LĐLĐ tỉnh > Tin tức"] {
        let split = format!("<div>{TITLE}</div><div>Thứ 5, 02/03/2023, 17:00</div><div>{}</div>", text());
        let broken = format!("<span>{TITLE}</span><br><span>02/03/2023 5:00:00 CH</span><br><div>{}</div>", text());
        for body in [split, broken] {
            let menu = "<div><a href=\"/\">Trang chủ</a> <a href=\"/gt\">Giới thiệu</a></div>";
            let draft =
                read(&format!("<html><head><title>{head}</title></head><body>{menu}<div>{body}</div></body></html>"));
            assert_eq!(draft.title.as_deref(), Some(TITLE), "{body}");
            assert_eq!(draft.published.map(|at| at.to_string()).as_deref(), Some("2023-03-02T17:00:00+07:00"));
            assert_eq!(strings(&draft), PARAGRAPHS);
        }
    }
}

#[test]
fn the_caption_of_a_film_that_only_its_player_finds_is_kept() {
    let figure = "<figure><div><div><video src=\"blob:https://b.example/1\"></video></div></div><figcaption>Thợ điện lắp quạt ở tổ \
                  bào (Video: Minh An)</figcaption></figure>";
    let page = format!(
        "<body><h1>{TITLE}</h1><div><p>{}</p>{figure}<p>{}</p><p>{}</p><p>{}</p></div></body>",
        PARAGRAPHS[0], PARAGRAPHS[1], PARAGRAPHS[2], PARAGRAPHS[3]
    );
    let draft = read(&page);
    assert_eq!(strings(&draft), PARAGRAPHS);
    let caption = "Thợ điện lắp quạt ở tổ bào (Video: Minh An)";
    assert!(
        draft
            .body
            .iter()
            .any(|b| matches!(b, Block::Picture { caption: c, .. } | Block::Media { caption: c, .. } if c == caption))
    );
}

#[test]
fn a_file_beside_a_button_has_its_printed_name() {
    let files = "<div>Danh sách file (1 files)</div><ul class=\"file-list\"><li><a href=\"/tep/ke-hoach-12.zip\">Tải về</a>\
                 <span>ke-hoach-12.zip</span></li></ul>";
    let draft = read(&shared("<div>18/03/2024 09:30</div>", files));
    assert!(
        draft.body.iter().any(|b| matches!(b, Block::File { name, .. } if name == "ke-hoach-12.zip")),
        "{:?}",
        draft.body
    );
}

#[test]
fn the_excerpt_of_a_related_article_is_not_the_text_though_its_class_says_so() {
    let related = "<div class=\"single-related-posts-container\"><h2 class=\"related-posts-title\">Bài viết tương tự</h2><article>\
                   <h3 class=\"entry-title\"><a href=\"/r\">Tập huấn an toàn điện</a></h3><p class=\"related-post-excerpt entry-content \
                   clear\">Chiều qua hơn ba trăm thợ lò dự lớp tập huấn về an toàn điện do công đoàn ngành mở tại nhà văn hóa.</p></article></div>";
    let page = format!(
        "<body><main><article><h1 class=\"entry-title\">{TITLE}</h1><div class=\"entry-meta\"><span><a href=\"#r\">Để lại một bình \
         luận</a></span> / <span><a href=\"/c\">Kỹ năng</a></span> / Bởi <span><a href=\"/author/t\">Ngọc Trâm</a></span> / <span>Tháng 8 \
         14, 2023</span></div><div class=\"entry-content\">{}</div></article>{related}</main></body>",
        text()
    );
    let draft = read(&page);
    assert_eq!((draft.sapo.as_deref(), strings(&draft)), (None, PARAGRAPHS.to_vec()));
    assert_eq!(draft.published.map(|at| at.to_string()).as_deref(), Some("2023-08-14"));
    assert_eq!(draft.author.as_deref(), Some("Ngọc Trâm"));
}

#[test]
fn a_union_signs_its_own_news() {
    for name in ["LĐLĐ tỉnh Bến Gỗ", "Công đoàn ngành Y tế", "CĐCS Công ty May Sông Lấp"] {
        let draft = read(&shared("", &format!("<p style=\"text-align:right\"><strong>{name}</strong></p>")));
        assert_eq!((draft.author.as_deref(), strings(&draft)), (Some(name), PARAGRAPHS.to_vec()));
    }
}

#[test]
fn the_photographer_is_neither_text_nor_author() {
    let draft = read(&shared("", "<p style=\"text-align:right\"><strong>Ảnh: Thu Hà</strong></p>"));
    assert_eq!((draft.author.as_deref(), strings(&draft)), (None, PARAGRAPHS.to_vec()));
    let draft = read(&shared("", "<p style=\"text-align:right\"><strong>Văn An. Ảnh: Thu Hà</strong></p>"));
    assert_eq!((draft.author.as_deref(), strings(&draft)), (Some("Văn An"), PARAGRAPHS.to_vec()));
}

#[test]
fn lines_of_counters_beside_a_day_are_date_lines() {
    for line in
        ["12/05/2020 - 123 lượt xem", "Tin tức / 12/05/2020 / 0 bình luận", "12/05/2020 Đăng bởi: Lê Thợ - Đã xem: 23"]
    {
        let draft = read(&shared(&format!("<div>{line}</div>"), ""));
        assert_eq!(draft.published.map(|at| at.to_string()).as_deref(), Some("2020-05-12"), "{line}");
        assert_eq!(strings(&draft), PARAGRAPHS, "{line}");
    }
}

#[test]
fn a_reader_who_answers_in_the_same_box_is_no_author() {
    let remark = "<div><div><b>Nguyễn Văn Hùng</b> <span>1 giờ trước</span></div><p>Cách làm này hay, mong các xưởng khác cũng lắp quạt để thợ đỡ \
                  bụi phổi về già.</p><div><a href=\"#\">Thích</a> <a href=\"#\">Trả lời</a></div></div>";
    let page = format!(
        "<body><div><h1>{TITLE}</h1><div>18/03/2024 09:30</div><h2>Ba tổ bào có quạt hút bụi sau nhiều năm thợ phải đeo hai lớp khẩu \
         trang.</h2><div>{}</div><div><div>Ý kiến bạn đọc (3)</div>{}</div></div></body>",
        text(),
        remark.repeat(3)
    );
    assert_eq!(read(&page).author, None);
}

#[test]
fn a_sapo_behind_the_small_logo_of_the_paper_is_no_caption() {
    let page = format!(
        "<body><h1>{TITLE}</h1><div>18/03/2024 09:30</div><div><img src=\"/logo.png\"> Ba tổ bào của xưởng gỗ ven sông vừa có sáu quạt hút \
         bụi sau nhiều năm thợ phải đeo hai lớp khẩu trang.</div><div>{}</div></body>",
        text()
    );
    let draft = read(&page);
    assert!(
        !draft.body.iter().any(|b| matches!(b, Block::Picture { caption, .. } if !caption.is_empty())),
        "{:?}",
        draft.body
    );
}

#[test]
fn news_in_brief_begin_with_a_star_and_have_no_sapo() {
    let page = format!(
        "<body><h1>{TITLE}</h1><div>18/03/2024 09:30</div><div><p><b>* {}</b></p><p>* {}</p><p>* {}</p></div></body>",
        PARAGRAPHS[0], PARAGRAPHS[1], PARAGRAPHS[2]
    );
    let draft = read(&page);
    assert_eq!((draft.sapo.as_deref(), strings(&draft).len()), (None, 3), "{:?}", draft.body);
}

#[test]
fn the_day_as_a_heading_over_a_post_of_a_blog_is_no_clock() {
    let page = format!(
        "<body><div class=\"header\"><p>Sổ tay thợ mộc</p></div><div class=\"date-outer\"><h2 class=\"date-header\"><span>Thứ Hai, 8 tháng 3, \
         2021</span></h2><div class=\"post\"><h3 class=\"post-title\">{TITLE}</h3><div class=\"post-body\">{}</div></div></div></body>",
        text()
    );
    assert_eq!(read(&page).published.map(|at| at.to_string()).as_deref(), Some("2021-03-08"));
}
