//! Reads the archive and turns the results into messages. Every call blocks for a moment, so jobs make it off the loop.

use std::collections::BTreeMap;

use crate::labour::facts::ArticleFacts;
use crate::model::{Article, ArticleId, Hits, RowMark, SearchRequest, Timestamp};
use crate::store::{KeptSearch, SectionState, Store, StoreError};
use crate::ui::effect::{Effect, SideOfRow};
use crate::ui::mark::{ChangedMarks, Why};
use crate::ui::message::{Message, Reason, SectionTrouble};
use crate::ui::search::FIRST_HITS;

use super::{case, searches};

/// Settings of the screen that are kept in the archive carry this before their names.
const PREFIX: &str = "ui.";

/// Names of what the screen remembers.
const REMEMBERED: &[&str] = &[
    "theme",
    "ground",
    "language",
    "measure",
    "input-method",
    "panes",
    "tables",
    "list",
    "places",
    "recordings",
    "folds",
    "folders",
    "documents",
    "left-at",
    "history-search",
    "history-find",
    "history-filter",
    "history-command",
    "history-pipe",
];

/// The answer to an effect that asks the archive; `None` for any other effect.
pub fn answer(store: &Store, effect: Effect) -> Option<Message> {
    let answered = match effect {
        Effect::LoadRows(ticket, query, window) => {
            store.rows(&query, window).map(|rows| Some(Message::Rows(ticket, rows)))
        }
        Effect::LoadRowsAt(ticket, query, first, rows) => {
            store.rows_at(&query, first, rows).map(|rows| Some(Message::Rows(ticket, rows)))
        }
        Effect::Search(ticket, search) => {
            let mut last = None;
            find(store, &search, &|| false, |found| last = Some(found.map(|found| Message::Found(ticket, found))));
            return last.map(|told| told.unwrap_or_else(|failed| failed));
        }
        Effect::LoadSaved(configured) => searches::all(store, &configured).map(Some),
        Effect::KeepSearch(name, query, watched) => {
            store.save_search(&KeptSearch { name, query, watched }).map(|_| None)
        }
        Effect::DropSearch(name) => store.remove_search(&name).map(|_| None),
        Effect::LoadDocuments(order, limit) => {
            store.documents(order, limit).map(|documents| Some(Message::Documents(documents)))
        }
        Effect::SearchSeen(name) => store.search_seen(&name).map(|()| None),
        Effect::LoadCounts => store.counts().map(|counts| Some(Message::Counted(counts))),
        Effect::LoadArticle(ticket, id) => {
            store.article(id).map(|article| Some(Message::Article(ticket, article.map(Box::new))))
        }
        Effect::ReadAhead(ticket, ids) => {
            articles(store, ids).map(|articles| Some(Message::ReadAhead(ticket, articles)))
        }
        Effect::CountFacts(id) => store
            .article(id)
            .map(|article| article.map(|article| Message::FactsCounted(id, ArticleFacts::of(&article)))),
        Effect::LoadArticles(ticket, ids) => {
            articles(store, ids).map(|articles| Some(Message::Articles(ticket, articles)))
        }
        Effect::LoadRevisions(id) => revisions(store, id),
        Effect::LoadTroubles => troubles(store).map(Some),
        Effect::LoadSince(since) => store.since(since).map(|happened| Some(Message::Since(Box::new(happened)))),
        Effect::SetMark(ids, mark, why) => {
            store.mark(&ids, mark).map(|ids| Some(Message::Marked(ChangedMarks { ids, mark, why })))
        }
        Effect::LoadLabels => store.all_labels().map(|labels| Some(Message::Labels(labels))),
        Effect::SetLabels(wishes, why) => wishes
            .iter()
            .map(|wish| store.set_label(&wish.ids, &wish.name, wish.change))
            .collect::<Result<_, _>>()
            .map(|labelled| Some(Message::Labelled(labelled, why))),
        Effect::Judge(query, id, judgement) => store.judge(&query, id, judgement).map(|()| None),
        Effect::LoadCase(query) => case::case(store, query).map(Some),
        Effect::FollowDocument(document) => case::follow(store, &document).map(Some),
        Effect::SetNote(id, quote, text) => store.set_note(id, &quote, &text).map(|()| None),
        Effect::MarkListRead(query, side) => {
            let changed = match side {
                Some(SideOfRow { row, side }) => store.set_read_beside(&query, row, side),
                None => store.set_read_all(&query),
            };
            changed.map(|ids| Some(Message::Marked(ChangedMarks { ids, mark: RowMark::Read, why: Why::Asked })))
        }
        Effect::NoteOpened(id) => store.note_opened(id).map(|()| None),
        Effect::SavePosition(id, anchor) => store.set_position(id, anchor).map(|()| None),
        Effect::Remember(name, value) => store.set_setting(&format!("{PREFIX}{name}"), &value).map(|()| None),
        _ => return None,
    };
    answered.unwrap_or_else(|error| Some(failed(&error)))
}

