//! Marks: reading, starring, choosing, undoing.

use super::*;

fn read(stage: &Stage) -> Vec<i64> {
    stage.articles.iter().filter(|a| a.row.read).map(|a| a.row.id.0).collect()
}

fn starred(stage: &Stage) -> Vec<i64> {
    stage.articles.iter().filter(|a| a.row.starred).map(|a| a.row.id.0).collect()
}

#[test]
fn opening_an_article_marks_it_read_and_looking_at_it_does_not() {
    let mut stage = Stage::new(120, 36, 10);
    stage.press("j");
    assert!(read(&stage).is_empty());
    stage.press("enter");
    assert_eq!(read(&stage), [2]);
}

#[test]
fn a_mark_is_undone() {
    let mut stage = Stage::new(120, 36, 10);
    stage.press("s j s");
    assert_eq!(starred(&stage), [1, 2]);
    stage.press("U");
    assert_eq!(starred(&stage), [1]);
    stage.press("U");
    assert!(starred(&stage).is_empty());
    stage.press("U");
    assert!(stage.shows("Không có gì để hoàn tác"));
}

#[test]
fn marking_a_whole_list_asks_first_and_can_be_undone() {
    let mut stage = Stage::new(120, 36, 10);
    stage.press("A");
    assert!(stage.shows("10 bài") && read(&stage).is_empty());
    stage.press("k");
    assert!(read(&stage).is_empty());
    stage.press("A").press("c");
    assert_eq!(read(&stage).len(), 10);
    stage.press("U");
    assert!(read(&stage).is_empty());
}

#[test]
fn a_chosen_range_is_marked_together() {
    let mut stage = Stage::new(120, 36, 10);
    stage.press("v j j s");
    assert_eq!(starred(&stage), [1, 2, 3]);
    assert!(stage.status().contains("3 bài nay được đánh dấu"), "{}", stage.status());
    assert!(stage.ui.list.chosen.is_empty());
}

#[test]
fn everything_above_or_below_is_marked_read() {
    let mut stage = Stage::new(120, 36, 10);
    stage.press("j j").press("g k");
    assert!(read(&stage).is_empty() && stage.shows("2 bài phía trên"));
    stage.press("enter");
    assert_eq!(read(&stage), [1, 2]);
    stage.press("U").press("g j").press("enter");
    assert_eq!(read(&stage).len(), 7);
}

#[test]
fn the_counts_follow_the_marks() {
    let mut stage = Stage::new(120, 36, 10);
    assert!(stage.shows("10 chưa đọc"));
    stage.press("u");
    assert!(stage.shows("9 chưa đọc"));
}

#[test]
fn an_article_read_under_the_unread_filter_stays_until_the_list_is_asked_for_again() {
    let mut stage = Stage::new(120, 36, 10);
    stage.press("2").press("enter");
    assert!(stage.ui.list.current().is_some_and(|r| r.read && r.id == article(0).row.id));
}

#[test]
fn a_count_marks_so_many_rows_from_the_selected_one_on() {
    let mut stage = Stage::new(80, 24, 30);
    stage.press("j 5 s");
    let starred: Vec<i64> = stage.articles.iter().filter(|a| a.row.starred).map(|a| a.row.id.0).collect();
    assert_eq!(starred, [2, 3, 4, 5, 6]);
    stage.press("U");
    assert!(!stage.articles.iter().any(|a| a.row.starred));
}
