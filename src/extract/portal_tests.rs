//! Pages of portals and blogs without marks: the headline in bold, the date under it, notes of the paper behind the text.

use super::{Knowledge, Source, article};
use crate::model::{Block, CanonicalUrl, Draft, Timestamp};
use crate::sources::Catalog;

fn read(page: &str) -> Draft {
    let url = CanonicalUrl::parse("https://cong-doan.example/xem?id=12").unwrap();
    let source = Source { bytes: page.as_bytes(), charset: Some("utf-8"), url: &url, now: Timestamp(1_790_000_000) };
    article(source, Knowledge { catalog: &Catalog::default(), rules: false, learned: None })
}

const TITLE: &str = "Xưởng cơ khí mở lớp nghề buổi tối cho thợ trẻ";
const SAPO: &str =
    "Từ tháng tới, thợ trẻ của xưởng được học nghề hai buổi mỗi tuần mà vẫn hưởng nguyên lương ngày hôm đó.";

fn text() -> String {
    const PARAGRAPHS: [&str; 4] = [
        "Lớp đầu tiên có ba mươi học viên, phần lớn là thợ mới vào xưởng chưa đầy một năm và chưa từng qua trường nghề.",
        "Tổ trưởng tổ tiện cho hay máy cũ được sửa lại để học viên thực hành, không làm chậm các đơn hàng đang chạy.",
        "Công đoàn cơ sở góp sách và đồ bảo hộ, còn công ty trả tiền công cho thợ bậc cao đứng lớp mỗi buổi tối.",
        "Sau sáu tháng, ai đạt sát hạch sẽ được nâng một bậc lương, ai chưa đạt được học lại mà không mất khoản nào.",
    ];
    PARAGRAPHS.iter().map(|p| format!("<p>{p}</p>")).collect()
}

fn strings(draft: &Draft) -> Vec<&str> {
    let shown = |block: &&Block| !matches!(block, Block::Picture { .. } | Block::Media { .. });
    draft.body.iter().filter(shown).flat_map(Block::strings).collect()
}

fn old_portal(head: &str, tail: &str) -> Draft {
    let text = text();
    read(&format!(
        "<head><title>Trang tin công đoàn</title></head><body><table><tr><td>{head}{text}{tail}</td></tr></table></body>"
    ))
}

#[test]
fn a_bold_line_over_the_date_is_the_headline_where_the_head_names_only_the_site() {
    let head = format!(
        "<font size=4><b>{TITLE}</b></font><br><font>(Ngày đăng: 20/08/2026 08:15)</font><br><br><b>{SAPO}</b><br><br>"
    );
    let draft = old_portal(&head, "");
    assert_eq!(draft.title.as_deref(), Some(TITLE));
    assert_eq!(draft.published.unwrap().to_string(), "2026-08-20T08:15:00+07:00");
    assert_eq!(draft.sapo.as_deref(), Some(SAPO));
    assert_eq!(strings(&draft).len(), 4, "{:?}", strings(&draft));
}

#[test]
fn notes_of_the_paper_behind_the_signature_are_neither_text_nor_hide_the_author() {
    let head = format!("<h1>{TITLE}</h1><p>{SAPO}</p>");
    let tail = "<p style='text-align:right'><b>Trần Thu Hà</b></p><p>Mọi ý kiến đóng góp, tin bài xin gửi về tòa soạn.</p>\
                <p>Bạn đang đọc bài viết tại chuyên mục Việc làm.</p><p>FacebookZaloIn bài</p>";
    let draft = old_portal(&head, tail);
    assert_eq!(draft.author.as_deref(), Some("Trần Thu Hà"));
    assert!(strings(&draft).last().unwrap().starts_with("Sau sáu tháng"), "{:?}", strings(&draft));
}

#[test]
fn a_public_call_for_opinions_stays_in_the_text() {
    let head = format!("<h1>{TITLE}</h1>");
    let call =
        "Mọi ý kiến đóng góp cho dự thảo gửi về Sở Nội vụ trước ngày lớp học khai giảng, ghi rõ họ tên người gửi.";
    let draft = old_portal(&head, &format!("<p>{call}</p>"));
    assert_eq!(strings(&draft).last(), Some(&call));
}

#[test]
fn the_genre_in_a_box_of_its_own_is_no_part_of_the_headline() {
    let draft = old_portal(&format!("<h1><span class='label-cat'>Đời thợ</span> {TITLE}</h1>"), "");
    assert_eq!(draft.title.as_deref(), Some(TITLE));
}

#[test]
fn a_post_of_a_network_is_a_quotation_and_its_address() {
    let post = "<blockquote class='tiktok-embed' cite='https://www.tiktok.com/@xuong/video/7'><section><a href='https://www.tiktok.com/@xuong'>@xuong</a>\
                <p>Lớp nghề khai giảng</p></section></blockquote>";
    let draft = old_portal(&format!("<h1>{TITLE}</h1>"), &format!("{post}{}", text().replace("Lớp", "Khóa")));
    let shows =
        |block: &&Block| matches!(block, Block::Media { url, .. } if url == "https://www.tiktok.com/@xuong/video/7");
    assert!(draft.body.iter().any(|block| shows(&block)));
    assert!(draft.body.iter().any(|block| matches!(block, Block::Quote(said) if said.text == "Lớp nghề khai giảng")));
    assert!(!strings(&draft).iter().any(|text| text.contains("@xuong")));
}

#[test]
fn the_date_of_a_comment_under_a_counted_heading_is_not_the_article_s() {
    let remarks = "<div><h3>Bình luận (2)</h3><div><b>Nam</b> <span>20/08/2026 21:10</span><p>Lớp này hay quá, xưởng tôi cũng mong có.</p></div></div>";
    let draft = old_portal(&format!("<h1>{TITLE}</h1>"), remarks);
    assert_eq!(draft.published, None);
}

#[test]
fn a_machine_s_month_and_day_are_told_apart_by_the_printed_date() {
    let text = text();
    let draft = read(&format!(
        "<head><title>{TITLE}</title><script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"datePublished\":\"8/9/2026 9:15:00 AM\"}}</script></head>\
         <body><div><h1>{TITLE}</h1><span>Chủ Nhật, 09/08/2026 - 09:15</span><div>{text}</div></div></body>"
    ));
    assert_eq!(draft.published.unwrap().to_string(), "2026-08-09T09:15:00+07:00");
}
