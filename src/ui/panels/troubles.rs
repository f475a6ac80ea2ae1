//! What is wrong where: one entry for each cause with the papers that have it and what helps, and the way to try again.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{SectionId, SourceId, TroubleKind};
use crate::ui::Ui;
use crate::ui::effect::{Effect, Refresh};
use crate::ui::key::{Code, Key};
use crate::ui::message::SectionTrouble;
use crate::ui::overlay::Overlay;
use crate::ui::panel::{Panel, PanelLine, scrolled};
use crate::ui::place::Motion;
use crate::ui::when;
use crate::ui::words::PhraseValue;

/// Cells of the left column, which says how many papers.
const LABEL_CELLS: u16 = 11;

/// What has one cause.
#[derive(Default)]
struct SharedCause<'a> {
    sections: BTreeMap<&'a SourceId, Vec<(&'a SectionId, &'a SectionTrouble)>>,
    /// Pages that the last refresh could not get: whose, and where.
    pages: Vec<(&'a SourceId, &'a str)>,
}

/// What is told of a paper in trouble.
struct PaperTrouble {
    /// Its name.
    paper: String,
    /// Those of its sections that have it.
    sections: String,
    /// Whether all of them do.
    whole: bool,
    /// What it answered, how often, and when it may be asked again.
    told: Vec<String>,
}

impl SharedCause<'_> {
    /// How many papers have it.
    fn papers(&self) -> usize {
        self.sections.keys().copied().chain(self.pages.iter().map(|(source, _)| *source)).collect::<BTreeSet<_>>().len()
    }
}

/// The papers of a cause: of those that suffer as a whole as the others do, nothing but their names on one line.
fn paper_lines(papers: &[PaperTrouble], shared: Option<&Vec<String>>) -> Vec<String> {
    let (bare, rest): (Vec<_>, Vec<_>) = papers.iter().partition(|paper| shared.is_some() && paper.whole);
    let names = bare.iter().map(|paper| paper.paper.as_str()).collect::<Vec<_>>().join(", ");
    let line = |paper: &PaperTrouble| {
        let told = paper.told.iter().filter(|_| shared.is_none());
        let called = format!("{}: {}", paper.paper, paper.sections);
        std::iter::once(&called).chain(told).cloned().collect::<Vec<_>>().join(" · ")
    };
    let names = Some(names).filter(|names| !names.is_empty());
    names.into_iter().chain(rest.into_iter().map(line)).collect()
}

impl Ui {
    /// The causes, those of most papers first.
    fn causes(&self) -> Vec<(TroubleKind, SharedCause<'_>)> {
        let mut all: BTreeMap<TroubleKind, SharedCause<'_>> = BTreeMap::new();
        for ((source, section), trouble) in &self.sources.troubles {
            all.entry(trouble.kind).or_default().sections.entry(source).or_default().push((section, trouble));
        }
        for trouble in &self.refresh.progress.troubles {
            if trouble.section.is_none() && !trouble.url.is_empty() {
                all.entry(trouble.kind).or_default().pages.push((&trouble.source, &trouble.url));
            }
        }
        let mut all: Vec<_> = all.into_iter().collect();
        all.sort_by_key(|(_, cause)| std::cmp::Reverse(cause.papers()));
        all
    }

    fn trouble_lines(&self) -> Vec<PanelLine> {
        let words = &self.shell.words;
        let mut lines = Vec::new();
        for (kind, cause) in self.causes() {
            let name = kind.name();
            let line = |text| PanelLine { text, ..PanelLine::default() };
            let label = words.count("papers-in-trouble", cause.papers());
            let papers: Vec<PaperTrouble> =
                cause.sections.iter().map(|(source, sections)| self.trouble_of(kind, source, sections)).collect();
            // What is the same for all papers of a cause is told once.
            let shared = papers.first().map(|first| first.told.clone());
            let shared = shared.filter(|told| papers.len() > 1 && papers.iter().all(|paper| paper.told == *told));
            let cause_told =
                std::iter::once(words.say(&format!("cause-{name}"))).chain(shared.clone().unwrap_or_default());
            lines.push(PanelLine { label, strong: true, ..line(cause_told.collect::<Vec<_>>().join(" · ")) });
            let remedy = format!("remedy-{name}");
            if words.has(&remedy) {
                lines.push(line(format!("→ {}", words.say(&remedy))));
            }
            lines.extend(paper_lines(&papers, shared.as_ref()).into_iter().map(line));
            for (source, url) in &cause.pages {
                lines.push(line(format!("{}: {url}", self.sources.name_of(source))));
            }
            lines.push(PanelLine::default());
        }
        lines.pop();
        lines
    }

