//! Facts about the list pane.
