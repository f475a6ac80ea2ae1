//! One short arm for each effect.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::mpsc::UnboundedSender;
use tokio_util::sync::CancellationToken;

use crate::config::Speech;
use crate::fetch::Fetcher;
use crate::model::{ArticleId, SearchRequest};
use crate::store::Store;
use crate::sync::{self, Discovery, Engine};
use crate::ui::effect::Effect;
use crate::ui::message::Ticket;
use crate::ui::{Message, Ui};

use super::browser::Browser;
use super::decode::Answer;
use super::picture_loader::{PictureLoader, PictureRequest};
use super::speaker::Speaker;
use super::terminal::Screen;
use super::viewer::{Viewed, Viewer};
use super::work_queue::WorkQueue;
use super::{Next, Refreshing, Reread, SourceDesk, answers, learning, programs, source};

mod aloud;
mod indexing;
mod outside;
mod pictures;
mod refreshing;
mod wishes;

/// How long leaving waits for what is being written.
const FAREWELL: Duration = Duration::from_secs(3);

/// The work queues, and what the work is done with.
pub(super) struct EffectShell {
    engine: Engine,
    /// The user's command for the end of a refresh.
    after_sync: Vec<String>,
    /// Minutes between refreshes; 0 = none come by themselves.
    refresh_minutes: u64,
    browser: Browser,
    viewer: Viewer,
    /// The pictures that the viewer was given.
    viewed: Arc<Mutex<Viewed>>,
    /// What the configuration says now of refreshes: one for each of its messages to the screen, before that.
    say_reread: std::sync::mpsc::Sender<Refreshing>,
    was_reread: std::sync::mpsc::Receiver<Refreshing>,
    sender: UnboundedSender<Message>,
    runtime: Handle,
    rows: WorkQueue,
    counts: WorkQueue,
    article: WorkQueue,
    page: WorkQueue,
    ahead: WorkQueue,
    facts: WorkQueue,
    search: WorkQueue,
    /// For work that reads many articles.
    study: WorkQueue,
    /// The number of searches so far: one that is not the last cancels itself.
    asked_searches: Arc<AtomicU64>,
    writer: WorkQueue,
    index: WorkQueue,
    stop_index: Arc<AtomicBool>,
    words: WorkQueue,
    programs: WorkQueue,
    voice: Speaker,
    speech: Speech,
    refresh: Option<CancellationToken>,
    /// Another program has had the terminal.
    was_away: bool,
    /// A failure of `after_sync` was reported; further ones are not.
    hook_failed: Arc<AtomicBool>,
    reread: Reread,
    desk: Arc<dyn SourceDesk>,
    /// What was found at the address that was examined last.
    seen: Option<Arc<Mutex<Discovery>>>,
    /// Requests about sources, one after the other.
    wishes: WorkQueue,
    outside: Option<outside::OutsideWatch>,
    pictures: PictureLoader,
    /// For pictures; made when the first is asked for.
    fetcher: Option<Fetcher>,
}

impl EffectShell {
    /// A shell whose work runs on `runtime`.
    pub(super) fn new(
        refreshing: Refreshing,
        sender: UnboundedSender<Message>,
        runtime: Handle,
        (pictures, reread, desk): (PictureLoader, Reread, Arc<dyn SourceDesk>),
    ) -> Self {
        let newest = || WorkQueue::newest(&runtime);
        let (say_reread, was_reread) = std::sync::mpsc::channel();
        let Refreshing { engine, after_sync, refresh_minutes, browser, viewer, speech } = refreshing;
        Self {
            engine,
            after_sync,
            refresh_minutes,
            browser,
            viewer,
            viewed: Arc::default(),
            say_reread,
            was_reread,
            sender,
            rows: newest(),
            counts: newest(),
            article: newest(),
            page: newest(),
            ahead: newest(),
            facts: newest(),
            search: newest(),
            study: newest(),
            asked_searches: Arc::default(),
            index: newest(),
            stop_index: Arc::default(),
            words: newest(),
            writer: WorkQueue::in_order(&runtime),
            programs: WorkQueue::in_order(&runtime),
            voice: Speaker::new(&runtime),
            speech,
            refresh: None,
            was_away: false,
            hook_failed: Arc::default(),
            reread,
            desk,
            seen: None,
            wishes: WorkQueue::in_order(&runtime),
            pictures,
            fetcher: None,
            outside: None,
            runtime,
        }
    }

    /// Whether another program has had the terminal since this was last asked.
    pub(super) fn was_away(&mut self) -> bool {
        std::mem::take(&mut self.was_away)
    }

