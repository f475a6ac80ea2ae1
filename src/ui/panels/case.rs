//! A case file on the screen: what a search found as a table of candidates, which the user confirms or strikes.
//!
//! A cell that the article does not tell for certain stays blank. What was said is kept in the archive at once.

use crate::labour::facts::CaseRow;
use crate::model::{ArticleId, Judgement, Moment, Timestamp};
use crate::text::spark::sparkline;
use crate::text::width::{Ambiguous, cells, pad, shorten};
use crate::ui::Ui;
use crate::ui::effect::Effect;
use crate::ui::key::{Code, Key};
use crate::ui::notice::StatusNotice;
use crate::ui::overlay::Overlay;
use crate::ui::panel::{Panel, PanelLine, PanelWidth, WIDEST};
use crate::ui::place::{MARGINS, Motion};
use crate::ui::sources::TreeNode;
use crate::ui::when;
use crate::ui::words::PhraseValue;

/// Seconds of a day.
const DAY_SECONDS: i64 = 86_400;
/// Cells of the sign and the date.
const LABEL_CELLS: u16 = 14;
/// Cells of place, number of workers and what happened; the company has the rest.
const COLUMNS: [usize; 3] = [16, 16, 18];
/// The same where there is little room.
const NARROW_COLUMNS: [usize; 3] = [12, 11, 15];
/// Fewest cells of a company; where there are fewer, it has no column.
const LEAST_COMPANY: usize = 12;
/// Below this the other columns are narrower.
const ROOMY_COMPANY: usize = 22;
/// Fewest and most cells of the timeline, and those of its two dates.
const TIMELINE: (usize, usize) = (8, 48);
const TIMELINE_DATES: usize = 29;
/// What stands in the place of what is not told.
const BLANK: &str = "·";

/// Whether struck candidates are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Struck {
    #[default]
    Hidden,
    Shown,
}

/// Where the next day is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Toward {
    On,
    Back,
}

/// The case file that was opened last.
#[derive(Debug, Default)]
pub(in crate::ui) struct CasePage {
    query: String,
    rows: Vec<CaseRow>,
    /// Candidates beyond the bound.
    left_out: usize,
    /// Number of the chosen one among those that are shown.
    selected: usize,
    struck: Struck,
    /// What was judged last, and what had been said of it before.
    judged: Option<(ArticleId, Judgement)>,
}

impl CasePage {
    fn shown(&self) -> Vec<&CaseRow> {
        let hidden = |row: &&CaseRow| row.judgement == Judgement::Struck && self.struck == Struck::Hidden;
        self.rows.iter().filter(|row| !hidden(row)).collect()
    }

    /// As if another query had found it.
    #[cfg(test)]
    pub(in crate::ui) fn rename(&mut self, query: &str) {
        query.clone_into(&mut self.query);
    }

    fn chosen(&self) -> Option<&CaseRow> {
        self.shown().get(self.selected).copied()
    }

    fn count(&self, judgement: Judgement) -> usize {
        self.rows.iter().filter(|row| row.judgement == judgement).count()
    }

    /// The next candidate of another day, on or back.
    fn other_day(&self, way: Toward) -> usize {
        let shown = self.shown();
        let day = |at: usize| shown.get(at).and_then(|row| row.shown_day());
        let here = day(self.selected);
        let found = match way {
            Toward::On => (self.selected..shown.len()).find(|at| day(*at) != here),
            Toward::Back => {
                let before = (0..self.selected).rev().find(|at| day(*at) != here);
                // The first one of that day.
                before.map(|last| (0..=last).rev().take_while(|at| day(*at) == day(last)).last().unwrap_or(last))
            }
        };
        found.unwrap_or(self.selected)
    }
}

/// `12/05/2025`.
fn written(day: i64) -> String {
    when::date(Moment::exact(Timestamp(day * DAY_SECONDS)), Timestamp(0))
}

