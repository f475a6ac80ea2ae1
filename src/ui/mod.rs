//! THE SCREEN'S MIND. Pure: it gets messages, changes its own state, hands back effects. Knows `model`, `text`.
//!
//! No clock, disk, network or terminal in here; `app` has the hands. Work that needs the size (wrapping, scrolling) is
//! done at the end of [`Ui::update`]; [`Ui::draw`] only draws.

use std::collections::BTreeMap;

use crate::model::{Article, ArticleId, Timestamp};
use crate::text::telex::Method;
use crate::text::wrap;

mod about;
mod act;
pub mod action;
mod ahead;
mod ask;
mod command;
mod configured;
pub mod draw;
pub mod effect;
mod facts;
pub mod help;
pub mod key;
pub mod keymap;
pub mod layout;
pub mod list;
mod marks;
pub mod message;
pub mod notice;
mod order;
pub mod overlay;
mod panel;
mod place;
mod progress;
pub mod prompt;
pub mod reader;
mod refreshing;
mod revisions;
mod saved;
pub mod settings;
pub mod sources;
mod status;
mod tables;
#[cfg(test)]
mod tests;
pub mod theme;
pub mod when;
pub mod widgets;
pub mod words;

pub use effect::Effect;
pub use message::Message;
pub use settings::Settings;

use action::Scope;
use ahead::Ahead;
use key::Key;
use keymap::{Keymap, MAX_COUNT, Resolved, Step};
use layout::{Area, Layout, Pane, Sizes};
use list::List;
use message::{Marked, Ticket};
use notice::Notice;
use overlay::Overlay;
use progress::Progress;
pub use progress::Work;
use prompt::{Ask, Prompt};
use reader::Reader;
use sources::Sources;
use theme::Theme;
use widgets::signs::{ASCII, DRAWN, Signs};
use words::Words;

/// Seconds after which a begun chord is forgotten.
const CHORD_SECONDS: i64 = 3;

/// A search that is shown in the place of the list.
#[derive(Debug)]
struct Searching {
    /// What was typed.
    text: String,
    /// The question that is under way or was answered last.
    ticket: Ticket,
    /// The list to go back to.
    before: List,
    /// What was wrong with the question.
    complaint: Option<String>,
    /// Articles the index does not know yet.
    behind: usize,
}

/// The whole state of the screen.
pub struct Ui {
    settings: Settings,
    words: Words,
    theme: Theme,
    keymap: Keymap,
    signs: &'static Signs,
    size: (u16, u16),
    sizes: Sizes,
    layout: Layout,
    now: Timestamp,
    focus: Pane,
    zen: bool,
    sources: Sources,
    list: List,
    reader: Reader,
    ahead: Ahead,
    searching: Option<Searching>,
    prompt: Option<Prompt>,
    /// The file that could not be saved last, to be offered again for this article.
    unsaved: Option<(ArticleId, String)>,
    /// How prompts compose letters.
    method: Method,
    /// How articles are broken into lines.
    typeset: wrap::Options,
    pictures: reader::picture::Pictures,
    /// Addresses of pictures that were asked for, and the columns and rows for which.
    pictures_asked: BTreeMap<String, (u16, u16)>,
    show_pictures: bool,
    /// The filter of titles as it was typed.
    filter_typed: String,
    /// The reader chose the theme by name, now or last time.
    theme_chosen: bool,
    histories: BTreeMap<Ask, Vec<String>>,
    overlay: Option<Overlay>,
    notice: Option<Notice>,
    progress: Progress,
    /// Articles that wait for the search index, and how many there were.
    indexing: Option<(usize, usize)>,
    /// A hook failed while a refresh ran: said again at its end.
    hook_failed: Option<String>,
    /// The reader stopped that, and the shell has not yet said that it did.
    index_stopped: bool,
    undo: Vec<Marked>,
    redo: Vec<Marked>,
    /// What the keys so far do unless another comes soon.
    alone: Option<Vec<Step>>,
    pending: Vec<Key>,
    pending_since: Timestamp,
    count: Option<u32>,
    tickets: u64,
    offline: bool,
    mouse: bool,
    /// What the shell is to do and has not taken yet. One queue, so that nothing can be dropped on the way.
    effects: Vec<Effect>,
}

/// How the list shows its rows.
fn list_style(settings: &Settings) -> list::Style {
    list::Style {
        absolute_dates: settings.absolute_dates,
        fold_copies: settings.fold_copies,
        facts: settings.facts.clone(),
        new_since: None,
    }
}

