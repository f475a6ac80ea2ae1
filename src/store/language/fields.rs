//! Fields and states of a query: names with a colon, filters that are words of their own, and dates.

use super::days::{day_start, first_of_month, monday_of};
use super::parse::Parser;
use super::tree::{QueryNode, Sign, words_of};
use super::values::{FilterValue, tokens};
use super::{ListName, SearchPlace, WordUnit};
use crate::labour::legal::{self, names::spellings};
use crate::labour::places::{self, PlaceSearch};
use crate::model::{QUERY_FORMS, QueryField, QueryMistake, QueryPart, QueryState, query_form};
use crate::store::articles::own;
use crate::text::fold;
use crate::text::span::{self, Span};

/// Longest field name with its colon, in bytes.
const MAX_FIELD_BYTES: usize = 24;
/// Most words of a place without quotes.
const MOST_PLACE_WORDS: usize = 8;
/// Most days of `N ngày`.
const MAX_DAYS: i64 = 36_500;
/// Shortest name that another one may be meant by, in letters, …
const SHORTEST_NAME: usize = 4;
/// … and from how many on two letters may be wrong.
const LONG_NAME: usize = 6;

/// Names, without marks, that no field has and people try, and the field that has what they want.
const OTHER_NAMES: &[(&str, QueryField)] = &[
    ("bao", QueryField::Source),
    ("trang", QueryField::Source),
    ("site", QueryField::Source),
    ("nguon tin", QueryField::Source),
    ("tu khoa", QueryField::Tag),
    ("keyword", QueryField::Tag),
    ("tags", QueryField::Tag),
    ("labels", QueryField::Label),
    ("category", QueryField::Section),
    ("by", QueryField::Author),
    ("tua", QueryField::Title),
    ("tit", QueryField::Title),
    ("intitle", QueryField::Title),
    ("ngay", QueryField::Since),
    ("sau", QueryField::Since),
    ("truoc", QueryField::Until),
    ("van ban", QueryField::Document),
    ("so hieu", QueryField::Document),
];

/// The names of all fields, with their colon.
fn names() -> impl Iterator<Item = (&'static str, QueryField)> {
    QUERY_FORMS.iter().flat_map(|form| {
        let field = if let QueryPart::Field(field) = form.part { Some(field) } else { None };
        form.written.iter().filter_map(move |name| Some((*name, field?)))
    })
}

/// The states with their names: words of their own, and values of `is:` and `has:`.
fn states() -> impl Iterator<Item = (&'static str, QueryState)> {
    QUERY_FORMS.iter().flat_map(|form| {
        let state = if let QueryPart::State(state) = form.part { Some(state) } else { None };
        form.written.iter().filter_map(move |name| Some((*name, state?)))
    })
}

fn plain(name: &str) -> String {
    fold::base(name.trim_end_matches(':'))
}

/// Whether a text begins with the name of a field and its colon.
pub(in crate::store) fn begins_with_field(text: &str) -> bool {
    let Some(colon) = colon(text) else { return false };
    let key = key_of(&text[..colon]);
    names().any(|(name, _)| plain(name) == key)
}

/// Where the colon of a name stands, if one is near.
fn colon(text: &str) -> Option<usize> {
    text.char_indices().take_while(|(at, _)| *at < MAX_FIELD_BYTES).find(|(_, c)| *c == ':').map(|(at, _)| at)
}

/// What the names of fields are compared by.
fn key_of(name: &str) -> String {
    fold::base(name).replace(['-', '_'], " ")
}

impl<'a> Parser<'a> {
    /// A field's name with its colon.
    pub(super) fn take_name(&mut self) -> Option<QueryField> {
        let rest = self.rest();
        let colon = colon(rest)?;
        let key = key_of(&rest[..colon]);
        let Some((_, field)) = names().find(|(name, _)| plain(name) == key) else {
            self.suggest(&key, colon);
            return None;
        };
        self.at += colon + 1;
        Some(field)
    }

    /// Tells which field was meant by a name that is nearly one.
    fn suggest(&mut self, key: &str, colon: usize) {
        let is_name = key.chars().all(|c| c.is_alphabetic() || c == ' ') && !key.is_empty();
        let has_value = self.rest()[colon + 1..].chars().next().is_some_and(|c| !c.is_whitespace() && c != '/');
        if !is_name || !has_value {
            return;
        }
        let meant = OTHER_NAMES.iter().find(|(name, _)| *name == key).map(|(_, field)| query_form::field_name(*field));
        let near = |(name, _): &(&'static str, QueryField)| {
            let name = plain(name);
            let letters = name.chars().count();
            let away = strsim::osa_distance(&name, key);
            letters >= SHORTEST_NAME
                && key.chars().count() >= SHORTEST_NAME
                && away <= 1 + usize::from(letters >= LONG_NAME)
        };
        if let Some(name) = meant.or_else(|| names().find(near).map(|(name, _)| name)) {
            self.complain(QueryMistake::UnknownField, self.at, name);
        }
    }

