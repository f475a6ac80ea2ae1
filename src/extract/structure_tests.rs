//! What an article is made of besides paragraphs: tables, lists, lines, quotations, films, files; and what is not part of it.

use super::{Knowledge, Source, article};
use crate::model::block::{List, MediaKind, Spacing, Table};
use crate::model::{Block, CanonicalUrl, Draft, Timestamp};
use crate::sources::Catalog;

const TITLE: &str = "Xưởng mộc Cây Bàng chia lại ca để thợ được nghỉ trưa";
const FIRST: &str =
    "Sáng nay tổ công đoàn xưởng mộc đã niêm yết bảng phân ca mới, theo đó ai cũng có một giờ nghỉ trưa trọn vẹn.";
const SECOND: &str =
    "Anh Sáo, thợ bào lâu năm, kể rằng trước đây bữa trưa chỉ vội vàng mười lăm phút bên máy cưa còn nóng.";
const THIRD: &str = "Ban quản lý hứa ba tháng nữa sẽ xem lại bảng này cùng với đại diện của từng tổ thợ trong xưởng.";

fn read(page: &str) -> Draft {
    let catalog = Catalog::default();
    let url = CanonicalUrl::parse("https://moc.example/tin/bai-7.html").unwrap();
    let source = Source { bytes: page.as_bytes(), charset: Some("utf-8"), url: &url, now: Timestamp(1_780_000_000) };
    article(source, Knowledge { catalog: &catalog, rules: true, learned: None })
}

/// The blocks between the first and the last paragraph of an article that holds `middle` there.
fn between(middle: &str) -> Vec<Block> {
    let page =
        format!("<body><article><h1>{TITLE}</h1><p>{FIRST}</p>{middle}<p>{SECOND}</p><p>{THIRD}</p></article></body>");
    let draft = read(&page);
    let at = |text: &str| draft.body.iter().position(|b| b.strings() == [text]);
    let (Some(from), Some(to)) = (at(FIRST), at(SECOND)) else { panic!("{:?}", draft.body) };
    assert!(at(THIRD).is_some(), "{:?}", draft.body);
    draft.body[from + 1..to].to_vec()
}

fn table(middle: &str) -> Table {
    match between(middle).into_iter().find(|block| matches!(block, Block::Table(_))) {
        Some(Block::Table(table)) => table,
        _ => panic!("no table: {:?}", between(middle)),
    }
}

fn list(middle: &str) -> List {
    match between(middle).as_slice() {
        [Block::List(list)] => list.clone(),
        other => panic!("no list: {other:?}"),
    }
}

/// Each item as it is printed, two blanks for each level.
fn printed(list: &List) -> Vec<String> {
    let item = |(at, item): (usize, &String)| format!("{}{} {item}", "  ".repeat(list.level(at)), list.marker(at));
    list.items.iter().enumerate().map(item).collect()
}

#[test]
fn a_table_with_rowspan_keeps_every_figure_under_its_heading() {
    let table = table(
        "<table><tr><th>Tổ</th><th>Ca</th><th>Lương</th></tr><tr><td rowspan=2>Bào</td><td>Sáng</td><td>310</td></tr>\
         <tr><td>Chiều</td><td>290</td></tr><tr><td>Cưa</td><td>Sáng</td><td>305</td></tr></table>",
    );
    assert_eq!(table.rows[2], ["Bào", "Chiều", "290"]);
    assert_eq!((table.header, table.heads), (true, 0));
}

#[test]
fn no_cell_reaches_out_of_its_part_of_the_table() {
    let table = table(
        "<table><tbody><tr><th>Tổ</th><th>Ca</th></tr><tr><td rowspan=3>Bào</td><td>Sáng</td></tr></tbody>\
         <tbody><tr><td>Cưa</td><td>Tối</td></tr></tbody></table>",
    );
    assert_eq!(table.rows, [["Tổ", "Ca"], ["Bào", "Sáng"], ["Cưa", "Tối"]]);
}

#[test]
fn a_heading_over_two_columns_stands_over_both() {
    let table = table(
        "<table><tr><th rowspan=2>Tổ</th><th colspan=2>Lương</th></tr><tr><th>Ngày</th><th>Đêm</th></tr>\
         <tr><td>Bào</td><td>310</td><td>400</td></tr></table>",
    );
    assert_eq!(table.rows[..2], [["Tổ", "Lương", "Lương"], ["Tổ", "Ngày", "Đêm"]]);
    assert_eq!(
        (table.head_rows(), table.head()),
        (2, ["Tổ", "Lương – Ngày", "Lương – Đêm"].map(str::to_owned).to_vec())
    );
}

