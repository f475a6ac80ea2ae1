//! Reading: the column, the place in it, finding, links, neighbours.

use super::*;
use crate::model::block::{List, Table};
use crate::ui::layout::Pane;
use crate::ui::reader::raw::RawPage;

pub(super) fn rich_article() -> Article {
    let mut rich = article(0);
    rich.body = vec![
        Block::paragraph("Mở bài."),
        Block::Heading { rich: Rich::plain("Tiểu mục một"), level: 2 },
        Block::List(List {
            items: vec!["ý thứ nhất".into(), "ý thứ hai".into()], ordered: true, ..List::default()
        }),
        Block::Quote(Rich::plain("Chúng tôi chờ câu trả lời.")),
        Block::Table(Table {
            rows: vec![vec!["Vùng".into(), "Lương".into()], vec!["I".into(), "5.310.000".into()]],
            header: true,
            ..Table::default()
        }),
        Block::Picture { url: "https://bao-song.test/a.jpg".into(), caption: "Công nhân tan ca".into() },
        linked("Xem quyết định tại đây nhé.", "tại đây", "https://bao-song.test/quyet-dinh.html"),
        Block::Heading { rich: Rich::plain("Tiểu mục hai"), level: 2 },
    ];
    rich.body.extend((0..20).map(|n| Block::paragraph(format!("Đoạn dài thêm {n}. {}", "chữ và chữ ".repeat(20)))));
    rich
}

fn open(width: u16, height: u16) -> Stage {
    let mut stage = Stage::with(width, height, vec![rich_article(), article(1)], ScreenSettings::default());
    stage.press("enter");
    stage
}

#[test]
fn every_kind_of_block_is_set() {
    let stage = open(120, 60);
    for text in ["Tiểu mục một", "1. ý thứ nhất", "│ Chúng tôi chờ", "I     5.310.000", "▣ (ảnh: đang tắt) Công nhân"]
    {
        assert!(stage.shows(text), "{text}\n{}", stage.screen());
    }
}

#[test]
fn the_head_names_title_author_paper_and_date() {
    let stage = open(120, 40);
    assert!(stage.shows("Minh Khôi · Báo Sông"));
    assert!(stage.shows("Thứ Hai, 23/11/2026 · 09:55 · 6 phút đọc"), "{}", stage.screen());
}

#[test]
fn no_line_is_wider_than_the_measure() {
    let stage = open(200, 50);
    let column = usize::from(stage.ui.reader.column(200));
    for line in &stage.ui.reader.document.lines {
        assert!(crate::text::width::cells(&line.text) + usize::from(line.indent) <= column, "{line:?}");
    }
}

#[test]
fn the_place_survives_every_change_of_width() {
    let mut stage = open(120, 40);
    stage.press("ctrl-d ctrl-d ctrl-d");
    let block = |stage: &Stage| {
        let reader = &stage.ui.reader;
        reader.document.lines[reader.top()..].iter().find(|l| !l.text.is_empty()).unwrap().anchor.block
    };
    let before = block(&stage);
    assert!(before > 1);
    for width in [60, 100, 200, 41, 20, 120] {
        stage.resize(width, 40);
        assert_eq!(block(&stage), before, "at {width}");
    }
}

#[test]
fn the_place_is_kept_when_the_article_is_opened_again() {
    let mut stage = open(120, 40);
    stage.press("ctrl-d ctrl-d");
    let top = stage.ui.reader.top();
    assert!(top > 0);
    stage.press("J");
    assert_eq!(stage.ui.reader.top(), 0);
    stage.press("K");
    assert_eq!(stage.ui.reader.top(), top);
}

#[test]
fn leaving_writes_the_place_down_first() {
    let mut stage = open(120, 40);
    stage.press("ctrl-d").press("Q");
    let at = stage.asked.iter().position(|e| matches!(e, Effect::SavePosition(..))).unwrap();
    assert_eq!(stage.asked.iter().position(|e| *e == Effect::Quit), Some(stage.asked.len() - 1));
    assert!(at < stage.asked.len() - 1);
}

#[test]
fn a_fresh_copy_of_the_article_in_hand_keeps_the_place() {
    let mut stage = open(120, 40);
    stage.press("ctrl-d ctrl-d");
    let top = stage.ui.reader.top();
    let id = stage.articles[0].row.id;
    stage.tell(Message::Sync(crate::model::SyncNews::ArticleSaved { id, source: SourceId("x".into()), new: false }));
    assert_eq!(stage.ui.reader.top(), top);
}

