//! Facts about the sources pane.
