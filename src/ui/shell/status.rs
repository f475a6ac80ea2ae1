//! The last line: what was just said, how far a refresh is, where we are; or the prompt.

use crate::model::Query;
use crate::text::pattern::Pattern;
use crate::text::telex::Method;
use crate::text::width::cells;
use crate::text::wrap;

use crate::ui::Ui;
use crate::ui::layout::{Area, Pane};
use crate::ui::list::ListKind;
use crate::ui::list::view::ASIDE_JOINT;
use crate::ui::notice::StatusNotice;
use crate::ui::prompt::Ask;
use crate::ui::theme::Meaning;
use crate::ui::widgets::pen::Pen;
use crate::ui::words::PhraseValue;

/// Cells of the gauge.
const GAUGE: usize = 12;
/// From so many cells on there is a gauge beside what it measures.
const BESIDE_GAUGE: u16 = 44;
/// Cells of the footer that how far a refresh is leaves to the keys.
const LEAST_KEYS: usize = 32;
/// Cells of the status line that are kept free of what is said.
pub(super) const BESIDE_FACTS: u16 = 3;
/// From so many cells on the footer of an article tells that there is no network; the way back goes first.
const AWAY_BESIDE_ARTICLE: u16 = 48;
/// Most lines of what was just said.
const MAX_NOTICE_LINES: usize = 6;
/// Cells between what is said and the footer.
const BESIDE: usize = 3;

/// Words, each with its look.
pub(in crate::ui) type StatusWords = Vec<(String, Meaning)>;

/// What stands on the status line: what is said, the facts at the right end, and the footer between them.
struct StatusParts {
    message: StatusWords,
    left: Area,
    facts: StatusWords,
    footer: Area,
}

impl Ui {
    pub(in crate::ui) fn draw_status(&self, pen: &mut Pen<'_>) -> Option<(u16, u16)> {
        let area = self.shell.panes.layout.status;
        if area.height == 0 {
            return None;
        }
        if self.prompts.open.is_some() {
            return Some(self.draw_prompt(pen, area));
        }
        let StatusParts { message, left, facts, footer } = self.status_parts(area);
        let mut used = 1;
        for (text, meaning) in facts.iter().rev() {
            used += pen.right(Area { width: area.width - used, ..area }, area.y, text, *meaning) + 2;
        }
        let mut x = left.x;
        for (text, meaning) in message {
            x += pen.line(x, left.y, (left.x + left.width).saturating_sub(x), &text, meaning);
        }
        self.draw_footer(pen, footer);
        None
    }

    /// What stands on the status line, and where.
    fn status_parts(&self, area: Area) -> StatusParts {
        let facts = self.facts(area.width);
        let taken: usize = facts.iter().map(|(text, _)| cells(text) + 2).sum();
        let taken = u16::try_from(taken).unwrap_or(u16::MAX).saturating_add(BESIDE_FACTS);
        let left = Area { x: area.x + 1.min(area.width), width: area.width.saturating_sub(taken), ..area };
        let message = self.message(left.width);
        let said: usize = message.iter().map(|(text, _)| cells(text)).sum();
        let used = u16::try_from(if said == 0 { 0 } else { said + BESIDE }).unwrap_or(u16::MAX);
        let footer = Area { x: left.x.saturating_add(used), width: left.width.saturating_sub(used), ..left };
        StatusParts { message, left, facts, footer }
    }

    /// Where the footer is: beside what is said. `None` while a prompt stands there.
    pub(in crate::ui) fn footer_area(&self) -> Option<Area> {
        if self.prompts.open.is_some() || self.shell.panes.layout.status.height == 0 {
            return None;
        }
        Some(self.status_parts(self.shell.panes.layout.status).footer)
    }

    /// What is going on, or was just said, in `width` cells; a gauge where there is room for one.
    fn message(&self, width: u16) -> Vec<(String, Meaning)> {
        let progress = &self.refresh.progress;
        if self.keys.has_begun() {
            let keys: Vec<String> = self.keys.pending.iter().map(ToString::to_string).collect();
            let count = self.keys.count.map(|c| c.to_string()).unwrap_or_default();
            return vec![(format!("{count}{}…", keys.join(" ")), Meaning::Accent)];
        }
        if let Some(wanted) = self.keys.letter {
            return vec![(self.shell.words.say(wanted.phrase()), Meaning::Accent)];
        }
        if let Some(notice) = self.shown_notice() {
            let last = self.notice_lines().pop().unwrap_or_default();
            return vec![(last, notice.meaning())];
        }
        if progress.running {
            return self.with_gauge(width, progress.percent(), self.progress_phrase(width));
        }
        let Some((left, whole)) = self.refresh.indexing else { return Vec::new() };
        let done = whole.saturating_sub(left);
        let percent = (done * 100).checked_div(whole).unwrap_or(0).min(100);
        self.with_gauge(width, percent, self.shell.words.count("progress-indexing", left))
    }

