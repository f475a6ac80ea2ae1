//! Marks: read, starred, chosen; whole lists and parts of them; undo and redo of every one.

use crate::model::{ArticleId, Labelled, RowMark, RowSide, SavedSearch, Summary};

use crate::ui::Ui;
use crate::ui::action::MarkAction;
use crate::ui::effect::{Effect, SideOfRow};
use crate::ui::layout::Pane;
use crate::ui::mark::{ChangedMarks, Why};
use crate::ui::notice::StatusNotice;
use crate::ui::overlay::{Confirmed, Overlay};
use crate::ui::words::PhraseValue;

mod labels;

/// Most steps that can be undone.
const MAX_UNDO: usize = 200;

/// What can be taken back at once.
#[derive(Debug)]
enum UndoStep {
    /// Marks.
    Marks(ChangedMarks),
    /// Labels.
    Labels(Vec<Labelled>),
    /// A note.
    Note(ChangedNote),
    /// A kept search that was dropped.
    Dropped(SavedSearch),
}

/// A note to a passage of an article, before and after it was written; an empty one is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ui) struct ChangedNote {
    pub(in crate::ui) article: ArticleId,
    pub(in crate::ui) quote: String,
    pub(in crate::ui) before: String,
    pub(in crate::ui) after: String,
}

impl ChangedNote {
    /// What takes it back.
    fn opposite(self) -> Self {
        let Self { article, quote, before, after } = self;
        Self { article, quote, before: after, after: before }
    }
}

/// What was marked and can be taken back, and what was taken back.
#[derive(Debug, Default)]
pub(in crate::ui) struct MarkHistory {
    undo: Vec<UndoStep>,
    redo: Vec<UndoStep>,
    /// Changes that the archive has not yet told of.
    asked: usize,
    /// All labels, and how many articles have each, when they were asked for last.
    pub(in crate::ui) labels: Vec<(String, usize)>,
}

impl MarkHistory {
    /// Keeps a change that can be taken back; the oldest one goes when there are too many.
    fn keep(&mut self, step: UndoStep) {
        self.undo.push(step);
        if self.undo.len() > MAX_UNDO {
            self.undo.remove(0);
        }
    }

    /// Counts changes that the archive is asked for and will tell of.
    pub(in crate::ui) fn note_asked(&mut self, effects: &[Effect]) {
        let told =
            |effect: &&Effect| matches!(effect, Effect::SetMark(..) | Effect::SetLabels(..) | Effect::MarkListRead(..));
        self.asked += effects.iter().filter(told).count();
    }

    /// Whether the archive has not yet told of every change.
    pub(in crate::ui) fn waits(&self) -> bool {
        self.asked > 0
    }

    /// Something failed: nothing more is told of it.
    pub(in crate::ui) fn forget_asked(&mut self) {
        self.asked = 0;
    }

    /// Keeps a note that was written.
    pub(in crate::ui) fn keep_note(&mut self, note: ChangedNote) {
        self.redo.clear();
        self.keep(UndoStep::Note(note));
    }

    /// Keeps a search that was dropped.
    pub(in crate::ui) fn keep_dropped(&mut self, search: SavedSearch) {
        self.redo.clear();
        self.keep(UndoStep::Dropped(search));
    }

    /// Keeps a change that was taken back.
    fn undone(&mut self, step: UndoStep) {
        self.redo.push(step);
    }

    /// Something new was done: what was taken back before is gone for good.
    pub(in crate::ui) fn forget_undone(&mut self) {
        self.redo.clear();
    }
}

impl Ui {
    /// Marks articles.
    pub(in crate::ui) fn act_mark(&mut self, action: MarkAction, count: Option<u32>) -> Vec<Effect> {
        match action {
            MarkAction::ToggleRead => self.toggle(RowMark::other_reading, count),
            MarkAction::ToggleStar => self.toggle(RowMark::other_star, count),
            MarkAction::MarkAllRead => self.confirm_all_read(),
            MarkAction::MarkAboveRead => self.mark_side(RowSide::Above),
            MarkAction::MarkBelowRead => self.mark_side(RowSide::Below),
            MarkAction::Select => self.choose(),
            MarkAction::Undo => self.undo_last(),
            MarkAction::Redo => self.redo_last(),
        }
    }

