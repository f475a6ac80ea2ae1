//! The query language: what a reader types → what is asked.
//!
//! Words (all must be there), `"cụm từ"`, `-trừ`, `a OR b`, `nguồn:` `mục:` `tác giả:` `tiêu đề:` `từ:` `đến:` `vb:`
//! `/mẫu/` and `/mẫu/i` (a regular expression, of the title with `tiêu đề:`)
//! (English: `source:` `section:` `author:` `title:` `from:` `to:` `doc:`), `hôm nay`, `hôm qua`, `7 ngày`, `chưa đọc`,
//! `đánh dấu`, `đã ẩn` (`is:unread`, `is:starred`, `is:muted`), `đã đọc`. Names of fields may be typed without marks. What makes no sense is told with
//! its place, and the words are searched all the same: parsing never fails.
//! Units: days are those of the newspapers' clock (+07:00).

use crate::model::{Language, Timestamp};
use crate::text::fold::Token;
use crate::text::pattern::Pattern;

mod days;
mod parse;

pub(super) use parse::parse;

/// Longest query that is read, in bytes; the rest is not searched, and the reader is told.
pub const MAX_QUERY_BYTES: usize = 1024;
/// Most words of a query.
pub const MAX_QUERY_WORDS: usize = 32;

/// Where words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Place {
    #[default]
    Anywhere,
    Title,
    Author,
}

/// Words that stand together: one word, or several that must be adjacent and in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Unit {
    pub(super) tokens: Vec<Token>,
    pub(super) place: Place,
}

/// A pattern of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sought {
    pub(super) pattern: Pattern,
    pub(super) place: Place,
    /// It must be there; else it must not.
    pub(super) wanted: bool,
}

impl Sought {
    /// Whether an article with these texts is one that is asked for.
    pub(super) fn fits<'a>(&self, title: &str, author: &str, rest: impl IntoIterator<Item = &'a str>) -> bool {
        let stands = |text: &str| self.pattern.stands_in(text);
        let found = match self.place {
            Place::Title => stands(title),
            Place::Author => stands(author),
            Place::Anywhere => stands(title) || rest.into_iter().any(stands),
        };
        found == self.wanted
    }
}

/// A query, understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Asked {
    /// Each must hold; within one, any of the alternatives.
    pub(super) all: Vec<Vec<Unit>>,
    /// None may hold.
    pub(super) none: Vec<Unit>,
    /// Patterns: where each must stand, or (`false`) must not.
    pub(super) patterns: Vec<Sought>,
    /// Beginnings of source ids, of which one must fit; and those that must not.
    pub(super) sources: Vec<String>,
    pub(super) not_sources: Vec<String>,
    /// Likewise of section ids.
    pub(super) sections: Vec<String>,
    pub(super) not_sections: Vec<String>,
    pub(super) since: Option<Timestamp>,
    pub(super) until: Option<Timestamp>,
    pub(super) unread: Option<bool>,
    pub(super) starred: Option<bool>,
    /// Only what is muted; else nothing of it.
    pub(super) muted: bool,
    /// What was wrong, the first thing.
    pub(super) complaint: Option<Complaint>,
}

impl Asked {
    /// Whether nothing at all is asked.
    pub(super) fn is_empty(&self) -> bool {
        self.asks_as_much_as(&Self::default())
    }

    /// Whether both ask the same, whatever was wrong.
    fn asks_as_much_as(&self, other: &Self) -> bool {
        *self == Self { complaint: self.complaint.clone(), ..other.clone() }
    }
}

/// A field's name with its marks.
fn in_vietnamese(name: &str) -> &str {
    match name {
        "nguon:" => "nguồn:",
        "muc:" => "mục:",
        "den:" => "đến:",
        other => other,
    }
}

/// What was wrong with a query, and where (characters from 1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Complaint {
    pub(super) kind: Wrong,
    pub(super) at: usize,
    pub(super) about: String,
}

/// Kinds of mistakes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrong {
    OpenQuote,
    NoValue,
    BadDate,
    LonelyOr,
    LonelyMinus,
    BadState,
    TooLong,
    OpenPattern,
    BadPattern,
    UnknownField,
}

impl Complaint {
    /// The sentence, in Vietnamese or English.
    pub(super) fn sentence(&self, language: Language) -> String {
        let Self { kind, at, about } = self;
        if language == Language::English {
            return match kind {
                Wrong::OpenQuote => {
                    format!("the quotation mark at character {at} is not closed; its words were searched one by one")
                }
                Wrong::NoValue => format!("“{about}” at character {at} needs a value; it was left out"),
                Wrong::BadDate => {
                    format!("“{about}” at character {at} is not a date (2024, 2024-01 or 2024-01-31); it was left out")
                }
                Wrong::LonelyOr => format!("OR at character {at} needs a word on both sides; it was left out"),
                Wrong::LonelyMinus => format!("the minus at character {at} needs a word; it was left out"),
                Wrong::BadState => {
                    format!("“{about}” at character {at} is none of unread, read, starred, muted; it was left out")
                }
                Wrong::OpenPattern => {
                    format!("the pattern at character {at} is not closed by a slash; its words were searched")
                }
                Wrong::BadPattern => {
                    format!("{about} at character {at} is not a regular expression; it was left out")
                }
                Wrong::UnknownField => format!("did you mean “{about}” at character {at}?"),
                Wrong::TooLong => format!("the query is too long; everything from character {at} was left out"),
            };
        }
        match kind {
            Wrong::OpenQuote => format!("dấu ngoặc kép ở ký tự {at} chưa đóng; đã tìm từng từ trong đó"),
            Wrong::NoValue => format!("“{about}” ở ký tự {at} cần một giá trị; đã bỏ qua"),
            Wrong::BadDate => {
                format!("“{about}” ở ký tự {at} không phải là ngày (2024, 2024-01 hoặc 2024-01-31); đã bỏ qua")
            }
            Wrong::LonelyOr => format!("OR ở ký tự {at} cần có từ ở cả hai bên; đã bỏ qua"),
            Wrong::LonelyMinus => format!("dấu trừ ở ký tự {at} cần có từ theo sau; đã bỏ qua"),
            Wrong::BadState => {
                format!("“{about}” ở ký tự {at} không phải là “unread”, “read”, “starred” hay “muted”; đã bỏ qua")
            }
            Wrong::OpenPattern => format!("mẫu ở ký tự {at} chưa đóng bằng dấu /; đã tìm các từ trong đó"),
            Wrong::BadPattern => format!("{about} ở ký tự {at} không phải là biểu thức chính quy; đã bỏ qua"),
            Wrong::UnknownField => format!("ở ký tự {at}: ý bạn là “{}”?", in_vietnamese(about)),
            Wrong::TooLong => format!("câu tìm quá dài; đã bỏ phần từ ký tự {at} trở đi"),
        }
    }
}

#[cfg(test)]
mod tests;
