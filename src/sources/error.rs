//! What can be wrong with a site file, or with the name of a source.

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
    /// A value has the right type and a wrong content.
    #[error("{file}: [{table}] {key}: {what}")]
    BadValue {
        /// File.
        file: String,
        /// Table, e.g. `section`; `source` for the top level of a source.
        table: String,
        /// Key.
        key: String,
        /// What is wrong with it.
        what: String,
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
    /// A [`SourceError::BadValue`]; an empty `table` is the top level.
    pub(crate) fn bad(file: &str, table: &str, key: &str, what: String) -> Self {
        let table = if table.is_empty() { "source" } else { table };
        Self::BadValue { file: file.to_owned(), table: table.to_owned(), key: key.to_owned(), what }
    }
}
