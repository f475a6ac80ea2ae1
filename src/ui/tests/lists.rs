//! Lists: windows on long lists, scopes, filters, days.

use super::*;
use crate::model::{IMPORTED, Language};
use crate::ui::layout::Pane;
use crate::ui::sources::TreeNode;

#[test]
fn the_first_frame_shows_headlines_from_the_archive() {
    let stage = Stage::new(120, 36, 30);
    assert!(stage.shows("Công nhân được tăng lương"));
    assert!(stage.shows("Hôm nay") && stage.shows("5 phút trước"));
}

#[test]
fn the_first_frame_needs_only_the_phrases_of_the_first_part() {
    for articles in [0, 40] {
        let mut stage = Stage::new(120, 36, articles);
        stage.screen();
        assert_eq!(stage.ui.shell.words.parts_read(), 1, "{articles} articles");
        stage.press("?").screen();
        assert!(stage.ui.shell.words.parts_read() > 1);
    }
}

#[test]
fn an_empty_archive_says_which_key_comes_next() {
    let stage = Stage::new(80, 24, 0);
    assert!(stage.shows("Kho bài còn trống") && stage.shows("Nhấn R"));
}

#[test]
fn an_empty_archive_whose_refresh_failed_says_where_the_reasons_are() {
    let mut stage = Stage::new(80, 24, 0);
    let kind = crate::model::TroubleKind::Refused;
    let sentence = String::new();
    let trouble = crate::ui::message::SectionTrouble { kind, sentence, failures: 1, visited: None, next_visit: None };
    let of = (SourceId("bao-song.test".into()), SectionId("cong-doan".into()));
    stage.tell(Message::Troubles(BTreeMap::from([(of, trouble)])));
    assert!(stage.shows("Chưa tải được tin nào") && stage.shows("e để xem vì sao"), "{}", stage.screen());
}

#[test]
fn a_long_list_is_walked_to_its_end_and_back_without_holding_it_all() {
    let mut stage = Stage::new(80, 24, 3_000);
    for _ in 0..2_000 {
        stage.press("j");
    }
    assert_eq!(stage.ui.list.selected(), 2_000);
    assert_eq!(stage.selected(), article(2_000).row.title);
    assert!(stage.ui.list.window().count() <= list::MAX_ROWS);
    for _ in 0..2_000 {
        stage.press("k");
    }
    assert_eq!(stage.ui.list.selected(), 0);
    assert_eq!(stage.ui.list.current().unwrap().id, article(0).row.id);
}

#[test]
fn a_larger_screen_is_full_at_the_end_of_the_list_too() {
    let mut stage = Stage::new(80, 12, 60);
    stage.press("G");
    for (width, height) in [(120, 36), (160, 48), (100, 20)] {
        stage.resize(width, height);
        let rows = stage.ui.list.rows_in_sight();
        assert!(rows >= usize::from(height - 8) / 4, "{rows} rows on {height} lines: {}", stage.screen());
        assert_eq!(stage.ui.list.laid.iter().rev().find_map(|line| line.row), Some(59), "{}", stage.screen());
    }
}

#[test]
fn the_last_row_is_one_key_away_and_so_is_the_first() {
    let mut stage = Stage::new(80, 24, 3_000);
    stage.press("G");
    assert_eq!(stage.ui.list.selected(), 2_999);
    assert_eq!(stage.ui.list.current().unwrap().id, article(2_999).row.id);
    stage.press("k");
    assert_eq!(stage.ui.list.current().unwrap().id, article(2_998).row.id);
    stage.press("g g");
    assert_eq!(stage.ui.list.current().unwrap().id, article(0).row.id);
}

#[test]
fn the_selected_row_is_always_in_sight() {
    for (width, height) in [(120, 36), (80, 24), (40, 12), (20, 5)] {
        let mut stage = Stage::new(width, height, 200);
        for keys in ["j", "j", "ctrl-d", "ctrl-d", "space", "k", "G", "ctrl-u", "b", "g g", "9 j"] {
            stage.press(keys);
            let at = stage.ui.list.selected();
            assert!(stage.ui.list.laid.iter().any(|l| l.row == Some(at)), "{width}x{height} after {keys}");
        }
    }
}

#[test]
fn moving_among_sources_changes_the_list() {
    let mut stage = Stage::new(120, 36, 30);
    stage.press("h");
    assert_eq!(stage.ui.shell.panes.focus, Pane::Sources);
    stage.press("G");
    assert!(stage.ui.list.window().all(|(_, r)| r.source.as_str() == "tin-tho.test"));
    assert!(stage.shows("Tin Thợ"));
}

