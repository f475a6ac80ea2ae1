//! What lies over the panes: its lines, and what keys do to it. Also the article as text for copying and saving.

use crate::model::{Article, Summary};
use crate::text::cite;
use crate::text::width::cells;

use crate::ui::Ui;
use crate::ui::effect::Effect;
use crate::ui::key::{Code, Key};
use crate::ui::notice::StatusNotice;
use crate::ui::overlay::{Confirmed, Overlay};
use crate::ui::place::Motion;
use crate::ui::theme::Meaning;
use crate::ui::when;
use crate::ui::words::PhraseValue;

/// A line of a panel: text on the left, a word on the right, and how they look.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::ui) struct PanelLine {
    /// Left column, if the panel has two.
    pub label: String,
    /// The text.
    pub text: String,
    /// Look of the text.
    pub strong: bool,
}

/// A panel ready to be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::ui) struct Panel {
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
    /// How wide it may be.
    pub extent: PanelWidth,
    /// What its lines are.
    pub tells: PanelText,
}

/// What the lines of a panel are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::ui) enum PanelText {
    /// Words.
    #[default]
    Words,
    /// What changed: words that are gone or new, between signs; whole lines by the sign that is their label.
    Changes,
}

/// How wide a panel may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::ui) enum PanelWidth {
    /// As wide as its lines, as far as one reads well.
    #[default]
    Readable,
    /// As wide as one reads well, whatever its lines are: they change while one types.
    Steady,
    /// As wide as two columns need.
    Wide,
    /// As wide as its lines, at the left: what it changes stays in sight.
    Aside,
    /// The same at the right.
    AsideRight,
}

/// Cells of the names of themes.
const THEME_CELLS: u16 = 16;
/// Cells between a label and its text.
const LABEL_GAP: usize = 2;
/// Widest panel of two columns, cells.
pub(in crate::ui) const WIDEST: u16 = 150;

impl Ui {
    /// The panel of the present overlay.
    pub(in crate::ui) fn panel(&self) -> Option<Panel> {
        Some(match self.panels.overlay.as_ref()? {
            Overlay::Help { search, top, chosen } => self.help_panel(search, *top, *chosen),
            Overlay::Query { top } => self.query_panel(*top),
            Overlay::Info { top } => self.info_panel(*top),
            Overlay::Links { typed, top } => self.links_panel(typed, *top),
            Overlay::Revisions { versions, at, top } => self.revisions_panel(versions, *at, *top),
            Overlay::Troubles { top } => self.troubles_panel(*top),
            Overlay::Themes { selected, .. } => Panel {
                title: self.shell.words.say("label-themes"),
                lines: self.themes().into_iter().map(|name| self.theme_line(name)).collect(),
                label_cells: THEME_CELLS,
                extent: PanelWidth::Aside,
                chosen: Some(*selected),
                foot: self.shell.words.say("panel-choose"),
                ..Panel::default()
            },
            Overlay::Orders { selected } => self.orders_panel(*selected),
            Overlay::Copies { of, selected } => self.copies_panel(*of, *selected),
            Overlay::Study { subject, entries, selected } => self.study_panel(*subject, entries, *selected),
            Overlay::Configuration { settings, selected } => self.configuration_panel(settings, *selected),
            Overlay::Since => self.since_panel(),
            Overlay::Case => self.case_panel(),
            Overlay::Follow { document, steps, selected } => self.follow_panel(document, steps, *selected),
            Overlay::Portals { words, selected } => self.portals_panel(words, *selected),
            Overlay::Offer { offer, selected } => self.offer_panel(offer, *selected),
            Overlay::Confirm { question, top, .. } => Panel {
                top: *top,
                title: self.shell.words.say("label-confirm"),
                lines: vec![PanelLine { text: question.clone(), ..PanelLine::default() }],
                foot: self.shell.words.say("panel-confirm"),
                ..Panel::default()
            },
        })
    }

    /// A theme by its name, and in the user's words.
    fn theme_line(&self, name: String) -> PanelLine {
        let id = format!("theme-{name}");
        let text = if self.shell.words.has(&id) { self.shell.words.say(&id) } else { String::new() };
        PanelLine { label: name, text, strong: false }
    }

    fn orders_panel(&self, selected: usize) -> Panel {
        let lines = self.order_names().into_iter().enumerate().map(|(at, text)| PanelLine {
            label: format!("{}", at + 1),
            text,
            strong: false,
        });
        Panel {
            title: self.shell.words.say("label-order"),
            lines: lines.collect(),
            label_cells: 3,
            extent: PanelWidth::AsideRight,
            chosen: Some(selected),
            foot: self.shell.words.say("panel-order"),
            ..Panel::default()
        }
    }