#[test]
fn find_goes_from_place_to_place_and_around() {
    let mut stage = open(120, 40);
    stage.press("/").type_in("doan dai them").press("enter");
    assert_eq!(stage.ui.reader.spots.len(), 20);
    assert_eq!(stage.ui.reader.spot, Some(0));
    stage.press("n n");
    assert_eq!(stage.ui.reader.spot, Some(2));
    stage.press("N N N");
    assert_eq!(stage.ui.reader.spot, Some(19));
    assert_eq!(stage.ui.shell.panes.focus, Pane::Reader);
    stage.press("esc");
    assert!(stage.ui.reader.spots.is_empty());
}

#[test]
fn headings_are_steps() {
    let mut stage = open(120, 20);
    stage.press(")");
    let first = stage.ui.reader.top();
    stage.press(")");
    assert!(stage.ui.reader.top() > first);
    stage.press("(");
    assert_eq!(stage.ui.reader.top(), first);
}

#[test]
fn a_link_is_opened_by_its_number() {
    let mut stage = open(120, 40);
    stage.press("f");
    assert!(stage.shows("tại đây — https://bao-song.test/quyet-dinh.html"));
    stage.press("2");
    assert_eq!(stage.asked.last(), Some(&Effect::Browse("https://bao-song.test/quyet-dinh.html".into())));
}

#[test]
fn a_picture_is_opened_by_its_number_too() {
    let mut stage = open(120, 60);
    assert!(stage.shows("▣ (ảnh: đang tắt) Công nhân tan ca"), "{}", stage.screen());
    stage.press("f");
    assert!(stage.shows("▣ (ảnh: đang tắt) Công nhân tan ca — https://bao-song.test/a.jpg"), "{}", stage.screen());
    stage.press("1");
    assert_eq!(stage.asked.last(), Some(&Effect::View("https://bao-song.test/a.jpg".into())));
}

#[test]
fn what_is_known_of_an_article_is_told_in_the_readers_language() {
    use crate::model::article::{Evidence, Field};
    use crate::model::{Finding, FindingKind};
    let mut known = article(0);
    known.provenance.by = [
        (Field::Title, Evidence::JsonLd),
        (Field::Body, Evidence::Family("nukeviet".into())),
        (Field::Author, Evidence::JsonLd),
    ]
    .into();
    known.provenance.findings =
        vec![Finding::with(FindingKind::Family, "nukeviet"), Finding::with(FindingKind::ShortBody, "9 characters")];
    let mut stage = Stage::with(140, 40, vec![known], ScreenSettings::default());
    stage.press("enter i");
    for text in ["quy tắc của hệ nukeviet: nội dung", "dữ liệu JSON-LD", "nội dung ngắn khác thường"]
    {
        assert!(stage.shows(text), "{text}\n{}", stage.screen());
    }
}

#[test]
fn zen_leaves_one_pane_and_comes_back() {
    let mut stage = open(160, 40);
    assert!(stage.ui.shell.panes.layout.list.is_some());
    stage.press("z");
    assert!(stage.ui.shell.panes.layout.list.is_none() && stage.ui.shell.panes.layout.reader.is_some());
    stage.press("z");
    assert!(stage.ui.shell.panes.layout.list.is_some());
}

#[test]
fn what_is_copied_is_the_address_the_text_or_a_citation() {
    let mut stage = open(120, 40);
    stage.press("y");
    assert_eq!(stage.asked.last(), Some(&Effect::Copy("https://bao-song.test/bai-0.html".into(), "copied-address")));
    stage.press("c");
    let Some(Effect::Copy(citation, _)) = stage.asked.last() else { panic!() };
    assert!(citation.starts_with("Báo Sông, Minh Khôi, “Công nhân"), "{citation}");
    assert!(citation.ends_with("23/11/2026, https://bao-song.test/bai-0.html"), "{citation}");
    stage.press("Y");
    let Some(Effect::Copy(text, _)) = stage.asked.last() else { panic!() };
    assert!(text.contains("1. ý thứ nhất\n2. ý thứ hai"));
}

#[test]
fn q_goes_back_before_it_quits_and_escape_never_quits() {
    let mut stage = open(120, 40);
    stage.press("esc esc esc esc");
    assert!(!stage.asked.contains(&Effect::Quit));
    stage.press("enter q");
    assert!(!stage.asked.contains(&Effect::Quit) && stage.ui.shell.panes.focus == Pane::List);
    stage.press("q");
    assert_eq!(stage.asked.last(), Some(&Effect::Quit));
}

