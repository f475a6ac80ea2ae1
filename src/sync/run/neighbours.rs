//! THE LAST ROAD: from article to article, by their links to the one before and the one after, where a list lost known ground
//! and the site has neither an archive nor a map.
//!
//! A walk begins at what this run read, asks for unknown articles only, and ends at known ones; at most [`MAX_WALKED`].

use std::collections::HashMap;

use super::super::gap::Gap;
use super::super::maps::{MapReach, Road};
use super::RefreshRun;
use super::gaps::{DatesSaid, Mapped};
use crate::model::{ArticleId, CanonicalUrl, SourceId, same_site};
use crate::store::{StoreError, WantedPage};

/// Articles that one walk asks for.
const MAX_WALKED: usize = 100;
/// Links of one source that are kept until a walk may need them.
const MAX_KEPT_LINKS: usize = 400;

/// Links between articles of this run, and the walks along them.
#[derive(Debug, Default)]
pub(super) struct NeighbourLinks {
    /// From which article to which.
    named: HashMap<SourceId, Vec<(CanonicalUrl, CanonicalUrl)>>,
    walks: Vec<NeighbourWalk>,
}

/// A walk through one gap.
#[derive(Debug)]
struct NeighbourWalk {
    gap: Gap,
    reach: MapReach,
    dates: DatesSaid,
    asked: usize,
    end: WalkEnd,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WalkEnd {
    /// Known articles were reached.
    Joined,
    Open,
}

impl NeighbourLinks {
    fn keep(&mut self, source: &SourceId, from: &CanonicalUrl, links: &[CanonicalUrl]) {
        if links.is_empty() {
            return;
        }
        let kept = self.named.entry(source.clone()).or_default();
        let room = MAX_KEPT_LINKS.saturating_sub(kept.len());
        kept.extend(links.iter().take(room).map(|to| (from.clone(), to.clone())));
    }

    /// Whether articles of a source named their neighbours.
    pub(super) fn are_named(&self, source: &SourceId) -> bool {
        self.named.contains_key(source)
    }

    /// The sources whose articles did.
    pub(super) fn sources(&self) -> impl Iterator<Item = &SourceId> {
        self.named.keys()
    }

    /// The article before the last of some each of which leads to the next one; `None` where one does not, or the
    /// last one leads to none or several others.
    pub(super) fn before_all(&self, source: &SourceId, order: &[CanonicalUrl]) -> Option<CanonicalUrl> {
        let order: Vec<String> = order.iter().map(CanonicalUrl::key).collect();
        let links: Vec<(String, String, &CanonicalUrl)> =
            self.named.get(source)?.iter().map(|(from, to)| (from.key(), to.key(), to)).collect();
        let leads = |one: &String, other: &String| links.iter().any(|(from, to, _)| from == one && to == other);
        if !order.windows(2).all(|pair| leads(&pair[0], &pair[1])) {
            return None;
        }
        let last = order.last()?;
        let mut outside = links.iter().filter(|(from, to, _)| from == last && !order.contains(to));
        let before = outside.next()?;
        outside.all(|other| other.1 == before.1).then(|| before.2.clone())
    }
}

impl RefreshRun {
    /// An article came that names its neighbours: a walk that asked for it goes on, else they are kept.
    pub(super) async fn meet_neighbours(&mut self, wanted: &WantedPage, links: &[CanonicalUrl]) {
        match self.gaps.walked(wanted) {
            Some(gap) => {
                let at =
                    self.neighbours.walks.iter().position(|walk| {
                        walk.gap.remembered_as() == gap.remembered_as() && walk.gap.source == gap.source
                    });
                if let Some(at) = at {
                    self.walk_on(at, links.to_vec()).await;
                }
            }
            None => self.neighbours.keep(&wanted.source, &wanted.url, links),
        }
    }

    /// An article that a walk asked for is older than its gap: the walk is through.
    pub(super) fn walked_past(&mut self, wanted: &WantedPage) {
        let Some(gap) = self.gaps.walked(wanted) else { return };
        for walk in self
            .neighbours
            .walks
            .iter_mut()
            .filter(|walk| walk.gap.source == gap.source && walk.gap.section == gap.section)
        {
            walk.end = WalkEnd::Joined;
        }
    }

    /// Begins a walk through a gap; whether there is a way.
    pub(super) async fn walk_through(&mut self, gap: &Gap, reach: MapReach) -> bool {
        let links = self.neighbours.named.remove(&gap.source).unwrap_or_default();
        let links: Vec<CanonicalUrl> = links.into_iter().map(|(_, to)| to).collect();
        if links.is_empty() {
            return false;
        }
        let (store, source) = (self.context.store.clone(), gap.source.clone());
        let asking = tokio::task::spawn_blocking(move || store.pages_say_dates(&source));
        let dates = if matches!(asking.await, Ok(Ok(false))) { DatesSaid::Unsaid } else { DatesSaid::Said };
        self.neighbours.walks.push(NeighbourWalk { gap: gap.clone(), reach, dates, asked: 0, end: WalkEnd::Open });
        let at = self.neighbours.walks.len() - 1;
        self.walk_on(at, links).await;
        self.neighbours.walks.get(at).is_some_and(|walk| walk.asked > 0 || walk.end == WalkEnd::Joined)
    }

    /// Asks for those of some neighbours that are not known.
    async fn walk_on(&mut self, at: usize, mut links: Vec<CanonicalUrl>) {
        let Some(walk) = self.neighbours.walks.get(at) else { return };
        let (gap, dates) = (walk.gap.clone(), walk.dates);
        let ours = |url: &CanonicalUrl| {
            same_site(&url.host(), &gap.list.host())
                && walk.reach.holds(url)
                && url.key() != gap.list.key()
                && !url.is_front_page()
        };
        links.retain(|url| ours(url) && !self.asked.contains(url));
        links.truncate(MAX_WALKED.saturating_sub(walk.asked));
        let (store, since) = (self.context.store.clone(), gap.since);
        let looking = tokio::task::spawn_blocking(move || {
            let mut unknown = Vec::new();
            let mut joined = false;
            for url in links {
                match store.seen_at(&url)? {
                    Some(seen) => joined |= seen <= since,
                    None => unknown.push(url),
                }
            }
            Ok::<_, StoreError>((unknown, joined))
        });
        let (unknown, joined) = match looking.await {
            Ok(Ok(found)) => found,
            Ok(Err(error)) => return self.store_broke(&error).await,
            Err(_) => return,
        };
        if let Some(walk) = self.neighbours.walks.get_mut(at) {
            walk.asked += unknown.len();
            walk.end = if joined { WalkEnd::Joined } else { walk.end };
        }
        let wanted: Vec<WantedPage> = unknown.into_iter().map(|url| wanted(&gap, url)).collect();
        for one in &wanted {
            self.gaps.expect(one, Mapped { gap: gap.clone(), road: Road::Neighbour, published: None, pages: dates });
        }
        self.want(wanted).await;
    }

    /// Tells of the gaps that no walk closed.
    pub(super) async fn tell_open_walks(&mut self) {
        for walk in std::mem::take(&mut self.neighbours.walks) {
            if walk.end == WalkEnd::Open {
                self.tell_gap(&walk.gap, None).await;
            }
        }
    }
}

fn wanted(gap: &Gap, url: CanonicalUrl) -> WantedPage {
    WantedPage {
        id: ArticleId(0),
        url,
        source: gap.source.clone(),
        section: gap.section.clone(),
        etag: None,
        last_modified: None,
        parts: Vec::new(),
    }
}
