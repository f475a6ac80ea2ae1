//! What is done with one article: opened in the browser, copied, given away, looked at more closely.

use crate::model::Article;
use crate::text::article::plain;
use crate::ui::Ui;
use crate::ui::action::{ArticleAction, ReaderAction};
use crate::ui::effect::Effect;
use crate::ui::layout::{Pane, TextSize};
use crate::ui::notice::StatusNotice;
use crate::ui::overlay::Overlay;
use crate::ui::panel::citation;
use crate::ui::prompt::Ask;
use crate::ui::shell::panes::times;
use crate::ui::study::StudySubject;
use crate::ui::way::Way;

use super::aloud::{SPEED_STEP, Skip};
use super::{LARGE_MEASURE, MEASURE, ReaderPane};

impl ReaderPane {
    /// The widest column at this size of print.
    pub(in crate::ui) fn widest(&self) -> u16 {
        if self.text == TextSize::Large { LARGE_MEASURE } else { u16::MAX }
    }
}

impl Ui {
    /// Changes what the reader shows of an article.
    pub(in crate::ui) fn act_reader(&mut self, action: ReaderAction, count: Option<u32>) -> Vec<Effect> {
        match action {
            ReaderAction::NextHeading => self.heading(Way::Forward, times(count)),
            ReaderAction::PreviousHeading => self.heading(Way::Backward, times(count)),
            ReaderAction::Tables => self.turn_tables(),
            ReaderAction::ColumnsLeft => self.move_columns(-times(count)),
            ReaderAction::ColumnsRight => self.move_columns(times(count)),
            ReaderAction::Find => self.ask(Ask::Find),
            ReaderAction::SelectLines => self.choose_lines(times(count)),
            ReaderAction::Raw => self.toggle_raw(),
            ReaderAction::Widen => self.widen(),
            ReaderAction::Narrow => self.narrow_column(),
            ReaderAction::TogglePictures => self.toggle_pictures(),
            ReaderAction::Speak => self.speak_or_pause(),
            ReaderAction::StopSpeaking => self.stop_by_key(),
            ReaderAction::NextSentence => self.skip(Skip::Sentence),
            ReaderAction::NextParagraph => self.skip(Skip::Paragraph),
            ReaderAction::Faster => self.change_speed(SPEED_STEP),
            ReaderAction::Slower => self.change_speed(-SPEED_STEP),
        }
    }

    /// Does something with one article.
    pub(in crate::ui) fn act_article(&mut self, action: ArticleAction) -> Vec<Effect> {
        match action {
            ArticleAction::OpenInBrowser if self.reader.is_choosing() => {
                self.reader.turn_choosing();
                Vec::new()
            }
            ArticleAction::OpenInBrowser => self.browse(),
            ArticleAction::CopyAddress | ArticleAction::CopyText if self.reader.is_choosing() => {
                self.copy_quote().unwrap_or_default()
            }
            ArticleAction::CopyAddress => self.copy(|a, _| a.row.url.as_str().to_owned(), "copied-address"),
            ArticleAction::CopyText => self.copy(plain, "copied-text"),
            ArticleAction::CopyCitation => self.copy_citation(),
            ArticleAction::Links => self.show_links(),
            ArticleAction::Info => self.lay_over(Overlay::Info { top: 0 }),
            ArticleAction::Revisions => self.ask_revisions(),
            ArticleAction::Original => self.open_original(),
            ArticleAction::Documents => self.study(StudySubject::Documents),
            ArticleAction::Terms => self.study(StudySubject::Terms),
            ArticleAction::Facts => self.study(StudySubject::Facts),
            ArticleAction::Pipe => self.ask(Ask::Pipe),
            ArticleAction::Save => self.ask_save(),
            ArticleAction::Label => self.ask_labels(),
            ArticleAction::Note => self.ask_note(),
        }
    }

    fn heading(&mut self, way: Way, many: isize) -> Vec<Effect> {
        // As far as there are headings.
        let passed = (0..many).take_while(|_| self.reader.heading(way)).count();
        if passed == 0 {
            self.shell.hint("no-heading");
        }
        Vec::new()
    }

    fn browse(&mut self) -> Vec<Effect> {
        let url = match self.shell.panes.focus {
            Pane::Reader => self.reader.article.as_ref().map(|a| a.row.url.as_str().to_owned()),
            _ => self.list.current().map(|r| r.url.as_str().to_owned()),
        };
        url.map(Effect::Browse).into_iter().collect()
    }

    fn copy(&mut self, what: impl Fn(&Article, &str) -> String, said: &'static str) -> Vec<Effect> {
        match &self.reader.article {
            Some(article)
                if self.shell.panes.focus == Pane::Reader
                    || self.list.current().map(|r| r.id) == Some(article.row.id) =>
            {
                let outlet = article.row.outlet();
                vec![Effect::Copy(what(article, self.sources.name_of(&outlet)), said)]
            }
            _ => {
                let address = self.list.current().map(|row| row.url.as_str().to_owned());
                address.map(|address| Effect::Copy(address, "copied-address")).into_iter().collect()
            }
        }
    }

    fn copy_citation(&mut self) -> Vec<Effect> {
        let Some(article) = &self.reader.article else { return Vec::new() };
        let outlet = article.row.outlet();
        vec![Effect::Copy(citation(article, self.sources.name_of(&outlet)), "copied-citation")]
    }

    fn show_links(&mut self) -> Vec<Effect> {
        if self.reader.document.links.is_empty() {
            self.shell.hint("no-links");
            return Vec::new();
        }
        self.lay_over(Overlay::Links { typed: String::new(), top: 0 })
    }

    fn toggle_pictures(&mut self) -> Vec<Effect> {
        self.pictures.on = !self.pictures.on;
        self.forget_pictures();
        let id = if self.pictures.on { "pictures-shown" } else { "pictures-hidden" };
        self.shell.hint(id);
        Vec::new()
    }

    /// The column as it is seen.
    fn column_in_sight(&self) -> u16 {
        self.reader.column(self.shell.panes.layout.reader.map_or(u16::MAX, |area| area.width))
    }

    /// Widens the column; wider than the pane, or than large print, there is nothing to be seen, and what would help is said.
    fn widen(&mut self) -> Vec<Effect> {
        let column = self.column_in_sight();
        let large = self.reader.widest() == column;
        if column < self.reader.measure || large {
            let id = match (large, self.shell.panes.stand_alone()) {
                (true, _) => "measure-large",
                (false, true) => "measure-screen",
                (false, false) => "measure-pane",
            };
            self.shell.tell(StatusNotice::hint(&self.shell.words.count(id, usize::from(column))));
            return Vec::new();
        }
        self.set_measure(self.reader.measure.saturating_add(4))
    }

    /// Narrows the column from what is seen of it.
    fn narrow_column(&mut self) -> Vec<Effect> {
        self.set_measure(self.column_in_sight().min(self.reader.measure).saturating_sub(4))
    }

    pub(in crate::ui) fn set_measure(&mut self, cells: u16) -> Vec<Effect> {
        self.reader.measure = cells.clamp(MEASURE.0, MEASURE.1);
        let n = usize::from(self.reader.measure);
        self.shell.tell(StatusNotice::hint(&self.shell.words.count("measure", n)));
        self.remember_setting("measure", "ui.measure", self.reader.measure.to_string())
    }
}