#[test]
fn an_article_without_a_body_says_why_and_what_to_do() {
    let mut bare = article(0);
    bare.body.clear();
    bare.row.offline = Offline::Failed;
    bare.provenance.trouble = Some("bao-song.test answered 500".into());
    let mut stage = Stage::with(120, 40, vec![bare], ScreenSettings::default());
    stage.press("enter");
    assert!(
        stage.shows("Kho bài chưa có toàn văn")
            && stage.shows("Tải hoặc tách bài thất bại")
            && stage.shows("500)")
            && stage.shows("D để tải toàn văn")
    );
}

#[test]
fn why_there_is_no_body_is_told_in_the_readers_language_where_its_kind_is_known() {
    let mut bare = article(0);
    bare.body.clear();
    bare.row.offline = Offline::Gone;
    for (trouble, told) in [
        ("gone: bao-song.test has no such page any more (404)", "Trang này của Báo Sông không còn nữa."),
        ("other: gì đó", "Báo Sông: gì đó"),
        ("bao-song.test: gì đó", "Trang của bài không còn nữa (bao-song.test: gì đó)"),
    ] {
        bare.provenance.trouble = Some(trouble.to_owned());
        let mut stage = Stage::with(160, 40, vec![bare.clone()], ScreenSettings::default());
        stage.press("enter");
        assert!(stage.shows(told) && !stage.shows("any more") && !stage.shows("{$"), "{}", stage.screen());
    }
}

#[test]
fn the_rule_that_read_an_article_is_told_among_what_is_known_of_it_and_not_at_its_foot() {
    use crate::model::article::{Evidence, Field};
    let mut ruled = article(0);
    ruled.body.truncate(1);
    ruled.provenance.by.insert(Field::Body, Evidence::Family("nukeviet".into()));
    let mut stage = Stage::with(120, 50, vec![ruled], ScreenSettings::default());
    stage.press("enter");
    assert!(!stage.shows("nukeviet") && stage.shows("bai-0.html"), "{}", stage.screen());
    stage.press("i");
    assert!(stage.shows("quy tắc của hệ nukeviet"), "{}", stage.screen());
}

#[test]
fn a_leading_combining_mark_does_no_harm() {
    let mut odd = article(0);
    odd.row.title = "\u{301}\u{323} dấu đứng đầu".into();
    odd.body = vec![Block::paragraph("\u{309}\u{309}"), Block::paragraph("工".repeat(200))];
    for width in [1, 2, 3, 20, 80, 120] {
        let mut stage = Stage::with(width, 12, vec![odd.clone()], ScreenSettings::default());
        stage.press("enter j j");
        let _ = stage.screen();
    }
}

#[test]
fn a_date_of_change_that_repeats_the_publication_is_not_told() {
    let mut same = article(0);
    same.updated = same.row.published;
    let mut stage = Stage::with(120, 40, vec![same.clone()], ScreenSettings::default());
    stage.press("enter");
    assert!(!stage.shows("cập nhật"), "{}", stage.screen());
    same.updated = Some(Moment::exact(Timestamp(same.row.published.unwrap().at.0 + 3_600)));
    let mut stage = Stage::with(120, 40, vec![same], ScreenSettings::default());
    stage.press("enter");
    assert!(
        stage.shows("cập nhật 10:55") && !stage.shows("cập nhật Thứ"),
        "the day is told already: {}",
        stage.screen()
    );
}

#[test]
fn links_are_underlined_and_have_no_number_and_those_of_key_words_are_plain() {
    let mut linking = article(0);
    linking.body = vec![
        linked("Xem thông tư mới tại đây.", "thông tư mới", "https://bao-song.test/thong-tu.html"),
        linked("Giá hoa nhập khẩu tăng.", "hoa nhập khẩu", "https://bao-song.test/tag/hoa-nhap-khau.html"),
    ];
    let mut stage = Stage::with(120, 40, vec![linking], ScreenSettings::default());
    stage.press("enter");
    assert!(!stage.shows("[1]") && stage.shows("1 liên kết · f"), "{}", stage.screen());
    let underlined = |stage: &Stage, word: &str| {
        let lines = stage.lines();
        let y = lines.iter().position(|line| line.contains(word)).unwrap();
        let x = lines[y].split(word).next().unwrap().chars().count();
        let (buffer, _) = stage.paint();
        let cell = buffer.cell((u16::try_from(x).unwrap(), u16::try_from(y).unwrap())).unwrap();
        cell.modifier.contains(ratatui::style::Modifier::UNDERLINED)
    };
    assert!(underlined(&stage, "thông tư mới") && !underlined(&stage, "hoa nhập khẩu"));
}