    fn store(&self) -> Store {
        self.engine.store.clone()
    }

    /// Carries out what was asked, and what that asks for in turn. When the screen is to be left, the rest stays in the
    /// queue.
    pub(super) fn carry_out(
        &mut self,
        queue: &mut VecDeque<Effect>,
        ui: &mut Ui,
        screen: &mut Screen,
    ) -> anyhow::Result<Next> {
        while let Some(effect) = queue.pop_front() {
            match effect {
                Effect::Quit => return Ok(Next::Quit),
                Effect::LoadRows(..) | Effect::LoadRowsAt(..) => self.ask(&self.rows, effect),
                Effect::LoadCounts | Effect::LoadTroubles => self.ask_counts(effect),
                Effect::LoadArticle(..) => self.ask(&self.article, effect),
                Effect::ReadAhead(..) | Effect::CountFacts(_) => self.ask_later(effect),
                Effect::LoadArticles(..) | Effect::LoadCase(_) | Effect::FollowDocument(_) => self.read_many(effect),
                Effect::MakeDigest(wish) => self.make_digest(wish),
                Effect::LoadRaw(id) => self.load_raw(id),
                Effect::LoadPicture(address, room) => self.load_picture(PictureRequest { address, room }),
                Effect::Search(ticket, search) => self.search(ticket, search),
                Effect::Reload => self.reload(),
                Effect::TellSetting(key) => self.tell_setting(key, ui.language()),
                Effect::WriteSetting(key, value) => self.write_setting(key, value, ui.language()),
                Effect::LookAtSource(address) => self.look_at_source(address, ui.language()),
                Effect::AddSource(chosen) => self.add_source(chosen, ui.language()),
                Effect::RemoveSource(_) | Effect::ToggleBuiltIn => self.change_sources(effect, ui.language()),
                // On the writer's queue: what was just kept is there when it is asked for.
                Effect::LoadSaved(_)
                | Effect::KeepSearch(..)
                | Effect::DropSearch(_)
                | Effect::SearchSeen(_)
                | Effect::LoadLabels
                | Effect::SetLabels(..)
                | Effect::SetNote(..)
                | Effect::Judge(..)
                | Effect::SetMark(..)
                | Effect::MarkListRead(..)
                | Effect::NoteOpened(_)
                | Effect::SavePosition(..)
                | Effect::LoadRevisions(_)
                | Effect::LoadSince(_)
                | Effect::LoadDocuments(..)
                | Effect::Remember(..) => self.ask(&self.writer, effect),
                Effect::Estimate(refresh) => self.estimate(refresh),
                Effect::Refresh(refresh) => self.start_refresh(refresh),
                Effect::StopRefresh => self.stop_refresh(),
                Effect::StopIndexing => self.stop_index.store(true, Ordering::Release),
                Effect::GoOffline => self.go_offline(),
                Effect::GoOnline => self.go_online(),
                Effect::Browse(address) => self.browse(screen, address)?,
                Effect::View(address) => self.view(screen, address)?,
                Effect::ShowPicture(file, back) => {
                    self.show_picture(screen, file, back)?;
                    ui.update(resized());
                }
                Effect::Save(name, article, paper) => self.save(name, article, paper),
                Effect::Copy(text, said) => self.tell(screen.copy(&text, said)),
                Effect::Pipe(command, text, back) => {
                    let outcome = screen.away(|| programs::pipe_and_show(&command, &text, &back))?;
                    self.was_away = true;
                    self.tell(outcome);
                    ui.update(resized());
                }
                Effect::Run(command, file, back) => {
                    let outcome = screen.away(|| programs::run_and_show(command, file.as_deref(), &back))?;
                    self.was_away = true;
                    self.tell(outcome);
                    ui.update(resized());
                }
                Effect::Speak(ticket, line, speed) => self.speak(ticket, line, speed),
                Effect::Hush => self.voice.hush(),
                Effect::Mouse(on) => screen.mouse(on)?,
                Effect::Redraw => screen.redraw(),
                Effect::Suspend => {
                    screen.away(programs::suspend)?;
                    self.was_away = true;
                    ui.update(resized());
                }
            }
            queue.extend(ui.take_effects());
        }
        Ok(Next::Go)
    }

    fn ask(&self, queue: &WorkQueue, effect: Effect) {
        let (store, sender) = (self.store(), self.sender.clone());
        queue.push(move || {
            if let Some(message) = answers::answer(&store, effect) {
                // The loop has ended: nobody listens any more.
                let _ = sender.send(message);
            }
        });
    }

