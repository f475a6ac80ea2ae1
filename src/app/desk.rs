//! What is asked about sources and settings while the screen is open. The command line, which knows the configuration's file, does it.

use crate::model::offer::{Offer, OfferPart};
use crate::model::{Language, SourceId};
use crate::sources::BuiltIn;
use crate::sync::{Discovery, Enlisted};

/// Whether the network may be used right now; what the configuration says of it is older.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Connection {
    /// It may.
    Allowed,
    /// The user went offline.
    Forbidden,
}

/// The state of network and language that a request to the configuration needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asking {
    /// Whether the network may be used.
    pub network: Connection,
    /// The language of the screen, in which it is answered.
    pub language: Language,
}

/// What stands at an address.
#[derive(Debug, Clone)]
pub struct Seen {
    /// To choose from.
    pub offer: Offer,
    /// What was found, for adding what is chosen.
    pub found: Discovery,
    /// Why the address itself is no source, where only the rest of its site is offered.
    pub remark: Option<String>,
}

/// What was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Added {
    /// The source.
    pub id: SourceId,
    /// How many sections it was given.
    pub sections: usize,
    /// Sentences on the parts that are no source.
    pub told: Vec<String>,
    /// What was read of it, for its first refresh.
    pub enlisted: Enlisted,
}

/// Looks at addresses and writes the configuration. Every call may take as long as the network does; what fails is a
/// sentence for the user.
pub trait SourceDesk: Send + Sync {
    /// What stands at an address.
    ///
    /// # Errors
    /// Why it is no source.
    fn look(&self, address: &str, asking: Asking) -> Result<Seen, String>;

    /// Adds the chosen parts to the configuration.
    ///
    /// # Errors
    /// Why none was added.
    fn add(&self, found: &Discovery, chosen: &[OfferPart], asking: Asking) -> Result<Added, String>;

    /// Takes a source of the user's own out of the configuration; gives its id.
    ///
    /// # Errors
    /// Why there is none, or it was not written.
    fn remove(&self, typed: &str, asking: Asking) -> Result<SourceId, String>;

    /// Hides the built-in newspapers, or shows them again.
    ///
    /// # Errors
    /// Why the configuration could not be written.
    fn toggle_built_in(&self, asking: Asking) -> Result<BuiltIn, String>;

    /// Settings as they count now: the one of this key, or all; key and value of each.
    ///
    /// # Errors
    /// Why there is no such key.
    fn settings(&self, key: Option<&str>, asking: Asking) -> Result<Vec<(String, String)>, String>;

    /// Writes a setting into the configuration.
    ///
    /// # Errors
    /// Why it was not written.
    fn set(&self, key: &str, value: &str, asking: Asking) -> Result<(), String>;
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Refuses every request; for tests.
    pub(in crate::app) struct NobodysDesk;

    impl SourceDesk for NobodysDesk {
        fn look(&self, address: &str, _: Asking) -> Result<Seen, String> {
            Err(address.to_owned())
        }

        fn add(&self, _: &Discovery, _: &[OfferPart], _: Asking) -> Result<Added, String> {
            Err(String::new())
        }

        fn remove(&self, typed: &str, _: Asking) -> Result<SourceId, String> {
            Err(typed.to_owned())
        }

        fn toggle_built_in(&self, _: Asking) -> Result<BuiltIn, String> {
            Err(String::new())
        }

        fn settings(&self, _: Option<&str>, _: Asking) -> Result<Vec<(String, String)>, String> {
            Err(String::new())
        }

        fn set(&self, key: &str, _: &str, _: Asking) -> Result<(), String> {
            Err(key.to_owned())
        }
    }
}
