//! What is taken back, what stays away, and what is done with several articles.

use super::*;
use crate::model::{SavedSearch, SearchKind};
use crate::ui::layout::Pane;
use crate::ui::sources::TreeNode;

fn last_copy(stage: &Stage) -> Option<(String, &'static str)> {
    stage.asked.iter().rev().find_map(|effect| match effect {
        Effect::Copy(text, said) => Some((text.clone(), *said)),
        _ => None,
    })
}

#[test]
fn a_note_that_was_wiped_comes_back_and_a_new_one_goes() {
    let mut stage = Stage::new(80, 24, 3);
    stage.press("s enter M").type_in("Gọi anh Tư").press("enter M ctrl-u enter");
    stage.press("U");
    let written = Effect::SetNote(ArticleId(1), String::new(), "Gọi anh Tư".to_owned());
    assert_eq!(stage.asked.iter().filter(|effect| **effect == written).count(), 2);
    stage.press("G");
    assert!(stage.shows("Gọi anh Tư"), "{}", stage.screen());
    stage.press("U");
    assert!(!stage.shows("Gọi anh Tư") && stage.articles[0].row.starred, "{}", stage.screen());
    stage.press("ctrl-r");
    assert!(stage.shows("Gọi anh Tư"), "{}", stage.screen());
}

fn search(name: &str, query: &str, kind: SearchKind) -> SavedSearch {
    SavedSearch { name: name.to_owned(), query: query.to_owned(), kind, ..SavedSearch::default() }
}

#[test]
fn a_search_that_was_dropped_comes_back() {
    let mut stage = Stage::new(120, 36, 6);
    let kept = search("mái ấm", "mái ấm công đoàn", SearchKind::Kept);
    stage.tell(Message::Saved(vec![kept]));
    stage.press("s h");
    stage.ui.sources.go_to(&TreeNode::Saved(0));
    stage.press("d enter");
    assert!(stage.ui.sources.saved.is_empty());
    stage.press("U");
    let again = Effect::KeepSearch("mái ấm".to_owned(), "mái ấm công đoàn".to_owned(), false);
    assert!(stage.asked.contains(&again) && stage.articles[0].row.starred);
}

#[test]
fn what_would_be_back_at_the_next_start_is_not_dropped_and_that_is_said() {
    let saved = vec![search("Lao động nữ", "nữ", SearchKind::Topic), search("của tệp", "lương", SearchKind::Kept)];
    let settings = ScreenSettings { saved: saved.clone(), ..ScreenSettings::default() };
    let mut stage = Stage::with(120, 36, (0..6).map(article).collect(), settings);
    stage.tell(Message::Saved(saved));
    stage.press("h");
    for (at, said) in [(0, "chủ đề có sẵn"), (1, "ghi trong tệp cấu hình")] {
        stage.ui.sources.go_to(&TreeNode::Saved(at));
        stage.press("d");
        assert!(stage.shows(said) && !stage.ui.panels.is_open(), "{}", stage.screen());
        assert_eq!(stage.ui.sources.saved.len(), 2);
    }
}

#[test]
fn the_search_on_the_screen_is_watched_and_not_the_topic_that_is_lit() {
    let mut stage = Stage::new(120, 36, 30);
    stage.tell(Message::Saved(vec![search("Tiền lương", "tăng lương", SearchKind::Topic)]));
    stage.press("h");
    stage.ui.sources.go_to(&TreeNode::Saved(0));
    stage.ui.shell.panes.focus = Pane::List;
    stage.press("/").type_in("thợ mỏ").press("enter g w");
    assert!(stage.asked.contains(&Effect::KeepSearch("thợ mỏ".to_owned(), "thợ mỏ".to_owned(), true)));
    assert!(stage.shows("“thợ mỏ”"), "{}", stage.screen());
    stage.press("h");
    stage.ui.sources.go_to(&TreeNode::Saved(0));
    stage.press("g w");
    assert!(stage.asked.contains(&Effect::KeepSearch("Tiền lương".to_owned(), "tăng lương".to_owned(), true)));
}

#[test]
fn the_light_stays_with_its_search_when_the_order_of_searches_changes() {
    let mut stage = Stage::new(120, 36, 6);
    let [one, two] = ["Nhà ở", "Thỏa ước"].map(|name| search(name, name, SearchKind::Topic));
    stage.tell(Message::Saved(vec![one.clone(), two.clone()]));
    stage.press("h");
    stage.ui.sources.go_to(&TreeNode::Saved(1));
    let watched = SavedSearch { watched: true, kind: SearchKind::Kept, ..two };
    stage.tell(Message::Saved(vec![watched, one]));
    assert_eq!(stage.ui.sources.lit_saved().as_deref(), Some("Thỏa ước"));
}

#[test]
fn what_is_copied_of_several_chosen_articles_is_all_of_them() {
    let addresses: Vec<String> = (0..3).map(|n| article(n).row.url.to_string()).collect();
    for (keys, said) in [("y", "copied-addresses"), ("c", "copied-citations"), ("Y", "copied-texts")] {
        let mut stage = Stage::new(120, 36, 9);
        stage.press("v j j").press(keys);
        let (text, told) = last_copy(&stage).unwrap();
        assert_eq!(told, said);
        assert!(addresses.iter().all(|address| text.contains(address)), "{keys}: {text}");
        assert_eq!(stage.ui.list.chosen.len(), 3);
    }
}

