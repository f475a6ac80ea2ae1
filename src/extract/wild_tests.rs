//! Kinds of markup as the systems of portals and newspapers emit them: portals of offices, old tables, modules of systems.

use super::{Knowledge, Source, article, listing};
use crate::model::{Block, CanonicalUrl, Draft, Timestamp};
use crate::sources::Catalog;

fn read_with(rules: bool, page: &str) -> Draft {
    let catalog = Catalog::built_in().unwrap();
    let url = CanonicalUrl::parse("https://a.example/tin/bai-viet-1.html").unwrap();
    let source = Source { bytes: page.as_bytes(), charset: Some("utf-8"), url: &url, now: Timestamp(1_780_000_000) };
    article(source, Knowledge { catalog: &catalog, rules, learned: None })
}

fn read(page: &str) -> Draft {
    read_with(false, page)
}

fn strings(draft: &Draft) -> Vec<&str> {
    draft.body.iter().filter(|b| !matches!(b, Block::Picture { .. })).flat_map(Block::strings).collect()
}

fn captions(draft: &Draft) -> Vec<&str> {
    let pictures = draft.body.iter().filter(|block| matches!(block, Block::Picture { .. }));
    pictures.flat_map(Block::strings).filter(|caption| !caption.is_empty()).collect()
}

const TITLE: &str = "Tổ may số hai đổi ca để người lớn tuổi nghỉ đêm";
const LEAD: &str = "Sau một năm góp ý, xưởng may ven sông chia lại ca làm để thợ lớn tuổi được ngủ trọn giấc ở nhà.";
const CAPTION: &str = "Công nhân chuyền bốn trong giờ nghỉ giữa ca chiều thứ ba";
const PARAGRAPHS: [&str; 3] = [
    "Chiều nay các tổ trưởng đã họp bàn việc chia ca hợp lý để công nhân lớn tuổi khỏi làm đêm liên tục trong tuần.",
    "Theo bảng phân ca mới, mỗi người làm đêm nhiều nhất hai buổi, sau đó được nghỉ bù trọn một ngày có lương.",
    "Chị Hạnh ở chuyền bốn nói rằng từ khi đổi ca, chị kịp đưa con đến trường và vẫn đủ sức làm thêm cuối tuần.",
];

fn text() -> String {
    PARAGRAPHS.iter().map(|p| format!("<p>{p}</p>")).collect()
}

#[test]
fn no_rule_cuts_a_link_out_of_its_sentence() {
    let page = format!(
        "<body class=\"detail-normal\"><h1 class=\"article__title\">{TITLE}</h1><div class=\"article__body cms-body\">{}\
         <p>Đây là nội dung trong <a class=\"cms-relate\" href=\"/luat.html\">Nghị quyết số 12</a> mới ban hành tháng này.</p>\
         </div></body>",
        text()
    );
    let draft = read_with(true, &page);
    assert!(strings(&draft).contains(&"Đây là nội dung trong Nghị quyết số 12 mới ban hành tháng này."));
}

#[test]
fn a_quotation_named_caption_is_one() {
    let page = format!(
        "<body><h1>{TITLE}</h1><div><div><img src=\"/a.jpg\"><blockquote class=\"image-field-caption\"><p>{CAPTION}</p>\
         </blockquote></div>{}</div></body>",
        text()
    );
    let draft = read(&page);
    assert_eq!((strings(&draft).as_slice(), captions(&draft).as_slice()), (&PARAGRAPHS[..], &[CAPTION][..]));
}

#[test]
fn a_sentence_in_the_cell_beside_a_picture_is_the_sapo() {
    let page = format!(
        "<body><div><span class=\"t\"><b>{TITLE}</b></span><table><tr><td><img src=\"/a.jpg\"></td><td><span>{LEAD}</span></td>\
         </tr></table><div>{}</div></div></body>",
        text()
    );
    let draft = read(&page);
    assert_eq!(draft.sapo.as_deref(), Some(LEAD));
    assert_eq!(captions(&draft), Vec::<&str>::new());
}

#[test]
fn the_numbered_head_of_the_first_of_several_news_is_no_sapo() {
    let head = "1. Đối thoại định kỳ ở xưởng may ven sông: hai mươi kiến nghị của thợ được giải quyết";
    let page = format!("<body><h1>{TITLE}</h1><div><p><strong>{head}</strong></p>{}</div></body>", text());
    let draft = read(&page);
    assert_eq!((draft.sapo.as_deref(), strings(&draft)[0]), (None, head));
}

