//! The mouse: the wheel over panes and panels, clicks on rows.

use crate::ui::Ui;
use crate::ui::effect::Effect;
use crate::ui::layout::Pane;
use crate::ui::list::view::head_lines;

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
        if self.panels.is_open() || self.prompts.open.is_some() {
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
}
