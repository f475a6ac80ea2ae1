//! Uses another version of a page (AMP, print) where it holds more text. Pure.
//!
//! Only the text and what the page itself did not tell are taken; address, date and headline stay the page's own.

use crate::model::{Block, Draft, Field, Finding, FindingKind, PlainVersion};
use crate::text::fold;

/// What a version must give to be taken, in per cent of what the page gave.
const ENOUGH_PERCENT: usize = 120;

/// Findings that speak of a body.
const OF_BODY: &[FindingKind] = &[
    FindingKind::NoBody,
    FindingKind::ShortBody,
    FindingKind::NotAnArticle,
    FindingKind::RulesMissed,
    FindingKind::Cut,
];

/// Puts what `other`, read from `version`, gives more into `draft`; whether it did.
pub(super) fn take(draft: &mut Draft, mut other: Draft, version: &PlainVersion) -> bool {
    if !is_same_article(draft, &other) || length(&other.body) * 100 <= length(&draft.body) * ENOUGH_PERCENT {
        return false;
    }
    draft.body = std::mem::take(&mut other.body);
    draft.next = other.next.take();
    draft.findings.retain(|finding| !is_of_body(finding) && !finding.is(FindingKind::OtherVersion));
    draft.findings.extend(other.findings.iter().filter(|finding| is_of_body(finding)).cloned());
    draft.findings.push(Finding::with(FindingKind::TakenFrom, version));
    if let Some(by) = other.by.remove(&Field::Body) {
        draft.by.insert(Field::Body, by);
    }
    let Draft { title, sapo, author, by, findings, .. } = draft;
    let mut fill = |field: Field, slot: &mut Option<String>, value: Option<String>| {
        if slot.is_none() && value.is_some() {
            *slot = value;
            if let Some(evidence) = other.by.remove(&field) {
                by.insert(field, evidence);
            }
        }
    };
    fill(Field::Title, title, other.title);
    fill(Field::Sapo, sapo, other.sapo);
    fill(Field::Author, author, other.author);
    if title.is_some() {
        findings.retain(|finding| !finding.is(FindingKind::NoTitle));
    }
    draft.imprint.source_line = draft.imprint.source_line.take().or(other.imprint.source_line);
    draft.picture = draft.picture.take().or(other.picture);
    if draft.published.is_none()
        && let Some(published) = other.published
    {
        draft.published = Some(published);
        draft.findings.retain(|finding| !finding.is(FindingKind::NoDate));
        if let Some(by) = other.by.remove(&Field::Published) {
            draft.by.insert(Field::Published, by);
        }
    }
    true
}

fn is_of_body(finding: &Finding) -> bool {
    OF_BODY.contains(&finding.kind)
}

/// Two pages with different headlines are two articles: a site that sends every unknown address to one page has no
/// version of this one.
fn is_same_article(draft: &Draft, other: &Draft) -> bool {
    if other.findings.iter().any(|f| f.is(FindingKind::Blocked) || f.is(FindingKind::NotAnArticle)) {
        return false;
    }
    match (draft.title.as_deref().map(fold::letters), other.title.as_deref().map(fold::letters)) {
        (Some(here), Some(there)) => here.contains(&there) || there.contains(&here),
        _ => true,
    }
}

/// Bytes of a body's words.
fn length(body: &[Block]) -> usize {
    body.iter().flat_map(Block::strings).map(str::len).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CanonicalUrl, Evidence, VersionKind};

    fn version() -> PlainVersion {
        PlainVersion { kind: VersionKind::Print, url: CanonicalUrl::parse("https://bao.test/print/a.html").unwrap() }
    }

    fn draft(title: &str, paragraphs: usize) -> Draft {
        let body: Vec<Block> = (0..paragraphs).map(|n| Block::paragraph(format!("Đoạn {n} của bài."))).collect();
        let findings = if body.is_empty() { vec![Finding::new(FindingKind::NoBody)] } else { Vec::new() };
        Draft {
            title: Some(title.into()),
            by: [(Field::Body, Evidence::Generic)].into(),
            body,
            findings,
            ..Draft::default()
        }
    }

    #[test]
    fn a_fuller_version_gives_its_body_and_says_so() {
        let mut page = draft("Thợ may tăng lương", 0);
        let other = Draft { author: Some("Trần An".into()), ..draft("Thợ may tăng lương", 3) };
        assert!(take(&mut page, other, &version()));
        assert_eq!((page.body.len(), page.author.as_deref()), (3, Some("Trần An")));
        assert_eq!(page.findings, [Finding::with(FindingKind::TakenFrom, "print https://bao.test/print/a.html")]);
    }

    #[test]
    fn a_version_that_gives_no_more_changes_nothing() {
        let mut page = draft("Thợ may tăng lương", 3);
        let before = page.clone();
        assert!(!take(&mut page, draft("Thợ may tăng lương", 3), &version()));
        assert_eq!(page, before);
    }

    #[test]
    fn the_version_of_another_article_is_not_taken() {
        let mut page = draft("Thợ may tăng lương", 0);
        assert!(!take(&mut page, draft("Trang chủ báo thử", 9), &version()));
    }
}
