//! Going to places, and noting those that are left.

use super::{ArticleSpot, LetteredPlace};
use crate::ui::Ui;
use crate::ui::action::PlaceAction;
use crate::ui::effect::Effect;
use crate::ui::keys::letter::WantedLetter;
use crate::ui::layout::Pane;
use crate::ui::notice::StatusNotice;
use crate::ui::words::PhraseValue;

impl Ui {
    /// Keeps a place, or goes to one.
    pub(in crate::ui) fn act_place(&mut self, action: PlaceAction, count: Option<u32>) -> Vec<Effect> {
        let many = count.unwrap_or(1) as usize;
        match action {
            PlaceAction::Set => self.await_letter(WantedLetter::NewPlace),
            PlaceAction::GoTo => self.await_letter(WantedLetter::Place),
            PlaceAction::JumpBack => {
                self.places.walked = true;
                let here = self.spot_in_reader();
                let to = self.places.back(here, many);
                self.jump(to)
            }
            PlaceAction::JumpForward => {
                let to = self.places.forward(many);
                self.jump(to)
            }
        }
    }

    /// Gives the place that is read a letter.
    pub(in crate::ui) fn set_place(&mut self, letter: char) -> Vec<Effect> {
        let (Some(spot), Some(article)) = (self.spot_in_reader(), &self.reader.article) else { return Vec::new() };
        self.places.set(letter, spot, &article.row.title);
        let letter = letter.to_string();
        let keys = self.keys.map.keys_of("go-to-place").into_iter().next().unwrap_or_default();
        let values = [("letter", PhraseValue::Text(&letter)), ("key", PhraseValue::Text(&keys))];
        self.shell.tell(StatusNotice::done(&self.shell.words.with("place-set", &values)));
        vec![Effect::Remember("places", self.places.written())]
    }

    /// Goes to the place of a letter; the quote itself is where the last jump began.
    pub(in crate::ui) fn go_to_place(&mut self, letter: char) -> Vec<Effect> {
        if matches!(letter, '\'' | '`') {
            return self.act_place(PlaceAction::JumpBack, None);
        }
        let Some(spot) = self.places.named(letter, self.reader.shown()).map(|place| place.spot) else {
            let values = [("letter", PhraseValue::Text(&letter.to_string()))];
            self.shell.tell(StatusNotice::hint(&self.shell.words.with("no-place", &values)));
            return Vec::new();
        };
        if let Some(here) = self.spot_in_reader() {
            self.places.leave(here);
        }
        self.jump(Some(spot))
    }

    /// The places that a letter leads to now.
    pub(in crate::ui) fn place_hints(&self) -> Vec<(String, String)> {
        let own = self.reader.shown();
        let row = |place: &LetteredPlace| {
            let percent = self.reader.percent_of(place.spot.anchor);
            let text = if Some(place.spot.article) == own { format!("{percent}%") } else { place.title.clone() };
            (place.letter.to_string(), text)
        };
        let mut rows: Vec<_> = self.places.reachable(own).map(row).collect();
        rows.sort();
        rows
    }

    fn jump(&mut self, to: Option<ArticleSpot>) -> Vec<Effect> {
        let Some(ArticleSpot { article, anchor }) = to else {
            self.shell.hint("no-jump");
            return Vec::new();
        };
        self.leave_raw();
        self.list.select_id(article);
        self.reader.place_at(article, anchor);
        self.open_article(article)
    }

    /// Where the user reads.
    fn spot_in_reader(&self) -> Option<ArticleSpot> {
        let reads = self.shell.panes.focus == Pane::Reader && !self.reader.is_raw();
        let article = self.reader.shown().filter(|_| reads)?;
        Some(ArticleSpot { article, anchor: self.reader.anchor() })
    }

    /// Notes where the user reads before an action.
    pub(in crate::ui) fn before_action(&mut self) {
        self.places.walked = false;
        self.places.before = self.spot_in_reader();
    }

    /// Keeps that place when the action has left it: another article, another pane, or further than a screen away.
    pub(in crate::ui) fn after_action(&mut self) {
        let Some(before) = self.places.before.take() else { return };
        let left = self.shell.panes.focus != Pane::Reader || self.reader.wanted() != Some(before.article);
        if left || self.reader.is_far_from(before.anchor) {
            self.places.leave(before);
        }
    }
}
