//! All texts of the user interface, one catalogue per language (Project Fluent): `vi/*.ftl`, `en/*.ftl`.
//!
//! Screen and commands ask for a phrase by its id. Tests find phrases that are missing, unused or too wide for their
//! place, and phrases whose values differ between the languages.
//!
//! A file of the catalogue is parsed when one of its phrases is first asked for; a line that begins with `###` splits a
//! file into two such parts. So the screen starts with the first part of `screen.ftl`, and a command without messages
//! parses nothing.

mod query;
mod values;

use std::sync::{Arc, LazyLock, OnceLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use memchr::memmem;

use crate::model::Language;

pub use values::{PhraseValue, Sayable};

/// The key of an action, by the action's name; `None` if it has none.
pub type KeyNames = Arc<dyn Fn(&str) -> Option<String> + Send + Sync>;

/// The files of a catalogue, that of the screen first.
fn files(language: Language) -> &'static [&'static str] {
    macro_rules! files {
        ($language:literal) => {
            files!(
                $language: "screen", "articles", "commands", "errors", "found", "health", "help", "labour", "plain",
                "portals", "query", "refresh", "sources", "store", "usage"
            )
        };
        ($language:literal: $($name:literal),+) => {
            &[$(include_str!(concat!($language, "/", $name, ".ftl"))),+]
        };
    }
    match language {
        Language::Vietnamese => files!("vi"),
        Language::English => files!("en"),
    }
}

/// The parts of a catalogue; each begins with a line break or a comment.
fn parts(language: Language) -> Vec<&'static str> {
    let cut = |file: &'static str| match memmem::find(file.as_bytes(), b"\n### ") {
        Some(at) => vec![&file[..at], &file[at..]],
        None => vec![file],
    };
    files(language).iter().copied().flat_map(cut).collect()
}

/// The phrases of one language.
pub struct Words {
    /// Which language.
    pub language: Language,
    keys: KeyNames,
    parts: Vec<CataloguePart>,
}

/// A part of the catalogue, parsed on demand.
struct CataloguePart {
    text: &'static str,
    bundle: OnceLock<FluentBundle<FluentResource>>,
}

impl CataloguePart {
    /// Whether this part contains the phrase `id`; parses nothing.
    fn holds(&self, id: &str) -> bool {
        memmem::find(self.text.as_bytes(), format!("\n{id} =").as_bytes()).is_some()
    }
}

impl Words {
    /// The catalogue of `language`; actions are named by their command, `:NAME`.
    pub fn new(language: Language) -> Self {
        Self::naming(language, Arc::new(|_| None))
    }

    /// The catalogue of `language`, with these keys in its phrases.
    pub fn naming(language: Language, keys: KeyNames) -> Self {
        let parts = parts(language).into_iter().map(|text| CataloguePart { text, bundle: OnceLock::new() }).collect();
        Self { language, keys, parts }
    }

    /// The shared catalogue of `language`; its phrases contain no keys.
    pub fn shared(language: Language) -> &'static Self {
        static VIETNAMESE: LazyLock<Words> = LazyLock::new(|| Words::new(Language::Vietnamese));
        static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::new(Language::English));
        match language {
            Language::Vietnamese => &VIETNAMESE,
            Language::English => &ENGLISH,
        }
    }

    /// The same keys in `language`.
    pub fn in_language(&self, language: Language) -> Self {
        Self::naming(language, Arc::clone(&self.keys))
    }

    /// How many parts of the catalogue have been parsed.
    #[cfg(test)]
    pub(crate) fn parts_read(&self) -> usize {
        self.parts.iter().filter(|part| part.bundle.get().is_some()).count()
    }

    /// The part that contains the phrase `id`: one that is parsed already, or else the right one, which is parsed now.
    fn bundle_with(&self, id: &str) -> Option<&FluentBundle<FluentResource>> {
        let read = self.parts.iter().filter_map(|part| part.bundle.get()).find(|bundle| bundle.has_message(id));
        read.or_else(|| {
            let part = self.parts.iter().find(|part| part.bundle.get().is_none() && part.holds(id))?;
            Some(part.bundle.get_or_init(|| bundle_of(self.language, part.text, Arc::clone(&self.keys))))
        })
    }

    /// The phrase `id`.
    pub fn say(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// The phrase `id` with values; a number `n` becomes `$n` (as printed) and `$n-count` (for plurals). Gives the id
    /// itself if the catalogue has no such phrase.
    pub fn with(&self, id: &str, values: &[(&str, PhraseValue<'_>)]) -> String {
        let found = self.bundle_with(id).and_then(|bundle| Some((bundle, bundle.get_message(id)?.value()?)));
        let Some((bundle, pattern)) = found else { return id.to_owned() };
        let mut args = FluentArgs::with_capacity(values.len() * 2);
        for (name, value) in values {
            match value {
                PhraseValue::Text(text) => args.set(*name, FluentValue::from(*text)),
                PhraseValue::Quoted(text) => args.set(*name, FluentValue::from(format!("{text:?}"))),
                PhraseValue::Number(number) => {
                    args.set(*name, FluentValue::from(self.number(*number)));
                    args.set(format!("{name}-count"), FluentValue::from(*number));
                }
                PhraseValue::Digits(number) => {
                    args.set(*name, FluentValue::from(number.to_string()));
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
        self.bundle_with(id).is_some()
    }
}

fn bundle_of(language: Language, text: &str, keys: KeyNames) -> FluentBundle<FluentResource> {
    let tag = language.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    bundle.set_use_isolating(false);
    // This fails only if a function of this name exists already.
    let _ = bundle.add_function("KEY", move |names, _| match names {
        [FluentValue::String(name)] => FluentValue::from(keys(name).unwrap_or_else(|| format!(":{name}"))),
        _ => FluentValue::Error,
    });
    // A mistake in the catalogue affects only its own phrases, never the whole screen; tests find it.
    let resource = match FluentResource::try_new(text.to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    let _ = bundle.add_resource(resource);
    bundle
}

#[cfg(test)]
mod tests;
