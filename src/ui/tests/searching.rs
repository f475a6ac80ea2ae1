//! Search as you type, hits, saved searches, the command line, prompts.

use super::*;
use crate::ui::layout::Pane;

#[test]
fn hits_come_while_one_types_and_replace_the_list() {
    let mut stage = Stage::new(120, 36, 30);
    stage.press("/").type_in("tho mo");
    assert!(stage.shows("Tìm: tho mo") && stage.shows("5 kết quả"), "{}", stage.screen());
    assert!(stage.asked.iter().any(|effect| matches!(effect, Effect::Search(..))));
}

#[test]
fn the_words_found_keep_their_ground_in_the_selected_row() {
    let mut stage = Stage::new(120, 36, 30);
    stage.press("/").type_in("tho mo");
    let ground = stage.ui.shell.look.theme.style(crate::ui::theme::Meaning::Match).bg;
    let (buffer, _) = stage.paint();
    let first = stage.lines().iter().position(|line| line.contains(&stage.selected())).unwrap();
    let row = &buffer.content()[first * 120..(first + 1) * 120];
    assert!(ground.is_some() && row.iter().any(|cell| Some(cell.bg) == ground), "{}", stage.screen());
}

#[test]
fn an_answer_to_an_older_search_is_dropped() {
    let mut stage = Stage::new(120, 36, 30);
    stage.press("/").type_in("tho");
    let old = crate::ui::message::Ticket(1);
    stage.tell(Message::Found(old, crate::model::Hits { total: 999, ..Default::default() }));
    assert_ne!(stage.ui.list.total, 999);
}

#[test]
fn escape_brings_the_list_back_as_it_was() {
    let mut stage = Stage::new(120, 36, 30);
    stage.press("j j j");
    let before = stage.selected();
    stage.press("/").type_in("mo").press("esc");
    assert_eq!((stage.selected(), stage.ui.list.total), (before, 30));
}

#[test]
fn a_hit_opens_with_its_words_marked_and_n_goes_through_them() {
    let mut stage = Stage::new(120, 36, 30);
    stage.press("/").type_in("tho mo").press("enter").press("enter");
    assert_eq!(stage.ui.shell.panes.focus, Pane::Reader);
    assert!(!stage.ui.reader.spots.is_empty());
    stage.press("n");
    assert!(stage.ui.reader.spot.is_some());
}

#[test]
fn n_and_shift_n_walk_the_hits_of_the_list() {
    let mut stage = Stage::new(120, 36, 30);
    stage.press("/").type_in("tho mo").press("enter").press("n n");
    assert_eq!(stage.ui.list.selected(), 2);
    stage.press("N");
    assert_eq!(stage.ui.list.selected(), 1);
}

#[test]
fn a_search_is_saved_among_the_sources_and_remembered() {
    let mut stage = Stage::new(120, 36, 30);
    stage.press("/").type_in("tho mo").press("enter").press("g s");
    assert!(stage.asked.contains(&Effect::KeepSearch("tho mo".into(), "tho mo".into(), false)));
    stage.press("esc h g g j j j");
    assert!(stage.shows("Tìm: tho mo"), "{}", stage.screen());
}

#[test]
fn the_caret_is_where_one_types() {
    let mut stage = Stage::new(120, 36, 3);
    stage.press("/").type_in("đình");
    let (_, cursor) = stage.paint();
    let label = crate::text::width::cells(" Tìm trong kho bài: ");
    assert_eq!(cursor, Some((u16::try_from(label + 4).unwrap(), 35)));
}

#[test]
fn the_command_line_completes_and_runs_every_action_by_name() {
    let mut stage = Stage::new(120, 36, 3);
    stage.press(":").type_in("reverse").press("tab");
    assert!(stage.shows("reverse-order"));
    stage.press("enter");
    assert_eq!(stage.ui.list.query.order, Order::Oldest);
    stage.press(":").type_in("nosuch").press("enter");
    assert!(stage.shows("Không có lệnh “nosuch”"));
}

