//! What the user adds to articles: labels, notes, and passages that are taken out of them with their citation.

use crate::model::{ArticleId, LabelChange, Labelled, Note};
use crate::text::fold;
use crate::ui::Ui;
use crate::ui::effect::Effect;
use crate::ui::layout::Pane;
use crate::ui::list::marks::ChangedNote;
use crate::ui::mark::Why;
use crate::ui::panel::citation;
use crate::ui::prompt::Ask;
use crate::ui::prompt::command::Completion;

/// A label that is given or taken away.
type LabelWish = (String, LabelChange);

/// The labels of a line: by commas; one behind a hyphen is taken away.
fn wishes(text: &str) -> Vec<LabelWish> {
    let wish = |name: &str| match name.strip_prefix('-') {
        Some(name) => (name.trim().to_owned(), LabelChange::Taken),
        None => (name.to_owned(), LabelChange::Given),
    };
    text.split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(wish)
        .filter(|(name, _)| !name.is_empty())
        .collect()
}

impl Ui {
    /// Opens the stored article that the one in the reader is taken from.
    pub(in crate::ui) fn open_original(&mut self) -> Vec<Effect> {
        let original = self.reader.article.as_ref().and_then(|article| article.provenance.original.as_ref());
        match original.map(|original| original.id) {
            Some(id) => self.open_article(id),
            None => {
                self.shell.hint("no-original");
                Vec::new()
            }
        }
    }

    /// Asks for labels of the article that is read, or of those that are chosen.
    pub(in crate::ui) fn ask_labels(&mut self) -> Vec<Effect> {
        if self.own_targets().is_empty() {
            self.shell.hint("nothing-to-mark");
            return Vec::new();
        }
        let mut effects = self.ask(Ask::Label);
        effects.push(Effect::LoadLabels);
        effects
    }

    fn own_targets(&self) -> Vec<ArticleId> {
        match self.shell.panes.focus {
            Pane::Reader => self.reader.shown().into_iter().collect(),
            _ => self.list.targets(1),
        }
    }

    /// Gives labels, or takes them away.
    pub(in crate::ui) fn set_labels(&mut self, text: &str) -> Vec<Effect> {
        let (ids, wishes) = (self.own_targets(), wishes(text));
        if ids.is_empty() || wishes.is_empty() {
            return Vec::new();
        }
        self.list.choose_none();
        self.marks.forget_undone();
        let wish = |(name, change)| Labelled { name, change, ids: ids.clone() };
        vec![Effect::SetLabels(wishes.into_iter().map(wish).collect(), Why::Asked)]
    }

    /// What a line of labels may become: labels that are there already; those that the article has, to be taken away.
    pub(in crate::ui) fn label_completions(&self, typed: &str) -> Vec<Completion> {
        let (before, last) = typed.rsplit_once(',').map_or(("", typed), |(before, last)| (before, last));
        let head = if before.is_empty() { String::new() } else { format!("{before}, ") };
        let sought = fold::base(last.trim().trim_start_matches('-'));
        let of_article = |name: &str| match (&self.reader.article, self.own_targets().as_slice()) {
            (Some(article), [id]) if article.row.id == *id => article.row.labels.iter().any(|label| label == name),
            _ => false,
        };
        let line = |(name, many): &(String, usize)| {
            let sign = if of_article(name) || last.trim().starts_with('-') { "-" } else { "" };
            Completion { name: format!("{head}{sign}{name}"), help: self.shell.words.count("articles", *many) }
        };
        let fits = |(name, _): &&(String, usize)| fold::base(name).contains(&sought);
        self.marks.labels.iter().filter(fits).map(line).collect()
    }

    /// Chooses so many lines of the article, or ends it.
    pub(in crate::ui) fn choose_lines(&mut self, many: isize) -> Vec<Effect> {
        if !self.reader.end_choosing() && self.reader.begin_choosing() {
            self.reader.extend(many - 1);
            self.shell.hint("choosing-lines");
        }
        Vec::new()
    }

    /// Copies the chosen lines with their citation; `None` where no lines are chosen.
    pub(in crate::ui) fn copy_quote(&mut self) -> Option<Vec<Effect>> {
        let quote = self.reader.chosen_text()?;
        let article = self.reader.article.as_ref()?;
        let cited = citation(article, self.sources.name_of(&article.row.outlet()));
        self.reader.end_choosing();
        Some(vec![Effect::Copy(format!("“{quote}”\n— {cited}"), "copied-quote")])
    }

    /// Asks for a note to the chosen lines, or to the whole article.
    pub(in crate::ui) fn ask_note(&mut self) -> Vec<Effect> {
        let Some(article) = &self.reader.article else { return Vec::new() };
        let reads =
            self.shell.panes.focus == Pane::Reader || self.list.current().map(|row| row.id) == self.reader.shown();
        if !reads {
            return Vec::new();
        }
        let quote = self.reader.chosen_text().unwrap_or_default();
        let there = article.notes.iter().find(|note| note.quote == quote).map(|note| note.text.clone());
        self.prompts.noted = quote;
        let effects = self.ask(Ask::Note);
        if let (Some(prompt), Some(text)) = (&mut self.prompts.open, there) {
            prompt.set(&text);
        }
        effects
    }

    /// Writes a note to what it was asked for; an empty one takes the note away.
    pub(in crate::ui) fn set_note(&mut self, text: &str) -> Vec<Effect> {
        let quote = std::mem::take(&mut self.prompts.noted);
        let Some(article) = &self.reader.article else { return Vec::new() };
        let there = article.notes.iter().find(|note| note.quote == quote);
        let before = there.map(|note| note.text.clone()).unwrap_or_default();
        let note = ChangedNote { article: article.row.id, quote, before, after: text.to_owned() };
        self.reader.end_choosing();
        if note.before == note.after {
            return Vec::new();
        }
        self.marks.keep_note(note.clone());
        self.shell.done(if text.is_empty() { "note-removed" } else { "note-kept" });
        self.put_note(note)
    }

    /// Puts a note into the article in hand, if it is there, and into the archive.
    pub(in crate::ui) fn put_note(&mut self, note: ChangedNote) -> Vec<Effect> {
        let ChangedNote { article: id, quote, after, .. } = note;
        if let Some(article) = self.reader.article.as_mut().filter(|article| article.row.id == id) {
            article.notes.retain(|note| note.quote != quote);
            if !after.is_empty() {
                article.notes.push(Note { quote: quote.clone(), text: after.clone(), at: self.shell.now });
            }
            self.reader.forget_lines();
        }
        self.prefetch.forget();
        vec![Effect::SetNote(id, quote, after)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_parted_by_commas_and_taken_away_behind_a_hyphen() {
        let wish = |name: &str, change| (name.to_owned(), change);
        let (given, taken) = (LabelChange::Given, LabelChange::Taken);
        assert_eq!(wishes(" vụ A , -cũ,, - ,tết"), [wish("vụ A", given), wish("cũ", taken), wish("tết", given)]);
    }
}
