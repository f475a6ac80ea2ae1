//! Moving in panes and between them; opening and closing what they show.

use crate::model::ArticleId;
use crate::ui::Ui;
use crate::ui::action::{GoAction, MoveAction};
use crate::ui::effect::Effect;
use crate::ui::layout::{Pane, SOURCES_WIDTH};
use crate::ui::list::order::ask_for;
use crate::ui::list::{Goal, MAX_ROWS};
use crate::ui::notice::StatusNotice;
use crate::ui::prompt::command::needles;

/// Part of a pane that a key moves by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Portion {
    Whole,
    Half,
}

/// An end of a pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    Start,
    End,
}

impl Ui {
    /// Moves the selection, or what is in sight.
    pub(in crate::ui) fn act_move(&mut self, action: MoveAction, count: Option<u32>) -> Vec<Effect> {
        let times = times(count);
        match action {
            MoveAction::Down => self.step(times),
            MoveAction::Up => self.step(-times),
            MoveAction::LineDown => self.scroll(times),
            MoveAction::LineUp => self.scroll(-times),
            MoveAction::HalfPageDown => self.page(1, Portion::Half),
            MoveAction::HalfPageUp => self.page(-1, Portion::Half),
            MoveAction::PageDown => self.page(1, Portion::Whole),
            MoveAction::PageUp => self.page(-1, Portion::Whole),
            MoveAction::Top => self.jump_to_edge(Edge::Start, count),
            MoveAction::Bottom => self.jump_to_edge(Edge::End, count),
        }
    }

    /// Goes to another pane, or to another article.
    pub(in crate::ui) fn act_go(&mut self, action: GoAction, count: Option<u32>) -> Vec<Effect> {
        match action {
            GoAction::Left => self.left(),
            GoAction::Right => self.right(),
            GoAction::NextPane => self.cycle(1),
            GoAction::PreviousPane => self.cycle(2),
            GoAction::Open => self.open(),
            GoAction::Close => self.close(),
            GoAction::Back => self.back(),
            GoAction::Quit => self.quit(),
            GoAction::NextArticle => self.neighbour(times(count)),
            GoAction::PreviousArticle => self.neighbour(-times(count)),
            GoAction::NextUnread => self.next_unread(times(count)),
        }
    }

    pub(in crate::ui) fn step(&mut self, rows: isize) -> Vec<Effect> {
        match self.shell.panes.focus {
            Pane::Sources => self.move_source(rows),
            Pane::List => {
                self.list.move_by(rows);
                Vec::new()
            }
            Pane::Reader => self.scroll(rows),
        }
    }

    pub(in crate::ui) fn move_source(&mut self, rows: isize) -> Vec<Effect> {
        if self.sources.move_by(rows) { self.show_selected_source() } else { Vec::new() }
    }

    pub(in crate::ui) fn scroll(&mut self, lines: isize) -> Vec<Effect> {
        if !self.reader.extend(lines) {
            self.reader.scroll(lines);
        }
        Vec::new()
    }

    fn page(&mut self, direction: isize, portion: Portion) -> Vec<Effect> {
        let part = if portion == Portion::Half { 2 } else { 1 };
        let rows = match self.shell.panes.focus {
            Pane::Reader => self.reader.height().saturating_sub(2) / part,
            Pane::List => self.list.rows_in_sight() / part,
            Pane::Sources => usize::from(self.shell.panes.size.1) / (2 * part),
        };
        self.step(direction * isize::try_from(rows.max(1)).unwrap_or(1))
    }

    fn jump_to_edge(&mut self, edge: Edge, count: Option<u32>) -> Vec<Effect> {
        if let Some(number) = count {
            return self.go_to_number(number as usize);
        }
        let start = edge == Edge::Start;
        match self.shell.panes.focus {
            Pane::Sources => self.move_source(if start { isize::MIN / 2 } else { isize::MAX / 2 }),
            Pane::Reader if self.reader.is_choosing() => {
                self.scroll(if start { isize::MIN / 2 } else { isize::MAX / 2 })
            }
            Pane::Reader => {
                self.reader.go_to(if start { 0 } else { usize::MAX });
                Vec::new()
            }
            Pane::List => self.go_in_list(if start { Goal::Row(0) } else { Goal::End }),
        }
    }

    pub(in crate::ui) fn go_to_number(&mut self, number: usize) -> Vec<Effect> {
        let at = number.saturating_sub(1);
        match self.shell.panes.focus {
            Pane::Reader => drop(self.reader.go_to(at)),
            Pane::List => return self.go_in_list(Goal::Position(number)),
            Pane::Sources => {
                if self.sources.select(at) {
                    return self.show_selected_source();
                }
            }
        }
        Vec::new()
    }

    /// Goes somewhere in the list. A range that cannot be held from end to end is not chosen, and that is said.
    fn go_in_list(&mut self, goal: Goal) -> Vec<Effect> {
        if self.list.range_from.is_some() && !self.list.can_choose_to(goal) {
            self.shell.tell(StatusNotice::hint(&self.shell.words.count("choose-bound", MAX_ROWS)));
            return Vec::new();
        }
        let ticket = self.shell.ticket();
        let wanted = match goal {
            Goal::Position(position) => self.list.go_to_position(position, ticket),
            Goal::Row(number) => self.list.go_to(number, ticket),
            Goal::End => self.list.to_end(ticket),
        };
        wanted.map(|wanted| ask_for(ticket, wanted)).into_iter().collect()
    }

