//! What one types to be helped is done: the help's chosen line, numbers before keys, long sentences told to their end.

use crate::model::{SavedSearch, SearchKind};
use crate::ui::layout::Pane;
use crate::ui::notice::StatusNotice;
use crate::ui::tests::*;

#[test]
fn enter_does_the_chosen_line_of_the_narrowed_help() {
    let mut stage = Stage::new(120, 36, 3);
    stage.press("?").type_in("chỉ một cột").press("enter");
    assert!(stage.ui.shell.panes.zen && !stage.shows("Phím tắt"), "{}", stage.screen());
    stage.press("?").type_in("giao diện").press("enter");
    assert!(stage.shows("Giao diện") && stage.shows("giấy ngả vàng"), "{}", stage.screen());
}

#[test]
fn arrows_choose_among_the_lines_of_the_narrowed_help_and_pass_over_headings() {
    for size in [(160, 48), (80, 24), (40, 12)] {
        let mut stage = Stage::new(size.0, size.1, 3);
        stage.press("?").type_in("zalo");
        let all = stage.ui.panel().unwrap();
        let rows = all.lines.iter().filter(|line| !line.strong).count();
        assert!(rows > 2, "{}", stage.screen());
        for _ in 0..rows {
            let panel = stage.ui.panel().unwrap();
            assert!(!panel.lines[panel.chosen.unwrap()].strong, "{}", stage.screen());
            stage.press("down");
        }
        assert_eq!(stage.ui.panel().unwrap().chosen, all.chosen, "round to where it began");
    }
}

#[test]
fn a_line_of_the_command_line_that_wants_nothing_more_is_done_and_any_other_is_written_there() {
    let mut stage = Stage::new(120, 36, 3);
    stage.press("?").type_in("điểm báo").press("enter");
    let line = stage.lines().pop().unwrap();
    assert!(line.contains("digest diem-bao.docx") && line.contains("Enter làm"), "{line}");
    stage.press("esc ?").type_in("chữ to").press("enter");
    assert!(stage.asked.contains(&Effect::WriteSetting("ui.size".into(), "large".into())), "{:?}", stage.asked);
}

#[test]
fn a_number_before_n_goes_so_many_hits_on() {
    let mut stage = Stage::new(120, 36, 1);
    stage.press("enter /").type_in("Đoạn").press("enter");
    let line = |stage: &Stage| stage.ui.reader.focus_line();
    let mut one_by_one = Vec::new();
    for _ in 0..5 {
        stage.press("n");
        one_by_one.push(line(&stage));
    }
    stage.press("5 N");
    let start = line(&stage);
    stage.press("3 n");
    assert_eq!(line(&stage), one_by_one[2], "from {start} through {one_by_one:?}");
}

#[test]
fn ctrl_w_goes_between_the_panes_as_vim_does() {
    let mut stage = Stage::new(120, 36, 3);
    stage.press("ctrl-w h");
    assert_eq!(stage.ui.shell.panes.focus, Pane::Sources);
    stage.press("ctrl-w w ctrl-w w");
    assert_eq!(stage.ui.shell.panes.focus, Pane::Reader);
    stage.press("ctrl-w p");
    assert_eq!(stage.ui.shell.panes.focus, Pane::List);
}

#[test]
fn what_is_told_is_told_to_its_end_at_every_width() {
    let sentence =
        "Trong kho chưa có câu nào nói Nghị định 74/2024/NĐ-CP được dự thảo, ban hành, có hiệu lực, sửa hay thay.";
    for (width, height) in [(160, 48), (120, 36), (106, 30), (105, 30), (104, 30), (80, 24), (60, 20), (40, 12)] {
        let mut stage = Stage::new(width, height, 3);
        if width > 100 {
            // A panel lies there: it may cover none of it.
            stage.press("i");
        }
        stage.ui.shell.tell(StatusNotice::hint(sentence));
        let lines = stage.lines();
        let told = lines[usize::from(height) - 4..].join(" ");
        let told: Vec<&str> = told.split_whitespace().collect();
        assert!(told.join(" ").contains(sentence), "{width}×{height}\n{}", stage.screen());
        stage.press("esc");
        stage.press("j");
        assert!(!stage.shows("dự thảo"), "{}", stage.screen());
    }
}

#[test]
fn how_many_stories_there_are_is_told_while_all_are_known_and_never_as_a_number_that_changes() {
    let mut stage = Stage::new(120, 36, 60);
    assert!(stage.lines().last().unwrap().trim_end().ends_with(" 1/60"), "{}", stage.screen());
    stage.ui.list.total = 5_000;
    assert!(stage.lines().last().unwrap().trim_end().ends_with(" 1"), "{}", stage.screen());
}

#[test]
fn the_address_of_a_source_is_asked_for_in_words() {
    let mut stage = Stage::new(120, 36, 3);
    stage.press("h a");
    assert!(stage.shows("địa chỉ của trang"), "{}", stage.screen());
    stage.type_in("bao.example").press("tab");
    assert!(stage.lines().last().unwrap().contains(": source add bao.example"), "{}", stage.screen());
    stage.press("enter");
    assert!(stage.asked.contains(&Effect::LookAtSource("bao.example".into())), "{:?}", stage.asked);
}

