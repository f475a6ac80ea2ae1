//! Going to places, and noting those that are left.

use super::{ArticleSpot, LeftPlace, LetteredPlace};
use crate::model::ArticleId;
use crate::ui::Ui;
use crate::ui::action::{Action, MoveAction, PlaceAction};
use crate::ui::effect::Effect;
use crate::ui::keys::letter::WantedLetter;
use crate::ui::layout::Pane;
use crate::ui::list::order::ask_for;
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
                let here = self.place_here();
                self.places.forget_other_lists(&self.list_heading().0);
                let to = self.places.back(here.clone(), many);
                self.jump_from(here, to)
            }
            PlaceAction::JumpForward => {
                let here = self.place_here();
                let to = self.places.forward(many);
                self.jump_from(here, to)
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
            let here = self.place_here();
            self.places.forget_other_lists(&self.list_heading().0);
            let to = self.places.last_but(here.as_ref(), &self.list_heading().0);
            // The user may come back the same way.
            if let Some(here) = here.filter(|_| to.is_some()) {
                self.places.leave(here);
            }
            return self.jump_to(to);
        }
        let Some(spot) = self.places.named(letter, self.reader.shown()).map(|place| place.spot) else {
            let values = [("letter", PhraseValue::Text(&letter.to_string()))];
            self.shell.tell(StatusNotice::hint(&self.shell.words.with("no-place", &values)));
            return Vec::new();
        };
        if let Some(here) = self.place_here() {
            self.places.leave(here);
        }
        self.jump_to(Some(LeftPlace::Article(spot)))
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

    /// Goes through the places, and keeps where that began.
    fn jump_from(&mut self, here: Option<LeftPlace>, to: Option<LeftPlace>) -> Vec<Effect> {
        if to.is_some() {
            self.places.began = here;
        }
        self.jump_to(to)
    }

    fn jump_to(&mut self, to: Option<LeftPlace>) -> Vec<Effect> {
        match to.filter(|place| place.is_in(&self.list_heading().0)) {
            Some(LeftPlace::Article(ArticleSpot { article, anchor })) => {
                self.leave_raw();
                self.list.select_id(article);
                self.reader.place_at(article, anchor);
                self.open_article(article)
            }
            Some(LeftPlace::Row { article, number, .. }) => {
                self.shell.panes.focus = Pane::List;
                if self.list.select_id(article) {
                    return Vec::new();
                }
                let ticket = self.shell.ticket();
                self.list.go_to(number, ticket).map(|wanted| ask_for(ticket, wanted)).into_iter().collect()
            }
            None => {
                self.shell.hint("no-jump");
                Vec::new()
            }
        }
    }

    /// Opens another article out of a panel; what was read before it stays behind, to be come back to.
    pub(in crate::ui) fn open_other(&mut self, id: ArticleId) -> Vec<Effect> {
        if let Some(spot) = self.spot_in_reader().filter(|spot| spot.article != id) {
            self.places.leave(LeftPlace::Article(spot));
        }
        self.open_article(id)
    }

    /// Where the user reads.
    fn spot_in_reader(&self) -> Option<ArticleSpot> {
        let reads = self.shell.panes.focus == Pane::Reader && !self.reader.is_raw();
        let article = self.reader.shown().filter(|_| reads)?;
        Some(ArticleSpot { article, anchor: self.reader.anchor() })
    }

    /// Where the user is: in an article, or at a row of the list.
    fn place_here(&self) -> Option<LeftPlace> {
        if self.shell.panes.focus != Pane::List {
            return self.spot_in_reader().map(LeftPlace::Article);
        }
        let article = self.list.current()?.id;
        Some(LeftPlace::Row { article, number: self.list.selected(), list: self.list_heading().0 })
    }

    /// Notes where the user is before an action.
    pub(in crate::ui) fn before_action(&mut self) {
        self.places.walked = false;
        self.places.before = self.place_here();
    }

    /// Keeps that place when the action has left it: another article, another pane, or further than a screen away. A row is left
    /// by going to an end of the list, or by a number, and stays behind where the list goes.
    pub(in crate::ui) fn after_action(&mut self, action: Action) {
        let Some(before) = self.places.before.take() else { return };
        let left = match &before {
            LeftPlace::Article(spot) => {
                self.shell.panes.focus != Pane::Reader
                    || self.reader.wanted() != Some(spot.article)
                    || self.reader.is_far_from(spot.anchor)
            }
            LeftPlace::Row { number, list, .. } => {
                let jumps = matches!(action, Action::Move(MoveAction::Top | MoveAction::Bottom));
                let far = self.list.selected().abs_diff(*number) > self.list.rows_in_sight();
                self.shell.panes.focus == Pane::List && (jumps || far) && *list == self.list_heading().0
            }
        };
        if left {
            self.places.leave(before);
        }
    }
}
