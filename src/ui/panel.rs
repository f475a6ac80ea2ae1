//! What lies over the panes: its lines, and what keys do to it. Also the article as text for copying and saving.

use crate::model::{Article, Block};
use crate::text::cite;

use super::Ui;
use super::effect::Effect;
use super::help::{self, HelpLine};
use super::key::{Code, Key};
use super::notice;
use super::overlay::{Confirmed, Overlay};
use super::theme::Meaning;
use super::when;
use super::words::Value;

/// A line of a panel: text on the left, a word on the right, and how they look.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct PanelLine {
    /// Left column, if the panel has two.
    pub label: String,
    /// The text.
    pub text: String,
    /// Look of the text.
    pub strong: bool,
}

/// A panel ready to be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Panel {
    /// Its heading.
    pub title: String,
    /// Its lines.
    pub lines: Vec<PanelLine>,
    /// First line in sight.
    pub top: usize,
    /// Cells of the left column.
    pub label_cells: u16,
    /// Number of the chosen line.
    pub chosen: Option<usize>,
    /// What stands below.
    pub foot: String,
}

impl Ui {
    /// The panel of the present overlay.
    pub(super) fn panel(&self) -> Option<Panel> {
        Some(match self.overlay.as_ref()? {
            Overlay::Help { search, top } => self.help_panel(search, *top),
            Overlay::Info { top } => self.info_panel(*top),
            Overlay::Links { typed } => self.links_panel(typed),
            Overlay::Revisions { versions, at, top } => self.revisions_panel(versions, *at, *top),
            Overlay::Troubles { top } => self.troubles_panel(*top),
            Overlay::Themes { selected, .. } => Panel {
                title: self.words.say("label-themes"),
                lines: self.themes().into_iter().map(|n| PanelLine { text: n, ..PanelLine::default() }).collect(),
                top: selected.saturating_sub(6),
                chosen: Some(*selected),
                foot: self.words.say("panel-choose"),
                ..Panel::default()
            },
            Overlay::Orders { selected } => self.orders_panel(*selected),
            Overlay::Copies { of, selected } => self.copies_panel(*of, *selected),
            Overlay::Confirm { question, .. } => Panel {
                title: self.words.say("label-confirm"),
                lines: vec![PanelLine { text: question.clone(), ..PanelLine::default() }],
                foot: self.words.say("panel-confirm"),
                ..Panel::default()
            },
        })
    }

    fn orders_panel(&self, selected: usize) -> Panel {
        let lines = super::command::ORDERS.iter().enumerate().map(|(at, (_, order))| PanelLine {
            label: format!("{}", at + 1),
            text: self.words.say(super::order::phrase(*order)),
            strong: false,
        });
        Panel {
            title: self.words.say("label-order"),
            lines: lines.collect(),
            label_cells: 3,
            chosen: Some(selected),
            foot: self.words.say("panel-order"),
            ..Panel::default()
        }
    }

    fn copies_panel(&self, of: crate::model::ArticleId, selected: usize) -> Panel {
        let rows = self.list.row_of(of).into_iter().chain(self.list.copies_of(of));
        let lines = rows.map(|row| PanelLine {
            label: self.sources.name_of(&row.source).to_owned(),
            text: match row.published {
                Some(moment) => format!("{} · {}", row.title, when::stamp(moment, self.now)),
                None => row.title.clone(),
            },
            strong: !row.read,
        });
        Panel {
            title: self.words.say("label-copies"),
            lines: lines.collect(),
            label_cells: 22,
            chosen: Some(selected),
            foot: self.words.say("panel-copies"),
            ..Panel::default()
        }
    }

    fn help_panel(&self, search: &str, top: usize) -> Panel {
        let lines = help::lines(&self.words, &self.keymap, search).into_iter().map(|line| match line {
            HelpLine::Scope(name) => PanelLine { text: name, strong: true, ..PanelLine::default() },
            HelpLine::Row { keys, help, .. } => PanelLine { label: keys, text: help, strong: false },
        });
        let title = if search.is_empty() {
            self.words.say("label-help")
        } else {
            format!("{} / {search}", self.words.say("label-help"))
        };
        Panel {
            title,
            lines: lines.collect(),
            top,
            label_cells: 24,
            foot: self.words.say("panel-help"),
            ..Panel::default()
        }
    }