#[test]
fn a_command_without_its_argument_opens_the_choice_or_tells_what_there_is() {
    let mut stage = Stage::new(120, 36, 3);
    stage.press(":").type_in("theme").press("enter");
    assert!(stage.ui.panels.is_open(), "{}", stage.screen());
    stage.press("esc").press(":").type_in("source").press("enter");
    assert!(stage.shows("Sau :source cần viết thêm: add, "), "{}", stage.screen());
}

#[test]
fn the_empty_command_line_offers_first_what_no_key_does() {
    let mut stage = Stage::new(120, 36, 5);
    stage.press(":");
    assert!(stage.shows(" sort ") && stage.shows(" source ") && !stage.shows(" half-page-down"), "{}", stage.screen());
}

#[test]
fn help_is_searched_by_typing() {
    let mut stage = Stage::new(120, 36, 3);
    stage.press("?").type_in("trinh duyet");
    assert!(stage.shows("mở trong trình duyệt") && !stage.shows("xuống nửa trang"));
    stage.press("esc esc");
    assert!(!stage.shows("mở trong trình duyệt"));
}

#[test]
fn a_prefix_shows_what_may_follow() {
    let mut stage = Stage::new(120, 36, 3);
    stage.press("g");
    assert!(stage.shows("về đầu") && stage.shows("đảo thứ tự"));
    stage.press("esc");
    assert!(!stage.shows("đảo thứ tự"));
}

#[test]
fn pasted_text_goes_into_the_prompt_as_one_line() {
    let mut stage = Stage::new(120, 36, 30);
    stage.press("/");
    stage.tell(Message::Pasted("tho\n\u{1b}[31m mo".into()));
    assert!(stage.shows("tho"));
    assert!(!stage.screen().contains('\u{1b}'));
}

#[test]
fn a_theme_is_tried_while_choosing_and_given_back_by_escape() {
    let mut stage = Stage::new(120, 36, 3);
    let before = stage.ui.shell.look.theme.clone();
    stage.press("t j j");
    assert_ne!(stage.ui.shell.look.theme, before);
    stage.press("esc");
    assert_eq!(stage.ui.shell.look.theme, before);
    stage.press("t j enter");
    assert_eq!(stage.asked.last(), Some(&Effect::Remember("theme", "light".into())));
}

#[test]
fn the_language_changes_at_once() {
    let mut stage = Stage::new(120, 36, 3);
    stage.press("g l");
    assert!(stage.shows("Sources") && stage.shows("unread"));
}

#[test]
fn a_key_switches_the_input_method_and_its_name_stands_in_the_prompt() {
    let mut stage = Stage::new(120, 36, 30);
    stage.press("/ ctrl-t").type_in("ddinhf coong");
    assert!(stage.shows("Telex") && stage.shows("đình công"), "{}", stage.screen());
    assert!(stage.asked.contains(&Effect::Remember("input-method", "telex".into())));
    stage.press("esc esc &").type_in("luowng");
    assert!(stage.shows("lương"), "{}", stage.screen());
}

#[test]
fn a_search_asks_for_the_keys_of_composed_words_too() {
    let mut stage = Stage::new(120, 36, 30);
    stage.press("/ ctrl-t").type_in("test");
    let asked = stage.asked.iter().rev().find_map(|effect| match effect {
        Effect::Search(_, search) => Some((search.text.clone(), search.alternatives.clone())),
        _ => None,
    });
    assert_eq!(asked, Some(("tét".into(), vec!["test".into()])));
}

#[test]
fn the_list_is_narrowed_by_a_pattern_of_the_title_once_it_makes_sense() {
    let mut stage = Stage::new(120, 30, 12);
    let before = stage.ui.list.total;
    stage.press("&").type_in("/^Nữ");
    assert_eq!(stage.ui.list.total, before);
    assert!(stage.shows("chưa đóng"), "{}", stage.screen());
    stage.type_in(" thợ/");
    assert_eq!(stage.ui.list.query.filter.title.as_deref(), Some("/^Nữ thợ/"));
    stage.press("enter").press("&").press("ctrl-u").type_in("/(a/").press("enter");
    assert!(stage.shows("unclosed group"), "{}", stage.screen());
}

#[test]
fn a_pattern_is_found_in_the_article_too() {
    let mut stage = Stage::new(120, 40, 3);
    stage.press("enter").press("/").type_in("/Đoạn \\d+ của/").press("enter");
    assert_eq!(stage.ui.reader.spots.len(), 12);
}

