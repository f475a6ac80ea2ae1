//! The reader: an article typeset for the pane, a place in it that survives every change of width, and finding in it.

use std::ops::Range;

use crate::model::article::Anchor;
use crate::model::{Article, ArticleId};
use crate::text::pattern::Pattern;

use super::message::Ticket;
use super::shell::layout::TextSize;
use super::way::Way;

pub(in crate::ui) mod aloud;
mod article;
pub(in crate::ui) mod awaited;
pub mod in_sight;
pub mod lines;
mod own;
pub mod picture;
pub(in crate::ui) mod pictures;
mod place;
pub(in crate::ui) mod prefetch;
pub mod raw;
mod selection;
mod show;
mod spots;
mod strip;
pub mod table;
pub(in crate::ui) mod tables;
mod together;
pub mod unshown;
pub mod view;

pub use lines::{ArticleSetting, Typeset};

/// Narrowest and widest column that can be chosen, cells.
pub use crate::config::settings::MEASURE;
/// Widest column of large articles, cells.
const LARGE_MEASURE: u16 = 52;
/// Most hits of a find that are kept.
pub const MAX_FOUND: usize = 10_000;

/// Where a find matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindSpot {
    /// The part of the document.
    pub part: usize,
    /// Bytes of it.
    pub range: Range<usize>,
}

/// What the lines of an article depend on, besides the words and signs of the whole screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct TypesetKey {
    width: u16,
    picture_rows: u16,
    sideways: bool,
    text: TextSize,
    has_strip: bool,
}

impl TypesetKey {
    fn of(with: &ArticleSetting<'_>) -> Self {
        let &ArticleSetting { width, picture_rows, sideways, text, .. } = with;
        Self { width, picture_rows, sideways, text, has_strip: !with.strip.is_empty() }
    }
}

/// An article's lines, set before they are wanted.
#[derive(Debug)]
pub struct TypesetArticle {
    document: Typeset,
    form: TypesetKey,
}

impl TypesetArticle {
    /// Typesets an article.
    pub fn new(article: &Article, with: &ArticleSetting<'_>) -> Self {
        Self { document: lines::set(article, with), form: TypesetKey::of(with) }
    }
}

/// The state of the reader.
#[derive(Debug, Default)]
pub struct ReaderPane {
    /// The article, once it has come.
    pub article: Option<Box<Article>>,
    /// It, typeset.
    pub document: Typeset,
    /// Widest column, cells.
    pub measure: u16,
    /// How large articles are set.
    pub text: TextSize,
    /// What is looked for in the article.
    pub needles: Vec<String>,
    /// Where it was found, in reading order.
    pub spots: Vec<FindSpot>,
    /// Number of the spot where the user is.
    pub spot: Option<usize>,
    /// The sentence that is read aloud.
    pub lit: Option<FindSpot>,
    /// Tables wider than the column are moved sideways, not set record by record.
    pub sideways: bool,
    /// Columns of such tables that are moved out of sight.
    pub shift: usize,
    /// Lines that are being chosen.
    chosen: Option<selection::Chosen>,
    /// What the opened article holds.
    pub(in crate::ui) strip: strip::Strip,
    /// What is read aloud.
    pub(in crate::ui) aloud: aloud::Aloud,
    /// The page as it came, in the place of the article.
    raw: Option<raw::RawLines>,
    asked: Option<(Ticket, ArticleId)>,
    /// The place that an article is to be shown at, whatever place of it is remembered.
    place: Option<(ArticleId, Anchor)>,
    /// The article that was asked for last and is not in the archive: another program has removed it.
    absent: Option<ArticleId>,
    top: usize,
    height: usize,
    form: TypesetKey,
    anchor: Anchor,
    moved: bool,
    stale: bool,
    /// The lines of the article that has just come, if they were set before.
    ready: Option<TypesetArticle>,
}

impl ReaderPane {
    /// An empty reader with a column of at most `measure` cells.
    pub fn new(measure: u16, text: TextSize) -> Self {
        Self { measure: measure.clamp(MEASURE.0, MEASURE.1), text, stale: true, ..Self::default() }
    }

    /// Notes that an article was asked for.
    pub fn expect(&mut self, ticket: Ticket, id: ArticleId) {
        self.asked = Some((ticket, id));
        self.absent = None;
    }

    /// The article that is shown, will be when it comes, or was asked for and is not there.
    pub fn wanted(&self) -> Option<ArticleId> {
        self.asked.map(|(_, id)| id).or_else(|| self.shown()).or(self.absent)
    }

    /// Whether the article that was asked for is not in the archive.
    pub fn is_absent(&self) -> bool {
        self.asked.is_none() && self.absent.is_some()
    }

