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
