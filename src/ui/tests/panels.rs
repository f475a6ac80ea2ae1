//! What lies over the panes: it stops at its end, and what is chosen or asked stays in sight on the smallest screen.

use super::*;
use crate::model::Language;
use crate::ui::message::SectionTrouble;
use crate::ui::overlay::Overlay;

mod mouse;

/// A screen with so many troubles in its panel, which is open.
fn troubled(width: u16, height: u16, many: usize) -> Stage {
    let mut stage = Stage::new(width, height, 5);
    let trouble = |n: usize| {
        let at = (SourceId(format!("bao-{n:02}.test")), SectionId("tin".to_owned()));
        let kind = crate::model::TroubleKind::TimedOut;
        (at, SectionTrouble { kind, sentence: String::new(), failures: 2, visited: None, next_visit: None })
    };
    stage.tell(Message::Troubles((0..many).map(trouble).collect()));
    stage.press("e");
    stage
}

/// A screen that reads an article with so many links.
fn with_links(width: u16, height: u16, many: usize) -> Stage {
    let mut linking = article(0);
    linking.body = (1..=many).map(|n| linked("xem tại đây", "tại đây", &format!("https://l.test/{n}"))).collect();
    let mut stage = Stage::with(width, height, vec![linking], ScreenSettings::default());
    stage.press("enter");
    stage
}

/// Presses a key until the screen stays as it is; gives every screen.
fn screens(stage: &mut Stage, key: &str) -> Vec<String> {
    let mut seen = vec![stage.screen()];
    loop {
        let screen = stage.press(key).screen();
        if seen.last() == Some(&screen) {
            return seen;
        }
        seen.push(screen);
    }
}

#[test]
fn a_cause_is_told_once_with_its_papers_what_helps_and_a_text_for_who_helps() {
    use crate::model::TroubleKind::{Dns, Forbidden};
    let mut stage = Stage::new(120, 36, 5);
    let trouble = |(source, kind, sentence): (&str, _, &str)| {
        let at = (SourceId(source.to_owned()), SectionId("tin".to_owned()));
        let sentence = sentence.to_owned();
        (at, SectionTrouble { kind, sentence, failures: 3, visited: None, next_visit: Some(Timestamp(now().0 + 600)) })
    };
    let all = [("a.test", Dns, ""), ("b.test", Forbidden, "b.test answered 403"), ("c.test", Dns, "")];
    stage.tell(Message::Troubles(all.into_iter().map(trouble).collect()));
    let screen = stage.press("e").screen();
    let lines: Vec<&str> = screen.lines().map(|line| line.trim_matches([' ', '│'])).collect();
    let at =
        |text: &str| lines.iter().position(|line| line.contains(text)).unwrap_or_else(|| panic!("{text}\n{screen}"));
    assert!(
        at("2 báo") < at("HTTPS_PROXY") && at("HTTPS_PROXY") < at("a.test: tin") && at("c.test: tin") < at("1 báo")
    );
    assert_eq!(screen.matches("3 lần liên tiếp").count(), 2, "once for what two papers share: {screen}");
    assert_eq!(screen.matches("Không tìm ra máy chủ").count(), 1, "{screen}");
    assert!(screen.contains("b.test: tin · mã 403 · 3 lần liên tiếp · Có thể thử lại lúc 10:10"), "{screen}");
    stage.press("y");
    let Some(Effect::Copy(text, _)) = stage.asked.last() else { panic!("{:?}", stage.asked.last()) };
    assert!(text.contains("b.test/tin: forbidden: b.test answered 403\nc.test/tin"), "{text}");
    assert!(stage.shows("Nguồn gặp trục trặc"), "it stays open");
    let closed = stage.press("r").asked.clone();
    assert!(matches!(&closed[..], [.., Effect::Refresh(wish)] if wish.only.len() == 3 && wish.force), "{closed:?}");
}

#[test]
fn a_panel_stops_at_its_end_and_the_first_key_back_moves_it() {
    let mut stage = troubled(120, 36, 60);
    for _ in 0..13 {
        stage.press("space");
    }
    let end = stage.screen();
    assert!(end.contains("bao-59.test") && !end.contains("bao-00.test"), "{end}");
    assert_ne!(stage.press("k").screen(), end);
    assert_eq!(stage.press("j").screen(), end);
}