/// How many candidates fall on each day, in at most so many cells; the chosen one's stands in brackets.
fn timeline(page: &CasePage, width: usize) -> Option<String> {
    let shown = page.shown();
    let days: Vec<i64> = shown.iter().filter_map(|row| row.shown_day()).collect();
    let (first, last) = (days.iter().min().copied()?, days.iter().max().copied()?);
    let bars: Vec<char> = sparkline(&days, (first, last), width).chars().collect();
    let here = page.chosen().and_then(CaseRow::shown_day).and_then(|day| {
        let (at, span) = (usize::try_from(day - first).ok()?, usize::try_from(last - first).ok()? + 1);
        Some(at * bars.len() / span)
    });
    let bar = |(at, bar): (usize, &char)| if here == Some(at) { format!("[{bar}]") } else { bar.to_string() };
    let bars: String = bars.iter().enumerate().map(bar).collect();
    Some(format!("{} {bars} {}", written(first), written(last)))
}

/// Cells of a row: place, company, workers, what happened.
fn columns(room: usize, told: [&str; 4]) -> String {
    let company = |columns: [usize; 3]| room.saturating_sub(columns.iter().sum());
    let all = if company(COLUMNS) < ROOMY_COMPANY { NARROW_COLUMNS } else { COLUMNS };
    let (company, [place, workers, event]) = (company(all), all);
    let widths = [place, if company < LEAST_COMPANY { 0 } else { company }, workers, event];
    let cell = |(text, width): (&str, usize)| match width {
        0 => String::new(),
        _ if text.is_empty() => pad(BLANK, width, Ambiguous::Narrow),
        _ => pad(&shorten(text, width - 2, Ambiguous::Narrow), width, Ambiguous::Narrow),
    };
    told.into_iter().zip(widths).map(cell).collect::<String>().trim_end().to_owned()
}

impl Ui {
    /// Opens the case file of the search in sight, or of the kept one that is selected.
    pub(in crate::ui) fn open_case(&mut self) -> Vec<Effect> {
        let kept = match self.sources.current() {
            Some(TreeNode::Saved(at)) => self.sources.saved.get(*at).map(|search| search.query.clone()),
            _ => None,
        };
        let Some(query) = self.search.text().map(str::to_owned).or(kept) else {
            self.shell.hint("case-needs-search");
            return Vec::new();
        };
        if self.panels.case.query == query && !self.panels.case.rows.is_empty() {
            // As it was left.
            self.panels.lay(Overlay::Case);
        }
        vec![Effect::LoadCase(query)]
    }

    /// The candidates came; the chosen one stays.
    pub(in crate::ui) fn take_case(&mut self, query: String, rows: Vec<CaseRow>, left_out: usize) {
        if rows.is_empty() {
            self.shell.hint("case-empty");
            return;
        }
        let before = std::mem::take(&mut self.panels.case);
        let same = before.query == query;
        let kept = before.chosen().map(|row| row.row.id).filter(|_| same);
        let struck = if same { before.struck } else { Struck::Hidden };
        let mut page = CasePage { query, rows, left_out, selected: 0, struck, judged: None };
        let at = kept.and_then(|id| page.shown().iter().position(|row| row.row.id == id));
        page.selected = at.unwrap_or(0);
        self.panels.case = page;
        if !same || !self.panels.is_open() {
            self.panels.lay(Overlay::Case);
        }
    }