impl Ui {
    /// The screen before anything has happened. The first effects come from [`Ui::start`].
    pub fn new(settings: Settings, size: (u16, u16), now: Timestamp) -> Self {
        let (keymap, mistakes) = Keymap::with(&settings.keys);
        let mut ui = Self {
            words: Words::new(settings.language),
            theme: Theme::bare(),
            keymap,
            signs: if settings.ascii { &ASCII } else { &DRAWN },
            size,
            sizes: Sizes::default(),
            layout: Layout::default(),
            now,
            focus: Pane::List,
            zen: false,
            sources: Sources::new(settings.outlets.clone()),
            list: List::new(list_style(&settings)),
            reader: Reader::new(settings.measure),
            ahead: Ahead::default(),
            searching: None,
            prompt: None,
            unsaved: None,
            method: settings.input_method,
            typeset: wrap::Options { greedy: settings.greedy, ..wrap::Options::default() },
            pictures: BTreeMap::new(),
            pictures_asked: BTreeMap::new(),
            show_pictures: settings.pictures,
            filter_typed: String::new(),
            theme_chosen: false,
            histories: BTreeMap::new(),
            overlay: None,
            notice: None,
            progress: Progress::default(),
            indexing: None,
            index_stopped: false,
            hook_failed: None,
            undo: Vec::new(),
            redo: Vec::new(),
            alone: None,
            pending: Vec::new(),
            pending_since: now,
            count: None,
            tickets: 0,
            offline: settings.offline,
            mouse: settings.mouse,
            effects: Vec::new(),
            settings,
        };
        ui.sources.saved.clone_from(&ui.settings.saved);
        ui.sources.build();
        ui.choose_theme(&ui.settings.theme.clone());
        if let Some(sentence) = ui.settings.complaints.first().cloned().or(mistakes.first().map(|m| m.say(&ui.words))) {
            ui.notice = Some(Notice::warning(&sentence));
        }
        ui
    }

    /// What to ask for before the first frame: counts, the first rows, what was wrong last time.
    pub fn start(&mut self) {
        let mut effects = vec![Effect::LoadCounts, Effect::LoadTroubles];
        if self.mouse {
            effects.push(Effect::Mouse(true));
        }
        effects.extend(self.show_selected_source());
        self.settle(effects);
    }

    /// Takes what the shell is to do, in order.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// Applies one message; what it asks of the world waits in [`Ui::take_effects`]. Touches no clock, disk, network or
    /// terminal.
    pub fn update(&mut self, message: Message) {
        let effects = match message {
            Message::Key(key) => self.key(key),
            Message::Pasted(text) => self.paste(&text),
            Message::Scrolled(x, y, rows) => self.wheel(x, y, rows),
            Message::Clicked(x, y) => self.click(x, y),
            Message::Waited => self.waited(),
            Message::Resized(width, height) => {
                self.size = (width, height);
                Vec::new()
            }
            fact => self.learn(fact),
        };
        self.settle(effects);
    }

    /// How long the shell may sleep before it sends [`Message::Ticked`], milliseconds.
    pub fn tick_after_ms(&self) -> u64 {
        if self.progress.running || self.list.stale {
            return 250;
        }
        if !self.pending.is_empty()
            || self.count.is_some()
            || self.reader.has_moved()
            || self.notice.as_ref().is_some_and(Notice::fades)
        {
            return 1_000;
        }
        let into_minute = u64::try_from(self.now.0.rem_euclid(60)).unwrap_or(0);
        (60 - into_minute) * 1_000
    }

    /// Whether a key waits for another: after [`Settings::key_timeout_ms`] the shell sends [`Message::Waited`].
    pub fn waits(&self) -> bool {
        self.alone.is_some()
    }

    /// How long a key waits, milliseconds.
    pub fn key_timeout_ms(&self) -> u64 {
        self.settings.key_timeout_ms
    }

    /// How far the work that runs is; `None` when nothing runs.
    pub fn work(&self) -> Option<Work> {
        let planned = self.progress.sections.0 + self.progress.pages.0 > 0;
        let percent = || Work::Percent(u8::try_from(self.progress.percent()).unwrap_or(100));
        self.progress.running.then(|| if planned { percent() } else { Work::Begun })
    }

    /// The scopes whose keys count now, the most particular first.
    fn scopes(&self) -> [Scope; 2] {
        let pane = match self.focus {
            Pane::Sources => Scope::Sources,
            Pane::List => Scope::List,
            Pane::Reader => Scope::Reader,
        };
        [pane, Scope::Anywhere]
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        if key.alt && key.typed_without_alt().is_some() && !self.knows_alt(key) {
            // Esc and a key right behind it come from the terminal as this key with Alt.
            let mut effects = self.key(Key::plain(key::Code::Esc));
            effects.extend(self.key(Key { alt: false, ..key }));
            return effects;
        }
        if self.notice.as_ref().is_some_and(Notice::goes_with_a_key) {
            self.notice = None;
        }
        if key == Key::ctrl('c') && self.prompt.is_none() {
            return self.quit();
        }
        if self.prompt.is_some() {
            return self.prompt_key(key);
        }
        if self.overlay.is_some() {
            return self.overlay_key(key);
        }
        if self.digit(key) {
            return Vec::new();
        }
        if key.code == key::Code::Esc && (!self.pending.is_empty() || self.count.is_some()) {
            self.forget_pending();
            return Vec::new();
        }
        match self.keymap.resolve(&self.scopes(), &self.pending, key) {
            Resolved::Waiting => self.wait(key, None),
            Resolved::Perhaps(steps) => self.wait(key, Some(steps)),
            Resolved::Act(steps) => self.run(steps),
            Resolved::Nothing => self.unbound(key),
        }
    }