    fn copies_panel(&self, of: crate::model::ArticleId, selected: usize) -> Panel {
        let rows: Vec<&Summary> = self.list.row_of(of).into_iter().chain(self.list.copies_of(of)).collect();
        let section = |row: &Summary| self.sources.section_name(&row.source, &row.section).to_owned();
        let named = |row: &Summary| (self.sources.paper_of(row).to_owned(), section(row));
        let line = |(at, row): (usize, &&Summary)| {
            let day = row.published.map(|moment| when::stamp(moment, self.shell.now));
            let told = std::iter::once(row.title.clone()).chain([section(row)]).chain(day);
            let mut text = told.filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" · ");
            // Two of one paper and section are told apart by where they stand.
            if at == selected && rows.iter().filter(|other| named(other) == named(row)).count() > 1 {
                text = format!("{text}\n{}", row.url);
            }
            let sign = if row.read { " " } else { self.shell.look.signs.unread };
            PanelLine { label: format!("{sign} {}", self.sources.paper_of(row)), text, strong: !row.read }
        };
        let lines: Vec<PanelLine> = rows.iter().enumerate().map(line).collect();
        Panel {
            title: self.shell.words.say("label-copies"),
            label_cells: label_cells(&lines),
            lines,
            chosen: Some(selected),
            foot: self.shell.words.say("panel-copies"),
            ..Panel::default()
        }
    }

    fn links_panel(&self, typed: &str, top: usize) -> Panel {
        let links = self.reader.document.links.iter().enumerate();
        let sign = format!("{} ", self.shell.look.signs.picture);
        let lines = links.map(|(at, link)| PanelLine {
            label: format!("{}", at + 1),
            text: format!("{}{} — {}", if link.picture { &sign } else { "" }, link.text, link.href),
            strong: !typed.is_empty() && (at + 1).to_string().starts_with(typed),
        });
        Panel {
            title: format!("{} {typed}", self.shell.words.say("label-links")),
            lines: lines.collect(),
            top,
            label_cells: 5,
            foot: self.shell.words.say("panel-links"),
            ..Panel::default()
        }
    }

    pub(in crate::ui) fn overlay_key(&mut self, key: Key) -> Vec<Effect> {
        let motion = self.motion(key);
        self.overlay_moved(key, motion)
    }

    /// A key in a panel, and how it moves there.
    pub(in crate::ui) fn overlay_moved(&mut self, key: Key, motion: Option<Motion>) -> Vec<Effect> {
        let Some(overlay) = self.panels.overlay.take() else { return Vec::new() };
        match overlay {
            Overlay::Help { search, top, chosen } => self.help_key(key, motion, search, (top, chosen)),
            Overlay::Info { top } => {
                self.panels.overlay = scrolled(key, motion, top).map(|top| Overlay::Info { top });
                Vec::new()
            }
            Overlay::Query { top } => {
                let closes = key == Key::char('?') || key.code == Code::F(1);
                let to = scrolled(key, motion, top).filter(|_| !closes);
                self.panels.overlay = to.map(|top| Overlay::Query { top });
                Vec::new()
            }
            Overlay::Troubles { top } => self.troubles_key(key, motion, top),
            Overlay::Revisions { versions, at, top } => self.revisions_key(key, motion, versions, (at, top)),
            Overlay::Links { typed, top } => self.links_key(key, motion, typed, top),
            Overlay::Study { subject, entries, selected } => self.study_key(key, motion, (subject, entries), selected),
            Overlay::Orders { selected } => self.orders_key(key, motion, selected),
            Overlay::Copies { of, selected } => self.copies_key(key, motion, of, selected),
            Overlay::Configuration { settings, selected } => self.configuration_key(key, motion, settings, selected),
            Overlay::Since => self.since_key(key, motion),
            Overlay::Case => self.case_key(key, motion),
            Overlay::Follow { document, steps, selected } => self.follow_key(key, motion, (document, steps), selected),
            Overlay::Portals { words, selected } => self.portals_key(key, motion, words, selected),
            Overlay::Offer { offer, selected } => self.offer_key(key, motion, offer, selected),
            Overlay::Themes { selected, before } => self.themes_key(key, motion, selected, before),
            Overlay::Confirm { then, question, top } => self.confirm_key(key, motion, then, (question, top)),
        }
    }

    fn links_key(&mut self, key: Key, motion: Option<Motion>, mut typed: String, top: usize) -> Vec<Effect> {
        let many = self.reader.document.links.len();
        let mut to = top;
        match key.code {
            Code::Esc => return Vec::new(),
            Code::Backspace => drop(typed.pop()),
            Code::Char(c) if c.is_ascii_digit() => typed.push(c),
            Code::Enter if typed.is_empty() => {}
            Code::Enter => return self.open_link(&typed),
            Code::Char('q') if motion.is_none() => return Vec::new(),
            _ => to = motion.map_or(top, |motion| motion.scrolled(top)),
        }
        // As soon as no longer number can begin like this, the link is meant.
        let number: usize = typed.parse().unwrap_or(0);
        if number > 0 && number * 10 > many {
            return self.open_link(&typed);
        }
        self.lay_over(Overlay::Links { typed, top: to })
    }

    pub(in crate::ui) fn open_link(&mut self, typed: &str) -> Vec<Effect> {
        let number = typed.parse::<usize>().unwrap_or(0);
        match number.checked_sub(1).and_then(|n| self.reader.document.links.get(n)) {
            Some(link) if link.picture => vec![Effect::View(link.href.clone())],
            Some(link) => vec![Effect::Browse(link.href.clone())],
            None => {
                let values = [("n", PhraseValue::Number(number))];
                self.shell.tell(StatusNotice::hint(&self.shell.words.with("no-such-link", &values)));
                Vec::new()
            }
        }
    }

    fn themes_key(&mut self, key: Key, motion: Option<Motion>, selected: usize, before: String) -> Vec<Effect> {
        let names = self.themes();
        let next = match (key.code, motion) {
            (Code::Esc, _) | (Code::Char('q'), None) => {
                self.choose_theme(&before);
                return Vec::new();
            }
            (Code::Enter, _) => {
                self.shell.look.chosen = true;
                return vec![Effect::Remember("theme", self.shell.look.theme.name.clone())];
            }
            (_, Some(motion)) => motion.chosen(selected, names.len()),
            (Code::Char('t'), _) => Motion::Down.chosen(selected, names.len()),
            _ => selected,
        };
        self.choose_theme(&names[next]);
        self.lay_over(Overlay::Themes { selected: next, before })
    }

    fn confirm_key(
        &mut self,
        key: Key,
        motion: Option<Motion>,
        then: Confirmed,
        (question, top): (String, usize),
    ) -> Vec<Effect> {
        match (key.code, key.ctrl) {
            // c: "có".
            (Code::Enter, _) | (Code::Char('y' | 'Y' | 'c' | 'C'), false) => self.mark_confirmed(then),
            (Code::Esc, _) | (Code::Char('n' | 'N' | 'k' | 'K' | 'q'), false) => Vec::new(),
            _ => {
                let top = motion.map_or(top, |motion| motion.scrolled(top));
                self.lay_over(Overlay::Confirm { question, then, top })
            }
        }
    }
}

