//! Turns the flags that select articles (`args::Selection`) into articles.
//!
//! Without a query the archive's own lists answer. With one the index does, and the other flags become terms of the
//! query. A selection is complete: it has no hidden limit.

use std::cmp::Reverse;

use crate::cli::args::{self, Sort};
use crate::cli::exit::CommandFailure;
use crate::cli::pick::PickNames;
use crate::cli::session::Session;
use crate::model::{ArticleId, Filter, Moment, Order, Query, Scope, Summary, Timestamp, Window};
use crate::store::Store;
use crate::text;
use crate::text::span;

/// Rows read from the archive at a time.
const PAGE: usize = 500;
/// Articles indexed before a search, so that newly stored ones are found.
const PUMP_BEFORE: usize = 5_000;
/// Articles grouped into stories before a search.
const JOINED_BEFORE: usize = 500;

/// A selection whose names and dates are resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Selected {
    scopes: Vec<Scope>,
    muted: bool,
    filter: Filter,
    /// As terms of the query language.
    labels: Vec<String>,
    order: Order,
    query: Option<String>,
}

impl Selected {
    /// Resolves the flags.
    ///
    /// # Errors
    /// An unknown source, section or date.
    pub(super) fn of(session: &Session, store: &Store, asked: &args::Selection) -> Result<Self, CommandFailure> {
        let date = |text: &Option<String>| text.as_deref().map(|text| date(session, text)).transpose();
        let filter = Filter {
            unread: asked.unread,
            read: asked.read,
            starred: asked.starred,
            since: date(&asked.since)?.map(|span| span.from),
            until: date(&asked.until)?.map(|span| span.to),
            ..Filter::default()
        };
        let order = match asked.sort {
            None | Some(Sort::Newest | Sort::Best) => Order::Newest,
            Some(Sort::Oldest) => Order::Oldest,
            Some(Sort::Source) => Order::Source,
            Some(Sort::Title) => Order::Title,
            Some(Sort::Opened) => Order::Opened,
        };
        let query = asked.query.as_deref().map(str::trim).filter(|query| !query.is_empty());
        let labels = labels(session, store, &asked.label)?;
        let query = query.map(str::to_owned).or_else(|| (!labels.is_empty()).then(|| labels.join(" ")));
        Ok(Self { scopes: scopes(session, store, asked)?, muted: asked.muted, filter, labels, order, query })
    }

    /// The articles in order, at most `limit`.
    pub(super) fn rows(&self, session: &Session, store: &Store, limit: usize) -> Result<Vec<Summary>, CommandFailure> {
        let mut rows = match &self.query {
            Some(query) => self.found(session, store, query)?,
            None if self.muted => {
                let mut rows = self.list(store, &Scope::Muted, usize::MAX)?;
                rows.retain(|row| self.scopes.iter().any(|scope| holds(scope, row)));
                rows
            }
            None if self.scopes.len() == 1 => return self.list(store, &self.scopes[0], limit),
            None => {
                let lists = self.scopes.iter().map(|scope| self.list(store, scope, limit));
                lists.collect::<Result<Vec<_>, _>>()?.concat()
            }
        };
        self.sort(&mut rows);
        rows.dedup_by_key(|row| row.id);
        rows.truncate(limit);
        Ok(rows)
    }

    /// How many there are.
    pub(super) fn count(&self, session: &Session, store: &Store) -> Result<usize, CommandFailure> {
        match (&self.query, self.scopes.as_slice()) {
            (None, [scope]) if !self.muted => {
                Ok(store.rows(&self.in_scope(scope), Window { after: None, limit: 1 })?.total)
            }
            _ => Ok(self.rows(session, store, usize::MAX)?.len()),
        }
    }

    /// The flags as terms of the query language, for a ranked search; empty if there are none.
    pub(super) fn terms(&self) -> String {
        let Filter { unread, read, starred, since, until, .. } = self.filter;
        let mut terms = self.places();
        let flags = [(unread, "is:unread"), (read, "is:read"), (starred, "is:starred")];
        terms.extend(flags.into_iter().filter(|(is_set, _)| *is_set).map(|(_, term)| term.to_owned()));
        terms.extend(self.labels.iter().cloned());
        terms.extend(since.map(|at| format!("since:\"{}\"", Moment::exact(at))));
        // The second that is named belongs to the span.
        terms.extend(until.map(|at| format!("until:\"{}\"", Moment::exact(Timestamp(at.0 - 1)))));
        terms.join(" ")
    }

    fn places(&self) -> Vec<String> {
        let (mut sources, mut sections, mut terms) = (Vec::new(), Vec::new(), Vec::new());
        terms.extend(self.muted.then(|| "is:muted".to_owned()));
        for scope in &self.scopes {
            match scope {
                Scope::All | Scope::Muted | Scope::Citing(None) => {}
                Scope::Citing(Some(document)) => terms.push(format!("vb:\"{document}\"")),
                Scope::Source(source) => sources.push(source.as_str()),
                Scope::Sources(several) => sources.extend(several.iter().map(crate::model::SourceId::as_str)),
                Scope::Section(source, section) => {
                    sources.push(source.as_str());
                    sections.push(section.as_str());
                }
            }
        }
        for (field, mut names) in [("source", sources), ("section", sections)] {
            names.sort_unstable();
            names.dedup();
            if !names.is_empty() {
                terms.push(format!("{field}:\"{}\"", names.join(",")));
            }
        }
        terms
    }

    /// What the index is asked where there is a query: it, under what the flags say.
    pub(super) fn asked(&self) -> String {
        format!("{} ({})", self.terms(), self.query.as_deref().unwrap_or_default())
    }

