//! Reads a query item by item into a tree. Never fails: what makes no sense is noted, and its words are searched.

use super::complaint::{Complaint, FARTHEST, Wrong};
use super::tree::{Node, Sign};
use super::{MAX_QUERY_BYTES, MAX_QUERY_WORDS, Near, Place, Question, Sought, Unit};
use crate::model::Timestamp;
use crate::text::fold::{self, Kind, Token};
use crate::text::pattern::Pattern;

/// Most patterns of a query.
const MAX_PATTERNS: usize = 8;
/// Most parentheses within each other.
const MAX_DEPTH: usize = 8;
/// Most syllables between words that stand near, where no number says it.
const NEAR: usize = 10;

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
        levels: vec![Level::default()],
        skipped: 0,
        complaints: Vec::new(),
        words: 0,
        patterns: 0,
    };
    while parser.item() {}
    if end < text.len() {
        parser.complain(Wrong::TooLong, end, "");
    }
    parser.question()
}

/// What stands between two parentheses, or the whole query.
#[derive(Debug, Default)]
struct Level {
    nodes: Vec<Node>,
    /// An OR that waits for its right side.
    or: Option<usize>,
    /// A `~5` that waits for its right side: how near, where it stands.
    near: Option<(usize, usize)>,
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
    levels: Vec<Level>,
    /// Parentheses that are open and were left out.
    skipped: usize,
    complaints: Vec<Complaint>,
    words: usize,
    patterns: usize,
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '\u{ff02}')
}

impl<'a> Parser<'a> {
    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn level(&mut self) -> &mut Level {
        // One is always there.
        let last = self.levels.len() - 1;
        &mut self.levels[last]
    }

    fn in_group(&self) -> bool {
        self.levels.len() > 1
    }

