//! Pages in the shape that themes and page builders print: facts beside the headline in boxes of every kind, notes under the text.

use super::{Knowledge, Source, article};
use crate::model::{Block, CanonicalUrl, Draft, Timestamp};
use crate::sources::Catalog;

const TITLE: &str = "Tổ may số bốn góp quỹ mua tủ thuốc cho chuyền đêm";
const PARAGRAPHS: [&str; 4] = [
    "Tối qua tủ thuốc đầu tiên được treo cạnh cửa chuyền đêm, chìa khóa do tổ trưởng giữ và sổ ghi để ngay bên dưới.",
    "Theo chị Yên, tiền mua thuốc trích từ quỹ góp mỗi tháng mười nghìn đồng của sáu mươi hai thợ trong tổ may.",
    "Cán bộ y tế của xưởng đã hướng dẫn cách băng bó, sơ cứu khi kim đâm và ghi lại từng lần lấy thuốc vào sổ.",
    "Nếu cách làm này có ích, công đoàn cơ sở sẽ đề nghị chủ xưởng mua thêm chín tủ cho các chuyền còn lại.",
];
const SAPO: &str = "Sau hai lần thợ bị kim đâm giữa ca mà phòng y tế đã khóa cửa, tổ may tự lo lấy tủ thuốc của mình.";

fn read(page: &str) -> Draft {
    let url = CanonicalUrl::parse("https://c.example/tin/tu-thuoc.html").unwrap();
    let source = Source { bytes: page.as_bytes(), charset: Some("utf-8"), url: &url, now: Timestamp(1_795_600_000) };
    article(source, Knowledge { catalog: &Catalog::default(), rules: false, learned: None })
}

fn strings(draft: &Draft) -> Vec<&str> {
    draft.body.iter().filter(|b| !matches!(b, Block::Picture { .. })).flat_map(Block::strings).collect()
}

fn text() -> String {
    PARAGRAPHS.iter().map(|p| format!("<p>{p}</p>")).collect()
}

/// A page with something before and behind the text, each in a box of its own.
fn page(over: &str, under: &str) -> String {
    format!(
        "<html><head><title>{TITLE}</title></head><body><nav><a href='/'>Trang chủ</a></nav><div><h1>{TITLE}</h1>{over}\
         <div>{}</div>{under}</div></body></html>",
        text()
    )
}

fn published(over: &str, under: &str) -> Option<String> {
    read(&page(over, under)).published.map(|moment| moment.to_string())
}

#[test]
fn an_aside_or_a_path_beside_the_headline_may_hold_when_and_by_whom() {
    let aside = "<aside><dl><dd><span>Lê Thu Yên</span></dd><dd><time datetime='2026-11-20T08:15:00+07:00'>20/11/2026</time></dd></dl></aside>";
    let draft = read(&page(aside, ""));
    assert_eq!(draft.author.as_deref(), Some("Lê Thu Yên"));
    assert_eq!(draft.published.map(|moment| moment.to_string()).as_deref(), Some("2026-11-20T08:15:00+07:00"));
    let path = "<nav><a href='/tin'>Tin tức</a><span class='time'>Thứ Sáu, 20/11/2026 08:15:00</span></nav>";
    assert_eq!(published(path, "").as_deref(), Some("2026-11-20T08:15:00+07:00"));
    let menu = "<nav><a href='/a'>Tổ may số bốn treo tủ thuốc mới</a><span class='time'>20/11/2026 08:15</span></nav>";
    assert_eq!(published(menu, ""), None);
}

#[test]
fn day_and_minute_in_items_of_one_row_are_one_moment() {
    let row = "<ul><li><a href='/author/y/'>Lê Thu Yên</a></li><li><a href='/2026/11/20/'><span><time>20 Tháng Mười Một, 2026</time></span></a></li>\
               <li><span>08:15</span></li><li><span>Không có bình luận</span></li></ul>";
    assert_eq!(published(row, "").as_deref(), Some("2026-11-20T08:15:00+07:00"));
}

