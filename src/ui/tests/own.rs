//! Labels, notes, and passages that are taken out of an article.

use super::Stage;
use crate::model::{ArticleId, LabelChange, Labelled};
use crate::ui::effect::Effect;
use crate::ui::mark::Why;
use crate::ui::message::Message;

#[test]
fn labels_are_given_to_the_article_and_stand_under_its_byline() {
    let mut stage = Stage::new(100, 30, 3);
    stage.press("enter S").type_in("vụ Sông, -cũ").press("enter");
    let wish = |name: &str, change| Labelled { name: name.to_owned(), change, ids: vec![ArticleId(1)] };
    let wishes = vec![wish("vụ Sông", LabelChange::Given), wish("cũ", LabelChange::Taken)];
    assert!(stage.asked.contains(&Effect::SetLabels(wishes, Why::Asked)));
    assert!(stage.status().contains("Nhãn của 1 bài: vụ Sông."), "what was not there is not taken away");
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
fn labels_stand_on_their_row_and_are_taken_back_and_given_again() {
    let mut stage = Stage::new(100, 30, 3);
    stage.press("S").type_in("vụ A, tết").press("enter");
    assert!(stage.shows("#tết #vụ A"), "{}", stage.screen());
    stage.press("U");
    assert!(!stage.shows("#tết") && stage.articles[0].row.labels.is_empty(), "{}", stage.screen());
    assert!(stage.status().contains("Đã hoàn tác nhãn"), "{}", stage.status());
    stage.press("ctrl-r");
    assert!(stage.shows("#tết #vụ A"), "{}", stage.screen());
    stage.press("U U");
    assert!(!stage.shows("#tết") && stage.shows("Không có gì để hoàn tác"), "{}", stage.screen());
}

#[test]
fn undo_takes_back_what_really_changed_and_marks_and_labels_in_their_order() {
    let mut stage = Stage::new(100, 30, 4);
    stage.articles[1].row.labels = vec!["tết".to_owned()];
    stage.press("v j j S").type_in("tết").press("enter s U U");
    let labelled: Vec<bool> = stage.articles.iter().map(|article| !article.row.labels.is_empty()).collect();
    assert_eq!(labelled, [false, true, false, false], "the second had it before");
    stage.press("S").type_in("-không có").press("enter");
    assert!(stage.status().contains("Nhãn vẫn như cũ"), "{}", stage.status());
}

#[test]
fn where_there_is_little_room_a_sign_alone_tells_of_labels() {
    let mut articles: Vec<_> = (0..2).map(crate::ui::tests::article).collect();
    articles[1].row.labels = vec!["vụ Sông Lam dài thật là dài".to_owned()];
    let stage = Stage::with(40, 20, articles.clone(), crate::ui::ScreenSettings::default());
    assert!(stage.shows("#vụ Sông"), "{}", stage.screen());
    let stage = Stage::with(30, 20, articles, crate::ui::ScreenSettings::default());
    assert!(stage.lines().iter().any(|line| line.ends_with('#')), "{}", stage.screen());
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
fn what_is_copied_piped_or_given_in_a_file_holds_labels_and_notes() {
    let mut articles: Vec<_> = (0..3).map(super::article).collect();
    articles[0].row.labels = vec!["vụ Sông".to_owned()];
    let mut stage = Stage::with(80, 24, articles, crate::ui::ScreenSettings::default());
    stage.press("enter M").type_in("Hỏi lại tổ 3").press("enter Y");
    stage.press("|").type_in("wc").press("enter :").type_in("run cat {file}").press("enter");
    let given = |effect: &Effect| match effect {
        Effect::Copy(text, _) | Effect::Pipe(_, text, _) | Effect::Run(_, Some(text), _) => Some(text.clone()),
        _ => None,
    };
    let texts: Vec<String> = stage.asked.iter().filter_map(given).collect();
    assert_eq!(texts.len(), 3);
    for text in texts {
        assert!(text.ends_with("\n\nNhãn: vụ Sông\n\nGhi chú\n\nHỏi lại tổ 3\n"), "{text}");
    }
}

#[test]
fn lines_are_chosen_by_a_number_and_from_either_end() {
    let mut stage = Stage::new(80, 24, 3);
    stage.press("enter j j j j j j 4 V");
    let lines = stage.ui.reader.chosen_lines().unwrap();
    assert_eq!(lines.clone().count(), 4);
    stage.press("o j j");
    assert_eq!(stage.ui.reader.chosen_lines().unwrap(), lines.start() + 2..=*lines.end());
    assert!(!stage.asked.iter().any(|effect| matches!(effect, Effect::Browse(_))));
}

#[test]
fn a_quote_holds_the_words_of_the_paper_alone() {
    let mut stage = Stage::new(80, 40, 3);
    stage.press("enter V G");
    let chosen = stage.ui.reader.chosen_text().unwrap();
    assert!(chosen.starts_with("Công nhân được tăng lương") && chosen.contains("Đoạn 1 của bài 0."), "{chosen}");
    for around in ["phút đọc", "Minh Khôi", "bao-song.test"] {
        assert!(!chosen.contains(around), "{around}: {chosen}");
    }
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

#[test]
fn the_links_in_sight_are_told_where_they_stand_and_none_under_a_panel() {
    let mut articles: Vec<_> = (0..2).map(crate::ui::tests::article).collect();
    articles[0].body = vec![crate::ui::tests::linked("Xem báo cáo của tổ.", "báo cáo", "https://a.test/bc")];
    let mut stage = Stage::with(100, 30, articles, crate::ui::ScreenSettings::default());
    let links = stage.ui.links_in_sight();
    assert_eq!((links.len(), links[0].href.as_str(), links[0].width), (1, "https://a.test/bc", 7));
    let (buffer, _) = stage.paint();
    let drawn: String = (links[0].x..links[0].x + 7).map(|x| buffer[(x, links[0].y)].symbol().to_owned()).collect();
    assert_eq!(drawn, "báo cáo");
    stage.press("i");
    assert!(stage.ui.links_in_sight().is_empty());
}
