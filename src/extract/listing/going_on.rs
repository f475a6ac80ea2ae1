//! Lists of bare links with which boxes of headlines go on, on pages where nothing bears a name.

use super::links::LinkOccurrence;
use super::outline::ListOutline;

/// The lists with which boxes of told headlines go on. Where nothing bears a name, menus and lists are of one make, and each list
/// speaks for itself by how its words read; what stands in no box with a headline is a list of something else.
pub(super) fn going_on<'l>(
    outline: &ListOutline<'_, '_>,
    told: &[Vec<&'l LinkOccurrence>],
    untold: &[Vec<&'l LinkOccurrence>],
    reads_like_headlines: fn(&[&LinkOccurrence]) -> bool,
) -> Vec<Vec<&'l LinkOccurrence>> {
    let headlines: Vec<usize> = told.iter().flatten().map(|link| link.el).collect();
    let goes_on = |list: usize| {
        let around = outline.els[list].parent;
        headlines.iter().any(|&el| outline.contains(around, el) && !outline.contains(list, el))
    };
    let lists = untold.iter().flat_map(|group| lists_of(outline, group));
    let long = lists.filter(|(_, links)| links.len() > 1 && reads_like_headlines(links));
    long.filter(|(list, _)| list.is_some_and(goes_on)).map(|(_, links)| links).collect()
}

/// The links of one make by the smallest elements that hold several of them: a menu, a list, the next list.
fn lists_of<'l>(
    outline: &ListOutline<'_, '_>,
    group: &[&'l LinkOccurrence],
) -> Vec<(Option<usize>, Vec<&'l LinkOccurrence>)> {
    let shared = |one: &LinkOccurrence, other: &LinkOccurrence| {
        outline.ancestors(one.el).find(|&up| outline.contains(up, other.el))
    };
    let between: Vec<Option<usize>> = group.windows(2).map(|pair| shared(pair[0], pair[1])).collect();
    let mut lists: Vec<(Option<usize>, Vec<&LinkOccurrence>)> = Vec::new();
    for (at, link) in group.iter().enumerate() {
        // Of two elements around a link the later one in the page is the smaller one.
        let own = at.checked_sub(1).and_then(|before| between[before]).max(between.get(at).copied().flatten());
        match lists.last_mut() {
            Some((list, links)) if *list == own => links.push(link),
            _ => lists.push((own, vec![link])),
        }
    }
    lists
}
