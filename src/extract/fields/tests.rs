//! Whole pages, each with one trap for date, headline or author. All texts are invented.

use crate::extract::{Knowledge, Source, article};
use crate::model::{CanonicalUrl, Draft, FindingKind, Timestamp};
use crate::sources::Catalog;

const PROSE: &str = "<p>Từ đầu tuần, xưởng dệt chia lại ca làm cho hơn ba trăm thợ để không ai phải đứng máy quá tám giờ một ngày.</p>\
    <p>Tổ trưởng các chuyền đã họp với quản đốc và thống nhất danh sách đổi ca theo thâm niên và hoàn cảnh của từng người.</p>\
    <p>Chị Hồ Thị Mận, đứng máy sợi mười hai năm, nói nhờ vậy mà chị kịp về đón con trước khi trời tối.</p>";

fn read_at(address: &str, html: &str) -> Draft {
    let url = CanonicalUrl::parse(address).unwrap();
    let source = Source { bytes: html.as_bytes(), charset: Some("utf-8"), url: &url, now: Timestamp(1_795_600_000) };
    article(source, Knowledge { catalog: &Catalog::default(), rules: false, learned: None })
}

fn read(head: &str, before: &str, after: &str) -> Draft {
    let html = format!(
        "<html><head><title>Xưởng dệt chia lại ca làm</title>{head}</head><body><header><a href='/'>Trang chủ</a></header>\
         <div class='x'><h1>Xưởng dệt chia lại ca làm</h1>{before}{PROSE}{after}</div><footer>Giấy phép số 9/GP-BTTTT ngày 02/03/2020</footer></body></html>"
    );
    read_at("https://bao.example/xuong-det.html", &html)
}

fn date(head: &str, before: &str, after: &str) -> Option<String> {
    read(head, before, after).published.map(|moment| moment.to_string())
}

#[test]
fn dates_of_text_captions_tables_deadlines_and_licences_date_no_article() {
    for foreign in [
        "<p>Ngày 16/12/2025, phân xưởng sợi họp sơ kết phong trào sáng kiến của công nhân.</p>",
        "<figure><img src='/a.jpg'><figcaption>05/01/2025 07:00</figcaption></figure>",
        "<p><b>Hạn nộp đơn: 31/12/2026</b></p>",
        "<table><tr><th>Ca</th><th>Ngày</th></tr><tr><td>1</td><td>05/10/2026 06:00</td></tr><tr><td>2</td><td>06/10/2026</td></tr></table>",
        "<div id='clock'>Thứ Bảy, 28/11/2026 12:00:31</div>",
        "<p>Hà Nội, ngày 05 tháng 10 năm 2026</p>",
    ] {
        assert_eq!((date("", foreign, ""), date("", "", foreign)), (None, None), "{foreign}");
        let own = "<p>Cập nhật lúc 09:23 20/11/2026 (GMT+7)</p>";
        assert_eq!(date("", &format!("{own}{foreign}"), "").as_deref(), Some("2026-11-20T09:23:00+07:00"), "{foreign}");
    }
}

#[test]
fn a_machine_is_exact_where_the_page_shows_how_long_ago() {
    for shown in [
        "<time datetime='2026-11-20T01:15:00Z'>6 giờ trước</time>",
        "<time datetime='2026-11-20T01:15:00Z'>Hôm qua</time>",
        "<span class='time' title='20/11/2026 08:15'>6 giờ trước</span>",
        "<p>Bởi <a rel='author' href='/tac-gia/man'>Hồ Mận</a> · <time datetime='2026-11-20T08:15:00+07:00'>20/11/2026</time></p>",
    ] {
        assert_eq!(date("", shown, "").as_deref(), Some("2026-11-20T08:15:00+07:00"), "{shown}");
    }
}

#[test]
fn the_minute_that_a_page_shows_goes_before_that_of_its_head() {
    let head = "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2026-11-20T08:40:00+07:00\"}</script>";
    assert_eq!(
        date(head, "<div>Thứ Sáu, ngày 20/11/2026 - 08:15</div>", "").as_deref(),
        Some("2026-11-20T08:15:00+07:00")
    );
    let line_of_another_day = read(head, "<div>02/01/2026 10:00</div>", "");
    assert_eq!(line_of_another_day.published.unwrap().to_string(), "2026-11-20T08:40:00+07:00");
}

#[test]
fn two_days_on_a_page_are_told() {
    let head = "<meta property='article:published_time' content='2026-11-25T08:40:00+07:00'>";
    let draft = read(head, "<div class='ngay-dang'>20/11/2026 08:15</div>", "");
    assert_eq!(draft.published.unwrap().to_string(), "2026-11-20T08:15:00+07:00");
    assert!(draft.findings.iter().any(|finding| finding.is(FindingKind::DatesDisagree)));
}

#[test]
fn a_change_alone_is_no_publication() {
    let draft = read("<meta property='article:modified_time' content='2026-11-20T08:15:00+07:00'>", "", "");
    assert_eq!((draft.published, draft.updated.unwrap().to_string().as_str()), (None, "2026-11-20T08:15:00+07:00"));
    assert!(draft.findings.iter().any(|finding| finding.is(FindingKind::NoDate)));
}

#[test]
fn the_time_of_a_comment_dates_no_article() {
    let comment = "<div><h3>Bình luận</h3><div><b>Hồ Mận</b> <span>6 giờ trước</span><p>Hay quá</p></div></div>";
    assert_eq!(date("", "", comment), None);
    assert_eq!(date("", "<p>20/11/2026</p>", comment).as_deref(), Some("2026-11-20"));
}

