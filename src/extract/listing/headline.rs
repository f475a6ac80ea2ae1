//! Is this text a headline, and is it the whole one?
//!
//! Vietnamese writes a space between syllables, so "words" here are syllables. A headline of a newspaper has 5 to 30
//! of them; the name of a section has 1 to 5. Absent on purpose: any judgement of what the headline says.

use crate::text::fold;

/// Longest headline that is kept, in characters.
pub(crate) const MAX_TITLE_CHARS: usize = 400;

/// Texts of links that lead to an article without being its headline; folded, compared whole or as a beginning.
const BUTTONS: &[&str] = &[
    "doc tiep",
    "doc them",
    "xem them",
    "xem tiep",
    "xem chi tiet",
    "xem tat ca",
    "xem toan bo",
    "tiep tuc doc",
    "read more",
    "continue reading",
    "view more",
    "learn more",
    "skip to",
    "chuyen den phan",
    "chia se bai",
    "gui binh luan",
    "y kien ban doc",
    "tai ve ",
    "dang nhap",
    "dang ky",
];

/// The same, only when the text is nothing else.
const SHORT_BUTTONS: &[&str] =
    &["chi tiet", "binh luan", "chia se", "video", "tin moi", "trang sau", "trang truoc", "tiep theo", "ve dau trang"];

/// How pages about the site itself are called, not articles; folded, compared as a beginning.
const SERVICES: &[&str] = &[
    "dieu khoan su dung",
    "dieu khoan dich vu",
    "dieu khoan va dieu kien",
    "chinh sach bao mat",
    "chinh sach quyen rieng tu",
    "chinh sach rieng tu",
    "chinh sach cookie",
    "quy dinh bao mat",
    "thoa thuan su dung",
    "lien he quang cao",
    "lien he toa soan",
    "bang gia quang cao",
    "bao gia quang cao",
    "so do trang",
    "so do website",
    "privacy policy",
    "terms of",
    "cookie policy",
    "tham do y kien",
];

/// Most syllables of the name of a page about the site itself.
const MAX_SERVICE: usize = 10;

/// "Điều khoản sử dụng", "Chính sách bảo mật" and their kin.
pub(crate) fn is_service(text: &str) -> bool {
    let folded = fold::base(text);
    let folded = folded.trim_matches(|c: char| !c.is_alphanumeric());
    syllables(text) <= MAX_SERVICE && SERVICES.iter().any(|service| folded.starts_with(service))
}

/// Syllables of a text: its pieces between spaces that hold a letter or a digit.
pub(crate) fn syllables(text: &str) -> usize {
    text.split_whitespace().filter(|piece| piece.chars().any(char::is_alphanumeric)).count()
}

/// "Đọc tiếp", "Xem thêm …" and their kin.
pub(crate) fn is_button(text: &str) -> bool {
    let folded = fold::base(text);
    let folded = folded.trim_matches(|c: char| !c.is_alphanumeric());
    BUTTONS.iter().any(|button| folded.starts_with(button)) || SHORT_BUTTONS.contains(&folded)
}

/// Whether a text is cut by dots.
pub(crate) fn is_cut(text: &str) -> bool {
    text.ends_with("...") || text.ends_with('…')
}

/// The first of `others` that says the whole of a cut `text`, else `text`.
pub(crate) fn whole<'t>(text: &'t str, others: impl IntoIterator<Item = &'t str>) -> &'t str {
    if !is_cut(text) {
        return text;
    }
    let start = fold::base(text.trim_end_matches(['.', '…']).trim_end());
    others
        .into_iter()
        .find(|other| {
            let other = other.trim();
            !is_cut(other) && other.chars().count() + 3 >= text.chars().count() && fold::base(other).starts_with(&start)
        })
        .unwrap_or(text)
}

/// A headline without the date that some lists print before it ("2024-07-01 - …") or in brackets behind it ("… (01/07/2024)").
pub(crate) fn without_date(text: &str) -> &str {
    let text = leading_date(text).map_or(text, |(_, title)| title);
    match bracketed(text) {
        Some((title, _)) => title.trim_end(),
        None => text,
    }
}

/// The date that stands in brackets behind a headline.
pub(crate) fn date_in_brackets(text: &str) -> Option<&str> {
    bracketed(text).map(|(_, date)| date)
}

/// A headline and the date in brackets behind it.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let (title, date) = text.strip_suffix(')')?.rsplit_once('(')?;
    (is_date(date) && !title.trim().is_empty()).then_some((title, date))
}

/// The date before a headline, and the headline.
pub(crate) fn leading_date(text: &str) -> Option<(&str, &str)> {
    let (first, rest) = text.trim_start().split_once(' ')?;
    let date = first.trim_matches(['[', ']', '(', ')', ':', ',']);
    let title = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | '|' | '»'));
    let joints = date.chars().filter(|c| matches!(c, '/' | '-' | '.')).count();
    // Without a mark between them the date may begin a sentence.
    let is_apart = rest.trim_start().len() > title.len() || first.len() > date.len();
    (is_date(date) && joints == 2 && is_apart && syllables(title) >= 2).then_some((date, title))
}

/// Digits of a day, with or without a time, and the marks between them.
pub(crate) fn is_date(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (6..=12).contains(&digits)
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '/' | '-' | '.' | ':' | ' ' | ','))
}

/// A headline as it is kept: without a number label, bounded.
pub(crate) fn tidy(text: &str) -> String {
    text.trim().chars().take(MAX_TITLE_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_is_no_headline_even_with_the_headline_behind_it() {
        assert!(is_button("Đọc tiếp"));
        assert!(is_button("Xem thêm về Công nhân được thưởng Tết"));
        assert!(is_button("» Chi tiết"));
        assert!(!is_button("Chi tiết mức lương tối thiểu vùng từ tháng bảy"));
    }

    #[test]
    fn a_cut_headline_is_made_whole_by_a_longer_text_that_begins_alike() {
        let cut = "Công nhân khu chế xuất đòi...";
        assert_eq!(
            whole(cut, ["Ảnh minh họa", "Công nhân khu chế xuất đòi tăng lương"]),
            "Công nhân khu chế xuất đòi tăng lương"
        );
        assert_eq!(whole(cut, ["Một bài khác hẳn về việc làm"]), cut);
    }

    #[test]
    fn a_whole_headline_is_left_alone() {
        assert_eq!(whole("Tăng lương", ["Tăng lương tối thiểu"]), "Tăng lương");
    }

    #[test]
    fn a_date_in_brackets_behind_a_headline_is_not_part_of_it() {
        assert_eq!(without_date("Tăng lương từ tháng bảy (01/07/2024)"), "Tăng lương từ tháng bảy");
        assert_eq!(without_date("Tăng lương cho thợ (giai đoạn 2)"), "Tăng lương cho thợ (giai đoạn 2)");
        let span = "75 năm ngày thành lập (02-9-1945 - 02-9-2020)";
        assert_eq!(without_date(span), span);
    }

    #[test]
    fn a_date_before_a_headline_is_not_part_of_it_unless_it_begins_the_sentence() {
        assert_eq!(without_date("2024-07-01 - Tăng lương từ tháng bảy"), "Tăng lương từ tháng bảy");
        assert_eq!(without_date("[01/07/2024] Tăng lương từ tháng bảy"), "Tăng lương từ tháng bảy");
        let sentence = "01/07/2024 là ngày tăng lương";
        assert_eq!(without_date(sentence), sentence);
    }

    #[test]
    fn syllables_do_not_count_lone_marks() {
        assert_eq!(syllables("Tiền lương - thu nhập"), 4);
    }
}