/// Cells of a left column in which every label stands on one line, with a gap behind it; the panel gives it no more than half.
pub(in crate::ui) fn label_cells(lines: &[PanelLine]) -> u16 {
    let widest = lines.iter().map(|line| cells(&line.label)).max().unwrap_or(0);
    u16::try_from(widest + LABEL_GAP).unwrap_or(u16::MAX)
}

/// Where a panel stands after a key; `None` when the key closes it.
pub(in crate::ui) fn scrolled(key: Key, motion: Option<Motion>, top: usize) -> Option<usize> {
    match (key.code, motion) {
        (Code::Esc | Code::Enter, _) => None,
        (_, Some(motion)) => Some(motion.scrolled(top)),
        (Code::Char('q' | 'i' | 'e'), None) if !key.ctrl => None,
        _ => Some(top),
    }
}

/// "Báo, tác giả, ngày, địa chỉ".
pub(in crate::ui) fn citation(article: &Article, outlet: &str) -> String {
    cite::citation(&cite::Citation {
        outlet,
        author: article.author.as_deref(),
        title: &article.row.title,
        published: article.row.published,
        url: article.row.url.as_str(),
        origin: article.imprint.source_line.as_deref(),
        removed: article.row.removed,
    })
}

/// What stands between two keys under a panel.
const FOOT_GAP: &str = "   ";

/// The keys under a panel that fit in `room` cells; the last one, which closes it, comes first in the claim for room.
pub(in crate::ui) fn fitted_foot(foot: &str, room: usize) -> String {
    if cells(foot) <= room {
        return foot.to_owned();
    }
    let hints: Vec<&str> = foot.split(FOOT_GAP).collect();
    let Some((last, before)) = hints.split_last() else { return String::new() };
    let mut left = room.saturating_sub(cells(last));
    let mut fits = |hint: &&&str| {
        let rest = left.checked_sub(cells(hint) + FOOT_GAP.len());
        left = rest.unwrap_or(left);
        rest.is_some()
    };
    let mut shown: Vec<&str> = before.iter().filter(|hint| fits(hint)).copied().collect();
    shown.push(last);
    shown.join(FOOT_GAP)
}

/// The hints of a foot whose keys have a use now.
pub(in crate::ui) fn useful_foot(foot: &str, has_use: impl Fn(&str) -> bool) -> String {
    let used = |hint: &&str| has_use(hint.split_whitespace().next().unwrap_or_default());
    foot.split(FOOT_GAP).filter(used).collect::<Vec<_>>().join(FOOT_GAP)
}

/// The key of the hint at a column of the foot; a hint begins with its key.
pub(in crate::ui) fn foot_key(foot: &str, room: usize, column: usize) -> Option<Key> {
    let mut x = 0;
    for hint in fitted_foot(foot, room).split(FOOT_GAP) {
        let width = cells(hint);
        if (x..x + width).contains(&column) {
            return hint.split_whitespace().next().and_then(Key::parse);
        }
        x += width + FOOT_GAP.len();
    }
    None
}

/// How the lines of a panel look.
pub(in crate::ui) fn meaning(line: &PanelLine, tells: PanelText) -> Meaning {
    match (tells, line.label.as_str()) {
        (PanelText::Changes, "−") => Meaning::Muted,
        (PanelText::Changes, "+") => Meaning::Good,
        _ if line.strong => Meaning::Strong,
        _ => Meaning::Text,
    }
}