    /// Whether a key with Alt does something here.
    fn knows_alt(&self, key: Key) -> bool {
        match &self.prompt {
            Some(_) => Prompt::knows_alt(key),
            None => self.keymap.resolve(&self.scopes(), &self.pending, key) != Resolved::Nothing,
        }
    }

    fn wait(&mut self, key: Key, alone: Option<Vec<Step>>) -> Vec<Effect> {
        self.alone = alone;
        self.pending.push(key);
        self.pending_since = self.now;
        Vec::new()
    }

    /// A key that continues nothing: what was begun acts by itself, then the key.
    fn unbound(&mut self, key: Key) -> Vec<Effect> {
        let begun = !self.pending.is_empty() || self.count.is_some();
        if let Some(steps) = self.alone.take() {
            self.forget_pending();
            let mut effects = self.run(steps);
            effects.extend(self.key(key));
            return effects;
        }
        self.forget_pending();
        if !begun && key.code != key::Code::Esc {
            let elsewhere = [Scope::Sources, Scope::List, Scope::Reader]
                .into_iter()
                .find(|scope| self.keymap.resolve(&[*scope], &[], key) != Resolved::Nothing);
            let place = elsewhere.map(|scope| self.words.say(&format!("scope-{}", scope.name())).to_lowercase());
            let name = key.to_string();
            let values = [
                ("key", words::Value::Text(&name)),
                ("place", words::Value::Text(place.as_deref().unwrap_or_default())),
            ];
            let id = if place.is_some() { "hint-elsewhere" } else { "hint-unbound" };
            self.notice = Some(Notice::hint(&self.words.with(id, &values)));
        }
        Vec::new()
    }

    /// Runs the steps of a key. A digit typed before them counts them; where they cannot be counted, it does first what
    /// it does alone.
    fn run(&mut self, steps: Vec<Step>) -> Vec<Effect> {
        let (count, alone) = (self.count.take(), self.alone.take());
        self.pending.clear();
        let countable = matches!(steps.first(), Some(Step::Act(action)) if action.counts());
        let mut effects = Vec::new();
        if let Some(alone) = alone.filter(|_| count.is_some() && !countable) {
            effects.extend(self.run(alone));
        }
        for step in steps {
            effects.extend(match step {
                Step::Act(action) => self.act(action, count),
                Step::Line(line) => self.run_command(&line),
            });
        }
        effects
    }

    /// No further key came: what the keys so far do alone is done.
    fn waited(&mut self) -> Vec<Effect> {
        let Some(steps) = self.alone.take() else { return Vec::new() };
        self.forget_pending();
        self.run(steps)
    }

    /// Takes a digit as the beginning of a count, or as its continuation; what the first digit does alone is kept.
    fn digit(&mut self, key: Key) -> bool {
        let Some(digit) = key.typed().and_then(|c| c.to_digit(10)) else { return false };
        if !self.pending.is_empty() || (self.count.is_none() && digit == 0) {
            return false;
        }
        self.alone = match self.keymap.resolve(&self.scopes(), &[], key) {
            Resolved::Act(steps) | Resolved::Perhaps(steps) if self.count.is_none() => Some(steps),
            _ => None,
        };
        self.count = Some((self.count.unwrap_or(0) * 10 + digit).min(MAX_COUNT));
        self.pending_since = self.now;
        true
    }

    fn forget_pending(&mut self) {
        self.pending.clear();
        self.count = None;
        self.alone = None;
    }

    fn ticket(&mut self) -> Ticket {
        self.tickets += 1;
        Ticket(self.tickets)
    }

