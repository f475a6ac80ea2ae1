//! What the screen remembers against what the configuration names.

use super::*;
use crate::model::Language;
use crate::ui::list::Density;

fn remembered(name: &str, value: &str) -> Message {
    Message::Remembered([(name.to_owned(), value.to_owned())].into())
}

fn english_by_name() -> ScreenSettings {
    ScreenSettings { language: Language::English, language_named: true, ..ScreenSettings::default() }
}

#[test]
fn a_language_that_the_configuration_names_is_not_overruled_by_last_time() {
    let mut stage = Stage::with(80, 24, vec![article(1)], english_by_name());
    stage.tell(remembered("language", "vi"));
    assert_eq!(stage.ui.shell.words.language, Language::English);
}

#[test]
fn a_language_of_last_time_counts_where_the_configuration_names_none() {
    let mut stage = Stage::new(80, 24, 1);
    stage.tell(remembered("language", "en"));
    assert_eq!(stage.ui.shell.words.language, Language::English);
}

#[test]
fn another_language_than_the_one_named_is_for_this_run_only() {
    let mut stage = Stage::with(80, 24, vec![article(1)], english_by_name());
    stage.press("g l");
    assert_eq!(stage.ui.shell.words.language, Language::Vietnamese);
    assert!(!stage.asked.iter().any(|effect| matches!(effect, Effect::Remember("language", _))));
}

#[test]
fn a_configuration_read_again_brings_the_language_that_it_names_and_no_other() {
    let mut stage = Stage::new(80, 24, 1);
    stage.press("g l");
    stage.tell(Message::Settings(Box::new(Ok(ScreenSettings::default()))));
    assert_eq!(stage.ui.shell.words.language, Language::English);
    let named = ScreenSettings { language_named: true, ..ScreenSettings::default() };
    stage.tell(Message::Settings(Box::new(Ok(named))));
    assert_eq!(stage.ui.shell.words.language, Language::Vietnamese);
}

#[test]
fn a_theme_that_the_configuration_names_is_not_overruled_by_last_time() {
    let settings = ScreenSettings { theme: "sepia".into(), ..ScreenSettings::default() };
    let mut stage = Stage::with(80, 24, vec![article(1)], settings);
    stage.tell(remembered("theme", "light"));
    assert_eq!(stage.ui.shell.look.theme.name, "sepia");
}

#[test]
fn a_chosen_theme_stays_when_a_configuration_is_read_again_that_names_none() {
    let follows = || ScreenSettings { theme_follows: true, ..ScreenSettings::default() };
    let mut stage = Stage::with(80, 24, vec![article(1)], follows());
    stage.tell(remembered("theme", "light"));
    stage.tell(Message::Settings(Box::new(Ok(follows()))));
    assert_eq!(stage.ui.shell.look.theme.name, "light");
}

#[test]
fn what_was_turned_on_the_screen_stays_when_the_configuration_says_of_it_what_it_said_before() {
    let mut stage = Stage::new(120, 36, 3);
    let read = |stage: &mut Stage, settings| stage.tell(Message::Settings(Box::new(Ok(settings))));
    stage.press("C :").type_in("map f5 toggle-star").press("enter");
    read(&mut stage, ScreenSettings { absolute_dates: true, ..ScreenSettings::default() });
    assert_eq!(stage.ui.list.style.density, Density::Compact);
    assert!(stage.ui.list.style.absolute_dates);
    stage.press("f5");
    assert!(stage.articles[0].row.starred, "a key that was bound stays bound");
    stage.tell(Message::SettingWritten("ui.list".into(), "roomy".into()));
    read(&mut stage, ScreenSettings::default());
    assert_eq!(stage.ui.list.style.density, Density::Roomy, "what was asked for comes");
}

#[test]
fn what_the_configuration_names_is_not_overruled_by_a_key_of_last_time() {
    let named = vec!["ui.list", "ui.measure", "ui.input_method"];
    let settings = ScreenSettings { named, measure: 90, ..ScreenSettings::default() };
    let mut stage = Stage::with(80, 24, vec![article(1)], settings);
    let last = [("list", "compact"), ("measure", "40"), ("input-method", "telex")];
    stage.tell(Message::Remembered(last.map(|(name, value)| (name.to_owned(), value.to_owned())).into()));
    let ui = &stage.ui;
    let now = (ui.list.style.density, ui.reader.measure, ui.prompts.method.name());
    assert_eq!(now, (crate::ui::list::Density::Roomy, 90, "off"));
    stage.press("C");
    assert_eq!(stage.ui.list.style.density, crate::ui::list::Density::Compact, "the key still turns it");
    assert!(!stage.asked.iter().any(|effect| matches!(effect, Effect::Remember("list", _))), "until loa is left");
}

#[test]
fn a_file_that_could_not_be_saved_is_offered_again_and_where_one_was_saved_is_told() {
    let mut stage = Stage::new(80, 24, 1);
    stage.press("enter");
    let reason = crate::ui::message::Reason::Said("x".into());
    stage.tell(Message::Failed("could-not-save", "/nowhere/a.txt".into(), reason));
    stage.press("w");
    assert_eq!(stage.ui.prompts.open.as_ref().unwrap().text(), "/nowhere/a.txt");
    stage.press("end").type_in("2");
    assert_eq!(stage.ui.prompts.open.as_ref().unwrap().text(), "/nowhere/a.txt2");
    stage.press("esc w").type_in("b.docx");
    assert_eq!(
        stage.ui.prompts.open.as_ref().unwrap().text(),
        "b.docx",
        "what is offered makes place for another name"
    );
    stage.press("esc");
    stage.tell(Message::Written("/tmp/b.txt".into()));
    assert!(stage.shows("Đã lưu: /tmp/b.txt"), "{}", stage.screen());
    stage.press("w");
    assert_ne!(stage.ui.prompts.open.as_ref().unwrap().text(), "/nowhere/a.txt");
}

#[test]
fn a_language_that_is_none_is_told_which_there_are() {
    let mut stage = Stage::new(80, 24, 1);
    stage.press(":").type_in("language xx").press("enter");
    assert!(stage.shows("vi, en"), "{}", stage.screen());
}

#[test]
fn a_measure_may_be_what_the_configuration_may_say_and_no_more() {
    let mut stage = Stage::new(80, 24, 1);
    stage.press(":").type_in("measure 400").press("enter");
    assert_eq!(stage.ui.reader.measure, 400);
    stage.press(":").type_in("measure 500").press("enter");
    assert!(stage.ui.reader.measure == 400 && stage.shows("20–400"), "{}", stage.screen());
}

#[test]
fn why_no_browser_opened_is_seen_on_a_narrow_screen() {
    let mut stage = Stage::new(60, 24, 1);
    let address = format!("https://laodong.vn/{}", "a".repeat(80));
    let error = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
    stage.tell(Message::Failed("could-not-open", address, (&error).into()));
    assert!(stage.shows("(không có quyền)"), "{}", stage.screen());
}