#[test]
fn a_span_that_reaches_below_short_rows_keeps_its_column() {
    let table = table("<table><tr><td>a</td><td>b</td><td rowspan=2>c</td></tr><tr><td>d</td></tr></table>");
    assert_eq!(table.rows, [["a", "b", "c"], ["d", "", "c"]]);
}

#[test]
fn bold_or_shaded_first_rows_are_heads_and_a_bold_first_column_is_none() {
    let body = "<tr><td>Bào</td><td>310</td></tr><tr><td>Cưa</td><td>305</td></tr></table>";
    for head in [
        "<tr><td><b>Tổ</b></td><td><strong>Lương</strong></td></tr>",
        "<tr style=\"background-color: #ddeeff\"><td>Tổ</td><td>Lương</td></tr>",
        "<tr><td bgcolor=\"#cccccc\">Tổ</td><td bgcolor=\"#cccccc\">Lương</td></tr>",
        "<thead><tr><td>Tổ</td><td>Lương</td></tr></thead>",
    ] {
        assert!(table(&format!("<table>{head}{body}")).header, "{head}");
    }
    assert!(!table(&format!("<table><tr><th>Tổ</th><td>Lương</td></tr>{body}")).header);
    assert!(!table(&format!("<table>{body}")).header);
}

#[test]
fn the_caption_the_foot_and_the_links_of_a_table_stay() {
    let table = table(
        "<table><caption>Bảng 2: Đơn giá</caption><tr><td>Bào</td><td><a href=/gia.xlsx>310</a></td></tr><tr><td>Cưa</td>\
         <td>305</td></tr><tfoot><tr><td colspan=2>Nguồn: xưởng</td></tr></tfoot></table>",
    );
    assert_eq!(table.caption, "Bảng 2: Đơn giá");
    assert_eq!(table.rows[2], ["Nguồn: xưởng", ""]);
    assert_eq!((table.links[0].row, table.links[0].column), (0, 1));
    assert_eq!(table.links[0].href, "https://moc.example/gia.xlsx");
}

#[test]
fn a_picture_in_a_cell_and_a_table_in_a_cell_do_not_break_the_table() {
    let with_picture = between(
        "<table><tr><th>Mẫu</th><th>Giá</th></tr><tr><td>Ghế</td><td>90</td></tr><tr><td><img src=/ban.jpg>Bàn</td><td>200</td></tr></table>",
    );
    assert!(matches!(with_picture.as_slice(), [Block::Table(_), Block::Picture { .. }]), "{with_picture:?}");
    let nested = table(
        "<table><tr><th>Giờ</th><td>8</td></tr><tr><th>Ca</th><td><table><tr><td>sáng</td><td>chiều</td></tr></table></td></tr></table>",
    );
    assert_eq!(nested.rows, [["Giờ", "8"], ["Ca", "sáng chiều"]]);
}

#[test]
fn numbered_lists_keep_their_numbers() {
    for (markup, expected) in [
        ("<ol start=3><li>x</li><li>y</li></ol>", ["3. x", "4. y"]),
        ("<ol type=a><li>x</li><li>y</li></ol>", ["a. x", "b. y"]),
        ("<ol type=I start=4><li>x</li><li>y</li></ol>", ["IV. x", "V. y"]),
        ("<ol reversed><li>x</li><li>y</li></ol>", ["2. x", "1. y"]),
        ("<ol><li value=7>x</li><li>y</li></ol>", ["7. x", "8. y"]),
        ("<ol style=\"list-style-type: lower-alpha\"><li>x</li><li>y</li></ol>", ["a. x", "b. y"]),
    ] {
        assert_eq!(printed(&list(markup)), expected, "{markup}");
    }
}

#[test]
fn inner_lists_are_counted_on_their_own() {
    let nested = list("<ol><li>Một<ol type=a><li>ý a</li><li>ý b</li></ol></li><li>Hai<ul><li>ý</li></ul></li></ol>");
    assert_eq!(printed(&nested), ["1. Một", "  a. ý a", "  b. ý b", "2. Hai", "  • ý"]);
    let beside = list("<ul><li>Một</li><ul><li>ý</li></ul><li>Hai</li></ul>");
    assert_eq!(printed(&beside), ["• Một", "  • ý", "• Hai"]);
}

