//! Links that are no reader's business.

/// Segments of addresses under which newspapers list articles of a key word.
const TAG_SEGMENTS: &[&str] = &["tag", "tags", "tu-khoa", "chu-de", "topic", "topics", "keyword"];

/// Whether an address is that of a list of a key word: such links are put in by the newspaper's program, not its writers.
pub(super) fn leads_to_a_tag(href: &str) -> bool {
    let path = href.split(['?', '#']).next().unwrap_or_default();
    path.split('/').skip(3).any(|segment| {
        let segment = segment.trim_end_matches(".html").trim_end_matches(".htm");
        TAG_SEGMENTS.contains(&segment)
    })
}
