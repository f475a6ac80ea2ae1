//! The configuration: mistakes with their lines, and the origin of each value.

use super::*;

#[test]
fn a_broken_configuration_is_named_with_file_line_and_suggestion() {
    let home = Home::new();
    let file = home.write("c.toml", "[ui]\nmesure = 3\n");
    let named = predicate::str::contains("c.toml:2").and(predicate::str::contains("did you mean \"measure\""));
    home.loa(&["--config", &file, "list"]).assert().code(2).stdout("").stderr(named);
}

#[test]
fn a_key_of_no_action_is_named_with_its_line_and_a_suggestion() {
    let home = Home::new();
    let file = home.write("c.toml", "[keys]\nquti = \"x\"\ndown = \"no-such-key\"\n");
    let named = predicate::str::contains("c.toml:2").and(predicate::str::contains("c.toml:3"));
    home.loa(&["--config", &file, "config", "check"]).assert().code(2).stdout("").stderr(named);
}

#[test]
fn one_key_for_two_actions_is_a_mistake() {
    let home = Home::new();
    let file = home.write("c.toml", "[keys]\nquit = \"x\"\nhelp = [\"F2\", \"x\"]\n");
    let named = predicate::str::contains("is already the key of");
    home.loa(&["--config", &file, "config", "check"]).assert().code(2).stderr(named);
}

#[test]
fn a_theme_that_there_is_not_is_told_with_its_line_and_the_nearest() {
    let home = Home::new();
    let file = home.write("c.toml", "[ui]\ntheme = \"sepiaa\"\n");
    let told = predicate::str::contains("c.toml:2: ui.theme = \"sepiaa\"").and(predicate::str::contains("\"sepia\"?"));
    home.loa(&["--config", &file, "config", "check"]).assert().code(2).stderr(told);
    std::fs::create_dir(home.path().join("themes")).unwrap();
    home.write("themes/sepiaa.toml", "");
    home.loa(&["--config", &file, "config", "check"]).assert().code(0);
    let told = predicate::str::contains("$LOA_UI_THEME: ui.theme = \"darkk\"");
    home.loa(&["config", "check"]).env("LOA_UI_THEME", "darkk").assert().code(2).stderr(told);
}

#[test]
fn a_theme_of_the_readers_own_that_is_broken_is_told_with_its_line_and_not_taken() {
    let home = Home::new();
    let file = home.write("c.toml", "[ui]\nmouse = true\n");
    std::fs::create_dir(home.path().join("themes")).unwrap();
    home.write("themes/mine.toml", "[style]\ntext = { fg = \"inkk\" }\n");
    let told = predicate::str::contains("themes/mine.toml:2: style.text.fg");
    home.loa(&["--config", &file, "config", "check"]).assert().code(2).stderr(told.clone());
    let asked = predicate::str::contains("ui.theme = \"mine\"").and(told);
    home.loa(&["config", "set", "ui.theme", "mine", "--config", &file]).assert().code(2).stderr(asked);
    home.loa(&["config", "set", "ui.measure", "90", "--config", &file]).assert().code(0);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "[ui]\nmouse = true\nmeasure = 90\n");
}

#[test]
fn a_key_for_a_command_that_there_is_not_is_told_with_its_line() {
    let home = Home::new();
    let file = home.write("c.toml", "[keys]\n\":sort title\" = \"f8\"\n\":srot title\" = \"f9\"\n");
    let told = predicate::str::contains("c.toml:3: ")
        .and(predicate::str::contains(":srot"))
        .and(predicate::str::contains("sort”"));
    home.loa(&["--config", &file, "config", "check"]).assert().code(2).stderr(told);
}

