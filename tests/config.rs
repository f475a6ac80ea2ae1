//! config.example.toml matches the code: it is the table of settings, and its values are the defaults.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::path::Path;

use loaphuong::config::{Config, Environment, Presence, example, load};

fn root(file: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

fn loaded(text: &str) -> Config {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("config.toml");
    std::fs::write(&file, text).unwrap();
    load(&file, Presence::Required, &Environment::default(), &[])
        .unwrap_or_else(|all| panic!("{all:#?}\n{text}"))
        .config
}

/// The file with the # before every setting removed (prose has a space after its #), up to the tables without defaults.
fn switched_on(text: &str) -> String {
    let settings = text.split("# Your own keys").next().unwrap_or_default();
    let mirrors = |line: &&str| !line.contains("network.mirrors") && !line.starts_with("#\"");
    let on = |line: &str| match line.strip_prefix('#') {
        Some(setting) if !setting.starts_with(' ') => format!("{setting}\n"),
        _ => format!("{line}\n"),
    };
    settings.lines().filter(mirrors).map(on).collect()
}

#[test]
fn the_example_in_the_repository_is_the_one_that_config_init_prints() {
    let file = std::fs::read_to_string(root("config.example.toml")).unwrap();
    assert_eq!(file, example::render(), "run: cargo run -- config init > config.example.toml");
}

#[test]
fn the_example_as_it_stands_changes_nothing() {
    assert_eq!(loaded(&example::render()), Config::default());
}

#[test]
fn the_example_with_every_setting_switched_on_is_the_default() {
    assert_eq!(loaded(&switched_on(&example::render())), Config::default());
}

#[test]
fn the_example_with_everything_switched_on_is_a_configuration() {
    let on = |line: &str| match line.strip_prefix('#') {
        Some(setting) if !setting.starts_with(' ') => format!("{setting}\n"),
        _ => format!("{line}\n"),
    };
    let config = loaded(&example::render().lines().map(on).collect::<String>());
    assert_eq!((config.searches.len(), config.sources.len(), config.keys.len()), (1, 1, 3));
    assert_eq!(config.network.mirrors.len(), 1);
}
