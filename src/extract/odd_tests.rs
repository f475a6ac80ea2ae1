//! Markup that is odd in one place: what it says is kept, and said of the right thing. All texts are invented.

use super::{Knowledge, Source, article};
use crate::model::block::MediaKind;
use crate::model::{Block, CanonicalUrl, Draft, Timestamp};
use crate::sources::Catalog;

pub(super) const TITLE: &str = "Tổ dệt số hai đổi giờ giao ca để kịp chuyến xe cuối";
pub(super) const TEXTS: [&str; 4] = [
    "Từ thứ hai tuần tới, tổ dệt số hai giao ca sớm mười lăm phút để mọi người kịp chuyến xe cuối về khu trọ.",
    "Chị Mận, tổ trưởng, cho biết đề nghị này đã được nêu ra từ mùa mưa năm ngoái nhưng đến nay mới thành.",
    "Hãng xe cũng đồng ý chờ thêm năm phút ở cổng sau, nơi có mái che và một ngọn đèn vừa được thay mới.",
    "Ai ở lại trông máy thì được tính thêm nửa giờ công, ghi vào sổ của tổ và ký nhận vào cuối mỗi tháng.",
];

pub(super) fn read(body: &str) -> Draft {
    let catalog = Catalog::default();
    let url = CanonicalUrl::parse("https://det.example/tin/bai-9.html").unwrap();
    let page = format!("<body><article><h1>{TITLE}</h1>{body}</article></body>");
    let source = Source { bytes: page.as_bytes(), charset: Some("utf-8"), url: &url, now: Timestamp(1_780_000_000) };
    article(source, Knowledge { catalog: &catalog, rules: false, learned: None })
}

pub(super) fn text() -> String {
    TEXTS.iter().map(|text| format!("<p>{text}</p>")).collect()
}

