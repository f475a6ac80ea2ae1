//! Markup that is odd in one place: what it says is kept, and said of the right thing. All texts are invented.

use super::{Knowledge, Source, article};
use crate::model::block::MediaKind;
use crate::model::{Block, CanonicalUrl, Draft, Timestamp};
use crate::sources::Catalog;

const TITLE: &str = "Tổ dệt số hai đổi giờ giao ca để kịp chuyến xe cuối";
const TEXTS: [&str; 4] = [
    "Từ thứ hai tuần tới, tổ dệt số hai giao ca sớm mười lăm phút để mọi người kịp chuyến xe cuối về khu trọ.",
    "Chị Mận, tổ trưởng, cho biết đề nghị này đã được nêu ra từ mùa mưa năm ngoái nhưng đến nay mới thành.",
    "Hãng xe cũng đồng ý chờ thêm năm phút ở cổng sau, nơi có mái che và một ngọn đèn vừa được thay mới.",
    "Ai ở lại trông máy thì được tính thêm nửa giờ công, ghi vào sổ của tổ và ký nhận vào cuối mỗi tháng.",
];

fn read(body: &str) -> Draft {
    let catalog = Catalog::default();
    let url = CanonicalUrl::parse("https://det.example/tin/bai-9.html").unwrap();
    let page = format!("<body><article><h1>{TITLE}</h1>{body}</article></body>");
    let source = Source { bytes: page.as_bytes(), charset: Some("utf-8"), url: &url, now: Timestamp(1_780_000_000) };
    article(source, Knowledge { catalog: &catalog, rules: false, learned: None })
}

fn text() -> String {
    TEXTS.iter().map(|text| format!("<p>{text}</p>")).collect()
}

/// The blocks that some markup in the middle of the text gives.
fn between(markup: &str) -> Vec<Block> {
    let [first, second, third, fourth] = TEXTS.map(|text| format!("<p>{text}</p>"));
    let draft = read(&format!("{first}{second}{markup}{third}{fourth}"));
    let is_text = |block: &Block| block.strings().first().is_some_and(|text| TEXTS.contains(text));
    assert_eq!(draft.body.iter().filter(|block| is_text(block)).count(), TEXTS.len(), "{:?}", draft.body);
    draft.body.into_iter().filter(|block| !is_text(block)).collect()
}

fn published(above: &str, under: &str) -> Option<String> {
    read(&format!("{above}{}{under}", text())).published.map(|moment| moment.to_string())
}

#[test]
fn dates_of_weather_documents_data_and_other_articles_are_not_the_articles() {
    for foreign in [
        "<div>Hải Phòng 20/08/2025 22°C</div>",
        "<table><tr><th>Ngày</th><th>Ca</th></tr><tr><td>20/08/2025</td><td>Đêm</td></tr></table>",
        "<ul><li><a href=\"/b.html\">Tổ nhuộm thay quạt hút</a> 20/08/2025 08:15</li>\
         <li><a href=\"/c.html\">Bếp ăn thêm món chay</a> 19/08/2025 08:15</li></ul>",
    ] {
        assert_eq!(published(foreign, ""), None, "{foreign}");
        let own = format!("<div>18/08/2025 07:07</div>{foreign}");
        assert_eq!(published(&own, "").as_deref(), Some("2025-08-18T07:07:00+07:00"), "{foreign}");
    }
    let documents = "<div><p><a href=\"/vb/1\">12/QĐ-CĐ</a> ngày 05/05/2025</p></div>";
    assert_eq!(published("", documents), None);
}

#[test]
fn a_date_that_only_an_attribute_of_a_relative_one_gives_is_exact() {
    let above = "<abbr class=\"timeago\" title=\"2025-08-20T08:15:00+07:00\">hôm qua</abbr>";
    assert_eq!(published(above, "").as_deref(), Some("2025-08-20T08:15:00+07:00"));
}