    /// Filters that are words of their own, written with their marks.
    pub(super) fn take_bare(&mut self, sign: Sign) -> bool {
        for (words, state) in states().filter(|(name, _)| !name.contains(':')) {
            if self.take_words(words) {
                let node = self.state(state);
                self.add(node, sign);
                return true;
            }
        }
        self.take_days(sign)
    }

    fn state(&self, state: QueryState) -> QueryNode {
        let today = self.now.vietnam_day();
        match state {
            QueryState::Unread => QueryNode::Unread(true),
            QueryState::Read => QueryNode::Unread(false),
            QueryState::Starred => QueryNode::Starred(true),
            QueryState::Muted => QueryNode::Muted(true),
            QueryState::Pictured => QueryNode::Pictured(true),
            QueryState::Noted => QueryNode::Noted(true),
            QueryState::Edited => QueryNode::Edited(true),
            QueryState::Removed => QueryNode::Removed(true),
            QueryState::Today => QueryNode::Since(day_start(today)),
            QueryState::Yesterday => {
                QueryNode::All(vec![QueryNode::Since(day_start(today - 1)), QueryNode::Until(day_start(today))])
            }
            QueryState::ThisWeek => QueryNode::Since(day_start(monday_of(today))),
            QueryState::ThisMonth => QueryNode::Since(day_start(first_of_month(today))),
        }
    }

    /// `7 ngày`: today and the six days before it.
    fn take_days(&mut self, sign: Sign) -> bool {
        let rest = self.rest();
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let Ok(days) = rest[..digits].parse::<i64>() else { return false };
        let start = self.at;
        self.at += digits;
        self.skip_spaces();
        if (1..=MAX_DAYS).contains(&days) && self.at > start + digits && self.take_words("ngày") {
            let first = self.now.vietnam_day() - days + 1;
            self.add(QueryNode::Since(day_start(first)), sign);
            return true;
        }
        self.at = start;
        false
    }

    pub(super) fn field(&mut self, field: QueryField, sign: Sign, start: usize) {
        self.skip_spaces();
        let place = match field {
            QueryField::Title => Some(SearchPlace::Title),
            QueryField::Author => Some(SearchPlace::Author),
            QueryField::Tag => Some(SearchPlace::Tag),
            _ => None,
        };
        if place.is_some_and(|place| self.take_pattern(place, sign, start)) {
            return;
        }
        let value = match field {
            QueryField::Since | QueryField::Until => self.days_in_words().unwrap_or_else(|| self.value()),
            QueryField::State | QueryField::Has => self.state_in_words().unwrap_or_else(|| self.value()),
            QueryField::Where => self.place_in_words().unwrap_or_else(|| self.value()),
            QueryField::Document => self.law_in_words().unwrap_or_else(|| self.value()),
            _ => self.value(),
        };
        let shown = self.text[start..self.at].trim();
        if value.text.trim().is_empty() {
            self.complain(QueryMistake::NoValue, start, shown);
            return;
        }
        let key = fold::base(value.text).trim().to_owned();
        let node = match field {
            QueryField::Label => own::key(value.text).map(QueryNode::Labelled),
            QueryField::Note => own::key(value.text).map(QueryNode::NoteSays),
            QueryField::Source => self.listed(ListName::Source, &key, start).map(QueryNode::Sources),
            QueryField::Section => {
                self.listed(ListName::Section, &key.replace(' ', "-"), start).map(QueryNode::Sections)
            }
            QueryField::Author | QueryField::Title | QueryField::Tag => {
                self.words_of(&value, place.unwrap_or_default(), sign);
                return;
            }
            QueryField::Document => {
                if let Some(node) = law_node(value.text) {
                    self.add(node, sign);
                    return;
                }
                self.words_of(&FilterValue { quoted: true, ..value }, SearchPlace::Anywhere, sign);
                return;
            }
            QueryField::Where => {
                let Some(node) = place_node(value.text) else {
                    self.complain(QueryMistake::UnknownPlace, start, shown);
                    self.words_of(&value, SearchPlace::Anywhere, sign);
                    return;
                };
                Some(node)
            }
            QueryField::Similar => key.trim_start_matches('#').parse().ok().map(QueryNode::Similar),
            QueryField::Since | QueryField::Until => self.date(field, &value),
            QueryField::State | QueryField::Has => {
                let spaced = |name: &str| name.replace(['-', '_'], " ");
                let key = spaced(&key);
                let found = states().find(|(name, _)| spaced(&plain(name.rsplit(':').next().unwrap_or(name))) == key);
                found.map(|(_, state)| self.state(state))
            }
        };
        match (node, field) {
            (Some(node), _) => self.add(node, sign),
            (None, QueryField::Since | QueryField::Until) => self.complain(QueryMistake::BadDate, start, shown),
            (None, QueryField::State | QueryField::Has) => self.complain(QueryMistake::BadState, start, shown),
            (None, QueryField::Similar) => self.complain(QueryMistake::NoArticle, start, shown),
            (None, _) => self.complain(QueryMistake::NoValue, start, shown),
        }
    }

