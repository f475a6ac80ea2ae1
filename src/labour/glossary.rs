//! Abbreviations of labour news and their expansions. The table is `glossary.tsv`, with one sense per row.
//!
//! Source: common usage; the column `checked` tells which rows were also seen spelled out in a newspaper.
//! Deliberately absent: guessing the sense of an ambiguous abbreviation from its context.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// One sense of one abbreviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AbbreviationSense {
    /// As written: `LĐLĐ`.
    pub abbreviation: &'static str,
    /// What it stands for.
    pub expansion: &'static str,
    /// The field it belongs to, in Vietnamese.
    pub field: &'static str,
    /// Whether the abbreviation has other senses; if so it is never expanded automatically.
    pub ambiguous: bool,
    /// A remark in Vietnamese, or empty.
    pub note: &'static str,
    /// The origin of the row.
    pub source: &'static str,
    /// Whether the sense was seen spelled out in a newspaper.
    pub checked: bool,
}

struct GlossaryTable {
    rows: Vec<AbbreviationSense>,
    by_abbreviation: HashMap<&'static str, Range<usize>>,
}

static TABLE: LazyLock<GlossaryTable> = LazyLock::new(|| {
    let rows: Vec<AbbreviationSense> =
        include_str!("glossary.tsv").lines().filter(|l| !l.starts_with('#')).skip(1).filter_map(sense).collect();
    let mut by_abbreviation: HashMap<&'static str, Range<usize>> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        by_abbreviation.entry(row.abbreviation).and_modify(|range| range.end = at + 1).or_insert(at..at + 1);
    }
    GlossaryTable { rows, by_abbreviation }
});

fn sense(line: &'static str) -> Option<AbbreviationSense> {
    let mut cells = line.split('\t');
    Some(AbbreviationSense {
        abbreviation: cells.next().filter(|cell| !cell.is_empty())?,
        expansion: cells.next().filter(|cell| !cell.is_empty())?,
        field: cells.next()?,
        ambiguous: cells.next()? == "yes",
        note: cells.next()?,
        source: cells.next()?,
        checked: cells.next()? != "no",
    })
}

/// Every sense, in the order of the table (with all senses of an abbreviation together).
pub fn all() -> &'static [AbbreviationSense] {
    &TABLE.rows
}

/// The senses of `abbreviation`, spelled as in the table (case and đ matter).
pub fn senses(abbreviation: &str) -> &'static [AbbreviationSense] {
    let range = TABLE.by_abbreviation.get(abbreviation).cloned().unwrap_or_default();
    TABLE.rows.get(range).unwrap_or_default()
}

/// Words that mean the same to one who searches.
static GROUPS: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
    let rows = include_str!("synonyms.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.map(|row| row.split('\t').collect()).collect()
});

/// What else a search for `term` (an abbreviation, an expansion or a word with its equals, in any case) may look for.
/// Ambiguous senses are left out.
pub fn also_searched(term: &str) -> Vec<&'static str> {
    let wanted = term.trim().to_lowercase();
    let same = GROUPS.iter().filter(|group| group.contains(&wanted.as_str())).flatten().filter(|word| **word != wanted);
    let same = same.copied();
    let clear = TABLE.rows.iter().filter(|row| !row.ambiguous);
    clear
        .filter_map(|row| {
            let (short, long) = (row.abbreviation.to_lowercase(), row.expansion.to_lowercase());
            if short == wanted { Some(row.expansion) } else { (long == wanted).then_some(row.abbreviation) }
        })
        .chain(same)
        .collect()
}

/// The known abbreviations in `text` (NFC), with their byte ranges; the longest if they overlap.
pub fn in_text(text: &str) -> Vec<(Range<usize>, &'static [AbbreviationSense])> {
    let mut found = Vec::new();
    for token in text.split_whitespace() {
        let start = token.as_ptr() as usize - text.as_ptr() as usize;
        in_token(token, start, &mut found);
    }
    found
}

/// Looks up the parts of a token between separators, joined parts before single ones: `TNLĐ-BNN` before `TNLĐ`.
fn in_token(token: &str, start: usize, found: &mut Vec<(Range<usize>, &'static [AbbreviationSense])>) {
    let trimmed = token.trim_matches(|c: char| !c.is_alphanumeric());
    if trimmed.is_empty() || trimmed.contains("://") {
        return;
    }
    let at = start + (trimmed.as_ptr() as usize - token.as_ptr() as usize);
    let whole = senses(trimmed);
    if !whole.is_empty() {
        found.push((at..at + trimmed.len(), whole));
        return;
    }
    for part in trimmed.split(|c: char| !c.is_alphanumeric()) {
        let begin = at + (part.as_ptr() as usize - trimmed.as_ptr() as usize);
        let known = senses(part);
        if !known.is_empty() {
            found.push((begin..begin + part.len(), known));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_read() {
        let lines = include_str!("glossary.tsv").lines().filter(|l| !l.starts_with('#')).count();
        assert_eq!(all().len() + 1, lines);
        assert!(all().iter().all(|row| !row.field.is_empty() && !row.source.is_empty()));
    }

    #[test]
    fn senses_of_one_abbreviation_stand_together_and_say_so() {
        for row in all() {
            let count = all().iter().filter(|other| other.abbreviation == row.abbreviation).count();
            assert_eq!(senses(row.abbreviation).len(), count, "{}", row.abbreviation);
            assert!(count == 1 || row.ambiguous, "{}", row.abbreviation);
        }
    }

    #[test]
    fn a_clear_abbreviation_is_searched_both_ways() {
        assert_eq!(also_searched("lđlđ"), ["Liên đoàn Lao động"]);
        assert_eq!(also_searched("liên đoàn lao động"), ["LĐLĐ"]);
    }

    #[test]
    fn the_commonest_words_of_labour_news_are_searched_under_their_other_names() {
        for (term, also) in [
            ("nợ lương", &["chậm lương", "chậm trả lương"][..]),
            ("Tăng ca", &["làm thêm giờ"]),
            ("ngừng việc", &["đình công", "lãn công"]),
        ] {
            let found = also_searched(term);
            assert!(also.iter().all(|word| found.contains(word)), "{term}: {found:?}");
            assert!(!found.contains(&term.to_lowercase().as_str()), "{term}");
        }
        assert_eq!(also_searched("lương"), [""; 0]);
    }

    #[test]
    fn an_ambiguous_abbreviation_is_not_expanded() {
        assert!(senses("BTV").len() > 1);
        assert_eq!(also_searched("BTV"), [""; 0]);
    }

    #[test]
    fn abbreviations_are_found_in_text_the_longest_first() {
        let text = "Phòng ngừa TNLĐ-BNN (TNLĐ), theo BHXH/BHYT.";
        let found: Vec<&str> = in_text(text).into_iter().map(|(range, _)| &text[range]).collect();
        assert_eq!(found, ["TNLĐ-BNN", "TNLĐ", "BHXH", "BHYT"]);
    }
}
