//! Small things that several panes draw with.

pub mod pen;
pub mod prompt;
pub mod signs;
