//! What happened since last time: what came, what was edited, what the watched searches found, what was taken down.
//!
//! The key to the next unread article goes through it: it opens one line after the other, from the page and from the article that
//! was opened there.

use crate::model::{ArticleId, Since, Summary};
use crate::ui::Ui;
use crate::ui::effect::Effect;
use crate::ui::key::{Code, Key};
use crate::ui::layout::Pane;
use crate::ui::overlay::Overlay;
use crate::ui::panel::{Panel, PanelLine, label_cells};
use crate::ui::place::Motion;
use crate::ui::when;
use crate::ui::words::PhraseValue;

/// Rows of one kind that are shown; the list `6` has all that is new.
const MAX_ROWS: usize = 30;

/// The page, and where the user is in it.
#[derive(Debug, Default)]
pub(in crate::ui) struct SincePage {
    happened: Since,
    /// The line that is selected, headings counted.
    selected: usize,
    /// The article that was opened from it last.
    read: Option<ArticleId>,
    /// More has happened since it was made.
    old: bool,
}

impl SincePage {
    /// More has happened: it is made anew when it is asked for again.
    pub(in crate::ui) fn grow_old(&mut self) {
        self.old = true;
    }
}

/// Who asked what happened since last time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::ui) enum SinceWish {
    /// Nobody: the screen opens so. Where nothing happened, nothing is said.
    #[default]
    AtStart,
    /// A key.
    ByKey,
}

/// A line of the page.
enum SinceLine<'a> {
    Heading(String),
    Row(&'a Summary),
}

impl Ui {
    /// Asks what happened since last time.
    pub(in crate::ui) fn ask_since(&mut self) -> Vec<Effect> {
        let Some(since) = self.list.style.new_since else {
            self.shell.hint("no-last-time");
            return Vec::new();
        };
        if self.panels.since.as_ref().is_some_and(|page| !page.old) {
            self.lay_since();
            return Vec::new();
        }
        self.panels.since_wish = SinceWish::ByKey;
        vec![Effect::LoadSince(since)]
    }

    /// What happened came: the page is laid over the panes, its first article selected.
    pub(in crate::ui) fn take_since(&mut self, happened: Since) {
        if self.panels.since_wish == SinceWish::ByKey {
            self.panels.known.tell_all(self.shell.now);
        }
        if happened.new.is_empty() && happened.edited.is_empty() && happened.gone.is_empty() {
            if self.panels.since_wish == SinceWish::ByKey {
                self.shell.hint("since-nothing");
            }
            return;
        }
        self.panels.since = Some(SincePage { happened, selected: 1, read: None, old: false });
        self.lay_since();
    }

    /// Opens the article of the page that comes `many` lines on; the selected one first. `None`: the user is not on the page.
    pub(in crate::ui) fn read_on(&mut self, many: usize) -> Option<Vec<Effect>> {
        let page = self.panels.since.as_ref()?;
        let on_page = matches!(self.panels.overlay, Some(Overlay::Since));
        let in_article =
            self.shell.panes.focus == Pane::Reader && page.read.is_some_and(|id| self.reader.wanted() == Some(id));
        if !(on_page || in_article) {
            return None;
        }
        let rows = self.since_lines();
        let id = |at: usize| match rows.get(at) {
            Some(SinceLine::Row(row)) => Some(row.id),
            _ => None,
        };
        let from = page.selected + usize::from(id(page.selected) == page.read && page.read.is_some());
        let next = (from..rows.len()).filter_map(|at| Some((at, id(at)?))).nth(many.saturating_sub(1));
        let Some((at, id)) = next else {
            self.shell.hint("since-through");
            if let Some(page) = &mut self.panels.since {
                (page.read, page.selected) = (None, 1);
            }
            return Some(Vec::new());
        };
        Some(self.read_from_since(at, id))
    }

    fn read_from_since(&mut self, at: usize, id: ArticleId) -> Vec<Effect> {
        if let Some(page) = &mut self.panels.since {
            (page.selected, page.read) = (at, Some(id));
        }
        self.panels.overlay = None;
        self.open_other(id)
    }

