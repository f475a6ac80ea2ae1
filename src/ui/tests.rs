//! Facts about the whole screen.