    pub(in crate::ui) fn case_panel(&self) -> Panel {
        let page = &self.panels.case;
        let words = &self.shell.words;
        let room = usize::from(self.shell.panes.size.0.min(WIDEST).saturating_sub(2 + MARGINS + LABEL_CELLS));
        let say = |id: &str| words.say(id);
        let heads = ["case-place", "case-company", "case-workers", "case-event"].map(say);
        let [place, company, workers, event] = heads.each_ref().map(String::as_str);
        let mut lines = vec![PanelLine {
            label: format!("  {}", words.say("case-date")),
            text: columns(room, [place, company, workers, event]),
            strong: true,
        }];
        for (at, row) in page.shown().into_iter().enumerate() {
            let told = |text: Option<&'_ str>| text.unwrap_or_default().to_owned();
            let (company, workers) = (told(row.company.as_deref()), told(row.workers.as_deref()));
            let cells = [row.place.unwrap_or_default(), &company, &workers, row.event.unwrap_or_default()];
            // Of a candidate of which hardly anything is certain its headline tells what it is.
            let known = cells.iter().filter(|cell| !cell.is_empty()).count() + usize::from(row.day.is_some());
            let place = cells[0];
            let mut text = match known {
                0 => shorten(&row.row.title, room, Ambiguous::Narrow),
                1 if !place.is_empty() => shorten(&format!("{place} · {}", row.row.title), room, Ambiguous::Narrow),
                _ => columns(room, cells),
            };
            if at == page.selected {
                let source = self.sources.paper_of(&row.row);
                let copies = match row.other_papers {
                    0 => String::new(),
                    n => format!(" · {}", words.count("mark-copies", n)),
                };
                let title = &row.row.title;
                // What is told already tells nothing new.
                let sentence =
                    Some(format!("\n{}", row.sentence)).filter(|_| row.sentence != *title).unwrap_or_default();
                let named = Some(format!(" · {title}")).filter(|_| text != *title).unwrap_or_default();
                text = format!("{text}{sentence}\n{source}{copies}{named}\n{}", row.row.url);
            }
            let date = row.day.map(written).unwrap_or_default();
            lines.push(PanelLine { label: format!("{} {date}", row.judgement.sign()), text, strong: false });
        }
        if page.left_out > 0 {
            lines.push(PanelLine { text: words.count("case-left-out", page.left_out), ..PanelLine::default() });
        }
        Panel {
            title: self.case_title(),
            lines,
            label_cells: LABEL_CELLS,
            chosen: Some(page.selected + 1),
            foot: words.say("panel-case"),
            extent: PanelWidth::Wide,
            ..Panel::default()
        }
    }

    fn case_title(&self) -> String {
        let page = &self.panels.case;
        let kept = self.sources.saved.iter().find(|search| search.query == page.query);
        let name = kept.map_or(page.query.as_str(), |search| &search.name);
        let title = |name: &str| {
            let values = [
                ("name", PhraseValue::Text(name)),
                ("open", PhraseValue::Number(page.count(Judgement::Open))),
                ("confirmed", PhraseValue::Number(page.count(Judgement::Confirmed))),
                ("struck", PhraseValue::Number(page.count(Judgement::Struck))),
            ];
            self.shell.words.with("title-case", &values)
        };
        let room = usize::from(self.shell.panes.size.0.min(WIDEST).saturating_sub(2 + MARGINS));
        // A long query makes place for the counts.
        let title = title(&shorten(name, room.saturating_sub(cells(&title(""))).max(8), Ambiguous::Narrow));
        let (least, most) = TIMELINE;
        let width = room.saturating_sub(cells(&title) + TIMELINE_DATES).min(most);
        match timeline(page, width).filter(|_| width >= least) {
            Some(line) => format!("{title}   {line}"),
            None => title,
        }
    }

    pub(in crate::ui) fn case_key(&mut self, key: Key, motion: Option<Motion>) -> Vec<Effect> {
        let page = &mut self.panels.case;
        let many = page.shown().len();
        let chosen = page.chosen().map(|row| (row.row.id, row.row.url.to_string()));
        let mut effects = Vec::new();
        match (key.code, motion, chosen) {
            (Code::Esc, ..) | (Code::Char('q'), None, _) => return Vec::new(),
            // Never round the end: a judgement goes on by itself, and the next key must not hit another row.
            (_, Some(motion), _) => page.selected = motion.scrolled(page.selected).min(many.saturating_sub(1)),
            (Code::Char(']' | '}' | 'J'), ..) => page.selected = page.other_day(Toward::On),
            (Code::Char('[' | '{' | 'K'), ..) => page.selected = page.other_day(Toward::Back),
            (Code::Char('a'), _, chosen) => {
                page.struck = if page.struck == Struck::Shown { Struck::Hidden } else { Struck::Shown };
                let kept = chosen.and_then(|(id, _)| page.shown().iter().position(|row| row.row.id == id));
                page.selected = kept.unwrap_or(page.selected);
            }
            (Code::Char('y'), ..) => return vec![Effect::Copy(self.case_table(), "case-copied")],
            (Code::Enter | Code::Right | Code::Char('l'), _, Some((id, _))) => return self.open_other(id),
            (Code::Char('o'), _, Some((_, url))) => effects.push(Effect::Browse(url)),
            (Code::Char('+' | '='), _, Some((id, _))) => effects = self.judge(id, Judgement::Confirmed),
            (Code::Char('-' | 'x'), _, Some((id, _))) => effects = self.judge(id, Judgement::Struck),
            (Code::Char('u'), _, Some((id, _))) => effects = self.judge(id, Judgement::Open),
            (Code::Char('U'), ..) => effects = self.unjudge(),
            _ => {}
        }
        let page = &mut self.panels.case;
        page.selected = page.selected.min(page.shown().len().saturating_sub(1));
        self.panels.lay(Overlay::Case);
        effects
    }