#[test]
fn a_caption_in_a_small_table_is_no_headline() {
    let page = format!(
        "<head><title>Cong doan xuong may</title></head><body><table><tr><td><font size=3><b>{TITLE}</b></font></td></tr>\
         <tr><td><font size=1>(08:15 20/08/2025)</font></td></tr><tr><td><table><tr><td><img src=a.jpg></td></tr>\
         <tr><td><font size=1><i>{CAPTION}</i></font></td></tr></table>{}</td></tr></table></body>",
        text()
    );
    let draft = read(&page);
    assert_eq!(draft.title.as_deref(), Some(TITLE));
    assert_eq!(draft.published.map(|at| at.to_string()).as_deref(), Some("2025-08-20T08:15:00+07:00"));
    assert_eq!(captions(&draft), [CAPTION]);
}

#[test]
fn what_a_page_says_first_is_what_day_it_is() {
    let page = format!(
        "<body><div><span>Thứ tư, 20/08/2025 08:15</span></div><div><h2>{TITLE}</h2><div>{}</div></div></body>",
        text()
    );
    assert_eq!(read(&page).published, None);
}

#[test]
fn the_tools_behind_the_day_go_with_it() {
    let page = format!(
        "<head><title>{TITLE}</title></head><body><div><a class=\"title\" href=\"#\"><span class=\"title\">{TITLE}</span></a><div><span>20/08/2025 08:15</span> \
         <span>Lượt xem: 1.234</span> <span><a href=\"javascript:a()\">A-</a> <a href=\"javascript:b()\">A+</a></span> <span>In trang</span></div>\
         <div><b>{LEAD}</b></div><div>{}</div></div></body>",
        text()
    );
    let draft = read(&page);
    assert_eq!(draft.published.map(|at| at.to_string()).as_deref(), Some("2025-08-20T08:15:00+07:00"));
    assert_eq!((draft.sapo.as_deref(), strings(&draft).as_slice()), (Some(LEAD), &PARAGRAPHS[..]));
}

#[test]
fn news_that_are_a_paragraph_each_under_a_text_are_of_others() {
    let other = |n: u8| {
        format!(
            "<p>0{n}.08.2025 <a href=\"/tin/{n}\"><b>Nhà trẻ của xưởng nhận con thợ ca đêm số {n}</b></a><br>{LEAD}</p>"
        )
    };
    let page = format!("<body><h1>{TITLE}</h1><div>{}<div>{}{}</div></div></body>", text(), other(1), other(2));
    assert_eq!(strings(&read(&page)), PARAGRAPHS);
}

#[test]
fn whom_a_quotation_names_has_not_written_the_article() {
    let quote = format!("<div class=\"cms-quote\"><p>{LEAD}</p><p class=\"author\">Ông Lê Văn Thợ</p></div>");
    let page = format!(
        "<body><article><h1>{TITLE}</h1><div>{}{quote}<p>{LEAD}</p></div><div class=\"author\">Minh Chiến</div></article></body>",
        text()
    );
    assert_eq!(read(&page).author.as_deref(), Some("Minh Chiến"));
}

#[test]
fn who_took_a_picture_is_told_with_its_caption() {
    let figure = format!(
        "<div class=\"VCSortableInPreviewMode\"><div><img src=\"/a.jpg\"></div><div class=\"PhotoCMS_Caption\"><p>{CAPTION}</p></div>\
         <div class=\"PhotoCMS_Author\"><p>ẢNH: MINH CHIẾN</p></div></div>"
    );
    let page = format!("<body><h1>{TITLE}</h1><div>{}{figure}<p>{LEAD}</p></div></body>", text());
    assert!(!strings(&read(&page)).contains(&"ẢNH: MINH CHIẾN"));
}

#[test]
fn an_article_named_by_a_number_under_the_address_of_its_list_is_listed() {
    let entry = |n: u8| {
        format!("<tr><td><a href=\"default.asp?cat=3&news=8{n}\">Tổ may số {n} đổi ca để thợ nghỉ đêm</a></td></tr>")
    };
    let rows: String = (10..20).map(entry).collect();
    let page = format!("<body><table>{rows}</table></body>");
    let catalog = Catalog::built_in().unwrap();
    let url = CanonicalUrl::parse("http://a.example/default.asp?cat=3").unwrap();
    let source = Source { bytes: page.as_bytes(), charset: Some("utf-8"), url: &url, now: Timestamp(1_780_000_000) };
    assert_eq!(listing(source, Knowledge { catalog: &catalog, rules: false, learned: None }).items.len(), 10);
}