#[test]
fn a_line_beside_the_headline_counts_less_than_the_address() {
    let html = format!("<html><body><h1>Xưởng dệt chia lại ca làm</h1><p>05/10/2026</p>{PROSE}</body></html>");
    let draft = read_at("https://bao.example/2015/03/21/xuong-det/", &html);
    assert_eq!(draft.published.unwrap().to_string(), "2015-03-21");
}

fn title(head: &str, headline: &str) -> Option<String> {
    let html = format!(
        "<html><head>{head}</head><body><header><a href='/'>Báo Thợ Dệt</a></header><article>{headline}{PROSE}</article></body></html>"
    );
    read_at("https://baothodet.example/bai-7.html", &html).title
}

#[test]
fn the_name_of_the_site_is_no_part_of_a_headline_wherever_it_stands() {
    let site = "<meta property='og:site_name' content='Báo Thợ Dệt'>";
    for named in
        ["Báo Thợ Dệt - Xưởng sợi chia ca", "Xưởng sợi chia ca - Báo Thợ Dệt", "Báo Thợ Dệt | Xưởng sợi chia ca"]
    {
        assert_eq!(
            title(&format!("<title>{named}</title>{site}"), "").as_deref(),
            Some("Xưởng sợi chia ca"),
            "{named}"
        );
        assert_eq!(title(&format!("<title>{named}</title>"), "").as_deref(), Some("Xưởng sợi chia ca"), "{named}");
    }
    let repeated = "<meta property='og:title' content='Báo Thợ Dệt'><title>Xưởng sợi chia ca</title>";
    assert_eq!(title(&format!("{repeated}{site}"), "").as_deref(), Some("Xưởng sợi chia ca"));
}

#[test]
fn a_label_is_no_part_of_a_headline_and_two_elements_are_two_words() {
    let head = "<title>Xưởng sợi: Chia lại ca</title>";
    assert_eq!(
        title(head, "<h1><span>Video</span> Xưởng sợi: Chia lại ca</h1>").as_deref(),
        Some("Xưởng sợi: Chia lại ca")
    );
    assert_eq!(
        title(head, "<h1><span>Xưởng sợi:</span><span>Chia lại ca</span></h1>").as_deref(),
        Some("Xưởng sợi: Chia lại ca")
    );
    assert_eq!(title("<title>Video</title>", "<h1><span>Video</span></h1>").as_deref(), Some("Video"));
}

#[test]
fn the_mark_with_which_a_heading_links_to_itself_is_no_part_of_it() {
    let head = "<title>Xưởng sợi chia lại ca - Báo Thợ Dệt</title>";
    let marked = "<h1>Xưởng sợi chia lại ca<a class='headerlink' href='#xuong-soi'>¶</a></h1>";
    assert_eq!(title(head, marked).as_deref(), Some("Xưởng sợi chia lại ca"));
}

#[test]
fn a_headline_in_a_legend_is_found_though_the_head_puts_the_name_of_the_site_before_it() {
    let legend = "<fieldset><legend>Xưởng sợi chia lại ca cho thợ</legend></fieldset>";
    assert_eq!(
        title("<title>Blog: Xưởng sợi chia lại ca cho thợ</title>", legend).as_deref(),
        Some("Xưởng sợi chia lại ca cho thợ")
    );
}

#[test]
fn a_title_that_was_escaped_twice_is_read() {
    let head = "<meta property='og:title' content='A&amp;amp;B ký &amp;quot;thỏa ước&amp;quot; mới'>";
    assert_eq!(title(head, "").as_deref(), Some("A&B ký \"thỏa ước\" mới"));
}

#[test]
fn a_short_headline_outside_a_heading_is_found() {
    let head = "<title>Trà đá - Báo Thợ Dệt</title>";
    assert_eq!(title(head, "<div class='detail-title'>Trà đá</div>").as_deref(), Some("Trà đá"));
}

#[test]
fn the_author_stands_beside_the_date_and_a_user_of_the_system_is_none() {
    let author = |before: &str, head: &str| read(head, before, "").author;
    assert_eq!(author("<p>Fri, 20/11/2026 - 08:15 by Thu Hằng</p>", "").as_deref(), Some("Thu Hằng"));
    assert_eq!(author("<p>Thu Hằng - Ngày 20/11/2026</p>", "").as_deref(), Some("Thu Hằng"));
    for user in ["admin", "admin admin", "Ad Min", "Ban bien tap", "Quản trị viên"] {
        assert_eq!(
            author(&format!("<p class='author'>{user}</p>"), &format!("<meta name='author' content='{user}'>")),
            None,
            "{user}"
        );
    }
    let mail = "<meta name='author' content='toasoan@bao.example (Thu Hằng)'>";
    assert_eq!(author("", mail).as_deref(), Some("Thu Hằng"));
}

#[test]
fn a_head_that_ends_in_section_and_paper_keeps_the_headline_alone() {
    let said = |title: &str, links: &str| {
        let html = format!(
            "<html><head><title>{title}</title><meta property='og:site_name' content='Báo Ví Dụ'></head><body>\
             <header><a href='/'>Trang chủ</a>{links}</header><div class='x'>{PROSE}</div></body></html>"
        );
        read_at("https://bao.example/xuong-det.html", &html).title.unwrap_or_default()
    };
    let section = "<a href='/cong-doan'>Công đoàn</a>";
    let told = "Xưởng dệt chia lại ca làm - Công đoàn - Báo Ví Dụ";
    assert_eq!(said(told, section), "Xưởng dệt chia lại ca làm");
    assert_eq!(said(told, ""), "Xưởng dệt chia lại ca làm - Công đoàn");
    assert_eq!(said("Ca đêm ở xưởng - Công đoàn", section), "Ca đêm ở xưởng - Công đoàn");
}
