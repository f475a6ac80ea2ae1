//! loa: Vietnamese labour news in a terminal.
//!
//! The rooms; ARCHITECTURE.md gives the reasons. `fetch → extract → store` is the pipeline, `sync` runs it, `labour`
//! knows the subject, `words` has all texts in both languages, `ui` is the state of the screen, `app` runs its effects,
//! `cli` is the command line, `demo` an invented newspaper.

pub mod app;
pub mod cli;
pub mod config;
pub mod demo;
pub mod export;
pub mod extract;
pub mod fetch;
pub mod labour;
pub mod model;
pub mod sources;
pub mod store;
pub mod sync;
pub mod text;
pub mod ui;
pub mod words;