    /// Lays everything out for the present size, and asks for what is missing now.
    fn settle(&mut self, mut effects: Vec<Effect>) {
        self.layout = Layout::new(self.size.0, self.size.1, self.focus, self.zen, self.sizes);
        if let Some(area) = self.layout.list {
            let body = area.height - list::view::head_lines(area.height);
            let sources = &self.sources;
            let everything = self.searching.is_some();
            let scope = self.list.query.scope.clone();
            let name = |row: &crate::model::Summary, fact: list::Fact| match (&scope, fact) {
                (crate::model::Scope::Section(..), _) | (crate::model::Scope::Source(_), list::Fact::Source)
                    if !everything =>
                {
                    None
                }
                (_, list::Fact::Section) => Some(sources.section_name(&row.source, &row.section)),
                _ => Some(sources.name_of(&row.source).to_owned()),
            };
            let (width, height) = (area.width, body);
            let (words, signs, now) = (&self.words, self.signs, self.now);
            self.list.lay_out(&list::Setting { width, height, now, words, signs, name: &name });
        }
        if let Some(area) = self.layout.sources {
            self.sources.lay_out(area.height - list::view::head_lines(area.height));
        }
        effects.extend(self.preview());
        effects.extend(self.read_ahead());
        effects.extend(self.want_pictures());
        self.set_article();
        self.settle_panel();
        let ticket = self.ticket();
        if let Some(wanted) = self.list.want_more(ticket) {
            effects.push(order::ask_for(ticket, wanted));
        }
        self.effects.append(&mut effects);
    }

    fn set_article(&mut self) {
        let Some(area) = self.layout.reader else { return };
        let mut reader = std::mem::take(&mut self.reader);
        let names = self.names_of(reader.article.as_deref());
        let height = area.height - reader::view::head_lines(area.height);
        reader.lay_out(height, &self.setting(&reader, area, &names));
        self.reader = reader;
    }

    /// What an article is typeset with in the pane of the reader; `names` are those of its newspaper and section.
    fn setting<'a>(&'a self, reader: &Reader, area: Area, names: &'a (String, String)) -> reader::Setting<'a> {
        reader::Setting {
            width: reader.column(area.width),
            words: &self.words,
            signs: self.signs,
            outlet: &names.0,
            section: &names.1,
            now: self.now,
            wrap: &self.typeset,
            pictures: &self.pictures,
            picture_rows: picture_rows(area.height),
            sideways: reader.sideways,
        }
    }

    /// The names of an article's newspaper and section.
    fn names_of(&self, article: Option<&Article>) -> (String, String) {
        let Some(row) = article.map(|a| &a.row) else { return Default::default() };
        (self.sources.name_of(&row.source).to_owned(), self.sources.section_name(&row.source, &row.section))
    }

    /// Sets articles again at the next chance (other words, other signs).
    fn forget_lines(&mut self) {
        self.reader.forget_lines();
        self.ahead.forget_lines();
    }

    /// Asks for the pictures of the article that is being read; looking at a list costs the papers nothing. Without a network
    /// the shell has those that were kept.
    fn want_pictures(&mut self) -> Vec<Effect> {
        let Some(area) = self.layout.reader.filter(|_| self.show_pictures && self.focus == Pane::Reader) else {
            return Vec::new();
        };
        let Some(article) = self.reader.article.as_ref() else { return Vec::new() };
        let room = (self.reader.column(area.width), picture_rows(area.height));
        let urls = article.body.iter().filter_map(|block| match block {
            crate::model::Block::Picture { url, .. } if !url.is_empty() => Some(url),
            _ => None,
        });
        let mut effects = Vec::new();
        for url in urls.take(reader::picture::MAX_PICTURES) {
            if self.pictures_asked.get(url) != Some(&room) {
                self.pictures_asked.insert(url.clone(), room);
                effects.push(Effect::LoadPicture(url.clone(), room));
            }
        }
        effects
    }

    /// Asks for the article under the cursor while the list has the keys and the reader is in sight.
    fn preview(&mut self) -> Vec<Effect> {
        if self.focus == Pane::Reader || self.layout.reader.is_none() {
            return Vec::new();
        }
        let Some(id) = self.list.current().map(|r| r.id) else {
            // Of an empty list there is nothing to read.
            return if self.list.loaded { self.put_away() } else { Vec::new() };
        };
        if self.reader.wanted() == Some(id) {
            return Vec::new();
        }
        self.load(id)
    }

    /// Shows an article, from hand or from the archive, remembering the place in the one before.
    fn load(&mut self, id: ArticleId) -> Vec<Effect> {
        let mut effects = self.save_position();
        let ticket = self.ticket();
        self.reader.expect(ticket, id);
        if !self.show_from_hand(ticket, id) {
            effects.push(Effect::LoadArticle(ticket, id));
        }
        effects
    }

    /// Takes the article out of sight, remembering the place in it.
    fn put_away(&mut self) -> Vec<Effect> {
        let effects = self.save_position();
        self.reader.put_away();
        effects
    }

    fn save_position(&mut self) -> Vec<Effect> {
        self.reader.take_position().map(|(id, anchor)| Effect::SavePosition(id, anchor)).into_iter().collect()
    }
}

/// Rows that a picture may take in a pane of `height`: some text stays in sight.
fn picture_rows(height: u16) -> u16 {
    (height.saturating_mul(2) / 3).clamp(4, reader::picture::MAX_ROWS)
}