    fn found(&self, session: &Session, store: &Store, query: &str) -> Result<Vec<Summary>, CommandFailure> {
        make_findable(session, store);
        if let Some(complaint) = session.say.complaint(&store.complaints_of(query)?) {
            session.message(&complaint);
        }
        Ok(store.all_found(&self.asked())?)
    }

    fn in_scope(&self, scope: &Scope) -> Query {
        Query { scope: scope.clone(), filter: self.filter.clone(), order: self.order }
    }

    fn list(&self, store: &Store, scope: &Scope, limit: usize) -> Result<Vec<Summary>, CommandFailure> {
        let query = self.in_scope(scope);
        if self.order.by_date() {
            return first(store, &query, limit);
        }
        let mut rows = Vec::new();
        while rows.len() < limit {
            let page = store.rows_at(&query, rows.len(), PAGE.min(limit - rows.len()))?.rows;
            if page.is_empty() {
                break;
            }
            rows.extend(page);
        }
        Ok(rows)
    }

    fn sort(&self, rows: &mut [Summary]) {
        let newest = |row: &Summary| Reverse((row.sort, row.id));
        match self.order {
            Order::Newest => rows.sort_by_key(newest),
            Order::Oldest => rows.sort_by_key(|row| (row.sort, row.id)),
            Order::Source => rows.sort_by(|a, b| (&a.source, newest(a)).cmp(&(&b.source, newest(b)))),
            // Already in the archive's order.
            Order::Opened => {}
            Order::Title => rows.sort_by_cached_key(|row| (text::collate::sort_key(&row.title), newest(row))),
        }
    }
}

/// The first `limit` rows of a list by date.
pub(super) fn first(store: &Store, query: &Query, limit: usize) -> Result<Vec<Summary>, CommandFailure> {
    let mut rows = Vec::new();
    let mut after = None;
    while rows.len() < limit {
        let page = store.rows(query, Window { after, limit: PAGE.min(limit - rows.len()) })?;
        let got = page.rows.len();
        rows.extend(page.rows);
        after = page.next;
        if after.is_none() || got == 0 {
            break;
        }
    }
    Ok(rows)
}

/// Indexes what was stored recently. A failure is reported, and the search goes on.
pub(super) fn make_findable(session: &Session, store: &Store) {
    if let Err(error) = store.pump_index(PUMP_BEFORE) {
        session.message(&session.say.not_indexed(&error));
    }
    // Work left by a first refresh. A story listed twice once is no reason to fail the search.
    if !store.is_read_only()
        && let Err(error) = store.settle_stories(JOINED_BEFORE)
    {
        tracing::warn!(%error, "stories wait");
    }
}

/// The span of time that a flag names.
pub(super) fn date(session: &Session, text: &str) -> Result<span::Span, CommandFailure> {
    span::parse(text, session.now()).ok_or_else(|| CommandFailure::usage(session.say.bad_date(text)))
}

/// The labels as terms of the query language. A label that no article has is a mistake, not an empty result.
fn labels(session: &Session, store: &Store, names: &[String]) -> Result<Vec<String>, CommandFailure> {
    let mut terms = Vec::new();
    for name in names {
        let Some(label) = store.label_called(name)? else {
            let known: Vec<String> = store.all_labels()?.into_iter().map(|(name, _)| name).collect();
            return Err(CommandFailure::usage(session.say.no_such_label(name, &known)));
        };
        terms.push(format!("label:\"{}\"", label.replace('"', " ")));
    }
    Ok(terms)
}

/// Where to look: each named source, or the named section of each.
fn scopes(session: &Session, store: &Store, asked: &args::Selection) -> Result<Vec<Scope>, CommandFailure> {
    if asked.source.is_empty() && asked.section.is_none() {
        return Ok(vec![Scope::All]);
    }
    let names = PickNames::of(&session.catalog, Some(&store.counts()?));
    if asked.source.is_empty() {
        let text = asked.section.as_deref().unwrap_or_default();
        let all = names.sections_everywhere(text);
        if all.is_empty() {
            return Err(CommandFailure::usage(session.say.no_section_anywhere(text, names.section_near(text))));
        }
        return Ok(all.into_iter().map(|(source, section)| Scope::Section(source, section)).collect());
    }
    let mut scopes = Vec::new();
    for text in &asked.source {
        let places = names.places(text, session.say)?;
        let (one, section) = (places.len() == 1, asked.section.as_deref());
        for (source, own) in places {
            let section = match section.map(|text| names.section(&source, text, session.say)) {
                Some(Err(failure)) if one => return Err(failure),
                // Of a group, only the sources that have such a section.
                Some(Err(_)) => continue,
                Some(Ok(section)) => Some(section),
                None => own,
            };
            let whole = || Scope::Source(source.clone());
            scopes.push(section.map_or_else(whole, |section| Scope::Section(source.clone(), section)));
        }
    }
    match (scopes.is_empty(), &asked.section) {
        (true, Some(text)) => Err(CommandFailure::usage(session.say.no_such_section("loa", text, "`loa sources`"))),
        _ => Ok(scopes),
    }
}

fn holds(scope: &Scope, row: &Summary) -> bool {
    match scope {
        // Documents are never a scope of a command; it searches for them.
        Scope::All | Scope::Muted | Scope::Citing(_) => true,
        Scope::Source(source) => row.source == *source,
        Scope::Sources(sources) => sources.contains(&row.source),
        Scope::Section(source, section) => row.source == *source && row.section == *section,
    }
}

/// The ids of rows.
pub(super) fn ids(rows: &[Summary]) -> Vec<ArticleId> {
    rows.iter().map(|row| row.id).collect()
}
