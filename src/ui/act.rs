//! What each action does. The arms are one line; what they do has a name.

use crate::model::{ArticleId, Timestamp};

use super::Ui;
use super::action::Action;
use super::effect::Effect;
use super::layout::{Pane, SOURCES_WIDTH};
use super::list::Kind;
use super::notice::Notice;
use super::order::ask_for;
use super::overlay::Overlay;
use super::prompt::Ask;
use super::sources::Node;
use super::words::{Language, Value, Words};

impl Ui {
    pub(super) fn act(&mut self, action: Action, count: Option<u32>) -> Vec<Effect> {
        let times = isize::try_from(count.unwrap_or(1)).unwrap_or(1);
        match action {
            Action::Down => self.step(times),
            Action::Up => self.step(-times),
            Action::LineDown => self.scroll(times),
            Action::LineUp => self.scroll(-times),
            Action::HalfPageDown => self.page(1, 2),
            Action::HalfPageUp => self.page(-1, 2),
            Action::PageDown => self.page(1, 1),
            Action::PageUp => self.page(-1, 1),
            Action::Top => self.jump_to_edge(true, count),
            Action::Bottom => self.jump_to_edge(false, count),
            Action::Left => self.left(),
            Action::Right => self.right(),
            Action::NextPane => self.cycle(1),
            Action::PreviousPane => self.cycle(2),
            Action::Open => self.open(),
            Action::Close => self.close(),
            Action::Back => self.back(),
            Action::Quit => self.quit(),
            Action::NextArticle => self.neighbour(times),
            Action::PreviousArticle => self.neighbour(-times),
            Action::NextUnread => self.next_unread(),
            Action::NextHeading => self.heading(true),
            Action::PreviousHeading => self.heading(false),
            Action::Tables => self.turn_tables(),
            Action::ColumnsLeft => self.move_columns(-times),
            Action::ColumnsRight => self.move_columns(times),
            Action::Search => self.ask(Ask::Search),
            Action::Find => self.ask(Ask::Find),
            Action::NextHit => self.hit(true),
            Action::PreviousHit => self.hit(false),
            Action::Filter if self.searching.is_some() => self.keep_hits(),
            Action::Filter => self.ask(Ask::Filter),
            Action::CommandLine => self.ask(Ask::Command),
            Action::Pipe => self.ask(Ask::Pipe),
            Action::Save => self.ask_save(),
            Action::RefreshSection => self.refresh(false),
            Action::RefreshAll => self.refresh(true),
            Action::DownloadBodies => self.estimate_download(),
            Action::StopRefresh => self.stop_work(),
            Action::ToggleOffline => self.toggle_offline(),
            Action::ToggleRead => self.toggle(true, count),
            Action::ToggleStar => self.toggle(false, count),
            _ => self.act_on_articles(action),
        }
    }

