//! Takes a source out of the user's configuration; everything else of the file is kept, comments above the source too.
//!
//! Deliberately absent: access to the disk; text in, text out. The lines of the source go, and what is left is compared with
//! the file before: nothing but the source may be missing.

use super::error::{Fault, SourceError};

/// `text` (the user's file) without its `[[source]]` of this id.
///
/// # Errors
/// There is none, or its lines cannot be told from the others'.
pub fn remove(file: &str, text: &str, id: &str) -> Result<String, SourceError> {
    let broken = |what: String| SourceError::BadToml { file: file.to_owned(), what };
    let before: toml::Table = text.parse().map_err(|error: toml::de::Error| broken(error.to_string()))?;
    let missing = || SourceError::bad(file, "source", "id", Fault::NotAHost(id.to_owned()));
    let sources = before.get("source").and_then(toml::Value::as_array).ok_or_else(missing)?;
    let number = sources.iter().position(|source| is_of(source, id)).ok_or_else(missing)?;
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let starts = lines.iter().enumerate().filter(|(_, line)| header(line) == Some("[[source]]")).map(|(at, _)| at);
    let written_otherwise = || broken("`source` must be written as [[source]]".to_owned());
    let from = starts.into_iter().nth(number).ok_or_else(written_otherwise)?;
    let own =
        |line: &str| header(line).is_none_or(|head| head.starts_with("[[source.") || head.starts_with("[source."));
    let mut to = from + 1 + lines[from + 1..].iter().take_while(|line| own(line)).count();
    // What stands above the next table, or at the end of the file, is no part of this one.
    while to > from + 1 && is_blank_or_comment(lines[to - 1]) {
        to -= 1;
    }
    let mut after = lines[..from].concat() + &lines[to..].concat();
    if from > 0 && is_blank(lines[from - 1]) && lines.get(to).is_none_or(|line| is_blank(line)) {
        let kept = lines[..from - 1].concat();
        after = kept + &lines[to..].concat();
    }
    let left: toml::Table = after.parse().map_err(|error: toml::de::Error| broken(error.to_string()))?;
    if left == without(before.clone(), number) { Ok(after) } else { Err(written_otherwise()) }
}

/// Whether the user's file has a source of this id.
pub fn has(text: &str, id: &str) -> bool {
    let table = text.parse::<toml::Table>().ok();
    let sources = table.as_ref().and_then(|table| table.get("source")).and_then(toml::Value::as_array);
    sources.is_some_and(|sources| sources.iter().any(|source| is_of(source, id)))
}

fn is_of(source: &toml::Value, id: &str) -> bool {
    source.get("id").and_then(toml::Value::as_str) == Some(id)
}

/// The head of a table that a line is, without what is remarked behind it.
fn header(line: &str) -> Option<&str> {
    let head = line.split('#').next().unwrap_or_default().trim();
    (head.starts_with('[') && head.ends_with(']') && !head.contains(['"', ','])).then_some(head)
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

fn is_blank_or_comment(line: &str) -> bool {
    is_blank(line) || line.trim_start().starts_with('#')
}

/// The tables of a file without that source.
fn without(mut table: toml::Table, number: usize) -> toml::Table {
    if let Some(sources) = table.get_mut("source").and_then(toml::Value::as_array_mut) {
        sources.remove(number);
        if sources.is_empty() {
            table.remove("source");
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# mine\n[ui]\ntheme = \"dark\" # at night\n\n# the paper of the province\n[[source]]\nid = \"a.test\" # typed\n\
                        \n[[source.section]]\nid = \"tin\"\nurl = \"https://a.test/tin\"\n\n[source.article]\nremove = [\n  \".x\",\n]\n\
                        \n# another\n[[source]]\nid = \"b.test\"\n\n# the end\n";

    #[test]
    fn a_source_goes_with_its_parts_and_every_comment_that_is_not_in_it_stays() {
        let after = remove("c.toml", FILE, "a.test").unwrap();
        assert_eq!(
            after,
            "# mine\n[ui]\ntheme = \"dark\" # at night\n\n# the paper of the province\n\n# another\n[[source]]\nid = \"b.test\"\n\n# the end\n"
        );
        let last = remove("c.toml", &after, "b.test").unwrap();
        assert!(last.ends_with("# another\n\n# the end\n") && last.starts_with("# mine\n[ui]"), "{last}");
        assert!(!has(&last, "b.test") && has(FILE, "b.test"));
    }

    #[test]
    fn what_was_added_is_taken_away_without_a_trace() {
        let source = super::super::UserSource { id: "c.test".to_owned(), ..super::super::UserSource::default() };
        let added = super::super::add::add("c.toml", FILE, &source).unwrap();
        assert_eq!(remove("c.toml", &added, "c.test").unwrap(), FILE);
    }

    #[test]
    fn what_is_not_there_or_written_in_another_form_is_refused() {
        assert!(remove("c.toml", FILE, "c.test").is_err());
        assert!(remove("c.toml", "source = [{ id = \"a.test\" }]\n", "a.test").is_err());
    }
}
