//! What the newspaper changed in an article since it was fetched: one earlier version at a time against the present one.

use crate::model::{Article, Moment, Revision, Timestamp};
use crate::text::revision::{self, Extent};

use super::Ui;
use super::effect::Effect;
use super::key::{Code, Key};
use super::notice::Notice;
use super::overlay::Overlay;
use super::panel::{Panel, PanelLine, scrolled};
use super::place::Motion;
use super::when;
use super::words::Value;

/// An earlier version, and how the present one differs from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    fetched: Timestamp,
    extent: Extent,
    /// Sign and text of each paragraph that changed.
    changes: Vec<(char, String)>,
}

impl Version {
    fn new(article: &Article, revision: &Revision) -> Self {
        let found = revision::between((&revision.title, &revision.body), (&article.row.title, &article.body));
        Self {
            fetched: revision.fetched,
            extent: revision::extent(&found),
            changes: found.iter().filter_map(revision::line).collect(),
        }
    }
}

impl Ui {
    /// Asks for the earlier versions of the article in hand.
    pub(super) fn ask_revisions(&mut self) -> Vec<Effect> {
        let id = self.reader.shown().or_else(|| self.list.current().map(|row| row.id));
        id.map(Effect::LoadRevisions).into_iter().collect()
    }

    /// Shows what changed since the earlier versions, unless the reader has turned to something else.
    pub(super) fn show_revisions(&mut self, article: &Article, revisions: &[Revision]) {
        if self.overlay.is_some() || self.prompt.is_some() {
            return;
        }
        if revisions.is_empty() {
            self.notice = Some(Notice::hint(&self.words.say("no-revisions")));
            return;
        }
        let versions = revisions.iter().map(|revision| Version::new(article, revision)).collect();
        self.overlay = Some(Overlay::Revisions { versions, at: 0, top: 0 });
    }

    pub(super) fn revisions_panel(&self, versions: &[Version], at: usize, top: usize) -> Panel {
        let Some(version) = versions.get(at) else { return Panel::default() };
        let when = when::whole_date(&self.words, Moment::exact(version.fetched));
        let sums = [("gone", Value::Number(version.extent.gone)), ("new", Value::Number(version.extent.new))];
        let mut lines = vec![PanelLine { text: self.words.with("revision-extent", &sums), ..PanelLine::default() }];
        lines.extend(version.changes.iter().map(|(sign, text)| PanelLine {
            label: sign.to_string(),
            text: text.clone(),
            strong: *sign == '+',
        }));
        let place =
            [("when", Value::Text(&when)), ("n", Value::Number(at + 1)), ("all", Value::Number(versions.len()))];
        Panel {
            title: self.words.with("revisions-of", &place),
            lines,
            top,
            label_cells: 2,
            foot: self.words.say("panel-revisions"),
            ..Panel::default()
        }
    }

    pub(super) fn revisions_key(
        &mut self,
        key: Key,
        motion: Option<Motion>,
        versions: Vec<Version>,
        (at, top): (usize, usize),
    ) {
        let last = versions.len().saturating_sub(1);
        let step = match key.code {
            Code::Right | Code::Char('l') => Some((at + 1).min(last)),
            Code::Left | Code::Char('h') => Some(at.saturating_sub(1)),
            _ => None,
        };
        self.overlay = match step {
            Some(at) => Some(Overlay::Revisions { versions, at, top: 0 }),
            None => scrolled(key, motion, top).map(|top| Overlay::Revisions { versions, at, top }),
        };
    }
}
