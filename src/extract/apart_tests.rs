//! What stands apart from the text of pages that nobody has seen: cards with dates, lead pictures, facts under the text.

use super::{Knowledge, Source, article};
use crate::model::{Block, CanonicalUrl, Draft, Timestamp};
use crate::sources::Catalog;

fn read(page: &str, rules: bool) -> Draft {
    let catalog = Catalog::built_in().unwrap();
    let url = CanonicalUrl::parse("https://a.example/tin/bai-viet").unwrap();
    let source = Source { bytes: page.as_bytes(), charset: Some("utf-8"), url: &url, now: Timestamp(1_780_000_000) };
    article(source, Knowledge { catalog: &catalog, rules, learned: None })
}

const TITLE: &str = "Tổ hàn lập quỹ mua thuốc cho thợ bị bỏng";
const CARD: &str = "Bếp ăn ca đêm của xưởng đúc có thêm món chay";
const SAPO: &str =
    "Mỗi tháng một người bỏ vào hộp thiếc hai mươi nghìn đồng, và ai bị bỏng khi hàn thì được lấy ra mua thuốc.";
const CAPTION: &str = "Hộp thiếc đặt trên bàn của tổ trưởng tổ hàn";
const PARAGRAPHS: [&str; 4] = [
    "Hộp thiếc vốn đựng bánh trung thu, tổ trưởng đục một khe nhỏ trên nắp rồi khóa lại bằng ổ khóa xe đạp cũ.",
    "Chìa khóa do hai người giữ, mỗi lần mở phải có đủ cả hai và một người thứ ba ghi vào sổ số tiền đã lấy ra.",
    "Năm ngoái quỹ giúp được bảy thợ, người nhiều nhất nhận sáu trăm nghìn đồng vì phải nằm ở trạm y tế ba ngày.",
    "Xưởng bên cạnh nghe chuyện cũng xin một chiếc hộp, còn giám đốc thì hứa góp thêm bằng đúng số tiền thợ đã góp.",
];

fn text() -> String {
    PARAGRAPHS.iter().map(|p| format!("<p>{p}</p>")).collect()
}

/// A page without a date of its own, with something over the headline, under it, in the text and under it.
fn page(over: &str, head: &str, within: &str, under: &str) -> String {
    format!("<body>{over}<div><h1>{TITLE}</h1>{head}<div>{}{within}</div></div>{under}</body>", text())
}

fn strings(draft: &Draft) -> Vec<&str> {
    draft.body.iter().filter(|b| !matches!(b, Block::Picture { .. })).flat_map(Block::strings).collect()
}

fn captions(draft: &Draft) -> Vec<&str> {
    let caption = |block: &'_ Block| matches!(block, Block::Picture { caption, .. } if !caption.is_empty());
    draft.body.iter().filter(|block| caption(block)).flat_map(Block::strings).collect()
}

fn published(draft: &Draft) -> Option<String> {
    draft.published.map(|moment| moment.to_string())
}

#[test]
fn the_date_of_a_card_is_none_of_the_article_wherever_its_link_leads() {
    for link in ["/1", "/?p=12", "/bai/7", "/tin/bep-an-ca-dem-cua-xuong-duc-co-them-mon-chay-12345.html"] {
        for card in [
            format!("<div><a href='{link}'>{CARD}</a><span>20/08/2025 08:15</span></div>"),
            format!("<a href='{link}'><div>{CARD}</div><span>20/08/2025</span></a>"),
            format!("<div><span>1</span><a href='{link}'>{CARD}</a><div>20/08/2025 08:15</div></div>"),
            format!("<div><a href='{link}'>{CARD}</a> <span>1</span> <span>20/08/2025 08:15</span></div>"),
            format!(
                "<div><h3><a href='{link}'>{CARD}</a></h3><time datetime='2025-08-20T08:15:00+07:00'>hôm qua</time></div>"
            ),
            format!("<div><h3><a href='{link}'>{CARD}</a></h3><p>{SAPO}</p><p>20/08/2025 08:15</p></div>"),
        ] {
            for page in [page(&card, "", "", ""), page("", "", &card, ""), page("", "", "", &card)] {
                assert_eq!(published(&read(&page, false)), None, "{page}");
            }
        }
    }
}