#[test]
fn a_proposed_file_name_ends_with_a_whole_syllable() {
    let mut one = article(0);
    one.row.title =
        "Doanh nghiệp nợ lương 7 tháng, công đoàn khởi kiện đòi quyền lợi cho 214 công nhân ở khu".to_owned();
    let mut stage = Stage::with(120, 36, vec![one], ScreenSettings::default());
    stage.press("enter w");
    let line = stage.lines().pop().unwrap();
    let name = line.split_whitespace().find(|word| word.contains(".txt")).unwrap().to_owned();
    let title = "doanh-nghiep-no-luong-7-thang-cong-doan-khoi-kien-doi-quyen-loi-cho-214-cong-nhan-o-khu";
    let (stem, rest) = title.split_at(name.len() - 4);
    assert!(name.len() <= 84 && name.starts_with(stem) && rest.starts_with('-'), "{name}");
}

#[test]
fn the_foot_of_every_panel_names_the_key_that_closes_it_whole_at_every_width() {
    for (width, height) in [(160, 48), (80, 24), (60, 20), (40, 12)] {
        for keys in ["?", "t", "O", "i", "A", "g d"] {
            let mut stage = Stage::new(width, height, 6);
            stage.press(keys);
            let Some(panel) = stage.ui.panel() else { continue };
            let last = panel.foot.rsplit("   ").next().unwrap().to_owned();
            let foot = stage.lines().into_iter().find(|line| line.contains(&last));
            assert!(foot.is_some_and(|line| !line.contains('…')), "{keys}: {last}\n{}", stage.screen());
        }
    }
}

#[test]
fn topics_stand_before_the_newspapers() {
    let topic = SavedSearch { name: "Tiền lương".into(), kind: SearchKind::Topic, ..SavedSearch::default() };
    let settings = ScreenSettings { saved: vec![topic], ..ScreenSettings::default() };
    let stage = Stage::with(120, 36, (0..3).map(article).collect(), settings);
    let line = |text: &str| stage.lines().iter().position(|line| line.contains(text)).unwrap();
    assert!(line("/ Tiền lương") < line("▸ Báo Sông"), "{}", stage.screen());
}

#[test]
fn the_way_back_from_an_article_is_told_at_every_width_without_a_network() {
    for (width, height) in [(120, 36), (80, 24), (60, 20), (40, 12)] {
        let settings = ScreenSettings { offline: true, ..ScreenSettings::default() };
        let mut stage = Stage::with(width, height, (0..3).map(article).collect(), settings);
        stage.press("enter");
        let line = stage.lines().pop().unwrap();
        assert!(line.contains("q về danh sách") && line.contains("? phím tắt"), "{line}");
    }
}

#[test]
fn a_name_in_the_place_of_an_address_is_looked_for_in_the_catalogue() {
    let mut stage = Stage::new(120, 36, 3);
    stage.press("h a").type_in("ldld phu tho").press("enter");
    assert!(stage.shows("Danh mục cổng tin") && stage.shows("Phú Thọ"), "{}", stage.screen());
    stage.press("esc a").type_in("xyzzy").press("enter");
    assert!(stage.shows("hãy gõ địa chỉ của trang"), "{}", stage.screen());
    assert!(!stage.asked.iter().any(|effect| matches!(effect, Effect::LookAtSource(_))), "{:?}", stage.asked);
}

#[test]
fn the_column_is_narrowed_from_what_is_seen_of_it_in_large_print_too() {
    let settings = ScreenSettings { size: crate::ui::layout::TextSize::Large, ..ScreenSettings::default() };
    let mut stage = Stage::with(80, 24, vec![article(0)], settings);
    stage.press("enter");
    let column = stage.ui.reader.column(80);
    stage.press("-");
    assert_eq!(stage.ui.reader.column(80), column - 4);
    stage.press("+ +");
    assert_eq!(stage.ui.reader.column(80), column);
    assert!(stage.status().contains("Chữ to"), "{}", stage.status());
}

#[test]
fn the_press_review_goes_back_as_many_days_as_are_named_up_to_the_bound() {
    use crate::ui::sources::saved::MAX_DIGEST_DAYS;
    let mut stage = Stage::new(120, 36, 3);
    let wished = |stage: &Stage| {
        let wish = stage.asked.iter().rev().find_map(|asked| match asked {
            Effect::MakeDigest(wish) => Some((wish.days, wish.file.clone())),
            _ => None,
        });
        wish.unwrap_or_default()
    };
    stage.press(":").type_in("digest bao.docx").press("enter");
    assert_eq!(wished(&stage), (1, Some("bao.docx".to_owned())));
    stage.press(":").type_in("digest 7d bao.docx").press("enter");
    assert_eq!(wished(&stage), (7, Some("bao.docx".to_owned())));
    let before = stage.asked.len();
    stage.press(":").type_in(&format!("digest {}", MAX_DIGEST_DAYS + 1)).press("enter");
    assert!(!stage.asked[before..].iter().any(|asked| matches!(asked, Effect::MakeDigest(_))));
    assert!(stage.status().contains("1–31"), "{}", stage.status());
}

#[test]
fn every_sign_beside_a_row_is_told_in_the_help() {
    let mut stage = Stage::new(80, 48, 3);
    stage.press("?").type_in("ký hiệu");
    let signs = stage.ui.shell.look.signs;
    let panel = stage.ui.panel().unwrap();
    let all =
        [signs.unread, signs.star, signs.edited, signs.partial, signs.failed, signs.removed, signs.blocked, signs.gone];
    for sign in all.into_iter().chain([signs.label, signs.watch, signs.trouble]) {
        assert!(panel.lines.iter().any(|line| line.label == sign), "{sign}\n{}", stage.screen());
    }
    stage.press("enter");
    assert!(stage.ui.panels.is_open() && stage.ui.prompts.open.is_none(), "there is nothing to be done with a sign");
}