#[test]
fn a_newspaper_unfolds_into_its_sections() {
    let mut stage = Stage::new(120, 36, 30);
    stage.press("h").press("j j j");
    assert!(!stage.lines()[..12].iter().any(|l| l.contains("   Việc làm")));
    stage.press("l").press("j j");
    assert!(stage.shows("Báo Sông · Việc làm"));
}

#[test]
fn one_two_three_show_all_unread_starred() {
    let mut stage = Stage::new(120, 36, 10);
    stage.press("s j u");
    stage.press("2");
    assert_eq!(stage.ui.list.total, 9);
    stage.press("3");
    assert_eq!(stage.ui.list.total, 1);
    stage.press("1");
    assert_eq!(stage.ui.list.total, 10);
}

#[test]
fn today_ends_at_midnight_in_viet_nam() {
    let mut stage = Stage::new(120, 36, 60);
    stage.press("4");
    assert!(stage.ui.list.window().all(|(_, r)| r.sort.vietnam_day() == now().vietnam_day()));
    assert_eq!(stage.ui.list.total, 12);
}

#[test]
fn the_order_turns_around() {
    let mut stage = Stage::new(120, 36, 50);
    stage.press("g o");
    assert_eq!(stage.ui.list.current().unwrap().id, article(49).row.id);
}

#[test]
fn a_filter_narrows_by_title_without_marks_and_escape_lifts_it() {
    let mut stage = Stage::new(120, 36, 30);
    stage.press("&").type_in("tho mo").press("enter");
    assert_eq!(stage.ui.list.total, 5);
    stage.press("esc");
    assert_eq!(stage.ui.list.total, 30);
}

#[test]
fn day_headings_stand_between_days() {
    let stage = Stage::new(80, 48, 20);
    let lines = stage.lines();
    let today = lines.iter().position(|l| l.contains("Hôm nay")).unwrap();
    let yesterday = lines.iter().position(|l| l.contains("Hôm qua"));
    assert!(yesterday.is_none_or(|y| y > today));
}

#[test]
fn a_title_too_long_for_two_lines_ends_in_an_ellipsis() {
    let mut long = article(0);
    long.row.title = "chữ ".repeat(60).trim().to_owned();
    let stage = Stage::with(80, 24, vec![long], ScreenSettings::default());
    assert!(stage.shows("chữ…") || stage.shows("chữ …"));
}

#[test]
fn another_configuration_brings_its_papers_and_the_chosen_one_stays_chosen() {
    let mut stage = Stage::new(120, 36, 30);
    stage.ui.shell.panes.focus = Pane::Sources;
    stage.press("j j j j");
    assert!(stage.ui.sources.current().is_some_and(|node| *node == TreeNode::Outlet(1)), "the second paper is chosen");
    let mut papers = outlets();
    let new = Outlet { id: SourceId("moi.test".to_owned()), name: "Báo Mới".to_owned(), sections: Vec::new() };
    papers.insert(0, new);
    let settings = ScreenSettings { outlets: papers, ..ScreenSettings::default() };
    stage.tell(Message::Settings(Box::new(Ok(settings))));
    assert!(stage.shows("Báo Mới") && stage.shows("Đã đọc lại cấu hình"));
    assert!(stage.ui.sources.current().is_some_and(|node| *node == TreeNode::Outlet(2)), "it is the third now");
    stage.tell(Message::Settings(Box::new(Ok(ScreenSettings::default()))));
    assert!(!stage.shows("Báo Mới") && stage.shows("bao-song.test"), "what has articles stays, by its id");
}

#[test]
fn where_the_chosen_paper_is_gone_from_the_configuration_everything_is_shown() {
    let mut stage = Stage::new(120, 36, 30);
    let mut papers = outlets();
    papers.push(Outlet { id: SourceId("moi.test".to_owned()), name: "Báo Mới".to_owned(), sections: Vec::new() });
    stage.tell(Message::Settings(Box::new(Ok(ScreenSettings { outlets: papers, ..ScreenSettings::default() }))));
    stage.press(":").type_in("source moi.test").press("enter");
    assert!(stage.shows("Không có bài nào ở đây"));
    stage.tell(Message::Settings(Box::new(Ok(ScreenSettings { outlets: outlets(), ..ScreenSettings::default() }))));
    assert_eq!(stage.ui.sources.current(), Some(&TreeNode::All));
    assert!(stage.shows("30 bài") && !stage.shows("Không có bài nào ở đây"), "{}", stage.screen());
}

