//! Systems that hundreds of portals run, known by a fingerprint of the page: their rules come after a site's own.
//!
//! The rules are data, one file a family under `sources/families`, in the form of a site file's `[article]` and `[listing]`.

use std::sync::OnceLock;

use super::dom::Page;
use crate::sources::{Family, families};

/// The families that a page shows the marks of: the one that its site names first.
pub(super) fn of(page: &Page<'_>, named: Option<&str>) -> Vec<&'static Family> {
    static ALL: OnceLock<Vec<Family>> = OnceLock::new();
    let all = ALL.get_or_init(|| families().unwrap_or_default());
    let mut found: Vec<&Family> = all.iter().filter(|f| Some(f.name.as_str()) == named).collect();
    for family in all.iter().filter(|f| Some(f.name.as_str()) != named) {
        if family.marks.iter().any(|css| page.outline.first(css).is_some()) {
            found.push(family);
            break;
        }
    }
    found
}
