//! The layers of the configuration, and mistakes in it.

use std::path::{Path, PathBuf};

use super::load::{Flag, Presence};
use super::settings::{SETTINGS, find};
use super::*;
use crate::model::Language;

fn written(text: &str) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("config.toml");
    std::fs::write(&file, text).unwrap();
    (dir, file)
}

fn loaded(text: &str) -> Loaded {
    let (_dir, file) = written(text);
    load(&file, Presence::Required, &Environment::default(), &[]).unwrap()
}

fn mistakes(text: &str) -> Vec<String> {
    let (dir, file) = written(text);
    let errors = load(&file, Presence::Required, &Environment::default(), &[]).expect_err("a mistake");
    errors.iter().map(|e| e.to_string().replace(&format!("{}/", dir.path().display()), "")).collect()
}

#[test]
fn a_missing_file_gives_the_defaults() {
    let loaded = load(Path::new("/nonexistent/loa.toml"), Presence::Optional, &Environment::default(), &[]).unwrap();
    assert_eq!((loaded.config, loaded.file), (Config::default(), None));
}

#[test]
fn a_missing_file_that_was_asked_for_is_a_mistake() {
    assert!(load(Path::new("/nonexistent/loa.toml"), Presence::Required, &Environment::default(), &[]).is_err());
}

#[test]
fn every_setting_has_a_default_that_it_accepts() {
    let defaults = load::defaults();
    for setting in SETTINGS {
        let value = settings::default_of(setting, &defaults).unwrap_or_else(|| panic!("{} has none", setting.key()));
        assert!(setting.accepts(&value), "{} = {value}", setting.key());
    }
}

#[test]
fn every_default_is_in_the_table_of_settings() {
    for (section, _) in settings::SECTIONS {
        for name in load::defaults()[*section].as_table().unwrap().keys().filter(|name| *name != "mirrors") {
            assert!(find(section, name).is_some(), "{section}.{name}");
        }
    }
}

#[test]
fn a_flag_beats_the_environment_which_beats_the_file_which_beats_the_default() {
    let (_dir, file) = written("[ui]\nmeasure = 60\nmouse = true\nascii = true\n");
    let environment = Environment::of(&[("LOA_UI_MEASURE", "70"), ("LOA_UI_MOUSE", "false")]);
    let flag = Flag { flag: "--measure", section: "ui", name: "measure", value: "80".to_owned() };
    let loaded = load(&file, Presence::Required, &environment, &[flag]).unwrap();
    let origin = |name| loaded.origin(find("ui", name).unwrap());
    assert_eq!((loaded.config.ui.measure, origin("measure")), (80, ValueOrigin::Flag("--measure".to_owned())));
    assert_eq!((loaded.config.ui.mouse, origin("mouse")), (false, ValueOrigin::Variable("LOA_UI_MOUSE".to_owned())));
    assert_eq!((loaded.config.ui.ascii, origin("ascii")), (true, ValueOrigin::File(4)));
    assert_eq!(origin("theme"), ValueOrigin::Default);
}

