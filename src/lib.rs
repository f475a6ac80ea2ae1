//! loa: the Vietnamese labour news, in a terminal.
//!
//! The map of the house; ARCHITECTURE.md says why. `fetch → extract → store` is the road, `sync` walks it,
//! `labour` knows the subject, `words` says everything in both languages, `ui` is the screen's mind, `app` its hands,
//! `cli` the way in without a screen, `demo` a paper of our own.

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