    /// A search: the one before it is given up, even in the middle of its work; what fills a screen is told first.
    fn search(&self, ticket: Ticket, search: SearchRequest) {
        let (store, sender) = (self.store(), self.sender.clone());
        let asked = Arc::clone(&self.asked_searches);
        let this = asked.fetch_add(1, Ordering::AcqRel) + 1;
        self.search.push(move || {
            let stop = || asked.load(Ordering::Acquire) != this;
            if !search.typing {
                indexing::index_a_few(&store);
            }
            answers::find(&store, &search, &stop, |found| {
                // The loop has ended: nobody listens any more.
                let _ = sender.send(found.map_or_else(|error| error, |found| Message::Found(ticket, found)));
            });
        });
    }

    /// Counts and troubles are asked for together, so that neither pushes the other out of the queue.
    fn ask_counts(&self, _: Effect) {
        let (store, sender) = (self.store(), self.sender.clone());
        self.counts.push(move || {
            for effect in [Effect::LoadCounts, Effect::LoadTroubles] {
                if let Some(message) = answers::answer(&store, effect) {
                    let _ = sender.send(message);
                }
            }
        });
    }

    fn in_background(&self, work: impl FnOnce() -> Message + Send + 'static) {
        let sender = self.sender.clone();
        self.programs.push(move || drop(sender.send(work())));
    }

    fn browse(&self, screen: &mut Screen, address: String) -> anyhow::Result<()> {
        let browser = self.browser.clone();
        if browser.takes_the_terminal() {
            let outcome = screen.away(|| programs::browse(&browser, &address))?;
            self.tell(outcome);
        } else {
            self.in_background(move || programs::browse(&browser, &address));
        }
        Ok(())
    }

    /// Asks for what can wait until the frame stands.
    fn ask_later(&self, effect: Effect) {
        let queue = if matches!(effect, Effect::CountFacts(_)) { &self.facts } else { &self.ahead };
        self.ask(queue, effect);
    }

    /// Asks for what many articles are read for.
    fn read_many(&self, effect: Effect) {
        self.ask(&self.study, effect);
    }

    fn tell(&self, message: Message) {
        let _ = self.sender.send(message);
    }

    /// Takes an answer of the terminal; whether pictures are drawn in another way from now on.
    pub(super) fn take_answer(&mut self, answer: Answer) -> bool {
        self.pictures.take_answer(answer)
    }

    /// The page of an article as it came; a newer wish replaces it, and only it.
    fn load_raw(&self, id: ArticleId) {
        let (engine, sender) = (self.engine.clone(), self.sender.clone());
        self.page.push(move || {
            let message = match source::page(&engine, id) {
                Ok(raw) => Message::Raw(id, raw.map(Box::new)),
                Err(error) => answers::failed(&error),
            };
            // The loop has ended: nobody listens any more.
            let _ = sender.send(message);
        });
    }

    /// Runs the user's command for the start and reports failures.
    pub(super) fn run_hook(&self, command: Vec<String>) {
        if command.is_empty() {
            return;
        }
        let sender = self.sender.clone();
        drop(self.runtime.spawn_blocking(move || {
            if let Err(what) = sync::hook(&command, &[]) {
                let _ = sender.send(Message::HookFailed(what));
            }
        }));
    }

    /// Tells the screen the words that the archive teaches, in the background.
    pub(super) fn learn_words(&self) {
        let (store, sender) = (self.store(), self.sender.clone());
        self.words.push(move || {
            if let Some(words) = learning::words(&store) {
                // The loop has ended: nobody listens any more.
                let _ = sender.send(Message::Learnt(words));
            }
        });
    }

    /// Writes what is still unsaved, and waits for it.
    pub(super) async fn finish(mut self, queue: VecDeque<Effect>) {
        self.stop_refresh();
        if let Some(outside) = self.outside.take() {
            outside.end().await;
        }
        self.voice.hush();
        self.voice.wait(FAREWELL);
        for effect in queue.into_iter().filter(Effect::keeps) {
            match effect {
                Effect::Save(name, article, paper) => self.save(name, article, paper),
                effect => self.ask(&self.writer, effect),
            }
        }
        let (writer, programs) = (self.writer, self.programs);
        let waiting = move || {
            writer.wait(FAREWELL);
            programs.wait(FAREWELL);
        };
        // A panic of the waiting thread would only shorten the wait.
        let _ = tokio::task::spawn_blocking(waiting).await;
    }
}

/// Reads the size again: it may have changed while another program had the terminal.
fn resized() -> Message {
    let (width, height) = Screen::size();
    Message::Resized(width, height)
}
