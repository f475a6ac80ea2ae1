//! What the screen is started with. Mapped from the configuration by the shell.

use crate::model::{SavedSearch, SourceId};
use crate::text::telex::{Method, ToneStyle};
use crate::text::width::Ambiguous;

use super::list::{Density, RowFact, Style};
use super::sources::{Folder, Outlet};
use crate::model::Language;

/// The settings of the screen.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the configuration")]
pub struct ScreenSettings {
    /// Language of the phrases.
    pub language: Language,
    /// The configuration names the language: what the screen remembers does not count.
    pub language_named: bool,
    /// Name of the theme.
    pub theme: String,
    /// No theme was asked for: it follows the terminal's ground.
    pub theme_follows: bool,
    /// The user's own themes: (name, TOML).
    pub themes: Vec<(String, String)>,
    /// ASCII signs only.
    pub ascii: bool,
    /// How wide the terminal draws signs whose width Unicode leaves open.
    pub ambiguous: Ambiguous,
    /// Break lines by first fit instead of optimal fit.
    pub greedy: bool,
    /// Settings that the configuration names and a key of the screen changes, too: no choice of last time overrules them.
    pub named: Vec<&'static str>,
    /// Widest column of the reader, cells.
    pub measure: u16,
    /// How prompts compose letters.
    pub input_method: Method,
    /// Where they put the tone.
    pub tone_style: ToneStyle,
    /// Own keys: (action, its keys).
    pub keys: Vec<(String, Vec<String>)>,
    /// The newspapers, in the order of the pane.
    pub outlets: Vec<Outlet>,
    /// Groups of them.
    pub folders: Vec<Folder>,
    /// Built-in newspapers that the user does not want to see.
    pub hidden: Vec<SourceId>,
    /// Kept searches of the configuration.
    pub saved: Vec<SavedSearch>,
    /// Rows of one story fold into one.
    pub fold_copies: bool,
    /// What happened since last time is shown at the start.
    pub since_at_start: bool,
    /// How much room a row of the list takes.
    pub density: Density,
    /// Facts under a title in the list.
    pub facts: Vec<RowFact>,
    /// How long a key that may begin something longer waits for the next, milliseconds.
    pub key_timeout_ms: u64,
    /// Start with the promise to make no connection.
    pub offline: bool,
    /// Draw pictures (fetched when an article is opened).
    pub pictures: bool,
    /// Opening an article marks it read.
    pub mark_read_on_open: bool,
    /// Dates in lists as they are, not as ages.
    pub absolute_dates: bool,
    /// Take the mouse.
    pub mouse: bool,
    /// A demonstration: says so in the status line.
    pub demo: bool,
    /// Begin with the tour.
    pub tour: bool,
    /// How large articles are set.
    pub size: super::shell::layout::TextSize,
    /// The archive may only be read: the status line says so.
    pub read_only: bool,
    /// How fast the voice speaks, percent.
    pub speech_speed: u16,
    /// Where a document is looked up, `{number}` in it; empty = nowhere.
    pub document_address: String,
    /// The user's own terms, TOML; empty = none.
    pub own_terms: String,
    /// Sentences about what went wrong before the screen started.
    pub complaints: Vec<String>,
}

/// Settings that a key of the screen changes and that are remembered from one time to the next.
pub const REMEMBERED: &[&str] = &["ui.list", "ui.measure", "ui.input_method"];

impl ScreenSettings {
    /// Whether the configuration itself gives a value to one of [`REMEMBERED`].
    pub fn names(&self, key: &str) -> bool {
        self.named.contains(&key)
    }
}

impl Default for ScreenSettings {
    fn default() -> Self {
        Self {
            language: Language::Vietnamese,
            language_named: false,
            theme: "dark".to_owned(),
            theme_follows: false,
            themes: Vec::new(),
            ascii: false,
            ambiguous: Ambiguous::Narrow,
            greedy: false,
            named: Vec::new(),
            measure: 72,
            input_method: Method::Off,
            tone_style: ToneStyle::Old,
            keys: Vec::new(),
            outlets: Vec::new(),
            folders: Vec::new(),
            hidden: Vec::new(),
            saved: Vec::new(),
            fold_copies: true,
            since_at_start: false,
            density: Density::Roomy,
            facts: Style::default().facts,
            key_timeout_ms: 500,
            offline: false,
            pictures: false,
            mark_read_on_open: true,
            absolute_dates: false,
            mouse: false,
            demo: false,
            tour: false,
            size: super::shell::layout::TextSize::Normal,
            read_only: false,
            speech_speed: 100,
            document_address: String::new(),
            own_terms: String::new(),
            complaints: Vec::new(),
        }
    }
}
