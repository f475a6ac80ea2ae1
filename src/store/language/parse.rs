//! Reads a query item by item into a tree. Never fails: what makes no sense is noted, and its words are searched.

use super::tree::{QueryNode, Sign, join_near};
use super::{ListName, MAX_QUERY_BYTES, NamedList, Question, SearchPlace, Sought};
use crate::model::{Complaint, QueryMistake, Timestamp};
use crate::text::pattern::Pattern;

/// Most patterns of a query.
const MAX_PATTERNS: usize = 8;
/// Most parentheses within each other.
const MAX_DEPTH: usize = 8;

/// Understands a query typed at `now`.
pub(in crate::store) fn parse(text: &str, now: Timestamp) -> Question {
    let mut end = text.len().min(MAX_QUERY_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut parser = Parser {
        text: &text[..end],
        at: 0,
        now,
        levels: vec![QueryLevel::default()],
        skipped: 0,
        complaints: Vec::new(),
        named: Vec::new(),
        words: 0,
        patterns: 0,
    };
    while parser.item() {}
    if end < text.len() {
        parser.complain(QueryMistake::TooLong, end, "");
    }
    parser.question()
}

/// What stands between two parentheses, or the whole query.
#[derive(Debug, Default)]
pub(super) struct QueryLevel {
    pub(super) nodes: Vec<QueryNode>,
    /// An OR that waits for its right side.
    pub(super) or: Option<usize>,
    /// A `~5` that waits for its right side: how near, where it stands.
    pub(super) near: Option<(usize, usize)>,
    /// The last node was in parentheses.
    grouped: bool,
    /// Where it opens, and the sign before it.
    open: usize,
    sign: Sign,
}

pub(super) struct Parser<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) now: Timestamp,
    levels: Vec<QueryLevel>,
    /// Parentheses that are open and were left out.
    skipped: usize,
    complaints: Vec<Complaint>,
    named: Vec<NamedList>,
    pub(super) words: usize,
    patterns: usize,
}

pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '\u{ff02}')
}

impl<'a> Parser<'a> {
    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    pub(super) fn level(&mut self) -> &mut QueryLevel {
        // One is always there.
        let last = self.levels.len() - 1;
        &mut self.levels[last]
    }

    pub(super) fn in_group(&self) -> bool {
        self.levels.len() > 1
    }

    /// The number of the character at a byte.
    fn character(&self, byte: usize) -> usize {
        self.text.get(..byte).unwrap_or(self.text).chars().count() + 1
    }

    /// Notes which newspapers or sections are named by the field that starts at `byte`.
    pub(super) fn note_names(&mut self, of: ListName, names: &[String], byte: usize) {
        let at = self.character(byte);
        self.named.extend(names.iter().map(|name| NamedList { of, name: name.clone(), at }));
    }

    pub(super) fn complain(&mut self, kind: QueryMistake, byte: usize, about: &str) {
        let at = self.character(byte);
        let complaint = Complaint { kind, at, about: about.to_owned() };
        if !self.complaints.contains(&complaint) {
            self.complaints.push(complaint);
        }
    }