    /// The article that is shown.
    pub fn shown(&self) -> Option<ArticleId> {
        self.article.as_ref().map(|a| a.row.id)
    }

    /// Whether this question is the one that waits for an answer.
    pub fn expects(&self, ticket: Ticket) -> bool {
        self.asked.is_some_and(|(asked, _)| asked == ticket)
    }

    /// Shows nothing, and waits for nothing.
    pub fn put_away(&mut self) {
        (self.asked, self.absent) = (None, None);
        drop(self.give());
    }

    /// Gives the article away, with the place where it was left and its lines.
    pub fn give(&mut self) -> Option<(Box<Article>, Option<TypesetArticle>)> {
        let mut article = self.article.take()?;
        article.position = (self.anchor != Anchor::default()).then_some(self.anchor);
        let set = !self.stale && self.raw.is_none();
        let document = std::mem::take(&mut self.document);
        (self.anchor, self.moved, self.shift, self.raw) = (Anchor::default(), false, 0, None);
        self.stale = true;
        Some((article, set.then_some(TypesetArticle { document, form: self.form })))
    }

    /// Takes an article, and its lines if they were set before; an answer to an older question is dropped. A fresh copy of
    /// the article in hand keeps the place.
    pub fn receive(&mut self, ticket: Ticket, article: Option<Box<Article>>, ready: Option<TypesetArticle>) -> bool {
        if !self.expects(ticket) {
            return false;
        }
        let asked = self.asked.take().map(|(_, id)| id);
        self.absent = asked.filter(|_| article.is_none());
        let same = article.as_ref().map(|a| a.row.id) == self.shown();
        if !same {
            let wished = self.place.take().filter(|(id, _)| article.as_ref().is_some_and(|a| a.row.id == *id));
            let position = article.as_ref().and_then(|a| a.position);
            self.anchor = wished.map(|(_, anchor)| anchor).or(position).unwrap_or_default();
            self.moved = wished.is_some();
            self.shift = 0;
            self.raw = None;
        }
        self.article = article;
        self.ready = ready;
        self.stale = true;
        true
    }

    /// Whether a place was left for a picture.
    pub fn has_place_for(&self, url: &str) -> bool {
        self.document.pictures.iter().any(|place| place.url == url && place.size.1 > 0)
    }

    /// Sets the article again at the next chance (another language, other signs).
    pub fn forget_lines(&mut self) {
        self.ready = None;
        self.stale = true;
    }

    /// Cells of the column in a pane of `width`.
    pub fn column(&self, width: u16) -> u16 {
        let margins = if width >= 40 { 4 } else { u16::from(width >= 20) * 2 };
        width.saturating_sub(margins).min(self.measure).min(self.widest()).max(1)
    }

    /// Typesets when article or width changed, and puts the user back at the same place.
    pub fn lay_out(&mut self, height: u16, with: &ArticleSetting<'_>) {
        self.height = usize::from(height);
        let form = TypesetKey::of(with);
        if self.stale || form != self.form {
            (self.form, self.stale, self.chosen) = (form, false, None);
            let part =
                self.document.lines.get(self.top).and_then(|line| line.part.as_ref()).map_or(0, |(part, _)| *part);
            let ready = self.ready.take().filter(|typeset| typeset.form == form);
            self.document = match (&self.raw, &self.article, ready) {
                (Some(raw), ..) => lines::set_raw(raw, with),
                (None, Some(_), Some(typeset)) => typeset.document,
                (None, article, _) => article.as_ref().map(|a| lines::set(a, with)).unwrap_or_default(),
            };
            self.find_spots();
            self.top = match self.raw {
                Some(_) => {
                    let at = |l: &lines::ReaderLine| l.part.as_ref().is_some_and(|(p, _)| *p >= part);
                    self.document.lines.iter().position(at).unwrap_or(0)
                }
                None => self.line_of(self.anchor),
            };
        }
        self.top = self.top.min(self.last_top());
    }

    /// Shows the page as it came in the place of the article, or the article again; the place in it stays.
    pub fn show_raw(&mut self, raw: Option<raw::RawLines>) {
        self.raw = raw;
        self.stale = true;
        self.document = Typeset::default();
        self.top = 0;
    }

    /// Whether the page as it came is shown.
    pub fn is_raw(&self) -> bool {
        self.raw.is_some()
    }

    /// Brings the column of a spot into sight.
    fn reveal(&mut self, spot: usize, line: usize) {
        let Some(wide) = self.document.lines.get(line).and_then(|l| l.wide.as_ref()) else { return };
        let start = self.spots.get(spot).map_or(0, |s| s.range.start);
        if let Some(column) = wide.pieces.iter().rposition(|p| p.start <= start) {
            self.shift = wide.shift_to(column, self.shift, usize::from(self.form.width));
        }
    }