#[test]
fn a_headline_beside_a_linked_number_or_picture_dates_no_article_either() {
    for bare in ["1", "<img src='/a.jpg'>"] {
        let card = format!("<div><a href='/1'>{bare}</a><div>{CARD}</div><div>20/08/2025 08:15</div></div>");
        for page in [page(&card, "", "", ""), page("", "", &card, ""), page("", "", "", &card)] {
            assert_eq!(published(&read(&page, false)), None, "{page}");
        }
    }
}

#[test]
fn of_several_boxes_alike_with_a_link_and_a_day_each_none_dates_the_article() {
    let item = |n: usize| format!("<div><a href='#'>Tin {n}</a><span>{n}/08/2025 08:15</span></div>");
    let list: String = (11..15).map(item).collect();
    assert_eq!(published(&read(&page("", "", "", &format!("<div>{list}</div>")), false)), None);
}

#[test]
fn the_own_line_of_facts_is_none_of_the_cards_under_it() {
    let card = |n: usize| format!("<div><a href='/{n}'>Tin {n}</a><span>{n}/08/2025 08:15</span></div>");
    let cards: String = (11..15).map(card).collect();
    let facts = "<div><a href='/tin'>Tin tức</a><span>20/08/2025 10:20</span></div>";
    let html = format!("<body><h1>{TITLE}</h1>{facts}<div>{}</div>{cards}</body>", text());
    assert_eq!(published(&read(&html, false)).as_deref(), Some("2025-08-20T10:20:00+07:00"));
}

#[test]
fn a_date_beside_the_own_headline_a_section_or_a_person_is_the_articles() {
    for head in [
        "<div>Chuyên mục: <a href='/c5'>Tin hoạt động của các tổ công đoàn</a> 20/08/2025 08:15</div>",
        "<div><a href='/tac-gia/7'><img src='/a.jpg'></a><a href='/tac-gia/7'>Trần Thu Hằng</a><span>20/08/2025 08:15</span></div>",
        "<div><a href='/tep/quyet-dinh-lap-quy-cua-to-han-2025.pdf'>Quyết định lập quỹ của tổ hàn</a><span>20/08/2025 08:15</span></div>",
    ] {
        assert_eq!(
            published(&read(&page("", head, "", ""), false)).as_deref(),
            Some("2025-08-20T08:15:00+07:00"),
            "{head}"
        );
    }
    let linked = format!(
        "<title>{TITLE}</title><div><div><h2><a href='/1'>{TITLE}</a></h2><span>20/08/2025 08:15</span></div><div>{}</div></div>",
        text()
    );
    assert_eq!(published(&read(&linked, false)).as_deref(), Some("2025-08-20T08:15:00+07:00"));
}

#[test]
fn the_foot_of_an_article_tells_its_day_and_that_of_the_page_none() {
    let foot = |class: &str| {
        format!(
            "<footer class='{class}'><span>Ngày đăng: </span><div>20/08/2025</div> <a href='/author/y'>Lê Thu Yên</a></footer>"
        )
    };
    let with = |class: &str| {
        read(&format!("<body><div><h1>{TITLE}</h1><div>{}</div>{}</div></body>", text(), foot(class)), false)
    };
    assert_eq!(published(&with("entry-footer default-max-width")).as_deref(), Some("2025-08-20"));
    assert_eq!(published(&with("site-footer")), None);
}

#[test]
fn buttons_before_the_date_under_a_text_do_not_hide_it() {
    let under = "<div><a href='#'>Chia sẻ</a><a href='#'>In bài</a><span>20/08/2025 08:15</span></div>";
    let html = format!("<body><div><h1>{TITLE}</h1><div>{}</div>{under}</div></body>", text());
    assert_eq!(published(&read(&html, false)).as_deref(), Some("2025-08-20T08:15:00+07:00"));
}

