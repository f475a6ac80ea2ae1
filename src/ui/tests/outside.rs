//! What another process does to the archive while the screen is open.

use super::*;

/// Another process wrote so many seconds after the start.
fn changed(seconds: i64) -> Message {
    Message::ChangedOutside { newest: Timestamp(now().0 + seconds), waiting: 0 }
}

/// What the next start takes for the last time, seconds after the start of this one.
fn last_time(stage: &mut Stage) -> i64 {
    stage.ui.farewell();
    let left = stage.ui.take_effects().into_iter().find_map(|effect| match effect {
        Effect::Remember("left-at", at) => at.parse::<i64>().ok(),
        _ => None,
    });
    left.unwrap() - now().0
}

fn later(stage: &mut Stage, seconds: i64) {
    stage.tell(Message::Ticked(Timestamp(now().0 + seconds)));
}

#[test]
fn rows_and_counts_show_what_another_process_marked() {
    let mut stage = Stage::new(120, 36, 5);
    assert!(!stage.ui.list.current().unwrap().read);
    stage.articles.iter_mut().for_each(|article| article.row.read = true);
    stage.tell(changed(-100));
    assert!(stage.ui.list.current().unwrap().read, "the row");
    assert_eq!(stage.ui.sources.counts.unread, 0, "the count");
}

#[test]
fn what_another_process_brought_is_new_at_the_next_start_and_what_this_screen_fetched_is_not() {
    let mut stage = Stage::new(120, 36, 5);
    later(&mut stage, 500);
    assert_eq!(last_time(&mut stage), 500, "nothing came");
    stage.tell(changed(-100));
    assert_eq!(last_time(&mut stage), 500, "a mark is no news");
    let tally = crate::model::Tally { new: 3, ..Default::default() };
    stage.tell(Message::Sync(crate::model::SyncNews::Finished(tally.clone())));
    later(&mut stage, 900);
    stage.tell(changed(800));
    assert_eq!(last_time(&mut stage), 501, "news of another's");
    stage.tell(Message::Sync(crate::model::SyncNews::Finished(tally)));
    later(&mut stage, 1_000);
    assert_eq!(last_time(&mut stage), 501, "a refresh of its own does not hide them");
}

#[test]
fn whoever_asked_what_happened_since_last_time_is_not_told_it_again_at_the_next_start() {
    let mut stage = Stage::new(120, 36, 5);
    stage.tell(Message::Remembered([("left-at".to_owned(), (now().0 - 900).to_string())].into()));
    later(&mut stage, 500);
    stage.tell(changed(400));
    stage.press("g N");
    assert!(stage.asked.iter().any(|effect| matches!(effect, Effect::LoadSince(_))));
    stage.tell(Message::Since(Box::default()));
    later(&mut stage, 900);
    assert_eq!(last_time(&mut stage), 900);
}

#[test]
fn what_happened_since_last_time_is_asked_again_once_another_process_brought_more() {
    let mut stage = Stage::new(120, 36, 5);
    stage.tell(Message::Remembered([("left-at".to_owned(), (now().0 - 900).to_string())].into()));
    let happened = crate::model::Since { total: 1, new: vec![article(0).row], ..Default::default() };
    stage.tell(Message::Since(Box::new(happened)));
    let asked = |stage: &Stage| stage.asked.iter().filter(|effect| matches!(effect, Effect::LoadSince(_))).count();
    stage.press("esc g N");
    let before = asked(&stage);
    stage.tell(changed(5));
    stage.press("esc g N");
    assert_eq!(asked(&stage), before + 1);
}

#[test]
fn a_search_whose_answer_lacked_articles_is_asked_again_once_they_are_indexed_and_says_so_until_then() {
    let mut stage = Stage::new(120, 36, 5);
    stage.press("/").type_in("khongcogi").press("enter");
    let ticket = stage.ui.search.running.as_ref().unwrap().ticket;
    stage.tell(Message::Found(ticket, Hits { behind: 2, ..Hits::default() }));
    assert!(
        stage.ui.empty_list().iter().any(|line| line.contains("2 bài chưa vào chỉ mục")),
        "{:?}",
        stage.ui.empty_list()
    );
    let mut found = article(7);
    found.row.title = "khongcogi".to_owned();
    stage.articles.push(found);
    stage.tell(Message::Indexed);
    assert_eq!(stage.selected(), "khongcogi");
}

#[test]
fn hits_are_not_asked_again_under_the_hands_of_one_who_chooses_among_them() {
    let mut stage = Stage::new(120, 36, 12);
    stage.press("/").type_in("cong nhan").press("enter").press("v");
    let chosen = stage.ui.list.chosen.clone();
    assert!(!chosen.is_empty());
    stage.tell(changed(5));
    assert_eq!(stage.ui.list.chosen, chosen);
}