#[test]
fn a_change_that_is_told_later_or_elsewhere_is_not_the_publication() {
    let over = "<div><span>Thứ Sáu, 20 Tháng 11 2026 08:15</span></div>";
    let under = "<div><span>Đọc <b>318</b> lần</span><span>Sửa lần cuối Thứ Sáu, 20 Tháng 11 2026 22:10</span></div>";
    assert_eq!(published(over, under).as_deref(), Some("2026-11-20T08:15:00+07:00"));
    let beside =
        "<div><span>20 Tháng Mười Một, 2026</span><span>Lần cập nhật cuối: 22 Tháng Mười Một, 2026</span></div>";
    assert_eq!(published(beside, "").as_deref(), Some("2026-11-20"));
    let two = "<div><span>22/11/2026</span><span>20/11/2026</span></div>";
    assert_eq!(published(two, "").as_deref(), Some("2026-11-20"));
}

#[test]
fn facts_whose_elements_touch_are_no_text() {
    let (over, under) = (
        "<div><span>Lê Thu Yên</span><span>•</span><span>20/11/2026</span><span>08:15</span></div>",
        "<ul><li>Tác giả bài viết: Lê Thu Yên</li><li>Nguồn tin: Trang tin công đoàn</li></ul><p>1.214 lượt đọc</p>",
    );
    let html =
        format!("<body><div><h1>{TITLE}</h1><div>{over}<div>Đã xem: 142</div>{}{under}</div></div></body>", text());
    let draft = read(&html);
    assert_eq!(strings(&draft), PARAGRAPHS);
    assert_eq!(draft.author.as_deref(), Some("Lê Thu Yên"));
}

#[test]
fn the_name_of_a_blog_over_its_post_is_not_the_headline() {
    let html = format!(
        "<html><head><title>Công đoàn xưởng may Ven Sông: {TITLE}</title></head><body><h1><a href='/'>Công đoàn xưởng may Ven Sông</a></h1>\
         <h3>{TITLE}</h3><div>{}</div></body></html>",
        text()
    );
    assert_eq!(read(&html).title.as_deref(), Some(TITLE));
}

#[test]
fn a_first_paragraph_that_a_style_makes_bold_is_the_sapo() {
    let html = format!(
        "<body><div><h1>{TITLE}</h1><div>Ngày đăng: 20/11/2026</div><div style='font-weight:bold'>{SAPO}</div>{}</div></body>",
        text()
    );
    let draft = read(&html);
    assert_eq!((draft.sapo.as_deref(), strings(&draft)), (Some(SAPO), PARAGRAPHS.to_vec()));
}

#[test]
fn a_place_that_touches_the_sapo_is_no_part_of_it() {
    let over = format!("<p class='sapo'><span>Đồng Nai</span>{SAPO}</p>");
    assert_eq!(read(&page(&over, "")).sapo.as_deref(), Some(SAPO));
    let capital = SAPO.replacen("Sau", "<b>S</b>au", 1);
    assert_eq!(read(&page(&format!("<p class='sapo'>{capital}</p>"), "")).sapo.as_deref(), Some(SAPO));
}

#[test]
fn a_card_whose_teaser_touches_its_headline_is_of_another_article() {
    let card = |n: u8| {
        format!(
            "<div><a href='/tin/{n}.html'><img src='/{n}.jpg'></a><a href='/tin/{n}.html'>Xưởng bên cạnh mở lớp học nghề buổi tối</a>\
             <span>Lớp học thu hút hơn bốn mươi thợ trẻ, nhiều người lần đầu được chạm vào máy mới.</span></div>"
        )
    };
    let html = format!(
        "<body><div><h1>{TITLE}</h1><div><p>{}</p><p>{}</p><div><div>Đọc thêm</div>{}{}</div><p>{}</p><p>{}</p></div></div></body>",
        PARAGRAPHS[0],
        PARAGRAPHS[1],
        card(1),
        card(2),
        PARAGRAPHS[2],
        PARAGRAPHS[3]
    );
    assert_eq!(strings(&read(&html)), PARAGRAPHS);
}