    fn left(&mut self) -> Vec<Effect> {
        match self.shell.panes.focus {
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
        match self.shell.panes.focus {
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
        let at = ORDER.iter().position(|p| *p == self.shell.panes.focus).unwrap_or(1);
        match ORDER[(at + by) % ORDER.len()] {
            Pane::Reader => self.open(),
            pane => self.focus_on(pane),
        }
    }

    pub(in crate::ui) fn focus_on(&mut self, pane: Pane) -> Vec<Effect> {
        self.shell.panes.focus = pane;
        Vec::new()
    }

    fn open(&mut self) -> Vec<Effect> {
        match self.shell.panes.focus {
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
    pub(in crate::ui) fn open_current(&mut self) -> Vec<Effect> {
        let Some(id) = self.list.current().map(|r| r.id) else { return Vec::new() };
        self.open_article(id)
    }

    /// Gives the reader an article of the list and the keys, and marks it read.
    pub(in crate::ui) fn open_article(&mut self, id: ArticleId) -> Vec<Effect> {
        self.shell.panes.focus = Pane::Reader;
        let mut effects = if self.reader.wanted() == Some(id) { Vec::new() } else { self.load(id) };
        effects.insert(0, Effect::NoteOpened(id));
        let unread = self.list.row_of(id).is_some_and(|row| !row.read);
        if unread && self.shell.settings.mark_read_on_open {
            effects.extend(self.mark_opened(id));
        }
        effects
    }

    fn close(&mut self) -> Vec<Effect> {
        if self.shell.notice.take().is_some() || self.list.choose_none() || self.reader.end_choosing() {
            return Vec::new();
        }
        if self.shell.panes.focus == Pane::Reader && self.end_find() {
            return Vec::new();
        }
        if self.shell.panes.focus == Pane::Reader {
            return if self.leave_raw() { Vec::new() } else { self.focus_on(Pane::List) };
        }
        if self.search.running.is_some() {
            return self.leave_search();
        }
        if self.list.query.filter.title.is_some() {
            return self.set_filter("");
        }
        if self.shell.panes.zen {
            return self.toggle_zen();
        }
        // What runs in the background is stopped by its own key: Esc is pressed without looking.
        Vec::new()
    }

    /// Ends a find in the article; what the hits were searched by stays lit. Tells whether there was one.
    fn end_find(&mut self) -> bool {
        let searched = self.search.running.as_ref().map(|searching| needles(&searching.text)).unwrap_or_default();
        let finds = self.reader.needles != searched || self.reader.spot.is_some();
        if finds {
            self.reader.find(searched);
        }
        finds
    }

    fn back(&mut self) -> Vec<Effect> {
        match self.shell.panes.focus {
            Pane::Reader if self.reader.end_choosing() => Vec::new(),
            Pane::Reader if self.reader.is_raw() => self.toggle_raw(),
            Pane::Reader => self.focus_on(Pane::List),
            _ if self.search.running.is_some() => self.leave_search(),
            _ => self.quit(),
        }
    }

    pub(in crate::ui) fn quit(&mut self) -> Vec<Effect> {
        let mut effects = self.save_position();
        effects.push(Effect::Quit);
        effects
    }

    fn neighbour(&mut self, rows: isize) -> Vec<Effect> {
        let before = self.list.selected();
        self.list.move_by(rows);
        if self.list.selected() == before {
            let id = if rows > 0 { "no-next-article" } else { "no-previous-article" };
            self.shell.hint(id);
            return Vec::new();
        }
        if self.shell.panes.focus == Pane::Reader { self.open_current() } else { Vec::new() }
    }

    fn next_unread(&mut self, many: isize) -> Vec<Effect> {
        if let Some(effects) = self.read_on(usize::try_from(many).unwrap_or(1)) {
            return effects;
        }
        let Some(number) = self.list.next_unread(usize::try_from(many).unwrap_or(1)) else {
            self.shell.hint(if self.list.reaches_the_end() { "no-next-unread" } else { "no-near-unread" });
            return Vec::new();
        };
        self.list.move_to(number);
        if self.shell.panes.focus == Pane::Reader { self.open_current() } else { Vec::new() }
    }

    pub(in crate::ui) fn toggle_zen(&mut self) -> Vec<Effect> {
        let panes = &mut self.shell.panes;
        if !panes.zen && panes.stand_alone() {
            self.shell.hint("one-pane-only");
            return Vec::new();
        }
        panes.zen = !panes.zen;
        Vec::new()
    }

    pub(in crate::ui) fn resize_pane(&mut self, direction: i16) -> Vec<Effect> {
        if self.shell.panes.stand_alone() {
            self.shell.hint("one-pane-only");
            return Vec::new();
        }
        if self.shell.panes.focus == Pane::Sources {
            let width = self.shell.panes.sizes.sources.saturating_add_signed(direction * 2);
            self.shell.panes.sizes.sources = width.clamp(SOURCES_WIDTH.0, SOURCES_WIDTH.1);
        } else {
            let sign = if self.shell.panes.focus == Pane::List { direction } else { -direction };
            self.shell.panes.sizes.list_percent =
                self.shell.panes.sizes.list_percent.saturating_add_signed(sign * 3).clamp(15, 85);
        }
        vec![Effect::Remember(
            "panes",
            format!("{} {}", self.shell.panes.sizes.sources, self.shell.panes.sizes.list_percent),
        )]
    }
}

/// How often an action is done.
pub(in crate::ui) fn times(count: Option<u32>) -> isize {
    isize::try_from(count.unwrap_or(1)).unwrap_or(1)
}