#[test]
fn a_panel_that_stood_at_its_end_does_so_on_a_higher_screen_too() {
    let mut stage = troubled(120, 20, 60);
    stage.press("G");
    stage.resize(120, 40);
    let end = stage.screen();
    assert_ne!(stage.press("k").screen(), end);
}

#[test]
fn a_panel_goes_to_its_end_and_to_its_top() {
    let mut stage = troubled(120, 36, 30);
    let top = stage.screen();
    for (end, start) in [("G", "g g"), ("end", "home")] {
        assert!(stage.press(end).shows("bao-29.test"), "{}", stage.screen());
        assert_eq!(stage.press(start).screen(), top);
    }
}

#[test]
fn a_page_of_a_low_panel_leaves_no_line_out() {
    let mut stage = troubled(40, 12, 20);
    let all = screens(&mut stage, "space").join("\n");
    for n in 0..20 {
        assert!(all.contains(&format!("bao-{n:02}.test")), "{n}\n{all}");
    }
}

#[test]
fn a_panel_goes_by_the_readers_own_keys() {
    let keys = vec![("down".to_owned(), vec!["n".to_owned()]), ("up".to_owned(), vec!["e".to_owned()])];
    let settings = ScreenSettings { keys, ..ScreenSettings::default() };
    let mut stage = Stage::with(60, 20, (0..5).map(article).collect(), settings);
    stage.press("t");
    let first = stage.ui.shell.look.theme.name.clone();
    assert_ne!(stage.press("n").ui.shell.look.theme.name, first);
    assert_eq!(stage.press("e").ui.shell.look.theme.name, first);
}

#[test]
fn letters_narrow_the_help_and_other_keys_scroll_it() {
    let mut stage = Stage::new(80, 20, 5);
    stage.press("?");
    let top = stage.screen();
    assert_ne!(stage.press("end").screen(), top);
    assert_eq!(stage.press("home").screen(), top);
    assert_ne!(stage.press("pagedown").screen(), top);
    stage.press("g b G");
    assert!(stage.shows("/ gbG"), "{}", stage.screen());
    stage.press("esc").press("d j");
    assert!(stage.shows("/ dj"), "{}", stage.screen());
}

#[test]
fn every_link_comes_into_sight_on_a_small_screen() {
    let mut stage = with_links(40, 12, 15);
    stage.press("f");
    assert!(!stage.shows("https://l.test/15"), "{}", stage.screen());
    let all = screens(&mut stage, "j").join("\n");
    for n in 1..=15 {
        assert!(all.contains(&format!("l.test/{n}\n")), "{n}\n{all}");
    }
}

#[test]
fn the_chosen_line_is_in_sight_whatever_the_height() {
    for (width, height) in [(20, 5), (40, 7), (16, 4), (80, 24)] {
        let mut stage = Stage::new(width, height, 5);
        stage.press("t");
        for _ in 0..=stage.ui.themes().len() {
            let name = stage.ui.shell.look.theme.name.clone();
            let names = |line: &String| {
                // The name stands before what it means.
                let word = line.trim_matches(['│', ' ']).split_whitespace().next().unwrap_or_default();
                let word = word.trim_end_matches('…');
                !word.is_empty() && name.starts_with(word)
            };
            assert!(stage.lines().iter().any(names), "{name}\n{}", stage.screen());
            stage.press("j");
        }
        stage.press("esc").press("O");
        for at in 1..=4 {
            assert!(
                stage.lines().iter().any(|line| {
                    let told = line.rsplit_once("│  ").map_or(line.as_str(), |(_, told)| told);
                    [line, told].iter().any(|told| told.trim_matches(['│', ' ']).starts_with(&format!("{at} ")))
                }),
                "{}",
                stage.screen()
            );
            stage.press("j");
        }
    }
}

#[test]
fn a_question_tells_how_many_and_that_more_follows() {
    for language in [Language::Vietnamese, Language::English] {
        let settings = ScreenSettings { language, ..ScreenSettings::default() };
        let mut stage = Stage::with(20, 5, (0..37).map(article).collect(), settings);
        stage.press("A");
        assert!(stage.shows("37") && stage.shows("…"), "{}", stage.screen());
        stage.press("end");
        assert!(stage.shows("U"), "{}", stage.screen());
        stage.press("enter");
        assert!(stage.articles.iter().all(|a| a.row.read));
    }
}

