//! A query with an abbreviation of the trade in place of what it stands for, or the other way round.

use crate::labour::glossary;
use crate::text::fold::{self, FoldToken};

/// Most other readings of one query.
const MOST: usize = 4;
/// Most words of an expansion.
const MOST_WORDS: usize = 8;

/// The query with one piece of it in another name, and that name; the literal query is not among them.
pub(super) fn readings(query: &str) -> Vec<(String, &'static str)> {
    let tokens: Vec<FoldToken> = fold::tokens(query).collect();
    let mut found = Vec::new();
    for from in 0..tokens.len() {
        // The longest piece that has another name; what stands after a colon is the value of a field.
        let most = tokens.len().min(from + MOST_WORDS);
        let other = (from + 1..=most).rev().find_map(|to| {
            let range = tokens[from].range.start..tokens[to - 1].range.end;
            let piece = query.get(range.clone())?;
            let names = glossary::also_searched(piece);
            (!names.is_empty() && !query[..range.start].ends_with([':', '-'])).then_some((range, names))
        });
        for name in other.iter().flat_map(|(_, names)| names) {
            let Some((range, _)) = &other else { continue };
            let quoted = query[..range.start].ends_with(['"', '“']);
            let name_in_query = if quoted || !name.contains(' ') { (*name).to_owned() } else { format!("\"{name}\"") };
            found.push((format!("{}{name_in_query}{}", &query[..range.start], &query[range.end..]), *name));
        }
        if found.len() >= MOST {
            break;
        }
    }
    found.truncate(MOST);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_abbreviation_and_what_it_stands_for_are_read_as_each_other() {
        let texts = |query: &str| readings(query).into_iter().map(|(text, _)| text).collect::<Vec<_>>();
        assert_eq!(texts("nợ BHXH"), ["nợ \"bảo hiểm xã hội\""]);
        assert_eq!(texts("nợ bảo hiểm xã hội"), ["nợ BHXH"]);
        assert_eq!(texts("\"bảo hiểm xã hội\" một lần"), ["\"BHXH\" một lần"]);
        assert!(texts("nguồn:BHXH").is_empty() && texts("lương").is_empty());
    }
}