    /// The names of a list with commas; `None` where there are none.
    fn listed(&mut self, of: ListName, names: &str, start: usize) -> Option<Vec<String>> {
        let all = each(names);
        self.note_names(of, &all, start);
        (!all.is_empty()).then_some(all)
    }

    fn date(&self, field: QueryField, value: &FilterValue<'_>) -> Option<QueryNode> {
        let Span { from, to } = span::parse(value.text, self.now)?;
        Some(if field == QueryField::Since { QueryNode::Since(from) } else { QueryNode::Until(to) })
    }

    /// `nơi:Bình Dương` without quotes: the most words that are a place.
    fn place_in_words(&mut self) -> Option<FilterValue<'a>> {
        let rest = self.rest();
        let ends = rest.char_indices().filter(|(_, c)| c.is_whitespace() || *c == ')').map(|(at, _)| at);
        let ends: Vec<usize> = ends.take(MOST_PLACE_WORDS).chain([rest.len()]).collect();
        let named = |end: &&usize| !rest.starts_with('"') && places::called(&rest[..**end]).is_some();
        let end = ends.iter().filter(|end| **end > 0).rev().find(named)?;
        self.at += end;
        Some(FilterValue { text: &rest[..*end], quoted: true })
    }

    /// `vb:Luật Nhà ở năm 2023`, `vb:Luật Công đoàn` without quotes.
    fn law_in_words(&mut self) -> Option<FilterValue<'a>> {
        let rest = self.rest();
        if let Some((end, _)) = legal::asked_law(rest) {
            self.at += end;
            return Some(FilterValue { text: &rest[..end], quoted: true });
        }
        let law = legal::documents(rest).into_iter().next()?;
        let whole = law.range.start == 0 && law.kind == legal::Kind::Law;
        let text = rest.get(law.range).filter(|_| whole)?;
        self.at += text.len();
        Some(FilterValue { text, quoted: true })
    }

    /// `is:đã đọc` without quotes.
    fn state_in_words(&mut self) -> Option<FilterValue<'a>> {
        let start = self.at;
        let words = |name: &str| name.rsplit(':').next().unwrap_or(name).replace('-', " ");
        let found = states().map(|(name, _)| words(name)).any(|name| name.contains(' ') && self.take_words(&name));
        found.then(|| FilterValue { text: &self.text[start..self.at], quoted: true })
    }

    /// `hôm nay`, `tuần này`, `7 ngày` after a field's name, without quotes.
    fn days_in_words(&mut self) -> Option<FilterValue<'a>> {
        let start = self.at;
        let digits = self.rest().len() - self.rest().trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let found = if digits > 0 {
            self.at += digits;
            let end = self.at;
            self.skip_spaces();
            self.at > end && self.take_words("ngày")
        } else {
            span::NAMES.iter().any(|name| self.take_words(name))
        };
        if !found {
            self.at = start;
            return None;
        }
        Some(FilterValue { text: &self.text[start..self.at], quoted: true })
    }
}

/// What asks for a law by its name, with its year or number or without; `None`: it is something else.
fn law_node(asked: &str) -> Option<QueryNode> {
    let named = legal::asked_law(asked).filter(|(end, _)| *end == asked.trim_end().len());
    let mut called = match (named, legal::documents(asked).into_iter().next()) {
        (_, Some(legal::Entity { kind: legal::Kind::Law, norm, .. })) => spellings(&norm),
        (Some((_, name)), _) => vec![name],
        (None, law) => vec![law.and_then(|law| law.name.map(|_| law.norm))?],
    };
    // `Luật BHXH` as it was typed, beside `Luật Bảo hiểm xã hội`.
    called.extend(legal::asked_law(asked).map(|_| asked.trim().to_owned()).filter(|typed| !called.contains(typed)));
    let unit = |name: &String| QueryNode::Words(WordUnit { tokens: tokens(name), ..WordUnit::default() });
    Some(QueryNode::Any(called.iter().map(unit).collect()))
}

/// What asks for a place; `None`: there is no such place.
fn place_node(name: &str) -> Option<QueryNode> {
    Some(match places::searched(name)? {
        PlaceSearch::Named(places) => QueryNode::Places(places),
        PlaceSearch::Phrases(phrases) => {
            QueryNode::Any(phrases.iter().map(|phrase| QueryNode::Words(words_of(phrase))).collect())
        }
    })
}

/// The names of a list with commas.
fn each(names: &str) -> Vec<String> {
    names.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