#[test]
fn once_the_headline_is_out_of_sight_a_line_tells_title_and_share() {
    for (width, height) in [(80, 24), (40, 12)] {
        let mut stage = open(width, height);
        let title = stage.selected();
        stage.press("space");
        let first = stage.lines().swap_remove(0);
        let begin: String = title.chars().take(12).collect();
        assert!(first.contains(&begin) && first.contains('%'), "{first}");
        stage.press("g g");
        assert!(!stage.lines()[0].contains('%'), "{}", stage.screen());
    }
}

#[test]
fn a_column_as_wide_as_its_pane_is_not_counted_further() {
    let mut stage = open(80, 24);
    for _ in 0..20 {
        stage.press("+");
    }
    assert!(stage.ui.reader.measure <= 80 && stage.shows("z để chỉ còn một cột"), "{}", stage.screen());
}

fn raw() -> RawPage {
    use crate::model::article::{Evidence, Field};
    let mut lines = vec!["<html>".to_owned(), "<h1 class=\"tua\">Tựa</h1>".to_owned()];
    lines.extend((0..60).map(|n| format!("<p>Dòng nguồn {n}</p>")));
    RawPage { found: vec![(Field::Title, Evidence::Rule, "h1.tua".to_owned())], lines, bytes: 5_000, cut: false }
}

#[test]
fn the_page_as_it_came_is_read_searched_and_left_and_the_place_in_the_article_stays() {
    let mut stage = open(100, 40);
    stage.press("ctrl-d ctrl-d");
    let top = stage.ui.reader.top();
    let id = stage.ui.reader.shown().unwrap();
    stage.press("g h");
    assert_eq!(stage.asked.last(), Some(&Effect::LoadRaw(id)));
    stage.tell(Message::Raw(id, Some(Box::new(raw()))));
    assert!(stage.shows("<h1 class=\"tua\">") && stage.shows("h1.tua"), "{}", stage.screen());
    stage.press("/").type_in("nguồn 55").press("enter");
    assert!(stage.shows("<p>Dòng nguồn 55</p>"), "{}", stage.screen());
    stage.resize(50, 20);
    stage.resize(100, 40);
    stage.press("esc").press("esc");
    assert!(!stage.ui.reader.is_raw());
    assert_eq!((stage.ui.reader.top(), stage.ui.shell.panes.focus), (top, Pane::Reader));
    assert!(!stage.asked.iter().any(|e| matches!(e, Effect::SavePosition(_, at) if at.block == 0)));
}

#[test]
fn a_page_that_is_not_kept_is_said_to_be_so() {
    let mut stage = open(100, 40);
    let id = stage.ui.reader.shown().unwrap();
    stage.press("g h");
    stage.tell(Message::Raw(id, None));
    assert!(stage.shows("không còn được giữ") && !stage.ui.reader.is_raw(), "{}", stage.screen());
}

#[test]
fn a_broken_pattern_is_told_when_it_is_looked_for_in_the_article() {
    let mut stage = Stage::new(160, 40, 3);
    stage.press("enter /").type_in("/[a/").press("enter");
    assert!(!stage.shows("Không tìm thấy trong bài") && stage.shows("mẫu chưa đúng"), "{}", stage.screen());
}

#[test]
fn a_key_of_another_pane_says_where_it_counts() {
    let mut stage = Stage::new(160, 40, 3);
    stage.press(")");
    assert!(stage.shows("Phím ) chỉ dùng trong bài đọc"), "{}", stage.screen());
}

#[test]
fn escape_and_a_key_right_behind_it_act_one_after_the_other() {
    let mut stage = Stage::new(100, 30, 20);
    stage.press("/").type_in("luong").press("alt-j");
    assert!(stage.ui.prompts.open.is_none() && stage.ui.search.running.is_none());
    assert_eq!(stage.ui.list.selected(), 1);
    stage.press("?").press("alt-j");
    assert!(stage.ui.panels.overlay.is_none());
}

#[test]
fn a_key_with_alt_that_is_bound_stays_itself() {
    let settings =
        ScreenSettings { keys: vec![("bottom".to_owned(), vec!["alt-j".to_owned()])], ..ScreenSettings::default() };
    let mut stage = Stage::with(100, 30, (0..20).map(article).collect(), settings);
    stage.press("alt-j");
    assert_eq!(stage.ui.list.selected(), 19);
}