#[test]
fn text_between_the_items_of_a_list_is_kept_and_the_count_goes_on() {
    let blocks = between("<ol><li>Chọn gỗ</li><p>Gỗ phải khô.</p><li>Bào nhẵn</li></ol>");
    let strings: Vec<&str> = blocks.iter().flat_map(Block::strings).collect();
    assert_eq!(strings, ["Chọn gỗ", "Gỗ phải khô.", "Bào nhẵn"]);
    let Some(Block::List(last)) = blocks.last() else { panic!("{blocks:?}") };
    assert_eq!(printed(last), ["2. Bào nhẵn"]);
}

#[test]
fn terms_stand_before_what_they_mean() {
    let terms = list("<dl><dt>Lương ngày</dt><dd>310 nghìn</dd><dd>trả mỗi tuần</dd></dl>");
    assert_eq!(terms.items, ["Lương ngày", "310 nghìn", "trả mỗi tuần"]);
    assert_eq!(terms.levels, [0, 1, 1]);
}

#[test]
fn lines_stay_lines() {
    for (markup, expected) in [
        ("<p>Xưởng mộc Cây Bàng<br>Ngõ 7, làng Gỗ<br>ĐT: 0123</p>", "Xưởng mộc Cây Bàng\nNgõ 7, làng Gỗ\nĐT: 0123"),
        (
            "<p>gió qua mái lá<br>thợ cười trong mùn cưa<br>trưa nay có bóng râm</p>",
            "gió qua mái lá\nthợ cười trong mùn cưa\ntrưa nay có bóng râm",
        ),
        ("<p style=\"white-space: pre-line\">Ca một: An\nCa hai: Bình</p>", "Ca một: An\nCa hai: Bình"),
    ] {
        match between(markup).as_slice() {
            [Block::Lines(lines)] => assert_eq!((lines.rich.text.as_str(), lines.spacing), (expected, Spacing::Free)),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_line_broken_to_fit_is_one_line() {
    let text = "Thợ được nghỉ trưa một giờ trọn vẹn bên gốc bàng trước cửa xưởng, rồi mới trở lại máy làm nốt phần việc còn dở của buổi sáng";
    let blocks = between(&format!("<p>{}</p>", text.replacen(" trước cửa", "<br>trước cửa", 1)));
    assert_eq!(blocks.iter().flat_map(Block::strings).collect::<Vec<_>>(), [text]);
}

#[test]
fn preformatted_text_keeps_its_columns() {
    match between("<pre>Ca một   An\n  nghỉ   Bình</pre>").as_slice() {
        [Block::Lines(lines)] => {
            assert_eq!((lines.rich.text.as_str(), lines.spacing), ("Ca một   An\n  nghỉ   Bình", Spacing::Kept));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_quotation_is_followed_by_who_said_it() {
    for markup in [
        "<blockquote><p>“Trưa nay tôi được chợp mắt.”</p><footer>Anh Sáo, thợ bào</footer></blockquote>",
        "<blockquote>“Trưa nay tôi được chợp mắt.”<cite>Anh Sáo, thợ bào</cite></blockquote>",
        "<figure><blockquote>“Trưa nay tôi được chợp mắt.”</blockquote><figcaption>Anh Sáo, thợ bào</figcaption></figure>",
    ] {
        let blocks = between(markup);
        assert!(
            matches!(blocks.as_slice(), [Block::Quote(said), Block::Attribution(who)]
            if said.text == "“Trưa nay tôi được chợp mắt.”" && who.text == "Anh Sáo, thợ bào"),
            "{markup} {blocks:?}"
        );
    }
}

#[test]
fn films_recordings_and_frames_leave_their_address_and_caption() {
    let film = Block::Media {
        kind: MediaKind::Video,
        url: "https://moc.example/xuong.mp4".into(),
        caption: "Một trưa ở xưởng".into(),
    };
    let caption = "<figcaption>Một trưa ở xưởng</figcaption></figure>";
    assert_eq!(
        between(&format!("<figure><video src=/xuong.mp4>Không xem được</video>{caption}")),
        std::slice::from_ref(&film)
    );
    assert_eq!(between(&format!("<figure><video><source src=/xuong.mp4></video>{caption}")), [film]);
    let frame = between("<iframe src=https://www.youtube.com/embed/x1 title=\"Một trưa ở xưởng\"></iframe>");
    assert!(matches!(frame.as_slice(), [Block::Media { kind: MediaKind::Video, .. }]), "{frame:?}");
    assert_eq!(between("<iframe src=https://quangcao.example/khung width=300 height=250></iframe>"), []);
}

#[test]
fn attached_files_are_blocks_of_their_own_and_links_to_files_in_the_text_stay_links() {
    let attached = between("<div class=attachments><h4>Tệp đính kèm</h4><a href=/ca.pdf>Bảng phân ca</a></div>");
    assert!(
        matches!(attached.last(), Some(Block::File { name, kind, url })
            if name == "Bảng phân ca" && kind == "pdf" && url == "https://moc.example/ca.pdf"),
        "{attached:?}"
    );
    let linked = between("<p><a href=/ca.pdf>Tải toàn văn bảng phân ca (PDF)</a></p>");
    assert_eq!(linked.iter().flat_map(Block::strings).collect::<Vec<_>>(), ["Tải toàn văn bảng phân ca (PDF)"]);
}

#[test]
fn the_picture_in_noscript_stands_for_the_lazy_one_before_it() {
    let pictures = |markup: &str| {
        let url = |block: Block| match block {
            Block::Picture { url, .. } => url.replace("https://moc.example", ""),
            other => panic!("{other:?}"),
        };
        between(markup).into_iter().map(url).collect::<Vec<_>>()
    };
    assert_eq!(pictures("<img src=/blank.gif><noscript><img src=/1.jpg></noscript>"), ["/1.jpg"]);
    assert_eq!(pictures("<img src=/blank.gif data-src=/1.jpg><noscript><img src=/1.jpg></noscript>"), ["/1.jpg"]);
    assert_eq!(pictures("<img src=data:image/gif;base64,AA data-actualsrc=/2.jpg>"), ["/2.jpg"]);
    assert_eq!(pictures("<picture><source data-srcset=\"/3.webp 900w\"><img alt=x></picture>"), ["/3.webp"]);
    assert_eq!(pictures("<amp-img src=/4.jpg width=3 height=2></amp-img>"), ["/4.jpg"]);
}

#[test]
fn a_link_in_a_sentence_stays_whatever_its_class_says() {
    for class in ["cms-relate", "seo-suggest-link", "related-link", "ads-inline"] {
        let blocks = between(&format!(
            "<p>Trong lịch sử của <a class={class} href=/x>xưởng Cây Bàng</a>, chưa ca nào dài như vậy.</p>"
        ));
        let strings: Vec<&str> = blocks.iter().flat_map(Block::strings).collect();
        assert_eq!(strings, ["Trong lịch sử của xưởng Cây Bàng, chưa ca nào dài như vậy."], "{class}");
    }
}

#[test]
fn a_paragraph_of_prose_stays_whatever_its_class_says() {
    let prose =
        "“Chúng tôi chỉ mong bữa trưa có bóng mát, có nước sạch và một chỗ ngả lưng”, chị Én ở tổ chà nhám nói thêm.";
    assert_eq!(between(&format!("<p class=\" ads-detail-center\">{prose}</p>")), [Block::paragraph(prose)]);
}

#[test]
fn many_links_beside_the_text_do_not_take_it_away() {
    let links: String =
        (0..40).map(|n| format!("<li><a href=/tin/{n}.html>Một đầu bài khác của xưởng mộc số {n}</a></li>")).collect();
    let page =
        format!("<body><div><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p><ul>{links}</ul></div></body>");
    let draft = read(&page);
    assert_eq!(draft.body.iter().flat_map(Block::strings).collect::<Vec<_>>(), [FIRST, SECOND, THIRD]);
}

#[test]
fn what_readers_write_is_not_the_article_though_it_is_longer() {
    let remark = "<div><b>Bạn đọc</b><p>Tôi thấy cách chia ca này rất hay, mong các xưởng khác trong làng cũng làm theo cho thợ đỡ khổ.</p></div>";
    for class in ["comment-list", "box-comment", "y-kien-ban-doc", "fb-comments"] {
        let page = format!(
            "<body><article><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p></article><div class={class}><h3>Bình luận</h3>{}</div></body>",
            remark.repeat(30)
        );
        let draft = read(&page);
        assert_eq!(draft.body.iter().flat_map(Block::strings).collect::<Vec<_>>(), [FIRST, SECOND], "{class}");
    }
}

#[test]
fn a_dialog_about_cookies_is_not_the_article() {
    let ask = "Chúng tôi dùng cookie để đo lượng người đọc, và bạn có thể đổi ý bất cứ lúc nào trong phần cài đặt của trình duyệt. ".repeat(30);
    let article = format!("<article><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p></article>");
    for page in [
        format!(
            "<body><div class=modal id=gdpr-consent><p>{ask}</p></div><main aria-hidden=true>{article}</main></body>"
        ),
        format!("<body><div>{article}</div><div><h3>Quyền riêng tư của bạn</h3><p>{ask}</p></div></body>"),
        format!("<body>{article}<div role=dialog aria-modal=true><p>{ask}</p></div></body>"),
    ] {
        let draft = read(&page);
        assert_eq!(draft.body.iter().flat_map(Block::strings).collect::<Vec<_>>(), [FIRST, SECOND], "{}", &page[..80]);
    }
}

#[test]
fn what_generators_print_around_a_text_is_not_part_of_it() {
    let metas = [
        "<ul><li><time>28 November 2026</time></li><li><a href=/t/go>Gỗ</a>, </li><li><a href=/t/ca>Chia ca</a></li></ul>",
        "<div>Tạo lúc 27/11/2026 Chỉnh sửa vào 28/11/2026 Trong Việc làm</div>",
    ];
    for meta in metas {
        let page = format!(
            "<body><article><h1>{TITLE}</h1>{meta}<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p><p>标签：<a href=/t/go>Gỗ</a></p></article></body>"
        );
        let draft = read(&page);
        assert_eq!(draft.body.iter().flat_map(Block::strings).collect::<Vec<_>>(), [FIRST, SECOND, THIRD], "{meta}");
    }
}

#[test]
fn cards_of_other_articles_without_a_heading_go_with_their_teasers() {
    let card = |n: usize| {
        format!(
            "<div><a href=/tin/{n}.html><img src=/i/{n}.jpg></a><a href=/tin/{n}.html>Xưởng gốm đầu làng cũng đổi giờ nghỉ {n}</a>\
             <p>Ngay hôm sau, xưởng gốm {n} cũng họp tổ để bàn chuyện giờ nghỉ trưa cho thợ.</p></div>"
        )
    };
    let blocks = between(&format!("<div>{}{}</div>", card(1), card(2)));
    assert_eq!(blocks.iter().flat_map(Block::strings).filter(|text| !text.is_empty()).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn a_poem_is_an_article_too() {
    let lines = [
        "Trưa nay gốc bàng có bóng",
        "Thợ ngả lưng trên ván thơm",
        "Mùn cưa bay như nắng vụn",
        "Tiếng ve thay tiếng máy cưa",
    ];
    let verses: String = lines.iter().map(|line| format!("<p>{line}</p>")).collect();
    let page = format!(
        "<body><nav><a href=/>Trang chủ</a></nav><div><h1>Bóng bàng trưa</h1><div>{}</div></div></body>",
        verses.repeat(2)
    );
    let draft = read(&page);
    assert_eq!(draft.body.iter().flat_map(Block::strings).count(), 8, "{:?}", draft.body);
}

#[test]
fn a_source_under_a_picture_in_the_middle_does_not_end_the_article() {
    let blocks = between(
        "<figure><img src=/1.jpg><figcaption>Gốc bàng trước xưởng</figcaption></figure><p>(Nguồn: Làng Gỗ)</p>\
         <figure><img src=/2.jpg><figcaption>Bảng phân ca mới</figcaption></figure>",
    );
    assert_eq!(blocks.iter().filter(|b| matches!(b, Block::Picture { .. })).count(), 2, "{blocks:?}");
}

#[test]
fn a_signature_with_its_agency_is_not_text() {
    for line in ["(TTXVN/Vietnam+)", "Hà Thu/vnanet.vn", "PV/VOV.VN"] {
        let page =
            format!("<body><article><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p><p>{line}</p></article></body>");
        let draft = read(&page);
        assert_eq!(draft.body.iter().flat_map(Block::strings).collect::<Vec<_>>(), [FIRST, SECOND], "{line}");
        assert!(draft.imprint.source_line.is_some(), "{line}");
    }
}

#[test]
fn the_source_at_the_edge_does_not_swallow_the_name_below() {
    let page = format!(
        "<body><article><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p><p style=\"text-align:right\">Theo CNN/Reuters</p>\
         <p style=\"text-align:right\"><b>Nguyễn Hà Thu</b></p></article></body>"
    );
    let draft = read(&page);
    assert_eq!(draft.author.as_deref(), Some("Nguyễn Hà Thu"));
    assert_eq!(draft.body.iter().flat_map(Block::strings).collect::<Vec<_>>(), [FIRST, SECOND]);
}
