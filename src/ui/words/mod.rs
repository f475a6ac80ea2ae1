//! Every fixed phrase of the screen, one catalogue a language: `vi.ftl`, `en.ftl` (Project Fluent).
//!
//! Code asks by the phrase's id; a test finds phrases that are missing, unused or too wide for their place.
//! What no start shows stands behind a line of its own in the catalogue, and is read when a phrase of it is asked for.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};

use crate::model::Language;
use crate::ui::table::named;

/// Keys of actions that the user changed, by the names of the actions.
pub type OwnKeys = Arc<BTreeMap<String, String>>;

fn catalogue(language: Language) -> &'static str {
    match language {
        Language::Vietnamese => include_str!("vi.ftl"),
        Language::English => include_str!("en.ftl"),
    }
}

/// The two parts of a catalogue: what a start shows, and the rest.
fn parts(language: Language) -> [&'static str; 2] {
    let whole = catalogue(language);
    let (first, rest) = whole.split_once("\n### ").unwrap_or((whole, ""));
    [first, rest.split_once('\n').map_or("", |(_, rest)| rest)]
}

/// The phrases of one language.
pub struct Words {
    /// Which language.
    pub language: Language,
    keys: OwnKeys,
    parts: [CataloguePart; 2],
}

/// A part of the catalogue, read when its turn comes.
struct CataloguePart {
    text: &'static str,
    bundle: OnceCell<FluentBundle<FluentResource>>,
}

/// A value that a phrase names.
#[derive(Debug, Clone)]
pub enum PhraseValue<'a> {
    /// Words.
    Text(&'a str),
    /// A number; shown with the language's separators, and chooses the plural.
    Number(usize),
}

impl Words {
    /// The catalogue of `language`, with the keys of the table.
    pub fn new(language: Language) -> Self {
        Self::naming(language, OwnKeys::default())
    }

    /// The catalogue of `language`; its phrases name the user's keys.
    pub fn naming(language: Language, keys: OwnKeys) -> Self {
        Self { language, keys, parts: parts(language).map(|text| CataloguePart { text, bundle: OnceCell::new() }) }
    }

    /// The same keys in `language`.
    pub fn in_language(&self, language: Language) -> Self {
        Self::naming(language, Arc::clone(&self.keys))
    }

    #[cfg(test)]
    pub(super) fn has_read_the_rest(&self) -> bool {
        self.parts[1].bundle.get().is_some()
    }

    fn bundles(&self) -> impl Iterator<Item = &FluentBundle<FluentResource>> {
        self.parts
            .iter()
            .map(|part| part.bundle.get_or_init(|| bundle_of(self.language, part.text, Arc::clone(&self.keys))))
    }

    /// The phrase `id`.
    pub fn say(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// The phrase `id` with values; a number `n` is `$n` (as printed) and `$n-count` (for plurals).
    pub fn with(&self, id: &str, values: &[(&str, PhraseValue<'_>)]) -> String {
        let found = self.bundles().find_map(|bundle| Some((bundle, bundle.get_message(id)?.value()?)));
        let Some((bundle, pattern)) = found else { return id.to_owned() };
        let mut args = FluentArgs::with_capacity(values.len() * 2);
        for (name, value) in values {
            match value {
                PhraseValue::Text(text) => args.set(*name, FluentValue::from(*text)),
                PhraseValue::Number(number) => {
                    args.set(*name, FluentValue::from(self.number(*number)));
                    args.set(format!("{name}-count"), FluentValue::from(*number));
                }
            }
        }
        bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// The phrase `id` with one number, `$n`.
    pub fn count(&self, id: &str, n: usize) -> String {
        self.with(id, &[("n", PhraseValue::Number(n))])
    }

    /// A number as the language prints it: 1.234 or 1,234.
    pub fn number(&self, n: usize) -> String {
        let separator = match self.language {
            Language::Vietnamese => '.',
            Language::English => ',',
        };
        let digits = n.to_string();
        let mut out = String::with_capacity(digits.len() + digits.len() / 3);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push(separator);
            }
            out.push(digit);
        }
        out
    }

    /// Whether there is a phrase `id`.
    pub fn has(&self, id: &str) -> bool {
        self.bundles().any(|bundle| bundle.has_message(id))
    }
}

fn bundle_of(language: Language, text: &str, keys: OwnKeys) -> FluentBundle<FluentResource> {
    let tag = language.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new(vec![tag]);
    bundle.set_use_isolating(false);
    // Only a second function of this name would be refused.
    let _ = bundle.add_function("KEY", move |names, _| match names {
        [FluentValue::String(name)] => FluentValue::from(key_of(&keys, name)),
        _ => FluentValue::Error,
    });
    // A mistake in the catalogue costs the phrases it touches, never the screen; the tests find it.
    let resource = match FluentResource::try_new(text.to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    let _ = bundle.add_resource(resource);
    bundle
}

/// The key of an action: the user's, else the table's; the line of the command line where it has none.
fn key_of(own: &OwnKeys, name: &str) -> String {
    let key = match own.get(name) {
        Some(key) => Some(key.as_str()).filter(|key| !key.is_empty()),
        None => named(name).and_then(|row| row.keys.first().copied()),
    };
    key.map_or_else(|| format!(":{name}"), str::to_owned)
}

#[cfg(test)]
mod tests;