    /// What was just said, unless the user is typing.
    fn shown_notice(&self) -> Option<&StatusNotice> {
        let waits = self.prompts.open.is_some() || self.keys.has_begun() || self.keys.letter.is_some();
        self.shell.notice.as_ref().filter(|_| !waits)
    }

    /// What was just said, on as many lines as it needs at the present width; the last one stands on the status line.
    fn notice_lines(&self) -> Vec<String> {
        let Some(notice) = &self.shell.notice else { return Vec::new() };
        let room = usize::from(self.shell.panes.layout.status.width.saturating_sub(BESIDE_FACTS)).max(1);
        if cells(&notice.text) <= room {
            return vec![notice.text.clone()];
        }
        let ranges = wrap::wrap(&notice.text, room, &wrap::Options { greedy: true, ..wrap::Options::default() });
        let lines = ranges.into_iter().take(MAX_NOTICE_LINES).filter_map(|range| notice.text.get(range));
        lines.map(|line| line.trim_end().to_owned()).collect()
    }

    /// Draws the beginning of a notice that is longer than the status line, above it.
    pub(in crate::ui) fn draw_long_notice(&self, pen: &mut Pen<'_>) {
        let status = self.shell.panes.layout.status;
        let Some(notice) = self.shown_notice() else { return };
        let lines = self.notice_lines();
        let above = lines.len().saturating_sub(1).min(usize::from(status.y));
        let height = u16::try_from(above).unwrap_or(0);
        let area = Area { x: 0, y: status.y - height, width: status.width, height };
        pen.clear(area);
        pen.tint(area, Meaning::Panel);
        let first = lines.len().saturating_sub(1 + above);
        for (line, y) in lines.iter().skip(first).take(above).zip(area.y..) {
            pen.line(1, y, status.width.saturating_sub(1), line, notice.meaning());
        }
    }

    fn with_gauge(&self, width: u16, percent: usize, text: String) -> Vec<(String, Meaning)> {
        let mut parts = vec![(text, Meaning::Status)];
        if width >= BESIDE_GAUGE {
            let (full, signs) = (GAUGE * percent / 100, self.shell.look.signs);
            parts.insert(0, (format!("{} ", signs.gauge_empty.repeat(GAUGE - full)), Meaning::Rule));
            parts.insert(0, (signs.gauge_full.repeat(full), Meaning::Accent));
        }
        parts
    }

    /// How far a refresh is; in few words where more would push the keys out.
    fn progress_phrase(&self, width: u16) -> String {
        let p = &self.refresh.progress;
        let values = [
            ("done", PhraseValue::Number(p.sections.1)),
            ("of", PhraseValue::Number(p.sections.0)),
            ("pages", PhraseValue::Number(p.pages.1)),
            ("all", PhraseValue::Number(p.pages.0)),
            ("new", PhraseValue::Number(p.new)),
        ];
        let id = match (p.sections.0, p.pages.0) {
            (0, _) => "progress-planning",
            (_, 0) => "progress-sections",
            _ => "progress-pages",
        };
        let whole = self.shell.words.with(id, &values);
        let fits = GAUGE + 1 + cells(&whole) + BESIDE + LEAST_KEYS <= usize::from(width);
        if fits || p.sections.0 == 0 { whole } else { self.shell.words.with("progress-short", &values) }
    }

    /// Whether an article is read, whose keys go first.
    pub(super) fn reads(&self) -> bool {
        self.shell.panes.focus == Pane::Reader && self.reader.article.is_some()
    }

    /// The facts at the right end that fit. What was just said may need their room: they give way as long as it is said.
    fn facts(&self, width: u16) -> Vec<(String, Meaning)> {
        let mut facts: Vec<(String, Meaning)> = Vec::new();
        if self.shell.settings.demo && width >= 60 {
            facts.push((self.shell.words.say("label-demo"), Meaning::Faint));
        }
        if self.shell.settings.read_only {
            facts.push((self.shell.words.say("label-read-only"), Meaning::Warning));
        }
        if let Some(letter) = self.keys.recordings.running() {
            let values = [("letter", PhraseValue::Text(&letter.to_string()))];
            facts.push((self.shell.words.with("label-recording", &values), Meaning::Warning));
        }
        if self.reader.aloud.is_heard() && self.shell.panes.focus != Pane::Reader {
            facts.push((self.shell.words.say("aloud-elsewhere"), Meaning::Warning));
        }
        let reads = self.reads();
        let away = self.refresh.offline || self.refresh.progress.offline;
        if away && (!reads || width >= AWAY_BESIDE_ARTICLE) {
            facts.push((self.shell.words.say("label-away"), Meaning::Warning));
        }
        self.add_counts(&mut facts, width);
        if self.notice_needs(&facts, width) {
            return Vec::new();
        }
        // The last ones are the most telling.
        let mut used = 1;
        let fits = |(text, _): &&(String, Meaning)| {
            used += cells(text) + 2;
            used < usize::from(width)
        };
        let many = facts.iter().rev().take_while(fits).count();
        facts.drain(..facts.len() - many);
        facts
    }