#[test]
fn what_was_perhaps_meant_is_named_where_nothing_is_found_and_one_key_searches_it() {
    let mut stage = Stage::new(120, 36, 30);
    stage.press("/").type_in("thowr mo").press("enter");
    let ticket = stage.ui.search.running.as_ref().unwrap().ticket;
    stage.tell(Message::Found(ticket, Hits { suggestion: Some("tho mo".into()), ..Hits::default() }));
    assert!(stage.screen().contains("Ý bạn là “tho mo”?"), "{}", stage.screen());
    stage.press("n");
    assert_eq!(stage.ui.list.kind, crate::ui::list::ListKind::Hits("tho mo".into()));
}

#[test]
fn what_fits_without_its_marks_stands_under_a_line_of_its_own_and_is_not_counted() {
    let mut stage = Stage::new(120, 36, 30);
    stage.press("/").type_in("tho mo").press("enter");
    let ticket = stage.ui.search.running.as_ref().unwrap().ticket;
    let mut hits: Vec<Hit> = stage.find("mo").hits.into_iter().take(3).collect();
    hits[2].fit = crate::model::Fit::Loose;
    stage.tell(Message::Found(ticket, Hits { total: 2, loose: 7, hits, ..Hits::default() }));
    let screen = stage.screen();
    assert!(screen.contains("7 bài không đúng dấu") && screen.contains("2 kết quả"), "{screen}");
}

/// The request of the last search that was asked for.
fn last_search(stage: &Stage) -> crate::model::SearchRequest {
    let mut asked = stage.asked.iter().rev();
    asked.find_map(|effect| if let Effect::Search(_, search) = effect { Some(search.clone()) } else { None }).unwrap()
}

#[test]
fn how_many_hits_there_are_stays_beside_a_long_heading() {
    let mut stage = Stage::new(120, 36, 30);
    stage.press("/").type_in("tho mo").press("enter").press("g c");
    stage.ui.search.running.as_mut().unwrap().behind = 17;
    let head = stage.lines().into_iter().find(|line| line.contains("Tìm: tho mo · mới")).unwrap();
    assert!(head.contains("kết quả"), "{head}");
}

#[test]
fn hits_are_ordered_and_narrowed_while_they_are_shown() {
    use crate::model::{HitOrder, Loose, Scope, Synonyms};
    let mut stage = Stage::new(120, 36, 30);
    stage.press("/").type_in("tho mo").press("enter").press("j");
    let kept = stage.selected();
    stage.press("g c");
    assert_eq!((last_search(&stage).order, stage.selected()), (HitOrder::Newest, kept));
    stage.press("4").press("2");
    let asked = last_search(&stage);
    assert!(asked.filter.since.is_some() && asked.filter.unread && asked.text == "tho mo");
    assert!(stage.ui.list_heading().0.contains("chưa đọc · hôm nay"), "{:?}", stage.ui.list_heading());
    stage.press("2").press("4");
    assert_eq!(last_search(&stage).filter, crate::model::Filter::default());
    stage.press("g e g y");
    assert_eq!((last_search(&stage).loose, last_search(&stage).synonyms), (Loose::Always, Synonyms::Off));
    stage.press("1");
    assert_eq!((last_search(&stage).loose, last_search(&stage).order), (Loose::WhereFewFit, HitOrder::Best));
    stage.press("g f");
    assert!(matches!(last_search(&stage).scope, Scope::Source(_)));
}

#[test]
fn a_question_mark_in_the_empty_prompt_explains_the_query_language() {
    let mut stage = Stage::new(120, 60, 3);
    stage.press("/").press("?");
    assert!(stage.shows("Cách viết câu tìm") && stage.shows("\"công nhân\" ~5 \"nghỉ việc\""), "{}", stage.screen());
    stage.press("esc").type_in("tho?");
    assert!(stage.shows("tho?") && !stage.shows("Cách viết câu tìm"), "{}", stage.screen());
}

