//! `chủ đề:lương` in a query: stands for the query of that topic.

use std::borrow::Cow;

use crate::labour::topics::{self, Topic};
use crate::text::fold;

pub(super) mod papers;

/// Names of the field, as K1.
const FIELDS: [&str; 2] = ["chu de:", "topic:"];

/// A query with the topics it names written out; one that there is not is left as it is, and told by the parser.
pub(super) fn written_out<'a>(text: &'a str, known: &[Topic]) -> Cow<'a, str> {
    let mut out: Option<String> = None;
    let mut at = 0;
    while let Some((begin, value)) = next_field(text, at, &FIELDS) {
        let (name, end) = name_at(text, value);
        let out = out.get_or_insert_with(String::new);
        match topics::find(known, name) {
            // In parentheses it is one part of the query, with a minus before it too.
            Some(topic) => out.extend([&text[at..begin], "(", &topic.query, ")"]),
            None => out.push_str(&text[at..end]),
        }
        at = end;
    }
    match out {
        Some(out) => Cow::Owned(out + &text[at..]),
        None => Cow::Borrowed(text),
    }
}

/// Where the next field begins, and where its value does.
fn next_field(text: &str, from: usize, fields: &[&str]) -> Option<(usize, usize)> {
    let colons = text[from..].match_indices(':').map(|(at, _)| from + at);
    colons.into_iter().find_map(|colon| {
        let starts = text[from..colon].char_indices().map(|(at, _)| from + at);
        let field = |start: usize| fields.contains(&fold::base(&text[start..=colon]).as_str());
        let begins = |start: usize| {
            text[..start].chars().next_back().is_none_or(|before| before.is_whitespace() || matches!(before, '-' | '('))
        };
        // The longest name is fourteen bytes.
        let start = starts.filter(|start| colon - start <= 14 && begins(*start)).find(|start| field(*start))?;
        Some((start, colon + 1))
    })
}

/// The name at a place, with quotes or up to the next space; and where it ends.
fn name_at(text: &str, at: usize) -> (&str, usize) {
    let rest = &text[at..];
    for (open, close) in [('"', '"'), ('“', '”')] {
        if let Some(inside) = rest.strip_prefix(open) {
            let length = inside.find(close).unwrap_or(inside.len());
            let end = at + open.len_utf8() + length;
            return (&inside[..length], (end + close.len_utf8()).min(text.len()));
        }
    }
    let length = rest.find(|c: char| c.is_whitespace() || c == ')').unwrap_or(rest.len());
    (&rest[..length], at + length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Timestamp;

    fn known() -> Vec<Topic> {
        let topic = |name: &str, query: &str| Topic { name: name.to_owned(), query: query.to_owned() };
        vec![topic("Tiền lương", "tiêu đề:lương"), topic("Việc làm", "\"việc làm\" OR \"tìm việc\"")]
    }

    #[test]
    fn a_topic_stands_for_its_query() {
        for (asked, meant) in [
            ("chủ đề:lương", "(tiêu đề:lương)"),
            ("xăng -(chủ đề:lương) x", "xăng -((tiêu đề:lương)) x"),
            ("xăng -chủ đề:lương", "xăng -(tiêu đề:lương)"),
            ("may chu de:\"viec lam\" từ:2026", "may (\"việc làm\" OR \"tìm việc\") từ:2026"),
            ("topic:“Tiền lương”", "(tiêu đề:lương)"),
        ] {
            assert_eq!(written_out(asked, &known()), meant, "{asked}");
        }
    }

    #[test]
    fn beside_a_shipped_topic_there_is_room_for_the_readers_own_words() {
        for topic in topics::built_in() {
            let asked = format!("chủ đề:\"{}\" {}", topic.name, "xa ".repeat(16));
            let question = super::super::language::parse(&written_out(&asked, topics::built_in()), Timestamp(0));
            assert!(question.complaints.is_empty(), "{}: {:?}", topic.name, question.complaints);
        }
    }

    #[test]
    fn what_names_no_topic_stays_as_it_is() {
        for asked in ["lương", "nguồn:nld.com.vn lương", "chủ đề:xổ", "chủ đề:", "họp: chủ đề gì", "“chủ đề:"]
        {
            assert_eq!(written_out(asked, &known()), asked);
        }
    }
}
