//! Kinds that pages of papers abroad show and papers here share: names of classes on paragraphs, texts pasted from networks, elements
//! that nobody knows, names that sign nothing, the month before the day.

use super::{Knowledge, Source, article};
use crate::model::{Block, CanonicalUrl, Draft, Timestamp};
use crate::sources::Catalog;

const TITLE: &str = "Bến tàu cá lập tổ đổi công cho thợ vá lưới";
const PARAGRAPHS: [&str; 5] = [
    "Từ đầu tháng, bảy chủ tàu ở bến cá phía nam góp người vá lưới thành một tổ, tàu nào về trước thì tổ làm cho tàu đó.",
    "Thợ vá lưới được trả theo ngày công chung, không còn cảnh người thì ngồi chờ cả tuần, người thì thức trắng ba đêm.",
    "Bà Sáu, người vá lưới lâu năm nhất bến, nói rằng tiền công mỗi tháng tuy không cao hơn nhưng đều và biết trước.",
    "Chủ tàu cũng bớt lo vì lưới rách đến đâu có người vá đến đó, chuyến biển sau không phải lùi lại vài ngày như trước.",
    "Nghiệp đoàn nghề cá của bến đang bàn cách đóng bảo hiểm cho cả tổ, phần của chủ tàu được chia theo số ngày dùng thợ.",
];

fn read_as(address: &str, page: &str) -> Draft {
    let catalog = Catalog::built_in().unwrap();
    let url = CanonicalUrl::parse(address).unwrap();
    let source = Source { bytes: page.as_bytes(), charset: Some("utf-8"), url: &url, now: Timestamp(1_780_000_000) };
    article(source, Knowledge { catalog: &catalog, rules: false, learned: None })
}

fn read(page: &str) -> Draft {
    read_as("https://c.example/tin/bai-viet-9.html", page)
}

fn strings(draft: &Draft) -> Vec<&str> {
    draft.body.iter().filter(|b| !matches!(b, Block::Picture { .. })).flat_map(Block::strings).collect()
}

fn text() -> String {
    PARAGRAPHS.iter().map(|p| format!("<p>{p}</p>")).collect()
}

#[test]
fn a_name_that_every_paragraph_bears_takes_none_of_them_away() {
    let (first, rest) = PARAGRAPHS.split_first().unwrap();
    let walled: String = rest.iter().map(|p| format!("<p class=\"paywall\">{p}</p>")).collect();
    let page = format!("<body><h1>{TITLE}</h1><div class=\"x1\"><p>{first}</p>{walled}</div></body>");
    assert_eq!(strings(&read(&page)), PARAGRAPHS);
}

#[test]
fn a_wall_that_says_its_word_once_is_still_left_out() {
    let wall =
        "Mời bạn mua gói đọc báo để xem tiếp phần còn lại của bài này cùng mọi bài khác trong tháng mười một năm nay.";
    let page = format!("<body><h1>{TITLE}</h1><div>{}</div><div><p class=\"paywall\">{wall}</p></div></body>", text());
    assert_eq!(strings(&read(&page)), PARAGRAPHS);
}

#[test]
fn a_text_pasted_from_a_network_stays_with_the_names_that_it_brought() {
    let pasted: String = PARAGRAPHS
        .iter()
        .map(|p| format!("<p><span class=\"_4n-j _fbReactionComponent__detail\">{p}</span></p>"))
        .collect();
    let page = format!("<body><h1>{TITLE}</h1><div>{pasted}</div></body>");
    assert_eq!(strings(&read(&page)), PARAGRAPHS);
}

#[test]
fn an_element_that_nobody_knows_breaks_no_sentence() {
    for element in ["ten-cong-ty", "st1:city", "st1:personname"] {
        let named = PARAGRAPHS[2].replace("Bà Sáu", &format!("<{element}>Bà Sáu</{element}>"));
        let page = format!("<body><h1>{TITLE}</h1><div>{}</div></body>", text().replace(PARAGRAPHS[2], &named));
        assert_eq!(strings(&read(&page)), PARAGRAPHS, "{element}");
    }
}

