//! The catalogue as the screen says it: its phrases name the keys of the table, or those that the user bound.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::Language;
use crate::ui::table::named;
use crate::words::KeyNames;

pub use crate::words::{PhraseValue, Words};

/// Keys of actions that the user changed, by the names of the actions; empty = none.
pub type OwnKeys = BTreeMap<String, String>;

/// The words of the screen in `language`, with the table's keys.
pub fn screen_words(language: Language) -> Words {
    Words::naming(language, key_names(OwnKeys::new()))
}

/// The key of an action: the user's, else the table's.
pub fn key_names(own: OwnKeys) -> KeyNames {
    Arc::new(move |name| match own.get(name) {
        Some(key) => Some(key.clone()).filter(|key| !key.is_empty()),
        None => named(name).and_then(|row| row.keys.first()).map(|key| (*key).to_owned()),
    })
}
