//! What a newcomer meets: the card of a first start, the tour, large print.

mod doing;

use super::*;
use crate::ui::layout::TextSize;

fn touring(size: (u16, u16)) -> Stage {
    let settings = ScreenSettings { tour: true, ..ScreenSettings::default() };
    let articles = (0..6).map(|n| {
        let mut article = article(n);
        if n == 4 {
            article.row.title = "Lương tối thiểu vùng tăng từ tháng sau".to_owned();
        }
        article
    });
    Stage::with(size.0, size.1, articles.collect(), settings)
}

#[test]
fn each_lesson_of_the_tour_is_left_by_doing_the_thing() {
    for size in [(160, 48), (80, 24), (40, 12)] {
        let mut stage = touring(size);
        let told = |stage: &Stage, number: &str| assert!(stage.shows(number), "{number}\n{}", stage.screen());
        told(&stage, "1/5");
        stage.press("s");
        told(&stage, "1/5");
        stage.press("j");
        told(&stage, "2/5");
        stage.press("enter");
        told(&stage, "3/5");
        stage.press("j");
        told(&stage, "3/5");
        stage.press("s");
        told(&stage, "4/5");
        stage.press("q");
        told(&stage, "5/5");
        stage.press("/").type_in("luong").press("enter");
        assert!(stage.shows("Xong: năm việc ấy"), "{}", stage.screen());
        stage.press("j");
        assert!(!stage.shows("Xong: năm việc ấy"), "{}", stage.screen());
    }
}

#[test]
fn the_tour_names_the_key_that_is_bound_and_ends_when_it_is_called_again() {
    let keys = vec![("down".to_owned(), vec!["t".to_owned()])];
    let settings = ScreenSettings { tour: true, keys, ..ScreenSettings::default() };
    let mut stage = Stage::with(120, 36, (0..3).map(article).collect(), settings);
    assert!(stage.shows("Nhấn t để xuống"), "{}", stage.screen());
    stage.press(":").type_in("tour").press("enter");
    assert!(!stage.shows("1/5"), "{}", stage.screen());
}

#[test]
fn the_card_of_a_first_start_stands_at_every_size_until_a_key_is_pressed() {
    for (width, height) in [(160, 48), (120, 36), (80, 24), (60, 20), (40, 14)] {
        let mut stage = Stage::new(width, height, 3);
        stage.tell(Message::Remembered(BTreeMap::new()));
        assert!(stage.shows("Tám phím để bắt đầu"), "{width}×{height}\n{}", stage.screen());
        assert!(stage.shows("tìm trong mọi bài") || stage.shows("tìm"), "{}", stage.screen());
        stage.press("j");
        assert!(!stage.shows("Tám phím để bắt đầu"), "{}", stage.screen());
    }
    let mut stage = Stage::new(120, 36, 3);
    stage.tell(Message::Remembered([("left-at".to_owned(), "1760000000".to_owned())].into()));
    assert!(!stage.shows("Tám phím để bắt đầu"), "not a first start");
}

fn large(width: u16, height: u16) -> Stage {
    let settings = ScreenSettings { size: TextSize::Large, ..ScreenSettings::default() };
    Stage::with(width, height, (0..3).map(article).collect(), settings)
}

#[test]
fn large_print_is_one_pane_with_short_lines_and_a_free_line_between_two() {
    let mut stage = large(160, 48);
    assert!(!stage.shows("│"), "one pane\n{}", stage.screen());
    stage.press("enter");
    let lines = stage.lines();
    let widest = lines[..47].iter().map(|line| crate::text::width::cells(line.trim_matches([' ', '┃']))).max().unwrap();
    assert!(widest <= 52, "{widest}\n{}", stage.screen());
    let first = lines.iter().position(|line| line.contains("Đoạn 1 của bài 0")).unwrap();
    let second = lines.iter().position(|line| line.contains("Đoạn 2 của bài 0")).unwrap();
    let free: Vec<bool> = lines[first..=second].iter().map(|line| line.trim_matches([' ', '┃']).is_empty()).collect();
    let (within, between) = free.split_at(free.len() - 3);
    assert!(within.iter().step_by(2).all(|free| !free) && within.iter().skip(1).step_by(2).all(|free| *free));
    assert_eq!(between, [true, true, false], "paragraphs stand further apart than lines\n{}", stage.screen());
}

#[test]
fn a_passage_of_large_print_is_copied_without_the_lines_between_its_lines() {
    let mut stage = large(80, 24);
    stage.press("enter }").press("V j j j j j j j j j j");
    let chosen = stage.ui.reader.chosen_text().unwrap();
    assert!(!chosen.contains("\n\n") && !chosen.contains("  ") && chosen.len() > 80, "{chosen}");
}

#[test]
fn what_is_sought_in_large_print_is_lit_and_gone_to() {
    let mut stage = large(80, 24);
    stage.press("enter /").type_in("Đoạn 9 của bài").press("enter");
    assert!(stage.shows("Đoạn 9 của bài 0"), "{}", stage.screen());
}