#[test]
fn similar_articles_stand_in_the_place_of_the_list_under_the_title_of_the_one() {
    let mut stage = Stage::new(120, 36, 30);
    let (title, id) = (stage.selected(), stage.ui.list.current().unwrap().id);
    stage.press("g m");
    assert_eq!(last_search(&stage).text, format!("giống:{id}"));
    assert!(stage.shows(&format!("Giống: {}", &title[..title.len().min(20)])), "{}", stage.screen());
    stage.press("esc");
    assert_eq!(stage.selected(), title);
}

#[test]
fn what_watched_searches_found_is_one_key_away_newest_first() {
    let mut stage = Stage::new(120, 36, 30);
    stage.press("g W");
    assert!(stage.shows("chưa có bài mới"), "{}", stage.screen());
    let search = |name: &str, new| crate::model::SavedSearch {
        name: name.into(),
        query: name.into(),
        watched: true,
        total: 5,
        new,
        ..Default::default()
    };
    stage.tell(Message::Saved(vec![search("lương", 0), search("tho mo", 2)]));
    stage.press("g W");
    assert_eq!(last_search(&stage).text, "tho mo");
    assert_eq!(last_search(&stage).order, crate::model::HitOrder::Newest);
    assert!(stage.asked.contains(&Effect::SearchSeen("tho mo".into())));
}

#[test]
fn a_kept_search_is_headed_by_its_name_with_its_count_beside_it() {
    let mut stage = Stage::new(120, 36, 20);
    let query = "tiêu đề:cong OR tiêu đề:\"thỏa ước lao động\" OR tiêu đề:\"tiền lương tối thiểu vùng\"";
    let saved = crate::model::SavedSearch { name: "Tiền lương".into(), query: query.into(), ..Default::default() };
    stage.tell(Message::Saved(vec![saved]));
    stage.ui.sources.go_to(&crate::ui::sources::TreeNode::Saved(0));
    stage.press("h");
    let effects = stage.ui.show_saved(0);
    assert!(!effects.is_empty());
    let (heading, aside) = stage.ui.list_heading();
    assert_eq!((heading.as_str(), aside.contains("kết quả")), ("Tiền lương", true));
}

#[test]
fn how_many_are_found_stands_beside_a_query_that_is_longer_than_the_heading() {
    let mut stage = Stage::new(80, 24, 20);
    stage
        .press("/")
        .type_in("tho mo OR tiêu đề:\"bảo đảm an toàn\" OR tiêu đề:\"tiền lương tối thiểu vùng\"")
        .press("enter");
    let count = stage.ui.list_heading().1;
    assert!(stage.shows(&count) && stage.shows("Tìm: tho mo OR"), "{count}: {}", stage.screen());
    stage.press("g c");
    assert!(stage.shows(&count), "{count}: {}", stage.screen());
}

#[test]
fn a_kept_search_that_finds_nothing_says_so_by_its_name_and_suggests_nothing() {
    let mut stage = Stage::new(120, 36, 20);
    let query = "tiêu đề:\"thỏa ước lao động\" OR tiêu đề:TƯLĐTT";
    let saved = crate::model::SavedSearch { name: "Thỏa ước".into(), query: query.into(), ..Default::default() };
    stage.tell(Message::Saved(vec![saved]));
    stage.ui.show_saved(0);
    let ticket = stage.ui.search.running.as_ref().unwrap().ticket;
    stage.tell(Message::Found(ticket, Hits { suggestion: Some("tiêu đề:x".into()), ..Hits::default() }));
    let said = stage.ui.empty_list();
    assert_eq!(said, ["Không tìm thấy “Thỏa ước”."]);
}

#[test]
fn of_a_long_snippet_the_lines_with_the_words_that_were_found_are_shown() {
    let mut found = article(0);
    found.row.title = "Thợ may được tăng lương".to_owned();
    let before =
        "Bếp ăn của xưởng có thêm món rau, phòng nghỉ được sơn lại, xe đưa đón chạy thêm một chuyến sáng. ".repeat(2);
    found.sapo = Some(format!("{before}Cuối cùng mọi tổ đều được tăng lương ba bậc."));
    let mut stage = Stage::with(60, 20, vec![found], ScreenSettings::default());
    stage.press("/").type_in("tang luong").press("enter");
    assert!(stage.shows("tăng lương ba"), "{}", stage.screen());
}
