//! `--plain`: the newspaper line by line, for screen readers, simple terminals and pipes.
//!
//! No boxes, no second screen, no cursor movements, no colour: a numbered list, a question, and a number as the answer.
//! Nothing is shown by a symbol alone. Deliberately absent: what other commands do better (`loa export`, `loa
//! sources`).

use std::collections::{BTreeMap, VecDeque};
use std::io::{BufRead, IsTerminal};

use crate::model::{ArticleId, Cursor, Filter, Fit, Looseness, Query, RowMark, Summary, SyncNews, Window};
use crate::store::{SearchRequest, Store};
use crate::sync::{self, RefreshScope};
use crate::text;
use crate::text::same::StoryHeads;

use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::output::TextLook;
use crate::cli::output::render;
use crate::cli::selection::make_findable;
use crate::cli::session::Session;

/// Rows of a page.
const PAGE: usize = 10;
/// Rows that are read at once: of several papers that tell one story one is shown.
const READ_AT_ONCE: usize = 50;
/// Longest line of an answer that is read, bytes.
const MAX_LINE: usize = 4_096;
/// Most hits of a search.
const MAX_HITS: usize = 100;

/// What the numbers on the screen refer to.
#[derive(Default)]
struct ShownList {
    rows: Vec<Summary>,
    /// Rows that were read and not looked at yet.
    waiting: VecDeque<Summary>,
    rest: RestOfList,
    query: Query,
    /// What is shown already, where each story is shown once.
    heads: StoryHeads,
    /// Hits that are not exact, and how they fit.
    fits: BTreeMap<ArticleId, (Fit, Looseness)>,
}

/// Where rows come from when none waits.
#[derive(Default)]
enum RestOfList {
    /// Nothing was read yet.
    #[default]
    Whole,
    /// The list goes on here.
    After(Cursor),
    /// Nowhere: its end is here, or a search has found what it finds.
    Nothing,
}

/// Whether each story is shown once.
#[derive(Clone, Copy, PartialEq, Eq)]
enum StoryCopies {
    Folded,
    Shown,
}

impl ShownList {
    /// How a hit fits that is not exact, in words.
    fn fit_of(&self, session: &Session, row: &Summary) -> Option<String> {
        self.fits.get(&row.id).map(|(fit, looseness)| session.say.fit(*fit, *looseness))
    }

    /// The next row to be shown; `None` at the end.
    fn next(&mut self, store: &Store, copies: StoryCopies) -> Result<Option<Summary>, CommandFailure> {
        loop {
            while let Some(row) = self.waiting.pop_front() {
                if copies == StoryCopies::Shown || self.heads.add(&row) {
                    return Ok(Some(row));
                }
            }
            let after = match self.rest {
                RestOfList::Whole => None,
                RestOfList::After(cursor) => Some(cursor),
                RestOfList::Nothing => return Ok(None),
            };
            let page = store.rows(&self.query, Window { after, limit: READ_AT_ONCE })?;
            self.rest = page.next.map_or(RestOfList::Nothing, RestOfList::After);
            self.waiting.extend(page.rows);
        }
    }
}

/// Runs until the user quits or the input ends.
pub(in crate::cli) fn run(session: &mut Session) -> Outcome {
    session.out.without_colour();
    let store = session.store()?;
    let ui = &session.loaded.config.ui;
    if ui.refresh_on_start && !session.loaded.config.network.offline && store.counts()?.total == 0 {
        refresh(session, &store)?;
    }
    let mut shown = ShownList::default();
    head(session, &store)?;
    more(session, &store, &mut shown)?;
    let mut input = std::io::stdin().lock();
    loop {
        ask(session)?;
        let Some(line) = read(&mut input)? else { break };
        if !answer(session, &store, &mut shown, line.trim())? {
            break;
        }
    }
    Ok(Exit::Fine)
}