#[test]
fn a_list_is_set_as_it_is_shown_and_a_refused_value_is_told_without_a_line() {
    let home = Home::new();
    let file = home.write("c.toml", "[ui]\nmouse = true\n");
    let set = |words: &[&str]| home.loa(&[&["config", "set"][..], words, &["--config", &file]].concat()).assert();
    set(&["mute.rules", r#"['tiêu đề:"xổ số"']"#]).code(0);
    set(&["hooks.after_sync", "[]"]).code(0);
    set(&["hooks.on_start", r#"["notify-send", "loa", "chào buổi sáng"]"#]).code(0);
    set(&["ui.list_facts", "source", "age"]).code(0);
    let written = std::fs::read_to_string(&file).unwrap();
    for line in [
        r#"rules = ['tiêu đề:"xổ số"']"#,
        "after_sync = []",
        r#"on_start = ["notify-send", "loa", "chào buổi sáng"]"#,
        r#"list_facts = ["source", "age"]"#,
    ] {
        assert!(written.contains(line), "{line}: {written}");
    }
    let told = predicate::str::contains("nosuch").and(predicate::str::contains("c.toml").not());
    set(&["ui.theme", "nosuch"]).code(2).stderr(told);
    set(&["ui.list_facts", "nosuch"]).code(2);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), written);
}

#[test]
fn the_language_of_the_configuration_is_that_of_help_usage_manual_and_completions() {
    let home = Home::new();
    let file = home.write("c.toml", "[ui]\nlanguage = \"en\"\n");
    let named = format!("--config={file}");
    let told = |arguments: &[&str]| {
        let out = home.loa(arguments).env("LANG", "vi_VN.UTF-8").output().unwrap();
        String::from_utf8([out.stdout, out.stderr].concat()).unwrap()
    };
    for (arguments, english) in [
        (vec!["--config", &file, "--help"], "all went well"),
        (vec![named.as_str(), "--help"], "all went well"),
        (vec![named.as_str(), "list", "--sinc"], "did you mean"),
        (vec!["list", "--sinc", "--config", &file], "did you mean"),
        (vec!["--config", &file, "config", "set", "nosuch", "1"], "There is no"),
        (vec!["--config", &file, "completions", "fish"], "Make no request at all"),
    ] {
        let text = told(&arguments);
        assert!(text.to_lowercase().contains(&english.to_lowercase()), "{arguments:?}: {text}");
    }
    assert!(!told(&["completions", "fish"]).contains("Make no request at all"));
}

#[test]
fn a_kept_search_with_a_mistake_is_told_with_its_line() {
    let home = Home::new();
    let text = "[[search]]\nname = \"a\"\nquery = \"tiền\"\n\n[[search]]\nname = \"b\"\nquery = \"/[/\"\n";
    let file = home.write("c.toml", text);
    let told =
        predicate::str::contains("c.toml:5: search.query: \"/[/\"").and(predicate::str::contains("left out").not());
    home.loa(&["--config", &file, "config", "check"]).assert().code(2).stderr(told);
    home.loa(&["--config", &file, "list"]).assert().code(4);
}

#[test]
fn a_selector_of_a_source_that_is_not_css_is_told_with_its_line_table_and_key() {
    let home = Home::new();
    let text = "[ui]\nmouse = true\n\n[[source]]\nid = \"bao.example.vn\"\n\n[source.article]\ntitle = [\"h1..[\"]\n";
    let file = home.write("c.toml", text);
    let told = predicate::str::contains("c.toml:8").and(predicate::str::contains("[source.article] title"));
    let told = told.and(predicate::str::contains("h1..["));
    home.loa(&["--config", &file, "config", "check"]).assert().code(2).stdout("").stderr(told);
}

#[test]
fn a_mistake_in_a_source_is_told_with_its_line() {
    let home = Home::new();
    let told = |text: &str| {
        let file = home.write("c.toml", text);
        let out = home.loa(&["--config", &file, "config", "check"]).assert().code(2).get_output().stderr.clone();
        String::from_utf8(out).unwrap()
    };
    let without_id = told("\n[[source]]\nname = \"x\"\n");
    assert!(without_id.contains("c.toml:2: ") && without_id.contains("\"id\""), "{without_id}");
    let not_a_host = told("\n\n[[source]]\nid = \"x\"\n");
    assert!(not_a_host.contains("c.toml:3: [source] id"), "{not_a_host}");
    let kind = told("[[source]]\nid = \"a.vn\"\n[[source.section]]\nid = \"b\"\nkind = \"lisstting\"\n");
    assert!(kind.contains("c.toml:5: ") && kind.contains("did you mean \"listing\"?"), "{kind}");
}

#[test]
fn a_configuration_that_was_named_must_exist() {
    Home::new().loa(&["--config", "/nonexistent/c.toml", "config", "check"]).assert().code(2);
}

#[test]
fn config_init_prints_a_configuration_that_config_check_accepts() {
    let home = Home::new();
    let printed = home.loa(&["config", "init"]).output().unwrap().stdout;
    let file = home.write("c.toml", &String::from_utf8(printed).unwrap());
    home.loa(&["--config", &file, "config", "check"]).assert().code(0);
}

#[test]
fn config_show_tells_what_gave_each_value() {
    let home = Home::new();
    let file = home.write("c.toml", "[ui]\nmeasure = 60\n");
    let told = predicate::str::contains("measure = 60  # line 2")
        .and(predicate::str::contains("offline = true  # --offline"))
        .and(predicate::str::contains("mouse = true  # $LOA_UI_MOUSE"))
        .and(predicate::str::contains("ascii = false  # default"));
    home.loa(&["--config", &file, "--offline", "config", "show"])
        .env("LOA_UI_MOUSE", "1")
        .assert()
        .code(0)
        .stdout(told);
}

#[test]
fn config_path_follows_xdg() {
    let home = Home::new();
    let expected = predicate::str::starts_with("/somewhere/loa/config.toml");
    home.loa(&["config", "path"]).env("XDG_CONFIG_HOME", "/somewhere").assert().code(0).stdout(expected);
}

#[test]
#[cfg(unix)]
fn an_editor_that_breaks_the_configuration_is_told_what_it_broke() {
    let home = Home::new();
    for (editor, code, said) in [
        ("true", 0, ""),
        ("false", 1, "ended with code 1"),
        ("no-such-editor", 1, "Cannot start the editor \"no-such-editor\""),
        ("./breaks", 2, "config.toml:"),
    ] {
        std::fs::write(home.path().join("breaks"), "#!/bin/sh\nprintf '[ui\\n' >> \"$1\"\n").unwrap();
        let runnable = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(home.path().join("breaks"), runnable).unwrap();
        let mut command = home.loa(&["config", "edit"]);
        let edited = command.env("EDITOR", editor).env("PATH", "/usr/bin:/bin").current_dir(home.path()).assert();
        edited.code(code).stderr(predicate::str::contains(said));
    }
}