    /// Where in the list the user is; a number alone would not say what it counts.
    pub(super) fn position_told(&self) -> String {
        let (at, of) = self.list.position();
        let words = &self.shell.words;
        match of {
            // Folded, a row is a story: beside a heading that counts articles it says so.
            Some(of) if of < self.list.total => {
                words.with("status-stories", &[("at", PhraseValue::Number(at)), ("of", PhraseValue::Number(of))])
            }
            Some(of) => format!("{}/{}", words.number(at), words.number(of)),
            None => words.count("status-position", at),
        }
    }

    fn notice_needs(&self, facts: &[(String, Meaning)], width: u16) -> bool {
        let Some(notice) = self.shown_notice() else { return false };
        let facts: usize = facts.iter().map(|(text, _)| cells(text) + 2).sum();
        cells(&notice.text) + facts + 4 > usize::from(width)
    }

    fn draw_prompt(&self, pen: &mut Pen<'_>, area: Area) -> (u16, u16) {
        let Some(prompt) = &self.prompts.open else { return (area.x, area.y) };
        let label = match prompt.ask {
            Ask::Search => "prompt-search",
            Ask::Find => "prompt-find",
            Ask::Filter => "prompt-filter",
            Ask::Command => "prompt-command",
            Ask::Pipe => "prompt-pipe",
            Ask::Save => "prompt-save",
            Ask::Label => "prompt-label",
            Ask::Note => "prompt-note",
        };
        let label = self.shell.words.say(label);
        let mut used = pen.line(area.x, area.y, area.width / 2, &format!(" {label} "), Meaning::Prompt);
        if prompt.method() != Method::Off && area.width > used + 24 {
            used += pen.line(area.x + used, area.y, 8, prompt.method().sign(), Meaning::Accent);
            used += pen.text(area.x + used, area.y, 1, " ", Meaning::Text);
        }
        let aside = self.prompt_aside(prompt.ask);
        let aside_cells = u16::try_from(cells(&aside)).unwrap_or(0) + 2;
        let aside_fits = area.width > used + aside_cells + 12;
        if aside_fits {
            pen.right(Area { width: area.width - 1, ..area }, area.y, &aside, Meaning::Muted);
        }
        let room = area.width.saturating_sub(used + if aside_fits { aside_cells } else { 1 });
        let (text, caret) = prompt.window(room);
        let width = pen.text(area.x + used, area.y, room, text, Meaning::Text);
        if prompt.is_offered() {
            pen.mark(area.x + used, area.y, width, Meaning::Selected);
        }
        let composing = prompt.composing_cells().min(caret);
        pen.underline(area.x + used + caret - composing, area.y, composing);
        ((area.x + used + caret).min(area.width.saturating_sub(1)), area.y)
    }

    fn prompt_aside(&self, ask: Ask) -> String {
        let hits = || self.shell.words.count("hits", self.list.exact);
        match ask {
            Ask::Search => match &self.search.running {
                Some(s) if s.text.trim().is_empty() => self.shell.words.say("search-hint"),
                Some(searching) => self.shell.words.complaint(&searching.complaints).unwrap_or_else(hits),
                None => hits(),
            },
            Ask::Find if self.prompts.open.as_ref().is_some_and(|prompt| !prompt.text().trim().is_empty()) => {
                self.shell.words.count("hits-here", self.reader.spots.len())
            }
            Ask::Filter => self
                .prompts
                .open
                .as_ref()
                .and_then(|prompt| self.bad_pattern(prompt.text()))
                .unwrap_or_else(|| self.shell.words.count("articles", self.list.total)),
            Ask::Find => String::new(),
            Ask::Command => self.shell.words.say("panel-command"),
            Ask::Save => self.shell.words.say("panel-save"),
            Ask::Pipe | Ask::Label | Ask::Note => self.shell.words.say("panel-prompt"),
        }
    }

    /// What is wrong with the pattern that the list is to be narrowed by.
    pub(in crate::ui) fn bad_pattern(&self, text: &str) -> Option<String> {
        let text = text.trim();
        let why = match Pattern::whole(text) {
            Some(Ok(_)) => return None,
            Some(Err(why)) => why,
            None if Pattern::begins(text) => return Some(self.shell.words.say("pattern-open")),
            None => return None,
        };
        Some(self.shell.words.with("pattern-bad", &[("why", PhraseValue::Text(&why))]))
    }