/// Those of these articles that are there.
fn articles(store: &Store, ids: Vec<ArticleId>) -> Result<Vec<Article>, StoreError> {
    ids.into_iter().filter_map(|id| store.article(id).transpose()).collect()
}

fn revisions(store: &Store, id: ArticleId) -> Result<Option<Message>, StoreError> {
    let Some(article) = store.article(id)? else { return Ok(Some(Message::Refused("article-gone"))) };
    Ok(Some(Message::Revisions(Box::new(article), store.revisions(id)?)))
}

/// Searches and tells: what fills a screen first, then, if there are more, all that is shown. Tells nothing more once
/// `stop` says that another search was asked for.
pub(super) fn find(
    store: &Store,
    search: &SearchRequest,
    stop: &(dyn Fn() -> bool + Sync),
    mut tell: impl FnMut(Result<Hits, Message>),
) {
    for limit in [FIRST_HITS, search.limit] {
        match store.search_until(&SearchRequest { limit, ..search.clone() }, stop) {
            Ok(None) => return,
            Ok(Some(hits)) => {
                let more = hits.hits.len() == limit;
                tell(Ok(hits));
                if !more {
                    return;
                }
            }
            Err(error) => return tell(Err(failed(&error))),
        }
    }
}

fn troubles(store: &Store) -> Result<Message, StoreError> {
    let states = store.section_states()?;
    Ok(Message::Troubles(states.into_iter().filter_map(|(section, state)| Some((section, trouble(state)?))).collect()))
}

fn trouble(state: SectionState) -> Option<SectionTrouble> {
    Some(SectionTrouble {
        kind: state.trouble_kind?,
        sentence: state.trouble.unwrap_or_default(),
        failures: state.failures,
        visited: state.visited,
        next_visit: state.next_visit.filter(|at| *at > Timestamp(0)),
    })
}

pub(super) fn failed(error: &StoreError) -> Message {
    match error {
        StoreError::DiskFull => Message::Refused("archive-full"),
        StoreError::ReadOnly => Message::Refused("archive-read-only"),
        StoreError::Busy { .. } => Message::Refused("archive-busy"),
        StoreError::Damaged => Message::Refused("archive-damaged"),
        StoreError::Index(what) => Message::Failed("index-answered", String::new(), Reason::Said(what.clone())),
        StoreError::Sql(what) => Message::Failed("archive-answered", String::new(), Reason::Said(what.clone())),
        other => Message::Failed("archive-answered", String::new(), Reason::Said(other.to_string())),
    }
}

/// What the screen remembered last time.
pub(super) fn remembered(store: &Store) -> BTreeMap<String, String> {
    let mut values = store.settings_beginning(PREFIX).unwrap_or_default();
    values.retain(|name, _| REMEMBERED.contains(&name.as_str()));
    values
}
