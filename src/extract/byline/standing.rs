//! What a person is and where he works, as printed beside his name.

use super::words::{ABOUT, TITLES, WORKPLACES};
use crate::text::fold;

/// Whether a line says what a person is or where he works: "TS, Viện Công nhân", "Ban Tuyên giáo tỉnh ủy".
pub(in crate::extract) fn is_standing(line: &str) -> bool {
    const WORDS: usize = 18;
    let begins = line.chars().next().is_some_and(char::is_uppercase) && !line.ends_with(['.', '?', '!', ':', ';']);
    if !begins || line.split_whitespace().nth(WORDS).is_some() {
        return false;
    }
    let folded = fold::base(line);
    let first = folded.split([' ', ',', '.']).next().unwrap_or_default();
    TITLES.contains(&first) || WORKPLACES.iter().any(|place| folded.starts_with(place))
}

/// Whether a text begins as one about an author does: "Phóng viên …", "Cây bút …".
pub(in crate::extract) fn tells_of_person(text: &str) -> bool {
    let folded = fold::base(text);
    ABOUT.iter().any(|about| folded.starts_with(about))
}

/// Whether a line is the name of a union, an office, a club that may sign for its own news.
pub(in crate::extract) fn is_body(line: &str) -> bool {
    const WORDS: std::ops::RangeInclusive<usize> = 3..=12;
    // A slogan says something of a union: "Công đoàn là chỗ dựa của thợ".
    const SAYS: &[&str] = &["là", "của", "đã", "sẽ", "được", "cho", "với", "vì", "luôn", "cần", "có"];
    let words: Vec<&str> = line.split_whitespace().collect();
    let capitals = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    WORDS.contains(&words.len())
        && capitals * 5 >= words.len() * 2
        && !words.iter().any(|word| SAYS.contains(word))
        && is_standing(line)
        && !line.contains([',', ':', '(', '"', '“'])
        && !line.chars().any(|c| c.is_ascii_digit())
}
