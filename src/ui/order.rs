//! Which list is shown, and how: order, scopes, what is new, copies of a story.

use crate::model::{ArticleId, Filter, Order, Query, Timestamp};

use super::Ui;
use super::command::ORDERS;
use super::effect::Effect;
use super::key::{Code, Key};
use super::list::Part;
use super::message::Ticket;
use super::notice::Notice;
use super::overlay::Overlay;
use super::place::Motion;

/// Seconds of a day.
const DAY_SECONDS: i64 = 86_400;

/// The phrase that names an order.
pub(super) fn phrase(order: Order) -> &'static str {
    match order {
        Order::Newest => "order-newest",
        Order::Oldest => "order-oldest",
        Order::Source => "order-source",
        Order::Title => "order-title",
    }
}

/// The effect that asks for what a list wants.
pub(super) fn ask_for(ticket: Ticket, wanted: super::list::Wanted) -> Effect {
    match wanted.part {
        Part::After(window) => Effect::LoadRows(ticket, wanted.query, window),
        Part::From(first, rows) => Effect::LoadRowsAt(ticket, wanted.query, first, rows),
    }
}

impl Ui {
    pub(super) fn show(&mut self, query: Query) -> Vec<Effect> {
        let ticket = self.ticket();
        // The same list in another way keeps the reader's row in sight, if it is among the first.
        let kept = self.list.chosen_row().filter(|_| query.scope == self.list.query.scope);
        let wanted = self.list.show(query, ticket);
        self.list.kept = kept;
        vec![ask_for(ticket, wanted)]
    }

    pub(super) fn narrow(&mut self, change: impl Fn(&mut Filter)) -> Vec<Effect> {
        if self.searching.is_some() {
            return self.keep_hits();
        }
        let mut query = self.list.query.clone();
        change(&mut query.filter);
        self.sources.follow(&query);
        self.show(query)
    }

    /// What counts for lists does not throw a search away.
    pub(super) fn keep_hits(&mut self) -> Vec<Effect> {
        self.notice = Some(Notice::hint(&self.words.say("hits-stay")));
        Vec::new()
    }

    /// Hits make place for the list that stood there before them.
    pub(super) fn leave_hits(&mut self) {
        if let Some(searching) = self.searching.take() {
            self.list = searching.before;
            self.reader.find(Vec::new());
        }
    }

    pub(super) fn show_all(&mut self) -> Vec<Effect> {
        self.leave_hits();
        self.narrow(|f| *f = Filter::default())
    }

    pub(super) fn show_today(&mut self) -> Vec<Effect> {
        let midnight = Timestamp(self.now.vietnam_day() * DAY_SECONDS - crate::model::time::VIETNAM_OFFSET_SECONDS);
        let on = self.list.query.filter.since.is_none();
        self.narrow(|f| f.since = on.then_some(midnight))
    }

    pub(super) fn show_new(&mut self) -> Vec<Effect> {
        let Some(since) = self.list.style.new_since else {
            self.notice = Some(Notice::hint(&self.words.say("no-last-time")));
            return Vec::new();
        };
        let on = self.list.query.filter.seen_since.is_none();
        self.narrow(|f| f.seen_since = on.then_some(since))
    }

    pub(super) fn reverse(&mut self) -> Vec<Effect> {
        let order = if self.list.query.order == Order::Newest { Order::Oldest } else { Order::Newest };
        self.sort(order)
    }

    pub(super) fn sort(&mut self, order: Order) -> Vec<Effect> {
        if self.searching.is_some() {
            return self.keep_hits();
        }
        let query = Query { order, ..self.list.query.clone() };
        self.show(query)
    }

    pub(super) fn choose_order(&mut self) -> Vec<Effect> {
        if self.searching.is_some() {
            return self.keep_hits();
        }
        let selected = ORDERS.iter().position(|(_, order)| *order == self.list.query.order).unwrap_or(0);
        self.overlay = Some(Overlay::Orders { selected });
        Vec::new()
    }

    pub(super) fn orders_key(&mut self, key: Key, motion: Option<Motion>, selected: usize) -> Vec<Effect> {
        let next = match (key.code, motion) {
            (Code::Esc, _) | (Code::Char('q'), None) => return Vec::new(),
            (Code::Enter, _) => return self.sort(ORDERS[selected.min(ORDERS.len() - 1)].1),
            (_, Some(motion)) => motion.chosen(selected, ORDERS.len()),
            (Code::Char('O'), _) => Motion::Down.chosen(selected, ORDERS.len()),
            (Code::Char(c), _) => match c.to_digit(10).and_then(|n| ORDERS.get((n as usize).checked_sub(1)?)) {
                Some((_, order)) => return self.sort(*order),
                None => selected,
            },
            _ => selected,
        };
        self.overlay = Some(Overlay::Orders { selected: next });
        Vec::new()
    }

    /// The same story in other papers.
    pub(super) fn show_copies(&mut self) -> Vec<Effect> {
        let Some(row) = self.list.current() else { return Vec::new() };
        if self.list.copies_of(row.id).is_empty() {
            self.notice = Some(Notice::hint(&self.words.say("no-copies")));
            return Vec::new();
        }
        self.overlay = Some(Overlay::Copies { of: row.id, selected: 0 });
        Vec::new()
    }

    pub(super) fn spread_copies(&mut self) -> Vec<Effect> {
        let id = if self.list.spread_copies() { "copies-spread" } else { "copies-folded" };
        self.list.move_by(0);
        self.notice = Some(Notice::done(&self.words.say(id)));
        Vec::new()
    }

    pub(super) fn copies_key(
        &mut self,
        key: Key,
        motion: Option<Motion>,
        of: ArticleId,
        selected: usize,
    ) -> Vec<Effect> {
        // The row itself stands first.
        let ids: Vec<ArticleId> = std::iter::once(of).chain(self.list.copies_of(of).iter().map(|row| row.id)).collect();
        let next = match (key.code, motion) {
            (Code::Esc, _) | (Code::Char('q'), None) => return Vec::new(),
            (Code::Enter | Code::Right, _) | (Code::Char('l'), None) => {
                return ids.get(selected).map(|id| self.open_article(*id)).unwrap_or_default();
            }
            (Code::Char('o'), None) => {
                let row = ids.get(selected).and_then(|id| self.list.row_of(*id));
                return row.map(|row| Effect::Browse(row.url.as_str().to_owned())).into_iter().collect();
            }
            (_, Some(motion)) => motion.chosen(selected, ids.len()),
            _ => selected,
        };
        self.overlay = Some(Overlay::Copies { of, selected: next });
        Vec::new()
    }
}
