//! Names of newspapers and sections that a query asks for and the archive does not know: told, with the nearest one. A query
//! that finds nothing for a slip of a letter would say that the newspaper wrote nothing.

use rusqlite::Connection;

use super::sieve::all_lists;
use crate::model::{Complaint, QueryMistake};
use crate::store::Result;
use crate::store::language::{ListName, NamedList, Question};

/// Shortest name that stands for another in which it is a part, in letters.
const SHORTEST_PART: usize = 4;
/// One letter in so many may be wrong.
const LETTERS_A_SLIP: usize = 3;

/// What of the names in a question is unknown.
pub(super) fn unknown(connection: &Connection, question: &Question) -> Result<Vec<Complaint>> {
    let mut complaints = Vec::new();
    for of in [ListName::Source, ListName::Section] {
        let asked: Vec<&NamedList> = question.named.iter().filter(|named| named.of == of).collect();
        if asked.is_empty() {
            continue;
        }
        let all: Vec<String> = all_lists(connection, of)?.into_iter().map(|(_, name)| name).collect();
        let missing = asked.into_iter().filter(|named| !all.iter().any(|list| list.starts_with(&named.name)));
        complaints.extend(missing.map(|named| complaint(named, &all)));
    }
    Ok(complaints)
}

fn complaint(named: &NamedList, all: &[String]) -> Complaint {
    let near = nearest(&named.name, all);
    let kind = match (named.of, near) {
        (ListName::Source, None) => QueryMistake::UnknownSource,
        (ListName::Source, Some(_)) => QueryMistake::NearSource,
        (ListName::Section, None) => QueryMistake::UnknownSection,
        (ListName::Section, Some(_)) => QueryMistake::NearSection,
    };
    Complaint { kind, at: named.at, about: near.unwrap_or(&named.name).to_owned() }
}

/// The name that was perhaps meant: one that differs in a few letters, with its ending or without, else one that it is part of.
fn nearest<'a>(wanted: &str, all: &'a [String]) -> Option<&'a str> {
    let letters = wanted.chars().count();
    let away = |name: &str| {
        let short = name.split('.').next().unwrap_or(name);
        strsim::osa_distance(wanted, name).min(strsim::osa_distance(wanted, short))
    };
    let near = all.iter().map(|name| (away(name), name.as_str())).min();
    let near = near.filter(|(away, _)| *away <= letters / LETTERS_A_SLIP).map(|(_, name)| name);
    let part = || all.iter().find(|name| letters >= SHORTEST_PART && name.contains(wanted)).map(String::as_str);
    near.or_else(part)
}