    pub(super) fn complain(&mut self, kind: Wrong, byte: usize, about: &str) {
        let at = self.text.get(..byte).unwrap_or(self.text).chars().count() + 1;
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
            self.complain(Wrong::OpenGroup, open, "");
            self.close();
        }
        self.end_level();
        let nodes = std::mem::take(&mut self.level().nodes);
        let something = !nodes.is_empty();
        let found = Node::All(nodes).ways();
        if found.cut {
            self.complain(Wrong::ManyWays, 0, "");
        }
        let ways = if something { found.any } else { Vec::new() };
        if something && ways.is_empty() {
            self.complain(Wrong::Contradiction, 0, "");
        }
        self.complaints.sort_by_key(|complaint| complaint.at);
        Question { ways, complaints: self.complaints }
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
        if self.take_or() || self.take_and() || self.take_near() || self.take_bare() {
            return true;
        }
        let start = self.at;
        let sign = self.take_minus();
        let next = self.rest().chars().next();
        if sign == Sign::Minus && next.is_none_or(|c| c.is_whitespace() || c == ')') {
            self.complain(Wrong::LonelyMinus, start, "");
            return true;
        }
        if next == Some('(') {
            self.open(start, sign);
        } else if !self.take_pattern(Place::Anywhere, sign, start) {
            if let Some(field) = self.take_name() {
                self.field(field, sign, start);
            } else {
                let value = self.value();
                self.words_of(&value, Place::Anywhere, sign);
            }
        }
        true
    }

    fn open(&mut self, start: usize, sign: Sign) {
        self.at += 1;
        if self.levels.len() > MAX_DEPTH {
            self.complain(Wrong::DeepGroup, start, "");
            self.skipped += 1;
            return;
        }
        self.levels.push(Level { open: start, sign, ..Level::default() });
    }

    fn take_closing(&mut self) {
        let at = self.at;
        self.at += 1;
        if self.skipped > 0 {
            self.skipped -= 1;
        } else if self.in_group() {
            self.close();
        } else {
            self.complain(Wrong::LonelyParenthesis, at, "");
        }
    }

    /// Ends the innermost group, which becomes one piece of the one around it.
    fn close(&mut self) {
        self.end_level();
        let Some(mut level) = self.levels.pop() else { return };
        let Some(last) = level.nodes.pop() else {
            let shown = self.text.get(level.open..self.at).unwrap_or_default().trim().to_owned();
            self.complain(Wrong::NoValue, level.open, &shown);
            return;
        };
        let node = if level.nodes.is_empty() {
            last
        } else {
            level.nodes.push(last);
            Node::All(level.nodes)
        };
        self.add(node, level.sign);
        self.level().grouped = true;
    }

    /// Complains of what still waits for its right side.
    fn end_level(&mut self) {
        if let Some(at) = self.level().or.take() {
            self.complain(Wrong::LonelyOr, at, "");
        }
        self.drop_near();
    }

    fn drop_near(&mut self) {
        if let Some((_, at)) = self.level().near.take() {
            let shown = self.text[at..].split(char::is_whitespace).next().unwrap_or_default().to_owned();
            self.complain(Wrong::LonelyNear, at, &shown);
        }
    }

    /// A piece more: by itself, beside an OR, or near the one before.
    pub(super) fn add(&mut self, node: Node, sign: Sign) {
        let mut node = if sign == Sign::Minus { Node::Not(Box::new(node)) } else { node };
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
            (Some(Node::Any(any)), true) => any.push(node),
            (Some(last), true) => *last = Node::Any(vec![last.clone(), node]),
            _ => {
                // `nguồn:a nguồn:b` asks for one of both.
                for before in &mut level.nodes {
                    match (before, &mut node) {
                        (Node::Sources(all), Node::Sources(more)) | (Node::Sections(all), Node::Sections(more)) => {
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
    pub(super) fn take_pattern(&mut self, place: Place, sign: Sign, start: usize) -> bool {
        let rest = self.rest();
        if !Pattern::begins(rest) {
            return false;
        }
        let Some(taken) = Pattern::take(rest) else {
            self.complain(Wrong::OpenPattern, start, "");
            return false;
        };
        self.at += taken.length;
        match taken.pattern {
            Ok(pattern) if self.patterns < MAX_PATTERNS => {
                self.patterns += 1;
                self.add(Node::Pattern(Sought { pattern, place, wanted: true }), sign);
            }
            Ok(_) => self.complain(Wrong::TooLong, start, ""),
            Err(why) => {
                let about = format!("{} ({why})", &rest[..taken.length]);
                self.complain(Wrong::BadPattern, start, &about);
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
            self.complain(Wrong::LonelyOr, at, "");
        } else {
            level.or = Some(at);
        }
        true
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

    /// The `~5` between two pieces.
    fn take_near(&mut self) -> bool {
        let Some((within, length)) = near_sign(self.rest()) else { return false };
        let start = self.at;
        let shown = self.rest()[..length].to_owned();
        self.at += length;
        self.drop_near();
        if within > FARTHEST {
            self.complain(Wrong::FarNear, start, &shown);
        }
        let level = self.level();
        if level.nodes.is_empty() || level.or.is_some() {
            self.complain(Wrong::LonelyNear, start, &shown);
        } else {
            level.near = Some((within.min(FARTHEST), start));
        }
        true
    }

    /// A quoted piece or everything up to a space.
    pub(super) fn value(&mut self) -> Value<'a> {
        let rest = self.rest();
        let start = self.at;
        if let Some(quote) = rest.chars().next().filter(|c| is_quote(*c)) {
            let inner = &rest[quote.len_utf8()..];
            if let Some(end) = inner.find(is_quote) {
                self.at += quote.len_utf8() + end;
                self.at += self.rest().chars().next().map_or(0, char::len_utf8);
                return Value { text: &inner[..end], quoted: true };
            }
            self.at = self.text.len();
            self.complain(Wrong::OpenQuote, start, "");
            return Value { text: inner, quoted: false };
        }
        let mut depth = 0_usize;
        let group = self.in_group();
        let end = rest.find(|c: char| {
            let closes = c == ')' && group && depth == 0;
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            closes || c.is_whitespace() || is_quote(c)
        });
        let end = end.unwrap_or(rest.len());
        self.at += end;
        Value { text: &rest[..end], quoted: false }
    }

    /// Takes `words` if they stand here whole, in any case and in any Unicode form.
    pub(super) fn take_words(&mut self, words: &str) -> bool {
        let mut tokens = fold::tokens(self.rest());
        let mut end = 0;
        for wanted in fold::tokens(words) {
            match tokens.next() {
                Some(token) if token.exact == wanted.exact && self.rest()[end..token.range.start].trim().is_empty() => {
                    end = token.range.end;
                }
                _ => return false,
            }
        }
        let group = self.in_group();
        let whole = self.rest()[end..].chars().next().is_none_or(|c| c.is_whitespace() || (c == ')' && group));
        if whole {
            self.at += end;
        }
        whole
    }

    /// The words of a value: one unit when they are one word or quoted, else a unit for each.
    pub(super) fn words_of(&mut self, value: &Value<'_>, place: Place, sign: Sign) {
        let found = tokens(value.text);
        if found.is_empty() && value.text.chars().any(says_something) {
            self.complain(Wrong::NoWord, self.at.saturating_sub(value.text.len()), value.text.trim());
        }
        let glued = value.quoted || !value.text.contains(char::is_whitespace);
        let units: Vec<Vec<Token>> =
            if glued { vec![found] } else { found.into_iter().map(|token| vec![token]).collect() };
        for tokens in units {
            self.words += tokens.len();
            if tokens.is_empty() {
                continue;
            }
            if self.words > MAX_QUERY_WORDS {
                self.complain(Wrong::TooLong, self.at, "");
                return;
            }
            let unit = match self.slop(value) {
                Some(within) => near_each_other(tokens, place, within),
                None => Unit { tokens, place, near: None },
            };
            self.add(Node::Words(unit), sign);
        }
    }

    /// How near each other the words of the quoted piece before must stand: `"công nhân nghỉ việc"~5`.
    fn slop(&mut self, value: &Value<'_>) -> Option<usize> {
        let (within, length) = near_sign(self.rest()).filter(|_| value.quoted && value.text.trim().contains(' '))?;
        let after = self.rest()[length..].trim_start();
        if after.starts_with(is_quote) || self.rest()[length..].starts_with('(') {
            return None;
        }
        self.at += length;
        Some(within.min(FARTHEST))
    }
}

/// The `~5` at the beginning of a text: how near, and how long it is.
fn near_sign(text: &str) -> Option<(usize, usize)> {
    let rest = text.strip_prefix('~')?;
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let ends = rest[digits..].chars().next().is_none_or(|c| c.is_whitespace() || is_quote(c) || matches!(c, '(' | ')'));
    let within = if digits == 0 { NEAR } else { rest[..digits].parse().unwrap_or(usize::MAX) };
    ends.then_some((within, digits + 1))
}

/// Each word near the one before it.
fn near_each_other(tokens: Vec<Token>, place: Place, within: usize) -> Unit {
    let mut units = tokens.into_iter().map(|token| Unit { tokens: vec![token], place, near: None });
    let mut first = units.next().unwrap_or_default();
    for unit in units {
        first.add_near(Near { within, unit });
    }
    first
}

/// The words that a piece stands for, if it is words only.
fn alternatives(node: &Node) -> Option<Vec<&Unit>> {
    match node {
        Node::Words(unit) => Some(vec![unit]),
        Node::Any(nodes) => {
            let each = nodes.iter().map(|node| if let Node::Words(unit) = node { Some(unit) } else { None });
            each.collect()
        }
        _ => None,
    }
}

/// Makes of `left` what stands near `right`; whether both are words of the article's text. Without parentheses only the
/// last alternative of an OR stands on the left.
fn join_near(left: &mut Node, within: usize, right: &Node, grouped: bool) -> bool {
    match left {
        Node::Not(inner) => return join_near(inner, within, right, grouped),
        Node::Any(any) if !grouped => {
            return any.last_mut().is_some_and(|last| join_near(last, within, right, true));
        }
        _ => {}
    }
    let (Some(lefts), Some(rights)) = (alternatives(left), alternatives(right)) else { return false };
    let mut joined = Vec::new();
    for one in &lefts {
        for other in &rights {
            let mut other = (*other).clone();
            if other.place == Place::Anywhere {
                other.place = one.place;
            }
            if other.place != one.place || !one.place.is_text() {
                return false;
            }
            let mut unit = (*one).clone();
            unit.add_near(Near { within, unit: other });
            joined.push(Node::Words(unit));
        }
    }
    *left = if joined.len() == 1 { joined.remove(0) } else { Node::Any(joined) };
    true
}

/// Whether a letter that belongs to no word is more than punctuation.
fn says_something(c: char) -> bool {
    !c.is_whitespace() && !c.is_ascii_punctuation() && !matches!(c, '\u{a0}'..='\u{bf}' | '\u{2000}'..='\u{206f}')
}

pub(super) struct Value<'a> {
    pub(super) text: &'a str,
    pub(super) quoted: bool,
}

/// The tokens of a text; the number of a document stands for its words.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut number_until = 0;
    fold::tokens(text)
        .filter(|token| {
            if token.kind == Kind::Number {
                number_until = token.range.end;
                return true;
            }
            token.range.start >= number_until
        })
        .collect()
}
