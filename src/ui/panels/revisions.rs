//! What the newspaper changed in an article since it was fetched: one earlier version at a time against the present one.

use crate::model::{Article, Moment, Revision, Timestamp};
use crate::text::revision::{self, ChangeExtent};

use crate::ui::Ui;
use crate::ui::effect::Effect;
use crate::ui::key::{Code, Key};
use crate::ui::overlay::Overlay;
use crate::ui::panel::{Panel, PanelLine, PanelText, scrolled, useful_foot};
use crate::ui::place::Motion;
use crate::ui::when;
use crate::ui::words::PhraseValue;

/// An earlier version, and how the present one differs from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierVersion {
    /// Title and address of the article as it is now.
    article: String,
    fetched: Timestamp,
    extent: ChangeExtent,
    /// Sign and text of each paragraph that changed.
    changes: Vec<(char, String)>,
}

impl EarlierVersion {
    fn new(article: &Article, revision: &Revision) -> Self {
        let found = revision::between(revision, article);
        Self {
            article: format!("{}\n{}", article.row.title, article.row.url),
            fetched: revision.fetched,
            extent: revision::extent(&found),
            changes: found.iter().filter_map(revision::line).collect(),
        }
    }
}

impl Ui {
    /// Asks for the earlier versions of the article in hand.
    pub(in crate::ui) fn ask_revisions(&mut self) -> Vec<Effect> {
        let id = self.reader.shown().or_else(|| self.list.current().map(|row| row.id));
        id.map(Effect::LoadRevisions).into_iter().collect()
    }

    /// Shows what changed since the earlier versions, unless the user has turned to something else.
    pub(in crate::ui) fn show_revisions(&mut self, article: &Article, revisions: &[Revision]) {
        if self.panels.is_open() || self.prompts.open.is_some() {
            return;
        }
        if revisions.is_empty() {
            self.shell.hint("no-revisions");
            return;
        }
        let versions = revisions.iter().map(|revision| EarlierVersion::new(article, revision)).collect();
        self.panels.lay(Overlay::Revisions { versions, at: 0, top: 0 });
    }

    pub(in crate::ui) fn revisions_panel(&self, versions: &[EarlierVersion], at: usize, top: usize) -> Panel {
        let Some(version) = versions.get(at) else { return Panel::default() };
        let when = when::whole_date(&self.shell.words, Moment::exact(version.fetched));
        let sums = [
            ("when", PhraseValue::Text(&when)),
            ("gone", PhraseValue::Number(version.extent.gone)),
            ("new", PhraseValue::Number(version.extent.new)),
        ];
        // Where no word changed, something else did.
        let id = if version.changes.is_empty() { "revision-same-words" } else { "revision-extent" };
        let mut lines = vec![PanelLine { text: self.shell.words.with(id, &sums), ..PanelLine::default() }];
        lines.extend(version.changes.iter().map(|(sign, text)| PanelLine {
            label: sign.to_string(),
            text: text.clone(),
            strong: *sign == '+',
        }));
        let place = [("n", PhraseValue::Number(at + 1)), ("all", PhraseValue::Number(versions.len()))];
        Panel {
            title: self.shell.words.with("revisions-of", &place),
            lines,
            top,
            label_cells: 2,
            tells: PanelText::Changes,
            foot: useful_foot(&self.shell.words.say("panel-revisions"), |key| key != "h" || versions.len() > 1),
            ..Panel::default()
        }
    }

    /// The changes as text: what was, and what the newspaper made of it.
    fn copy_changes(&self, version: &EarlierVersion) -> Vec<Effect> {
        let when = when::whole_date(&self.shell.words, Moment::exact(version.fetched));
        let changes = version.changes.iter().map(|(sign, text)| format!("{sign} {text}"));
        let lines: Vec<String> = [version.article.clone(), when].into_iter().chain(changes).collect();
        vec![Effect::Copy(lines.join("\n"), "copied-changes")]
    }

    pub(in crate::ui) fn revisions_key(
        &mut self,
        key: Key,
        motion: Option<Motion>,
        versions: Vec<EarlierVersion>,
        (at, top): (usize, usize),
    ) -> Vec<Effect> {
        if key == Key::char('y')
            && let Some(version) = versions.get(at)
        {
            return self.copy_changes(version);
        }
        let last = versions.len().saturating_sub(1);
        let step = match key.code {
            Code::Right | Code::Char('l') => Some((at + 1).min(last)),
            Code::Left | Code::Char('h') => Some(at.saturating_sub(1)),
            _ => None,
        };
        self.panels.overlay = match step {
            Some(at) => Some(Overlay::Revisions { versions, at, top: 0 }),
            None => scrolled(key, motion, top).map(|top| Overlay::Revisions { versions, at, top }),
        };
        Vec::new()
    }
}