#[test]
fn a_list_of_links_in_a_short_text_does_not_outweigh_it() {
    let link = "<li><a href=\"/tin/bai-khac.html\">Tàu về sớm vì gió chướng thổi trái mùa ngoài khơi xa</a></li>";
    let page = format!(
        "<body><h1>{TITLE}</h1><div><div><div><ul>{}</ul></div><p>{}</p><p>{}</p></div></div></body>",
        link.repeat(4),
        PARAGRAPHS[0],
        PARAGRAPHS[1]
    );
    assert_eq!(strings(&read(&page)), PARAGRAPHS[..2]);
}

#[test]
fn a_text_in_two_boxes_of_one_name_is_read_from_the_first() {
    let page = format!(
        "<body><h1>{TITLE}</h1><div><h3>Số 42</h3><div class=\"mo-ta-bai\"><p>{}</p></div><div class=\"mo-ta-bai\">{}</div></div></body>",
        PARAGRAPHS[0],
        PARAGRAPHS[1..].iter().map(|p| format!("<p>{p}</p>")).collect::<String>()
    );
    let draft = read(&page);
    let all: Vec<&str> = draft.sapo.as_deref().into_iter().chain(strings(&draft)).collect();
    assert_eq!(all, PARAGRAPHS);
}

#[test]
fn what_is_no_name_signs_nothing() {
    for (last, said) in [
        ("<p><a href=\"/tin/bai-viet-9.html?p=2\">Next Page</a></p>", "a link to the next page"),
        ("<p><strong>Weblinks</strong></p>", "one word in bold"),
        ("<h3>Ocean Conversations</h3>", "a heading"),
        ("<p><strong>Update July 3rd, 8:05AM ET</strong>: Added what the owners of the boats said.</p>", "a note"),
        ("<div class=\"credit\"><a href=\"https://l.example/by-sa\">CC BY-SA</a></div>", "a licence"),
    ] {
        let page = format!("<body><h1>{TITLE}</h1><div>{}{last}</div></body>", text());
        assert_eq!(read(&page).author, None, "{said}");
    }
}

#[test]
fn a_title_before_a_name_goes_with_it_and_the_office_below_goes_too() {
    for (line, author) in [
        ("Luật gia, ThS Phạm Văn Chung", "Luật gia, ThS Phạm Văn Chung"),
        ("Luật gia Trần Xuân Thuận - Hội Luật gia tỉnh", "Luật gia Trần Xuân Thuận - Hội Luật gia tỉnh"),
        ("Luật gia Trần Xuân Thuận<br>Hội Luật gia tỉnh", "Luật gia Trần Xuân Thuận"),
    ] {
        let page = format!("<body><h1>{TITLE}</h1><div>{}<p><em>{line}</em></p></div></body>", text());
        let draft = read(&page);
        assert_eq!(draft.author.as_deref(), Some(author));
        assert_eq!(strings(&draft), PARAGRAPHS, "{line}");
    }
}

#[test]
fn what_was_done_with_a_page_is_no_name() {
    let page = format!(
        "<body><div><h1>{TITLE}</h1><div class=\"submitted\">Submitted on Fri, 2026-03-06 07:11</div><div>{}</div></div></body>",
        text()
    );
    assert_eq!(read(&page).author, None);
}

#[test]
fn the_author_of_a_teaser_is_not_that_of_the_article() {
    let teaser = "<div class=\"muc\"><h4><a href=\"/tin/gio-chuong.html\">Gió chướng về sớm, cả bến kéo tàu lên bờ</a></h4>\
                  <p class=\"byline\">By Ellis Harbour</p></div>";
    for (above, below) in [(teaser, ""), ("", teaser)] {
        let page = format!(
            "<body>{above}<div><h1>{TITLE}</h1><p class=\"byline\">By <a>Sam Netman</a> on June 29, 2026 08:08 pm <a>76</a></p>\
             <div>{}</div>{below}</div></body>",
            text()
        );
        assert_eq!(read(&page).author.as_deref(), Some("Sam Netman"));
    }
}

#[test]
fn the_head_names_all_authors_where_the_first_stands_in_an_element_of_his_own() {
    let ld = "{\"@type\":\"NewsArticle\",\"author\":[{\"@type\":\"Person\",\"name\":\"Trần Hải An\"},{\"@type\":\"Person\",\"name\":\"Lê Thu Hà\"}]}";
    let page = format!(
        "<head><script type=\"application/ld+json\">{ld}</script></head><body><h1>{TITLE}</h1>\
         <span class=\"author\">Trần Hải An</span><span>và</span><span class=\"author\">Lê Thu Hà</span><div>{}</div></body>",
        text()
    );
    assert_eq!(read(&page).author.as_deref(), Some("Trần Hải An, Lê Thu Hà"));
}

