//! Which list is shown, and how: order, scopes, what is new, copies of a story.

use crate::model::{ArticleId, Filter, HitOrder, Order, Query, Timestamp};

use crate::ui::Ui;
use crate::ui::action::ListAction;
use crate::ui::effect::Effect;
use crate::ui::key::{Code, Key};
use crate::ui::layout::Pane;
use crate::ui::list::ListPart;
use crate::ui::list::orders::{HIT_ORDERS, ORDERS};
use crate::ui::message::Ticket;
use crate::ui::notice::StatusNotice;
use crate::ui::overlay::Overlay;
use crate::ui::place::Motion;
use crate::ui::prompt::Ask;
use crate::ui::search::Manner;
use crate::ui::sources::TreeNode;
use crate::ui::words::PhraseValue;

/// Seconds of a day.
const DAY_SECONDS: i64 = 86_400;

/// The phrase that names an order.
pub(in crate::ui) fn phrase(order: Order) -> &'static str {
    match order {
        Order::Newest => "order-newest",
        Order::Oldest => "order-oldest",
        Order::Source => "order-source",
        Order::Title => "order-title",
        Order::Opened => "order-opened",
    }
}

/// The phrase that names an order of hits.
fn phrase_of_hits(order: HitOrder) -> &'static str {
    match order {
        HitOrder::Best => "order-best",
        HitOrder::Newest => "order-newest",
    }
}

/// The effect that asks for what a list wants.
pub(in crate::ui) fn ask_for(ticket: Ticket, wanted: crate::ui::list::WantedRows) -> Effect {
    match wanted.part {
        ListPart::After(window) => Effect::LoadRows(ticket, wanted.query, window),
        ListPart::From(first, rows) => Effect::LoadRowsAt(ticket, wanted.query, first, rows),
    }
}

impl Ui {
    /// Changes which articles are listed, and in which order.
    pub(in crate::ui) fn act_list(&mut self, action: ListAction) -> Vec<Effect> {
        match action {
            ListAction::Filter if self.search.running.is_some() => self.keep_hits(),
            ListAction::Filter => self.ask(Ask::Filter),
            ListAction::ShowAll => self.show_all(),
            ListAction::ShowUnread => self.narrow(|f| (f.unread, f.starred) = (true, false)),
            ListAction::ShowStarred => self.narrow(|f| (f.unread, f.starred) = (false, true)),
            ListAction::ShowToday => self.show_today(),
            ListAction::ShowPictured => {
                let on = !self.filter_now().pictured;
                self.narrow(|f| f.pictured = on)
            }
            ListAction::ShowNew => self.show_new(),
            ListAction::ReverseOrder => self.reverse(),
            ListAction::Sort => self.choose_order(),
            ListAction::Copies => self.show_copies(),
            ListAction::SpreadCopies => self.spread_copies(),
            ListAction::TurnDensity => {
                let density = self.list.style.turn_density();
                self.remember_setting("list", "ui.list", density.name().to_owned())
            }
            ListAction::SinceLastTime => self.ask_since(),
            ListAction::Digest => self.make_digest(""),
        }
    }

    pub(in crate::ui) fn show_selected_source(&mut self) -> Vec<Effect> {
        self.leave_hits();
        if let Some(TreeNode::Saved(at)) = self.sources.current() {
            return self.show_saved(*at);
        }
        self.sources.query().map(|q| self.show(q)).unwrap_or_default()
    }

    pub(in crate::ui) fn show(&mut self, query: Query) -> Vec<Effect> {
        let ticket = self.shell.ticket();
        // The same list in another way keeps the user's row in sight, if it is among the first.
        let kept = self.list.chosen_row().filter(|_| query.scope == self.list.query.scope);
        let wanted = self.list.show(query, ticket);
        self.list.kept = kept;
        vec![ask_for(ticket, wanted)]
    }

    pub(in crate::ui) fn narrow(&mut self, change: impl Fn(&mut Filter)) -> Vec<Effect> {
        if self.search.running.is_some() {
            return self.narrow_hits(change);
        }
        let mut query = self.list.query.clone();
        change(&mut query.filter);
        self.sources.follow(&query);
        self.show(query)
    }

    /// What counts for lists does not throw a search away.
    pub(in crate::ui) fn keep_hits(&mut self) -> Vec<Effect> {
        self.shell.hint("hits-stay");
        Vec::new()
    }

    /// Hits make place for the list that stood there before them.
    pub(in crate::ui) fn leave_hits(&mut self) {
        if let Some(searching) = self.search.running.take() {
            self.list = searching.before;
            self.reader.find(Vec::new());
        }
    }

    /// What narrows the list, or the hits in its place.
    fn filter_now(&self) -> &Filter {
        self.search.running.as_ref().map_or(&self.list.query.filter, |searching| &searching.manner.filter)
    }

    pub(in crate::ui) fn show_all(&mut self) -> Vec<Effect> {
        if self.has_manner() {
            return self.search_otherwise(|manner| *manner = Manner::default());
        }
        self.leave_hits();
        self.narrow(|f| *f = Filter::default())
    }

    pub(in crate::ui) fn show_today(&mut self) -> Vec<Effect> {
        let midnight =
            Timestamp(self.shell.now.vietnam_day() * DAY_SECONDS - crate::model::time::VIETNAM_OFFSET_SECONDS);
        let on = self.filter_now().since.is_none();
        self.narrow(|f| f.since = on.then_some(midnight))
    }

