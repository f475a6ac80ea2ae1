//! One file a command (and what several of a family share): ask the rooms, print through `output`.

pub(in crate::cli) mod case;
pub(in crate::cli) mod complete;
pub(in crate::cli) mod configuration;
pub(in crate::cli) mod digest;
pub(in crate::cli) mod docs;
pub(in crate::cli) mod doctor;
pub(in crate::cli) mod exchange;
pub(in crate::cli) mod export;
pub(in crate::cli) mod extract;
pub(in crate::cli) mod facts;
pub(in crate::cli) mod glossary;
pub(in crate::cli) mod list;
pub(in crate::cli) mod mark;
pub(in crate::cli) mod plain;
pub(in crate::cli) mod read;
pub(in crate::cli) mod reextract;
pub(in crate::cli) mod schema;
pub(in crate::cli) mod screen;
pub(in crate::cli) mod search;
pub(in crate::cli) mod show;
pub(in crate::cli) mod sources;
pub(in crate::cli) mod speak;
pub(in crate::cli) mod store_work;
pub(in crate::cli) mod sync;
pub(in crate::cli) mod topics;
pub(in crate::cli) mod watch;

mod edit;
mod learn;
mod manifest;
mod named;
mod opml;
mod portals;
mod revisions;
pub(in crate::cli) mod source_work;
mod wipe;