#[test]
fn the_columns_that_only_a_cell_across_the_table_asks_for_are_none() {
    let found = between("<table><tr><td colspan=\"99\">Giờ</td></tr><tr><td>Ca một</td><td>6</td></tr></table>");
    let [Block::Table(table)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(table.rows, [["Giờ", ""], ["Ca một", "6"]]);
}

#[test]
fn who_is_quoted_may_stand_after_a_break_and_a_dash_or_at_the_right_edge() {
    for quote in [
        "<blockquote>“Xe chờ là ấm lòng rồi.”<br>— Chị Mận</blockquote>",
        "<blockquote><p>“Xe chờ là ấm lòng rồi.”</p><p style=\"text-align:right\">Chị Mận</p></blockquote>",
    ] {
        let found = between(quote);
        assert!(matches!(found.as_slice(), [Block::Quote(_), Block::Attribution(_)]), "{found:?}");
    }
}

#[test]
fn the_mark_of_a_note_stands_apart_and_the_way_back_is_left_out() {
    let notes = "<section class=\"footnotes\"><ol><li id=\"n1\">Sổ của tổ. <a href=\"#r1\">↩</a></li></ol></section>";
    let draft = read(&format!("{}<p>Xe chạy chín giờ.<sup><a href=\"#n1\">1</a></sup></p>{notes}", text()));
    let strings: Vec<&str> = draft.body.iter().flat_map(Block::strings).collect();
    assert!(strings.contains(&"Xe chạy chín giờ.¹") && strings.contains(&"Sổ của tổ."), "{strings:?}");
}

#[test]
fn a_list_of_documents_and_a_menu_element_are_lists_of_the_text() {
    for (list, items) in [
        (
            "<ul><li><a href=\"/vb/7.html\">Nghị định 7/2030/NĐ-CP</a></li><li><a href=\"/d.pdf\">Mẫu đơn số 2</a></li></ul>",
            ["Nghị định 7/2030/NĐ-CP", "Mẫu đơn số 2"],
        ),
        ("<menu><li>Áo mưa</li><li>Đèn pin</li></menu>", ["Áo mưa", "Đèn pin"]),
    ] {
        let found = between(list);
        let [Block::List(list)] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(list.items, items);
    }
}

#[test]
fn a_file_is_attached_whatever_hands_it_out() {
    for attached in [
        "<div class=\"attach\"><a href=\"/Tai.aspx?id=5&amp;file=lich.PDF\">Lịch xe</a> (12 KB)</div>",
        "<dl><dt>Đính kèm</dt><dd><a href=\"/tep/lich.pdf\">Lịch xe</a></dd></dl>",
    ] {
        let found = between(attached);
        let [Block::File { name, kind, .. }] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((name.as_str(), kind.as_str()), ("Lịch xe", "pdf"));
    }
}

#[test]
fn a_film_whose_frame_a_script_makes_keeps_its_address() {
    for film in [
        "<lite-youtube videoid=\"AbCdEf12345\"></lite-youtube>",
        "<amp-youtube data-videoid=\"AbCdEf12345\"></amp-youtube>",
        "<div class=\"youtube-player\" data-id=\"AbCdEf12345\"></div>",
    ] {
        let found = between(film);
        let [Block::Media { kind: MediaKind::Video, url, .. }] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(url, "https://www.youtube.com/watch?v=AbCdEf12345");
    }
}

#[test]
fn a_photograph_in_a_noscript_wins_over_the_drawing_before_it() {
    let found = between("<img class=\"lazy\" src=\"/t.gif\"><noscript><img src=\"/xe.jpg\"></noscript>");
    let [Block::Picture { url, .. }] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(url, "https://det.example/xe.jpg");
}

#[test]
fn who_entered_an_article_is_no_part_of_it() {
    for line in [
        "<span class=\"author\"><a href=\"/u/1\">admin</a></span>",
        "<span class=\"byline\">Đăng bởi: <a href=\"/u/2\">Quản trị viên</a></span>",
        "<span class=\"createdby\">Viết bởi Super User</span>",
        "<div class=\"author\">man@det.example</div>",
    ] {
        let draft = read(&format!("{line}{}", text()));
        assert_eq!((draft.author, draft.body.len()), (None, TEXTS.len()), "{line}");
    }
    let draft = read(&format!("<div class=\"author\">Lê Thị Mận (man@det.example)</div>{}", text()));
    assert_eq!(draft.author.as_deref(), Some("Lê Thị Mận"));
}

#[test]
fn a_paragraph_of_prose_stays_whatever_its_class() {
    let prose = "“Xe chờ năm phút thì nhỏ, nhưng với người về muộn thì đó là cả một buổi tối”, chị Mận nói như vậy.";
    for class in ["related", "comment", "cms-relate", "popup", "ads-detail-center", "share"] {
        let found = between(&format!("<p class=\"{class}\">{prose}</p>"));
        assert_eq!(found.iter().flat_map(Block::strings).collect::<Vec<_>>(), [prose], "{class}");
    }
}

#[test]
fn a_line_with_two_dates_tells_the_publication_and_the_change() {
    for line in [
        "Đăng: 20/08/2025 08:15 - Cập nhật: 21/08/2025 09:00",
        "Cập nhật lúc 09:00 21/08/2025 | Xuất bản 08:15 20/08/2025",
    ] {
        let draft = read(&format!("<div>{line}</div>{}", text()));
        let said = [draft.published, draft.updated].map(|moment| moment.unwrap().to_string());
        assert_eq!(said, ["2025-08-20T08:15:00+07:00", "2025-08-21T09:00:00+07:00"], "{line}");
    }
}

#[test]
fn what_a_page_goes_on_with_while_its_reader_scrolls_is_another_article() {
    let [first, second, third, fourth] = TEXTS;
    let next =
        format!("</article><article><h2>Tổ nhuộm thay quạt</h2><p>{fourth}</p><p>{third}</p></article><article>");
    let draft = read(&format!("<p>{first}</p><p>{second}</p><p>{third}</p><p>{first}</p>{next}"));
    let texts: Vec<&str> = draft.body.iter().flat_map(Block::strings).collect();
    assert_eq!(texts, [first, second, third, first]);
}

#[test]
fn a_page_drawn_by_a_script_is_read_as_its_head_tells_it() {
    let told = TEXTS.join("\\n\\n");
    let script = r#"<script type="application/ld+json">{"@type":"Organization","name":"B"}
        {"@type":"NewsArticle","datePublished":"2025-08-20T08:15:00+07:00","articleBody":""#;
    let draft = read(&format!("{script}{told}\"}}</script><p>Đang tải…</p>"));
    assert_eq!(draft.body.iter().flat_map(Block::strings).collect::<Vec<_>>(), TEXTS);
    assert_eq!(draft.published.unwrap().to_string(), "2025-08-20T08:15:00+07:00");
}

#[test]
fn what_is_said_of_the_author_in_a_box_of_its_own_is_no_part_of_the_text() {
    let about = "Lê Thị Mận là phóng viên của báo, chuyên viết về đời sống của thợ dệt ở các khu trọ.";
    let draft =
        read(&format!("{}<div class=\"author-bio\"><a rel=\"author\">Lê Thị Mận</a><p>{about}</p></div>", text()));
    assert_eq!(draft.author.as_deref(), Some("Lê Thị Mận"));
    assert_eq!(draft.body.len(), TEXTS.len());
}

#[test]
fn elements_of_a_sentence_do_not_end_it() {
    let [first, second, third, fourth] = TEXTS;
    for tag in ["ruby", "output", "meter", "slot"] {
        let marked = second.replace("từ mùa mưa", &format!("<{tag}>từ mùa mưa</{tag}>"));
        let draft = read(&format!("<p>{first}</p><p>{marked}</p><p>{third}</p><p>{fourth}</p>"));
        assert_eq!(draft.body.iter().flat_map(Block::strings).collect::<Vec<_>>(), TEXTS, "{tag}");
    }
}

#[test]
fn a_page_that_sets_its_text_in_headings_has_a_text() {
    let draft = read(&TEXTS.map(|text| format!("<h3>{text}</h3>")).concat());
    assert_eq!(draft.body.iter().flat_map(Block::strings).collect::<Vec<_>>(), TEXTS);
}

#[test]
fn comments_under_a_heading_that_counts_them_are_no_text() {
    let comments = "<h3>Bình luận (2)</h3><div><p>Tổ tôi cũng mong được như vậy, chờ xe khuya rất mệt.</p>\
                    <p>Xin cảm ơn hãng xe đã chịu chờ anh chị em ca chiều thêm năm phút.</p></div>";
    assert_eq!(read(&format!("{}{comments}", text())).body.len(), TEXTS.len());
}

#[test]
fn paths_reading_times_and_fields_of_forms_are_furniture() {
    for line in ["Trang chủ » Tin tức » Tổ dệt", "3 phút đọc", "Nhập địa chỉ email để nhận tin mỗi sáng"]
    {
        assert_eq!(between(&format!("<p>{line}</p>")), [], "{line}");
    }
}

#[test]
fn who_edited_an_article_speaks_only_where_nobody_signs() {
    let author = |under: &str| read(&format!("{}{under}", text())).author;
    let editor = "<p><em>Biên tập: Trần Minh Hải</em></p>";
    assert_eq!(author(&format!("<p><b>Lê Văn Hùng</b></p>{editor}")).as_deref(), Some("Lê Văn Hùng"));
    assert_eq!(author(editor).as_deref(), Some("Trần Minh Hải"));
    let head = |meta: &str| read(&format!("{meta}{}", text())).author;
    assert_eq!(head("<meta name=\"byl\" content=\"By Lê Văn Hùng\">").as_deref(), Some("Lê Văn Hùng"));
}
