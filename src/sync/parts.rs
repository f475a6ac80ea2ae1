//! Articles over several pages: fetched one after the other and joined; asked page by page whether they changed.

use std::collections::{BTreeSet, HashMap};

use super::context::{self, Context, Keep};
use super::failure::StepFailure;
use crate::fetch::{Answer, FetchError, FetchedPage, Validators};
use crate::model::{Block, CanonicalUrl, Draft, Finding, FindingKind, Offline, same_site};
use crate::store::{PagePart, WantedPage};

/// Pages of one article that are joined; what comes after is cut, and a finding says so.
pub(super) const MAX_PARTS: usize = 12;

/// Pages that are here already, by address.
pub(super) type HeldPages = HashMap<CanonicalUrl, FetchedPage>;

/// What the further pages of an article gave.
#[derive(Debug, Default)]
pub(super) struct JoinedParts {
    /// Those whose text is in the draft now.
    pub(super) parts: Vec<PagePart>,
    /// Why the next one could not be had.
    pub(super) missing: Option<StepFailure>,
}

/// Asks the further pages of an article whose first one is as it was. Where one changed, the first page again, and the
/// changed ones; `None` where none did. `here` is where the first page stands now: the others moved with it. A page that cannot be had tells nothing: it is asked another time.
pub(super) async fn changed(
    context: &Context,
    wanted: &WantedPage,
    here: &CanonicalUrl,
) -> Result<Option<(FetchedPage, HeldPages)>, StepFailure> {
    let (mut held, mut gone) = (HeldPages::new(), false);
    for part in wanted.parts.iter().take(MAX_PARTS) {
        let known = Validators { etag: part.etag.clone(), last_modified: part.last_modified.clone() };
        let url = moved(&part.url, &wanted.url, here);
        match context.fetcher.get(&url, &known).await {
            Ok(Answer::Fetched(page)) => drop(held.insert(url, page)),
            Err(FetchError::Gone { .. }) => gone = true,
            Ok(Answer::NotModified { .. }) | Err(_) => {}
        }
    }
    if held.is_empty() && !gone {
        return Ok(None);
    }
    match context.fetcher.get(&wanted.url, &Validators::default()).await? {
        Answer::Fetched(page) => Ok(Some((page, held))),
        Answer::NotModified { .. } => Ok(None),
    }
}

/// Whether most of a page's text is there already.
fn repeats(part: &[Block], before: &[Block]) -> bool {
    let known: BTreeSet<&str> = before.iter().flat_map(Block::strings).filter(|text| !text.is_empty()).collect();
    let length = |texts: &mut dyn Iterator<Item = &str>| texts.map(str::len).sum::<usize>();
    let all = length(&mut part.iter().flat_map(Block::strings));
    let again = length(&mut part.iter().flat_map(Block::strings).filter(|text| known.contains(text)));
    all > 0 && again * 2 > all
}

/// Where a further page stands once the first one moved.
fn moved(part: &CanonicalUrl, from: &CanonicalUrl, to: &CanonicalUrl) -> CanonicalUrl {
    let rest = part.as_str().strip_prefix(from.as_str().trim_end_matches('/'));
    let there = rest.and_then(|rest| CanonicalUrl::parse(&format!("{}{rest}", to.as_str().trim_end_matches('/'))));
    there.unwrap_or_else(|| part.clone())
}

/// Fetches the further pages of an article, but for those that are held, and appends their bodies.
pub(super) async fn join(
    context: &Context,
    first: &CanonicalUrl,
    draft: &mut Draft,
    mut held: HeldPages,
) -> JoinedParts {
    let mut seen = BTreeSet::from([first.clone()]);
    let mut joined = JoinedParts::default();
    while let Some(next) = draft.next.take() {
        if !same_site(&next.host(), &first.host()) || !seen.insert(next.clone()) {
            break;
        }
        if seen.len() > MAX_PARTS {
            draft.findings.push(Finding::with(FindingKind::Cut, format!("more than {MAX_PARTS} pages")));
            break;
        }
        let page = match held.remove(&next) {
            Some(page) => Ok(Answer::Fetched(page)),
            None => context.fetcher.get(&next, &Validators::default()).await,
        };
        let part = match page {
            Ok(Answer::Fetched(page)) => context::read(context, page, Keep::Nothing).await,
            Ok(Answer::NotModified { .. }) => Err(StepFailure::Fault),
            Err(error) => Err(error.into()),
        };
        match part {
            // A pager of something else on the page leads to the same text again.
            Ok((_, part, _)) if repeats(&part.body, &draft.body) => break,
            Ok((page, mut part, _)) if !part.body.is_empty() => {
                draft.body.append(&mut part.body);
                draft.next = part.next;
                let Validators { etag, last_modified } = page.validators;
                joined.parts.push(PagePart { url: next, etag, last_modified });
            }
            other => {
                draft.findings.push(Finding::with(FindingKind::Cut, format!("page {} could not be had", seen.len())));
                // One that the site does not have will not come by asking again.
                joined.missing = other.err().filter(|failure| failure.offline() != Offline::Gone);
                break;
            }
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn further_pages_move_with_the_first_one() {
        let url = |text: &str| CanonicalUrl::parse(text).unwrap();
        for (part, from, to, there) in [
            ("https://a.vn/cu/2/", "https://a.vn/cu/", "https://a.vn/moi/", "https://a.vn/moi/2/"),
            (
                "https://a.vn/cu.html?page=2",
                "https://a.vn/cu.html",
                "https://a.vn/moi.html",
                "https://a.vn/moi.html?page=2",
            ),
            ("https://a.vn/cu-p2.html", "https://a.vn/cu.html", "https://a.vn/moi.html", "https://a.vn/cu-p2.html"),
        ] {
            assert_eq!(moved(&url(part), &url(from), &url(to)).as_str(), there);
        }
    }
}
