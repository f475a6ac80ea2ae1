//! Facts about the shell.
