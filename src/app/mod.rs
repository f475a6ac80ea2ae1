//! THE SHELL: carries out all effects of the screen; knows every room but `cli` and `demo`.
//!
//! One loop: keys, answers of jobs and the clock become messages; [`crate::ui::Ui::update`] gives effects; the screen is
//! drawn when something happened, and only then. Nothing in the loop waits for disk or network.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Runtime;
use tokio::sync::mpsc;

use crate::store::Store;
use crate::sync::Engine;
use crate::ui::settings::ScreenSettings;
use crate::ui::sources::{Folder, Outlet};
use crate::ui::{Effect, Message, Ui};
use crate::words::Words;

mod answers;
pub mod browser;
mod case;
mod cells;
mod decode;
mod desk;
pub mod digest;
pub mod editor;
mod effects;
pub mod fonts;
mod frames;
mod hints;
mod learning;
mod links;
mod messages;
pub mod pager;
mod picture_loader;
mod programs;
mod searches;
mod signals;
mod source;
pub mod speaker;
mod terminal;
mod terminal_input;
#[cfg(test)]
mod tests;
pub mod viewer;
pub mod voice;
mod work_queue;

pub use answers::answer;
use decode::{Answer, Input};
pub use desk::{Added, Asking, Connection, Seen, SourceDesk};
use effects::EffectShell;
pub use hints::Hints;
use picture_loader::PictureLoader;
use terminal::{Abilities, Screen};

/// Most messages that are taken in before the screen is drawn again.
const BATCH: usize = 1_000;

/// Reads the configuration again; a sentence when that cannot be.
pub type Reread = Arc<dyn Fn() -> Result<(ScreenSettings, Refreshing), String> + Send + Sync>;

/// What refreshes are made with, what follows them, and how often they come.
#[derive(Clone)]
pub struct Refreshing {
    /// Archive, sites, network and clock.
    pub engine: Engine,
    /// Program and arguments to run after every refresh.
    pub after_sync: Vec<String>,
    /// Refresh what is due every so many minutes while the screen is open; 0 = never.
    pub refresh_minutes: u64,
    /// Opens addresses.
    pub browser: browser::Browser,
    /// Shows pictures.
    pub viewer: viewer::Viewer,
    /// Reads aloud.
    pub speech: crate::config::Speech,
}

/// What the screen starts with.
pub struct Setup {
    /// How it refreshes.
    pub refreshing: Refreshing,
    /// The screen's settings; the newspapers are those of the engine.
    pub settings: ScreenSettings,
    /// Ask the terminal how wide it draws ambiguous signs, instead of believing the settings.
    pub ask_width: bool,
    /// What is known of the terminal before it is asked.
    pub hints: Hints,
    /// How pictures are drawn, as the setting says it.
    pub pictures: String,
    /// Show progress in the desktop's taskbar.
    pub taskbar: bool,
    /// Refresh what is due as soon as the first frame stands.
    pub refresh_on_start: bool,
    /// Reads the configuration again.
    pub reread: Reread,
    /// Looks at sources and writes them into the configuration.
    pub desk: Arc<dyn SourceDesk>,
    /// Program and arguments to run when the screen has opened; empty = none.
    pub on_start: Vec<String>,
}

/// How the loop goes on after a message.
enum Next {
    Go,
    Quit,
}

/// Opens the screen and stays until the user leaves.
///
/// The runtime of all work is asked for when the first frame stands: starting its threads would keep the user waiting.
///
/// # Errors
/// When the terminal cannot be opened or written.
pub fn run(mut setup: Setup, runtime: impl FnOnce() -> anyhow::Result<Arc<Runtime>>) -> anyhow::Result<()> {
    furnish(&mut setup.settings, &setup.refreshing.engine);
    // Before the terminal is taken, so that a signal at any later moment finds a handler that restores it.
    let local = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let signals = {
        let _inside = local.enter();
        signals::Signals::new()?
    };
    let questions = setup.hints.questions(setup.settings.theme_follows, setup.settings.pictures);
    let language = setup.settings.language;
    let farewell = move || Words::shared(language).say("own-fault");
    let screen = Screen::open(&questions, Abilities { taskbar: setup.taskbar, links: setup.hints.links }, farewell)?;
    // The loop has a runtime of its own: a key wakes this thread and no other. Whatever still runs when it ends (a read of
    // the archive, a connection) is not worth waiting for.
    match local.block_on(live(setup, screen, signals, runtime)) {
        Err(error) if is_of_a_closed_terminal(&error) => Ok(()),
        ended => ended,
    }
}