    /// Says something of a candidate and goes on to the next.
    fn judge(&mut self, id: ArticleId, judgement: Judgement) -> Vec<Effect> {
        let page = &mut self.panels.case;
        let (mut said_of, mut title) = (Vec::new(), String::new());
        for row in page.rows.iter_mut().filter(|row| row.row.id == id) {
            page.judged = Some((id, row.judgement));
            title.clone_from(&row.row.title);
            row.judgement = judgement;
            said_of.push(row.row.id);
            said_of.extend(&row.copies);
        }
        // One that is struck goes out of sight: the next stands in its place.
        if judgement == Judgement::Confirmed || (judgement == Judgement::Struck && page.struck == Struck::Shown) {
            page.selected += 1;
        }
        let values = [("n", PhraseValue::Number(page.count(judgement))), ("title", PhraseValue::Text(&title))];
        let id_of_phrase = match judgement {
            Judgement::Open => "case-opened",
            Judgement::Confirmed => "case-confirmed",
            Judgement::Struck => "case-struck",
        };
        let query = page.query.clone();
        self.shell.tell(StatusNotice::done(&self.shell.words.with(id_of_phrase, &values)));
        said_of.into_iter().map(|id| Effect::Judge(query.clone(), id, judgement)).collect()
    }

    /// Takes back what was said last, and goes back to what it was said of.
    fn unjudge(&mut self) -> Vec<Effect> {
        let Some((id, before)) = self.panels.case.judged.take() else {
            self.shell.hint("nothing-to-undo");
            return Vec::new();
        };
        let effects = self.judge(id, before);
        let page = &mut self.panels.case;
        page.judged = None;
        let at = page.shown().iter().position(|row| row.row.id == id);
        page.selected = at.unwrap_or(page.selected);
        effects
    }

    /// The candidates in sight as a table for a spreadsheet: cells apart by tabs, below a line of heads.
    fn case_table(&self) -> String {
        let words = &self.shell.words;
        let heads = [
            "case-state",
            "case-date",
            "case-place",
            "case-company",
            "case-workers",
            "case-event",
            "case-sentence",
            "case-address",
        ];
        let heads = heads.map(|head| words.say(head)).join("\t");
        let row = |row: &CaseRow| {
            let day = row.day.map(written).unwrap_or_default();
            [
                words.say(state_phrase(row.judgement)).as_str(),
                &day,
                row.place.unwrap_or_default(),
                row.company.as_deref().unwrap_or_default(),
                row.workers.as_deref().unwrap_or_default(),
                row.event.unwrap_or_default(),
                &row.sentence,
                row.row.url.as_str(),
            ]
            .map(|cell| cell.replace(['\t', '\n'], " "))
            .join("\t")
        };
        std::iter::once(heads).chain(self.panels.case.shown().into_iter().map(row)).collect::<Vec<_>>().join("\n")
    }
}

/// What a candidate is called after what was said of it.
fn state_phrase(judgement: Judgement) -> &'static str {
    match judgement {
        Judgement::Open => "case-state-open",
        Judgement::Confirmed => "case-state-confirmed",
        Judgement::Struck => "case-state-struck",
    }
}