/// The blocks that some markup in the middle of the text gives.
pub(super) fn between(markup: &str) -> Vec<Block> {
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
fn a_source_for_narrow_screens_does_not_win_for_standing_first() {
    let found = between(
        "<picture><source media=\"(max-width:480px)\" srcset=\"/hep.jpg\"><source srcset=\"/xe.jpg 1200w\">\
         <img src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\"></picture>",
    );
    let [Block::Picture { url, .. }] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(url, "https://det.example/xe.jpg");
}

#[test]
fn a_short_article_that_speaks_as_a_check_of_visitors_does_is_an_article() {
    let told = "Công ty bắt người thợ nhập mã captcha mỗi khi chấm công, nhiều bác lớn tuổi làm không kịp nên bị trừ nửa giờ công.";
    for meta in [
        "<meta property=\"og:type\" content=\"article\">",
        "<meta property=\"article:published_time\" content=\"2025-08-20T08:15:00+07:00\">",
    ] {
        let draft = read(&format!("{meta}<p>{told}</p>"));
        assert_eq!(draft.body.iter().flat_map(Block::strings).collect::<Vec<_>>(), [told], "{meta}");
    }
    let check = read("<meta property=\"og:type\" content=\"article\"><p>Vui lòng nhập mã captcha.</p>");
    assert_eq!(check.body, []);
    assert_eq!(
        read("<p>Bạn đã truy cập quá nhiều, hãy nhập mã captcha để xem tiếp trang này của chúng tôi.</p>").body,
        []
    );
}

#[test]
fn what_readers_discuss_is_no_part_of_the_article() {
    let said = "Tổ tôi cũng mong được như vậy, về muộn là hết xe phải đi bộ.";
    let draft = read(&format!("{}<div id=\"discussion\"><div>An</div><div>{said}</div></div>", text()));
    assert_eq!(draft.body.len(), TEXTS.len(), "{:?}", draft.body);
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

#[test]
fn what_follows_a_block_within_an_item_stands_apart_from_it() {
    let blocks =
        between("<ul><li><h3>Việc đầu</h3>thay bóng đèn</li><li>việc sau<ul><li>lau máy</li></ul>rồi nghỉ</li></ul>");
    let Block::List(list) = &blocks[0] else { panic!("{blocks:?}") };
    assert_eq!(list.items, ["Việc đầu thay bóng đèn", "việc sau rồi nghỉ", "lau máy"]);
}

#[test]
fn terms_within_a_meaning_stand_once_and_deeper() {
    let blocks = between(
        "<dl><dt>Ca ngày</dt><dd>tám giờ<dl><dt>nghỉ trưa</dt><dd>nửa giờ</dd></dl></dd><dt>Ca đêm</dt><dd>bảy giờ</dd></dl>",
    );
    let Block::List(list) = &blocks[0] else { panic!("{blocks:?}") };
    assert_eq!(list.items, ["Ca ngày", "tám giờ", "nghỉ trưa", "nửa giờ", "Ca đêm", "bảy giờ"]);
    assert_eq!(list.levels, [0, 1, 2, 3, 0, 1]);
}

#[test]
fn a_recording_takes_the_caption_that_stands_before_it() {
    let blocks = between("<figure><figcaption>Nghe chị Mận kể</figcaption><audio src=\"/man.mp3\"></audio></figure>");
    let [Block::Media { caption, .. }] = blocks.as_slice() else { panic!("{blocks:?}") };
    assert_eq!(caption, "Nghe chị Mận kể");
}

#[test]
fn heads_stand_first_and_a_title_over_them_is_the_caption() {
    let row = |tag: &str, one: &str, two: &str| format!("<tr><{tag}>{one}</{tag}><{tag}>{two}</{tag}></tr>");
    let heads = row("th", "Ca", "Tiền");
    let late = between(&format!("<table><tbody>{}</tbody><thead>{heads}</thead></table>", row("td", "Đêm", "90.000")));
    let Block::Table(table) = &late[0] else { panic!("{late:?}") };
    assert!(table.header && table.rows[0] == ["Ca", "Tiền"] && table.rows[1] == ["Đêm", "90.000"], "{table:?}");
    let titled = between(&format!(
        "<table><tr><td colspan=\"2\"><b>Tiền ăn ca</b></td></tr>{heads}{}</table>",
        row("td", "Đêm", "<a href=\"/dem.html\">90.000</a>")
    ));
    let Block::Table(table) = &titled[0] else { panic!("{titled:?}") };
    assert_eq!((table.caption.as_str(), table.header, table.rows.len()), ("Tiền ăn ca", true, 2));
    assert_eq!((table.links[0].row, table.links[0].column), (1, 1));
}

#[test]
fn two_short_lines_of_a_poem_stay_two() {
    let blocks = between("<p>Ca đêm đèn sáng<br>thoi đưa không ngừng</p>");
    assert!(matches!(&blocks[0], Block::Lines(lines) if lines.rich.text == "Ca đêm đèn sáng\nthoi đưa không ngừng"));
}

#[test]
fn the_only_box_with_paragraphs_is_the_text_whatever_hides_it() {
    for (open, close) in [
        ("<div class=\"hidden\">", "</div>"),
        ("<div style=\"display:none\">", "</div>"),
        ("<aside>", "</aside>"),
        ("<label>", "</label>"),
        ("<a href=\"#\">", "</a>"),
        ("<a name=\"dau\">", "</a>"),
    ] {
        let draft = read(&format!("{open}{}{close}", text()));
        let said: Vec<&str> =
            draft.sapo.as_deref().into_iter().chain(draft.body.iter().flat_map(Block::strings)).collect();
        assert_eq!(said, TEXTS, "{open}");
    }
    let beside = read(&format!("{}<div class=\"hidden\">{}</div>", text(), text().replace("tổ dệt", "tổ in")));
    assert_eq!(beside.body.len() + usize::from(beside.sapo.is_some()), TEXTS.len());
}

#[test]
fn dates_of_the_pages_head_of_events_and_of_neighbours_are_not_the_articles() {
    let catalog = Catalog::default();
    let url = CanonicalUrl::parse("https://det.example/tin/bai-9.html").unwrap();
    for (above, under) in [
        ("<header>Thứ Hai, 18/08/2025 08:15</header>", ""),
        ("<div class=\"event\"><b>25/12/2025</b> <a href=\"/hoi-thi\">Hội thi thợ giỏi</a></div>", ""),
        ("", "<p><a href=\"/a.html\">Bài trước (19/08/2025)</a> <a href=\"/c.html\">Bài sau (21/08/2025)</a></p>"),
    ] {
        let page = format!("<body>{above}<article><h1>{TITLE}</h1>{}</article>{under}</body>", text());
        let source =
            Source { bytes: page.as_bytes(), charset: Some("utf-8"), url: &url, now: Timestamp(1_780_000_000) };
        let draft = article(source, Knowledge { catalog: &catalog, rules: false, learned: None });
        assert_eq!(draft.published, None, "{above}{under}");
    }
}

#[test]
fn a_name_is_without_the_writers_role_and_the_hearts_behind_it() {
    for line in ["Lê Mận <span>Phóng viên</span>", "Lê Mận ❤️", "Lê Mận 🌸🌸"] {
        let draft = read(&format!("<p class=\"author\">{line}</p>{}", text()));
        assert_eq!(draft.author.as_deref(), Some("Lê Mận"), "{line}");
    }
}

#[test]
fn readers_whose_names_stand_under_what_they_say_are_no_text() {
    let said =
        ["Mong chuyến xe cuối chờ thêm vài phút nữa cho chắc.", "Ở xưởng tôi thì chưa ai nói gì đến chuyện này."];
    let remarks: String =
        said.iter().zip(["Trần Hoa", "Lê Minh"]).map(|(t, n)| format!("<p>{t}</p><p><i>{n}</i></p>")).collect();
    let draft = read(&format!("{}<h3>Bạn đọc phản hồi</h3><div>{remarks}</div>", text()));
    assert_eq!(
        draft.body.iter().flat_map(Block::strings).filter(|text| said.contains(text)).count(),
        0,
        "{:?}",
        draft.body
    );
}

#[test]
fn a_picture_that_only_counts_readers_is_none_and_a_lazy_one_is_found_by_its_attribute() {
    let pictures = |markup: &str| {
        let is_picture = |block: &Block| matches!(block, Block::Picture { url, .. } if !url.is_empty());
        between(markup).iter().filter(|block| is_picture(block)).count()
    };
    assert_eq!(pictures("<img src=\"https://dem.example/p.gif\" style=\"width:1px; height: 1px\">"), 0);
    assert_eq!(pictures("<img src=\"/xe.jpg\" style=\"width:100%; height:auto\">"), 1);
    assert_eq!(pictures("<img src=\"/blank.gif\" nitro-lazy-src=\"/xe.jpg\">"), 1);
}