    /// The heading of the list and what stands beside it.
    pub(in crate::ui) fn list_heading(&self) -> (String, String) {
        if let ListKind::Hits(text) = &self.list.kind {
            let behind = self.search.running.as_ref().map_or(0, |s| s.behind);
            let mut aside = self.shell.words.count("hits", self.list.exact);
            if behind > 0 {
                aside = format!("{aside}{ASIDE_JOINT}{}", self.shell.words.count("index-behind", behind));
            }
            return (self.hits_heading(text), aside);
        }
        let Query { scope, filter, .. } = &self.list.query;
        let mut title = match scope {
            crate::model::Scope::All => self.shell.words.say("label-all"),
            crate::model::Scope::Citing(None) => self.shell.words.say("label-all-documents"),
            crate::model::Scope::Citing(Some(document)) => document.clone(),
            crate::model::Scope::Muted => self.shell.words.say("label-muted"),
            crate::model::Scope::Source(source) => self.sources.name_of(source).to_owned(),
            crate::model::Scope::Sources(sources) => self.sources.name_of_folder(sources),
            crate::model::Scope::Section(source, section) => {
                format!("{} · {}", self.sources.name_of(source), self.sources.section_name(source, section))
            }
        };
        let mut add = |on: bool, text: String| {
            if on {
                title.push_str(" · ");
                title.push_str(&text);
            }
        };
        add(filter.unread, self.shell.words.say("label-unread").to_lowercase());
        add(filter.starred, self.shell.words.say("label-starred").to_lowercase());
        add(filter.since.is_some(), self.shell.words.say("day-today").to_lowercase());
        add(filter.title.is_some(), format!("“{}”", self.typed_filter()));
        add(filter.seen_since.is_some(), self.shell.words.say("filter-new"));
        add(filter.pictured, self.shell.words.say("filter-pictured"));
        let order = self.list.query.order;
        add(order != crate::model::Order::Newest, self.shell.words.say(crate::ui::list::order::phrase(order)));
        let aside = if self.list.chosen.is_empty() {
            self.shell.words.count("articles", self.list.total)
        } else {
            self.shell.words.count("chosen", self.list.chosen.len())
        };
        (title, aside)
    }

    /// What an empty list says: what is going on, and the next key.
    pub(in crate::ui) fn empty_list(&self) -> Vec<String> {
        let searched = self.sources.counts.total > 0 || self.search.running.is_none();
        if let ListKind::Hits(text) = &self.list.kind
            && searched
        {
            let id = if text.trim().is_empty() { "empty-search" } else { "empty-hits" };
            let name = self.search.running.as_ref().and_then(|searching| searching.name.as_deref());
            let called = PhraseValue::Text(name.unwrap_or(text));
            let mut lines = vec![self.shell.words.with(id, &[("text", called)])];
            if let Some(behind) = self.search.running.as_ref().map(|search| search.behind).filter(|behind| *behind > 0)
            {
                lines.push(self.shell.words.count("index-behind", behind));
            }
            if let Some(meant) = &self.list.suggestion {
                let keys = self.keys.map.keys_of("next-hit").join(", ");
                let values = [("text", PhraseValue::Text(meant)), ("keys", PhraseValue::Text(&keys))];
                lines.push(self.shell.words.with("did-you-mean", &values));
            }
            return lines;
        }
        if !self.list.loaded {
            return Vec::new();
        }
        if self.sources.counts.total > 0 {
            let troubled = self.sources.current().is_some_and(|node| self.sources.troubled(node));
            let plain = self.list.query.filter == crate::model::Filter::default();
            let advice = if troubled && plain { "empty-trouble-do" } else { "empty-list-do" };
            return vec![self.shell.words.say("empty-list"), self.shell.words.say(advice)];
        }
        if self.refresh.offline || self.refresh.progress.offline {
            return vec![self.shell.words.say("empty-away"), self.shell.words.say("empty-away-do")];
        }
        if self.refresh.progress.running {
            let sources = if self.refresh.progress.sources > 0 {
                self.refresh.progress.sources
            } else {
                self.sources.outlets.len()
            };
            return vec![self.shell.words.count("empty-fetching", sources), self.shell.words.say("empty-fetching-do")];
        }
        let failed = !self.sources.troubles.is_empty();
        let [what, advice] =
            if failed { ["empty-failed", "empty-failed-do"] } else { ["empty-archive", "empty-archive-do"] };
        vec![self.shell.words.say(what), self.shell.words.say(advice)]
    }
}
