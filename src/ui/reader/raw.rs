//! The page of an article as it came, in the place of the article: scrolled and searched as that is.

use crate::model::article::{Evidence, Field};

use super::lines::Role;

/// A page as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawPage {
    /// Which part was found by what kind of rule, and the rule.
    pub found: Vec<(Field, Evidence, String)>,
    /// Its source, sanitised.
    pub lines: Vec<String>,
    /// Bytes of the whole page.
    pub bytes: usize,
    /// Its end is not shown.
    pub cut: bool,
}

/// Lines in the place of the article, with what each is.
pub type RawLines = Vec<(Role, String)>;
