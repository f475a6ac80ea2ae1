//! What may lie over the panes: one thing at a time, and it gets the keys.

use crate::labour::legal::cited::LawStep;
use crate::model::offer::Offer;
use crate::model::{ArticleId, Query};

use crate::ui::effect::SideOfRow;

/// An overlay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Overlay {
    /// The table of keys; what is typed narrows it.
    Help {
        /// What was typed.
        search: String,
        /// First line in sight, while nothing is typed.
        top: usize,
        /// Number of the chosen line, where something is.
        chosen: usize,
    },
    /// The query language, over the prompt that asks for a query.
    Query {
        /// First line in sight.
        top: usize,
    },
    /// What is known of the article.
    Info {
        /// First line in sight.
        top: usize,
    },
    /// What changed in the article since earlier versions.
    Revisions {
        /// The earlier versions, newest first.
        versions: Vec<crate::ui::revisions::EarlierVersion>,
        /// Which one is shown.
        at: usize,
        /// First line in sight.
        top: usize,
    },
    /// Links of the article; a number is being typed.
    Links {
        /// Digits so far.
        typed: String,
        /// First line in sight.
        top: usize,
    },
    /// Documents, terms or facts of the article.
    Study {
        /// Which of them.
        subject: crate::ui::study::StudySubject,
        /// What was found.
        entries: Vec<crate::ui::study::StudyLine>,
        /// Number of the chosen one.
        selected: usize,
    },
    /// What is wrong where.
    Troubles {
        /// First line in sight.
        top: usize,
    },
    /// The choice of a theme, shown at once.
    Themes {
        /// Number of the theme.
        selected: usize,
        /// The one to go back to.
        before: String,
    },
    /// The choice of an order of the list.
    Orders {
        /// Number of the order.
        selected: usize,
    },
    /// The same story in other papers.
    Copies {
        /// The row it was asked for.
        of: ArticleId,
        /// Number of the paper, the row's own first.
        selected: usize,
    },
    /// The settings of the configuration, key and value of each.
    Configuration {
        /// All of them.
        settings: Vec<(String, String)>,
        /// Number of the chosen one.
        selected: usize,
    },
    /// What happened since last time.
    Since,
    /// The case file of a search.
    Case,
    /// What became of a law.
    Follow {
        /// Its number or name.
        document: String,
        /// The sentences that tell it.
        steps: Vec<LawStep>,
        /// Number of the chosen one.
        selected: usize,
    },
    /// The catalogue of portals.
    Portals {
        /// What is looked for.
        words: String,
        /// Number of the portal.
        selected: usize,
    },
    /// What a site has to read, to choose from.
    Offer {
        /// What is offered, and what of it is chosen.
        offer: Offer,
        /// Number of the part that the keys are at.
        selected: usize,
    },
    /// A question before something big.
    Confirm {
        /// The question.
        question: String,
        /// What happens on yes.
        then: Confirmed,
        /// First line in sight.
        top: usize,
    },
}

impl Overlay {
    /// The whole table of keys.
    pub(in crate::ui) fn help() -> Self {
        Self::Help { search: String::new(), top: 0, chosen: 0 }
    }

    /// The first line in sight, where keys scroll; where they choose, the chosen line is in sight.
    pub(in crate::ui) fn top_mut(&mut self) -> Option<&mut usize> {
        match self {
            Self::Help { top, .. }
            | Self::Query { top }
            | Self::Info { top }
            | Self::Revisions { top, .. }
            | Self::Links { top, .. }
            | Self::Troubles { top }
            | Self::Confirm { top, .. } => Some(top),
            Self::Themes { .. }
            | Self::Orders { .. }
            | Self::Copies { .. }
            | Self::Study { .. }
            | Self::Configuration { .. }
            | Self::Since
            | Self::Case
            | Self::Follow { .. }
            | Self::Portals { .. }
            | Self::Offer { .. } => None,
        }
    }
}

/// What a yes does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirmed {
    /// Marks every article of a list, or of one side of a row, read.
    MarkListRead(Query, Option<SideOfRow>),
    /// Marks these articles read.
    MarkRead(Vec<ArticleId>),
    /// Downloads every body that is missing.
    Download,
    /// Forgets the saved search of this name.
    DropSearch(String),
}
