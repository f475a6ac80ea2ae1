//! What was wrong with a query, where, and the sentence that says so.

use crate::model::{Language, query_form};

/// What was wrong with a query, and where (characters from 1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct Complaint {
    pub(in crate::store) kind: QueryMistake,
    pub(in crate::store) at: usize,
    pub(in crate::store) about: String,
}

/// Kinds of mistakes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum QueryMistake {
    OpenQuote,
    NoValue,
    BadDate,
    LonelyOr,
    LonelyMinus,
    LonelyNear,
    FarNear,
    OpenGroup,
    LonelyParenthesis,
    DeepGroup,
    ManyWays,
    Contradiction,
    BadState,
    TooLong,
    OpenPattern,
    BadPattern,
    UnknownField,
    UnknownPlace,
    NoWord,
    NoArticle,
}

impl Complaint {
    /// The sentence.
    pub(in crate::store) fn sentence(&self, language: Language) -> String {
        match language {
            Language::English => self.in_english(),
            Language::Vietnamese => self.in_vietnamese(),
        }
    }

    fn in_english(&self) -> String {
        let Self { kind, at, about } = self;
        match kind {
            QueryMistake::OpenQuote => {
                format!("the quotation mark at character {at} is not closed; its words were searched one by one")
            }
            QueryMistake::NoValue => format!("“{about}” at character {at} needs a value; it was left out"),
            QueryMistake::BadDate => {
                format!("“{about}” at character {at} is not a date (2024, 2024-01 or 2024-01-31); it was left out")
            }
            QueryMistake::LonelyOr => format!("OR at character {at} needs a term on both sides; it was left out"),
            QueryMistake::LonelyMinus => format!("the minus at character {at} needs a term; it was left out"),
            QueryMistake::LonelyNear => {
                format!("“{about}” at character {at} needs a word or a phrase on both sides; it was left out")
            }
            QueryMistake::FarNear => {
                format!("“{about}” at character {at} is farther than words are looked for; ~{FARTHEST} was searched")
            }
            QueryMistake::OpenGroup => {
                format!("the parenthesis at character {at} is not closed; it was closed at the end")
            }
            QueryMistake::LonelyParenthesis => {
                format!("the parenthesis at character {at} closes nothing; it was left out")
            }
            QueryMistake::DeepGroup => format!("the parentheses at character {at} are too deep; they were left out"),
            QueryMistake::ManyWays => {
                format!("the query at character {at} has too many alternatives; only the first were searched")
            }
            QueryMistake::Contradiction => "the query asks for what excludes itself; no article can fit".to_owned(),
            QueryMistake::BadState => {
                let names = query_form::state_names();
                format!("“{about}” at character {at} is none of {names}; it was left out")
            }
            QueryMistake::OpenPattern => {
                format!("the pattern at character {at} is not closed by a slash; its words were searched")
            }
            QueryMistake::BadPattern => {
                format!("{about} at character {at} is not a regular expression; it was left out")
            }
            QueryMistake::UnknownField => format!("did you mean “{about}” at character {at}?"),
            QueryMistake::UnknownPlace => {
                format!(
                    "“{about}” at character {at} is no province, zone or ministry that is known; its words were searched"
                )
            }
            QueryMistake::TooLong => format!("the query is too long; everything from character {at} was left out"),
            QueryMistake::NoWord => format!("“{about}” at character {at} is no word; it was left out"),
            QueryMistake::NoArticle => {
                format!("“{about}” at character {at} needs the number of an article; it was left out")
            }
        }
    }

    fn in_vietnamese(&self) -> String {
        let Self { kind, at, about } = self;
        match kind {
            QueryMistake::OpenQuote => format!("dấu ngoặc kép ở ký tự {at} chưa đóng; đã tìm từng từ trong đó"),
            QueryMistake::NoValue => format!("“{about}” ở ký tự {at} cần một giá trị; đã bỏ qua"),
            QueryMistake::BadDate => {
                format!("“{about}” ở ký tự {at} không phải là ngày (2024, 2024-01 hoặc 2024-01-31); đã bỏ qua")
            }
            QueryMistake::LonelyOr => format!("OR ở ký tự {at} cần có từ ở cả hai bên; đã bỏ qua"),
            QueryMistake::LonelyMinus => format!("dấu trừ ở ký tự {at} cần có từ theo sau; đã bỏ qua"),
            QueryMistake::LonelyNear => format!("“{about}” ở ký tự {at} cần có từ hoặc cụm từ ở cả hai bên; đã bỏ qua"),
            QueryMistake::FarNear => format!("“{about}” ở ký tự {at} xa quá mức tìm được; đã tìm ~{FARTHEST}"),
            QueryMistake::OpenGroup => format!("dấu ngoặc đơn ở ký tự {at} chưa đóng; đã đóng ở cuối câu"),
            QueryMistake::LonelyParenthesis => format!("dấu ngoặc đơn ở ký tự {at} không đóng gì cả; đã bỏ qua"),
            QueryMistake::DeepGroup => format!("dấu ngoặc đơn ở ký tự {at} lồng quá sâu; đã bỏ qua"),
            QueryMistake::ManyWays => format!("câu tìm ở ký tự {at} có quá nhiều nhánh; chỉ tìm những nhánh đầu"),
            QueryMistake::Contradiction => "câu tìm tự mâu thuẫn; không bài nào có thể hợp".to_owned(),
            QueryMistake::BadState => {
                let names = query_form::state_names();
                format!("“{about}” ở ký tự {at} không phải là một trong {names}; đã bỏ qua")
            }
            QueryMistake::OpenPattern => format!("mẫu ở ký tự {at} chưa đóng bằng dấu /; đã tìm các từ trong đó"),
            QueryMistake::BadPattern => format!("{about} ở ký tự {at} không phải là biểu thức chính quy; đã bỏ qua"),
            QueryMistake::UnknownField => format!("ở ký tự {at}: ý bạn là “{about}”?"),
            QueryMistake::UnknownPlace => {
                format!(
                    "“{about}” ở ký tự {at} không phải tỉnh, khu công nghiệp hay bộ đã biết; đã tìm các từ trong đó"
                )
            }
            QueryMistake::TooLong => format!("câu tìm quá dài; đã bỏ phần từ ký tự {at} trở đi"),
            QueryMistake::NoWord => format!("“{about}” ở ký tự {at} không phải là từ; đã bỏ qua"),
            QueryMistake::NoArticle => format!("“{about}” ở ký tự {at} cần số của một bài; đã bỏ qua"),
        }
    }
}

/// Most words between two that stand near each other: paragraphs are farther apart than that.
pub(in crate::store) const FARTHEST: usize = 40;