#[test]
fn a_page_without_articles_shows_that_it_is_cut() {
    let stage = Stage::new(20, 5, 0);
    assert!(stage.lines()[..4].iter().any(|line| line.contains('…')), "{}", stage.screen());
    assert!(!Stage::new(60, 20, 0).shows("…"));
}

#[test]
fn a_number_that_no_link_has_is_told() {
    let mut stage = with_links(120, 30, 2);
    stage.press("f").press("7");
    assert!(stage.ui.panels.overlay.is_none() && stage.shows("Không có liên kết số 7."), "{}", stage.screen());
    stage.press("f").press("enter");
    assert!(matches!(stage.ui.panels.overlay, Some(Overlay::Links { .. })));
}

#[test]
fn labels_of_an_article_are_whole_in_both_languages() {
    for (language, label) in [(Language::Vietnamese, "Đọc ngoại tuyến "), (Language::English, "Readable offline ")]
    {
        let settings = ScreenSettings { language, ..ScreenSettings::default() };
        let mut stage = Stage::with(100, 30, vec![article(0)], settings);
        stage.press("enter").press("i");
        assert!(stage.shows(label), "{}", stage.screen());
    }
}

#[test]
fn the_wheel_moves_in_a_panel() {
    let mut stage = troubled(120, 30, 30);
    let top = stage.screen();
    stage.tell(Message::Scrolled(1, 1, 3));
    let below = stage.screen();
    stage.press("k").press("k").press("k");
    assert_eq!(stage.screen(), top);
    assert_ne!(below, top);
    stage.press("esc").press("t");
    let first = stage.ui.shell.look.theme.name.clone();
    stage.tell(Message::Scrolled(1, 1, 3));
    assert_eq!(stage.press("k").ui.shell.look.theme.name, first);
}

#[test]
fn the_help_takes_every_letter_and_says_when_nothing_fits() {
    let mut stage = Stage::new(100, 36, 5);
    stage.press("?").type_in("kho bai");
    assert!(stage.shows("tìm trong kho bài"), "{}", stage.screen());
    stage.press("esc").type_in("jkjk");
    assert!(stage.shows("Không thấy phím nào cho “jkjk”"), "{}", stage.screen());
}

#[test]
fn troubles_of_one_cause_are_one_entry_and_are_tried_again_by_a_key() {
    let mut stage = Stage::new(120, 36, 5);
    let trouble = |section: &str, minutes: i64| {
        let next_visit = Some(Timestamp(now().0 + minutes * 60));
        let at = (SourceId("bao-song.test".to_owned()), SectionId(section.to_owned()));
        (
            at,
            SectionTrouble {
                kind: crate::model::TroubleKind::TimedOut,
                sentence: String::new(),
                failures: 2,
                visited: None,
                next_visit,
            },
        )
    };
    stage.tell(Message::Troubles([trouble("cong-doan", -1), trouble("viec-lam", -1)].into_iter().collect()));
    stage.press("e");
    assert!(stage.shows("Công đoàn, Việc làm") && !stage.shows("Có thể thử lại lúc"), "{}", stage.screen());
    stage.press("r");
    let Some(Effect::Refresh(wanted)) = stage.asked.last() else { panic!("{:?}", stage.asked.last()) };
    assert_eq!((wanted.only.len(), wanted.force), (2, true));
}

#[test]
fn papers_that_suffer_as_a_whole_from_the_same_are_told_by_their_names_alone() {
    let mut stage = Stage::new(120, 36, 5);
    let trouble = |(source, section): (&str, &str)| {
        let kind = crate::model::TroubleKind::Dns;
        let trouble = SectionTrouble { kind, sentence: String::new(), failures: 1, visited: None, next_visit: None };
        ((SourceId(source.to_owned()), SectionId(section.to_owned())), trouble)
    };
    let all = [("bao-song.test", "cong-doan"), ("bao-song.test", "viec-lam"), ("tin-tho.test", "an-toan")];
    stage.tell(Message::Troubles(all.into_iter().map(trouble).collect()));
    stage.press("e");
    assert!(stage.shows("Báo Sông, Tin Thợ") && !stage.shows("Báo Sông: "), "{}", stage.screen());
}

