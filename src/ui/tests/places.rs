//! Places with a letter, the way back, and keys done again.

use super::{Stage, now};
use crate::config::settings::SETTINGS;
use crate::model::ArticleId;
use crate::model::article::Anchor;
use crate::ui::effect::Effect;
use crate::ui::message::Message;
use crate::ui::overlay::Overlay;

fn remembered(stage: &Stage, name: &str) -> Option<String> {
    let value = |effect: &Effect| match effect {
        Effect::Remember(kept, value) if *kept == name => Some(value.clone()),
        _ => None,
    };
    stage.asked.iter().rev().find_map(value)
}

fn reading(stage: &Stage) -> (Option<ArticleId>, Anchor) {
    (stage.ui.reader.shown(), stage.ui.reader.anchor())
}

#[test]
fn a_letter_leads_back_to_its_place_in_the_article() {
    let mut stage = Stage::new(80, 24, 5);
    stage.press("enter j j j j j j j j m a");
    let there = reading(&stage);
    assert_ne!(there.1, Anchor::default());
    stage.press("g g ' a");
    assert_eq!(reading(&stage), there);
    stage.press("q j enter ' a");
    assert!(stage.status().contains("không có dấu"), "{}", stage.status());
}

#[test]
fn a_capital_letter_leads_to_its_article_from_any_other() {
    let mut stage = Stage::new(80, 24, 5);
    stage.press("enter j j j j j j j j m K");
    let there = reading(&stage);
    stage.press("q j j ' K");
    assert_eq!(reading(&stage), there);
}

#[test]
fn places_are_there_after_a_restart() {
    let mut stage = Stage::new(80, 24, 5);
    stage.press("enter j j j j j j j j m K");
    let there = reading(&stage);
    let kept = remembered(&stage, "places").unwrap();
    let mut again = Stage::new(80, 24, 5);
    again.tell(Message::Remembered([("places".to_owned(), kept)].into()));
    again.press("' K");
    assert_eq!(reading(&again), there);
}

#[test]
fn the_letters_that_lead_somewhere_are_shown_while_one_is_waited_for() {
    let mut stage = Stage::new(80, 24, 5);
    stage.press("enter j j j j j j j j m K '");
    assert!(stage.screen().contains(" K  "), "{}", stage.screen());
    stage.tell(Message::Ticked(now()));
    stage.press("esc");
    assert!(!stage.screen().contains(" K  "));
}

#[test]
fn the_way_back_leads_through_the_places_that_were_left() {
    let mut stage = Stage::new(80, 24, 5);
    stage.press("enter j j j j j j j j");
    let first = reading(&stage);
    stage.press("J G");
    let second = reading(&stage);
    stage.press("ctrl-o");
    assert_eq!(reading(&stage).0, second.0);
    stage.press("ctrl-o");
    assert_eq!(reading(&stage), first);
    stage.press("alt-right alt-right");
    assert_eq!(reading(&stage), second);
}

#[test]
fn the_way_back_leads_from_the_list_into_the_article_that_was_read() {
    let mut stage = Stage::new(80, 24, 5);
    stage.press("enter j j j j j j j j");
    let first = reading(&stage);
    stage.press("q j j ctrl-o");
    assert_eq!(reading(&stage), first);
}

#[test]
fn the_last_change_is_done_again_on_another_article() {
    let mut stage = Stage::new(80, 24, 5);
    stage.press(".");
    assert!(stage.status().contains("Chưa có việc gì"), "{}", stage.status());
    stage.press("s j .");
    let starred: Vec<bool> = stage.articles.iter().map(|a| a.row.starred).collect();
    assert_eq!(starred, [true, true, false, false, false]);
}

fn starred(stage: &Stage) -> Vec<bool> {
    stage.articles.iter().map(|a| a.row.starred).collect()
}

#[test]
fn a_number_before_the_key_that_repeats_tells_how_often_or_how_many_rows() {
    let mut stage = Stage::new(80, 24, 5);
    stage.press("s j").press("3 .");
    assert_eq!(starred(&stage), [true, true, true, true, false]);
    let keys = vec![("toggle-star + next-article".to_owned(), vec!["ctrl-n".to_owned()])];
    let settings = crate::ui::ScreenSettings { keys, ..crate::ui::ScreenSettings::default() };
    let mut stage = Stage::with(80, 24, (0..5).map(crate::ui::tests::article).collect(), settings);
    stage.press("ctrl-n").press("2 .");
    assert_eq!(starred(&stage), [true, true, true, false, false]);
}

#[test]
fn the_quote_pressed_twice_takes_back_a_step_along_the_way_too() {
    let mut stage = Stage::new(120, 24, 60);
    stage.press("j j").press("G").press("g g");
    let top = stage.selected();
    stage.press("ctrl-o ctrl-o");
    let there = stage.selected();
    stage.press("' '");
    assert_ne!(stage.selected(), there);
    assert_ne!(stage.selected(), top, "where the last step began, not where the first jump did");
    stage.press("' '");
    assert_eq!(stage.selected(), there);
}

#[test]
fn recorded_keys_are_played_as_often_as_wished_and_remembered() {
    let mut stage = Stage::new(80, 24, 6);
    stage.press("g q x s j g q");
    stage.press("2 @ x");
    stage.press("@ @");
    let starred = stage.articles.iter().filter(|a| a.row.starred).count();
    assert_eq!(starred, 4);
    assert_eq!(remembered(&stage, "recordings").unwrap(), "x s j");
}

