//! What can be wrong with a site file.

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