#[test]
fn class_names_of_picture_and_note_are_those_of_a_caption() {
    let caption = "Tủ thuốc đầu tiên của chuyền đêm, chụp lúc giao ca. ".repeat(6);
    for name in ["desc-photo", "Image_note__Zt31b", "img-desc"] {
        let picture = format!("<div><img src='/1.jpg'><div class='{name}'><p>{}</p></div></div>", caption.trim());
        let html = format!("<body><h1>{TITLE}</h1><div>{}{picture}</div></body>", text());
        assert_eq!(strings(&read(&html)), PARAGRAPHS, "{name}");
    }
}

#[test]
fn who_entered_an_article_stands_in_the_box_of_its_text() {
    let entered = "<div>Được đăng bởi <span>Đặng Thị Lan</span> vào Thứ Sáu, 20/11/2026 - 08:15</div>";
    let html = format!(
        "<body><h1>{TITLE}</h1><div><div>{entered}<div>{}</div></div><div class='tags'><h3>Thẻ:</h3><a href='/t'>tủ thuốc</a></div></div></body>",
        text()
    );
    assert_eq!(read(&html).author.as_deref(), Some("Đặng Thị Lan"));
}

#[test]
fn a_person_of_the_paper_is_not_the_paper() {
    let site = "<meta property='og:site_name' content='Báo Thợ'>";
    let html = page("", "<div class='author'>Lê Thu Yên/Báo Thợ</div>").replace("<head>", &format!("<head>{site}"));
    assert_eq!(read(&html).author.as_deref(), Some("Lê Thu Yên/Báo Thợ"));
    let own = page("", "<div class='author'>Báo Thợ</div>").replace("<head>", &format!("<head>{site}"));
    assert_eq!(read(&own).author, None);
}

#[test]
fn letters_of_a_random_name_say_nothing_of_a_date() {
    let over = "<div id='h3m6now'><div class='x1today7'>Thứ Sáu, 20/11/2026 | 08:15</div></div>";
    assert_eq!(published(over, "").as_deref(), Some("2026-11-20T08:15:00+07:00"));
    assert_eq!(published("<div id='now'>Thứ Sáu, 20/11/2026 | 08:15</div>", ""), None);
}

#[test]
fn a_sapo_that_the_text_prints_twice_is_no_paragraph() {
    let html = format!("<body><h1>{TITLE}</h1><div><p><b>{SAPO}</b></p><p><b>{SAPO}</b></p>{}</div></body>", text());
    let draft = read(&html);
    assert_eq!((draft.sapo.as_deref(), strings(&draft)), (Some(SAPO), PARAGRAPHS.to_vec()));
}

#[test]
fn a_note_may_stand_under_the_signature() {
    let note = "(Bài viết có sự giúp đỡ của công đoàn cơ sở)";
    let html =
        format!("<body><h1>{TITLE}</h1><div>{}<p><b>Lê Thu Yên</b></p><p><i>{note}</i></p></div></body>", text());
    let draft = read(&html);
    assert_eq!((draft.author.as_deref(), strings(&draft).last().copied()), (Some("Lê Thu Yên"), Some(note)));
}

#[test]
fn the_facts_of_an_article_may_stand_under_its_comments() {
    let remark = "<div><b>Bảo Ngân</b> <span>1 giờ trước</span><p>Tổ tôi cũng muốn có tủ thuốc như vậy.</p><a href='#'>Trả lời</a></div>";
    let comments = format!("<div><h3>Ý kiến bạn đọc (3)</h3>{}</div>", remark.repeat(3));
    let facts = "<div><span>Đăng ngày 20/11/2026</span></div>";
    assert_eq!(published("", &format!("{comments}{facts}")).as_deref(), Some("2026-11-20"));
    let other = "<div><span>20/11/2026</span></div>";
    assert_eq!(published("", &format!("{comments}{other}")), None);
}