/// Handles one answer of the user; returns whether to go on.
fn answer(session: &mut Session, store: &Store, shown: &mut ShownList, line: &str) -> Result<bool, CommandFailure> {
    if let Some(words) = line.strip_prefix('/') {
        search(session, store, shown, words.trim())?;
        return Ok(true);
    }
    if let Ok(number) = line.parse::<usize>() {
        read_article(session, store, shown, number)?;
        return Ok(true);
    }
    if let Some(number) = line.strip_prefix(['s', 'S']).and_then(|n| n.trim().parse::<usize>().ok()) {
        star(session, store, shown, number)?;
        return Ok(true);
    }
    match line {
        "" | "n" | "N" => more(session, store, shown)?,
        "l" | "L" => {
            *shown = ShownList::default();
            head(session, store)?;
            more(session, store, shown)?;
        }
        "u" | "U" => {
            let filter = Filter { unread: true, ..Filter::default() };
            *shown = ShownList { query: Query { filter, ..Query::default() }, ..ShownList::default() };
            more(session, store, shown)?;
        }
        "r" | "R" => {
            refresh(session, store)?;
            *shown = ShownList::default();
            head(session, store)?;
            more(session, store, shown)?;
        }
        "q" | "Q" => return Ok(false),
        _ => {
            let help = session.say.phrase("plain-help");
            session.out.line(&help)?;
        }
    }
    Ok(true)
}

fn head(session: &mut Session, store: &Store) -> Result<(), CommandFailure> {
    let counts = store.counts()?;
    let text = session.say.plain_head(counts.total, counts.unread);
    Ok(session.out.line(&text)?)
}

/// Shows the next rows, continuing the numbering.
fn more(session: &mut Session, store: &Store, shown: &mut ShownList) -> Result<(), CommandFailure> {
    let from = shown.rows.len();
    let copies = if session.loaded.config.ui.fold_copies { StoryCopies::Folded } else { StoryCopies::Shown };
    while shown.rows.len() < from + PAGE
        && let Some(row) = shown.next(store, copies)?
    {
        shown.rows.push(row);
    }
    for (at, row) in shown.rows.iter().enumerate().skip(from) {
        let line = row_line(session, at + 1, row, shown.fit_of(session, row));
        let lines = render::hanging(session, "", &line, TextLook::Plain);
        for line in lines {
            session.out.painted(&line)?;
        }
    }
    let text = match (shown.rows.len() - from, from) {
        (0, 0) if store.counts()?.total == 0 => session.say.phrase("cli-empty-archive"),
        (0, 0) => session.say.nothing_found(),
        (0, _) => session.say.phrase("plain-end"),
        _ => return Ok(()),
    };
    Ok(session.out.line(&text)?)
}

/// "12. Title. Newspaper, date, unread, starred."
fn row_line(session: &Session, number: usize, row: &Summary, fit: Option<String>) -> String {
    let mut facts = vec![session.source_name(&row.outlet())];
    facts.extend(row.published.map(|moment| render::date(Some(moment))));
    facts.extend((!row.read).then(|| session.say.phrase("plain-unread")));
    facts.extend(row.starred.then(|| session.say.phrase("plain-starred")));
    facts.extend(session.say.fate(row));
    facts.extend(fit);
    let stop = if row.title.ends_with(['.', '?', '!', '…']) { "" } else { "." };
    format!("{number}. {}{stop} {}.", row.title, facts.join(", "))
}

fn read_article(
    session: &mut Session,
    store: &Store,
    shown: &mut ShownList,
    number: usize,
) -> Result<(), CommandFailure> {
    let row = number.checked_sub(1).and_then(|at| shown.rows.get_mut(at));
    let article = match &row {
        Some(row) => store.article(row.id)?,
        None => None,
    };
    let Some((row, article)) = row.zip(article) else {
        let text = session.say.plain_no_number(number);
        return Ok(session.out.line(&text)?);
    };
    let width = if session.out.is_terminal() { session.measure() } else { usize::from(u16::MAX) };
    session.out.line("")?;
    for line in render::article(session, &article, width) {
        // The bar of a quotation belongs to a box; a sign that screen readers speak replaces it.
        let line = line.strip_prefix("│ ").map_or(line.clone(), |rest| format!("> {rest}"));
        session.out.painted(&line)?;
    }
    if article.body.is_empty() {
        let text = session.say.phrase("plain-no-body");
        session.out.line(&text)?;
    }
    let end = session.say.plain_article_end(number);
    session.out.line(&end)?;
    if session.loaded.config.ui.mark_read_on_open && !row.read {
        store.mark(&[row.id], RowMark::Read)?;
        row.read = true;
    }
    Ok(())
}

fn star(session: &mut Session, store: &Store, shown: &mut ShownList, number: usize) -> Result<(), CommandFailure> {
    let Some(row) = number.checked_sub(1).and_then(|at| shown.rows.get_mut(at)) else {
        let text = session.say.plain_no_number(number);
        return Ok(session.out.line(&text)?);
    };
    let mark = RowMark::other_star(row);
    mark.put_on(row);
    store.mark(&[row.id], mark)?;
    let row = &shown.rows[number - 1];
    let line = row_line(session, number, row, shown.fit_of(session, row));
    Ok(session.out.line(&line)?)
}

