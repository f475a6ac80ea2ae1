//! Mistakes in a site file, and unknown source names.

/// A mistake in a site file, in words for the person who wrote it.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The TOML could not be read.
    #[error("{file}: {what}")]
    BadToml {
        /// File (or `(built in) nld.com.vn.toml`).
        file: String,
        /// Line, column and reason.
        what: String,
    },
    /// Valid TOML, but a key or a value is not allowed.
    #[error("{file}: {what}")]
    NotAllowed {
        /// File, with the line after a colon.
        file: String,
        /// What was found and what is allowed, in the TOML parser's words.
        what: String,
    },
    /// A value of the right type with invalid content.
    #[error("{file}: [{table}] {key}: {what}")]
    BadValue {
        /// File; for the user's file, with the line of the source after a colon.
        file: String,
        /// Table, e.g. `section`; `source` for the top level of a source.
        table: String,
        /// Key.
        key: String,
        /// What is wrong with it.
        what: Box<Fault>,
    },
    /// A selector is not CSS.
    #[error("{file}: [{table}] {key}: {selector:?} is not a CSS selector")]
    BadSelector {
        /// File.
        file: String,
        /// Table.
        table: String,
        /// Key.
        key: String,
        /// What was written.
        selector: String,
    },
    /// No such source, or several.
    #[error("{what}")]
    NotFound {
        /// A sentence with suggestions.
        what: String,
    },
}

impl SourceError {
    /// A wrong selector of the reader's source that begins on `line` of `text`, with the line on which it is written; as it
    /// is written there otherwise, with that of the source.
    #[must_use]
    pub fn at_its_line(self, text: &str, line: usize) -> Self {
        let Self::BadSelector { file, table, key, selector } = self else { return self };
        let within = text.lines().enumerate().skip(line.saturating_sub(1));
        let mut own = within.skip(1).take_while(|(_, written)| written.trim() != "[[source]]");
        let at = own.find(|(_, written)| written.contains(&selector)).map_or(line, |(at, _)| at + 1);
        Self::BadSelector { file: format!("{file}:{at}"), table: format!("source.{table}"), key, selector }
    }
}

/// What is wrong with a value of a site file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// More sources, sections or selectors than allowed.
    #[error("more than {0}")]
    TooMany(usize),
    /// The id of a source.
    #[error("{0:?} is not a host without \"www.\", such as \"nld.com.vn\"")]
    NotAHost(String),
    /// The id of a section.
    #[error("{0:?} must be letters, digits, '-', '_' or '.'")]
    NotAnId(String),
    /// Two sections of a source have one id.
    #[error("{0:?} stands twice in {1}")]
    Twice(String, String),
    /// The address of a section.
    #[error("{0:?} is not an http or https address (section {1:?})")]
    NotAnAddress(String, String),
    /// A new section without an address.
    #[error("missing in the new section {0:?} of {1}")]
    NoAddress(String, String),
    /// A selector without content, or too long.
    #[error("{0:?} is empty or longer than {1} bytes")]
    SelectorLength(String, usize),
}

impl SourceError {
    /// A [`SourceError::BadValue`]; an empty `table` is the top level.
    pub(crate) fn bad(file: &str, table: &str, key: &str, what: Fault) -> Self {
        let table = if table.is_empty() { "source" } else { table };
        Self::BadValue { file: file.to_owned(), table: table.to_owned(), key: key.to_owned(), what: Box::new(what) }
    }
}