#[test]
fn a_line_of_facts_whose_elements_touch_is_no_text() {
    for facts in [
        "<div><span>A-</span><span>A+</span><span>20/08/2025 08:15</span></div>",
        "<div><a href='/hoat-dong'>Tin hoạt động</a><span>08h15 ngày 20/08/2025</span></div>",
        "<div><span>Phan Hoa</span><span>20 tháng 08, 2025 08:15</span></div>",
    ] {
        let html = format!("<body><div><h1>{TITLE}</h1>{facts}{}</div></body>", text());
        assert_eq!(strings(&read(&html, false)), PARAGRAPHS, "{facts}");
    }
}

#[test]
fn the_caption_of_a_lead_picture_outside_the_box_of_the_text_is_known_by_its_look() {
    let sapo = format!("<h2 class='sapo'>{SAPO}</h2>");
    for lead in [
        format!("<p><img src='/a.jpg'></p><p><em>{CAPTION}</em></p>"),
        format!("<p style='text-align:center'><img src='/a.jpg'></p><p style='text-align:center'>{CAPTION}.</p>"),
        format!("<div><img src='/a.jpg'></div><div>{CAPTION}</div>"),
        format!("<p><img src='/a.jpg'></p><p>{CAPTION}. Ảnh: Thu Hà</p>"),
    ] {
        let draft = read(&page("", &format!("{sapo}{lead}"), "", ""), false);
        assert!(captions(&draft).iter().any(|caption| caption.starts_with(CAPTION)), "{lead}: {draft:#?}");
        assert_eq!((draft.sapo.as_deref(), strings(&draft).as_slice()), (Some(SAPO), PARAGRAPHS.as_slice()), "{lead}");
    }
}

#[test]
fn what_stands_right_under_a_lead_picture_may_be_the_sapo_or_the_author() {
    let author = "<p><img src='/a.jpg'></p><p>Trần Thu Hằng</p>";
    let draft = read(&page("", author, "", ""), false);
    assert!(captions(&draft).is_empty(), "{draft:#?}");
    let sapo = format!("<p><img src='/a.jpg'></p><div class='sapo'><em>{SAPO}</em></div>");
    let draft = read(&page("", &sapo, "", ""), false);
    assert_eq!((draft.sapo.as_deref(), captions(&draft)), (Some(SAPO), vec![]));
}

#[test]
fn of_two_texts_under_a_lead_picture_the_one_in_italics_is_its_caption() {
    let caption = format!("{CAPTION}, ngay dưới tấm bảng ghi tên bảy người thợ đã được giúp trong năm.");
    let head = format!("<div><img src='/a.jpg'><em>{caption}</em><hr></div><div>{SAPO}</div>");
    let draft = read(&page("", &head, "", ""), false);
    assert_eq!(draft.sapo.as_deref(), Some(SAPO), "{draft:#?}");
}

#[test]
fn a_text_that_says_whose_picture_it_is_is_no_sapo() {
    let head =
        format!("<div><img src='/a.jpg'></div><div>{CAPTION}, dưới tấm bảng ghi tên bảy người thợ. Ảnh: Thu Hà</div>");
    assert_eq!(read(&page("", &head, "", ""), false).sapo, None);
}

#[test]
fn the_headline_under_a_picture_of_the_text_is_its_caption() {
    let [first, rest @ ..] = PARAGRAPHS;
    let rest: String = rest.iter().map(|p| format!("<p>{p}</p>")).collect();
    let html = format!(
        "<body><div><h1>{TITLE}</h1><div>20/08/2025 08:15</div><div><p>{first}</p><div><div><img src='/a.jpg'><div>{TITLE}</div></div></div>{rest}</div></div></body>"
    );
    assert_eq!(captions(&read(&html, false)), [TITLE]);
}

#[test]
fn a_first_paragraph_that_is_printed_twice_is_the_sapo_and_not_the_text() {
    let html = format!(
        "<body><div><h1>{TITLE}</h1><div>20/08/2025 08:15</div><div><p>{SAPO}</p><p>{SAPO}</p>{}</div></div></body>",
        text()
    );
    let draft = read(&html, false);
    assert_eq!((draft.sapo.as_deref(), strings(&draft).as_slice()), (Some(SAPO), PARAGRAPHS.as_slice()));
}

