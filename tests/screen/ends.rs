//! The terminal is restored however the program ends: by a signal, a hangup, or a panic.

use std::io::{Read as _, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use loaphuong::app::{Added, Asking, Hints, Refreshing, Seen, Setup, SourceDesk, run};
use loaphuong::config::Environment;
use loaphuong::model::offer::OfferPart;
use loaphuong::model::{Clock, FixedClock, SourceId, Timestamp};
use loaphuong::sources::{BuiltIn, Catalog};
use loaphuong::store::Store;
use loaphuong::sync::{Discovery, Engine, Watch};
use loaphuong::ui::ScreenSettings;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use super::terminal::{Terminal, restored};

#[test]
fn a_signal_to_end_restores_the_terminal() {
    let mut terminal = Terminal::start(100, 30, &["--offline"]);
    terminal.shows("kho bài còn trống");
    let id = terminal.child.process_id().unwrap().to_string();
    assert!(std::process::Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    let (_, parser) = terminal.end();
    assert!(restored(&parser));
}

fn end_by(signal: &str) {
    let mut terminal = Terminal::start(100, 30, &["--offline"]);
    terminal.shows("kho bài còn trống");
    let id = terminal.child.process_id().unwrap().to_string();
    assert!(std::process::Command::new("kill").args([signal, &id]).status().unwrap().success());
    let (_, parser) = terminal.end();
    assert!(restored(&parser), "{signal}");
}

#[test]
fn a_terminal_that_hangs_up_is_left_in_order() {
    end_by("-HUP");
    end_by("-INT");
}

#[test]
fn a_terminal_that_is_closed_ends_it_without_a_word() {
    let home = tempfile::tempdir().unwrap();
    let pair = native_pty_system().openpty(PtySize { rows: 30, cols: 100, pixel_width: 0, pixel_height: 0 }).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_loa"));
    command.arg("--offline");
    command.env("HOME", home.path());
    command.env("XDG_DATA_HOME", home.path().join("data"));
    command.env("TERM", "xterm-256color");
    command.env("LANG", "vi_VN.UTF-8");
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    // It answers a key, so it listens to signals as well.
    pair.master.take_writer().unwrap().write_all(b"?").unwrap();
    let (mut seen, mut bytes) = (Vec::new(), [0; 4096]);
    while !String::from_utf8_lossy(&seen).contains("Phím tắt") {
        let many = reader.read(&mut bytes).unwrap();
        seen.extend_from_slice(&bytes[..many]);
    }
    drop(reader);
    drop(pair.master);
    assert_eq!(child.wait().unwrap().exit_code(), 0);
}

/// A clock that panics once the screen is drawn.
#[derive(Default)]
struct BrokenClock(AtomicUsize);

impl Clock for BrokenClock {
    fn now(&self) -> Timestamp {
        assert!(self.0.fetch_add(1, Ordering::SeqCst) == 0, "the clock broke");
        Timestamp(1_747_013_400)
    }
}

/// A handler of configuration requests that does nothing.
struct NobodysDesk;

impl SourceDesk for NobodysDesk {
    fn settings(&self, _: Option<&str>, _: Asking) -> Result<Vec<(String, String)>, String> {
        Err(String::new())
    }

    fn set(&self, key: &str, _: &str, _: Asking) -> Result<(), String> {
        Err(key.to_owned())
    }

    fn look(&self, address: &str, _: Asking) -> Result<Seen, String> {
        Err(address.to_owned())
    }

    fn add(&self, _: &Discovery, _: &[OfferPart], _: Asking) -> Result<Added, String> {
        Err(String::new())
    }

    fn remove(&self, typed: &str, _: Asking) -> Result<SourceId, String> {
        Err(typed.to_owned())
    }

    fn toggle_built_in(&self, _: Asking) -> Result<BuiltIn, String> {
        Err(String::new())
    }
}

#[test]
#[ignore = "run by the other test as a process of its own"]
fn a_screen_with_a_broken_clock() {
    let store = Store::in_memory(Arc::new(FixedClock(Timestamp(1_747_013_400)))).unwrap();
    let engine = Engine {
        catalog: Arc::new(Catalog::default()),
        store,
        network: loaphuong::fetch::NetworkSettings { offline: true, ..Default::default() },
        clock: Arc::new(BrokenClock::default()),
        pictures: None,
        watch: Watch::default(),
    };
    let setup = Setup {
        on_start: Vec::new(),
        refreshing: Refreshing {
            engine,
            after_sync: Vec::new(),
            refresh_minutes: 0,
            browser: loaphuong::app::browser::Browser::Desktop,
            viewer: loaphuong::app::viewer::Viewer::default(),
            speech: loaphuong::config::Speech::default(),
        },
        settings: ScreenSettings { offline: true, ..ScreenSettings::default() },
        ask_width: false,
        hints: Hints::of(&Environment::of(&[])),
        pictures: "off".to_owned(),
        taskbar: false,
        refresh_on_start: false,
        reread: Arc::new(|| Err(String::new())),
        desk: Arc::new(NobodysDesk),
    };
    let runtime = Arc::new(tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap());
    drop(run(setup, || Ok(std::sync::Arc::clone(&runtime))));
}

#[test]
fn a_fault_of_its_own_restores_the_terminal_and_is_told() {
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["--ignored", "--exact", "--nocapture", "ends::a_screen_with_a_broken_clock"]);
    let mut terminal = Terminal::spawn(tempfile::tempdir().unwrap(), 100, 30, command, &[("RUST_BACKTRACE", "0")]);
    terminal.writes("\x1b[?1049h").till_the_end();
    let told = terminal.text();
    assert!(told.contains("the clock broke"), "{told}");
    assert!(told.contains("loa gặp lỗi và phải dừng"), "{told}");
    assert!(restored(&terminal.parser), "{told}");
}