#[test]
fn what_is_done_with_one_article_alone_says_so_where_several_are_chosen() {
    for keys in ["w", "|", "M", "o"] {
        let mut stage = Stage::new(120, 36, 9);
        stage.press("v j j").press(keys);
        assert!(stage.shows("đang chọn 3 bài"), "{keys}: {}", stage.screen());
        assert!(
            stage.ui.prompts.open.is_none() && !stage.asked.iter().any(|effect| matches!(effect, Effect::Browse(_)))
        );
    }
    let mut stage = Stage::new(120, 36, 9);
    stage.press("v j :").type_in("write x.txt").press("enter");
    assert!(stage.shows("đang chọn 2 bài") && !stage.asked.iter().any(|effect| matches!(effect, Effect::Save(..))));
}

#[test]
fn escape_ends_a_find_before_it_leaves_the_article() {
    let mut stage = Stage::new(120, 36, 6);
    stage.press("enter /").type_in("suất").press("enter");
    assert!(stage.status().contains("n chỗ sau"), "{}", stage.status());
    stage.press("esc");
    assert_eq!((stage.ui.shell.panes.focus, stage.ui.reader.spots.len()), (Pane::Reader, 0));
    stage.press("esc");
    assert_eq!(stage.ui.shell.panes.focus, Pane::List);
    // In an article that a search has found, too; what it was found by stays lit.
    stage.press("/").type_in("công nhân").press("enter enter /").type_in("suất").press("enter esc");
    assert_eq!(stage.ui.shell.panes.focus, Pane::Reader);
    assert_eq!(stage.ui.reader.needles, ["công", "nhân"].map(str::to_owned));
}

#[test]
fn an_empty_find_counts_nothing() {
    let mut stage = Stage::new(120, 36, 6);
    stage.press("enter /").type_in("suất");
    assert!(stage.status().contains("chỗ"), "{}", stage.status());
    stage.press("enter /");
    assert!(!stage.status().contains("chỗ"), "{}", stage.status());
}

#[test]
fn a_version_that_was_left_for_another_is_come_back_to() {
    let mut articles: Vec<Article> = (0..4).map(article).collect();
    for article in &mut articles[..2] {
        article.row.story = Some(crate::model::StoryId(7));
    }
    let mut stage = Stage::with(120, 36, articles, ScreenSettings::default());
    stage.press("enter g d j enter");
    assert_eq!(stage.ui.reader.shown(), Some(ArticleId(2)));
    stage.press("g d");
    assert!(matches!(stage.ui.panels.overlay, Some(crate::ui::overlay::Overlay::Copies { selected: 1, .. })));
    stage.press("esc ctrl-o");
    assert_eq!(stage.ui.reader.shown(), Some(ArticleId(1)));
    stage.press("' '");
    assert_eq!(stage.ui.reader.shown(), Some(ArticleId(2)));
}

#[test]
fn versions_of_one_paper_are_told_apart_and_those_that_are_read_are_marked() {
    let mut articles: Vec<Article> = (0..3).map(article).collect();
    for article in &mut articles {
        article.row.source = SourceId("bao-song.test".to_owned());
        article.row.section = SectionId("cong-doan".to_owned());
        article.row.story = Some(crate::model::StoryId(7));
        article.row.title = "Nhà máy dệt tăng suất ăn ca".to_owned();
    }
    articles[1].row.read = true;
    let mut stage = Stage::with(120, 36, articles, ScreenSettings::default());
    stage.press("g d");
    assert!(stage.shows("● Báo Sông") && stage.shows("· Công đoàn ·"), "{}", stage.screen());
    assert!(stage.shows("/bai-0.html") && !stage.shows("/bai-1.html"), "{}", stage.screen());
    stage.press("j");
    assert!(stage.shows("/bai-1.html"), "{}", stage.screen());
}

#[test]
fn what_is_read_aloud_is_told_with_the_key_that_ends_it_wherever_one_is() {
    let mut stage = Stage::new(120, 36, 3);
    stage.press("enter a q");
    assert!(stage.status().contains("đang đọc thành tiếng, g a thôi"), "{}", stage.status());
    stage.press("g a");
    assert!(stage.shows("Thôi đọc.") && !stage.status().contains("đang đọc thành tiếng"), "{}", stage.screen());
}

#[test]
fn in_one_column_the_first_key_leaves_the_card_and_touches_no_row() {
    for key in ["j", "enter", "s", "G"] {
        let mut stage = Stage::new(60, 20, 6);
        stage.tell(Message::Remembered(BTreeMap::new()));
        stage.press(key);
        assert!(!stage.shows("Tám phím"), "{}", stage.screen());
        assert_eq!((stage.ui.list.selected(), stage.ui.shell.panes.focus), (0, Pane::List), "{key}");
        assert!(!stage.articles.iter().any(|article| article.row.starred || article.row.read), "{key}");
    }
    let mut stage = Stage::new(60, 20, 6);
    stage.tell(Message::Remembered(BTreeMap::new()));
    stage.press("?");
    assert!(stage.ui.panels.is_open());
}

#[test]
fn what_unfolds_at_the_foot_of_the_tree_comes_into_sight() {
    let mut articles: Vec<Article> = (0..3).map(article).collect();
    articles[1].body = vec![Block::paragraph("Theo Nghị định 38/2022/NĐ-CP, mức lương tăng.")];
    let mut stage = Stage::with(120, 9, articles, ScreenSettings::default());
    stage.ui.sources.counts.cites = true;
    stage.ui.sources.build();
    stage.press("h G enter");
    let document = |n: usize| crate::model::CitedDocument { norm: format!("{n}/2022/NĐ-CP"), name: None, articles: 1 };
    stage.tell(Message::Documents((1..=9).map(document).collect()));
    assert!(stage.shows("1/2022/NĐ-CP") && stage.shows("2/2022/NĐ-CP"), "{}", stage.screen());
}