#[test]
fn a_table_of_headlines_with_days_is_none_of_the_text_and_one_of_documents_is() {
    let row =
        |link: &str, said: &str| format!("<tr><td><a href='{link}'>{said}</a></td><td>20/08/2025 08:15</td></tr>");
    let within = |rows: String| {
        let html = format!("<body><div><h1>{TITLE}</h1><div>{}<table>{rows}</table></div></div></body>", text());
        strings(&read(&html, false)).len()
    };
    let news = row("/1", CARD) + &row("/2", "Ca đêm của xưởng đúc được nghỉ thêm mười phút");
    assert_eq!(within(news), PARAGRAPHS.len());
    let documents =
        row("/a.pdf", "Quyết định lập quỹ của tổ hàn") + &row("/b.pdf", "Sổ thu chi của quỹ trong năm ngoái");
    assert!(within(documents) > PARAGRAPHS.len());
}

#[test]
fn comments_within_the_box_that_a_rule_names_are_none_of_the_text() {
    let remark = |n: usize| {
        format!(
            "<div><div><b>Lê An</b> <span>{n} giờ trước</span></div><p>Tổ tôi cũng nên có một chiếc hộp như thế này.</p><div><a href='#'>Thích</a> <a href='#'>Trả lời</a></div></div>"
        )
    };
    let remarks: String = (1..4).map(remark).collect();
    let html = format!(
        "<body><div><h1>{TITLE}</h1><div>20/08/2025 08:15</div><div id='news-bodyhtml' class='bodytext'>{}<div><div>Ý kiến bạn đọc (3)</div>{remarks}</div></div></div></body>",
        text()
    );
    for rules in [true, false] {
        assert_eq!(strings(&read(&html, rules)), PARAGRAPHS, "{rules}");
    }
}

#[test]
fn one_rare_word_in_bold_under_a_text_signs_it_and_the_word_for_its_end_does_not() {
    let signed = |line: &str| {
        let html =
            format!("<body><div><h1>{TITLE}</h1><div>20/08/2025 08:15</div><div>{}{line}</div></div></body>", text());
        read(&html, false).author
    };
    for name in ["Mận", "Thắm", "Nhài"] {
        assert_eq!(signed(&format!("<p><b>{name}</b></p>")).as_deref(), Some(name));
        assert_eq!(signed(&format!("<p style='text-align:right'>{name}</p>")).as_deref(), Some(name));
    }
    for line in ["<p><b>Hết</b></p>", "<p>Mận</p>", "<p><b>June</b></p>"] {
        assert_eq!(signed(line), None, "{line}");
    }
}

#[test]
fn a_desk_or_a_line_of_facts_right_under_the_box_of_a_text_names_the_author() {
    for (line, author) in [
        ("<p>PV</p>", "PV"),
        ("<p><em>Nhóm PV</em></p>", "Nhóm PV"),
        ("<div>Ban Tuyên giáo LĐLĐ tỉnh</div>", "Ban Tuyên giáo LĐLĐ tỉnh"),
        ("<div><span>Dương Lan</span> - <span>Đăng lúc: 08:15, 20/08/2025</span></div>", "Dương Lan"),
        ("<div><span>20-08-2025 08:15:25</span><span> | </span><span>VŨ HOA</span></div>", "VŨ HOA"),
    ] {
        let under = format!("{line}<ul><li>Tags:</li><li><a href='/tag/quy'>quỹ</a></li></ul>");
        let html = format!("<body><div><h1>{TITLE}</h1><div>{}</div>{under}</div></body>", text());
        assert_eq!(read(&html, false).author.as_deref(), Some(author), "{line}");
    }
}

#[test]
fn a_labelled_name_ends_where_the_line_goes_on_to_the_day() {
    for line in [
        "Tác giả: HỒ LINH <time>Đăng lúc: 08:15, 20/08/2025</time>",
        "Tác giả: HỒ LINH <p>Cập nhật lúc 08:15 ngày 20/08/2025</p>",
    ] {
        let draft = read(&page("", &format!("<div>{line}</div>"), "", ""), false);
        assert_eq!(draft.author.as_deref(), Some("HỒ LINH"), "{line}");
    }
}