/// Whether the terminal is closed: then there is nowhere to print the error either.
fn is_of_a_closed_terminal(error: &anyhow::Error) -> bool {
    /// What a terminal answers whose other side is gone.
    const EIO: i32 = 5;
    let written = error.downcast_ref::<std::io::Error>();
    written.is_some_and(|error| error.raw_os_error() == Some(EIO) || error.kind() == std::io::ErrorKind::BrokenPipe)
}

/// Gives the screen the newspapers of an engine, and the user's groups of them.
fn furnish(settings: &mut ScreenSettings, engine: &Engine) {
    settings.outlets = outlets(engine);
    let groups = engine.catalog.groups.iter();
    settings.folders =
        groups.map(|group| Folder { name: group.name.clone(), sources: group.sources.clone() }).collect();
    settings.hidden.clone_from(&engine.catalog.hidden);
}

/// The newspapers of an engine, as the screen shows them.
pub fn outlets(engine: &Engine) -> Vec<Outlet> {
    let sites = engine.catalog.sites.iter();
    sites
        .map(|site| Outlet {
            id: site.source_id(),
            name: if site.name.is_empty() { site.id.clone() } else { site.name.clone() },
            sections: site.sections.iter().map(|s| (s.section_id(), s.name.clone())).collect(),
        })
        .collect()
}

async fn live(
    mut setup: Setup,
    mut screen: Screen,
    mut signals: signals::Signals,
    runtime: impl FnOnce() -> anyhow::Result<Arc<Runtime>>,
) -> anyhow::Result<()> {
    let clock = Arc::clone(&setup.refreshing.engine.clock);
    let mut early = Vec::new();
    if setup.ask_width {
        (setup.settings.ambiguous, early) = screen.ask_width().await;
    }
    let (sender, mut answers) = mpsc::unbounded_channel();
    let mut ui = Ui::new(setup.settings, Screen::size(), clock.now());
    // What others write from here on is told; what the first frame shows was read after this.
    let _ = setup.refreshing.engine.store.is_changed_outside();
    // What is to be done: everything the screen asks for goes through here, in order.
    let mut queue = first_frame(&mut ui, &setup.refreshing.engine.store, &mut screen)?;
    let pictures = PictureLoader::new(setup.hints, &setup.pictures);
    let workers = runtime()?.handle().clone();
    let mut schedule = Schedule::new(setup.refreshing.refresh_minutes);
    let mut shell = EffectShell::new(setup.refreshing, sender, workers, (pictures, setup.reread, setup.desk));
    shell.index();
    shell.learn_words();
    shell.watch_archive();
    shell.run_hook(setup.on_start);
    if setup.refresh_on_start {
        ui.refresh_in_background();
    }
    for message in early.into_iter().filter_map(|what| take(what, &mut shell)) {
        ui.update(message);
    }
    // Until when a key waits for another.
    let mut waits: Option<tokio::time::Instant> = None;
    let (mut seen, mut ticked) = (true, clock.now());
    loop {
        queue.extend(ui.take_effects());
        let mut later = put_off(&mut queue);
        let next = shell.carry_out(&mut queue, &mut ui, &mut screen)?;
        if matches!(next, Next::Quit) {
            break;
        }
        if shell.was_away() {
            signals.forget_interrupts().await;
        }
        if seen {
            screen.draw(&ui)?;
            screen.taskbar(ui.work())?;
        }
        shell.carry_out(&mut later, &mut ui, &mut screen)?;
        let mut batch = Vec::new();
        let limit = tokio::time::Instant::now() + Duration::from_millis(ui.key_timeout_ms());
        waits = ui.waits().then(|| waits.unwrap_or(limit));
        let tick = tokio::time::Instant::now() + Duration::from_millis(ui.tick_after_ms());
        tokio::select! {
            biased;
            told = signals.next() => match told {
                signals::SignalWord::End => break,
                signals::SignalWord::Resized => {
                    let (width, height) = Screen::size();
                    batch.push(Message::Resized(width, height));
                }
            },
            inputs = screen.next_input() => match inputs {
                Some(inputs) => batch.extend(inputs.into_iter().filter_map(|what| take(what, &mut shell))),
                // The terminal is gone.
                None => break,
            },
            Some(message) = answers.recv() => batch.push(message),
            () = schedule.due() => ui.refresh_in_background(),
            () = tokio::time::sleep_until(waits.map_or(tick, |until| until.min(tick))) => {}
        }
        gather(&mut batch, &mut answers);
        seen = batch.is_empty() || batch.iter().any(Message::is_seen);
        let now = clock.now();
        if batch.is_empty() || (seen && now != ticked) {
            ticked = now;
            ui.update(Message::Ticked(now));
        }
        if waits.is_some_and(|until| until <= tokio::time::Instant::now()) {
            (waits, seen) = (None, true);
            ui.update(Message::Waited);
        }
        if batch.iter().any(|message| matches!(message, Message::Resized(..))) {
            screen.redraw();
        }
        for message in batch {
            hear_first(&message, &mut shell, &mut schedule);
            ui.update(message);
        }
    }
    hear_the_last(&mut ui, &mut answers, &shell);
    ui.farewell();
    queue.extend(ui.take_effects());
    shell.finish(queue).await;
    screen.close();
    Ok(())
}

