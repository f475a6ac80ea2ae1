//! Sapos that only their place and their look tell: the teaser before WordPress's mark, the first paragraph in italics.

use super::{Knowledge, Source, article};
use crate::model::{Block, CanonicalUrl, Draft, Timestamp};
use crate::sources::Catalog;

fn read(page: &str) -> Draft {
    let catalog = Catalog::built_in().unwrap();
    let url = CanonicalUrl::parse("https://a.example/tin/bai-viet-1.html").unwrap();
    let source = Source { bytes: page.as_bytes(), charset: Some("utf-8"), url: &url, now: Timestamp(1_780_000_000) };
    article(source, Knowledge { catalog: &catalog, rules: false, learned: None })
}

fn strings(draft: &Draft) -> Vec<&str> {
    draft.body.iter().filter(|b| !matches!(b, Block::Picture { .. })).flat_map(Block::strings).collect()
}

const TITLE: &str = "Tổ may số hai đổi ca để người lớn tuổi nghỉ đêm";
const LEAD: &str = "Sau một năm góp ý, xưởng may ven sông chia lại ca làm để thợ lớn tuổi được ngủ trọn giấc ở nhà.";
const PARAGRAPHS: [&str; 3] = [
    "Chiều nay các tổ trưởng đã họp bàn việc chia ca hợp lý để công nhân lớn tuổi khỏi làm đêm liên tục trong tuần.",
    "Theo bảng phân ca mới, mỗi người làm đêm nhiều nhất hai buổi, sau đó được nghỉ bù trọn một ngày có lương.",
    "Chị Hạnh ở chuyền bốn nói rằng từ khi đổi ca, chị kịp đưa con đến trường và vẫn đủ sức làm thêm cuối tuần.",
];

fn page(description: &str, first: &str) -> String {
    let text: String = PARAGRAPHS.iter().map(|p| format!("<p>{p}</p>")).collect();
    format!(
        "<head><meta name=\"description\" content=\"{description}\"></head>\
         <body><h1>{TITLE}</h1><div class=\"entry-content\">{first}{text}</div></body>"
    )
}

#[test]
fn the_paragraph_before_the_mark_of_more_is_the_sapo() {
    for mark in [
        format!("<p>{LEAD}</p><p><span id=\"more-31\"></span></p>"),
        format!("<p>{LEAD}<span id=\"more-31\"></span></p>"),
        format!("<p>{LEAD}</p><span id=\"more-31\"></span>"),
    ] {
        let draft = read(&page("", &mark));
        assert_eq!(draft.sapo.as_deref(), Some(LEAD), "{mark}");
        assert_eq!(strings(&draft), PARAGRAPHS, "{mark}");
    }
}

#[test]
fn a_mark_of_more_after_several_paragraphs_makes_no_sapo() {
    let draft = read(&page("", &format!("<p>{LEAD}</p><p>{LEAD} Ai cũng mừng.</p><span id=\"more-31\"></span>")));
    assert_eq!(draft.sapo, None);
}

#[test]
fn a_first_paragraph_in_italics_is_the_sapo_whatever_the_head_says_of_the_whole_site() {
    let first = format!("<p><em>{LEAD}</em></p>");
    let draft = read(&page("Trang tin của nghiệp đoàn may mặc các xưởng dọc bờ sông và người nhà của họ", &first));
    assert_eq!(draft.sapo.as_deref(), Some(LEAD));
    assert_eq!(strings(&draft), PARAGRAPHS);
}

#[test]
fn a_letter_all_in_italics_has_no_sapo() {
    let first = format!("<p><em>{LEAD}</em></p><p><em>{} Xin hãy nghe chúng tôi.</em></p>", PARAGRAPHS[1]);
    assert_eq!(read(&page("Trang tin của nghiệp đoàn may mặc các xưởng dọc bờ sông", &first)).sapo, None);
}
