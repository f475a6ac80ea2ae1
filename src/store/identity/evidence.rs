//! Evidence that two addresses lead to one article: the site's own article number, the words of the headlines. Pure.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::hash::BuildHasher as _;

use rustc_hash::FxBuildHasher;

use crate::model::{Block, CanonicalUrl};
use crate::text::fold;

/// Digits that a number of an article has at least, where it stands at the end of an address.
const NUMBER_DIGITS: usize = 6;
/// Query parameters that hold an article's number, in small letters.
const NUMBER_PARAMETERS: &[&str] = &["id", "articleid", "newsid", "itemid", "postid", "idtin", "tinid", "baivietid"];
/// The number of an article in its address, with what it counts within: `bao.vn/-post#123456`.
pub(in super::super) fn site_number(url: &CanonicalUrl) -> Option<String> {
    let key = url.key();
    let (path, query) = key.split_once('?').unwrap_or((&key, ""));
    let host = path.split('/').next().unwrap_or_default();
    let of_query = query.split('&').find_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        let name = name.to_ascii_lowercase();
        let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
        (digits && NUMBER_PARAMETERS.contains(&name.as_str())).then(|| format!("{path}?{name}#{value}"))
    });
    if of_query.is_some() {
        return of_query;
    }
    let last = path.rsplit('/').next().filter(|last| last.len() < path.len())?;
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let words = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &stem[words.len()..];
    // Behind the slug and one short mark: `-123456`, `-post123456`, `-a123456`.
    let (slug, mark) = words.rsplit_once('-')?;
    let short = mark.len() <= 5 && mark.bytes().all(|byte| byte.is_ascii_alphabetic());
    let number = digits.len() >= NUMBER_DIGITS && !digits.ends_with("000") && !is_date(digits);
    (short && number && !slug.is_empty()).then(|| format!("{host}/-{mark}#{digits}"))
}

/// Whether the site's own numbers say that two addresses are of two articles.
pub(in super::super) fn are_numbered_apart(one: &CanonicalUrl, other: &CanonicalUrl) -> bool {
    let split = |url| {
        let number = site_number(url)?;
        number.split_once('#').map(|(of, number)| (of.to_owned(), number.to_owned()))
    };
    split(one).zip(split(other)).is_some_and(|(one, other)| one.0 == other.0 && one.1 != other.1)
}

/// `20251128` and `28112025` are dates, not article numbers.
fn is_date(digits: &str) -> bool {
    let part = |range: std::ops::Range<usize>| digits.get(range).and_then(|part| part.parse::<u32>().ok());
    let year = |at: usize| part(at..at + 4).is_some_and(|year| (1990..2100).contains(&year));
    let in_year = |month: usize, day: usize| {
        part(month..month + 2).is_some_and(|month| (1..=12).contains(&month))
            && part(day..day + 2).is_some_and(|day| (1..=31).contains(&day))
    };
    match digits.len() {
        6 => (year(0) && part(4..6).is_some_and(|month| (1..=12).contains(&month))) || in_year(2, 0),
        8 => (year(0) && in_year(4, 6)) || (year(4) && in_year(2, 0)),
        _ => false,
    }
}

/// The numbers of a headline, in order.
pub(in super::super) fn numbers(title: &str) -> Vec<&str> {
    title.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty()).collect()
}

/// Characters of the same paragraphs that two texts must share at least.
const LEAST_SHARED: usize = 300;

/// Whether a text is long enough to identify an article.
pub(in super::super) fn can_be_told_apart(body: &[Block]) -> bool {
    paragraphs(body).map(|paragraph| paragraph.chars().count()).sum::<usize>() >= LEAST_SHARED
}

/// The same paragraphs of two texts, in per cent of the shorter text; 0 where they are few.
pub(in super::super) fn text_in_common(one: &[Block], other: &[Block]) -> usize {
    let all = |body: &[Block]| -> BTreeMap<String, usize> {
        paragraphs(body).map(|text| (fold::letters(text), text.chars().count())).collect()
    };
    let (one, other) = (all(one), all(other));
    let shared: usize = one.iter().filter(|(text, _)| other.contains_key(*text)).map(|(_, chars)| chars).sum();
    let shorter = one.values().sum::<usize>().min(other.values().sum());
    if shared < LEAST_SHARED { 0 } else { (shared * 100).checked_div(shorter).unwrap_or(0) }
}

/// Paragraphs that are no mere labels.
fn paragraphs(body: &[Block]) -> impl Iterator<Item = &str> {
    body.iter().flat_map(Block::strings).filter(|text| text.len() >= 40)
}

/// The words of a headline by their hashes, without case; two headlines are compared without reading either again.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(in super::super) struct HeadlineWords(Vec<u64>);

impl HeadlineWords {
    pub(in super::super) fn of(headline: &str) -> Self {
        let letters = fold::letters(headline);
        let words = letters.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut hashes: Vec<u64> = words.map(|word| FxBuildHasher.hash_one(word)).collect();
        hashes.sort_unstable();
        hashes.dedup();
        Self(hashes)
    }

    /// Of all words of two headlines, in per cent, those that both have.
    pub(in super::super) fn in_common(&self, other: &Self) -> usize {
        let (mut one, mut two, mut both) = (self.0.iter().peekable(), other.0.iter().peekable(), 0);
        while let (Some(a), Some(b)) = (one.peek(), two.peek()) {
            match a.cmp(b) {
                Ordering::Less => drop(one.next()),
                Ordering::Greater => drop(two.next()),
                Ordering::Equal => {
                    both += 1;
                    one.next();
                    two.next();
                }
            }
        }
        (both * 100_usize).checked_div(self.0.len() + other.0.len() - both).unwrap_or(0)
    }
}

/// Of all words of two headlines, in per cent, those that both have.
pub(in super::super) fn words_in_common(one: &str, other: &str) -> usize {
    HeadlineWords::of(one).in_common(&HeadlineWords::of(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<String> {
        site_number(&CanonicalUrl::parse(text).unwrap())
    }

    #[test]
    fn the_number_of_an_article_is_found_behind_any_slug() {
        assert_eq!(number("https://bao.vn/tin/luong-toi-thieu-1234567.htm").as_deref(), Some("bao.vn/-#1234567"));
        assert_eq!(number("https://m.bao.vn/khac/slug-moi-1234567.htm"), number("https://bao.vn/a-b-1234567.htm"));
        assert_eq!(number("https://bao.vn/slug-post123456.html").as_deref(), Some("bao.vn/-post#123456"));
        assert_eq!(
            number("https://bao.vn/xem.aspx?ArticleID=77&tieude=abc").as_deref(),
            Some("bao.vn/xem.aspx?articleid#77")
        );
    }

    #[test]
    fn sums_dates_and_short_numbers_are_no_number_of_an_article() {
        for none in [
            "https://bao.vn/ho-tro-5000000.html",
            "https://bao.vn/lich-nghi-20251128.html",
            "https://bao.vn/lich-nghi-28112025.html",
            "https://bao.vn/ke-hoach-nam-2025.html",
            "https://bao.vn/123456.html",
            "https://bao.vn/",
            "https://bao.vn/tin?page=123456",
        ] {
            assert_eq!(number(none), None, "{none}");
        }
    }

    #[test]
    fn a_changed_headline_still_has_most_of_its_words() {
        let common = words_in_common("Tăng lương tối thiểu từ 1-7", "Tăng lương tối thiểu vùng từ 1-7-2026");
        assert!(common >= 50, "{common}");
        assert!(words_in_common("Tăng lương tối thiểu", "Nghỉ lễ Quốc khánh mấy ngày") < 30);
    }
}