#[test]
fn the_address_tells_that_the_month_stands_first() {
    let dated = |address: &str| {
        let page = format!(
            "<body><h1>{TITLE}</h1><div class=\"date\">Posted: 05/03/2026 09:19 PM</div><div>{}</div></body>",
            text()
        );
        read_as(address, &page).published.map(|at| at.to_string()).unwrap_or_default()
    };
    assert_eq!(dated("https://c.example/2026/05/03/bai-viet.html")[..10], *"2026-05-03");
    assert_eq!(dated("https://c.example/2026/03/05/bai-viet.html")[..10], *"2026-03-05");
    assert_eq!(dated("https://c.example/bai-viet.html")[..10], *"2026-03-05");
}

#[test]
fn words_set_off_in_a_sentence_are_no_headline_though_the_head_begins_with_them() {
    let said = PARAGRAPHS[2].replace("Bà Sáu", "<strong>Bến tàu cá Phương Nam</strong> đông thợ, bà Sáu");
    let page = format!(
        "<head><title>Bến tàu cá Phương Nam: chuyện đổi công</title></head><body><h1>Thợ vá lưới chia nhau ngày làm</h1><div>{}</div></body>",
        text().replace(PARAGRAPHS[2], &said)
    );
    assert_eq!(read(&page).title.as_deref(), Some("Thợ vá lưới chia nhau ngày làm"));
}

#[test]
fn the_day_in_the_headlines_own_box_is_no_part_of_it() {
    let page = format!("<body><h1><time>Jun 17</time> {TITLE}</h1><div>{}</div></body>", text());
    assert_eq!(read(&page).title.as_deref(), Some(TITLE));
}

#[test]
fn a_script_in_the_line_of_date_and_author_hides_neither() {
    let script = "<script>document.cookie = 'a'; var kode = '2019-01-01 By Nobody At All in this long line of letters';</script>";
    let page = format!(
        "<body><div><h1>{TITLE}</h1><p>By Sam Netman {script} on March 5, 2026 08:08 pm</p><div>{}</div></div></body>",
        text()
    );
    let draft = read(&page);
    assert_eq!(draft.author.as_deref(), Some("Sam Netman"));
    assert_eq!(draft.published.map(|at| at.to_string()).as_deref(), Some("2026-03-05T20:08:00+07:00"));
}

#[test]
fn titles_that_a_slider_repeats_and_its_numbers_are_no_text() {
    let slides: String =
        (1..=5).map(|n| format!("<div><img src=\"/anh/{n}.jpg\"><div>Bến cá vào mùa</div></div>")).collect();
    let numbers: String = (1..=5).map(|n| format!("<div>{n}</div>")).collect();
    let page = format!("<body><h1>{TITLE}</h1><div><div>{slides}{numbers}</div>{}</div></body>", text());
    assert_eq!(strings(&read(&page)), PARAGRAPHS);
}

#[test]
fn answers_that_say_the_same_stay() {
    let answer = "<p>– Vâng, đúng vậy.</p>".repeat(3);
    let page = format!("<body><h1>{TITLE}</h1><div>{}{answer}<p>{}</p></div></body>", text(), PARAGRAPHS[0]);
    assert_eq!(strings(&read(&page)).len(), PARAGRAPHS.len() + 4);
}

#[test]
fn chinese_is_read_though_it_has_no_spaces() {
    let said = [
        "今年以来港口南边的七位船主把补网工人编成一个小组，哪条船先回港就先给哪条船补网，工钱按天统一计算。",
        "补网多年的老工人说，现在每个月的工钱虽然没有增加，但是按时发放，心里有数，不用再整个星期坐着等活。",
        "港口渔业工会正在商量怎样为全组工人缴纳保险，船主承担的部分按照使用工人的天数来分摊。",
    ];
    let paragraphs: String = said.iter().map(|p| format!("<p>{p}</p>")).collect();
    let page = format!("<body><h1>渔港成立补网互助小组</h1><div>{paragraphs}</div></body>");
    assert_eq!(strings(&read(&page)), said);
}
