//! Lists that are longer than what comes at once: the number that is asked for is the one that is told, and stories stay whole.

use super::*;
use crate::model::StoryId;

/// So many stories, each in as many papers as its number has remainders by three, newest first.
fn stories(many: usize) -> Vec<Article> {
    let mut articles = Vec::new();
    for story in 0..many {
        for copy in 0..=story % 3 {
            let mut told = article(articles.len());
            let source = if copy == 1 { "tin-tho.test" } else { "bao-song.test" };
            told.row.source = SourceId(format!("{}{source}", ["", "", "a."][copy]));
            told.row.story = Some(StoryId(i64::try_from(story).unwrap()));
            told.row.title = format!("Tin thứ {} của nhà máy", story + 1);
            articles.push(told);
        }
    }
    articles
}

fn long() -> Stage {
    Stage::with(120, 36, stories(400), ScreenSettings::default())
}

/// What the status line says of the place, and the title of the row there.
fn place(stage: &Stage) -> (usize, String) {
    (stage.ui.list.position().0, stage.selected())
}

fn here(number: usize) -> (usize, String) {
    (number, format!("Tin thứ {number} của nhà máy"))
}

#[test]
fn the_number_asked_for_is_the_number_told_and_the_row_wherever_one_stands() {
    for before in ["g g", "G", "3 0 0 G"] {
        for (keys, number) in [("1 0 0 G", 100), ("2 0 G", 20), ("3 9 0 G", 390), ("5 g g", 5)] {
            let mut stage = long();
            stage.press(before).press(keys);
            assert_eq!(place(&stage), here(number), "{before}, {keys}: {}", stage.status());
        }
        let mut stage = long();
        stage.press(before).press(":").type_in("100").press("enter");
        assert_eq!(place(&stage), here(100), "{before}");
        assert!(stage.status().contains(" 100"), "{}", stage.status());
    }
}

#[test]
fn so_many_rows_down_are_so_many_stories_down_however_many_have_come() {
    let mut stage = long();
    stage.press("2 0 0 j");
    assert_eq!(place(&stage), here(201));
    stage.press("1 5 0 k");
    assert_eq!(place(&stage), here(51));
    stage.press(":").type_in("+9").press("enter").press(":").type_in("-10").press("enter");
    assert_eq!(place(&stage), here(50));
}

#[test]
fn a_number_beyond_the_last_row_leads_to_it() {
    let mut stage = long();
    stage.press(":").type_in("99999").press("enter");
    assert_eq!(place(&stage), here(400));
    assert!(stage.status().contains("400/400"), "{}", stage.status());
}

#[test]
fn a_story_is_not_torn_by_going_to_the_end_and_back() {
    let mut stage = long();
    let before = stage.lines()[3..20].join("\n");
    for keys in ["G", "1 0 0 G", "3 9 9 G"] {
        stage.press(keys).press("g g");
        assert_eq!(stage.lines()[3..20].join("\n"), before, "{keys}");
    }
}

#[test]
fn a_copy_that_is_gone_to_is_shown_by_the_row_of_its_story() {
    let mut stage = long();
    let copy = stage.articles[2].row.id;
    stage.press("G");
    assert!(stage.ui.list.select_id(copy));
    assert_eq!(place(&stage), here(2));
}

#[test]
fn a_newer_copy_takes_nobody_from_the_row_of_its_story() {
    let mut stage = Stage::with(120, 36, stories(20), ScreenSettings::default());
    stage.press("9 G");
    let (row, before) = (stage.ui.list.current().unwrap().id, stage.ui.list.selected());
    let mut newer = article(0);
    newer.row.id = ArticleId(900);
    (newer.row.source, newer.row.sort) = (SourceId("b.bao-song.test".to_owned()), now());
    (newer.row.story, newer.row.title) = (Some(StoryId(8)), here(9).1);
    stage.articles.push(newer);
    stage.tell(Message::Focused(true));
    assert_eq!((stage.ui.list.current().unwrap().id, stage.ui.list.selected()), (row, before + 1));
    let list = &stage.ui.list;
    assert!(list.row_of(ArticleId(900)).is_some_and(|row| list.is_folded(row)), "{}", stage.screen());
    assert_eq!((list.position().0, list.other_papers(list.current().unwrap())), (9, 3));
}