    /// Turns a mark around: of the article that is read, of what is chosen, or of `count` rows from the selected one on.
    pub(in crate::ui) fn toggle(&mut self, other: fn(&Summary) -> RowMark, count: Option<u32>) -> Vec<Effect> {
        let (ids, first) = if self.shell.panes.focus == Pane::Reader {
            let row = self.reader.article.as_ref().map(|a| &a.row);
            (row.map(|r| r.id).into_iter().collect::<Vec<_>>(), row)
        } else {
            let ids = self.list.targets(count.map_or(1, |count| count as usize));
            let row = ids.first().and_then(|id| self.list.row_of(*id));
            (ids, row)
        };
        let Some(first) = first else {
            self.shell.hint("nothing-to-mark");
            return Vec::new();
        };
        let mark = other(first);
        let ids = if matches!(mark, RowMark::Read | RowMark::Unread) { self.list.with_copies(&ids) } else { ids };
        self.list.choose_none();
        self.set_mark(ids, mark)
    }

    fn set_mark(&mut self, ids: Vec<ArticleId>, mark: RowMark) -> Vec<Effect> {
        if ids.is_empty() {
            return Vec::new();
        }
        self.marks.redo.clear();
        self.apply_mark(&ids, mark);
        vec![Effect::SetMark(ids, mark, Why::Asked)]
    }

    /// Marks an article read because it was opened.
    pub(in crate::ui) fn mark_opened(&mut self, id: ArticleId) -> Vec<Effect> {
        let ids = self.list.with_copies(&[id]);
        self.marks.redo.clear();
        self.apply_mark(&ids, RowMark::Read);
        vec![Effect::SetMark(ids, RowMark::Read, Why::Opened)]
    }

    /// Marks everything above or below the selected row read, after a question.
    pub(in crate::ui) fn mark_side(&mut self, side: RowSide) -> Vec<Effect> {
        let (at, above) = (self.list.selected(), side == RowSide::Above);
        let many = if above { at } else { self.list.total.saturating_sub(at + 1) };
        let Some(row) = self.list.current().map(crate::ui::list::cursor).filter(|_| many > 0) else {
            self.shell.hint("nothing-to-mark");
            return Vec::new();
        };
        if matches!(self.list.kind, crate::ui::list::ListKind::Hits(_)) {
            let rows = self.list.window().filter(|(n, row)| !row.read && if above { *n < at } else { *n > at });
            let ids: Vec<ArticleId> = rows.map(|(_, row)| row.id).collect();
            if ids.is_empty() {
                self.shell.hint("nothing-to-mark");
                return Vec::new();
            }
            let question =
                self.shell.words.count(if above { "confirm-above-read" } else { "confirm-below-read" }, ids.len());
            self.panels.lay(Overlay::Confirm { question, then: Confirmed::MarkRead(ids), top: 0 });
            return Vec::new();
        }
        let question = self.shell.words.count(if above { "confirm-above-read" } else { "confirm-below-read" }, many);
        let then = Confirmed::MarkListRead(self.list.query.clone(), Some(SideOfRow { row, side }));
        self.panels.lay(Overlay::Confirm { question, then, top: 0 });
        Vec::new()
    }

    pub(in crate::ui) fn choose(&mut self) -> Vec<Effect> {
        self.list.toggle_choosing();
        if self.list.range_from.is_some() {
            self.shell.hint("choosing");
        }
        Vec::new()
    }

    pub(in crate::ui) fn confirm_all_read(&mut self) -> Vec<Effect> {
        if !self.list.chosen.is_empty() {
            let ids = self.list.with_copies(&self.list.targets(1));
            self.list.choose_none();
            return self.set_mark(ids, RowMark::Read);
        }
        if self.list.total == 0 {
            self.shell.hint("nothing-to-mark");
            return Vec::new();
        }
        if matches!(self.list.kind, crate::ui::list::ListKind::Hits(_)) {
            let ids: Vec<ArticleId> = self.list.window().map(|(_, row)| row.id).collect();
            let question = self.shell.words.count("confirm-all-read", ids.len());
            let then = Confirmed::MarkRead(ids);
            self.panels.lay(Overlay::Confirm { question, then, top: 0 });
            return Vec::new();
        }
        let question = self.shell.words.count("confirm-all-read", self.list.total);
        let then = Confirmed::MarkListRead(self.list.query.clone(), None);
        self.panels.lay(Overlay::Confirm { question, then, top: 0 });
        Vec::new()
    }

    /// A whole list, or these articles, are to be marked read: the user said yes.
    pub(in crate::ui) fn mark_confirmed(&mut self, then: Confirmed) -> Vec<Effect> {
        self.marks.redo.clear();
        match then {
            Confirmed::MarkListRead(query, side) => vec![Effect::MarkListRead(query, side)],
            Confirmed::MarkRead(ids) => self.set_mark(ids, RowMark::Read),
            Confirmed::Download => self.download(),
            Confirmed::DropSearch(name) => self.drop_confirmed(&name),
        }
    }

