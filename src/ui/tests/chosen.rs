//! What is done with one article is done with the one that is chosen, whichever was read before.

use super::*;

/// One pane: the second article was read, the fourth is chosen in the list.
fn after_reading() -> Stage {
    let mut articles: Vec<Article> = (0..6).map(article).collect();
    articles[1].body = vec![linked("Xem báo cáo của tổ.", "báo cáo", "https://a.test/doc-truoc")];
    articles[3].body = vec![
        linked("Xem biên bản của tổ.", "biên bản", "https://a.test/dang-chon"),
        Block::paragraph("Theo Nghị định 38/2022/NĐ-CP, mức lương tăng."),
    ];
    let mut stage = Stage::with(60, 20, articles, ScreenSettings::default());
    stage.press("j enter q j j");
    stage
}

#[test]
fn a_citation_names_the_chosen_article_not_the_one_that_was_read_last() {
    let mut stage = after_reading();
    for key in ["c", "Y"] {
        stage.press(key);
        let copied = stage.asked.iter().rev().find_map(|effect| match effect {
            Effect::Copy(text, _) => Some(text.clone()),
            _ => None,
        });
        assert!(copied.as_ref().is_some_and(|text| text.contains("/bai-3.html")), "{key}: {copied:?}");
    }
}

#[test]
fn what_is_looked_at_more_closely_is_the_chosen_article() {
    for (key, told) in [("i", "/bai-3.html"), ("f", "a.test/dang-chon"), ("L", "38/2022/NĐ-CP")] {
        let mut stage = after_reading();
        stage.press(key);
        assert!(stage.shows(told), "{key}: {}", stage.screen());
    }
}

#[test]
fn a_file_or_a_program_gets_the_chosen_article() {
    let mut stage = after_reading();
    stage.press("w").type_in("x.txt").press("enter");
    assert!(stage.asked.iter().any(|effect| matches!(effect, Effect::Save(_, article, _) if article.row.id.0 == 4)));
    let mut stage = after_reading();
    stage.press(":").type_in("run notes {url} {file}").press("enter");
    let run = stage.asked.iter().find_map(|effect| match effect {
        Effect::Run(words, file, _) => Some((words.clone(), file.clone())),
        _ => None,
    });
    let (words, file) = run.unwrap();
    assert!(words[1].ends_with("/bai-3.html") && file.is_some_and(|text| text.contains("biên bản")), "{words:?}");
}

#[test]
fn of_a_chosen_article_that_is_gone_nothing_is_told_but_that() {
    let mut stage = after_reading();
    stage.articles.remove(3);
    stage.press("i");
    assert!(stage.shows("không còn trong kho") && !stage.shows("Về bài này"), "{}", stage.screen());
}

#[test]
fn what_waits_for_an_article_is_dropped_by_the_next_key() {
    let mut stage = after_reading();
    stage.ui.update(Message::Key(Key::char('i')));
    let asked = stage.ui.take_effects();
    assert!(asked.iter().any(|effect| matches!(effect, Effect::LoadArticle(..))), "{asked:?}");
    stage.press("k");
    assert!(!stage.shows("Về bài này"), "{}", stage.screen());
}

#[test]
fn where_there_is_no_article_its_keys_say_so() {
    for key in ["i", "f", "L", "T", "#", "w", "|", "y", "Y", "c", "s", "u", "o", "S", "M"] {
        let mut stage = Stage::new(120, 36, 0);
        stage.press(key);
        let said = stage.status();
        assert!(said.contains("chưa có bài") || said.contains("Không có bài"), "{key}: {said}");
    }
}
