//! What a refresh asks the archive and leaves in it.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::fresh::QueuedBody;
use super::mute::Mutes;
use super::{
    Change, Incoming, Patience, Result, SavedCounts, Saving, SectionState, Showing, Store, WaitingArticles, WantedPage,
    articles, identity, moved, mute, sections, since,
};
use crate::model::{ArticleId, CanonicalUrl, SectionId, SourceId, Timestamp};

impl Store {
    /// When the newest article of a section was published of those that were met by an instant.
    pub(crate) fn newest_met(&self, at: (&SourceId, &SectionId), by: Timestamp) -> Result<Option<Timestamp>> {
        self.read(|c| since::newest_met(c, at, by))
    }

    /// Whether the article of an address is the newest of those of a section that were met by an instant.
    pub(crate) fn is_newest_met(&self, at: (&SourceId, &SectionId), by: Timestamp, url: &CanonicalUrl) -> Result<bool> {
        self.read(|c| identity::find(c, url)?.map_or(Ok(false), |id| since::is_newest_met(c, at, by, id)))
    }

    /// When the article of an address was first met.
    pub(crate) fn seen_at(&self, url: &CanonicalUrl) -> Result<Option<Timestamp>> {
        self.read(|c| identity::find(c, url)?.map(|id| sections::seen(c, id)).transpose())
    }

    /// Whether one list of a source (`fuller`) told of each of the last articles of another one.
    pub(crate) fn tells_all_of(&self, source: &SourceId, fuller: &SectionId, list: &SectionId) -> Result<bool> {
        self.read(|c| since::tells_all_of(c, source, fuller, list))
    }

    /// What each list of a source showed when it was read last.
    pub(crate) fn showings(&self, source: &SourceId) -> Result<Vec<Showing>> {
        self.read(|c| sections::shown(c, source))
    }

    /// Whether an article page of a source said when it was published.
    pub(crate) fn pages_say_dates(&self, source: &SourceId) -> Result<bool> {
        self.read(|c| since::pages_say_dates(c, source))
    }

    /// Whether a page without a date is one of a site's other pages: nothing but its address was told of it, and the articles
    /// of the site say their dates.
    pub(crate) fn is_other_page(&self, source: &SourceId, id: ArticleId) -> Result<bool> {
        self.read(|c| Ok(articles::failing::is_bare(c, id)? && since::pages_say_dates(c, source)?))
    }

    /// Addresses of the newest articles of a section.
    pub fn addresses_in(&self, source: &SourceId, section: &SectionId, limit: usize) -> Result<Vec<CanonicalUrl>> {
        self.read(|c| sections::addresses(c, source, section, limit))
    }

    /// Articles that are listed but have no body yet, newest first.
    pub fn wanted(&self, sources: Option<&[SourceId]>, limit: usize, patience: Patience) -> Result<Vec<WantedPage>> {
        self.read(|c| sections::all_wanted(c, sources, limit, patience.due(self.now())))
    }

    /// Articles whose page could not be fetched and that are requested again later, by source.
    pub fn waiting(&self) -> Result<Vec<WaitingArticles>> {
        self.read(|c| sections::waiting(c, self.now()))
    }

    /// Articles of these sources whose stored page is to be asked again by itself, newest first.
    pub fn rechecks(&self, sources: &[SourceId], limit: usize) -> Result<Vec<WantedPage>> {
        self.read(|c| sections::rechecks(c, sources, limit, self.now()))
    }

    /// Articles of these rows, to be fetched as if nothing of them were stored.
    pub fn again(&self, ids: &[ArticleId]) -> Result<Vec<WantedPage>> {
        self.read(|c| sections::again(c, ids))
    }

    /// Stores extracted articles in one transaction and queues them for the index.
    pub fn save(&self, articles: &[Incoming<'_>]) -> Result<Vec<(ArticleId, Change)>> {
        let (mut fresh, mutes) = (Vec::new(), self.mutes());
        let saved = self.write(|c| {
            let mut saved = Vec::with_capacity(articles.len());
            for incoming in articles {
                saved.push(save_article(c, incoming, &mutes, &mut fresh)?);
            }
            Ok(saved)
        })?;
        self.inner.index.fresh.keep(fresh);
        Ok(saved)
    }

    /// Stores the results of a part of a refresh, all or nothing.
    pub fn save_all(&self, saving: &Saving<'_>) -> Result<SavedCounts> {
        let (now, mutes, mut fresh) = (self.now(), self.mutes(), Vec::new());
        let stored = self.write(|c| {
            let before = mute::count(c)?;
            let articles = saving.articles.iter().map(|incoming| save_article(c, incoming, &mutes, &mut fresh));
            let articles = articles.collect::<Result<_>>()?;
            let muted = mute::count(c)?.saturating_sub(before);
            for failing in &saving.failures {
                articles::failing::fail(c, *failing, now)?;
            }
            saving.held.iter().try_for_each(|(id, trouble)| articles::failing::hold(c, *id, trouble))?;
            saving.unchanged.iter().try_for_each(|id| articles::unchanged(c, *id, now))?;
            let mut listed = Vec::with_capacity(saving.sections.len());
            for visit in &saving.sections {
                listed.push(sections::save_visit(c, visit, saving.patience, &mutes, &mut fresh, now)?);
            }
            let mut stored = SavedCounts { articles, muted, listed, ..SavedCounts::default() };
            moved::settle(c, saving, &mut stored)?;
            stored.gone = articles::failing::taken_down(c, &saving.failures)?;
            Ok(stored)
        })?;
        self.inner.index.fresh.keep(fresh);
        Ok(stored)
    }

    /// What is remembered of a section.
    pub fn section_state(&self, source: &SourceId, section: &SectionId) -> Result<SectionState> {
        self.ask(|c| sections::state(c, source, section))
    }

    /// All sections' states.
    pub fn section_states(&self) -> Result<BTreeMap<(SourceId, SectionId), SectionState>> {
        self.ask(sections::states)
    }
}

/// Stores an article; its body comes beside it where it is the first.
fn save_article(
    connection: &Connection,
    incoming: &Incoming<'_>,
    mutes: &Mutes,
    fresh: &mut Vec<QueuedBody>,
) -> Result<(ArticleId, Change)> {
    let (id, change) = articles::save(connection, incoming, mutes)?;
    if change == Change::New {
        fresh.extend(QueuedBody::of(connection, id.0, &incoming.draft.body)?);
    }
    Ok((id, change))
}