#[test]
fn an_unknown_key_is_named_with_its_line_and_the_nearest_right_one() {
    assert_eq!(
        mistakes("[ui]\n\nmesure = 60\n"),
        [r#"config.toml:3: unknown key "ui.mesure"; did you mean "measure"?"#]
    );
    assert_eq!(mistakes("[netwrok]\n"), [r#"config.toml:1: unknown key "netwrok"; did you mean "network"?"#]);
}

#[test]
fn all_mistakes_come_at_once_in_the_order_of_the_file() {
    let all = mistakes("[ui]\nmeasure = \"x\"\nmoose = 1\n[store]\nkeep_days = -1\n");
    let lines: Vec<&str> = all.iter().map(|m| m.split(": ").next().unwrap()).collect();
    assert_eq!(lines, ["config.toml:2", "config.toml:3", "config.toml:5"]);
}

#[test]
fn a_value_out_of_bounds_names_the_bounds() {
    assert_eq!(
        mistakes("[network]\nconnections_per_host = 1000\n"),
        ["config.toml:2: network.connections_per_host = 1000: expected a whole number from 1 to 32"]
    );
}

#[test]
fn broken_toml_names_its_line() {
    assert!(mistakes("[ui]\nmeasure = = 3\n")[0].starts_with("config.toml:2: "));
}

#[test]
fn a_variable_that_makes_no_sense_is_a_mistake() {
    let environment = Environment::of(&[("LOA_UI_WRAP", "sideways")]);
    let errors = load(Path::new("/nonexistent"), Presence::Optional, &environment, &[]).expect_err("a mistake");
    assert_eq!(errors[0].to_string(), r#"$LOA_UI_WRAP: ui.wrap = "sideways": expected one of "optimal", "greedy""#);
}

#[test]
fn a_group_has_a_name_and_a_list_of_newspapers() {
    let loaded = loaded("[[group]]\nname = \"Công đoàn\"\nsources = [\"laodong.vn\"]\n");
    assert_eq!(loaded.config.groups[0].sources, ["laodong.vn"]);
    let text = "[[group]]\nnam = \"Công đoàn\"\nsources = \"laodong.vn\"\n";
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("config.toml");
    std::fs::write(&file, text).unwrap();
    let errors = load(&file, Presence::Required, &Environment::of(&[]), &[]).expect_err("mistakes");
    let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert!(told.iter().any(|error| error.contains("group.nam")), "{told:?}");
    assert!(told.iter().any(|error| error.contains("group.sources")), "{told:?}");
}

#[test]
fn mirrors_keys_searches_and_sources_are_taken_as_written() {
    let loaded = loaded(
        "[network.mirrors]\n\"https://a.vn\" = \"http://127.0.0.1:1/a\"\n[keys]\nquit = \"x\"\nopen = [\"enter\", \"l\"]\n\
         [[search]]\nname = \"n\"\nquery = \"q\"\n[[source]]\nid = \"a.vn\"\n[[source.section]]\nid = \"s\"\n",
    );
    assert_eq!(loaded.config.network.mirrors["https://a.vn"], "http://127.0.0.1:1/a");
    assert_eq!(loaded.config.keys["open"].list(), ["enter", "l"]);
    assert_eq!(loaded.config.keys["quit"].list(), ["x"]);
    assert_eq!(loaded.config.searches[0].query, "q");
    assert_eq!(loaded.config.sources[0]["section"][0]["id"].as_str(), Some("s"));
    assert_eq!((loaded.line_of("keys.quit"), loaded.line_of("source.0")), (Some(4), Some(9)));
}

#[test]
fn a_mirror_must_lead_from_the_web_to_the_web() {
    assert!(mistakes("[network.mirrors]\n\"laodong.vn\" = \"http://x\"\n")[0].contains("laodong.vn"));
}

#[test]
fn a_file_at_the_bound_is_read_and_one_byte_more_is_refused() {
    let limit = usize::try_from(load::MAX_CONFIG_BYTES).unwrap();
    assert_eq!(loaded(&"#".repeat(limit)).config, Config::default());
    assert!(mistakes(&"#".repeat(limit + 1))[0].contains("larger than"));
}

#[test]
fn the_language_is_the_configured_one_else_the_locale_s() {
    assert_eq!(loaded("[ui]\nlanguage = \"en\"\n").language(), Language::English);
    let environment = Environment::of(&[("LANG", "en_GB.UTF-8")]);
    assert_eq!(
        load(Path::new("/nonexistent"), Presence::Optional, &environment, &[]).unwrap().language(),
        Language::English
    );
    assert_eq!(loaded("").language(), Language::Vietnamese);
}

#[test]
fn what_config_show_prints_is_a_configuration_with_the_same_meaning() {
    let before =
        loaded("[ui]\nmeasure = 60\n[keys]\nquit = \"x\"\n[network.mirrors]\n\"https://a.vn\" = \"http://b/\"\n");
    assert_eq!(loaded(&example::show(&before)).config, before.config);
}

#[test]
fn the_width_of_ambiguous_signs_may_be_said_in_cells() {
    for (written, meant) in [("1", "narrow"), ("2", "wide"), ("\"2\"", "wide"), ("\"auto\"", "auto")] {
        let config: Config = toml::from_str(&format!("[ui]\nambiguous_width = {written}")).unwrap();
        assert_eq!(config.ui.ambiguous_width, meant);
    }
}
