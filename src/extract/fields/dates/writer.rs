//! The author whom a date line names: after a label, or a name of people that stands there alone.
//!
//! Labels are compared without marks, names are not: "lúc" is a label, "Lực" a name; "lần" and "Lan", "đăng" and "Đặng" likewise.

use super::line::{LONGEST, beside_is_known, is_apart, known_at, words_of};
use super::phrases::AUTHOR;
use crate::extract::byline;
use crate::extract::names;
use crate::model::Timestamp;
use crate::text::date;
use crate::text::fold;

/// Words of labels that are names of people too where other marks stand on them.
const MARKED: &[&str] =
    &["lần", "lúc", "hồi", "đăng", "lưu", "đọc", "mục", "giờ", "thích", "bởi", "vào", "nguồn", "ngày", "theo", "trong"];

/// The author whom a date line names.
pub(in crate::extract::fields) fn author(line: &str, now: Timestamp) -> Option<String> {
    let found = date::find(line, now);
    if line.len() > LONGEST || found.is_empty() || !beside_is_known(line, &found) {
        return None;
    }
    let mut rest = line.to_owned();
    for one in found.iter().rev() {
        rest.replace_range(one.range.clone(), "|");
    }
    let parts = || rest.split(is_apart).flat_map(|part| part.split([',', ':']).flat_map(|piece| piece.split(" - ")));
    let mut announced = false;
    let labelled = parts().find_map(|part| {
        let words = words_of(part);
        let folded = folded(&words);
        let at = (0..words.len())
            .find(|at| AUTHOR.contains(&folded[*at..(*at + known_at(&folded[*at..])).max(*at + 1)].join(" ").as_str()));
        let from = match at {
            Some(at) => at + known_at(&folded[at..]).max(1),
            None if announced => 0,
            None => return None,
        };
        announced = from == words.len() && (announced || at.is_some());
        let ends = |at: &usize| known_at(&folded[*at..]) > 0 && !is_of_name(&words[*at..], *at - from);
        let until = (from..words.len()).find(ends).unwrap_or(words.len());
        let name = words[from..until].join(" ");
        (!name.is_empty()).then_some(name)
    });
    let signs = |part: &&str| names::are_people(part) || byline::is_reporters(part);
    // "- Thu Hằng": the stroke before a name in an element of its own.
    let bare = |part: &'_ str| part.trim_matches(|c: char| c.is_whitespace() || "-–—•".contains(c)).to_owned();
    let alone = || rest.split(is_apart).chain(parts()).map(bare).find(|part| signs(&part.as_str()));
    labelled.or_else(alone)
}

/// The words without marks, but for those that are a label only without their own.
fn folded(words: &[String]) -> Vec<String> {
    let unmarked = words.iter().all(|word| word.is_ascii());
    let keeps = |word: &String| {
        let lower = word.to_lowercase();
        let base = fold::base(word);
        let is_label = |label: &&str| fold::base(label) == base;
        let capital = word.starts_with(char::is_uppercase);
        (capital && !unmarked && MARKED.iter().any(is_label) && !MARKED.contains(&lower.as_str())).then_some(lower)
    };
    words.iter().map(|word| keeps(word).map_or_else(|| fold::base(word), |lower| format!("\u{b7}{lower}"))).collect()
}

/// Whether a word that may be a label is of a name here, behind so many words of it: "Vũ Hải Đăng", "Lưu Thị Hoa".
fn is_of_name(words: &[String], behind: usize) -> bool {
    let next = words.get(1);
    let goes_on = |next: &String| matches!(fold::base(next).as_str(), "boi" | "tai" | "trong" | "ngay" | "luc" | "vao");
    match words[0].as_str() {
        "Đăng" => behind > 0 && !next.is_some_and(goes_on),
        "Lưu" => behind > 0 || next.is_some_and(|next| next.starts_with(char::is_uppercase)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_780_000_000);

    fn author_of(line: &str) -> Option<String> {
        author(&line.replace('~', "\u{2003}"), NOW)
    }

    #[test]
    fn a_date_line_names_its_author_after_a_label_or_alone() {
        for line in [
            "Wed, 20/08/2025 - 11:35 by Thu Hằng",
            "Thu Hằng - Ngày 20/08/2025",
            "Đăng bởi Thu Hằng lúc 20/08/2025 - 20:40",
            "Được đăng bởi Thu Hằng vào Thứ Tư, 20/08/2025 - 20:40",
            "Được viết bởi Thu Hằng, 20/08/2025 - 20:40",
            "20/08/2025 08:15 | Thu Hằng | 3 bình luận",
            "Tác giả:~Thu Hằng~20/08/2025",
            "Posted on August 20, 2025 by Thu Hằng in Tin tức",
        ] {
            assert_eq!(author_of(line).as_deref(), Some("Thu Hằng"), "{line}");
        }
        assert_eq!(author_of("PV~20/08/2025 08:15").as_deref(), Some("PV"));
        assert_eq!(author_of("20/08/2025 08:15~- Thu Hằng").as_deref(), Some("Thu Hằng"));
        assert_eq!(author_of("Tổng hợp | 20/08/2025 08:15"), None);
        assert_eq!(author_of("Công đoàn | 20/08/2025 08:15"), None);
        assert_eq!(author_of("Lan Chi - Văn Phú~•~20/08/2025 08:15").as_deref(), Some("Lan Chi - Văn Phú"));
    }

    #[test]
    fn a_name_that_is_a_label_without_its_marks_is_whole() {
        for name in ["Vũ Hải Đăng", "Đặng Thị Lan", "Nguyễn Văn Lực", "Lê Văn Hội", "Lưu Thị Hoa", "Trần Văn Lưu"]
        {
            let line = format!("Đăng bởi {name} on Wed, 20/08/2025 - 11:35");
            assert_eq!(author_of(&line).as_deref(), Some(name));
        }
    }
}
