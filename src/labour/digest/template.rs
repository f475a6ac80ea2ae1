//! Templates: text with placeholders.
//!
//! `{{name}}` is replaced by a value. `{{#name}} … {{/name}}` is repeated for each item of a list, or printed once if a
//! value is not empty. Inside a section, the item's names hide outer ones. A line that contains only a section tag is
//! removed. Nothing else is special; an unknown name is an error.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use thiserror::Error;

/// Longest template, bytes.
const MAX_BYTES: usize = 1 << 20;
/// Deepest nesting of sections.
const MAX_DEPTH: usize = 8;

/// The names of values and their meanings, for the manual and to detect misprints.
pub(crate) const NAMES: [(&str, &str); 15] = [
    ("title", "the headline; outside of a story that of the review"),
    ("heading", "the same in capitals, of the review or of a part"),
    ("from", "from when"),
    ("until", "up to when"),
    ("count", "how many stories, in the review or in a part"),
    ("parts", "list: the topics or papers"),
    ("name", "the name of a topic or paper"),
    ("stories", "list: the stories of a part"),
    ("number", "the number of a story, from 1"),
    ("id", "the number of an article in the archive"),
    ("source", "the paper's name"),
    ("time", "when it was published; may be empty"),
    ("url", "the address"),
    ("lead", "the first words; may be empty"),
    ("papers", "+2 báo; empty where no other paper has it"),
];
/// The names of lists.
pub(crate) const LISTS: [(&str, &str); 2] =
    [("others", "list: the other articles of a story"), ("has_others", "stands once where there are others")];

/// A value of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TemplateValue {
    Text(String),
    Address(String),
    List(Vec<TemplateRecord>),
}

/// Values by their names.
pub(super) type TemplateRecord = BTreeMap<&'static str, TemplateValue>;

/// How a value is escaped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Escape {
    /// Text for people: characters that messengers treat as mark-up are removed.
    Plain,
    /// Markdown.
    Markdown,
    /// HTML and XML.
    Html,
}

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {wrong:?}")]
pub struct TemplateError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub wrong: TemplateMistake,
}

/// Mistakes in a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TemplateMistake {
    /// An unknown name.
    Unknown(String),
    /// A section is not closed.
    Open(String),
    /// The end of a section that is not open.
    NotOpen(String),
    /// `{{` without `}}`.
    Unfinished,
    /// Sections are nested too deeply.
    TooDeep,
    /// Too many bytes.
    TooLong,
}

/// A parsed template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    nodes: Vec<TemplateNode>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum TemplateNode {
    Text(String),
    Value(String),
    Part(String, Vec<TemplateNode>),
}

/// A tag of a template.
enum TemplateMark<'a> {
    Value(&'a str),
    Begin(&'a str),
    End(&'a str),
}

impl Template {
    /// Parses a template.
    pub fn parse(text: &str) -> Result<Self, TemplateError> {
        let at = |line, wrong| TemplateError { line, wrong };
        if text.len() > MAX_BYTES {
            return Err(at(1, TemplateMistake::TooLong));
        }
        let mut open: Vec<(String, usize, Vec<TemplateNode>)> = Vec::new();
        let mut nodes = Vec::new();
        for (number, line) in text.split_inclusive('\n').enumerate() {
            let number = number + 1;
            let alone = line.trim();
            // A line with only a section tag is removed.
            let line = if stands_alone(alone) { alone } else { line };
            let mut rest = line;
            while let Some((before, after)) = rest.split_once("{{") {
                let (inside, behind) = after.split_once("}}").ok_or_else(|| at(number, TemplateMistake::Unfinished))?;
                push(&mut nodes, before);
                match mark(inside) {
                    TemplateMark::Value(name) => {
                        nodes.push(TemplateNode::Value(known(name).map_err(|wrong| at(number, wrong))?));
                    }
                    TemplateMark::Begin(name) => {
                        let name = known(name).map_err(|wrong| at(number, wrong))?;
                        if open.len() >= MAX_DEPTH {
                            return Err(at(number, TemplateMistake::TooDeep));
                        }
                        open.push((name, number, std::mem::take(&mut nodes)));
                    }
                    TemplateMark::End(name) => match open.pop() {
                        Some((begun, _, around)) if begun == name => {
                            let inside = std::mem::replace(&mut nodes, around);
                            nodes.push(TemplateNode::Part(begun, inside));
                        }
                        _ => return Err(at(number, TemplateMistake::NotOpen(name.to_owned()))),
                    },
                }
                rest = behind;
            }
            push(&mut nodes, rest);
        }
        match open.pop() {
            Some((name, line, _)) => Err(at(line, TemplateMistake::Open(name))),
            None => Ok(Self { nodes }),
        }
    }

    /// The text with its values filled in.
    pub(super) fn fill(&self, record: &TemplateRecord, escape: Escape) -> String {
        let mut out = String::new();
        fill(&self.nodes, &[record], escape, &mut out);
        out
    }
}

fn push(nodes: &mut Vec<TemplateNode>, text: &str) {
    if !text.is_empty() {
        nodes.push(TemplateNode::Text(text.to_owned()));
    }
}

fn mark(inside: &str) -> TemplateMark<'_> {
    let inside = inside.trim();
    if let Some(name) = inside.strip_prefix('#') {
        TemplateMark::Begin(name.trim())
    } else if let Some(name) = inside.strip_prefix('/') {
        TemplateMark::End(name.trim())
    } else {
        TemplateMark::Value(inside)
    }
}

/// Whether a line contains only the beginning or end of a section.
fn stands_alone(line: &str) -> bool {
    let inside = line.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}"));
    inside.is_some_and(|inside| !inside.contains("{{") && inside.trim().starts_with(['#', '/']))
}

