//! Keys that are played, counted, or bound to nothing.

use super::*;

fn starred(stage: &Stage) -> Vec<i64> {
    stage.articles.iter().filter(|article| article.row.starred).map(|article| article.row.id.0).collect()
}

/// A screen that knows these keys under the letter `a`.
fn knowing(keys: &str) -> Stage {
    let mut stage = Stage::new(120, 36, 30);
    stage.tell(Message::Remembered([("recordings".to_owned(), format!("a {keys}"))].into()));
    stage
}

#[test]
fn a_key_that_is_played_waits_for_the_hits_of_the_search_before_it() {
    let mut stage = Stage::new(120, 36, 30);
    stage.press("g q a /").type_in("thợ mỏ").press("enter s esc g q");
    let first = starred(&stage);
    assert_eq!(first.len(), 1);
    stage.press("U @ a");
    assert_eq!(starred(&stage), first, "the first hit has its star again");
    let mut stage = knowing("/ m ỏ enter j s esc");
    stage.press("@ a");
    let second: Vec<i64> = (0..30).filter(|n| n % 6 == 3).map(|n| n + 1).skip(1).take(1).collect();
    assert_eq!(starred(&stage), second);
}

#[test]
fn a_key_that_is_played_waits_for_the_article_the_list_and_the_mark() {
    let mut stage = knowing("enter J J s q");
    stage.press("@ a");
    assert_eq!(starred(&stage), [3]);
    let mut stage = knowing("j j s k s U");
    stage.press("@ a");
    assert_eq!(starred(&stage), [3], "what was starred last is taken back");
    let mut stage = Stage::new(120, 36, 500);
    stage.tell(Message::Remembered([("recordings".to_owned(), "a 4 0 0 j s".to_owned())].into()));
    stage.press("@ a");
    assert_eq!(starred(&stage), [401]);
}

#[test]
fn what_a_digit_does_alone_is_played_as_it_was_recorded() {
    let mut stage = Stage::new(120, 36, 10);
    stage.press("u g q a 2").press("j s g q");
    assert_eq!(starred(&stage), [3], "the first is read and not among them");
    stage.press("U 1").press("g g @ a");
    assert_eq!((starred(&stage), stage.ui.list.total), (vec![3], 9));
}

#[test]
fn keys_that_are_pressed_while_others_are_played_come_after_them_and_escape_ends_both() {
    for (typed, ends) in [("j", false), ("esc", true)] {
        let mut stage = knowing("enter J s");
        stage.ui.update(Message::Key(Key::char('@')));
        stage.ui.update(Message::Key(Key::char('a')));
        // The archive has not answered yet.
        let waiting = stage.ui.take_effects();
        assert!(waiting.iter().any(|effect| matches!(effect, Effect::SetMark(..))));
        stage.press(typed);
        for effect in waiting {
            if let Some(message) = stage.answer(effect) {
                stage.tell(message);
            }
        }
        assert_eq!(stage.shows("Thôi phát lại"), ends, "{typed}: {}", stage.screen());
        assert_eq!(starred(&stage).is_empty(), ends);
    }
}

#[test]
fn what_is_played_does_not_wait_for_ever() {
    let mut stage = knowing("j s");
    let never = Effect::SetMark(Vec::new(), RowMark::Read, Why::Asked);
    stage.ui.marks.note_asked(&[never]);
    stage.press("@ a");
    assert!(starred(&stage).is_empty());
    stage.tell(Message::Ticked(Timestamp(now().0 + 60)));
    assert!(stage.shows("Thôi phát lại các phím"), "{}", stage.screen());
    stage.press("j");
    assert_eq!(stage.ui.list.selected(), 1);
}

#[test]
fn a_number_before_a_key_that_takes_none_is_no_filter_and_the_key_acts() {
    let mut stage = Stage::new(120, 36, 10);
    stage.press("2 v");
    assert!(stage.ui.list.range_from.is_some() && stage.ui.list.total == 10, "{}", stage.screen());
    assert!(!stage.lines()[0].contains("chưa đọc"), "{}", stage.lines()[0]);
    stage.press("esc 3 y");
    assert!(stage.asked.iter().any(|effect| matches!(effect, Effect::Copy(..))));
    assert_eq!(stage.ui.list.total, 10);
}

#[test]
fn keys_that_together_do_nothing_say_so() {
    let mut stage = Stage::new(120, 36, 5);
    for chord in ["g i", "ctrl-w v", "g 1"] {
        stage.press(chord);
        assert!(stage.shows(&format!("Phím {chord} không dùng để làm gì")), "{chord}: {}", stage.screen());
        stage.press("esc");
    }
}

#[test]
fn a_key_that_counts_elsewhere_says_everywhere_where_and_what_it_does() {
    let mut stage = Stage::new(200, 36, 5);
    stage.press("a");
    let screen = stage.screen();
    assert!(
        screen.contains("trong bài đọc (đọc thành tiếng") && screen.contains("nguồn tin (thêm một báo"),
        "{screen}"
    );
}

#[test]
fn copying_is_no_change_that_could_be_repeated() {
    let mut stage = Stage::new(120, 36, 5);
    stage.press("s y c j .");
    assert_eq!(starred(&stage), [1, 2]);
}
