//! Pictures in the reader: when they are asked for, where they stand.

use super::reading::rich_article;
use super::*;

fn with_pictures() -> Stage {
    Stage::with(120, 60, vec![rich_article()], ScreenSettings { pictures: true, ..ScreenSettings::default() })
}

#[test]
fn pictures_are_asked_for_when_an_article_is_opened_not_when_it_is_looked_at() {
    let mut stage = with_pictures();
    let asked = |stage: &Stage| stage.asked.iter().filter(|e| matches!(e, Effect::LoadPicture(..))).count();
    assert_eq!(asked(&stage), 0);
    stage.press("enter");
    assert_eq!(asked(&stage), 1);
    stage.press("q enter");
    assert_eq!(asked(&stage), 1);
}

#[test]
fn a_picture_stands_above_its_caption_and_p_hides_it() {
    let mut stage = with_pictures();
    stage.press("enter");
    let blocks = crate::ui::reader::picture::Picture::blocks(40, 20, vec![[200, 80, 10]; 800]);
    stage.tell(Message::Picture("https://bao-song.test/a.jpg".into(), Ok(std::sync::Arc::new(blocks))));
    let lines = stage.lines();
    let rows = lines.iter().filter(|l| l.contains("▀▀▀▀")).count();
    let last = lines.iter().rposition(|l| l.contains('▀')).unwrap();
    assert_eq!(rows, 10);
    assert!(lines[last + 1].contains("Công nhân tan ca"), "{}", stage.screen());
    stage.press("p");
    assert!(!stage.shows("▀") && stage.shows("Công nhân tan ca"));
}

#[test]
fn a_picture_that_comes_moves_no_line() {
    let mut stage = with_pictures();
    stage.press("enter");
    let before: Vec<String> = stage.lines();
    let blocks = crate::ui::reader::picture::Picture::blocks(40, 20, vec![[200, 80, 10]; 800]);
    stage.tell(Message::Picture("https://bao-song.test/a.jpg".into(), Ok(std::sync::Arc::new(blocks))));
    for (before, after) in before.iter().zip(stage.lines()).filter(|(_, after)| !after.contains('▀')) {
        assert_eq!(before.replace('▣', " ").trim_end(), after.replace('▣', " ").trim_end());
    }
    assert!(stage.shows("▀"));
}

#[test]
fn a_picture_that_was_made_for_a_small_screen_has_its_place_on_a_large_one() {
    let mut stage = with_pictures();
    stage.press("enter");
    let come = |stage: &mut Stage| {
        let room = stage.asked.iter().rev().find_map(|effect| match effect {
            Effect::LoadPicture(_, room) => Some(*room),
            _ => None,
        });
        // A photograph, three to two.
        let (most, rows) = room.unwrap();
        let (width, height) = (most.min(rows * 3), most.min(rows * 3) / 3);
        let pixels = vec![[200, 80, 10]; usize::from(width) * usize::from(height) * 2];
        let blocks = crate::ui::reader::picture::Picture::blocks(width, height * 2, pixels);
        stage.tell(Message::Picture("https://bao-song.test/a.jpg".into(), Ok(std::sync::Arc::new(blocks))));
        stage.lines().iter().map(|line| line.matches('▀').count()).max()
    };
    let before = come(&mut stage);
    stage.resize(40, 12);
    let small = come(&mut stage);
    stage.resize(120, 60);
    assert_eq!(come(&mut stage), before);
    assert!(small < before);
}

#[test]
fn without_a_network_no_place_is_kept_for_pictures() {
    let settings = ScreenSettings { pictures: true, offline: true, ..ScreenSettings::default() };
    let mut stage = Stage::with(120, 60, vec![rich_article()], settings);
    stage.press("enter");
    assert!(stage.ui.reader.document.pictures.is_empty());
}