/// What a message asks of the shell before the screen takes it in.
fn hear_first(message: &Message, shell: &mut EffectShell, schedule: &mut Schedule) {
    match message {
        Message::SyncEnded => {
            shell.learn_words();
            shell.index();
        }
        Message::ChangedOutside { waiting: 1.., .. } => shell.index(),
        Message::Settings(read) if read.is_ok() => {
            if let Some(minutes) = shell.take_reread() {
                *schedule = Schedule::new(minutes);
            }
            // The rules of muting may be others now.
            shell.index();
        }
        _ => {}
    }
}

/// Takes in what others stored in the last moments, which is new the next time.
fn hear_the_last(ui: &mut Ui, answers: &mut mpsc::UnboundedReceiver<Message>, shell: &EffectShell) {
    let told = std::iter::from_fn(|| answers.try_recv().ok()).chain(shell.changed_outside());
    for message in told.filter(|message| matches!(message, Message::ChangedOutside { .. })) {
        ui.update(message);
    }
}

/// The message of something that came from the terminal. What the terminal tells of itself comes whenever it comes: nothing waits for it.
fn take(input: Input, shell: &mut EffectShell) -> Option<Message> {
    match input {
        Input::Event(event) => messages::message(event),
        Input::Answer(Answer::Ground(red, green, blue)) => {
            // Luma as television weighs it; past the middle, the ground is light.
            let luma = 299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue);
            Some(Message::Ground(if luma > 127_500 { "light" } else { "dark" }))
        }
        Input::Answer(answer) => shell.take_answer(answer).then_some(Message::PicturesChanged),
    }
}

/// Handles all messages that already wait, so that a burst is drawn once.
fn gather(batch: &mut Vec<Message>, answers: &mut mpsc::UnboundedReceiver<Message>) {
    while batch.len() < BATCH {
        match answers.try_recv() {
            Ok(message) => batch.push(message),
            Err(_) => break,
        }
    }
}

/// The first frame comes from the archive alone, asked on the spot. Gives what can wait until it stands.
fn first_frame(ui: &mut Ui, store: &Store, screen: &mut Screen) -> anyhow::Result<VecDeque<Effect>> {
    ui.start();
    ui.update(Message::Remembered(answers::remembered(store)));
    let mut later = VecDeque::new();
    // What the start asks for, and then the article in sight; the rows below those in sight come after.
    for round in 0..3 {
        let mut messages = Vec::new();
        for effect in ui.take_effects() {
            let now = match effect {
                Effect::LoadArticle(..) => true,
                Effect::LoadRows(..) | Effect::LoadRowsAt(..) | Effect::LoadCounts | Effect::LoadTroubles => round == 0,
                _ => false,
            };
            if now {
                messages.extend(answer(store, effect));
            } else {
                later.push_back(effect);
            }
        }
        for message in messages {
            ui.update(message);
        }
    }
    screen.draw(ui)?;
    Ok(later)
}

/// Takes out what can wait until the next frame stands.
fn put_off(queue: &mut VecDeque<Effect>) -> VecDeque<Effect> {
    let (later, now) =
        queue.drain(..).partition(|effect| matches!(effect, Effect::ReadAhead(..) | Effect::CountFacts(_)));
    *queue = now;
    later
}

/// When the next refresh on a schedule is due.
struct Schedule {
    every: Option<tokio::time::Interval>,
}

impl Schedule {
    fn new(minutes: u64) -> Self {
        let period = Duration::from_secs(minutes.saturating_mul(60));
        let every = (minutes > 0).then(|| tokio::time::interval_at(tokio::time::Instant::now() + period, period));
        Self { every }
    }

    async fn due(&mut self) {
        match &mut self.every {
            Some(interval) => drop(interval.tick().await),
            None => std::future::pending().await,
        }
    }
}
