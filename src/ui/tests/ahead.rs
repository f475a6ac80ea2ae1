//! Articles beside the one in sight are at hand.

use crate::model::{Block, SyncNews};
use crate::ui::message::Ticket;
use crate::ui::{Effect, Message, ScreenSettings};

use super::{Stage, article};

fn loads(stage: &Stage) -> usize {
    stage.asked.iter().filter(|effect| matches!(effect, Effect::LoadArticle(..))).count()
}

fn shown(stage: &Stage) -> i64 {
    stage.ui.reader.shown().unwrap().0
}

#[test]
fn a_step_in_the_list_shows_the_next_article_without_asking_for_it() {
    let mut stage = Stage::new(160, 40, 20);
    let before = loads(&stage);
    stage.press("j").press("j").press("k").press("k");
    assert_eq!((shown(&stage), loads(&stage)), (1, before));
}

#[test]
fn the_next_article_is_at_hand_while_one_is_read() {
    let mut stage = Stage::new(80, 24, 20);
    stage.press("enter");
    let before = loads(&stage);
    stage.press("J");
    assert_eq!((shown(&stage), loads(&stage)), (2, before));
}

#[test]
fn a_leap_asks_the_archive() {
    let mut stage = Stage::new(160, 40, 20);
    let before = loads(&stage);
    stage.press("G");
    assert_eq!((shown(&stage), loads(&stage)), (20, before + 1));
}

#[test]
fn an_article_that_was_saved_anew_is_not_shown_as_it_was() {
    let mut stage = Stage::new(160, 40, 20);
    stage.articles[1].body = vec![Block::paragraph("Bản mới.")];
    let saved = stage.articles[1].row.id;
    let source = stage.articles[1].row.source.clone();
    stage.tell(Message::Sync(SyncNews::ArticleSaved { id: saved, source, new: false }));
    stage.press("j");
    assert_eq!(stage.ui.reader.article.as_ref().unwrap().body, stage.articles[1].body);
}

#[test]
fn an_answer_that_was_under_way_when_the_archive_changed_is_not_kept() {
    let mut stage = Stage::new(160, 40, 20);
    stage.ui.prefetch.forget();
    stage.tell(Message::ReadAhead(Ticket(1), vec![article(7)]));
    assert!(stage.ui.prefetch.take(article(7).row.id).is_none());
}

#[test]
fn what_is_at_hand_is_read_anew_after_a_minute() {
    let mut stage = Stage::new(160, 40, 20);
    let later = crate::model::Timestamp(super::now().0 + 60);
    stage.articles[1].body = vec![Block::paragraph("Bản mới.")];
    stage.tell(Message::Ticked(later));
    stage.press("j");
    assert_eq!(stage.ui.reader.article.as_ref().unwrap().body, stage.articles[1].body);
}

#[test]
fn the_place_in_an_article_that_stays_at_hand_is_kept() {
    let mut stage = Stage::new(160, 20, 20);
    stage.press("enter").press("ctrl-d").press("J");
    let top = stage.ui.reader.top();
    stage.press("K");
    assert_eq!((top, shown(&stage)), (0, 1));
    assert!(stage.ui.reader.top() > 0);
}

#[test]
fn a_book_is_not_typeset_before_it_is_wanted() {
    let mut articles: Vec<_> = (0..3).map(article).collect();
    articles[2].body = vec![Block::paragraph("Một chương dài. ".repeat(8_000))];
    let mut stage = Stage::with(160, 40, articles, ScreenSettings::default());
    stage.press("j");
    let mut is_set = |n: usize| stage.ui.prefetch.take(article(n).row.id).unwrap().1.is_some();
    assert_eq!((is_set(0), is_set(2)), (true, false));
}

#[test]
fn marks_reach_the_articles_at_hand() {
    let mut stage = Stage::new(160, 40, 20);
    stage.press("j").press("s").press("k").press("j");
    assert!(stage.ui.reader.article.as_ref().unwrap().row.starred);
}

#[test]
fn an_article_that_is_no_longer_in_the_archive_is_asked_for_once_and_said_to_be_gone() {
    let mut stage = Stage::new(160, 40, 20);
    stage.tell(Message::Sync(SyncNews::Offline));
    let before = loads(&stage);
    stage.articles.retain(|article| article.row.id.0 != 9);
    stage.press("8 j");
    stage.tell(Message::Focused(false));
    stage.press("enter");
    assert_eq!(loads(&stage), before + 1);
    assert!(stage.shows("không còn trong kho"), "{}", stage.screen());
    stage.press("q j");
    assert_eq!(shown(&stage), 10);
}
