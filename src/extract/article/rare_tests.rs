//! Pages that say a thing in a way that few do: consent, discussions, labels, lists, names. All texts are invented.

use crate::extract::odd_tests::{TEXTS, TITLE, between, read, text};
use crate::extract::{Knowledge, Source, article, feed};
use crate::model::{Block, CanonicalUrl, Draft, Timestamp};
use crate::sources::{ArticleRules, Catalog, Site};

const NOW: Timestamp = Timestamp(1_780_000_000);

fn page(head: &str, body: &str) -> Draft {
    let catalog = Catalog::default();
    let url = CanonicalUrl::parse("https://moc.example/tin/bai-12.html").unwrap();
    let page = format!("<head>{head}</head><body>{body}</body>");
    let source = Source { bytes: page.as_bytes(), charset: Some("utf-8"), url: &url, now: NOW };
    article(source, Knowledge { catalog: &catalog, rules: false, learned: None })
}

fn strings(draft: &Draft) -> Vec<&str> {
    draft.body.iter().flat_map(Block::strings).collect()
}

#[test]
fn what_a_page_says_to_those_without_scripts_is_no_wall_before_its_text() {
    let draft = read(&format!("<noscript>Vui lòng bật JavaScript để tiếp tục.</noscript>{}", text()));
    assert_eq!(strings(&draft), TEXTS);
}

#[test]
fn a_story_that_speaks_of_cookies_is_told_and_a_dialog_about_them_is_not() {
    let told = "Trang chấm công của xưởng dùng cookie để nhớ ca làm, ai đổi điện thoại thì phải đồng ý lại và khai lại từ đầu.";
    let [Block::Paragraph(found)] = &between(&format!("<p>{told}</p>"))[..] else { panic!() };
    assert_eq!(found.text, told);
    let dialog = "<div class=\"x1\"><p>Chúng tôi sử dụng cookie để cải thiện trải nghiệm. Bằng cách tiếp tục, bạn đồng ý với chính sách của trang này.</p><button>Đồng ý</button></div>";
    assert_eq!(strings(&read(&format!("{}{dialog}", text()))), TEXTS);
}

#[test]
fn what_readers_say_to_each_other_is_no_part_of_the_article() {
    let said = ["Chỗ tôi làm cũng nên chia lại như vậy cho đỡ mệt.", "Giữ bậc lương cũ là điều tốt nhất rồi đó."];
    for box_of_readers in [
        format!("<section aria-label=\"Bình luận\"><p>{}</p><p>{}</p></section>", said[0], said[1]),
        format!(
            "<div><h3>Thảo luận</h3><div>Hai Sậy</div><div>{}</div><div>Út Tràm</div><div>{}</div></div>",
            said[0], said[1]
        ),
    ] {
        assert_eq!(strings(&read(&format!("{}{box_of_readers}", text()))), TEXTS, "{box_of_readers}");
    }
}

#[test]
fn a_date_of_a_last_edit_is_never_the_publication() {
    for label in ["Sửa lần cuối:", "Chỉnh sửa lúc", "Hiệu chỉnh:", "Last edited"] {
        let draft = read(&format!("<div>{label} 20/05/2026 08:15</div>{}", text()));
        assert_eq!(draft.published, None, "{label}");
    }
    let both = read(&format!("<div>Đăng lúc 18/05/2026 07:00 · Sửa lần cuối: 20/05/2026 08:15</div>{}", text()));
    assert_eq!(both.published.map(|at| at.to_string()).as_deref(), Some("2026-05-18T07:00:00+07:00"));
}

#[test]
fn the_days_of_which_a_paragraph_tells_are_not_the_articles() {
    for told in [
        "<p><b>10/04/2026:</b> Thợ gửi đơn lên giám đốc.</p><p><b>12/04/2026:</b> Giám đốc trả lời.</p>",
        "<p><b>10/04/2026</b>: Thợ gửi đơn.</p>",
        "<ul><li><strong>10/04/2026</strong> thợ gửi đơn lên giám đốc xưởng mộc</li></ul>",
    ] {
        let sapo = format!("<p>{}</p>", TEXTS[0]);
        assert_eq!(read(&format!("{sapo}{told}{}", text())).published, None, "{told}");
        let own = read(&format!("<div>18/05/2026 07:15</div>{sapo}{told}{}", text()));
        assert_eq!(own.published.map(|at| at.to_string()).as_deref(), Some("2026-05-18T07:15:00+07:00"), "{told}");
    }
}