    /// A paper, which of its sections, what it answered, how often, and when it may be asked again.
    fn trouble_of(
        &self,
        kind: TroubleKind,
        source: &SourceId,
        sections: &[(&SectionId, &SectionTrouble)],
    ) -> PaperTrouble {
        let words = &self.shell.words;
        let outlet = self.sources.outlets.iter().find(|outlet| outlet.id == *source);
        let whole = outlet.is_some_and(|outlet| outlet.sections.len() == sections.len());
        let names: Vec<&str> = sections.iter().map(|(section, _)| self.sources.section_name(source, section)).collect();
        let (paper, names) = (self.sources.name_of(source).to_owned(), names.join(", "));
        let Some((_, worst)) = sections.iter().max_by_key(|(_, trouble)| trouble.failures) else {
            return PaperTrouble { paper, sections: names, whole, told: Vec::new() };
        };
        let said = match kind {
            TroubleKind::Other | TroubleKind::Store | TroubleKind::Notify => Some(worst.sentence.clone()),
            _ => status(kind, &worst.sentence)
                .map(|code| words.with("answer-code", &[("code", PhraseValue::Text(code))])),
        };
        let mut told: Vec<String> = said.into_iter().collect();
        if worst.failures > 1 {
            told.push(words.with("times-failed", &[("n", PhraseValue::Number(worst.failures as usize))]));
        }
        // A time that has passed helps nobody.
        if let Some(at) = worst.next_visit.filter(|at| *at > self.shell.now) {
            told.push(words.with("retry-at", &[("when", PhraseValue::Text(&when::clock(at)))]));
        }
        PaperTrouble { paper, sections: names, whole, told }
    }

    pub(in crate::ui) fn troubles_panel(&self, top: usize) -> Panel {
        let words = &self.shell.words;
        let mut lines = self.trouble_lines();
        let none = lines.is_empty();
        if none {
            // With no network at all nobody is blamed, yet not everything is well.
            let id = if self.refresh.progress.offline { "network-away" } else { "no-troubles" };
            lines.push(PanelLine { text: words.say(id), ..PanelLine::default() });
        }
        Panel {
            title: words.say("label-troubles"),
            lines,
            top,
            label_cells: if none { 0 } else { LABEL_CELLS },
            foot: words.say(if none { "panel-close" } else { "panel-troubles" }),
            ..Panel::default()
        }
    }

    pub(in crate::ui) fn troubles_key(&mut self, key: Key, motion: Option<Motion>, top: usize) -> Vec<Effect> {
        match key.code {
            Code::Char('r') if !key.ctrl && !self.sources.troubles.is_empty() => return self.retry(),
            Code::Char('y') if !key.ctrl && motion.is_none() => {
                self.panels.overlay = Some(Overlay::Troubles { top });
                return self.copy_troubles();
            }
            _ => self.panels.overlay = scrolled(key, motion, top).map(|top| Overlay::Troubles { top }),
        }
        Vec::new()
    }

    /// Copies what the panel says, with the engine's own sentences for who helps.
    fn copy_troubles(&self) -> Vec<Effect> {
        let lines = self.trouble_lines();
        if lines.is_empty() {
            return Vec::new();
        }
        let mut text: Vec<String> = lines
            .iter()
            .map(|line| [&line.label, &line.text].map(String::as_str).join(" ").trim().to_owned())
            .collect();
        text.push(String::new());
        for ((source, section), trouble) in &self.sources.troubles {
            text.push(format!("{source}/{section}: {}: {}", trouble.kind.name(), trouble.sentence));
        }
        text.push(format!("loa {}", env!("CARGO_PKG_VERSION")));
        vec![Effect::Copy(text.join("\n"), "copied-troubles")]
    }

    /// Fetches anew the sections that are in trouble, and only those.
    fn retry(&mut self) -> Vec<Effect> {
        let only =
            self.sources.troubles.keys().map(|(source, section)| (source.clone(), Some(section.clone()))).collect();
        self.begin_refresh(Refresh { only, force: true, ..Refresh::default() })
    }
}

/// The status that a server answered with; it ends the engine's sentence.
fn status(kind: TroubleKind, sentence: &str) -> Option<&str> {
    let last = sentence.rsplit(' ').next()?;
    let is_status = matches!(kind, TroubleKind::Status | TroubleKind::Forbidden) && last.parse::<u16>().is_ok();
    is_status.then_some(last)
}