    fn links_panel(&self, typed: &str) -> Panel {
        let links = self.reader.document.links.iter().enumerate();
        let sign = format!("{} ", self.signs.picture);
        let lines = links.map(|(at, link)| PanelLine {
            label: format!("{}", at + 1),
            text: format!("{}{} — {}", if link.picture { &sign } else { "" }, link.text, link.href),
            strong: !typed.is_empty() && (at + 1).to_string().starts_with(typed),
        });
        Panel {
            title: format!("{} {typed}", self.words.say("label-links")),
            lines: lines.collect(),
            label_cells: 5,
            foot: self.words.say("panel-links"),
            ..Panel::default()
        }
    }

    fn troubles_panel(&self, top: usize) -> Panel {
        let mut lines: Vec<PanelLine> = Vec::new();
        for ((source, section), t) in &self.sources.troubles {
            let name = self.sources.name_of(source);
            let sentence = notice::trouble(&self.words, name, &t.kind, &t.sentence, t.next_visit);
            let values = [("n", Value::Number(t.failures as usize))];
            let label = self.sources.section_name(source, section);
            lines.push(PanelLine { label: name.to_owned(), text: label, strong: true });
            lines.push(PanelLine { text: sentence, ..PanelLine::default() });
            lines.push(PanelLine { text: self.words.with("times-failed", &values), ..PanelLine::default() });
        }
        lines.extend(self.page_troubles());
        if lines.is_empty() {
            // With no network at all nobody is blamed, yet not everything is well.
            let id = if self.progress.offline { "network-away" } else { "no-troubles" };
            lines.push(PanelLine { text: self.words.say(id), ..PanelLine::default() });
        }
        Panel {
            title: self.words.say("label-troubles"),
            lines,
            top,
            label_cells: 20,
            foot: self.words.say("panel-close"),
            ..Panel::default()
        }
    }

    pub(super) fn overlay_key(&mut self, key: Key) -> Vec<Effect> {
        let Some(overlay) = self.overlay.take() else { return Vec::new() };
        match overlay {
            Overlay::Help { search, top } => self.help_key(key, search, top),
            Overlay::Info { top } => {
                self.overlay = scrolled(key, top).map(|top| Overlay::Info { top });
                Vec::new()
            }
            Overlay::Troubles { top } => {
                self.overlay = scrolled(key, top).map(|top| Overlay::Troubles { top });
                Vec::new()
            }
            Overlay::Revisions { versions, at, top } => {
                self.revisions_key(key, versions, at, top);
                Vec::new()
            }
            Overlay::Links { typed } => self.links_key(key, typed),
            Overlay::Orders { selected } => self.orders_key(key, selected),
            Overlay::Copies { of, selected } => self.copies_key(key, of, selected),
            Overlay::Themes { selected, before } => self.themes_key(key, selected, before),
            Overlay::Confirm { then, question } => self.confirm_key(key, then, question),
        }
    }

    fn help_key(&mut self, key: Key, mut search: String, top: usize) -> Vec<Effect> {
        let most = help::lines(&self.words, &self.keymap, &search).len().saturating_sub(1);
        match key.code {
            Code::Esc if !search.is_empty() => self.overlay = Some(Overlay::Help { search: String::new(), top: 0 }),
            Code::Esc | Code::Enter => {}
            Code::Char('q' | '?') if search.is_empty() => {}
            Code::Backspace => {
                search.pop();
                self.overlay = Some(Overlay::Help { search, top: 0 });
            }
            Code::Char(c) if !(key.ctrl || key.alt || search.is_empty() && matches!(c, 'j' | 'k' | ' ' | '/')) => {
                search.push(c);
                self.overlay = Some(Overlay::Help { search, top: 0 });
            }
            _ => {
                let top = scrolled(key, top).unwrap_or(top).min(most);
                self.overlay = Some(Overlay::Help { search, top });
            }
        }
        Vec::new()
    }

