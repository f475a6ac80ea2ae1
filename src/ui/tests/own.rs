//! Labels, notes, and passages that are taken out of an article.

use super::Stage;
use crate::model::ArticleId;
use crate::ui::effect::Effect;
use crate::ui::message::Message;

#[test]
fn labels_are_given_to_the_article_and_stand_under_its_byline() {
    let mut stage = Stage::new(100, 30, 3);
    stage.press("enter S").type_in("vụ Sông, -cũ").press("enter");
    let wishes = vec![("vụ Sông".to_owned(), true), ("cũ".to_owned(), false)];
    assert!(stage.asked.contains(&Effect::SetLabels(vec![ArticleId(1)], wishes)));
    assert!(stage.shows("Nhãn: vụ Sông"), "{}", stage.screen());
}

#[test]
fn known_labels_are_offered_and_those_of_the_article_to_be_taken_away() {
    let mut stage = Stage::new(100, 30, 3);
    stage.press("enter S").type_in("vụ Sông").press("enter S");
    stage.tell(Message::Labels(vec![("tết".to_owned(), 4), ("vụ Sông".to_owned(), 1)]));
    assert!(stage.shows("-vụ Sông") && stage.shows("4 bài"), "{}", stage.screen());
    stage.type_in("te").press("tab");
    assert!(stage.status().contains("tết"), "{}", stage.status());
}

#[test]
fn the_same_labels_are_given_again_by_the_key_that_repeats() {
    let mut stage = Stage::new(100, 30, 3);
    stage.press("S").type_in("tết").press("enter j .");
    let given = stage.asked.iter().filter(|effect| matches!(effect, Effect::SetLabels(..))).count();
    assert_eq!(given, 2);
}

#[test]
fn chosen_lines_are_copied_whole_with_their_citation() {
    let mut stage = Stage::new(80, 24, 3);
    stage.press("enter j j j j j j V j j");
    let chosen = stage.ui.reader.chosen_text().unwrap();
    assert!(!chosen.contains("  ") && chosen.len() > 60, "{chosen}");
    stage.press("y");
    let copied = stage.asked.iter().rev().find_map(|effect| match effect {
        Effect::Copy(text, _) => Some(text.clone()),
        _ => None,
    });
    let copied = copied.unwrap();
    assert!(
        copied.starts_with(&format!("“{chosen}”")) && copied.contains("https://bao-song.test/bai-0.html"),
        "{copied}"
    );
    assert!(!stage.ui.reader.is_choosing());
}

#[test]
fn a_note_to_chosen_lines_stands_at_the_end_with_its_passage() {
    let mut stage = Stage::new(80, 24, 3);
    stage.press("enter j j j j j j V j");
    let chosen = stage.ui.reader.chosen_text().unwrap();
    stage.press("M").type_in("Hỏi lại tổ 3").press("enter");
    assert!(stage.asked.contains(&Effect::SetNote(ArticleId(1), chosen, "Hỏi lại tổ 3".to_owned())));
    stage.press("G");
    assert!(stage.shows("Ghi chú") && stage.shows("Hỏi lại tổ 3"), "{}", stage.screen());
}

#[test]
fn a_note_to_the_article_is_offered_again_and_goes_when_it_is_emptied() {
    let mut stage = Stage::new(80, 24, 3);
    stage.press("enter M").type_in("Nhớ bài này").press("enter M");
    assert!(stage.status().contains("Nhớ bài này"), "{}", stage.status());
    stage.press("ctrl-u enter");
    assert!(stage.asked.contains(&Effect::SetNote(ArticleId(1), String::new(), String::new())));
}

#[test]
fn q_ends_choosing_before_anything_else() {
    let mut stage = Stage::new(80, 24, 3);
    stage.press("enter V j q");
    assert!(!stage.ui.reader.is_choosing());
    stage.press("V");
    assert!(stage.ui.reader.is_choosing(), "the article still had the keys");
}