fn search(session: &mut Session, store: &Store, shown: &mut ShownList, words: &str) -> Result<(), CommandFailure> {
    make_findable(session, store);
    let request = SearchRequest { text: words.to_owned(), limit: MAX_HITS, ..SearchRequest::default() };
    let found = store.search(&request)?;
    if let Some(complaint) = session.say.complaint(&found.complaints) {
        session.out.line(&complaint)?;
    }
    let text = session.say.plain_found(found.total, words);
    session.out.line(&text)?;
    if found.loose > 0 {
        let text = session.say.plain_loose(found.loose, found.looseness);
        session.out.line(&text)?;
    }
    let inexact = found.hits.iter().filter(|hit| hit.fit != Fit::Exact);
    let fits = inexact.map(|hit| (hit.row.id, (hit.fit, hit.looseness.unwrap_or(found.looseness)))).collect();
    let waiting = found.hits.into_iter().map(|hit| hit.row).collect();
    *shown = ShownList { waiting, rest: RestOfList::Nothing, fits, ..ShownList::default() };
    more(session, store, shown)
}

fn refresh(session: &mut Session, store: &Store) -> Result<(), CommandFailure> {
    if session.loaded.config.network.offline {
        let text = session.say.phrase("cli-offline-by-wish");
        return Ok(session.out.line(&text)?);
    }
    let engine = session.engine(store.clone());
    let runtime = session.runtime()?;
    let mut handle = {
        let _inside = runtime.enter();
        sync::start(engine, RefreshScope { force: true, ..RefreshScope::default() })
    };
    let mut ended = None;
    while let Some(news) = runtime.block_on(handle.news.recv()) {
        let text = match news {
            SyncNews::Planned { sections, sources } => session.say.plain_fetching(sections, sources),
            SyncNews::BodiesPlanned { pages } if pages > 0 => session.say.plain_bodies(pages),
            SyncNews::OlderLeft { source, section, pages } => {
                session.say.older_left(&format!("{source}/{section}"), pages)
            }
            SyncNews::Gap { source, section, mapped } => session.say.gap(&format!("{source}/{section}"), mapped),
            SyncNews::Offline => session.say.network_away(&[]),
            SyncNews::Trouble(trouble) => {
                format!("{}: {}", trouble.source, session.say.trouble(trouble.kind, &trouble.what))
            }
            SyncNews::Finished(tally) => {
                ended = Some(tally.clone());
                session.say.plain_done(tally.new, tally.bodies)
            }
            _ => continue,
        };
        session.out.line(&text)?;
        session.out.flush()?;
    }
    let hook = &session.loaded.config.hooks.after_sync;
    if let Some(Err(what)) = ended.map(|tally| sync::after_sync(hook, &tally)) {
        let text = session.say.hook_failed(&what);
        session.out.line(&text)?;
    }
    Ok(())
}

fn ask(session: &mut Session) -> Result<(), CommandFailure> {
    let text = session.say.phrase("plain-prompt");
    if std::io::stdin().is_terminal() {
        session.out.raw(format!("{} ", text::guard(&text)).as_bytes())?;
    } else {
        session.out.line(&text)?;
    }
    Ok(session.out.flush()?)
}

/// Reads a line of input, cut to a bound; `None` at the end.
fn read(input: &mut impl BufRead) -> std::io::Result<Option<String>> {
    let mut line = Vec::new();
    loop {
        let part = input.fill_buf()?;
        if part.is_empty() {
            return Ok((!line.is_empty()).then(|| String::from_utf8_lossy(&line).into_owned()));
        }
        let end = part.iter().position(|b| *b == b'\n');
        let taken = end.map_or(part.len(), |at| at + 1);
        let room = MAX_LINE.saturating_sub(line.len());
        line.extend_from_slice(&part[..end.unwrap_or(taken).min(room)]);
        input.consume(taken);
        if end.is_some() {
            return Ok(Some(String::from_utf8_lossy(&line).into_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_bounded_and_the_end_is_seen() {
        let long = format!("{}\nq", "x".repeat(9_000));
        let mut input = std::io::Cursor::new(long);
        assert_eq!(read(&mut input).unwrap().unwrap().len(), MAX_LINE);
        assert_eq!(read(&mut input).unwrap().as_deref(), Some("q"));
        assert_eq!(read(&mut input).unwrap(), None);
    }
}