#[test]
fn a_link_that_says_it_is_for_saving_hands_out_a_file() {
    let found = between("<p><a class=\"nut\" href=\"/don.doc\" download>Tải mẫu đơn</a></p>");
    assert!(matches!(found.as_slice(), [Block::File { kind, .. }] if kind == "doc"), "{found:?}");
}

#[test]
fn dates_of_machines_are_read_in_the_ways_that_few_write_them() {
    let published = |head: &str, line: &str| {
        let draft = page(head, &format!("<article><h1>{TITLE}</h1>{line}{}</article>", text()));
        draft.published.map(|at| at.to_string())
    };
    let expected = Some("2026-05-18T07:15:00+07:00".to_owned());
    let milliseconds =
        "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"datePublished\":1779063300000}</script>";
    assert_eq!(published(milliseconds, ""), expected);
    assert_eq!(published("<meta name=\"prism.publicationDate\" content=\"2026-05-18T07:15:00+07:00\">", ""), expected);
    let described = "<span property=\"schema:datePublished\" content=\"2026-05-18T07:15:00+07:00\">18/05</span>";
    assert_eq!(published("", described), expected);
    let relative = "<relative-time datetime=\"2026-05-18T00:15:00Z\">2 ngày trước</relative-time>";
    assert_eq!(published("", relative), expected);
}

#[test]
fn an_item_of_a_feed_keeps_its_title_in_whatever_way_it_is_marked() {
    let title = |item: &str| {
        let url = CanonicalUrl::parse("https://moc.example/rss").unwrap();
        let source = |bytes| Source { bytes, charset: Some("utf-8"), url: &url, now: NOW };
        feed(source(item.as_bytes())).items.first().map(|item| item.title.clone()).unwrap_or_default()
    };
    let rss = |inside: &str| {
        title(&format!(
            "<rss><channel><item><title>{inside}</title><link>https://moc.example/a-1.html</link></item></channel></rss>"
        ))
    };
    assert_eq!(rss("<![CDATA[<b>Khẩn: xưởng nghỉ ca đêm]]>"), "Khẩn: xưởng nghỉ ca đêm");
    assert_eq!(rss("<![CDATA[<?php echo 1; ?>Xưởng nghỉ ca đêm]]>"), "Xưởng nghỉ ca đêm");
    assert_eq!(rss("<![CDATA[Đo khí CO<sub>2</sub> ở lò sấy]]>"), "Đo khí CO2 ở lò sấy");
    let listed = r#"{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","url":"https://moc.example/a-1.html","title":["Xưởng nghỉ ca đêm"]}]}"#;
    assert_eq!(title(listed), "Xưởng nghỉ ca đêm");
}

#[test]
fn inline_elements_that_have_lines_of_their_own_are_not_run_together() {
    let found = between(
        "<div><span style=\"display:block\">Ca một: sáu giờ.</span><span style=\"display: block\">Ca hai: mười bốn giờ.</span></div>",
    );
    let lines: Vec<&str> = found.iter().flat_map(Block::strings).flat_map(|text| text.split('\n')).collect();
    assert_eq!(lines, ["Ca một: sáu giờ.", "Ca hai: mười bốn giờ."], "{found:?}");
}

#[test]
fn a_list_does_not_print_twice_what_is_typed_before_its_items() {
    for (markup, items) in [
        ("<ul><li>- Găng tay</li><li>- Kính</li></ul>", ["Găng tay", "Kính"]),
        ("<ol><li>1. Găng tay</li><li>2. Kính</li></ol>", ["Găng tay", "Kính"]),
        ("<ul><li>- Găng tay</li><li>Kính</li></ul>", ["- Găng tay", "Kính"]),
        ("<ol><li>2 đôi găng</li><li>3 cặp kính</li></ol>", ["2 đôi găng", "3 cặp kính"]),
    ] {
        let found = between(markup);
        let [Block::List(list)] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(list.items, items);
    }
}