    pub(in crate::ui) fn show_new(&mut self) -> Vec<Effect> {
        if self.search.running.is_some() {
            return self.keep_hits();
        }
        let Some(since) = self.list.style.new_since else {
            self.shell.hint("no-last-time");
            return Vec::new();
        };
        let on = self.list.query.filter.seen_since.is_none();
        self.narrow(|f| f.seen_since = on.then_some(since))
    }

    /// Turns the order of time around; another order has no way back, and that is said.
    pub(in crate::ui) fn reverse(&mut self) -> Vec<Effect> {
        if self.search.running.is_some() {
            return self.sort_hits();
        }
        let order = match self.list.query.order {
            Order::Newest => Order::Oldest,
            Order::Oldest => Order::Newest,
            Order::Source | Order::Title | Order::Opened => {
                let name = self.shell.words.say(phrase(self.list.query.order));
                let values = [("name", PhraseValue::Text(&name))];
                self.shell.tell(StatusNotice::hint(&self.shell.words.with("order-one-way", &values)));
                return Vec::new();
            }
        };
        self.sort(order)
    }

    pub(in crate::ui) fn sort(&mut self, order: Order) -> Vec<Effect> {
        if self.search.running.is_some() {
            return self.sort_hits();
        }
        let query = Query { order, ..self.list.query.clone() };
        self.show(query)
    }

    pub(in crate::ui) fn choose_order(&mut self) -> Vec<Effect> {
        if let Some(effects) = self.turn_documents() {
            return effects;
        }
        let selected = match &self.search.running {
            Some(searching) => HIT_ORDERS.iter().position(|order| *order == searching.manner.order),
            None => ORDERS.iter().position(|(_, order)| *order == self.list.query.order),
        };
        self.panels.lay(Overlay::Orders { selected: selected.unwrap_or(0) });
        Vec::new()
    }

    /// The orders that can be chosen now, in words.
    pub(in crate::ui) fn order_names(&self) -> Vec<String> {
        let words = &self.shell.words;
        match self.search.running {
            Some(_) => HIT_ORDERS.iter().map(|order| words.say(phrase_of_hits(*order))).collect(),
            None => ORDERS.iter().map(|(_, order)| words.say(phrase(*order))).collect(),
        }
    }

    /// Puts the list, or the hits, into the order of this number.
    fn sort_by_number(&mut self, number: usize) -> Vec<Effect> {
        if self.search.running.is_none() {
            return ORDERS.get(number).map(|(_, order)| self.sort(*order)).unwrap_or_default();
        }
        let Some(order) = HIT_ORDERS.get(number) else { return Vec::new() };
        self.search_otherwise(|manner| manner.order = *order)
    }

    pub(in crate::ui) fn orders_key(&mut self, key: Key, motion: Option<Motion>, selected: usize) -> Vec<Effect> {
        let many = self.order_names().len();
        let digit = key.typed().and_then(|c| c.to_digit(10)).and_then(|n| (n as usize).checked_sub(1));
        let next = match (key.code, motion) {
            (Code::Esc, _) | (Code::Char('q'), None) => return Vec::new(),
            (Code::Enter, _) => return self.sort_by_number(selected.min(many - 1)),
            (_, Some(motion)) => motion.chosen(selected, many),
            (Code::Char('O'), _) => Motion::Down.chosen(selected, many),
            _ => match digit.filter(|number| *number < many) {
                Some(number) => return self.sort_by_number(number),
                None => selected,
            },
        };
        self.panels.lay(Overlay::Orders { selected: next });
        Vec::new()
    }

    /// The same story in other papers.
    pub(in crate::ui) fn show_copies(&mut self) -> Vec<Effect> {
        let Some(row) = self.list.current() else { return Vec::new() };
        if self.list.copies_of(row.id).is_empty() {
            self.shell.hint("no-copies");
            return Vec::new();
        }
        let of = row.id;
        // The version that is read is the one the keys are at.
        let read = self.reader.wanted().filter(|_| self.shell.panes.focus == Pane::Reader);
        let copies = self.list.copies_of(of);
        let mut ids = std::iter::once(of).chain(copies.iter().map(|row| row.id));
        let selected = ids.position(|id| Some(id) == read).unwrap_or(0);
        self.panels.lay(Overlay::Copies { of, selected });
        Vec::new()
    }

    pub(in crate::ui) fn spread_copies(&mut self) -> Vec<Effect> {
        let id = if self.list.spread_copies() { "copies-spread" } else { "copies-folded" };
        self.list.move_by(0);
        self.shell.done(id);
        Vec::new()
    }

    pub(in crate::ui) fn copies_key(
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
                return ids.get(selected).map(|id| self.open_other(*id)).unwrap_or_default();
            }
            (Code::Char('o'), None) => {
                let row = ids.get(selected).and_then(|id| self.list.row_of(*id));
                return row.map(|row| Effect::Browse(row.url.as_str().to_owned())).into_iter().collect();
            }
            (_, Some(motion)) => motion.chosen(selected, ids.len()),
            _ => selected,
        };
        self.panels.lay(Overlay::Copies { of, selected: next });
        Vec::new()
    }
}