fn known(name: &str) -> Result<String, TemplateMistake> {
    let found = NAMES.iter().chain(&LISTS).any(|(known, _)| *known == name);
    if found { Ok(name.to_owned()) } else { Err(TemplateMistake::Unknown(name.to_owned())) }
}

fn fill(nodes: &[TemplateNode], around: &[&TemplateRecord], escape: Escape, out: &mut String) {
    for node in nodes {
        match node {
            TemplateNode::Text(text) => out.push_str(text),
            TemplateNode::Value(name) => match value(around, name) {
                Some(TemplateValue::Text(text)) => escape.push(text, out),
                Some(TemplateValue::Address(address)) => escape.push_address(address, out),
                Some(TemplateValue::List(items)) => out.push_str(&items.len().to_string()),
                None => {}
            },
            TemplateNode::Part(name, inside) => match value(around, name) {
                Some(TemplateValue::List(items)) if name != "has_others" => {
                    for item in items {
                        let mut around = around.to_vec();
                        around.push(item);
                        fill(inside, &around, escape, out);
                    }
                }
                Some(TemplateValue::Text(text) | TemplateValue::Address(text)) if !text.is_empty() => {
                    fill(inside, around, escape, out);
                }
                Some(TemplateValue::List(items)) if !items.is_empty() => fill(inside, around, escape, out),
                Some(_) | None => {}
            },
        }
    }
}

/// The value of a name, innermost record first; `has_others` refers to the list.
fn value<'a>(around: &[&'a TemplateRecord], name: &str) -> Option<&'a TemplateValue> {
    let name = if name == "has_others" { "others" } else { name };
    around.iter().rev().find_map(|record| record.get(name))
}

impl Escape {
    fn push(self, text: &str, out: &mut String) {
        for c in text.chars() {
            match self {
                Self::Plain if matches!(c, '#' | '*' | '\\') => {}
                Self::Plain => out.push(c),
                Self::Markdown if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~') => {
                    out.push('\\');
                    out.push(c);
                }
                Self::Markdown => out.push(c),
                Self::Html => match c {
                    '&' => out.push_str("&amp;"),
                    '<' => out.push_str("&lt;"),
                    '>' => out.push_str("&gt;"),
                    '"' => out.push_str("&quot;"),
                    c => out.push(c),
                },
            }
        }
    }

    /// An address must stay intact: characters that would break the format are percent-encoded.
    fn push_address(self, address: &str, out: &mut String) {
        for c in address.chars() {
            match (self, c) {
                (Self::Html, '&') => out.push_str("&amp;"),
                (_, '*' | '\\' | '"' | '<' | '>' | '(' | ')' | ' ') => {
                    let _ = write!(out, "%{:02X}", u32::from(c));
                }
                (_, c) => out.push(c),
            }
        }
    }
}