    fn act_on_articles(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::MarkAllRead => self.confirm_all_read(),
            Action::MarkAboveRead => self.mark_side(true),
            Action::MarkBelowRead => self.mark_side(false),
            Action::Select => self.choose(),
            Action::Undo => self.undo_last(),
            Action::ShowAll => self.show_all(),
            Action::ShowUnread => self.narrow(|f| (f.unread, f.starred) = (true, false)),
            Action::ShowStarred => self.narrow(|f| (f.unread, f.starred) = (false, true)),
            Action::ShowToday => self.show_today(),
            Action::ShowPictured => {
                let on = !self.list.query.filter.pictured;
                self.narrow(|f| f.pictured = on)
            }
            Action::ShowNew => self.show_new(),
            Action::ReverseOrder => self.reverse(),
            Action::Sort => self.choose_order(),
            Action::Copies => self.show_copies(),
            Action::SpreadCopies => self.spread_copies(),
            Action::Redo => self.redo_last(),
            Action::WatchSearch => self.watch_search(),
            Action::DropSearch => self.drop_search(),
            Action::SaveSearch => self.save_search(),
            Action::OpenInBrowser => self.browse(),
            Action::CopyAddress => self.copy(|a| a.row.url.as_str().to_owned()),
            Action::CopyText => self.copy(super::panel::plain_text),
            Action::CopyCitation => self.copy_citation(),
            _ => self.act_on_screen(action),
        }
    }

    fn act_on_screen(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Help => self.lay_over(Overlay::Help { search: String::new(), top: 0 }),
            Action::Links => self.show_links(),
            Action::Info => self.lay_over(Overlay::Info { top: 0 }),
            Action::Raw => self.toggle_raw(),
            Action::Revisions => self.ask_revisions(),
            Action::Troubles => self.lay_over(Overlay::Troubles { top: 0 }),
            Action::Themes => self.pick_theme(),
            Action::Zen => self.toggle_zen(),
            Action::Widen => self.set_measure(self.reader.measure.saturating_add(4)),
            Action::Narrow => self.set_measure(self.reader.measure.saturating_sub(4)),
            Action::GrowPane => self.resize_pane(1),
            Action::ShrinkPane => self.resize_pane(-1),
            Action::ToggleLanguage => self.speak(self.words.language.other()),
            Action::ToggleMouse => self.toggle_mouse(),
            Action::TogglePictures => self.toggle_pictures(),
            Action::Redraw => vec![Effect::Redraw],
            Action::Reload => vec![Effect::Reload],
            Action::Suspend => vec![Effect::Suspend],
            _ => Vec::new(),
        }
    }

    // Moving.

    fn step(&mut self, rows: isize) -> Vec<Effect> {
        match self.focus {
            Pane::Sources => self.move_source(rows),
            Pane::List => {
                self.list.move_by(rows);
                Vec::new()
            }
            Pane::Reader => self.scroll(rows),
        }
    }

    fn move_source(&mut self, rows: isize) -> Vec<Effect> {
        if self.sources.move_by(rows) { self.show_selected_source() } else { Vec::new() }
    }

    fn scroll(&mut self, lines: isize) -> Vec<Effect> {
        self.reader.scroll(lines);
        Vec::new()
    }

    fn page(&mut self, direction: isize, part: usize) -> Vec<Effect> {
        let rows = match self.focus {
            Pane::Reader => self.reader.height().saturating_sub(2) / part,
            Pane::List => self.list.rows_in_sight() / part,
            Pane::Sources => usize::from(self.size.1) / (2 * part),
        };
        self.step(direction * isize::try_from(rows.max(1)).unwrap_or(1))
    }

    fn jump_to_edge(&mut self, start: bool, count: Option<u32>) -> Vec<Effect> {
        if let Some(number) = count {
            return self.go_to_number(number as usize);
        }
        match self.focus {
            Pane::Sources => self.move_source(if start { isize::MIN / 2 } else { isize::MAX / 2 }),
            Pane::Reader => {
                self.reader.go_to(if start { 0 } else { usize::MAX });
                Vec::new()
            }
            Pane::List => {
                let ticket = self.ticket();
                let wanted = if start { self.list.to_start(ticket) } else { self.list.to_end(ticket) };
                wanted.map(|w| ask_for(ticket, w)).into_iter().collect()
            }
        }
    }

    pub(super) fn go_to_number(&mut self, number: usize) -> Vec<Effect> {
        let at = number.saturating_sub(1);
        match self.focus {
            Pane::Reader => drop(self.reader.go_to(at)),
            Pane::List => {
                let ticket = self.ticket();
                return self.list.go_to(at, ticket).map(|w| ask_for(ticket, w)).into_iter().collect();
            }
            Pane::Sources => {
                if self.sources.select(at) {
                    return self.show_selected_source();
                }
            }
        }
        Vec::new()
    }

    fn left(&mut self) -> Vec<Effect> {
        match self.focus {
            Pane::Reader => self.focus_on(Pane::List),
            Pane::List => self.focus_on(Pane::Sources),
            Pane::Sources => {
                let mut effects = if self.sources.fold() { self.remember_folds() } else { Vec::new() };
                effects.extend(self.show_selected_source());
                effects
            }
        }
    }

    fn right(&mut self) -> Vec<Effect> {
        match self.focus {
            Pane::Sources => {
                if self.sources.unfold() {
                    self.remember_folds()
                } else {
                    self.focus_on(Pane::List)
                }
            }
            Pane::List => self.open(),
            Pane::Reader => Vec::new(),
        }
    }

    fn cycle(&mut self, by: usize) -> Vec<Effect> {
        const ORDER: [Pane; 3] = [Pane::Sources, Pane::List, Pane::Reader];
        let at = ORDER.iter().position(|p| *p == self.focus).unwrap_or(1);
        match ORDER[(at + by) % ORDER.len()] {
            Pane::Reader => self.open(),
            pane => self.focus_on(pane),
        }
    }

    pub(super) fn focus_on(&mut self, pane: Pane) -> Vec<Effect> {
        self.focus = pane;
        Vec::new()
    }

    // Opening and closing.

    fn open(&mut self) -> Vec<Effect> {
        match self.focus {
            Pane::Sources => {
                if self.sources.unfold() {
                    self.remember_folds()
                } else {
                    self.focus_on(Pane::List)
                }
            }
            Pane::List | Pane::Reader => self.open_current(),
        }
    }

    /// Gives the reader the selected article and the keys, and marks it read.
    pub(super) fn open_current(&mut self) -> Vec<Effect> {
        let Some(id) = self.list.current().map(|r| r.id) else { return Vec::new() };
        self.open_article(id)
    }

    /// Gives the reader an article of the list and the keys, and marks it read.
    pub(super) fn open_article(&mut self, id: ArticleId) -> Vec<Effect> {
        self.focus = Pane::Reader;
        let mut effects = if self.reader.wanted() == Some(id) { Vec::new() } else { self.load(id) };
        let unread = self.list.row_of(id).is_some_and(|row| !row.read);
        if unread && self.settings.mark_read_on_open {
            effects.extend(self.mark_opened(id));
        }
        effects
    }

    fn close(&mut self) -> Vec<Effect> {
        if self.notice.take().is_some() || self.list.choose_none() {
            return Vec::new();
        }
        if self.focus == Pane::Reader && !self.reader.needles.is_empty() && self.searching.is_none() {
            self.reader.find(Vec::new());
            return Vec::new();
        }
        if self.focus == Pane::Reader {
            return if self.leave_raw() { Vec::new() } else { self.focus_on(Pane::List) };
        }
        if self.searching.is_some() {
            return self.leave_search();
        }
        if self.list.query.filter.title.is_some() {
            return self.set_filter("");
        }
        if self.zen {
            return self.toggle_zen();
        }
        if self.progress.running || self.indexing.is_some() {
            return self.stop_work();
        }
        Vec::new()
    }

    fn back(&mut self) -> Vec<Effect> {
        match self.focus {
            Pane::Reader if self.reader.is_raw() => self.toggle_raw(),
            Pane::Reader => self.focus_on(Pane::List),
            _ if self.searching.is_some() => self.leave_search(),
            _ => self.quit(),
        }
    }

    /// What is still to be written when the shell leaves by itself.
    pub fn farewell(&mut self) {
        let position = self.save_position();
        self.effects.extend(position);
        self.effects.push(Effect::Remember("left-at", self.now.0.to_string()));
    }

    pub(super) fn quit(&mut self) -> Vec<Effect> {
        let mut effects = self.save_position();
        effects.push(Effect::Quit);
        effects
    }

    fn neighbour(&mut self, rows: isize) -> Vec<Effect> {
        let before = self.list.selected();
        self.list.move_by(rows);
        if self.list.selected() == before {
            let id = if rows > 0 { "no-next-article" } else { "no-previous-article" };
            self.notice = Some(Notice::hint(&self.words.say(id)));
            return Vec::new();
        }
        if self.focus == Pane::Reader { self.open_current() } else { Vec::new() }
    }

    fn next_unread(&mut self) -> Vec<Effect> {
        let Some(number) = self.list.next_unread() else {
            self.notice = Some(Notice::hint(&self.words.say("no-next-unread")));
            return Vec::new();
        };
        self.list.move_to(number);
        if self.focus == Pane::Reader { self.open_current() } else { Vec::new() }
    }

    fn heading(&mut self, forward: bool) -> Vec<Effect> {
        if !self.reader.heading(forward) {
            self.notice = Some(Notice::hint(&self.words.say("no-heading")));
        }
        Vec::new()
    }

    fn hit(&mut self, forward: bool) -> Vec<Effect> {
        if self.focus == Pane::Reader {
            if !self.reader.next_spot(forward) {
                self.notice = Some(Notice::hint(&self.words.say("no-hit")));
            }
        } else if matches!(self.list.kind, Kind::Hits(_)) {
            self.list.move_by(if forward { 1 } else { -1 });
        } else {
            self.notice = Some(Notice::hint(&self.words.say("no-search")));
        }
        Vec::new()
    }

    // Lists.

    pub(super) fn show_selected_source(&mut self) -> Vec<Effect> {
        self.leave_hits();
        if let Some(Node::Saved(at)) = self.sources.current() {
            return self.show_saved(*at);
        }
        self.sources.query().map(|q| self.show(q)).unwrap_or_default()
    }

    // One article.

    fn browse(&mut self) -> Vec<Effect> {
        let url = match self.focus {
            Pane::Reader => self.reader.article.as_ref().map(|a| a.row.url.as_str().to_owned()),
            _ => self.list.current().map(|r| r.url.as_str().to_owned()),
        };
        url.map(Effect::Browse).into_iter().collect()
    }

    fn copy(&mut self, what: impl Fn(&crate::model::Article) -> String) -> Vec<Effect> {
        match &self.reader.article {
            Some(article)
                if self.focus == Pane::Reader || self.list.current().map(|r| r.id) == Some(article.row.id) =>
            {
                vec![Effect::Copy(what(article))]
            }
            _ => self.list.current().map(|r| Effect::Copy(r.url.as_str().to_owned())).into_iter().collect(),
        }
    }

    fn copy_citation(&mut self) -> Vec<Effect> {
        let Some(article) = &self.reader.article else { return Vec::new() };
        let name = self.sources.name_of(&article.row.source);
        vec![Effect::Copy(super::panel::citation(article, name))]
    }

    fn show_links(&mut self) -> Vec<Effect> {
        if self.reader.document.links.is_empty() {
            self.notice = Some(Notice::hint(&self.words.say("no-links")));
            return Vec::new();
        }
        self.lay_over(Overlay::Links { typed: String::new(), top: 0 })
    }

    // The screen itself.

    pub(super) fn lay_over(&mut self, overlay: Overlay) -> Vec<Effect> {
        self.overlay = Some(overlay);
        Vec::new()
    }

    fn pick_theme(&mut self) -> Vec<Effect> {
        let before = self.theme.name.clone();
        let selected = self.themes().iter().position(|n| *n == before).unwrap_or(0);
        self.lay_over(Overlay::Themes { selected, before })
    }

    fn toggle_pictures(&mut self) -> Vec<Effect> {
        self.show_pictures = !self.show_pictures;
        self.forget_pictures();
        let id = if self.show_pictures { "pictures-shown" } else { "pictures-hidden" };
        self.notice = Some(Notice::hint(&self.words.say(id)));
        Vec::new()
    }

    fn toggle_zen(&mut self) -> Vec<Effect> {
        self.zen = !self.zen;
        Vec::new()
    }

    pub(super) fn set_measure(&mut self, cells: u16) -> Vec<Effect> {
        let (least, most) = super::reader::MEASURE;
        self.reader.measure = cells.clamp(least, most);
        let values = [("n", Value::Number(usize::from(self.reader.measure)))];
        self.notice = Some(Notice::hint(&self.words.with("measure", &values)));
        vec![Effect::Remember("measure", self.reader.measure.to_string())]
    }

    fn resize_pane(&mut self, direction: i16) -> Vec<Effect> {
        if self.focus == Pane::Sources {
            let width = self.sizes.sources.saturating_add_signed(direction * 2);
            self.sizes.sources = width.clamp(SOURCES_WIDTH.0, SOURCES_WIDTH.1);
        } else {
            let sign = if self.focus == Pane::List { direction } else { -direction };
            self.sizes.list_percent = self.sizes.list_percent.saturating_add_signed(sign * 3).clamp(15, 85);
        }
        vec![Effect::Remember("panes", format!("{} {}", self.sizes.sources, self.sizes.list_percent))]
    }

    pub(super) fn speak(&mut self, language: Language) -> Vec<Effect> {
        self.words = Words::new(language);
        self.forget_lines();
        // Where the configuration names a language, another one is for this run only.
        if self.settings.language_named {
            return Vec::new();
        }
        vec![Effect::Remember("language", language.tag().to_owned())]
    }

    fn toggle_mouse(&mut self) -> Vec<Effect> {
        self.mouse = !self.mouse;
        let id = if self.mouse { "mouse-taken" } else { "mouse-free" };
        self.notice = Some(Notice::hint(&self.words.say(id)));
        vec![Effect::Mouse(self.mouse)]
    }

    /// Takes back what the screen remembered from last time.
    pub(super) fn recall(&mut self, values: &std::collections::BTreeMap<String, String>) {
        // What the configuration names counts more; and where colours are unwelcome, no theme of last time brings them back.
        if self.settings.theme_follows {
            if let Some(theme) = values.get("theme") {
                self.choose_theme(theme);
                self.theme_chosen = true;
            } else if let Some(ground) = values.get("ground") {
                self.choose_theme(ground);
            }
        }
        let language = values.get("language").filter(|_| !self.settings.language_named);
        if let Some(language) = language.and_then(|tag| Language::from_tag(tag)) {
            self.words = Words::new(language);
        }
        if let Some(method) = values.get("input-method").and_then(|name| name.parse().ok()) {
            self.method = method;
        }
        if let Some(measure) = values.get("measure").and_then(|m| m.parse::<u16>().ok()) {
            self.reader.measure = measure.clamp(super::reader::MEASURE.0, super::reader::MEASURE.1);
        }
        self.reader.sideways = values.get("tables").is_some_and(|how| how == super::tables::SIDEWAYS);
        if let Some((sources, list)) = values.get("panes").and_then(|p| p.split_once(' ')) {
            self.sizes.sources = sources.parse().unwrap_or(self.sizes.sources);
            self.sizes.list_percent = list.parse().unwrap_or(self.sizes.list_percent);
        }
        if let Some(open) = values.get("folds") {
            self.sources.unfold_all(open.lines());
        }
        if let Some(left) = values.get("left-at").and_then(|at| at.parse().ok()) {
            self.list.style.new_since = Some(Timestamp(left));
        }
        for (name, ask) in super::ask::HISTORIES {
            if let Some(lines) = values.get(*name) {
                self.histories.insert(*ask, lines.lines().map(str::to_owned).collect());
            }
        }
    }

    // The mouse.

    pub(super) fn wheel(&mut self, x: u16, y: u16, rows: i32) -> Vec<Effect> {
        if self.overlay.is_some() {
            return self.panel_wheel(rows);
        }
        let rows = isize::try_from(rows).unwrap_or(0);
        match self.layout.pane_at(x, y) {
            Some(Pane::Reader) => self.scroll(rows),
            Some(Pane::List) => {
                self.list.move_by(rows.signum());
                Vec::new()
            }
            Some(Pane::Sources) => self.move_source(rows.signum()),
            None => Vec::new(),
        }
    }

    pub(super) fn click(&mut self, x: u16, y: u16) -> Vec<Effect> {
        if self.overlay.is_some() || self.prompt.is_some() {
            return Vec::new();
        }
        let Some(pane) = self.layout.pane_at(x, y) else { return Vec::new() };
        let Some(area) = self.layout.area(pane) else { return Vec::new() };
        let head = super::list::view::head_lines(area.height);
        let line = usize::from(y.saturating_sub(area.y + head));
        match pane {
            Pane::Sources => {
                self.focus = Pane::Sources;
                let number = self.sources.top() + line;
                if number >= self.sources.nodes().len() {
                    return Vec::new();
                }
                if self.sources.select(number) {
                    return self.show_selected_source();
                }
                // A second click folds or unfolds.
                if self.sources.unfold() || self.sources.fold() {
                    return self.remember_folds();
                }
            }
            Pane::List => {
                let Some(row) = self.list.laid.get(line).and_then(|l| l.row) else { return Vec::new() };
                if self.focus != Pane::Sources && row == self.list.selected() {
                    return self.open_current();
                }
                self.focus = Pane::List;
                self.list.move_to(row);
            }
            Pane::Reader => return self.open_current(),
        }
        Vec::new()
    }
}