    fn lay_since(&mut self) {
        let last = self.since_lines().len().saturating_sub(1);
        let heading = |ui: &Self, at: usize| matches!(ui.since_lines().get(at), Some(SinceLine::Heading(_)));
        let mut selected = self.panels.since.as_ref().map_or(0, |page| page.selected);
        if selected > last {
            selected = 1;
        }
        if heading(self, selected) {
            selected = (selected + 1).min(last);
        }
        if let Some(page) = &mut self.panels.since {
            page.selected = selected;
        }
        self.panels.lay(Overlay::Since);
    }

    fn since_lines(&self) -> Vec<SinceLine<'_>> {
        let Some(page) = &self.panels.since else { return Vec::new() };
        let words = &self.shell.words;
        let mut lines = Vec::new();
        let mut part = |heading: String, rows: &'_ [Summary]| {
            if !rows.is_empty() {
                lines.push((heading, rows.iter().take(MAX_ROWS).map(|row| row.id).collect::<Vec<_>>()));
            }
        };
        let happened = &page.happened;
        for (name, rows) in &happened.watched {
            let values = [("name", PhraseValue::Text(name)), ("n", PhraseValue::Number(rows.len()))];
            part(words.with("since-watched", &values), rows);
        }
        part(words.count("since-edited", happened.edited.len()), &happened.edited);
        part(words.count("since-gone", happened.gone.len()), &happened.gone);
        part(words.count("since-new", happened.total), &happened.new);
        let all = || {
            let watched = happened.watched.iter().flat_map(|(_, rows)| rows);
            watched.chain(&happened.edited).chain(&happened.gone).chain(&happened.new)
        };
        let row = |id: ArticleId| all().find(|row| row.id == id).map(SinceLine::Row);
        lines
            .into_iter()
            .flat_map(|(heading, ids)| {
                std::iter::once(Some(SinceLine::Heading(heading))).chain(ids.into_iter().map(row))
            })
            .flatten()
            .collect()
    }

    pub(in crate::ui) fn since_panel(&self) -> Panel {
        let line = |line| match line {
            SinceLine::Heading(text) => PanelLine { text, strong: true, ..PanelLine::default() },
            SinceLine::Row(row) => PanelLine {
                label: self.sources.paper_of(row).to_owned(),
                text: match row.published {
                    Some(moment) => format!("{} · {}", row.title, when::stamp(moment, self.shell.now)),
                    None => row.title.clone(),
                },
                strong: false,
            },
        };
        let lines: Vec<PanelLine> = self.since_lines().into_iter().map(line).collect();
        Panel {
            title: self.shell.words.say("label-since"),
            label_cells: label_cells(&lines),
            lines,
            chosen: self.panels.since.as_ref().map(|page| page.selected),
            foot: self.shell.words.say("panel-since"),
            ..Panel::default()
        }
    }

    pub(in crate::ui) fn since_key(&mut self, key: Key, motion: Option<Motion>) -> Vec<Effect> {
        let lines = self.since_lines().len();
        let selected = self.panels.since.as_ref().map_or(0, |page| page.selected);
        let chosen = match self.since_lines().get(selected) {
            Some(SinceLine::Row(row)) => Some((row.id, row.url.to_string())),
            _ => None,
        };
        let next = match (key.code, motion) {
            (Code::Esc, _) | (Code::Char('q'), None) => return Vec::new(),
            (Code::Enter | Code::Right, _) | (Code::Char('l'), None) => {
                return chosen.map(|(id, _)| self.read_from_since(selected, id)).unwrap_or_default();
            }
            (Code::Char('o'), None) => return chosen.map(|(_, url)| Effect::Browse(url)).into_iter().collect(),
            (_, Some(Motion::Onward)) => {
                self.panels.lay(Overlay::Since);
                return self.read_on(1).unwrap_or_default();
            }
            (_, Some(motion)) => motion.chosen(selected, lines),
            _ => selected,
        };
        if let Some(page) = &mut self.panels.since {
            page.selected = next;
        }
        self.panels.lay(Overlay::Since);
        Vec::new()
    }
}
