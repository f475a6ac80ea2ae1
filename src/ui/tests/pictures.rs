//! Whole screens that a person has looked at; pictures that are not shown, and why.

use super::*;
use crate::model::TroubleKind;
use crate::ui::reader::unshown::Unshown;

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
    let settings = ScreenSettings { size: crate::ui::layout::TextSize::Large, ..ScreenSettings::default() };
    let mut stage = Stage::with(80, 24, (0..3).map(article).collect(), settings);
    stage.press("enter");
    insta::assert_snapshot!(stage.screen());
}

/// An article with these pictures.
fn pictured(urls: &[&str], settings: ScreenSettings) -> Stage {
    let mut article = article(0);
    let picture = |url: &&str| Block::Picture { url: (*url).to_owned(), caption: "Chú thích".to_owned() };
    article.body = urls.iter().map(picture).collect();
    let mut stage = Stage::with(120, 60, vec![article], settings);
    stage.press("enter");
    stage
}

#[test]
fn a_picture_that_is_not_shown_says_why_beside_its_sign() {
    let shown = || ScreenSettings { pictures: true, ..ScreenSettings::default() };
    let mut stage = pictured(&["https://bao-song.test/a.jpg"], shown());
    stage.tell(Message::Picture("https://bao-song.test/a.jpg".into(), Err(Unshown::TooLarge)));
    assert!(stage.shows("▣ (ảnh: quá lớn)"), "{}", stage.screen());
    assert!(pictured(&["https://bao-song.test/a.jpg"], ScreenSettings::default()).shows("▣ (ảnh: đang tắt) Chú thích"));
    assert!(pictured(&["data:image/png,AAAA"], shown()).shows("▣ (ảnh: địa chỉ sai) Chú thích"));
    let mut offline = pictured(&["https://bao-song.test/a.jpg"], ScreenSettings { offline: true, ..shown() });
    let why = Err(Unshown::NotFetched(TroubleKind::Offline));
    offline.tell(Message::Picture("https://bao-song.test/a.jpg".into(), why));
    assert!(offline.shows("▣ (ảnh: đang ngoại tuyến) Chú thích"), "{}", offline.screen());
    offline.press("g x");
    assert!(!offline.shows("ngoại tuyến)"), "what was away is asked for again: {}", offline.screen());
}

#[test]
fn every_reason_for_which_a_picture_is_not_shown_has_a_phrase() {
    let words = crate::ui::words::Words::new(crate::model::Language::English);
    for kind in TroubleKind::ALL {
        assert!(words.has(Unshown::NotFetched(*kind).phrase()), "{kind:?}");
    }
}

#[test]
fn pictures_after_those_that_are_asked_for_say_so() {
    let urls: Vec<String> = (0..26).map(|n| format!("https://bao-song.test/{n}.jpg")).collect();
    let settings = ScreenSettings { pictures: true, ..ScreenSettings::default() };
    let mut stage = pictured(&urls.iter().map(String::as_str).collect::<Vec<_>>(), settings);
    for url in urls.iter().take(24) {
        stage.tell(Message::Picture(url.clone(), Err(Unshown::Broken)));
    }
    stage.press("p p G");
    assert!(stage.shows("▣ (ảnh: quá nhiều trong một bài) Chú thích"), "{}", stage.screen());
}