    fn last_top(&self) -> usize {
        self.document.lines.len().saturating_sub(self.height.max(1))
    }

    /// The first line in sight.
    pub fn top(&self) -> usize {
        self.top
    }

    /// The line that is looked at: that of the spot of a find while it is in sight, else the first in sight.
    pub fn focus_line(&self) -> usize {
        let spot = self.spot.and_then(|spot| self.line_of_spot(spot));
        spot.filter(|line| (self.top..self.top + self.height.max(1)).contains(line)).unwrap_or(self.top)
    }

    /// Lines of the pane.
    pub fn height(&self) -> usize {
        self.height
    }

    /// Scrolls by so many lines; tells whether anything moved.
    pub fn scroll(&mut self, lines: isize) -> bool {
        let top = self.top.saturating_add_signed(lines).min(self.last_top());
        self.go_to(top)
    }

    /// Puts a line at the top of the pane.
    pub fn go_to(&mut self, line: usize) -> bool {
        let top = line.min(self.last_top());
        let changed = top != self.top;
        self.top = top;
        if changed && self.raw.is_none() {
            self.moved = true;
            self.anchor = self.anchor_of(top);
        }
        changed
    }

    /// The anchor of a line: of the first line from it on that is no gap.
    fn anchor_of(&self, top: usize) -> Anchor {
        if top == 0 {
            return Anchor::default();
        }
        let rest = self.document.lines.get(top..).unwrap_or_default();
        rest.iter().find(|l| l.role != lines::Role::Gap).map(|l| l.anchor).unwrap_or_default()
    }

    /// The place to remember, once after it changed.
    pub fn take_position(&mut self) -> Option<(ArticleId, Anchor)> {
        let moved = std::mem::take(&mut self.moved);
        let id = self.shown()?;
        moved.then_some((id, self.anchor))
    }

    /// Whether there is a place to remember.
    pub fn has_moved(&self) -> bool {
        self.moved
    }

    /// How much has been read, percent; 100 when the end is in sight.
    pub fn percent(&self) -> usize {
        self.percent_at(self.top)
    }

    /// The same with this line at the top of the pane.
    fn percent_at(&self, top: usize) -> usize {
        let lines = self.document.lines.len();
        if lines <= self.height { 100 } else { (top + self.height).min(lines) * 100 / lines }
    }

    /// Jumps to the next (or the previous) heading.
    pub fn heading(&mut self, way: Way) -> bool {
        let headings = &self.document.headings;
        let line = match way {
            Way::Forward => headings.iter().find(|h| **h > self.top).copied(),
            Way::Backward => headings.iter().rev().find(|h| **h < self.top).copied(),
        };
        line.is_some_and(|l| self.go_to(l))
    }

    /// Looks for words in the article; none forgets the find.
    pub fn find(&mut self, needles: Vec<String>) {
        self.needles = needles;
        self.find_spots();
        self.spot = None;
    }

    fn find_spots(&mut self) {
        self.spots = spots::find(&self.document.parts, &self.needles);
    }

    /// Goes to the next (or the previous) spot, around the end; tells whether there is one.
    pub fn next_spot(&mut self, way: Way) -> bool {
        if self.spots.is_empty() {
            return false;
        }
        let many = self.spots.len();
        let next = match self.spot {
            Some(at) => way.around(at, many),
            None => self.first_spot_from(self.top, way),
        };
        self.spot = Some(next);
        if let Some(line) = self.line_of_spot(next) {
            self.reveal(next, line);
            if !(self.top..self.top + self.height.saturating_sub(1)).contains(&line) {
                self.go_to(line.saturating_sub(self.height / 3));
            }
        }
        true
    }

    fn first_spot_from(&self, top: usize, way: Way) -> usize {
        let many = self.spots.len();
        match (0..many).find(|s| self.line_of_spot(*s).is_some_and(|l| l >= top)) {
            Some(at) if way == Way::Forward => at,
            Some(at) => way.around(at, many),
            None => way.first(many),
        }
    }

    fn line_of_spot(&self, spot: usize) -> Option<usize> {
        let spot = self.spots.get(spot)?;
        self.document.lines.iter().position(|line| {
            line.part.as_ref().is_some_and(|(part, range)| *part == spot.part && range.end > spot.range.start)
        })
    }
}

/// Where a word, a phrase or a pattern stands.
fn spans(text: &str, needle: &str) -> Vec<Range<usize>> {
    match Pattern::whole(needle) {
        Some(Ok(pattern)) => pattern.spans(text),
        _ => crate::text::find::spans(text, needle),
    }
}
