//! What a refresh tells, as lines of the log.

use tracing::{debug, info};

use crate::model::SyncNews;

/// Notes a fact of a refresh: an article is worth a line only where everything is.
pub(super) fn note(news: &SyncNews) {
    match news {
        SyncNews::Planned { sections, sources } => info!(sections, sources, "refresh begins"),
        SyncNews::SectionDone { source, section, listed, new, unchanged } => {
            info!(%source, %section, listed, new, unchanged, "list read");
        }
        SyncNews::OlderLeft { source, section, pages } => info!(%source, %section, pages, "older articles are left"),
        SyncNews::Gap { source, section, mapped } => info!(%source, %section, mapped, "articles may have been missed"),
        SyncNews::BodiesPlanned { pages } => info!(pages, "articles are asked for"),
        SyncNews::ArticleSaved { id, source, new } => debug!(id = id.0, %source, new, "article stored"),
        SyncNews::ArticleGone { id, source } => info!(id = id.0, %source, "article is gone from its site"),
        SyncNews::Trouble(trouble) => {
            let section = trouble.section.as_ref().map(tracing::field::display);
            info!(source = %trouble.source, section, url = trouble.url, kind = trouble.kind.name(), what = trouble.what, "trouble");
        }
        SyncNews::Offline => info!("offline"),
        SyncNews::Finished(tally) => info!(?tally, "refresh ends"),
    }
}