#[test]
fn copies_that_fold_again_lead_to_the_row_of_their_story() {
    let mut stage = Stage::with(120, 36, stories(20), ScreenSettings::default());
    stage.press("g D 5 G");
    assert_eq!(stage.ui.list.current().unwrap().story, Some(StoryId(2)));
    stage.press("g D");
    assert_eq!(place(&stage), here(3));
}

#[test]
fn a_range_to_the_end_holds_every_row_between() {
    let mut stage = long();
    stage.press("3 G v G");
    assert_eq!(stage.ui.list.chosen.len(), 398);
    stage.press("s");
    assert_eq!(stage.articles.iter().filter(|article| article.row.starred).count(), 398);
    let mut stage = long();
    stage.press("v 1 0 0 G");
    assert_eq!(stage.ui.list.chosen.len(), 100);
}

#[test]
fn a_range_that_cannot_be_held_is_refused_in_a_sentence() {
    let mut one = article(0);
    one.body.clear();
    let mut articles = vec![one; list::MAX_ROWS + 1];
    for (n, article) in articles.iter_mut().enumerate() {
        article.row.id = ArticleId(i64::try_from(n).unwrap() + 1);
        article.row.sort = Timestamp(now().0 - i64::try_from(n).unwrap());
        article.row.story = Some(StoryId(article.row.id.0));
    }
    let mut stage = Stage::with(160, 24, articles, ScreenSettings::default());
    stage.press("v G");
    assert!(stage.shows("Một dãy chọn được nhiều nhất 10"), "{}", stage.screen());
    assert_eq!((stage.ui.list.position().0, stage.ui.list.chosen.len()), (1, 1));
    // Without a range the end is a key away, and there each number is that of the article.
    stage.press("esc esc G");
    assert_eq!(stage.ui.list.position().0, list::MAX_ROWS + 1);
    stage.press("3 G");
    assert_eq!(stage.ui.list.position().0, 3);
}

#[test]
fn in_how_many_papers_a_story_stands_does_not_depend_on_the_order() {
    let told = |stage: &Stage| {
        let rows = stage.ui.list.window().filter(|(_, row)| !stage.ui.list.is_folded(row));
        let mut told: Vec<_> = rows.map(|(_, row)| (row.story, stage.ui.list.other_papers(row))).collect();
        told.sort_unstable();
        told
    };
    let mut stage = long();
    stage.press("G");
    let by_day = told(&stage);
    for order in ["O 2", "O 3", "O 4"] {
        stage.press(order).press("G");
        assert_eq!(told(&stage), by_day, "{order}");
    }
}

#[test]
fn an_order_that_has_no_other_way_round_says_so() {
    let mut stage = Stage::new(120, 36, 9);
    for order in ["O 3", "O 4", "O 5"] {
        stage.press(order).press("g o");
        assert!(stage.shows("không có chiều ngược"), "{order}: {}", stage.screen());
    }
    stage.press("O 2").press("g o");
    assert_eq!(stage.ui.list.query.order, Order::Newest);
}

#[test]
fn the_order_that_shows_only_what_was_opened_is_called_so() {
    let mut stage = Stage::new(120, 36, 9);
    stage.press("O");
    assert!(stage.shows("5  chỉ bài đã mở"), "{}", stage.screen());
}

#[test]
fn hits_have_orders_of_their_own_to_choose_from() {
    let mut stage = Stage::new(120, 36, 30);
    stage.press("/").type_in("công nhân").press("enter O");
    assert!(stage.shows("khớp nhất trước") && !stage.shows("theo báo"), "{}", stage.screen());
    stage.press("2");
    assert!(stage.lines()[0].contains("mới nhất trước"), "{}", stage.lines()[0]);
    stage.press("O 1");
    assert!(!stage.lines()[0].contains("mới nhất trước"), "{}", stage.lines()[0]);
    // A number that is none of theirs is no filter.
    stage.press("O 3 esc");
    assert!(!stage.lines()[0].contains("đánh dấu"), "{}", stage.lines()[0]);
}
