//! The body of an article: a flat list of blocks in reading order.

use serde::{Deserialize, Serialize};

/// Text with marks on byte ranges of it. `text` is NFC, one line, no control characters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rich {
    /// The words.
    pub text: String,
    /// Emphasis and links, sorted by start; ranges are bytes of `text` on character boundaries.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
}

/// What a byte range of a text is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What the range is.
    #[serde(flatten)]
    pub kind: MarkKind,
}

/// Kinds of inline mark-up that a reader can see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "mark", rename_all = "lowercase")]
pub enum MarkKind {
    /// Bold.
    Strong,
    /// Italic.
    Emphasis,
    /// A link to an absolute `http(s)` address.
    Link {
        /// The address.
        href: String,
    },
}

/// A piece of the body. The JSON form is the contract of `loa extract`, `export` and `import`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Block {
    /// A paragraph.
    Paragraph(Rich),
    /// A sub-heading; `level` 2 to 6.
    Heading {
        /// The words.
        #[serde(flatten)]
        rich: Rich,
        /// 2 to 6.
        #[serde(default = "second_level")]
        level: u8,
    },
    /// A quotation set apart.
    Quote(Rich),
    /// A list; an item is one string.
    List {
        /// The items.
        items: Vec<String>,
        /// Numbered or not.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        ordered: bool,
        /// Marks of each item, parallel to `items`; empty when no item has any.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        item_marks: Vec<Vec<Mark>>,
    },
    /// A table; every row is a list of cells.
    Table {
        /// Rows of cells.
        rows: Vec<Vec<String>>,
        /// Whether the first row is a header.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        header: bool,
    },
    /// A picture with its caption (which may be empty).
    Picture {
        /// Absolute address of the picture.
        url: String,
        /// What is printed under it.
        #[serde(default)]
        caption: String,
    },
}

fn second_level() -> u8 {
    2
}

impl Rich {
    /// Text without marks.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), marks: Vec::new() }
    }
}

impl Block {
    /// A paragraph without marks.
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph(Rich::plain(text))
    }

    /// The strings of the block in reading order: the text, the items, the cells; for a picture its caption.
    pub fn strings(&self) -> Vec<&str> {
        match self {
            Self::Paragraph(rich) | Self::Quote(rich) | Self::Heading { rich, .. } => vec![&rich.text],
            Self::List { items, .. } => items.iter().map(String::as_str).collect(),
            Self::Table { rows, .. } => rows.iter().flatten().map(String::as_str).collect(),
            Self::Picture { caption, .. } => vec![caption],
        }
    }
}
