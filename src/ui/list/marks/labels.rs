//! Labels: what the archive answers to a wish, on every row in sight and in the article; taken back and given again.

use crate::model::{ArticleId, LabelChange, Labelled, Summary};
use crate::text::collate;
use crate::ui::Ui;
use crate::ui::effect::Effect;
use crate::ui::mark::Why;
use crate::ui::notice::StatusNotice;
use crate::ui::words::PhraseValue;

use super::UndoStep;

/// Gives a row a label, or takes it away.
fn relabel(row: &mut Summary, name: &str, change: LabelChange) {
    row.labels.retain(|label| label != name);
    if change == LabelChange::Given {
        let at = row.labels.partition_point(|label| collate::compare(label, name).is_lt());
        row.labels.insert(at, name.to_owned());
    }
}

/// What takes changes back, the last one first.
fn opposite(labelled: &[Labelled]) -> Vec<Labelled> {
    let back = |one: &Labelled| Labelled { change: one.change.opposite(), ..one.clone() };
    labelled.iter().rev().map(back).collect()
}

/// Labels as they are told: those taken away behind a minus.
fn told(labelled: &[Labelled]) -> String {
    let sign = |change| if change == LabelChange::Given { "" } else { "−" };
    labelled.iter().map(|one| format!("{}{}", sign(one.change), one.name)).collect::<Vec<_>>().join(", ")
}

/// Whose labels changed, each once.
fn whose(labelled: &[Labelled]) -> Vec<ArticleId> {
    let mut ids: Vec<ArticleId> = labelled.iter().flat_map(|one| one.ids.iter().copied()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

impl Ui {
    /// The archive has changed labels: what really changed is shown, told, and can be undone.
    pub(in crate::ui) fn take_labelled(&mut self, mut labelled: Vec<Labelled>, why: Why) {
        self.marks.asked = self.marks.asked.saturating_sub(1);
        labelled.retain(|one| !one.ids.is_empty());
        if labelled.is_empty() {
            return self.shell.hint("labels-same");
        }
        for Labelled { name, change, ids } in &labelled {
            self.relabel(ids, name, *change);
        }
        // What was read ahead may have been read before the change.
        self.prefetch.forget();
        self.reader.forget_lines();
        let ids = whose(&labelled);
        let (what, labels) = (self.called(&ids), told(&labelled));
        let values = [
            ("what", PhraseValue::Text(&what)),
            ("labels", PhraseValue::Text(&labels)),
            ("n", PhraseValue::Number(ids.len())),
        ];
        let phrase = match why {
            Why::Asked | Why::Opened => "labels-set",
            Why::Undone => "labels-undone",
            Why::Redone => "labels-redone",
        };
        self.shell.tell(StatusNotice::done(&self.shell.words.with(phrase, &values)));
        if why != Why::Undone {
            self.marks.keep(UndoStep::Labels(labelled));
        }
    }

    fn relabel(&mut self, ids: &[ArticleId], name: &str, change: LabelChange) {
        let change = |row: &mut Summary| relabel(row, name, change);
        self.list.change(ids, change);
        if let Some(searching) = &mut self.search.running {
            searching.before.change(ids, change);
        }
        if let Some(article) = self.reader.article.as_mut().filter(|article| ids.contains(&article.row.id)) {
            change(&mut article.row);
        }
    }

    /// Takes labels back.
    pub(super) fn undo_labels(&mut self, labelled: Vec<Labelled>) -> Vec<Effect> {
        let back = opposite(&labelled);
        self.marks.undone(UndoStep::Labels(labelled));
        vec![Effect::SetLabels(back, Why::Undone)]
    }
}
