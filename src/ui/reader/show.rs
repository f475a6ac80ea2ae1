//! Which article the reader shows: the one under the cursor, or the one that was opened.

use crate::model::{Article, ArticleId};
use crate::ui::Ui;
use crate::ui::effect::Effect;
use crate::ui::layout::{Area, Pane};
use crate::ui::message::Ticket;
use crate::ui::prompt::command::needles;

use super::lines::room_for;
use super::picture::MAX_ROWS;
use super::{ArticleSetting, ReaderPane, TypesetArticle, view};

/// The names that an article is typeset with.
#[derive(Debug, Default)]
pub(in crate::ui) struct ShownNames {
    outlet: String,
    section: String,
    /// The key that lists links; empty where none does.
    links_key: String,
    /// What the article holds for a closer look.
    strip: String,
    /// The paper that the article is taken from.
    original: String,
    /// The key that leads there; empty where none does.
    original_key: String,
}

impl Ui {
    pub(in crate::ui) fn set_article(&mut self) {
        // Where there is one pane, the article takes the place of the list.
        let panes = &self.shell.panes.layout;
        let Some(area) = panes.reader.or(panes.list) else { return };
        let names = self.names_of(self.reader.article.as_deref());
        let mut reader = std::mem::take(&mut self.reader);
        let height = area.height - view::head_lines(area.height);
        reader.lay_out(height, &self.setting(&reader, area, &names));
        self.reader = reader;
    }

    /// What an article is typeset with in the pane of the reader; `names` are those of its newspaper and section.
    pub(in crate::ui) fn setting<'a>(
        &'a self,
        reader: &ReaderPane,
        area: Area,
        names: &'a ShownNames,
    ) -> ArticleSetting<'a> {
        ArticleSetting {
            width: reader.column(area.width),
            words: &self.shell.words,
            signs: self.shell.look.signs,
            outlet: &names.outlet,
            section: &names.section,
            now: self.shell.now,
            wrap: &self.shell.look.typeset,
            pictures: &self.pictures,
            picture_rows: picture_rows(area.height),
            pictures_come: !self.refresh.offline && !self.refresh.progress.offline,
            links_key: &names.links_key,
            strip: &names.strip,
            original: &names.original,
            original_key: &names.original_key,
            sideways: reader.sideways,
            text: reader.text,
        }
    }

    /// The names that an article is typeset with.
    pub(in crate::ui) fn names_of(&self, article: Option<&Article>) -> ShownNames {
        let Some(row) = article.map(|a| &a.row) else { return ShownNames::default() };
        let original = article.and_then(|article| article.provenance.original.as_ref());
        ShownNames {
            outlet: self.sources.name_of(&row.outlet()).to_owned(),
            section: self.sources.section_name(&row.source, &row.section).to_owned(),
            original: original.map(|original| self.sources.name_of(&original.source).to_owned()).unwrap_or_default(),
            strip: self.strip_of(row.id),
            links_key: self.first_key("links"),
            original_key: self.first_key("original"),
        }
    }

    /// The first key of an action; empty where none is bound to it.
    fn first_key(&self, action: &str) -> String {
        self.keys.map.keys_of(action).into_iter().next().unwrap_or_default()
    }

    /// Sets articles again at the next chance (other words, other signs).
    pub(in crate::ui) fn forget_lines(&mut self) {
        self.reader.forget_lines();
        self.prefetch.forget_lines();
    }

    /// Asks for the pictures of the article that is being read; looking at a list costs the papers nothing. Without a network
    /// the shell has those that were kept.
    pub(in crate::ui) fn want_pictures(&mut self) -> Vec<Effect> {
        let reads = self.pictures.on && self.shell.panes.focus == Pane::Reader;
        let Some(area) = self.shell.panes.layout.reader.filter(|_| reads) else { return Vec::new() };
        let Some(article) = self.reader.article.as_ref() else { return Vec::new() };
        let room = room_for(self.reader.column(area.width), picture_rows(area.height));
        self.pictures.want(article, room).into_iter().map(|url| Effect::LoadPicture(url, room)).collect()
    }

    pub(in crate::ui) fn forget_pictures(&mut self) {
        self.pictures.forget();
        self.forget_lines();
    }

    /// Asks for the article under the cursor while the list has the keys and the reader is in sight.
    pub(in crate::ui) fn preview(&mut self) -> Vec<Effect> {
        if self.shell.panes.focus == Pane::Reader || self.shell.panes.layout.reader.is_none() {
            return Vec::new();
        }
        let Some(id) = self.list.current().map(|r| r.id) else {
            // Of an empty list there is nothing to read.
            return if self.list.loaded { self.put_away() } else { Vec::new() };
        };
        if self.reader.wanted() == Some(id) {
            return Vec::new();
        }
        self.load(id)
    }

    /// Shows an article, from hand or from the archive, remembering the place in the one before.
    pub(in crate::ui) fn load(&mut self, id: ArticleId) -> Vec<Effect> {
        let mut effects = self.save_position();
        let ticket = self.shell.ticket();
        self.reader.expect(ticket, id);
        if !self.show_from_hand(ticket, id) {
            effects.push(Effect::LoadArticle(ticket, id));
        }
        effects
    }

    /// Takes the article out of sight, remembering the place in it.
    fn put_away(&mut self) -> Vec<Effect> {
        let effects = self.save_position();
        self.reader.put_away();
        effects
    }

    pub(in crate::ui) fn save_position(&mut self) -> Vec<Effect> {
        self.reader.take_position().map(|(id, anchor)| Effect::SavePosition(id, anchor)).into_iter().collect()
    }

    /// Shows an article that came; the one before stays at hand, with the place where it was left.
    pub(in crate::ui) fn take_article(
        &mut self,
        ticket: Ticket,
        article: Option<Box<Article>>,
        ready: Option<TypesetArticle>,
    ) {
        let other = article.as_ref().map(|a| a.row.id) != self.reader.shown();
        if other && self.reader.expects(ticket) {
            self.reader.give().into_iter().for_each(|last| self.prefetch.keep(last));
        }
        if self.reader.receive(ticket, article, ready) {
            let needles = self.search.running.as_ref().map(|search| needles(&search.text)).unwrap_or_default();
            self.reader.find(needles);
        }
    }
}

/// Rows that a picture may take in a pane of `height`: some text stays in sight.
fn picture_rows(height: u16) -> u16 {
    (height.saturating_mul(2) / 3).clamp(4, MAX_ROWS)
}