#[test]
fn a_dialog_has_an_edge_in_every_theme_where_the_screen_goes_on() {
    for (theme, _) in crate::ui::theme::BUILT_IN {
        for (width, height) in [(160, 48), (120, 36), (80, 24), (60, 20)] {
            let settings = ScreenSettings { theme: (*theme).to_owned(), ..ScreenSettings::default() };
            let mut stage = Stage::with(width, height, (0..5).map(article).collect(), settings);
            stage.press("A");
            let screen = stage.screen();
            let edged = screen.contains("──────────");
            assert!(edged && (width < 60 || screen.contains("┌") && screen.contains("┘")), "{theme}\n{screen}");
        }
    }
}

#[test]
fn the_smallest_dialogs_look_as_a_person_has_seen_them() {
    let mut all = String::new();
    for (width, height) in [(120, 36), (80, 24), (60, 20), (40, 12)] {
        let settings = ScreenSettings { theme: "terminal".to_owned(), ..ScreenSettings::default() };
        let mut stage = Stage::with(width, height, (0..5).map(article).collect(), settings);
        all.push_str(&format!("{width} × {height}\n{}\n\n", stage.press("A").screen()));
    }
    insta::assert_snapshot!(all);
}

#[test]
fn the_choice_of_a_theme_leaves_the_article_in_sight() {
    let mut stage = Stage::new(120, 36, 5);
    let shown = "Đoạn 1 của bài 0.";
    assert!(stage.shows(shown), "{}", stage.screen());
    stage.press("t");
    assert!(stage.shows("tương phản cao") && stage.shows(shown), "{}", stage.screen());
}

#[test]
fn a_picture_that_came_as_a_file_is_shown_and_which_key_leads_back_is_said() {
    let mut stage = Stage::new(80, 24, 2);
    stage.tell(Message::PictureFile("/tmp/1-a.jpg".into()));
    let Some(Effect::ShowPicture(file, back)) = stage.asked.last() else { panic!("{:?}", stage.asked.last()) };
    assert_eq!(file, std::path::Path::new("/tmp/1-a.jpg"));
    assert!(back.contains("Enter"), "{back}");
}

#[test]
fn the_name_of_a_line_is_told_to_its_end() {
    let mut stage = Stage::new(60, 20, 3);
    let key = "network.a_key_that_is_longer_than_the_column_of_the_keys_is_wide".to_owned();
    stage.tell(Message::SettingsTold(vec![(key.clone(), "1".into()), ("ui.list".into(), "roomy".into())]));
    let told: String = stage.screen().chars().filter(|c| !c.is_whitespace() && *c != '│').collect();
    assert!(told.contains("is_wide") && !told.contains('…'), "{}", stage.screen());
}

#[test]
fn a_panel_is_as_wide_as_its_lines_and_that_of_the_orders_leaves_the_list_in_sight() {
    let mut stage = Stage::new(160, 48, 40);
    stage.press("O");
    let screen = stage.ui.shell.panes.layout.screen;
    let placed = stage.ui.panel().unwrap().place(screen).area;
    let list = stage.ui.shell.panes.layout.list.unwrap();
    assert!(placed.x >= list.x + list.width && placed.width < 60, "{}", stage.screen());
    stage.press("esc A");
    assert!(stage.ui.panel().unwrap().place(screen).area.width <= 84, "{}", stage.screen());
}

#[test]
fn the_chosen_setting_is_explained() {
    let mut stage = Stage::new(120, 36, 3);
    let settings = [("ui.list", "roomy"), ("ui.size", "normal")].map(|(key, value)| (key.to_owned(), value.to_owned()));
    stage.tell(Message::SettingsTold(settings.into()));
    let told = |stage: &Stage| stage.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told(&stage).contains("mỗi bài một dòng"), "{}", stage.screen());
    stage.press("j");
    assert!(!told(&stage).contains("mỗi bài một dòng"), "{}", stage.screen());
}
