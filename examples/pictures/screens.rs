//! The six screens: a size, a theme, and the keys that lead there.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use loaphuong::model::{FixedClock, Timestamp};
use loaphuong::sources::{Catalog, overlay};
use loaphuong::store::Store;
use loaphuong::sync::{Engine, RefreshScope, Watch, start};
use loaphuong::ui::key::Key;
use loaphuong::ui::theme::{Meaning, Theme};
use loaphuong::ui::{Message, ScreenSettings, Ui};
use loaphuong::{app, demo, fetch};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;

/// Monday 23 November 2026, 10:00 in Viet Nam.
const NOW: Timestamp = Timestamp(1_795_402_800);

/// Name, title, size, theme, keys; `text:` is typed.
type Screen = (&'static str, &'static str, (u16, u16), &'static str, &'static [&'static str]);

const SCREENS: &[Screen] = &[
    ("panes", "Ba cột: nguồn tin, danh sách, bài báo", (132, 36), "dark", &["j", "s", "j", "j", "u"]),
    ("reading", "Đọc một bài", (92, 36), "light", &["enter", "z"]),
    ("search", "Tìm không cần gõ dấu", (120, 32), "dark", &["/", "text:tang luong"]),
    ("keys", "Phím tắt", (100, 32), "forest", &["?"]),
    ("table", "Bảng so sánh và giao diện giấy cũ", (92, 32), "sepia", &["enter", "z", "ctrl-d", "ctrl-d", "ctrl-d"]),
    ("narrow", "Một cột trên màn hình hẹp", (46, 30), "high-contrast", &["j"]),
];

/// A screen ready to be drawn: name, title, cells, looks of an empty cell.
pub(crate) type Drawn = (&'static str, &'static str, Buffer, (Color, Color));

/// Draws all of them from one archive, filled by one refresh of the demo paper.
pub(crate) fn all() -> Result<Vec<Drawn>, Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let paper = demo::start(NOW.0).await?;
        let sites = overlay::read("(demo)", demo::SOURCES_TOML)?;
        let network = fetch::NetworkSettings {
            mirrors: paper.mirrors(),
            gap: Duration::ZERO,
            ..fetch::NetworkSettings::default()
        };
        let clock = Arc::new(FixedClock(NOW));
        let engine = Engine {
            catalog: Arc::new(Catalog::default().with_user("(demo)", sites)?),
            store: Store::in_memory(clock.clone())?,
            network,
            clock,
            pictures: None,
            watch: Watch::default(),
        };
        let mut handle = start(engine.clone(), RefreshScope { force: true, ..RefreshScope::default() });
        while handle.news.recv().await.is_some() {}
        engine.store.catch_up(1_000, &|| false, &mut |_| ())?;
        Ok(SCREENS.iter().map(|screen| draw(&engine, screen)).collect())
    })
}

fn draw(engine: &Engine, (name, title, size, theme, keys): &Screen) -> Drawn {
    let settings =
        ScreenSettings { theme: (*theme).to_owned(), outlets: app::outlets(engine), ..ScreenSettings::default() };
    let mut ui = Ui::new(settings, *size, NOW);
    ui.start();
    serve(&mut ui, engine);
    for key in *keys {
        let pressed = match key.strip_prefix("text:") {
            Some(text) => text.chars().map(Key::char).collect(),
            None => Key::parse_chord(key).unwrap_or_default(),
        };
        for key in pressed {
            ui.update(Message::Key(key));
            serve(&mut ui, engine);
        }
    }
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.0, size.1));
    let _ = ui.paint(&mut buffer);
    let ground = Theme::built_in(theme).unwrap_or_else(Theme::bare).style(Meaning::Ground);
    (name, title, buffer, (ground.fg.unwrap_or_default(), ground.bg.unwrap_or_default()))
}

/// Answers what the screen asks the archive, as the shell does.
fn serve(ui: &mut Ui, engine: &Engine) {
    let mut effects = ui.take_effects();
    while let Some(effect) = effects.pop() {
        if let Some(message) = app::answer(&engine.store, effect) {
            ui.update(message);
            effects.extend(ui.take_effects());
        }
    }
}