#[test]
fn what_is_played_ends_at_the_first_movement_that_has_nowhere_to_go() {
    let mut stage = Stage::new(80, 24, 6);
    stage.press("g q x s j g q G k 1 0 0 @ x");
    let marked = stage.asked.iter().filter(|effect| matches!(effect, Effect::SetMark(..))).count();
    assert_eq!(starred(&stage), [true, false, false, false, true, true], "each row once");
    assert_eq!(marked, 3);
    // Above, nothing is in the way.
    stage.press("g g j 2 @ x");
    assert_eq!(starred(&stage)[1..3], [true, true]);
}

#[test]
fn keys_that_play_themselves_come_to_an_end() {
    let mut stage = Stage::new(80, 24, 3);
    stage.tell(Message::Remembered([("recordings".to_owned(), "x j @ x".to_owned())].into()));
    stage.press("@ x");
    stage.press("s");
    assert!(stage.articles.iter().any(|a| a.row.starred));
}

#[test]
fn a_setting_is_written_and_said_after_the_configuration_was_read() {
    let mut stage = Stage::new(80, 24, 3);
    stage.press(":").type_in("set ui.list=compact").press("enter");
    assert!(stage.asked.contains(&Effect::WriteSetting("ui.list".to_owned(), "compact".to_owned())));
    stage.tell(Message::SettingWritten("ui.list".to_owned(), "compact".to_owned()));
    stage.tell(Message::Settings(Box::new(Ok(super::ScreenSettings::default()))));
    assert!(stage.status().contains("ui.list = compact"), "{}", stage.status());
}

#[test]
fn tab_right_behind_the_way_back_is_the_way_forward_and_else_the_next_pane() {
    let mut stage = Stage::new(120, 24, 5);
    stage.press("enter G");
    let end = reading(&stage);
    stage.press("ctrl-o");
    assert_ne!(reading(&stage), end);
    stage.press("tab");
    assert_eq!(reading(&stage), end);
    assert!(stage.status().contains("về danh sách"), "{}", stage.status());
    let before = stage.screen();
    assert_ne!(stage.press("tab").screen(), before);
    assert!(!stage.status().contains("J bài sau"), "{}", stage.status());
}

#[test]
fn a_place_in_a_picture_is_its_first_row() {
    let mut pictured = super::article(0);
    let url = "https://bao-song.test/a.jpg".to_owned();
    pictured.body.insert(0, crate::model::Block::Picture { url, caption: "Chú thích".to_owned() });
    let settings = super::ScreenSettings { pictures: true, ..super::ScreenSettings::default() };
    let mut stage = Stage::with(80, 24, vec![pictured], settings);
    let of_picture = |stage: &Stage| {
        let lines = &stage.ui.reader.document.lines;
        lines.iter().position(|line| line.picture.is_some())
    };
    stage.press("enter");
    let first = of_picture(&stage).unwrap();
    for _ in 0..first + 3 {
        stage.press("j");
    }
    stage.press("m a G ' a");
    assert_eq!(stage.ui.reader.top(), first);
}

#[test]
fn the_quote_pressed_twice_takes_back_a_jump_in_the_list() {
    let mut stage = Stage::new(120, 24, 60);
    stage.press("j j");
    let there = stage.selected();
    stage.press("G");
    let end = stage.selected();
    assert_ne!(end, there);
    stage.press("' '");
    assert_eq!(stage.selected(), there);
    stage.press("' '");
    assert_eq!(stage.selected(), end, "and back");
    stage.press("g g ctrl-o");
    assert_eq!(stage.selected(), end);
}

#[test]
fn a_step_in_the_list_leaves_no_place_behind() {
    let mut stage = Stage::new(120, 24, 60);
    stage.press("enter G q j j ctrl-o");
    assert_eq!(stage.ui.reader.percent(), 100, "the end of the article, which was left last");
}

#[test]
fn rows_of_hits_are_no_places_of_the_list() {
    let mut stage = Stage::new(120, 24, 60);
    stage.press("/").type_in("cong").press("enter G esc");
    let there = stage.selected();
    stage.press("ctrl-o");
    assert_eq!(stage.selected(), there, "{}", stage.screen());
    assert!(stage.status().contains("Không còn chỗ nào"), "{}", stage.status());
}

#[test]
fn a_setting_that_is_none_is_refused_on_the_screen_and_the_nearest_named() {
    let mut stage = Stage::new(120, 24, 3);
    stage.press(":").type_in("set ui.lst=compact").press("enter");
    assert!(!stage.asked.iter().any(|asked| matches!(asked, Effect::WriteSetting(..))));
    assert!(stage.status().contains("ui.list") && stage.status().contains(":set"), "{}", stage.status());
}

#[test]
fn a_number_counts_in_the_settings_and_a_slash_looks_for_one() {
    let mut stage = Stage::new(120, 36, 3);
    let told = SETTINGS.iter().map(|setting| (setting.key(), String::new())).collect();
    stage.tell(Message::SettingsTold(told));
    let selected = |stage: &Stage| match &stage.ui.panels.overlay {
        Some(Overlay::Configuration { selected, .. }) => *selected,
        other => panic!("{other:?}"),
    };
    assert_eq!(selected(stage.press("3 0 j")), 30);
    assert_eq!(selected(stage.press("5 k")), 25);
    assert_eq!(selected(stage.press("j")), 26, "a number counts once");
    assert_eq!(selected(stage.press("4 G")), 3);
    stage.press("9 esc j");
    assert_eq!(stage.ui.list.selected(), 1, "a number left behind counts nothing");
    stage.tell(Message::SettingsTold(vec![
        ("ui.list".to_owned(), "roomy".to_owned()),
        ("a.b".to_owned(), String::new()),
    ]));
    stage.press("/").type_in("list_f");
    assert!(stage.shows("ui.list_facts"), "{}", stage.screen());
}
