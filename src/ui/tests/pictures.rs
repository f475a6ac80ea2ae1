//! Whole screens that a person has looked at.

use super::*;

fn picture(width: u16, height: u16, keys: &[&str]) -> String {
    let mut stage = Stage::new(width, height, 40);
    for key in keys {
        match key.strip_prefix("text:") {
            Some(text) => drop(stage.type_in(text)),
            None => drop(stage.press(key)),
        }
    }
    stage.screen()
}

#[test]
fn three_panes() {
    insta::assert_snapshot!(picture(120, 30, &["s", "j", "u", "j"]));
}

#[test]
fn two_panes_reading() {
    insta::assert_snapshot!(picture(80, 24, &["enter", "j", "j"]));
}

#[test]
fn one_pane() {
    insta::assert_snapshot!(picture(40, 12, &["j"]));
}

#[test]
fn very_small() {
    insta::assert_snapshot!(picture(20, 5, &["j"]));
}

#[test]
fn searching_as_one_types() {
    insta::assert_snapshot!(picture(100, 24, &["/", "text:tang luong"]));
}

#[test]
fn the_help() {
    insta::assert_snapshot!(picture(100, 30, &["?"]));
}

#[test]
fn three_wide_panes_with_labels() {
    insta::assert_snapshot!(picture(160, 48, &["S", "text:vụ A, tết", "enter", "j", "s", "j", "enter"]));
}

#[test]
fn one_pane_of_sixty_columns() {
    insta::assert_snapshot!(picture(60, 20, &["S", "text:vụ A, tết", "enter", "j"]));
}

#[test]
fn the_card_of_a_first_start() {
    let mut stage = Stage::new(60, 20, 3);
    stage.tell(Message::Remembered(BTreeMap::new()));
    insta::assert_snapshot!(stage.screen());
}

#[test]
fn large_print() {
    let settings = Settings { size: crate::ui::layout::TextSize::Large, ..Settings::default() };
    let mut stage = Stage::with(80, 24, (0..3).map(article).collect(), settings);
    stage.press("enter");
    insta::assert_snapshot!(stage.screen());
}