    pub(super) fn skip_spaces(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// What was read, as a whole.
    fn question(mut self) -> Question {
        while self.in_group() {
            let open = self.level().open;
            self.complain(QueryMistake::OpenGroup, open, "");
            self.close();
        }
        self.end_level();
        let nodes = std::mem::take(&mut self.level().nodes);
        let something = !nodes.is_empty();
        let found = QueryNode::All(nodes).ways();
        if found.cut {
            self.complain(QueryMistake::ManyWays, 0, "");
        }
        let ways = if something { found.any } else { Vec::new() };
        if something && ways.is_empty() {
            self.complain(QueryMistake::Contradiction, 0, "");
        }
        self.complaints.sort_by_key(|complaint| complaint.at);
        Question { ways, complaints: self.complaints, named: self.named }
    }

    /// Takes one item; `false` at the end.
    fn item(&mut self) -> bool {
        self.skip_spaces();
        let rest = self.rest();
        if rest.is_empty() {
            return false;
        }
        if rest.starts_with(')') {
            self.take_closing();
            return true;
        }
        if self.take_or() || self.take_and() || self.take_near() || self.take_bare(Sign::Plus) {
            return true;
        }
        let start = self.at;
        let sign = self.take_minus();
        let next = self.rest().chars().next();
        if sign == Sign::Minus && next.is_none_or(|c| c.is_whitespace() || c == ')') {
            self.complain(QueryMistake::LonelyMinus, start, "");
            return true;
        }
        if sign == Sign::Minus && self.take_bare(sign) {
            return true;
        }
        if next == Some('(') {
            self.open(start, sign);
        } else if !self.take_pattern(SearchPlace::Anywhere, sign, start) {
            if let Some(field) = self.take_name() {
                self.field(field, sign, start);
            } else {
                let value = self.value();
                self.words_of(&value, SearchPlace::Anywhere, sign);
            }
        }
        true
    }

    fn open(&mut self, start: usize, sign: Sign) {
        self.at += 1;
        if self.levels.len() > MAX_DEPTH {
            self.complain(QueryMistake::DeepGroup, start, "");
            self.skipped += 1;
            return;
        }
        self.levels.push(QueryLevel { open: start, sign, ..QueryLevel::default() });
    }

    fn take_closing(&mut self) {
        let at = self.at;
        self.at += 1;
        if self.skipped > 0 {
            self.skipped -= 1;
        } else if self.in_group() {
            self.close();
        } else {
            self.complain(QueryMistake::LonelyParenthesis, at, "");
        }
    }

    /// Ends the innermost group, which becomes one piece of the one around it.
    fn close(&mut self) {
        self.end_level();
        let Some(mut level) = self.levels.pop() else { return };
        let Some(last) = level.nodes.pop() else {
            let shown = self.text.get(level.open..self.at).unwrap_or_default().trim().to_owned();
            self.complain(QueryMistake::NoValue, level.open, &shown);
            return;
        };
        let node = if level.nodes.is_empty() {
            last
        } else {
            level.nodes.push(last);
            QueryNode::All(level.nodes)
        };
        self.add(node, level.sign);
        self.level().grouped = true;
    }

    /// Complains of what still waits for its right side.
    fn end_level(&mut self) {
        if let Some(at) = self.level().or.take() {
            self.complain(QueryMistake::LonelyOr, at, "");
        }
        self.drop_near();
    }

    pub(super) fn drop_near(&mut self) {
        if let Some((_, at)) = self.level().near.take() {
            let shown = self.text[at..].split(char::is_whitespace).next().unwrap_or_default().to_owned();
            self.complain(QueryMistake::LonelyNear, at, &shown);
        }
    }

    /// A piece more: by itself, beside an OR, or near the one before.
    pub(super) fn add(&mut self, node: QueryNode, sign: Sign) {
        let mut node = if sign == Sign::Minus { QueryNode::Not(Box::new(node)) } else { node };
        if let Some((within, _)) = self.level().near {
            let level = self.level();
            let grouped = std::mem::take(&mut level.grouped);
            let joined = level.nodes.last_mut().map(|last| join_near(last, within, &node, grouped));
            if joined == Some(true) {
                level.near = None;
                return;
            }
            self.drop_near();
        }
        let level = self.level();
        level.grouped = false;
        let joins = level.or.take().is_some();
        match (level.nodes.last_mut(), joins) {
            (Some(QueryNode::Any(any)), true) => any.push(node),
            (Some(last), true) => *last = QueryNode::Any(vec![last.clone(), node]),
            _ => {
                // `nguồn:a nguồn:b` asks for one of both.
                for before in &mut level.nodes {
                    match (before, &mut node) {
                        (QueryNode::Sources(all), QueryNode::Sources(more))
                        | (QueryNode::Sections(all), QueryNode::Sections(more)) => {
                            all.append(more);
                            return;
                        }
                        _ => {}
                    }
                }
                level.nodes.push(node);
            }
        }
    }

    /// A pattern at this place: for `place`, wanted or not. Words take its place when it is not closed.
    pub(super) fn take_pattern(&mut self, place: SearchPlace, sign: Sign, start: usize) -> bool {
        let rest = self.rest();
        if !Pattern::begins(rest) {
            return false;
        }
        let Some(taken) = Pattern::take(rest) else {
            self.complain(QueryMistake::OpenPattern, start, "");
            return false;
        };
        self.at += taken.length;
        match taken.pattern {
            Ok(pattern) if self.patterns < MAX_PATTERNS => {
                self.patterns += 1;
                self.add(QueryNode::Pattern(Sought { pattern, place, wanted: true }), sign);
            }
            Ok(_) => self.complain(QueryMistake::TooLong, start, ""),
            Err(why) => {
                let about = format!("{} ({why})", &rest[..taken.length]);
                self.complain(QueryMistake::BadPattern, start, &about);
            }
        }
        true
    }

    /// Takes a word that stands for itself, as operators do.
    fn take_operator(&mut self, words: &[&str]) -> bool {
        let word = self.rest().split(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
        let found = words.contains(&word);
        if found {
            self.at += word.len();
        }
        found
    }

    fn take_or(&mut self) -> bool {
        let at = self.at;
        if !self.take_operator(&["OR", "|"]) {
            return false;
        }
        self.drop_near();
        let level = self.level();
        if level.nodes.is_empty() || level.or.is_some() {
            self.complain(QueryMistake::LonelyOr, at, "");
        } else {
            level.or = Some(at);
            self.tell_narrow(at);
        }
        true
    }

    /// Tells that an OR joins one syllable only, where another stands before it: most words have two.
    fn tell_narrow(&mut self, at: usize) {
        let single =
            |node: &QueryNode| matches!(node, QueryNode::Words(unit) if unit.tokens.len() == 1 && unit.near.is_none());
        if !matches!(self.level().nodes.as_slice(), [.., one, other] if single(one) && single(other)) {
            return;
        }
        let text = self.text;
        let before = text[..at].split_whitespace().next_back().unwrap_or_default().trim_start_matches('(');
        if !before.contains([':', ')']) && !before.chars().any(is_quote) {
            self.complain(QueryMistake::NarrowOr, at, before);
        }
    }

    /// Whether capital letters may be operators: a headline in capitals has none.
    fn has_small_letters(&self) -> bool {
        self.text.chars().any(char::is_lowercase)
    }

    /// AND is what every space means.
    fn take_and(&mut self) -> bool {
        self.has_small_letters() && self.take_operator(&["AND"])
    }

    fn take_minus(&mut self) -> Sign {
        if self.has_small_letters() && self.take_operator(&["NOT"]) {
            self.skip_spaces();
            return Sign::Minus;
        }
        if !self.rest().starts_with(['-', '−']) {
            return Sign::Plus;
        }
        self.at += self.rest().chars().next().map_or(0, char::len_utf8);
        Sign::Minus
    }
}