    fn links_key(&mut self, key: Key, mut typed: String) -> Vec<Effect> {
        let many = self.reader.document.links.len();
        match key.code {
            Code::Esc | Code::Char('q') => return Vec::new(),
            Code::Backspace => drop(typed.pop()),
            Code::Char(c) if c.is_ascii_digit() => typed.push(c),
            Code::Enter => return self.open_link(&typed),
            _ => {}
        }
        // As soon as no longer number can begin like this, the link is meant.
        let number: usize = typed.parse().unwrap_or(0);
        if number > 0 && number * 10 > many {
            return self.open_link(&typed);
        }
        self.overlay = Some(Overlay::Links { typed });
        Vec::new()
    }

    fn open_link(&mut self, typed: &str) -> Vec<Effect> {
        let number = typed.parse::<usize>().unwrap_or(0);
        let link = number.checked_sub(1).and_then(|n| self.reader.document.links.get(n));
        link.map(|l| Effect::Browse(l.href.clone())).into_iter().collect()
    }

    fn themes_key(&mut self, key: Key, selected: usize, before: String) -> Vec<Effect> {
        let names = self.themes();
        let next = match key.code {
            Code::Esc | Code::Char('q') => {
                self.choose_theme(&before);
                return Vec::new();
            }
            Code::Enter => {
                self.theme_chosen = true;
                return vec![Effect::Remember("theme", self.theme.name.clone())];
            }
            Code::Down | Code::Char('j' | 't') => (selected + 1) % names.len(),
            Code::Up | Code::Char('k') => (selected + names.len() - 1) % names.len(),
            _ => selected,
        };
        self.choose_theme(&names[next]);
        self.overlay = Some(Overlay::Themes { selected: next, before });
        Vec::new()
    }

    fn confirm_key(&mut self, key: Key, then: Confirmed, question: String) -> Vec<Effect> {
        match key.code {
            // c: "có".
            Code::Enter | Code::Char('y' | 'Y' | 'c' | 'C') => self.mark_confirmed(then),
            Code::Esc | Code::Char('n' | 'N' | 'k' | 'K' | 'q') => Vec::new(),
            _ => {
                self.overlay = Some(Overlay::Confirm { question, then });
                Vec::new()
            }
        }
    }
}

/// Where a panel stands after a key; `None` when the key closes it.
pub(super) fn scrolled(key: Key, top: usize) -> Option<usize> {
    match (key.code, key.ctrl) {
        (Code::Esc | Code::Enter, _) | (Code::Char('q' | 'i' | 'e'), false) => None,
        (Code::Down, _) | (Code::Char('j'), false) => Some(top + 1),
        (Code::Up, _) | (Code::Char('k'), false) => Some(top.saturating_sub(1)),
        (Code::PageDown, _) | (Code::Char(' '), false) | (Code::Char('d' | 'f'), true) => Some(top + 10),
        (Code::PageUp, _) | (Code::Char('b'), false) | (Code::Char('u' | 'b'), true) => Some(top.saturating_sub(10)),
        (Code::Home, _) => Some(0),
        _ => Some(top),
    }
}

/// The article as plain text: title, sapo, body, address.
pub(super) fn plain_text(article: &Article) -> String {
    let mut parts = vec![article.row.title.clone()];
    parts.extend(article.sapo.clone());
    for block in &article.body {
        parts.push(match block {
            Block::Table { rows, .. } => rows.iter().map(|r| r.join("\t")).collect::<Vec<_>>().join("\n"),
            Block::List { items, .. } => items.iter().map(|i| format!("- {i}")).collect::<Vec<_>>().join("\n"),
            other => other.strings().join("\n"),
        });
    }
    parts.push(article.row.url.as_str().to_owned());
    parts.retain(|p| !p.is_empty());
    parts.join("\n\n")
}

/// "Báo, tác giả, ngày, địa chỉ".
pub(super) fn citation(article: &Article, outlet: &str) -> String {
    cite::citation(&cite::Cited {
        outlet,
        author: article.author.as_deref(),
        title: &article.row.title,
        published: article.row.published,
        url: article.row.url.as_str(),
    })
}

/// How the lines of a panel look.
pub(super) fn meaning(line: &PanelLine) -> Meaning {
    if line.strong { Meaning::Strong } else { Meaning::Text }
}
