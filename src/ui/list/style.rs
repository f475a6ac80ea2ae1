//! How rows are shown.

use crate::model::Timestamp;

/// A fact under a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each fact is called what it is")]
pub enum RowFact {
    Source,
    Section,
    Age,
    Date,
}

/// How much room a row takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Density {
    /// A title of up to two lines, the facts under it, a gap.
    #[default]
    Roomy,
    /// One line: the title, its time at the right.
    Compact,
}

impl Density {
    /// The name in the configuration and in what is remembered.
    pub fn name(self) -> &'static str {
        match self {
            Self::Roomy => "roomy",
            Self::Compact => "compact",
        }
    }

    /// The one of this name; `Roomy` for any other.
    pub fn of(name: &str) -> Self {
        if name == Self::Compact.name() { Self::Compact } else { Self::Roomy }
    }

    fn other(self) -> Self {
        match self {
            Self::Roomy => Self::Compact,
            Self::Compact => Self::Roomy,
        }
    }
}

/// How rows are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Style {
    /// Dates as they are, not as ages.
    pub absolute_dates: bool,
    /// Rows of one story fold into one.
    pub fold_copies: bool,
    /// Facts under a title, in order.
    pub facts: Vec<RowFact>,
    /// Rows first seen at or after this are new since last time.
    pub new_since: Option<Timestamp>,
    /// How much room a row takes.
    pub density: Density,
}

impl Style {
    /// What the settings say of rows.
    pub(in crate::ui) fn of(settings: &crate::ui::ScreenSettings) -> Self {
        Self {
            absolute_dates: settings.absolute_dates,
            fold_copies: settings.fold_copies,
            facts: settings.facts.clone(),
            new_since: None,
            density: settings.density,
        }
    }

    /// Takes the other density; gives it.
    pub(in crate::ui) fn turn_density(&mut self) -> Density {
        self.density = self.density.other();
        self.density
    }
}

impl Default for Style {
    fn default() -> Self {
        let facts = vec![RowFact::Source, RowFact::Section, RowFact::Age];
        Self { absolute_dates: false, fold_copies: true, facts, new_since: None, density: Density::Roomy }
    }
}
