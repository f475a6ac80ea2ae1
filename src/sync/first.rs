//! What was read of a source when it was added is its first visit: the lists stand there at once. A refresh within
//! [`due::A_MOMENT`] asks for the articles only, a later one whether the lists have changed.

use super::batch::Batch;
use super::batch::SectionRead;
use super::enlist::Enlisted;
use super::older::OlderPage;
use super::plan::PlannedVisit;
use super::step;
use super::{due, host_forms, robots_cache};
use crate::fetch::HostForm;
use crate::model::{SourceId, Timestamp};
use crate::sources::{AddressKind, Catalog};
use crate::store::{SectionState, Store, StoreError};

/// Stores what the parts of an added source list. A part that was visited before is left as it is, and a map of a site too:
/// what it names need not be articles. Blocks.
pub fn first_visit(store: &Store, catalog: &Catalog, added: &Enlisted) -> Result<(), StoreError> {
    let (source, now) = (SourceId(added.source.id.clone()), store.now());
    robots_cache::keep(store, &added.robots, now)?;
    let site = catalog.sites.iter().find(|site| site.id == source.0);
    let texts = site.is_none_or(|site| site.pace.feed_text != Some(false));
    let mut batch = Batch { begun: Some(now), ..Batch::default() };
    for (section, part) in added.pages.iter().filter(|(_, part)| part.kind != AddressKind::Sitemap) {
        if store.section_state(&source, section)?.visited.is_some() {
            continue;
        }
        let visit = PlannedVisit {
            source: source.clone(),
            section: section.clone(),
            url: part.url.clone(),
            kind: part.kind,
            state: SectionState::default(),
            minutes: None,
            page: 1,
            since: None,
            barren: 0,
            follows: None,
        };
        let mut items = part.listing.items.clone();
        step::settle_dates(&mut items);
        if !texts {
            for item in &mut items {
                item.text = None;
            }
        }
        let state = SectionState {
            etag: part.validators.etag.clone(),
            last_modified: part.validators.last_modified.clone(),
            next_visit: Some(Timestamp(now.0.saturating_add(due::A_MOMENT))),
            ..due::succeeded(&visit.state, now, None)
        };
        let given = OlderPage::of(&visit, &part.listing);
        batch.sections.push((Box::new(visit), SectionRead { items: Some(items), given, state }));
    }
    if batch.is_empty() {
        return Ok(());
    }
    let kept = batch.store(store, None);
    let forms = HostForm::taught(kept.sections.iter().flat_map(|visited| &visited.listed.forms));
    kept.trouble.map_or(Ok(()), Err)?;
    host_forms::keep(store, forms, now)
}