#[test]
fn of_an_empty_list_nothing_is_read() {
    let mut stage = Stage::new(160, 40, 30);
    assert!(stage.shows("Đoạn 1 của bài 0"));
    stage.press("3");
    assert!(stage.shows("Không có bài nào ở đây") && !stage.shows("Đoạn 1 của bài"), "{}", stage.screen());
    stage.press("1");
    assert!(stage.shows("Đoạn 1 của bài 0"));
}

#[test]
fn another_filter_or_order_keeps_the_row_that_was_gone_to() {
    let mut stage = Stage::new(120, 36, 30);
    stage.press("j j j");
    let here = stage.selected();
    stage.press("2");
    assert_eq!(stage.selected(), here);
    stage.press("O 4");
    assert_eq!(stage.selected(), here);
}

#[test]
fn a_filter_is_shown_and_offered_as_it_was_typed() {
    let mut stage = Stage::new(120, 36, 30);
    stage.press("&").type_in("Công nhân").press("enter");
    assert!(stage.shows("“Công nhân”"));
    stage.press("&");
    assert!(stage.shows("Lọc tựa đề: Công nhân"), "{}", stage.screen());
}

#[test]
fn the_tree_follows_the_filter_of_a_list_of_all_papers() {
    let mut stage = Stage::new(120, 36, 30);
    stage.ui.shell.panes.focus = Pane::Sources;
    stage.press("j j").ui.shell.panes.focus = Pane::List;
    assert_eq!(stage.ui.sources.current(), Some(&TreeNode::Starred));
    stage.press("2");
    assert_eq!(stage.ui.sources.current(), Some(&TreeNode::Unread));
    stage.press("1");
    assert_eq!(stage.ui.sources.current(), Some(&TreeNode::All));
}

#[test]
fn filters_and_orders_do_not_throw_a_search_away() {
    let mut stage = Stage::new(120, 36, 30);
    stage.press("/").type_in("công nhân").press("enter");
    for keys in ["O", "2", "4", "g o"] {
        stage.press(keys);
        assert!(stage.lines()[0].contains("Tìm: công nhân"), "{keys}");
    }
    stage.press("6");
    assert!(stage.shows("Đang xem kết quả tìm"), "{}", stage.screen());
    // Once takes the filters back, the second time leaves the search.
    stage.press("1");
    assert!(stage.lines()[0].contains("Tìm: công nhân  "), "{}", stage.lines()[0]);
    stage.press("1");
    assert!(stage.shows("30 bài"));
}

#[test]
fn words_of_the_screen_are_not_taken_for_an_old_encoding() {
    use crate::ui::notice::StatusNotice;
    let sentence = "Thôi theo dõi “/Gi[aá] v/”.";
    assert_eq!(StatusNotice::hint(sentence).text, sentence);
}

#[test]
fn a_compact_list_takes_one_line_an_article_and_keeps_its_time() {
    let mut stage = Stage::new(100, 30, 30);
    stage.press("C");
    let laid: Vec<_> = stage.ui.list.laid.iter().filter_map(|line| line.row).collect();
    let rows: std::collections::BTreeSet<_> = laid.iter().copied().collect();
    assert!(laid.len() > 20 && laid.len() == rows.len(), "{laid:?}");
    assert!(stage.shows("5 phút trước"));
    assert!(stage.asked.contains(&Effect::Remember("list", "compact".into())));
}

#[test]
fn marks_and_labels_leave_the_title_half_of_a_compact_row() {
    let marked = |n| {
        let mut article = article(n);
        article.row.labels = vec!["vụ việc cần theo dõi đến hết quý bốn".to_owned()];
        article.row.published = Some(Moment::exact(Timestamp(now().0 + 90_000)));
        (article.row.starred, article.row.edited, article.row.removed) = (true, true, true);
        article
    };
    for (width, language) in [(44, Language::Vietnamese), (80, Language::English), (120, Language::English)] {
        let settings = ScreenSettings { language, ..ScreenSettings::default() };
        let mut stage = Stage::with(width, 24, (0..12).map(marked).collect(), settings);
        stage.press("C");
        let words = article(0).row.title.chars().take(16).collect::<String>();
        assert!(stage.shows(&words), "{width}: {}", stage.screen());
    }
}

/// The rows in sight are what they would be with nothing remembered.
fn lays_the_same_anew(stage: &mut Stage, after: &str) {
    let known = stage.ui.list.laid.clone();
    stage.ui.list.forget_rows();
    stage.ui.lay_out_list();
    assert_eq!(known, stage.ui.list.laid, "after {after}");
}

