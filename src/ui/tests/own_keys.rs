//! Keys of the user's own: shown, done from the help, bound on the command line.

use super::*;

fn stage_with_own_keys() -> Stage {
    let keys = vec![
        (":run keep {title}".to_owned(), vec!["g V".to_owned()]),
        ("toggle-star + next-article".to_owned(), vec!["ctrl-n".to_owned()]),
    ];
    let settings = ScreenSettings { keys, ..ScreenSettings::default() };
    Stage::with(120, 36, (0..5).map(article).collect(), settings)
}

fn ran(stage: &Stage) -> bool {
    stage.asked.iter().any(|effect| matches!(effect, Effect::Run(words, ..) if words[0] == "keep"))
}

#[test]
fn the_help_shows_keys_of_the_users_own_and_what_was_recorded() {
    let mut stage = stage_with_own_keys();
    stage.press("g q b s j g q").press("?");
    for piece in ["Phím của bạn", "g V", ":run keep {title}", "@ b"] {
        assert!(stage.shows(piece), "{piece}: {}", stage.screen());
    }
    assert!(stage.shows("đánh dấu, bỏ dấu + bài sau"), "{}", stage.screen());
}

#[test]
fn help_on_a_key_of_the_users_own_tells_it_and_enter_does_it() {
    let mut stage = stage_with_own_keys();
    stage.press(":").type_in("help g V").press("enter");
    assert!(stage.shows(":run keep {title}"), "{}", stage.screen());
    stage.press("enter");
    assert!(ran(&stage));
}

#[test]
fn a_key_is_bound_on_the_command_line_and_how_to_keep_it_is_said() {
    let mut stage = Stage::new(160, 36, 5);
    stage.press(":").type_in("map f5 :run keep {title}").press("enter");
    assert!(stage.shows("\":run keep {title}\" = \"f5\""), "{}", stage.screen());
    stage.press("f5");
    assert!(ran(&stage));
    stage.press(":").type_in("map x toggle-star").press("enter").press("x");
    assert!(stage.articles[0].row.starred, "the key does this now");
    stage.press("j s");
    assert!(stage.articles[1].row.starred, "and the key that did it still does");
    stage.press(":").type_in("unmap x").press("enter j x");
    assert!(!stage.articles[2].row.starred, "taken back, it does what it did before");
    stage.press(":").type_in("unmap s").press("enter");
    assert!(stage.shows("không phải phím tự gán"), "{}", stage.screen());
}

#[test]
fn a_line_that_binds_nothing_says_how_one_is_written() {
    let mut stage = Stage::new(120, 36, 5);
    stage.press(":").type_in("map f5 nothing-such").press("enter");
    assert!(stage.shows("không có việc “nothing-such”") && stage.shows(":map f5 toggle-star"), "{}", stage.screen());
    stage.press(":").type_in("map s").press("enter");
    assert!(stage.shows("đánh dấu, bỏ dấu"), "{}", stage.screen());
}