    pub(in crate::ui) fn undo_last(&mut self) -> Vec<Effect> {
        let Some(step) = self.marks.undo.pop() else {
            self.shell.hint("nothing-to-undo");
            return Vec::new();
        };
        match step {
            UndoStep::Labels(labelled) => self.undo_labels(labelled),
            UndoStep::Dropped(search) => self.keep_again(search),
            UndoStep::Note(note) => {
                self.marks.undone(UndoStep::Note(note.clone()));
                self.shell.done("note-undone");
                self.put_note(note.opposite())
            }
            UndoStep::Marks(marked) => {
                let (mark, ids) = (marked.mark.opposite(), marked.ids.clone());
                self.apply_mark(&ids, mark);
                self.say_marked("undone", &ids, mark);
                self.marks.undone(UndoStep::Marks(marked));
                vec![Effect::SetMark(ids, mark, Why::Undone)]
            }
        }
    }

    pub(in crate::ui) fn redo_last(&mut self) -> Vec<Effect> {
        let Some(step) = self.marks.redo.pop() else {
            self.shell.hint("nothing-to-redo");
            return Vec::new();
        };
        match step {
            UndoStep::Labels(labelled) => vec![Effect::SetLabels(labelled, Why::Redone)],
            // Nothing of the kind is taken back so that it could be done again.
            UndoStep::Dropped(_) => Vec::new(),
            UndoStep::Note(note) => {
                self.marks.keep(UndoStep::Note(note.clone()));
                self.shell.done("note-redone");
                self.put_note(note)
            }
            UndoStep::Marks(ChangedMarks { ids, mark, .. }) => {
                self.apply_mark(&ids, mark);
                self.say_marked("redone", &ids, mark);
                vec![Effect::SetMark(ids, mark, Why::Redone)]
            }
        }
    }

    /// One article by its title, several by their number.
    fn called(&self, ids: &[ArticleId]) -> String {
        let title = ids.first().and_then(|id| self.list.row_of(*id)).map(|row| row.title.clone());
        match title {
            Some(title) if ids.len() == 1 => {
                format!("“{}”", crate::text::width::shorten(&title, 40, crate::text::width::Ambiguous::default()))
            }
            _ => self.shell.words.count("articles", ids.len()),
        }
    }

    /// Says what became of articles.
    fn say_marked(&mut self, id: &str, ids: &[ArticleId], mark: RowMark) {
        let state = self.shell.words.say(match mark {
            RowMark::Read => "state-read",
            RowMark::Unread => "state-unread",
            RowMark::Starred => "state-starred",
            RowMark::Unstarred => "state-unstarred",
        });
        let what = self.called(ids);
        let many = PhraseValue::Number(ids.len());
        let values = [("what", PhraseValue::Text(&what)), ("state", PhraseValue::Text(&state)), ("n", many)];
        self.shell.tell(StatusNotice::done(&self.shell.words.with(id, &values)));
    }

    /// Says what was changed: of many how many; of one where the list, which shows it, is not in sight.
    fn say_changed(&mut self, marked: &ChangedMarks) {
        if marked.ids.len() > 1 {
            self.say_marked("marked", &marked.ids, marked.mark);
        } else if self.shell.panes.layout.list.is_none() {
            self.say_marked("marked-one", &marked.ids, marked.mark);
        }
    }

    /// The archive has changed marks: what really changed can be undone.
    pub(in crate::ui) fn take_marked(&mut self, marked: ChangedMarks) -> Vec<Effect> {
        self.marks.asked = self.marks.asked.saturating_sub(1);
        self.apply_mark(&marked.ids, marked.mark);
        if marked.why != Why::Undone && !marked.ids.is_empty() {
            if marked.why == Why::Asked {
                self.say_changed(&marked);
            }
            self.marks.keep(UndoStep::Marks(marked));
        }
        vec![Effect::LoadCounts]
    }

    pub(in crate::ui) fn apply_mark(&mut self, ids: &[ArticleId], mark: RowMark) {
        let change = |row: &mut Summary| mark.put_on(row);
        self.list.change(ids, change);
        if let Some(searching) = &mut self.search.running {
            searching.before.change(ids, change);
        }
        if let Some(article) = self.reader.article.as_mut().filter(|a| ids.contains(&a.row.id)) {
            change(&mut article.row);
        }
        self.prefetch.change(ids, change);
    }
}
