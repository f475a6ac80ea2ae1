//! The body of an article: a flat list of blocks in reading order.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Text with marks on byte ranges of it. `text` is NFC, one line (but in [`Lines`]), no control characters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Rich {
    /// The words.
    pub text: String,
    /// Emphasis and links, sorted by start; ranges are bytes of `text` on character boundaries.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
}

/// What a byte range of a text is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
    /// Who said, or where it was said, what the quotation right before holds.
    Attribution(Rich),
    /// Lines that stay lines: an address, a poem, a roster, preformatted text.
    Lines(Lines),
    /// A list.
    List(List),
    /// A table.
    Table(Table),
    /// A picture with its caption (which may be empty).
    Picture {
        /// Absolute address of the picture.
        url: String,
        /// What is printed under it.
        #[serde(default)]
        caption: String,
    },
    /// Something to watch or to hear.
    Media {
        /// What it is.
        kind: MediaKind,
        /// Absolute address; empty where the page does not give one.
        #[serde(default)]
        url: String,
        /// What is printed under it, or its title.
        #[serde(default)]
        caption: String,
    },
    /// A file that is attached to the article.
    File {
        /// Its name as printed.
        #[serde(rename = "text")]
        name: String,
        /// Extension in lower case, e.g. `pdf`.
        kind: String,
        /// Absolute address.
        url: String,
    },
}

/// Text whose lines stay lines; `text` has a line feed between two of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Lines {
    /// The words.
    #[serde(flatten)]
    pub rich: Rich,
    /// Whether the spaces within a line mean something.
    #[serde(default, skip_serializing_if = "Spacing::is_free")]
    pub spacing: Spacing,
}

/// Whether the spaces within a line mean something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Spacing {
    /// Runs of spaces are one space; a long line may be broken.
    #[default]
    Free,
    /// Preformatted: indentation and columns stay.
    Kept,
}

impl Spacing {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
    fn is_free(&self) -> bool {
        *self == Self::Free
    }
}

/// A list; an item is one string, items of inner lists follow the item that holds them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct List {
    /// The items.
    pub items: Vec<String>,
    /// Whether the outermost list is numbered.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ordered: bool,
    /// Marks of each item, parallel to `items`; empty when no item has any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub item_marks: Vec<Vec<Mark>>,
    /// What is printed before each item ("3.", "b.", "IV.", [`BULLET`], nothing), parallel to `items`; empty where it
    /// follows from `ordered`: 1., 2., 3. … or bullets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub markers: Vec<String>,
    /// How deep each item stands, parallel to `items`; empty when all stand at the outermost level, 0.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<u8>,
}

/// The marker of an item that has no number.
pub const BULLET: &str = "•";

impl List {
    /// What is printed before an item: a number with its sign, [`BULLET`], or nothing.
    pub fn marker(&self, item: usize) -> String {
        match self.markers.get(item) {
            Some(marker) => marker.clone(),
            None if self.ordered => format!("{}.", item + 1),
            None => BULLET.to_owned(),
        }
    }

    /// How deep an item stands; 0 is the outermost level.
    pub fn level(&self, item: usize) -> usize {
        self.levels.get(item).copied().map_or(0, usize::from)
    }
}

/// A table; every row is a list of cells. A cell that spans several columns or rows stands in each of them, so that every
/// figure stands under its heading; one that spans all columns is a line of its own and stands in the first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Table {
    /// Rows of cells.
    pub rows: Vec<Vec<String>>,
    /// Whether the first row holds heads.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub header: bool,
    /// How many rows hold heads, where they are more than one; otherwise 0.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub heads: usize,
    /// What is printed over or under it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub caption: String,
    /// Links in cells, in reading order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<CellLink>,
}

/// A link in a cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CellLink {
    /// Row of the cell, from 0.
    pub row: usize,
    /// Column of the cell, from 0.
    pub column: usize,
    /// Absolute address.
    pub href: String,
}

impl Table {
    /// How many rows at the beginning hold heads.
    pub fn head_rows(&self) -> usize {
        if self.header { self.heads.max(1).min(self.rows.len()) } else { 0 }
    }

    /// The heads of the columns, several rows of them joined: "Lương tối thiểu – Tháng". Empty without heads.
    pub fn head(&self) -> Vec<String> {
        let rows = &self.rows[..self.head_rows()];
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let column = |number: usize| {
            let mut parts: Vec<&str> = Vec::new();
            for part in rows.iter().filter_map(|row| row.get(number)).map(|cell| cell.trim()) {
                if !part.is_empty() && parts.last() != Some(&part) {
                    parts.push(part);
                }
            }
            parts.join(" – ")
        };
        (0..columns).map(column).collect()
    }
}

/// What there is to watch or to hear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum MediaKind {
    /// A film.
    Video,
    /// A recording.
    Audio,
    /// A page of another site in a frame of its own: a film, a map, a chart.
    Frame,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_zero(number: &usize) -> bool {
    *number == 0
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

    /// The running text of the block; `None` for lists, tables, pictures, media and files.
    pub fn rich(&self) -> Option<&Rich> {
        match self {
            Self::Paragraph(rich) | Self::Quote(rich) | Self::Attribution(rich) | Self::Heading { rich, .. } => {
                Some(rich)
            }
            Self::Lines(lines) => Some(&lines.rich),
            Self::List(_) | Self::Table(_) | Self::Picture { .. } | Self::Media { .. } | Self::File { .. } => None,
        }
    }

    /// The strings of the block in reading order: the text, the items, the caption and the cells; of a picture or a film
    /// its caption, of a file its name.
    pub fn strings(&self) -> Vec<&str> {
        match self {
            Self::Paragraph(rich) | Self::Quote(rich) | Self::Attribution(rich) | Self::Heading { rich, .. } => {
                vec![&rich.text]
            }
            Self::Lines(lines) => vec![&lines.rich.text],
            Self::List(list) => list.items.iter().map(String::as_str).collect(),
            Self::Table(table) => {
                let caption = Some(table.caption.as_str()).filter(|caption| !caption.is_empty());
                caption.into_iter().chain(table.rows.iter().flatten().map(String::as_str)).collect()
            }
            Self::Picture { caption, .. } | Self::Media { caption, .. } => vec![caption],
            Self::File { name, .. } => vec![name],
        }
    }
}
