//! The mouse: the wheel over panes and panels, clicks on rows.

use crate::ui::Ui;
use crate::ui::effect::Effect;
use crate::ui::key::{Code, Key};
use crate::ui::layout::Pane;
use crate::ui::list::view::head_lines;
use crate::ui::overlay::Overlay;
use crate::ui::panel::foot_key;
use crate::ui::place::Motion;

impl Ui {
    pub(in crate::ui) fn toggle_mouse(&mut self) -> Vec<Effect> {
        self.shell.mouse = !self.shell.mouse;
        let id = if self.shell.mouse { "mouse-taken" } else { "mouse-free" };
        self.shell.hint(id);
        vec![Effect::Mouse(self.shell.mouse)]
    }

    pub(in crate::ui) fn wheel(&mut self, x: u16, y: u16, rows: i32) -> Vec<Effect> {
        if self.panels.is_open() {
            return self.panel_wheel(rows);
        }
        let rows = isize::try_from(rows).unwrap_or(0);
        match self.shell.panes.layout.pane_at(x, y) {
            Some(Pane::Reader) => self.scroll(rows),
            Some(Pane::List) => {
                self.list.move_by(rows.signum());
                Vec::new()
            }
            Some(Pane::Sources) => self.move_source(rows.signum()),
            None => Vec::new(),
        }
    }

    pub(in crate::ui) fn click(&mut self, x: u16, y: u16) -> Vec<Effect> {
        if self.panels.is_open() {
            return self.click_panel(x, y);
        }
        if self.prompts.open.is_some() {
            return Vec::new();
        }
        if self.shell.panes.layout.status.holds(x, y) {
            return self.clicked_hint(x).map(|action| self.act(action, None)).unwrap_or_default();
        }
        let Some(pane) = self.shell.panes.layout.pane_at(x, y) else { return Vec::new() };
        let Some(area) = self.shell.panes.layout.area(pane) else { return Vec::new() };
        let head = head_lines(area.height);
        let line = usize::from(y.saturating_sub(area.y + head));
        match pane {
            Pane::Sources => {
                self.shell.panes.focus = Pane::Sources;
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
                if self.shell.panes.focus != Pane::Sources && row == self.list.selected() {
                    return self.open_current();
                }
                self.shell.panes.focus = Pane::List;
                self.list.move_to(row);
            }
            Pane::Reader => return self.open_current(),
        }
        Vec::new()
    }

    /// A click on a panel: its foot is keys, a line is chosen, the chosen line is done. Beside it: it closes.
    fn click_panel(&mut self, x: u16, y: u16) -> Vec<Effect> {
        let Some(panel) = self.panel() else { return Vec::new() };
        let placed = panel.place(self.shell.panes.layout.screen);
        if !placed.area.holds(x, y) {
            return self.overlay_key(Key::plain(Code::Esc));
        }
        if y + 1 == placed.area.y + placed.area.height {
            let column = usize::from(x.saturating_sub(placed.area.x + 2));
            return foot_key(&panel.foot, usize::from(placed.inner), column)
                .map(|key| self.overlay_key(key))
                .unwrap_or_default();
        }
        let at = y.checked_sub(placed.area.y + placed.head).map(|line| placed.top + usize::from(line));
        let Some(number) = at.and_then(|at| placed.lines.get(at)).map(|line| line.number) else { return Vec::new() };
        match (&self.panels.overlay, panel.chosen) {
            (Some(Overlay::Links { .. }), _) => {
                self.panels.overlay = None;
                self.open_link(&(number + 1).to_string())
            }
            (Some(Overlay::Offer { .. }), Some(chosen)) if chosen == number => self.overlay_key(Key::char(' ')),
            (_, Some(chosen)) if chosen == number => self.overlay_key(Key::plain(Code::Enter)),
            (_, Some(chosen)) => self.choose_line(chosen, number),
            (_, None) => Vec::new(),
        }
    }

    /// Goes from the chosen line of a panel to another one, as keys would.
    fn choose_line(&mut self, from: usize, to: usize) -> Vec<Effect> {
        let (code, motion) = if to > from { (Code::Down, Motion::Down) } else { (Code::Up, Motion::Up) };
        let mut effects = Vec::new();
        for _ in 0..from.abs_diff(to) {
            effects.extend(self.overlay_moved(Key::plain(code), Some(motion)));
            let chosen = self.panel().and_then(|panel| panel.chosen);
            if chosen.is_none_or(|chosen| if to > from { chosen >= to } else { chosen <= to }) {
                break;
            }
        }
        effects
    }
}
