//! The footer knows where the user is, and what is said stands beside it.

use super::*;

const SIZES: [(u16, u16); 5] = [(160, 48), (120, 36), (80, 24), (60, 20), (40, 12)];

/// Places, and the keys that lead there.
const PLACES: [(&str, &[&str]); 7] = [
    ("list", &[]),
    ("reader", &["enter"]),
    ("sources", &["h"]),
    ("search", &["/", "text:luong", "enter"]),
    ("selection", &["v", "j"]),
    ("lines", &["enter", "V"]),
    ("panel", &["?"]),
];

fn at(size: (u16, u16), keys: &[&str]) -> Stage {
    let mut stage = Stage::new(size.0, size.1, 40);
    for key in keys {
        match key.strip_prefix("text:") {
            Some(text) => drop(stage.type_in(text)),
            None => drop(stage.press(key)),
        }
    }
    // What was said fades.
    stage.tell(Message::Ticked(now()));
    stage.tell(Message::Ticked(Timestamp(now().0 + 60)));
    stage
}

#[test]
fn every_place_has_its_own_footer_at_every_size() {
    let mut all = String::new();
    for size in SIZES {
        all.push_str(&format!("{} × {}\n", size.0, size.1));
        for (place, keys) in PLACES {
            let line = at(size, keys).lines().pop().unwrap_or_default();
            all.push_str(&format!("{place:>10} |{line}\n"));
        }
    }
    insta::assert_snapshot!(all);
}

#[test]
fn a_hint_names_the_key_that_is_bound_and_none_that_is_not() {
    let keys = vec![("toggle-star".to_owned(), vec!["*".to_owned()]), ("refresh-all".to_owned(), Vec::new())];
    let stage =
        Stage::with(120, 36, (0..5).map(article).collect(), ScreenSettings { keys, ..ScreenSettings::default() });
    let line = stage.lines().pop().unwrap();
    assert!(line.contains("* đánh dấu") && !line.contains("làm mới"), "{line}");
}

#[test]
fn what_is_said_stands_beside_the_keys_and_not_over_them() {
    let mut stage = at((120, 36), &[]);
    stage.tell(Message::Done("copied-address"));
    let line = stage.lines().pop().unwrap();
    assert!(line.contains("Đã chép địa chỉ;") && line.contains("enter đọc") && line.contains("? phím tắt"), "{line}");
}

#[test]
fn a_hint_can_be_clicked() {
    let mut stage = at((120, 36), &[]);
    let line = stage.lines().pop().unwrap();
    let column = line.split("? phím tắt").next().unwrap().chars().count();
    stage.tell(Message::Clicked(u16::try_from(column).unwrap(), 35));
    assert!(stage.ui.panels.is_open(), "{}", stage.screen());
}

#[test]
fn copies_that_are_folded_count_in_no_position() {
    let mut articles: Vec<Article> = (0..9).map(article).collect();
    for n in [2, 3, 4] {
        articles[n].row.title = "Nhà máy dệt tăng suất ăn ca cho công nhân từ tháng sau".to_owned();
        articles[n].row.source = SourceId(format!("bao-{n}.test"));
    }
    let mut stage = Stage::with(120, 36, articles, ScreenSettings::default());
    let position = |stage: &Stage| stage.ui.list.position();
    assert_eq!(position(&stage), (1, Some(7)), "{}", stage.screen());
    assert!(stage.shows("9 bài") && stage.status().contains("tin 1/7"), "it says what it counts: {}", stage.status());
    for n in 2..=7 {
        stage.press("j");
        assert_eq!(position(&stage), (n, Some(7)));
    }
    stage.press("4 G");
    assert_eq!(position(&stage), (4, Some(7)));
    stage.press("g D");
    assert_eq!(position(&stage).1, Some(9));
    assert!(!stage.status().contains("tin "), "{}", stage.status());
}

#[test]
fn at_sixty_columns_the_first_three_keys_stand_before_what_is_unread_is_counted() {
    let stage = at((60, 20), &[]);
    let line = stage.status();
    assert!(["enter đọc", "/ tìm", "s đánh dấu", "? phím tắt"].iter().all(|hint| line.contains(hint)), "{line}");
    assert!(!line.contains("chưa đọc"), "{line}");
}

#[test]
fn what_follows_a_prefix_is_shown_whole_or_what_is_left_out_is_counted() {
    for size in SIZES {
        let mut stage = Stage::new(size.0, size.1, 40);
        stage.press("enter");
        stage.press("g");
        let whole = stage.ui.chord_hints().len();
        let lines = stage.lines();
        let told = lines.iter().any(|line| line.contains("dòng nữa"));
        let room = if size.0 >= 56 { 2 } else { 1 } * usize::from(size.1 - 1);
        assert_eq!(told, whole > room, "{size:?}: {whole} rows\n{}", lines.join("\n"));
    }
}

#[test]
fn what_follows_a_prefix_is_told_in_words_that_are_not_cut() {
    for size in SIZES.into_iter().filter(|size| size.0 >= 60) {
        for place in [&["enter"][..], &[], &["h"], &["/", "text:luong", "enter"]] {
            let mut stage = at(size, place);
            let before = stage.lines();
            stage.press("g");
            let changed = stage.lines().into_iter().zip(before).filter(|(line, before)| line != before);
            let cut: Vec<String> = changed.map(|(line, _)| line).filter(|line| line.contains('…')).collect();
            // The prefix itself stands in the last line.
            assert!(cut.len() <= 1, "{size:?} {place:?}\n{}", cut.join("\n"));
        }
    }
}

#[test]
fn a_prefix_offers_nothing_that_would_be_refused() {
    let offers = |stage: &Stage, name: &str| {
        let help = stage.ui.shell.words.say(name);
        stage.ui.chord_hints().iter().any(|(_, told)| *told == help)
    };
    let mut stage = at((160, 48), &[]);
    stage.press("g");
    assert!(!offers(&stage, "do-sort-hits") && offers(&stage, "do-copies"), "{}", stage.screen());
    stage.press("esc /").type_in("luong").press("enter g");
    assert!(offers(&stage, "do-sort-hits"), "{}", stage.screen());
}

#[test]
fn the_help_of_a_completion_is_told_to_its_end() {
    let mut stage = Stage::new(60, 20, 3);
    stage.press(":").type_in("source add x");
    let told = stage.screen();
    assert!(told.contains("địa chỉ của trang") && told.contains("phu tho)"), "{told}");
}

#[test]
fn a_key_that_changes_widths_says_where_there_is_one_pane() {
    for key in ["z", ">", "<"] {
        let mut stage = Stage::new(60, 20, 5);
        stage.press(key);
        assert!(stage.status().contains("chỉ có một cột"), "{key}: {}", stage.status());
    }
}

#[test]
fn a_mark_that_no_list_in_sight_shows_is_said() {
    let mut stage = Stage::new(60, 20, 5);
    stage.press("enter s");
    assert!(stage.status().contains("nay được đánh dấu"), "{}", stage.screen());
    let mut stage = Stage::new(120, 36, 5);
    stage.press("enter s");
    assert!(!stage.status().contains("đánh dấu."), "{}", stage.status());
}