#[test]
fn a_caption_over_the_text_is_one_where_the_text_repeats_the_picture() {
    let caption = "Tủ thuốc đầu tiên được treo cạnh cửa chuyền đêm.";
    let lead = format!("<div><div><p><img src='/1.jpg'></p><div>{caption}</div></div></div>");
    let html = format!(
        "<html><head><title>{TITLE}</title></head><body><div><h1>{TITLE}</h1>{lead}<div><p>{}</p><p><img src='/1.jpg'></p><div>{caption}</div>\
         <p>{}</p><p>{}</p><p>{}</p></div></div></body></html>",
        PARAGRAPHS[0], PARAGRAPHS[1], PARAGRAPHS[2], PARAGRAPHS[3]
    );
    assert_eq!(strings(&read(&html)), PARAGRAPHS);
}

#[test]
fn other_dates_of_a_page_tell_which_number_is_the_month() {
    let others = "<ul><li><a href='/a'>Xưởng gỗ thay quạt hút bụi</a> <i>10/27/2026</i></li><li><a href='/b'>Bếp ăn thêm món chay</a> <i>10/13/2026</i></li></ul>";
    assert_eq!(published("<div>11/10/2026</div>", others).as_deref(), Some("2026-11-10"));
    assert_eq!(published("<div>11/10/2026</div>", "").as_deref(), Some("2026-10-11"));
    let mixed = others.replace("10/13/2026", "13/10/2026");
    assert_eq!(published("<div>11/10/2026</div>", &mixed).as_deref(), Some("2026-10-11"));
    assert_eq!(published("<div>11/20/2026 8:15:00 AM</div>", "").as_deref(), Some("2026-11-20T08:15:00+07:00"));
}

#[test]
fn the_day_that_a_paper_abroad_prints_is_that_of_its_own_zone() {
    let head = "<head><meta property='article:published_time' content='2026-11-19T20:15:00-05:00'>";
    let html = page("<div class='date'>November 19, 2026</div>", "").replace("<head>", head);
    assert_eq!(read(&html).published.map(|moment| moment.to_string()).as_deref(), Some("2026-11-20T08:15:00+07:00"));
}

#[test]
fn what_papers_print_between_paragraphs_is_no_text() {
    for line in [
        "<p>® Ghi rõ nguồn khi dùng lại tin của trang này.</p>",
        "<p>Hãy là người đầu tiên bình luận bài viết này</p>",
        "<div>Bình luận (0)</div>",
        "<div><p>Sự kiện: <a href='/sk'>Tháng của thợ may</a></p></div>",
        "<div><div>Nghe đọc bài</div><div>0:00 / 3:25</div><div>Nữ miền Bắc</div></div>",
        "<p><i>Độc giả có thể gửi bài viết về hộp thư bandoc@c.example.</i></p>",
    ] {
        let [first, second, third, fourth] = PARAGRAPHS.map(|p| format!("<p>{p}</p>"));
        let html = format!("<body><h1>{TITLE}</h1><div>{first}{second}{line}{third}{fourth}</div></body>");
        assert_eq!(strings(&read(&html)), PARAGRAPHS, "{line}");
    }
}

#[test]
fn a_date_beside_the_headline_of_another_article_or_an_event_is_not_the_articles() {
    let card = "<div><h3>Tin liên quan</h3><div><a href='/tin/xuong-go-ven-song-thay-quat.html'>Xưởng gỗ ven sông thay quạt hút bụi</a>\
                <time datetime='2026-10-12T08:00:00+07:00'>12/10/2026</time></div></div>";
    let event = "<div><span>12/10/2026</span> <span>Khai mạc hội thao</span></div>";
    for foreign in [card, event] {
        assert_eq!((published(foreign, ""), published("", foreign)), (None, None), "{foreign}");
        let own = format!("{foreign}<div>Thứ Sáu, 20/11/2026 08:15</div>");
        assert_eq!(published(&own, "").as_deref(), Some("2026-11-20T08:15:00+07:00"), "{foreign}");
    }
    let section = "<div><a href='/tin/'>Hoạt động của các tổ công đoàn</a> <span>20/11/2026</span></div>";
    assert_eq!(published(section, "").as_deref(), Some("2026-11-20"));
}