#[test]
fn what_is_remembered_of_rows_is_what_would_be_laid_anew_whatever_changed() {
    let mut stage = Stage::new(120, 36, 60);
    let keys = "j j s u C j v j esc C g l s U 2 1 ctrl-d O 3 enter esc g o g D";
    for key in keys.split(' ') {
        stage.press(key);
        lays_the_same_anew(&mut stage, key);
    }
    stage.press("S").type_in("tết").press("enter");
    lays_the_same_anew(&mut stage, "label");
    stage.press("/").type_in("tang luong").press("enter");
    lays_the_same_anew(&mut stage, "search");
    stage.press("esc");
    for (size, seconds) in [((80, 24), 0), ((40, 12), 59), ((20, 7), 3_600), ((160, 48), 86_400), ((120, 36), 61)] {
        stage.resize(size.0, size.1);
        stage.tell(Message::Ticked(Timestamp(stage.ui.shell.now.0 + seconds)));
        lays_the_same_anew(&mut stage, "later");
    }
    stage.ui.sources.outlets[0].name = "Báo Sông Hồng".to_owned();
    stage.press("j");
    assert!(stage.shows("Báo Sông Hồng"));
    lays_the_same_anew(&mut stage, "another name");
}

#[test]
fn a_step_in_the_list_lays_no_row_anew_that_stays_in_sight() {
    let mut stage = Stage::new(120, 36, 60);
    let before = stage.ui.list.laid.clone();
    stage.press("j");
    let shared = stage.ui.list.laid.iter().filter(|line| before.iter().any(|known| known.is_shared_with(line)));
    assert_eq!(shared.count(), before.len());
}

#[test]
fn a_place_in_a_list_whose_stories_are_not_all_known_says_what_it_counts() {
    let mut stage = Stage::new(120, 36, 900);
    assert!(stage.status().contains(" bài 1"), "{}", stage.status());
    stage.press("j");
    assert!(stage.status().contains(" bài 2"), "{}", stage.status());
    assert!(Stage::new(120, 36, 30).status().contains(" 1/30"));
}

#[test]
fn a_program_gets_a_headline_as_one_argument_and_never_as_an_option() {
    let mut stage = Stage::new(120, 36, 3);
    stage.press("enter").press(":").type_in("run notes --title {title} {url}").press("enter");
    let run = stage.asked.iter().find_map(|effect| match effect {
        Effect::Run(words, ..) => Some(words.clone()),
        _ => None,
    });
    let words = run.unwrap();
    assert_eq!(words[..3], ["notes", "--title", article(0).row.title.as_str()].map(str::to_owned));
    assert_eq!(words.len(), 4);
}

#[test]
fn help_on_a_key_shows_what_it_does() {
    let mut stage = Stage::new(120, 36, 3);
    stage.press(":").type_in("help C").press("enter");
    assert!(stage.status().contains("C: danh sách gọn"), "{}", stage.status());
    assert!(!stage.ui.panels.is_open(), "one key is told in one line");
}

#[test]
fn a_list_that_nobody_has_touched_stays_at_its_first_row_when_a_copy_comes_before_the_others() {
    let mut articles: Vec<Article> = (0..4).map(article).collect();
    for n in [1, 2] {
        articles[n].row.story = Some(crate::model::StoryId(7));
        articles[n].row.title = "Nhà máy dệt tăng suất ăn ca".to_owned();
    }
    articles[0].row.sort = Timestamp(now().0 - 90_000);
    let mut stage = Stage::with(120, 36, articles, ScreenSettings::default());
    let second = stage.articles[2].row.id;
    assert_ne!(stage.ui.list.current().unwrap().id, second);
    // The copy that was folded is the newest now.
    stage.articles[2].row.sort = now();
    let ticket = stage.ui.shell.ticket();
    let _ = stage.ui.list.reload(ticket);
    let rows = stage.page(&stage.ui.list.query, Window { after: None, limit: 120 });
    stage.tell(Message::Rows(ticket, rows));
    assert_eq!((stage.ui.list.current().unwrap().id, stage.ui.list.selected()), (second, 0), "{}", stage.screen());
}

#[test]
fn an_imported_article_of_which_no_section_is_known_stands_under_a_name_and_not_an_id() {
    let mut imported = article(1);
    imported.row.section = SectionId(IMPORTED.to_owned());
    imported.imprint.category = None;
    let stage = Stage::with(120, 36, vec![imported], ScreenSettings::default());
    assert!(stage.shows("Bài nhập") && !stage.shows(IMPORTED), "{}", stage.screen());
}