#[test]
fn a_headline_is_without_labels_buttons_and_the_name_of_the_site() {
    let title = |head: &str, h1: &str| page(head, &format!("<article><h1>{h1}</h1>{}</article>", text())).title;
    for h1 in [
        format!("<span class=\"tag\">Podcast</span>: {TITLE}"),
        format!("{TITLE} <a href=\"#\">Chia sẻ</a>"),
        format!("{TITLE} <button>Lưu tin</button>"),
    ] {
        assert_eq!(title("", &h1).as_deref(), Some(TITLE), "{h1}");
    }
    let marked = format!("<meta property=\"og:title\" content=\"&lt;b&gt;{TITLE}&lt;/b&gt;\">");
    assert_eq!(title(&marked, "{{ article.title }}").as_deref(), Some(TITLE));
    let named = format!("<title>{TITLE} - Báo Mộc</title><meta property=\"og:site_name\" content=\"Báo Mộc\">");
    assert_eq!(title(&named, &format!("{TITLE} - Báo Mộc")).as_deref(), Some(TITLE));
}

#[test]
fn an_author_is_a_name_without_its_photographer_and_never_a_number() {
    let author = |line: &str| read(&format!("<div class=\"author\">{line}</div>{}", text())).author;
    assert_eq!(author("Võ Thị Sậy (Ảnh: Lê Tràm)").as_deref(), Some("Võ Thị Sậy"));
    assert_eq!(author("5f3a9c1e7b"), None);
}

#[test]
fn named_places_of_a_page_are_no_links() {
    let anchored: String = TEXTS.iter().map(|text| format!("<p><a name=\"x\">{text}</a></p>")).collect();
    let draft = read(&anchored);
    assert_eq!(strings(&draft), TEXTS);
    assert!(draft.body.iter().all(|block| !matches!(block, Block::Paragraph(rich) if !rich.marks.is_empty())));
}

#[test]
fn a_sentence_behind_the_word_for_source_is_a_sentence() {
    let told = "Nguồn: gỗ tràm mua của các hộ trồng quanh kênh, mỗi tháng hai chuyến ghe lớn.";
    let [Block::Paragraph(found)] = &between(&format!("<p>{told}</p>"))[..] else { panic!() };
    assert_eq!(found.text, told);
}

#[test]
fn a_text_that_a_feed_escaped_twice_has_its_paragraphs() {
    let body = text().replace('<', "&amp;lt;").replace('>', "&amp;gt;");
    let item = format!(
        "<rss><channel><item><title>{TITLE}</title><link>https://moc.example/a-1.html</link>\
         <content:encoded>{body}</content:encoded></item></channel></rss>"
    );
    let url = CanonicalUrl::parse("https://moc.example/rss").unwrap();
    let found = feed(Source { bytes: item.as_bytes(), charset: Some("utf-8"), url: &url, now: NOW });
    let body = found.items[0].text.as_ref().map(|text| text.body.clone()).unwrap_or_default();
    assert_eq!(body.iter().flat_map(Block::strings).collect::<Vec<_>>(), TEXTS);
}

#[test]
fn two_short_paragraphs_in_the_box_of_a_site_s_own_rule_are_all_of_some_news() {
    let rules = ArticleRules { body: vec![".chu".to_owned()], ..ArticleRules::default() };
    let site = Site { id: "moc.example".to_owned(), article: rules.into(), ..Site::default() };
    let catalog = Catalog { sites: vec![site], ..Catalog::default() };
    let url = CanonicalUrl::parse("https://moc.example/tin/bai-12.html").unwrap();
    let page = format!(
        "<body><h1>{TITLE}</h1><div class=\"chu\"><p>Xưởng nghỉ ca đêm.</p><p>Ai trực thì báo tổ.</p></div></body>"
    );
    let source = Source { bytes: page.as_bytes(), charset: Some("utf-8"), url: &url, now: NOW };
    let draft = article(source, Knowledge { catalog: &catalog, rules: true, learned: None });
    assert_eq!(strings(&draft), ["Xưởng nghỉ ca đêm.", "Ai trực thì báo tổ."]);
}
