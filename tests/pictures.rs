//! The README's pictures: one command draws them, they show what they should, and none is missing.
//!
//! `LOA_WRITE=1 cargo test --test pictures` redraws them, as `cargo run --example pictures` does.

#[path = "../examples/pictures/screens.rs"]
mod screens;
#[path = "../examples/pictures/svg.rs"]
mod svg;

#[test]
#[expect(clippy::disallowed_methods, reason = "a test is steered by the environment")]
fn the_six_pictures_are_made_and_the_readme_shows_them() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let drawn = screens::all().unwrap();
    assert_eq!(drawn.len(), 6);
    for (name, title, buffer, ground) in drawn {
        let picture = svg::of(&buffer, title, ground);
        assert!(picture.starts_with("<svg") && picture.ends_with("</svg>\n") && picture.contains("ông"), "{name}");
        assert!(![">0 bài", ">0 kết quả"].iter().any(|none| picture.contains(none)), "{name} shows an empty list");
        assert!(picture.len() < 120_000, "{name}: {} bytes", picture.len());
        let path = format!("docs/pictures/{name}.svg");
        assert!(readme.contains(&path), "README.md does not show {path}");
        let path = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
        if std::env::var_os("LOA_WRITE").is_some() {
            std::fs::write(&path, &picture).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap();
        assert_eq!(kept.lines().count(), picture.lines().count(), "{path}: run `cargo run --example pictures`");
    }
}
